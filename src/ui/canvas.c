#include "ui/canvas.h"

#include "base/file.h"
#include "base/mem.h"
#include "text/run.h"
#include "ui/png.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t opaque = 0xFF000000u;

struct canvas *canvas_new(int width_px, int height_px)
{
    struct canvas *canvas = mem_new(1, sizeof *canvas);
    int w = width_px < 1 ? 1 : width_px, h = height_px < 1 ? 1 : height_px;
    *canvas = canvas_over(mem_new_large((size_t)w * (size_t)h * sizeof(uint32_t)), w, h, w);
    canvas->owns_pixels = true;
    canvas_fill(canvas, canvas->clip, opaque);
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas && canvas->owns_pixels)
        free(canvas->pixels);
    free(canvas);
}

struct canvas canvas_over(void *pixels, int width_px, int height_px, int stride_px)
{
    return (struct canvas){.pixels = pixels,
                           .width_px = width_px,
                           .height_px = height_px,
                           .stride_px = stride_px,
                           .clip = {0, 0, width_px, height_px},
                           .rows = height_px};
}

struct canvas canvas_strip(void *pixels, int width_px, int height_px, int top_px, int rows)
{
    struct canvas canvas = canvas_over(pixels, width_px, height_px, width_px);
    canvas.top_px = top_px;
    canvas.rows = rows;
    canvas_open_clip(&canvas);
    return canvas;
}

void canvas_open_clip(struct canvas *canvas)
{
    canvas->clip = (struct rect){0, canvas->top_px, canvas->width_px, canvas->rows};
}

void canvas_set_clip(struct canvas *canvas, struct rect clip)
{
    canvas_open_clip(canvas);
    canvas->clip = rect_meet(canvas->clip, clip);
}

uint32_t *canvas_row(const struct canvas *canvas, int y)
{
    return canvas->pixels + (ptrdiff_t)(y - canvas->top_px) * canvas->stride_px;
}

uint32_t canvas_mix(uint32_t under, uint32_t over, unsigned amount)
{
    /* Red and blue at once; (n + 128 + (n + 128) / 256) / 256 is n / 255, rounded (Blinn 1995). */
    uint32_t keep = 255 - amount;
    uint32_t odd = (under & 0xFF00FF) * keep + (over & 0xFF00FF) * amount + 0x800080;
    uint32_t even = (under >> 8 & 0xFF) * keep + (over >> 8 & 0xFF) * amount + 0x80;
    odd = (odd + (odd >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
    even = (even + (even >> 8)) & 0xFF00;
    return opaque | odd | even;
}

void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t colour)
{
    struct rect r = rect_meet(rect, canvas->clip);
    if (colour == CANVAS_NONE || rect_is_empty(r))
        return;
    for (int y = r.y; y < r.y + r.h; y++) {
        uint32_t *row = canvas_row(canvas, y) + r.x;
        for (int x = 0; x < r.w; x++)
            row[x] = colour;
    }
}

static void blend_at(struct canvas *canvas, int x, int y, uint32_t colour, unsigned amount)
{
    if (amount && rect_has(canvas->clip, x, y)) {
        uint32_t *pixel = canvas_row(canvas, y) + x;
        *pixel = canvas_mix(*pixel, colour, amount);
    }
}

/* ---- round shapes ---- */

/* How much of the pixel whose middle is `dx, dy` from a circle's middle lies within the circle, 0 to 255. */
static unsigned cover(double dx, double dy, double radius)
{
    double inside = radius - sqrt(dx * dx + dy * dy) + 0.5;
    return inside <= 0 ? 0 : inside >= 1 ? 255 : (unsigned)(inside * 255 + 0.5);
}

static int radius_within(struct rect rect, int radius)
{
    int most = (rect.w < rect.h ? rect.w : rect.h) / 2;
    return radius > most ? most : radius < 0 ? 0 : radius;
}

/* How much of pixel x, y lies within the rounded rectangle. */
static unsigned round_cover(struct rect rect, int radius, int x, int y)
{
    if (!rect_has(rect, x, y))
        return 0;
    double left = rect.x + radius, right = rect.x + rect.w - radius;
    double top = rect.y + radius, bottom = rect.y + rect.h - radius;
    double px = x + 0.5, py = y + 0.5;
    double dx = px < left ? left - px : px > right ? px - right : 0;
    double dy = py < top ? top - py : py > bottom ? py - bottom : 0;
    return dx > 0 && dy > 0 ? cover(dx, dy, radius) : 255;
}

/* A pixel of the upper left quarter of a rectangle, and those that mirror it. */
static void blend_quarters(struct canvas *canvas, struct rect rect, int x, int y, uint32_t colour,
                           unsigned amount)
{
    int left = rect.x + x, right = rect.x + rect.w - 1 - x;
    int top = rect.y + y, bottom = rect.y + rect.h - 1 - y;
    blend_at(canvas, left, top, colour, amount);
    if (right != left)
        blend_at(canvas, right, top, colour, amount);
    if (bottom != top)
        blend_at(canvas, left, bottom, colour, amount);
    if (bottom != top && right != left)
        blend_at(canvas, right, bottom, colour, amount);
}

static bool shows_row(const struct canvas *canvas, int y)
{
    return y >= canvas->clip.y && y < canvas->clip.y + canvas->clip.h;
}

static void fill_round(struct canvas *canvas, struct rect rect, int radius, uint32_t colour)
{
    if (colour == CANVAS_NONE || rect_is_empty(rect))
        return;
    radius = radius_within(rect, radius);
    int middle = rect.h - 2 * radius;
    canvas_fill(canvas, (struct rect){rect.x, rect.y + radius, rect.w, middle}, colour);
    for (int i = 0; i < radius; i++) {
        int top = rect.y + i, bottom = rect.y + rect.h - 1 - i;
        if (!shows_row(canvas, top) && !shows_row(canvas, bottom))
            continue;
        struct rect row = {rect.x + radius, top, rect.w - 2 * radius, 1};
        canvas_fill(canvas, row, colour);
        row.y = bottom;
        canvas_fill(canvas, row, colour);
        for (int x = 0; x < radius; x++)
            blend_quarters(canvas, rect, x, i, colour,
                           round_cover(rect, radius, rect.x + x, rect.y + i));
    }
}

/* Pixels of a row that are covered alike. */
static void fill_straight(struct canvas *canvas, int x, int y, int w, uint32_t colour,
                          unsigned amount)
{
    if (amount == 255) {
        canvas_fill(canvas, (struct rect){x, y, w, 1}, colour);
        return;
    }
    for (int i = 0; amount && i < w; i++)
        blend_at(canvas, x + i, y, colour, amount);
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* What lies within `outer` and not within `inner`, which has the same middle. */
static void fill_between(struct canvas *canvas, struct rect outer, int outer_radius,
                         struct rect inner, int inner_radius, uint32_t colour)
{
    outer_radius = radius_within(outer, outer_radius);
    inner_radius = radius_within(inner, inner_radius);
    int edge = inner.x - outer.x, band = edge + inner_radius; /* corners end here */
    band = band > outer_radius ? band : outer_radius;
    int across = lesser(band, (outer.w + 1) / 2), down = lesser(band, (outer.h + 1) / 2);
    struct rect side = {outer.x, outer.y + down, edge, outer.h - 2 * down};
    canvas_fill(canvas, side, colour);
    side.x = outer.x + outer.w - edge;
    canvas_fill(canvas, side, colour);
    for (int i = 0; i < down; i++) {
        int top = outer.y + i, bottom = outer.y + outer.h - 1 - i;
        if (!shows_row(canvas, top) && !shows_row(canvas, bottom))
            continue;
        unsigned amount = 0;
        for (int x = 0; x <= across; x++) { /* the last is as all between two corners */
            unsigned out = round_cover(outer, outer_radius, outer.x + x, top);
            unsigned in = round_cover(inner, inner_radius, outer.x + x, top);
            amount = out > in ? out - in : 0;
            if (x < across)
                blend_quarters(canvas, outer, x, i, colour, amount);
        }
        int between = outer.w - 2 * across;
        fill_straight(canvas, outer.x + across, top, between, colour, amount);
        if (bottom != top)
            fill_straight(canvas, outer.x + across, bottom, between, colour, amount);
    }
}

void canvas_round_rect(struct canvas *canvas, struct rect rect, int radius_px, uint32_t fill,
                       uint32_t border, int border_px)
{
    if (rect_is_empty(rect))
        return;
    radius_px = radius_within(rect, radius_px);
    if (border == CANVAS_NONE || border_px <= 0) {
        fill_round(canvas, rect, radius_px, fill);
        return;
    }
    struct rect inner = rect_inset(rect, border_px);
    if (rect_is_empty(inner)) {
        fill_round(canvas, rect, radius_px, border);
        return;
    }
    int inner_radius = radius_px > border_px ? radius_px - border_px : 0;
    /* The fill reaches half under the border, so that no ground shows through between them. */
    int half = (border_px + 1) / 2;
    fill_round(canvas, rect_inset(rect, half), radius_px > half ? radius_px - half : 0, fill);
    fill_between(canvas, rect, radius_px, inner, inner_radius, border);
}

void canvas_ring(struct canvas *canvas, struct rect rect, int radius_px, int gap_px, int ring_px,
                 uint32_t colour)
{
    struct rect inner = rect_inset(rect, -gap_px), outer = rect_inset(inner, -ring_px);
    int radius = radius_within(rect, radius_px) + gap_px;
    fill_between(canvas, outer, radius + ring_px, inner, radius, colour);
}

/* ---- masks ---- */

static void blend_row(uint32_t *restrict pixels, const uint8_t *restrict mask, int count,
                      uint32_t colour)
{
    for (int x = 0; x < count; x++)
        pixels[x] = canvas_mix(pixels[x], colour, mask[x]);
}

void canvas_run(struct canvas *canvas, const struct run *run, int x, int baseline_y,
                uint32_t colour)
{
    if (!run->mask)
        return;
    struct rect all = {x + run->x, baseline_y + run->y, run->w, run->h};
    struct rect r = rect_meet(all, canvas->clip);
    if (rect_is_empty(r))
        return;
    for (int y = r.y; y < r.y + r.h; y++) {
        const uint8_t *mask = run->mask + (ptrdiff_t)(y - all.y) * run->w + (r.x - all.x);
        blend_row(canvas_row(canvas, y) + r.x, mask, r.w, colour);
    }
}

/* ---- pictures ---- */

void canvas_pixels(struct canvas *canvas, int x, int y, const uint32_t *pixels, int w, int h,
                   int radius_px)
{
    struct rect all = {x, y, w, h}, r = rect_meet(all, canvas->clip);
    int radius = radius_within(all, radius_px);
    if (rect_is_empty(r))
        return;
    for (int row = r.y; row < r.y + r.h; row++) {
        const uint32_t *from = pixels + (ptrdiff_t)(row - y) * w;
        bool corner = row < y + radius || row >= y + h - radius;
        if (!corner) {
            memcpy(canvas_row(canvas, row) + r.x, from + (r.x - x), (size_t)r.w * sizeof *from);
            continue;
        }
        for (int column = r.x; column < r.x + r.w; column++)
            blend_at(canvas, column, row, from[column - x], round_cover(all, radius, column, row));
    }
}

enum err canvas_save_png(const struct canvas *canvas, const char *path)
{
    struct str out = {0};
    png_write(canvas->pixels, canvas->width_px, canvas->height_px, canvas->stride_px, &out);
    enum err err = file_write_atomic(path, out.data, out.length_bytes);
    str_free(&out);
    return err;
}
