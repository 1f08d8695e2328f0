#include "speech/reading.h"
#include "book/model.h"
#include "speech/announce.h"
#include "speech/language.h"

#include <stdio.h>
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

static struct span sentence_words(const struct book *book, uint32_t word)
{
    const struct book_word *w = &book->words[word];
    struct span sentence = block_words(&book->blocks[w->block], word);
    if (w->sentence) {
        const struct book_sentence *s = &book->sentences[w->sentence];
        sentence = (struct span){s->first_word, s->first_word + s->word_count};
    }
    if (word < sentence.first || word >= sentence.end)
        sentence = (struct span){word, word + 1};
    return sentence;
}

void reading_sentence_of(const struct book *book, uint32_t word, uint32_t *first, uint32_t *end)
{
    struct span sentence = sentence_words(book, word);
    *first = sentence.first;
    *end = sentence.end;
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

static bool is_same_language(const char *a, const char *b)
{
    size_t n = strcspn(a, "-_");
    return n == strcspn(b, "-_") && strncmp(a, b, n) == 0;
}

/* The language of the words of a block that no tag names. */
static const char *block_language(const struct reading *r, uint32_t block)
{
    const struct book *book = r->book;
    const char *said = book_string(book, book->info->lang);
    const struct book_block *b = &book->blocks[block];
    bool is_alt = b->kind == BLOCK_FIGURE;
    uint32_t first = is_alt ? b->alt_first : b->first_word;
    uint32_t count = is_alt ? b->alt_count : b->word_count;
    if (!count)
        return said;
    enum { WORDS_LOOKED_AT = 200 };
    size_t bytes;
    const char *text = book_slice(
        book, first, first + (count < WORDS_LOOKED_AT ? count : WORDS_LOOKED_AT) - 1, &bytes);
    const char *letters = language_of_letters(text, bytes, said);
    if (letters[0])
        return letters;
    if (said[0] && language_is_latin(said))
        return said;
    const char *guess = language_guess(r->profiles, text, bytes);
    return guess[0] ? guess : said[0] ? "en" : "";
}

/* A number or a sign, which belongs to what stands around it. */
static bool has_no_letter(const struct book *book, const struct book_word *w)
{
    for (uint16_t i = 0; i < w->bytes; i++) {
        char c = book->pool[w->text + i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80))
            return false;
    }
    return true;
}

/* The language of the untagged word i among its neighbours: a single one whose letters alone set it apart stays with the text. */
static const char *settle_language(const struct reading *r, const struct book_word *words, size_t i,
                                   size_t count, const char *const *langs, const char *base)
{
    bool goes_on = i && is_same_language(langs[i - 1], langs[i]);
    bool is_followed = i + 1 < count && is_same_language(langs[i + 1], langs[i]);
    if (goes_on || is_followed)
        return langs[i];
    bool is_between = i && i + 1 < count && is_same_language(langs[i - 1], langs[i + 1]);
    return is_between && has_no_letter(r->book, &words[i]) ? langs[i - 1] : base;
}

/* The languages of the words of a part. */
static void find_languages(const struct reading *r, struct span part, const char **out)
{
    const struct book *book = r->book;
    const struct book_word *words = &book->words[part.first];
    const char *base = block_language(r, words[0].block);
    size_t count = part.end - part.first;
    for (size_t i = 0; i < count; i++) {
        const char *tag = words[i].lang ? book_string(book, book->langs[words[i].lang]) : base;
        const char *letters = language_of_letters(book->pool + words[i].text, words[i].bytes, tag);
        out[i] = !words[i].lang && letters[0] ? letters : tag;
    }
    for (size_t i = 0; i < count; i++) {
        if (!words[i].lang)
            out[i] = settle_language(r, words, i, count, out, base);
    }
}

/* The words around `word` that are in one language. */
static struct span cut_language(const struct reading *r, struct span part, uint32_t word,
                                char lang[16])
{
    const char *langs[READING_WORDS_MOST];
    find_languages(r, part, langs);
    uint32_t first = word, end = word + 1;
    const char *here = langs[word - part.first];
    while (first > part.first && is_same_language(langs[first - 1 - part.first], here))
        first--;
    while (end < part.end && is_same_language(langs[end - part.first], here))
        end++;
    snprintf(lang, 16, "%s", langs[first - part.first]);
    return (struct span){first, end};
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

/* As much of the text as there is room for, whole letters only. */
static void copy_announcement(const struct str *text, char out[READING_ANNOUNCEMENT_BYTES])
{
    size_t bytes = text->length_bytes;
    if (bytes >= READING_ANNOUNCEMENT_BYTES) {
        bytes = READING_ANNOUNCEMENT_BYTES - 1;
        while (bytes && (text->data[bytes] & 0xc0) == 0x80)
            bytes--;
    }
    memcpy(out, str_text(text), bytes);
    out[bytes] = 0;
}

static void announce(const struct reading *r, uint32_t block, bool begins, bool ends,
                     struct reading_item *out)
{
    struct str text = {0};
    if (begins) {
        announce_before(r, block, &text);
        copy_announcement(&text, out->before);
        const struct book_block *b = &r->book->blocks[block];
        const char *label = book_string(r->book, b->label);
        if (b->kind == BLOCK_LIST_ITEM && label_is_said(label))
            snprintf(out->label, sizeof out->label, "%.40s", label);
    }
    str_clear(&text);
    if (ends) {
        announce_after(r, block, &text);
        copy_announcement(&text, out->after);
    }
    str_free(&text);
}

bool reading_item_at(const struct reading *r, uint32_t word, uint32_t last,
                     struct reading_item *out)
{
    const struct book *book = r->book;
    *out = (struct reading_item){.from = word};
    if (!word || word > book->word_total || is_after(book, word, last))
        return false;
    const struct book_word *w = &book->words[word];
    struct span all = block_words(&book->blocks[w->block], word);
    struct span sentence = sentence_words(book, word);
    struct span part = cut_language(r, cut_long(book, sentence, word), word, out->lang);
    bool ends_block = part.end >= all.end, ends_sentence = part.end >= sentence.end;
    if (ends_block) {
        uint32_t next = reading_block_after(book, r->settings, w->block);
        out->next = next ? reading_block_first(book, next) : 0;
    } else {
        out->next = part.end;
    }
    out->pause_ms = ends_sentence ? pause_after(r->settings, &book->blocks[w->block], ends_block)
                    : part.end - part.first < READING_WORDS_MOST ? READING_PIECE_PAUSE_MS
                                                                 : 0;
    out->is_whole = ends_sentence && part.first <= sentence.first;
    bool is_last = last && w->block == book->words[last].block && last < part.end;
    if (is_last) {
        part.end = last + 1;
        out->next = 0;
    }
    if (out->next && is_after(book, out->next, last))
        out->next = 0;
    out->first = part.first;
    out->count = part.end - part.first;
    out->sentence = w->sentence;
    announce(r, w->block, part.first == all.first && word == part.first, ends_block && !is_last,
             out);
    return true;
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
