#include "ui/draw_label.h"

struct rect draw_turned(const struct look *look, struct rect part, struct rect in)
{
    if (look->rtl)
        part.x = 2 * in.x + in.w - part.x - part.w;
    return part;
}

static int label_x(const struct look *look, const struct label_line *line, struct rect box,
                   enum align align)
{
    if (align == ALIGN_CENTRE)
        return box.x + (box.w - line->width_px) / 2;
    if ((align == ALIGN_END) != look->rtl)
        return box.x + box.w - line->width_px;
    return box.x;
}

int draw_label(struct canvas *canvas, const struct look *look, const char *text, struct rect box,
               const struct run_style *style, enum align align, uint32_t colour)
{
    struct label label;
    label_break(look->runs, text, style, box.w, look->theme->sizes.label_spacing, &label);
    struct font_metrics m = font_metrics(look->fonts, style->family, style->bold, style->size_px);
    int lead = (label.line_height_px - m.ascent_px - m.descent_px) / 2;
    for (int i = 0; i < label.count; i++) {
        const struct label_line *line = &label.lines[i];
        int baseline = box.y + i * label.line_height_px + lead + m.ascent_px;
        canvas_run(canvas, run_find(look->runs, text + line->start, line->bytes, style),
                   label_x(look, line, box, align), baseline, colour);
    }
    int height = label.height_px;
    label_free(&label);
    return height;
}

int draw_label_height(const struct look *look, const char *text, const struct run_style *style,
                      int width)
{
    struct label label;
    label_break(look->runs, text, style, width, look->theme->sizes.label_spacing, &label);
    int height = label.height_px;
    label_free(&label);
    return height;
}

void draw_icon(struct canvas *canvas, const struct look *look, uint32_t icon, struct rect box,
               const struct run_style *style, uint32_t colour)
{
    char bytes[4];
    const struct run *run = run_find(look->runs, bytes, utf8_encode(icon, bytes), style);
    int x = box.x + (box.w - run->w) / 2 - run->x;
    int y = box.y + (box.h - run->h) / 2 - run->y;
    canvas_run(canvas, run, x, y, colour);
}

int draw_label_top(const struct look *look, const char *text, const struct run_style *style,
                   struct rect in, int width)
{
    struct label label;
    label_break(look->runs, text, style, width, look->theme->sizes.label_spacing, &label);
    struct font_metrics m = font_metrics(look->fonts, style->family, style->bold, style->size_px);
    int first = (label.line_height_px - m.ascent_px - m.descent_px) / 2 + m.ascent_px;
    int last = first + (label.count - 1) * label.line_height_px, ink_top = first, ink_bottom = last;
    if (label.count) {
        const struct label_line *line = &label.lines[0];
        ink_top += run_find(look->runs, text + line->start, line->bytes, style)->y;
        line = &label.lines[label.count - 1];
        const struct run *run = run_find(look->runs, text + line->start, line->bytes, style);
        ink_bottom += run->y + run->h;
    }
    label_free(&label);
    int edge = look->metrics.border_px + 1;
    int y = in.y + (in.h - (first - m.cap_height_px + last)) / 2;
    int lowest = in.y + in.h - edge - ink_bottom, highest = in.y + edge - ink_top;
    y = y > lowest ? lowest : y;
    if (y < highest)
        y = lowest < highest ? (lowest + highest) / 2 : highest;
    return y;
}

/* The words that were looked for, on a line of a name: each in a box of its own, as the word that is read aloud. */
static void draw_marks(struct canvas *canvas, const struct look *look,
                       const struct widget_list *list, const struct widget *w,
                       const struct label_line *line, struct rect at, const struct run_style *style)
{
    const struct scheme *c = look->scheme;
    const char *text = widget_seen(list, w);
    int edge = look->metrics.border_px;
    for (uint32_t i = 0; i < w->mark_count; i++) {
        const struct widget_mark *mark = &list->marks[w->first_mark + i];
        uint32_t start = mark->start < line->start ? line->start : mark->start;
        uint32_t end = mark->start + mark->bytes, stop = line->start + line->bytes;
        end = end > stop ? stop : end;
        if (start >= end)
            continue;
        int before = run_measure(look->runs, text + line->start, start - line->start, style);
        const struct run *run = run_find(look->runs, text + start, end - start, style);
        int x = style->rtl ? at.x + line->width_px - before - run->advance_px : at.x + before;
        struct rect box = {x - edge, at.y - run->ascent_px, run->advance_px + 2 * edge,
                           run->ascent_px + run->descent_px};
        canvas_round_rect(canvas, box, look->metrics.radius_px / 3, c->word, c->word_text,
                          edge * 2 / 3 + 1);
        canvas_run(canvas, run, x, at.y, c->word_text);
    }
}

int draw_label_marked(struct canvas *canvas, const struct look *look,
                      const struct widget_list *list, const struct widget *w, struct rect box,
                      const struct run_style *style, uint32_t colour)
{
    struct label label;
    const char *text = widget_seen(list, w);
    int height = draw_label(canvas, look, text, box, style, ALIGN_START, colour);
    label_break(look->runs, text, style, box.w, look->theme->sizes.label_spacing, &label);
    struct font_metrics m = font_metrics(look->fonts, style->family, style->bold, style->size_px);
    int lead = (label.line_height_px - m.ascent_px - m.descent_px) / 2;
    for (int i = 0; i < label.count; i++) {
        struct rect at = {label_x(look, &label.lines[i], box, ALIGN_START),
                          box.y + i * label.line_height_px + lead + m.ascent_px, 0, 0};
        draw_marks(canvas, look, list, w, &label.lines[i], at, style);
    }
    label_free(&label);
    return height;
}
