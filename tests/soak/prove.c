#include "prove.h"
#include "days.h"
#include "shrink.h"

#include "base/mem.h"

#include <stdlib.h>

enum { EVENTS = 3000, SEED = 12, CALM = 60 };

/* Sixty short waits and what ends the day: enough for rules of a restart and of the library. */
static size_t calm_day(struct event *list)
{
    for (int i = 0; i < CALM; i++)
        list[i] = (struct event){.kind = EVENT_WAIT, .a = 50};
    list[CALM] = (struct event){.kind = EVENT_RESTART};
    return CALM + 1;
}

struct proof {
    int seen, unseen, skipped;
};

static bool prove(const struct world *base, enum rule rule)
{
    struct event list[CALM + 1];
    struct day day = {.seed = SEED, .count = EVENTS, .plant = rule};
    if (rule == RULE_AS_NEW || rule == RULE_LIBRARY || rule == RULE_GIVEN_BACK) {
        day.count = calm_day(list);
        day.list = list;
    }
    struct verdict v = days_play(base, &day);
    printf("%-12s %s: %s\n", rule_name(rule), v.rule == rule ? "seen" : "NOT SEEN", v.broken);
    return v.rule == rule;
}

/* A fault that takes two events, the second after the first. */
static bool takes_two(void *data, const struct event *list, size_t count)
{
    bool headset = false;
    (void)data;
    for (size_t i = 0; i < count; i++) {
        headset |= list[i].kind == EVENT_HEADSET && list[i].a == 1;
        if (headset && list[i].kind == EVENT_STICK && list[i].a == 3)
            return true;
    }
    return false;
}

static bool prove_shrinking(void)
{
    struct event *list = mem_new(EVENTS, sizeof *list);
    struct chance chance = chance_new(SEED);
    for (int i = 0; i < EVENTS; i++)
        list[i] = event_next(&chance);
    list[EVENTS / 3] = (struct event){.kind = EVENT_HEADSET, .a = 1};
    list[EVENTS - 9] = (struct event){.kind = EVENT_STICK, .a = 3};
    size_t left = shrink(list, EVENTS, takes_two, NULL);
    bool two = left == 2 && takes_two(NULL, list, left);
    printf("%-12s %s: %d events, then %zu\n", "shrinking", two ? "seen" : "NOT SEEN", EVENTS, left);
    free(list);
    return two;
}

/* Proves one rule, or says why it can't; counts it. */
static void take_rule(const struct world *base, enum rule rule, struct proof *sum)
{
    if (rule == RULE_GIVEN_BACK && !days_find_leaks()) {
        printf("%-12s skipped: this build has no leak checker\n", rule_name(rule));
        sum->skipped++;
    } else if (prove(base, rule)) {
        sum->seen++;
    } else {
        sum->unseen++;
    }
}

bool prove_rules(const struct world *base, enum rule only)
{
    struct proof sum = {0};
    bool is_short = only || prove_shrinking();
    for (enum rule rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
        if (!only || rule == only)
            take_rule(base, rule, &sum);
    printf("%d rules: %d see their fault, %d do not, %d skipped\n",
           sum.seen + sum.unseen + sum.skipped, sum.seen, sum.unseen, sum.skipped);
    return is_short && !sum.unseen;
}
