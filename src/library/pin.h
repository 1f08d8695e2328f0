/* pin.h: the staff PIN: six digits or more, kept as an argon2id hash (libsodium) in the library's settings. After five wrong tries
 * a wait of 30 s that doubles to an hour, kept over restarts. One thread. */
#ifndef LECTERN_LIBRARY_PIN_H
#define LECTERN_LIBRARY_PIN_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct catalogue;

bool pin_is_set(struct catalogue *c);

/* ERR_PIN_SHORT: fewer than six digits, or other characters. */
MUST_USE enum err pin_set(struct catalogue *c, const char *digits);

/* ERR_PIN_WRONG, ERR_PIN_WAIT (then *wait_s is how long), ERR_PIN_UNSET. `now_s` is Unix time (a script's clock gives its own). */
MUST_USE enum err pin_check(struct catalogue *c, const char *digits, int64_t now_s, int *wait_s);

#endif
