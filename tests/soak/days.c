#include "days.h"
#include "shrink.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* LeakSanitizer's, which comes with AddressSanitizer; absent without it. */
extern int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

bool days_find_leaks(void)
{
    return __lsan_do_recoverable_leak_check != NULL;
}

/* The day is over and the kiosk has gone: what nobody points to any more was not given back. */
static void look_for_leaks(struct verdict *v)
{
    if (v->rule == RULE_NONE && days_find_leaks() && __lsan_do_recoverable_leak_check()) {
        v->rule = RULE_GIVEN_BACK;
        snprintf(v->broken, sizeof v->broken, "something was not given back");
    }
}

static void live_through(const struct world *base, const struct day *plan, int out)
{
    struct world world = *base;
    struct day day = *plan;
    const struct rlimit no_core = {0};
    char name[64];
    if (day.plant) /* it dies on purpose */
        setrlimit(RLIMIT_CORE, &no_core);
    snprintf(name, sizeof name, "day-%d", (int)getpid());
    if (!world_begin_day(&world, name))
        _exit(EXIT_FAILURE);
    day.world = &world;
    struct verdict verdict = play_day(&day);
    world_end_day(&world);
    look_for_leaks(&verdict);
    if (write(out, &verdict, sizeof verdict) != sizeof verdict)
        _exit(EXIT_FAILURE);
    exit(EXIT_SUCCESS); /* so that sanitizers see the very end, too */
}

bool days_begin(const struct world *base, const struct day *day, struct running *r)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    r->day = *day;
    fflush(NULL);
    r->pid = fork();
    if (r->pid == 0) {
        close(ends[0]);
        live_through(base, day, ends[1]);
    }
    close(ends[1]);
    r->pipe = ends[0];
    return r->pid > 0;
}

struct verdict days_end(struct running *r)
{
    struct verdict verdict = {0};
    int status = 0;
    bool told = read(r->pipe, &verdict, sizeof verdict) == sizeof verdict;
    close(r->pipe);
    waitpid(r->pid, &status, 0);
    bool fell = !told || !WIFEXITED(status) || WEXITSTATUS(status);
    if (fell && verdict.rule == RULE_NONE) {
        verdict.rule = RULE_ALIVE;
        verdict.events = told ? verdict.events : r->day.count;
        snprintf(verdict.broken, sizeof verdict.broken, "the kiosk died (%s %d)",
                 WIFSIGNALED(status) ? "signal" : "exit",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
    return verdict;
}

struct verdict days_play(const struct world *base, const struct day *day)
{
    struct running r;
    if (!days_begin(base, day, &r)) {
        perror("soak");
        exit(EXIT_FAILURE);
    }
    return days_end(&r);
}

struct shrinking {
    const struct world *base;
    const struct day *day;
    enum rule rule;
    uint64_t until_us;
};

static bool still_fails(void *data, const struct event *list, size_t count)
{
    const struct shrinking *s = data;
    struct day day = *s->day;
    if (clock_monotonic_us() > s->until_us)
        return false;
    day.list = list;
    day.count = count;
    return days_play(s->base, &day).rule == s->rule;
}

static struct event *list_of(const struct day *day, size_t count)
{
    struct event *list = mem_new(count + 1, sizeof *list);
    struct chance chance = chance_new(day->seed);
    for (size_t i = 0; i < count; i++)
        list[i] = day->list       ? day->list[i]
                  : day->heard_ms ? event_next_listening(&chance)
                                  : event_next(&chance);
    return list;
}

size_t days_shrink(const struct world *base, const struct day *day, const struct verdict *verdict,
                   uint64_t most_s, const char *path)
{
    struct shrinking shrinking = {.base = base,
                                  .day = day,
                                  .rule = verdict->rule,
                                  .until_us = clock_monotonic_us() + most_s * 1000000ull};
    struct event *list = list_of(day, verdict->events);
    size_t count = shrink(list, verdict->events, still_fails, &shrinking);
    FILE *file = fopen(path, "w");
    for (size_t i = 0; file && i < count; i++)
        event_write(file, &list[i]);
    if (file)
        fclose(file);
    free(list);
    return count;
}
