#include "book/syllable.h"

#include "base/str.h"
#include "book/syllable_rule.h"
#include "book/term.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>

/* One word between hyphens: its letters, and where each begins in the bytes. */
struct piece {
    struct syllable_word plain;
    uint16_t at[SYLLABLE_LETTERS_MOST + 1]; /* one more: where the last ends */
    size_t capitals, letters, digits;
    bool is_long;
};

struct parts {
    struct syllable *items;
    size_t count;
};

static void add_part(struct parts *parts, size_t start, size_t end)
{
    if (end <= start)
        return;
    if (parts->count == SYLLABLES_MOST) {
        struct syllable *last = &parts->items[parts->count - 1];
        last->bytes = (uint16_t)(end - last->start);
        return;
    }
    parts->items[parts->count++] = (struct syllable){(uint16_t)start, (uint16_t)(end - start)};
}

/* The letter of the alphabet that a letter with an accent is said like; '?' for others. */
static char plain_of(uint32_t cp)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo?ouuuuyts";
    uint32_t small = (uint32_t)u_tolower((UChar32)cp);
    if (small < 0x80)
        return (char)small;
    if (small >= 0xe0 && small <= 0xff)
        return latin[small - 0xe0];
    return small == 0x175 ? 'w' : small == 0x177 ? 'y' : '?';
}

static bool has_a_vowel_sound(const struct piece *piece)
{
    return strpbrk(piece->plain.letters, "aeiouyw") != NULL;
}

static bool is_whole(const struct piece *piece, const char *lang, bool is_welsh)
{
    bool is_short_form = piece->letters >= 2 && piece->capitals >= 2 &&
                         (piece->capitals == piece->letters || piece->letters <= 6);
    bool is_ours = is_welsh || term_same_lang(lang, "en");
    return piece->is_long || piece->digits || is_short_form || !is_ours ||
           memchr(piece->plain.letters, '?', piece->plain.count) || !has_a_vowel_sound(piece);
}

/* The apostrophe and what comes after it go with the last part, as the end of `at` has it. */
static void cut_by_exception(struct parts *parts, const struct piece *piece, const char *known,
                             size_t known_bytes)
{
    size_t letter = 0, start = 0;
    for (size_t i = 0; i < known_bytes; i++) {
        if (known[i] != '-') {
            letter++;
            continue;
        }
        add_part(parts, piece->at[start], piece->at[letter]);
        start = letter;
    }
    add_part(parts, piece->at[start], piece->at[piece->plain.count]);
}

static void cut_by_rule(struct parts *parts, const struct piece *piece, bool is_welsh)
{
    const struct syllable_word *word = &piece->plain;
    unsigned char nucleus[SYLLABLE_LETTERS_MOST];
    size_t count =
        is_welsh ? syllable_nuclei_welsh(word, nucleus) : syllable_nuclei_english(word, nucleus);
    size_t start = 0, after = 0; /* the first letter after the last vowel sound */
    for (size_t i = 0, seen = 0; i < word->count && count > 1; i++) {
        if (nucleus[i] > seen && seen) {
            size_t onset = is_welsh ? syllable_onset_welsh(word, after, i)
                                    : syllable_onset_english(word, after, i);
            add_part(parts, piece->at[start], piece->at[i - onset]);
            start = i - onset;
        }
        if (nucleus[i]) {
            seen = nucleus[i];
            after = i + 1;
        }
    }
    add_part(parts, piece->at[start], piece->at[word->count]);
}

static void cut_piece(struct parts *parts, struct piece *piece, const char *lang, bool is_welsh)
{
    if (!piece->letters && !piece->digits)
        return;
    piece->plain.letters[piece->plain.count] = 0;
    size_t known_bytes;
    const char *known = syllable_exception(piece->plain.letters, is_welsh, &known_bytes);
    if (is_whole(piece, lang, is_welsh))
        add_part(parts, piece->at[0], piece->at[piece->plain.count]);
    else if (known)
        cut_by_exception(parts, piece, known, known_bytes);
    else
        cut_by_rule(parts, piece, is_welsh);
}

static void add_letter(struct piece *piece, uint32_t cp, size_t at, size_t used)
{
    bool is_digit = u_isdigit((UChar32)cp);
    if (piece->plain.count == SYLLABLE_LETTERS_MOST) {
        piece->is_long = true;
    } else {
        piece->at[piece->plain.count] = (uint16_t)at;
        piece->plain.letters[piece->plain.count++] = is_digit ? '0' : plain_of(cp);
    }
    piece->digits += is_digit;
    piece->letters += !is_digit;
    piece->capitals += u_isupper((UChar32)cp) != 0;
    piece->at[piece->plain.count] = (uint16_t)(at + used);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

size_t syllable_split(const char *word, size_t bytes, const char *lang,
                      struct syllable parts[SYLLABLES_MOST])
{
    struct parts found = {parts, 0};
    struct piece piece = {0};
    bool is_welsh = term_lang_is_welsh(lang);
    bytes = bytes < UINT16_MAX ? bytes : UINT16_MAX;
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = utf8_decode(word + at, bytes - at, &used);
        size_t next_used;
        uint32_t next =
            at + used < bytes ? utf8_decode(word + at + used, bytes - at - used, &next_used) : 0;
        bool is_inside = piece.plain.count && next && u_isalnum((UChar32)next);
        bool is_mark = u_charType((UChar32)cp) == U_NON_SPACING_MARK;
        if (u_isalnum((UChar32)cp)) {
            add_letter(&piece, cp, at, used);
        } else if (piece.plain.count && (is_mark || (is_inside && is_apostrophe(cp)))) {
            piece.at[piece.plain.count] =
                (uint16_t)(at + used); /* the letter before takes it along */
        } else if (is_inside && piece.digits && (cp == ',' || cp == '.')) {
            piece.at[piece.plain.count] = (uint16_t)(at + used);
        } else {
            cut_piece(&found, &piece, lang, is_welsh);
            piece = (struct piece){0};
        }
    }
    cut_piece(&found, &piece, lang, is_welsh);
    return found.count;
}
