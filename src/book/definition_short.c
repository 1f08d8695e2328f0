/* Abbreviations that a book writes out. */
#include "book/definition.h"

#include <ctype.h>
#include <string.h>

enum { SHORT_BYTES_LEAST = 2, SHORT_BYTES_MOST = 10, LONG_WORDS_MOST = 14 };

struct slice {
    const char *text;
    size_t bytes;
};

/* The word without punctuation around it, and the plural's s of an abbreviation. */
static struct slice bare(const struct book *book, uint32_t n)
{
    struct slice slice = {book->pool + book->words[n].text, book->words[n].bytes};
    while (slice.bytes && !isalnum((unsigned char)*slice.text) && !(*slice.text & 0x80)) {
        slice.text++;
        slice.bytes--;
    }
    while (slice.bytes && !isalnum((unsigned char)slice.text[slice.bytes - 1]) &&
           !(slice.text[slice.bytes - 1] & 0x80))
        slice.bytes--;
    return slice;
}

/* Letters, two of them capitals: 'DfE', 'SEND', 'EHCPs'. */
static bool is_short_form(struct slice *slice)
{
    size_t capitals = 0;
    if (slice->bytes > SHORT_BYTES_LEAST && slice->text[slice->bytes - 1] == 's' &&
        isupper((unsigned char)slice->text[slice->bytes - 2]))
        slice->bytes--;
    for (size_t i = 0; i < slice->bytes; i++) {
        if (!isalnum((unsigned char)slice->text[i]))
            return false;
        capitals += isupper((unsigned char)slice->text[i]) != 0;
    }
    return slice->bytes >= SHORT_BYTES_LEAST && slice->bytes <= SHORT_BYTES_MOST && capitals >= 2;
}

static bool is_small_word(const char *text, size_t bytes)
{
    static const char *const words[] = {"and", "of", "the", "for", "on", "in", "with", "to",
                                        "a",   "an", "by",  "or",  "at", "&",  "y",    "yr",
                                        "a'r", "ac", "i",   "o",   "ar", "yn", NULL};
    for (const char *const *word = words; *word; word++) {
        if (strlen(*word) == bytes && strncasecmp(*word, text, bytes) == 0)
            return true;
    }
    return false;
}

static bool is_letter(char one, char other)
{
    return tolower((unsigned char)one) == tolower((unsigned char)other);
}

/* Takes the letters that the word's parts begin with, from the last part to the first, off the end of the short form. False when a part
 * begins with another letter. Small words ('of') give a letter only where the short form's is small ('DfE') or `gives_all`. */
static bool take_initials(const struct book *book, uint32_t n, struct slice form, size_t *left,
                          bool gives_all)
{
    struct slice word = bare(book, n);
    bool is_small = is_small_word(word.text, word.bytes);
    size_t kept = *left;
    for (size_t at = word.bytes; at-- > 0 && *left;) {
        bool begins = at == 0 || word.text[at - 1] == '-';
        if (!begins)
            continue;
        char asked = form.text[*left - 1];
        if (is_letter(word.text[at], asked) &&
            (!is_small || gives_all || islower((unsigned char)asked)))
            --*left;
        else if (at == 0 && !is_small && *left == kept)
            return false;
    }
    return is_small || *left < kept;
}

/* The word from which on words first to last have the short form's letters as their initials. 0: they do not. */
static uint32_t find_initials(const struct book *book, struct slice form, uint32_t first,
                              uint32_t last, bool gives_all)
{
    size_t left = form.bytes;
    for (uint32_t n = last; n >= first; n--) {
        if (!take_initials(book, n, form, &left, gives_all))
            return 0;
        if (!left)
            return n;
    }
    return 0;
}

/* The word from which on words first to last spell the short form: its letters are found from the last to the first in theirs, and its
 * first letter begins a word (Schwartz and Hearst 2003). 0: they do not. */
static uint32_t find_long_form(const struct book *book, struct slice form, uint32_t first,
                               uint32_t last)
{
    size_t letter = form.bytes;
    for (uint32_t n = last; n >= first; n--) {
        const struct book_word *word = &book->words[n];
        const char *text = book->pool + word->text;
        for (size_t at = word->bytes; at-- > 0;) {
            if (tolower((unsigned char)text[at]) != tolower((unsigned char)form.text[letter - 1]))
                continue;
            bool begins = at == 0 || !isalnum((unsigned char)text[at - 1]);
            if (letter == 1 && !begins)
                continue;
            if (letter == 1)
                return n;
            letter--;
        }
    }
    return 0;
}

static void add_form(struct meanings *meanings, const struct book *book, struct slice form,
                     uint32_t first, uint32_t last)
{
    struct str term = {0}, text = {0};
    str_add_bytes(&term, form.text, form.bytes);
    meaning_add_words(&text, book, first, last);
    while (text.length_bytes && strchr("(),.;: ", text.data[text.length_bytes - 1]))
        text.data[--text.length_bytes] = 0;
    char *words = text.length_bytes && *text.data == '(' ? text.data + 1 : text.data;
    if (text.length_bytes > form.bytes && text.length_bytes <= MEANING_TERM_BYTES_MOST) {
        const struct meaning place = {
            .long_form = words, .first_word = first, .last_word = last, .term_word = first};
        (void)meaning_add(meanings, str_text(&term), words, &place);
    }
    str_free(&term);
    str_free(&text);
}

/* 'Department for Education (DfE)'. */
static void read_behind(const struct book *book, uint32_t n, struct meanings *meanings)
{
    struct slice form = bare(book, n);
    uint32_t from = book->sentences[book->words[n].sentence].first_word;
    if (!is_short_form(&form) || n == from)
        return;
    /* the window of the source: no more than twice its letters, or five words more */
    uint32_t most = (uint32_t)(form.bytes + 5 < form.bytes * 2 ? form.bytes + 5 : form.bytes * 2);
    uint32_t first = n - from > most ? n - most : from;
    uint32_t found = find_initials(book, form, first, n - 1, false);
    found = found ? found : find_initials(book, form, first, n - 1, true);
    found = found ? found : find_long_form(book, form, first, n - 1);
    if (found && n - found >= 2)
        add_form(meanings, book, form, found, n - 1);
}

/* 'DfE (Department for Education)': n is the word with the bracket. */
static void read_ahead(const struct book *book, uint32_t n, struct meanings *meanings)
{
    uint32_t from = book->sentences[book->words[n].sentence].first_word;
    uint32_t end = from + book->sentences[book->words[n].sentence].word_count;
    if (n == from)
        return;
    struct slice form = bare(book, n - 1);
    if (!is_short_form(&form))
        return;
    for (uint32_t last = n + 1; last < end && last - n < LONG_WORDS_MOST; last++) {
        const struct book_word *word = &book->words[last];
        if (!memchr(book->pool + word->text, ')', word->bytes))
            continue;
        if (find_initials(book, form, n, last, false) == n ||
            find_initials(book, form, n, last, true) == n)
            add_form(meanings, book, form, n, last);
        return;
    }
}

static void read_expansion(const struct book *book, const struct book_expansion *expansion,
                           struct meanings *meanings)
{
    struct str term = {0};
    const char *text = book_string(book, expansion->text);
    if (!expansion->word_count || expansion->word_count > MEANING_TERM_WORDS_MOST ||
        strlen(text) > MEANING_TERM_BYTES_MOST)
        return;
    meaning_add_words(&term, book, expansion->first_word,
                      expansion->first_word + expansion->word_count - 1);
    char *copy = NULL;
    struct str long_form = {0};
    str_add(&long_form, text);
    copy = long_form.data;
    if (copy && strcasecmp(copy, str_text(&term)) != 0) {
        const struct meaning place = {.long_form = copy, .term_word = expansion->first_word};
        (void)meaning_add(meanings, str_text(&term), copy, &place);
    }
    str_free(&term);
    str_free(&long_form);
}

void definition_read_abbreviations(const struct book *book, struct meanings *meanings)
{
    for (uint32_t n = 1; n <= book->expansion_count && meanings->count < MEANING_COUNT_MOST; n++)
        read_expansion(book, &book->expansions[n], meanings);
    for (uint32_t n = 1; n <= book->word_count && meanings->count < MEANING_COUNT_MOST; n++) {
        const struct book_word *word = &book->words[n];
        const char *text = book->pool + word->text;
        if (*text != '(')
            continue;
        if (memchr(text, ')', word->bytes))
            read_behind(book, n, meanings);
        else
            read_ahead(book, n, meanings);
    }
}
