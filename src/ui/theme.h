/* theme.h: how Lectern looks: colour schemes, and every size that a designer may tune, read once from assets/theme.ini.
 *
 * Sizes of text are thousandths of a degree (mdeg) of a capital H at the viewing distance; shapes are millimetres of the real
 * glass. struct metrics turns both into pixels for one display and one text size. A theme is read only once made. */
#ifndef LECTERN_UI_THEME_H
#define LECTERN_UI_THEME_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { THEME_SCHEMES_MOST = 16, THEME_STEPS_MOST = 24, THEME_SIGNS = 6 };

/* Colours are 0xFFRRGGBB, as in struct canvas. */
struct scheme {
    char name[32];                /* "white-on-black": in config, scripts and settings */
    char label[48];               /* "White on black": English, to be given to tr */
    uint32_t background, surface; /* behind all; of boxes and controls */
    uint32_t text, muted;         /* on background and on surface */
    uint32_t accent, on_accent;   /* the one filled control, the ring, icons; words on it */
    uint32_t line;                /* borders, rules, bars at the side */
    uint32_t sentence;            /* behind the sentence being read; `text` stands on it */
    uint32_t word, word_text;     /* behind the word being read, and that word */
    uint32_t signs
        [THEME_SIGNS]; /* of boxes' signs: blue, green, red, orange, purple, pink; 0 none: the accent */
    bool dark;         /* the background is darker than the text */
};

struct theme_sizes {
    double border_mm, chosen_border_mm;
    double ring_mm, ring_gap_mm; /* of the focus: its width, and the air between it and the shape */
    double radius_mm;
    double gap_mm;                    /* between controls */
    double target_mm, main_target_mm; /* least side of a control; of one of the main ones */
    double large_target_mm;           /* of every control, for a visitor who asks for larger ones */
    double side_bar_mm;               /* the bar beside the lit sentence */
    double dot_mm;                    /* a dot of the line under a hard word */
    double icon_caps;                 /* em of an icon over its word, in heights of that word's H */
    double heading_scale;
    double line_spacing;      /* times the em */
    double label_spacing;     /* lines of a label, times ascent + descent */
    double paragraph_spacing; /* gap, times the line's height */
    double cap_per_em;        /* of the usual face, where no face is at hand */
    int line_most_chars;
    /* what a visitor's steps add: to line_spacing (closer, usual, wider, widest); em between letters and between words, and to
     * paragraph_spacing (usual, wider, widest); to line_most_chars (usual, shorter, shortest) */
    double lines_more[4], letters_more_em[3], words_more_em[3], paragraphs_more[3];
    double line_chars_more[3];
    int bar_most_mdeg;                           /* the bar's words stop growing here */
    int default_mdeg, larger_mdeg, largest_mdeg; /* the three sizes with names */
    int steps_mdeg[THEME_STEPS_MOST];            /* all sizes, rising, the three among them */
    int step_count;
};

struct theme {
    struct scheme schemes[THEME_SCHEMES_MOST]; /* the first is the default */
    int scheme_count;
    struct theme_sizes sizes;
};

/* Reads a theme file; NULL: assets/theme.ini. ERR_NOT_FOUND; ERR_CONFIG, logged with file and line, when a line is not understood,
 * or a scheme lacks a colour. Free with theme_free. */
MUST_USE enum err theme_new(const char *path, struct theme **out);
void theme_free(struct theme *theme); /* NULL is fine */

/* NULL when there is none of that name. Borrowed. */
const struct scheme *theme_find_scheme(const struct theme *theme, const char *name);

/* The next larger (step 1) or smaller (-1) text size; the same at the ends. */
int theme_step_mdeg(const struct theme *theme, int mdeg, int step);

/* A scheme of two colours (0xFFRRGGBB): everything stands in `text` on `ground`. */
struct scheme theme_own_scheme(uint32_t text, uint32_t ground);

/* Contrast of two colours, 1 to 21 (WCAG 2.2, 'contrast ratio'). */
double theme_contrast(uint32_t a, uint32_t b);

/* The real glass, as the config's display profile says. Zero or less in any field is a fault of the config, seen before. */
struct display {
    int width_px, height_px;
    double width_mm, height_mm;
    double viewing_mm; /* from the eye to the glass */
};

struct metrics {
    double px_per_mm;   /* of the denser direction, so that nothing comes out smaller than asked */
    double body_cap_px; /* a capital H of body text */
    double bar_cap_px;  /* of the bar's words: as body, until bar_most_mdeg */
    int unit_px;        /* one unit of space: half a line of text at the bar's size */
    int border_px, chosen_border_px, ring_px, ring_gap_px, radius_px;
    int gap_px, target_px, main_target_px, side_bar_px, dot_px;
    double px_per_mm_across; /* of its width alone */
    int target_across_px; /* the least width of a control: fewer pixels where they are wider than high */
};

/* Between controls: the gap, or what a ring of the focus around one needs. */
static inline int metrics_gap_px(const struct metrics *m)
{
    int ring = m->ring_px + m->ring_gap_px;
    return m->gap_px > ring ? m->gap_px : ring;
}

struct metrics metrics_make(const struct theme_sizes *sizes, const struct display *display,
                            int body_mdeg);

/* Controls for hands that need larger ones: large_target_mm, or a sixth of the shorter side of a small glass, so that a screen still
 * has room for what it says. */
void metrics_enlarge_targets(struct metrics *m, const struct theme_sizes *sizes,
                             const struct display *display);

/* "blue" for 1, to THEME_SIGNS: as theme.ini names the colours of boxes' signs. Static. And back: 0 for no such name. */
const char *theme_sign_name(int sign);
int theme_find_sign(const char *name);

#endif
