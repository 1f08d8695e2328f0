/* mounts: what the mounts say of a file. */
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

enum { MOUNTS_BYTES_MOST = 1 << 20 };

/* Is the word among those between commas? */
static bool has_option(const char *options, size_t length, const char *word)
{
    size_t size = strlen(word);
    for (size_t at = 0; at < length;) {
        const char *comma = memchr(options + at, ',', length - at);
        size_t end = comma ? (size_t)(comma - options) : length;
        if (end - at == size && memcmp(options + at, word, size) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

/* "36 35 98:0 / /point rw,noatime shared:1 - ext4 /dev/x rw,errors=remount-ro": the last field is the file system's own. The mount's may
 * be read-only for others. emergency_ro: ext4's own word since Linux 6.15 for what went wrong; it says rw beside it. */
static bool is_fixed_line(const char *line, size_t length)
{
    size_t at = length;
    while (at && line[at - 1] != ' ')
        at--;
    return has_option(line + at, length - at, "ro") ||
           has_option(line + at, length - at, "emergency_ro");
}

bool file_is_fixed(const char *path)
{
    struct stat st;
    char *text = NULL, number[32];
    bool fixed = false;
    if (stat(path, &st) != 0 ||
        file_read("/proc/self/mountinfo", MOUNTS_BYTES_MOST, &text, NULL) != ERR_OK)
        return false;
    snprintf(number, sizeof number, " %u:%u ", major(st.st_dev), minor(st.st_dev));
    for (const char *line = text; *line && !fixed;) {
        size_t length = strcspn(line, "\n");
        const char *at = strstr(line, number);
        fixed = at && at < line + length && is_fixed_line(line, length);
        line += length + (line[length] != 0);
    }
    free(text);
    return fixed;
}
