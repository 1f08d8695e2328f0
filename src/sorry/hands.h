/* hands.h: is something pressed, by finger, mouse, key or button, whatever it is; and for how long. One thread (main). */
#ifndef LECTERN_SORRY_HANDS_H
#define LECTERN_SORRY_HANDS_H

#include <SDL2/SDL_events.h>
#include <stdbool.h>
#include <stdint.h>

enum { HANDS_HOLD_MS = 5000 };

struct hands {
    bool is_down;
    uint64_t since_ms;
};

/* True: something was pressed just now. */
bool hands_take(struct hands *hands, const SDL_Event *event, uint64_t now_ms);

/* Has it been held for HANDS_HOLD_MS? */
bool hands_are_held(const struct hands *hands, uint64_t now_ms);

#endif
