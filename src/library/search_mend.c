#include "book/file.h"
#include "library/catalogue_parts.h"
#include "library/incoming.h"
#include "library/search_index.h"
#include "library/search_index_rows.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    TIDY_FROM = 50
}; /* documents entered: their many small runs of words are then merged into one */

static void take_id(void *data, sqlite3_stmt *row)
{
    id_list_take(data, row);
}

static void take_flag(void *data, sqlite3_stmt *row)
{
    *(bool *)data = sqlite3_column_int(row, 0) != 0;
}

/* Makes the index empty when removed documents are most of it. */
static enum err start_anew_when_mostly_dead(struct search_index *x)
{
    bool is_due = false;
    enum err err = search_index_read(x,
                                     "SELECT (SELECT sum(words) FROM dead) > 100000 +"
                                     " (SELECT coalesce(sum(words), 0) FROM document)",
                                     take_flag, &is_due);
    if (err != ERR_OK || !is_due)
        return err;
    return search_index_run(x, "INSERT INTO body(body) VALUES ('delete-all');"
                               "DELETE FROM document; DELETE FROM part; DELETE FROM word;"
                               "DELETE FROM sound; UPDATE dead SET words = 0");
}

struct mending {
    struct catalogue *catalogue;
    struct search_index *index;
    bool (*cancelled)(void *);
    void *data;
    size_t added;
};

static bool is_cancelled(const struct mending *m)
{
    return m->cancelled && m->cancelled(m->data);
}

/* Which file the book is now; a book made again is another file. */
static uint64_t book_file(const struct mending *m, const char *id)
{
    struct stat st;
    char *path = catalogue_book_path(m->catalogue, id);
    uint64_t file = stat(path, &st) == 0 ? (uint64_t)st.st_ino : 0;
    free(path);
    return file;
}

static bool has_title(const struct mending *m, const char *id, const char *title)
{
    struct document d;
    if (catalogue_find(m->catalogue, id, &d) != ERR_OK)
        return false;
    bool same = strcmp(d.title, title) == 0;
    document_free(&d);
    return same;
}

/* A book that is replaced meanwhile, or gets another title, is taken out before that is done, so what was entered of the old one is taken
 * out here. */
static enum err enter(struct mending *m, const char *id)
{
    struct document d;
    struct book *book = NULL;
    if (catalogue_find(m->catalogue, id, &d) != ERR_OK)
        return ERR_OK; /* gone meanwhile */
    uint64_t file = book_file(m, id);
    enum err err = ERR_OK;
    if (catalogue_open_book(m->catalogue, id, &book) == ERR_OK) {
        err = search_index_add(m->index, id, d.title, book);
        book_close(book);
        m->added++;
        if (err == ERR_OK && (book_file(m, id) != file || !has_title(m, id, d.title)))
            err = search_index_remove(m->index, id);
    } /* else it is entered when its book is made again */
    document_free(&d);
    return err;
}

static enum err mend_lists(struct mending *m, const struct id_list *documents,
                           const struct id_list *entered)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < entered->count && err == ERR_OK; i++)
        if (!id_list_has(documents, entered->items[i]))
            err = search_index_remove(m->index, entered->items[i]);
    for (size_t i = 0; i < documents->count && err == ERR_OK; i++) {
        if (is_cancelled(m))
            return ERR_CANCELLED;
        if (id_list_has(entered, documents->items[i]))
            continue;
        err = incoming_check_reserve(catalogue_folder(m->catalogue)); /* which the PIN needs */
        if (err == ERR_OK)
            err = enter(m, documents->items[i]);
    }
    return err;
}

/* ERR_LIBRARY: the index was damaged and is empty now. */
static enum err mend_once(struct mending *m)
{
    struct id_list documents = {0}, entered = {0};
    enum err err = search_index_check(m->index);
    if (err == ERR_OK)
        err = start_anew_when_mostly_dead(m->index);
    if (err == ERR_OK)
        err = catalogue_list_ids(m->catalogue, &documents);
    if (err == ERR_OK)
        err = search_index_read(m->index, "SELECT id FROM document ORDER BY id", take_id, &entered);
    if (err == ERR_OK)
        err = mend_lists(m, &documents, &entered);
    free(documents.items);
    free(entered.items);
    return err;
}

enum err search_index_mend(const char *folder, bool (*cancelled)(void *), void *data)
{
    struct mending m = {.cancelled = cancelled, .data = data};
    enum err err = catalogue_open(folder, false, &m.catalogue);
    if (err != ERR_OK)
        return err == ERR_NOT_FOUND ? ERR_OK : err;
    err = search_index_open(folder, &m.index);
    if (err == ERR_OK)
        err = mend_once(&m);
    if (err == ERR_LIBRARY && m.index)
        err = mend_once(&m);
    if (err == ERR_OK && m.added >= TIDY_FROM)
        err = search_index_run(m.index, "INSERT INTO body(body) VALUES ('optimize')");
    search_index_close(m.index);
    catalogue_close(m.catalogue);
    return err;
}
