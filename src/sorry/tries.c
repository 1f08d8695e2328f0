#include "sorry/tries.h"

#include <inttypes.h>
#include <stdio.h>

enum { COUNT_MOST = 1000000 };

/* False: nonsense. */
static bool read_line(const char *was, struct tries *out)
{
    return sscanf(was, "%7u %" SCNd64, &out->count, &out->ended_s) == 2 &&
           out->count <= COUNT_MOST && out->ended_s >= -1;
}

struct tries tries_next(const char *was, int64_t now_s)
{
    struct tries last = {0, 0}, next = {1, -1};
    if (!read_line(was, &last))
        return next;
    bool calm = last.ended_s >= 0 && now_s - last.ended_s >= TRIES_CALM_S;
    if (!calm)
        next.count = last.count + 1;
    return next;
}

bool tries_was_cut(const char *was)
{
    struct tries last;
    return read_line(was, &last) && last.ended_s == -1;
}

int tries_wait_s(const struct tries *tries)
{
    int wait_s = TRIES_WAIT_FIRST_S;
    for (unsigned i = 1; i < tries->count && wait_s < TRIES_WAIT_MOST_S; i++)
        wait_s *= 2;
    return wait_s < TRIES_WAIT_MOST_S ? wait_s : TRIES_WAIT_MOST_S;
}

void tries_line(const struct tries *tries, char out[64])
{
    snprintf(out, 64, "%u %" PRId64 "\n", tries->count, tries->ended_s);
}
