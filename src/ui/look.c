#include "ui/look.h"
#include "ui/widget.h"

#include <limits.h>
#include <string.h>

#define CARD_ICON_SHARE     0.4 /* of a high card's height */
#define CARD_ICON_CAPS_MOST 2.2 /* of its words' size */

static bool display_is_same(const struct display *a, const struct display *b)
{
    return a->width_px == b->width_px && a->height_px == b->height_px &&
           a->width_mm == b->width_mm && a->height_mm == b->height_mm &&
           a->viewing_mm == b->viewing_mm;
}

static bool metrics_are_same(const struct metrics *a, const struct metrics *b)
{
    return a->px_per_mm == b->px_per_mm && a->body_cap_px == b->body_cap_px &&
           a->bar_cap_px == b->bar_cap_px && a->unit_px == b->unit_px &&
           a->border_px == b->border_px && a->chosen_border_px == b->chosen_border_px &&
           a->ring_px == b->ring_px && a->ring_gap_px == b->ring_gap_px &&
           a->radius_px == b->radius_px && a->gap_px == b->gap_px && a->target_px == b->target_px &&
           a->main_target_px == b->main_target_px && a->side_bar_px == b->side_bar_px &&
           a->dot_px == b->dot_px && a->px_per_mm_across == b->px_per_mm_across &&
           a->target_across_px == b->target_across_px;
}

static bool scheme_is_same(const struct scheme *a, const struct scheme *b)
{
    return a->background == b->background && a->surface == b->surface && a->text == b->text &&
           a->muted == b->muted && a->accent == b->accent && a->on_accent == b->on_accent &&
           a->line == b->line && a->sentence == b->sentence && a->word == b->word &&
           a->word_text == b->word_text && a->dark == b->dark &&
           memcmp(a->signs, b->signs, sizeof a->signs) == 0;
}

bool look_is_same(const struct look *a, const struct look *b)
{
    return a->fonts == b->fonts && a->runs == b->runs && a->theme == b->theme &&
           a->family == b->family && a->rtl == b->rtl && scheme_is_same(a->scheme, b->scheme) &&
           display_is_same(&a->display, &b->display) && metrics_are_same(&a->metrics, &b->metrics);
}

struct run_style look_style(const struct look *look, double cap_px, bool bold)
{
    return (struct run_style){.family = look->family,
                              .bold = bold,
                              .size_px = font_size_for_cap(look->fonts, look->family, cap_px)};
}

struct run_style look_text_style(const struct look *look, const char *text, double cap_px,
                                 bool bold)
{
    struct run_style style = look_style(look, cap_px, bold);
    style.rtl = run_text_is_rtl(text, strlen(text));
    return style;
}

struct run_style look_icon_style(const struct look *look, double cap_px)
{
    return (struct run_style){.family = FONT_ICONS,
                              .size_px = (int)(cap_px * look->theme->sizes.icon_caps + 0.5)};
}

struct run_style look_icon_beside_style(const struct look *look, double cap_px)
{
    return look_icon_style(look, cap_px * 0.8);
}

int look_icon_beside_px(const struct look *look, double cap_px)
{
    return look_icon_beside_style(look, cap_px).size_px * 6 / 5;
}

int look_width(const struct look *look, const char *text, double cap_px, bool bold)
{
    /* as label_break will see it, so that a box of this width never breaks the line */
    struct run_style style = look_text_style(look, text, cap_px, bold);
    struct label label;
    label_break(look->runs, text, &style, INT_MAX / 4, look->theme->sizes.label_spacing, &label);
    int width = label.width_px;
    label_free(&label);
    return width;
}

int look_tick_px(const struct look *look, double cap_px)
{
    return look_width(look, WIDGET_TICK "H", cap_px, true);
}

double look_card_icon_cap(const struct look *look, double cap_px, int least_height_px)
{
    double cap = cap_px * look->theme->sizes.heading_scale;
    double roomy = least_height_px * CARD_ICON_SHARE / look->theme->sizes.icon_caps;
    double most = cap_px * CARD_ICON_CAPS_MOST;
    roomy = roomy < most ? roomy : most;
    return roomy > cap ? roomy : cap;
}

int look_height(const struct look *look, const char *text, double cap_px, bool bold, int width_px)
{
    struct run_style style = look_text_style(look, text, cap_px, bold);
    struct label label;
    label_break(look->runs, text, &style, width_px, look->theme->sizes.label_spacing, &label);
    int height = label.height_px;
    label_free(&label);
    return height;
}

int look_line(const struct look *look, double cap_px)
{
    int plain = look_height(look, "H", cap_px, false, INT_MAX / 4);
    int bold = look_height(look, "H", cap_px, true, INT_MAX / 4);
    return plain > bold ? plain : bold;
}

int look_widest_word(const struct look *look, const char *text, double cap_px, bool bold)
{
    struct run_style style = look_text_style(look, text, cap_px, bold);
    int widest = 0;
    while (*text) {
        size_t bytes = strcspn(text, " \n");
        int width = bytes ? run_measure(look->runs, text, bytes, &style) : 0;
        widest = width > widest ? width : widest;
        text += bytes + (text[bytes] != 0);
    }
    return widest;
}
