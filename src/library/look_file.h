/* look_file.h: a first look at one file: two passes, what each finds, and what is known of the library meanwhile. Private to this folder.
 * Thread: that of the look. */
#ifndef LECTERN_LIBRARY_LOOK_FILE_H
#define LECTERN_LIBRARY_LOOK_FILE_H

#include "library/importer.h"

enum look_pass {
    LOOK_BYTES, /* its size, its first bytes; whether it is here already */
    LOOK_WORKER /* a worker reads its first pages */
};
enum { LOOK_PASSES = 2 };

struct look_file {
    char *path; /* NULL: not to be looked at */
    char *section;
    enum kind kind;
    enum import_verdict verdict;
    bool is_final; /* the second pass has nothing to add */
    char *title;   /* NULL: not known */
    char replaces[65], *replaces_title;
};

struct look_file_job {
    const char *folder, *worker_path;
    struct convert_limits limits;
    bool (*cancelled)(void *data);
    void *data;
};

/* What is in the library, read once. NULL when it can't be read: then nothing is here already. */
struct look_library;
struct look_library *look_library_open(const struct look_file_job *job);
void look_library_close(struct look_library *library);

void look_file_begin(const struct import_item *item, struct look_file *out);

/* Looks at `file`, which is only read. False: there is nothing to tell. Free what was found with look_file_free. */
bool look_file_find(const struct look_file_job *job, const struct look_library *library,
                    enum look_pass pass, const struct look_file *file, struct look_file *found);

/* Moves what was found, but path and section, into `file`. */
void look_file_take(struct look_file *file, struct look_file *found);

/* Puts it into the item; false: it said so already. */
bool look_file_put(const struct look_file *file, struct import_item *item);
void look_file_free(struct look_file *file);

#endif
