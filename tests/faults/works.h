/* works.h: what is done to a library while faults strike, and what each such work starts from. */
#ifndef LECTERN_TESTS_FAULTS_WORKS_H
#define LECTERN_TESTS_FAULTS_WORKS_H

#include "scratch.h"

#include "library/importer.h"

#include <limits.h>

enum { WORK_COUNTED = 2 }; /* documents of a visit that are counted */
enum { WORK_COPIED = 4 /* two and a pack's two */ };

struct scene {
    const char *folder;  /* holds usb/ and library/ */
    char usb[PATH_MAX];  /* holds stick/, more/ and packs; without links */
    char card[PATH_MAX]; /* the library; without links */
    struct scratch_path library;
    int workers; /* 1: each call comes in the same place each time */
};

/* What is asked of a library after the work, beside that it is whole. */
enum work_kind {
    WORK_PLAIN,
    WORK_OF_PACKS,   /* every document is a pack's */
    WORK_MAY_DOUBLE, /* where two editions could not be compared, both are there */
    WORK_REMAKES,    /* a book may be missing, and is made again */
    WORK_EXPORTS,    /* copies lie on the stick */
    WORK_COUNTS,
    WORK_TRIES_PIN
};

/* Work on a library, and what must be true of it. */
struct work {
    const char *name;
    void (*prepare)(const struct scene *scene);
    void (*act)(void *scene);
    size_t least;  /* documents that are never lost, whatever strikes */
    size_t at_end; /* documents once the work went through */
    int workers; /* at a time; 2: faults strike the calls of one of them, the other goes on meanwhile */
    enum work_kind kind;
};

extern const struct work works[];
extern const size_t work_count;

struct scene scene_of(const char *folder);
struct importer_options scene_options(const struct scene *scene);

/* Lays out the sticks that the works take from, and a copy to put back. */
void scene_fill(const struct scene *scene);

/* Adds what lies at usb/NAME. Failing is what the child does here: what counts is what it leaves. */
void scene_add(const struct scene *scene, const char *name);

#endif
