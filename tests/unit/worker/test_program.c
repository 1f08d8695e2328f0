/* lectern-worker as the kiosk starts it, on documents of our own. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "convert/convert.h"
#include "convert/process.h"
#include "convert/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define WORKER LECTERN_BUILD "/lectern-worker"
#define SAMPLE "assets/samples/library/Briefings/Learning together - briefing.pdf"
enum { PATIENCE_S = 120 };

/* A worker at the sample, and what it said. */
struct talk {
    struct process process;
    struct wire_job *job;
    unsigned char *payload;
    struct str book;
    uint32_t pages; /* as the last WIRE_PAGE said */
    uint32_t told;  /* by WIRE_FAILED */
};

static int set_up(void **state)
{
    struct talk *t = mem_new(1, sizeof *t);
    t->job = mem_new(1, sizeof *t->job);
    t->payload = mem_new(1, WIRE_MESSAGE_MOST_BYTES);
    *t->job = (struct wire_job){
        .version = WIRE_VERSION, .memory_mb = 512, .cpu_s = PATIENCE_S, .name = "briefing.pdf"};
    int fd = open(SAMPLE, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || process_start(WORKER, fd, &t->process) != ERR_OK)
        return -1;
    close(fd);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    struct talk *t = *state;
    process_end(&t->process, 0);
    str_free(&t->book);
    free(t->payload);
    free(t->job);
    free(t);
    return 0;
}

/* Sends the job and listens to the end. Returns the last message's kind, or 0 when the worker went away before. */
static enum wire_kind talk_through(struct talk *t)
{
    uint64_t end_us = clock_monotonic_us() + PATIENCE_S * UINT64_C(1000000);
    enum wire_kind kind = 0;
    assert_int_equal(wire_send(t->process.socket, WIRE_JOB, t->job, sizeof *t->job), ERR_OK);
    for (enum wire_kind before = 0; kind != WIRE_DONE && kind != WIRE_FAILED; before = kind) {
        size_t bytes;
        if (wire_receive(t->process.socket, end_us, &kind, t->payload, &bytes) != ERR_OK)
            return 0;
        assert_true(wire_may_follow(before, kind));
        if (kind == WIRE_BOOK)
            str_add_bytes(&t->book, t->payload, bytes);
        if (kind == WIRE_PAGE)
            memcpy(&t->pages, t->payload + sizeof(uint32_t), sizeof t->pages);
        if (kind == WIRE_FAILED)
            memcpy(&t->told, t->payload, sizeof t->told);
    }
    return kind;
}

static struct book *open_book(const struct talk *t)
{
    struct book *book;
    assert_int_equal(
        book_from_bytes((const unsigned char *)t->book.data, t->book.length_bytes, &book), ERR_OK);
    return book;
}

static uint32_t count_words_on(const struct book *book, uint32_t page)
{
    uint32_t count = 0;
    for (uint32_t n = 1; n <= book->word_count; n++)
        count += book->words[n].page == page;
    return count;
}

/* How often. */
static uint32_t warns(const struct book *book, enum warning_kind kind, uint32_t page)
{
    uint32_t count = 0;
    for (uint32_t n = 1; n <= book->warning_count; n++)
        count += book->warnings[n].kind == kind && book->warnings[n].page == page;
    return count;
}

static void a_document_becomes_a_book(void **state)
{
    struct talk *t = *state;
    assert_int_equal(talk_through(t), WIRE_DONE);
    int status = process_end(&t->process, PATIENCE_S * 1000);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    struct book *book = open_book(t);
    assert_int_equal(book->page_count, t->pages);
    assert_true(book->word_count > 500);
    assert_true(count_words_on(book, 2) > 20);
    assert_int_equal(warns(book, WARNING_PAGE_LOST, 2), 0);
    book_close(book);
}

static void pages_that_broke_a_worker_are_left_out_and_named(void **state)
{
    struct talk *t = *state;
    t->job->skip_count = 1;
    t->job->skip[0] = 2;
    t->job->give_up_from = 4;
    assert_int_equal(talk_through(t), WIRE_DONE);
    struct book *book = open_book(t);
    assert_int_equal(warns(book, WARNING_PAGE_LOST, 2), 1);
    assert_int_equal(warns(book, WARNING_PAGES_GIVEN_UP, 4), 1);
    assert_int_equal(count_words_on(book, 2), 0);
    assert_true(count_words_on(book, 3) > 0);
    assert_int_equal(count_words_on(book, 4), 0);
    book_close(book);
}

static void pictures_that_broke_a_worker_are_left_out_and_named(void **state)
{
    struct talk *t = *state;
    t->job->picture_most_px = 100;
    t->job->bare_count = 1;
    t->job->bare[0] = 2;
    assert_int_equal(talk_through(t), WIRE_DONE);
    struct book *book = open_book(t);
    assert_int_equal(warns(book, WARNING_PICTURES_LOST, 2), 1);
    assert_int_equal(warns(book, WARNING_PAGE_LOST, 2), 0);
    assert_true(count_words_on(book, 2) > 20);
    book_close(book);
}

static void a_job_of_another_version_is_refused(void **state)
{
    struct talk *t = *state;
    t->job->version = WIRE_VERSION + 1;
    assert_int_equal(talk_through(t), WIRE_FAILED);
    assert_int_equal(t->told, ERR_WORKER);
}

/* From here on this process and its children can put up no filter. */
static bool forbid_filters(void)
{
    enum { CALL = offsetof(struct seccomp_data, nr), FIRST = offsetof(struct seccomp_data, args) };
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, CALL),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, FIRST),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

static void without_its_walls_it_opens_nothing(void **state)
{
    struct talk *t = *state;
    process_end(&t->process, 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int fd = open(SAMPLE, O_RDONLY | O_CLOEXEC);
        if (!forbid_filters() || fd < 0 || process_start(WORKER, fd, &t->process) != ERR_OK)
            _exit(2);
        bool refused = talk_through(t) == WIRE_FAILED && t->told == ERR_WORKER && !t->pages;
        _exit(refused && lseek(fd, 0, SEEK_CUR) == 0 ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void it_ends_when_the_kiosk_is_gone(void **state)
{
    struct talk *t = *state;
    assert_int_equal(shutdown(t->process.socket, SHUT_RDWR), 0);
    int status = process_end(&t->process, PATIENCE_S * 1000);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
}

/* A text whose book needs more than the least memory that the settings allow. */
static int open_long_text(void)
{
    enum { LINES = 250000 };
    static const char line[] = "Nothing about us without us, and then once more: nothing.\n";
    char path[] = "/tmp/lectern-long-text-XXXXXX";
    int fd = mkostemp(path, O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(unlink(path), 0);
    struct str text = {0};
    for (int i = 0; i < LINES; i++)
        str_add_bytes(&text, line, sizeof line - 1);
    assert_int_equal(file_write_all(fd, text.data, text.length_bytes), ERR_OK);
    str_free(&text);
    return fd;
}

static void without_memory_a_document_is_too_big(void **state)
{
    (void)state;
#ifdef LECTERN_SANITIZER
    puts("skipped: a sanitizer has no limit of memory");
    skip();
#endif
    struct convert_job job = {
        .worker_path = WORKER,
        .document_fd = open_long_text(),
        .name = "long.txt",
        .book_path = "/tmp/lectern-no-book-comes",
        .limits = convert_limits_default(),
    };
    job.limits.memory_mb = 128;
    assert_int_equal(convert_document(&job), ERR_TOO_BIG);
    close(job.document_fd);
}

static void it_is_not_for_people(void **state)
{
    (void)state;
    posix_spawn_file_actions_t actions;
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    assert_int_equal(posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0), 0);
    assert_int_equal(posix_spawn_file_actions_addclosefrom_np(&actions, 3), 0);
    char name[] = "lectern-worker";
    char *argv[] = {name, NULL}, *environment[] = {NULL};
    pid_t pid;
    assert_int_equal(posix_spawn(&pid, WORKER, &actions, NULL, argv, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
}

#define WITH_WORKER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORKER(a_document_becomes_a_book),
        WITH_WORKER(pages_that_broke_a_worker_are_left_out_and_named),
        WITH_WORKER(pictures_that_broke_a_worker_are_left_out_and_named),
        WITH_WORKER(a_job_of_another_version_is_refused),
        WITH_WORKER(without_its_walls_it_opens_nothing),
        WITH_WORKER(it_ends_when_the_kiosk_is_gone),
        cmocka_unit_test(without_memory_a_document_is_too_big),
        cmocka_unit_test(it_is_not_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
