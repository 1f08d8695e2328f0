#include "book/check.h"
#include "base/str.h"

#include <math.h>
#include <string.h>

/* How far the walk over the blocks has come in the document words, and in the words past them. */
struct walk {
    const struct book *book;
    uint32_t next_word[2], next_sentence[2];
};

static bool continues_char(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool is_string(const struct book *book, uint32_t at)
{
    return at < book->pool_bytes && !continues_char(book->pool[at]);
}

static bool is_box(struct book_box box)
{
    return box.x0 <= box.x1 && box.y0 <= box.y1;
}

static bool is_zero(const void *record, size_t bytes)
{
    static const char zeros[64];
    return memcmp(record, zeros, bytes) == 0;
}

/* Valid UTF-8 with no control character but NUL; plain letters go by eight at a time. */
static bool is_pool(const char *pool, uint32_t bytes)
{
    if (bytes == 0 || pool[0] != 0 || pool[bytes - 1] != 0)
        return false;
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    for (size_t i = 0, used; i < bytes; i += used) {
        uint64_t eight;
        used = sizeof eight;
        if (bytes - i >= sizeof eight) {
            memcpy(&eight, pool + i, sizeof eight);
            if (((eight - ones * 0x20) & tops) == 0 && (eight & tops) == 0)
                continue;
        }
        uint32_t cp = utf8_decode(pool + i, bytes - i, &used);
        if ((cp < 0x20 && cp != 0) || (cp >= 0x7f && cp < 0xa0) || (cp == 0xfffd && used == 1))
            return false;
    }
    return true;
}

static bool is_info(const struct book *book)
{
    const struct book_info *info = book->info;
    return is_string(book, info->title) && book->pool[info->title] != 0 &&
           is_string(book, info->author) && is_string(book, info->lang) &&
           info->source >= SOURCE_PDF && info->source <= SOURCE_XPS &&
           info->order >= ORDER_TAGGED && info->order <= ORDER_GIVEN &&
           info->flags <= (BOOK_IS_EASY_READ | BOOK_TITLE_IS_TAKEN);
}

static bool are_langs(const struct book *book)
{
    for (uint32_t i = 0; i <= book->lang_count; i++) {
        if (!is_string(book, book->langs[i]))
            return false;
    }
    return book->langs[0] == book->info->lang;
}

static bool is_word(const struct book *book, const struct book_word *word, bool is_last)
{
    if (word->bytes == 0 || word->bytes > BOOK_WORD_MOST_BYTES ||
        word->style > (STYLE_BOLD | STYLE_EMPHASIS | STYLE_RAISED) ||
        word->page > book->page_count || word->lang > book->lang_count || !is_box(word->box))
        return false;
    uint32_t end = word->text + word->bytes;
    if (word->text >= book->pool_bytes || end >= book->pool_bytes ||
        continues_char(book->pool[word->text]) || continues_char(book->pool[end]))
        return false;
    if (is_last)
        return word->flags == 0;
    if (word->flags == 0)
        return word[1].text == end;
    return (word->flags == WORD_SPACE_AFTER ||
            word->flags == (WORD_SPACE_AFTER | WORD_LINE_AFTER)) &&
           book->pool[end] == ' ' && word[1].text == end + 1;
}

/* The words `first` to `first + count` of block `b`, and the sentences that must cover just them. */
static bool is_block_text(struct walk *walk, uint32_t b, uint32_t first, uint32_t count,
                          bool is_document)
{
    const struct book *book = walk->book;
    const struct book_block *block = &book->blocks[b];
    uint32_t *next_word = &walk->next_word[!is_document];
    uint32_t *next_sentence = &walk->next_sentence[!is_document];
    if (count == 0)
        return first == 0 && block->first_sentence == 0 && block->sentence_count == 0;
    uint32_t end = is_document ? book->word_count + 1 : book->word_total + 1;
    if (first != *next_word || count > end - first || block->sentence_count == 0 ||
        block->first_sentence != *next_sentence ||
        block->sentence_count > book->sentence_count + 1 - *next_sentence)
        return false;
    uint32_t n = first;
    for (uint32_t s = block->first_sentence; s < block->first_sentence + block->sentence_count;
         s++) {
        const struct book_sentence *sentence = &book->sentences[s];
        if (sentence->first_word != n || sentence->word_count == 0 ||
            sentence->word_count > first + count - n)
            return false;
        for (uint32_t stop = n + sentence->word_count; n < stop; n++) {
            const struct book_word *word = &book->words[n];
            if (word->block != b || word->sentence != s ||
                !is_word(book, word, n == first + count - 1))
                return false;
        }
    }
    const struct book_word *last = &book->words[n - 1];
    uint32_t from = book->words[first].text, to = last->text + last->bytes;
    *next_word = n;
    *next_sentence += block->sentence_count;
    return n == first + count && !memchr(book->pool + from, 0, to - from);
}

static bool is_block(struct walk *walk, uint32_t b)
{
    const struct book *book = walk->book;
    const struct book_block *block = &book->blocks[b];
    if (block->kind < BLOCK_HEADING || block->kind > BLOCK_LEFT_OUT ||
        block->flags > BLOCK_IS_HEADER || block->unused != 0 || !is_string(book, block->label) ||
        block->group > book->block_count || block->page > book->page_count || !is_box(block->box))
        return false;
    if (block->kind == BLOCK_HEADING && (block->level < 1 || block->level > 6))
        return false;
    if (block->kind == BLOCK_LIST_ITEM && block->level < 1)
        return false;
    if (block->kind == BLOCK_CELL &&
        (block->row < 1 || block->column < 1 || block->row_span < 1 || block->column_span < 1))
        return false;
    if (block->kind == BLOCK_FIGURE)
        return block->first_word == 0 && block->word_count == 0 &&
               block->picture <= book->picture_count &&
               is_block_text(walk, b, block->alt_first, block->alt_count, false);
    return block->alt_first == 0 && block->alt_count == 0 && block->picture == 0 &&
           (block->word_count > 0 || block->kind == BLOCK_CELL) &&
           is_block_text(walk, b, block->first_word, block->word_count,
                         block->kind != BLOCK_LEFT_OUT);
}

/* Every word and every sentence belongs to just one block, in order. */
static bool are_blocks(const struct book *book)
{
    if (book->word_count == 0 || book->word_count > book->word_total)
        return false;
    uint32_t first_past = book->sentence_count + 1;
    if (book->word_count < book->word_total)
        first_past = book->words[book->word_count + 1].sentence;
    if (first_past == 0 || first_past > book->sentence_count + 1)
        return false;
    struct walk walk = {book, {1, book->word_count + 1}, {1, first_past}};
    for (uint32_t b = 1; b <= book->block_count; b++) {
        if (!is_block(&walk, b))
            return false;
    }
    return walk.next_word[0] == book->word_count + 1 && walk.next_word[1] == book->word_total + 1 &&
           walk.next_sentence[0] == first_past && walk.next_sentence[1] == book->sentence_count + 1;
}

static bool are_pages(const struct book *book)
{
    for (uint32_t i = 1; i <= book->page_count; i++) {
        const struct book_page *page = &book->pages[i];
        if (!is_string(book, page->label) || page->first_word > book->word_count ||
            (page->first_word && book->words[page->first_word].page != i) ||
            !(page->width_pt >= 0 && page->width_pt < 1e6f) ||
            !(page->height_pt >= 0 && page->height_pt < 1e6f))
            return false;
    }
    return true;
}

static bool are_pictures(const struct book *book)
{
    for (uint32_t i = 1; i <= book->picture_count; i++) {
        const struct book_picture *picture = &book->pictures[i];
        if (picture->page > book->page_count ||
            (picture->channels != 3 && picture->channels != 4) || picture->width_px == 0 ||
            picture->width_px > BOOK_PICTURE_MOST_PX || picture->height_px == 0 ||
            picture->height_px > BOOK_PICTURE_MOST_PX ||
            (uint64_t)picture->width_px * picture->height_px * picture->channels >
                BOOK_PICTURE_MOST_BYTES ||
            picture->bytes == 0 || picture->data > book->picture_data_bytes ||
            picture->bytes > book->picture_data_bytes - picture->data || !is_box(picture->box))
            return false;
    }
    return true;
}

/* A range of words of one block that begins at or after *next. */
static bool is_range(const struct book *book, uint32_t first, uint32_t count, uint32_t *next)
{
    if (first < *next || first > book->word_total || count == 0 ||
        count > book->word_total + 1 - first ||
        book->words[first].block != book->words[first + count - 1].block)
        return false;
    *next = first + count;
    return true;
}

static bool are_ranges(const struct book *book)
{
    uint32_t next = 1;
    for (uint32_t i = 1; i <= book->link_count; i++) {
        const struct book_link *link = &book->links[i];
        if (!is_range(book, link->first_word, link->word_count, &next) ||
            !is_string(book, link->uri) || link->target > book->word_count ||
            (link->uri && link->target))
            return false;
    }
    next = 1;
    for (uint32_t i = 1; i <= book->expansion_count; i++) {
        const struct book_expansion *expansion = &book->expansions[i];
        if (!is_range(book, expansion->first_word, expansion->word_count, &next) ||
            !is_string(book, expansion->text))
            return false;
    }
    return true;
}

static bool are_entries(const struct book *book)
{
    for (uint32_t i = 1; i <= book->entry_count; i++) {
        const struct book_entry *entry = &book->entries[i];
        if (!is_string(book, entry->title) || entry->word > book->word_count || entry->level < 1 ||
            entry->level > 255)
            return false;
    }
    return true;
}

static bool are_warnings(const struct book *book)
{
    for (uint32_t i = 1; i <= book->warning_count; i++) {
        const struct book_warning *warning = &book->warnings[i];
        if (warning->kind < WARNING_PAGE_LOST || warning->kind > WARNING_PICTURES_GIVEN_UP ||
            !is_string(book, warning->text))
            return false;
    }
    return true;
}

static bool are_first_records_zero(const struct book *book)
{
    return is_zero(book->words, sizeof *book->words) &&
           is_zero(book->sentences, sizeof *book->sentences) &&
           is_zero(book->blocks, sizeof *book->blocks) &&
           is_zero(book->pages, sizeof *book->pages) &&
           is_zero(book->pictures, sizeof *book->pictures) &&
           is_zero(book->links, sizeof *book->links) &&
           is_zero(book->entries, sizeof *book->entries) &&
           is_zero(book->expansions, sizeof *book->expansions) &&
           is_zero(book->warnings, sizeof *book->warnings);
}

bool book_is_sound(const struct book *book)
{
    return is_pool(book->pool, book->pool_bytes) && is_info(book) && are_langs(book) &&
           are_first_records_zero(book) && are_blocks(book) && are_pages(book) &&
           are_pictures(book) && are_ranges(book) && are_entries(book) && are_warnings(book);
}
