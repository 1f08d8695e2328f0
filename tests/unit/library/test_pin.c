#include "library/pin.h"
#include "scratch.h"

static const int64_t start_s = 1700000000;

static enum err check(struct catalogue *c, const char *digits, int64_t now_s, int expected_wait_s)
{
    int wait_s = -1;
    enum err err = pin_check(c, digits, now_s, &wait_s);
    assert_int_equal(wait_s, expected_wait_s);
    return err;
}

static void a_pin_has_six_digits_or_more(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_false(pin_is_set(c));
    assert_int_equal(check(c, "123456", start_s, 0), ERR_PIN_UNSET);
    assert_int_equal(pin_set(c, ""), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "12345"), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "12345a"), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "123 456"), ERR_PIN_SHORT);
    assert_false(pin_is_set(c));
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    assert_true(pin_is_set(c));
    assert_int_equal(check(c, "123456", start_s, 0), ERR_OK);
    assert_int_equal(check(c, "1234567", start_s, 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "", start_s, 0), ERR_PIN_WRONG);
    assert_int_equal(pin_set(c, "98765432"), ERR_OK);
    assert_int_equal(check(c, "123456", start_s, 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "98765432", start_s, 0), ERR_OK);
    char *kept = NULL;
    assert_int_equal(catalogue_get(c, "pin.hash", &kept), ERR_OK);
    assert_int_equal(strncmp(kept, "$argon2id$", 10), 0);
    free(kept);
    catalogue_close(c);
}

/* Wrong tries, each as soon as it is allowed, until the next one must wait. Ends with the handle closed and opened again. */
static void fail_times(struct catalogue **c, const char *folder, int times, int64_t now_s,
                       int wait_s)
{
    for (int i = 1; i <= times; i++)
        assert_int_equal(check(*c, "000000", now_s, i == times ? wait_s : 0), ERR_PIN_WRONG);
    catalogue_close(*c);
    *c = scratch_open(folder);
}

static void after_five_wrong_tries_the_waits_double(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    int64_t now_s = start_s;
    fail_times(&c, *state, 5, now_s, 30);
    assert_int_equal(check(c, "123456", now_s, 30), ERR_PIN_WAIT); /* the right one waits as well */
    assert_int_equal(check(c, "000000", now_s + 29, 1), ERR_PIN_WAIT);
    const int waits_s[] = {30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600};
    for (size_t i = 1; i < sizeof waits_s / sizeof *waits_s; i++) {
        now_s += waits_s[i - 1];
        fail_times(&c, *state, 1, now_s, waits_s[i]);
        assert_int_equal(check(c, "123456", now_s + 1, waits_s[i] - 1), ERR_PIN_WAIT);
    }
    assert_int_equal(check(c, "123456", now_s + 3600, 0), ERR_OK);
    /* The right one begins anew. */
    assert_int_equal(check(c, "000000", now_s + 3600, 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "123456", now_s + 3600, 0), ERR_OK);
    catalogue_close(c);
}

static void a_clock_set_back_makes_no_wait_longer(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    fail_times(&c, *state, 5, start_s, 30);
    assert_int_equal(check(c, "123456", 1000, 30),
                     ERR_PIN_WAIT); /* 1970, as without a clock chip */
    assert_int_equal(check(c, "123456", 1010, 20), ERR_PIN_WAIT);
    assert_int_equal(check(c, "123456", 1030, 0), ERR_OK);
    catalogue_close(c);
}

static void a_try_counts_before_it_is_looked_at(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK); /* a card that can't be written */
    assert_int_equal(check(c, "123456", start_s, 0), ERR_DENIED);
    catalogue_close(c);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_pin_has_six_digits_or_more),
        SCRATCH_TEST(after_five_wrong_tries_the_waits_double),
        SCRATCH_TEST(a_clock_set_back_makes_no_wait_longer),
        SCRATCH_TEST(a_try_counts_before_it_is_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
