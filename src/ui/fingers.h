/* fingers.h: which of the fingers on the glass is meant, and when it is a palm instead.
 *
 * One finger is meant: the first to touch. Others are not heard; but one that has rested without moving gives way to the next. Three
 * at once are a palm: nothing is meant until all are lifted. A finger that was never seen to lift is forgotten in time. One thread. */
#ifndef LECTERN_UI_FINGERS_H
#define LECTERN_UI_FINGERS_H

#include "ui/input.h"

#include <stdbool.h>
#include <stdint.h>

enum { FINGERS_MOST = 16, FINGERS_PALM = 3, FINGERS_REST_MS = 3000 };

struct finger {
    int64_t id;
    uint64_t moved_ms; /* when it was last heard of */
};

struct fingers {
    struct finger down[FINGERS_MOST];
    int count;
    int64_t meant; /* the one that is meant, where has_meant */
    bool has_meant;
    bool is_palm;
};

enum finger_news {
    FINGER_UNHEARD, /* not the one that is meant */
    FINGER_DOWN,    /* now meant; what another did before it is forgotten */
    FINGER_MOVED,
    FINGER_UP,
    FINGER_CANCELLED /* a palm: what the one that was meant did is forgotten */
};

/* A TOUCH, MOVE or LIFT at `now_ms`. */
enum finger_news fingers_take(struct fingers *fingers, const struct input *in, uint64_t now_ms);

#endif
