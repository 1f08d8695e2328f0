/* contents: the headings of the document that is open; touch one to go there. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

enum { DEPTH_MOST = 3 /* ranks that are told apart */ };

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

/* How much deeper than the headings of the document's first rank this one is drawn in. */
static int depth_px(const struct flow *f, const struct book *book, const struct book_entry *entry)
{
    uint32_t first = entry->level;
    for (uint32_t i = 1; i <= book->entry_count; i++)
        first = book->entries[i].level < first ? book->entries[i].level : first;
    uint32_t depth = entry->level - first;
    return (int)(depth < DEPTH_MOST ? depth : DEPTH_MOST) * 2 * f->visit->look.metrics.unit_px;
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct book *book = v->reading.book;
    if (!book->entry_count)
        flow_text(f, tr("This document has no headings."), v->look.metrics.body_cap_px, false);
    const struct metrics *m = &v->look.metrics;
    int pages = look_line(&v->look, m->bar_cap_px) + m->target_px + 3 * flow_gap(f);
    int least =
        flow_entry_least(f, book->entry_count, f->area.h - (book->page_count > 1 ? pages : 0));
    for (uint32_t i = 1; i <= book->entry_count; i++) {
        const struct book_entry *e = &book->entries[i];
        if (!e->word)
            continue;
        f->lang = book_word_lang(book, e->word);
        int in_px = depth_px(f, book, e);
        flow_entry(f, book_string(book, e->title), !in_px, action(ACTION_ENTRY, i), 1, in_px,
                   least);
    }
    f->lang = NULL;
    fill_pages(f, book);
}

struct screen_pages contents_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "contents", tr("Contents"), fill);
}
