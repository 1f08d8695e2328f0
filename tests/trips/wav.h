/* wav.h: the samples of the audio.wav that a script leaves, and how loud they are. */
#ifndef LECTERN_TRIPS_WAV_H
#define LECTERN_TRIPS_WAV_H

#include <stdint.h>

enum { WAV_RATE = 22050, WAV_WINDOW = WAV_RATE / 200 /* 5 ms */ };

struct wav {
    int16_t *samples; /* free with free */
    long count;       /* 0: it can't be read */
};

struct wav wav_read(const char *folder);

/* dBFS of 5 ms from `at`; -99 where there is nothing. */
double wav_level(const struct wav *w, long at);

#endif
