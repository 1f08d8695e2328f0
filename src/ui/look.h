/* look.h: a visitor's own look: theme, scheme, sizes and faces in one place, and what a text takes up in it. One thread (main). */
#ifndef LECTERN_UI_LOOK_H
#define LECTERN_UI_LOOK_H

#include "text/label.h"
#include "ui/theme.h"

struct look {
    struct fonts *fonts;       /* borrowed */
    struct run_cache *runs;    /* borrowed */
    const struct theme *theme; /* borrowed */
    const struct scheme *scheme;
    struct display display;
    struct metrics metrics;
    enum font_family family;
    bool
        rtl; /* the interface reads from right to left: what stands at the start stands at the right */
};

/* Is all drawn alike with both? Schemes are compared by their colours. */
bool look_is_same(const struct look *a, const struct look *b);

/* The style whose capital H is cap_px high. */
struct run_style look_style(const struct look *look, double cap_px, bool bold);

/* The same, in the text's own direction. */
struct run_style look_text_style(const struct look *look, const char *text, double cap_px,
                                 bool bold);

/* An icon that goes with words of cap_px. */
struct run_style look_icon_style(const struct look *look, double cap_px);

/* An icon that stands before words of cap_px instead of over them; and how far the words begin after it. */
struct run_style look_icon_beside_style(const struct look *look, double cap_px);
int look_icon_beside_px(const struct look *look, double cap_px);

/* Pixels of a text in one line, and of a text broken to `width_px`. */
int look_width(const struct look *look, const char *text, double cap_px, bool bold);
int look_height(const struct look *look, const char *text, double cap_px, bool bold, int width_px);

/* How far the name of a card that is a choice begins after its side, where its tick stands. */
int look_tick_px(const struct look *look, double cap_px);

/* The capitals that the sign of a card goes with which is at least so high: with more room it grows. */
double look_card_icon_cap(const struct look *look, double cap_px, int least_height_px);

/* The height of one line. */
int look_line(const struct look *look, double cap_px);

/* Pixels of a word that may not be broken: the widest of the text. */
int look_widest_word(const struct look *look, const char *text, double cap_px, bool bold);

#endif
