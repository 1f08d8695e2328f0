/* ways: how each screen is come to in a trial: one line a screen. */
#include "kiosk.h"

#include "app/logo.h"
#include "app/session_parts.h"
#include "base/mem.h"
#include "book/explain.h"
#include "book/model.h"
#include "library/importer.h"
#include "screen/link.h"
#include "text/cards.h"

#include <stdio.h>
#include <string.h>

/* Who shows below it: the screens of a visit stand on each other in this order. */
enum stands { STANDS_UNKNOWN, STANDS_ALONE, ON_ATTRACT, ON_HOME, ON_SHELF, ON_READER };

struct way {
    enum stands stands;
    void (*fill)(struct kiosk *k, int variant); /* what it shows; NULL: nothing of its own */
    int variants;                               /* it has this many faces; 0 and 1: one */
};

/* Without the organiser's picture, and with it. */
static void fill_logo(struct kiosk *k, int variant)
{
    struct session *s = k->session;
    if (variant && !s->logo) {
        snprintf(k->config.logo, sizeof k->config.logo, "%s", EN301549_LOGO);
        session_show_logo(s);
        logo_wait(s->logo);
        logo_tick(s);
    }
    s->visit.logo.book = NULL;
    if (variant && logo_book(s->logo, &s->visit.logo.book) != ERR_OK)
        s->visit.logo.book = NULL;
}

/* Over the text, by the session itself, which has a worker draw it: whole; larger than its room; or a page that can't be drawn. */
static void fill_page(struct kiosk *k, int variant)
{
    kiosk_show(k, SCREEN_READER);
    kiosk_act(k, ACTION_PAGE_VIEW, 0);
    for (int i = 0; i < 2 && variant == 1; i++)
        kiosk_act(k, ACTION_PAGE_ZOOM, 1);
    k->session->visit.page.failed = variant == 2;
}

/* The longest of the document's hard words, or the longest that is short for others; 0 none. */
static uint32_t longest_term(struct kiosk *k, bool is_short)
{
    struct visit *v = &k->session->visit;
    uint32_t found = 0;
    size_t most = 0;
    kiosk_act(k, ACTION_WORD_LIST, 0);
    kiosk_list(k);
    for (size_t i = 0; i < v->words.list_count; i++) {
        const struct explain_term *term = explain_term_at(v->words.explain, v->words.list[i]);
        size_t bytes = strlen(is_short ? term->long_form : term->term);
        if (bytes > most) {
            most = bytes;
            found = v->words.list[i];
        }
    }
    return found;
}

/* Over the text; its subject is what the screen is about. */
static void fill_word(struct kiosk *k, int variant)
{
    uint32_t term = longest_term(k, variant == 1);
    k->session->visit.subjects[ON_READER - STANDS_ALONE] = term ? term : 1;
}

/* Where the text has none of them, or the first one of the list. */
static void fill_hard_words(struct kiosk *k, int variant)
{
    uint32_t place = 1, term = longest_term(k, false);
    if (variant == 1 && term)
        explain_places(k->session->visit.words.explain, term, &place, 1);
    kiosk_show(k, SCREEN_READER);
    reading_go(k->session, place);
}

/* The last word of the longest card with a picture; the last one of the longest sentence. */
static uint32_t longest_unit(const struct visit_reading *r, enum screen_id view)
{
    uint32_t most = 0, last = 1;
    if (view == SCREEN_CARDS) {
        for (size_t i = 0; i < cards_count(r->cards); i++) {
            const struct card *c = cards_at(r->cards, i);
            if (c->picture && c->first_word && c->last_word - c->first_word + 1 > most) {
                most = c->last_word - c->first_word + 1;
                last = c->last_word;
            }
        }
        return last;
    }
    uint32_t count = r->book->words[r->book->word_count].sentence;
    for (uint32_t i = 1; i <= count; i++) {
        const struct book_sentence *s = &r->book->sentences[i];
        if (s->word_count > most) {
            most = s->word_count;
            last = s->first_word + s->word_count - 1;
        }
    }
    return last;
}

/* The first card or sentence; or the end of the longest. */
static void fill_unit(struct kiosk *k, enum screen_id view, int variant)
{
    const struct visit_reading *r = &k->session->visit.reading;
    kiosk_show(k, SCREEN_READER);
    kiosk_act(k, ACTION_VIEW, view);
    if (r->unit.count)
        reading_go(k->session, variant ? longest_unit(r, view) : 1);
}

static void fill_cards(struct kiosk *k, int variant)
{
    fill_unit(k, SCREEN_CARDS, variant);
}

static void fill_sentence(struct kiosk *k, int variant)
{
    fill_unit(k, SCREEN_SENTENCE, variant);
}

static void fill_menu(struct kiosk *k, int variant)
{
    k->session->visit.guided = variant == 1;
}

/* Typing the PIN; choosing one, with what was typed shown and the keys mixed; a first start; the wait, by the session's own clock; what
 * was typed is wrong, and a headset is in. */
static void fill_pin(struct kiosk *k, int variant)
{
    static const enum pin_purpose purposes[] = {PIN_TO_ENTER, PIN_TO_CHOOSE, PIN_TO_BEGIN,
                                                PIN_TO_ENTER, PIN_TO_ENTER};
    struct visit *v = &k->session->visit;
    pin_forget(k->session);
    v->staff.purpose = purposes[variant];
    v->staff.mixed = v->staff.shown = variant == 1;
    pin_mix(v->staff.order);
    snprintf(v->staff.digits, sizeof v->staff.digits, "%s", variant == 1 ? "24680" : "");
    v->staff.wait_s = variant == 3 ? 3000 : 0;
    v->heard = variant == 4 ? HEARD_ALONE : HEARD_IN_ROOM;
    if (variant == 4)
        messages_error(ERR_PIN_WRONG, NULL, v->staff.said, sizeof v->staff.said);
}

void kiosk_put_stick(struct kiosk *k, bool in)
{
    char folder[sizeof k->config.library + 16];
    const char *slash = strrchr(k->config.library, '/');
    snprintf(folder, sizeof folder, "%.*s/library", (int)(slash - k->config.library),
             k->config.library);
    volumes_pretend(k->session->volumes, in ? folder : NULL);
}

/* Variant 1: the documents of the stick were added, one of the kiosk's was removed; 2: a document is chosen that belongs to another. */
static void fill_staff(struct kiosk *k, int variant)
{
    struct visit *v = &k->session->visit;
    v->staff.is_in = true;
    v->logo.is_broken = false;
    health_begin(k->session);
    shelves_measure(k->session);
    shelves_look_into(k->session, 1);
    shelves_look_at(k->session, variant == 2 ? 0 : -1);
    v->staff.undo_count = variant == 1;
    v->staff.tying = variant == 2;
    kiosk_put_stick(k, true);
    volumes_take_change(k->session->volumes); /* it was in when staff came */
    staff_find_on_stick(k->session);
    adding_stop_looking(k->session); /* the rest of it comes in its own time */
    for (size_t i = 0; i < v->staff.stick.count; i++) {
        v->staff.stick.items[i].verdict = i % 2 ? VERDICT_GOOD : VERDICT_DAMAGED;
        v->staff.stick.items[i].picked = i % 2;
    }
    v->staff.stick.items[0].verdict = VERDICT_IN_PART;
    adding_show_rows(k->session, variant == 1);
}

/* Saving a copy; putting one back; the question about its makers. */
static void fill_copies(struct kiosk *k, int variant)
{
    fill_staff(k, 0);
    struct visit *v = &k->session->visit;
    v->staff.document_count = 24;
    v->copies = (struct visit_copies){.library_bytes = 12000000,
                                      .is_found = true,
                                      .name = "Lectern copy 2026-11-22",
                                      .documents = 24,
                                      .packs = 1,
                                      .known = 3,
                                      .bytes = 12000000,
                                      .asks = variant == 2,
                                      .keys = "Some makers (0102030405060708)"};
    v->subjects[ON_READER - STANDS_ALONE] = variant ? COPIES_PUT_BACK : COPIES_SAVE;
}

/* One document: as it came; with other versions, the last tie of which can be undone. */
static void fill_staff_document(struct kiosk *k, int variant)
{
    struct visit *v = &k->session->visit;
    fill_staff(k, 0);
    shelves_look_at(k->session, variant ? (int64_t)v->staff.documents.count - 1 : 0);
    v->staff.can_undo = variant == 1;
}

/* Its title is typed: nothing yet; in capitals, on a typewriter's keys. */
static void fill_staff_title(struct kiosk *k, int variant)
{
    struct visit_title *t = &k->session->visit.staff.title;
    fill_staff_document(k, 0);
    snprintf(t->text, sizeof t->text, "%s", variant ? "Learning together: what we ask for" : "");
    t->capitals = t->typewriter = variant == 1;
}

/* The screens of 'This kiosk', as staff see them. */
static void fill_kiosk(struct kiosk *k, int variant)
{
    (void)variant;
    fill_staff(k, 0);
    health_begin(k->session);
}

/* As the settings file of an organiser has them. */
static void fill_mistakes(struct visit_settings_file *file)
{
    static const struct config_mistakes mistakes = {
        .list = {{7, CONFIG_VALUE, "display", "rotate", "45"}, {9, CONFIG_NO_TEXT, "", "", ""}},
        .count = 2,
        .file = "lectern.ini"};
    file->count = mistakes.count;
    file->more = 1;
    file->has_pin = true;
    for (int i = 0; i < mistakes.count; i++)
        config_mistake_words(&mistakes, i, file->lines[i], sizeof file->lines[i]);
}

/* All is well; everything is wrong. */
static void fill_health(struct kiosk *k, int variant)
{
    struct visit *v = &k->session->visit;
    struct visit_health *h = &v->kiosk.health;
    fill_staff(k, 0);
    health_begin(k->session);
    h->clock_is_set = variant == 0;
    h->worker_failures = h->page_failures = variant ? 3 : 0;
    h->import = (struct visit_import){true, 1900000000, 12, 3, 2, "ok"};
    if (!variant)
        return;
    v->logo.is_broken = true;
    v->logo.of_pack = "Spring papers";
    h->free_bytes = 1;
    snprintf(h->import.err, sizeof h->import.err, "io");
    snprintf(h->rebuilt, sizeof h->rebuilt, "library.db.damaged-1");
    fill_mistakes(&h->config);
    snprintf(h->drop_problem, sizeof h->drop_problem, "packs/a.tar");
    h->lacks_touch = true;
    h->board = (struct visit_board){5,
                                    {{"card read-only", 0, true},
                                     {"data in-memory", 1900000000, true},
                                     {"data made-anew", 0, false},
                                     {"kiosk kept-ending 2", 1900000000, false},
                                     {"fan too-hot at 85 degrees", 1900000000, true}}};
}

/* What can be tried; small and large words. */
static void fill_try(struct kiosk *k, int variant)
{
    fill_staff(k, 0);
    try_begin(k->session);
    k->session->visit.kiosk.trying.face = variant ? TRY_TEXT : TRY_CHOICE;
}

/* Before it; how it came out: right, turned. */
static void fill_targets(struct kiosk *k, int variant)
{
    struct visit_targets *t = &k->session->visit.kiosk.targets;
    fill_staff(k, 0);
    targets_begin(k->session);
    t->face = variant ? TARGETS_RESULT : TARGETS_FIRST;
    t->result.verdict = variant == 1 ? TOUCH_RIGHT : TOUCH_TURNED;
    t->result.most_mm = 1.5;
    t->turn = 5;
}

/* It can be set; it can't. */
static void fill_clock(struct kiosk *k, int variant)
{
    fill_staff(k, 0);
    clock_begin(k->session);
    k->session->visit.kiosk.clock.can_be_set = variant == 0;
}

/* The ways to do it; the question; it can't be; something would be cut off. */
static void fill_power(struct kiosk *k, int variant)
{
    struct visit_power *p = &k->session->visit.kiosk.power;
    fill_staff(k, 0);
    power_begin(k->session);
    p->can = variant < 2;
    p->asks = variant == 1 ? POWER_OFF : POWER_KEEP;
    p->is_busy = variant == 3;
}

/* Numbers of the documents; the question whether they are cleared; none. */
static void fill_counts(struct kiosk *k, int variant)
{
    struct visit_counts *c = &k->session->visit.kiosk.counts;
    static const char *const titles[] = {"Learning together: support in every ordinary school",
                                         "How to take part"};
    fill_staff(k, 0);
    counts_leave(k->session);
    for (size_t i = 0; i < 2 && variant < 2; i++) {
        c->list.items = mem_resize(c->list.items, i + 1, sizeof *c->list.items);
        c->list.items[i] =
            (struct count_sum){mem_copy_string(titles[i]), {1250, 300, 75}, {12, 3, 0}};
        c->list.count++;
    }
    c->asks = variant == 1;
}

/* A face each: the two lines, the distance, and the question whether the new size is kept. */
static void fill_ruler(struct kiosk *k, int variant)
{
    fill_staff(k, 0);
    ruler_begin(k->session);
    k->session->visit.kiosk.ruler.face = (enum ruler_face)variant;
    k->session->visit.kiosk.ruler.left_s = 30;
}

/* Nothing typed; a word that is near others; more letters than there is room for, on a typewriter's keys, in one document. */
static void fill_search(struct kiosk *k, int variant)
{
    static const char *const typed[] = {"", "skool", "every child has a right to learn together "};
    kiosk_show(k, SCREEN_READER);
    kiosk_act(k, ACTION_FIND, 0);
    kiosk_act(k, ACTION_FIND_CLEAR, 0);
    kiosk_act(k, ACTION_FIND_KEYS, variant == 2);
    kiosk_act(k, ACTION_FIND_IN, variant == 2);
    for (const char *c = typed[variant]; *c; c++)
        kiosk_act(k, ACTION_FIND_TYPE, *c);
}

/* By a near spelling; nothing, but words near; nothing at all. */
static void fill_results(struct kiosk *k, int variant)
{
    static const char *const typed[] = {"skool", "zzzschool", "xqxqxq"};
    kiosk_show(k, SCREEN_READER);
    kiosk_act(k, ACTION_FIND, 0);
    kiosk_act(k, ACTION_FIND_CLEAR, 0);
    kiosk_act(k, ACTION_FIND_IN, variant == 2);
    for (const char *c = typed[variant]; *c; c++)
        kiosk_act(k, ACTION_FIND_TYPE, *c);
    kiosk_act(k, ACTION_FIND_SHOW, 0);
}

/* There is a next document; there is none. */
static void fill_end(struct kiosk *k, int variant)
{
    kiosk_show(k, SCREEN_READER);
    struct visit_next *next = &k->session->visit.next;
    next->section = 0;
    if (variant == 0 && !*next->document.id) {
        struct document_list list = {0};
        if (catalogue_list(k->session->catalogue, NULL, &list) == ERR_OK && list.count) {
            next->document = list.items[0];
            list.items[0] = (struct document){0};
        }
        document_list_free(&list);
    } else if (variant == 1) {
        document_free(&next->document);
        next->document = (struct document){0};
    }
}

static void fill_notice(struct kiosk *k, int variant)
{
    struct visit_notice *n = &k->session->visit.notice;
    n->is_question = variant == 1;
    snprintf(n->title, sizeof n->title, "A document");
    snprintf(n->text, sizeof n->text, "This document is damaged. Ask its maker for a new copy.");
}

/* The web address on the sample's last pages; or one that is too long for a code. */
static void fill_link(struct kiosk *k, int variant)
{
    struct visit_link *l = &k->session->visit.link;
    static const char longest[] = "https://www.example.org/";
    char uri[3000];
    memset(uri, 'a', sizeof uri - 1);
    uri[sizeof uri - 1] = 0;
    memcpy(uri, longest, sizeof longest - 1);
    if (variant == 0)
        snprintf(uri, sizeof uri, "https://www.example.org/learning-together");
    links_forget(k->session);
    l->title = mem_copy_string("Web address");
    l->shown = mem_copy_string(uri + strlen("https://"));
    l->whole = link_code_make(uri);
    l->site = link_code_make("https://www.example.org");
}

/* A block of the document that is open stands for a note. */
static void fill_note(struct kiosk *k, int variant)
{
    (void)variant;
    struct visit *v = &k->session->visit;
    uint32_t last = v->reading.book->block_count, block = 1;
    while (block < last && v->reading.book->blocks[block].kind != BLOCK_PARAGRAPH)
        block++;
    v->note = (struct visit_note){block, block};
}

static void fill_links(struct kiosk *k, int variant)
{
    (void)variant;
    links_find(k->session);
}

/* None; or one. */
static void fill_kept(struct kiosk *k, int variant)
{
    k->session->visit.kept_count = 0;
    if (variant == 1)
        kiosk_act(k, ACTION_KEEP, 0);
}

/* A new screen needs its line here: without one every walk fails (see README.md). */
static const struct way ways[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = {STANDS_ALONE, fill_logo, 2},
    [SCREEN_HOME] = {ON_ATTRACT, fill_logo, 2},
    [SCREEN_SHELF] = {ON_HOME, NULL, 0},
    [SCREEN_READER] = {ON_SHELF, NULL, 0},
    [SCREEN_CARDS] = {ON_SHELF, fill_cards, 2},
    [SCREEN_SENTENCE] = {ON_SHELF, fill_sentence, 2},
    [SCREEN_PAGE] = {ON_READER, fill_page, 3},
    [SCREEN_MENU] = {ON_READER, fill_menu, 2},
    [SCREEN_LINKS] = {ON_READER, fill_links, 0},
    [SCREEN_LINK] = {ON_READER, fill_link, 2},
    [SCREEN_NOTE] = {ON_READER, fill_note, 0},
    [SCREEN_KEPT] = {ON_READER, fill_kept, 2},
    [SCREEN_CONTENTS] = {ON_READER, NULL, 0},
    [SCREEN_HARD_WORDS] = {ON_READER, fill_hard_words, 2},
    [SCREEN_WORD] = {ON_READER, fill_word, 2},
    [SCREEN_WORD_LIST] = {ON_READER, NULL, 0},
    [SCREEN_LISTENING] = {ON_READER, NULL, 0},
    [SCREEN_SEARCH] = {ON_READER, fill_search, 3},
    [SCREEN_RESULTS] = {ON_READER, fill_results, 3},
    [SCREEN_END] = {ON_READER, fill_end, 2},
    [SCREEN_EASIER] = {ON_READER, NULL, 0},
    [SCREEN_GUIDANCE] = {ON_READER, fill_menu, 2},
    [SCREEN_WORDS] = {ON_READER, NULL, 0},
    [SCREEN_LINE] = {ON_READER, NULL, 0},
    [SCREEN_VOICE] = {ON_READER, NULL, 0},
    [SCREEN_HANDS] = {ON_READER, NULL, 0},
    [SCREEN_OWN] = {ON_READER, NULL, 0},
    [SCREEN_HELP] = {ON_READER, NULL, 0},
    [SCREEN_PIN] = {ON_READER, fill_pin, 5},
    [SCREEN_STAFF] = {ON_READER, fill_staff, 1},
    [SCREEN_STAFF_LIST] = {ON_READER, fill_staff, 3},
    [SCREEN_STAFF_SHELF] = {ON_READER, fill_staff, 3},
    [SCREEN_STAFF_DOCUMENT] = {ON_READER, fill_staff_document, 2},
    [SCREEN_STAFF_TITLE] = {ON_READER, fill_staff_title, 2},
    [SCREEN_STAFF_LOOK] = {ON_READER, fill_staff, 1},
    [SCREEN_STAFF_BOX] = {ON_READER, fill_staff, 1},
    [SCREEN_COPIES] = {ON_READER, fill_copies, 3},
    [SCREEN_STAFF_STICK] = {ON_READER, fill_staff, 2},
    [SCREEN_KIOSK] = {ON_READER, fill_kiosk, 1},
    [SCREEN_HEALTH] = {ON_READER, fill_health, 2},
    [SCREEN_TRY] = {ON_READER, fill_try, 2},
    [SCREEN_TARGETS] = {ON_READER, fill_targets, 3},
    [SCREEN_CLOCK] = {ON_READER, fill_clock, 2},
    [SCREEN_POWER] = {ON_READER, fill_power, 4},
    [SCREEN_COUNTS] = {ON_READER, fill_counts, 3},
    [SCREEN_RULER] = {ON_READER, fill_ruler, RULER_FACES},
    [SCREEN_FIRST] = {ON_READER, fill_kiosk, 1},
    [SCREEN_NOTICE] = {ON_READER, fill_notice, 2},
};

bool kiosk_knows(enum screen_id id)
{
    return ways[id].stands != STANDS_UNKNOWN;
}

bool kiosk_is_staffs_work(enum action_kind kind)
{
    switch (kind) {
    case ACTION_ADD:
    case ACTION_REMOVE:
    case ACTION_REMOVE_UNDO:
    case ACTION_ORDER:
    case ACTION_TO_BOX:
    case ACTION_HIDE:
    case ACTION_FEATURE:
    case ACTION_TITLE_KEEP:
    case ACTION_BOX_ORDER:
    case ACTION_BOX_SIGN:
    case ACTION_BOX_COLOUR:
    case ACTION_TIE:
    case ACTION_UNTIE:
    case ACTION_TIE_UNDO:
    case ACTION_ADD_UNDO:
    case ACTION_REPORT:
    case ACTION_COPY:
    case ACTION_FIRST:
    case ACTION_FIRST_RESET:
    case ACTION_KEEP_GLASS:
    case ACTION_HEALTH_SEEN:
        return true;
    default:
        return false;
    }
}

int kiosk_variants(enum screen_id id)
{
    return ways[id].variants > 1 ? ways[id].variants : 1;
}

void kiosk_show_variant(struct kiosk *k, enum screen_id id, int variant)
{
    static const enum screen_id below[] = {SCREEN_ATTRACT, SCREEN_HOME, SCREEN_SHELF,
                                           SCREEN_READER};
    struct visit *v = &k->session->visit;
    const struct way *way = &ways[id];
    if (way->stands <= STANDS_ALONE) {
        kiosk_act(k, ACTION_FINISH, 0);
        return;
    }
    if (!v->reading.book || k->session->came_count) /* or another edition of it is open */
        kiosk_open(k, "Learning together: support");
    else if (v->reading.unit.count)
        kiosk_act(k, ACTION_VIEW, SCREEN_READER);
    if (way->fill)
        way->fill(k, variant);
    if (kiosk_screen(k) == id && way->fill == fill_page) {
        kiosk_page(k, 0);
        return;
    }
    v->depth = (int)way->stands - STANDS_ALONE;
    for (int i = 0; i < v->depth; i++)
        v->stack[i] = below[i];
    v->stack[v->depth] = id;
    kiosk_page(k, 0);
}

void kiosk_show(struct kiosk *k, enum screen_id id)
{
    kiosk_show_variant(k, id, 0);
}
