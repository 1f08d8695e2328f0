/* A console's keys are taken away and given back, on a console that is made of a table. */
#include "guard/console.h"

#include <errno.h>
#include <linux/kd.h>
#include <linux/keyboard.h>
#include <linux/vt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KINDS = 15 /* of old signs; above are code points */ };

struct made {
    unsigned short maps[MAX_NR_KEYMAPS][NR_KEYS];
    bool is_there[MAX_NR_KEYMAPS];
    int shown;
    bool is_locked, may_not;
    bool is_not_unicode; /* then a letter that has only a code point is told as nothing */
    unsigned
        stubborn; /* this value can't be replaced, as the secure attention key can't without more rights */
};

static int control(void *data, unsigned long request, void *argument)
{
    struct made *m = data;
    struct kbentry *e = argument;
    switch (request) {
    case KDGKBENT:
        e->kb_value = m->is_there[e->kb_table] ? m->maps[e->kb_table][e->kb_index]
                      : e->kb_index            ? K_HOLE
                                               : K_NOSUCHMAP;
        if (m->is_not_unicode && KTYP(e->kb_value) >= KINDS)
            e->kb_value = K_HOLE;
        return 0;
    case KDSKBENT:
        if (m->may_not || (m->stubborn && m->maps[e->kb_table][e->kb_index] == m->stubborn)) {
            errno = EPERM;
            return -1;
        }
        assert_true(m->is_there[e->kb_table]);
        m->maps[e->kb_table][e->kb_index] = e->kb_value;
        return 0;
    case VT_ACTIVATE:
        if (!m->is_locked)
            m->shown = (int)(intptr_t)argument;
        return 0;
    case VT_LOCKSWITCH:
    case VT_UNLOCKSWITCH:
        if (m->may_not) {
            errno = EPERM;
            return -1;
        }
        m->is_locked = request == VT_LOCKSWITCH;
        return 0;
    default:
        errno = ENOTTY;
        return -1;
    }
}

enum { CTRL_ALT = 12, F2 = 60, DELETE = 111, C = 46, CTRL = 4 };

static void make(struct made *m)
{
    memset(m, 0, sizeof *m);
    m->shown = 3;
    static const int tables[] = {0, 1, CTRL, 8, CTRL_ALT};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        m->is_there[tables[i]] = true;
        for (int key = 0; key < NR_KEYS; key++)
            m->maps[tables[i]][key] = K_HOLE;
        m->maps[tables[i]][C] = K(KT_LETTER, 'c');
    }
    m->maps[CTRL][C] = K(KT_LATIN, 3);
    m->maps[0][30] = 0xE9; /* a letter by its code point */
    m->maps[CTRL_ALT][F2] = K(KT_CONS, 1);
    m->maps[CTRL_ALT][DELETE] = K_BOOT;
}

static void no_key_means_anything_until_it_is_given_back(void **state)
{
    (void)state;
    struct made m, before;
    make(&m);
    before = m;
    FILE *kept = tmpfile();
    struct console console = {control, &m};
    assert_int_equal(console_lock(&console, 1, kept), ERR_OK);
    assert_int_equal(m.shown, 1);
    assert_true(m.is_locked);
    for (int table = 0; table < MAX_NR_KEYMAPS; table++)
        for (int key = 0; m.is_there[table] && key < NR_KEYS; key++)
            assert_int_equal(m.maps[table][key], K_HOLE);
    rewind(kept);
    assert_int_equal(console_unlock(&console, kept), ERR_OK);
    assert_false(m.is_locked);
    assert_memory_equal(m.maps, before.maps, sizeof m.maps);
    fclose(kept);
}

static void a_letter_that_is_not_told_goes_too(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    m.maps[0][32] = 0x1E85; /* by its code point */
    m.is_not_unicode = true;
    FILE *kept = tmpfile();
    struct console console = {control, &m};
    assert_int_equal(console_lock(&console, 1, kept), ERR_OK);
    assert_int_equal(m.maps[0][32], K_HOLE);
    fclose(kept);
}

static void locked_twice_keeps_nothing_new(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    FILE *kept = tmpfile(), *again = tmpfile();
    struct console console = {control, &m};
    assert_int_equal(console_lock(&console, 1, kept), ERR_OK);
    assert_int_equal(console_lock(&console, 1, again), ERR_OK);
    assert_true(ftell(kept) > 0);
    assert_int_equal(ftell(again), 0);
    fclose(kept);
    fclose(again);
}

static void a_key_that_stays_is_told_and_the_rest_goes(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    m.maps[CTRL_ALT][10] = K_SAK;
    m.stubborn = K_SAK;
    FILE *kept = tmpfile();
    struct console console = {control, &m};
    assert_int_equal(console_lock(&console, 1, kept), ERR_DENIED);
    assert_true(m.is_locked);
    assert_int_equal(m.maps[CTRL_ALT][F2], K_HOLE);
    assert_int_equal(m.maps[CTRL_ALT][DELETE], K_HOLE);
    assert_int_equal(m.maps[CTRL_ALT][10], K_SAK);
    fclose(kept);
}

static void without_the_right_it_says_so(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    m.may_not = true;
    FILE *kept = tmpfile();
    struct console console = {control, &m};
    assert_int_equal(console_lock(&console, 1, kept), ERR_DENIED);
    rewind(kept);
    assert_int_equal(console_unlock(&console, kept), ERR_DENIED);
    fclose(kept);
}

static void nonsense_that_was_kept_is_passed_over(void **state)
{
    (void)state;
    struct made m, before;
    make(&m);
    before = m;
    FILE *kept = tmpfile();
    fputs("\n300 1 5\n1 300 5\n0 -1 5\n0 1\n0 1 99999\nx y z\n0 2 3\n", kept);
    rewind(kept);
    assert_int_equal(console_unlock(&(struct console){control, &m}, kept), ERR_OK);
    before.maps[0][2] = 3;
    assert_memory_equal(m.maps, before.maps, sizeof m.maps);
    fclose(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_means_anything_until_it_is_given_back),
        cmocka_unit_test(a_letter_that_is_not_told_goes_too),
        cmocka_unit_test(locked_twice_keeps_nothing_new),
        cmocka_unit_test(a_key_that_stays_is_told_and_the_rest_goes),
        cmocka_unit_test(without_the_right_it_says_so),
        cmocka_unit_test(nonsense_that_was_kept_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
