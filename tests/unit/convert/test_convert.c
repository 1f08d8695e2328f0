/* convert_document against a worker that does its worst: each misdeed has its cause, and leaves no process, file or descriptor. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "convert/convert.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct bench {
    char folder[64];
    char *document_path, *book_path;
    int document_fd;
};

static int set_up(void **state)
{
    struct bench *b = mem_new(1, sizeof *b);
    strcpy(b->folder, "/tmp/lectern-convert-XXXXXX");
    if (!mkdtemp(b->folder))
        return -1;
    b->document_path = file_join(b->folder, "document");
    b->book_path = file_join(b->folder, "book");
    b->document_fd = open(b->document_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    *state = b;
    return b->document_fd >= 0 && write(b->document_fd, "words", 5) == 5 ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    close(b->document_fd);
    unlink(b->document_path);
    unlink(b->book_path);
    int failed = rmdir(b->folder);
    free(b->document_path);
    free(b->book_path);
    free(b);
    return failed;
}

static struct convert_job job_for(const struct bench *b, const char *mode)
{
    struct convert_job job = {
        .worker_path = FAKE_WORKER,
        .document_fd = b->document_fd,
        .name = mode,
        .book_path = b->book_path,
        .limits = convert_limits_default(),
    };
    return job;
}

static int count_fds(void)
{
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    int count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

/* Converts, and checks what must hold whatever the worker did. */
static enum err convert(const struct convert_job *job)
{
    int before = count_fds();
    enum err err = convert_document(job);
    assert_int_equal(count_fds(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(access(job->book_path, F_OK), err == ERR_OK ? 0 : -1);
    return err;
}

static enum err convert_mode(const struct bench *b, const char *mode)
{
    struct convert_job job = job_for(b, mode);
    return convert(&job);
}

static enum err convert_impatiently(const struct bench *b, const char *mode)
{
    struct convert_job job = job_for(b, mode);
    job.limits.page_ms = 200;
    return convert(&job);
}

/* The words of the book, one space between them. */
static void assert_words(const struct bench *b, const char *expected)
{
    struct book *book;
    assert_int_equal(book_open(b->book_path, &book), ERR_OK);
    struct str words = {0};
    for (uint32_t i = 1; i <= book->word_count; i++) {
        str_add(&words, i > 1 ? " " : "");
        str_add_bytes(&words, book->pool + book->words[i].text, book->words[i].bytes);
    }
    assert_string_equal(str_text(&words), expected);
    str_free(&words);
    book_close(book);
}

static void a_good_worker_makes_a_book(void **state)
{
    assert_int_equal(convert_mode(*state, "good"), ERR_OK);
    assert_words(*state, "page1 page2 page3 page4 page5");
}

static void a_page_that_hangs_costs_that_page(void **state)
{
    assert_int_equal(convert_impatiently(*state, "hang-2"), ERR_OK);
    assert_words(*state, "page1 page3 page4 page5");
}

static void a_page_that_crashes_costs_that_page(void **state)
{
    assert_int_equal(convert_mode(*state, "crash-3"), ERR_OK);
    assert_words(*state, "page1 page2 page4 page5");
    assert_int_equal(convert_mode(*state, "quit-5"), ERR_OK);
    assert_words(*state, "page1 page2 page3 page4");
}

static void a_picture_that_breaks_a_worker_costs_no_words(void **state)
{
    assert_int_equal(convert_mode(*state, "picture crash-3"), ERR_OK);
    assert_words(*state, "page1 page2 bare3 page4 page5");
    assert_int_equal(convert_impatiently(*state, "picture hang-25"), ERR_OK);
    assert_words(*state, "page1 bare2 page3 page4 bare5");
}

static void after_three_such_pages_pictures_are_left_alone(void **state)
{
    assert_int_equal(convert_mode(*state, "picture crash-123"), ERR_OK);
    assert_words(*state, "bare1 bare2 bare3 bare4 bare5");
}

static void where_no_pictures_are_wanted_the_page_goes_at_once(void **state)
{
    struct convert_job job = job_for(*state, "picture crash-2");
    job.limits.picture_most_px = 0;
    assert_int_equal(convert(&job), ERR_OK);
    assert_words(*state, "page1 page3 page4 page5");
}

static void bad_pages_apart_cost_only_themselves(void **state)
{
    assert_int_equal(convert_mode(*state, "crash-124"), ERR_OK);
    assert_words(*state, "page3 page5");
}

static void three_bad_pages_in_a_row_end_it(void **state)
{
    assert_int_equal(convert_mode(*state, "crash-234"), ERR_OK);
    assert_words(*state, "page1");
}

static void nothing_but_bad_pages_is_refused_by_their_cause(void **state)
{
    assert_int_equal(convert_mode(*state, "crash-123"), ERR_DAMAGED);
    assert_int_equal(convert_impatiently(*state, "hang-123"), ERR_TOO_SLOW);
}

static void an_end_before_any_page_has_its_cause(void **state)
{
    assert_int_equal(convert_mode(*state, "segv"), ERR_DAMAGED);
    assert_int_equal(convert_mode(*state, "sys"), ERR_WORKER);
    assert_int_equal(convert_mode(*state, "kill"), ERR_TOO_BIG);
    assert_int_equal(convert_mode(*state, "memory"), ERR_TOO_BIG);
    assert_int_equal(convert_mode(*state, "xcpu"), ERR_TOO_SLOW);
    assert_int_equal(convert_mode(*state, "quit"), ERR_WORKER);
    assert_int_equal(convert_mode(*state, "linger"), ERR_WORKER);
    assert_int_equal(convert_impatiently(*state, "silent"), ERR_TOO_SLOW);
    assert_int_equal(convert_impatiently(*state, "half header"), ERR_TOO_SLOW);
}

static void causes_are_passed_on_but_not_any_number(void **state)
{
    static const enum err passed[] = {ERR_EMPTY,   ERR_DAMAGED,    ERR_LOCKED,  ERR_TOO_BIG,
                                      ERR_NO_TEXT, ERR_NOT_A_KIND, ERR_TOO_SLOW};
    char mode[32];
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        snprintf(mode, sizeof mode, "told %d", (int)passed[i]);
        assert_int_equal(convert_mode(*state, mode), passed[i]);
    }
    static const int broken[] = {ERR_OK, ERR_CANCELLED, ERR_PIN_WRONG, ERR_DISK_FULL, 999, -1};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        snprintf(mode, sizeof mode, "told %d", broken[i]);
        assert_int_equal(convert_mode(*state, mode), ERR_WORKER);
    }
    snprintf(mode, sizeof mode, "told %d", (int)ERR_NO_MEMORY);
    assert_int_equal(convert_mode(*state, mode), ERR_TOO_BIG);
}

static void a_broken_protocol_is_refused(void **state)
{
    static const char *const modes[] = {
        "huge",        "empty page",         "unknown kind",    "job back",      "book first",
        "done first",  "page past the last", "garbage",         "other version", "cut",
        "half a book", "wrong total",        "page after book",
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        assert_int_equal(convert_mode(*state, modes[i]), ERR_WORKER);
    assert_int_equal(convert_mode(*state, "crash in the book"), ERR_DAMAGED);
}

static void floods_are_dammed(void **state)
{
    struct convert_job job = job_for(*state, "book flood");
    job.limits.book_bytes = 4u << 20;
    assert_int_equal(convert(&job), ERR_TOO_BIG);
    job = job_for(*state, "page flood");
    job.limits.document_ms = 300;
    assert_int_equal(convert(&job), ERR_TOO_SLOW);
}

static void the_whole_document_has_a_limit(void **state)
{
    struct convert_job job = job_for(*state, "hang-1");
    job.limits.document_ms = 200;
    assert_int_equal(convert(&job), ERR_TOO_SLOW);
}

struct watcher {
    uint32_t calls, last, pages;
    int asked, cancel_at;
};

static void watch(void *data, uint32_t page, uint32_t pages)
{
    struct watcher *w = data;
    assert_true(page > w->last);
    w->calls++;
    w->last = page;
    w->pages = pages;
}

static bool cancel(void *data)
{
    struct watcher *w = data;
    return w->cancel_at && ++w->asked >= w->cancel_at;
}

static void progress_only_ever_rises(void **state)
{
    struct convert_job job = job_for(*state, "crash-3");
    struct watcher w = {0};
    job.progress = watch;
    job.data = &w;
    assert_int_equal(convert(&job), ERR_OK);
    assert_int_equal(w.calls, 5);
    assert_int_equal(w.last, 5);
    assert_int_equal(w.pages, 5);
}

static void somebody_who_cancels_is_heard_while_a_page_hangs(void **state)
{
    struct convert_job job = job_for(*state, "hang-2");
    job.limits.page_ms = 600000;
    job.limits.document_ms = 600000;
    struct watcher w = {.cancel_at = 6};
    job.cancelled = cancel;
    job.data = &w;
    assert_int_equal(convert(&job), ERR_CANCELLED);
}

static void documents_that_need_no_worker_to_refuse(void **state)
{
    struct bench *b = *state;
    struct convert_job job = job_for(b, "good");
    job.limits.document_bytes = 4;
    assert_int_equal(convert(&job), ERR_TOO_BIG);
    assert_int_equal(ftruncate(b->document_fd, 0), 0);
    assert_int_equal(convert_mode(b, "good"), ERR_EMPTY);
    job.document_fd = open(b->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(convert(&job), ERR_NOT_A_KIND);
    close(job.document_fd);
}

static void a_worker_that_is_not_there_is_an_error(void **state)
{
    struct convert_job job = job_for(*state, "good");
    job.worker_path = "/nowhere/lectern-worker";
    assert_int_equal(convert(&job), ERR_WORKER);
}

static void a_book_that_can_not_be_written_is_an_error(void **state)
{
    struct convert_job job = job_for(*state, "good");
    job.book_path = "/nowhere/book";
    assert_int_equal(convert(&job), ERR_NOT_FOUND);
}

static void a_very_long_name_keeps_its_end(void **state)
{
    char name[600];
    memset(name, 'x', sizeof name);
    strcpy(name + sizeof name - 9, "-crash-3");
    assert_int_equal(convert_mode(*state, name), ERR_OK);
    assert_words(*state, "page1 page2 page4 page5");
}

enum { THREADS = 6 };

static void *convert_on_thread(void *data)
{
    struct convert_job *job = data;
    return convert_document(job) == ERR_OK ? NULL : data;
}

static void several_threads_convert_at_once(void **state)
{
    struct bench *b = *state;
    int before = count_fds();
    pthread_t threads[THREADS];
    struct convert_job jobs[THREADS];
    char *paths[THREADS];
    for (int i = 0; i < THREADS; i++) {
        char number[16];
        snprintf(number, sizeof number, "book%d", i);
        paths[i] = file_join(b->folder, number);
        jobs[i] = job_for(b, i % 2 ? "crash-3" : "good");
        jobs[i].book_path = paths[i];
        assert_int_equal(pthread_create(&threads[i], NULL, convert_on_thread, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_null(failed);
        assert_int_equal(unlink(paths[i]), 0);
        free(paths[i]);
    }
    assert_int_equal(count_fds(), before);
}

static void pages_behind_the_most_are_left_out(void **state)
{
    struct convert_job job = job_for(*state, "good");
    job.pages_most = 3;
    assert_int_equal(convert(&job), ERR_OK);
    assert_words(*state, "page1 page2 page3");
    job.name = "crash-2"; /* also by the worker that goes on */
    assert_int_equal(convert(&job), ERR_OK);
    assert_words(*state, "page1 page3");
    job.name = "crash-5"; /* it never comes so far */
    assert_int_equal(convert(&job), ERR_OK);
    assert_words(*state, "page1 page2 page3");
}

/* A book that nobody keeps may be a file without a name; only then a link is followed. */
static void a_temporary_book_may_be_in_memory(void **state)
{
    struct bench *b = *state;
    char path[64];
    int fd = memfd_create("book", MFD_CLOEXEC);
    assert_true(fd >= 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct convert_job job = job_for(b, "good");
    job.book_path = path;
    assert_int_not_equal(convert_document(&job), ERR_OK);
    job.is_temporary = true;
    assert_int_equal(convert_document(&job), ERR_OK);
    job.name = "crash-3"; /* the second one begins the file again */
    assert_int_equal(convert_document(&job), ERR_OK);
    struct book *book = NULL;
    assert_int_equal(book_open(path, &book), ERR_OK);
    assert_int_equal(book->word_count, 4);
    book_close(book);
    close(fd);
}

static void *niceness_after_giving_way(void *data)
{
    convert_give_way();
    *(int *)data = getpriority(PRIO_PROCESS, (id_t)gettid());
    return NULL;
}

static void only_the_thread_that_gives_way_does(void **state)
{
    (void)state;
    pthread_t thread;
    int before = getpriority(PRIO_PROCESS, (id_t)gettid()), nice = 0;
    assert_int_equal(pthread_create(&thread, NULL, niceness_after_giving_way, &nice), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(nice > 0 && nice >= before);
    assert_int_equal(getpriority(PRIO_PROCESS, (id_t)gettid()), before);
}

static void the_worker_is_looked_for_where_it_may_be(void **state)
{
    (void)state;
    setenv("LECTERN_WORKER", "/somewhere/else", 1);
    char *path = convert_worker_path();
    assert_string_equal(path, "/somewhere/else");
    free(path);
    unsetenv("LECTERN_WORKER");
    path = convert_worker_path();
    assert_string_equal(path, LECTERN_LIBEXECDIR "/lectern-worker");
    free(path);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(a_good_worker_makes_a_book),
        WITH_BENCH(a_page_that_hangs_costs_that_page),
        WITH_BENCH(a_page_that_crashes_costs_that_page),
        WITH_BENCH(a_picture_that_breaks_a_worker_costs_no_words),
        WITH_BENCH(after_three_such_pages_pictures_are_left_alone),
        WITH_BENCH(where_no_pictures_are_wanted_the_page_goes_at_once),
        WITH_BENCH(bad_pages_apart_cost_only_themselves),
        WITH_BENCH(three_bad_pages_in_a_row_end_it),
        WITH_BENCH(nothing_but_bad_pages_is_refused_by_their_cause),
        WITH_BENCH(an_end_before_any_page_has_its_cause),
        WITH_BENCH(causes_are_passed_on_but_not_any_number),
        WITH_BENCH(a_broken_protocol_is_refused),
        WITH_BENCH(floods_are_dammed),
        WITH_BENCH(the_whole_document_has_a_limit),
        WITH_BENCH(progress_only_ever_rises),
        WITH_BENCH(somebody_who_cancels_is_heard_while_a_page_hangs),
        WITH_BENCH(documents_that_need_no_worker_to_refuse),
        WITH_BENCH(a_worker_that_is_not_there_is_an_error),
        WITH_BENCH(a_book_that_can_not_be_written_is_an_error),
        WITH_BENCH(a_very_long_name_keeps_its_end),
        WITH_BENCH(several_threads_convert_at_once),
        WITH_BENCH(pages_behind_the_most_are_left_out),
        WITH_BENCH(a_temporary_book_may_be_in_memory),
        cmocka_unit_test(only_the_thread_that_gives_way_does),
        cmocka_unit_test(the_worker_is_looked_for_where_it_may_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
