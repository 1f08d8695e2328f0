#include "library/first_look.h"
#include "scratch.h"

#include <poll.h>
#include <sys/mman.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

struct place {
    const char *folder;
    struct scratch_path library;
    int wake[2];
    struct import_list list;
    struct first_look *look;
};

static void wake(void *data)
{
    struct place *p = data;
    assert_int_equal(write(p->wake[1], "", 1), 1);
}

static void await_wake(struct place *p)
{
    struct pollfd ready = {.fd = p->wake[0], .events = POLLIN};
    char c;
    assert_int_equal(poll(&ready, 1, 60000), 1);
    assert_int_equal(read(p->wake[0], &c, 1), 1);
}

static struct importer_options options_of(const struct place *p)
{
    return (struct importer_options){
        .folder = p->library.text, .worker_path = worker, .limits = convert_limits_default()};
}

/* Finds what lies in folder/stick and begins to look at it. */
static void begin(struct place *p, const char *folder, const struct convert_limits *limits)
{
    *p = (struct place){.folder = folder, .library = scratch_at(folder, "library")};
    assert_int_equal(pipe(p->wake), 0);
    assert_int_equal(importer_find(scratch_at(folder, "stick").text, NULL, "Briefings", &p->list),
                     ERR_OK);
    const struct first_look_options options = {.folder = p->library.text,
                                               .worker_path = worker,
                                               .limits = *limits,
                                               .wake = wake,
                                               .data = p};
    assert_int_equal(first_look_start(&options, &p->list, &p->look), ERR_OK);
}

/* Looks at it all. */
static void look_at(struct place *p, const char *folder, const struct convert_limits *limits)
{
    begin(p, folder, limits);
    while (!first_look_is_done(p->look)) {
        await_wake(p);
        first_look_collect(p->look, &p->list);
    }
}

static void await_end(struct place *p)
{
    while (!first_look_has_ended(p->look))
        poll(NULL, 0, 1);
}

static void end(struct place *p)
{
    await_end(p);
    first_look_free(p->look);
    import_list_free(&p->list);
    close(p->wake[0]);
    close(p->wake[1]);
}

static void add_to_library(const char *folder)
{
    struct place p = {.library = scratch_at(folder, "library")};
    struct importer_options options = options_of(&p);
    assert_int_equal(importer_find(scratch_at(folder, "here").text, NULL, "Briefings", &p.list),
                     ERR_OK);
    assert_int_equal(importer_add(&options, &p.list, NULL, NULL), ERR_OK);
    import_list_free(&p.list);
}

static const struct import_item *item(const struct place *p, const char *name)
{
    for (size_t i = 0; i < p->list.count; i++)
        if (strcmp(file_name(p->list.items[i].path), name) == 0)
            return &p->list.items[i];
    fail_msg("%s is not in the list", name);
    return NULL;
}

static void each_file_gets_its_verdict(void **state)
{
    static const struct {
        const char *name, *text;
        enum import_verdict verdict;
        enum kind kind;
    } files[] = {
        {"good.txt", "title: Good", VERDICT_GOOD, KIND_TEXT},
        {"notes.md", "title: Notes", VERDICT_GOOD, KIND_MARKDOWN},
        {"easy.txt", "easy: Easy", VERDICT_EASY_READ, KIND_TEXT},
        {"named wrongly.txt", "%PDF-1.7 title", VERDICT_GOOD, KIND_PDF},
        {"empty.txt", "", VERDICT_EMPTY, KIND_TEXT},
        {"big.txt", "title: longer than all the others are, which is too long", VERDICT_TOO_BIG,
         KIND_TEXT},
        {"no.pdf", "title: A text", VERDICT_DAMAGED, KIND_PDF},
        {"picture.png", "\x89PNG\r\n\x1a\n\1\2\3\4\5\6\7", VERDICT_NOT_A_KIND, 0},
        {"locked.txt", "refuse: 11", VERDICT_LOCKED, KIND_TEXT},
        {"scan.txt", "refuse: 13", VERDICT_PICTURES_ONLY, KIND_TEXT},
        {"breaks.txt", "die", VERDICT_DAMAGED, KIND_TEXT},
        {"late.txt", "pages: 9", VERDICT_GOOD, KIND_TEXT},
        {"copy.txt", "title: Here", VERDICT_HERE_ALREADY, KIND_TEXT},
        {"as long.txt", "title: Thre", VERDICT_GOOD, KIND_TEXT},
    };
    struct convert_limits limits = convert_limits_default();
    limits.document_bytes = 40;
    assert_int_equal(ERR_LOCKED, 11);
    assert_int_equal(ERR_NO_TEXT, 13);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[64];
        snprintf(path, sizeof path, "stick/%s", files[i].name);
        scratch_write(*state, path, files[i].text);
    }
    scratch_write(*state, "here/a.txt", "title: Here");
    add_to_library(*state);
    struct place p;
    look_at(&p, *state, &limits);
    assert_int_equal(p.list.count, sizeof files / sizeof *files);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const struct import_item *it = item(&p, files[i].name);
        if (it->verdict != files[i].verdict || it->kind != files[i].kind)
            print_error("%s: verdict %d, kind %d\n", it->path, it->verdict, it->kind);
        assert_int_equal(it->verdict, files[i].verdict);
        assert_int_equal(it->kind, files[i].kind);
        assert_int_equal(it->outcome, IMPORT_WAITING);
    }
    assert_string_equal(item(&p, "good.txt")->title, "Good");
    assert_string_equal(item(&p, "copy.txt")->title, "Here");
    assert_null(item(&p, "locked.txt")->title);
    assert_int_equal(scratch_count(p.library.text, "documents"), 1);
    assert_int_equal(scratch_count(p.library.text, "books"), 1);
    assert_int_equal(scratch_count(p.library.text, "incoming"), 0);
    end(&p);
}

static void a_page_that_hangs_is_told_as_adding_will(void **state)
{
    scratch_write(*state, "stick/slow.txt", "hang");
    struct convert_limits limits = convert_limits_default();
    limits.page_ms = 20; /* a page that hangs costs the page, and here there is no other */
    struct place p;
    look_at(&p, *state, &limits);
    assert_int_equal(p.list.items[0].verdict, VERDICT_DAMAGED);
    end(&p);
}

static void a_newer_edition_is_told_as_one(void **state)
{
    static const char words[] =
        "title: Guide\none two three four five six seven eight nine ten eleven "
        "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty and so on";
    char more[sizeof words + 32];
    snprintf(more, sizeof more, "%s, and more of it", words);
    scratch_write(*state, "here/guide.txt", words);
    add_to_library(*state);
    scratch_write(*state, "stick/Guide v2.txt", more);
    scratch_write(*state, "stick/other.txt", more);
    struct convert_limits limits = convert_limits_default();
    struct place p;
    look_at(&p, *state, &limits);
    assert_int_equal(item(&p, "Guide v2.txt")->verdict, VERDICT_NEWER);
    assert_string_equal(item(&p, "Guide v2.txt")->replaces_title, "Guide");
    assert_int_equal(strlen(item(&p, "Guide v2.txt")->replaces), 64);
    assert_int_equal(item(&p, "other.txt")->verdict, VERDICT_GOOD);
    assert_null(item(&p, "other.txt")->replaces_title);
    end(&p);
}

static size_t open_files(void)
{
    return scratch_count("/proc/self", "fd");
}

static void what_changed_since_it_was_found_does_no_harm(void **state)
{
    scratch_write(*state, "stick/1 fifo.txt", "title: A");
    scratch_write(*state, "stick/2 gone.txt", "title: B");
    scratch_write(*state, "stick/3 link.txt", "title: C");
    scratch_write(*state, "stick/4 folder.txt", "title: D");
    scratch_write(*state, "stick/5 emptied.txt", "title: E");
    scratch_write(*state, "stick/6 good.txt", "title: F");
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "stick").text, NULL, "Briefings", &list),
                     ERR_OK);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(unlink(list.items[i].path), 0);
    assert_int_equal(mkfifo(list.items[0].path, 0600), 0);
    assert_int_equal(symlink("6 good.txt", list.items[2].path), 0);
    assert_int_equal(mkdir(list.items[3].path, 0700), 0);
    assert_int_equal(truncate(list.items[4].path, 0), 0);
    struct place p = {.list = list, .library = scratch_at(*state, "library")};
    assert_int_equal(pipe(p.wake), 0);
    size_t before = open_files();
    const struct first_look_options options = {.folder = p.library.text,
                                               .worker_path = worker,
                                               .limits = convert_limits_default(),
                                               .wake = wake,
                                               .data = &p};
    assert_int_equal(first_look_start(&options, &p.list, &p.look), ERR_OK);
    while (!first_look_is_done(p.look)) {
        await_wake(&p);
        first_look_collect(p.look, &p.list);
    }
    const enum import_verdict told[] = {VERDICT_NOT_A_KIND, VERDICT_NOT_YET, VERDICT_NOT_A_KIND,
                                        VERDICT_NOT_A_KIND, VERDICT_EMPTY,   VERDICT_GOOD};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(p.list.items[i].verdict, told[i]);
    await_end(&p);
    assert_int_equal(open_files(), before);
    assert_false(scratch_has(*state, "library")); /* a look makes none */
    end(&p);
}

static void cancelling_ends_a_worker_that_hangs_and_wakes_nobody(void **state)
{
    scratch_write(*state, "stick/1.txt", "hang");
    scratch_write(*state, "stick/2.txt", "title: B");
    struct convert_limits limits = convert_limits_default();
    limits.page_ms = limits.document_ms = 600000;
    struct place p;
    begin(&p, *state, &limits);
    await_wake(&p);
    first_look_cancel(p.look);
    first_look_collect(p.look, &p.list);
    struct pollfd ready = {.fd = p.wake[0], .events = POLLIN};
    while (poll(&ready, 1, 0) == 1) /* what was sent before */
        await_wake(&p);
    await_end(&p);
    assert_int_equal(poll(&ready, 1, 0), 0);
    assert_int_equal(p.list.items[0].verdict, VERDICT_NOT_YET);
    end(&p);
}

/* Main may let go while the thread is at work: the thread frees what is left. */
static void it_may_be_freed_at_any_time(void **state)
{
    struct convert_limits limits = convert_limits_default();
    scratch_write(*state, "stick/1.txt", "title: A");
    scratch_write(*state, "stick/2.txt", "title: B");
    for (int i = 0; i < 20; i++) {
        struct place p;
        begin(&p, *state, &limits);
        if (i % 2)
            await_wake(&p);
        first_look_free(p.look);
        import_list_free(&p.list);
        close(p.wake[0]);
        close(p.wake[1]);
    }
    first_look_free(NULL);
}

static void what_has_its_outcome_is_left_alone(void **state)
{
    scratch_write(*state, "stick/1.txt", "title: A");
    struct convert_limits limits = convert_limits_default();
    struct place p;
    begin(&p, *state, &limits);
    p.list.items[0].outcome = IMPORT_REFUSED;
    while (!first_look_is_done(p.look)) {
        await_wake(&p);
        assert_false(first_look_collect(p.look, &p.list));
    }
    assert_int_equal(p.list.items[0].verdict, VERDICT_NOT_YET);
    end(&p);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(each_file_gets_its_verdict),
        SCRATCH_TEST(a_page_that_hangs_is_told_as_adding_will),
        SCRATCH_TEST(a_newer_edition_is_told_as_one),
        SCRATCH_TEST(what_changed_since_it_was_found_does_no_harm),
        SCRATCH_TEST(cancelling_ends_a_worker_that_hangs_and_wakes_nobody),
        SCRATCH_TEST(it_may_be_freed_at_any_time),
        SCRATCH_TEST(what_has_its_outcome_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
