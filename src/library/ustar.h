/* ustar.h: one uncompressed tar file in POSIX's ustar form (IEEE Std 1003.1-2017, pax, 'ustar Interchange Format'), as a pack is sent.
 *
 * Plain files and folders only, with safe names (pack_path), none twice; sizes that fit; two empty blocks at the end and nothing but
 * zeros after them. Whatever else there is (links, devices, pax or GNU extensions, a header whose sum is wrong) refuses the whole file.
 * GNU tar's default form passes as long as it needs none of its extensions. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_USTAR_H
#define LECTERN_LIBRARY_USTAR_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { USTAR_MEMBERS_MOST = 2000 };

struct ustar_member { /* a plain file */
    char *path;
    uint64_t offset, bytes; /* of what it holds, in the tar file */
};

struct ustar_list {
    struct ustar_member *items; /* as they lie in the file */
    size_t count, cap;
};

/* Looks through the whole tar file that is open in `fd` (its place is not kept). ERR_PACK: not as above, or cut off. ERR_TOO_BIG: more
 * than USTAR_MEMBERS_MOST. ERR_IO. Free with ustar_list_free in any case. */
MUST_USE enum err ustar_read(int fd, struct ustar_list *out);
void ustar_list_free(struct ustar_list *list);

/* Writes one file of `bytes` bytes, read from where `from` stands, at the end of `to`. The same files give the same tar file. ERR_PACK:
 * the name is not safe, or too long for ustar. ERR_IO: `from` is shorter. */
MUST_USE enum err ustar_write(int to, const char *path, int from, uint64_t bytes);

/* Writes the end. */
MUST_USE enum err ustar_write_end(int to);

#endif
