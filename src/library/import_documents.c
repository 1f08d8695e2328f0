/* import_documents: documents that come by themselves are made ready two at a time, and entered one by one in the list's order. */
#include "base/file.h"
#include "library/catalogue.h"
#include "library/import_parts.h"
#include "library/lanes.h"
#include "library/pack_store.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One document on its way. */
struct slot {
    struct import_item *item;
    struct incoming in;
    struct document d;          /* as it will be entered; as it is here, when `known` */
    const struct document *old; /* whose place it takes; NULL: none */
    enum err err;
    bool known;
    bool ours; /* the error is of our own disk or library, not of the document */
};

struct batch {
    struct import_go *go;
    const struct import_list *list;
    struct slot *slots;
    size_t count;
    int lanes;
    atomic_bool is_tight; /* the disk was full once: from then on one is made after the other */
};

static void empty_slot(struct slot *slot)
{
    document_free(&slot->d);
    slot->d = (struct document){0};
    incoming_drop(&slot->in);
}

/* A document with these very bytes may be here. */
static enum err look_for_known(struct import_go *go, struct slot *slot)
{
    enum err err = import_find_known(go, slot->in.id, &slot->d);
    slot->known = err == ERR_OK;
    slot->ours = err != ERR_OK && err != ERR_NOT_FOUND;
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err make_ready(struct import_making *making, struct slot *slot)
{
    const struct importer_options *options = making->go->options;
    const char *path = slot->item->path;
    enum err err = incoming_copy(options->folder, path, options->limits.document_bytes,
                                 import_is_cancelled, making->go, &slot->in);
    slot->ours = slot->in.is_ours;
    if (err == ERR_OK && *slot->item->wanted && strcmp(slot->in.id, slot->item->wanted) != 0)
        err = ERR_COPY; /* it was changed since its sum was looked at */
    if (err == ERR_OK)
        err = look_for_known(making->go, slot);
    if (err != ERR_OK || slot->known)
        return err;
    const char *name = slot->item->name ? slot->item->name : path;
    err = import_make_book(making, &slot->in, file_name(name));
    if (err == ERR_OK)
        err = import_describe(&slot->in, name, slot->item->section, &slot->d, &slot->item->verdict);
    if (err == ERR_OK && slot->item->added_s)
        slot->d.added_s = slot->item->added_s;
    else if (err == ERR_OK) /* a copy of a library is taken in as it was */
        slot->old = import_find_old(making->go, &slot->in, slot->item, &slot->d);
    return err;
}

static void make_now(void *data, size_t i, int lane)
{
    struct batch *batch = data;
    struct slot *slot = &batch->slots[i];
    struct import_making making = {batch->go, slot->item, lane};
    slot->err = import_is_cancelled(batch->go) ? ERR_CANCELLED : make_ready(&making, slot);
    if (slot->err == ERR_DISK_FULL)
        atomic_store(&batch->is_tight, true);
    if (slot->in.fd >= 0)
        close(slot->in.fd);
    slot->in.fd = -1; /* those that wait for their turn need not be open */
}

/* When room is scarce, lanes would take it from each other: a document is made when it is its turn to be entered. */
static void make(void *data, size_t i, int lane)
{
    struct batch *batch = data;
    if (atomic_load(&batch->is_tight))
        batch->slots[i].err = ERR_DISK_FULL;
    else
        make_now(data, i, lane);
}

static enum err enter(struct import_go *go, struct slot *slot)
{
    struct import_item *item = slot->item;
    bool was_known = slot->known;
    pthread_mutex_lock(&go->lock);
    enum err err = was_known ? pack_store_keep_document(go->catalogue, slot->in.id)
                             : catalogue_publish(go->catalogue, &slot->d, slot->in.document_path,
                                                 slot->in.book_path, &slot->known);
    pthread_mutex_unlock(&go->lock);
    slot->ours = err != ERR_OK;
    if (was_known || err == ERR_OK)
        import_set_outcome(item, slot->known ? IMPORT_KNOWN : IMPORT_ADDED, slot->d.id,
                           slot->d.title);
    return err;
}

/* What takes the place of another waits until all is added. */
static bool is_for_the_end(const struct batch *batch, struct slot *slot)
{
    const struct import_watch *watch = batch->go->watch;
    size_t at = (size_t)(slot->item - batch->list->items);
    if (!slot->old || !import_swap_later(batch->go, at, slot->old, &slot->in, &slot->d))
        return false;
    slot->item->is_ready = true;
    if (watch->each)
        watch->each(watch->data, slot->item);
    return true;
}

static enum err finish(void *data, size_t i)
{
    struct batch *batch = data;
    struct import_go *go = batch->go;
    struct slot *slot = &batch->slots[i];
    /* Others took room meanwhile, that they gave back since, or that is theirs by now. */
    if (slot->err == ERR_DISK_FULL && batch->lanes != 1) {
        empty_slot(slot);
        make_now(batch, i, 0);
    }
    if (slot->err == ERR_OK && is_for_the_end(batch, slot))
        return ERR_OK;
    enum err err = slot->err == ERR_OK ? enter(go, slot) : slot->err;
    bool ends = slot->ours && err != ERR_DISK_FULL; /* a smaller one may still fit */
    empty_slot(slot);
    if (err == ERR_CANCELLED)
        return err;
    if (err != ERR_OK)
        import_refuse(slot->item, err);
    if (go->watch->each)
        go->watch->each(go->watch->data, slot->item);
    if (err != ERR_OK && ends)
        atomic_store(&go->stops, true);
    return err != ERR_OK && ends ? err : ERR_OK;
}

enum err import_documents(struct import_go *go, struct import_list *list, size_t at, size_t count)
{
    struct import_item *items = &list->items[at];
    struct batch batch = {.go = go,
                          .list = list,
                          .slots = mem_new(count + 1, sizeof *batch.slots),
                          .lanes = go->options->workers};
    for (size_t i = 0; i < count; i++) {
        if (!items[i].picked || items[i].outcome != IMPORT_WAITING)
            continue;
        items[i].is_ready = false; /* as a run before may have left it */
        batch.slots[batch.count++] = (struct slot){.item = &items[i], .in.fd = -1};
    }
    const struct lanes_work work = {batch.count, make, finish, &batch};
    enum err err = lanes_run(batch.lanes, &work);
    for (size_t i = 0; i < batch.count; i++)
        empty_slot(&batch.slots[i]);
    free(batch.slots);
    return err;
}
