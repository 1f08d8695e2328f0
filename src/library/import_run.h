/* import_run.h: one go of adding documents, as importer_add and the importer's thread both do it. Private to this folder. */
#ifndef LECTERN_LIBRARY_IMPORT_RUN_H
#define LECTERN_LIBRARY_IMPORT_RUN_H

#include "library/importer.h"

/* What a run tells and asks on its way; each may be NULL. `page` and `cancelled` are called from any of its lanes (lanes.h), also at a
 * time; the others from one thread at a time. */
struct import_watch {
    void (*each)(void *data, const struct import_item *item); /* an item has its outcome */
    void (*page)(void *data, int lane, const struct import_item *item, uint32_t page,
                 uint32_t pages);  /* it is being read in that lane */
    bool (*cancelled)(void *data); /* asked at least every 100 ms */
    /* A pack was opened: its documents, behind it in the list, are items too. */
    void (*more)(void *data, const struct import_item *items, size_t count);
    void *data;
};

/* Adds the picked items of the list. ERR_CANCELLED: those not yet done are still IMPORT_WAITING. Any thread. */
MUST_USE enum err import_run(const struct importer_options *options, struct import_list *list,
                             const struct import_watch *watch);

#endif
