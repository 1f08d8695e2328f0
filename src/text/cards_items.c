#include "text/cards_items.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Of the line's height, how far a word's box must begin under the one before to stand on a new line. */
static const float NEW_LINE_PART = 0.5f;

static bool is_text(const struct book_block *block)
{
    return block->word_count > 0 && block->kind != BLOCK_LEFT_OUT && block->kind != BLOCK_FIGURE;
}

static struct box word_box(const struct book *book, uint32_t n)
{
    return book_box_points(book->words[n].box);
}

/* Does word n begin a sentence at the beginning of a line? */
static bool begins_line_and_sentence(const struct book *book, uint32_t n)
{
    struct box box = word_box(book, n), before = word_box(book, n - 1);
    if (book->words[n].sentence == book->words[n - 1].sentence)
        return false;
    if (box_is_empty(box) || box_is_empty(before))
        return false;
    return box.y0 - before.y0 > NEW_LINE_PART * (before.y1 - before.y0);
}

static void add_unit(const struct book *book, struct card_items *out, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    const struct book_block *block = &book->blocks[word->block];
    MEM_ROOM(out->units, out->unit_count, out->unit_cap);
    out->units[out->unit_count++] = (struct card_unit){
        .box = word_box(book, n),
        .first_word = n,
        .last_word = n,
        .page = word->page,
        .block = word->block,
        .list = block->kind == BLOCK_LIST_ITEM ? block->group : 0,
        .figure = CARDS_NONE,
        .line_pt = word_box(book, n).y1 - word_box(book, n).y0,
        .is_heading = block->kind == BLOCK_HEADING,
        .is_caption = block->kind == BLOCK_CAPTION,
        .begins_block = n == block->first_word,
    };
}

static void read_words(const struct book *book, uint32_t number, struct card_items *out)
{
    const struct book_block *block = &book->blocks[number];
    uint32_t end = block->first_word + block->word_count;
    for (uint32_t n = block->first_word; n < end; n++) {
        if (n == block->first_word || book->words[n].page != book->words[n - 1].page ||
            begins_line_and_sentence(book, n)) {
            add_unit(book, out, n);
            continue;
        }
        struct card_unit *unit = &out->units[out->unit_count - 1];
        struct box box = word_box(book, n);
        unit->last_word = n;
        unit->box = box_join(unit->box, box);
        if (box.y1 - box.y0 > unit->line_pt)
            unit->line_pt = box.y1 - box.y0;
    }
}

static bool leads_on(const struct book *book, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    return word->bytes > 0 && book->pool[word->text + word->bytes - 1] == ':';
}

static bool ends_sentence(const struct book *book, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    const char *text = book->pool + word->text;
    for (uint32_t i = word->bytes; i-- > 0;)
        if (strchr(".!?:", text[i]))
            return true;
        else if ((text[i] & 0x80) == 0 && !strchr("'\")", text[i]))
            return false;
    return true; /* a script that we can't judge */
}

void card_items_read(const struct book *book, struct card_items *out)
{
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        if (is_text(block)) {
            uint32_t first = out->unit_count;
            read_words(book, n, out);
            for (uint32_t i = first; i < out->unit_count; i++) {
                out->units[i].ends_sentence = ends_sentence(book, out->units[i].last_word);
                out->units[i].leads_on = leads_on(book, out->units[i].last_word);
            }
        } else if (block->kind == BLOCK_FIGURE) {
            MEM_ROOM(out->figures, out->figure_count, out->figure_cap);
            out->figures[out->figure_count++] = (struct card_figure){
                .box = book_box_points(block->box),
                .page = block->page,
                .block = n,
                .next_unit = out->unit_count,
                .leader = CARDS_NONE,
            };
        }
    }
}

void card_items_free(struct card_items *items)
{
    free(items->units);
    free(items->figures);
    *items = (struct card_items){0};
}
