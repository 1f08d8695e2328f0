/* Proves: whatever a name holds, what is logged is one line, and tells a terminal nothing. */
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void what_is_logged_is_one_line(void **state)
{
    char got[200] = "";
    int ends[2], before = dup(STDERR_FILENO);
    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    log_note("%s is not taken (%d)", "a\nb\x1b[31m\x7f\xc5\xb5", 3);
    log_error("plain");
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(ends[1]);
    close(before);
    assert_true(read(ends[0], got, sizeof got - 1) > 0);
    close(ends[0]);
    assert_string_equal(got, "lectern: note: a?b?[31m?\xc5\xb5 is not taken (3)\nlectern: plain\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_logged_is_one_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
