#include "speech/spoken_amount.h"

#include <string.h>

struct currency {
    const char *sign, *code, *one, *many, *small;
};

static const struct currency currencies[] = {
    {"\xc2\xa3", "GBP", "pound", "pounds", "pence"},
    {"$", "USD", "dollar", "dollars", "cents"},
    {"\xe2\x82\xac", "EUR", "euro", "euros", "cents"},
    {"\xe2\x82\xb9", "INR", "rupee", "rupees", "paise"},
    {"\xc2\xa5", "JPY", "yen", "yen", "sen"},
    {"US$", "USD", "U S dollar", "U S dollars", "cents"},
};
static const size_t currency_count = sizeof currencies / sizeof *currencies;

/* One sum or a range of sums, as it is written. */
struct sum {
    const struct currency *currency;
    struct amount amount;
    const struct unit *scale; /* NULL: none */
    bool has_high;            /* another sum with a scale of its own: "£900k-£1.2m" */
    struct numeral high;
    const struct unit *high_scale;
    const char *rest; /* behind it */
    size_t rest_bytes;
};

static const struct unit *read_scale(const char **rest, size_t *bytes)
{
    size_t letters = 0;
    while (letters < *bytes &&
           (spoken_is_lower((*rest)[letters]) || spoken_is_upper((*rest)[letters])))
        letters++;
    const struct unit *scale = spoken_find_scale(*rest, letters);
    if (scale) {
        *rest += letters;
        *bytes -= letters;
    }
    return scale;
}

/* "-£4bn" behind "£3bn": the range's other end. */
static void read_scaled_high(struct sum *sum)
{
    size_t at = spoken_dash(sum->rest, sum->rest_bytes), sign = strlen(sum->currency->sign);
    if (!at || sum->amount.is_range)
        return;
    if (at + sign < sum->rest_bytes && memcmp(sum->rest + at, sum->currency->sign, sign) == 0)
        at += sign;
    struct numeral high = numeral_read(sum->rest + at, sum->rest_bytes - at);
    const char *rest = sum->rest + at + high.bytes;
    size_t rest_bytes = sum->rest_bytes - at - high.bytes;
    const struct unit *scale = high.bytes ? read_scale(&rest, &rest_bytes) : NULL;
    if (!scale)
        return;
    if (strcmp(scale->one, sum->scale->one) == 0) {
        sum->amount.high = high;
        sum->amount.is_range = true;
    } else {
        sum->has_high = true;
        sum->high = high;
        sum->high_scale = scale;
    }
    sum->rest = rest;
    sum->rest_bytes = rest_bytes;
}

static bool read_sum(const struct token *t, const struct currency *currency, const char *sign,
                     struct sum *sum)
{
    *sum = (struct sum){.currency = currency};
    sum->amount = spoken_read_amount(t->core, t->core_bytes, sign);
    if (!sum->amount.bytes)
        return false;
    sum->rest = t->core + sum->amount.bytes;
    sum->rest_bytes = t->core_bytes - sum->amount.bytes;
    sum->scale = read_scale(&sum->rest, &sum->rest_bytes);
    if (sum->scale)
        read_scaled_high(sum);
    return true;
}

/* What may be glued behind a sum: "-a-week", "/week", "+", "pa". */
static bool is_tail(const char *text, size_t bytes)
{
    return !bytes || ((text[0] == '-' || text[0] == '/') && bytes > 1) ||
           (bytes == 1 && text[0] == '+') ||
           spoken_one_of(text, bytes, "pa pw ph pcm pppn pp") >= 0;
}

static void add_tail(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    if (!bytes)
        return;
    if (text[0] == '+') {
        number_add_word(out, "plus");
    } else if (text[0] == '-') { /* the hyphens are heard as spaces */
        spoken_add_words(s, text, bytes, '-', out);
    } else if (text[0] == '/') {
        static const struct {
            const char *sign, *word;
        } times[] = {
            {"hr", "hour"}, {"h", "hour"}, {"wk", "week"}, {"yr", "year"}, {"mth", "month"}};
        if (!spoken_is_lower(text[1]) && !spoken_is_upper(text[1])) { /* "£5/£3" */
            struct token other = {.core = text + 1, .core_bytes = bytes - 1};
            struct sum sum;
            for (size_t k = 0; k < currency_count; k++) {
                if (read_sum(&other, &currencies[k], currencies[k].sign, &sum)) {
                    number_add_word(out, "or");
                    spoken_add_amount(&sum.amount, out);
                    number_add_word(out, sum.scale ? sum.scale->one : "");
                    number_add_word(out, currencies[k].many);
                    return;
                }
            }
        }
        number_add_word(out, "per");
        for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
            if (spoken_same(text + 1, bytes - 1, times[i].sign)) {
                number_add_word(out, times[i].word);
                return;
            }
        }
        spoken_add_word(s, text + 1, bytes - 1, out);
    } else {
        int place = spoken_one_of(text, bytes, "pa pw ph pcm pppn pp");
        static const char *const words[] = {
            "a year",    "a week", "an hour", "per calendar month", "per person per night",
            "per person"};
        number_add_word(out, words[place]);
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

static void add_small_sum(const struct sentence *s, const struct sum *sum, struct str *out)
{
    if (sum->amount.is_negative)
        number_add_word(out, "minus");
    add_pounds_and_pence(&sum->amount.low, sum->currency, out);
    if (sum->amount.is_range) {
        number_add_word(out, "to");
        add_pounds_and_pence(&sum->amount.high, sum->currency, out);
    }
    add_tail(s, sum->rest, sum->rest_bytes, out);
}

/* "million" or "million-a-year" behind "£5": the bytes of the scale; 0 when it is none. */
static size_t next_scale(const struct token *t, const struct unit **scale)
{
    size_t letters = 0;
    while (letters < t->core_bytes && spoken_is_lower(t->core[letters]))
        letters++;
    bool is_whole = is_tail(t->core + letters, t->core_bytes - letters);
    *scale = is_whole ? spoken_find_scale(t->core, letters) : NULL;
    return *scale ? letters : 0;
}

/* Says the sum of token i, which is written in token `last` too when its scale stands there. */
static bool say_sum(struct sentence *s, size_t i, struct sum *sum)
{
    struct token *t = &s->tokens[i];
    if (sum->rest_bytes > 2 && sum->rest[0] == '-' && !sum->scale) { /* "£5-million" */
        const char *rest = sum->rest + 1;
        size_t bytes = sum->rest_bytes - 1;
        sum->scale = read_scale(&rest, &bytes);
        if (sum->scale && (!bytes || rest[0] == '-')) {
            sum->rest = rest;
            sum->rest_bytes = bytes;
        } else {
            sum->scale = NULL;
        }
    }
    if (!is_tail(sum->rest, sum->rest_bytes))
        return false;
    bool has_pence = !sum->scale && (strlen(sum->amount.low.fraction) == 2 ||
                                     strlen(sum->amount.high.fraction) == 2);
    const struct unit *scale_next = NULL;
    size_t next_bytes = !sum->scale && !sum->rest_bytes && !t->stop
                            ? next_scale(spoken_at(s, i + 1), &scale_next)
                            : 0;
    if (has_pence && !next_bytes) {
        add_small_sum(s, sum, &t->said);
        return true;
    }
    struct str *out = &t->said;
    size_t last = i;
    spoken_add_amount(&sum->amount, out);
    if (next_bytes) {
        struct token *next = &s->tokens[last = i + 1];
        next->is_done = true;
        out = &next->said;
        sum->scale = scale_next;
        sum->rest = next->core + next_bytes;
        sum->rest_bytes = next->core_bytes - next_bytes;
    }
    if (sum->scale)
        number_add_word(out, sum->scale->one);
    if (sum->has_high) {
        number_add_word(out, "to");
        number_add_numeral(out, &sum->high);
        number_add_word(out, sum->high_scale->one);
    }
    bool is_hyphened = sum->rest_bytes > 1 && sum->rest[0] == '-';
    bool singular = is_hyphened || (!sum->scale && spoken_is_one(&sum->amount)) ||
                    (!sum->rest_bytes && spoken_is_before_noun(s, i, last));
    number_add_word(out, singular ? sum->currency->one : sum->currency->many);
    add_tail(s, sum->rest, sum->rest_bytes, out);
    return true;
}

/* "£35", "-£4.50", "€5-10", "£2.5 million", "£30k-a-year" */
static bool rule_money(struct sentence *s, size_t i)
{
    struct sum sum;
    for (size_t k = 0; k < currency_count; k++) {
        if (read_sum(&s->tokens[i], &currencies[k], currencies[k].sign, &sum))
            return say_sum(s, i, &sum);
    }
    return false;
}

/* "GBP 500", "500 EUR": the code is silent or says the currency. */
static bool rule_currency_code(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    for (size_t k = 0; k < currency_count; k++) {
        struct sum sum;
        if (!spoken_same(t->core, t->core_bytes, currencies[k].code) ||
            !spoken_is_upper(t->core[0]))
            continue;
        if (!t->stop && spoken_is_digit(spoken_first(next)) &&
            read_sum(next, &currencies[k], "", &sum) && say_sum(s, i + 1, &sum)) {
            s->tokens[i + 1].is_done = true;
            return true;
        }
        if (spoken_is_digit(spoken_first(before)) && !before->stop) {
            number_add_word(&t->said, currencies[k].many);
            return true;
        }
        return false;
    }
    return false;
}

spoken_rule *const spoken_money_rules[] = {rule_money, rule_currency_code, NULL};
