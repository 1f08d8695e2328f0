/* note: a note of the document, where it was asked for. */
#include "book/lead.h"
#include "book/model.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

static void fill(struct flow *f, const struct visit *v)
{
    const struct book *book = v->reading.book;
    for (uint32_t b = v->note.first_block; b <= v->note.last_block; b++) {
        const struct book_block *block = &book->blocks[b];
        struct str text = {0};
        if (block->word_count)
            lead_add_words(book, block->first_word, block->first_word + block->word_count - 1,
                           false, &text);
        size_t from = f->list ? f->list->count : 0;
        flow_text(f, str_text(&text), v->look.metrics.body_cap_px, false);
        for (size_t i = from; f->list && i < f->list->count; i++)
            widget_set_lang(f->list, &f->list->items[i], book_word_lang(book, block->first_word));
        flow_end_row(f, true);
        str_free(&text);
    }
}

struct screen_pages note_build(const struct visit *v, struct widget_list *list)
{
    const char *mark =
        book_string(v->reading.book, v->reading.book->blocks[v->note.first_block].label);
    char title[96];
    snprintf(title, sizeof title, tr("Note %s"), mark);
    return flow_screen_build(v, list, "note", title, fill);
}
