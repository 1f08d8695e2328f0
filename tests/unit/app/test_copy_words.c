#include "app/copy_words.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* A board has no clock chip: its first day would be a lie in a name. */
static void a_wrong_clock_gives_no_date(void **state)
{
    (void)state;
    static const int64_t wrong[] = {0, 1, 86400 * 365, 4102444800 /* 2100 */};
    char date[COPY_DATE_BYTES];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        copy_words_date(wrong[i], date);
        assert_string_equal(date, "");
    }
}

static void a_right_clock_gives_the_day_of_the_place(void **state)
{
    (void)state;
    char date[COPY_DATE_BYTES], wanted[COPY_DATE_BYTES];
    time_t now = (time_t)clock_build_s() + 86400;
    struct tm day;
    assert_non_null(localtime_r(&now, &day));
    strftime(wanted, sizeof wanted, "%Y-%m-%d", &day);
    copy_words_date((int64_t)now, date);
    assert_string_equal(date, wanted);
}

static void a_file_that_the_stick_does_not_take_says_what_to_do(void **state)
{
    (void)state;
    char words[128];
    copy_words_error(ERR_TOO_BIG, true, words, sizeof words);
    assert_string_equal(words, "One file is over 4 GB. Use a stick with exFAT.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_clock_gives_no_date),
        cmocka_unit_test(a_right_clock_gives_the_day_of_the_place),
        cmocka_unit_test(a_file_that_the_stick_does_not_take_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
