#include "screen/logo_mark.h"
#include "book/model.h"

enum { PICTURE = 1 }; /* the only one of its book; 0 is none */

struct rect logo_mark_fit(const struct visit *v, int width_px, int height_px)
{
    const struct book *book = v->logo.book;
    int edge = 2 * v->look.metrics.chosen_border_px, w = width_px - edge, h = height_px - edge;
    if (!book || v->settings.text_only || book->picture_count < PICTURE || w < 1 || h < 1)
        return (struct rect){0};
    const struct book_picture *p = &book->pictures[PICTURE];
    double scale_w = (double)w / p->width_px, scale_h = (double)h / p->height_px;
    double scale = scale_w < scale_h ? scale_w : scale_h;
    w = (int)(scale * p->width_px);
    h = (int)(scale * p->height_px);
    return w < 1 || h < 1 ? (struct rect){0} : (struct rect){0, 0, w + edge, h + edge};
}

void logo_mark_add(const struct visit *v, struct widget_list *list, struct rect rect)
{
    struct widget *w = widget_add(list, ROLE_PICTURE, v->logo.name, NULL, rect);
    w->book = v->logo.book;
    w->picture = PICTURE;
}
