/* ink_path.h: what can be told of a path without drawing it: is it a box or an ellipse, as frames, cells and panels are, or a shape
 * that somebody drew? */
#ifndef LECTERN_EXTRACT_INK_PATH_H
#define LECTERN_EXTRACT_INK_PATH_H

#include "extract/guard.h"

#include <stdbool.h>
#include <stdint.h>

struct ink_path {
    uint32_t steps; /* lines and curves */
    bool is_drawn;
    bool is_round; /* curves only */
    bool is_arrow; /* a triangle, or an arrow of seven corners */
};

/* Throws. */
struct ink_path ink_path_measure(fz_context *ctx, const fz_path *path, bool is_filled);

#endif
