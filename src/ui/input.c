#include "ui/input.h"

#include <SDL2/SDL_keyboard.h>
#include <SDL2/SDL_mouse.h>
#include <SDL2/SDL_touch.h>
#include <string.h>

static const struct {
    const char *name; /* NULL: a second key for the same */
    SDL_Keycode code;
    enum input_key key;
} keys[] = {
    {"up", SDLK_UP, KEY_UP},
    {"down", SDLK_DOWN, KEY_DOWN},
    {"action", SDLK_RETURN, KEY_ACTION},
    {"back", SDLK_ESCAPE, KEY_BACK},
    {"next", SDLK_RIGHT, KEY_NEXT},
    {"previous", SDLK_LEFT, KEY_PREVIOUS},
    {"help", SDLK_F1, KEY_HELP},
    {"louder", SDLK_VOLUMEUP, KEY_LOUDER},
    {"softer", SDLK_VOLUMEDOWN, KEY_SOFTER},
    {"home", SDLK_HOME, KEY_HOME},
    {"pause", SDLK_SPACE, KEY_PAUSE},
    {"menu", SDLK_F10, KEY_MENU},
    {NULL, SDLK_KP_ENTER, KEY_ACTION},
    {NULL, SDLK_BACKSPACE, KEY_BACK},
    {NULL, SDLK_AC_BACK, KEY_BACK},
    {NULL, SDLK_PAGEDOWN, KEY_NEXT},
    {NULL, SDLK_PAGEUP, KEY_PREVIOUS},
    {NULL, SDLK_AC_HOME, KEY_HOME},
    {NULL, SDLK_PAUSE, KEY_PAUSE},
    {NULL, SDLK_AUDIOPLAY, KEY_PAUSE},
    {NULL, SDLK_PLUS, KEY_LOUDER},
    {NULL, SDLK_EQUALS, KEY_LOUDER},
    {NULL, SDLK_MINUS, KEY_SOFTER},
    {NULL, SDLK_MENU, KEY_MENU},
};

bool input_key_code(const char *name, SDL_Keycode *code, uint16_t *mods)
{
    *mods = KMOD_NONE;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].name && strcmp(keys[i].name, name) == 0) {
            *code = keys[i].code;
            return true;
        }
    }
    if (strlen(name) == 1 && (unsigned char)*name > ' ' && (unsigned char)*name < 127) {
        *code = (SDL_Keycode)*name;
        return true;
    }
    return false;
}

static struct input key_input(const SDL_KeyboardEvent *event)
{
    struct input in = {.kind = event->type == SDL_KEYDOWN ? INPUT_KEY : INPUT_KEY_UP,
                       .repeat = event->repeat != 0};
    SDL_Keycode code = event->keysym.sym;
    if ((event->keysym.mod & KMOD_CTRL) && code == SDLK_q)
        return (struct input){.kind = event->type == SDL_KEYDOWN ? INPUT_QUIT : INPUT_NONE};
    if (event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return (struct input){0};
    if (code == SDLK_TAB)
        in.key = event->keysym.mod & KMOD_SHIFT ? KEY_UP : KEY_DOWN;
    for (size_t i = 0; !in.key && i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code)
            in.key = keys[i].key;
    }
    if (!in.key && code >= SDLK_KP_1 && code <= SDLK_KP_0) {
        in.key = KEY_CHARACTER;
        in.character = (char)('0' + (code - SDLK_KP_1 + 1) % 10);
    } else if (!in.key && code > ' ' && code < 127) {
        in.key = KEY_CHARACTER;
        in.character = (char)code;
    }
    return in.key ? in : (struct input){0};
}

static struct input finger_input(const SDL_TouchFingerEvent *event, int width_px, int height_px)
{
    struct input in = {.finger = event->fingerId};
    in.kind = event->type == SDL_FINGERDOWN ? INPUT_TOUCH
              : event->type == SDL_FINGERUP ? INPUT_LIFT
                                            : INPUT_MOVE;
    in.x = (int)(event->x * (float)width_px);
    in.y = (int)(event->y * (float)height_px);
    return in;
}

static struct input window_input(const SDL_WindowEvent *event)
{
    if (event->event == SDL_WINDOWEVENT_SIZE_CHANGED)
        return (struct input){.kind = INPUT_SIZE};
    if (event->event == SDL_WINDOWEVENT_EXPOSED)
        return (struct input){.kind = INPUT_EXPOSED};
    return (struct input){0};
}

struct input input_from_event(const SDL_Event *event, int width_px, int height_px)
{
    switch (event->type) {
    case SDL_QUIT:
        return (struct input){.kind = INPUT_QUIT};
    case SDL_WINDOWEVENT:
        return window_input(&event->window);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return key_input(&event->key);
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return finger_input(&event->tfinger, width_px, height_px);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.which == SDL_TOUCH_MOUSEID || event->button.button != SDL_BUTTON_LEFT)
            break;
        return (struct input){.kind = event->type == SDL_MOUSEBUTTONDOWN ? INPUT_TOUCH : INPUT_LIFT,
                              .x = event->button.x,
                              .y = event->button.y,
                              .finger = -1};
    case SDL_MOUSEMOTION:
        if (event->motion.which == SDL_TOUCH_MOUSEID || !(event->motion.state & SDL_BUTTON_LMASK))
            break;
        return (struct input){
            .kind = INPUT_MOVE, .x = event->motion.x, .y = event->motion.y, .finger = -1};
    case SDL_AUDIODEVICEREMOVED:
    case SDL_AUDIODEVICEADDED:
        return (struct input){.kind = event->adevice.iscapture ? INPUT_NONE : INPUT_SOUND_CHANGED};
    default:
        break;
    }
    return (struct input){0};
}
