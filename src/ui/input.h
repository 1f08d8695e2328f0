/* input.h: raw events of SDL into what a person did: touched, moved, lifted, pressed a key. The edge where raw keys get names.
 *
 * One thread (main). */
#ifndef LECTERN_UI_INPUT_H
#define LECTERN_UI_INPUT_H

#include "ui/input_map.h"

#include <SDL2/SDL_events.h>
#include <stdbool.h>
#include <stdint.h>

enum input_kind {
    INPUT_NONE,
    INPUT_TOUCH,
    INPUT_MOVE,
    INPUT_LIFT,
    INPUT_KEY,
    INPUT_KEY_UP,
    INPUT_QUIT,       /* the system wants it to end (SIGTERM) */
    INPUT_CLOSE,      /* somebody wants to close it: Ctrl+Q, the window's own button */
    INPUT_SIZE,       /* the window has another size */
    INPUT_EXPOSED,    /* the window must be shown again */
    INPUT_SOUND_LOST, /* a script's */
    INPUT_SOUND_BACK,
    INPUT_KEYS_GONE, /* no key is held any more: the keyboard was pulled, or another window took it */
    INPUT_SOUND_CHANGED /* a sound device came or went; maybe not ours */
};

struct input {
    enum input_kind kind;
    int x, y;       /* pixels: TOUCH, MOVE, LIFT */
    int64_t finger; /* the mouse is finger -1 */
    enum input_key key;
    /* a digit, a small letter or a space, whatever the key means; '\b' takes the last one back; else 0 */
    char character;
    bool repeat; /* the key is being held */
};

/* What the event means for a window of that size; INPUT_NONE: nothing to us. */
struct input input_from_event(const SDL_Event *event, const struct input_map *map, int width_px,
                              int height_px);

/* A key by its name in scripts ("up", "louder", "a"); SDLK_UNKNOWN when there is none. What SDL would send. */
SDL_Keycode input_key_code(const struct input_map *map, const char *name);

#endif
