/* What systemd hears of the kiosk: when the first frame shows, that the loop turns, that it ends; by the module, and by the program itself. */
#include "../library/scratch.h"

#include "app/service.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

enum { TIMEOUT_MS = 60000, WATCHDOG_MS = 400 };

struct systemd {
    void *folder;
    int socket;
};

static int start(void **state)
{
    struct systemd *d = mem_new(1, sizeof *d);
    *state = d;
    if (scratch_setup(&d->folder) != 0)
        return -1;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/notify", (char *)d->folder);
    d->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    char limit[32];
    snprintf(limit, sizeof limit, "%d", WATCHDOG_MS * 1000);
    return d->socket < 0 || bind(d->socket, (struct sockaddr *)&address, sizeof address) != 0 ||
           setenv("NOTIFY_SOCKET", address.sun_path, 1) != 0 ||
           setenv("WATCHDOG_USEC", limit, 1) != 0;
}

static int stop(void **state)
{
    struct systemd *d = *state;
    close(d->socket);
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    scratch_teardown(&d->folder);
    free(d);
    return 0;
}

/* The next word, waited for so long; "" none came. */
static const char *hear(struct systemd *d, int most_ms, char out[128])
{
    struct pollfd p = {.fd = d->socket, .events = POLLIN};
    ssize_t bytes = poll(&p, 1, most_ms) == 1 ? recv(d->socket, out, 127, 0) : 0;
    out[bytes > 0 ? bytes : 0] = 0;
    return out;
}

static void a_loop_that_turns_is_told_of_in_time(void **state)
{
    struct systemd *d = *state;
    char word[128];
    struct service service = service_begin();
    service_ready(&service);
    assert_string_equal(hear(d, TIMEOUT_MS, word), "READY=1\nWATCHDOG=1");
    int sleep_ms = service_sleep_ms(&service, -1);
    assert_in_range(sleep_ms, 0, WATCHDOG_MS / 2 + 1);
    assert_int_equal(service_sleep_ms(&service, 0), 0);
    assert_true(service_sleep_ms(&service, 100000) <= WATCHDOG_MS / 2 + 1);
    service.told_us -= WATCHDOG_MS / 2 * 1000;
    assert_true(service_sleep_ms(&service, -1) <= 1);
    service_alive(&service);
    assert_string_equal(hear(d, TIMEOUT_MS, word), "WATCHDOG=1");
    service_end(&service);
    assert_string_equal(hear(d, TIMEOUT_MS, word), "STOPPING=1");
    assert_string_equal(hear(d, 0, word), "");
}

static void without_systemd_nothing_is_told(void **state)
{
    struct systemd *d = *state;
    char word[128];
    char *path = mem_copy_string(getenv("NOTIFY_SOCKET"));
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    struct service service = service_begin();
    setenv("NOTIFY_SOCKET", path, 1);
    free(path);
    service_ready(&service);
    service_alive(&service);
    service_end(&service);
    assert_int_equal(service_sleep_ms(&service, -1), -1);
    assert_int_equal(service_sleep_ms(&service, 5), 5);
    assert_string_equal(hear(d, 0, word), "");
}

static void a_watchdog_of_another_process_is_not_fed(void **state)
{
    struct systemd *d = *state;
    char word[128];
    setenv("WATCHDOG_PID", "1", 1);
    struct service service = service_begin();
    unsetenv("WATCHDOG_PID");
    service_alive(&service);
    assert_int_equal(service_sleep_ms(&service, -1), -1);
    assert_string_equal(hear(d, 0, word), "");
}

/* The program as systemd starts it, asleep on its first screen. */
static void the_kiosk_tells(void **state)
{
    struct systemd *d = *state;
    char word[128];
    struct scratch_path library = scratch_at(d->folder, "library");
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        setenv("SDL_VIDEODRIVER", "offscreen", 1);
        setenv("SDL_AUDIODRIVER", "dummy", 1);
        execl(LECTERN_BUILD "/lectern", "lectern", "run", "--config", "/dev/null", "--library",
              library.text, (char *)NULL);
        _exit(127);
    }
    assert_string_equal(hear(d, TIMEOUT_MS, word), "READY=1\nWATCHDOG=1");
    for (int i = 0; i < 3; i++)
        assert_string_equal(hear(d, TIMEOUT_MS, word), "WATCHDOG=1");
    assert_int_equal(kill(pid, SIGTERM), 0);
    while (strcmp(hear(d, TIMEOUT_MS, word), "WATCHDOG=1") == 0)
        ;
    assert_string_equal(word, "STOPPING=1");
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define SYSTEMD_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SYSTEMD_TEST(a_loop_that_turns_is_told_of_in_time),
        SYSTEMD_TEST(without_systemd_nothing_is_told),
        SYSTEMD_TEST(a_watchdog_of_another_process_is_not_fed),
        SYSTEMD_TEST(the_kiosk_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
