/* slow_core CORE BUSY_US PERIOD_US: makes a core slow, as long as it runs. Of each period it takes the first BUSY_US for itself, ahead of
 * every ordinary program (SCHED_FIFO), so that what runs beside it gets the rest, however short its work is. It writes a line when it has
 * begun, and ends when its stdin does. Errors: it may not (root may), or there is no such core. */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_AT_STDIN_US = 50000, NS_IN_US = 1000, NS_IN_S = 1000000000 };

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * NS_IN_S + t.tv_nsec;
}

static void sleep_until(int64_t ns)
{
    struct timespec t = {.tv_sec = ns / NS_IN_S, .tv_nsec = ns % NS_IN_S};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
        continue;
}

static int take_core(int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET((size_t)core, &cores);
    struct sched_param first = {.sched_priority = 1};
    if (sched_setaffinity(0, sizeof cores, &cores) != 0)
        return -1;
    return sched_setscheduler(0, SCHED_FIFO, &first);
}

static int has_ended(void)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    char byte;
    return poll(&in, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) <= 0;
}

int main(int argc, char **argv)
{
    int core = argc == 4 ? atoi(argv[1]) : -1;
    int64_t busy = argc == 4 ? atoi(argv[2]) : 0, period = argc == 4 ? atoi(argv[3]) : 0;
    if (core < 0 || busy < 1 || period <= busy) {
        fprintf(stderr, "slow_core: give a core, and the busy part of a period and the period in "
                        "microseconds.\n");
        return 2;
    }
    if (take_core(core) != 0) {
        perror("slow_core: the core can't be taken");
        return 1;
    }
    printf("%d\n", core);
    fflush(stdout);
    int64_t begun = now_ns(), looked = begun;
    while (begun - looked < (int64_t)LOOK_AT_STDIN_US * NS_IN_US || !has_ended()) {
        if (begun - looked >= (int64_t)LOOK_AT_STDIN_US * NS_IN_US)
            looked = begun;
        while (now_ns() - begun < busy * NS_IN_US)
            continue;
        begun += period * NS_IN_US;
        if (now_ns() > begun) /* it was late itself: what it missed is not taken back */
            begun = now_ns();
        sleep_until(begun);
    }
    return 0;
}
