/* clock.h: what time it is, in milliseconds since the clock was made; a fake clock only moves when it is told to. */
#ifndef LECTERN_BASE_CLOCK_H
#define LECTERN_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool fake;
    uint64_t fake_us;
    uint64_t start_us;
};

struct clock clock_real(void);
struct clock clock_fake(void);

/* Milliseconds (or microseconds) since the clock began. Thread: the clock's owner. */
uint64_t clock_ms(const struct clock *clock);
uint64_t clock_us(const struct clock *clock);

/* Moves a fake clock on; a real one is left alone. */
void clock_advance_us(struct clock *clock, uint64_t us);

/* Unix time of the day on which this program was built: a board without a clock chip may think that it is earlier. Any thread. */
int64_t clock_build_s(void);

/* Can this Unix time be the time of day? A board without a clock chip starts in the past, and staff may set it wrongly: not before the day
 * on which this program was built, nor more than CLOCK_YEARS_MOST years after it. Ask anew each time: staff can set the clock. Until
 * then nothing is over, and what was done has no date. Any thread. */
enum { CLOCK_YEARS_MOST = 20 };
bool clock_is_trusted(int64_t unix_s);

/* The system's time of day, whatever it is worth. Any thread. */
int64_t clock_unix_s(void);

/* CLOCK_MONOTONIC in microseconds, for measuring. Any thread. */
uint64_t clock_monotonic_us(void);

#endif
