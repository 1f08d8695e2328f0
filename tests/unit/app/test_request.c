/* What the kiosk asks of the board's root unit: the file that it writes, and which answers it believes. The test is the root unit. */
#include "../library/scratch.h"

#include "app/request.h"

#include <inttypes.h>

struct desk {
    void *folder;
    struct clock clock;
    struct request *request;
};

static int start(void **state)
{
    struct desk *d = mem_new(1, sizeof *d);
    if (scratch_setup(&d->folder) != 0)
        return -1;
    d->clock = clock_fake();
    *state = d;
    if (file_make_folders(scratch_at(d->folder, "asked").text) != ERR_OK ||
        file_make_folders(scratch_at(d->folder, "answered").text) != ERR_OK)
        return -1;
    d->request = request_new(d->folder, &d->clock);
    return 0;
}

static int stop(void **state)
{
    struct desk *d = *state;
    request_free(d->request);
    scratch_teardown(&d->folder);
    free(d);
    return 0;
}

/* What was asked is taken away, as root does; its number. */
static uint64_t take(struct desk *d, const char *words)
{
    char *text, *end;
    struct scratch_path path = scratch_at(d->folder, "asked/request");
    assert_int_equal(file_read(path.text, 64, &text, NULL), ERR_OK);
    uint64_t number = strtoull(text, &end, 10);
    assert_int_not_equal(number, 0);
    char expected[80];
    snprintf(expected, sizeof expected, " %s\n", words);
    assert_string_equal(end, expected);
    free(text);
    assert_int_equal(unlink(path.text), 0);
    return number;
}

static void answer(struct desk *d, uint64_t number, const char *words)
{
    char line[512];
    snprintf(line, sizeof line, "%" PRIu64 " %s", number, words);
    scratch_write(d->folder, "answered/answer", line);
}

static void ask(struct desk *d, enum request_kind kind)
{
    assert_int_equal(request_ask(d->request, kind, 0), ERR_OK);
    assert_int_equal(request_poll(d->request), REQUEST_WAITS);
}

static void each_request_has_its_words_and_a_number_of_its_own(void **state)
{
    struct desk *d = *state;
    static const struct {
        enum request_kind kind;
        int64_t argument;
        const char *words;
    } all[] = {
        {REQUEST_STICK_WRITABLE, 0, "stick writable"},
        {REQUEST_STICK_READ_ONLY, 0, "stick read-only"},
        {REQUEST_RESTART_KIOSK, 0, "restart kiosk"},
        {REQUEST_RESTART_BOARD, 0, "restart board"},
        {REQUEST_POWER_OFF, 0, "power off"},
        {REQUEST_CLOCK, 1795348800, "clock 1795348800"},
        {REQUEST_CLOCK, 4102444800, "clock 4102444800"},
    };
    uint64_t last = 0;
    assert_int_equal(request_poll(d->request), REQUEST_IDLE);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        assert_int_equal(request_ask(d->request, all[i].kind, all[i].argument), ERR_OK);
        assert_int_equal(request_poll(d->request), REQUEST_WAITS);
        uint64_t number = take(d, all[i].words);
        assert_true(number > last);
        last = number;
        answer(d, number, "done\n");
        assert_int_equal(request_poll(d->request), REQUEST_DONE);
    }
}

static void one_is_asked_at_a_time(void **state)
{
    struct desk *d = *state;
    ask(d, REQUEST_POWER_OFF);
    assert_int_equal(request_ask(d->request, REQUEST_STICK_WRITABLE, 0), ERR_USAGE);
    take(d, "power off");
}

static void only_the_answer_to_this_request_counts(void **state)
{
    struct desk *d = *state;
    ask(d, REQUEST_STICK_WRITABLE);
    uint64_t number = take(d, "stick writable");
    static const char *const others[] = {"", "done\n", "\n", "-1 done\n", "x"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        scratch_write(d->folder, "answered/answer", others[i]);
        assert_int_equal(request_poll(d->request), REQUEST_WAITS);
    }
    answer(d, number - 1, "done usb1\n");
    assert_int_equal(request_poll(d->request), REQUEST_WAITS);
    answer(d, number, "done usb"); /* not all of it yet */
    assert_int_equal(request_poll(d->request), REQUEST_WAITS);
    answer(d, number, "done usb1\n");
    assert_int_equal(request_poll(d->request), REQUEST_DONE);
    assert_string_equal(request_stick_name(d->request), "usb1");
}

static void a_name_is_no_way_out_of_its_folder(void **state)
{
    struct desk *d = *state;
    static const char *const names[] = {"..", ".", "../etc", "a/b", "/etc", "", ".hidden"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char words[64];
        ask(d, REQUEST_STICK_WRITABLE);
        snprintf(words, sizeof words, "done %s\n", names[i]);
        answer(d, take(d, "stick writable"), words);
        assert_int_equal(request_poll(d->request), REQUEST_REFUSED);
        assert_string_equal(request_stick_name(d->request), "");
    }
    char words[400];
    ask(d, REQUEST_STICK_WRITABLE);
    snprintf(words, sizeof words, "done %0300d\n", 1);
    answer(d, take(d, "stick writable"), words);
    assert_int_equal(request_poll(d->request), REQUEST_REFUSED);
}

static void a_refusal_says_why(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *words;
        enum request_state state;
    } all[] = {
        {"refused no-stick\n", REQUEST_NO_STICK},
        {"refused protected\n", REQUEST_PROTECTED},
        {"refused late\n", REQUEST_REFUSED},
        {"anything\n", REQUEST_REFUSED},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ask(d, REQUEST_STICK_WRITABLE);
        answer(d, take(d, "stick writable"), all[i].words);
        assert_int_equal(request_poll(d->request), all[i].state);
    }
}

static void what_nobody_answers_is_taken_back(void **state)
{
    struct desk *d = *state;
    ask(d, REQUEST_RESTART_BOARD);
    clock_advance_us(&d->clock, REQUEST_PATIENCE_S * 1000000ull - 1000);
    assert_int_equal(request_poll(d->request), REQUEST_WAITS);
    assert_true(scratch_has(d->folder, "asked/request"));
    clock_advance_us(&d->clock, 1000);
    assert_int_equal(request_poll(d->request), REQUEST_UNANSWERED);
    assert_int_equal(scratch_count(d->folder, "asked"), 0);
    ask(d, REQUEST_STICK_READ_ONLY); /* a large export takes its time */
    clock_advance_us(&d->clock, REQUEST_PATIENCE_S * 1000000ull);
    assert_int_equal(request_poll(d->request), REQUEST_WAITS);
    answer(d, take(d, "stick read-only"), "done\n");
    assert_int_equal(request_poll(d->request), REQUEST_DONE);
}

static void a_kiosk_that_ends_leaves_only_the_read_only_stick_asked(void **state)
{
    struct desk *d = *state;
    ask(d, REQUEST_STICK_WRITABLE);
    request_free(d->request);
    assert_int_equal(scratch_count(d->folder, "asked"), 0);
    d->request = request_new(d->folder, &d->clock);
    ask(d, REQUEST_STICK_READ_ONLY);
    request_free(d->request);
    d->request = NULL;
    take(d, "stick read-only");
}

static void without_the_folder_nobody_is_asked(void **state)
{
    struct desk *d = *state;
    struct request *r = request_new(scratch_at(d->folder, "no/such").text, &d->clock);
    assert_false(request_is_there(r));
    assert_int_equal(request_ask(r, REQUEST_POWER_OFF, 0), ERR_NOT_FOUND);
    assert_int_equal(request_poll(r), REQUEST_IDLE);
    request_free(r);
    request_free(NULL);
    assert_true(request_is_there(d->request));
}

static void a_script_can_play_the_root_unit(void **state)
{
    struct desk *d = *state;
    request_pretend(d->request, "done usb7");
    assert_int_equal(request_ask(d->request, REQUEST_STICK_WRITABLE, 0), ERR_OK);
    assert_int_equal(request_poll(d->request), REQUEST_DONE);
    assert_string_equal(request_stick_name(d->request), "usb7");
    request_pretend(d->request, "refused no-stick");
    assert_int_equal(request_ask(d->request, REQUEST_CLOCK, 17), ERR_OK);
    assert_int_equal(request_poll(d->request), REQUEST_NO_STICK);
    assert_string_equal(request_asked(d->request), "stick writable\nclock 17\n");
    assert_int_equal(scratch_count(d->folder, "asked"), 0);
    request_pretend(d->request, NULL);
    ask(d, REQUEST_POWER_OFF);
    take(d, "power off");
}

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(each_request_has_its_words_and_a_number_of_its_own),
        DESK_TEST(one_is_asked_at_a_time),
        DESK_TEST(only_the_answer_to_this_request_counts),
        DESK_TEST(a_name_is_no_way_out_of_its_folder),
        DESK_TEST(a_refusal_says_why),
        DESK_TEST(what_nobody_answers_is_taken_back),
        DESK_TEST(a_kiosk_that_ends_leaves_only_the_read_only_stick_asked),
        DESK_TEST(without_the_folder_nobody_is_asked),
        DESK_TEST(a_script_can_play_the_root_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
