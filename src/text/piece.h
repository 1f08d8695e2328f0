/* piece.h: within text only: a run's text cut into pieces that one face can draw in one direction, in the order in which they stand
 * on the line from left to right.
 *
 * A run should have one direction, but a label may hold a number or a name in other letters; so neighbouring pieces of one
 * direction form groups, groups stand in the run's direction, and pieces within a group in the group's. That is the bidirectional
 * algorithm (UAX 9) for text without embeddings. One thread (main). */
#ifndef LECTERN_TEXT_PIECE_H
#define LECTERN_TEXT_PIECE_H

#include "text/face.h"
#include "text/run.h"

struct piece {
    uint32_t start, bytes; /* in the run's text */
    int face;              /* FACE_NONE: nothing has these letters */
    const struct script *script;
    bool rtl;
};

struct pieces {
    struct piece *items;
    size_t count, cap;
};

/* Replaces what was in *out. */
void pieces_cut(struct fonts *fonts, const char *text, size_t bytes, const struct run_style *style,
                struct pieces *out);
void pieces_free(struct pieces *pieces);

#endif
