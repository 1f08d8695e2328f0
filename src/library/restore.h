/* restore.h: takes a copy of a library (copy.h) into a library: an empty one of a new kiosk, or one that has documents already.
 *
 * Nothing is taken before all of the copy is what its sums say. Then keys (only when staff said so), word lists, packs, documents, and at last
 * what staff chose, each whole or not at all: a restore that was cut is completed by the next one. It adds and never removes: what is here
 * stays, and what staff chose here is not changed. Any thread. */
#ifndef LECTERN_LIBRARY_RESTORE_H
#define LECTERN_LIBRARY_RESTORE_H

#include "base/err.h"
#include "library/copy.h"
#include "library/importer.h"
#include "library/minisign.h"

/* The copy in a folder: the folder itself, or the latest by name of those in it that were finished. ERR_NOT_FOUND: none. Free with free. */
MUST_USE enum err restore_find(const char *folder, char **path);

struct restore_key {
    char name[MINISIGN_NAME_BYTES];
    bool is_trusted; /* here already */
    char *
        makers; /* of the packs in the copy that are signed with it, as they call themselves, with ", " between; "" none */
};

struct restore_summary {
    char *path;
    int64_t made_s;
    size_t documents, packs;
    size_t known; /* of the documents: here already */
    uint64_t bytes;
    struct restore_key *keys;
    size_t key_count;
};

/* What a copy says that it holds; its documents are not read yet. ERR_NOT_FOUND: no copy. ERR_COPY. Free with restore_summary_free in any case. */
MUST_USE enum err restore_look(const char *library, const char *path, struct restore_summary *out);
void restore_summary_free(struct restore_summary *summary);

struct restore_options {
    const char *path;
    bool trusts_keys; /* staff say that the makers whose keys are in the copy are to be trusted */
    struct importer_options importer; /* its library; the rule for packs is PACK_FORWARD */
};

struct restore_result {
    struct import_list list; /* what went through the importer; most of what was here did not */
    struct import_tally
        tally; /* of the documents of the copy; refused: those that are not here now */
    size_t keys;
    char *bad; /* the file that is not as it should be; NULL none */
};

/* ERR_COPY: see above; nothing was taken. ERR_DISK_FULL: there is no room for it here; before anything was taken, or after. ERR_CANCELLED: what was
 * added stays. ERR_IO, ERR_LIBRARY. Free with restore_result_free in any case. */
MUST_USE enum err restore_run(const struct restore_options *options, const struct copy_watch *watch,
                              struct restore_result *out);
void restore_result_free(struct restore_result *result);

#endif
