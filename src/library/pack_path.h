/* pack_path.h: the names that a file in a pack may have. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_PACK_PATH_H
#define LECTERN_LIBRARY_PACK_PATH_H

#include <stdbool.h>
#include <stddef.h>

enum { PACK_PATH_BYTES_MOST = 255 };

/* "briefings/send.pdf": relative, parted by '/', good UTF-8 without control characters and backslashes, of at most
 * PACK_PATH_BYTES_MOST bytes; no part is empty, "." or "..". */
bool pack_path_is_safe(const char *path);

/* Are two of them the same? Capitals do not tell two files apart: sticks and other systems would put one over the other. Sorts `paths`. */
bool pack_path_has_twins(const char **paths, size_t count);

#endif
