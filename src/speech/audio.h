/* audio.h: where samples go, and how many were really played.
 *
 * A ring of 16-bit mono samples at VOICE_RATE_HZ between the speech thread (writes) and its one reader: SDL's audio callback, a null
 * clock that consumes in real time when there is no device, or a script that pulls. The count of samples read, less the sink's
 * latency, is the clock of the lit word. Silence that is played for want of samples is not counted.
 *
 * There are two outputs, speaker and headset, on one device (a jack that switches in hardware) or on two. Only the present one ever
 * sounds; between two devices nothing is consumed, so that speech goes on where it was.
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
enum audio_output { AUDIO_SPEAKER, AUDIO_HEADSET };
enum audio_sides { AUDIO_BOTH, AUDIO_LEFT, AUDIO_RIGHT };

enum {
    AUDIO_PERIOD_SAMPLES = 512,     /* what the device takes at a time: 23 ms */
    AUDIO_RING_SAMPLES = 4 * 22050, /* how far ahead speech is made: 4 s */
    AUDIO_FADE_SAMPLES = 44,        /* 2 ms: a cut without a click */
    AUDIO_RETRY_MS = 3000, /* how often a lost device is tried while there is something to say */
    AUDIO_NAME_BYTES = 128
};

struct audio;

/* AUDIO_DEVICE without a device becomes a null clock by itself (audio_is_lost then says true). Thread: main. Free with audio_free. */
struct audio *audio_new(enum audio_kind kind);
void audio_free(struct audio *audio); /* NULL is fine; after the narrator that writes to it */

/* From now on samples go to that output, on the first device whose name has `device` in it ("" the default device). On another device
 * than before, the old one is silent from its next period on, and the new one is opened by the next audio_service. Where no such
 * device is, a speaker is the default device, but a headset is lost: nothing of it sounds in the room. Thread: main. */
void audio_set_output(struct audio *audio, enum audio_output output, const char *device);

/* From now on only that side sounds, to try a loudspeaker or a headset; AUDIO_BOTH, as at first, is one channel for both. Between that and a
 * side the device is opened anew, as between two outputs. Thread: main. */
void audio_set_sides(struct audio *audio, enum audio_sides sides);

/* "speaker" or "headset". Any thread. */
const char *audio_route(const struct audio *audio);

/* True while there is no device to hear: known once something was to be said. A device that was opened and then takes nothing for 2 s
 * counts as lost until it does. Any thread. */
bool audio_is_lost(const struct audio *audio);

/* The sound went away (a script's 'sound lost') or came back. While it is lost, samples are consumed as if they sounded, and a device
 * is tried every AUDIO_RETRY_MS. Thread: main. */
void audio_set_lost(struct audio *audio, bool lost);

/* Sound devices came or went: at the next audio_service a lost device is tried again. Thread: main. */
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

/* Between the two no device is opened or closed, and what sounds goes on. SDL's hints and its counts of what was started have no lock, and
 * a screen that is set up anew changes both. Blocks while a device is opened or closed. NULL is fine. Thread: main. */
void audio_hold(struct audio *audio);
void audio_let_go(struct audio *audio);

#endif
