#include "ui/input.h"

#include <SDL2/SDL_keyboard.h>
#include <SDL2/SDL_mouse.h>
#include <SDL2/SDL_touch.h>
#include <string.h>

SDL_Keycode input_key_code(const struct input_map *map, const char *name)
{
    enum input_key key = input_map_find(name);
    if (key)
        return map->keys[key][0];
    if (strlen(name) == 1 && (unsigned char)*name > ' ' && (unsigned char)*name < 127)
        return (SDL_Keycode)*name;
    return SDLK_UNKNOWN;
}

static char character_of(SDL_Keycode code)
{
    if (code >= SDLK_KP_1 && code <= SDLK_KP_0)
        return (char)('0' + (code - SDLK_KP_1 + 1) % 10);
    return code == SDLK_BACKSPACE || (code >= ' ' && code < 127) ? (char)code : 0;
}

static struct input key_input(const SDL_KeyboardEvent *event, const struct input_map *map)
{
    SDL_Keycode code = event->keysym.sym;
    struct input in = {.kind = event->type == SDL_KEYDOWN ? INPUT_KEY : INPUT_KEY_UP,
                       .repeat = event->repeat != 0,
                       .key = input_map_key(map, code),
                       .character = character_of(code)};
    if ((event->keysym.mod & KMOD_CTRL) && code == SDLK_q)
        return (struct input){.kind = event->type == SDL_KEYDOWN ? INPUT_CLOSE : INPUT_NONE};
    if (event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return (struct input){0};
    if (code == SDLK_TAB)
        in.key = event->keysym.mod & KMOD_SHIFT ? KEY_UP : KEY_DOWN;
    if (!in.key && in.character)
        in.key = KEY_CHARACTER;
    return in.key ? in : (struct input){0};
}

static struct input button_input(const SDL_ControllerButtonEvent *event,
                                 const struct input_map *map)
{
    struct input in = {.kind = event->type == SDL_CONTROLLERBUTTONDOWN ? INPUT_KEY : INPUT_KEY_UP,
                       .key = input_map_button(map, event->button)};
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
    if (event->event == SDL_WINDOWEVENT_CLOSE)
        return (struct input){.kind = INPUT_CLOSE};
    if (event->event == SDL_WINDOWEVENT_FOCUS_LOST)
        return (struct input){.kind = INPUT_KEYS_GONE};
    if (event->event == SDL_WINDOWEVENT_EXPOSED)
        return (struct input){.kind = INPUT_EXPOSED};
    return (struct input){0};
}

struct input input_from_event(const SDL_Event *event, const struct input_map *map, int width_px,
                              int height_px)
{
    switch (event->type) {
    case SDL_QUIT:
        return (struct input){.kind = INPUT_QUIT};
    case SDL_WINDOWEVENT:
        return window_input(&event->window);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return key_input(&event->key, map);
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERBUTTONUP:
        return button_input(&event->cbutton, map);
    case SDL_CONTROLLERDEVICEREMOVED:
        return (struct input){.kind = INPUT_KEYS_GONE};
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
