/* voice.h: espeak-ng as we use it: text in, samples and the onset of each word out.
 *
 * espeak-ng's state is global: one voice in a process, used by one thread only (the narrator's, or a command's main). */
#ifndef LECTERN_SPEECH_VOICE_H
#define LECTERN_SPEECH_VOICE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

#define VOICE_RATE_HZ 22050u

struct voice_settings {
    char name[32];        /* a voice of voice_list, or "" for the language's first */
    int words_per_minute; /* 80 to 450; 175 is usual */
    int pitch;            /* 0 to 100; 50 is usual */
};

struct voice;

/* Starts espeak-ng. ERR_NO_VOICE when it or its data is missing. Free with voice_free. Thread: the one that will speak. */
MUST_USE enum err voice_new(struct voice **out);
void voice_free(struct voice *voice); /* NULL is fine */

#endif
