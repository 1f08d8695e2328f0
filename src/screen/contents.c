/* contents: the headings of the document that is open; touch one to go there. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

/* The pages by the labels that they bear. */
static void fill_pages(struct flow *f, const struct book *book)
{
    if (book->page_count < 2)
        return;
    flow_heading(f, tr("Pages"));
    for (uint32_t i = 1; i <= book->page_count; i++) {
        char name[64];
        snprintf(name, sizeof name, tr("Page %s"), book_string(book, book->pages[i].label));
        if (book->pages[i].first_word)
            flow_button(f, ROLE_BUTTON, name, NULL, action(ACTION_PAGE, i), 0);
    }
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct book *book = v->reading.book;
    if (!book->entry_count)
        flow_text(f, tr("This document has no headings."), v->look.metrics.body_cap_px, false);
    for (uint32_t i = 1; i <= book->entry_count; i++) {
        const struct book_entry *e = &book->entries[i];
        if (!e->word)
            continue;
        f->lang = book_word_lang(book, e->word);
        flow_card(f, book_string(book, e->title), NULL, 0, action(ACTION_ENTRY, i), 1, 0);
    }
    f->lang = NULL;
    fill_pages(f, book);
}

struct screen_pages contents_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "contents", tr("Contents"), fill);
}
