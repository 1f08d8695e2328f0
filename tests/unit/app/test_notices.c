/* What the board tells: which files and lines are believed to be notices; and how long staff are told of one. */
#include "../library/scratch.h"

#include "app/notices.h"
#include "app/session_parts.h"

#include <utime.h>

static int read_all(void *folder, struct notice out[NOTICES_MOST])
{
    return notices_read(scratch_at(folder, "notices").text, out);
}

static void no_folder_is_no_notice(void **state)
{
    struct notice n[NOTICES_MOST];
    assert_int_equal(read_all(*state, n), 0);
    scratch_write(*state, "notices/empty", "");
    assert_int_equal(read_all(*state, n), 0);
}

static void each_line_is_one(void **state)
{
    struct notice n[NOTICES_MOST];
    scratch_write(*state, "notices/data", "made-anew\nno-samples  \n");
    scratch_write(*state, "notices/card", "read-only since 12 s\nread-only since 12 s");
    assert_int_equal(read_all(*state, n), 3);
    assert_string_equal(n[0].words, "card read-only since 12 s");
    assert_string_equal(n[1].words, "data made-anew");
    assert_string_equal(n[2].words, "data no-samples");
}

static void a_day_is_told_where_there_was_a_clock(void **state)
{
    struct notice n[NOTICES_MOST];
    const struct utimbuf then = {1930000000, 1930000000}, without = {86400, 86400};
    scratch_write(*state, "notices/card", "read-only");
    scratch_write(*state, "notices/data", "repaired");
    assert_int_equal(utime(scratch_at(*state, "notices/card").text, &then), 0);
    assert_int_equal(utime(scratch_at(*state, "notices/data").text, &without), 0);
    assert_int_equal(read_all(*state, n), 2);
    assert_int_equal(n[0].at_s, 1930000000);
    assert_int_equal(n[1].at_s, 0);
}

static void what_is_no_notice_is_passed_over(void **state)
{
    static const char *const names[] = {"Data",  ".data", "data.new",
                                        "-data", "data2", "a-name-that-is-much-too-long"};
    static const char *const lines[] = {"\n",        " made-anew\n", "Made-anew\n", "-made\n",
                                        "made_anew", "made-anew\t",  "\xc3\xa9\n",  "made.\n"};
    struct notice n[NOTICES_MOST];
    char path[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "notices/%s", names[i]);
        scratch_write(*state, path, "made-anew\n");
    }
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(path, sizeof path, "notices/line-%c", (char)('a' + i));
        scratch_write(*state, path, lines[i]);
    }
    scratch_write(*state, "aim", "made-anew\n");
    assert_int_equal(symlink("../aim", scratch_at(*state, "notices/link").text), 0);
    assert_int_equal(mkfifo(scratch_at(*state, "notices/pipe").text, 0644), 0);
    assert_int_equal(mkdir(scratch_at(*state, "notices/folder").text, 0755), 0);
    assert_int_equal(read_all(*state, n), 0);
}

static void strange_bytes_and_long_lines_are_tamed(void **state)
{
    struct notice n[NOTICES_MOST];
    char line[600];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = 0;
    scratch_write(*state, "notices/a", "odd \x1b[31m\xe2\x80\xae\x7f.");
    scratch_write(*state, "notices/b", line);
    assert_int_equal(read_all(*state, n), 2);
    assert_string_equal(n[0].words, "a odd ?[31m????.");
    assert_int_equal(strlen(n[1].words), NOTICE_WORDS_BYTES - 1);
}

static void there_is_an_end_of_them(void **state)
{
    struct notice n[NOTICES_MOST];
    char path[32], line[16];
    struct str all = {0};
    for (int i = 0; i < 400; i++) {
        snprintf(line, sizeof line, "code-%c%c\n", 'a' + i / 26, 'a' + i % 26);
        str_add(&all, line);
    }
    scratch_write(*state, "notices/many", str_text(&all));
    str_free(&all);
    assert_int_equal(read_all(*state, n), NOTICES_MOST);
    assert_string_equal(n[0].words, "many code-aa");
    for (int i = 0; i < 400; i++) {
        snprintf(path, sizeof path, "notices/file-%c%c", 'a' + i / 26, 'a' + i % 26);
        scratch_write(*state, path, "code\n");
    }
    assert_true(read_all(*state, n) <= NOTICES_MOST);
}

/* ---- how long they are told */

struct desk {
    void *folder;
    struct config config;
    struct clock clock;
    struct session *s;
};

static void nobody(void *data)
{
    (void)data;
}

static void switch_on(struct desk *d)
{
    d->clock = clock_fake();
    assert_int_equal(session_new(&d->config, &d->clock, nobody, NULL, &d->s), ERR_OK);
    health_begin(d->s);
}

static void switch_off(struct desk *d)
{
    session_free(d->s);
}

static struct desk desk_of(void *folder)
{
    struct desk d = {.folder = folder};
    config_default(&d.config);
    snprintf(d.config.library, sizeof d.config.library, "%s", scratch_at(folder, "library").text);
    snprintf(d.config.notices, sizeof d.config.notices, "%.200s",
             scratch_at(folder, "notices").text);
    return d;
}

static const struct visit_board *board(const struct desk *d)
{
    return &d->s->visit.kiosk.health.board;
}

static void seen(struct desk *d)
{
    assert_true(health_act(d->s, action(ACTION_HEALTH_SEEN, 1)));
}

static void what_has_happened_is_told_until_staff_know(void **state)
{
    struct desk d = desk_of(*state);
    scratch_write(*state, "notices/data", "made-anew");
    switch_on(&d);
    assert_int_equal(board(&d)->count, 1);
    assert_string_equal(board(&d)->list[0].words, "data made-anew");
    assert_true(board(&d)->list[0].is_now);
    assert_int_equal(d.s->visit.library_is, LIBRARY_MADE_ANEW);
    switch_off(&d);
    switch_on(&d); /* the kiosk alone */
    assert_int_equal(board(&d)->count, 1);
    seen(&d);
    assert_int_equal(board(&d)->count, 0);
    switch_off(&d);
    switch_on(&d);
    assert_int_equal(board(&d)->count, 0);
    assert_int_equal(d.s->visit.library_is, LIBRARY_AS_IT_WAS);
    switch_off(&d);
}

static void another_start_of_the_board_tells_it_anew(void **state)
{
    struct desk d = desk_of(*state);
    switch_on(&d);
    assert_int_equal(catalogue_set(d.s->catalogue, "board.data repaired",
                                   "1930000000 another-boot new data repaired"),
                     ERR_OK);
    assert_int_equal(catalogue_set(d.s->catalogue, "board.data no-samples",
                                   "0 another-boot seen data no-samples"),
                     ERR_OK);
    switch_off(&d);
    switch_on(&d);
    assert_int_equal(board(&d)->count, 1);
    assert_string_equal(board(&d)->list[0].words, "data repaired");
    assert_int_equal(board(&d)->list[0].at_s, 1930000000);
    assert_false(board(&d)->list[0].is_now);
    seen(&d);
    assert_int_equal(board(&d)->count, 0);
    switch_off(&d);
    scratch_write(*state, "notices/data", "no-samples\n"); /* it has happened again */
    switch_on(&d);
    assert_int_equal(board(&d)->count, 1);
    assert_true(board(&d)->list[0].is_now);
    switch_off(&d);
}

static void what_happens_once_more_is_told_once_more(void **state)
{
    struct desk d = desk_of(*state);
    scratch_write(*state, "notices/kiosk", "kept-ending 1\n");
    switch_on(&d);
    seen(&d);
    assert_int_equal(board(&d)->count, 0);
    scratch_write(*state, "notices/kiosk", "kept-ending 2\n");
    health_begin(d.s);
    assert_int_equal(board(&d)->count, 1);
    switch_off(&d);
    switch_on(&d);
    assert_int_equal(board(&d)->count, 1);
    assert_string_equal(board(&d)->list[0].words, "kiosk kept-ending 2");
    switch_off(&d);
}

static void what_is_so_is_told_while_it_is(void **state)
{
    struct desk d = desk_of(*state);
    scratch_write(*state, "notices/card", "read-only");
    scratch_write(*state, "notices/fan", "too-hot");
    switch_on(&d);
    assert_int_equal(board(&d)->count, 2);
    seen(&d);
    assert_int_equal(board(&d)->count, 2);
    assert_int_equal(unlink(scratch_at(*state, "notices/fan").text), 0);
    health_begin(d.s);
    assert_int_equal(board(&d)->count, 1);
    switch_off(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_folder_is_no_notice, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(each_line_is_one, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(a_day_is_told_where_there_was_a_clock, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_notice_is_passed_over, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(strange_bytes_and_long_lines_are_tamed, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(there_is_an_end_of_them, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(what_has_happened_is_told_until_staff_know, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(another_start_of_the_board_tells_it_anew, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(what_happens_once_more_is_told_once_more, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(what_is_so_is_told_while_it_is, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
