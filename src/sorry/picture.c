#include "sorry/picture.h"

#include "base/log.h"
#include "base/mem.h"
#include "sorry/letters.h"
#include "text/icon.h"
#include "ui/draw_label.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parts of the glass, in hundredths of its height; its margins in hundredths of its shorter side. */
enum {
    MARGIN = 6,
    SIGN_HIGH = 15,
    REST_HIGH = 9, /* each of the smaller lines */
    REST_LINES = 3,
    LEAST_PX = 10
};

#define RUN_CACHE_BYTES (1 << 20)
#define LABEL_SPACING   0.82 /* Andika leaves much between lines; these are few, and large */

static const uint32_t ground = 0xff000000, white = 0xffffffff, yellow = 0xffffd84d,
                      grey = 0xffd0d0d0;

struct picture {
    enum picture_of of;
    struct fonts *fonts; /* NULL: squares */
    struct run_cache *runs;
    struct theme theme; /* of it only what a label needs */
    struct look look;
};

struct picture *picture_new(enum picture_of of, bool plain)
{
    struct picture *p = mem_new(1, sizeof *p);
    p->of = of;
    enum err err = plain ? ERR_NO_FONT : fonts_new(&p->fonts);
    if (err != ERR_OK) {
        log_note("squares instead of a font (%s)", plain ? "as was asked for" : err_name(err));
        return p;
    }
    p->runs = run_cache_new(p->fonts, RUN_CACHE_BYTES);
    p->theme.sizes.label_spacing = LABEL_SPACING;
    p->look = (struct look){.fonts = p->fonts,
                            .runs = p->runs,
                            .theme = &p->theme,
                            .family = FONT_ANDIKA,
                            .rtl = messages_is_rtl()};
    return p;
}

void picture_free(struct picture *picture)
{
    if (!picture)
        return;
    run_cache_free(picture->runs);
    fonts_free(picture->fonts);
    free(picture);
}

/* The largest size at which the text fits: of the font's em, or of a square. */
static int fit(const struct picture *p, const char *text, bool bold, struct rect box)
{
    if (!p->fonts)
        return letters_fit(text, box.w, box.h);
    struct run_style style = {.family = FONT_ANDIKA, .bold = bold, .size_px = box.h};
    return label_fit(p->runs, text, &style, box.w, box.h, LABEL_SPACING, LEAST_PX);
}

/* In the middle of the box. */
static void draw_words(const struct picture *p, struct canvas *canvas, const char *text, bool bold,
                       struct rect box, int size_px, uint32_t colour)
{
    if (!p->fonts) {
        letters_draw(canvas, text, box, size_px, colour);
        return;
    }
    struct run_style style = {.family = FONT_ANDIKA,
                              .bold = bold,
                              .rtl = run_text_is_rtl(text, strlen(text)),
                              .size_px = size_px};
    box.y += (box.h - draw_label_height(&p->look, text, &style, box.w)) / 2;
    draw_label(canvas, &p->look, text, box, &style, ALIGN_CENTRE, colour);
}

static void words_of_wait(int minutes, char *out, size_t out_bytes)
{
    if (minutes <= 0)
        snprintf(out, out_bytes, "%s", tr("It tries again now."));
    else
        snprintf(out, out_bytes,
                 trn("It tries again by itself in %d minute.",
                     "It tries again by itself in %d minutes.", (unsigned long)minutes),
                 minutes);
}

static void words_of_work(int minutes, char *out, size_t out_bytes)
{
    if (minutes <= 0)
        snprintf(out, out_bytes, "%s", tr("It has just begun."));
    else
        snprintf(out, out_bytes,
                 trn("It began %d minute ago.", "It began %d minutes ago.", (unsigned long)minutes),
                 minutes);
}

void picture_words(enum picture_of of, char *out, size_t out_bytes)
{
    if (of == PICTURE_SORRY)
        snprintf(out, out_bytes, "%s %s", tr("This kiosk is not working at the moment."),
                 tr("Please tell a member of staff."));
    else
        snprintf(out, out_bytes, "%s %s %s", tr("Getting ready. Please do not switch off."),
                 tr("This can take some minutes."), tr("The kiosk then starts by itself."));
}

/* What one should do, and what else is to be known: the first line is the nearest to it. */
struct words {
    const char *sign, *ask, *rest[REST_LINES];
};

/* `time` holds the line that has a number in it. */
static struct words words_of(enum picture_of of, int minutes, char *time, size_t time_bytes)
{
    if (of == PICTURE_GETTING_READY) {
        words_of_work(minutes, time, time_bytes);
        return (struct words){
            "time",
            tr("Getting ready. Please do not switch off."),
            {tr("This can take some minutes."), time, tr("The kiosk then starts by itself.")}};
    }
    words_of_wait(minutes, time, time_bytes);
    return (struct words){"participation",
                          tr("Please tell a member of staff."),
                          {tr("This kiosk is not working at the moment."), time,
                           tr("Staff: to try it now, hold the screen or a key.")}};
}

static void draw_sign(const struct picture *p, struct canvas *canvas, const char *sign,
                      struct rect box)
{
    struct run_style style = {.family = FONT_ICONS, .size_px = box.h};
    if (p->fonts)
        draw_icon(canvas, &p->look, icon_codepoint(sign), box, &style, yellow);
}

void picture_draw(struct picture *p, struct canvas *canvas, int minutes)
{
    int w = canvas->width_px, h = canvas->height_px, margin = (w < h ? w : h) * MARGIN / 100;
    char time[256];
    struct words words = words_of(p->of, minutes, time, sizeof time);
    struct rect sign = {margin, margin, w - 2 * margin, h * SIGN_HIGH / 100};
    struct rect low = {margin, 0, sign.w, h * REST_HIGH / 100};
    low.y = h - margin - REST_LINES * low.h;
    struct rect middle = {margin, sign.y + sign.h + margin / 2, sign.w, 0};
    middle.h = low.y - margin - middle.y;
    struct rect line = rect_inset(low, low.h / 8);
    int size_px = line.h;
    for (int i = 0; i < REST_LINES; i++) {
        int fits_px = fit(p, words.rest[i], false, line);
        size_px = fits_px < size_px ? fits_px : size_px;
    }
    canvas_fill(canvas, (struct rect){0, 0, w, h}, ground);
    draw_sign(p, canvas, words.sign, sign);
    draw_words(p, canvas, words.ask, true, middle, fit(p, words.ask, true, middle), white);
    for (int i = 0; i < REST_LINES; i++, line.y += low.h)
        draw_words(p, canvas, words.rest[i], false, line, size_px, i ? grey : yellow);
}
