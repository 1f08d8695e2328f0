#include "library/pin.h"
#include "scratch.h"

#include <unistd.h>

static struct pin_clock at(uint64_t run, int64_t now_s)
{
    return (struct pin_clock){run, now_s};
}

static enum err check(struct catalogue *c, const char *digits, struct pin_clock now,
                      int expected_wait_s)
{
    int wait_s = -1;
    enum err err = pin_check(c, digits, now, &wait_s);
    assert_int_equal(wait_s, expected_wait_s);
    return err;
}

static void a_pin_has_six_to_twelve_digits(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_false(pin_is_set(c));
    assert_int_equal(check(c, "123456", at(1, 0), 0), ERR_PIN_UNSET);
    assert_int_equal(pin_set(c, ""), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "12345"), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "12345a"), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "123 456"), ERR_PIN_SHORT);
    assert_int_equal(pin_set(c, "1234567890123"), ERR_PIN_SHORT);
    assert_false(pin_is_set(c));
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    assert_true(pin_is_set(c));
    assert_int_equal(check(c, "123456", at(1, 0), 0), ERR_OK);
    assert_int_equal(check(c, "1234567", at(1, 0), 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "", at(1, 0), 0), ERR_PIN_WRONG);
    assert_int_equal(pin_set(c, "987654321012"), ERR_OK);
    assert_int_equal(check(c, "123456", at(1, 0), 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "987654321012", at(1, 0), 0), ERR_OK);
    char *kept = NULL;
    assert_int_equal(catalogue_get(c, "pin.hash", &kept), ERR_OK);
    assert_int_equal(strncmp(kept, "$argon2id$", 10), 0);
    assert_null(strstr(kept, "987654321012"));
    free(kept);
    catalogue_close(c);
}

/* Wrong tries until the next one must wait. Ends with the handle closed and opened again. */
static void fail_times(struct catalogue **c, const char *folder, int times, struct pin_clock now,
                       int wait_s)
{
    for (int i = 1; i <= times; i++)
        assert_int_equal(check(*c, "000000", now, i == times ? wait_s : 0), ERR_PIN_WRONG);
    catalogue_close(*c);
    *c = scratch_open(folder);
}

static void after_five_wrong_tries_the_waits_double(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    int64_t now_s = 1000;
    assert_int_equal(pin_wait_s(c, at(1, now_s)), 0);
    fail_times(&c, *state, 5, at(1, now_s), 30);
    assert_int_equal(check(c, "123456", at(1, now_s), 30), ERR_PIN_WAIT); /* the right one too */
    assert_int_equal(check(c, "000000", at(1, now_s + 29), 1), ERR_PIN_WAIT);
    const int waits_s[] = {30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600};
    for (size_t i = 1; i < sizeof waits_s / sizeof *waits_s; i++) {
        now_s += waits_s[i - 1];
        assert_int_equal(pin_wait_s(c, at(1, now_s - 1)), 1);
        assert_int_equal(pin_wait_s(c, at(1, now_s)), 0);
        fail_times(&c, *state, 1, at(1, now_s), waits_s[i]);
        assert_int_equal(check(c, "123456", at(1, now_s + 1), waits_s[i] - 1), ERR_PIN_WAIT);
    }
    assert_int_equal(check(c, "123456", at(1, now_s + 3600), 0), ERR_OK);
    /* The right one begins anew. */
    assert_int_equal(check(c, "000000", at(1, now_s + 3600), 0), ERR_PIN_WRONG);
    assert_int_equal(check(c, "123456", at(1, now_s + 3600), 0), ERR_OK);
    catalogue_close(c);
}

/* Nothing here asks what day it is: a run begins at 0 in 1970 as in 2099. */
static void a_restart_makes_no_wait_shorter(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    fail_times(&c, *state, 5, at(1, 0), 30);
    assert_int_equal(pin_wait_s(c, at(2, 0)), 30);
    fail_times(&c, *state, 0, at(2, 0), 0);
    assert_int_equal(pin_wait_s(c, at(3, 4102444800)), 30); /* a run whose seconds begin in 2099 */
    assert_int_equal(pin_wait_s(c, at(3, 4102444810)), 20);
    /* What was not written down yet is served again: less than PIN_NOTE_S of it. */
    assert_int_equal(pin_wait_s(c, at(4, 0)), 30);
    assert_int_equal(pin_wait_s(c, at(4, PIN_NOTE_S)), 30 - PIN_NOTE_S);
    fail_times(&c, *state, 0, at(4, 0), 0);
    assert_int_equal(pin_wait_s(c, at(5, 0)), 30 - PIN_NOTE_S);
    assert_int_equal(check(c, "123456", at(5, 1), 14), ERR_PIN_WAIT);
    assert_int_equal(check(c, "123456", at(5, 15), 0), ERR_OK);
    catalogue_close(c);
}

static void a_clock_set_back_makes_no_wait_shorter_and_none_longer(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    fail_times(&c, *state, 5, at(1, 4102444800), 30);
    assert_int_equal(pin_wait_s(c, at(1, 4102444820)), 10);
    assert_int_equal(check(c, "123456", at(1, 0), 10), ERR_PIN_WAIT); /* 1970 */
    assert_int_equal(check(c, "123456", at(1, 9), 1), ERR_PIN_WAIT);
    assert_int_equal(check(c, "123456", at(1, 10), 0), ERR_OK);
    catalogue_close(c);
}

static void five_tries_in_thirty_seconds_are_the_most_over_restarts(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    int looked_at = 0;
    for (uint64_t run = 1; run <= 40; run++) { /* pulled and started again after each try */
        int wait_s = 0;
        looked_at += pin_check(c, "000000", at(run, 0), &wait_s) == ERR_PIN_WRONG;
        catalogue_close(c);
        c = scratch_open(*state);
    }
    assert_int_equal(looked_at, 5);
    catalogue_close(c);
}

static void a_try_counts_before_it_is_looked_at(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK); /* a card that can't be written */
    assert_int_equal(check(c, "123456", at(1, 0), 0), ERR_DENIED);
    catalogue_close(c);
}

static void a_damaged_count_gives_no_free_try(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    assert_int_equal(catalogue_set(c, "pin.tries", "many"), ERR_OK);
    assert_int_equal(check(c, "123456", at(1, 0), 30), ERR_PIN_WAIT);
    assert_int_equal(check(c, "000000", at(1, 30), 60), ERR_PIN_WRONG);
    assert_int_equal(catalogue_set(c, "pin.tries", "9 -1 0 1"), ERR_OK);
    assert_int_equal(check(c, "123456", at(1, 30), 30), ERR_PIN_WAIT);
    catalogue_close(c);
}

static bool resets(struct catalogue *c, const char *path)
{
    bool was_reset = false;
    assert_int_equal(pin_reset_by_file(c, path, &was_reset), ERR_OK);
    assert_int_equal(was_reset, !pin_is_set(c));
    return was_reset;
}

static void an_empty_file_takes_the_pin_and_its_waits_away(void **state)
{
    struct catalogue *c = scratch_open(*state);
    const struct scratch_path file = scratch_at(*state, "card/reset-pin");
    scratch_write(*state, "card/config.txt", "a card has files");
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    fail_times(&c, *state, 5, at(1, 0), 30);
    assert_false(resets(c, ""));
    assert_false(resets(c, file.text));
    scratch_write(*state, "card/reset-pin", "");
    assert_true(resets(c, file.text));
    assert_false(scratch_has(*state, "card/reset-pin"));
    assert_int_equal(pin_wait_s(c, at(1, 0)), 0);
    assert_int_equal(check(c, "123456", at(1, 0), 0), ERR_PIN_UNSET);
    assert_int_equal(pin_set(c, "654321"), ERR_OK);
    assert_false(resets(c, file.text));
    scratch_write(*state, "card/reset-pin", ""); /* forgotten again */
    assert_true(resets(c, file.text));
    catalogue_close(c);
}

/* A card that the kiosk may not write: the file that is written anew stands for the one that could not be removed. */
static void a_file_that_stays_works_once(void **state)
{
    struct catalogue *c = scratch_open(*state);
    const struct scratch_path file = scratch_at(*state, "card/reset-pin");
    scratch_write(*state, "card/config.txt", "a card has files");
    scratch_write(*state, "card/reset-pin", "");
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    assert_true(resets(c, file.text));
    scratch_write(*state, "card/reset-pin", ""); /* as if it had stayed */
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    assert_false(resets(c, file.text));
    assert_false(resets(c, file.text));
    /* the card is not there at one start: its folder is empty, or gone */
    const struct scratch_path card = scratch_at(*state, "card"), away = scratch_at(*state, "away");
    assert_int_equal(rename(card.text, away.text), 0);
    assert_false(resets(c, file.text));
    assert_int_equal(mkdir(card.text, 0755), 0);
    assert_false(resets(c, file.text));
    assert_int_equal(rmdir(card.text), 0);
    assert_int_equal(rename(away.text, card.text), 0);
    assert_false(resets(c, file.text));
    /* staff take it off and, another day, put it there again */
    assert_int_equal(unlink(file.text), 0);
    assert_false(resets(c, file.text));
    scratch_write(*state, "card/reset-pin", "");
    assert_true(resets(c, file.text));
    catalogue_close(c);
}

static void nothing_but_an_empty_file_resets(void **state)
{
    struct catalogue *c = scratch_open(*state);
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    scratch_write(*state, "card/full", "\n");
    scratch_write(*state, "card/empty", "");
    const struct scratch_path empty = scratch_at(*state, "card/empty");
    const struct scratch_path link_to = scratch_at(*state, "card/link");
    const struct scratch_path second = scratch_at(*state, "card/second");
    const struct scratch_path folder = scratch_at(*state, "card/folder");
    const struct scratch_path fifo = scratch_at(*state, "card/fifo");
    assert_int_equal(symlink(empty.text, link_to.text), 0);
    assert_int_equal(mkdir(folder.text, 0755), 0);
    assert_int_equal(mkfifo(fifo.text, 0644), 0);
    assert_false(resets(c, scratch_at(*state, "card/full").text));
    assert_false(resets(c, link_to.text));
    assert_false(resets(c, folder.text));
    assert_false(resets(c, fifo.text)); /* opening it would wait for ever */
    assert_int_equal(link(empty.text, second.text), 0);
    assert_false(resets(c, second.text));
    assert_int_equal(unlink(second.text), 0);
    assert_true(resets(c, empty.text));
    catalogue_close(c);
}

static void without_a_note_nothing_is_reset(void **state)
{
    struct catalogue *c = scratch_open(*state);
    bool was_reset = true;
    scratch_write(*state, "card/reset-pin", "");
    assert_int_equal(pin_set(c, "123456"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK);
    assert_int_equal(pin_reset_by_file(c, scratch_at(*state, "card/reset-pin").text, &was_reset),
                     ERR_DENIED);
    assert_false(was_reset);
    assert_true(pin_is_set(c));
    assert_true(scratch_has(*state, "card/reset-pin"));
    catalogue_close(c);
}

static void mixing_keeps_every_digit_once(void **state)
{
    (void)state;
    unsigned char first[10], digits[10];
    int other = 0;
    pin_mix(first);
    for (int n = 0; n < 50; n++) {
        unsigned seen = 0;
        pin_mix(digits);
        for (int i = 0; i < 10; i++)
            seen |= 1u << digits[i];
        assert_int_equal(seen, 0x3ff);
        other += memcmp(first, digits, sizeof first) != 0;
    }
    assert_in_range(other, 45, 50); /* one of 3,628,800 orders comes again once in ages */
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_pin_has_six_to_twelve_digits),
        SCRATCH_TEST(after_five_wrong_tries_the_waits_double),
        SCRATCH_TEST(a_restart_makes_no_wait_shorter),
        SCRATCH_TEST(a_clock_set_back_makes_no_wait_shorter_and_none_longer),
        SCRATCH_TEST(five_tries_in_thirty_seconds_are_the_most_over_restarts),
        SCRATCH_TEST(a_try_counts_before_it_is_looked_at),
        SCRATCH_TEST(a_damaged_count_gives_no_free_try),
        SCRATCH_TEST(an_empty_file_takes_the_pin_and_its_waits_away),
        SCRATCH_TEST(a_file_that_stays_works_once),
        SCRATCH_TEST(nothing_but_an_empty_file_resets),
        SCRATCH_TEST(without_a_note_nothing_is_reset),
        cmocka_unit_test(mixing_keeps_every_digit_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
