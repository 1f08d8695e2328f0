/* en301549: drives the kiosk through every screen and prints a line for each rule: number, standard, what was measured, verdict.
 *
 *   en301549                all rules; 0 when none fails
 *   en301549 --break A6     the same with rule A6's planted fault: that one must fail
 *   en301549 --only A6      that rule alone; with --break too
 *   en301549 --prove        each rule alone with its fault: 0 when every one of them is seen
 *   en301549 --reading      the checks of reading systems, by the same rules
 *   en301549 --checklist    what an installer looks after, and what is not there yet
 *
 * Each rule runs in a process of its own, two at a time, so that none can disturb another. */
#include "library.h"
#include "trial.h"

#include "ui/messages.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RULES = 72, AT_ONCE = 2, LINE_MOST = 512 };

struct outcome {
    bool failed;
    uint64_t ms;
    char measured[128], broken_by[320];
};

struct proceedings {
    const struct rule *rules[RULES + 1];
    struct outcome outcomes[RULES + 1];
    int broken, only; /* a rule's number; 0: none */
    bool prove, reading;
    struct libraries libraries;
};

static void gather(struct proceedings *run)
{
    const struct rule *const chapters[] = {
        rules_seeing,    rules_states, rules_text,    rules_hearing,   rules_voice,
        rules_told,      rules_touch,  rules_keys,    rules_time,      rules_understanding,
        rules_documents, rules_kept,   rules_privacy, rules_easy_read, rules_epub,
    };
    for (size_t c = 0; c < sizeof chapters / sizeof *chapters; c++) {
        for (const struct rule *r = chapters[c]; r->number; r++)
            run->rules[r->number] = r;
    }
    for (int n = 1; n <= RULES; n++) {
        if (!run->rules[n]) {
            fprintf(stderr, "rule A%d is in no chapter\n", n);
            exit(EXIT_FAILURE);
        }
    }
}

static bool is_wanted(const struct proceedings *run, int n)
{
    return run->rules[n]->check && (!run->only || run->only == n);
}

/* In the rule's own process. */
static void try_rule(const struct proceedings *run, int n, int out)
{
    struct libraries own;
    char name[16];
    snprintf(name, sizeof name, "A%d", n);
    if (!libraries_copy(&run->libraries, name, &own))
        _exit(1);
    struct trial t = {
        .faulty = run->prove || run->broken == n, .library = own.samples, .docs = own.docs};
    struct outcome o = {0};
    struct clock clock = clock_real();
    run->rules[n]->check(&t);
    o.failed = t.failed;
    o.ms = clock_ms(&clock);
    libraries_remove(&own);
    memcpy(o.measured, t.measured, sizeof o.measured);
    memcpy(o.broken_by, t.broken_by, sizeof o.broken_by);
    _exit(write(out, &o, sizeof o) == (ssize_t)sizeof o ? 0 : 1);
}

static void start_rule(const struct proceedings *run, int n, pid_t *pid, int *from)
{
    int ends[2];
    fflush(NULL);
    if (pipe(ends) != 0 || (*pid = fork()) < 0) {
        perror("en301549");
        exit(EXIT_FAILURE);
    }
    if (*pid == 0) {
        close(ends[0]);
        try_rule(run, n, ends[1]);
    }
    close(ends[1]);
    *from = ends[0];
}

static void end_rule(struct proceedings *run, int n, pid_t pid, int from)
{
    struct outcome *o = &run->outcomes[n];
    int status = 0;
    ssize_t got = read(from, o, sizeof *o);
    close(from);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (got != (ssize_t)sizeof *o || status) {
        *o = (struct outcome){.failed = true};
        snprintf(o->broken_by, sizeof o->broken_by, "the trial broke off (status %x)",
                 (unsigned)status);
    }
    fprintf(stderr, "A%d took %.1f s%s%s\n", n, (double)o->ms / 1000, *o->broken_by ? ": " : "",
            o->broken_by);
}

/* The rules in the order in which they are tried: those that walk every screen first, so that none is left to run alone. */
static int order(const struct proceedings *run, int numbers[RULES])
{
    static const int long_ones[] = {37, 34, 30, 27, 5, 50, 6};
    bool taken[RULES + 1] = {false};
    int count = 0;
    for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++) {
        taken[long_ones[i]] = true;
        if (is_wanted(run, long_ones[i]))
            numbers[count++] = long_ones[i];
    }
    for (int n = 1; n <= RULES; n++) {
        if (!taken[n] && is_wanted(run, n))
            numbers[count++] = n;
    }
    return count;
}

static void try_all(struct proceedings *run)
{
    struct pollfd from[AT_ONCE];
    pid_t pids[AT_ONCE];
    int numbers[AT_ONCE], running = 0, next = 0, waiting[RULES];
    int count = order(run, waiting);
    for (;;) {
        for (; running < AT_ONCE && next < count; next++, running++) {
            numbers[running] = waiting[next];
            from[running].events = POLLIN;
            start_rule(run, waiting[next], &pids[running], &from[running].fd);
        }
        if (!running)
            return;
        if (poll(from, (nfds_t)running, -1) < 0)
            continue;
        for (int i = running - 1; i >= 0; i--) {
            if (!from[i].revents)
                continue;
            end_rule(run, numbers[i], pids[i], from[i].fd);
            running--;
            pids[i] = pids[running];
            from[i] = from[running];
            numbers[i] = numbers[running];
        }
    }
}

static const char *verdict_of(const struct proceedings *run, int n)
{
    switch (run->rules[n]->verdict) {
    case VERDICT_INSPECT:
        return "inspect";
    case VERDICT_LATER:
        return run->broken == n ? "fail" : "later";
    case VERDICT_CHECK:
        break;
    }
    return run->outcomes[n].failed ? "fail" : "pass";
}

static int print_all(const struct proceedings *run)
{
    int passed = 0, failed = 0;
    for (int n = 1; n <= RULES; n++) {
        const struct outcome *o = &run->outcomes[n];
        const struct rule *rule = run->rules[n];
        if (run->only && run->only != n)
            continue;
        const char *verdict = verdict_of(run, n);
        bool fails = strcmp(verdict, "fail") == 0;
        passed += strcmp(verdict, "pass") == 0;
        failed += fails;
        const char *measured = rule->verdict == VERDICT_CHECK ? o->measured : rule->about;
        printf("A%d\t%s\t%s%s%s\t%s\n", n, rule->standard, measured,
               fails && *o->broken_by ? " " : "", fails ? o->broken_by : "", verdict);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Lines of another shape, so that nobody takes a planted fault for a rule that fails. */
static int print_proof(const struct proceedings *run)
{
    int seen = 0, missed = 0;
    for (int n = 1; n <= RULES; n++) {
        if (!is_wanted(run, n))
            continue;
        bool fails = run->outcomes[n].failed;
        seen += fails;
        missed += !fails;
        printf("A%d: its planted fault is %s: %s\n", n, fails ? "seen" : "NOT SEEN",
               fails ? run->outcomes[n].broken_by : run->outcomes[n].measured);
    }
    printf("%d seen, %d missed\n", seen, missed);
    return missed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The second table: what DAISY asks of reading systems. */
static int print_reading(const struct proceedings *run)
{
    int passed = 0, failed = 0;
    for (const struct reading_check *c = reading_checks; c->kind; c++) {
        bool fails = false;
        printf("%s\t%s\t", c->kind, c->what);
        for (int i = 0; i < 4 && c->rules[i]; i++) {
            fails |= strcmp(verdict_of(run, c->rules[i]), "pass") != 0;
            printf("%sA%d", i ? ", " : "", c->rules[i]);
        }
        printf("\t%s\n", fails ? "fail" : "pass");
        passed += !fails;
        failed += fails;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static void print_checklist(const struct proceedings *run)
{
    puts("For whoever installs the kiosk: look, touch, and tick.");
    for (int n = 1; n <= RULES; n++) {
        if (run->rules[n]->verdict == VERDICT_INSPECT)
            printf("[ ] A%d (%s): %s\n", n, run->rules[n]->standard, run->rules[n]->about);
    }
    puts("Not there yet:");
    for (int n = 1; n <= RULES; n++) {
        if (run->rules[n]->verdict == VERDICT_LATER)
            printf("    A%d (%s): %s\n", n, run->rules[n]->standard, run->rules[n]->about);
    }
}

static int rule_number(const char *name)
{
    char *end;
    long n = name && *name == 'A' ? strtol(name + 1, &end, 10) : 0;
    return n > 0 && n <= RULES && !*end ? (int)n : 0;
}

static bool take_options(int argc, char **argv, struct proceedings *run, bool *checklist)
{
    for (int i = 1; i < argc; i++) {
        bool last = i + 1 == argc;
        if (strcmp(argv[i], "--prove") == 0)
            run->prove = true;
        else if (strcmp(argv[i], "--reading") == 0)
            run->reading = true;
        else if (strcmp(argv[i], "--checklist") == 0)
            *checklist = true;
        else if (strcmp(argv[i], "--break") == 0 && !last && rule_number(argv[i + 1]))
            run->broken = rule_number(argv[++i]);
        else if (strcmp(argv[i], "--only") == 0 && !last && rule_number(argv[i + 1]))
            run->only = rule_number(argv[++i]);
        else
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct proceedings run; /* too large for a stack; used here only */
    bool checklist = false;
    if (!take_options(argc, argv, &run, &checklist)) {
        fprintf(
            stderr,
            "en301549 [--break A1..A72] [--only A1..A72] [--prove] [--reading] [--checklist]\n");
        return 2;
    }
    gather(&run);
    if (checklist) {
        print_checklist(&run);
        return EXIT_SUCCESS;
    }
    messages_set_lang("en");
    if (!libraries_make(&run.libraries))
        return EXIT_FAILURE;
    struct clock clock = clock_real();
    try_all(&run);
    fprintf(stderr, "en301549 took %.0f s\n", (double)clock_ms(&clock) / 1000);
    libraries_remove(&run.libraries);
    if (run.reading)
        return print_reading(&run);
    return run.prove ? print_proof(&run) : print_all(&run);
}
