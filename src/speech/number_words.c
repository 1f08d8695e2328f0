#include "speech/number_words.h"

#include <string.h>

static const char *const ones[20] = {"zero",    "one",     "two",       "three",    "four",
                                     "five",    "six",     "seven",     "eight",    "nine",
                                     "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                     "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[10] = {"",      "",      "twenty",  "thirty", "forty",
                                     "fifty", "sixty", "seventy", "eighty", "ninety"};
static const struct {
    uint64_t value;
    const char *name;
} scales[] = {{1000000000000ull, "trillion"},
              {1000000000ull, "billion"},
              {1000000ull, "million"},
              {1000ull, "thousand"}};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

struct numeral numeral_read(const char *text, size_t bytes)
{
    struct numeral n = {0};
    size_t i = 0, count = 0;
    while (i < bytes) {
        if (is_digit(text[i])) {
            if (count < sizeof n.digits - 1) {
                n.digits[count++] = text[i];
                if (count <= 18)
                    n.whole = n.whole * 10 + (uint64_t)(text[i] - '0');
            }
            i++;
        } else if (text[i] == ',' && count && i + 3 < bytes && is_digit(text[i + 1]) &&
                   is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                   (i + 4 == bytes || !is_digit(text[i + 4]))) {
            n.has_comma = true;
            i++;
        } else {
            break;
        }
    }
    n.bytes = count ? i : 0;
    if (count && i + 1 < bytes && text[i] == '.' && is_digit(text[i + 1])) {
        size_t f = 0;
        for (i++; i < bytes && is_digit(text[i]); i++) {
            if (f < sizeof n.fraction - 1)
                n.fraction[f++] = text[i];
        }
        n.bytes = i;
    }
    return n;
}

void number_add_word(struct str *out, const char *word)
{
    if (out->length_bytes && out->data[out->length_bytes - 1] != ' ')
        str_add_char(out, ' ');
    str_add(out, word);
}

static void add_below_hundred(struct str *out, uint64_t n)
{
    if (n >= 20)
        number_add_word(out, tens[n / 10]);
    if (n < 20)
        number_add_word(out, ones[n]);
    else if (n % 10)
        number_add_word(out, ones[n % 10]);
}

static void add_below_thousand(struct str *out, uint64_t n)
{
    if (n >= 100) {
        number_add_word(out, ones[n / 100]);
        number_add_word(out, "hundred");
        if (n % 100)
            number_add_word(out, "and");
    }
    if (n % 100)
        add_below_hundred(out, n % 100);
}

void number_add_cardinal(struct str *out, uint64_t n)
{
    if (n == 0) {
        number_add_word(out, ones[0]);
        return;
    }
    bool has_scale = false;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (n < scales[i].value)
            continue;
        uint64_t count = n / scales[i].value;
        if (count < 1000)
            add_below_thousand(out, count);
        else
            number_add_cardinal(out, count);
        number_add_word(out, scales[i].name);
        n %= scales[i].value;
        has_scale = true;
    }
    if (has_scale && n && n < 100)
        number_add_word(out, "and");
    add_below_thousand(out, n);
}

void number_add_ordinal(struct str *out, uint64_t n)
{
    static const struct {
        const char *cardinal, *ordinal;
    } odd[] = {{"one", "first"},    {"two", "second"}, {"three", "third"},   {"five", "fifth"},
               {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
    number_add_cardinal(out, n);
    size_t begin = out->length_bytes;
    while (begin && out->data[begin - 1] != ' ')
        begin--;
    const char *last = out->data + begin;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        if (strcmp(last, odd[i].cardinal) == 0) {
            out->length_bytes = begin;
            str_add(out, odd[i].ordinal);
            return;
        }
    }
    if (out->data[out->length_bytes - 1] == 'y') {
        out->length_bytes--;
        str_add(out, "ieth");
    } else {
        str_add(out, "th");
    }
}

void number_add_year(struct str *out, uint64_t year)
{
    uint64_t century = year / 100, rest = year % 100;
    if (year < 1010 || year > 2099 || (year >= 2000 && year <= 2009)) {
        number_add_cardinal(out, year);
        return;
    }
    add_below_hundred(out, century);
    if (rest == 0) {
        number_add_word(out, "hundred");
    } else {
        if (rest < 10)
            number_add_word(out, "oh");
        add_below_hundred(out, rest);
    }
}

void number_make_plural(struct str *out)
{
    char last = out->length_bytes ? out->data[out->length_bytes - 1] : 0;
    if (last == 'y') {
        out->length_bytes--;
        str_add(out, "ies");
    } else {
        str_add(out, last == 'x' ? "es" : "s");
    }
}

void number_add_decade(struct str *out, uint64_t year)
{
    if (year < 100)
        number_add_cardinal(out, year);
    else
        number_add_year(out, year);
    number_make_plural(out);
}

void number_add_digits(struct str *out, const char *digits, size_t bytes, bool oh)
{
    for (size_t i = 0; i < bytes; i++) {
        if (is_digit(digits[i]))
            number_add_word(out, oh && digits[i] == '0' ? "oh" : ones[digits[i] - '0']);
    }
}

void number_add_numeral(struct str *out, const struct numeral *n)
{
    size_t count = strlen(n->digits);
    if ((n->digits[0] == '0' && count > 1) || count > 15)
        number_add_digits(out, n->digits, count, true);
    else
        number_add_cardinal(out, n->whole);
    if (n->fraction[0]) {
        number_add_word(out, "point");
        number_add_digits(out, n->fraction, strlen(n->fraction), false);
    }
}
