/* kiosk.h: the real kiosk in a box: the app's session, the painter and the narrator, on a canvas, a fake clock and the script's sound.
 *
 * What a visitor could see, hear and do is kept: the list and the frame that show, every sample that was played, and everything that
 * was said, with when, in which language and by which way. Nothing of the session is replaced. One thread (main). */
#ifndef LECTERN_TESTS_KIOSK_H
#define LECTERN_TESTS_KIOSK_H

#include "app/session.h"
#include "speech/narrator.h"
#include "ui/canvas.h"
#include "ui/draw.h"
#include "ui/input.h"

#include <stdatomic.h>

enum { PROFILES = 4 };
extern const struct display profiles[PROFILES];

/* Something that was said, by the clock of the kiosk. */
struct said {
    uint64_t from_ms, to_ms; /* to_ms 0: it still sounds */
    bool is_interface, is_announcement;
    uint32_t word;
    char lang[16], route[16];
    char *text;
};

struct kiosk {
    struct config config;
    struct clock clock;
    struct session *session;
    struct painter *painter;
    struct canvas *canvas;
    uint64_t pulled, spoken; /* samples taken, and of them speech */
    int16_t *pcm;            /* all of them */
    size_t pcm_count, pcm_cap;
    struct said *said;
    size_t said_count, said_cap;
    uint32_t *words; /* document words, in the order in which they began to sound */
    size_t word_count, word_cap;
    uint64_t *word_ms;
    size_t word_ms_cap;
    bool is_deaf; /* a planted fault: what is said from now on is not kept */
    atomic_bool
        woken; /* something asked for a turn of the loop, from any thread; whoever turns clears it */
};

/* The defaults, with that library and glass; change the config before kiosk_start. */
void kiosk_config(struct kiosk *k, const char *library, const struct display *display);

/* Starts on the attract screen with sound. Ends the program with a message where it can't. */
void kiosk_start(struct kiosk *k);
void kiosk_stop(struct kiosk *k);

/* Time passes and what is to sound sounds; nobody looks after the session. For whoever turns its loop. */
void kiosk_pass(struct kiosk *k, uint64_t ms);
/* Does something sound, or is a document being read? */
bool kiosk_sounds(const struct kiosk *k);

/* Time passes, in steps of 10 ms, or of 100 ms where nothing sounds. */
void kiosk_wait(struct kiosk *k, uint64_t ms);
/* Until nothing is said any more, `most_ms` at most. */
void kiosk_wait_quiet(struct kiosk *k, uint64_t most_ms);
uint64_t kiosk_now(const struct kiosk *k);

/* The present list, built anew where it must be. */
struct widget_list *kiosk_list(struct kiosk *k);
/* The whole frame, drawn anew. */
struct canvas *kiosk_frame(struct kiosk *k);

/* A key goes down and up; or only one of the two. */
void kiosk_key(struct kiosk *k, enum input_key key);
void kiosk_press(struct kiosk *k, enum input_key key, bool down);
void kiosk_touch(struct kiosk *k, enum input_kind kind, int x, int y);
void kiosk_tap(struct kiosk *k, const struct widget *w);
void kiosk_act(struct kiosk *k, enum action_kind kind, int64_t argument);
void kiosk_size(struct kiosk *k, int mdeg);
void kiosk_scheme(struct kiosk *k, int scheme);

/* The screens speak and the focus shows from now on. */
void kiosk_guide(struct kiosk *k);

enum screen_id kiosk_screen(const struct kiosk *k);

/* Is every setting of the visit as in `was`, a copy of them? A setting that is new is looked at too. */
bool kiosk_has_settings(const struct kiosk *k, const struct visit_settings *was);

/* A stick with the samples is in, or none: a copy of the trial's own, as staff may write to it. */
void kiosk_put_stick(struct kiosk *k, bool in);

/* Begins a visit and opens the document whose title begins so, as text; false when there is none. */
bool kiosk_open(struct kiosk *k, const char *title);
/* Shows a screen over home, with something on it, a document being open where it is about one; a screen may have several faces
 * (the question and the statement of a notice), variants from 0. See ways.c. */
void kiosk_show(struct kiosk *k, enum screen_id id);
void kiosk_show_variant(struct kiosk *k, enum screen_id id, int variant);
int kiosk_variants(enum screen_id id);
/* Does it change the library, so that what is looked at later would be another? */
bool kiosk_is_staffs_work(enum action_kind kind);
/* Has anybody said how the screen is come to? */
bool kiosk_knows(enum screen_id id);
/* Shows a page of the present screen's list. */
void kiosk_page(struct kiosk *k, int page);

/* Was `text` (a part of it, case does not matter) said at or after `since_ms`? */
const struct said *kiosk_heard(const struct kiosk *k, const char *text, uint64_t since_ms);
/* All that the interface said since then, in one string. */
void kiosk_heard_all(const struct kiosk *k, uint64_t since_ms, struct str *out);
/* The loudest sample between two times. */
int kiosk_peak(const struct kiosk *k, uint64_t from_ms, uint64_t to_ms);
/* Its mean power there, in dB of full scale. */
double kiosk_power_db(const struct kiosk *k, uint64_t from_ms, uint64_t to_ms);

#endif
