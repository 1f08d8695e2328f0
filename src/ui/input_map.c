#include "ui/input_map.h"

#include <SDL2/SDL_gamecontroller.h>
#include <SDL2/SDL_keyboard.h>
#include <stdio.h>
#include <string.h>

static const char *const names[KEY_CHARACTER] = {
    [KEY_UP] = "up",
    [KEY_DOWN] = "down",
    [KEY_ACTION] = "action",
    [KEY_BACK] = "back",
    [KEY_PREVIOUS] = "previous",
    [KEY_NEXT] = "next",
    [KEY_HELP] = "help",
    [KEY_LOUDER] = "louder",
    [KEY_SOFTER] = "softer",
    [KEY_HOME] = "home",
    [KEY_PAUSE] = "pause",
    [KEY_MENU] = "menu",
    [KEY_SWITCH_1] = "switch 1",
    [KEY_SWITCH_2] = "switch 2",
    [KEY_WORD_BACK] = "word back",
    [KEY_WORD_ON] = "word on",
    [KEY_SENTENCE_BACK] = "sentence back",
    [KEY_SENTENCE_ON] = "sentence on",
    [KEY_PARAGRAPH_BACK] = "paragraph back",
    [KEY_PARAGRAPH_ON] = "paragraph on",
    [KEY_HEADING_BACK] = "heading back",
    [KEY_HEADING_ON] = "heading on",
    [KEY_REPEAT] = "repeat",
    [KEY_WHERE] = "where",
};

#define BUTTON(name) (SDL_CONTROLLER_BUTTON_##name + 1)

struct input_map input_map_usual(void)
{
    return (struct input_map){
        .keys =
            {
                [KEY_UP] = {SDLK_UP},
                [KEY_DOWN] = {SDLK_DOWN},
                [KEY_ACTION] = {SDLK_RETURN, SDLK_KP_ENTER},
                [KEY_BACK] = {SDLK_ESCAPE, SDLK_BACKSPACE, SDLK_AC_BACK},
                [KEY_PREVIOUS] = {SDLK_LEFT, SDLK_PAGEUP},
                [KEY_NEXT] = {SDLK_RIGHT, SDLK_PAGEDOWN},
                [KEY_HELP] = {SDLK_F1, SDLK_HELP},
                [KEY_LOUDER] = {SDLK_VOLUMEUP, SDLK_PLUS, SDLK_EQUALS, SDLK_KP_PLUS},
                [KEY_SOFTER] = {SDLK_VOLUMEDOWN, SDLK_MINUS, SDLK_KP_MINUS},
                [KEY_HOME] = {SDLK_HOME, SDLK_AC_HOME},
                [KEY_PAUSE] = {SDLK_SPACE, SDLK_PAUSE, SDLK_AUDIOPLAY},
                [KEY_MENU] = {SDLK_F10, SDLK_APPLICATION, SDLK_MENU},
                [KEY_SWITCH_1] = {SDLK_F5},
                [KEY_SWITCH_2] = {SDLK_F6},
                [KEY_WORD_BACK] = {SDLK_1, SDLK_KP_1},
                [KEY_WORD_ON] = {SDLK_3, SDLK_KP_3},
                [KEY_SENTENCE_BACK] = {SDLK_4, SDLK_KP_4},
                [KEY_SENTENCE_ON] = {SDLK_6, SDLK_KP_6},
                [KEY_PARAGRAPH_BACK] = {SDLK_7, SDLK_KP_7},
                [KEY_PARAGRAPH_ON] = {SDLK_9, SDLK_KP_9},
                [KEY_HEADING_BACK] = {SDLK_8, SDLK_KP_8},
                [KEY_HEADING_ON] = {SDLK_2, SDLK_KP_2},
                [KEY_REPEAT] = {SDLK_5, SDLK_KP_5},
                [KEY_WHERE] = {SDLK_0, SDLK_KP_0},
            },
        .buttons =
            {
                [KEY_UP] = {BUTTON(DPAD_UP)},
                [KEY_DOWN] = {BUTTON(DPAD_DOWN)},
                [KEY_ACTION] = {BUTTON(A)},
                [KEY_BACK] = {BUTTON(B)},
                [KEY_PREVIOUS] = {BUTTON(DPAD_LEFT), BUTTON(LEFTSHOULDER)},
                [KEY_NEXT] = {BUTTON(DPAD_RIGHT), BUTTON(RIGHTSHOULDER)},
                [KEY_HELP] = {BUTTON(Y)},
                [KEY_HOME] = {BUTTON(GUIDE), BUTTON(BACK)},
                [KEY_PAUSE] = {BUTTON(X)},
                [KEY_MENU] = {BUTTON(START)},
            },
    };
}

enum input_key input_map_find(const char *name)
{
    for (int key = 1; key < KEY_CHARACTER; key++) {
        if (strcmp(names[key], name) == 0)
            return (enum input_key)key;
    }
    return KEY_NONE;
}

const char *input_map_name(enum input_key key)
{
    return names[key];
}

/* One name of the list, without the blanks around it; NULL when there is no more. */
static const char *next_name(const char *list, char out[32])
{
    list += strspn(list, " \t,");
    if (!*list)
        return NULL;
    size_t n = strcspn(list, ",");
    const char *rest = list + n;
    while (n && strchr(" \t", list[n - 1]))
        n--;
    snprintf(out, 32, "%.*s", (int)n, list);
    return rest;
}

/* 0: SDL knows nothing of that name. */
static int32_t key_code(const char *name)
{
    return SDL_GetKeyFromName(name);
}

static int32_t button_code(const char *name)
{
    return (int32_t)SDL_GameControllerGetButtonFromString(name) - SDL_CONTROLLER_BUTTON_INVALID;
}

/* False: a name that is none, or more than INPUT_CODES_MOST. */
static bool read_codes(const char *codes, int32_t (*code_of)(const char *name), int32_t *found)
{
    char one[32];
    int count = 0;
    for (const char *p = next_name(codes, one); p; p = next_name(p, one)) {
        int32_t code = code_of(one);
        if (!code || count == INPUT_CODES_MOST)
            return false;
        found[count++] = code;
    }
    return true;
}

bool input_map_set_keys(struct input_map *map, const char *name, const char *codes)
{
    enum input_key key = input_map_find(name);
    SDL_Keycode found[INPUT_CODES_MOST] = {0};
    if (!key || !read_codes(codes, key_code, found))
        return false;
    memcpy(map->keys[key], found, sizeof found);
    return true;
}

bool input_map_set_buttons(struct input_map *map, const char *name, const char *codes)
{
    enum input_key key = input_map_find(name);
    int32_t found[INPUT_CODES_MOST] = {0};
    if (!key || !read_codes(codes, button_code, found))
        return false;
    memcpy(map->buttons[key], found, sizeof found);
    return true;
}

enum input_key input_map_key(const struct input_map *map, SDL_Keycode code)
{
    for (int key = 1; code && key < KEY_CHARACTER; key++) {
        for (int i = 0; i < INPUT_CODES_MOST; i++) {
            if (map->keys[key][i] == code)
                return (enum input_key)key;
        }
    }
    return KEY_NONE;
}

enum input_key input_map_button(const struct input_map *map, int button)
{
    for (int key = 1; button >= 0 && key < KEY_CHARACTER; key++) {
        for (int i = 0; i < INPUT_CODES_MOST; i++) {
            if (map->buttons[key][i] == button + 1)
                return (enum input_key)key;
        }
    }
    return KEY_NONE;
}
