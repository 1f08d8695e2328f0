/* importer.h: puts documents into a library: sniff, hash while copying to incoming/, fsync, worker makes the book, fsync, rename both,
 * one transaction. Whatever is pulled or cut at any step, the library is as before or complete.
 *
 * importer_add works in the calling thread (commands); importer_start does the same on a thread of its own (staff's screen). */
#ifndef LECTERN_LIBRARY_IMPORTER_H
#define LECTERN_LIBRARY_IMPORTER_H

#include "base/err.h"
#include "base/sniff.h"
#include "convert/convert.h"
#include "library/pack_store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum import_outcome {
    IMPORT_WAITING,
    IMPORT_ADDED,
    IMPORT_KNOWN,
    IMPORT_REFUSED,
    IMPORT_REPLACED /* added in the place of an earlier edition of the same work (`replaces`) */
};

/* What staff may expect of a document, or, once it was added, what it is. */
enum import_verdict {
    VERDICT_NOT_YET, /* nobody has looked, or the look was cut short */
    VERDICT_GOOD,
    VERDICT_EASY_READ,        /* good, and an Easy Read edition */
    VERDICT_IN_PART,          /* some of its pages can't be read */
    VERDICT_NOT_ALL_PICTURES, /* its words are whole, its pictures are not */
    VERDICT_PICTURES_ONLY,
    VERDICT_LOCKED,
    VERDICT_DAMAGED, /* also: it breaks its worker, or takes it too long */
    VERDICT_EMPTY,
    VERDICT_TOO_BIG,
    VERDICT_NOT_A_KIND,
    VERDICT_HERE_ALREADY,
    VERDICT_NEWER /* good, and would take the place of an earlier edition */
};

struct import_item {
    char *path;
    char *section; /* where it goes */
    uint64_t bytes;
    enum kind kind; /* as its name says, then as its bytes say (look.h); 0: not known */
    enum import_verdict verdict;
    enum import_outcome outcome;
    enum err err; /* REFUSED: why */
    char id[65];
    char *title;          /* once known */
    char replaces[65];    /* REPLACED, VERDICT_NEWER: the id of the earlier edition, else "" */
    char *replaces_title; /* and its title, else NULL */
    bool
        is_ready; /* it is told as ready, still WAITING, and again once it is entered with others */
    bool picked;  /* staff's tick; true at first */
    bool is_pack; /* a pack (pack.h): its documents become items of the list when it is added */
    bool was_here; /* a pack that was added: it, or another version of it, was here before */
    bool
        in_pack; /* a document of the pack before it; `path` is the pack's with the document's name */
    /* Of a copy of a library (restore.h): */
    char wanted[65]; /* the id that it must have, else ERR_COPY; "" any */
    char *name;      /* the file's name before it was copied; NULL: as `path` has it */
    int64_t added_s; /* when it was added first; 0: now */
};

struct import_list {
    struct import_item *items;
    size_t count, cap;
    bool is_cut; /* there was more than a list takes: the rest was passed over */
};

enum { IMPORT_DEPTH_MOST = 8, IMPORT_FILES_MOST = 10000 };

/* Finds documents under `path` (a file, or a folder, searched to IMPORT_DEPTH_MOST levels and IMPORT_FILES_MOST files; hidden files, links and special files are
 * passed over, and so is what is never a document: a pack's own files, a desktop's, a deleted one). A file in a folder named like one
 * of `sections` (NULL-terminated; capitals do not matter) goes there, the nearest one counting; else `section`. Adds to `list`, in
 * the order in which a person would number the names. ERR_NOT_FOUND; ERR_NOT_A_KIND: neither a file nor a folder. Any thread. */
MUST_USE enum err importer_find(const char *path, const char *const *sections, const char *section,
                                struct import_list *list);
/* The same, but a pack that is a folder gives its documents one by one, for who looks at them before they are signed. */
MUST_USE enum err importer_find_documents(const char *path, const char *const *sections,
                                          const char *section, struct import_list *list);
void import_list_free(struct import_list *list);

/* The packs that lie in the top folder of a stick, at most 20: no other folder is listed, and no file is opened. Adds to `list`. Errors as
 * importer_find's. Any thread. */
MUST_USE enum err importer_find_packs(const char *folder, const char *section,
                                      struct import_list *list);

/* Room that an import leaves free, so that SQLite, the PIN's counters and a removal still work on a full card. */
#define IMPORT_RESERVE_BYTES (UINT64_C(16) << 20)

/* How the files are called in which staff keep what came of an import: with the time between, where it is known. */
#define IMPORT_REPORT_NAME   "Lectern report"
#define IMPORT_REPORT_ENDING ".txt"

/* Whether a file of that name is never a document: hidden and resource-fork files, what Windows leaves, a pack's own files, and what
 * we write: reports, and copies of a library. */
bool importer_passes_over(const char *name);

/* How many of a list came to which end; a pack that is added counts by its documents. */
struct import_tally {
    size_t added, known, refused, replaced;
};
struct import_tally import_list_tally(const struct import_list *list);

struct importer_options {
    const char *folder;      /* the library */
    const char *worker_path; /* NULL: the usual */
    struct convert_limits limits;
    const char *const
        *sections;        /* that a pack may place documents in; NULL-terminated; NULL: any */
    enum pack_rule packs; /* which versions of packs may come */
    int workers;          /* at a time, up to LANES_MOST; 0: two */
};

/* What staff are told of a document that was refused for that cause. Any thread. */
enum import_verdict import_verdict_of_refusal(enum err err);

/* Adds each picked item in turn. A document that is a later state of one that is here (newer.h says when) takes its place at the end of it
 * all, when nothing went wrong: what staff chose for the old one goes over to it, and the old one is set aside (choice.h). Calls `each` (may be NULL) after every one. A pack's documents are put into the list behind it, and are
 * all added as one step at the end of it: until then `each` gets them as they get ready, still WAITING, then all of them and their pack
 * once more. So too what replaces another. A document that the worker refuses does not hold up the rest of its pack; whatever else goes wrong refuses the
 * pack whole, and its documents are taken off the list. ERR_OK even when items were refused; else what broke the library or the disk. Any thread. */
MUST_USE enum err importer_add(const struct importer_options *options, struct import_list *list,
                               void (*each)(void *data, const struct import_item *item),
                               void *data);

/* Makes a document's book again from its original. Meanwhile `alive` (may be NULL) is called at least every 100 ms. */
MUST_USE enum err importer_remake(const struct importer_options *options, const char *id,
                                  void (*alive)(void *data), void *data);

struct importer;

struct importer_progress {
    size_t done,
        count; /* items; a pack counts for one until it is opened, then for its documents too */
    uint32_t page, pages;           /* of one at work; 0 when not known */
    uint64_t bytes_done, bytes_all; /* of the items */
    int thousandths;                /* of the work; never goes back */
    int left_s;                     /* until it is done; -1: not known yet (import_pace.h) */
    bool finished;
    enum err err; /* when finished */
};

/* The same on a thread; takes `list` over (give it back with importer_take). `wake` may be called from that thread. */
MUST_USE enum err importer_start(const struct importer_options *options, struct import_list *list,
                                 void (*wake)(void *), void *data, struct importer **out);
struct importer_progress importer_progress(struct importer *importer);
void importer_cancel(
    struct importer *importer); /* what is added stays; the present one is dropped whole */
/* Waits for the thread to end and gives the list back. Frees the importer. */
void importer_take(struct importer *importer, struct import_list *out);

#endif
