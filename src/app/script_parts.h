/* script_parts.h: what the files of a script share: its state, and the lines that are hands. For src/app/script*.c only. */
#ifndef LECTERN_APP_SCRIPT_PARTS_H
#define LECTERN_APP_SCRIPT_PARTS_H

#include "app/app_parts.h"
#include "app/script_line.h"
#include "app/script_log.h"
#include "base/str.h"

#include <stdbool.h>

struct script {
    struct app *app;
    struct script_log *log;
    const char *path, *out;
    int line;
    bool keyboard_is_out;
    bool reaches_half;              /* no hand gets higher than the middle of the glass */
    size_t waited_bytes;            /* of what was said: the last 'wait said' has taken these */
    char *words[SCRIPT_WORDS_MOST]; /* of the present line; $NAME filled in */
    int count;
    struct str problem;
};

#define FAIL(script, ...) (str_addf(&(script)->problem, __VA_ARGS__), false)

static inline struct session *script_session(const struct script *sc)
{
    return sc->app->session;
}

/* Lets so much time pass by the fake clock. */
void script_advance_us(struct script *sc, uint64_t us);

/* The names of all widgets, for messages. */
void script_list_names(const struct script *sc, struct str *out);

/* Presses, touches and lifts as one: what was said before is forgotten, and the kiosk turns once. */
bool script_press(struct script *sc, const char *key);
bool script_finger_at(struct script *sc, const char *verb, double x_mm, double y_mm);

/* What hands do, a line each; false with a problem. */
bool script_finger(struct script *sc);
bool script_touch(struct script *sc);
bool script_find(struct script *sc);
bool script_tap(struct script *sc);
bool script_key(struct script *sc);
bool script_sound(struct script *sc);
bool script_turn(struct script *sc);
bool script_stick(struct script *sc);
bool script_board(struct script *sc);
bool script_headset(struct script *sc);
bool script_burst(struct script *sc);
bool script_keyboard(struct script *sc);
bool script_switch(struct script *sc);
bool script_reach(struct script *sc);

/* script_seek.c: the same, until what was looked for has come. */
bool script_sweep(struct script *sc);
bool script_key_until(struct script *sc);
bool script_switch_on(struct script *sc);

#endif
