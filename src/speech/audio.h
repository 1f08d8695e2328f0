/* audio.h: where samples go, and how many were really played.
 *
 * A ring of 16-bit mono samples at VOICE_RATE_HZ between the speech thread (writes) and its one reader: SDL's audio callback, a null
 * clock that consumes in real time when there is no device, or a script that pulls. The count of samples read, less the sink's
 * latency, is the clock of the lit word. Silence that is played for want of samples is not counted.
 *
 * The device is opened by the speech thread when the first samples are there (a start must not wait for it), and closed again after
 * a while without any, since SDL's audio thread never sleeps while a device is open. */
#ifndef LECTERN_SPEECH_AUDIO_H
#define LECTERN_SPEECH_AUDIO_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum audio_kind { AUDIO_DEVICE, AUDIO_NULL, AUDIO_SCRIPT };

enum {
    AUDIO_PERIOD_SAMPLES = 512,     /* what the device takes at a time: 23 ms */
    AUDIO_RING_SAMPLES = 4 * 22050, /* how far ahead speech is made: 4 s */
    AUDIO_FADE_SAMPLES = 44         /* 2 ms: a cut without a click */
};

struct audio;

/* AUDIO_DEVICE without a device becomes a null clock by itself (audio_is_lost then says true). Thread: main. Free with audio_free. */
struct audio *audio_new(enum audio_kind kind);
void audio_free(struct audio *audio); /* NULL is fine; after the narrator that writes to it */

/* True while there is no device to hear: known once something was to be said. Any thread. */
bool audio_is_lost(const struct audio *audio);

/* The sound went away (a script's 'sound lost', SDL_AUDIODEVICEREMOVED) or came back. While it is lost, samples are consumed as if
 * they sounded. Thread: main. */
void audio_set_lost(struct audio *audio, bool lost);

/* Try the device again when next there is something to say (SDL_AUDIODEVICEADDED, or now and then). Thread: main. */
void audio_retry(struct audio *audio);

/* Volume in dB, 0 (loudest) down to -40; applied when samples are read. Any thread. */
void audio_set_volume_db(struct audio *audio, int db);

/* AUDIO_SCRIPT: takes `count` samples, silence where there are none; returns how many were speech. Thread: main. */
size_t audio_pull(struct audio *audio, int16_t *out, size_t count);

/* Samples of speech played since the start, less latency. Any thread. */
uint64_t audio_played(const struct audio *audio);

/* The rest is the narrator's. All positions are counted as audio_played counts. */

/* Adds what there is room for; returns how many that was. Thread: one writer at a time. */
size_t audio_write(struct audio *audio, const int16_t *samples, size_t count);

/* The position that the next written sample will have. Any thread. */
uint64_t audio_written(const struct audio *audio);

/* Samples that wait to be read. Any thread. */
size_t audio_waiting(const struct audio *audio);

/* Forgets what stands at `from` and after it, but for a fade of AUDIO_FADE_SAMPLES where sound goes on there; returns the position at which silence begins.
 * Thread: not while audio_write runs. */
uint64_t audio_cut(struct audio *audio, uint64_t from);

/* Opens or closes the device as needed; returns in how many milliseconds to call again, -1: when something was written. Blocks while
 * a device is opened. Thread: the writer's. */
int audio_service(struct audio *audio);

/* Closes the device. Thread: the writer's, when it ends. */
void audio_close(struct audio *audio);

#endif
