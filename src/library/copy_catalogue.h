/* copy_catalogue.h: the file that says what a copy of a library holds, and what staff chose: catalogue.tsv.
 *
 *     lectern-copy <TAB> 1                                           its form; this is 1
 *     made      <TAB> SECONDS                                        Unix time
 *     document  <TAB> ID <TAB> BYTES <TAB> ADDED <TAB> own|pack <TAB> SECTION <TAB> NAME <TAB> PATH
 *                                                                    ADDED: Unix time; 'pack': only a pack brought it
 *     choice    <TAB> ID <TAB> KEY <TAB> VALUE                       staff's, about a document above
 *     setting   <TAB> KEY <TAB> VALUE                                staff's, about the library
 *     pack      <TAB> PACK <TAB> VERSION <TAB> KEY <TAB> MAKER <TAB> PATH       as they call themselves; KEY: minisign_name
 *     part      <TAB> PACK <TAB> ID                                  a document above that this pack has
 *     key       <TAB> PATH                                           of a maker that is trusted
 *     words     <TAB> NAME <TAB> PATH                                the library's own word lists: "lexicon.tsv"
 *     end       <TAB> DOCUMENTS
 *
 * UTF-8. In a value \t, \n and \\ stand for tab, new line and backslash. Strangers could have written it: a line that is not understood, a
 * path that is not safe, an id there twice refuse the whole. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_COPY_CATALOGUE_H
#define LECTERN_LIBRARY_COPY_CATALOGUE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    COPY_CATALOGUE_BYTES_MOST = 32 << 20,
    COPY_DOCUMENTS_MOST = 20000,
    COPY_NOTES_MOST = 200000,    /* choices, settings, parts: of each */
    COPY_PACKS_MOST = 500,       /* and as many keys */
    COPY_NAMED_BYTES_MOST = 255, /* of a section, a name, a key */
    COPY_VALUE_BYTES_MOST = 4000
};
#define COPY_NUMBER_MOST INT64_C(999999999999999999)

struct copy_document {
    char id[65];
    uint64_t bytes;
    int64_t added_s;
    bool is_own; /* not only a pack's */
    char *section, *name;
    char *path; /* in the copy */
};

struct copy_note {
    char id[65]; /* "" a setting */
    char *key;   /* of a part: the pack */
    char *value; /* of a part: "" */
};

struct copy_notes {
    struct copy_note *items;
    size_t count, cap;
};

struct copy_pack {
    char *id, *path;
    char *key, *maker; /* maker: "" not said */
    int64_t version;
};

struct copy_path {
    char *name; /* "" a key */
    char *path;
};

struct copy_catalogue {
    int64_t made_s;
    struct copy_document *documents; /* read: by id */
    size_t document_count, document_cap;
    struct copy_notes choices, settings, parts;
    struct copy_pack *packs;
    size_t pack_count, pack_cap;
    struct copy_path *paths; /* keys and words */
    size_t path_count, path_cap;
};

/* Reads one. ERR_COPY: not as above; `problem` (may be NULL) then gets where: "line 7". Free with copy_catalogue_free in any case. */
MUST_USE enum err copy_catalogue_parse(const char *text, size_t bytes, struct copy_catalogue *out,
                                       struct str *problem);
void copy_catalogue_free(struct copy_catalogue *catalogue);

/* Writes one; what it holds is taken on trust: what its reader would not take refuses the whole copy. */
void copy_catalogue_write(const struct copy_catalogue *catalogue, struct str *out);

void copy_notes_add(struct copy_notes *notes, const char *id, const char *key, const char *value);

/* The document of that id in one that was read; NULL: none. */
const struct copy_document *copy_catalogue_find(const struct copy_catalogue *catalogue,
                                                const char *id);

/* Whether a setting goes from library to library: what staff chose about documents. Neither the PIN nor anything about visits does, and
 * nothing that is not known by name; a value that is not one of its kind does not either. */
bool copy_carries_setting(const char *key, const char *value);

/* Whether such a line is taken by who reads it. */
bool copy_carries_choice(const char *id, const char *key, const char *value);
bool copy_carries_pack(const char *id, int64_t version, const char *key, const char *maker);

/* "lexicon.tsv", "lexicon.cy.tsv": a word list of a library's own; nothing else is. */
bool copy_is_words_name(const char *name);

#endif
