/* copy.h: a copy of a whole library in a folder of a stick: what making one (export.h) and taking one in (restore.h) share.
 *
 *     Lectern copy 2026-11-22/
 *         SHA256SUMS                      over all of the rest, as sha256sum writes it
 *         Read me.txt
 *         Briefings/Inclusive education.pdf ...       documents under their section, named by their titles
 *         Lectern data/catalogue.tsv                  copy_catalogue.h
 *         Lectern data/packs/, keys/, words/          packs as they were signed, trusted keys, the library's word lists
 *
 * A person can read the documents without Lectern. Any thread. */
#ifndef LECTERN_LIBRARY_COPY_H
#define LECTERN_LIBRARY_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COPY_FOLDER    "Lectern copy"
#define COPY_UNDATED   "without date" /* stands for the date where nobody knows it */
#define COPY_DATA      "Lectern data"
#define COPY_CATALOGUE COPY_DATA "/catalogue.tsv"
#define COPY_READ_ME   "Read me.txt"

enum copy_stage {
    COPY_WRITING,  /* bytes onto the stick */
    COPY_CHECKING, /* bytes of a copy against its sums */
    COPY_ADDING    /* documents into the library */
};

struct copy_progress {
    enum copy_stage stage;
    uint64_t done_bytes, total_bytes; /* WRITING, CHECKING */
    size_t done, count;               /* ADDING: documents */
};

/* What a run tells and asks on its way; each may be NULL. Called from the thread that runs. */
struct copy_watch {
    void (*tell)(void *data, const struct copy_progress *progress);
    bool (*cancelled)(void *data); /* asked at least once for every 256 KB */
    void *data;
};

#endif
