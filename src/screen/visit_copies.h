/* visit_copies.h: what the screens of copies show: saving all of the library to a stick, and putting such a copy back. Plain data. */
#ifndef LECTERN_SCREEN_VISIT_COPIES_H
#define LECTERN_SCREEN_VISIT_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SCREEN_COPIES' subject. */
enum { COPIES_SAVE, COPIES_PUT_BACK };

/* ACTION_COPY's argument. */
enum copies_act {
    COPIES_START_SAVING,
    COPIES_START_PUTTING, /* asks about keys first, where there are new ones */
    COPIES_TRUST,         /* puts back, and trusts the keys */
    COPIES_NO_TRUST,      /* puts back without */
    COPIES_STOP
};

enum copies_work {
    COPIES_REST,
    COPIES_OPENING, /* the stick is being made writable */
    COPIES_WRITING,
    COPIES_CLOSING, /* all is written out */
    COPIES_VERIFYING,
    COPIES_ADDING
};

struct visit_copies {
    enum copies_work work;
    bool stops;             /* staff touched Stop */
    int thousandths;        /* of WRITING, VERIFYING */
    int left_s;             /* of it; -1 not known yet */
    size_t done, count;     /* ADDING: documents */
    bool unread;            /* it ended while no staff were there */
    char said[512];         /* how the last one ended; "" nothing yet */
    uint64_t library_bytes; /* of a copy, about */
    bool is_found;          /* a copy is on the stick */
    char name[128];         /* its folder */
    size_t documents, packs, known;
    uint64_t bytes;
    bool asks;      /* whether to trust the makers in `keys` */
    char keys[512]; /* a line each: "Some makers (0102030405060708)"; "" all are trusted */
};

#endif
