#include "app/closing.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

bool closing_is_allowed(const char *driver)
{
    static const char *const whole_screen[] = {"KMSDRM", "evdev"};
    if (getenv("NOTIFY_SOCKET"))
        return false;
    bool alone = false;
    for (size_t i = 0; driver && i < sizeof whole_screen / sizeof *whole_screen; i++)
        alone = alone || strcmp(driver, whole_screen[i]) == 0;
    return !alone || getenv("LECTERN_MAY_CLOSE");
}

void closing_ignore_terminal(void)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_IGN);
}
