/* Staff's word stands over the config's; what makes no sense does not; the glass is measured whole or not at all. */
#include "../library/scratch.h"

#include "app/staff_settings.h"

static struct catalogue *open_library(void **state)
{
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(*state, true, &c), ERR_OK);
    return c;
}

static struct config config_of_test(void)
{
    struct config config;
    config_default(&config);
    config.idle_s = 240;
    config.volume_db = -12;
    config.display.is_set = false;
    return config;
}

static void test_without_staff_it_is_the_config(void **state)
{
    struct config config = config_of_test();
    struct catalogue *c = open_library(state);
    struct staff_settings set;
    staff_settings_read(c, &config, &set);
    assert_int_equal(set.idle_s, 240);
    assert_int_equal(set.volume_db, -12);
    assert_string_equal(set.scheme, "default");
    assert_string_equal(set.lang, "");
    assert_false(set.is_staffs);
    assert_false(set.has_glass);
    catalogue_close(c);
    staff_settings_read(NULL, &config, &set);
    assert_int_equal(set.idle_s, 240);
}

static void test_staffs_word_stands_over_it_until_put_back(void **state)
{
    struct config config = config_of_test();
    struct catalogue *c = open_library(state);
    struct staff_settings set;
    assert_int_equal(staff_settings_put_number(c, "idle_s", 0), ERR_OK);
    assert_int_equal(staff_settings_put_number(c, "capital_mdeg", 700), ERR_OK);
    assert_int_equal(staff_settings_put_number(c, "volume_db", 0), ERR_OK);
    assert_int_equal(staff_settings_put_number(c, "words_per_minute", 140), ERR_OK);
    assert_int_equal(staff_settings_put(c, "scheme", "cream"), ERR_OK);
    assert_int_equal(staff_settings_put(c, "lang", "cy"), ERR_OK);
    catalogue_close(c);
    c = open_library(state);
    staff_settings_read(c, &config, &set);
    assert_int_equal(set.idle_s, 0);
    assert_int_equal(set.body_cap_mdeg, 700);
    assert_int_equal(set.volume_db, 0);
    assert_int_equal(set.words_per_minute, 140);
    assert_string_equal(set.scheme, "cream");
    assert_string_equal(set.lang, "cy");
    assert_true(set.is_staffs);
    assert_int_equal(staff_settings_put_glass(c, 154, 86, 400), ERR_OK);
    assert_int_equal(staff_settings_forget(c), ERR_OK);
    staff_settings_read(c, &config, &set);
    assert_int_equal(set.idle_s, 240);
    assert_string_equal(set.scheme, "default");
    assert_string_equal(set.lang, "");
    assert_false(set.is_staffs);
    assert_true(set.has_glass); /* the glass is no choice of how visits begin */
    catalogue_close(c);
}

static void test_what_makes_no_sense_is_left_out(void **state)
{
    struct config config = config_of_test();
    struct catalogue *c = open_library(state);
    struct staff_settings set;
    const char *const wrong[][2] = {
        {"staff.idle_s", "-1"},
        {"staff.capital_mdeg", "5"},
        {"staff.volume_db", "3"},
        {"staff.words_per_minute", "many"},
        {"staff.scheme", ""},
        {"glass.size_mm", "154 86"},
        {"staff.lang", "a-language-longer-than-any"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(catalogue_set(c, wrong[i][0], wrong[i][1]), ERR_OK);
    staff_settings_read(c, &config, &set);
    assert_int_equal(set.idle_s, 240);
    assert_int_equal(set.body_cap_mdeg, config.body_cap_mdeg);
    assert_int_equal(set.volume_db, -12);
    assert_int_equal(set.words_per_minute, config.words_per_minute);
    assert_string_equal(set.scheme, "default");
    assert_string_equal(set.lang, "");
    assert_false(set.is_staffs);
    assert_false(set.has_glass);
    assert_true(set.width_mm == config.display.width_mm);
    assert_int_equal(catalogue_set(c, "glass.size_mm", "154 86 10"), ERR_OK);
    staff_settings_read(c, &config, &set);
    assert_false(set.has_glass); /* nobody reads from a centimetre away */
    catalogue_close(c);
}

static void test_the_glass_is_kept_whole(void **state)
{
    struct config config = config_of_test();
    struct catalogue *c = open_library(state);
    struct staff_settings set;
    assert_int_equal(staff_settings_put_glass(c, 154.25, 85.9, 400), ERR_OK);
    staff_settings_read(c, &config, &set);
    assert_true(set.has_glass);
    assert_true(set.width_mm > 154.1 && set.width_mm < 154.4);
    assert_true(set.height_mm > 85.8 && set.height_mm < 86.0);
    assert_true(set.viewing_mm == 400);
    catalogue_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_staff_it_is_the_config, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_staffs_word_stands_over_it_until_put_back,
                                        scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_what_makes_no_sense_is_left_out, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_the_glass_is_kept_whole, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
