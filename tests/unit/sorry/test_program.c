/* The program itself, without a screen and without sound: told to stop it says so and leaves its line; keys of a terminal do not end it; cut
 * short it is plainer the next time. Where it only asks to wait, being told to stop is no failure. */
#include "base/file.h"

#include <inttypes.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { STOPPED = 3, TRIES_MOST = 3000 };

struct started {
    pid_t pid;
    char state[64], log[64];
};

/* `flag`: one more, or NULL. */
static void start(struct started *p, const char *folder, const char *flag)
{
    snprintf(p->state, sizeof p->state, "%s/state", folder);
    snprintf(p->log, sizeof p->log, "%s/log", folder);
    p->pid = fork();
    if (p->pid == 0) {
        setenv("SDL_VIDEODRIVER", "offscreen", 1);
        setenv("SDL_AUDIODRIVER", "dummy", 1);
        setenv("INVOCATION_ID", "of systemd", 1);
        if (!freopen(p->log, "w", stderr))
            _exit(127);
        char *argv[] = {"lectern-sorry",         "--config", "/dev/null", "--state", p->state,
                        (char *)(uintptr_t)flag, NULL};
        execv(LECTERN_BUILD "/lectern-sorry", argv);
        _exit(127);
    }
    assert_true(p->pid > 0);
}

/* Its line, once it is `wanted`; it is looked for again and again, as nothing tells. */
static void assert_state(const struct started *p, const char *wanted)
{
    char line[64] = "";
    for (int i = 0; i < TRIES_MOST; i++) {
        char *now = NULL;
        size_t bytes;
        if (file_read(p->state, sizeof line - 1, &now, &bytes) == ERR_OK)
            snprintf(line, sizeof line, "%s", now);
        free(now);
        if (strcmp(line, wanted) == 0)
            return;
        poll(NULL, 0, 10);
    }
    fail_msg("the state is '%s', not '%s'", line, wanted);
}

static int status_of(const struct started *p)
{
    int status = 0;
    assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
    return status;
}

/* It says where it can't hear what is pressed. */
static void assert_hears(const struct started *p)
{
    char *log = NULL;
    size_t bytes;
    assert_int_equal(file_read(p->log, 1 << 16, &log, &bytes), ERR_OK);
    assert_null(strstr(log, "nothing that is pressed"));
    free(log);
}

static void it_ends_only_when_it_is_told_to(void **state)
{
    (void)state;
    char folder[] = "/tmp/lectern-sorry-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct started p;
    start(&p, folder, NULL);
    assert_state(&p, "1 -1\n");
    for (int i = 0; i < 3; i++) {
        kill(p.pid, SIGINT);
        kill(p.pid, SIGQUIT);
        kill(p.pid, SIGTSTP);
        kill(p.pid, SIGHUP);
        poll(NULL, 0, 20);
        assert_int_equal(waitpid(p.pid, NULL, WNOHANG), 0);
    }
    kill(p.pid, SIGTERM);
    int status = status_of(&p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), STOPPED);
    unsigned count = 0;
    int64_t ended_s = -1;
    char *line = NULL;
    size_t bytes;
    assert_int_equal(file_read(p.state, 64, &line, &bytes), ERR_OK);
    assert_int_equal(sscanf(line, "%u %" SCNd64, &count, &ended_s), 2);
    free(line);
    assert_int_equal(count, 1);
    assert_true(ended_s >= 0);
    start(&p, folder, NULL);
    assert_state(&p, "2 -1\n");
    kill(p.pid, SIGKILL);
    assert_true(WIFSIGNALED(status_of(&p)));
    start(&p, folder, NULL);
    assert_state(&p, "3 -1\n");
    kill(p.pid, SIGTERM);
    assert_int_equal(WEXITSTATUS(status_of(&p)), STOPPED);
    assert_hears(&p); /* this one did without a window */
    unlink(p.state);
    unlink(p.log);
    rmdir(folder);
}

static void getting_ready_it_waits_to_be_told(void **state)
{
    (void)state;
    char folder[] = "/tmp/lectern-sorry-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct started p;
    start(&p, folder, "--getting-ready");
    assert_state(&p, "1 -1\n");
    assert_int_equal(waitpid(p.pid, NULL, WNOHANG), 0);
    kill(p.pid, SIGTERM);
    int status = status_of(&p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_hears(&p);
    unlink(p.state);
    unlink(p.log);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_ends_only_when_it_is_told_to),
        cmocka_unit_test(getting_ready_it_waits_to_be_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
