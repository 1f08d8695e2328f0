/* soak: random visits, day after day, each in a process and on a library of its own; a day that fails is made as short as it can be.
 *
 *     soak [--seed N] [--events N] [--day N] [--jobs N] [--keep FOLDER] [--shrink SECONDS]
 *     soak --listen HOURS [--seed N] [--keep FOLDER]
 *     soak --replay FILE --seed N
 *     soak --prove[=RULE]
 *
 * 0: all held. 1: a day failed; what it did lies in FOLDER/soak-SEED.events. 2: wrong use. */
#include "days.h"
#include "prove.h"

#include "base/mem.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { TELLING_EVENTS = 50000 /* before, much is not met by chance */ };

struct options {
    uint64_t seed, listen_h, shrink_s;
    size_t events, day;
    int jobs;
    const char *keep, *replay;
    bool proves;
    enum rule rule; /* the one that is proved; RULE_NONE all are */
};

struct soak {
    struct options options;
    struct world base;
    struct verdict sum; /* of all days; the rules of the last that failed */
    unsigned long days;
};

static double hours(uint64_t ms)
{
    return (double)ms / 3600000;
}

static void add_up(struct verdict *sum, const struct verdict *v)
{
    sum->events += v->events;
    sum->visits += v->visits;
    sum->restarts += v->restarts;
    sum->simulated_ms += v->simulated_ms;
    sum->heard_ms += v->heard_ms;
    for (int i = 0; i < SCREEN_COUNT; i++)
        sum->screens[i] |= v->screens[i];
    for (int i = 0; i < ACTION_COUNT; i++)
        sum->actions[i] |= v->actions[i];
    if (v->rule)
        sum->rule = v->rule;
}

static void take_day(struct soak *soak, struct running *r)
{
    char path[512];
    struct verdict verdict = days_end(r);
    const struct verdict *sum = &soak->sum;
    soak->days++;
    add_up(&soak->sum, &verdict);
    fprintf(stderr, "\rsoak: %lu events, %lu visits, %.1f hours ", sum->events, sum->visits,
            hours(sum->simulated_ms));
    if (verdict.bytes_first && soak->options.listen_h)
        printf("memory: %llu kB when warm, %llu kB at most; %d files, %d at most\n",
               (unsigned long long)verdict.bytes_first >> 10,
               (unsigned long long)verdict.bytes_most >> 10, verdict.files_first,
               verdict.files_most);
    if (verdict.rule == RULE_NONE)
        return;
    printf("seed %llu, event %lu: %s: %s\n", (unsigned long long)r->day.seed, verdict.events,
           rule_name(verdict.rule), verdict.broken);
    fflush(stdout);
    snprintf(path, sizeof path, "%s/soak-%llu.events", soak->options.keep,
             (unsigned long long)r->day.seed);
    size_t left = days_shrink(&soak->base, &r->day, &verdict, soak->options.shrink_s, path);
    printf("seed %llu: %zu events are left, in %s\n", (unsigned long long)r->day.seed, left, path);
}

static void soak_days(struct soak *soak)
{
    const struct options *options = &soak->options;
    size_t begun = 0, ended = 0, days = (options->events + options->day - 1) / options->day;
    struct running *running = mem_new((size_t)options->jobs, sizeof *running);
    if (options->listen_h)
        days = 1;
    while (ended < days && soak->sum.rule == RULE_NONE) {
        while (begun < days && begun - ended < (size_t)options->jobs) {
            struct day day = {.seed = options->seed + begun,
                              .count = options->day,
                              .heard_ms = options->listen_h * 3600000};
            if (day.heard_ms)
                day.count = SIZE_MAX;
            if (!days_begin(&soak->base, &day, &running[begun++ % (size_t)options->jobs])) {
                perror("soak");
                exit(EXIT_FAILURE);
            }
        }
        take_day(soak, &running[ended++ % (size_t)options->jobs]);
    }
    while (ended < begun)
        days_end(&running[ended++ % (size_t)options->jobs]);
    free(running);
}

/* What of the kiosk was never met says where the soak is blind. */
static void tell_unmet(const struct verdict *sum)
{
    printf("screens not met:");
    for (int i = 0; i < SCREEN_COUNT; i++)
        if (!sum->screens[i])
            printf(" %s", screen_name((enum screen_id)i));
    printf("\nactions not met:");
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
        if (!sum->actions[i])
            printf(" %s", action_name((enum action_kind)i));
    putchar('\n');
}

static void tell(const struct soak *soak)
{
    const struct verdict *sum = &soak->sum;
    int screens = 0, actions = 0;
    for (int i = 0; i < SCREEN_COUNT; i++)
        screens += sum->screens[i];
    for (int i = 0; i < ACTION_COUNT; i++)
        actions += sum->actions[i];
    if (sum->events >= TELLING_EVENTS)
        tell_unmet(sum);
    printf("\n%d of %d screens, %d kinds of actions\n", screens, (int)SCREEN_COUNT, actions);
    printf(
        "%lu days, %lu events, %lu visits, %lu restarts, %.1f hours of the kiosk's time, %.1f of "
        "speech: %s\n",
        soak->days, sum->events, sum->visits, sum->restarts, hours(sum->simulated_ms),
        hours(sum->heard_ms), sum->rule ? "a day failed" : "all held");
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
    struct day day = {.list = list, .count = count, .seed = soak->options.seed, .tell = stdout};
    struct verdict verdict = days_play(&soak->base, &day);
    printf("%zu events: %s\n", count, verdict.rule ? verdict.broken : "all held");
    soak->sum.rule = verdict.rule;
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

static enum rule rule_named(const char *name)
{
    enum rule rule = rule_find(name);
    if (rule == RULE_COUNT) {
        fprintf(stderr, "soak: there is no rule '%s'\n", name);
        exit(2);
    }
    return rule;
}

static void read_options(struct options *o, int argc, char **argv)
{
    static const struct option long_options[] = {
        {"seed", required_argument, NULL, 's'},   {"events", required_argument, NULL, 'e'},
        {"day", required_argument, NULL, 'd'},    {"jobs", required_argument, NULL, 'j'},
        {"listen", required_argument, NULL, 'l'}, {"keep", required_argument, NULL, 'k'},
        {"shrink", required_argument, NULL, 'S'}, {"replay", required_argument, NULL, 'r'},
        {"prove", optional_argument, NULL, 'p'},  {0}};
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
        case 'l':
            o->listen_h = number(optarg);
            break;
        case 'S':
            o->shrink_s = number(optarg);
            break;
        case 'k':
            o->keep = optarg;
            break;
        case 'r':
            o->replay = optarg;
            break;
        case 'p':
            o->proves = true;
            o->rule = optarg ? rule_named(optarg) : RULE_NONE;
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
        .options = {
            .seed = 1, .events = 10000, .day = 5000, .jobs = 1, .keep = ".", .shrink_s = 120}};
    bool good = true;
    setvbuf(stdout, NULL, _IOLBF, 0);
    read_options(&soak.options, argc, argv);
    if (!world_make_base(&soak.base))
        return EXIT_FAILURE;
    if (soak.options.proves) {
        good = prove_rules(&soak.base, soak.options.rule);
    } else if (soak.options.replay) {
        replay(&soak);
    } else {
        soak_days(&soak);
        tell(&soak);
    }
    world_remove(&soak.base);
    return good && soak.sum.rule == RULE_NONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
