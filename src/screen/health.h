/* health.h: what on this kiosk needs somebody: found from the visit, for the screen and for the card that leads there. Thread: main. */
#ifndef LECTERN_SCREEN_HEALTH_H
#define LECTERN_SCREEN_HEALTH_H

#include "screen/visit.h"

enum health_problem {
    HEALTH_FIXED, /* the card can't be written to any more */
    HEALTH_SPACE,
    HEALTH_SCREEN,
    HEALTH_TOUCH,
    HEALTH_SOUND,
    HEALTH_REBUILT,
    HEALTH_IMPORT,
    HEALTH_CLOCK,
    HEALTH_PROFILE,
    HEALTH_CONFIG,
    HEALTH_PIN,
    HEALTH_LOGO, /* lectern.ini's */
    HEALTH_PACK_LOGO,
    HEALTH_DROP,
    HEALTH_PROBLEMS
};

/* What was seen: ACTION_HEALTH_SEEN's argument. */
enum health_seen { HEALTH_SEEN_REBUILT, HEALTH_SEEN_BOARD };

/* Less room than this is a problem: a stick of documents would no longer fit. */
enum { HEALTH_SPACE_LEAST_MB = 200 };

/* Writes them in the order of their weight, without what the board tells; returns how many there are. */
int health_problems(const struct visit *v, enum health_problem out[HEALTH_PROBLEMS]);

/* "All is well." or "2 things need a look"; returns how many there are. */
int health_state_words(const struct visit *v, char *out, size_t bytes);

/* "22 November 2026, 10:30", local time, in the interface's language. */
void health_time_words(int64_t unix_s, char *out, size_t bytes);

/* The name of a month, from 1. Borrowed, as tr. */
const char *health_month(int month);

#endif
