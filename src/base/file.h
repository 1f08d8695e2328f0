/* file.h: files read whole, mapped, and written so that a power cut leaves the old or the new, never half. Any thread. */
#ifndef LECTERN_BASE_FILE_H
#define LECTERN_BASE_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file mapped read only. `bytes` is NULL for an empty file. */
struct file_map {
    const unsigned char *bytes;
    size_t count;
};

/* Reads a whole file of at most `most_bytes` (else ERR_TOO_BIG) into *out, NUL-terminated; free with free. */
MUST_USE enum err file_read(const char *path, size_t most_bytes, char **out, size_t *out_bytes);

/* Maps a file. Let go with file_unmap. */
MUST_USE enum err file_open_map(const char *path, struct file_map *out);
void file_unmap(struct file_map *map);

/* Writes path.tmp, fsync, rename to path, fsync of the folder. */
MUST_USE enum err file_write_atomic(const char *path, const void *bytes, size_t count);

/* Reads at most `most` bytes, whatever interrupts it; *got: how many, 0 at the end. */
MUST_USE enum err file_read_piece(int fd, void *out, size_t most, size_t *got);

/* Writes all of it, whatever short writes happen. */
MUST_USE enum err file_write_all(int fd, const void *bytes, size_t count);

/* Makes the folder and those above it (mode 0755). Done already is fine. */
MUST_USE enum err file_make_folders(const char *path);

/* fsync of a folder, so that a rename in it is kept. */
MUST_USE enum err file_sync_folder(const char *path);

/* Bytes that an ordinary process may still write in the file system of `path`. */
MUST_USE enum err file_free_bytes(const char *path, uint64_t *out);

/* Does it lie on a disk that can't be written to, or not any more, as the kernel has found? Nothing is tried: what a mount says counts. Some
 * 50 microseconds. */
bool file_is_fixed(const char *path);

/* "folder/name" on the heap; free with free. */
char *file_join(const char *folder, const char *name);

/* The part after the last '/'; borrowed from `path`. */
const char *file_name(const char *path);

/* A file of assets/ ("theme.ini", "lexicon/en.tsv"): $LECTERN_ASSETS, else the source's, else the installed folder. Free with free. */
char *file_asset_path(const char *name);

#endif
