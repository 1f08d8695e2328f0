/* export.h: saves a copy of the whole library to a stick (copy.h): documents, what staff chose, packs, keys, word lists.
 *
 * Books are not in it: they are made again. Nor is the staff PIN, nor anything about visitors. The copy is made under another name, synced,
 * and renamed when it is whole; an earlier copy is never touched. Any thread. */
#ifndef LECTERN_LIBRARY_EXPORT_H
#define LECTERN_LIBRARY_EXPORT_H

#include "base/err.h"
#include "library/copy.h"

struct export_options {
    const char *library;
    const char *folder;  /* in which the copy is made */
    const char *date;    /* "2026-11-22": the copy's name ends with it; "" not known */
    const char *read_me; /* the words of 'Read me.txt'; NULL: none */
};

struct export_result {
    char *path; /* of the copy */
    size_t documents, packs;
    size_t
        loose_packs; /* whose documents are in it one by one: a pack can't be made again when one of its documents was removed */
    size_t lost;     /* documents whose files are not what they were: they are left out */
    uint64_t bytes;
};

/* ERR_NOT_FOUND: no library. ERR_DISK_FULL: the stick has no room for it. ERR_TOO_BIG: a file is larger than the stick's file system
 * takes (FAT: 4 GB). ERR_DENIED: the stick can't be written. ERR_IO: it was pulled, or does not answer. ERR_CANCELLED. Then nothing of it stays
 * on the stick, as far as it can be removed. Free with export_result_free in any case. */
MUST_USE enum err export_run(const struct export_options *options, const struct copy_watch *watch,
                             struct export_result *out);
void export_result_free(struct export_result *result);

/* How many bytes a copy would have, about. */
MUST_USE enum err export_measure(const char *library, uint64_t *bytes);

#endif
