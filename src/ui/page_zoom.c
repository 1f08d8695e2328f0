#include "ui/page_zoom.h"
#include "book/model.h"

#include <math.h>

enum { STEPS_MOST = 8, SIDE_MOST_PX = 30000 };

/* A page so much longer than wide that it would not show a tenth of itself goes by its whole instead. */
static const double NARROW = 6;
static const double MUCH_WIDER = 1.1;
static const double STEPS[] = {1.5, 2, 3, 4};
static const double MOVE_PART = 0.75; /* of a view: some of what was seen is seen again */

static const struct book_page *page_of(const struct page_view *p)
{
    return &p->book->pages[p->page];
}

/* Pixels for a point, step by step, rising; returns how many steps there are. */
static int make_scales(const struct page_view *p, struct rect room, double scales[STEPS_MOST])
{
    const struct book_page *page = page_of(p);
    double w = page->width_pt > 1 ? (double)page->width_pt : 1;
    double h = page->height_pt > 1 ? (double)page->height_pt : 1;
    double wide = room.w / w, high = room.h / h, longest = w > h ? w : h;
    int count = 0;
    scales[count++] = wide < high ? wide : high;
    double base = scales[0];
    if (wide < NARROW * base)
        base = wide;
    if (base > MUCH_WIDER * scales[0] && base * longest <= SIDE_MOST_PX)
        scales[count++] = base;
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        if (base * STEPS[i] * longest <= SIDE_MOST_PX)
            scales[count++] = base * STEPS[i];
    }
    return count;
}

int page_zoom_most(const struct page_view *p, struct rect room)
{
    double scales[STEPS_MOST];
    return make_scales(p, room, scales) - 1;
}

static int clamp(int x, int least, int most)
{
    return x > most ? most : x < least ? least : x;
}

void page_zoom_move_px(struct page_view *p, int right_px, int down_px)
{
    p->view.x = clamp(p->view.x + right_px, 0, p->width_px - p->view.w);
    p->view.y = clamp(p->view.y + down_px, 0, p->height_px - p->view.h);
}

void page_zoom_set(struct page_view *p, struct rect room, int zoom)
{
    double scales[STEPS_MOST], x = 0.5, y = 0.5;
    int count = make_scales(p, room, scales);
    if (p->width_px > 0 && p->height_px > 0) {
        x = (p->view.x + p->view.w / 2.0) / p->width_px;
        y = (p->view.y + p->view.h / 2.0) / p->height_px;
    }
    double scale = scales[clamp(zoom, 0, count - 1)];
    p->width_px = clamp((int)lround((double)page_of(p)->width_pt * scale), 1, SIDE_MOST_PX);
    p->height_px = clamp((int)lround((double)page_of(p)->height_pt * scale), 1, SIDE_MOST_PX);
    p->view.w = p->width_px < room.w ? p->width_px : room.w;
    p->view.h = p->height_px < room.h ? p->height_px : room.h;
    p->view.x = (int)(x * p->width_px) - p->view.w / 2;
    p->view.y = (int)(y * p->height_px) - p->view.h / 2;
    page_zoom_move_px(p, 0, 0);
}

/* The word's box in pixels of the whole page. */
static bool word_box(const struct page_view *p, uint32_t word, struct rect *out)
{
    if (!word || word > p->book->word_total)
        return false;
    const struct book_word *w = &p->book->words[word];
    if (w->page != p->page || w->box.x1 <= w->box.x0 || w->box.y1 <= w->box.y0)
        return false;
    struct page_view whole = *p;
    whole.view = (struct rect){0, 0, p->width_px, p->height_px};
    *out = page_view_word_rect(&whole, whole.view, word);
    return !rect_is_empty(*out);
}

void page_zoom_to_start(struct page_view *p, uint32_t word)
{
    struct rect box;
    p->view.x = p->view.y = 0;
    if (word_box(p, word, &box) && box.x + box.w > p->view.w)
        p->view.x = p->width_px - p->view.w;
}

bool page_zoom_shows(const struct page_view *p, uint32_t word)
{
    struct rect box;
    return word_box(p, word, &box) && !rect_is_empty(rect_meet(box, p->view));
}

void page_zoom_to_word(struct page_view *p, uint32_t word)
{
    struct rect box, *v = &p->view;
    if (!word_box(p, word, &box))
        return;
    if (box.x < v->x || box.x + box.w > v->x + v->w)
        v->x = box.x + box.w / 2 - v->w / 2;
    if (box.y < v->y || box.y + 2 * box.h > v->y + v->h)
        v->y = box.y - v->h / 4;
    page_zoom_move_px(p, 0, 0);
}

void page_zoom_move(struct page_view *p, enum page_way way)
{
    int across = (int)(p->view.w * MOVE_PART), down = (int)(p->view.h * MOVE_PART);
    page_zoom_move_px(p,
                      way == PAGE_LEFT    ? -across
                      : way == PAGE_RIGHT ? across
                                          : 0,
                      way == PAGE_UP     ? -down
                      : way == PAGE_DOWN ? down
                                         : 0);
}
