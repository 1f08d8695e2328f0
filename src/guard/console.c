#include "guard/console.h"

#include <errno.h>
#include <linux/kd.h>
#include <linux/keyboard.h>
#include <linux/vt.h>
#include <stdbool.h>
#include <stdint.h>

static enum err failed(void)
{
    return err_from_errno(errno);
}

static int control_number(const struct console *console, unsigned long request, int number)
{
    return console->control(console->data, request,
                            (void *)(intptr_t)number); /* NOLINT: as ioctl wants it */
}

/* What key `key` does with the shifts of map `table`; false: there is no such map. */
static bool meaning(const struct console *console, int table, int key, unsigned *out)
{
    struct kbentry entry = {.kb_table = (unsigned char)table, .kb_index = (unsigned char)key};
    if (console->control(console->data, KDGKBENT, &entry) != 0)
        return false;
    *out = entry.kb_value;
    return key != 0 || entry.kb_value != K_NOSUCHMAP;
}

static int set_meaning(const struct console *console, unsigned table, unsigned key, unsigned value)
{
    struct kbentry entry = {.kb_table = (unsigned char)table,
                            .kb_index = (unsigned char)key,
                            .kb_value = (unsigned short)value};
    return console->control(console->data, KDSKBENT, &entry);
}

static enum err keep(const struct console *console, FILE *kept)
{
    for (int table = 0; table < MAX_NR_KEYMAPS; table++) {
        unsigned value;
        if (!meaning(console, table, 0, &value))
            continue;
        for (int key = 0; key < NR_KEYS; key++) {
            if (meaning(console, table, key, &value) && value != K_HOLE)
                fprintf(kept, "%d %d %u\n", table, key, value);
        }
    }
    return fflush(kept) == 0 ? ERR_OK : failed();
}

/* Each key, also one of which the kernel says that it means nothing: of letters it says so where the console is not in its Unicode mode.
 * Goes on behind a key that can't be changed: the rest is worth it. */
static enum err empty(const struct console *console)
{
    enum err err = ERR_OK;
    for (int table = 0; table < MAX_NR_KEYMAPS; table++) {
        unsigned value;
        if (!meaning(console, table, 0, &value))
            continue;
        for (int key = 0; key < NR_KEYS; key++) {
            if (set_meaning(console, (unsigned)table, (unsigned)key, K_HOLE) != 0)
                err = failed();
        }
    }
    return err;
}

enum err console_lock(const struct console *console, int number, FILE *kept)
{
    enum err err = keep(console, kept);
    if (err != ERR_OK)
        return err;
    (void)control_number(console, VT_UNLOCKSWITCH, 1);
    if (control_number(console, VT_ACTIVATE, number) != 0 ||
        control_number(console, VT_LOCKSWITCH, 1) != 0)
        err = failed();
    enum err emptied = empty(console);
    return err != ERR_OK ? err : emptied;
}

enum err console_unlock(const struct console *console, FILE *kept)
{
    enum err err = control_number(console, VT_UNLOCKSWITCH, 1) == 0 ? ERR_OK : failed();
    char line[64];
    while (fgets(line, sizeof line, kept)) {
        unsigned table, key, value;
        if (sscanf(line, "%3u %3u %5u", &table, &key, &value) != 3 || table >= MAX_NR_KEYMAPS ||
            key >= NR_KEYS || value > UINT16_MAX)
            continue;
        if (set_meaning(console, table, key, value) != 0)
            err = failed();
    }
    return err;
}
