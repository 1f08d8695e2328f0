/* What is known of letters without ICU is what ICU knows. */
#include "text/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unicode/uchar.h>

enum { LAST_CP = 0x10FFFF };

static int icu_direction(UChar32 cp)
{
    UCharDirection d = u_charDirection(cp);
    if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
        return 1;
    return d == U_LEFT_TO_RIGHT || d == U_EUROPEAN_NUMBER || d == U_ARABIC_NUMBER ? -1 : 0;
}

static void directions_are_icus(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= LAST_CP; cp++)
        if (script_direction(cp) != icu_direction((UChar32)cp))
            fail_msg("U+%04X: %d, ICU: %d", cp, script_direction(cp), icu_direction((UChar32)cp));
}

static void marks_are_icus(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
        int8_t type = u_charType((UChar32)cp);
        bool joins = cp == 0x200C || cp == 0x200D || (cp >= 0x1F3FB && cp <= 0x1F3FF);
        bool is_mark = joins || type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
                       type == U_COMBINING_SPACING_MARK;
        if (script_is_mark(cp) != is_mark)
            fail_msg("U+%04X", cp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directions_are_icus),
        cmocka_unit_test(marks_are_icus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
