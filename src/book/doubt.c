#include "book/doubt.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES_MOST = 1 << 18, ACRONYM_MOST_BYTES = 12 };

struct finding {
    const struct book *book;
    doubt_knows *knows;
    void *data;
    struct doubt *items; /* one for each place; at most PLACES_MOST */
    size_t count, cap;
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_inside(char c)
{
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || (c & 0x80);
}

static bool is_general_sign(const char *text, size_t bytes)
{
    return bytes >= 3 && memcmp(text, "\xe2\x80", 2) == 0; /* quotes and dashes */
}

/* The next part of a word that is written without signs between: 'CQC' and 'rated' of '(CQC-rated)'. False at the end. */
static bool next_part(const char *text, size_t bytes, size_t *at, const char **part, size_t *length)
{
    while (*at < bytes && (!is_inside(text[*at]) || is_general_sign(text + *at, bytes - *at)))
        *at += is_general_sign(text + *at, bytes - *at) ? 3 : 1;
    size_t begin = *at;
    while (*at < bytes && is_inside(text[*at]) && !is_general_sign(text + *at, bytes - *at))
        ++*at;
    *part = text + begin;
    *length = *at - begin;
    return *length > 0;
}

/* Without the 's' of 'DPOs'. ('CSW's' comes in two parts.) */
static size_t without_plural(const char *text, size_t bytes)
{
    return bytes > 2 && text[bytes - 1] == 's' && is_upper(text[bytes - 2]) ? bytes - 1 : bytes;
}

static bool is_acronym(const char *text, size_t bytes)
{
    bool is_roman = true;
    if (bytes < 2 || bytes > ACRONYM_MOST_BYTES)
        return false;
    for (size_t i = 0; i < bytes; i++) {
        if (!is_upper(text[i]))
            return false;
        is_roman = is_roman && strchr("IVX", text[i]);
    }
    return !is_roman;
}

/* Capitals inside that do not each begin a part that can be said: 'WhatsApp' and 'McDonald' can, 'SpLD' can't. */
static bool is_mixed(const char *text, size_t bytes)
{
    bool is_inner = false, has_small = false, all_said = true;
    for (size_t at = 0; at < bytes;) {
        size_t end = at + 1;
        bool has_vowel = strchr("AEIOUYaeiouy", text[at]) != NULL;
        has_small = has_small || is_lower(text[at]);
        while (end < bytes && !is_upper(text[end])) {
            if (!is_lower(text[end]))
                return false; /* figures, other alphabets: said piece by piece */
            has_vowel = has_vowel || strchr("aeiouy", text[end]);
            has_small = true;
            end++;
        }
        bool is_prefix = at == 0 && (end == 2 || end == 3) && memcmp(text, "Mc", 2) == 0;
        is_inner = is_inner || end < bytes;
        all_said = all_said && (is_prefix || (has_vowel && end - at > 1));
        at = end;
    }
    return is_inner && has_small && !all_said;
}

static bool is_unreadable(const char *text, size_t bytes)
{
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if (cp == 0xfffd || (cp >= 0xe000 && cp <= 0xf8ff))
            return true;
    }
    return false;
}

/* The kind of doubt about one part, 0 for none. */
static enum doubt_kind judge(const char *text, size_t bytes)
{
    if (is_acronym(text, bytes))
        return DOUBT_ACRONYM;
    if (is_mixed(text, bytes))
        return DOUBT_MIXED;
    if (is_unreadable(text, bytes))
        return DOUBT_UNREADABLE;
    return bytes >= DOUBT_LONG_LETTERS && utf8_count(text, bytes) >= DOUBT_LONG_LETTERS
               ? DOUBT_LONG
               : (enum doubt_kind)0;
}

static bool has_expansion(const struct book *book, uint32_t n)
{
    uint32_t low = 1, high = book->expansion_count + 1; /* they rise */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (book->expansions[middle].first_word <= n)
            low = middle + 1;
        else
            high = middle;
    }
    const struct book_expansion *e = &book->expansions[low - 1];
    return low > 1 && n - e->first_word < e->word_count;
}

/* '(CQC)', 'CQC (the ...' or an expansion of its own. */
static bool is_explained(const struct book *book, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    const char *text = book->pool + word->text;
    if (has_expansion(book, n) || (n > 1 && text[0] == '(' && memchr(text, ')', word->bytes)))
        return true;
    const struct book_word *next = n < book->word_count ? &book->words[n + 1] : NULL;
    if (!next || next->block != word->block || next->bytes < 2 || book->pool[next->text] != '(')
        return false;
    char c = book->pool[next->text + 1];
    return c < '0' || c > '9';
}

static void note(struct finding *f, enum doubt_kind kind, const char *text, size_t bytes,
                 uint32_t n)
{
    if (f->count == PLACES_MOST)
        return;
    MEM_ROOM(f->items, f->count, f->cap);
    f->items[f->count++] = (struct doubt){kind, text, bytes, 1, n, is_explained(f->book, n)};
}

static void look_at_word(struct finding *f, uint32_t n)
{
    const struct book_word *word = &f->book->words[n];
    const char *text = f->book->pool + word->text, *part;
    const char *lang = book_word_lang(f->book, n);
    size_t at = 0, bytes;
    if (memmem(text, word->bytes, "://", 3) || memchr(text, '@', word->bytes) ||
        memmem(text, word->bytes, "www.", 4) || memchr(text, '_', word->bytes))
        return; /* an address is read sign by sign */
    while (next_part(text, word->bytes, &at, &part, &bytes)) {
        size_t stem = without_plural(part, bytes);
        enum doubt_kind kind = judge(part, stem);
        bool is_known =
            kind && f->knows && kind != DOUBT_UNREADABLE &&
            (f->knows(f->data, lang, part, stem) || f->knows(f->data, lang, part, bytes));
        if (kind && !is_known)
            note(f, kind, part, stem, n);
    }
}

/* True when it has a small letter somewhere: otherwise its capitals are shouting, not acronyms. */
static bool has_small_letter(const struct book *book, const struct book_sentence *sentence)
{
    for (uint32_t n = sentence->first_word; n < sentence->first_word + sentence->word_count; n++) {
        const struct book_word *word = &book->words[n];
        for (uint32_t i = 0; i < word->bytes; i++) {
            if (is_lower(book->pool[word->text + i]))
                return true;
        }
    }
    return false;
}

static int order_letters(const struct doubt *a, const struct doubt *b)
{
    int order = memcmp(a->text, b->text, a->bytes < b->bytes ? a->bytes : b->bytes);
    return order ? order : (a->bytes > b->bytes) - (a->bytes < b->bytes);
}

static int order_places(const void *left, const void *right)
{
    const struct doubt *a = left, *b = right;
    int order = order_letters(a, b);
    return order ? order : (a->first_word > b->first_word) - (a->first_word < b->first_word);
}

/* The most frequent first, then as they come. */
static int order_doubts(const void *left, const void *right)
{
    const struct doubt *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    if (a->first_word != b->first_word)
        return a->first_word < b->first_word ? -1 : 1;
    return order_letters(a, b);
}

/* One item for each word, with all its places counted. */
static void merge_places(struct finding *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        struct doubt *last = kept ? &f->items[kept - 1] : NULL;
        if (last && order_letters(last, &f->items[i]) == 0) {
            last->count++;
            last->is_explained = last->is_explained || f->items[i].is_explained;
        } else {
            f->items[kept++] = f->items[i];
        }
    }
    f->count = kept;
}

void doubts_find(const struct book *book, doubt_knows *knows, void *data, struct doubts *out)
{
    struct finding f = {.book = book, .knows = knows, .data = data};
    *out = (struct doubts){0};
    for (uint32_t s = 1; s <= book->sentence_count; s++) {
        const struct book_sentence *sentence = &book->sentences[s];
        if (sentence->first_word > book->word_count || !has_small_letter(book, sentence))
            continue;
        for (uint32_t i = 0; i < sentence->word_count; i++)
            look_at_word(&f, sentence->first_word + i);
    }
    if (f.count) {
        qsort(f.items, f.count, sizeof *f.items, order_places);
        merge_places(&f);
        qsort(f.items, f.count, sizeof *f.items, order_doubts);
    }
    out->total = (uint32_t)f.count;
    out->count = out->total < DOUBTS_MOST ? out->total : DOUBTS_MOST;
    if (out->count)
        memcpy(out->items, f.items, out->count * sizeof *f.items);
    free(f.items);
}
