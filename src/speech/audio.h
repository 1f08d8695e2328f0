/* audio.h: where samples go, and how many were really played.
 *
 * A ring of 16-bit mono samples at VOICE_RATE_HZ between the speech thread (writes) and its one reader: SDL's audio callback, a null
 * clock that consumes in real time when there is no device, or a script that pulls. The count of samples read, less the sink's
 * latency, is the clock of the lit word. Silence that is played for want of samples is not counted. */
#ifndef LECTERN_SPEECH_AUDIO_H
#define LECTERN_SPEECH_AUDIO_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum audio_kind { AUDIO_DEVICE, AUDIO_NULL, AUDIO_SCRIPT };

struct audio;

/* AUDIO_DEVICE without a device becomes AUDIO_NULL by itself (audio_is_lost then says true). Thread: main. Free with audio_free. */
struct audio *audio_new(enum audio_kind kind);
void audio_free(struct audio *audio); /* NULL is fine; after the narrator that writes to it */

/* True while there is no device to hear. Thread: main. */
bool audio_is_lost(const struct audio *audio);

/* A script's 'sound lost' and 'sound back'. Thread: main. */
void audio_set_lost(struct audio *audio, bool lost);

/* Volume in dB, 0 (loudest) down to -40; applied when samples are read. Any thread. */
void audio_set_volume_db(struct audio *audio, int db);

/* AUDIO_SCRIPT: takes `count` samples, silence where there are none; returns how many were speech. Thread: main. */
size_t audio_pull(struct audio *audio, int16_t *out, size_t count);

/* Samples of speech played since the start, less latency. Any thread. */
uint64_t audio_played(const struct audio *audio);

/* The rest (write, room, flush, written) is the narrator's, and documented here as well. */

#endif
