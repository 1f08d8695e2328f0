#include "ui/look.h"
#include "ui/widget.h"

#include <limits.h>
#include <string.h>

#define CARD_ICON_SHARE     0.4 /* of a high card's height */
#define CARD_ICON_CAPS_MOST 2.2 /* of its words' size */

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
