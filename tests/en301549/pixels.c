#include "pixels.h"

#include "base/mem.h"
#include "ui/theme.h"

#include <stdlib.h>
#include <string.h>

uint32_t pixel_at(const struct canvas *c, int x, int y)
{
    x = x < 0 ? 0 : x >= c->width_px ? c->width_px - 1 : x;
    y = y < 0 ? 0 : y >= c->height_px ? c->height_px - 1 : y;
    return c->pixels[(size_t)y * (size_t)c->stride_px + (size_t)x] | 0xff000000u;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The rectangle's pixels, sorted; free it. */
static uint32_t *sorted(const struct canvas *c, struct rect r, size_t *count)
{
    r = rect_meet(r, (struct rect){0, 0, c->width_px, c->height_px});
    *count = 0;
    if (rect_is_empty(r))
        return NULL;
    uint32_t *all = mem_new((size_t)r.w * (size_t)r.h, sizeof *all);
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++)
            all[(*count)++] = pixel_at(c, x, y);
    }
    qsort(all, *count, sizeof *all, by_value);
    return all;
}

static size_t same(const uint32_t *all, size_t from, size_t count)
{
    size_t n = 1;
    while (from + n < count && all[from + n] == all[from])
        n++;
    return n;
}

static uint32_t most_common(const uint32_t *all, size_t count)
{
    size_t most = 0;
    uint32_t ground = 0;
    for (size_t i = 0, n; i < count; i += n) {
        n = same(all, i, count);
        if (n > most) {
            most = n;
            ground = all[i];
        }
    }
    return ground;
}

uint32_t pixels_ground(const struct canvas *c, struct rect r)
{
    size_t count;
    uint32_t *all = sorted(c, r, &count), ground = most_common(all, count);
    free(all);
    return ground;
}

double pixels_contrast(const struct canvas *c, struct rect r, int least)
{
    size_t count;
    uint32_t *all = sorted(c, r, &count), ground = most_common(all, count);
    double best = 1;
    for (size_t i = 0, n; i < count; i += n) {
        n = same(all, i, count);
        double contrast = (int)n >= least ? theme_contrast(all[i], ground) : 1;
        best = contrast > best ? contrast : best;
    }
    free(all);
    return best;
}

static uint32_t grey(uint32_t p)
{
    uint32_t g = ((p >> 16 & 255) * 54 + (p >> 8 & 255) * 183 + (p & 255) * 19) >> 8;
    return 0xff000000u | g << 16 | g << 8 | g;
}

int pixels_grey_difference(const struct canvas *a, const struct canvas *b, struct rect r)
{
    long differ = 0;
    r = rect_meet(r, (struct rect){0, 0, a->width_px, a->height_px});
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            uint32_t p = pixel_at(a, x, y), q = pixel_at(b, x, y);
            differ += p != q && theme_contrast(grey(p), grey(q)) >= 1.5;
        }
    }
    return rect_is_empty(r) ? 0 : (int)(differ * 1000 / ((long)r.w * r.h));
}

long pixels_changed(const struct canvas *a, const struct canvas *b, struct rect r)
{
    long differ = 0;
    r = rect_meet(r, (struct rect){0, 0, a->width_px, a->height_px});
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++)
            differ += pixel_at(a, x, y) != pixel_at(b, x, y);
    }
    return differ;
}

struct canvas *pixels_copy(const struct canvas *c)
{
    struct canvas *copy = canvas_new(c->width_px, c->height_px);
    for (int y = 0; y < c->height_px; y++)
        memcpy(copy->pixels + (size_t)y * (size_t)copy->stride_px,
               c->pixels + (size_t)y * (size_t)c->stride_px,
               (size_t)c->width_px * sizeof *c->pixels);
    return copy;
}
