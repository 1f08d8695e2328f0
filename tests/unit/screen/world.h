/* world.h: a visit with something on every screen, for the tests that build and draw screens. Included by one test at a time. */
#ifndef LECTERN_TESTS_SCREEN_WORLD_H
#define LECTERN_TESTS_SCREEN_WORLD_H

#include "base/mem.h"
#include "book/builder.h"
#include "book/file.h"
#include "screen/frame.h"
#include "screen/link.h"
#include "text/icon.h"
#include "text/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct display
    profiles
        [] =
            {
                {800, 480, 154, 86, 400},    {1280, 800, 217, 136, 500},
                {1920, 1080, 344, 194, 600}, {1080, 1920, 268, 476, 700},
                {800, 1280, 136, 217, 500}, /* narrow: a 10.1 inch glass that hangs upright */
};

static const enum screen_id screens[] = {
    SCREEN_ATTRACT,     SCREEN_HOME,       SCREEN_SHELF,       SCREEN_MENU,
    SCREEN_LISTENING,   SCREEN_OWN,        SCREEN_EASIER,      SCREEN_HELP,
    SCREEN_PIN,         SCREEN_STAFF,      SCREEN_STAFF_LIST,  SCREEN_STAFF_BOX,
    SCREEN_STAFF_STICK, SCREEN_KIOSK,      SCREEN_RULER,       SCREEN_FIRST,
    SCREEN_NOTICE,      SCREEN_LINK,       SCREEN_KEPT,        SCREEN_WORDS,
    SCREEN_LINE,        SCREEN_VOICE,      SCREEN_HANDS,       SCREEN_GUIDANCE,
    SCREEN_SEARCH,      SCREEN_COUNTS,     SCREEN_STAFF_SHELF, SCREEN_STAFF_DOCUMENT,
    SCREEN_STAFF_TITLE, SCREEN_STAFF_LOOK, SCREEN_HEALTH,      SCREEN_CLOCK,
    SCREEN_POWER,       SCREEN_TARGETS,    SCREEN_TRY};

struct world {
    struct visit_shelf_card cards[4]; /* the second document is an edition of the first */
    struct visit visit;
    struct theme *theme;
    struct fonts *fonts;
    struct run_cache *runs;
    struct widget_list list;
    struct str sample;         /* the bytes of visit.sample.book */
    char where[128];           /* for messages */
    int first_step, each_step; /* which of the text sizes are tried */
};

static void add_document(struct document_list *list, const char *title)
{
    list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
    struct document *d = &list->items[list->count++];
    *d = (struct document){.pages = 12, .words = 2000, .easy_read = list->count == 2};
    d->title = mem_copy_string(title);
    d->author = mem_copy_string("");
    d->lang = mem_copy_string("en");
    d->section = mem_copy_string("Briefings");
    d->name = mem_copy_string("file.pdf");
}

static void add_item(struct import_list *list, const char *path)
{
    list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
    struct import_item *item = &list->items[list->count++];
    *item = (struct import_item){.bytes = 1234567, .picked = true};
    item->path = mem_copy_string(path);
    item->section = mem_copy_string("Campaigns");
}

/* Lays the sample out as it is now, then builds the screen, as the session does. */
static inline struct screen_pages build_screen(struct world *w, struct widget_list *list)
{
    struct visit *v = &w->visit;
    struct layout_style style = screen_sample_style(v);
    layout_free(v->sample.layout);
    v->sample.layout = layout_new(v->sample.book, w->runs, &style, 1);
    v->sample.screen = layout_screen_at(v->sample.layout, 1);
    return screen_build(v, list);
}

static bool make_sample(struct world *w)
{
    const char *text = "Every child has a right to learn. A good school has room for everyone.";
    struct builder *b = builder_new();
    builder_add_page(b, "1", 1, 1);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    builder_text(b, text, strlen(text), NULL);
    builder_end(b);
    bool made = builder_finish(b, &w->sample) == ERR_OK &&
                book_from_bytes((const unsigned char *)w->sample.data, w->sample.length_bytes,
                                &w->visit.sample.book) == ERR_OK;
    builder_free(b);
    return made;
}

/* Documents on the shelf, in staff's boxes and on a stick. */
static void make_documents(struct world *w)
{
    static const char *const titles[] = {
        "Learning together: support in every ordinary school. A briefing", "Easy Read", "Short",
        "Antidisestablishmentarianism: what one council wrote into its report"};
    struct visit *v = &w->visit;
    for (int i = 0; i < 4; i++) {
        add_document(&v->shelf, titles[i]);
        w->cards[i] = (struct visit_shelf_card){(size_t)i, i == 1 ? EDITION_EASY_READ : 0};
        add_document(&v->staff.documents, titles[i]);
        add_item(&v->staff.stick,
                 "/media/stick/A folder/Learning together: a very long name of a file.pdf");
    }
    v->cards = w->cards;
    v->card_count = 4;
    v->staff.box = 1;
    v->staff.boxes[1] = (struct visit_box){.documents = 4, .hidden = 1};
    v->staff.document_count = 4;
    v->staff.documents.items[2].is_hidden = true;
    v->staff.document = v->staff.documents.items[0]; /* borrows its words */
    v->staff.stick_is_in = true;
    v->staff.on_stick.free_bytes = 1000000000;
    v->staff.stick.items[1].verdict = VERDICT_DAMAGED;
    stick_rows_to_choose(&v->staff.stick, "/media/stick", NULL, &v->staff.on_stick.rows);
}

static int make(void **state)
{
    struct world *w = mem_new(1, sizeof *w);
    struct visit *v = &w->visit;
    if (theme_new(NULL, &w->theme) != ERR_OK || fonts_new(&w->fonts) != ERR_OK)
        return 1;
    w->runs = run_cache_new(w->fonts, 4u << 20);
    v->look = (struct look){
        .theme = w->theme, .fonts = w->fonts, .runs = w->runs, .scheme = &w->theme->schemes[0]};
    if (!make_sample(w))
        return 1;
    v->kiosk_name = "Reading together: inclusive education";
    v->idle_s = 180;
    v->has_no_profile = true;
    v->settings = (struct visit_settings){.words_per_minute = 175, .pitch = 50, .pauses = 1};
    v->voice_count = voice_list("en", v->voices);
    w->each_step = 1;
    v->staff.is_in = true;
    const char *names[] = {"Campaigns", "Briefings", "Resources",
                           "History",   "Champions", "Participation"};
    for (; v->section_count < 6; v->section_count++) {
        snprintf(v->sections[v->section_count].name, sizeof v->sections->name, "%s",
                 names[v->section_count]);
        v->sections[v->section_count].icon = icon_codepoint("book");
        v->sections[v->section_count].colour = v->section_count;
    }
    make_documents(w);
    v->staff.room = (struct library_room){12 << 20, 900u << 20};
    v->staff.aside_bytes = 1 << 20;
    v->staff.undo_count = 1;
    v->kiosk.ruler = (struct visit_ruler){.cm = {5, 3}, .length_px = {200, 120}, .viewing_mm = 500};
    v->kiosk.clock = (struct visit_clock){.parts = {22, 9, 2026, 12, 30}, .can_be_set = true};
    v->kiosk.power.can = true;
    v->kiosk.health = (struct visit_health){.all_bytes = 1000, .rebuilt = "library.db.damaged-1"};
    v->kiosk.first = (struct visit_first){.now = {90, 450, 0, 0, 3, 175}, .is_staffs = true};
    snprintf(v->notice.title, sizeof v->notice.title, "A document");
    snprintf(v->notice.text, sizeof v->notice.text,
             "This document is damaged. Ask its maker for a new copy.");
    v->takes[0] = (struct visit_take){"Donate", "https://www.example.org/donate"};
    v->takes[1] = (struct visit_take){"Take part", "https://www.example.org/take-part"};
    v->link.title = mem_copy_string("Web address");
    v->link.shown = mem_copy_string("www.example.org/learning-together/how-to-take-part");
    v->link.whole = link_code_make("https://www.example.org/learning-together/how-to-take-part");
    v->kept[0] = (struct visit_kept){
        .title = "Learning together", .words = "Everyone learns together.", .page = "Page 4"};
    *state = w;
    return 0;
}

static int let_go(void **state)
{
    struct world *w = *state;
    document_list_free(&w->visit.shelf);
    document_list_free(&w->visit.staff.documents);
    import_list_free(&w->visit.staff.stick);
    stick_rows_free(&w->visit.staff.on_stick.rows);
    widget_list_free(&w->list);
    link_code_free(&w->visit.link.whole);
    free(w->visit.link.title);
    free(w->visit.link.shown);
    layout_free(w->visit.sample.layout);
    book_close(w->visit.sample.book);
    str_free(&w->sample);
    run_cache_free(w->runs);
    fonts_free(w->fonts);
    theme_free(w->theme);
    free(w);
    return 0;
}

#endif
