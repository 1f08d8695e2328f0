/* editions.h: the editions of one document, asked for by its whole id. */
#ifndef LECTERN_TESTS_LIBRARY_EDITIONS_H
#define LECTERN_TESTS_LIBRARY_EDITIONS_H

#include "library/edition.h"

/* Free with edition_list_free. */
static inline enum err editions_find(struct catalogue *c, const char *id, struct edition_list *out)
{
    struct edition_map *map = NULL;
    *out = (struct edition_list){0};
    enum err err = edition_map_new(c, &map);
    if (err == ERR_OK)
        edition_map_find(map, id, out);
    edition_map_free(map);
    return err;
}

#endif
