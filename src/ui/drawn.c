#include "ui/drawn.h"

#include "base/mem.h"
#include "book/model.h"
#include "ui/page_view.h"

#include <stdlib.h>
#include <string.h>

void drawn_list_free(struct drawn_list *d)
{
    free(d->items);
    *d = (struct drawn_list){0};
}

bool drawn_shows_book(const struct widget *w)
{
    return w->role == ROLE_DOCUMENT || w->role == ROLE_SAMPLE;
}

static int ring_reach(const struct look *look)
{
    return look->metrics.ring_px + look->metrics.ring_gap_px + 1;
}

int drawn_reach(const struct look *look, const struct widget *w)
{
    int ring = ring_reach(look), ink = 0;
    if (drawn_shows_book(w))
        ink = document_reach(look);
    else if (w->role == ROLE_TEXT || w->role == ROLE_HEADING) /* others have a frame around it */
        ink = look_line(look, w->cap_px) / 2;
    return ink > ring ? ink : ring;
}

struct rect drawn_scanned_row(const struct widget_list *list)
{
    struct rect row = {0};
    int count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (!(w->state & STATE_SCANNED))
            continue;
        if (w->role == ROLE_DOCUMENT || w->role == ROLE_PAGE) /* their rings are within */
            return (struct rect){0};
        row = rect_join(row, w->rect);
        count++;
    }
    for (size_t i = 0; i < list->count && count; i++) {
        const struct widget *w = &list->items[i];
        if (!(w->state & STATE_SCANNED) && w->role != ROLE_PANEL &&
            !rect_is_empty(rect_meet(row, w->rect)))
            return (struct rect){0};
    }
    return count > 1 ? row : (struct rect){0};
}

int drawn_add_rect(struct rect *rects, int count, struct rect rect)
{
    if (rect_is_empty(rect))
        return count;
    for (int i = 0; i < count; i++) {
        if (!rect_is_empty(rect_meet(rects[i], rect))) {
            rect = rect_join(rects[i], rect);
            rects[i] = rects[count - 1];
            return drawn_add_rect(rects, count - 1, rect);
        }
    }
    if (count == PAINTER_DAMAGE_MOST) {
        rects[count - 1] = rect_join(rects[count - 1], rect);
        return count;
    }
    rects[count] = rect;
    return count + 1;
}

static struct drawn drawn_of(const struct look *look, const struct widget_list *list, size_t i,
                             int focus)
{
    const struct widget *w = &list->items[i];
    struct drawn d = {.hash = widget_hash(list, w),
                      .rect = w->rect,
                      .reach = drawn_reach(look, w),
                      .focused = (int)i == focus};
    if (drawn_shows_book(w))
        d.document = document_state_of(w);
    else if (w->role == ROLE_PAGE)
        d.document = (struct document_state){page_view_hash(w->page), w->lit_word};
    return d;
}

/* The light stands on words only, with its edge around them. */
static int page_light_damage(const struct look *look, const struct widget *w, uint32_t was,
                             uint32_t is, struct rect out[4])
{
    const uint32_t words[] = {was, is};
    const struct book *book = w->page->book;
    bool same = book && was && is && was <= book->word_count && is <= book->word_count &&
                book->words[was].sentence == book->words[is].sentence;
    for (int i = 0; i < 2; i++) {
        out[i] = same ? page_view_word_rect(w->page, w->rect, words[i])
                      : rect_join(page_view_sentence_rect(w->page, w->rect, words[i]),
                                  page_view_word_rect(w->page, w->rect, words[i]));
        if (!rect_is_empty(out[i]))
            out[i] = rect_inset(out[i], -page_view_edge(look));
    }
    return 2;
}

/* The damage of one widget: nothing, the words whose light changed, or all of it. */
static int widget_damage(const struct look *look, const struct widget *w, const struct drawn *was,
                         const struct drawn *is, struct rect *damage, int count)
{
    bool same = was->hash == is->hash && was->focused == is->focused;
    bool has_words = drawn_shows_book(w) || w->role == ROLE_PAGE;
    if (same && !has_words)
        return count;
    if (same && document_same_text(&was->document, &is->document)) {
        if (was->document.lit_word == is->document.lit_word)
            return count;
        struct rect parts[4];
        int n = w->role == ROLE_PAGE ? page_light_damage(look, w, was->document.lit_word,
                                                         is->document.lit_word, parts)
                                     : document_light_damage(look, w, was->document.lit_word,
                                                             is->document.lit_word, parts);
        for (int i = 0; i < n; i++)
            count = drawn_add_rect(damage, count, parts[i]);
        return count;
    }
    int reach = was->reach > is->reach ? was->reach : is->reach;
    struct rect both = rect_join(was->rect, is->rect);
    return drawn_add_rect(damage, count, rect_inset(both, -reach));
}

void drawn_list_make(struct drawn_list *d, const struct look *look, const struct widget_list *list,
                     int focus)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i >= d->cap)
            MEM_ROOM(d->items, i, d->cap);
        d->items[i] = drawn_of(look, list, i, focus);
    }
    d->count = list->count;
    memcpy(d->screen, list->screen, sizeof d->screen);
    d->row = drawn_scanned_row(list);
    d->look = *look;
    d->scheme = *look->scheme;
}

/* Another look or number of widgets: nothing of it is to be kept. */
static bool is_other(const struct drawn_list *a, const struct drawn_list *b)
{
    struct look x = a->look, y = b->look;
    x.scheme = &a->scheme;
    y.scheme = &b->scheme;
    return a->count != b->count || strcmp(a->screen, b->screen) != 0 || !look_is_same(&x, &y);
}

int drawn_list_changes(const struct drawn_list *was, const struct drawn_list *is,
                       const struct widget_list *list, const struct canvas *canvas,
                       struct rect damage[PAINTER_DAMAGE_MOST])
{
    const struct look *look = &is->look;
    int count = 0, reach = ring_reach(look);
    struct rect all = {0, 0, canvas->width_px, canvas->height_px};
    if (is_other(was, is)) {
        damage[0] = all;
        return 1;
    }
    for (size_t i = 0; i < list->count; i++)
        count = widget_damage(look, &list->items[i], &was->items[i], &is->items[i], damage, count);
    if (memcmp(&was->row, &is->row, sizeof is->row) != 0) {
        const struct rect rows[] = {was->row, is->row};
        for (int i = 0; i < 2; i++)
            if (!rect_is_empty(rows[i]))
                count = drawn_add_rect(damage, count, rect_inset(rows[i], -reach));
    }
    for (int i = 0; i < count; i++)
        damage[i] = rect_meet(damage[i], all);
    return count;
}
