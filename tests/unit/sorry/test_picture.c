/* What shows instead of a kiosk: as it was looked at and found good (picture-*.golden: a letter for each cell of CELL pixels, by how much
 * ink is in it), and that it is large, whole and in strong contrast in each size and language. With UPDATE_GOLDEN=1 the goldens are
 * written anew; look at the picture (lectern-sorry --picture) first. */
#include "base/file.h"
#include "base/mem.h"
#include "sorry/letters.h"
#include "sorry/picture.h"
#include "ui/messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    CELL = 16,
    DIFFERENT_PERCENT = 3 /* of the cells: other versions of the font's rasteriser */
};

static const uint32_t ground = 0xff000000;

static struct canvas *drawn(enum picture_of of, const char *lang, bool plain, int w, int h,
                            int minutes)
{
    messages_set_lang(lang);
    struct picture *p = picture_new(of, plain);
    struct canvas *c = canvas_new(w, h);
    picture_draw(p, c, minutes);
    picture_free(p);
    messages_set_lang("en");
    return c;
}

static int ink(const struct canvas *c, struct rect r)
{
    int count = 0;
    for (int y = r.y; y < r.y + r.h && y < c->height_px; y++)
        for (int x = r.x; x < r.x + r.w && x < c->width_px; x++)
            count += (c->pixels[y * c->stride_px + x] | 0xff000000) != ground;
    return count;
}

static char *cells(const struct canvas *c)
{
    int across = c->width_px / CELL, down = c->height_px / CELL;
    char *out = mem_new(1, (size_t)(across + 1) * (size_t)down + 1), *at = out;
    for (int y = 0; y < down; y++) {
        for (int x = 0; x < across; x++) {
            int n = ink(c, (struct rect){x * CELL, y * CELL, CELL, CELL}) * 100 / (CELL * CELL);
            *at++ = n > 60 ? '#' : n > 25 ? '+' : n > 4 ? '.' : ' ';
        }
        *at++ = '\n';
    }
    return out;
}

static void assert_golden(const struct canvas *c, const char *path)
{
    char *now = cells(c), *golden = NULL;
    size_t bytes;
    if (getenv("UPDATE_GOLDEN"))
        assert_int_equal(file_write_atomic(path, now, strlen(now)), ERR_OK);
    assert_int_equal(file_read(path, 1 << 16, &golden, &bytes), ERR_OK);
    assert_int_equal(bytes, strlen(now));
    size_t different = 0;
    for (size_t i = 0; i < bytes; i++)
        different += now[i] != golden[i];
    if (different * 100 > bytes * DIFFERENT_PERCENT)
        fail_msg("%s: %zu of %zu cells differ:\n%s", path, different, bytes, now);
    free(now);
    free(golden);
}

static void it_looks_as_it_was_found_good(void **state)
{
    (void)state;
    struct canvas *c = drawn(PICTURE_SORRY, "en", false, 800, 480, 4);
    assert_golden(c, "tests/unit/sorry/picture-en.golden");
    canvas_free(c);
    c = drawn(PICTURE_SORRY, "cy", false, 1280, 800, 1);
    assert_golden(c, "tests/unit/sorry/picture-cy.golden");
    canvas_free(c);
    c = drawn(PICTURE_SORRY, "en", true, 800, 480, 4);
    assert_golden(c, "tests/unit/sorry/picture-plain.golden");
    canvas_free(c);
    c = drawn(PICTURE_GETTING_READY, "en", false, 800, 480, 0);
    assert_golden(c, "tests/unit/sorry/ready-en.golden");
    canvas_free(c);
    c = drawn(PICTURE_GETTING_READY, "cy", false, 1280, 800, 2);
    assert_golden(c, "tests/unit/sorry/ready-cy.golden");
    canvas_free(c);
}

static void nothing_is_cut_in_any_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{800, 480},   {1280, 800}, {1920, 1080},
                                   {1080, 1920}, {480, 800},  {320, 240}};
    static const char *const langs[] = {"en", "cy"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int w = sizes[i][0], h = sizes[i][1], edge = (w < h ? w : h) / 50;
        for (int k = 0; k < 8; k++) {
            struct canvas *c = drawn(k / 4 ? PICTURE_GETTING_READY : PICTURE_SORRY,
                                     langs[k / 2 % 2], k % 2, w, h, 16);
            assert_int_equal(ink(c, (struct rect){0, 0, w, edge}), 0);
            assert_int_equal(ink(c, (struct rect){0, h - edge, w, edge}), 0);
            assert_int_equal(ink(c, (struct rect){0, 0, edge, h}), 0);
            assert_int_equal(ink(c, (struct rect){w - edge, 0, edge, h}), 0);
            /* the request itself, in the middle, takes a good part of it */
            assert_true(ink(c, (struct rect){0, h / 5, w, h * 2 / 5}) > w * h * 2 / 5 / 14);
            for (int line = 0; line < 3; line++) {
                struct rect r = {0, h - (w < h ? w : h) * 6 / 100 - (3 - line) * (h * 9 / 100), w,
                                 h * 9 / 100};
                assert_true(ink(c, r) > 0);
            }
            canvas_free(c);
        }
    }
}

static void it_says_how_long(void **state)
{
    (void)state;
    struct canvas *one = drawn(PICTURE_SORRY, "en", false, 800, 480, 1),
                  *two = drawn(PICTURE_SORRY, "en", false, 800, 480, 2),
                  *now = drawn(PICTURE_SORRY, "en", false, 800, 480, 0);
    size_t bytes = (size_t)one->stride_px * 480 * sizeof *one->pixels;
    assert_true(memcmp(one->pixels, two->pixels, bytes) != 0);
    assert_true(memcmp(one->pixels, now->pixels, bytes) != 0);
    canvas_free(one);
    canvas_free(two);
    canvas_free(now);
}

static void it_is_said_in_the_kiosks_language(void **state)
{
    (void)state;
    char words[512];
    picture_words(PICTURE_SORRY, words, sizeof words);
    assert_string_equal(words,
                        "This kiosk is not working at the moment. Please tell a member of staff.");
    picture_words(PICTURE_GETTING_READY, words, sizeof words);
    assert_string_equal(words, "Getting ready. Please do not switch off. This can take some "
                               "minutes. The kiosk then starts by itself.");
    messages_set_lang("cy");
    picture_words(PICTURE_SORRY, words, sizeof words);
    assert_null(strstr(words, "kiosk is not"));
    assert_null(strstr(words, "Please"));
    picture_words(PICTURE_GETTING_READY, words, sizeof words);
    messages_set_lang("en");
    assert_null(strstr(words, "Please"));
    assert_null(strstr(words, "minutes"));
    assert_null(strstr(words, "by itself"));
}

static void squares_are_as_large_as_the_box_allows(void **state)
{
    (void)state;
    assert_int_equal(letters_fit("A", 50, 70), 10);
    assert_int_equal(letters_fit("A", 49, 70), 9);
    assert_int_equal(letters_fit("AB", 110, 700), 10);
    assert_int_equal(letters_fit("AB CD", 110, 170), 10); /* on two lines */
    assert_int_equal(letters_fit("AB CD", 110, 169), 9);
    assert_int_equal(letters_fit("ABCDEFGHIJ", 58, 700), 0); /* a word is never broken */
    assert_int_equal(letters_fit("", 100, 100), 0);
    struct canvas *c = canvas_new(50, 70);
    canvas_fill(c, (struct rect){0, 0, 50, 70}, ground);
    letters_draw(c, "\xC5\xB5", (struct rect){0, 0, 50, 70}, 10,
                 0xffffffff); /* w with a circumflex */
    assert_int_equal(ink(c, (struct rect){0, 0, 50, 70}), 1700);
    assert_int_equal(ink(c, (struct rect){10, 0, 30, 30}), 0);
    canvas_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_looks_as_it_was_found_good),
        cmocka_unit_test(nothing_is_cut_in_any_size),
        cmocka_unit_test(it_says_how_long),
        cmocka_unit_test(it_is_said_in_the_kiosks_language),
        cmocka_unit_test(squares_are_as_large_as_the_box_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
