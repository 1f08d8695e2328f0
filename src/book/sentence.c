/* The second step of segment.h: where sentences end. The classes are those of UAX 29 (Sentence_Break); on top of its rules we
 * know abbreviations, initials, list numbers and ordinals, and a small letter after '!' or '?' goes on. */
#include "base/str.h"
#include "book/abbreviation.h"
#include "book/segment.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>

#define SENTENCE_MOST_WORDS 400
/* Thai and Lao end no sentence with a mark, only with a space, which parts clauses too. */
#define SPACED_SENTENCE_LEAST_WORDS 8

/* What stands before, in and after the word that may end a sentence. */
struct place {
    const char *text;
    const struct segment_word *words;
    size_t count;
    size_t now;   /* the word in question */
    size_t begin; /* the first word of its sentence */
    const char *lang;
};

enum follow { FOLLOW_UPPER, FOLLOW_LOWER, FOLLOW_NUMBER, FOLLOW_LETTER, FOLLOW_ON, FOLLOW_OTHER };

static int sentence_class(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_SENTENCE_BREAK);
}

static uint32_t last_codepoint(const char *text, size_t bytes, size_t *used)
{
    size_t back = 1;
    while (back < bytes && back < 4 && ((unsigned char)text[bytes - back] & 0xc0) == 0x80)
        back++;
    uint32_t cp = utf8_decode(text + bytes - back, back, used);
    if (*used != back)
        *used = 1;
    return cp;
}

/* What may hang behind the mark that ends a sentence: quotes, brackets, a note's mark that is not raised. */
static bool is_closing(uint32_t cp)
{
    if (cp < 0x80)
        return strchr("\"')]}*>", (int)cp) != NULL && cp != 0;
    if (cp == 0xb9 || cp == 0xb2 || cp == 0xb3 || cp == 0x2020 || cp == 0x2021 ||
        (cp >= 0x2070 && cp <= 0x2079))
        return true;
    int class = sentence_class(cp);
    return class == U_SB_CLOSE || class == U_SB_EXTEND || class == U_SB_FORMAT;
}

/* Bytes of the word without what closes behind it. */
static size_t without_closing(const char *word, size_t bytes)
{
    size_t used;
    while (bytes && is_closing(last_codepoint(word, bytes, &used)))
        bytes -= used;
    return bytes;
}

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Every byte of the word is one of `letters`. */
static bool is_made_of(const char *word, size_t bytes, const char *letters)
{
    for (size_t i = 0; i < bytes; i++) {
        if (word[i] == 0 || !strchr(letters, word[i]))
            return false;
    }
    return true;
}

static size_t without_digits(const char *word, size_t bytes)
{
    while (bytes && is_ascii_digit(word[bytes - 1]))
        bytes--;
    return bytes;
}

/* 'inclusion.12', 'inclusion.[1][12': a note's number that lost its raise. Bytes up to and with the mark that ends the sentence,
 * else as given. What closes behind the word is gone already. */
static size_t without_note_number(const char *word, size_t bytes)
{
    size_t end = without_digits(word, bytes);
    if (end == bytes || bytes - end > 3)
        return bytes;
    if (end > 1 && word[end - 1] == '[') {
        end = without_closing(word, end - 1);
        size_t before = without_note_number(word, end);
        return before && is_made_of(word + before - 1, 1, ".!?") ? before : bytes;
    }
    if (end < 5 || word[end - 1] != '.')
        return bytes;
    for (size_t i = 2; i <= 4; i++) {
        if (!is_lower(word[end - i]))
            return bytes;
    }
    return end;
}

static enum follow follow_of(const char *word, size_t bytes)
{
    size_t used;
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(word + i, bytes - i, &used);
        switch (sentence_class(cp)) {
        case U_SB_CLOSE:
        case U_SB_EXTEND:
        case U_SB_FORMAT:
            continue;
        case U_SB_UPPER:
            return FOLLOW_UPPER;
        case U_SB_LOWER:
            return FOLLOW_LOWER;
        case U_SB_NUMERIC:
            return FOLLOW_NUMBER;
        case U_SB_OLETTER:
            return FOLLOW_LETTER;
        case U_SB_SCONTINUE:
        case U_SB_STERM:
        case U_SB_ATERM:
            return FOLLOW_ON;
        default:
            return FOLLOW_OTHER;
        }
    }
    return FOLLOW_ON; /* nothing but brackets and quotes: they close what was */
}

/* 'www.', 'https://': a small letter that may well begin a sentence. */
static bool is_address(const char *word, size_t bytes)
{
    return (bytes > 4 && memcmp(word, "www.", 4) == 0) ||
           (bytes > 7 && (memcmp(word, "http://", 7) == 0 || memcmp(word, "https:/", 7) == 0));
}

static bool is_dash(const char *word, size_t bytes)
{
    return (bytes == 1 && *word == '-') || (bytes == 3 && (memcmp(word, "\xe2\x80\x93", 3) == 0 ||
                                                           memcmp(word, "\xe2\x80\x94", 3) == 0));
}

/* What word `next` looks like; a dash that stands alone takes the look of what it stands before. */
static enum follow follow_of_place(const struct place *p, size_t next)
{
    const struct segment_word *word = &p->words[next];
    if (is_dash(p->text + word->start, word->bytes) && next + 1 < p->count)
        word++;
    if (is_address(p->text + word->start, word->bytes))
        return FOLLOW_UPPER;
    return follow_of(p->text + word->start, word->bytes);
}

/* The next word that is not a note's mark; count at the end. */
static size_t next_word(const struct place *p)
{
    size_t i = p->now + 1;
    while (i < p->count && p->words[i].is_mark)
        i++;
    return i;
}

static bool space_follows(const struct place *p)
{
    for (size_t i = p->now; i < next_word(p); i++) {
        if (p->words[i].space_after)
            return true;
    }
    return false;
}

/* The letters and digits of a word, without the punctuation around them. */
static const char *bare(const char *word, size_t *bytes)
{
    size_t used;
    while (*bytes) {
        uint32_t cp = utf8_decode(word, *bytes, &used);
        if (u_isalnum((UChar32)cp))
            break;
        word += used;
        *bytes -= used;
    }
    while (*bytes) {
        uint32_t cp = last_codepoint(word, *bytes, &used);
        if (u_isalnum((UChar32)cp))
            break;
        *bytes -= used;
    }
    return word;
}

static bool next_is_starter(const struct place *p, size_t next)
{
    const char *start = p->text + p->words[next].start;
    size_t all = p->words[next].bytes, bytes = all;
    const char *word = bare(start, &bytes);
    if (bytes == 1 && (size_t)(word - start) + 1 < all && word[1] == '.') /* another initial */
        return false;
    return abbreviation_is_starter(word, bytes, p->lang);
}

/* '12', '5.1', 'IV', 'xii', 'B', '4a': what a number of a page, part or paragraph looks like. */
static bool next_is_number(const struct place *p, size_t next)
{
    size_t bytes = p->words[next].bytes;
    const char *word = bare(p->text + p->words[next].start, &bytes);
    if (bytes == 0)
        return false;
    if (is_ascii_digit(word[0]))
        return true;
    if (bytes == 1)
        return is_upper(word[0]) && word[0] != 'A' && word[0] != 'I';
    return is_made_of(word, bytes, "IVXLC") || is_made_of(word, bytes, "ivxlc");
}

/* '1.', '(iv).', '5.1.3.', 'B.' at the beginning of a sentence or a line: the number of what follows. */
static bool is_list_number(const struct place *p, const char *stem, size_t bytes)
{
    bool begins = p->now == p->begin || p->words[p->now - 1].space_after == 2;
    if (!begins || bytes > 8)
        return false;
    if (bytes == 1 || is_made_of(stem, bytes, "ivxIVX"))
        return true;
    size_t digits = 0, others = 0;
    for (size_t i = 0; i < bytes; i++) {
        digits = is_ascii_digit(stem[i]) ? digits + 1 : 0;
        others += !is_ascii_digit(stem[i]) && stem[i] != '.';
        if (digits > 3 || others > 1) /* a year, a word */
            return false;
    }
    return others == 0 || is_ascii_digit(stem[0]) || is_ascii_digit(stem[bytes - 1]);
}

static bool abbreviation_ends(const struct place *p, enum abbreviation kind, size_t next,
                              enum follow follow)
{
    char first = p->text[p->words[next].start];
    switch (kind) {
    case ABBREVIATION_TITLE:
        return false;
    case ABBREVIATION_NUMBER:
        return !next_is_number(p, next);
    case ABBREVIATION_EITHER:
        return follow == FOLLOW_UPPER && next_is_starter(p, next);
    default:
        return follow != FOLLOW_NUMBER && first != '(' && first != '[';
    }
}

/* Does the full stop at the end of `core` end a sentence? Something that is not a small letter follows. */
static bool stop_ends(const struct place *p, const char *core, size_t bytes, size_t next,
                      enum follow follow)
{
    size_t used;
    bytes--;
    while (bytes) {
        uint32_t cp = utf8_decode(core, bytes, &used);
        if (u_isalnum((UChar32)cp))
            break;
        core += used;
        bytes -= used;
    }
    if (bytes == 0)
        return true;
    size_t number_bytes = without_closing(core, bytes);
    if (is_list_number(p, core, number_bytes))
        return false;
    uint32_t first = utf8_decode(core, bytes, &used);
    if (used == bytes && sentence_class(first) == U_SB_UPPER) /* an initial */
        return abbreviation_ends(p, ABBREVIATION_EITHER, next, follow);
    enum abbreviation kind = abbreviation_find(core, bytes, p->lang);
    if (kind != ABBREVIATION_NONE)
        return abbreviation_ends(p, kind, next, follow);
    if (bytes <= 2 && is_ascii_digit(core[0]) && is_ascii_digit(core[bytes - 1]))
        return !abbreviation_has_ordinals(p->lang);
    return true;
}

static bool is_ellipsis(const char *core, size_t bytes, uint32_t last)
{
    return last == 0x2026 || (last == '.' && bytes > 1 && core[bytes - 2] == '.');
}

static bool is_all_closing(const char *word, size_t bytes)
{
    size_t used;
    return without_closing(word, bytes) == 0 &&
           !(U_GET_GC_MASK((UChar32)utf8_decode(word, bytes, &used)) &
             (U_GC_PS_MASK | U_GC_PI_MASK));
}

/* The word whose mark may end a sentence here: this one, or the one before a quote or bracket that stands alone. */
static const struct segment_word *marked_word(const struct place *p)
{
    const struct segment_word *word = &p->words[p->now];
    if (p->now > p->begin && is_all_closing(p->text + word->start, word->bytes))
        word--;
    return word;
}

static bool ends_by_mark(const struct place *p)
{
    const struct segment_word *word = marked_word(p);
    const char *core = p->text + word->start;
    size_t bytes = without_closing(core, word->bytes), used;
    bytes = without_note_number(core, bytes);
    if (bytes == 0)
        return false;
    uint32_t last = last_codepoint(core, bytes, &used);
    if (last < 0x80 ? last != '.' && last != '!' && last != '?' && last != ';' : last < 0x370)
        return false;
    size_t next = next_word(p);
    enum follow follow = follow_of_place(p, next);
    if (follow == FOLLOW_LOWER || follow == FOLLOW_ON)
        return false;
    if (is_ellipsis(core, bytes, last))
        return follow == FOLLOW_UPPER || follow == FOLLOW_LETTER;
    if (last == '.')
        return space_follows(p) && stop_ends(p, core, bytes, next, follow);
    if (last == ';')
        return strncmp(p->lang, "el", 2) == 0 && (p->lang[2] == 0 || p->lang[2] == '-');
    return sentence_class(last) == U_SB_STERM ||
           (sentence_class(last) == U_SB_ATERM && space_follows(p));
}

static bool is_thai(uint32_t cp)
{
    return cp >= 0xe00 && cp < 0xf00;
}

/* A space between two words of Thai or Lao, far enough into the sentence. */
static bool ends_by_space(const struct place *p)
{
    const struct segment_word *word = &p->words[p->now], *next = word + 1;
    unsigned char last_byte = (unsigned char)p->text[word->start + word->bytes - 1];
    if (last_byte < 0x80 || !word->space_after ||
        p->now + 1 - p->begin < SPACED_SENTENCE_LEAST_WORDS)
        return false;
    size_t used;
    return is_thai(last_codepoint(p->text + word->start, word->bytes, &used)) &&
           is_thai(utf8_decode(p->text + next->start, next->bytes, &used));
}

void segment_sentences(const char *text, struct segment_word *words, size_t count, const char *lang)
{
    struct place p = {.text = text, .words = words, .count = count, .lang = lang};
    for (size_t i = 0; i < count; i++) {
        p.now = i;
        bool ends = i + 1 == count || i + 1 - p.begin >= SENTENCE_MOST_WORDS;
        if (!ends && !words[i].is_mark && next_word(&p) < count)
            ends = ends_by_mark(&p) || ends_by_space(&p);
        if (ends) {
            /* the marks that hang on the last word belong to its sentence */
            while (i + 1 < count && words[i + 1].is_mark && i + 1 - p.begin < SENTENCE_MOST_WORDS)
                i++;
            words[i].ends_sentence = 1;
            p.begin = i + 1;
        }
    }
}
