#include "library/box.h"
#include "scratch.h"

static const char *const names[] = {"Campaigns", "Briefings", "History"};

static void a_box_has_nothing_chosen_at_first(void **state)
{
    struct catalogue *c = scratch_open(*state);
    struct box_look look;
    size_t order[3];
    assert_int_equal(box_read(c, "Briefings", &look), ERR_OK);
    assert_string_equal(look.sign, "");
    assert_string_equal(look.colour, "");
    assert_int_equal(box_order_read(c, names, 3, order), ERR_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(order[i], i);
    catalogue_close(c);
}

static void its_sign_and_colour_are_its_own(void **state)
{
    struct catalogue *c = scratch_open(*state);
    struct box_look look;
    assert_int_equal(box_choose_sign(c, "Briefings", "star"), ERR_OK);
    assert_int_equal(box_choose_colour(c, "Briefings", "blue"), ERR_OK);
    assert_int_equal(
        box_choose_sign(c, "Briefings", "a name that no sign could ever have, as long as it is"),
        ERR_USAGE);
    catalogue_close(c);
    c = scratch_open(*state);
    assert_int_equal(box_read(c, "Briefings", &look), ERR_OK);
    assert_string_equal(look.sign, "star");
    assert_string_equal(look.colour, "blue");
    assert_int_equal(box_read(c, "History", &look), ERR_OK);
    assert_string_equal(look.sign, "");
    assert_int_equal(box_choose_colour(c, "Briefings", NULL), ERR_OK);
    assert_int_equal(box_read(c, "Briefings", &look), ERR_OK);
    assert_string_equal(look.colour, "");
    catalogue_close(c);
}

static void boxes_keep_their_order(void **state)
{
    struct catalogue *c = scratch_open(*state);
    static const char *const kept[] = {"History", "Gone", "Campaigns"};
    size_t order[3];
    assert_int_equal(box_order_keep(c, kept, 3), ERR_OK);
    assert_int_equal(box_order_read(c, names, 3, order), ERR_OK);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[1], 0);
    assert_int_equal(order[2], 1); /* new since then */
    catalogue_close(c);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_box_has_nothing_chosen_at_first),
        SCRATCH_TEST(its_sign_and_colour_are_its_own),
        SCRATCH_TEST(boxes_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
