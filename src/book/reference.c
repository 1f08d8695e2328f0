#include "book/reference.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ITEMS_MOST = 6, BACK_MOST = 3 * ITEMS_MOST };

struct token {
    const char *text; /* without the brackets and quotes around it */
    size_t bytes;
    bool ends; /* a full stop or bracket after it: no list goes on */
};

static struct token token_at(const struct book *book, uint32_t n)
{
    const char *text = book->pool + book->words[n].text;
    size_t bytes = book->words[n].bytes;
    struct token t = {text, bytes, false};
    while (t.bytes && strchr("([{'\"", t.text[0]) && t.text[0]) {
        t.text++;
        t.bytes--;
    }
    static const char *const quotes[] = {"\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c",
                                         "\xe2\x80\x9d"};
    for (size_t i = 0; i < 4; i++) {
        if (t.bytes > 3 && memcmp(t.text, quotes[i], 3) == 0) {
            t.text += 3;
            t.bytes -= 3;
        }
        if (t.bytes > 3 && memcmp(t.text + t.bytes - 3, quotes[i], 3) == 0) {
            t.bytes -= 3;
            t.ends = true;
        }
    }
    while (t.bytes && t.text[t.bytes - 1] && strchr(".,;:)]}'\"!?", t.text[t.bytes - 1])) {
        t.ends |= t.text[t.bytes - 1] != ',';
        t.bytes--;
    }
    return t;
}

static bool is_one_of(const struct token *t, const char *words)
{
    for (const char *w = words; *w;) {
        size_t n = strcspn(w, " ");
        if (n == t->bytes && strncasecmp(w, t->text, n) == 0)
            return true;
        w += n;
        w += *w == ' ';
    }
    return false;
}

/* The words for a page, by language: English, Welsh with its mutations, French, Spanish, German. */
static bool is_page_word(const struct book *book, uint32_t n, const struct token *t)
{
    bool is_welsh = strncmp(book_word_lang(book, n), "cy", 2) == 0;
    if (is_welsh && t->ends && is_one_of(t, "t tt td"))
        return true;
    if (t->ends)
        return is_one_of(t, "p pp pg pgs tud");
    return is_one_of(t, "page pages p pp pg tudalen tudalennau dudalen dudalennau thudalen nhudalen"
                        " p\xc3\xa1gina p\xc3\xa1ginas seite seiten");
}

/* The bytes of a page's number that begins the text: figures, or a Roman number that is all there is; 0 none. */
static size_t number_bytes(const char *text, size_t bytes)
{
    size_t n = 0;
    while (n < bytes && text[n] >= '0' && text[n] <= '9')
        n++;
    if (n)
        return n < REFERENCE_LABEL_BYTES - 2 ? n : 0;
    while (n < bytes && text[n] && strchr("ivxlcIVXLC", text[n]))
        n++;
    return n == bytes && n < REFERENCE_LABEL_BYTES ? n : 0;
}

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t page_of(const struct book *book, const char *label)
{
    for (uint32_t p = 1; p <= book->page_count; p++) {
        if (strcasecmp(book_string(book, book->pages[p].label), label) == 0)
            return p;
    }
    return 0;
}

/* A number, or a range in one word ('4-6', '4\u20136'); of a range the first page counts. */
static bool read_number(const struct book *book, const char *text, size_t bytes,
                        struct reference *out)
{
    size_t n = number_bytes(text, bytes);
    if (!n)
        return false;
    if (n < bytes) {
        size_t dash = text[n] == '-' ? 1 : bytes - n > 3 && (unsigned char)text[n] == 0xe2 ? 3 : 0;
        if (dash == 3 && memcmp(text + n, "\xe2\x80\x93", 3) != 0)
            return false;
        if (!dash || n + dash >= bytes)
            return false;
        for (size_t i = n + dash; i < bytes; i++) {
            if (!is_figure(text[i]))
                return false;
        }
    }
    memcpy(out->label, text, n);
    out->label[n] = 0;
    out->page = page_of(book, out->label);
    bool is_word = n == 1 && (*text == 'i' || *text == 'I'); /* in English and in Welsh */
    return is_figure(text[0]) || (out->page && !is_word);
}

/* 'p.12', 'pp4-6' in one word: how many bytes the letters take; 0 none. */
static size_t joined_bytes(const struct token *t)
{
    size_t n = 0;
    while (n < t->bytes && n < 2 && (t->text[n] == 'p' || t->text[n] == 'P'))
        n++;
    size_t dot = n && n < t->bytes && t->text[n] == '.';
    return n && n + dot < t->bytes && is_figure(t->text[n + dot]) ? n + dot : 0;
}

static bool is_dash(const struct token *t)
{
    return (t->bytes == 1 && *t->text == '-') ||
           (t->bytes == 3 && memcmp(t->text, "\xe2\x80\x93", 3) == 0);
}

/* The references of a list that begins at word `first` ('pages 4, 6 to 8 and 12'), up to the one that reaches word n. */
static bool read_list(const struct book *book, uint32_t first, uint32_t n, struct reference *out)
{
    uint32_t block = book->words[first].block, w = first;
    struct token t = token_at(book, w);
    size_t joined = joined_bytes(&t);
    if (joined) {
        *out = (struct reference){.first_word = w, .last_word = w};
        return w == n && read_number(book, t.text + joined, t.bytes - joined, out);
    }
    if (!is_page_word(book, w, &t))
        return false;
    w++;
    for (int i = 0; i < ITEMS_MOST && w <= book->word_count && book->words[w].block == block; i++) {
        *out = (struct reference){.first_word = i ? w : first, .last_word = w};
        t = token_at(book, w);
        if (!read_number(book, t.text, t.bytes, out))
            return false;
        bool comma = t.bytes &&
                     t.text + t.bytes < book->pool + book->words[w].text + book->words[w].bytes &&
                     t.text[t.bytes] == ',';
        uint32_t next = w + 1;
        bool more = !t.ends && next < book->word_count && book->words[next + 1].block == block;
        struct token between = more ? token_at(book, next) : (struct token){"", 0, true};
        struct token after = more ? token_at(book, next + 1) : between;
        bool number_after = number_bytes(after.text, after.bytes) && is_figure(*after.text);
        bool range = more && !comma && number_after &&
                     (is_dash(&between) || is_one_of(&between, "to hyd i bis a\xc3\xa0"));
        if (range) {
            out->last_word = next + 1;
            t = after;
        }
        if (n >= out->first_word && n <= out->last_word)
            return true;
        if (range || !more || n < out->first_word)
            return false;
        bool joins = number_after && is_one_of(&between, "and or & a ac neu et ou y und");
        w = comma && number_bytes(between.text, between.bytes) ? next : next + 1;
        if (w != next && !joins)
            return false;
    }
    return false;
}

/* May it be part of a reference? Most words may not, and are done with at once. */
static bool may_be(const struct book *book, uint32_t n)
{
    struct token t = token_at(book, n);
    return number_bytes(t.text, t.bytes) || joined_bytes(&t) || is_page_word(book, n, &t) ||
           is_dash(&t) || is_one_of(&t, "to hyd i bis");
}

bool reference_at(const struct book *book, uint32_t n, struct reference *out)
{
    if (!n || n > book->word_count || book->page_count < 2 || !may_be(book, n))
        return false;
    uint32_t least = book->blocks[book->words[n].block].first_word;
    for (uint32_t back = 0; back <= BACK_MOST && n - back >= least && n > back; back++) {
        if (read_list(book, n - back, n, out))
            return true;
    }
    return false;
}

uint32_t reference_word(const struct book *book, uint32_t page)
{
    for (; page && page <= book->page_count; page++) {
        uint32_t word = book->pages[page].first_word;
        if (word && word <= book->word_count)
            return word;
    }
    return 0;
}
