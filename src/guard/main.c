/* lectern-console lock FILE | unlock FILE: for lectern-guard.service. FILE keeps what the keys meant, so that they can be given back. */
#include "base/log.h"
#include "guard/console.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { KIOSKS_CONSOLE = 1 }; /* TTYPath= of lectern.service */

static int control(void *data, unsigned long request, void *argument)
{
    return ioctl(*(int *)data, request, argument);
}

/* Locked twice, the first file has what the keys meant. */
static FILE *open_kept(const char *path, bool lock)
{
    return lock && access(path, F_OK) != 0 ? fopen(path, "wxe")
           : lock                          ? fopen("/dev/null", "we")
                                           : fopen(path, "re");
}

int main(int argc, char **argv)
{
    bool lock = argc == 3 && strcmp(argv[1], "lock") == 0;
    if (!lock && (argc != 3 || strcmp(argv[1], "unlock") != 0)) {
        fputs("lectern-console lock FILE | unlock FILE\n", stderr);
        return 2;
    }
    int fd = open("/dev/tty0", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        log_note("there is no console to lock (%s)", strerror(errno));
        return 0;
    }
    FILE *kept = open_kept(argv[2], lock);
    struct console console = {control, &fd};
    enum err err = !kept  ? ERR_IO
                   : lock ? console_lock(&console, KIOSKS_CONSOLE, kept)
                          : console_unlock(&console, kept);
    if (kept)
        fclose(kept);
    if (!lock && err == ERR_OK)
        unlink(argv[2]);
    close(fd);
    if (err != ERR_OK)
        log_error("the console's keys could not be %s (%s)", lock ? "locked" : "given back",
                  err_name(err));
    return err != ERR_OK;
}
