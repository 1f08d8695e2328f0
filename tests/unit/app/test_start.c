/* The first frame is made before the library is opened: as staff chose, whatever state the library is in; then it is opened. */
#include "../library/scratch.h"

#include "app/session_parts.h"

struct kiosk {
    struct config config;
    struct clock clock;
    struct session *s;
};

static void nobody(void *data)
{
    (void)data;
}

static void switch_on(struct kiosk *k, void *folder)
{
    config_default(&k->config);
    k->config.display.is_set = true;
    snprintf(k->config.library, sizeof k->config.library, "%s", scratch_at(folder, "library").text);
    k->clock = clock_fake();
    assert_int_equal(session_new_shut(&k->config, &k->clock, nobody, NULL, &k->s), ERR_OK);
}

/* What staff chose, and a file that a cut import left. */
static void furnish(void *folder)
{
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(scratch_at(folder, "library").text, true, &c), ERR_OK);
    assert_int_equal(staff_settings_put(c, "scheme", "yellow-on-black"), ERR_OK);
    assert_int_equal(staff_settings_put_number(c, "idle_s", 480), ERR_OK);
    assert_int_equal(staff_settings_put_glass(c, 344, 194, 600), ERR_OK);
    catalogue_close(c);
    scratch_write(folder, "library/incoming/left", "half of a document");
}

static const char *scheme(const struct kiosk *k)
{
    return k->s->theme->schemes[k->s->visit.settings.scheme].name;
}

static void assert_as_staff_chose(const struct kiosk *k)
{
    assert_string_equal(scheme(k), "yellow-on-black");
    assert_int_equal(k->s->visit.idle_s, 480);
    assert_int_equal((int)k->s->visit.look.display.width_mm, 344);
}

static void the_first_frame_is_as_staff_chose_and_changes_nothing(void **state)
{
    struct kiosk k;
    furnish(*state);
    switch_on(&k, *state);
    assert_null(k.s->catalogue);
    assert_as_staff_chose(&k);
    assert_true(session_build(k.s));
    assert_true(widget_find(&k.s->list, "Touch to start") >= 0);
    assert_true(scratch_has(*state, "library/incoming/left"));
    session_free(k.s);
}

static void behind_it_the_library_is_opened_and_swept(void **state)
{
    struct kiosk k;
    furnish(*state);
    switch_on(&k, *state);
    session_build(k.s);
    struct look look = k.s->visit.look;
    session_open_library(k.s);
    assert_non_null(k.s->catalogue);
    assert_as_staff_chose(&k);
    assert_true(look_is_same(&look, &k.s->visit.look)); /* what shows is not drawn again */
    assert_false(scratch_has(*state, "library/incoming/left"));
    session_free(k.s);
}

static void a_new_kiosk_makes_its_library_behind_it(void **state)
{
    struct kiosk k;
    switch_on(&k, *state);
    assert_string_equal(scheme(&k), "default");
    assert_false(scratch_has(*state, "library/library.db"));
    session_open_library(k.s);
    assert_true(scratch_has(*state, "library/library.db"));
    session_free(k.s);
}

static void a_damaged_library_is_mended_behind_it(void **state)
{
    struct kiosk k;
    char *kept = NULL;
    furnish(*state);
    scratch_write(*state, "library/library.db", "this is no database, and never was one at all");
    switch_on(&k, *state);
    assert_string_equal(scheme(&k), "default");
    assert_true(session_build(k.s));
    assert_false(scratch_has(*state, "library/library.db.damaged-1"));
    session_open_library(k.s);
    assert_true(scratch_has(*state, "library/library.db.damaged-1"));
    assert_int_equal(catalogue_get(k.s->catalogue, CATALOGUE_REBUILT, &kept), ERR_OK);
    assert_string_equal(kept, "library.db.damaged-1");
    free(kept);
    session_free(k.s);
}

static void what_is_only_known_then_is_shown_too(void **state)
{
    struct kiosk k;
    switch_on(&k, *state); /* nothing there yet: as if it could not be read for the first frame */
    session_build(k.s);
    furnish(*state);
    struct look look = k.s->visit.look;
    session_open_library(k.s);
    assert_as_staff_chose(&k);
    assert_false(look_is_same(&look, &k.s->visit.look));
    assert_true(k.s->stale);
    session_free(k.s);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
    const struct CMUnitTest tests[] = {
        CASE(the_first_frame_is_as_staff_chose_and_changes_nothing),
        CASE(behind_it_the_library_is_opened_and_swept),
        CASE(a_new_kiosk_makes_its_library_behind_it),
        CASE(a_damaged_library_is_mended_behind_it),
        CASE(what_is_only_known_then_is_shown_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
