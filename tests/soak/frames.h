/* frames.h: the glass as people see it: painted as the app does, piece by piece, where something changed; and compared with the frame
 * drawn whole. One thread (main). */
#ifndef LECTERN_TESTS_SOAK_FRAMES_H
#define LECTERN_TESTS_SOAK_FRAMES_H

#include "oracle.h"

struct frames {
    struct painter *painter, *anew;        /* of the kiosk; of the comparison */
    struct canvas *canvas, *glass, *whole; /* drawn on; presented; drawn anew */
};

void frames_begin(struct frames *f,
                  const struct kiosk *k); /* also after a restart, and of another glass */
void frames_end(struct frames *f);
uint64_t frames_bytes(const struct frames *f); /* of the three */

/* Without the pictures that the painters keep: up to 8 MB and one as large as the glass in each. */
void frames_drop_pictures(struct frames *f);

/* One frame, where the kiosk would show one. */
void frames_show(struct frames *f, struct kiosk *k);

/* RULE_FRESH and RULE_FRAME, after frames_show. */
void frames_look(struct frames *f, struct oracle *o, struct kiosk *k);

#endif
