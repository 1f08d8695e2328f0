/* keys.h: a keyboard on the glass, as the search and staff have it: what was typed, large, and keys in the order of the alphabet or as on a
 * typewriter. Where they don't fit one glass the letters fold over pages, and the keys that are always wanted stay.
 *
 * A letter is ACTION_FIND_TYPE, as are ACTION_FIND_ERASE, _CLEAR and _KEYS those keys on each screen that has a keyboard. Thread: main. */
#ifndef LECTERN_SCREEN_KEYS_H
#define LECTERN_SCREEN_KEYS_H

#include "screen/flow.h"

/* What was typed. */
struct typed {
    const char *screen, *title;
    const char *before; /* stands before it, on a low glass: "Search" */
    const char *text;
    const char *hint;   /* while there is none */
    const char *beside; /* "": nothing */
};

struct keyboard {
    bool typewriter;
    bool has_capitals,
        capitals;      /* there is a key for them (ACTION_CAPITALS); the letters are capitals now */
    const char *marks; /* a row of other characters; NULL: none */
    bool may_end;      /* there is enough for the key that ends it, which then is the main one */
    const char *done, *done_icon;
    struct action done_action;
    void (*words)(struct flow *f, const struct visit *v, int row_px); /* over the keys; NULL */
    void (*others)(struct flow *f, const struct visit *v);            /* after them; NULL */
};

/* Begins the screen with its title and what was typed; returns the room for the keys. */
struct rect keyboard_begin(const struct visit *v, struct widget_list *list, const struct typed *t);

/* How a sign among the keys is called, as no voice says it; NULL: a letter or a digit. */
const char *keyboard_sign_name(uint32_t cp);

/* Adds the keys and ends the screen. */
struct screen_pages keyboard_build(const struct visit *v, struct widget_list *list,
                                   struct rect area, const struct keyboard *k);

#endif
