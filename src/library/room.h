/* room.h: how much of the disk a library takes, and how much is free there. */
#ifndef LECTERN_LIBRARY_ROOM_H
#define LECTERN_LIBRARY_ROOM_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct library_room {
    uint64_t used_bytes; /* by the originals and the books, those that are set aside too */
    uint64_t free_bytes; /* for us, not for the system alone */
};

/* Looks at each file of the library in `folder`: some 10 ms for 5,000 documents. Any thread. */
MUST_USE enum err room_measure(const char *folder, struct library_room *out);

enum { ROOM_SPARE_BYTES = 1 << 20 };

/* A file that only takes room, made where there is enough: on a disk that became full all the same, a PIN can then be tried and
 * documents be removed. Any thread. */
void room_keep_spare(const char *folder);

/* Gives that room back; false: it was not there. */
bool room_use_spare(const char *folder);

#endif
