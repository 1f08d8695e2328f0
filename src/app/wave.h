/* wave.h: a WAV file of one channel of 16-bit samples. */
#ifndef LECTERN_APP_WAVE_H
#define LECTERN_APP_WAVE_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* Adds the whole file, header and samples, to `out`. Any thread. */
void wave_add(struct str *out, const int16_t *samples, size_t count, uint32_t rate_hz);

#endif
