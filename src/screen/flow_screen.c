#include "screen/flow_screen.h"
#include "screen/frame.h"
#include "text/layout.h"

enum { SAMPLE_LIT_WORD = 4 };
enum { LINES_LEAST = 4 /* of room under a title of several lines, at the bar's size */ };

/* Fills, with the title before all else where it stands inside. */
static void run(struct flow *f, const struct visit *v, const char *inside,
                void (*fill)(struct flow *f, const struct visit *v))
{
    if (inside)
        flow_text(f, inside, v->look.metrics.bar_cap_px, true);
    fill(f, v);
}

/* Where the sample stands above `area`, which begins under it then; nothing where that would be too little for a heading and its
 * buttons. In reach mode the sample may have the half that holds no controls. */
static struct rect sample_room(const struct visit *v, struct rect *area)
{
    const struct metrics *m = &v->look.metrics;
    int height = screen_sample_style(v).height_px, gap = 2 * m->gap_px + m->ring_px;
    int needs = look_line(&v->look, m->bar_cap_px) + gap + m->target_px + m->chosen_border_px;
    struct visit low = *v;
    struct widget_list list = {0};
    low.settings.reach = false;
    int top = frame_begin(&low, &list, "sample", "H", NULL, false).y;
    widget_list_free(&list);
    if (v->settings.reach && top + height <= area->y)
        return (struct rect){area->x, top, area->w, height};
    if (area->h - height - gap < needs)
        return (struct rect){0};
    struct rect r = {area->x, area->y, area->w, height};
    area->y += height + gap;
    area->h -= height + gap;
    return r;
}

static void add_sample(const struct visit *v, struct widget_list *list, struct rect r, bool light)
{
    struct widget text = {.screen = v->sample.screen, .book = v->sample.book};
    struct str words = {0};
    widget_document_text(&text, &words);
    struct widget *w = widget_add(list, ROLE_SAMPLE, str_text(&words), NULL, r);
    str_free(&words);
    int column = text.screen->column_px;
    w->rect.w = column > 0 && column < r.w ? column : r.w;
    w->screen = text.screen;
    w->book = text.book;
    w->cap_px = v->look.metrics.body_cap_px;
    if (!light)
        return;
    w->lit_word = v->settings.unlit ? 0 : SAMPLE_LIT_WORD;
    w->line_focus = v->settings.line_focus;
}

/* In reach mode the room begins in the middle of the glass; what is only read has the upper half too (A34). */
static struct rect up_to_title(const struct visit *v, const struct widget_list *list,
                               struct rect area)
{
    if (!v->settings.reach || !list->count)
        return area;
    int top = list->items[0].rect.y + list->items[0].rect.h + v->look.metrics.gap_px;
    area.h += area.y - top;
    area.y = top;
    return area;
}

static struct screen_pages build(const struct visit *v, struct widget_list *list,
                                 const char *screen, const char *title, bool has_sample, bool light,
                                 void (*fill)(struct flow *f, const struct visit *v))
{
    /* the room depends on the title line, the title line on the page: begin once to learn the room */
    struct rect area = frame_begin(v, list, screen, title, NULL, false);
    /* a long title on a low glass would leave no room: it then begins the first page, and the title line shows the page */
    const char *inside = NULL;
    int line = look_line(&v->look, v->look.metrics.bar_cap_px);
    if (area.h < LINES_LEAST * line && list->items[0].rect.h > line) {
        inside = title;
        area = frame_begin(v, list, screen, "", NULL, false);
    }
    struct rect sample = has_sample ? sample_room(v, &area) : (struct rect){0};
    struct flow count = flow_begin(v, NULL, area, 0);
    run(&count, v, inside, fill);
    flow_end_row(&count, false);
    if (!count.has_controls && !has_sample) {
        area = up_to_title(v, list, area);
        count = flow_begin(v, NULL, area, 0);
        run(&count, v, inside, fill);
        flow_end_row(&count, false);
    }
    int stretch =
        count.has_controls && count.page == 0 && !inside ? flow_stretch(v, area, fill) : 0;
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    char place[64];
    frame_page_words(pages, place);
    if (inside)
        frame_begin(v, list, screen, place, NULL, false);
    else
        frame_begin(v, list, screen, title, place, false);
    if (!rect_is_empty(sample))
        add_sample(v, list, sample, light);
    struct flow flow = flow_begin(v, list, area, pages.page);
    flow.stretch_px = stretch;
    run(&flow, v, inside, fill);
    return frame_end_pages(v, list, pages);
}

struct screen_pages flow_screen_build(const struct visit *v, struct widget_list *list,
                                      const char *screen, const char *title,
                                      void (*fill)(struct flow *f, const struct visit *v))
{
    return build(v, list, screen, title, false, false, fill);
}

struct screen_pages
flow_screen_build_under_sample(const struct visit *v, struct widget_list *list, const char *screen,
                               const char *title, bool light,
                               void (*fill)(struct flow *f, const struct visit *v))
{
    return build(v, list, screen, title, v->sample.screen != NULL, light, fill);
}
