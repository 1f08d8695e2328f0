/* counts: how often each document was read, for campaigners; nothing about people. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

static void count_words(const char *when, const struct count *c, struct str *out)
{
    char words[128];
    snprintf(words, sizeof words, tr("opened %u, listened %u, finished %u"), (unsigned)c->opened,
             (unsigned)c->listened, (unsigned)c->finished);
    str_addf(out, "%s: %s", when, words);
}

struct row {
    const struct count_sum *sum;
    bool by_start;
};

static void fill_row(struct flow *f, const void *data)
{
    const struct row *row = data;
    double cap = f->visit->look.metrics.bar_cap_px;
    struct str words = {0};
    flow_text(f, row->sum->title, cap, true);
    count_words(row->by_start ? tr("Since the start") : tr("7 days"), &row->sum->recent, &words);
    flow_text(f, str_text(&words), cap, false);
    str_clear(&words);
    count_words(tr("All"), &row->sum->all, &words);
    flow_text(f, str_text(&words), cap, false);
    flow_end_row(f, true);
    str_free(&words);
}

static void fill_question(struct flow *f, const struct visit *v)
{
    flow_text(f, tr("Clear all counts? Save them on a stick first."), v->look.metrics.body_cap_px,
              false);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Keep the counts"), "back", action(ACTION_COUNTS, COUNTS_KEEP),
                0);
    flow_button(f, ROLE_BUTTON, tr("Clear them"), "delete",
                action(ACTION_COUNTS, COUNTS_CLEAR_SURE), 0);
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_counts *c = &v->kiosk.counts;
    double cap = v->look.metrics.bar_cap_px;
    if (c->asks) {
        fill_question(f, v);
        return;
    }
    if (!c->list.count) {
        flow_text(f, tr("There are no counts yet."), v->look.metrics.body_cap_px, false);
        return;
    }
    flow_button(f, ROLE_BUTTON, tr("Save on a stick"), "usb", action(ACTION_COUNTS, COUNTS_SAVE),
                0);
    flow_button(f, ROLE_BUTTON, tr("Clear the counts"), "delete",
                action(ACTION_COUNTS, COUNTS_CLEAR), 0);
    flow_end_row(f, true);
    for (size_t i = 0; i < c->list.count; i++)
        flow_together(f, fill_row, &(struct row){&c->list.items[i], c->by_start});
    flow_text(f, tr("Listened means ten seconds read aloud, or more."), cap, false);
    flow_text(f, tr("Finished means the last words were heard, or shown for ten seconds."), cap,
              false);
    flow_text(f, tr("Nothing about people is counted."), cap, false);
}

struct screen_pages counts_build(const struct visit *v, struct widget_list *list)
{
    const char *title = v->kiosk.counts.asks ? tr("Clear the counts") : tr("What is read");
    return flow_screen_build(v, list, "counts", title, fill);
}
