/* copy_name.h: names for the files of a copy that a person reads and that any stick takes: FAT, exFAT, NTFS and ext4 alike.
 *
 * What those forbid is left out or written otherwise (Microsoft, 'Naming Files, Paths, and Namespaces'); no two names of a copy differ
 * in capitals or accents only. Private to this folder. Any thread, one at a time. */
#ifndef LECTERN_LIBRARY_COPY_NAME_H
#define LECTERN_LIBRARY_COPY_NAME_H

#include <stdbool.h>
#include <stddef.h>

enum { COPY_NAME_BYTES_MOST = 120 }; /* of a name, its ending aside */

/* `text` as a file's name, of at most COPY_NAME_BYTES_MOST bytes; "" when nothing of it can stay. Free with free. */
char *copy_name_clean(const char *text);

/* Whether every part of a path can be a file's name as it is. */
bool copy_name_is_plain(const char *path);

/* The ending of a document's name with its dot: ".pdf"; "" when it has none that is one. Free with free. */
char *copy_name_ending(const char *name);

/* The names that a copy has by now. Zero it to begin. */
struct copy_names {
    char **folded;
    size_t count, cap;
};

/* "folder/name.pdf", or "folder/name (2).pdf" when there is such a name; `folder` "" for the top. Free with free. */
char *copy_names_make(struct copy_names *names, const char *folder, const char *name,
                      const char *ending);
void copy_names_free(struct copy_names *names);

#endif
