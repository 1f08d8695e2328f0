/* notice: one thing that a person must know, or a question before anything is lost. Shown and spoken; its button is on every page. */
#include "screen/flow.h"
#include "screen/frame.h"
#include "text/icon.h"
#include "ui/messages.h"

enum { BUTTON_PERCENT = 55 /* of the room's height, from its top */ };

static void fill(struct flow *f, const struct visit *v)
{
    f->lang = v->notice.about_lang;
    flow_text(f, v->notice.about, v->look.metrics.body_cap_px, true);
    f->lang = NULL;
    flow_text(f, v->notice.text, v->look.metrics.body_cap_px, false);
}

static void add_button(const struct visit *v, struct widget_list *list, struct rect rect)
{
    bool asks = v->notice.is_question;
    struct widget *w =
        widget_add(list, ROLE_BUTTON, asks ? tr("I'm still here") : tr("OK"), NULL, rect);
    w->action = action(asks ? ACTION_STAY : ACTION_CLOSE, 0);
    w->icon = icon_codepoint("check");
    w->icon_beside = true;
    w->cap_px = v->look.metrics.bar_cap_px;
    w->state = STATE_MAIN;
}

struct screen_pages notice_build(const struct visit *v, struct widget_list *list)
{
    const struct metrics *m = &v->look.metrics;
    struct rect area = frame_begin(v, list, "notice", v->notice.title, NULL, false);
    int height = look_line(&v->look, m->bar_cap_px) + 2 * m->border_px;
    int least = m->main_target_px < area.h ? m->main_target_px : area.h;
    height = height < least ? least : height;
    int top = area.y, button = area.y + area.h - height;
    if (v->settings.reach && list->count) /* the words stand above what can be touched (A34) */
        top = list->items[0].rect.y + list->items[0].rect.h + m->gap_px;
    struct rect text = {area.x, top, area.w, button - m->gap_px - m->ring_px - top};
    struct flow count = flow_begin(v, NULL, text, 0);
    fill(&count, v);
    /* on an upright glass one is not far from the other: the button stands below the middle, the words right over it */
    bool upright = v->look.display.height_px > v->look.display.width_px;
    int middle = area.y + area.h * BUTTON_PERCENT / 100, words = count.y - text.y;
    int over = middle - flow_gap(&count) - m->gap_px - words;
    if (upright && !v->settings.reach && count.page == 0 && over > area.y && middle < button) {
        text.y = over;
        text.h = words;
        button = middle;
    }
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    char place[64];
    frame_page_words(pages, place);
    frame_begin(v, list, "notice", v->notice.title, place, false);
    struct flow flow = flow_begin(v, list, text, pages.page);
    fill(&flow, v);
    add_button(v, list, (struct rect){area.x, button, area.w / 2, height});
    return frame_end_pages(v, list, pages);
}
