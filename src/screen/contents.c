/* contents: the headings of the document that is open; touch one to go there. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    const struct book *book = v->reading.book;
    if (!book->entry_count)
        flow_text(f, tr("This document has no headings."), v->look.metrics.body_cap_px, false);
    for (uint32_t i = 1; i <= book->entry_count; i++) {
        const struct book_entry *e = &book->entries[i];
        if (e->word)
            flow_card(f, book_string(book, e->title), NULL, 0, action(ACTION_ENTRY, i), 1, 0);
    }
}

struct screen_pages contents_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "contents", tr("Contents"), fill);
}
