/* The few lines of lectern.ini that lectern-sorry wants, in whatever state the file is. */
#include "sorry/setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct setup of(const char *text)
{
    return setup_from_text(text, strlen(text));
}

static void what_it_wants_is_found(void **state)
{
    (void)state;
    struct setup s = of("\xEF\xBB\xBF; a kiosk\r\n[kiosk]\r\n  language = cy\r\nname = rotate\r\n"
                        "[display]\r\nrotate=270\r\n[speech]\r\nspeaker =  USB Audio \r\n");
    assert_string_equal(s.lang, "cy");
    assert_int_equal(s.quarters, 3);
    assert_string_equal(s.speaker, "USB Audio");
}

static void the_boards_own_file_says_what_holds_without_it(void **state)
{
    (void)state;
    struct setup s = setup_read("board/lectern.ini");
    assert_string_equal(s.lang, "en");
    assert_int_equal(s.quarters, 0);
    assert_string_equal(s.speaker, "");
    s = setup_read("board/no-such.ini");
    assert_string_equal(s.lang, "en");
}

static void nonsense_is_passed_over(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "=",
        "[",
        "[kiosk",
        "language = cy",                                    /* of no section */
        "[display]\nlanguage = cy\n[kiosk]\nrotate = 90\n", /* of another */
        "[kiosk]\nlanguage = \n[display]\nrotate = 45\n",
        "[kiosk]\nlanguage = ../../etc\n[display]\nrotate = 90 degrees\n",
        "[kiosk]\nlanguage = abcdefghijklmnopqrstuvwxyz\n",
        "[kiosk]\n;language = cy\n[display]\n; rotate = 90\n",
        "[kiosk]\nlanguage = 9x\n[display]\nrotate = -90\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct setup s = of(texts[i]);
        assert_string_equal(s.lang, "en");
        assert_int_equal(s.quarters, 0);
    }
}

/* Each beginning of a good file, each with one byte more that is none: no byte behind the end is looked at (sanitizers see it). */
static void no_file_is_too_strange(void **state)
{
    (void)state;
    static const char good[] = "[kiosk]\nlanguage = cy\n[display]\nrotate = 180\n";
    for (size_t bytes = 0; bytes < sizeof good; bytes++) {
        char *copy = malloc(bytes + 1);
        assert_non_null(copy);
        memcpy(copy, good, bytes);
        copy[bytes] = (char)0xFF;
        struct setup s = setup_from_text(copy, bytes + 1);
        assert_true(strcmp(s.lang, "en") == 0 || strcmp(s.lang, "cy") == 0);
        assert_true(s.quarters == 0 || s.quarters == 2);
        s = setup_from_text(copy, bytes);
        assert_string_equal(s.lang, bytes >= 21 ? "cy" : "en");
        free(copy);
    }
    static const char nuls[] = "[kiosk]\0\nlanguage = cy\0\0\n";
    assert_string_equal(setup_from_text(nuls, sizeof nuls - 1).lang, "cy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_wants_is_found),
        cmocka_unit_test(the_boards_own_file_says_what_holds_without_it),
        cmocka_unit_test(nonsense_is_passed_over),
        cmocka_unit_test(no_file_is_too_strange),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
