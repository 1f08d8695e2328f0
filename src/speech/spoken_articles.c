/* spoken_articles: articles, sections and what stands in brackets behind their numbers. */
#include "speech/spoken_amount.h"

#include <string.h>

/* A letter, or "aa" or small Roman numerals within brackets: a part of an article. */
static size_t article_letters(const char *text, size_t bytes)
{
    size_t letters = 0;
    while (letters < bytes && spoken_is_ascii_letter(text[letters]))
        letters++;
    bool closes = letters < bytes && text[letters] == ')';
    bool is_double = letters == 2 && text[0] == text[1] && closes;
    bool is_roman = letters > 1 && letters < 5 && spoken_is_lower(text[0]) && closes &&
                    spoken_roman(text, letters);
    return letters == 1 || is_double || is_roman ? letters : 0;
}

/* "24(2)(a)", "5A", "20(1)(b)(ii)": a number, then numbers or letters, in brackets or not. A number after a number is parted from
 * it: "20(1)" is not twenty one. */
static bool add_article(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t i = 0; i < bytes; i++) {
        size_t letters = article_letters(text + i, bytes - i);
        if (!letters && !spoken_is_digit(text[i]) && text[i] != '(' && text[i] != ')')
            return false;
        i += letters > 1 ? letters - 1 : 0;
    }
    bool after_number = false, after_letter = false;
    for (size_t at = 0, length; at < bytes; at += length) {
        struct numeral n = numeral_read(text + at, bytes - at);
        size_t letters = article_letters(text + at, bytes - at);
        bool is_roman = letters && spoken_is_lower(text[at]) && spoken_roman(text + at, letters) &&
                        (letters > 1 || (after_letter && strchr("ivx", text[at])));
        length = n.bytes ? n.bytes : letters ? letters : 1;
        if (n.bytes) {
            if (after_number)
                str_add_char(out, ',');
            number_add_numeral(out, &n);
        } else if (is_roman) {
            number_add_cardinal(out, spoken_roman(text + at, letters));
        } else if (letters) {
            spoken_add_letters(s, text + at, letters, out);
        }
        if (n.bytes || letters) {
            after_number = n.bytes;
            after_letter = letters;
        }
    }
    return true;
}

/* "1(1)(a)-(c)", "42(3)-(5)" */
static bool add_article_range(const struct sentence *s, const char *text, size_t bytes,
                              struct str *out)
{
    size_t at = 0, length = out->length_bytes;
    while (at < bytes && !spoken_dash(text + at, bytes - at))
        at++;
    size_t dash = spoken_dash(text + at, bytes - at);
    if (!dash || at + dash >= bytes || !memchr(text, '(', bytes))
        return false;
    if (add_article(s, text, at, out)) {
        number_add_word(out, "to");
        if (add_article(s, text + at + dash, bytes - at - dash, out))
            return true;
    }
    out->length_bytes = length;
    if (out->data)
        out->data[length] = 0;
    return false;
}

bool spoken_add_article(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    return add_article(s, text, bytes, out) || add_article_range(s, text, bytes, out);
}

/* "36(8)" without a word before it, "(2)(a)-(e)", "(b)(ii)". */
bool spoken_rule_article(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    bool is_bracketed = t->text[0] == '(' && t->core == t->text + 1 && t->core_bytes > 3 &&
                        memmem(t->core, t->core_bytes, ")(", 2);
    const char *text = t->core - is_bracketed;
    size_t bytes = t->core_bytes + is_bracketed;
    if (!is_bracketed && (!spoken_is_digit(spoken_first(t)) || !memchr(text, '(', bytes)))
        return false;
    if (!spoken_add_article(s, text, bytes, &t->said))
        return false;
    t->opens = t->opens && !is_bracketed;
    t->stop = is_bracketed && i == 0 ? ',' : t->stop;
    return true;
}
