/* mutate.h: what the mutators of structured inputs share: a source of chance that a seed decides, and bytes that grow up to a limit.
 *
 * A mutator (LLVMFuzzerCustomMutator) changes an input in ways that keep what a reader asks of it first, so that what lies behind is met
 * too. libFuzzer alone calls one: what replays a corpus has no need of it. */
#ifndef LECTERN_FUZZ_MUTATE_H
#define LECTERN_FUZZ_MUTATE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* libFuzzer's own: changes `size` bytes in place, up to `most`, and returns how many they are. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed);

struct chance {
    uint64_t state;
};

static inline struct chance chance_of(unsigned seed)
{
    return (struct chance){seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
}

/* From 0 to `below` - 1; 0 when that is 0. xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators"). */
static inline size_t chance_below(struct chance *c, size_t below)
{
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return below ? (size_t)((c->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below : 0;
}

static inline bool chance_is(struct chance *c, size_t one_in)
{
    return chance_below(c, one_in) == 0;
}

/* Numbers that stand at the edge of something. */
static inline const char *chance_number(struct chance *c)
{
    static const char *const numbers[] = {"0",
                                          "1",
                                          "-1",
                                          "2",
                                          "9",
                                          "63",
                                          "64",
                                          "255",
                                          "256",
                                          "999",
                                          "4096",
                                          "32767",
                                          "65535",
                                          "65536",
                                          "2147483647",
                                          "-2147483648",
                                          "4294967295",
                                          "4294967296",
                                          "9223372036854775807",
                                          "18446744073709551616",
                                          "0.5",
                                          "-0.001",
                                          "1e9",
                                          "00012",
                                          "1e-30",
                                          "99999999999999999999999999999999"};
    return numbers[chance_below(c, sizeof numbers / sizeof *numbers)];
}

/* A stretch of an input. */
struct stretch {
    size_t start, end;
};

/* What stands in `data`, with `cut` replaced by `bytes`. Gives up, and leaves all as it is, where that would be more than `most`. */
static inline size_t mutate_replace(uint8_t *data, size_t size, size_t most, struct stretch cut,
                                    const void *bytes, size_t count)
{
    size_t left = size - (cut.end - cut.start);
    if (count > most || left > most - count)
        return size;
    void *copy = count ? malloc(count) : NULL; /* it may lie in `data` */
    if (count && !copy)
        abort();
    if (count)
        memcpy(copy, bytes, count);
    memmove(data + cut.start + count, data + cut.end, size - cut.end);
    if (count)
        memcpy(data + cut.start, copy, count);
    free(copy);
    return left + count;
}

/* Has libFuzzer change a stretch as if it were all. */
static inline size_t mutate_bytes(uint8_t *data, size_t size, size_t most, struct stretch cut)
{
    size_t count = cut.end - cut.start, room = count + (most - size);
    uint8_t *copy = malloc(room + 1);
    if (!copy)
        abort();
    memcpy(copy, data + cut.start, count);
    size_t now = room ? LLVMFuzzerMutate(copy, count, room) : 0;
    size = mutate_replace(data, size, most, cut, copy, now);
    free(copy);
    return size;
}

#endif
