#include "book/reading_age.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

enum { SPELLING_MOST = 64, GRADE_TO_YEARS = 5, YEARS_LEAST = 5, LONG_SYLLABLES = 3 };

/* What the rule of vowel runs gets wrong. '^' is the word's beginning, '$' its end, 'C' any consonant; the rest stands for itself.
 * Each pattern counts once in a word. After Fast's Lingua::EN::Syllable (1999), made longer for British spelling. */
static const struct pattern {
    char letters[12];
    int8_t add;
} patterns[] = {
    /* an 'e' that is silent before an ending */
    {"Ce$", -1},
    {"Cle$", 1},
    {"lle$", -1},
    {"tre$", 1},
    {"Ces$", -1},
    {"ses$", 1},
    {"xes$", 1},
    {"zes$", 1},
    {"ces$", 1},
    {"ges$", 1},
    {"ches$", 1},
    {"shes$", 1},
    {"Cles$", 1},
    {"tres$", 1},
    {"Ced$", -1},
    {"ted$", 1},
    {"ded$", 1},
    {"Cled$", 1},
    {"lled$", -1},
    {"dred$", 1},
    {"Cely$", -1},
    {"Ceful", -1},
    {"Celess", -1},
    {"Ceness", -1},
    {"Cement$", -1},
    {"Cements$", -1},
    {"^element", 1},
    {"^complement", 1},
    {"^implement", 1},
    {"^someC", -1},
    {"^thereC", -1},
    {"^whereC", -1},
    {"^homeC", -1},
    {"^every", -1},
    {"^evening", -1},
    {"^business", -1},
    /* two vowels that are heard apart, and what looks like them and is not */
    {"ia", 1},
    {"cia", -1},
    {"tia", -1},
    {"iage", -1},
    {"liam", -1},
    {"sian", -1},
    {"^associat", 1},
    {"^appreciat", 1},
    {"negotiat", 1},
    {"io", 1},
    {"ion", -1},
    {"cious", -1},
    {"tious", -1},
    {"gious", -1},
    {"xious", -1},
    {"iu", 1},
    {"iet", 1},
    {"ient", 1},
    {"tient", -1},
    {"cient", -1},
    {"ience", 1},
    {"tience", -1},
    {"science", -1},
    {"^science", 1},
    {"^scient", 1},
    {"ier$", 1},
    {"iest$", 1},
    {"priest", -1},
    {"eo", 1},
    {"people", -1},
    {"george", -1},
    {"geon", -1},
    {"creat", 1},
    {"creatu", -1},
    {"area", 1},
    {"idea", 1},
    {"realis", 1},
    {"reality", 1},
    {"theatre", 1},
    {"european", 1},
    {"ual", 1},
    {"qual", -1},
    {"uat", 1},
    {"quat", -1},
    {"uary", 1},
    {"uing", 1},
    {"eing", 1},
    {"oing", 1},
    {"ying", 1},
    {"oye", 1},
    {"oyal", 1},
    {"ayer", 1},
    {"uyer", 1},
    {"beyond", 1},
    {"^coop", 1},
    {"^coord", 1},
    {"poem", 1},
    /* a syllable without a vowel */
    {"ism$", 1},
    {"isms$", 1},
    {"thm$", 1},
    {"dnt$", 1},
    {"snt$", 1},
};

/* The plain letter that a Latin letter with an accent is built on ('a' for an accented 'e', which is never silent), '?' for what is
 * no letter. */
static char plain_letter(uint32_t cp)
{
    static const char latin[] = "aaaaaaacaaaaiiiidnooooo?ouuuuytsaaaaaaacaaaaiiiidnooooo?ouuuuyty";
    if (cp >= 'A' && cp <= 'Z')
        return (char)(cp + 32);
    if (cp >= 'a' && cp <= 'z')
        return (char)cp;
    if (cp >= 0xc0 && cp <= 0xff)
        return latin[cp - 0xc0];
    return cp > 0xff && !(cp >= 0x2000 && cp <= 0x206f) ? 'n' : '?';
}

static bool is_vowel(char c)
{
    return c && strchr("aeiouy", c);
}

/* True when the pattern, without its '^', stands at s[at]. */
static bool stands_at(const char *pattern, const char *s, size_t at)
{
    for (; *pattern; pattern++, at++) {
        if (*pattern == '$')
            return !s[at];
        if (!s[at] || (*pattern == 'C' ? is_vowel(s[at]) : s[at] != *pattern))
            return false;
    }
    return true;
}

static bool has_pattern(const char *pattern, const char *s)
{
    if (*pattern == '^')
        return stands_at(pattern + 1, s, 0);
    for (size_t at = 0; s[at]; at++) {
        if (stands_at(pattern, s, at))
            return true;
    }
    return false;
}

/* Of one word in small plain letters. */
static uint32_t count_spelling(const char *s)
{
    int count = 0;
    for (size_t i = 0; s[i]; i++)
        count += is_vowel(s[i]) && (i == 0 || !is_vowel(s[i - 1]));
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (has_pattern(patterns[i].letters, s))
            count += patterns[i].add;
    }
    return count > 1 ? (uint32_t)count : 1;
}

static bool is_address(const char *word, size_t bytes)
{
    return memchr(word, '@', bytes) || memmem(word, bytes, "://", 3) ||
           (bytes > 4 && memmem(word, bytes, "www.", 4));
}

uint32_t reading_syllables(const char *word, size_t bytes)
{
    char spelling[SPELLING_MOST + 1];
    size_t length = 0, letters = 0, capitals = 0, digits = 0, used;
    uint32_t count = 0;
    for (size_t at = 0; at <= bytes; at += used) {
        used = 1;
        uint32_t cp = at < bytes ? utf8_decode(word + at, bytes - at, &used) : ' ';
        char letter = plain_letter(cp);
        digits += cp >= '0' && cp <= '9';
        capitals += cp >= 'A' && cp <= 'Z';
        letters += letter != '?';
        if (letter != '?' && length < SPELLING_MOST)
            spelling[length++] = letter;
        if (letter != '?' || cp == '\'' || cp == 0x2019 || !length)
            continue;
        spelling[length] = 0;
        count += count_spelling(spelling);
        length = 0;
    }
    if (!letters)
        return digits > 0;
    bool is_abbreviation = letters > 1 && capitals == letters;
    return is_abbreviation || is_address(word, bytes) ? 1 : count;
}

void reading_add_word(struct reading_count *count, const char *word, size_t bytes)
{
    uint32_t syllables = reading_syllables(word, bytes);
    count->words += syllables > 0;
    count->syllables += syllables;
    count->long_words += syllables >= LONG_SYLLABLES;
}

static double years_of(double grade)
{
    return fmax(grade + GRADE_TO_YEARS, YEARS_LEAST);
}

bool reading_age_flesch_kincaid(const struct reading_count *count, double *years)
{
    if (count->words < READING_WORDS_LEAST || !count->sentences)
        return false;
    *years = years_of(0.39 * count->words / count->sentences +
                      11.8 * count->syllables / count->words - 15.59);
    return true;
}

bool reading_age_smog(const struct reading_count *count, double *years)
{
    if (count->words < READING_WORDS_LEAST || count->sentences < READING_SMOG_SENTENCES_LEAST)
        return false;
    *years = years_of(3.1291 + 1.0430 * sqrt(30.0 * count->long_words / count->sentences));
    return true;
}
