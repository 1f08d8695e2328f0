/* session_clock: staff set the day and the hour, and start the kiosk again or switch it off: what the board's root unit is asked for. */
#include "app/session_parts.h"
#include "ui/messages.h"

#include <stdio.h>
#include <time.h>

static const int least[CLOCK_PARTS] = {1, 1, 2000, 0, 0},
                 most[CLOCK_PARTS] = {31, 12, 2099, 23, 59};

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static int most_of(const struct visit_clock *c, enum clock_part part)
{
    return part == CLOCK_DAY ? days_of(c->parts[CLOCK_YEAR], c->parts[CLOCK_MONTH]) : most[part];
}

/* From what the kiosk believes; from the day of its build where that can't be. */
void clock_begin(struct session *s)
{
    struct visit_clock *c = &s->visit.kiosk.clock;
    int64_t now_s = session_now_s(s);
    time_t t = (time_t)(clock_is_trusted(now_s) ? now_s : clock_build_s());
    struct tm tm = {0};
    localtime_r(&t, &tm);
    *c = (struct visit_clock){
        .parts = {tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900, tm.tm_hour, tm.tm_min},
        .can_be_set = request_is_possible(s)};
}

/* Around the end, as on a clock: after 59 comes 0; but a step of ten stops at the end first. */
static int stepped(int value, int step, int low, int high)
{
    int to = value + step;
    if (to > high)
        return value == high || step == 1 ? low : high;
    if (to < low)
        return value == low || step == -1 ? high : low;
    return to;
}

static void fit_day(struct visit_clock *c)
{
    int days = most_of(c, CLOCK_DAY);
    c->parts[CLOCK_DAY] = c->parts[CLOCK_DAY] > days ? days : c->parts[CLOCK_DAY];
}

static void choose(struct session *s, enum clock_part part)
{
    struct visit_clock *c = &s->visit.kiosk.clock;
    c->part = part;
    c->typed = 0;
    s->chosen = action(ACTION_CLOCK, (int64_t)CLOCK_CHOOSE * CLOCK_VALUES + (int)part);
}

static int digits_of(enum clock_part part)
{
    return part == CLOCK_YEAR ? 4 : 2;
}

/* The first digit begins anew; with the last one the next part is chosen. */
static void type(struct session *s, int digit)
{
    struct visit_clock *c = &s->visit.kiosk.clock;
    int value = (c->typed ? c->parts[c->part] * 10 : 0) + digit;
    c->typed++;
    if (c->typed < digits_of(c->part)) {
        c->parts[c->part] = value;
        return;
    }
    int high = c->part == CLOCK_DAY ? most[CLOCK_DAY] : most_of(c, c->part);
    c->parts[c->part] = value < least[c->part] ? least[c->part] : value > high ? high : value;
    choose(s, (enum clock_part)((c->part + 1) % CLOCK_PARTS));
}

static void set_clock(struct session *s)
{
    struct visit_clock *c = &s->visit.kiosk.clock;
    for (int i = 0; i < CLOCK_PARTS; i++)
        c->parts[i] = c->parts[i] < least[i] ? least[i] : c->parts[i];
    fit_day(c);
    struct tm tm = {.tm_year = c->parts[CLOCK_YEAR] - 1900,
                    .tm_mon = c->parts[CLOCK_MONTH] - 1,
                    .tm_mday = c->parts[CLOCK_DAY],
                    .tm_hour = c->parts[CLOCK_HOUR],
                    .tm_min = c->parts[CLOCK_MINUTE],
                    .tm_isdst = -1};
    int64_t unix_s = (int64_t)mktime(&tm);
    if (!clock_is_trusted(unix_s))
        session_tell(s, tr("That can't be today. Check the year."));
    else
        request_set_clock(s, unix_s);
}

static void move(struct session *s, enum clock_move kind, int value)
{
    struct visit_clock *c = &s->visit.kiosk.clock;
    switch (kind) {
    case CLOCK_CHOOSE:
        if (value < CLOCK_PARTS)
            choose(s, (enum clock_part)value);
        break;
    case CLOCK_STEP:
        c->typed = 0;
        c->parts[c->part] = stepped(c->parts[c->part], value - CLOCK_VALUES / 2, least[c->part],
                                    most_of(c, c->part));
        fit_day(c);
        break;
    case CLOCK_TYPE:
        type(s, value % 10);
        break;
    case CLOCK_SET:
        set_clock(s);
        return;
    }
    session_build(s);
    for (size_t i = 0; i < s->list.count; i++) { /* the part as it is now, shown there too */
        if (s->list.items[i].action.kind == ACTION_CLOCK &&
            s->list.items[i].action.argument == (int64_t)c->part)
            session_say(s, widget_name(&s->list, &s->list.items[i]));
    }
}

bool clock_types(struct session *s, const struct input *in)
{
    bool digit = in->character >= '0' && in->character <= '9';
    if (visit_screen(&s->visit) != SCREEN_CLOCK || !digit || !s->visit.kiosk.clock.can_be_set)
        return false;
    session_act(s, action(ACTION_CLOCK, CLOCK_TYPE * CLOCK_VALUES + (int)in->character - '0'));
    return true;
}

void power_begin(struct session *s)
{
    s->visit.kiosk.power = (struct visit_power){
        .can = request_is_possible(s), .is_busy = s->importer != NULL || s->copier != NULL};
}

static void power(struct session *s, enum power_ask ask)
{
    struct visit_power *p = &s->visit.kiosk.power;
    enum power_ask asked = p->asks;
    power_begin(s);
    s->visit.pages[s->visit.depth] = 0;
    if (ask != POWER_SURE)
        p->asks = ask;
    if (ask == POWER_SURE && p->can && !p->is_busy && asked != POWER_KEEP) {
        counting_write(s);
        if (asked == POWER_OFF)
            request_power_off(s);
        else
            request_restart(s, asked == POWER_BOARD);
    } else if (session_speaks(s)) {
        session_say_screen(s);
    }
}

bool clock_act(struct session *s, struct action act)
{
    struct visit *v = &s->visit;
    if (act.kind == ACTION_BACK && visit_screen(v) == SCREEN_POWER &&
        v->kiosk.power.asks != POWER_KEEP) {
        power(s, POWER_KEEP);
        return true;
    }
    if (act.kind == ACTION_POWER) {
        power(s, (enum power_ask)act.argument);
        return true;
    }
    if (act.kind != ACTION_CLOCK || act.argument < 0)
        return false;
    if (v->kiosk.clock.can_be_set)
        move(s, (enum clock_move)(act.argument / CLOCK_VALUES), (int)(act.argument % CLOCK_VALUES));
    return true;
}
