#include "base/geom.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

struct rect rect_meet(struct rect a, struct rect b)
{
    int x0 = most(a.x, b.x), y0 = most(a.y, b.y);
    int x1 = least(a.x + a.w, b.x + b.w), y1 = least(a.y + a.h, b.y + b.h);
    return (struct rect){x0, y0, most(0, x1 - x0), most(0, y1 - y0)};
}

struct rect rect_join(struct rect a, struct rect b)
{
    if (rect_is_empty(a))
        return b;
    if (rect_is_empty(b))
        return a;
    int x0 = least(a.x, b.x), y0 = least(a.y, b.y);
    int x1 = most(a.x + a.w, b.x + b.w), y1 = most(a.y + a.h, b.y + b.h);
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

struct box box_join(struct box a, struct box b)
{
    if (box_is_empty(a))
        return b;
    if (box_is_empty(b))
        return a;
    return (struct box){a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0,
                        a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1};
}
