/* notice: one thing that a person must know, or a question before anything is lost. Shown and spoken. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    flow_text(f, v->notice.text, v->look.metrics.body_cap_px, false);
    flow_end_row(f, true);
    int half = f->area.w / 2;
    struct widget *w =
        flow_button(f, ROLE_BUTTON, v->notice.is_question ? tr("I'm still here") : tr("OK"),
                    "check", action(v->notice.is_question ? ACTION_STAY : ACTION_CLOSE, 0), half);
    if (w) {
        int grow = v->look.metrics.main_target_px - w->rect.h;
        w->rect.h += grow > 0 ? grow : 0;
        w->state |= STATE_MAIN;
    }
}

struct screen_pages notice_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "notice", v->notice.title, fill);
}
