/* world.h: what lies and happens around the kiosk: its library, sticks that come and go, a folder that a sync engine fills, the board.
 *
 * A base is made once, by the real importer and worker; each day has a copy of it, which its kiosk and its staff may change. A stick that is
 * out lies in another folder: whoever still reads from it meets files that are gone. One thread (main). */
#ifndef LECTERN_TESTS_SOAK_WORLD_H
#define LECTERN_TESTS_SOAK_WORLD_H

#include "app/config.h"

#include <stdbool.h>
#include <stdint.h>

struct session;

enum {
    WORLD_STICKS =
        6, /* 1 the samples, 2 good and bad files, 3 packs, 4 many small files, 5 nothing, 6 a newer edition and a pack */
    WORLD_DROPS = 5,  /* 0 to 2 a version of a pack comes, 3 half of one, 4 all go */
    WORLD_BOARDS = 4, /* 0 nobody answers, 1 "done", 2 "refused", 3 it is silent */
    WORLD_GLASSES = 6
};

struct world {
    char base[256]; /* the folder of what all days share */
    char day
        [288]; /* of this day: kiosk/ the library, media/ sticks that are in, away/ that are out, drop/ */
};

/* False, with a line on stderr, where it can't be made. */
bool world_make_base(struct world *world);
bool world_begin_day(struct world *world, const char *name);
void world_end_day(const struct world *world);
void world_remove(const struct world *world);

/* The kiosk as somebody has set it up: of the seed, like its days. Chooses the interface's language. */
void world_config(const struct world *world, uint64_t seed, struct config *config);

/* What events do. */
void world_stick(const struct world *world, struct session *s, int which);
void world_drop(const struct world *world, int what);
void world_board(struct session *s, int what);

#endif
