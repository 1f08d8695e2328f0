/* paths.h: the shortest way from the first screen to every other one, and whether a person gets there with one kind of input alone.
 *
 * A path is the actions of the controls that are chosen one after another. One thread (main). */
#ifndef LECTERN_TESTS_PATHS_H
#define LECTERN_TESTS_PATHS_H

#include "kiosk.h"

enum { PATH_STEPS_MOST = 20 };

struct path {
    struct action steps[PATH_STEPS_MOST];
    int count;
    bool is_found;
};

/* Tries every control of every screen that can be come to (staff's work on the library excepted); to[id] is the path to screen id. */
void paths_find(struct kiosk *k, struct path to[SCREEN_COUNT]);

/* What a person has to do it with. */
enum path_input { BY_KEYS, BY_TOUCH, BY_SWITCHES };

/* Begins a visit and chooses each control of the path by that input alone; the screen that it ends on. */
enum screen_id path_walk(struct kiosk *k, const struct path *path, enum path_input by);

#endif
