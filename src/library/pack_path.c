#include "library/pack_path.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_safe_part(const char *part, size_t bytes)
{
    return bytes && !(bytes == 1 && part[0] == '.') &&
           !(bytes == 2 && part[0] == '.' && part[1] == '.');
}

static bool is_text(const char *path, size_t bytes)
{
    if (!utf8_is_valid(path, bytes))
        return false;
    size_t used;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(path + at, bytes - at, &used);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == '\\')
            return false;
    }
    return true;
}

bool pack_path_is_safe(const char *path)
{
    size_t bytes = strlen(path);
    if (bytes > PACK_PATH_BYTES_MOST || !is_text(path, bytes))
        return false;
    for (const char *part = path;; part++) {
        size_t length = strcspn(part, "/");
        if (!is_safe_part(part, length))
            return false;
        part += length;
        if (!*part)
            return true;
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcasecmp(*(char *const *)a, *(char *const *)b);
}

bool pack_path_has_twins(const char **paths, size_t count)
{
    bool twins = false;
    if (count)
        qsort(paths, count, sizeof *paths, compare_paths);
    for (size_t i = 1; i < count; i++)
        twins |= compare_paths(&paths[i - 1], &paths[i]) == 0;
    return twins;
}
