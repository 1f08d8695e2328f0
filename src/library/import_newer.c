/* import_newer: a later state of a document that is here waits until all is added, and then takes its place. */
#include "base/file.h"
#include "base/mem.h"
#include "library/import_parts.h"
#include "library/newer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct document *import_find_old(const struct import_go *go, const struct incoming *in,
                                       const struct import_item *item, const struct document *d)
{
    const struct newer_query query = {.name = d->name,
                                      .section = item->section,
                                      .document = d,
                                      .book_path = in->book_path,
                                      .changed_s = in->changed_s};
    return newer_find(go->newer, &query);
}

bool import_swap_later(struct import_go *go, size_t at, const struct document *old,
                       struct incoming *in, struct document *d)
{
    for (size_t i = 0; i < go->swap_count; i++)
        if (go->swaps[i].old == old && strcmp(go->swaps[i].in.id, in->id) != 0)
            return false; /* the same file twice waits twice: the second one is known then */
    MEM_ROOM(go->swaps, go->swap_count, go->swap_cap);
    go->swaps[go->swap_count++] =
        (struct import_swap){.at = at, .in = *in, .document = *d, .old = old};
    *in = (struct incoming){.fd = -1};
    *d = (struct document){0};
    return true;
}

/* Whether the earlier state came again with this import: then both are meant to be there. */
static bool is_brought_too(const struct import_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].outcome == IMPORT_KNOWN && strcmp(list->items[i].id, id) == 0)
            return true;
    return false;
}

static void tell_swap(struct import_item *item, const struct import_swap *swap,
                      enum import_outcome outcome)
{
    import_set_outcome(item, outcome, swap->document.id, swap->document.title);
    if (outcome != IMPORT_REPLACED)
        return;
    snprintf(item->replaces, sizeof item->replaces, "%s", swap->old->id);
    free(item->replaces_title);
    item->replaces_title = mem_copy_string(swap->old->title);
}

enum err import_swap_all(struct import_go *go, struct import_list *list)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < go->swap_count && (err == ERR_OK || err == ERR_DISK_FULL); i++) {
        struct import_swap *swap = &go->swaps[i];
        struct import_item *item = &list->items[swap->at];
        bool known = false, beside = is_brought_too(list, swap->old->id);
        if (import_is_cancelled(go))
            return ERR_CANCELLED;
        err = catalogue_publish_over(go->catalogue, &swap->document, swap->in.document_path,
                                     swap->in.book_path, beside ? NULL : swap->old->id, &known);
        if (err == ERR_OK)
            tell_swap(item, swap, known ? IMPORT_KNOWN : beside ? IMPORT_ADDED : IMPORT_REPLACED);
        else
            import_refuse(item, err);
        if (go->watch->each)
            go->watch->each(go->watch->data, item);
    }
    return err == ERR_DISK_FULL ? ERR_OK : err;
}

void import_swaps_drop(struct import_go *go)
{
    for (size_t i = 0; i < go->swap_count; i++) {
        document_free(&go->swaps[i].document);
        incoming_drop(&go->swaps[i].in);
    }
    free(go->swaps);
    go->swaps = NULL;
    go->swap_count = go->swap_cap = 0;
}
