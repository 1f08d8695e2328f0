/* soak: random visits, day after day, each in a process and on a library of its own; a day that fails is made as short as it can be.
 *
 *     soak [--seed N] [--events N] [--day N] [--jobs N] [--keep FOLDER]
 *     soak --replay FILE [--seed N]
 *
 * 0: all held. 1: a day failed; what it did lies in FOLDER/soak-SEED.events. */
#include "../en301549/library.h"
#include "base/mem.h"
#include "play.h"
#include "shrink.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct options {
    uint64_t seed;
    size_t events, day;
    int jobs;
    const char *keep, *replay;
};

/* What a day's process tells: whole numbers, then why. */
struct report {
    bool holds;
    struct oracle o;
};

struct running {
    pid_t pid;
    int pipe;
    uint64_t seed;
    size_t count;
};

struct soak {
    struct options options;
    struct libraries base;
    unsigned long events, visits, days;
    uint64_t simulated_ms;
    bool failed;
};

static void live_through(const struct soak *soak, const struct day *plan, int out)
{
    struct report report = {0};
    struct libraries own;
    char name[64];
    snprintf(name, sizeof name, "day-%d", (int)getpid());
    if (!libraries_copy(&soak->base, name, &own))
        _exit(EXIT_FAILURE);
    struct day day = *plan;
    day.library = own.samples;
    report.holds = play_day(&day, &report.o);
    libraries_remove(&own);
    if (write(out, &report, sizeof report) != sizeof report)
        _exit(EXIT_FAILURE);
    exit(EXIT_SUCCESS); /* so that leaks are looked for */
}

static bool begin_day(const struct soak *soak, const struct day *day, struct running *r)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    r->seed = day->seed;
    r->count = day->count;
    r->pid = fork();
    if (r->pid == 0) {
        close(ends[0]);
        live_through(soak, day, ends[1]);
    }
    close(ends[1]);
    r->pipe = ends[0];
    return r->pid > 0;
}

/* True when the process came to its end and all held. `report` says why not; a process that died has none. */
static bool end_day(struct running *r, struct report *report)
{
    int status = 0;
    bool told = read(r->pipe, report, sizeof *report) == sizeof *report;
    close(r->pipe);
    waitpid(r->pid, &status, 0);
    if (!told) {
        *report = (struct report){0};
        snprintf(report->o.broken, sizeof report->o.broken, "the kiosk died (%s %d)",
                 WIFSIGNALED(status) ? "signal" : "exit",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        report->o.events = r->count;
    } else if (report->holds && (!WIFEXITED(status) || WEXITSTATUS(status))) {
        snprintf(report->o.broken, sizeof report->o.broken, "something was not given back");
        report->holds = false;
    }
    return told && report->holds;
}

/* Plays a list in a process of its own: does it fail, too? For the shrinker. */
static bool still_fails(void *data, const struct event *list, size_t count)
{
    struct soak *soak = data;
    struct running r;
    struct report report;
    struct day day = {.list = list, .count = count, .glass = (int)(soak->options.seed % PROFILES)};
    return begin_day(soak, &day, &r) && !end_day(&r, &report);
}

static void keep_short(struct soak *soak, uint64_t seed, size_t count)
{
    char path[512];
    struct chance chance = chance_new(seed);
    struct event *list = mem_new(count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = event_next(&chance);
    uint64_t own = soak->options.seed;
    soak->options.seed = seed; /* the glass */
    size_t short_count = shrink(list, count, still_fails, soak);
    soak->options.seed = own;
    snprintf(path, sizeof path, "%s/soak-%llu.events", soak->options.keep,
             (unsigned long long)seed);
    FILE *file = fopen(path, "w");
    for (size_t i = 0; file && i < short_count; i++)
        event_write(file, &list[i]);
    if (file)
        fclose(file);
    printf("seed %llu: %zu events are left, in %s\n", (unsigned long long)seed, short_count, path);
    free(list);
}

static void take_day(struct soak *soak, struct running *r)
{
    struct report report;
    bool holds = end_day(r, &report);
    soak->days++;
    soak->events += report.o.events;
    soak->visits += report.o.visits;
    soak->simulated_ms += report.o.simulated_ms;
    if (holds)
        return;
    soak->failed = true;
    printf("seed %llu, event %lu: %s\n", (unsigned long long)r->seed, report.o.events,
           report.o.broken);
    fflush(stdout);
    keep_short(soak, r->seed, report.o.events);
}

static void soak_days(struct soak *soak)
{
    const struct options *options = &soak->options;
    size_t begun = 0, ended = 0, days = (options->events + options->day - 1) / options->day;
    struct running *running = mem_new((size_t)options->jobs, sizeof *running);
    while (ended < days && !soak->failed) {
        while (begun < days && begun - ended < (size_t)options->jobs) {
            uint64_t seed = options->seed + begun;
            struct day day = {.seed = seed, .count = options->day, .glass = (int)(seed % PROFILES)};
            if (!begin_day(soak, &day, &running[begun++ % (size_t)options->jobs])) {
                perror("soak");
                exit(EXIT_FAILURE);
            }
        }
        take_day(soak, &running[ended++ % (size_t)options->jobs]);
        fprintf(stderr, "\rsoak: %lu events, %lu visits, %.1f hours ", soak->events, soak->visits,
                (double)soak->simulated_ms / 3600000);
    }
    while (ended < begun) {
        struct report report;
        end_day(&running[ended++ % (size_t)options->jobs], &report);
    }
    free(running);
    printf("\n%lu days, %lu events, %lu visits, %.1f hours of the kiosk's time: %s\n", soak->days,
           soak->events, soak->visits, (double)soak->simulated_ms / 3600000,
           soak->failed ? "a day failed" : "all held");
}

static void replay(struct soak *soak)
{
    FILE *file = fopen(soak->options.replay, "r");
    if (!file) {
        fprintf(stderr, "soak: %s: %s\n", soak->options.replay, strerror(errno));
        exit(2);
    }
    struct event *list = NULL, e;
    size_t count = 0, cap = 0;
    while (event_read(file, &e)) {
        MEM_ROOM(list, count, cap);
        list[count++] = e;
    }
    fclose(file);
    struct day day = {.list = list,
                      .count = count,
                      .glass = (int)(soak->options.seed % PROFILES),
                      .tell = stdout};
    struct running r;
    struct report report = {0};
    soak->failed = !begin_day(soak, &day, &r) || !end_day(&r, &report);
    printf("%zu events: %s\n", count, soak->failed ? report.o.broken : "all held");
    free(list);
}

static uint64_t number(const char *text)
{
    char *end;
    uint64_t value = strtoull(text, &end, 10);
    if (*end || end == text) {
        fprintf(stderr, "soak: '%s' is no number\n", text);
        exit(2);
    }
    return value;
}

static void read_options(struct options *o, int argc, char **argv)
{
    static const struct option long_options[] = {{"seed", required_argument, NULL, 's'},
                                                 {"events", required_argument, NULL, 'e'},
                                                 {"day", required_argument, NULL, 'd'},
                                                 {"jobs", required_argument, NULL, 'j'},
                                                 {"keep", required_argument, NULL, 'k'},
                                                 {"replay", required_argument, NULL, 'r'},
                                                 {0}};
    int c;
    while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        switch (c) {
        case 's':
            o->seed = number(optarg);
            break;
        case 'e':
            o->events = (size_t)number(optarg);
            break;
        case 'd':
            o->day = (size_t)number(optarg);
            break;
        case 'j':
            o->jobs = (int)number(optarg);
            break;
        case 'k':
            o->keep = optarg;
            break;
        case 'r':
            o->replay = optarg;
            break;
        default:
            exit(2);
        }
    }
    if (optind < argc || !o->day || o->jobs < 1) {
        fprintf(stderr, "soak: see tests/soak/README.md\n");
        exit(2);
    }
}

int main(int argc, char **argv)
{
    struct soak soak = {
        .options = {.seed = 1, .events = 10000, .day = 5000, .jobs = 1, .keep = "."}};
    read_options(&soak.options, argc, argv);
    if (!libraries_make(&soak.base))
        return EXIT_FAILURE;
    if (soak.options.replay)
        replay(&soak);
    else
        soak_days(&soak);
    libraries_remove(&soak.base);
    return soak.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
