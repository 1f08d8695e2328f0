#include "ui/draw.h"
#include "base/clock.h"
#include "base/mem.h"
#include "book/model.h"
#include "ui/draw_document.h"
#include "ui/draw_label.h"
#include "ui/drawn.h"
#include "ui/page_view.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD_US = 500 };

struct painter {
    struct drawn_list glass, canvas, made; /* what shows; what stands on the canvas; the newest */
    bool forget;
    bool is_ahead;                            /* the canvas is not as the glass */
    struct rect spoiled[PAINTER_DAMAGE_MOST]; /* then: where it isn't as `canvas` says either */
    int spoiled_count;
    struct picture_cache *pictures;
};

struct painter *painter_new(void)
{
    struct painter *p = mem_new(1, sizeof *p);
    p->forget = true;
    p->pictures = picture_cache_new();
    return p;
}

void painter_free(struct painter *p)
{
    if (!p)
        return;
    picture_cache_free(p->pictures);
    drawn_list_free(&p->glass);
    drawn_list_free(&p->canvas);
    drawn_list_free(&p->made);
    free(p);
}

void painter_forget(struct painter *p)
{
    p->forget = true;
}

struct colours {
    uint32_t fill, border, words, icon;
};

static struct colours button_colours(const struct scheme *s, const struct widget *w)
{
    if (w->state & STATE_MAIN)
        return (struct colours){s->accent, s->accent, s->on_accent, s->on_accent};
    uint32_t icon = w->tint ? w->tint : w->role == ROLE_CARD ? s->accent : s->text;
    return (struct colours){s->surface, s->line, s->text, icon};
}

static bool has_tick(const struct widget *w)
{
    return (w->state & STATE_CHOSEN) && !(w->state & STATE_NO_TICK);
}

/* The tick of a chosen button stands before its name, in the text's own size: at the right where the interface begins there. */
static const char *shown_name(const struct look *look, const struct widget_list *list,
                              const struct widget *w, struct str *room)
{
    const char *name = widget_seen(list, w);
    if (!has_tick(w))
        return name;
    bool after = look->rtl && run_text_direction(name, strlen(name)) < 0;
    str_addf(room, after ? "%s\u202f\u2714" : WIDGET_TICK "%s", name);
    return str_text(room);
}

/* A sign in the middle of `in`, after its tick where it is chosen. */
static void draw_sign(struct canvas *canvas, const struct look *look, const struct widget *w,
                      struct rect in, const struct run_style *icon, struct colours c)
{
    bool ticked = has_tick(w);
    int tick = ticked ? look_width(look, WIDGET_TICK "H", w->cap_px, false) -
                            look_width(look, "H", w->cap_px, false)
                      : 0;
    struct run_style style = look_text_style(look, WIDGET_TICK, w->cap_px, false);
    struct rect all = {in.x + (in.w - tick - icon->size_px) / 2, in.y, tick + icon->size_px, in.h};
    struct rect mark = {all.x, all.y + (all.h - look_line(look, w->cap_px)) / 2, tick, all.h};
    struct rect sign = {all.x + tick, all.y, icon->size_px, all.h};
    draw_icon(canvas, look, w->icon, draw_turned(look, sign, all), icon, c.icon);
    if (ticked)
        draw_label(canvas, look, WIDGET_TICK, draw_turned(look, mark, all), &style, ALIGN_START,
                   c.words);
}

static void draw_button_words(struct canvas *canvas, const struct look *look,
                              const struct widget_list *list, const struct widget *w,
                              struct rect in, struct colours c)
{
    struct str room = {0};
    bool over =
        w->icon &&
        !w->icon_beside; /* then the tick stands there too, and the words stay where they are */
    const char *name = over ? widget_seen(list, w) : shown_name(look, list, w, &room);
    struct look face = *look;
    if (w->face)
        face.family = (enum font_family)(w->face - 1);
    look = &face;
    struct run_style style = look_text_style(look, name, w->cap_px, w->bold);
    struct run_style icon = look_icon_style(look, w->cap_px);
    int words = *name ? draw_label_height(look, name, &style, in.w) : 0;
    if (w->icon && w->icon_beside) {
        icon = look_icon_beside_style(look, w->cap_px);
        int beside = look_icon_beside_px(look, w->cap_px);
        int width = look_width(look, name, w->cap_px, w->bold);
        int left = in.x + (in.w - beside - width) / 2;
        left = left < in.x ? in.x : left;
        struct rect sign = {left, in.y, icon.size_px, in.h};
        draw_icon(canvas, look, w->icon, draw_turned(look, sign, in), &icon, c.icon);
        struct rect box = {left + beside, 0, in.x + in.w - left - beside, 0};
        box = draw_turned(look, box, in);
        box.y = draw_label_top(look, name, &style, in, box.w);
        draw_label(canvas, look, name, box, &style, ALIGN_START, c.words);
    } else {
        int high = w->icon ? icon.size_px : 0;
        int top = in.y + (in.h - words - high) / 2;
        struct rect low = {in.x, top + high, in.w, in.y + in.h - top - high};
        int y = draw_label_top(look, name, &style, over ? low : in, in.w);
        if (over) { /* as low as the words' ink lets them, at most */
            y = y < top + high ? y : top + high;
            draw_sign(canvas, look, w, (struct rect){in.x, y - high, in.w, high}, &icon, c);
        }
        struct rect box = {in.x, y, in.w, words};
        draw_label(canvas, look, name, box, &style, w->from_side ? ALIGN_START : ALIGN_CENTRE,
                   c.words);
    }
    str_free(&room);
}

static void draw_card_words(struct canvas *canvas, const struct look *look,
                            const struct widget_list *list, const struct widget *w, struct rect in,
                            struct colours c)
{
    const char *name = widget_seen(list, w), *value = widget_value(list, w);
    double cap = w->name_cap_px > 0 ? w->name_cap_px : w->cap_px;
    struct run_style big = look_text_style(look, name, cap, !w->mark_count),
                     small = look_text_style(look, value, w->cap_px, false);
    if (w->role ==
        ROLE_CHOICE) { /* room for the tick is kept where there is none, so that nothing moves */
        int side = look_tick_px(look, w->cap_px);
        struct run_style tick = look_text_style(look, WIDGET_TICK, w->cap_px, true);
        struct rect box = draw_turned(look, (struct rect){in.x, in.y, side, in.h}, in);
        box.y = draw_label_top(look, WIDGET_TICK, &tick, box, side);
        if (has_tick(w))
            draw_label(canvas, look, WIDGET_TICK, box, &tick, ALIGN_START, c.words);
        in = draw_turned(look, (struct rect){in.x + side, in.y, in.w - side, in.h}, in);
    }
    if (w->icon) {
        double usual = w->cap_px * look->theme->sizes.heading_scale;
        struct run_style icon = look_icon_style(look, w->icon_cap_px > 0 ? w->icon_cap_px : usual);
        struct rect sign = {in.x, in.y, icon.size_px, in.h};
        draw_icon(canvas, look, w->icon, draw_turned(look, sign, in), &icon, c.icon);
        int side = icon.size_px + look->metrics.unit_px;
        in = draw_turned(look, (struct rect){in.x + side, in.y, in.w - side, in.h}, in);
    }
    int high = draw_label_height(look, name, &big, in.w) +
               (*value ? draw_label_height(look, value, &small, in.w) : 0);
    /* the ink stands in the middle: that of a font's lines is a little lower */
    struct font_metrics m = font_metrics(look->fonts, small.family, false, small.size_px);
    int raise = (m.ascent_px - m.descent_px - m.cap_height_px) / 2, air = (in.h - high) / 2;
    struct rect box = {in.x, in.y + air - (raise < air ? raise : air > 0 ? air : 0), in.w, high};
    box.y += w->mark_count ? draw_label_marked(canvas, look, list, w, box, &big, c.words)
                           : draw_label(canvas, look, name, box, &big, ALIGN_START, c.words);
    if (*value)
        draw_label(canvas, look, value, box, &small, ALIGN_START,
                   w->mark_count ? look->scheme->muted : c.words);
}

/* The side of a card that has a colour, in the air before its words. */
static void draw_side(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct metrics *m = &look->metrics;
    int edge = m->chosen_border_px + 1, width = m->unit_px - edge - m->unit_px / 4;
    struct rect side = {w->rect.x + edge, w->rect.y + m->radius_px, width < 2 ? 2 : width,
                        w->rect.h - 2 * m->radius_px};
    canvas_round_rect(canvas, draw_turned(look, side, w->rect), side.w / 2, w->tint, CANVAS_NONE,
                      0);
}

static void draw_control(struct canvas *canvas, const struct look *look,
                         const struct widget_list *list, const struct widget *w)
{
    const struct metrics *m = &look->metrics;
    const struct scheme *s = w->scheme ? w->scheme : look->scheme;
    struct colours c = button_colours(s, w);
    if (w->scheme)
        c.fill = s->background;
    bool thick = w->state & (STATE_CHOSEN | STATE_PRESSED);
    int border = thick ? m->chosen_border_px : m->border_px;
    if ((w->state & STATE_CHOSEN) && (w->state & STATE_PRESSED))
        border += 2 * m->border_px;
    if ((w->state & STATE_OFF) &&
        !(w->state & STATE_PRESSED)) { /* no shape: flat words on the ground */
        c.fill = look->scheme->background;
        c.border = c.fill;
    }
    if (w->scheme) /* a sample of another scheme stands on the visitor's own ground: so does its border */
        c.border = look->scheme->line;
    if ((w->state & STATE_MAIN) &&
        thick) { /* a filled control shows that it is pressed by a ring within */
        canvas_round_rect(canvas, w->rect, m->radius_px, c.fill, c.fill, 0);
        canvas_round_rect(canvas, rect_inset(w->rect, m->border_px), m->radius_px - m->border_px,
                          CANVAS_NONE, s->on_accent, m->border_px);
    } else {
        canvas_round_rect(canvas, w->rect, m->radius_px, c.fill, c.border, border);
    }
    if (w->scheme &&
        thick) /* its border may be as bright as its ground: its own words' colour is not */
        canvas_round_rect(canvas, rect_inset(w->rect, m->border_px), m->radius_px - m->border_px,
                          CANVAS_NONE, s->text, border - m->border_px);
    /* a choice with something to say under its name is a card with a tick */
    bool card = w->role == ROLE_CARD || (w->role == ROLE_CHOICE && *widget_value(list, w));
    int pad = card || w->from_side ? m->unit_px : m->border_px + 2;
    struct rect in = {w->rect.x + pad, w->rect.y, w->rect.w - 2 * pad, w->rect.h};
    if (w->role == ROLE_CARD && w->tint)
        draw_side(canvas, look, w);
    if (card)
        draw_card_words(canvas, look, list, w, in, c);
    else
        draw_button_words(canvas, look, list, w, in, c);
}

static void draw_progress(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct metrics *m = &look->metrics;
    canvas_round_rect(canvas, w->rect, m->radius_px, look->scheme->surface, look->scheme->line,
                      m->border_px);
    struct rect all = rect_inset(w->rect, 2 * m->border_px), in = all;
    in.w = (int)((int64_t)all.w * w->progress / 1000);
    in = draw_turned(look, in, all);
    if (in.w > 0)
        canvas_round_rect(canvas, in, m->radius_px / 2, look->scheme->accent, CANVAS_NONE, 0);
}

/* With the quiet zone of four modules around it (ISO/IEC 18004). */
static void draw_code(struct canvas *canvas, const struct widget *w)
{
    int across = w->code_side + 2 * WIDGET_CODE_QUIET, module = w->rect.w / across;
    canvas_fill(canvas, w->rect, 0xffffffffu);
    int x = w->rect.x + (w->rect.w - module * w->code_side) / 2;
    int y = w->rect.y + (w->rect.h - module * w->code_side) / 2;
    for (int row = 0; row < w->code_side; row++) {
        for (int i = 0; i < w->code_side; i++) {
            struct rect r = {x + i * module, y + row * module, module, module};
            if (w->code[row * w->code_side + i])
                canvas_fill(canvas, r, 0xff000000u);
        }
    }
}

static void draw_text(struct canvas *canvas, const struct look *look,
                      const struct widget_list *list, const struct widget *w)
{
    const struct scheme *s = look->scheme;
    const char *name = widget_seen(list, w);
    struct run_style style = look_text_style(look, name, w->cap_px, w->bold);
    struct rect in = w->rect;
    if (w->icon) { /* a sign before its words */
        struct run_style icon = look_icon_beside_style(look, w->cap_px);
        int side = look_icon_beside_px(look, w->cap_px);
        struct rect sign = {in.x, in.y, icon.size_px, in.h};
        draw_icon(canvas, look, w->icon, draw_turned(look, sign, w->rect), &icon,
                  w->tint ? w->tint : s->accent);
        in = draw_turned(look, (struct rect){in.x + side, in.y, in.w - side, in.h}, w->rect);
    }
    draw_label(canvas, look, name, in, &style, w->align,
               w->state & STATE_MUTED ? s->muted : s->text);
}

static void draw_widget(struct painter *p, struct canvas *canvas, const struct look *look,
                        const struct widget_list *list, const struct widget *w)
{
    switch (w->role) {
    case ROLE_PANEL:
        if (w->rect.h > 0) /* the thin line over the bar */
            canvas_fill(canvas, w->rect, (w->scheme ? w->scheme : look->scheme)->line);
        break;
    case ROLE_TEXT:
    case ROLE_HEADING:
        draw_text(canvas, look, list, w);
        break;
    case ROLE_DOCUMENT:
    case ROLE_SAMPLE:
        draw_document(canvas, look, w, p->pictures);
        break;
    case ROLE_PAGE:
        page_view_draw(canvas, look, w->page, w->rect, w->lit_word);
        break;
    case ROLE_PROGRESS:
        draw_progress(canvas, look, w);
        break;
    case ROLE_CODE:
        draw_code(canvas, w);
        break;
    case ROLE_PICTURE:
        draw_picture(canvas, look, w, p->pictures);
        break;
    case ROLE_BUTTON:
    case ROLE_CARD:
    case ROLE_CHOICE:
        draw_control(canvas, look, list, w);
        break;
    }
}

static void draw_ring(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct metrics *m = &look->metrics;
    bool inside = w->role == ROLE_DOCUMENT || w->role == ROLE_PAGE;
    canvas_ring(canvas, w->rect, inside ? 0 : m->radius_px, inside ? 0 : m->ring_gap_px, m->ring_px,
                look->scheme->accent);
}

static void draw_rings(struct canvas *canvas, const struct look *look,
                       const struct widget_list *list, int focus)
{
    const struct metrics *m = &look->metrics;
    struct rect row = drawn_scanned_row(list);
    bool is_row = !rect_is_empty(row);
    for (size_t i = 0; i < list->count; i++) {
        if ((int)i == focus || (!is_row && (list->items[i].state & STATE_SCANNED)))
            draw_ring(canvas, look, &list->items[i]);
    }
    if (is_row)
        canvas_ring(canvas, row, m->radius_px, m->ring_gap_px, m->ring_px, look->scheme->accent);
}

static void draw_region(struct painter *p, struct canvas *canvas, const struct look *look,
                        const struct widget_list *list, int focus, struct rect region)
{
    canvas_set_clip(canvas, region);
    canvas_fill(canvas, region, look->scheme->background);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (!rect_is_empty(rect_meet(rect_inset(w->rect, -drawn_reach(look, w)), region)))
            draw_widget(p, canvas, look, list, w);
    }
    draw_rings(canvas, look, list, focus);
    canvas_open_clip(canvas);
}

static int draw_regions(struct painter *p, struct canvas *canvas, const struct look *look,
                        const struct widget_list *list, int focus, struct rect *damage, int count)
{
    struct rect all = {0, canvas->top_px, canvas->width_px, canvas->rows};
    for (int i = 0; i < count; i++) {
        damage[i] = rect_meet(damage[i], all);
        draw_region(p, canvas, look, list, focus, damage[i]);
    }
    return count;
}

static void swap(struct drawn_list *a, struct drawn_list *b)
{
    struct drawn_list held = *a;
    *a = *b;
    *b = held;
}

static int paint_all(struct painter *p, struct canvas *canvas, const struct look *look,
                     const struct widget_list *list, int focus, struct rect *damage)
{
    damage[0] = (struct rect){0, 0, canvas->width_px, canvas->height_px};
    p->forget = p->is_ahead = false;
    p->spoiled_count = 0;
    return draw_regions(p, canvas, look, list, focus, damage, 1);
}

/* Of what is to be told, draws only where the canvas is not yet as the list is. */
static void draw_unlike(struct painter *p, struct canvas *canvas, const struct look *look,
                        const struct widget_list *list, int focus, const struct rect *told,
                        int told_count)
{
    struct rect unlike[PAINTER_DAMAGE_MOST], drawn[PAINTER_DAMAGE_MOST];
    int count = drawn_list_changes(&p->canvas, &p->made, list, canvas, unlike), drawn_count = 0;
    bool is_canvas = count == 0;
    for (int i = 0; i < told_count; i++) {
        for (int k = 0; k < count; k++)
            drawn_count = drawn_add_rect(drawn, drawn_count, rect_meet(told[i], unlike[k]));
        for (int k = 0; k < p->spoiled_count; k++)
            drawn_count = drawn_add_rect(drawn, drawn_count, rect_meet(told[i], p->spoiled[k]));
    }
    draw_regions(p, canvas, look, list, focus, drawn, drawn_count);
    p->is_ahead = !is_canvas;
    if (is_canvas)
        p->spoiled_count = 0;
    for (int i = 0; i < drawn_count && p->is_ahead; i++)
        p->spoiled_count = drawn_add_rect(p->spoiled, p->spoiled_count, drawn[i]);
}

int painter_paint(struct painter *p, struct canvas *canvas, const struct look *look,
                  const struct widget_list *list, int focus, bool show_focus, struct rect *damage)
{
    int count;
    focus = show_focus ? focus : -1;
    drawn_list_make(&p->made, look, list, focus);
    if (p->forget) {
        count = paint_all(p, canvas, look, list, focus, damage);
    } else {
        count = drawn_list_changes(&p->glass, &p->made, list, canvas, damage);
        if (p->is_ahead)
            draw_unlike(p, canvas, look, list, focus, damage, count);
        else
            draw_regions(p, canvas, look, list, focus, damage, count);
    }
    swap(&p->glass, &p->made);
    return count;
}

void painter_make_ready(struct painter *p, const struct look *look, const struct widget_list *list)
{
    struct canvas none = canvas_strip(NULL, 1, 1, 0, 0);
    for (size_t i = 0; i < list->count; i++)
        draw_widget(p, &none, look, list, &list->items[i]);
}

void painter_paint_whole(struct painter *p, struct canvas *canvas, const struct look *look,
                         const struct widget_list *list, int focus, bool show_focus)
{
    struct rect damage[PAINTER_DAMAGE_MOST];
    painter_forget(p);
    painter_paint(p, canvas, look, list, focus, show_focus, damage);
}

void painter_paint_ahead(struct painter *p, struct canvas *canvas, const struct look *look,
                         const struct widget_list *list, int focus, bool show_focus)
{
    struct rect damage[PAINTER_DAMAGE_MOST];
    if (p->forget) /* who paints next draws all */
        return;
    focus = show_focus ? focus : -1;
    drawn_list_make(&p->made, look, list, focus);
    int count =
        drawn_list_changes(p->is_ahead ? &p->canvas : &p->glass, &p->made, list, canvas, damage);
    for (int i = 0; i < p->spoiled_count; i++)
        count = drawn_add_rect(damage, count, p->spoiled[i]);
    draw_regions(p, canvas, look, list, focus, damage, count);
    p->spoiled_count = 0;
    p->is_ahead |= count > 0;
    swap(&p->canvas, &p->made);
}

static bool widget_ahead(struct painter *p, const struct look *look, const struct widget *w,
                         size_t *item, uint64_t until_us)
{
    if (drawn_shows_book(w))
        return draw_document_ahead(look, w, p->pictures, item, until_us);
    return w->role != ROLE_PICTURE || !w->book || draw_picture_ahead(look, w, p->pictures);
}

bool painter_look_ahead(struct painter *p, const struct look *look, const struct widget_list *list,
                        struct painter_ahead *at)
{
    uint64_t until_us = clock_monotonic_us() + AHEAD_US;
    for (; at->widget < list->count; at->widget++, at->item = 0) {
        if (!widget_ahead(p, look, &list->items[at->widget], &at->item, until_us))
            return false;
    }
    return true;
}
