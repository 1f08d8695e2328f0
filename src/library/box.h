/* box.h: how a box (a section) of documents looks and where it stands, as staff chose: kept in the library's settings, over what the config
 * says. A box is known by its name, and has nothing chosen at first. Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_BOX_H
#define LECTERN_LIBRARY_BOX_H

#include "base/err.h"

#include <stddef.h>

struct catalogue;

enum { BOX_SIGN_BYTES = 32, BOX_COLOUR_BYTES = 16 };

struct box_look { /* names, as the user interface has them; "" nothing was chosen */
    char sign[BOX_SIGN_BYTES], colour[BOX_COLOUR_BYTES];
};

MUST_USE enum err box_read(struct catalogue *c, const char *box, struct box_look *out);

/* NULL: none is chosen any more. ERR_USAGE: longer than a name may be. */
MUST_USE enum err box_choose_sign(struct catalogue *c, const char *box, const char *sign);
MUST_USE enum err box_choose_colour(struct catalogue *c, const char *box, const char *colour);

/* In which order these boxes stand: order[0] is the index of the first. Those that staff never moved come last, as they are given. */
MUST_USE enum err box_order_read(struct catalogue *c, const char *const *boxes, size_t count,
                                 size_t *order);
MUST_USE enum err box_order_keep(struct catalogue *c, const char *const *boxes, size_t count);

#endif
