#include "base/file.h"
#include "text/run.h"
#include "ui/canvas.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static const uint32_t white = 0xFFFFFFFF, black = 0xFF000000, red = 0xFFCC0000;

static uint32_t at(const struct canvas *c, int x, int y)
{
    return c->pixels[y * c->stride_px + x];
}

static struct canvas *paper(int w, int h)
{
    struct canvas *c = canvas_new(w, h);
    canvas_fill(c, (struct rect){0, 0, w, h}, white);
    return c;
}

static void test_mix_is_exact_at_its_ends_and_rounds_between(void **state)
{
    (void)state;
    for (uint32_t a = 0; a < 256; a += 5)
        for (uint32_t b = 0; b < 256; b += 3)
            for (unsigned amount = 0; amount < 256; amount += 15) {
                uint32_t under = black | a << 16 | b << 8 | a, over = black | b << 16 | a << 8 | b;
                uint32_t mixed = canvas_mix(under, over, amount);
                double expected = (a * (255.0 - amount) + b * (double)amount) / 255;
                assert_true(abs((int)(mixed >> 16 & 255) - (int)(expected + 0.5)) <= 0);
                assert_int_equal(mixed >> 24, 255);
                if (amount == 0)
                    assert_int_equal(mixed, under);
                if (amount == 255)
                    assert_int_equal(mixed, over);
            }
}

static void test_nothing_is_drawn_outside_the_clip(void **state)
{
    (void)state;
    struct canvas *c = paper(60, 40);
    struct rect clip = {20, 10, 15, 12}, all = {-50, -50, 300, 300};
    uint8_t mask[100 * 100];
    uint32_t *pixels = calloc(100 * 100, sizeof *pixels);
    memset(mask, 255, sizeof mask);
    struct run run = {.advance_px = 100, .x = -20, .y = -50, .w = 100, .h = 100, .mask = mask};
    canvas_set_clip(c, clip);
    canvas_fill(c, all, red);
    canvas_round_rect(c, all, 30, black, red, 5);
    canvas_round_rect(c, (struct rect){18, 8, 20, 16}, 9, black, red, 5);
    canvas_ring(c, (struct rect){22, 12, 9, 9}, 3, 2, 4, red);
    canvas_run(c, &run, 10, 20, black);
    canvas_pixels(c, -10, -10, pixels, 100, 100, 20);
    for (int y = 0; y < 40; y++)
        for (int x = 0; x < 60; x++)
            if (!rect_has(clip, x, y))
                assert_int_equal(at(c, x, y), white);
    assert_int_not_equal(at(c, 25, 15), white);
    canvas_set_clip(c, (struct rect){500, 500, 5, 5});
    canvas_fill(c, all, red);
    canvas_run(c, &run, 10, 20, black);
    canvas_open_clip(c);
    assert_int_equal(at(c, 0, 0), white);
    free(pixels);
    canvas_free(c);
}

static void test_round_rect_has_border_fill_and_soft_corners(void **state)
{
    (void)state;
    struct canvas *c = paper(60, 40);
    canvas_round_rect(c, (struct rect){5, 5, 50, 30}, 8, red, black, 3);
    assert_int_equal(at(c, 4, 20), white);
    assert_int_equal(at(c, 5, 20), black);
    assert_int_equal(at(c, 7, 20), black);
    assert_int_equal(at(c, 8, 20), red);
    assert_int_equal(at(c, 30, 5), black);
    assert_int_equal(at(c, 30, 34), black);
    assert_int_equal(at(c, 30, 35), white);
    assert_int_equal(at(c, 5, 5), white);
    for (int i = 0; i < 30; i++) /* the four corners are alike */
        for (int k = 0; k < 15; k++) {
            assert_int_equal(at(c, 5 + k, 5 + i), at(c, 54 - k, 5 + i));
            assert_int_equal(at(c, 5 + k, 5 + i), at(c, 5 + k, 34 - i));
        }
    canvas_free(c);
}

/* How much of a pixel lies within a shape with round corners, by its middle. */
static unsigned covered(struct rect r, int radius, int x, int y)
{
    int most = (r.w < r.h ? r.w : r.h) / 2;
    radius = radius > most ? most : radius;
    if (!rect_has(r, x, y))
        return 0;
    double px = x + 0.5, py = y + 0.5, dx = 0, dy = 0;
    dx = px < r.x + radius ? r.x + radius - px : dx;
    dx = px > r.x + r.w - radius ? px - (r.x + r.w - radius) : dx;
    dy = py < r.y + radius ? r.y + radius - py : dy;
    dy = py > r.y + r.h - radius ? py - (r.y + r.h - radius) : dy;
    double in = dx > 0 && dy > 0 ? radius - sqrt(dx * dx + dy * dy) + 0.5 : 1;
    return in <= 0 ? 0 : in >= 1 ? 255 : (unsigned)(in * 255 + 0.5);
}

static uint32_t after(uint32_t under, uint32_t over, unsigned out, unsigned in)
{
    return out > in ? canvas_mix(under, over, out - in) : under;
}

static void assert_as_defined(struct rect r, int radius, int border, int gap)
{
    struct canvas *c = paper(90, 60), *ring = paper(90, 60);
    int half = (border + 1) / 2;
    struct rect inner = rect_inset(r, border), body = rect_inset(r, half);
    struct rect hole = rect_inset(r, -gap), around = rect_inset(hole, -border);
    int most = (r.w < r.h ? r.w : r.h) / 2, shape = radius > most ? most : radius;
    canvas_set_clip(c, (struct rect){3, 2, 80, 50});
    canvas_round_rect(c, r, radius, red, black, border);
    canvas_ring(ring, r, radius, gap, border, black);
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < 90; x++) {
            uint32_t p = after(white, red, covered(body, shape > half ? shape - half : 0, x, y), 0);
            p = after(p, black, covered(r, shape, x, y),
                      covered(inner, shape > border ? shape - border : 0, x, y));
            assert_int_equal(at(c, x, y), rect_has(c->clip, x, y) ? p : white);
            p = after(white, black, covered(around, shape + gap + border, x, y),
                      covered(hole, shape + gap, x, y));
            assert_int_equal(at(ring, x, y), p);
        }
    canvas_free(c);
    canvas_free(ring);
}

static void test_every_pixel_of_a_corner_is_as_its_circle_has_it(void **state)
{
    (void)state;
    for (int w = 3; w < 60; w += 5)
        for (int h = 3; h < 40; h += 4)
            for (int radius = 0; radius < 24; radius += 5)
                for (int border = 1; border < 6 && 2 * border < w && 2 * border < h; border += 2)
                    assert_as_defined((struct rect){11, 9, w, h}, radius, border, radius % 3);
}

static void test_ring_stands_outside_its_shape(void **state)
{
    (void)state;
    struct canvas *c = paper(60, 40);
    struct rect shape = {20, 12, 20, 16};
    canvas_ring(c, shape, 4, 3, 5, black);
    for (int y = shape.y - 3; y < shape.y + shape.h + 3; y++)
        assert_int_equal(at(c, 30, y), white);
    for (int x = 12; x < 17; x++)
        assert_int_equal(at(c, x, 20), black);
    assert_int_equal(at(c, 17, 20), white);
    assert_int_equal(at(c, 11, 20), white);
    canvas_free(c);
}

static void test_run_is_blended_by_its_mask(void **state)
{
    (void)state;
    struct canvas *c = paper(8, 8);
    const uint8_t mask[4] = {0, 255, 128, 64};
    struct run run = {.x = 1, .y = -2, .w = 2, .h = 2, .mask = mask};
    canvas_run(c, &run, 2, 5, black);
    assert_int_equal(at(c, 3, 3), white);
    assert_int_equal(at(c, 4, 3), black);
    assert_int_equal(at(c, 3, 4), 0xFF7F7F7F);
    assert_int_equal(at(c, 4, 4), 0xFFBFBFBF);
    canvas_free(c);
}

static void test_scaling_keeps_flat_colour_averages_and_shows_the_ground(void **state)
{
    (void)state;
    unsigned char flat[7 * 5 * 3], board[8 * 8 * 3], clear[4] = {9, 9, 9, 0};
    for (size_t i = 0; i < sizeof flat; i++)
        flat[i] = (unsigned char)(i % 3 == 0 ? 200 : 50);
    for (size_t i = 0; i < sizeof board; i++)
        board[i] = (unsigned char)((i / 3 + i / 24) % 2 ? 255 : 0);
    for (int w = 1; w < 20; w += 3) {
        uint32_t *out = canvas_make_scaled(flat, 7, 5, 3, w, 11, white);
        for (int i = 0; i < w * 11; i++)
            assert_int_equal(out[i], 0xFFC83232);
        free(out);
    }
    uint32_t *grey = canvas_make_scaled(board, 8, 8, 3, 2, 2, white);
    for (int i = 0; i < 4; i++)
        assert_true((grey[i] & 255) > 110 && (grey[i] & 255) < 145);
    free(grey);
    uint32_t *ground = canvas_make_scaled(clear, 1, 1, 4, 3, 3, red);
    for (int i = 0; i < 9; i++)
        assert_int_equal(ground[i], red);
    free(ground);
    assert_null(canvas_make_scaled(flat, 7, 5, 3, 0, 4, white));
    assert_null(canvas_make_scaled(flat, 7, 5, 2, 4, 4, white));
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The rows of a PNG that our own canvas wrote, without filters; checks every chunk's sum. */
static unsigned char *unpack(const char *path, uint32_t w, uint32_t h)
{
    char *file;
    size_t count;
    uLongf bytes = (uLongf)h * (1 + 3 * w);
    unsigned char *rows = calloc(bytes, 1);
    assert_int_equal(file_read(path, 1 << 24, &file, &count), ERR_OK);
    assert_memory_equal(file, "\x89PNG\r\n\x1A\n", 8);
    for (size_t i = 8; i < count;) {
        const unsigned char *chunk = (unsigned char *)file + i;
        uint32_t length = big_endian(chunk);
        assert_int_equal(crc32(0, chunk + 4, length + 4), big_endian(chunk + 8 + length));
        if (memcmp(chunk + 4, "IHDR", 4) == 0)
            assert_true(big_endian(chunk + 8) == w && big_endian(chunk + 12) == h);
        if (memcmp(chunk + 4, "IDAT", 4) == 0)
            assert_int_equal(uncompress(rows, &bytes, chunk + 8, length), Z_OK);
        i += 12 + length;
    }
    free(file);
    for (uint32_t y = 1; y < h; y++)
        for (uint32_t x = 1; x <= 3 * w && rows[y * (1 + 3 * w)] == 2; x++)
            rows[y * (1 + 3 * w) + x] =
                (unsigned char)(rows[y * (1 + 3 * w) + x] + rows[(y - 1) * (1 + 3 * w) + x]);
    return rows;
}

static void test_png_holds_every_pixel(void **state)
{
    (void)state;
    enum { W = 211, H = 97 };
    char path[] = "/tmp/lectern-canvas-XXXXXX";
    close(mkstemp(path));
    struct canvas *c = paper(W, H);
    uint32_t noise = 1;
    for (int y = 60; y < H; y++)
        for (int x = 0; x < W; x++) {
            noise = noise * 1103515245u + 12345u;
            c->pixels[y * W + x] = black | (y % 2 ? noise >> 8 : (noise >> 28) * 0x010203);
        }
    canvas_round_rect(c, (struct rect){10, 10, 100, 40}, 9, red, black, 3);
    assert_int_equal(canvas_save_png(c, path), ERR_OK);
    unsigned char *rows = unpack(path, W, H);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            const unsigned char *p = rows + (size_t)y * (1 + 3 * W) + 1 + 3 * x;
            assert_int_equal(black | (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2],
                             at(c, x, y));
        }
    free(rows);
    unlink(path);
    canvas_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mix_is_exact_at_its_ends_and_rounds_between),
        cmocka_unit_test(test_nothing_is_drawn_outside_the_clip),
        cmocka_unit_test(test_round_rect_has_border_fill_and_soft_corners),
        cmocka_unit_test(test_every_pixel_of_a_corner_is_as_its_circle_has_it),
        cmocka_unit_test(test_ring_stands_outside_its_shape),
        cmocka_unit_test(test_run_is_blended_by_its_mask),
        cmocka_unit_test(test_scaling_keeps_flat_colour_averages_and_shows_the_ground),
        cmocka_unit_test(test_png_holds_every_pixel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
