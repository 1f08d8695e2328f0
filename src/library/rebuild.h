/* rebuild.h: makes a new library.db of what can be saved when the old one is damaged or lost: its rows and settings as far as they
 * can still be read, and a row from the book of each document that then has none. The damaged file is kept as library.db.damaged-N. */
#ifndef LECTERN_LIBRARY_REBUILD_H
#define LECTERN_LIBRARY_REBUILD_H

#include "base/err.h"

#include <stdbool.h>

/* Whether the library has documents but no database, or an empty one: opening it as it is would sweep them away. An error when that
 * can't be told. */
MUST_USE enum err rebuild_is_due(const char *folder, bool *out);

/* Rebuilds; when another process just did, leaves it at that. ERR_LIBRARY: others are at work in this library, try again later. */
MUST_USE enum err rebuild_library(const char *folder);

#endif
