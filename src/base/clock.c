#include "base/clock.h"

#include <time.h>

uint64_t clock_monotonic_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

struct clock clock_real(void)
{
    return (struct clock){.start_us = clock_monotonic_us()};
}

struct clock clock_fake(void)
{
    return (struct clock){.fake = true};
}

uint64_t clock_us(const struct clock *clock)
{
    return clock->fake ? clock->fake_us : clock_monotonic_us() - clock->start_us;
}

uint64_t clock_ms(const struct clock *clock)
{
    return clock_us(clock) / 1000u;
}

void clock_advance_us(struct clock *clock, uint64_t us)
{
    if (clock->fake)
        clock->fake_us += us;
}

int64_t clock_build_s(void)
{
    struct tm day = {0};
    if (!strptime(LECTERN_BUILD_DAY, "%Y-%m-%d", &day))
        return 0;
    return (int64_t)timegm(&day);
}

bool clock_is_trusted(int64_t unix_s)
{
    const int64_t year_s = 31556952; /* of the Gregorian calendar, on average */
    int64_t built_s = clock_build_s();
    return unix_s >= built_s && unix_s <= built_s + CLOCK_YEARS_MOST * year_s;
}

int64_t clock_unix_s(void)
{
    return (int64_t)time(NULL);
}
