/* shelf: the documents of one section, each a card with its title and what it is. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_PER_MINUTE = 120 }; /* a calm pace, by which 'minutes' are told */

static void describe(const struct document *d, char *out, size_t bytes)
{
    unsigned minutes = d->words / WORDS_PER_MINUTE + 1;
    char easy[64] = "";
    if (d->easy_read)
        snprintf(easy, sizeof easy, "%s. ", tr("Easy Read"));
    char pages[64] = "";
    if (d->pages > 1)
        snprintf(pages, sizeof pages, trn("%u page. ", "%u pages. ", d->pages), d->pages);
    char time[64];
    snprintf(time, sizeof time, trn("%u minute", "%u minutes", minutes), minutes);
    snprintf(out, bytes, "%s%s%s", easy, pages, time);
}

static void fill(struct flow *f, const struct visit *v)
{
    if (!v->shelf.count) {
        flow_text(f, tr("There is nothing here yet."), v->look.metrics.body_cap_px, true);
        flow_text(f, tr("Staff can put documents here. Touch Back to choose another box."),
                  v->look.metrics.body_cap_px, false);
    }
    for (size_t i = 0; i < v->shelf.count; i++) {
        const struct document *d = &v->shelf.items[i];
        char value[256];
        describe(d, value, sizeof value);
        flow_card(f, d->title, value, icon_codepoint(d->easy_read ? "picture" : "document"),
                  action(ACTION_DOCUMENT, (int64_t)i), 1, 0);
    }
}

struct screen_pages shelf_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "shelf", tr(v->sections[v->section].name), fill);
}
