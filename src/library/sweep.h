/* sweep.h: clears away what a killed or cut import left: files in incoming/, documents and books without a row, and rows whose
 * document is gone. */
#ifndef LECTERN_LIBRARY_SWEEP_H
#define LECTERN_LIBRARY_SWEEP_H

#include "base/err.h"

#include <sqlite3.h>
#include <stdbool.h>

/* Sweeps the library in `folder`, whose database is `db`, open for writing. While another process adds documents it does nothing
 * and answers ERR_OK. A folder that can't be read in full leaves all rows as they are. *damaged: rows and documents don't belong together
 * because the database is not whole (database_check): no document is removed then, and it should be made again. */
MUST_USE enum err sweep_library(const char *folder, sqlite3 *db, bool *damaged);

#endif
