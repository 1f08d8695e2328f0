/* What the console's keys meant, as it was kept; strange bytes give no key a meaning out of range, and touch nothing but keys. */
#include "strange.h"

#include "guard/console.h"

#include <linux/kd.h>
#include <linux/keyboard.h>
#include <linux/vt.h>

static int take(void *data, unsigned long request, void *argument)
{
    (void)argument;
    size_t *keys = data;
    must(request == VT_UNLOCKSWITCH || request == KDSKBENT);
    *keys += request == KDSKBENT;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t keys = 0;
    const struct console console = {.control = take, .data = &keys};
    FILE *kept = size ? fmemopen((void *)(uintptr_t)data, size, "r") : NULL;
    if (!kept)
        return 0;
    must(console_unlock(&console, kept) == ERR_OK);
    must(keys <= size / 5 + 1); /* "0 0 0" */
    fclose(kept);
    return 0;
}
