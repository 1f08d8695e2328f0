/* Each try is made by a child that has entered the sandbox; what became of the child is the proof. */
#include "base/mem.h"
#include "book/builder.h"
#include "worker/sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* How a try ended when it ended by exit: what the call answered. */
enum { WORKED = 40, REFUSED_EACCES, FAILED_OTHERWISE, NO_SANDBOX };

enum { DOCUMENT_BYTES = 1000 };

struct cell {
    int document_fd, socket_fd;
    pid_t parent;
};

static int answer(bool worked)
{
    if (worked)
        return WORKED;
    return errno == EACCES ? REFUSED_EACCES : FAILED_OTHERWISE;
}

/* The wait status of a child that entered the sandbox and did `act`. */
static int run_in_cell(int (*act)(const struct cell *cell), uint32_t cpu_s, bool hears_socket)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    FILE *document = tmpfile();
    assert_non_null(document);
    assert_int_equal(ftruncate(fileno(document), DOCUMENT_BYTES), 0);
    struct cell cell = {fileno(document), ends[1], getpid()};
    assert_int_equal(send(ends[0], "order", 5, MSG_NOSIGNAL), 5);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        const struct sandbox_limits limits = {
            .memory_mb = 512,
            .cpu_s = cpu_s,
            .document_fd = cell.document_fd,
            .socket_fd = cell.socket_fd,
            .hears_socket = hears_socket,
        };
        if (sandbox_enter(&limits) != ERR_OK)
            _exit(NO_SANDBOX);
        _exit(act(&cell));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    close(ends[0]);
    close(ends[1]);
    fclose(document);
    return status;
}

static int run_inside(int (*act)(const struct cell *cell), uint32_t cpu_s)
{
    return run_in_cell(act, cpu_s, false);
}

static void assert_answers(int (*act)(const struct cell *cell), int expected)
{
    int status = run_inside(act, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
}

static void assert_ends_by(int (*act)(const struct cell *cell), int signal_number)
{
    int status = run_inside(act, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), signal_number);
}

/* Allowed. */

static int read_document(const struct cell *cell)
{
    char bytes[10];
    off_t end = lseek(cell->document_fd, 0, SEEK_END);
    return answer(end == DOCUMENT_BYTES && lseek(cell->document_fd, 5, SEEK_SET) == 5 &&
                  read(cell->document_fd, bytes, sizeof bytes) == sizeof bytes);
}

static int answer_on_socket(const struct cell *cell)
{
    return answer(send(cell->socket_fd, "book", 4, MSG_NOSIGNAL) == 4 &&
                  write(cell->socket_fd, "book", 4) == 4);
}

static int use_memory(const struct cell *cell)
{
    (void)cell;
    char *small = mem_new(100, 1), *large = malloc(64u << 20);
    if (!large)
        return FAILED_OTHERWISE;
    memset(large, 1, 64u << 20);
    large = realloc(large, 100u << 20);
    bool worked = large != NULL;
    free(large);
    free(small);
    return answer(worked);
}

static int ask_time_and_chance(const struct cell *cell)
{
    (void)cell;
    struct timespec now;
    unsigned char random[8];
    return answer(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) == 0 &&
                  getrandom(random, sizeof random, 0) == sizeof random);
}

/* Boundaries and dictionaries of scripts without spaces are read from ICU's library, not from files. */
static int make_a_book(const struct cell *cell)
{
    (void)cell;
    static const char *const texts[][2] = {
        {"en-GB", "Dr Jones asked. 'Why?' Nobody knew."},
        {"cy", "Mae'r plant yn dysgu gyda'i gilydd."},
        {"th",
         "\xE0\xB9\x80\xE0\xB8\xA3\xE0\xB8\xB5\xE0\xB8\xA2\xE0\xB8\x99\xE0\xB8\x94\xE0\xB9\x89"
         "\xE0\xB8\xA7\xE0\xB8\xA2\xE0\xB8\x81\xE0\xB8\xB1\xE0\xB8\x99"},
        {"ja", "\xE4\xB8\x80\xE7\xB7\x92\xE3\x81\xAB\xE5\xAD\xA6\xE3\x81\xB6\xE3\x80\x82"},
    };
    struct builder *b = builder_new();
    struct str bytes = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct builder_run run = {.lang = texts[i][0]};
        builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
        builder_text(b, texts[i][1], strlen(texts[i][1]), &run);
        builder_end(b);
    }
    bool worked = builder_word_count(b) > 15 && builder_finish(b, &bytes) == ERR_OK;
    str_free(&bytes);
    builder_free(b);
    return answer(worked);
}

/* In C a day's name needs the time zone, which is a file. */
static int name_a_day(const struct cell *cell)
{
    (void)cell;
    time_t then = 86400;
    struct tm parts;
    return answer(localtime_r(&then, &parts) != NULL && gmtime_r(&then, &parts) != NULL);
}

static int abort_itself(const struct cell *cell)
{
    (void)cell;
    abort();
}

/* Answered with EACCES. */

static int stat_a_file(const struct cell *cell)
{
    (void)cell;
    struct stat st;
    return answer(stat("/etc/passwd", &st) == 0);
}

static int control_a_device(const struct cell *cell)
{
    int bytes;
    return answer(ioctl(cell->document_fd, FIONREAD, &bytes) == 0);
}

/* The end. */

static int open_a_file(const struct cell *cell)
{
    (void)cell;
    return answer(open("/etc/passwd", O_RDONLY) >= 0);
}

static int open_in_a_folder(const struct cell *cell)
{
    return answer(openat(cell->document_fd, "passwd", O_RDONLY) >= 0);
}

static int make_a_file(const struct cell *cell)
{
    (void)cell;
    return answer(open("/tmp/lectern-no-such-file", O_WRONLY | O_CREAT, 0600) >= 0);
}

static int list_a_folder(const struct cell *cell)
{
    (void)cell;
    return answer(opendir("/") != NULL);
}

static int make_socket(const struct cell *cell)
{
    (void)cell;
    return answer(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static int connect_out(const struct cell *cell)
{
    struct sockaddr_in there = {.sin_family = AF_INET};
    return answer(connect(cell->socket_fd, (struct sockaddr *)&there, sizeof there) == 0);
}

static int send_to_an_address(const struct cell *cell)
{
    struct sockaddr_in there = {.sin_family = AF_INET};
    return answer(sendto(cell->socket_fd, "x", 1, 0, (struct sockaddr *)&there, sizeof there) == 1);
}

static int fork_itself(const struct cell *cell)
{
    (void)cell;
    return answer(fork() >= 0);
}

static int run_a_program(const struct cell *cell)
{
    (void)cell;
    char *const argv[] = {NULL};
    return answer(execve("/bin/true", argv, argv) == 0);
}

static int map_code(const struct cell *cell)
{
    (void)cell;
    return answer(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                  MAP_FAILED);
}

static int turn_data_into_code(const struct cell *cell)
{
    (void)cell;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return answer(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static int map_a_file(const struct cell *cell)
{
    return answer(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, cell->document_fd, 0) != MAP_FAILED);
}

static int trace_the_parent(const struct cell *cell)
{
    return answer(ptrace(PTRACE_ATTACH, cell->parent, NULL, NULL) == 0);
}

static int kill_the_parent(const struct cell *cell)
{
    return answer(kill(cell->parent, SIGTERM) == 0);
}

static int signal_itself_otherwise(const struct cell *cell)
{
    (void)cell;
    return answer(syscall(SYS_tgkill, getpid(), gettid(), SIGSTOP) == 0);
}

static int write_to_the_document(const struct cell *cell)
{
    return answer(write(cell->document_fd, "x", 1) == 1);
}

static int read_from_the_socket(const struct cell *cell)
{
    char byte;
    return answer(read(cell->socket_fd, &byte, 1) == 1);
}

static int copy_a_descriptor(const struct cell *cell)
{
    return answer(dup2(cell->socket_fd, 2) == 2);
}

static int remove_a_file(const struct cell *cell)
{
    (void)cell;
    return answer(unlink("/tmp/lectern-no-such-file") == 0);
}

static int raise_a_limit(const struct cell *cell)
{
    (void)cell;
    struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};
    return answer(setrlimit(RLIMIT_AS, &most) == 0);
}

static int make_memory_file(const struct cell *cell)
{
    (void)cell;
    return answer(memfd_create("x", 0) >= 0);
}

static int make_a_ring(const struct cell *cell)
{
    (void)cell;
    return answer(syscall(SYS_io_uring_setup, 1, NULL) == 0);
}

/* Limits. */

static int take_a_gigabyte(const struct cell *cell)
{
    (void)cell;
    void *block = malloc((size_t)1 << 30);
    int result = answer(block != NULL);
    free(block);
    return result;
}

static int never_end(const struct cell *cell)
{
    (void)cell;
    volatile unsigned turn = 0;
    while (turn < 1000)
        turn = (turn + 1) % 1000;
    return WORKED;
}

static void what_the_work_needs_is_allowed(void **state)
{
    (void)state;
    assert_answers(read_document, WORKED);
    assert_answers(answer_on_socket, WORKED);
    assert_answers(use_memory, WORKED);
    assert_answers(ask_time_and_chance, WORKED);
    assert_answers(make_a_book, WORKED);
    assert_answers(name_a_day, WORKED);
    assert_ends_by(abort_itself, SIGABRT);
}

static void what_libraries_try_is_refused(void **state)
{
    (void)state;
    assert_answers(stat_a_file, REFUSED_EACCES);
    assert_answers(control_a_device, REFUSED_EACCES);
}

static void everything_else_is_the_end(void **state)
{
    (void)state;
    static int (*const tries[])(const struct cell *) = {
        make_socket,
        connect_out,
        send_to_an_address,
        fork_itself,
        run_a_program,
        map_code,
        turn_data_into_code,
        map_a_file,
        trace_the_parent,
        kill_the_parent,
        signal_itself_otherwise,
        write_to_the_document,
        read_from_the_socket,
        copy_a_descriptor,
        remove_a_file,
        raise_a_limit,
        make_memory_file,
        make_a_ring,
        open_a_file,
        open_in_a_folder,
        make_a_file,
        list_a_folder,
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        assert_ends_by(tries[i], SIGSYS);
}

static int hear_orders(const struct cell *cell)
{
    char order[5];
    return answer(recv(cell->socket_fd, order, sizeof order, 0) == 5);
}

static int hear_orders_elsewhere(const struct cell *cell)
{
    char order[5];
    return answer(recv(cell->document_fd, order, sizeof order, 0) == 5);
}

static void only_a_worker_that_draws_hears_its_socket_and_no_other(void **state)
{
    (void)state;
    int status = run_in_cell(hear_orders, 0, true);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), WORKED);
    assert_ends_by(hear_orders, SIGSYS);
    status = run_in_cell(hear_orders_elsewhere, 0, true);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
    status = run_in_cell(make_socket, 0, true);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
}

static void memory_has_an_end(void **state)
{
    (void)state;
    assert_answers(take_a_gigabyte, FAILED_OTHERWISE);
}

static void time_has_an_end(void **state)
{
    (void)state;
    int status = run_inside(never_end, 1);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGXCPU);
}

int main(void)
{
#ifdef LECTERN_SANITIZER
    puts("skipped: a sanitizer can't live in the real sandbox; run this in the release build");
    return 0;
#endif
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_work_needs_is_allowed),
        cmocka_unit_test(what_libraries_try_is_refused),
        cmocka_unit_test(everything_else_is_the_end),
        cmocka_unit_test(only_a_worker_that_draws_hears_its_socket_and_no_other),
        cmocka_unit_test(memory_has_an_end),
        cmocka_unit_test(time_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
