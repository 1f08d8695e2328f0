#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "library/entry.h"
#include "library/import_parts.h"
#include "library/import_verdict.h"
#include "library/newer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_MOST_BYTES = 255 };

bool import_is_cancelled(void *data)
{
    struct import_go *go = data;
    return atomic_load(&go->stops) ||
           (go->watch->cancelled && go->watch->cancelled(go->watch->data));
}

static bool is_making_cancelled(void *data)
{
    const struct import_making *making = data;
    return import_is_cancelled(making->go);
}

static void tell_page(void *data, uint32_t page, uint32_t pages)
{
    const struct import_making *making = data;
    const struct import_watch *watch = making->go->watch;
    if (watch->page && making->item)
        watch->page(watch->data, making->lane, making->item, page, pages);
}

enum err import_make_book(struct import_making *making, const struct incoming *in, const char *name)
{
    const struct importer_options *options = making->go->options;
    const struct convert_job job = {
        .worker_path = options->worker_path,
        .document_fd = in->fd,
        .name = name,
        .book_path = in->book_path,
        .limits = options->limits,
        .progress = tell_page,
        .cancelled = is_making_cancelled,
        .data = making,
    };
    enum err err = convert_document(&job);
    return err == ERR_OK ? incoming_check_reserve(options->folder) : err;
}

enum err import_describe(const struct incoming *in, const char *path, const char *section,
                         struct document *out, enum import_verdict *verdict)
{
    struct book *book = NULL;
    enum err err = book_open(in->book_path, &book);
    if (err != ERR_OK)
        return err;
    entry_describe_book(book, out);
    *verdict = import_verdict_of_book(book, 0);
    book_close(book);
    memcpy(out->id, in->id, sizeof out->id);
    out->section = mem_copy_string(section);
    out->name = entry_clean_text(file_name(path), NAME_MOST_BYTES);
    out->bytes = in->bytes;
    int64_t now_s = clock_unix_s();
    out->added_s = clock_is_trusted(now_s) ? now_s : 0;
    return ERR_OK;
}

void import_set_outcome(struct import_item *item, enum import_outcome outcome, const char *id,
                        const char *title)
{
    item->outcome = outcome;
    snprintf(item->id, sizeof item->id, "%s", id);
    free(item->title);
    item->title = mem_copy_string(title);
    if (outcome == IMPORT_KNOWN)
        item->verdict = VERDICT_HERE_ALREADY;
}

void import_refuse(struct import_item *item, enum err err)
{
    item->outcome = IMPORT_REFUSED;
    item->err = err;
    item->verdict = import_verdict_of_refusal(err);
}

enum err import_find_known(struct import_go *go, const char *id, struct document *out)
{
    pthread_mutex_lock(&go->lock);
    enum err err = catalogue_find(go->catalogue, id, out);
    pthread_mutex_unlock(&go->lock);
    return err;
}

static bool is_for_now(const struct import_item *item)
{
    return item->picked && item->outcome == IMPORT_WAITING;
}

static enum err add_pack(struct import_go *go, struct import_list *list, size_t at)
{
    bool ours = false;
    enum err err = import_is_cancelled(go) ? ERR_CANCELLED : import_pack(go, list, at, &ours);
    if (err == ERR_CANCELLED)
        return err;
    struct import_item *item = &list->items[at]; /* its documents may have moved the list */
    if (err != ERR_OK)
        import_refuse(item, err);
    if (go->watch->each)
        go->watch->each(go->watch->data, item);
    /* A full disk refuses this one; a smaller one may still fit. */
    return ours && err != ERR_DISK_FULL ? err : ERR_OK;
}

/* Packs one by one, and what stands between them as one stretch. */
static enum err add_items(struct import_go *go, struct import_list *list)
{
    enum err err = ERR_OK;
    for (size_t i = 0, next; err == ERR_OK && i < list->count; i = next) {
        next = i + 1;
        if (list->items[i].is_pack) {
            if (is_for_now(&list->items[i]))
                err = add_pack(go, list, i);
            continue;
        }
        while (next < list->count && !list->items[next].is_pack)
            next++;
        err = import_documents(go, list, i, next - i);
    }
    return err;
}

enum err import_run(const struct importer_options *options, struct import_list *list,
                    const struct import_watch *watch)
{
    struct import_go go = {.options = options, .watch = watch, .lock = PTHREAD_MUTEX_INITIALIZER};
    int hold;
    enum err err = catalogue_open(options->folder, true, &go.catalogue);
    if (err != ERR_OK)
        return err;
    err = incoming_hold(options->folder, &hold);
    if (err == ERR_OK) {
        err = newer_open(go.catalogue, &go.newer);
        if (err == ERR_OK)
            err = add_items(&go, list);
        if (err == ERR_OK)
            err = import_swap_all(&go, list);
        import_swaps_drop(&go);
        close(hold);
    }
    newer_free(go.newer);
    catalogue_close(go.catalogue);
    pthread_mutex_destroy(&go.lock);
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
    struct import_making making = {.go = run};
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
        err = import_make_book(&making, &in, old->name);
    if (err == ERR_OK)
        err = describe_again(&in, old, &d);
    if (err == ERR_OK)
        err = catalogue_replace_book(run->catalogue, &d, in.book_path);
    document_free(&d);
    incoming_drop(&in);
    return err;
}

/* Who waits for a book. */
struct waiting {
    void (*alive)(void *data);
    void *data;
};

/* Asked whether to stop, it says that work goes on. */
static bool tell_alive(void *data)
{
    const struct waiting *w = data;
    if (w->alive)
        w->alive(w->data);
    return false;
}

enum err importer_remake(const struct importer_options *options, const char *id,
                         void (*alive)(void *data), void *data)
{
    struct waiting waiting = {alive, data};
    const struct import_watch watch = {.cancelled = tell_alive, .data = &waiting};
    struct import_go run = {.options = options, .watch = &watch, .lock = PTHREAD_MUTEX_INITIALIZER};
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
    pthread_mutex_destroy(&run.lock);
    return err;
}
