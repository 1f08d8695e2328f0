#include "book/meaning.h"

#include "base/mem.h"
#include "book/term.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static const char ellipsis[] = "\xe2\x80\xa6";

static bool is_edge(uint32_t cp)
{
    /* brackets are looked after by the callers: '(DfE)' keeps its own */
    return utf8_is_space(cp) || cp == ':' || cp == ';' || cp == ',' || cp == '-' || cp == '=' ||
           cp == '.' || cp == '*' || cp == '"' || cp == '\'' || (cp >= 0x2010 && cp <= 0x201f) ||
           cp == 0x2022 || cp == '?' || cp == '!';
}

static void trim_front(const char **text, size_t *bytes)
{
    while (*bytes) {
        size_t used;
        if (!is_edge(utf8_decode(*text, *bytes, &used)))
            return;
        *text += used;
        *bytes -= used;
    }
}

static void trim_back(const char *text, size_t *bytes)
{
    while (*bytes) {
        size_t at = *bytes - 1, used;
        while (at && ((unsigned char)text[at] & 0xc0) == 0x80)
            at--;
        if (!is_edge(utf8_decode(text + at, *bytes - at, &used)))
            return;
        *bytes = at;
    }
}

static void drop_article(const char **text, size_t *bytes)
{
    static const char *const articles[] = {"a ", "an ", "the ", "your ", "our ", "y ", "yr ", NULL};
    for (const char *const *article = articles; *article; article++) {
        size_t count = strlen(*article);
        if (*bytes > count && strncasecmp(*text, *article, count) == 0) {
            *text += count;
            *bytes -= count;
            return;
        }
    }
}

static bool has_letter(const char *text, size_t bytes)
{
    for (size_t at = 0, used; at < bytes; at += used) {
        if (u_isalpha((UChar32)utf8_decode(text + at, bytes - at, &used)))
            return true;
    }
    return false;
}

static bool is_address(const char *text, size_t bytes)
{
    return memchr(text, '@', bytes) || memmem(text, bytes, "://", 3) ||
           memmem(text, bytes, "www.", 4);
}

static bool is_there(const struct meanings *meanings, const char *term, size_t bytes)
{
    for (size_t i = 0; i < meanings->count; i++) {
        if (strlen(meanings->items[i].term) == bytes &&
            strncasecmp(meanings->items[i].term, term, bytes) == 0)
            return true;
    }
    return false;
}

/* What is left of a meaning's separators: '– people who vote'. Its full stop stays. */
static const char *trim_text(const char *text)
{
    for (size_t bytes = strlen(text), used; bytes; text += used, bytes -= used) {
        uint32_t cp = utf8_decode(text, bytes, &used);
        bool is_separator = cp == ':' || cp == '-' || cp == '=' || cp == ';' || cp == ',' ||
                            (cp >= 0x2010 && cp <= 0x2015) || utf8_is_space(cp);
        if (!is_separator)
            break;
    }
    return text;
}

bool meaning_add(struct meanings *meanings, const char *term, const char *text,
                 const struct meaning *place)
{
    size_t bytes = strlen(term);
    trim_front(&term, &bytes);
    drop_article(&term, &bytes);
    trim_back(term, &bytes);
    text = trim_text(text);
    if (!bytes || bytes > MEANING_TERM_BYTES_MOST || !has_letter(term, bytes) ||
        !has_letter(text, strlen(text)) || is_address(term, bytes) ||
        meanings->count >= MEANING_COUNT_MOST || is_there(meanings, term, bytes))
        return false;
    MEM_ROOM(meanings->items, meanings->count, meanings->cap);
    struct meaning *item = &meanings->items[meanings->count++];
    *item = *place;
    item->term = mem_copy_bytes(term, bytes);
    item->text = mem_copy_string(text);
    item->long_form = place->long_form ? mem_copy_string(place->long_form) : NULL;
    return true;
}

void meaning_drop_from(struct meanings *meanings, size_t count)
{
    while (meanings->count > count) {
        struct meaning *item = &meanings->items[--meanings->count];
        free(item->term);
        free(item->text);
        free(item->long_form);
    }
}

void meaning_free(struct meanings *meanings)
{
    meaning_drop_from(meanings, 0);
    free(meanings->items);
    *meanings = (struct meanings){0};
}

void meaning_add_words(struct str *out, const struct book *book, uint32_t first, uint32_t last)
{
    for (uint32_t n = first; n <= last; n++) {
        const struct book_word *word = &book->words[n];
        if (!(word->style & STYLE_RAISED))
            str_add_bytes(out, book->pool + word->text, word->bytes);
        if (n < last && word->flags & WORD_SPACE_AFTER)
            str_add_char(out, ' ');
    }
}

bool meaning_add_text(struct str *out, const struct book *book, uint32_t first, uint32_t last)
{
    size_t start = out->length_bytes, end = start; /* end: of the last whole sentence that fits */
    for (uint32_t n = first; n <= last; n++) {
        const struct book_word *word = &book->words[n];
        if (out->length_bytes + word->bytes + sizeof ellipsis > MEANING_BYTES_MOST) {
            bool has_sentence = end > start;
            out->length_bytes = has_sentence ? end : out->length_bytes;
            while (out->length_bytes && out->data[out->length_bytes - 1] == ' ')
                out->length_bytes--;
            if (out->data)
                out->data[out->length_bytes] = 0;
            if (!has_sentence)
                str_add(out, ellipsis);
            return false;
        }
        meaning_add_words(out, book, n, n);
        if (n + 1 > last || book->words[n + 1].sentence != word->sentence)
            end = out->length_bytes;
        if (n < last && word->flags & WORD_SPACE_AFTER)
            str_add_char(out, ' ');
    }
    return true;
}

void meaning_plain(struct str *out, const struct book *book, uint32_t first, uint32_t last,
                   uint32_t most)
{
    struct term_token tokens[TERM_WORD_TOKENS_MOST];
    str_clear(out);
    for (uint32_t n = first; n <= last && n - first < most; n++) {
        const struct book_word *word = &book->words[n];
        size_t count = term_tokens(book->pool + word->text, word->bytes, false, tokens);
        for (size_t i = 0; i < count; i++) {
            str_add_bytes(out, tokens[i].text, tokens[i].bytes);
            str_add_char(out, ' ');
        }
    }
}

bool meaning_is_text(const struct book_block *block)
{
    return block->word_count && (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST_ITEM ||
                                 block->kind == BLOCK_QUOTE || block->kind == BLOCK_CELL);
}

uint32_t meaning_bold_words(const struct book *book, const struct book_block *block)
{
    uint32_t count = 0;
    while (count < block->word_count && book->words[block->first_word + count].style & STYLE_BOLD)
        count++;
    return count;
}

bool meaning_is_dash(const struct book *book, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    const char *text = book->pool + word->text;
    if (word->bytes == 1)
        return *text == '-' || *text == '=' || *text == ':';
    return word->bytes == 3 && memcmp(text, "\xe2\x80", 2) == 0 &&
           ((unsigned char)text[2] >= 0x92 && (unsigned char)text[2] <= 0x95);
}
