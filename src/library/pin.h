/* pin.h: the staff PIN: six to twelve digits, kept as an argon2id hash (libsodium) in the library's settings. After five wrong tries
 * a wait of 30 s that doubles to an hour.
 *
 * A wait is served by time that the kiosk has run, and what is left of it is written down as it passes: so a restart, or a clock that
 * is set back or on (a board has no clock chip), makes it no shorter. One thread. */
#ifndef LECTERN_LIBRARY_PIN_H
#define LECTERN_LIBRARY_PIN_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { PIN_DIGITS_LEAST = 6, PIN_DIGITS_MOST = 12, PIN_NOTE_S = 15 };

struct catalogue;

/* A clock that nobody can set: which run of the program this is, and for how many seconds it has lasted. */
struct pin_clock {
    uint64_t run; /* pin_new_run, once a run */
    int64_t now_s;
};

uint64_t pin_new_run(void); /* chance; never 0 */

bool pin_is_set(struct catalogue *c);

/* ERR_PIN_SHORT: not six to twelve digits. Ends a wait. */
MUST_USE enum err pin_set(struct catalogue *c, const char *digits);

/* ERR_PIN_WRONG (*wait_s: until the next try, mostly 0), ERR_PIN_WAIT (*wait_s: what is left), ERR_PIN_UNSET. The try is counted before
 * it is looked at. */
MUST_USE enum err pin_check(struct catalogue *c, const char *digits, struct pin_clock now,
                            int *wait_s);

/* How many seconds no try is taken for; 0: one is. To be called at least every PIN_NOTE_S while there is a wait: what has passed is
 * then written down. */
int pin_wait_s(struct catalogue *c, struct pin_clock now);

/* Staff who forgot the PIN put an empty file on the card. Where `path` ("" nowhere) is one, at its first sight the PIN is taken away,
 * and *was_reset is true; the file is removed where it can be, and does not count again before a start has missed it. A file with
 * something in it, a link, a folder do not count. Call once a start. Errors: those of the library; then nothing was taken away. */
MUST_USE enum err pin_reset_by_file(struct catalogue *c, const char *path, bool *was_reset);

/* The digits 0 to 9 in an order that chance makes. */
void pin_mix(unsigned char digits[10]);

#endif
