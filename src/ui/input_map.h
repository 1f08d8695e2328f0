/* input_map.h: which raw keys and gamepad buttons mean what: the organiser's, by SDL's own names (A38).
 *
 * Plain data; made once at start, then read only. */
#ifndef LECTERN_UI_INPUT_MAP_H
#define LECTERN_UI_INPUT_MAP_H

#include <SDL2/SDL_keycode.h>
#include <stdbool.h>
#include <stdint.h>

/* The EZ Access keys (A38), what a plain keyboard has besides, switches, and the keys for moving by ear. */
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
    KEY_SWITCH_1,
    KEY_SWITCH_2,
    KEY_WORD_BACK, /* as narrator_unit, each back then on */
    KEY_WORD_ON,
    KEY_SENTENCE_BACK,
    KEY_SENTENCE_ON,
    KEY_PARAGRAPH_BACK,
    KEY_PARAGRAPH_ON,
    KEY_HEADING_BACK,
    KEY_HEADING_ON,
    KEY_REPEAT, /* the sentence again */
    KEY_WHERE,
    KEY_CHARACTER, /* anything else that writes */
    KEY_COUNT
};

enum { INPUT_CODES_MOST = 6 };

struct input_map {
    SDL_Keycode keys[KEY_CHARACTER][INPUT_CODES_MOST]; /* 0: no more */
    int32_t buttons[KEY_CHARACTER]
                   [INPUT_CODES_MOST]; /* SDL_GameControllerButton, plus one; 0: no more */
};

struct input_map input_map_usual(void);

/* Gives `name` ("up", "switch 1", "sentence back") other keys or buttons than it has: SDL's names, commas between, "" none.
 * False, and nothing changes, when a name is unknown or there are too many. */
bool input_map_set_keys(struct input_map *map, const char *name, const char *codes);
bool input_map_set_buttons(struct input_map *map, const char *name, const char *codes);

/* KEY_NONE when it means nothing. */
enum input_key input_map_key(const struct input_map *map, SDL_Keycode code);
enum input_key input_map_button(const struct input_map *map, int button);

/* The key of that name; KEY_NONE. And the name of a key from 1 to KEY_CHARACTER - 1; static. */
enum input_key input_map_find(const char *name);
const char *input_map_name(enum input_key key);

#endif
