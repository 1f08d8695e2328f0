/* event.h: what a visitor, staff or the world does next, from a seed: plain numbers, so that a list of them can be written down, played
 * again and made shorter. */
#ifndef LECTERN_TESTS_SOAK_EVENT_H
#define LECTERN_TESTS_SOAK_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum event_kind {
    EVENT_KEY,     /* a: enum input_key, down and up */
    EVENT_DOWN,    /* a: likewise; it stays down */
    EVENT_UP,      /* a */
    EVENT_TYPE,    /* a: a character */
    EVENT_TAP,     /* a: which of the widgets that act, in thousandths of them */
    EVENT_HOLD,    /* a: likewise; b: ms that the finger stays */
    EVENT_TOUCH,   /* a, b: place in thousandths of the glass; c: which finger */
    EVENT_MOVE,    /* likewise */
    EVENT_LIFT,    /* likewise */
    EVENT_WAIT,    /* a: ms */
    EVENT_HEADSET, /* a: 1 in, 0 out */
    EVENT_SOUND,   /* a: 0 lost, 1 back, 2 some device came or went */
    EVENT_STICK,   /* a: which goes in (world.h), 0 all out, below 0 that one out */
    EVENT_CLOCK,   /* a: seconds that the time of day jumps */
    EVENT_GLASS,   /* a: which glass the window is on */
    EVENT_PIN,     /* a: 1 the right one, 0 another; where one is asked for */
    EVENT_STAFF,   /* to staff's part, by its door and the right PIN */
    EVENT_OPEN,    /* a: which of the documents on the shelves, in thousandths of them */
    EVENT_DROP,    /* a: what a sync engine does (world.h) */
    EVENT_BOARD,   /* a: what the board's root unit answers from now on (world.h) */
    EVENT_KEYS,    /* the keyboard is pulled: no key is held any more */
    EVENT_SCREEN,  /* a: 1 there is no screen, 0 there is */
    EVENT_RESTART, /* the kiosk is switched off and on */
    EVENT_KINDS
};

struct event {
    enum event_kind kind;
    int a, b, c;
};

/* What somebody who visits is like: it decides what they do, and how fast. It changes now and then. */
struct chance {
    uint64_t state;
    int visitor, left; /* enum visitor in event.c; events until another one comes */
};

struct chance chance_new(uint64_t seed);
struct event event_next(struct chance *chance);

/* What somebody does who has come to listen: long waits, between them all that may come across. */
struct event event_next_listening(struct chance *chance);

/* A line each: the name of the kind and three numbers. False at the end, or at a line that is none. */
void event_write(FILE *file, const struct event *event);
bool event_read(FILE *file, struct event *event);

#endif
