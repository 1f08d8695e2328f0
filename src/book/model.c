#include "book/model.h"

const char *book_slice(const struct book *book, uint32_t first, uint32_t last, size_t *bytes)
{
    const struct book_word *from = &book->words[first], *to = &book->words[last];
    *bytes = to->text + to->bytes - from->text;
    return book->pool + from->text;
}

const struct book_link *book_link_at(const struct book *book, uint32_t n)
{
    uint32_t low = 1, high = book->link_count + 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (book->links[middle].first_word <= n)
            low = middle + 1;
        else
            high = middle;
    }
    const struct book_link *link = &book->links[low - 1];
    return low > 1 && n - link->first_word < link->word_count ? link : NULL;
}

uint32_t book_heading_at(const struct book *book, uint32_t n)
{
    uint32_t block = book->words[n].block;
    uint32_t low = 1, high = book->heading_count + 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (book->headings[middle] <= block)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 1 ? book->headings[low - 1] : 0;
}

const char *book_kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_HEADING:
        return "heading";
    case BLOCK_PARAGRAPH:
        return "paragraph";
    case BLOCK_LIST_ITEM:
        return "list-item";
    case BLOCK_QUOTE:
        return "quote";
    case BLOCK_CELL:
        return "cell";
    case BLOCK_FIGURE:
        return "figure";
    case BLOCK_CAPTION:
        return "caption";
    case BLOCK_NOTE:
        return "note";
    case BLOCK_LEFT_OUT:
        return "left-out";
    }
    return "unknown";
}
