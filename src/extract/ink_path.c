#include "extract/ink_path.h"

#include <math.h>

enum { INTRICATE_STEPS = 12 /* a round frame has 9 */, LEAST_CORNERS = 3 };

/* Of its bounds: so much is filled by a box with round corners. */
static const double BOX_PART = 0.7;

/* Of a line's length in one direction: so far it goes in the other when it slants. */
static const float SLANT_PART = 0.1f;

/* A path as it is walked: its steps, and the area that its corners enclose (by Gauss's formula). */
struct walk {
    uint32_t steps, lines, slants, curves, moves;
    fz_point at, start;
    double twice_area;
    fz_rect bounds;
    bool has_begun;
};

static void walk_to(struct walk *w, float x, float y)
{
    w->twice_area += (double)w->at.x * (double)y - (double)x * (double)w->at.y;
    w->at = fz_make_point(x, y);
    w->bounds = fz_include_point_in_rect(w->bounds, w->at);
}

static void line_to(struct walk *w, float x, float y)
{
    float along = fmaxf(fabsf(x - w->at.x), fabsf(y - w->at.y));
    float across = fminf(fabsf(x - w->at.x), fabsf(y - w->at.y));
    w->lines++;
    w->slants += across > SLANT_PART * along;
    walk_to(w, x, y);
}

static void walk_line(fz_context *ctx, void *walk, float x, float y)
{
    struct walk *w = walk;
    (void)ctx;
    w->steps++;
    line_to(w, x, y);
}

static void walk_curve(fz_context *ctx, void *walk, float x1, float y1, float x2, float y2,
                       float x3, float y3)
{
    struct walk *w = walk;
    (void)ctx, (void)x1, (void)y1, (void)x2, (void)y2;
    w->steps++;
    w->curves++;
    walk_to(w, x3, y3);
}

static void walk_close(fz_context *ctx, void *walk)
{
    struct walk *w = walk;
    (void)ctx;
    if (w->has_begun && (w->at.x != w->start.x || w->at.y != w->start.y))
        line_to(w, w->start.x, w->start.y);
}

static void walk_move(fz_context *ctx, void *walk, float x, float y)
{
    struct walk *w = walk;
    walk_close(ctx, walk);
    w->has_begun = true;
    w->moves++;
    w->at = w->start = fz_make_point(x, y);
    w->bounds = fz_include_point_in_rect(w->bounds, w->at);
}

/* A triangle, or a shaft and a head: of its seven sides two slant. */
static bool is_arrow(const struct walk *w)
{
    if (w->curves > 0 || w->moves != 1)
        return false;
    return (w->lines == 3 && w->slants >= 2) || (w->lines == 7 && w->slants == 2);
}

struct ink_path ink_path_measure(fz_context *ctx, const fz_path *path, bool is_filled)
{
    static const fz_path_walker walker = {
        .moveto = walk_move, .lineto = walk_line, .curveto = walk_curve, .closepath = walk_close};
    struct walk w = {.bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    fz_walk_path(ctx, path, &walker, &w);
    walk_close(ctx, &w);
    double box = (double)(w.bounds.x1 - w.bounds.x0) * (double)(w.bounds.y1 - w.bounds.y0);
    bool has_corners =
        is_filled && w.lines >= LEAST_CORNERS && fabs(w.twice_area) / 2 < BOX_PART * box;
    return (struct ink_path){
        .steps = w.steps,
        .is_drawn = w.steps >= INTRICATE_STEPS || has_corners || (!is_filled && w.slants > 0),
        .is_round = w.steps > 0 && w.lines == 0,
        .is_arrow = is_filled && is_arrow(&w),
    };
}
