/* Writing to a stick, and all else that takes the board's root unit, by the whole session: what is asked in which order, and what staff
 * are told. The test plays the root unit. */
#include "../library/scratch.h"

#include "app/request.h"
#include "app/session_parts.h"
#include "speech/audio.h"

struct kiosk {
    void *folder;
    struct scratch_path stick;
    struct config config;
    struct clock clock;
    struct session *session;
};

/* The test looks by itself. */
static void wake(void *data)
{
    (void)data;
}

static int start(void **state)
{
    struct kiosk *k = mem_new(1, sizeof *k);
    if (scratch_setup(&k->folder) != 0)
        return -1;
    *state = k;
    k->stick = scratch_at(k->folder, "sticks/one");
    config_default(&k->config);
    k->config.display.is_set = true;
    snprintf(k->config.library, sizeof k->config.library, "%s/library", (char *)k->folder);
    snprintf(k->config.mount_root, sizeof k->config.mount_root, "%s/sticks", (char *)k->folder);
    snprintf(k->config.requests, sizeof k->config.requests, "%s/requests", (char *)k->folder);
    if (file_make_folders(k->stick.text) != ERR_OK)
        return -1;
    k->clock = clock_fake();
    if (session_new(&k->config, &k->clock, wake, NULL, &k->session) != ERR_OK)
        return -1;
    session_start_sound(k->session, AUDIO_SCRIPT);
    volumes_pretend(k->session->volumes, k->stick.text);
    session_go_home(k->session);
    k->session->visit.staff.is_in = true;
    session_push(k->session, SCREEN_STAFF);
    session_tick(k->session);
    return 0;
}

static int stop(void **state)
{
    struct kiosk *k = *state;
    session_free(k->session);
    scratch_teardown(&k->folder);
    free(k);
    return 0;
}

static const char done[] = "It is on the stick.";

static enum err save(struct session *s, const char *folder)
{
    (void)s;
    struct scratch_path path = scratch_at(folder, "report.txt");
    return file_write_atomic(path.text, "report", 6);
}

static enum err save_with_no_room(struct session *s, const char *folder)
{
    (void)s;
    (void)folder;
    return ERR_DISK_FULL;
}

/* As when it is pulled in the middle. */
static enum err save_and_pull(struct session *s, const char *folder)
{
    (void)folder;
    volumes_pretend(s->volumes, NULL);
    return ERR_IO;
}

static void expect_told(struct kiosk *k, const char *words)
{
    assert_string_equal(k->session->visit.staff.said, words);
    assert_non_null(strstr(str_text(&k->session->said), words));
}

static void expect_asked(struct kiosk *k, const char *lines)
{
    assert_string_equal(request_all_asked(k->session), lines);
}

static void tick(struct kiosk *k)
{
    for (int i = 0; i < 3; i++)
        session_tick(k->session);
}

static void a_stick_is_writable_only_while_it_is_written_to(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    request_save_to_stick(k->session, save, done);
    expect_told(k, "I am writing to the stick. Leave it in.");
    tick(k);
    expect_asked(k, "stick writable\nstick read-only\n");
    expect_told(k, done);
    assert_true(scratch_has(k->stick.text, "report.txt"));
    assert_int_equal(request_stick_state(k->session), STICK_CLOSED);
    assert_false(request_stick_failed(k->session));
}

static void root_says_which_stick(void **state)
{
    struct kiosk *k = *state;
    struct scratch_path two = scratch_at(k->folder, "sticks/two");
    assert_int_equal(mkdir(two.text, 0755), 0);
    request_answer_as(k->session, "done two");
    request_save_to_stick(k->session, save, done);
    tick(k);
    assert_true(scratch_has(two.text, "report.txt"));
    assert_false(scratch_has(k->stick.text, "report.txt"));
}

static void nothing_is_told_as_done_before_all_is_written_out(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    request_save_to_stick(k->session, save, done);
    request_tick(k->session); /* writable: it writes, and asks */
    request_answer_as(k->session, "");
    assert_int_equal(request_stick_state(k->session), STICK_CLOSING);
    assert_string_not_equal(k->session->visit.staff.said, done);
}

static void a_failed_save_leaves_the_stick_read_only_too(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    request_save_to_stick(k->session, save_with_no_room, done);
    tick(k);
    expect_asked(k, "stick writable\nstick read-only\n");
    expect_told(k, "The stick is full. Try another one.");
    assert_true(request_stick_failed(k->session));
    assert_int_equal(request_stick_state(k->session), STICK_CLOSED);
}

static void a_stick_pulled_in_the_middle_is_told(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    request_save_to_stick(k->session, save_and_pull, done);
    tick(k);
    expect_asked(k, "stick writable\nstick read-only\n");
    assert_true(request_stick_failed(k->session));
    assert_non_null(strstr(str_text(&k->session->said), "The stick"));
}

static void a_stick_pulled_before_it_is_written_out_is_told(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    assert_true(request_stick_writable(k->session));
    request_tick(k->session);
    assert_int_equal(request_stick_state(k->session), STICK_OPEN);
    assert_string_equal(request_stick_folder(k->session), k->stick.text);
    request_answer_as(k->session, "refused no-stick");
    request_stick_done(k->session);
    assert_int_equal(request_stick_state(k->session), STICK_CLOSING);
    assert_null(request_stick_folder(k->session));
    tick(k);
    assert_true(request_stick_failed(k->session));
    expect_told(k, "The stick came out too early. Put it in and try again.");
}

static void refusals_are_told_and_nothing_is_written(void **state)
{
    struct kiosk *k = *state;
    static const struct {
        const char *answer, *told;
    } all[] = {
        {"refused protected", "This stick can't be written to. Try another one."},
        {"refused no-stick", "There is no stick. Put one in first."},
        {"refused late", "The kiosk can't do that now. Try again."},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        request_answer_as(k->session, all[i].answer);
        request_save_to_stick(k->session, save, done);
        tick(k);
        expect_told(k, all[i].told);
        assert_true(request_stick_failed(k->session));
    }
    assert_int_equal(scratch_count(k->stick.text, "."), 0);
}

static void nobody_answering_is_told_and_the_stick_is_asked_back(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "");
    request_save_to_stick(k->session, save, done);
    assert_int_equal(session_sleep_ms(k->session) <= REQUEST_POLL_MS, 1);
    clock_advance_us(&k->clock, REQUEST_PATIENCE_S * 1000000ull);
    tick(k);
    expect_told(k, "The machine does not answer. Switch it off and on again.");
    expect_asked(k, "stick writable\nstick read-only\n");
    clock_advance_us(&k->clock, REQUEST_WRITE_OUT_S * 1000000ull);
    request_tick(k->session);
    assert_int_equal(request_stick_state(k->session), STICK_CLOSED);
    assert_false(request_waits(k->session));
    assert_int_equal(request_due_ms(k->session), -1);
}

static void without_a_board_a_writable_stick_is_just_written(void **state)
{
    struct kiosk *k = *state;
    assert_false(request_is_possible(k->session));
    request_save_to_stick(k->session, save, done);
    assert_true(scratch_has(k->stick.text, "report.txt"));
    expect_told(k, done);
    request_power_off(k->session);
    expect_told(k, "This machine does not let the kiosk do that.");
    volumes_pretend(k->session->volumes, NULL);
    request_save_to_stick(k->session, save, done);
    expect_told(k, "There is no stick. Put one in first.");
}

static void one_thing_at_a_time(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "");
    assert_true(request_stick_writable(k->session));
    request_restart(k->session, true);
    expect_told(k, "One moment. The last work is not finished yet.");
    expect_asked(k, "stick writable\n");
}

static void the_other_requests_are_asked_and_told(void **state)
{
    struct kiosk *k = *state;
    request_answer_as(k->session, "done");
    request_restart(k->session, false);
    tick(k);
    request_restart(k->session, true);
    tick(k);
    expect_told(k, "The kiosk starts again. One moment.");
    request_power_off(k->session);
    tick(k);
    expect_told(k, "The kiosk switches off. One moment.");
    request_set_clock(k->session, 1795348800);
    tick(k);
    expect_told(k, "The clock is set.");
    expect_asked(k, "restart kiosk\nrestart board\npower off\nclock 1795348800\n");
    request_answer_as(k->session, "refused failed");
    request_set_clock(k->session, 0);
    tick(k);
    expect_told(k, "The kiosk can't do that now. Try again.");
}

static void a_kiosk_that_ends_asks_for_the_read_only_stick(void **state)
{
    struct kiosk *k = *state;
    struct scratch_path asked = scratch_at(k->folder, "requests/asked");
    assert_int_equal(file_make_folders(asked.text), ERR_OK);
    assert_true(request_stick_writable(k->session));
    session_free(k->session);
    k->session = NULL;
    char *text;
    assert_int_equal(file_read(scratch_at(asked.text, "request").text, 64, &text, NULL), ERR_OK);
    assert_non_null(strstr(text, " stick read-only\n"));
    free(text);
}

#define KIOSK_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KIOSK_TEST(a_stick_is_writable_only_while_it_is_written_to),
        KIOSK_TEST(root_says_which_stick),
        KIOSK_TEST(nothing_is_told_as_done_before_all_is_written_out),
        KIOSK_TEST(a_failed_save_leaves_the_stick_read_only_too),
        KIOSK_TEST(a_stick_pulled_in_the_middle_is_told),
        KIOSK_TEST(a_stick_pulled_before_it_is_written_out_is_told),
        KIOSK_TEST(refusals_are_told_and_nothing_is_written),
        KIOSK_TEST(nobody_answering_is_told_and_the_stick_is_asked_back),
        KIOSK_TEST(without_a_board_a_writable_stick_is_just_written),
        KIOSK_TEST(one_thing_at_a_time),
        KIOSK_TEST(the_other_requests_are_asked_and_told),
        KIOSK_TEST(a_kiosk_that_ends_asks_for_the_read_only_stick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
