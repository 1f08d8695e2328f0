/* console.h: the kernel's own console, and what keys do there: another console (Ctrl+Alt+F2), a restart (Ctrl+Alt+Del), letters, signals.
 *
 * While a kiosk runs none of them may do anything, not even in the second between two of its runs, when SDL does not hold the keyboard.
 * So each key of each of the kernel's maps is made to do nothing, and consoles can't be switched. Keys reach the kiosk another way
 * (evdev), which knows nothing of these maps. One thread. */
#ifndef LECTERN_GUARD_CONSOLE_H
#define LECTERN_GUARD_CONSOLE_H

#include "base/err.h"

#include <stdio.h>

/* ioctl on the console: 0, or -1 with errno. A test has its own. */
struct console {
    int (*control)(void *data, unsigned long request, void *argument);
    void *data;
};

/* Shows console `number`, lets no other be shown, and takes the meaning of all keys away; writes what they meant into `kept`, a line for
 * each key, before the first is changed. Locked already: what `kept` gets is then empty. ERR_DENIED without CAP_SYS_TTY_CONFIG;
 * ERR_IO. */
MUST_USE enum err console_lock(const struct console *console, int number, FILE *kept);

/* Gives back what `kept` holds; lines that make no sense are passed over. */
MUST_USE enum err console_unlock(const struct console *console, FILE *kept);

#endif
