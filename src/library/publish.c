/* publish: a document and its book come to their places, one in another's, or go. */
#include "base/log.h"
#include "library/catalogue_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static enum err move(const char *from, const char *to)
{
    return rename(from, to) == 0 ? ERR_OK : err_from_errno(errno);
}

enum err catalogue_enter(struct catalogue *c, const struct document *d, const char *document_path,
                         const char *book_path)
{
    char *document = catalogue_document_path(c, d->id), *book = catalogue_book_path(c, d->id);
    enum err err = move(document_path, document);
    if (err == ERR_OK)
        err = move(book_path, book);
    if (err == ERR_OK)
        err = choice_forget(c, d->id);
    if (err == ERR_OK)
        err = database_put_document(catalogue_database(c), d);
    free(document);
    free(book);
    return err;
}

/* What is entered, and where it comes from; old_id: of the edition in whose place it comes; NULL: of none. */
struct publication {
    const struct document *document;
    const char *document_path, *book_path, *old_id;
};

static enum err enter_over(struct catalogue *c, const struct publication *p)
{
    bool there = false;
    enum err err = catalogue_enter(c, p->document, p->document_path, p->book_path);
    if (err == ERR_OK && p->old_id)
        err = catalogue_has(c, p->old_id, &there);
    if (err == ERR_OK && there)
        err = choice_succeed(c, p->old_id, p->document->id);
    return err;
}

static enum err publish(struct catalogue *c, const struct publication *p, bool *known)
{
    const struct document *d = p->document;
    *known = false;
    if (!database_is_id(d->id))
        return ERR_USAGE;
    enum err err = catalogue_has(c, d->id, known);
    if (err != ERR_OK || *known)
        return err;
    /* What a removal could not take out: the same document may get another book this time. */
    catalogue_unindex(c, d->id);
    err = database_run(catalogue_database(c), "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    err = catalogue_has(c, d->id, known);
    if (err != ERR_OK || *known) {
        catalogue_roll_back(c);
        return err;
    }
    err = enter_over(c, p);
    if (err == ERR_OK)
        err = catalogue_sync(c);
    if (err == ERR_OK)
        err = database_run(catalogue_database(c), "COMMIT");
    if (err != ERR_OK) {
        catalogue_roll_back(c);
        if (catalogue_drop_file(c, d->id) != ERR_OK)
            log_note("the files of %.12s are left to the next sweep", d->id);
    } else if (p->old_id) {
        catalogue_unindex(c, p->old_id);
    }
    return err;
}

enum err catalogue_publish(struct catalogue *c, const struct document *d, const char *document_path,
                           const char *book_path, bool *known)
{
    const struct publication p = {d, document_path, book_path, NULL};
    return publish(c, &p, known);
}

enum err catalogue_publish_over(struct catalogue *c, const struct document *d,
                                const char *document_path, const char *book_path,
                                const char *old_id, bool *known)
{
    const struct publication p = {d, document_path, book_path, old_id};
    return publish(c, &p, known);
}

enum err catalogue_replace_book(struct catalogue *c, const struct document *d,
                                const char *book_path)
{
    /* Before, not after: the index of an old book beside a new one would light the wrong words. */
    catalogue_unindex(c, d->id);
    enum err err = database_run(catalogue_database(c), "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    bool there = false;
    err = catalogue_has(c, d->id, &there);
    if (err == ERR_OK && !there)
        err = ERR_NOT_FOUND;
    char *book = catalogue_book_path(c, d->id);
    if (err == ERR_OK)
        err = move(book_path, book);
    if (err == ERR_OK)
        err = catalogue_sync(c);
    if (err == ERR_OK)
        err = database_put_document(catalogue_database(c), d);
    if (err == ERR_OK)
        err = database_run(catalogue_database(c), "COMMIT");
    if (err != ERR_OK)
        catalogue_roll_back(c);
    free(book);
    return err;
}

enum err catalogue_remove(struct catalogue *c, const char *id)
{
    struct document d;
    enum err err = catalogue_find(c, id, &d);
    if (err != ERR_OK)
        return err;
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c), "DELETE FROM document WHERE id = ?", -1, &s,
                                NULL);
    sqlite3_bind_text(s, 1, d.id, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    err = database_err(rc);
    if (err == ERR_OK && catalogue_drop_file(c, d.id) != ERR_OK)
        log_note("the files of %.12s are left to the next sweep", d.id);
    if (err == ERR_OK)
        catalogue_unindex(c, d.id);
    document_free(&d);
    return err;
}
