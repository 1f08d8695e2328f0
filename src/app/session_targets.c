/* session_targets: the touch check: crosses are touched one after another, and each touch is compared with its cross. */
#include "app/session_parts.h"
#include "screen/targets.h"

enum { PATIENCE_MS = 20000 }; /* for a cross */

void targets_begin(struct session *s)
{
    s->visit.kiosk.targets = (struct visit_targets){.face = TARGETS_FIRST};
    s->targets_until_ms = 0;
}

static bool is_touching(const struct session *s)
{
    return visit_screen(&s->visit) == SCREEN_TARGETS &&
           s->visit.kiosk.targets.face == TARGETS_TOUCH;
}

/* Says what is shown. */
static void ask(struct session *s)
{
    char words[256];
    targets_ask_words(&s->visit, words, sizeof words);
    s->targets_until_ms = clock_ms(s->clock) + PATIENCE_MS;
    s->stale = true;
    session_say(s, words);
}

static void finish(struct session *s)
{
    struct visit_targets *t = &s->visit.kiosk.targets;
    char words[160];
    t->result = touch_check_judge(&t->check);
    t->turn = touch_turn_both(s->config->display.touch, t->result.turn);
    t->face = TARGETS_RESULT;
    s->targets_until_ms = 0;
    s->visit.pages[s->visit.depth] = 0;
    s->stale = true;
    targets_verdict_words(&s->visit, words, sizeof words);
    session_say(s, words);
}

static void go_on(struct session *s)
{
    if (++s->visit.kiosk.targets.at == TOUCH_TARGETS)
        finish(s);
    else
        ask(s);
}

static void start(struct session *s)
{
    const struct display *d = &s->visit.look.display;
    s->visit.kiosk.targets = (struct visit_targets){
        .face = TARGETS_TOUCH, .check = {.width_mm = d->width_mm, .height_mm = d->height_mm}};
    s->visit.pages[s->visit.depth] = 0;
    ask(s);
}

static void touch(struct session *s, int x, int y)
{
    struct visit_targets *t = &s->visit.kiosk.targets;
    const struct display *d = &s->visit.look.display;
    t->check.touched[t->at] =
        (struct touch_point){(x + 0.5) / d->width_px, (y + 0.5) / d->height_px};
    t->check.has[t->at] = true;
    t->result = touch_check_judge(&t->check);
    go_on(s);
}

bool targets_takes(struct session *s, const struct input *in)
{
    if (!is_touching(s))
        return false;
    session_build(s);
    if (widget_at(&s->list, in->x, in->y) >= 0 || s->touch.down)
        return false; /* one of its buttons */
    if (in->kind == INPUT_LIFT)
        touch(s, in->x, in->y);
    return true;
}

void targets_tick(struct session *s)
{
    if (!s->targets_until_ms)
        return;
    if (!s->visit.staff.is_in)
        s->targets_until_ms = 0;
    else if (!is_touching(s)) /* Help or a notice lies over it, or it was left */
        s->targets_until_ms = clock_ms(s->clock) + PATIENCE_MS;
    else if (clock_ms(s->clock) >= s->targets_until_ms)
        finish(s);
}

int64_t targets_due_ms(const struct session *s)
{
    if (!s->targets_until_ms || !is_touching(s))
        return -1;
    uint64_t now = clock_ms(s->clock);
    return now >= s->targets_until_ms ? 0 : (int64_t)(s->targets_until_ms - now);
}

bool targets_act(struct session *s, struct action act)
{
    bool skips = is_touching(s) && act.kind == ACTION_NEXT;
    bool stops = is_touching(s) && act.kind == ACTION_BACK;
    if (act.kind != ACTION_CROSSES && !skips && !stops)
        return false;
    if (stops || (act.kind == ACTION_CROSSES && act.argument == TARGETS_STOP))
        finish(s);
    else if (skips || act.argument == TARGETS_SKIP)
        go_on(s);
    else
        start(s);
    return true;
}
