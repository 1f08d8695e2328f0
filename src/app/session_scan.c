/* session_scan: switches. One switch chooses what the scan has come to; with two, the first steps and the second chooses (A45). While a
 * document is read aloud the scan rests, and any switch pauses the reading. */
#include "app/session_parts.h"
#include "speech/narrator.h"
#include "ui/messages.h"

enum { AFTER_WORDS_MS = 300 };

static bool is_reading(const struct session *s)
{
    bool sounds = s->narrator && narrator_state(s->narrator) == NARRATOR_READING;
    return sounds || s->unit_due_ms; /* or it only pauses between two cards */
}

static void say(struct session *s, bool with_title)
{
    struct str words = {0};
    if (s->visit.settings.hands.scan_silent)
        return;
    if (with_title)
        say_title(&s->list, &words);
    scan_say(&s->hands.scan, &s->list, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}

static void step(struct session *s, bool with_title)
{
    session_build(s);
    s->hands.scanned_ms = clock_ms(s->clock);
    if (scan_step(&s->hands.scan, &s->list))
        say(s, with_title);
    s->stale = true;
}

void scan_screen_changed(struct session *s)
{
    scan_restart(&s->hands.scan);
    step(s, true);
}

void scan_begin(struct session *s)
{
    struct visit_hands *set = &s->visit.settings.hands;
    if (set->scan == SCAN_OFF)
        set->scan = SCAN_ONE;
    s->hands.scan.on = true;
    s->hands.keyed = false;
    scan_screen_changed(s);
}

void scan_end(struct session *s)
{
    s->stale |= s->hands.scan.on; /* its ring goes */
    s->hands.scan.on = false;
}

static void choose(struct session *s)
{
    struct scan *scan = &s->hands.scan;
    session_build(s);
    int index = scan_choose(scan, &s->list);
    s->hands.scanned_ms = clock_ms(s->clock);
    s->stale = true;
    if (index < 0) {
        say(s, false);
        return;
    }
    scan->in_row = false; /* on the same screen the same row is next */
    hands_choose(s, index);
}

void scan_press(struct session *s, int which)
{
    struct visit_hands *set = &s->visit.settings.hands;
    bool reads = is_reading(s);
    if (s->narrator)
        narrator_hush(s->narrator);
    if (which == 2)
        set->scan = SCAN_TWO;
    s->stale |= s->touch.down; /* what a finger pressed is pressed no more */
    s->touch.down = false;
    if (visit_screen(&s->visit) == SCREEN_ATTRACT) {
        session_act(s, action(ACTION_START, 0));
        scan_begin(s);
    } else if (!s->hands.scan.on) {
        scan_begin(s);
    } else if (reads) {
        session_act(s, action(ACTION_LISTEN, 0));
        s->hands.scanned_ms = clock_ms(s->clock);
    } else if (set->scan == SCAN_TWO && which == 1) {
        step(s, false);
    } else {
        choose(s);
    }
}

static bool steps_itself(const struct session *s)
{
    return s->hands.scan.on && s->visit.settings.hands.scan == SCAN_ONE && s->visit.depth > 0;
}

/* What is said is said to its end before the scan goes on. */
void scan_tick(struct session *s)
{
    struct session_hands *h = &s->hands;
    uint64_t now = clock_ms(s->clock), wait = (uint64_t)s->visit.settings.hands.scan_ms;
    if (!steps_itself(s))
        return;
    bool talks = s->narrator && narrator_is_talking(s->narrator);
    if (is_reading(s) || s->warned_ms)
        h->scanned_ms = now;
    else if (talks && now - h->scanned_ms + AFTER_WORDS_MS > wait)
        h->scanned_ms = now + AFTER_WORDS_MS - wait;
    else if (now - h->scanned_ms >= wait)
        step(s, false);
}

int64_t scan_due_ms(const struct session *s)
{
    if (!steps_itself(s) || is_reading(s))
        return -1;
    int64_t due = (int64_t)s->hands.scanned_ms + s->visit.settings.hands.scan_ms -
                  (int64_t)clock_ms(s->clock);
    return due < 0 ? 0 : due;
}
