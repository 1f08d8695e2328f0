#include "base/mem.h"
#include "library/search_handle.h"
#include "library/term.h"

#include <string.h>

size_t search_complete(struct search *s, const char *before, const char *typed, size_t most,
                       char **out)
{
    struct term term;
    bool ready;
    size_t count = 0;
    (void)before;
    if (search_begin_look(s, &ready) == ERR_OK && ready) {
        term_read(typed, strlen(typed), &term);
        sqlite3_stmt *row = search_statement(s, SEARCH_BEGINNING);
        if (row) {
            search_bind_range(row, term.text);
            sqlite3_bind_int64(row, 3, (int64_t)most);
            while (count < most && sqlite3_step(row) == SQLITE_ROW)
                out[count++] = mem_copy_string((const char *)sqlite3_column_text(row, 1));
            sqlite3_reset(row);
        }
    }
    search_end_look(s);
    return count;
}
