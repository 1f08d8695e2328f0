/* pin.h: the words of the PIN's screen that are also said. One thread (main). */
#ifndef LECTERN_SCREEN_PIN_H
#define LECTERN_SCREEN_PIN_H

#include "screen/visit.h"

/* The seconds as they are shown, rounded up: calmly, in steps of five, from a minute on in minutes. */
int pin_wait_shown(int wait_s);

/* "Too many wrong PINs. Wait 30 seconds." */
void pin_wait_words(int wait_s, char out[160]);

/* "3 numbers typed": never which. */
void pin_count_words(const struct visit_staff *staff, char out[96]);

/* What staff are asked for. */
const char *pin_title(const struct visit_staff *staff);

#endif
