#include "speech/spoken_amount.h"

#include <string.h>

struct currency {
    const char *sign, *one, *many, *small;
};

/* "-a-week" behind a sum: the hyphens are heard as spaces. */
static void add_hyphened(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t at = 0; at < bytes;) {
        size_t length = 0;
        while (at + length < bytes && text[at + length] != '-')
            length++;
        if (length)
            spoken_add_word(s, text + at, length, out);
        at += length + 1;
    }
}

/* "four pounds fifty", "fifty pence", "four pounds and five pence" */
static void add_pounds_and_pence(const struct numeral *n, const struct currency *currency,
                                 struct str *out)
{
    struct numeral pounds = *n, pence = numeral_read(n->fraction, strlen(n->fraction));
    pounds.fraction[0] = 0;
    if (n->whole || !pence.whole) {
        number_add_numeral(out, &pounds);
        number_add_word(out, n->whole == 1 ? currency->one : currency->many);
    }
    if (!pence.whole)
        return;
    if (n->whole && pence.whole < 10)
        number_add_word(out, "and");
    number_add_cardinal(out, pence.whole);
    if (!n->whole || pence.whole < 10)
        number_add_word(out, currency->small);
}

/* "-£4bn" behind "£3bn": the range's other end, when it has the same scale; returns its bytes. */
static size_t read_scaled_high(const char *text, size_t bytes, const char *sign,
                               const struct unit *scale, struct amount *a)
{
    size_t at = spoken_dash(text, bytes), sign_bytes = strlen(sign);
    if (!at || a->is_range)
        return 0;
    if (at + sign_bytes < bytes && memcmp(text + at, sign, sign_bytes) == 0)
        at += sign_bytes;
    struct numeral high = numeral_read(text + at, bytes - at);
    at += high.bytes;
    if (!high.bytes || spoken_find_scale(text + at, bytes - at) != scale)
        return 0;
    a->high = high;
    a->is_range = true;
    return bytes;
}

static bool add_money(struct sentence *s, size_t i, const struct currency *currency)
{
    struct token *t = &s->tokens[i];
    struct amount a = spoken_read_amount(t->core, t->core_bytes, currency->sign);
    if (!a.bytes)
        return false;
    const char *rest = t->core + a.bytes;
    size_t rest_bytes = t->core_bytes - a.bytes, last = i;
    size_t letters = 0;
    while (letters < rest_bytes &&
           (spoken_is_lower(rest[letters]) || spoken_is_upper(rest[letters])))
        letters++;
    const struct unit *scale = spoken_find_scale(rest, letters);
    if (scale) {
        rest += letters;
        rest_bytes -= letters;
    }
    bool has_scale = scale != NULL;
    size_t more = has_scale ? read_scaled_high(rest, rest_bytes, currency->sign, scale, &a) : 0;
    rest += more;
    rest_bytes -= more;
    const struct token *next = spoken_at(s, i + 1);
    if (!has_scale && !rest_bytes && !t->stop)
        scale = spoken_find_scale(next->core, next->core_bytes);
    bool scale_is_next = scale && !has_scale;
    bool is_hyphened = rest_bytes > 1 && rest[0] == '-';
    if (rest_bytes && !is_hyphened)
        return false;
    bool has_pence = !scale && (strlen(a.low.fraction) == 2 || strlen(a.high.fraction) == 2);
    if (has_pence) {
        add_pounds_and_pence(&a.low, currency, &t->said);
        if (a.is_range) {
            number_add_word(&t->said, "to");
            add_pounds_and_pence(&a.high, currency, &t->said);
        }
        if (is_hyphened)
            add_hyphened(s, rest, rest_bytes, &t->said);
        return true;
    }
    spoken_add_amount(&a, &t->said);
    struct str *out = &t->said;
    if (scale_is_next) {
        last = i + 1;
        s->tokens[last].is_done = true;
        out = &s->tokens[last].said;
    }
    if (scale)
        number_add_word(out, scale->one);
    bool singular =
        is_hyphened || (!scale && spoken_is_one(&a)) || spoken_is_before_noun(s, i, last);
    number_add_word(out, singular ? currency->one : currency->many);
    if (is_hyphened)
        add_hyphened(s, rest, rest_bytes, out);
    return true;
}

static bool rule_money(struct sentence *s, size_t i)
{
    static const struct currency currencies[] = {
        {"\xc2\xa3", "pound", "pounds", "pence"},
        {"$", "dollar", "dollars", "cents"},
        {"\xe2\x82\xac", "euro", "euros", "cents"},
    };
    for (size_t k = 0; k < sizeof currencies / sizeof *currencies; k++) {
        if (add_money(s, i, &currencies[k]))
            return true;
    }
    return false;
}

spoken_rule *const spoken_money_rules[] = {rule_money, NULL};
