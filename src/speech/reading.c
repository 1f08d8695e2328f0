#include "speech/reading.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/lexicon.h"
#include "speech/narrator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUT_FROM = READING_WORDS_MOST / 2 }; /* a long sentence may be cut at a comma from here on */

struct span {
    uint32_t first, end; /* end: the word behind the last */
};

static bool is_alt_word(const struct book_block *block, uint32_t word)
{
    return block->kind == BLOCK_FIGURE && word >= block->alt_first &&
           word < block->alt_first + block->alt_count;
}

/* The words of the block (or of its description) to which `word` belongs. */
static struct span block_words(const struct book_block *block, uint32_t word)
{
    if (is_alt_word(block, word))
        return (struct span){block->alt_first, block->alt_first + block->alt_count};
    return (struct span){block->first_word, block->first_word + block->word_count};
}

static bool ends_clause(const struct book *book, uint32_t word)
{
    const struct book_word *w = &book->words[word];
    char last = w->bytes ? book->pool[w->text + w->bytes - 1] : 0;
    return last == ',' || last == ';' || last == ':';
}

/* The part of a sentence in which `word` stands, none of them longer than READING_WORDS_MOST. */
static struct span cut_long(const struct book *book, struct span sentence, uint32_t word)
{
    while (sentence.end - sentence.first > READING_WORDS_MOST) {
        uint32_t end = sentence.first + READING_WORDS_MOST;
        for (uint32_t n = end - 1; n >= sentence.first + CUT_FROM; n--) {
            if (ends_clause(book, n)) {
                end = n + 1;
                break;
            }
        }
        if (word < end)
            return (struct span){sentence.first, end};
        sentence.first = end;
    }
    return sentence;
}

static bool is_after(const struct book *book, uint32_t word, uint32_t last)
{
    if (!last)
        return false;
    uint32_t block = book->words[word].block, last_block = book->words[last].block;
    return block > last_block || (block == last_block && word > last);
}

/* The first word of what is read after a block. */
static uint32_t word_after_block(const struct book *book, const struct narrator_settings *settings,
                                 uint32_t block)
{
    for (uint32_t b = block + 1; b <= book->block_count; b++) {
        const struct book_block *next = &book->blocks[b];
        if (next->kind == BLOCK_FIGURE && next->alt_count && !settings->text_only)
            return next->alt_first;
        if (next->kind != BLOCK_LEFT_OUT && next->kind != BLOCK_FIGURE && next->word_count)
            return next->first_word;
    }
    return 0;
}

static uint32_t pause_after(const struct narrator_settings *settings,
                            const struct book_block *block, bool ends_block)
{
    int ms = settings->pause_sentence_ms;
    if (ends_block && block->kind == BLOCK_HEADING)
        ms = settings->pause_heading_ms;
    else if (ends_block && block->kind != BLOCK_CELL)
        ms = settings->pause_block_ms;
    return ms > 0 ? (uint32_t)ms : 0;
}

/* The language of most of the words. */
static const char *main_language(const struct book *book, struct span words)
{
    uint16_t best = book->words[words.first].lang;
    int32_t votes = 0; /* Boyer and Moore's majority vote, 1981 */
    for (uint32_t n = words.first; n < words.end; n++) {
        uint16_t lang = book->words[n].lang;
        if (votes == 0)
            best = lang;
        votes += lang == best ? 1 : -1;
    }
    return book->pool + book->langs[best];
}

static bool label_is_said(const char *label)
{
    for (; *label; label++) {
        if ((*label >= '0' && *label <= '9') || (*label >= 'a' && *label <= 'z') ||
            (*label >= 'A' && *label <= 'Z'))
            return true;
    }
    return false;
}

/* What is said before the first sentence of a block. Our own words stand as '@name', for the lexicon. */
static void write_lead(const struct book *book, const struct book_block *block, char out[64])
{
    const char *label = book_string(book, block->label);
    if (block->kind == BLOCK_FIGURE)
        snprintf(out, 64, "@picture");
    else if (block->kind == BLOCK_NOTE)
        snprintf(out, 64, "@note %.40s", label_is_said(label) ? label : "");
    else if (block->kind == BLOCK_LIST_ITEM && label_is_said(label))
        snprintf(out, 64, "%.40s", label);
}

bool reading_item_at(const struct book *book, const struct narrator_settings *settings,
                     uint32_t word, uint32_t last, struct reading_item *out)
{
    *out = (struct reading_item){.from = word};
    if (!word || word > book->word_total || is_after(book, word, last))
        return false;
    const struct book_word *w = &book->words[word];
    const struct book_block *block = &book->blocks[w->block];
    struct span all = block_words(block, word);
    struct span sentence = all;
    if (w->sentence) {
        const struct book_sentence *s = &book->sentences[w->sentence];
        sentence = (struct span){s->first_word, s->first_word + s->word_count};
    }
    if (word < sentence.first || word >= sentence.end)
        sentence = (struct span){word, word + 1};
    struct span part = cut_long(book, sentence, word);
    bool ends_block = part.end >= all.end;
    if (ends_block)
        out->next = word_after_block(book, settings, w->block);
    else
        out->next = part.end;
    if (part.end >= sentence.end)
        out->pause_ms = pause_after(settings, block, ends_block);
    if (last && w->block == book->words[last].block && last < part.end) {
        part.end = last + 1;
        out->next = 0;
    }
    if (out->next && is_after(book, out->next, last))
        out->next = 0;
    out->first = part.first;
    out->count = part.end - part.first;
    out->sentence = w->sentence;
    if (part.first == all.first && word == part.first)
        write_lead(book, block, out->lead);
    snprintf(out->lang, sizeof out->lang, "%s", main_language(book, part));
    return true;
}

/* "@note 3" with our own word in place of its name: "Note 3:". */
static void add_lead(const struct reading_item *item, const struct lexicon *lexicon,
                     struct str *out)
{
    if (strncmp(item->lead, "@picture", 8) == 0)
        str_addf(out, "%s:", lexicon_phrase(lexicon, "@picture", "Picture"));
    else if (strncmp(item->lead, "@note", 5) == 0)
        str_addf(out, "%s %s:", lexicon_phrase(lexicon, "@note", "Note"), item->lead + 5);
    else
        str_add(out, item->lead);
}

static size_t split_lead(const struct str *lead, struct spoken_source *out)
{
    size_t n = 0;
    const char *p = str_text(lead);
    for (; *p && n < 8; p += strspn(p, " ")) {
        size_t bytes = strcspn(p, " ");
        if (bytes)
            out[n++] = (struct spoken_source){p, bytes, true, false};
        p += bytes;
    }
    return n;
}

void reading_item_spoken(const struct book *book, const struct reading_item *item,
                         const struct lexicon *lexicon, struct spoken *out, size_t *lead_count)
{
    struct spoken_source *sources = mem_new(item->count + 8, sizeof *sources);
    struct str lead = {0};
    add_lead(item, lexicon, &lead);
    size_t n = split_lead(&lead, sources);
    *lead_count = n;
    for (uint32_t i = 0; i < item->count; i++) {
        const struct book_word *w = &book->words[item->first + i];
        sources[n++] = (struct spoken_source){
            book->pool + w->text, w->bytes, (w->flags & (WORD_SPACE_AFTER | WORD_LINE_AFTER)) != 0,
            (w->style & STYLE_RAISED) != 0};
    }
    spoken_make(lexicon, item->lang, sources, n, out);
    str_free(&lead);
    free(sources);
}

void reading_item_written(const struct book *book, const struct reading_item *item, struct str *out)
{
    for (uint32_t n = item->from; n < item->first + item->count; n++) {
        const struct book_word *w = &book->words[n];
        str_add_bytes(out, book->pool + w->text, w->bytes);
        if ((w->flags & WORD_SPACE_AFTER) && n + 1 < item->first + item->count)
            str_add_char(out, ' ');
    }
}
