/* notice: one thing that a person must know, or a question before anything is lost. Shown and spoken. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    flow_text(f, v->notice.text, v->look.metrics.body_cap_px, false);
    flow_end_row(f, true);
    const char *name = v->notice.is_question ? tr("I'm still here") : tr("OK");
    f->least_height_px = v->look.metrics.main_target_px;
    struct widget *w =
        flow_button(f, ROLE_BUTTON, name, "check",
                    action(v->notice.is_question ? ACTION_STAY : ACTION_CLOSE, 0), f->area.w / 2);
    if (w)
        w->state |= STATE_MAIN;
}

struct screen_pages notice_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "notice", v->notice.title, fill);
}
