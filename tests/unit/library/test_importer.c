#include "book/file.h"
#include "book/model.h"
#include "library/importer.h"
#include "scratch.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

/* sha256 of "abc". */
static const char abc_id[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static struct importer_options options_for(const char *folder)
{
    return (struct importer_options){
        .folder = folder, .worker_path = worker, .limits = convert_limits_default()};
}

static void find_all(const char *folder, const char *name, struct import_list *list)
{
    *list = (struct import_list){0};
    assert_int_equal(importer_find(scratch_at(folder, name).text, NULL, "Briefings", list), ERR_OK);
}

/* Adds everything in folder/name to folder/library. */
static void add_all(const char *folder, const char *name, struct import_list *list)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct importer_options options = options_for(library.text);
    find_all(folder, name, list);
    assert_int_equal(importer_add(&options, list, NULL, NULL), ERR_OK);
}

static void assert_library_holds(const char *folder, size_t documents)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct catalogue *c = scratch_open(library.text);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, documents);
    document_list_free(&list);
    catalogue_close(c);
    assert_int_equal(scratch_count(library.text, "documents"), documents);
    assert_int_equal(scratch_count(library.text, "books"), documents);
    assert_int_equal(scratch_count(library.text, "incoming"), 0);
}

static void a_document_is_added_with_what_its_book_says(void **state)
{
    scratch_write(*state, "stick/a paper.txt", "easy: Our paper\nIt has words.");
    scratch_write(*state, "stick/abc.txt", "abc");
    struct import_list list;
    add_all(*state, "stick", &list);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_string_equal(list.items[0].title, "Our paper");
    assert_string_equal(list.items[1].id, abc_id);
    struct scratch_path library = scratch_at(*state, "library");
    struct catalogue *c = scratch_open(library.text);
    struct document d;
    assert_int_equal(catalogue_find(c, list.items[0].id, &d), ERR_OK);
    assert_string_equal(d.title, "Our paper");
    assert_string_equal(d.name, "a paper.txt");
    assert_string_equal(d.section, "Briefings");
    assert_string_equal(d.lang, "en");
    assert_true(d.easy_read);
    assert_int_equal(d.words, 5);
    assert_int_equal(d.source, SOURCE_TEXT);
    assert_int_equal(d.order, ORDER_GIVEN);
    assert_int_equal(d.bytes, 29);
    struct book *book = NULL;
    assert_int_equal(catalogue_open_book(c, d.id, &book), ERR_OK);
    assert_string_equal(book_title(book), "Our paper");
    book_close(book);
    document_free(&d);
    catalogue_close(c);
    assert_library_holds(*state, 2);
    import_list_free(&list);
}

static void the_same_file_twice_is_one_document(void **state)
{
    scratch_write(*state, "stick/a.txt", "title: One\nwords");
    scratch_write(*state, "stick/b.txt", "title: One\nwords");
    struct import_list list;
    add_all(*state, "stick", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    assert_string_equal(list.items[1].title, "One");
    assert_string_equal(list.items[0].id, list.items[1].id);
    import_list_free(&list);
    add_all(*state, "stick", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_library_holds(*state, 1);
}

static void each_refusal_has_its_cause_and_leaves_nothing(void **state)
{
    char text[64];
    const enum err told[] = {ERR_DAMAGED, ERR_LOCKED, ERR_NO_TEXT, ERR_NOT_A_KIND};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        char name[64];
        snprintf(name, sizeof name, "stick/%zu.txt", i);
        snprintf(text, sizeof text, "refuse: %d", told[i]);
        scratch_write(*state, name, text);
    }
    scratch_write(*state, "stick/8.txt", "");
    scratch_write(*state, "stick/9.txt", "die");
    scratch_write(*state, "stick/good.txt", "title: Good");
    struct import_list list;
    add_all(*state, "stick", &list);
    assert_int_equal(list.count, 7);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(list.items[i].outcome, IMPORT_REFUSED);
        assert_int_equal(list.items[i].err, told[i]);
    }
    assert_int_equal(list.items[4].err, ERR_EMPTY);
    assert_int_equal(list.items[5].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[6].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_library_holds(*state, 1);
}

static void what_is_too_large_or_no_file_any_more_is_refused(void **state)
{
    scratch_write(*state, "stick/1 big.txt", "more than ten bytes");
    scratch_write(*state, "stick/2 fifo.txt", "x");
    scratch_write(*state, "stick/3 gone.txt", "x");
    scratch_write(*state, "stick/4 link.txt", "x");
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    options.limits.document_bytes = 10;
    struct import_list list;
    find_all(*state, "stick", &list);
    assert_int_equal(unlink(list.items[1].path), 0);
    assert_int_equal(mkfifo(list.items[1].path, 0644), 0);
    assert_int_equal(unlink(list.items[2].path), 0);
    assert_int_equal(unlink(list.items[3].path), 0);
    assert_int_equal(symlink("1 big.txt", list.items[3].path), 0);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    const enum err causes[] = {ERR_TOO_BIG, ERR_NOT_A_KIND, ERR_NOT_FOUND, ERR_NOT_A_KIND};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(list.items[i].outcome, IMPORT_REFUSED);
        assert_int_equal(list.items[i].err, causes[i]);
    }
    import_list_free(&list);
    assert_library_holds(*state, 0);
}

static void count_call(void *data, const struct import_item *item)
{
    assert_int_equal(item->outcome, IMPORT_ADDED);
    ++*(int *)data;
}

static void what_is_not_picked_is_left(void **state)
{
    scratch_write(*state, "stick/a.txt", "title: A");
    scratch_write(*state, "stick/b.txt", "title: B");
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    struct import_list list;
    find_all(*state, "stick", &list);
    list.items[0].picked = false;
    int calls = 0;
    assert_int_equal(importer_add(&options, &list, count_call, &calls), ERR_OK);
    assert_int_equal(calls, 1);
    assert_int_equal(list.items[0].outcome, IMPORT_WAITING);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_library_holds(*state, 1);
}

static void a_lost_book_is_made_again(void **state)
{
    scratch_write(*state, "stick/abc.txt", "abc");
    struct import_list list;
    add_all(*state, "stick", &list);
    import_list_free(&list);
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    struct catalogue *c = scratch_open(library.text);
    char *path = catalogue_book_path(c, abc_id);
    assert_int_equal(unlink(path), 0);
    struct book *book = NULL;
    assert_int_equal(catalogue_open_book(c, abc_id, &book), ERR_BOOK);
    assert_int_equal(importer_remake(&options, abc_id, NULL, NULL), ERR_OK);
    assert_int_equal(catalogue_open_book(c, abc_id, &book), ERR_OK);
    assert_string_equal(book_title(book), "abc");
    book_close(book);
    assert_int_equal(importer_remake(&options, "0123456789", NULL, NULL), ERR_NOT_FOUND);
    free(path);
    catalogue_close(c);
    assert_library_holds(*state, 1);
}

static void count_sign(void *data)
{
    ++*(int *)data;
}

/* Its worker hangs on the one page, is begun anew, and hangs again: each says but one thing, that it reads that page. */
static void who_waits_for_a_book_to_be_made_again_gives_signs_of_life(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    struct catalogue *c = scratch_open(library.text);
    char id[65], name[128];
    int signs = 0;
    scratch_publish(c, 1, "Briefings", "Hangs", false);
    catalogue_close(c);
    scratch_id(id, 1);
    snprintf(name, sizeof name, "documents/%s", id);
    scratch_write(library.text, name, "hang");
    options.limits.page_ms = 500;
    assert_int_not_equal(importer_remake(&options, id, count_sign, &signs), ERR_OK);
    assert_true(signs > 4); /* else it is asked before each message and each end, and no more */
}

static void a_sweep_leaves_the_work_of_another_process(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    catalogue_close(scratch_open(library.text));
    scratch_write(library.text, "incoming/theirs", "half");
    DIR *dir = opendir(scratch_at(library.text, "incoming").text);
    assert_int_equal(flock(dirfd(dir), LOCK_SH), 0); /* as another process's importer does */
    catalogue_close(scratch_open(library.text));
    assert_true(scratch_has(library.text, "incoming/theirs"));
    closedir(dir);
    catalogue_close(scratch_open(library.text));
    assert_false(scratch_has(library.text, "incoming/theirs"));
}

static void wake(void *data)
{
    const int *pipe_ends = data;
    assert_int_equal(write(pipe_ends[1], "", 1), 1);
}

static void await_wake(const int *pipe_ends)
{
    struct pollfd p = {.fd = pipe_ends[0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, 60000), 1);
    char c;
    assert_int_equal(read(pipe_ends[0], &c, 1), 1);
}

static void a_thread_adds_and_tells_how_far_it_is(void **state)
{
    scratch_write(*state, "stick/a.txt", "title: A");
    scratch_write(*state, "stick/b.txt", "title: B");
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    struct import_list list;
    find_all(*state, "stick", &list);
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    struct importer *importer = NULL;
    assert_int_equal(importer_start(&options, &list, wake, pipe_ends, &importer), ERR_OK);
    assert_null(list.items);
    struct importer_progress progress = importer_progress(importer);
    size_t done = 0;
    int thousandths = 0;
    while (!progress.finished) {
        assert_int_equal(progress.count, 2);
        assert_in_range(progress.done, done, 2);
        assert_in_range(progress.thousandths, thousandths, 1000);
        assert_int_equal(progress.bytes_all, 16);
        assert_true(progress.done == 2 ? progress.left_s == 0 : progress.left_s != 0);
        done = progress.done;
        thousandths = progress.thousandths;
        await_wake(pipe_ends);
        progress = importer_progress(importer);
    }
    assert_int_equal(progress.err, ERR_OK);
    assert_int_equal(progress.done, 2);
    assert_int_equal(progress.bytes_done, 16);
    assert_int_equal(progress.thousandths, 1000);
    importer_take(importer, &list);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_library_holds(*state, 2);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

/* What `each` was told, in its order. */
struct told {
    char paths[64][256];
    enum import_outcome outcomes[64];
    size_t count;
};

static void tell(void *data, const struct import_item *item)
{
    struct told *told = data;
    assert_true(told->count < 64);
    snprintf(told->paths[told->count], sizeof told->paths[0], "%s", file_name(item->path));
    told->outcomes[told->count++] = item->outcome;
}

/* Whatever is ready first: told, entered and counted is in the order of the list; and of two equal files the first is added. */
static void two_workers_end_as_one_does(void **state)
{
    enum { FILES = 40 };
    for (int i = 0; i < FILES; i++) {
        char name[64], text[64];
        snprintf(name, sizeof name, "stick/%02d.txt", i);
        snprintf(text, sizeof text, i % 7 == 3 ? "die %d" : "title: Paper %d", i - (i % 5 == 4));
        scratch_write(*state, name, text);
    }
    struct told one = {.count = 0}, two = {.count = 0};
    for (int workers = 1; workers <= 2; workers++) {
        struct scratch_path library = scratch_at(*state, workers == 1 ? "one" : "two");
        struct importer_options options = options_for(library.text);
        options.workers = workers;
        struct import_list list;
        find_all(*state, "stick", &list);
        assert_int_equal(importer_add(&options, &list, tell, workers == 1 ? &one : &two), ERR_OK);
        for (size_t i = 0; i < list.count; i++) {
            bool is_bad = i % 7 == 3, is_again = i % 5 == 4 && (i - 1) % 7 != 3;
            assert_int_equal(list.items[i].outcome, is_bad     ? IMPORT_REFUSED
                                                    : is_again ? IMPORT_KNOWN
                                                               : IMPORT_ADDED);
            assert_int_equal(list.items[i].verdict, is_bad     ? VERDICT_DAMAGED
                                                    : is_again ? VERDICT_HERE_ALREADY
                                                               : VERDICT_GOOD);
        }
        import_list_free(&list);
    }
    assert_int_equal(one.count, FILES);
    assert_int_equal(two.count, FILES);
    for (size_t i = 0; i < FILES; i++) {
        char name[64];
        snprintf(name, sizeof name, "%02zu.txt", i);
        assert_string_equal(one.paths[i], name);
        assert_string_equal(two.paths[i], name);
        assert_int_equal(one.outcomes[i], two.outcomes[i]);
    }
}

/* A fault of our own library ends it: what comes behind it is not tried. */
static void what_breaks_the_library_ends_the_run(void **state)
{
    scratch_write(*state, "stick/1.txt", "title: A");
    scratch_write(*state, "stick/2.txt", "title: B");
    scratch_write(*state, "stick/3.txt", "title: C");
    struct scratch_path library = scratch_at(*state, "library");
    catalogue_close(scratch_open(library.text));
    struct scratch_path documents = scratch_at(library.text, "documents");
    assert_int_equal(rmdir(documents.text), 0);
    scratch_write(library.text, "documents", "no folder");
    struct importer_options options = options_for(library.text);
    for (int workers = 1; workers <= 2; workers++) {
        struct import_list list;
        struct told told = {.count = 0};
        options.workers = workers;
        find_all(*state, "stick", &list);
        assert_int_not_equal(importer_add(&options, &list, tell, &told), ERR_OK);
        for (size_t i = 0; i < list.count; i++)
            assert_true(list.items[i].outcome ==
                        (told.count && i == 0 ? IMPORT_REFUSED : IMPORT_WAITING));
        import_list_free(&list);
    }
    assert_int_equal(scratch_count(library.text, "incoming"), 0);
}

static void cancelling_drops_the_present_one_whole(void **state)
{
    scratch_write(*state, "stick/1.txt", "title: A");
    scratch_write(*state, "stick/2.txt", "hang");
    scratch_write(*state, "stick/3.txt", "title: C");
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    options.limits.page_ms = options.limits.document_ms = 600000;
    struct import_list list;
    find_all(*state, "stick", &list);
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    struct importer *importer = NULL;
    assert_int_equal(importer_start(&options, &list, wake, pipe_ends, &importer), ERR_OK);
    struct importer_progress progress = importer_progress(importer);
    while (progress.done < 1 || progress.page < 1) { /* until the second one hangs */
        await_wake(pipe_ends);
        progress = importer_progress(importer);
    }
    importer_cancel(importer);
    while (!progress.finished) {
        await_wake(pipe_ends);
        progress = importer_progress(importer);
    }
    assert_int_equal(progress.err, ERR_CANCELLED);
    importer_take(importer, &list);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_WAITING);
    assert_int_equal(list.items[2].outcome, IMPORT_WAITING);
    import_list_free(&list);
    assert_library_holds(*state, 1);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

/* Nothing of ours is open there any more; but who lists the open files of all processes may hold the folder for a moment. */
static void unmount(const char *path)
{
    int failed = umount(path);
    for (int tries = 0; failed && errno == EBUSY && tries < 500; tries++) {
        poll(NULL, 0, 10);
        failed = umount(path);
    }
    assert_int_equal(failed, 0);
}

static void a_full_disk_refuses_what_does_not_fit(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    assert_int_equal(mkdir(library.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", library.text, "tmpfs", 0, "size=18m") != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    char *large = mem_new(1, 4 << 20);
    memset(large, 'x', (4 << 20) - 1);
    scratch_write(*state, "stick/1 large.txt", large);
    scratch_write(*state, "stick/2 small.txt", "title: Small");
    free(large);
    struct import_list list;
    add_all(*state, "stick", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[0].err, ERR_DISK_FULL);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_library_holds(*state, 1);
    unmount(library.text);
}

/* Two are copied at a time, and each of them alone would fit: both would take what has to stay free. */
static void two_at_a_time_leave_the_reserve(void **state)
{
    enum { LARGE = 20 << 20, RESERVE = 16 << 20 };
    struct scratch_path library = scratch_at(*state, "library");
    assert_int_equal(mkdir(library.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", library.text, "tmpfs", 0, "size=50m") != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    char *large = mem_new(1, LARGE);
    for (int i = 1; i <= 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "stick/%d.txt", i);
        memset(large, 'a' + i, LARGE - 1);
        scratch_write(*state, name, large);
    }
    free(large);
    struct import_list list;
    add_all(*state, "stick", &list);
    assert_int_equal(import_list_tally(&list).added, 1);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.items[i].err,
                         list.items[i].outcome == IMPORT_ADDED ? ERR_OK : ERR_DISK_FULL);
    uint64_t free_bytes = 0;
    assert_int_equal(file_free_bytes(library.text, &free_bytes), ERR_OK);
    assert_true(free_bytes >= RESERVE);
    import_list_free(&list);
    assert_library_holds(*state, 1);
    unmount(library.text);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_document_is_added_with_what_its_book_says),
        SCRATCH_TEST(the_same_file_twice_is_one_document),
        SCRATCH_TEST(each_refusal_has_its_cause_and_leaves_nothing),
        SCRATCH_TEST(what_is_too_large_or_no_file_any_more_is_refused),
        SCRATCH_TEST(what_is_not_picked_is_left),
        SCRATCH_TEST(a_lost_book_is_made_again),
        SCRATCH_TEST(who_waits_for_a_book_to_be_made_again_gives_signs_of_life),
        SCRATCH_TEST(a_sweep_leaves_the_work_of_another_process),
        SCRATCH_TEST(a_thread_adds_and_tells_how_far_it_is),
        SCRATCH_TEST(two_workers_end_as_one_does),
        SCRATCH_TEST(what_breaks_the_library_ends_the_run),
        SCRATCH_TEST(cancelling_drops_the_present_one_whole),
        SCRATCH_TEST(two_at_a_time_leave_the_reserve),
        SCRATCH_TEST(a_full_disk_refuses_what_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
