/* visit_kiosk.h: what staff's screens of 'This kiosk' show: plain data that the session changes and the screens only read.
 *
 * Kept out of visit.h, which includes it. One thread (main). */
#ifndef LECTERN_SCREEN_VISIT_KIOSK_H
#define LECTERN_SCREEN_VISIT_KIOSK_H

#include "library/counts.h"
#include "ui/touch_check.h"

#include <stdbool.h>
#include <stdint.h>

/* How a visit begins. ACTION_FIRST's argument is kind x VISIT_FIRST_MOST + value. */
enum visit_first_kind {
    FIRST_IDLE,   /* seconds; 0 never */
    FIRST_SIZE,   /* thousandths of a degree */
    FIRST_SCHEME, /* index in the theme */
    FIRST_LANG,   /* index in visit.langs */
    FIRST_VOLUME, /* 1 to VISIT_VOLUME_STEPS */
    FIRST_SPEED,  /* words a minute */
    FIRST_KINDS
};
enum { VISIT_FIRST_MOST = 100000 };

struct visit_first {
    int now[FIRST_KINDS];
    bool is_staffs; /* something is not as the config says */
};

/* The size of the glass, measured with a ruler: two lines that are made as long as they say they are. */
enum ruler_face { RULER_ACROSS, RULER_UPRIGHT, RULER_DISTANCE, RULER_ASKS, RULER_FACES };
enum ruler_line { RULER_LINE_ACROSS, RULER_LINE_UPRIGHT, RULER_LINES };
/* ACTION_RULER's argument is kind x RULER_VALUES + value; of a step RULER_VALUES / 2 is none. */
enum ruler_move { RULER_FACE, RULER_STEP, RULER_LENGTH, RULER_VIEWING, RULER_USE, RULER_MOVES };
enum { RULER_VALUES = 10000 };
enum { RULER_SHORT_CM = 3, RULER_USUAL_CM = 5, RULER_LONGEST_CM = 10 };

struct visit_ruler {
    enum ruler_face face;
    int cm[RULER_LINES];           /* what each line says it is */
    double length_px[RULER_LINES]; /* and what it is now */
    int viewing_mm;
    int left_s; /* RULER_ASKS: the old size comes back after so long */
};

/* How often documents were read. */
enum counts_ask { COUNTS_SAVE, COUNTS_CLEAR /* asks */, COUNTS_CLEAR_SURE, COUNTS_KEEP };

struct visit_counts {
    struct count_list list;
    bool by_start; /* the clock is not set: `recent` is since this start */
    bool asks;     /* whether they shall be cleared */
};

/* How the kiosk is. What needs somebody is found by screen/health.c, from this and the visit. */
struct visit_import { /* the last time that documents were added */
    bool has;
    int64_t at_s; /* Unix time; 0: the clock was not set */
    unsigned added, known, refused;
    char err[32]; /* err_name of what ended it; "ok" */
};

/* What is wrong in the settings file. */
enum { VISIT_SETTINGS_LINES = 24 };

struct visit_settings_file {
    int count, more;                       /* more: that are not among the lines */
    char lines[VISIT_SETTINGS_LINES][400]; /* "Line 7 of lectern.ini: ..." */
    bool has_pin;                          /* a PIN stands in it, for all who have the card */
};

/* What the board tells (app/notices.h); board_words.h has the sentences. */
enum { VISIT_BOARD_MOST = 12, VISIT_BOARD_BYTES = 96 };

struct visit_board_notice {
    char words[VISIT_BOARD_BYTES]; /* "data made-anew" */
    int64_t at_s;                  /* Unix time; 0: the clock was not set */
    bool is_now;                   /* of this start of the board */
};

struct visit_board {
    int count;
    struct visit_board_notice list[VISIT_BOARD_MOST];
};

struct visit_health {
    uint64_t free_bytes, all_bytes; /* where the library is; all_bytes 0: not known */
    bool is_fixed;                  /* it can't be written to there */
    bool headset;                   /* sound goes there */
    bool lacks_touch;               /* of a board: nothing that could be touched is plugged in */
    int64_t now_s;
    bool clock_is_set;
    struct visit_import import;
    unsigned worker_failures; /* documents that a worker did not come back from, since the start */
    unsigned page_failures;   /* original pages that could not be drawn, since the start */
    char rebuilt[128];        /* the damaged catalogue that was kept; "" none */
    struct visit_settings_file config;
    struct visit_board board;
    char drop_problem[256]; /* of the drop folder; "" none */
    const char *version;    /* of the program */
    char day[16];           /* of its build: "2026-11-22" */
};

/* The clock, as it is being set: local time. */
enum clock_part { CLOCK_DAY, CLOCK_MONTH, CLOCK_YEAR, CLOCK_HOUR, CLOCK_MINUTE, CLOCK_PARTS };
/* ACTION_CLOCK's argument is kind x CLOCK_VALUES + value; of a step CLOCK_VALUES / 2 is none. */
enum clock_move { CLOCK_CHOOSE, CLOCK_STEP, CLOCK_TYPE, CLOCK_SET };
enum { CLOCK_VALUES = 100 };

struct visit_clock {
    int parts[CLOCK_PARTS]; /* a month from 1 */
    enum clock_part part;
    int typed;       /* digits of it, by number keys */
    bool can_be_set; /* there is somebody to ask */
};

/* Starting again and switching off: each asks first. */
enum power_ask { POWER_KEEP, POWER_KIOSK, POWER_BOARD, POWER_OFF, POWER_SURE };

struct visit_power {
    enum power_ask asks; /* POWER_KEEP: nothing */
    bool can;            /* there is somebody to ask */
    bool is_busy;        /* documents are being added or copied: it would be cut off */
};

/* Whether fingers are felt where they are. */
enum targets_move { TARGETS_BEGIN, TARGETS_SKIP, TARGETS_STOP };
enum targets_face { TARGETS_FIRST, TARGETS_TOUCH, TARGETS_RESULT };

struct visit_targets {
    enum targets_face face;
    int at; /* the target that shows */
    struct touch_check check;
    struct touch_result result;
    int turn; /* what the config's `touch` should be, where it is turned */
};

/* Trying the screen and the sound. */
enum try_what {
    TRY_COLOURS,
    TRY_NEXT,
    TRY_STOP,
    TRY_SIZES,
    TRY_LEFT,
    TRY_RIGHT,
    TRY_BOTH,
    TRY_SAY
};
enum try_face { TRY_CHOICE, TRY_COLOUR, TRY_TEXT };
enum { TRY_COLOUR_COUNT = 6 };

struct visit_try {
    enum try_face face;
    int colour;   /* which field shows */
    bool headset; /* sound goes there */
};

struct visit_kiosk {
    struct visit_try trying;
    struct visit_targets targets;
    struct visit_health health;
    struct visit_clock clock;
    struct visit_power power;
    struct visit_counts counts;
    struct visit_first first;
    struct visit_ruler ruler;
};

#endif
