/* script_seek: lines of a script that go on until something has come: a name that is said, the focus, the ring of a switch. So a trip
 * walks as a visitor does, who knows what they want and not where it stands. */
#include "app/script_parts.h"
#include "ui/messages.h"

#include <string.h>

enum {
    KEY_PRESSES_MOST = 200,
    EAR_US = 800000, /* so long a listener waits for a name after a key */
    LOOK_US = 5000,
    SWEEP_STEP_MM = 4, /* a finger that goes over the glass line by line: 4 mm in 40 ms */
    SWEEP_LINE_MM = 8,
    SWEEP_US = 40000,
    TAP_US = 200000,
    RING_US = 300000, /* from the ring's coming to the press of a switch */
    RING_MOST_US = 120000000
};

/* Are the words said within so long? */
static bool hears(struct script *sc, const char *words, uint64_t us)
{
    for (uint64_t t = 0; t < us && !strstr(script_log_said(sc->log), words); t += LOOK_US)
        script_advance_us(sc, LOOK_US);
    return strstr(script_log_said(sc->log), words) != NULL;
}

static bool has_focus(const struct script *sc, const char *name)
{
    const struct session *s = script_session(sc);
    return s->focus >= 0 && strcmp(widget_seen(&s->list, &s->list.items[s->focus]), name) == 0;
}

/* key NAME until "FOCUS", by eye; key NAME until said "WORDS", by ear. */
bool script_key_until(struct script *sc)
{
    bool by_ear = sc->count == 5 && strcmp(sc->words[3], "said") == 0;
    if (!by_ear && sc->count != 4)
        return FAIL(sc, "key takes NAME until \"FOCUS\", or NAME until said \"WORDS\"");
    const char *wanted = sc->words[sc->count - 1];
    for (int i = 0; i < KEY_PRESSES_MOST; i++) {
        bool ends = by_ear && i && hears(sc, tr("This is the last here. Next shows more."), 0);
        if (!script_press(sc, ends ? "next" : sc->words[1]))
            return false;
        if (by_ear ? hears(sc, wanted, EAR_US) : has_focus(sc, wanted))
            return true;
    }
    return FAIL(sc, "\"%s\" never came, but %s", wanted, script_log_said(sc->log));
}

/* One finger goes over the whole glass, line by line, and lifts where the words are said. */
static bool sweep(struct script *sc, const char *words)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    double x = SWEEP_STEP_MM, y = SWEEP_LINE_MM / 2.0, step = SWEEP_STEP_MM;
    bool ok = script_finger_at(sc, "touch", x, y);
    while (ok && !hears(sc, words, SWEEP_US) && y < d->height_mm) {
        x += step;
        if (x < SWEEP_STEP_MM || x > d->width_mm - SWEEP_STEP_MM) {
            x -= step;
            step = -step;
            y += SWEEP_LINE_MM;
        }
        ok = y >= d->height_mm || script_finger_at(sc, "move", x, y);
    }
    if (!ok || y >= d->height_mm)
        return false;
    return script_finger_at(sc, "lift", x, y);
}

static bool tap_again(struct script *sc)
{
    script_advance_us(sc, TAP_US);
    bool ok = script_finger_at(sc, "touch", SWEEP_STEP_MM, SWEEP_STEP_MM) &&
              script_finger_at(sc, "lift", SWEEP_STEP_MM, SWEEP_STEP_MM);
    script_advance_us(sc, EAR_US);
    return ok;
}

/* sweep "WORDS": a finger looks for the words, over all pages of a list, and a second tap, anywhere, chooses. */
bool script_sweep(struct script *sc)
{
    const struct session *s = script_session(sc);
    if (sc->count != 2)
        return FAIL(sc, "sweep takes the words that are looked for");
    struct str next = {0};
    str_addf(&next, "%s. ", tr("Next"));
    script_advance_us(sc, EAR_US);
    bool found = sweep(sc, sc->words[1]), turned = true;
    while (!found && turned && s->pages.page + 1 < s->pages.count) {
        script_finger_at(sc, "lift", SWEEP_STEP_MM, SWEEP_STEP_MM);
        script_advance_us(sc, EAR_US);
        turned = sweep(sc, str_text(&next)) && tap_again(sc);
        found = turned && sweep(sc, sc->words[1]);
    }
    str_free(&next);
    return found ? tap_again(sc) : FAIL(sc, "no finger found \"%s\"", sc->words[1]);
}

/* Stands the ring on the widget, or on the row that it is in? */
static bool has_ring(const struct script *sc, int index, bool *alone)
{
    const struct session *s = script_session(sc);
    const struct scan *scan = &s->hands.scan;
    if (!scan->on || scan->first < 0)
        return false;
    int count, last = scan_row_end(&s->list, scan->first, &count);
    *alone = scan->in_row || count == 1;
    return scan->in_row ? scan->item == index : index >= scan->first && index <= last;
}

static bool press_switch(struct script *sc)
{
    struct script once = *sc;
    once.count = 2;
    bool ok = script_switch(&once);
    sc->waited_bytes = once.waited_bytes;
    sc->problem = once.problem;
    return ok;
}

/* Where the name stands now; where it is on a later page, the place that goes there. */
static int find_or_next(const struct session *s, const char *name, bool *is_it)
{
    int index = widget_find(&s->list, name);
    *is_it = index >= 0;
    if (index < 0)
        index = widget_find(&s->list, tr("Next"));
    return index >= 0 && !*is_it && (s->list.items[index].state & STATE_OFF) ? -1 : index;
}

/* switch 1 on "NAME": pressed when the ring has come to the row with that name, and again when it has come to the name. */
bool script_switch_on(struct script *sc)
{
    struct session *s = script_session(sc);
    for (uint64_t us = 0; us < RING_MOST_US; us += LOOK_US) {
        bool is_it, alone;
        script_advance_us(sc, LOOK_US);
        session_build(s);
        int index = find_or_next(s, sc->words[3], &is_it);
        if (index < 0)
            break;
        if (!has_ring(sc, index, &alone))
            continue;
        script_advance_us(sc, RING_US);
        if (!press_switch(sc) || (is_it && alone))
            return !sc->problem.length_bytes;
    }
    return FAIL(sc, "the ring never came to \"%s\" on screen %s", sc->words[3], s->list.screen);
}
