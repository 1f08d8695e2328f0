/* geom.h: rectangles, in whole pixels (rect) and in points of a page from its top left corner (box). */
#ifndef LECTERN_BASE_GEOM_H
#define LECTERN_BASE_GEOM_H

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

struct box {
    float x0, y0, x1, y1;
};

static inline bool rect_is_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

static inline bool rect_has(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

static inline struct rect rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

/* What both cover; empty (w or h 0) when they do not meet. */
struct rect rect_meet(struct rect a, struct rect b);

/* The smallest rectangle that holds both; an empty one counts for nothing. */
struct rect rect_join(struct rect a, struct rect b);

static inline bool box_is_empty(struct box b)
{
    return b.x1 <= b.x0 || b.y1 <= b.y0;
}

/* The smallest box that holds both; an empty one counts for nothing. */
struct box box_join(struct box a, struct box b);

#endif
