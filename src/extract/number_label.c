#include "extract/number_label.h"

#include <ctype.h>

enum { MOST_ROMAN = 4000, MOST_REPEATS = 8 };

static void add_roman(struct str *out, bool is_upper, int n)
{
    static const struct {
        int value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            for (const char *c = parts[i].text; *c; c++)
                str_add_char(out, (char)(is_upper ? toupper((unsigned char)*c) : *c));
}

/* a to z, then aa, bb, ... as Word and Writer do. */
static void add_letters(struct str *out, bool is_upper, int n)
{
    int times = (n - 1) / 26 + 1;
    for (int i = 0; i < times && i < MOST_REPEATS; i++)
        str_add_char(out, (char)((is_upper ? 'A' : 'a') + (n - 1) % 26));
}

static void add_sign(struct str *out, int n)
{
    static const char *const signs[] = {"*", "\xe2\x80\xa0", "\xe2\x80\xa1", "\xc2\xa7"};
    for (int i = 0; i <= (n - 1) / 4 && i < MOST_REPEATS; i++)
        str_add(out, signs[(n - 1) % 4]);
}

void number_label_add(struct str *out, char format, int n)
{
    bool is_upper = format == 'A' || format == 'I';
    if (n > 0 && (format == 'a' || format == 'A'))
        add_letters(out, is_upper, n);
    else if (n > 0 && n < MOST_ROMAN && (format == 'i' || format == 'I'))
        add_roman(out, is_upper, n);
    else if (n > 0 && format == '*')
        add_sign(out, n);
    else
        str_addf(out, format == '0' ? "%02d" : "%d", n);
}
