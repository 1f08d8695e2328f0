/* route.h: is a headset in? And which sound device is it?
 *
 * Two signs of a headset: the kernel's jack switch (SW_HEADPHONE_INSERT of any input device), and a USB sound device with playback that
 * appears. A USB sound device that was there from the start belongs to the kiosk, unless its name is the one configured as the headset;
 * one that is configured as the speaker never is a headset. A small thread sleeps in poll() on the devices and on their folders
 * (inotify), and wakes main; what is not there or may not be opened is no error: nothing will come from it. */
#ifndef LECTERN_SPEECH_ROUTE_H
#define LECTERN_SPEECH_ROUTE_H

#include "base/err.h"

#include <stdbool.h>

enum { ROUTE_DEVICE_BYTES = 80 };

struct routes;

/* Where to look; NULL: nowhere. */
struct route_places {
    const char *
        input_folder; /* "/dev/input": event* with a jack switch; a pipe of that name counts as one */
    const char *sound_folder; /* "/dev/snd": pcmC1D0p is playback of card 1 */
    const char *cards_file;   /* "/proc/asound/cards" */
    const char *speaker;      /* part of the name of a USB card that is the kiosk's own; "" none */
    const char *
        headset; /* part of the name of a USB card that is a headset, also when it is there from the start; "" none */
};

/* The places of a Linux system, without names. */
struct route_places route_places_usual(void);

struct route_state {
    bool is_known; /* the first look is done: what it found was there before us */
    bool headset_is_in;
    char device
        [ROUTE_DEVICE_BYTES]; /* the name of the USB card that is the headset; "" by the jack */
    unsigned sound_changes;   /* how often sound devices came, went or became readable */
};

/* `wake(data)` is called from the thread when the state may have changed; it must only wake the main loop. The places are copied.
 * ERR_NO_MEMORY: no thread. Free with routes_free. Thread: main. */
MUST_USE enum err routes_new(const struct route_places *places, void (*wake)(void *), void *data,
                             struct routes **out);
void routes_free(struct routes *r); /* NULL is fine */

/* What is known now. Any thread. */
void routes_now(const struct routes *r, struct route_state *out);

/* A script's 'headset in' and 'headset out': from now on this counts, by the jack, whatever the devices say. Thread: main. */
void routes_pretend(struct routes *r, bool headset_is_in);

#endif
