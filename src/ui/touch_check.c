#include "ui/touch_check.h"

#include <math.h>

enum { LEAST_TOUCHED = 4 };

#define EDGE_MM      10.0 /* of a target from the edge of the glass */
#define EDGE_SHARE   0.15 /* but no more of its side than this */
#define TURNED_TIMES 3.0  /* a turn must make it so many times better */
#define TURNED_MM    12.0 /* and leave no more than this */

struct touch_point touch_check_target(int index, double width_mm, double height_mm)
{
    static const signed char across[TOUCH_TARGETS] = {-1, 0, 1, 1, 1, 0, -1, -1, 0};
    static const signed char down[TOUCH_TARGETS] = {-1, -1, -1, 0, 1, 1, 1, 0, 0};
    double x = EDGE_MM / width_mm, y = EDGE_MM / height_mm;
    x = 0.5 - (x < EDGE_SHARE ? x : EDGE_SHARE);
    y = 0.5 - (y < EDGE_SHARE ? y : EDGE_SHARE);
    return (struct touch_point){0.5 + across[index] * x, 0.5 + down[index] * y};
}

struct touch_point touch_turn(int turn, struct touch_point p)
{
    if (turn & TOUCH_MIRRORED)
        p.x = 1 - p.x;
    for (int i = turn % TOUCH_MIRRORED; i > 0; i--)
        p = (struct touch_point){1 - p.y, p.x};
    return p;
}

int touch_turn_both(int first, int then)
{
    const struct touch_point p = {0.1, 0.3}; /* in none of the symmetries of a square */
    struct touch_point to = touch_turn(then, touch_turn(first, p));
    for (int turn = 0; turn < TOUCH_TURNS; turn++) {
        struct touch_point q = touch_turn(turn, p);
        if (fabs(q.x - to.x) < 1e-6 && fabs(q.y - to.y) < 1e-6)
            return turn;
    }
    return 0;
}

static double distance_mm(const struct touch_check *c, int index, int turn)
{
    struct touch_point is = touch_turn(turn, c->touched[index]);
    struct touch_point target = touch_check_target(index, c->width_mm, c->height_mm);
    return hypot((is.x - target.x) * c->width_mm, (is.y - target.y) * c->height_mm);
}

/* Root of the mean square, of those that were touched. */
static double error_mm(const struct touch_check *c, int turn)
{
    double sum = 0;
    int count = 0;
    for (int i = 0; i < TOUCH_TARGETS; i++) {
        double d = c->has[i] ? distance_mm(c, i, turn) : 0;
        sum += d * d;
        count += c->has[i];
    }
    return count ? sqrt(sum / count) : 0;
}

struct touch_result touch_check_judge(const struct touch_check *c)
{
    struct touch_result r = {.verdict = TOUCH_UNKNOWN};
    int count = 0;
    for (int i = 0; i < TOUCH_TARGETS; i++) {
        r.off_mm[i] = c->has[i] ? distance_mm(c, i, 0) : -1;
        r.most_mm = r.off_mm[i] > r.most_mm ? r.off_mm[i] : r.most_mm;
        count += c->has[i];
    }
    if (count < LEAST_TOUCHED)
        return r;
    r.verdict = r.most_mm <= TOUCH_RIGHT_MM ? TOUCH_RIGHT : TOUCH_OFF;
    double best = error_mm(c, 0);
    for (int turn = 1; turn < TOUCH_TURNS && r.verdict != TOUCH_RIGHT; turn++) {
        double error = error_mm(c, turn);
        if (error >= best || error > TURNED_MM || error * TURNED_TIMES > error_mm(c, 0))
            continue;
        best = error;
        r.turn = turn;
        r.verdict = TOUCH_TURNED;
    }
    return r;
}
