/* builder_finish: numbers into their final places. */
#include "base/mem.h"
#include "book/builder.h"
#include "book/draft.h"
#include "book/easy_read.h"
#include "book/write.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_MOST_BYTES 120

/* Puts the words past the document behind it, and moves all that counts them. */
static void join_words(struct strand *document, const struct strand *past)
{
    size_t words = document->word_count + past->word_count;
    size_t sentences = document->sentence_count + past->sentence_count;
    document->words = mem_resize(document->words, words + 1, sizeof *document->words);
    document->sentences =
        mem_resize(document->sentences, sentences + 1, sizeof *document->sentences);
    for (size_t i = 1; i <= past->word_count; i++) {
        struct book_word *word = &document->words[document->word_count + i];
        *word = past->words[i];
        word->sentence += (uint32_t)document->sentence_count;
    }
    for (size_t i = 1; i <= past->sentence_count; i++) {
        struct book_sentence *sentence = &document->sentences[document->sentence_count + i];
        *sentence = past->sentences[i];
        sentence->first_word += (uint32_t)document->word_count;
    }
}

static void join_ranges(struct strand *document, const struct strand *past)
{
    size_t links = document->link_count + past->link_count;
    size_t expansions = document->expansion_count + past->expansion_count;
    document->links = mem_resize(document->links, links + 1, sizeof *document->links);
    document->expansions =
        mem_resize(document->expansions, expansions + 1, sizeof *document->expansions);
    for (size_t i = 1; i <= past->link_count; i++) {
        struct book_link *link = &document->links[document->link_count + i];
        *link = past->links[i];
        link->first_word += (uint32_t)document->word_count;
    }
    for (size_t i = 1; i <= past->expansion_count; i++) {
        struct book_expansion *expansion = &document->expansions[document->expansion_count + i];
        *expansion = past->expansions[i];
        expansion->first_word += (uint32_t)document->word_count;
    }
    document->link_count = links;
    document->expansion_count = expansions;
}

/* Blocks point past the document, know only pages that there are, and number their lists and tables without gaps. */
static void settle_blocks(struct builder *b)
{
    uint32_t *groups = mem_new((size_t)b->group_count + 1, sizeof *groups), group_count = 0;
    uint32_t words = (uint32_t)b->document.word_count;
    uint32_t sentences = (uint32_t)b->document.sentence_count;
    for (size_t i = 1; i <= b->block_count; i++) {
        struct book_block *block = &b->blocks[i];
        if (block->kind == BLOCK_LEFT_OUT)
            block->first_word += words;
        if (block->alt_count)
            block->alt_first += words;
        if (block->kind == BLOCK_LEFT_OUT || block->alt_count)
            block->first_sentence += sentences;
        if (block->page > b->page_count)
            block->page = 0;
        if (block->group && !groups[block->group])
            groups[block->group] = ++group_count;
        block->group = groups[block->group];
    }
    for (size_t i = 1; i <= b->picture_count; i++) {
        if (b->pictures[i].page > b->page_count)
            b->pictures[i].page = 0;
    }
    free(groups);
}

/* Words know only pages that there are, and the document's own language by number 0. */
static void settle_words(struct builder *b, size_t total)
{
    uint32_t own = UINT32_MAX;
    b->langs[0] = b->info.lang;
    for (uint32_t i = 1; i <= b->lang_count; i++) {
        if (b->langs[i] == b->info.lang)
            own = i;
    }
    for (size_t n = 1; n <= total; n++) {
        struct book_word *word = &b->document.words[n];
        if (word->page > b->page_count)
            word->page = 0;
        if (word->lang == own)
            word->lang = 0;
    }
    for (size_t n = b->document.word_count; n > 0; n--)
        b->pages[b->document.words[n].page].first_word = (uint32_t)n;
    b->pages[0].first_word = 0;
}

static int order_anchors(const void *left, const void *right)
{
    const struct anchor *a = left, *b = right;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    return a->word < b->word ? -1 : a->word > b->word;
}

/* The word that a name leads to, 0 when nothing has that name. */
static uint32_t find_anchor(const struct builder *b, uint32_t name)
{
    size_t low = 0, high = b->anchor_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (b->anchors[middle].name < name)
            low = middle + 1;
        else
            high = middle;
    }
    if (!name || low == b->anchor_count || b->anchors[low].name != name)
        return 0;
    uint32_t last = (uint32_t)b->document.word_count;
    return b->anchors[low].word < last ? b->anchors[low].word : last;
}

static void settle_links(struct builder *b)
{
    for (size_t i = 1; i <= b->document.link_count; i++) {
        struct book_link *link = &b->document.links[i];
        if (link->uri != DRAFT_LINK_INSIDE)
            continue;
        link->uri = 0;
        link->target = find_anchor(b, link->target);
    }
}

/* A block's first words, no more than `most_bytes`, kept as a string. */
static uint32_t keep_beginning(struct builder *b, const struct book_block *block, size_t most_bytes)
{
    const struct book_word *first = &b->document.words[block->first_word], *last = first;
    for (uint32_t i = 1; i < block->word_count; i++) {
        if (first[i].text + first[i].bytes - first->text > most_bytes)
            break;
        last = &first[i];
    }
    struct str copy = {0};
    str_add_bytes(&copy, pool_at(&b->pool, first->text), last->text + last->bytes - first->text);
    uint32_t at = pool_keep(&b->pool, str_text(&copy), copy.length_bytes, most_bytes);
    str_free(&copy);
    return at;
}

/* Are these its words, and nothing else? Spaces do not count. */
static bool says(const struct builder *b, const struct book_block *block, const char *title)
{
    const struct book_word *first = &b->document.words[block->first_word];
    const struct book_word *last = first + block->word_count - 1;
    const char *at = pool_at(&b->pool, first->text),
               *end = at + last->text + last->bytes - first->text;
    for (; at < end; at++) {
        if (*at == ' ')
            continue;
        title += strspn(title, " ");
        if (*at != *title++)
            return false;
    }
    return !title[strspn(title, " ")];
}

/* The heading of that page with just these words, from block `at` on, or before it where `step` is -1; 0: there is none. */
static uint32_t find_heading(const struct builder *b, const char *title, size_t at, int step,
                             uint32_t taken)
{
    const struct book_word *words = b->document.words;
    uint32_t page = words[b->blocks[at].first_word].page;
    for (size_t i = at; i >= 1 && i <= b->block_count; i += (size_t)step) {
        const struct book_block *block = &b->blocks[i];
        if (!block->word_count)
            continue;
        if (words[block->first_word].page != page)
            break;
        if (block->kind == BLOCK_HEADING && block->first_word != taken && says(b, block, title))
            return block->first_word;
    }
    return 0;
}

/* A PDF's contents lead to a height on a page, which several columns have: where a heading of that page says what the entry says, it is
 * meant. `taken`: the entry before leads there. */
static void lead_to_heading(const struct builder *b, struct book_entry *entry, uint32_t taken)
{
    const struct book_word *word = &b->document.words[entry->word];
    const char *title = pool_at(&b->pool, entry->title);
    if (!word->page)
        return;
    uint32_t heading = find_heading(b, title, word->block, 1, taken);
    if (!heading)
        heading = find_heading(b, title, word->block, -1, taken);
    if (heading)
        entry->word = heading;
}

/* The contents that were given, when they lead somewhere; else the headings. */
static void settle_entries(struct builder *b)
{
    size_t found = 0, headings = 0;
    for (size_t i = 1; i <= b->entry_count; i++) {
        b->entries[i].word = find_anchor(b, b->entries[i].word);
        found += b->entries[i].word != 0;
        if (b->entries[i].word && b->info.source == SOURCE_PDF)
            lead_to_heading(b, &b->entries[i], i > 1 ? b->entries[i - 1].word : 0);
    }
    for (size_t i = 1; i <= b->block_count; i++)
        headings += b->blocks[i].kind == BLOCK_HEADING;
    if (found || !headings)
        return;
    b->entry_count = 0;
    for (size_t i = 1; i <= b->block_count; i++) {
        const struct book_block *block = &b->blocks[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        MEM_ROOM(b->entries, b->entry_count + 1, b->entry_cap);
        b->entries[++b->entry_count] =
            (struct book_entry){.title = keep_beginning(b, block, DRAFT_STRING_MOST_BYTES),
                                .word = block->first_word,
                                .level = block->level};
    }
}

static void settle_title(struct builder *b)
{
    size_t first = 0;
    if (b->info.title)
        return;
    for (size_t i = 1; i <= b->block_count; i++) {
        const struct book_block *block = &b->blocks[i];
        if (block->kind == BLOCK_HEADING) {
            first = i;
            break;
        }
        if (!first && block->word_count && block->kind != BLOCK_LEFT_OUT)
            first = i;
    }
    b->info.title = keep_beginning(b, &b->blocks[first], TITLE_MOST_BYTES);
    b->info.flags |= BOOK_TITLE_IS_TAKEN;
}

/* Every array has its record 0. */
static void zero_first_records(struct builder *b)
{
    MEM_ROOM(b->blocks, b->block_count + 1, b->block_cap);
    MEM_ROOM(b->pages, b->page_count + 1, b->page_cap);
    MEM_ROOM(b->pictures, b->picture_count + 1, b->picture_cap);
    MEM_ROOM(b->entries, b->entry_count + 1, b->entry_cap);
    MEM_ROOM(b->warnings, b->warning_count + 1, b->warning_cap);
    b->blocks[0] = (struct book_block){0};
    b->pages[0] = (struct book_page){0};
    b->pictures[0] = (struct book_picture){0};
    b->entries[0] = (struct book_entry){0};
    b->warnings[0] = (struct book_warning){0};
    b->document.words[0] = (struct book_word){0};
    b->document.sentences[0] = (struct book_sentence){0};
    b->document.links[0] = (struct book_link){0};
    b->document.expansions[0] = (struct book_expansion){0};
}

/* The finished arrays as a book, borrowed. */
static struct book view_book(const struct builder *b, size_t word_total, size_t sentence_total)
{
    return (struct book){
        .info = &b->info,
        .pool = b->pool.text.data,
        .pool_bytes = (uint32_t)b->pool.text.length_bytes,
        .words = b->document.words,
        .word_count = (uint32_t)b->document.word_count,
        .word_total = (uint32_t)word_total,
        .sentences = b->document.sentences,
        .sentence_count = (uint32_t)sentence_total,
        .blocks = b->blocks,
        .block_count = (uint32_t)b->block_count,
        .pages = b->pages,
        .page_count = (uint32_t)b->page_count,
        .pictures = b->pictures,
        .picture_count = (uint32_t)b->picture_count,
        .links = b->document.links,
        .link_count = (uint32_t)b->document.link_count,
        .entries = b->entries,
        .entry_count = (uint32_t)b->entry_count,
        .expansions = b->document.expansions,
        .expansion_count = (uint32_t)b->document.expansion_count,
        .warnings = b->warnings,
        .warning_count = (uint32_t)b->warning_count,
        .langs = b->langs,
        .lang_count = b->lang_count,
        .picture_data = (const unsigned char *)str_text(&b->picture_data),
        .picture_data_bytes = (uint32_t)b->picture_data.length_bytes,
    };
}

enum err builder_finish(struct builder *b, struct str *out)
{
    (void)builder_end(b);
    if (b->document.word_count == 0)
        return ERR_NO_TEXT;
    if (b->is_cut)
        builder_add_warning(b, WARNING_TEXT_CUT, 0, 0, NULL);
    size_t word_total = b->document.word_count + b->past.word_count;
    size_t sentence_total = b->document.sentence_count + b->past.sentence_count;
    join_words(&b->document, &b->past);
    join_ranges(&b->document, &b->past);
    zero_first_records(b);
    settle_blocks(b);
    settle_words(b, word_total);
    if (b->anchor_count)
        qsort(b->anchors, b->anchor_count, sizeof *b->anchors, order_anchors);
    settle_links(b);
    settle_entries(b);
    settle_title(b);
    struct book book = view_book(b, word_total, sentence_total);
    if (!b->is_easy_read_given && easy_read_is(&book))
        b->info.flags |= BOOK_IS_EASY_READ;
    return book_write(&book, out);
}
