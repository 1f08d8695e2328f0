#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

enum { PHONE_DIGITS_LEAST = 10, PHONE_DIGITS_MOST = 14, SHORT_PHONE_DIGITS = 6 };

static size_t digits_of(const struct token *t)
{
    size_t digits = 0;
    for (size_t k = 0; k < t->core_bytes; k++) {
        if (spoken_is_digit(t->core[k]))
            digits++;
        else if (!(k == 0 && t->core[k] == '+') && !strchr("-()", t->core[k]))
            return 0;
    }
    return digits;
}

/* "18001" before a number: Relay UK, for text telephones. */
static bool is_relay_prefix(const struct sentence *s, size_t i)
{
    return spoken_is_one_of(&s->tokens[i], "18001 18002") && !s->tokens[i].stop &&
           spoken_first(spoken_at(s, i + 1)) == '0';
}

static bool goes_on(const struct sentence *s, size_t first, size_t k)
{
    const struct token *before = spoken_at(s, k - 1);
    return k < s->count && digits_of(&s->tokens[k]) &&
           (k == first || before->stop == 0 || before->text[before->bytes - 1] == ')');
}

/* The digits one by one, a breath between groups. */
static void say_groups(struct sentence *s, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++) {
        struct token *group = &s->tokens[k];
        if (group->core[0] == '+')
            number_add_word(&group->said, "plus");
        size_t groups = 0;
        for (size_t at = 0; at < group->core_bytes;) {
            size_t length = 0;
            while (at + length < group->core_bytes && spoken_is_digit(group->core[at + length]))
                length++;
            if (length && groups++)
                str_add_char(&group->said, ',');
            number_add_digits(&group->said, group->core + at, length, true);
            at += length + 1;
        }
        group->is_done = true;
        group->opens = false;
        if (k + 1 < end)
            group->stop = ',';
    }
}

/* "0161 496 0682", "+44 20 7946 0000", "(020) 7946 0000": ten to thirteen digits, the first 0 or +; "116 123" after 'call'. */
static bool rule_telephone(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    static const char calls[] = "dial text call ring phone telephone on tel fax contact relay";
    size_t total = 0, end = i;
    bool is_relay = is_relay_prefix(s, i);
    bool is_called =
        i && spoken_is_one_of(&s->tokens[i - 1], calls) && spoken_is_digit(spoken_first(t));
    if (!is_relay && !is_called && spoken_first(t) != '0' &&
        !(spoken_first(t) == '+' && t->core_bytes > 1))
        return false;
    for (; total <= PHONE_DIGITS_MOST + 5u && goes_on(s, i, end); end++)
        total += digits_of(&s->tokens[end]);
    bool has_groups = end > i + 1;
    bool is_short = has_groups && total >= SHORT_PHONE_DIGITS && total < PHONE_DIGITS_LEAST &&
                    digits_of(t) >= 3 && t->core_bytes <= 5;
    if ((total < PHONE_DIGITS_LEAST && !is_short) ||
        total > PHONE_DIGITS_MOST + (is_relay ? 5u : 0u))
        return false;
    say_groups(s, i, end);
    return true;
}

/* "Dial 999", "Text 66777": short numbers are said digit by digit. */
static bool rule_dial(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    size_t digits = digits_of(t);
    bool texts = spoken_is_one_of(before, "to on") && i > 1 &&
                 (spoken_is_one_of(spoken_at(s, i - 2), "text") ||
                  spoken_is_one_of(spoken_at(s, i - 3), "text"));
    const struct token *other = spoken_at(s, i - 2);
    bool is_second = spoken_is_one_of(before, "or and") && i > 2 && digits_of(other) >= 3 &&
                     digits_of(other) == other->core_bytes &&
                     spoken_is_one_of(spoken_at(s, i - 3), "dial text call ring phone telephone");
    if (!i || digits < 3 || digits > 6 || digits != t->core_bytes || before->stop)
        return false;
    if (!texts && !is_second &&
        !spoken_is_one_of(before, "dial text call ring phone telephone extension ext pin code"))
        return false;
    number_add_digits(&t->said, t->core, t->core_bytes, true);
    return true;
}

/* A number digit by digit: hyphens are breaths; in a DOI its signs are said. */
static void add_isbn(const struct sentence *s, struct token *t)
{
    for (size_t k = 0, used; k < t->core_bytes; k += used) {
        char c = t->core[k];
        utf8_decode(t->core + k, t->core_bytes - k, &used);
        if (spoken_is_digit(c))
            number_add_digits(&t->said, t->core + k, 1, false);
        else if (spoken_dash(t->core + k, t->core_bytes - k))
            str_add_char(&t->said, ',');
        else if (c == '.' || c == '/')
            number_add_word(&t->said, c == '.' ? "dot" : "slash");
        else if (spoken_is_upper(c) || spoken_is_lower(c))
            spoken_add_letters(s, t->core + k, 1, &t->said);
    }
}

/* The number after ISBN, ISSN or DOI. */
static bool rule_isbn(struct sentence *s, size_t i)
{
    static const char kinds[] = "ISBN ISSN ISBN-13 ISBN-10 DOI UPRN ISBN: DOI:";
    struct token *t = &s->tokens[i];
    const char *colon = memchr(t->core, ':', t->core_bytes);
    size_t kind = colon ? (size_t)(colon - t->core) : 0;
    if (kind && kind + 1 < t->core_bytes && spoken_is_digit(colon[1]) &&
        spoken_one_of(t->core, kind, kinds) >= 0) { /* "doi:10.1000/182" */
        struct token rest = {.core = colon + 1, .core_bytes = t->core_bytes - kind - 1};
        spoken_add_letters(s, t->core, kind, &t->said);
        add_isbn(s, &rest);
        number_add_word(&t->said, str_text(&rest.said));
        str_free(&rest.said);
        return true;
    }
    const struct token *before = spoken_at(s, i - 1);
    if (!i || !spoken_is_digit(spoken_first(t)) || !spoken_is_one_of(before, kinds))
        return false;
    add_isbn(s, t);
    for (size_t k = i + 1;
         k < s->count && spoken_is_digit(spoken_first(&s->tokens[k])) && !s->tokens[k - 1].stop;
         k++) {
        s->tokens[k - 1].stop = ',';
        add_isbn(s, &s->tokens[k]);
        s->tokens[k].is_done = true;
    }
    return true;
}

/* "SW1A", "LS1", "E14": the first half of a postcode. */
static bool is_outward(const struct token *t)
{
    size_t letters = 0;
    while (letters < t->core_bytes && spoken_is_upper(t->core[letters]))
        letters++;
    size_t rest = t->core_bytes - letters;
    return letters >= 1 && letters <= 2 && rest >= 1 && rest <= 2 && !t->stop &&
           spoken_is_digit(t->core[letters]) &&
           (rest == 1 || spoken_is_digit(t->core[letters + 1]) ||
            spoken_is_upper(t->core[letters + 1]));
}

static bool is_inward(const struct token *t)
{
    return t->core_bytes == 3 && spoken_is_digit(t->core[0]) && spoken_is_upper(t->core[1]) &&
           spoken_is_upper(t->core[2]);
}

static void add_letters_and_numbers(const struct sentence *s, struct token *t)
{
    for (size_t at = 0, length; at < t->core_bytes; at += length) {
        struct numeral n = numeral_read(t->core + at, t->core_bytes - at);
        length = n.bytes ? n.bytes : 1;
        if (n.bytes)
            number_add_numeral(&t->said, &n);
        else
            spoken_add_letters(s, t->core + at, 1, &t->said);
    }
    t->is_done = true;
}

/* "SW1A 1AA" */
static bool rule_postcode(struct sentence *s, size_t i)
{
    if (!is_outward(&s->tokens[i]) || !is_inward(spoken_at(s, i + 1)))
        return false;
    add_letters_and_numbers(s, &s->tokens[i]);
    s->tokens[i].stop = ',';
    add_letters_and_numbers(s, &s->tokens[i + 1]);
    return true;
}

/* "charity no. 1124424", "URN: 123456": a long number that counts nothing, digit by digit. Quantities have commas, or end in zeros. */
static bool rule_identifier(struct sentence *s, size_t i)
{
    static const char names[] =
        "no nos number numbers URN UPN UKPRN UID ID ref reference code VAT account";
    struct token *t = &s->tokens[i];
    size_t letters = 0;
    while (letters < t->core_bytes && letters < 2 && spoken_is_upper(t->core[letters]))
        letters++;
    struct token rest = {.core = t->core + letters, .core_bytes = t->core_bytes - letters};
    size_t digits = digits_of(&rest);
    bool is_named = spoken_is_one_of(spoken_at(s, i - 1), names);
    bool is_round = digits > 3 && memcmp(t->core + t->core_bytes - 3, "000", 3) == 0;
    if (digits != rest.core_bytes || digits < (is_named ? 5 : 7) || (is_round && !is_named))
        return false;
    spoken_add_letters(s, t->core, letters, &t->said);
    number_add_digits(&t->said, rest.core, digits, true);
    return true;
}

spoken_rule *const spoken_code_rules[] = {rule_isbn,     rule_telephone,  rule_dial,
                                          rule_postcode, rule_identifier, NULL};
