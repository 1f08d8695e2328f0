/* input.h: raw events of SDL into what a person did: touched, moved, lifted, pressed a key. The edge where raw keys get names.
 *
 * One thread (main). */
#ifndef LECTERN_UI_INPUT_H
#define LECTERN_UI_INPUT_H

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
    INPUT_QUIT,
    INPUT_SIZE,       /* the window has another size */
    INPUT_EXPOSED,    /* the window must be shown again */
    INPUT_SOUND_LOST, /* a script's */
    INPUT_SOUND_BACK,
    INPUT_SOUND_CHANGED /* a sound device came or went; maybe not ours */
};

/* The EZ Access keys (A38), and what a plain keyboard has besides. */
enum input_key {
    KEY_NONE,
    KEY_UP,
    KEY_DOWN,
    KEY_ACTION,
    KEY_BACK,
    KEY_PREVIOUS,
    KEY_NEXT,
    KEY_HELP,
    KEY_LOUDER,
    KEY_SOFTER,
    KEY_HOME,
    KEY_PAUSE,
    KEY_MENU,
    KEY_CHARACTER
};

struct input {
    enum input_kind kind;
    int x, y;       /* pixels: TOUCH, MOVE, LIFT */
    int64_t finger; /* the mouse is finger -1 */
    enum input_key key;
    char character; /* KEY_CHARACTER: a digit or a small letter */
    bool repeat;    /* the key is being held */
};

/* What the event means for a window of that size; INPUT_NONE: nothing to us. */
struct input input_from_event(const SDL_Event *event, int width_px, int height_px);

/* A key by its name in scripts ("up", "louder", "a"); false when there is none. *code and *mods get what SDL would send. */
bool input_key_code(const char *name, SDL_Keycode *code, uint16_t *mods);

#endif
