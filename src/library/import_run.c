#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "library/entry.h"
#include "library/import_parts.h"
#include "library/pack_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAME_MOST_BYTES = 255 };

enum err import_make_book(const struct import_go *run, const struct incoming *in, const char *name)
{
    const struct convert_job job = {
        .worker_path = run->options->worker_path,
        .document_fd = in->fd,
        .name = name,
        .book_path = in->book_path,
        .limits = run->options->limits,
        .progress = run->watch->page,
        .cancelled = run->watch->cancelled,
        .data = run->watch->data,
    };
    return convert_document(&job);
}

enum err import_describe(const struct incoming *in, const char *path, const char *section,
                         struct document *out)
{
    struct book *book = NULL;
    enum err err = book_open(in->book_path, &book);
    if (err != ERR_OK)
        return err;
    entry_describe_book(book, out);
    book_close(book);
    memcpy(out->id, in->id, sizeof out->id);
    out->section = mem_copy_string(section);
    out->name = entry_clean_text(file_name(path), NAME_MOST_BYTES);
    out->bytes = in->bytes;
    out->added_s = time(NULL);
    return ERR_OK;
}

void import_set_outcome(struct import_item *item, enum import_outcome outcome, const char *id,
                        const char *title)
{
    item->outcome = outcome;
    snprintf(item->id, sizeof item->id, "%s", id);
    free(item->title);
    item->title = mem_copy_string(title);
}

/* The title of a document that is in the library already; false when it is not there. */
static enum err find_known(struct import_go *run, const struct incoming *in,
                           struct import_item *item, bool *known)
{
    struct document d;
    enum err err = catalogue_find(run->catalogue, in->id, &d);
    *known = err == ERR_OK;
    if (err == ERR_OK) {
        import_set_outcome(item, IMPORT_KNOWN, d.id, d.title);
        document_free(&d);
        err = pack_store_keep_document(run->catalogue, in->id);
    }
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* `ours`: the error is of our own disk or library, not of the document. */
static enum err add_item(struct import_go *run, struct import_item *item, bool *ours)
{
    const struct importer_options *options = run->options;
    struct incoming in;
    struct document d = {0};
    bool known = false;
    *ours = false;
    enum err err = incoming_copy(options->folder, item->path, options->limits.document_bytes,
                                 run->watch->cancelled, run->watch->data, &in);
    *ours = in.is_ours;
    if (err == ERR_OK) {
        err = find_known(run, &in, item, &known);
        *ours = err != ERR_OK;
    }
    if (err == ERR_OK && !known) {
        err = import_make_book(run, &in, file_name(item->path));
        if (err == ERR_OK)
            err = import_describe(&in, item->path, item->section, &d);
        if (err == ERR_OK) {
            err = catalogue_publish(run->catalogue, &d, in.document_path, in.book_path, &known);
            *ours = err != ERR_OK;
        }
        if (err == ERR_OK)
            import_set_outcome(item, known ? IMPORT_KNOWN : IMPORT_ADDED, d.id, d.title);
    }
    document_free(&d);
    incoming_drop(&in);
    return err;
}

static enum err add_items(struct import_go *run, struct import_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct import_item *item = &list->items[i];
        if (!item->picked || item->outcome != IMPORT_WAITING)
            continue;
        if (run->watch->cancelled && run->watch->cancelled(run->watch->data))
            return ERR_CANCELLED;
        bool ours = false;
        enum err err =
            item->is_pack ? import_pack(run, list, i, &ours) : add_item(run, item, &ours);
        if (err == ERR_CANCELLED)
            return err;
        item = &list->items[i]; /* a pack's documents may have moved the list */
        if (err != ERR_OK) {
            item->outcome = IMPORT_REFUSED;
            item->err = err;
        }
        if (run->watch->each)
            run->watch->each(run->watch->data, item);
        /* A full disk refuses this one; a smaller one may still fit. */
        if (err != ERR_OK && ours && err != ERR_DISK_FULL)
            return err;
    }
    return ERR_OK;
}

enum err import_run(const struct importer_options *options, struct import_list *list,
                    const struct import_watch *watch)
{
    struct import_go run = {.options = options, .watch = watch};
    int hold;
    enum err err = catalogue_open(options->folder, true, &run.catalogue);
    if (err != ERR_OK)
        return err;
    err = incoming_hold(options->folder, &hold);
    if (err == ERR_OK) {
        err = add_items(&run, list);
        close(hold);
    }
    catalogue_close(run.catalogue);
    return err;
}

/* The row of a document whose book was made anew: what staff chose stays. */
static enum err describe_again(const struct incoming *in, const struct document *old,
                               struct document *out)
{
    struct book *book = NULL;
    enum err err = book_open(in->book_path, &book);
    if (err != ERR_OK)
        return err;
    entry_describe_book(book, out);
    book_close(book);
    memcpy(out->id, old->id, sizeof out->id);
    out->section = mem_copy_string(old->section);
    out->name = mem_copy_string(old->name);
    out->bytes = old->bytes;
    out->added_s = old->added_s;
    return ERR_OK;
}

static enum err remake_book(struct import_go *run, const struct document *old)
{
    struct incoming in;
    struct document d = {0};
    enum err err = incoming_name_book(run->options->folder, &in);
    if (err == ERR_OK) {
        char *original = catalogue_document_path(run->catalogue, old->id);
        close(in.fd);
        in.fd = open(original, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        err = in.fd < 0 ? err_from_errno(errno) : ERR_OK;
        free(original);
    }
    if (err == ERR_OK)
        err = import_make_book(run, &in, old->name);
    if (err == ERR_OK)
        err = describe_again(&in, old, &d);
    if (err == ERR_OK)
        err = catalogue_replace_book(run->catalogue, &d, in.book_path);
    document_free(&d);
    incoming_drop(&in);
    return err;
}

enum err importer_remake(const struct importer_options *options, const char *id)
{
    const struct import_watch nobody = {0};
    struct import_go run = {.options = options, .watch = &nobody};
    struct document old;
    int hold = -1;
    enum err err = catalogue_open(options->folder, true, &run.catalogue);
    if (err != ERR_OK)
        return err;
    err = catalogue_find(run.catalogue, id, &old);
    if (err == ERR_OK) {
        err = incoming_hold(options->folder, &hold);
        if (err == ERR_OK) {
            err = remake_book(&run, &old);
            close(hold);
        }
        document_free(&old);
    }
    catalogue_close(run.catalogue);
    return err;
}
