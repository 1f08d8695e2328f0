/* session_sound.h: speaker and headset: a headset that goes in starts guidance in it, one that comes out silences the kiosk; what happens
 * when the sound device is lost. For src/app/session*.c and the script. One thread (main). */
#ifndef LECTERN_APP_SESSION_SOUND_H
#define LECTERN_APP_SESSION_SOUND_H

#include <stdbool.h>

struct session;
struct session_sound;

/* Starts the watch for headsets, behind audio and narrator. In a script nothing is watched: session_sound_plug says what is in. */
void session_sound_start(struct session *s, bool is_script);
void session_sound_stop(struct session *s);

/* Acts on what has changed since the last call. */
void session_sound_tick(struct session *s);

/* A script's 'headset in' and 'headset out'. */
void session_sound_plug(struct session *s, bool headset_is_in);

#endif
