#include "speech/number_words_welsh.h"

#include <string.h>

enum { DIGITS_MOST = 15 }; /* a longer number is read digit by digit */

static const char *const ones[11] = {"dim",    "un",    "dau",  "tri", "pedwar", "pump",
                                     "chwech", "saith", "wyth", "naw", "deg"};
static const char *const feminine[5] = {"dim", "un", "dwy", "tair", "pedair"};
static const char *const tens[10] = {"",        "un deg",   "dau ddeg",  "tri deg",  "pedwar deg",
                                     "pum deg", "chwe deg", "saith deg", "wyth deg", "naw deg"};
static const char *const hundreds[10] = {
    "",         "cant",       "dau gant",   "tri chant", "pedwar cant",
    "pum cant", "chwe chant", "saith cant", "wyth cant", "naw cant"};

void welsh_add_softened(struct str *out, const char *word)
{
    static const struct {
        const char *hard, *soft;
    } pairs[] = {{"ch", "ch"}, {"ll", "l"}, {"rh", "r"}, {"p", "b"}, {"t", "d"},
                 {"c", "g"},   {"b", "f"},  {"d", "dd"}, {"m", "f"}, {"g", ""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t length = strlen(pairs[i].hard);
        if (strncmp(word, pairs[i].hard, length) == 0) {
            number_add_word(out, pairs[i].soft);
            str_add(out, word + length);
            return;
        }
    }
    number_add_word(out, word);
}

/* 'a thri', 'a phump', 'ac wyth': the small number behind a hundred or a thousand. */
static void add_joined(struct str *out, const char *word)
{
    bool is_vowel = strchr("aeiouw", word[0]) != NULL;
    bool is_ch = strncmp(word, "ch", 2) == 0;
    number_add_word(out, is_vowel ? "ac" : "a");
    if (strchr("ptc", word[0]) && !is_ch) {
        str_add_char(out, ' ');
        str_add_char(out, word[0]);
        str_add_char(out, 'h');
        str_add(out, word + 1);
    } else {
        number_add_word(out, word);
    }
}

static const char *one(uint64_t n, bool is_feminine)
{
    return is_feminine && n < 5 ? feminine[n] : ones[n];
}

static void add_below_thousand(struct str *out, uint64_t n, bool is_feminine, bool is_behind)
{
    if (n >= 100) {
        number_add_word(out, hundreds[n / 100]);
        n %= 100;
        is_behind = true;
    }
    if (!n)
        return;
    if (n <= 10) {
        if (is_behind)
            add_joined(out, one(n, is_feminine));
        else
            number_add_word(out, one(n, is_feminine));
        return;
    }
    number_add_word(out, tens[n / 10]);
    if (n % 10)
        number_add_word(out, one(n % 10, is_feminine));
}

void welsh_shorten(struct str *out)
{
    static const char *const full[] = {"pump", "chwech", "cant"};
    static const size_t kept[] = {3, 4, 3};
    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(full[i]), n = out->length_bytes;
        if (n >= length && strcmp(out->data + n - length, full[i]) == 0) {
            out->length_bytes = n - length + kept[i];
            out->data[out->length_bytes] = 0;
            return;
        }
    }
}

/* 'dwy fil', 'tair mil', 'pum mil', 'dau biliwn': the count before a scale, which it may soften. */
static void add_scaled(struct str *out, uint64_t count, const char *name, bool is_feminine)
{
    if (count > 1 || !is_feminine)
        add_below_thousand(out, count, is_feminine, false);
    if (count > 1)
        welsh_shorten(out);
    if (is_feminine && count % 10 == 2)
        welsh_add_softened(out, name);
    else
        number_add_word(out, name);
}

void welsh_add_cardinal(struct str *out, uint64_t n, bool is_feminine)
{
    static const struct {
        uint64_t value;
        const char *name;
        bool is_feminine;
    } scales[] = {{1000000000000ull, "triliwn", false},
                  {1000000000ull, "biliwn", false},
                  {1000000ull, "miliwn", true},
                  {1000ull, "mil", true}};
    if (!n) {
        number_add_word(out, ones[0]);
        return;
    }
    bool is_behind = false;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (n < scales[i].value)
            continue;
        add_scaled(out, n / scales[i].value % 1000, scales[i].name, scales[i].is_feminine);
        n %= scales[i].value;
        is_behind = true;
    }
    add_below_thousand(out, n, is_feminine, is_behind);
}

void welsh_add_ordinal(struct str *out, uint64_t n)
{
    static const char *const ordinals[31] = {"cyntaf",
                                             "ail",
                                             "trydydd",
                                             "pedwerydd",
                                             "pumed",
                                             "chweched",
                                             "seithfed",
                                             "wythfed",
                                             "nawfed",
                                             "degfed",
                                             "unfed ar ddeg",
                                             "deuddegfed",
                                             "trydydd ar ddeg",
                                             "pedwerydd ar ddeg",
                                             "pymthegfed",
                                             "unfed ar bymtheg",
                                             "ail ar bymtheg",
                                             "deunawfed",
                                             "pedwerydd ar bymtheg",
                                             "ugeinfed",
                                             "unfed ar hugain",
                                             "ail ar hugain",
                                             "trydydd ar hugain",
                                             "pedwerydd ar hugain",
                                             "pumed ar hugain",
                                             "chweched ar hugain",
                                             "seithfed ar hugain",
                                             "wythfed ar hugain",
                                             "nawfed ar hugain",
                                             "degfed ar hugain",
                                             "unfed ar ddeg ar hugain"};
    if (n >= 1 && n <= 31)
        number_add_word(out, ordinals[n - 1]);
    else
        welsh_add_cardinal(out, n, false);
}

void welsh_add_year(struct str *out, uint64_t year)
{
    if (year < 1100 || year >= 2000 || year % 100 == 0) {
        welsh_add_cardinal(out, year, false);
        return;
    }
    number_add_word(out, "mil");
    number_add_word(out, ones[year / 100 % 10]);
    if (year % 10 == 0) {
        number_add_word(out, tens[year / 10 % 10]);
        return;
    }
    number_add_word(out, ones[year / 10 % 10]);
    number_add_word(out, ones[year % 10]);
}

void welsh_add_digits(struct str *out, const char *digits, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (digits[i] >= '0' && digits[i] <= '9')
            number_add_word(out, ones[digits[i] - '0']);
    }
}

void welsh_add_numeral(struct str *out, const struct numeral *n)
{
    size_t count = strlen(n->digits);
    if ((n->digits[0] == '0' && count > 1) || count > DIGITS_MOST)
        welsh_add_digits(out, n->digits, count);
    else
        welsh_add_cardinal(out, n->whole, false);
    if (n->fraction[0]) {
        number_add_word(out, "pwynt");
        welsh_add_digits(out, n->fraction, strlen(n->fraction));
    }
}
