/* Pixels as the kernel's picture of a screen has them, whichever its kind; a file stands for it where it is written to. */
#include "sorry/frame.h"

#include <fcntl.h>
#include <linux/fb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* What the kernel says of its screen; NULL: there is none. */
static const struct screen {
    struct fb_var_screeninfo var;
    struct fb_fix_screeninfo fix;
} * screen;

int __wrap_ioctl(int fd, unsigned long request, void *answer);

int __wrap_ioctl(int fd, unsigned long request, void *answer)
{
    (void)fd;
    if (!screen)
        return -1;
    if (request == FBIOGET_VSCREENINFO)
        memcpy(answer, &screen->var, sizeof screen->var);
    else if (request == FBIOGET_FSCREENINFO)
        memcpy(answer, &screen->fix, sizeof screen->fix);
    else
        return -1;
    return 0;
}

static const struct screen usual = {.var = {.xres = 800,
                                            .yres = 480,
                                            .bits_per_pixel = 32,
                                            .red = {.offset = 16, .length = 8},
                                            .green = {.offset = 8, .length = 8},
                                            .blue = {.offset = 0, .length = 8}},
                                    .fix = {.type = FB_TYPE_PACKED_PIXELS, .line_length = 3200}};

static const uint32_t pixels[] = {0xff000000, 0xffffffff, 0xffff0000,
                                  0xff00ff00, 0xff0000ff, 0xff123456};

static void each_kind_has_its_own_order(void **state)
{
    (void)state;
    unsigned char row[24];
    struct frame f = {.pixel_bytes = 4, .red = {16, 8}, .green = {8, 8}, .blue = {0, 8}};
    frame_row(&f, pixels, 6, row);
    assert_memory_equal(row, "\0\0\0\0\xff\xff\xff\0\0\0\xff\0\0\xff\0\0\xff\0\0\0\x56\x34\x12\0",
                        24);
    f = (struct frame){.pixel_bytes = 4, .red = {0, 8}, .green = {8, 8}, .blue = {16, 8}};
    frame_row(&f, pixels + 5, 1, row);
    assert_memory_equal(row, "\x12\x34\x56\0", 4);
    f = (struct frame){.pixel_bytes = 2, .red = {11, 5}, .green = {5, 6}, .blue = {0, 5}};
    frame_row(&f, pixels, 6, row);
    /* 0x123456: 00010 001101 01010 */
    assert_memory_equal(row, "\0\0\xff\xff\0\xf8\xe0\x07\x1f\0\xaa\x11", 12);
    f = (struct frame){.pixel_bytes = 3, .red = {16, 8}, .green = {8, 8}, .blue = {0, 8}};
    frame_row(&f, pixels + 4, 2, row);
    assert_memory_equal(row, "\xff\0\0\x56\x34\x12", 6);
}

static void what_is_no_screen_is_none(void **state)
{
    (void)state;
    struct frame f;
    assert_int_equal(frame_open("/dev/null", &f), ERR_NO_SCREEN);
    assert_int_equal(frame_open("no/such/screen", &f), ERR_NO_SCREEN);
    frame_close(&f);
}

static void assert_opens(const struct screen *s, enum err err)
{
    char path[] = "/tmp/lectern-frame-XXXXXX";
    int fd = mkstemp(path);
    struct frame f;
    assert_true(fd >= 0);
    screen = s;
    assert_int_equal(frame_open(path, &f), err);
    screen = NULL;
    assert_int_equal(f.fd >= 0, err == ERR_OK);
    frame_close(&f);
    close(fd);
    unlink(path);
}

/* Who can't be drawn on without writing past a row, or in colours that nobody can tell, is none. */
static void only_a_screen_that_is_known_is_drawn_on(void **state)
{
    (void)state;
    struct screen s = usual;
    assert_opens(&s, ERR_OK);
    s.fix.line_length = 4096; /* longer than its pixels */
    assert_opens(&s, ERR_OK);
    s.fix.line_length = 3199;
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.var.bits_per_pixel = 16;
    s.var.red = (struct fb_bitfield){.offset = 11, .length = 5};
    s.var.green = (struct fb_bitfield){.offset = 5, .length = 6};
    s.var.blue.length = 5;
    assert_opens(&s, ERR_OK);
    s.var.red.offset = 12; /* past its pixel */
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.var.bits_per_pixel = 8; /* numbers of a palette */
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.fix.type = FB_TYPE_PLANES;
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.var.green.length = 0;
    assert_opens(&s, ERR_NO_SCREEN);
    s.var.green.length = 10;
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.var.xres = 0;
    assert_opens(&s, ERR_NO_SCREEN);
    s = usual;
    s.var.yres = 100000;
    assert_opens(&s, ERR_NO_SCREEN);
}

/* A row is longer than its pixels; what is behind them stays. */
static void a_picture_lies_where_it_belongs(void **state)
{
    (void)state;
    enum { WIDE = 6, HIGH = 3, ROW = 32 };
    char path[] = "/tmp/lectern-frame-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    unlink(path);
    struct frame f = {.fd = fd,
                      .width_px = WIDE,
                      .height_px = HIGH,
                      .row_bytes = ROW,
                      .pixel_bytes = 4,
                      .red = {16, 8},
                      .green = {8, 8},
                      .blue = {0, 8}};
    for (int quarters = 0; quarters < 4; quarters++) {
        int w, h;
        frame_picture_size(&f, quarters, &w, &h);
        assert_int_equal(w, quarters % 2 ? HIGH : WIDE);
        assert_int_equal(h, quarters % 2 ? WIDE : HIGH);
        struct canvas *c = canvas_new(w, h);
        canvas_fill(c, (struct rect){0, 0, w, h}, 0xff000000);
        canvas_fill(c, (struct rect){0, 0, 1, 1}, 0xffffffff); /* people's top left */
        unsigned char glass[HIGH][ROW];
        memset(glass, 0x77, sizeof glass);
        assert_int_equal(pwrite(fd, glass, sizeof glass, 0), sizeof glass);
        assert_int_equal(frame_show(&f, c, quarters), ERR_OK);
        assert_int_equal(pread(fd, glass, sizeof glass, 0), sizeof glass);
        static const int at[4][2] = {{0, 0}, {WIDE - 1, 0}, {WIDE - 1, HIGH - 1}, {0, HIGH - 1}};
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++)
                assert_int_equal(glass[y][4 * x],
                                 x == at[quarters][0] && y == at[quarters][1] ? 0xff : 0);
            for (int x = 4 * WIDE; x < ROW; x++)
                assert_int_equal(glass[y][x], 0x77);
        }
        canvas_free(c);
    }
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_own_order),
        cmocka_unit_test(what_is_no_screen_is_none),
        cmocka_unit_test(only_a_screen_that_is_known_is_drawn_on),
        cmocka_unit_test(a_picture_lies_where_it_belongs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
