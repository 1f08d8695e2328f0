/* lanes.h: things that take long are made in several lanes (threads) at a time, and finished one by one, in their order.
 *
 * A lane takes the next thing, makes it, and takes another; whichever lane makes the first one that is not finished finishes it,
 * and those behind it that wait to be. At most LANES_AHEAD things wait so, however long the first one takes. With one lane no
 * thread is started: thing after thing is made and finished in the calling thread. */
#ifndef LECTERN_LIBRARY_LANES_H
#define LECTERN_LIBRARY_LANES_H

#include "base/err.h"

#include <stddef.h>

enum { LANES_USUAL = 2, LANES_MOST = 8, LANES_AHEAD = 16 };

struct lanes_work {
    size_t count;
    /* Makes thing `i`, from 0, in this lane (0 to LANES_MOST - 1). How it went is the caller's to keep. */
    void (*make)(void *data, size_t i, int lane);
    /* Finishes it; never twice at a time. Anything but ERR_OK ends it all: what is being made by then is made to its end, and not
     * finished. */
    enum err (*finish)(void *data, size_t i);
    void *data;
};

/* Does all of it in `lanes` lanes (0: LANES_USUAL). What `finish` answered. Fewer lanes when threads can't be had. */
MUST_USE enum err lanes_run(int lanes, const struct lanes_work *work);

#endif
