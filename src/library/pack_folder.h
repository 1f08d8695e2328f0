/* pack_folder.h: what is kept of a pack beside its documents: packs/<folder>/ with its manifest, its glossaries (glossary.<lang>.tsv), its
 * lexicons (lexicon.tsv, lexicon.<lang>.tsv, as speech/lexicon.h looks for them) and its logo (logo.png, .jpg, .jpeg or .svg). Each version has a folder of its own, so that a row
 * of library.db and what it names change as one. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_PACK_FOLDER_H
#define LECTERN_LIBRARY_PACK_FOLDER_H

#include "base/err.h"

#include <sqlite3.h>

struct pack;

/* Writes and syncs such a folder for a pack; *out: its name in packs/, to be freed with free. */
MUST_USE enum err pack_folder_write(const char *library, const struct pack *pack, char **out);

/* Removes one; what can't be is left to the next sweep. */
void pack_folder_remove(const char *library, const char *name);

/* For a sweep: removes each that no row names. The caller holds incoming/ alone. */
MUST_USE enum err pack_folder_sweep(const char *library, sqlite3 *db);

#endif
