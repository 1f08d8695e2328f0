#include "book/start.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* So much is copied at most: what is longer, such as a single block without end, is no start. */
enum { BLOCKS_MOST = 1 << 14, WORDS_MOST = 1 << 16, RANGES_MOST = 1 << 14, STRING_MOST = 1 << 16 };
enum { LANGS_MOST = 1 << 10, PICTURES_MOST = 1 << 12, POOL_MOST = 4 << 20 };

/* How many records there are, and how far the copy has come. DOCUMENT: what is read; PAST: descriptions and what was left out. */
enum { DOCUMENT, PAST };
struct copy {
    const struct book *raw;
    struct book_start *to;
    uint32_t blocks, words[2], sentences[2]; /* to be copied */
    uint32_t next_word[2], next_sentence[2];
    uint32_t last_page, last_picture;
};

static uint32_t is_past(const struct book_block *block)
{
    return block->kind == BLOCK_FIGURE || block->kind == BLOCK_LEFT_OUT ? PAST : DOCUMENT;
}

static uint32_t words_of(const struct book_block *block)
{
    return block->kind == BLOCK_FIGURE ? block->alt_count : block->word_count;
}

static bool count_blocks(struct copy *c, uint32_t words)
{
    const struct book *raw = c->raw;
    while (c->blocks < raw->block_count && c->words[DOCUMENT] < words) {
        if (c->blocks == BLOCKS_MOST)
            return false;
        const struct book_block *block = &raw->blocks[++c->blocks];
        uint32_t part = is_past(block), count = words_of(block);
        if (count > WORDS_MOST || block->sentence_count > count)
            return false;
        c->words[part] += count;
        c->sentences[part] += block->sentence_count;
        if (c->words[part] > WORDS_MOST)
            return false;
    }
    return c->words[DOCUMENT] > 0 && c->words[DOCUMENT] <= raw->word_count;
}

static bool add_text(struct copy *c, uint32_t from, uint64_t bytes, uint32_t *at)
{
    struct str *pool = &c->to->pool;
    if (bytes > POOL_MOST || pool->length_bytes > POOL_MOST - bytes)
        return false;
    *at = (uint32_t)pool->length_bytes;
    str_add_bytes(pool, c->raw->pool + from, (size_t)bytes);
    str_add_bytes(pool, "", 1);
    return true;
}

static bool copy_string(struct copy *c, uint32_t *at)
{
    const struct book *raw = c->raw;
    if (*at >= raw->pool_bytes)
        return false;
    uint32_t most = raw->pool_bytes - *at < STRING_MOST ? raw->pool_bytes - *at : STRING_MOST;
    const char *end = memchr(raw->pool + *at, 0, most);
    if (!end)
        return false;
    uint64_t bytes = (uint64_t)(end - (raw->pool + *at));
    if (bytes)
        return add_text(c, *at, bytes, at);
    *at = 0;
    return true;
}

static bool copy_sentences(struct copy *c, const struct book_block *from, uint32_t first,
                           struct book_block *to, uint32_t part)
{
    const struct book *raw = c->raw;
    if (from->first_sentence > raw->sentence_count ||
        from->sentence_count > raw->sentence_count + 1 - from->first_sentence)
        return false;
    to->first_sentence = c->next_sentence[part];
    for (uint32_t i = 0; i < from->sentence_count; i++) {
        struct book_sentence sentence = raw->sentences[from->first_sentence + i];
        sentence.first_word += c->next_word[part] - first;
        c->to->sentences[c->next_sentence[part]++] = sentence;
    }
    return true;
}

/* The words of a block stand in the pool in one piece; *place is where the first of them stood, and gets where it stands. */
static bool copy_words(struct copy *c, uint32_t *place, const struct book_block *from,
                       struct book_block *to)
{
    const struct book *raw = c->raw;
    uint32_t part = is_past(from), first = *place, count = words_of(from);
    if (!count)
        return true;
    if (first > raw->word_total || count > raw->word_total + 1 - first ||
        !copy_sentences(c, from, first, to, part))
        return false;
    const struct book_word *word = &raw->words[first], *last = word + count - 1;
    uint64_t begin = word->text, end = (uint64_t)last->text + last->bytes;
    uint32_t text;
    if (begin > end || end > raw->pool_bytes || !add_text(c, word->text, end - begin, &text))
        return false;
    *place = c->next_word[part];
    for (; word <= last; word++) {
        struct book_word *copied = &c->to->words[c->next_word[part]++];
        *copied = *word;
        copied->text += text - (uint32_t)begin;
        copied->sentence += to->first_sentence - from->first_sentence;
        if (word->page > c->last_page)
            c->last_page = word->page;
    }
    return true;
}

static bool copy_blocks(struct copy *c)
{
    for (uint32_t b = 1; b <= c->blocks; b++) {
        const struct book_block *from = &c->raw->blocks[b];
        struct book_block *to = &c->to->blocks[b];
        *to = *from;
        uint32_t *place = from->kind == BLOCK_FIGURE ? &to->alt_first : &to->first_word;
        if (!copy_words(c, place, from, to) || !copy_string(c, &to->label))
            return false;
        if (from->page > c->last_page)
            c->last_page = from->page;
        if (from->picture > c->last_picture)
            c->last_picture = from->picture;
    }
    return true;
}

static bool copy_pages(struct copy *c, struct book *book)
{
    const struct book *raw = c->raw;
    book->pages = c->to->pages = mem_new(raw->page_count + 1, sizeof *c->to->pages);
    book->page_count = raw->page_count;
    for (uint32_t i = 1; i <= raw->page_count; i++) {
        struct book_page *page = &c->to->pages[i];
        *page = raw->pages[i];
        if (page->first_word > c->words[DOCUMENT])
            page->first_word = 0;
        if (i > c->last_page && i < raw->page_count)
            page->label = 0;
        else if (!copy_string(c, &page->label))
            return false;
    }
    return true;
}

static bool copy_pictures(struct copy *c, struct book *book)
{
    const struct book *raw = c->raw;
    uint32_t count = c->last_picture;
    if (count > raw->picture_count || count > PICTURES_MOST)
        return false;
    book->pictures = c->to->pictures = mem_new(count + 1, sizeof *c->to->pictures);
    book->picture_count = count;
    if (count)
        memcpy(c->to->pictures + 1, raw->pictures + 1, count * sizeof *c->to->pictures);
    return true;
}

/* So many of the ranges, which rise, end among the words that are copied. */
#define RANGES_BEFORE(ranges, count, end, out)                                                     \
    for (*(out) = 0; *(out) < (count); ++*(out)) {                                                 \
        if ((ranges)[*(out) + 1].first_word > (end) ||                                             \
            (ranges)[*(out) + 1].word_count > (end) + 1 - (ranges)[*(out) + 1].first_word)         \
            break;                                                                                 \
    }

static bool copy_links(struct copy *c, struct book *book)
{
    const struct book *raw = c->raw;
    uint32_t end = c->words[DOCUMENT];
    RANGES_BEFORE(raw->links, raw->link_count, end, &book->link_count);
    RANGES_BEFORE(raw->expansions, raw->expansion_count, end, &book->expansion_count);
    if (book->link_count > RANGES_MOST || book->expansion_count > RANGES_MOST)
        return false;
    book->links = c->to->links = mem_new(book->link_count + 1, sizeof *c->to->links);
    for (uint32_t i = 1; i <= book->link_count; i++) {
        c->to->links[i] = raw->links[i];
        if (c->to->links[i].target > end) /* it leads on, and nobody can follow it yet */
            c->to->links[i].target = end;
        if (!copy_string(c, &c->to->links[i].uri))
            return false;
    }
    book->expansions = c->to->expansions =
        mem_new(book->expansion_count + 1, sizeof *c->to->expansions);
    for (uint32_t i = 1; i <= book->expansion_count; i++) {
        c->to->expansions[i] = raw->expansions[i];
        if (!copy_string(c, &c->to->expansions[i].text))
            return false;
    }
    return true;
}

static bool copy_info(struct copy *c, struct book *book)
{
    const struct book *raw = c->raw;
    struct book_info *info = &c->to->info;
    if (raw->lang_count > LANGS_MOST)
        return false;
    *info = *raw->info;
    bool ok = copy_string(c, &info->title) && copy_string(c, &info->author) &&
              copy_string(c, &info->lang);
    book->info = info;
    book->langs = c->to->langs = mem_new(raw->lang_count + 1, sizeof *c->to->langs);
    book->lang_count = raw->lang_count;
    for (uint32_t i = 0; ok && i <= raw->lang_count; i++) {
        c->to->langs[i] = raw->langs[i];
        ok = copy_string(c, &c->to->langs[i]);
    }
    c->to->langs[0] = info->lang;
    return ok;
}

/* What stays behind: a single record that says 'none'. */
static const struct book_entry no_entry;
static const struct book_warning no_warning;

bool book_start_copy(const struct book *raw, uint32_t words, struct book_start *start,
                     struct book *book)
{
    struct copy c = {.raw = raw, .to = start};
    *start = (struct book_start){0};
    *book = (struct book){.entries = &no_entry, .warnings = &no_warning};
    str_add_bytes(&start->pool, "", 1);
    if (raw->word_count > raw->word_total || !count_blocks(&c, words))
        return false;
    start->words = mem_new(c.words[DOCUMENT] + c.words[PAST] + 1, sizeof *start->words);
    start->sentences =
        mem_new(c.sentences[DOCUMENT] + c.sentences[PAST] + 1, sizeof *start->sentences);
    start->blocks = mem_new(c.blocks + 1, sizeof *start->blocks);
    c.next_word[DOCUMENT] = c.next_sentence[DOCUMENT] = 1;
    c.next_word[PAST] = c.words[DOCUMENT] + 1;
    c.next_sentence[PAST] = c.sentences[DOCUMENT] + 1;
    if (!copy_info(&c, book) || !copy_blocks(&c) || !copy_pages(&c, book) ||
        !copy_pictures(&c, book) || !copy_links(&c, book))
        return false;
    book->words = start->words;
    book->word_count = c.words[DOCUMENT];
    book->word_total = c.words[DOCUMENT] + c.words[PAST];
    book->sentences = start->sentences;
    book->sentence_count = c.sentences[DOCUMENT] + c.sentences[PAST];
    book->blocks = start->blocks;
    book->block_count = c.blocks;
    book->pool = start->pool.data;
    book->pool_bytes = (uint32_t)start->pool.length_bytes;
    book->picture_data = raw->picture_data;
    book->picture_data_bytes = raw->picture_data_bytes;
    return true;
}

void book_start_free(struct book_start *start)
{
    free(start->words);
    free(start->sentences);
    free(start->blocks);
    free(start->pages);
    free(start->pictures);
    free(start->links);
    free(start->expansions);
    free(start->langs);
    str_free(&start->pool);
}
