/* health: how this kiosk is: what needs somebody first, and what to do about it; then the facts. */
#include "screen/health.h"
#include "screen/board_words.h"
#include "screen/flow_screen.h"
#include "screen/size_words.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const char *health_month(int month)
{
    const char *const names[] = {tr("January"),   tr("February"), tr("March"),    tr("April"),
                                 tr("May"),       tr("June"),     tr("July"),     tr("August"),
                                 tr("September"), tr("October"),  tr("November"), tr("December")};
    return month >= 1 && month <= 12 ? names[month - 1] : "";
}

void health_time_words(int64_t unix_s, char *out, size_t bytes)
{
    time_t t = (time_t)unix_s;
    struct tm tm = {0};
    localtime_r(&t, &tm);
    snprintf(out, bytes, tr("%d %s %d, %d:%02d"), tm.tm_mday, health_month(tm.tm_mon + 1),
             tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static bool is_problem(const struct visit *v, enum health_problem problem)
{
    const struct visit_health *h = &v->kiosk.health;
    switch (problem) {
    case HEALTH_FIXED:
        return h->is_fixed;
    case HEALTH_SPACE:
        return h->all_bytes && h->free_bytes >> 20 < HEALTH_SPACE_LEAST_MB;
    case HEALTH_SCREEN:
        return v->lacks_screen;
    case HEALTH_TOUCH:
        return h->lacks_touch;
    case HEALTH_SOUND:
        return v->sound_is_lost;
    case HEALTH_REBUILT:
        return *h->rebuilt;
    case HEALTH_IMPORT:
        return h->import.has && strcmp(h->import.err, "ok") != 0 &&
               strcmp(h->import.err, "cancelled") != 0;
    case HEALTH_CLOCK:
        return !h->clock_is_set;
    case HEALTH_PROFILE:
        return v->has_no_profile;
    case HEALTH_CONFIG:
        return h->config.count;
    case HEALTH_PIN:
        return h->config.has_pin;
    case HEALTH_LOGO:
        return v->logo.is_broken && !v->logo.of_pack;
    case HEALTH_PACK_LOGO:
        return v->logo.is_broken && v->logo.of_pack;
    case HEALTH_DROP:
        return *h->drop_problem;
    case HEALTH_PROBLEMS:
        break;
    }
    return false;
}

int health_problems(const struct visit *v, enum health_problem out[HEALTH_PROBLEMS])
{
    int count = 0;
    for (int i = 0; i < HEALTH_PROBLEMS; i++) {
        if (is_problem(v, (enum health_problem)i))
            out[count++] = (enum health_problem)i;
    }
    return count;
}

static int count_all(const struct visit *v)
{
    enum health_problem found[HEALTH_PROBLEMS];
    return health_problems(v, found) + v->kiosk.health.board.count;
}

int health_state_words(const struct visit *v, char *out, size_t bytes)
{
    int count = count_all(v);
    if (count)
        snprintf(out, bytes,
                 trn("%d thing needs a look", "%d things need a look", (unsigned long)count),
                 count);
    else
        snprintf(out, bytes, "%s", tr("All is well."));
    return count;
}

struct problem {
    const char *what, *mend;
    const char *when;          /* NULL: now */
    const char *about;         /* NULL: no more words */
    bool is_machines;          /* these are English in every language: a line of a file */
    const char *button, *icon; /* NULL: there is nothing to touch */
    struct action action;
};

/* In English: problem_of translates them, and says what they are about. */
static const struct problem problems[HEALTH_PROBLEMS] = {
    [HEALTH_FIXED] = {.what = TR_LATER("The card can't be written to."),
                      .mend = TR_LATER("Switch the kiosk off and on. Then look here."),
                      .button = TR_LATER("Switch off"),
                      .icon = "finish",
                      .action = {ACTION_KIOSK, SCREEN_POWER - SCREEN_KIOSK}},
    [HEALTH_SPACE] = {.what = TR_LATER("There is little room left."),
                      .mend = TR_LATER("Remove documents that nobody needs."),
                      .button = TR_LATER("On this kiosk"),
                      .icon = "folder",
                      .action = {ACTION_STAFF_LIST, 0}},
    [HEALTH_SCREEN] = {.what = TR_LATER("No screen is plugged in."),
                       .mend = TR_LATER("Check its plug and its power. It comes on by itself.")},
    [HEALTH_TOUCH] = {.what = TR_LATER("Nothing can be touched."),
                      .mend = TR_LATER("Check the plug of the touch screen. Keys still work.")},
    [HEALTH_SOUND] = {.what = TR_LATER("There is no sound."),
                      .mend = TR_LATER("Check the speaker or headset and its plug.")},
    [HEALTH_REBUILT] = {.what = TR_LATER("The library was damaged. The kiosk has mended it."),
                        .mend =
                            TR_LATER("Check that your documents are here. Then touch the button."),
                        .is_machines = true,
                        .button = TR_LATER("I have checked"),
                        .icon = "check",
                        .action = {ACTION_HEALTH_SEEN, HEALTH_SEEN_REBUILT}},
    [HEALTH_IMPORT] = {.what = TR_LATER("The last adding of documents went wrong."),
                       .mend = TR_LATER("Put the stick in and add them again."),
                       .button = TR_LATER("Add from a stick"),
                       .icon = "usb",
                       .action = {ACTION_STAFF_STICK, 0}},
    [HEALTH_CLOCK] = {.what = TR_LATER("The clock is not set."),
                      .mend = TR_LATER("Set it, so that counts have days."),
                      .button = TR_LATER("Set the clock"),
                      .icon = "time",
                      .action = {ACTION_KIOSK, SCREEN_CLOCK - SCREEN_KIOSK}},
    [HEALTH_PROFILE] = {.what = TR_LATER("The screen's size is not set."),
                        .mend = TR_LATER("Measure it, so that words have the right size."),
                        .button = TR_LATER("Measure it"),
                        .icon = "larger",
                        .action = {ACTION_KIOSK, SCREEN_RULER - SCREEN_KIOSK}},
    [HEALTH_CONFIG] = {.what = TR_LATER("The settings file has mistakes."),
                       .mend = TR_LATER("Mend these lines on a computer. The rest is used.")},
    [HEALTH_PIN] = {.what = TR_LATER("The staff PIN stands in the settings file."),
                    .mend = TR_LATER("Empty its line for the PIN. The PIN stays as it is.")},
    [HEALTH_LOGO] = {.what = TR_LATER("The logo can't be shown."),
                     .mend = TR_LATER("Put another picture in its place, of 4 MB at most."),
                     .is_machines = true},
    [HEALTH_PACK_LOGO] = {.what = TR_LATER("The logo of a pack can't be shown."),
                          .mend = TR_LATER("Tell the maker of this pack:")},
    [HEALTH_DROP] = {.what = TR_LATER("The drop folder has a problem."),
                     .mend = TR_LATER("Tell who set the kiosk up.")},
};

static struct problem problem_of(const struct visit *v, enum health_problem problem)
{
    struct problem p = problems[problem];
    p.what = tr(p.what);
    p.mend = tr(p.mend);
    p.button = p.button ? tr(p.button) : NULL;
    p.about = problem == HEALTH_REBUILT     ? v->kiosk.health.rebuilt
              : problem == HEALTH_LOGO      ? v->logo.file
              : problem == HEALTH_PACK_LOGO ? v->logo.of_pack
              : problem == HEALTH_DROP      ? v->kiosk.health.drop_problem
                                            : NULL;
    return p;
}

static void fill_problem(struct flow *f, const void *data)
{
    const struct problem *p = data;
    double cap = f->visit->look.metrics.bar_cap_px;
    flow_text(f, p->what, cap, true);
    flow_text(f, p->mend, cap, false);
    if (p->when)
        flow_text(f, p->when, cap, false);
    if (p->about) {
        f->lang = p->is_machines ? "en" : NULL;
        flow_text(f, p->about, cap, false);
        f->lang = NULL;
    }
    if (p->button)
        flow_button(f, ROLE_BUTTON, p->button, p->icon, p->action, 0);
    flow_end_row(f, true);
}

struct mistake {
    const struct problem *problem; /* stands over the first; NULL */
    const char *line;
};

static void fill_mistake(struct flow *f, const void *data)
{
    const struct mistake *m = data;
    double cap = f->visit->look.metrics.bar_cap_px;
    if (m->problem) {
        flow_text(f, m->problem->what, cap, true);
        flow_text(f, m->problem->mend, cap, false);
    }
    flow_text(f, m->line, cap, false);
    flow_end_row(f, true);
}

/* Each on its own, as there may be more than a page of them. */
static void fill_mistakes(struct flow *f, const struct visit *v)
{
    const struct visit_settings_file *file = &v->kiosk.health.config;
    struct problem p = problem_of(v, HEALTH_CONFIG);
    for (int i = 0; i < file->count; i++) {
        struct mistake m = {i ? NULL : &p, file->lines[i]};
        flow_together(f, fill_mistake, &m);
    }
    if (file->more) {
        char words[96];
        snprintf(words, sizeof words,
                 trn("%d more line has a mistake.", "%d more lines have a mistake.",
                     (unsigned long)file->more),
                 file->more);
        struct mistake m = {NULL, words};
        flow_together(f, fill_mistake, &m);
    }
}

static void board_when(const struct visit_board_notice *n, char *out, size_t bytes)
{
    char at[96];
    if (!n->at_s) {
        snprintf(out, bytes, "%s",
                 n->is_now ? tr("Told at this start.") : tr("Told at an earlier start."));
        return;
    }
    health_time_words(n->at_s, at, sizeof at);
    snprintf(out, bytes, tr("Told on %s."), at);
}

/* One button for all that has happened, under the last of it. */
static void fill_board(struct flow *f, const struct visit *v)
{
    const struct visit_board *board = &v->kiosk.health.board;
    int last = board->count - 1;
    while (last >= 0 && !board_words(board->list[last].words).is_event)
        last--;
    for (int i = 0; i < board->count; i++) {
        const struct visit_board_notice *n = &board->list[i];
        struct board_words w = board_words(n->words);
        char when[160];
        board_when(n, when, sizeof when);
        struct problem p = {.what = w.what,
                            .mend = w.mend,
                            .when = when,
                            .about = w.is_known ? NULL : n->words,
                            .is_machines = true,
                            .button = i == last ? tr("I know this") : NULL,
                            .icon = "check",
                            .action = action(ACTION_HEALTH_SEEN, HEALTH_SEEN_BOARD)};
        flow_together(f, fill_problem, &p);
    }
}

static void import_words(const struct visit_import *i, char *out, size_t bytes)
{
    char when[96];
    if (!i->has) {
        snprintf(out, bytes, "%s", tr("Nobody added anything yet."));
        return;
    }
    if (i->at_s)
        health_time_words(i->at_s, when, sizeof when);
    else
        snprintf(when, sizeof when, "%s", tr("without a clock"));
    snprintf(out, bytes, tr("Last added: %s. %u added. %u already here. %u not added."), when,
             i->added, i->known, i->refused);
}

static void fill_space(struct flow *f, const struct visit *v)
{
    const struct visit_health *h = &v->kiosk.health;
    char room[SIZE_WORDS_BYTES], all[SIZE_WORDS_BYTES], words[160];
    if (!h->all_bytes)
        return;
    size_words(h->free_bytes, room);
    size_words(h->all_bytes, all);
    snprintf(words, sizeof words, tr("Free space: %s of %s"), room, all);
    flow_text(f, words, v->look.metrics.bar_cap_px, false);
    flow_progress(f, words, (int)(1000 - 1000.0 * (double)h->free_bytes / (double)h->all_bytes));
}

static void fill_facts(struct flow *f, const struct visit *v)
{
    const struct visit_health *h = &v->kiosk.health;
    const struct display *d = &v->look.display;
    double cap = v->look.metrics.bar_cap_px;
    char words[256], when[96];
    fill_space(f, v);
    flow_text(f,
              v->sound_is_lost ? tr("Sound: none")
              : h->headset     ? tr("Sound: in the headset")
                               : tr("Sound: from the speaker"),
              cap, false);
    snprintf(words, sizeof words, tr("Screen: %.0f by %.0f mm, seen from %.0f cm"), d->width_mm,
             d->height_mm, d->viewing_mm / 10);
    if (!v->has_no_profile)
        flow_text(f, words, cap, false);
    health_time_words(h->now_s, when, sizeof when);
    snprintf(words, sizeof words, tr("Clock: %s"), h->clock_is_set ? when : tr("not set"));
    flow_text(f, words, cap, false);
    import_words(&h->import, words, sizeof words);
    flow_text(f, words, cap, false);
    if (h->worker_failures) {
        snprintf(words, sizeof words,
                 trn("%u document could not be opened since the start.",
                     "%u documents could not be opened since the start.", h->worker_failures),
                 h->worker_failures);
        flow_text(f, words, cap, false);
    }
    if (h->page_failures) {
        snprintf(words, sizeof words,
                 trn("%u original page could not be drawn since the start.",
                     "%u original pages could not be drawn since the start.", h->page_failures),
                 h->page_failures);
        flow_text(f, words, cap, false);
    }
    snprintf(words, sizeof words, tr("Lectern %s, made on %s"), h->version ? h->version : "",
             h->day);
    flow_text(f, words, cap, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    enum health_problem found[HEALTH_PROBLEMS];
    int count = health_problems(v, found);
    fill_board(f, v);
    for (int i = 0; i < count; i++) {
        struct problem p = problem_of(v, found[i]);
        if (found[i] == HEALTH_CONFIG)
            fill_mistakes(f, v);
        else
            flow_together(f, fill_problem, &p);
    }
    if (!count && !v->kiosk.health.board.count) {
        flow_text(f, tr("All is well."), v->look.metrics.body_cap_px, true);
        flow_end_row(f, true);
    }
    fill_facts(f, v);
}

struct screen_pages health_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "health", tr("Health"), fill);
}
