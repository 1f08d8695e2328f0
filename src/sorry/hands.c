#include "sorry/hands.h"

bool hands_take(struct hands *hands, const SDL_Event *event, uint64_t now_ms)
{
    switch (event->type) {
    case SDL_KEYDOWN:
        if (event->key.repeat)
            return false;
        break;
    case SDL_FINGERDOWN:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_CONTROLLERBUTTONDOWN:
        break;
    case SDL_KEYUP:
    case SDL_FINGERUP:
    case SDL_MOUSEBUTTONUP:
    case SDL_CONTROLLERBUTTONUP:
        hands->is_down = false;
        return false;
    default:
        return false;
    }
    *hands = (struct hands){true, now_ms};
    return true;
}

bool hands_are_held(const struct hands *hands, uint64_t now_ms)
{
    return hands->is_down && now_ms - hands->since_ms >= HANDS_HOLD_MS;
}
