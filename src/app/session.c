#include "app/session.h"
#include "app/logo.h"
#include "app/session_parts.h"
#include "app/session_sound.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/model.h"
#include "library/choice.h"
#include "library/edition_maker.h"
#include "library/pin.h"
#include "library/room.h"
#include "library/search_mender.h"
#include "speech/audio.h"
#include "text/icon.h"
#include "text/layout.h"
#include "ui/messages.h"
#include "ui/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUN_CACHE_BYTES = 4 << 20 };

/* `focus`: which of those that take it had it when the visitor was here before, from 1; 0: the first gets it. */
static void screen_changed(struct session *s, int focus)
{
    s->stale = true;
    s->focus = -1;
    s->hands.back_to = focus;
    s->touch.down = false;
    hands_screen_changed(s);
}

void session_push(struct session *s, enum screen_id id)
{
    session_push_about(s, id, 0);
}

void session_push_about(struct session *s, enum screen_id id, uint32_t subject)
{
    struct visit *v = &s->visit;
    if (v->depth + 1 == VISIT_DEPTH_MOST) { /* so deep that the oldest step is forgotten */
        memmove(v->stack + 1, v->stack + 2, sizeof *v->stack * (VISIT_DEPTH_MOST - 2));
        memmove(v->pages + 1, v->pages + 2, sizeof *v->pages * (VISIT_DEPTH_MOST - 2));
        memmove(v->subjects + 1, v->subjects + 2, sizeof *v->subjects * (VISIT_DEPTH_MOST - 2));
        memmove(s->hands.focus_at + 1, s->hands.focus_at + 2,
                sizeof *s->hands.focus_at * (VISIT_DEPTH_MOST - 2));
        v->depth--;
    }
    s->hands.focus_at[v->depth] = widget_nth(&s->list, s->focus);
    v->stack[++v->depth] = id;
    v->pages[v->depth] = 0;
    v->subjects[v->depth] = subject;
    s->chosen = action(ACTION_NONE, 0);
    screen_changed(s, 0);
}

void session_replace(struct session *s, enum screen_id id)
{
    s->visit.stack[s->visit.depth] = id;
    s->visit.pages[s->visit.depth] = 0;
    screen_changed(s, 0);
}

void session_pop(struct session *s)
{
    struct visit *v = &s->visit;
    enum screen_id left = visit_screen(v);
    bool read = screen_is_reading(left), returned = read && reading_return(s);
    if (read && !returned && edition_back(s))
        return;
    if (read && !returned)
        reading_close(s);
    if (v->depth > 0)
        v->depth--;
    if (screen_is_reading(left))
        find_came_back(s);
    if (left >= SCREEN_WORDS && left <= SCREEN_GUIDANCE) /* to the button that led there */
        s->chosen = action(ACTION_TOPIC, (int64_t)left - SCREEN_WORDS);
    if (visit_screen(v) == SCREEN_ATTRACT)
        session_end_visit(s);
    else
        screen_changed(s, s->hands.focus_at[v->depth]);
}

void session_go_home(struct session *s)
{
    struct visit *v = &s->visit;
    reading_close(s);
    staff_leave(s);
    v->stack[0] = SCREEN_ATTRACT;
    v->stack[1] = SCREEN_HOME;
    v->depth = 1;
    v->pages[1] = 0;
    screen_changed(s, 0);
}

void session_count_sections(struct session *s)
{
    editions_changed(s);
    session_count_boxes(s);
    logo_changed(s);
}

void session_count_boxes(struct session *s)
{
    struct visit *v = &s->visit;
    struct section_count counts[64];
    size_t count = 0;
    document_free(&v->featured);
    if (s->catalogue && catalogue_find_featured(s->catalogue, &v->featured) != ERR_OK)
        v->featured = (struct document){0};
    for (int i = 0; i < v->section_count; i++)
        v->sections[i].documents = 0;
    if (!s->catalogue || catalogue_count_sections(s->catalogue, counts, 64, &count) != ERR_OK)
        return;
    for (size_t c = 0; c < count; c++) {
        for (int i = 0; i < v->section_count; i++) {
            if (strcmp(counts[c].section, v->sections[i].name) == 0)
                v->sections[i].documents = counts[c].documents;
        }
        free(counts[c].section);
    }
}

static enum err open_library(struct session *s)
{
    const char *folder = s->config->library;
    enum err err = catalogue_open(folder, true, &s->catalogue);
    bool fixed = file_is_fixed(folder);
    if (err != ERR_OK && fixed)
        err = catalogue_open(folder, false, &s->catalogue);
    if (err != ERR_OK)
        return err;
    enum err cleared =
        catalogue_clear_aside(s->catalogue); /* what a run that was cut had removed */
    if (cleared != ERR_OK)
        log_error("what was removed takes room still (%s)", err_name(cleared));
    if (!fixed)
        room_keep_spare(folder);
    err = pin_start(s);
    if (err != ERR_OK && fixed) {
        log_error("the library can't be written to: it is read as it is (%s)", err_name(err));
        err = ERR_OK;
    }
    return err;
}

void session_open_library(struct session *s)
{
    struct staff_settings was = s->set;
    s->run = s->run ? s->run : pin_new_run();
    enum err err = open_library(s);
    board_start(s);
    boxes_read(s);
    first_read(s);
    session_count_sections(s);
    if (!staff_settings_are_same(&was, &s->set)) { /* the library was made anew */
        settings_put_back(s);
        settings_apply_look(s);
    }
    s->stale = true;
    if (err != ERR_OK)
        session_notice_error(s, err, tr("The library"));
    else if (s->visit.has_no_profile)
        session_say(s, tr("The screen's size is not set. Please tell a member of staff."));
}

/* What staff chose for the first screen, from the library as it lies: nothing is checked, swept or written. */
static void peek_into_library(struct session *s)
{
    enum err err = catalogue_open(s->config->library, false, &s->catalogue);
    if (err != ERR_OK)
        s->catalogue = NULL; /* session_open_library will tell */
    first_read(s);
    catalogue_close(s->catalogue);
    s->catalogue = NULL;
}

enum err session_new_shut(const struct config *config, struct clock *clock, void (*wake)(void *),
                          void *data, struct session **out)
{
    struct session *s = mem_new(1, sizeof *s);
    s->config = config;
    s->clock = clock;
    s->wake = wake;
    s->wake_data = data;
    s->focus = -1;
    request_start(s);
    struct visit *v = &s->visit;
    v->staff.box = -1;
    enum err err = theme_new(NULL, &s->theme);
    if (err == ERR_OK)
        err = fonts_new(&s->fonts);
    if (err != ERR_OK) {
        session_free(s);
        return err;
    }
    s->runs = run_cache_new(s->fonts, RUN_CACHE_BYTES);
    v->look = (struct look){.fonts = s->fonts,
                            .runs = s->runs,
                            .theme = s->theme,
                            .display = {config->display.width_px, config->display.height_px,
                                        config->display.width_mm, config->display.height_mm,
                                        config->display.viewing_mm}};
    v->kiosk_name = config->name;
    for (; v->section_count < config->section_count; v->section_count++) {
        struct visit_section *section = &v->sections[v->section_count];
        snprintf(section->name, sizeof section->name, "%s",
                 config->sections[v->section_count].name);
        section->icon = icon_codepoint(config->sections[v->section_count].icon);
    }
    for (; v->take_count < config->link_count; v->take_count++)
        v->takes[v->take_count] = (struct visit_take){config->links[v->take_count].name,
                                                      config->links[v->take_count].uri};
    settings_find_langs(s);
    peek_into_library(s);
    session_end_visit(s);
    *out = s;
    return ERR_OK;
}

enum err session_new(const struct config *config, struct clock *clock, void (*wake)(void *),
                     void *data, struct session **out)
{
    enum err err = session_new_shut(config, clock, wake, data, out);
    if (err == ERR_OK)
        session_open_library(*out);
    return err;
}

void session_free(struct session *s)
{
    if (!s)
        return;
    if (s->theme && s->runs)
        session_end_visit(s);
    if (s->importer) {
        importer_cancel(s->importer);
        importer_take(s->importer, &s->visit.staff.stick);
    }
    copies_stop(s);
    drop_stop(s);
    logo_free(s);
    search_mender_stop(s->mender);
    adding_forget(s);
    request_stop(s);
    counting_stop(s);
    free(s->board);
    session_sound_stop(s);
    narrator_free(s->narrator);
    audio_free(s->audio);
    volumes_free(s->volumes);
    document_free(&s->visit.featured);
    edition_map_free(edition_maker_take(s->edition_maker));
    edition_map_free(s->editions);
    catalogue_close(s->catalogue);
    widget_list_free(&s->list);
    ahead_forget(s);
    sample_free(s);
    words_free(s);
    str_free(&s->said);
    run_cache_free(s->runs);
    fonts_free(s->fonts);
    theme_free(s->theme);
    free(s);
}

void session_start_sound(struct session *s, int audio_kind)
{
    s->in_script = audio_kind == AUDIO_SCRIPT;
    s->audio = audio_new((enum audio_kind)audio_kind);
    editions_changed(s); /* what a shelf needs is made while nobody is there */
    if (s->in_script)
        editions_wait(s);
    audio_set_volume_db(s->audio, s->visit.settings.volume_db);
    s->narrator = narrator_new(s->audio, s->wake, s->wake_data);
    s->visit.voice_count = voice_list(settings_lang(s), s->visit.voices);
    reading_apply_settings(s);
    session_sound_start(s, audio_kind == AUDIO_SCRIPT);
    if (volumes_new(s->config->mount_root, s->wake, s->wake_data, &s->volumes) != ERR_OK)
        log_error("sticks can't be watched in %s", s->config->mount_root);
    drop_start(s);
    if (s->said.length_bytes) { /* what was to be said before there was a voice */
        char *words = mem_copy_string(str_text(&s->said));
        session_say(s, words);
        free(words);
    }
}

void session_set_size(struct session *s, int width_px, int height_px)
{
    struct display *d = &s->visit.look.display;
    if ((width_px > height_px) !=
        (d->width_mm > d->height_mm)) { /* turned: the millimetres turn with the pixels */
        double mm = d->width_mm;
        d->width_mm = d->height_mm;
        d->height_mm = mm;
    }
    d->width_px = width_px;
    d->height_px = height_px;
    settings_apply_look(s);
    reading_lay_out(s);
}

static void turn(struct session *s, int step)
{
    struct visit *v = &s->visit;
    if (screen_is_reading(visit_screen(v))) {
        reading_turn(s, step);
        return;
    }
    if (visit_screen(v) == SCREEN_PAGE) {
        page_turn(s, step);
        return;
    }
    int to = s->pages.page + step;
    if (to < 0 || to >= s->pages.count) {
        session_tell(s, step < 0 ? tr("There is nothing before this.")
                                 : tr("There is nothing after this."));
        return;
    }
    v->pages[v->depth] = to;
    screen_changed(s, 0);
}

static void listen(struct session *s)
{
    if (screen_is_reading(visit_screen(&s->visit)) || visit_screen(&s->visit) == SCREEN_LISTENING) {
        reading_listen(s);
    } else if (visit_screen(&s->visit) == SCREEN_PAGE) {
        page_listen(s);
    } else if (links_listen(s)) {
        return;
    } else if (s->narrator && narrator_is_talking(s->narrator)) {
        narrator_hush(s->narrator);
    } else {
        session_say_everything(s);
    }
}

void session_open_section(struct session *s, int64_t i)
{
    struct visit *v = &s->visit;
    if (i < 0 || i >= v->section_count)
        return;
    enum err err = shelf_fill(s, (int)i);
    if (err != ERR_OK) {
        session_notice_error(s, err, tr(v->sections[i].name));
        return;
    }
    session_push(s, SCREEN_SHELF);
}

static void where(struct session *s)
{
    enum screen_id id = visit_screen(&s->visit), below = visit_screen_below(&s->visit);
    if (screen_is_reading(id) || screen_is_reading(below) || id == SCREEN_PAGE ||
        below == SCREEN_PAGE) {
        reading_where(s);
        return;
    }
    struct str words = {0};
    if (s->visit.depth)
        s->visit.depth--; /* the screen that the menu is about */
    s->stale = true;
    session_build(s);
    say_screen(&s->list, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}

static void open_over(struct session *s, enum screen_id id)
{
    bool reads =
        screen_is_reading(visit_screen(&s->visit)) || visit_screen(&s->visit) == SCREEN_LISTENING;
    if (reads)
        reading_pause(s);
    if (visit_screen(&s->visit) == id)
        session_pop(s);
    else
        session_push(s, id);
}

/* From one of its topics it is a step back, not another one on top. */
static void open_easier(struct session *s)
{
    bool in_topic = visit_screen(&s->visit) >= SCREEN_WORDS &&
                    visit_screen(&s->visit) <= SCREEN_OWN &&
                    visit_screen_below(&s->visit) == SCREEN_EASIER;
    if (in_topic)
        session_pop(s);
    else
        open_over(s, SCREEN_EASIER);
}

/* Documents: which is open, how it shows, and places in it. */
static bool document_act(struct session *s, struct action act)
{
    struct visit *v = &s->visit;
    const struct book *book = v->reading.book;
    switch (act.kind) {
    case ACTION_SECTION:
        session_open_section(s, act.argument);
        return true;
    case ACTION_DOCUMENT:
        if (act.argument >= 0 && (size_t)act.argument < v->shelf.count)
            reading_open(s, &v->shelf.items[act.argument]);
        return true;
    case ACTION_READ_FIRST:
        if (*v->featured.id)
            reading_open(s, &v->featured);
        return true;
    case ACTION_VIEW:
        reading_view(s, (enum screen_id)act.argument);
        return true;
    case ACTION_READ_FROM:
        reading_from(s, (uint32_t)act.argument);
        return true;
    case ACTION_WHERE:
        where(s);
        return true;
    case ACTION_CONTENTS:
        session_push(s, SCREEN_CONTENTS);
        return true;
    case ACTION_TO_START:
        reading_go(s, 1);
        return true;
    case ACTION_ENTRY:
        if (book && act.argument > 0 && act.argument <= book->entry_count)
            reading_seek(s, book->entries[act.argument].word);
        return true;
    case ACTION_PAGE:
        if (book && act.argument > 0 && act.argument <= book->page_count)
            reading_seek(s, book->pages[act.argument].first_word);
        return true;
    default:
        return false;
    }
}

static void stay(struct session *s)
{
    s->warned_ms = 0;
    if (s->narrator)
        narrator_hush(s->narrator); /* answered, the question is not asked to its end (A19) */
    if (visit_screen(&s->visit) == SCREEN_NOTICE)
        session_pop(s);
}

void session_act(struct session *s, struct action act)
{
    struct visit *v = &s->visit;
    reading_settle(s, true);
    reading_lay_out_now(s);
    s->stale = true;
    if (staff_act(s, act) || pin_act(s, act) || voice_act(s, act) || hands_act(s, act) ||
        page_act(s, act) || links_act(s, act) || kept_act(s, act) || words_act(s, act) ||
        settings_act(s, act) || edition_act(s, act) || find_act(s, act) || next_act(s, act) ||
        document_act(s, act))
        return;
    switch (act.kind) {
    case ACTION_START:
    case ACTION_HOME:
        session_go_home(s);
        break;
    case ACTION_MENU:
        open_over(s, SCREEN_MENU);
        break;
    case ACTION_EASIER:
        open_easier(s);
        break;
    case ACTION_HELP:
        open_over(s, SCREEN_HELP);
        break;
    case ACTION_BACK:
    case ACTION_CLOSE:
        session_pop(s);
        break;
    case ACTION_STAY:
        stay(s);
        break;
    case ACTION_PREVIOUS:
        turn(s, -1);
        break;
    case ACTION_NEXT:
        turn(s, 1);
        break;
    case ACTION_LISTEN:
        listen(s);
        break;
    case ACTION_FINISH:
        session_end_visit(s);
        break;
    case ACTION_OWN:
        v->settings.has_own = true;
        settings_apply_look(s);
        session_push(s, SCREEN_OWN);
        break;
    case ACTION_PART:
        session_push_about(s, visit_screen(v), (uint32_t)act.argument);
        break;
    case ACTION_TOPIC:
        if (act.argument >= 0 && act.argument < VISIT_TOPICS)
            session_push(s, (enum screen_id)(SCREEN_WORDS + act.argument));
        break;
    default:
        break;
    }
}
