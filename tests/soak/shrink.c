#include "shrink.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The list without `length` events from `at`. */
static size_t without(const struct event *list, size_t count, size_t at, size_t length,
                      struct event *out)
{
    size_t end = at + length < count ? at + length : count;
    memcpy(out, list, at * sizeof *list);
    memcpy(out + at, list + end, (count - end) * sizeof *list);
    return count - (end - at);
}

enum { PLAYS_MOST = 400 /* each may take seconds */ };

size_t shrink(struct event *list, size_t count,
              bool (*fails)(void *data, const struct event *list, size_t count), void *data)
{
    if (!fails(data, list, count))
        return count;
    struct event *less = mem_new(count, sizeof *less);
    int plays = 0;
    for (size_t part = (count + 1) / 2; part && plays < PLAYS_MOST; part /= 2) {
        for (size_t at = 0; at < count && plays < PLAYS_MOST; plays++) {
            size_t left = without(list, count, at, part, less);
            if (left && fails(data, less, left)) {
                memcpy(list, less, left * sizeof *list);
                count = left;
            } else {
                at += part;
            }
        }
    }
    free(less);
    return count;
}
