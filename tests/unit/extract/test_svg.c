/* Proves: a plus sign before a number in a drawing becomes a space, and no other does; a drawing with one ends, and is drawn. */
#include "extract/guard.h"
#include "extract/pictures.h"
#include "extract/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_mended(const char *from, const char *to)
{
    char *text = strdup(from);
    svg_mend(text, strlen(text));
    assert_string_equal(text, to);
    free(text);
}

static void test_plus_signs_of_numbers_become_spaces(void **state)
{
    (void)state;
    assert_mended("<path d='M0+5 L+1,+2'/>", "<path d='M0 5 L 1, 2'/>");
    assert_mended("<path id=\"a\" d = \"M+.5\">", "<path id=\"a\" d = \"M .5\">");
    assert_mended("<g transform='rotate(+4)'><polygon points='+1 +2'/></g>",
                  "<g transform='rotate( 4)'><polygon points=' 1  2'/></g>");
    assert_mended("<path\n\td='M1e+5 2.E+1 e+3'/>", "<path\n\td='M1e+5 2.E+1 e 3'/>");
}

static void test_other_plus_signs_stay(void **state)
{
    (void)state;
    static const char *const same[] = {"<text id='d+'>1 +2 d='+3'</text>",
                                       "<image href='data:image/png;base64,a+b'/>",
                                       "<g dx='+1' sd='+1'/>",
                                       "<path d=+1/>",
                                       "d='+1'",
                                       ""};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_mended(same[i], same[i]);
}

static void test_what_is_cut_or_strange_ends(void **state)
{
    (void)state;
    static const char whole[] = "<!-- a'b --><svg =/\"'><path d = 'M+0'/></svg>";
    for (size_t cut = 0; cut < sizeof whole; cut++) {
        char *part =
            malloc(cut + 1); /* of that size, for AddressSanitizer; the last has a NUL in it */
        assert_non_null(part);
        memcpy(part, whole, cut);
        svg_mend(part, cut);
        free(part);
    }
    char with_nul[] = "<a \0 \0='\0+' d='\0+'>";
    svg_mend(with_nul, sizeof with_nul - 1);
    assert_memory_equal(with_nul, "<a \0 \0='\0+' d='\0 '>", sizeof with_nul);
}

struct loading {
    fz_buffer *buffer;
    fz_image *image;
};

static void load(fz_context *ctx, void *data)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'>"
                              "<path d='M+0+0 L+40 +0 40+40 0 40 Z' fill='#ff0000'/></svg>";
    struct loading *l = data;
    l->buffer = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)svg, sizeof svg - 1);
    l->image = svg_image(ctx, l->buffer, NULL);
}

static void test_a_drawing_with_plus_signs_is_drawn(void **state)
{
    (void)state;
    struct loading l = {0};
    struct picture picture;
    fz_context *ctx = guard_new_context(1 << 20);
    assert_int_equal(guard_run(ctx, load, &l), ERR_OK);
    assert_int_equal(picture_from_image(ctx, l.image, 40, &picture), ERR_OK);
    assert_memory_equal(picture.pixels, "\xff\0\0", 3);
    free(picture.pixels);
    fz_drop_image(ctx, l.image);
    fz_drop_buffer(ctx, l.buffer);
    fz_drop_context(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plus_signs_of_numbers_become_spaces),
        cmocka_unit_test(test_other_plus_signs_stay),
        cmocka_unit_test(test_what_is_cut_or_strange_ends),
        cmocka_unit_test(test_a_drawing_with_plus_signs_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
