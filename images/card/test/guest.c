/* guest: the test's hand inside of the emulated board. It is no part of the image: it comes on a drive of its own, and is started by a
 * unit that the test puts on the kernel's command line. guest PORT
 *
 * On PORT, a virtio serial port, it reads requests and answers each in turn:
 *   NUMBER run BYTES\n<a shell's command>
 *   NUMBER panel\n                      makes a touch panel
 *   NUMBER touch X Y\n | NUMBER lift\n  one finger on it, in thousandths of the glass
 * with NUMBER STATUS BYTES\n<what it printed>. The number tells answers that came too late from the one that is waited for. */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMMAND_BYTES = 64 * 1024, ANSWER_BYTES = 4 * 1024 * 1024, PANEL_MOST = 1000 };

/* The host's end may be gone for a while; then a read gives nothing. */
static bool read_all(int port, char *to, size_t bytes)
{
    while (bytes) {
        ssize_t n = read(port, to, bytes);
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        if (n <= 0) {
            usleep(50 * 1000);
            continue;
        }
        to += n;
        bytes -= (size_t)n;
    }
    return true;
}

static bool write_all(int port, const char *from, size_t bytes)
{
    while (bytes) {
        ssize_t n = write(port, from, bytes);
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        if (n <= 0) {
            usleep(50 * 1000);
            continue;
        }
        from += n;
        bytes -= (size_t)n;
    }
    return true;
}

static bool read_line(int port, char *line, size_t size)
{
    for (size_t n = 0; n + 1 < size; n++) {
        if (!read_all(port, line + n, 1))
            return false;
        if (line[n] == '\n') {
            line[n] = 0;
            return true;
        }
    }
    return false;
}

struct asker {
    int port;
    unsigned number; /* of the request that is answered */
};

static bool answer(struct asker to, int status, const char *text, size_t bytes)
{
    char head[60];
    int n = snprintf(head, sizeof head, "%u %d %zu\n", to.number, status, bytes);
    return write_all(to.port, head, (size_t)n) && write_all(to.port, text, bytes);
}

static void be_shell(const char *command, int out)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, 0);
    dup2(out, 1);
    dup2(out, 2);
    setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* Everything that the command printed, as far as there is room. */
static size_t collect(int from, char *text)
{
    size_t bytes = 0;
    for (;;) {
        char over[4096];
        bool full = bytes == ANSWER_BYTES;
        ssize_t n =
            full ? read(from, over, sizeof over) : read(from, text + bytes, ANSWER_BYTES - bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return bytes;
        bytes += full ? 0 : (size_t)n;
    }
}

static bool run(struct asker to, const char *command, char *text)
{
    int pair[2];
    if (pipe2(pair, O_CLOEXEC) != 0)
        return answer(to, 126, "", 0);
    pid_t child = fork();
    if (child == 0)
        be_shell(command, pair[1]);
    close(pair[1]);
    size_t bytes = collect(pair[0], text);
    close(pair[0]);
    int how = 0;
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR)
        ;
    int status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    return answer(to, child > 0 ? status : 126, text, bytes);
}

static int panel_make(void)
{
    int panel = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (panel < 0)
        return -1;
    const int axes[] = {
        ABS_X, ABS_Y, ABS_MT_SLOT, ABS_MT_TRACKING_ID, ABS_MT_POSITION_X, ABS_MT_POSITION_Y};
    bool ok = ioctl(panel, UI_SET_EVBIT, EV_KEY) == 0 &&
              ioctl(panel, UI_SET_KEYBIT, BTN_TOUCH) == 0 &&
              ioctl(panel, UI_SET_EVBIT, EV_ABS) == 0 &&
              ioctl(panel, UI_SET_PROPBIT, INPUT_PROP_DIRECT) == 0;
    for (size_t i = 0; ok && i < sizeof axes / sizeof *axes; i++) {
        struct uinput_abs_setup axis = {.code = (__u16)axes[i], .absinfo = {.maximum = PANEL_MOST}};
        if (axes[i] == ABS_MT_SLOT)
            axis.absinfo.maximum = 4;
        ok = ioctl(panel, UI_ABS_SETUP, &axis) == 0;
    }
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 0x1d6b, .product = 0x0104}};
    snprintf(setup.name, sizeof setup.name, "Touch panel of the image's test");
    if (ok && ioctl(panel, UI_DEV_SETUP, &setup) == 0 && ioctl(panel, UI_DEV_CREATE) == 0)
        return panel;
    close(panel);
    return -1;
}

static bool emit(int panel, int type, int code, int value)
{
    struct input_event event = {.type = (__u16)type, .code = (__u16)code, .value = value};
    return write(panel, &event, sizeof event) == (ssize_t)sizeof event;
}

static bool finger(int panel, bool down, int x, int y)
{
    static const int one_finger = 1;
    bool ok = emit(panel, EV_ABS, ABS_MT_SLOT, 0) &&
              emit(panel, EV_ABS, ABS_MT_TRACKING_ID, down ? one_finger : -1);
    if (down)
        ok = ok && emit(panel, EV_ABS, ABS_MT_POSITION_X, x) &&
             emit(panel, EV_ABS, ABS_MT_POSITION_Y, y) && emit(panel, EV_ABS, ABS_X, x) &&
             emit(panel, EV_ABS, ABS_Y, y);
    return ok && emit(panel, EV_KEY, BTN_TOUCH, down) && emit(panel, EV_SYN, SYN_REPORT, 0);
}

/* One finger down or up; the status of the answer. */
static int touch(int panel, bool down, int x, int y)
{
    return panel >= 0 && finger(panel, down, x, y) ? 0 : 1;
}

int main(int count, char **arguments)
{
    int port = count == 2 ? open(arguments[1], O_RDWR | O_CLOEXEC) : -1;
    char *command = malloc(COMMAND_BYTES + 1), *text = malloc(ANSWER_BYTES);
    if (port < 0 || !command || !text)
        return 1;
    char line[200];
    int panel = -1, x = 0, y = 0, start = 0;
    unsigned bytes = 0;
    struct asker to = {.port = port};
    bool ok = true;
    while (ok && read_line(port, line, sizeof line)) {
        if (sscanf(line, "%u %n", &to.number, &start) != 1)
            continue;
        const char *what = line + start;
        if (sscanf(what, "run %u", &bytes) == 1 && bytes <= COMMAND_BYTES) {
            ok = read_all(port, command, bytes);
            command[bytes] = 0;
            ok = ok && run(to, command, text);
        } else if (strcmp(what, "panel") == 0) {
            panel = panel < 0 ? panel_make() : panel;
            ok = answer(to, panel < 0, "", 0);
        } else if (sscanf(what, "touch %d %d", &x, &y) == 2) {
            ok = answer(to, touch(panel, true, x, y), "", 0);
        } else if (strcmp(what, "lift") == 0) {
            ok = answer(to, touch(panel, false, 0, 0), "", 0);
        } else {
            ok = answer(to, 125, "", 0);
        }
    }
    return 0;
}
