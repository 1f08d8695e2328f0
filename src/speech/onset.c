#include "speech/onset.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { COST_MISSING = 2, COST_SAME_KIND = 1, COST_OTHER_KIND = 3 };

struct expected { /* a sound that a word has when it is spoken alone */
    char name[9];
    size_t word;
};

static bool is_vowel(const char *name)
{
    return strchr("aeiouyAEIOUVQ@03", name[0]) != NULL;
}

static unsigned change_cost(const char *made, const char *alone)
{
    if (strcmp(made, alone) == 0)
        return 0;
    return is_vowel(made) == is_vowel(alone) ? COST_SAME_KIND : COST_OTHER_KIND;
}

static bool is_stress_or_pause(char c)
{
    return c == '\'' || c == ',' || c == '%' || c == '=' || c == '|' || c == '_' || c == ' ' ||
           c == '\n';
}

/* Cuts "w 'V n" into sounds without their stress marks. */
static size_t expect_sounds(const char *const *alone, size_t word_count, struct expected *out)
{
    size_t n = 0;
    for (size_t word = 0; word < word_count; word++) {
        const char *p = alone[word];
        while (*p && n < ONSET_SOUNDS_MOST) {
            while (is_stress_or_pause(*p))
                p++;
            size_t length = strcspn(p, " \n");
            if (!length)
                break;
            size_t kept = length < 8 ? length : 8;
            memcpy(out[n].name, p, kept);
            out[n].name[kept] = 0;
            out[n++].word = word;
            p += length;
        }
    }
    return n;
}

static unsigned least3(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* For each word the first made sound that is laid beside one of its own; SIZE_MAX when there is none. */
static void lay_beside(const struct onset_sound *made, size_t n, const struct expected *expected,
                       size_t m, size_t *first_of)
{
    size_t width = m + 1;
    uint16_t *cost = mem_new((n + 1) * width, sizeof *cost);
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            if (!i || !j) {
                cost[i * width + j] = (uint16_t)((i + j) * COST_MISSING);
                continue;
            }
            unsigned change = change_cost(made[i - 1].name, expected[j - 1].name);
            cost[i * width + j] = (uint16_t)least3(cost[(i - 1) * width + j - 1] + change,
                                                   cost[(i - 1) * width + j] + COST_MISSING,
                                                   cost[i * width + j - 1] + COST_MISSING);
        }
    }
    size_t i = n, j = m;
    while (i && j) {
        unsigned here = cost[i * width + j];
        if (here ==
            cost[(i - 1) * width + j - 1] + change_cost(made[i - 1].name, expected[j - 1].name)) {
            first_of[expected[j - 1].word] = i - 1;
            i--;
            j--;
        } else if (here == cost[(i - 1) * width + j] + (unsigned)COST_MISSING) {
            i--;
        } else {
            j--;
        }
    }
    free(cost);
}

void onset_share(const struct onset_sound *sounds, size_t sound_count, uint64_t end,
                 const char *const *alone, size_t word_count, uint64_t *starts)
{
    if (!word_count)
        return;
    if (!sound_count) {
        for (size_t i = 0; i < word_count; i++)
            starts[i] = end;
        return;
    }
    size_t *first_of = mem_new(word_count, sizeof *first_of);
    for (size_t i = 0; i < word_count; i++)
        first_of[i] = SIZE_MAX;
    struct expected *expected = mem_new(ONSET_SOUNDS_MOST, sizeof *expected);
    size_t m = expect_sounds(alone, word_count, expected);
    size_t n = sound_count < ONSET_SOUNDS_MOST ? sound_count : ONSET_SOUNDS_MOST;
    lay_beside(sounds, n, expected, m, first_of);
    first_of[0] = 0;
    for (size_t i = 0;
         i < word_count;) { /* words without a sound of their own share what is between */
        if (first_of[i] != SIZE_MAX) {
            starts[i] = sounds[first_of[i]].sample;
            i++;
            continue;
        }
        size_t next = i;
        while (next < word_count && first_of[next] == SIZE_MAX)
            next++;
        uint64_t from = starts[i - 1];
        uint64_t to = next < word_count ? sounds[first_of[next]].sample : end;
        for (size_t k = i; k < next; k++)
            starts[k] = from + (to > from ? to - from : 0) * (k - i + 1) / (next - i + 1);
        i = next;
    }
    for (size_t i = 0; i < word_count; i++) {
        if (starts[i] > end)
            starts[i] = end;
        if (i && starts[i] < starts[i - 1])
            starts[i] = starts[i - 1];
    }
    free(expected);
    free(first_of);
}
