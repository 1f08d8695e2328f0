/* whole: the library on the disk, as the next start finds it: nothing is lost, nothing lies about. */
#include "oracle.h"

#include "base/file.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "library/choice.h"
#include "library/pack_store.h"
#include "library/search.h"
#include "library/search_index.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Without the lock and other hidden files. */
static size_t files_in(const char *library, const char *name)
{
    char *folder = file_join(library, name);
    size_t count = 0;
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        count += *entry->d_name != '.' && strcmp(entry->d_name, "lock") != 0;
    if (dir)
        closedir(dir);
    free(folder);
    return count;
}

static bool is_database_sound(const char *library)
{
    char *path = file_join(library, "library.db");
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    bool sound = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                 sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL) == SQLITE_OK &&
                 sqlite3_step(s) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    sqlite3_finalize(s);
    sqlite3_close(db);
    free(path);
    return sound;
}

static void look_at_documents(struct oracle *o, struct catalogue *c,
                              const struct document_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct book *book = NULL;
        const char *title = list->items[i].title;
        char *path = catalogue_document_path(c, list->items[i].id);
        if (access(path, R_OK) != 0)
            oracle_break(o, RULE_LIBRARY, "the original of '%s' is gone", title);
        if (catalogue_open_book(c, list->items[i].id, &book) != ERR_OK)
            oracle_break(o, RULE_LIBRARY, "'%s' can't be opened", title);
        book_close(book);
        free(path);
    }
}

/* What was removed or half added left no file behind. */
static void look_for_strays(struct oracle *o, const char *library, size_t documents)
{
    static const char *const folders[] = {"documents", "books"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t files = files_in(library, folders[i]);
        if (files != documents)
            oracle_break(o, RULE_LIBRARY, "%zu files in %s/ for %zu documents", files, folders[i],
                         documents);
    }
    if (files_in(library, "incoming"))
        oracle_break(o, RULE_LIBRARY, "something was left in incoming/");
}

static void look_at_packs(struct oracle *o, struct catalogue *c, const char *library)
{
    struct pack_list packs;
    if (pack_store_list(c, &packs) != ERR_OK) {
        oracle_break(o, RULE_LIBRARY, "the packs can't be listed");
        return;
    }
    if (packs.count != files_in(library, "packs"))
        oracle_break(o, RULE_LIBRARY, "%zu folders in packs/ for %zu packs",
                     files_in(library, "packs"), packs.count);
    pack_list_free(&packs);
}

static void look_at_search(struct oracle *o, struct catalogue *c, const char *library)
{
    uint32_t waiting = 1;
    struct search *s = search_new(c);
    if (search_index_mend(library, NULL, NULL) != ERR_OK || search_waiting(s, &waiting) != ERR_OK ||
        waiting)
        oracle_break(o, RULE_LIBRARY, "the search index can't be mended");
    search_free(s);
}

static void plant(const char *library)
{
    char *path = file_join(library, "incoming/a-stray-file");
    if (file_write_atomic(path, "?", 1) != ERR_OK)
        perror(path);
    free(path);
    path = file_join(library, "books/a-stray-book.book");
    if (file_write_atomic(path, "?", 1) != ERR_OK)
        perror(path);
    free(path);
}

void whole_look(struct oracle *o, const char *library)
{
    struct catalogue *c = NULL;
    struct document_list list = {0};
    if (!is_database_sound(library))
        oracle_break(o, RULE_LIBRARY, "the database is damaged");
    if (catalogue_open(library, true, &c) != ERR_OK || catalogue_clear_aside(c) != ERR_OK ||
        catalogue_list_all(c, &list) != ERR_OK) {
        oracle_break(o, RULE_LIBRARY, "the library can't be opened");
    } else {
        if (o->plant == RULE_LIBRARY)
            plant(library);
        look_at_documents(o, c, &list);
        look_for_strays(o, library, list.count);
        look_at_packs(o, c, library);
        look_at_search(o, c, library);
    }
    document_list_free(&list);
    catalogue_close(c);
}
