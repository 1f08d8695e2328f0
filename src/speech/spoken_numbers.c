#include "speech/spoken_amount.h"

#include <string.h>

size_t spoken_dash(const char *text, size_t bytes)
{
    if (bytes && text[0] == '-')
        return 1;
    if (bytes >= 3 && memcmp(text, "\xe2\x80", 2) == 0 && (unsigned char)text[2] >= 0x90 &&
        (unsigned char)text[2] <= 0x95)
        return 3;
    return 0;
}

unsigned spoken_roman(const char *text, size_t bytes)
{
    static const struct {
        const char *letters;
        unsigned value;
    } parts[] = {{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100},
                 {"XC", 90},  {"L", 50},   {"XL", 40}, {"X", 10},   {"IX", 9},
                 {"V", 5},    {"IV", 4},   {"I", 1}};
    unsigned value = 0;
    size_t at = 0;
    bool small = bytes && spoken_is_lower(text[0]);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i].letters);
        for (int times = 0; times < (length == 1 && strchr("MCXI", parts[i].letters[0]) ? 3 : 1);
             times++) {
            if (at + length > bytes || spoken_one_of(text + at, length, parts[i].letters) != 0)
                break;
            value += parts[i].value;
            at += length;
        }
    }
    for (size_t i = 0; i < bytes; i++) {
        if (spoken_is_lower(text[i]) != small)
            return 0;
    }
    return at == bytes ? value : 0;
}

/* "5.1.3": three or more numbers with full stops between. */
static bool add_section(const char *text, size_t bytes, struct str *out)
{
    size_t dots = 0;
    for (size_t i = 0; i < bytes; i++) {
        bool between =
            i && i + 1 < bytes && spoken_is_digit(text[i - 1]) && spoken_is_digit(text[i + 1]);
        if (text[i] == '.' && between)
            dots++;
        else if (!spoken_is_digit(text[i]))
            return false;
    }
    if (dots < 2)
        return false;
    for (size_t at = 0; at < bytes;) {
        struct numeral n = {0};
        size_t length = 0;
        while (at + length < bytes && text[at + length] != '.')
            length++;
        n = numeral_read(text + at, length);
        if (at)
            number_add_word(out, "point");
        number_add_numeral(out, &n);
        at += length + 1;
    }
    return true;
}

/* "24(2)(a)" and "5A": a number, then numbers or letters, in brackets or not. */
static bool add_article(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t i = 0; i < bytes; i++) {
        bool letter = spoken_is_lower(text[i]) || spoken_is_upper(text[i]);
        if (!letter && !spoken_is_digit(text[i]) && text[i] != '(' && text[i] != ')')
            return false;
        if (letter && i + 1 < bytes && text[i + 1] != ')' && text[i + 1] != '(')
            return false;
    }
    for (size_t at = 0; at < bytes;) {
        size_t length = 0;
        while (at + length < bytes && spoken_is_digit(text[at + length]))
            length++;
        if (length) {
            struct numeral n = numeral_read(text + at, length);
            number_add_numeral(out, &n);
            at += length;
        } else {
            if (text[at] != '(' && text[at] != ')')
                spoken_add_letters(s, text + at, 1, out);
            at++;
        }
    }
    return true;
}

/* "IV-VI" */
static bool add_roman_range(const char *text, size_t bytes, struct str *out)
{
    size_t first = 0;
    while (first < bytes && (spoken_is_upper(text[first]) || spoken_is_lower(text[first])))
        first++;
    size_t dash = spoken_dash(text + first, bytes - first);
    unsigned low = spoken_roman(text, first);
    unsigned high = dash ? spoken_roman(text + first + dash, bytes - first - dash) : 0;
    if (!low || !high)
        return false;
    number_add_cardinal(out, low);
    number_add_word(out, "to");
    number_add_cardinal(out, high);
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

bool spoken_add_number(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    if (!bytes)
        return false;
    unsigned roman = spoken_roman(text, bytes);
    if (roman && (bytes > 1 || !strchr("CDLMcdlm", text[0]))) {
        number_add_cardinal(out, roman);
        return true;
    }
    if (bytes == 1 && spoken_is_upper(text[0])) {
        spoken_add_letters(s, text, 1, out);
        return true;
    }
    const char *bracket = memchr(text, '(', bytes);
    size_t first = bracket ? (size_t)(bracket - text) : 0;
    unsigned part = first && spoken_is_upper(text[0]) ? spoken_roman(text, first) : 0;
    if (part) { /* "IX(a)" */
        size_t length = out->length_bytes;
        number_add_cardinal(out, part);
        if (add_article(s, bracket, bytes - first, out))
            return true;
        out->length_bytes = length;
        return false;
    }
    if (!spoken_is_digit(text[0]))
        return add_roman_range(text, bytes, out);
    struct numeral n = numeral_read(text, bytes);
    if (n.bytes == bytes) {
        number_add_numeral(out, &n);
        return true;
    }
    size_t dash = spoken_dash(text + n.bytes, bytes - n.bytes);
    if (dash) {
        size_t length = out->length_bytes;
        number_add_numeral(out, &n);
        number_add_word(out, "to");
        if (spoken_add_number(s, text + n.bytes + dash, bytes - n.bytes - dash, out))
            return true;
        out->length_bytes = length;
        return false;
    }
    return add_section(text, bytes, out) || add_article(s, text, bytes, out) ||
           add_article_range(s, text, bytes, out);
}

/* "71%", "6.8kg", "5-10 km", "3m people". */
static bool rule_measure(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct amount a = spoken_read_amount(t->core, t->core_bytes, "");
    if (!a.bytes)
        return false;
    const char *rest = t->core + a.bytes;
    size_t rest_bytes = t->core_bytes - a.bytes;
    const struct token *next = spoken_at(s, i + 1);
    const struct unit *unit = spoken_find_measure(rest, rest_bytes),
                      *scale = spoken_find_scale(rest, rest_bytes);
    bool counts_people = scale && !t->stop && next->core_bytes > 3 &&
                         spoken_is_lower(next->core[0]) &&
                         (next->core[next->core_bytes - 1] == 's' ||
                          spoken_one_of(next->core, next->core_bytes, "people children") >= 0);
    if (scale && (!unit || counts_people)) {
        spoken_add_amount(&a, &t->said);
        number_add_word(&t->said, scale->one);
        return true;
    }
    if (unit) {
        spoken_add_amount(&a, &t->said);
        bool singular = spoken_is_one(&a) || spoken_is_before_noun(s, i, i);
        number_add_word(&t->said, singular ? unit->one : unit->many);
        return true;
    }
    unit = (next->core_bytes > 1 && !spoken_is_one_of(next, "in")) ||
                   (next->core_bytes && next->core[0] == '%')
               ? spoken_find_measure(next->core, next->core_bytes)
               : NULL;
    if (rest_bytes || !unit || t->stop)
        return false;
    spoken_add_amount(&a, &t->said);
    s->tokens[i + 1].is_done = true;
    number_add_word(&s->tokens[i + 1].said, spoken_is_one(&a) ? unit->one : unit->many);
    return true;
}

static const struct {
    const char *sign, *one;
    unsigned under;
} fractions[] = {{"\xc2\xbd", "half", 2},
                 {"\xc2\xbc", "quarter", 4},
                 {"\xc2\xbe", "three quarters", 4},
                 {"\xe2\x85\x93", "third", 3},
                 {"\xe2\x85\x94", "two thirds", 3},
                 {"\xe2\x85\x95", "fifth", 5},
                 {"\xe2\x85\x96", "two fifths", 5},
                 {"\xe2\x85\x9b", "eighth", 8},
                 {"\xe2\x85\x97", "three fifths", 5},
                 {"\xe2\x85\x98", "four fifths", 5},
                 {"\xe2\x85\x99", "sixth", 6},
                 {"\xe2\x85\x9c", "three eighths", 8}};

/* "¾", "1½" */
static bool rule_fraction_sign(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    for (size_t k = 0; k < sizeof fractions / sizeof *fractions; k++) {
        size_t length = strlen(fractions[k].sign);
        if (t->core_bytes != n.bytes + length ||
            memcmp(t->core + n.bytes, fractions[k].sign, length) != 0)
            continue;
        const struct token *before = spoken_at(s, i - 1);
        bool has_article = spoken_one_of(before->core, before->core_bytes, "a an one the") >= 0;
        if (n.bytes) {
            number_add_numeral(&t->said, &n);
            number_add_word(&t->said, "and");
        }
        bool is_single = !strchr(fractions[k].one, ' ');
        if (is_single && n.bytes)
            number_add_word(&t->said, "a");
        else if (is_single && !has_article)
            number_add_word(&t->said, fractions[k].under == 2 ? "" : "one");
        number_add_word(&t->said, fractions[k].one);
        return true;
    }
    return false;
}

/* "under 5s", "11-16s": people of that age, or things of that number. */
static bool rule_plural(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct amount a = spoken_read_amount(t->core, t->core_bytes, "");
    if (!a.bytes || a.bytes + 1 != t->core_bytes || t->core[a.bytes] != 's')
        return false;
    spoken_add_amount(&a, &t->said);
    number_make_plural(&t->said);
    return true;
}

/* "3/4", "1/2"; "24/7" is no fraction. */
static bool rule_fraction(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral up = numeral_read(t->core, t->core_bytes);
    if (!up.bytes || up.bytes >= t->core_bytes || t->core[up.bytes] != '/')
        return false;
    struct numeral low = numeral_read(t->core + up.bytes + 1, t->core_bytes - up.bytes - 1);
    if (!low.bytes || up.bytes + 1 + low.bytes != t->core_bytes)
        return false;
    if (up.whole == 1 && low.whole == 2) {
        number_add_word(&t->said, "half");
        return true;
    }
    if (up.bytes == 4 && up.whole >= 1900 && up.whole < 2100)
        number_add_year(&t->said, up.whole);
    else
        number_add_numeral(&t->said, &up);
    if (up.whole >= low.whole || low.whole < 2 || low.whole > 20) {
        if (up.whole < low.whole)
            number_add_word(&t->said, "out of");
        number_add_numeral(&t->said, &low);
        return true;
    }
    if (low.whole == 2)
        number_add_word(&t->said, "half");
    else if (low.whole == 4)
        number_add_word(&t->said, "quarter");
    else
        number_add_ordinal(&t->said, low.whole);
    if (up.whole != 1)
        str_add(&t->said, "s");
    return true;
}

/* ".75" */
static bool rule_point(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    if (t->core_bytes < 2 || t->core[0] != '.' || !spoken_is_digit(t->core[1]))
        return false;
    struct numeral n = numeral_read(t->core + 1, t->core_bytes - 1);
    const struct unit *unit =
        spoken_find_measure(t->core + 1 + n.bytes, t->core_bytes - 1 - n.bytes);
    if (n.fraction[0] || (!unit && n.bytes + 1 != t->core_bytes))
        return false;
    number_add_word(&t->said, "point");
    number_add_digits(&t->said, n.digits, strlen(n.digits), false);
    if (unit)
        number_add_word(&t->said, unit->many);
    return true;
}

static bool rule_ordinal(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    if (!n.bytes || n.fraction[0] ||
        spoken_one_of(t->core + n.bytes, t->core_bytes - n.bytes, "st nd rd th") < 0)
        return false;
    number_add_ordinal(&t->said, n.whole);
    return true;
}

/* "4th-6th": two ordinals. */
static bool rule_ordinal_range(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral low = numeral_read(t->core, t->core_bytes);
    size_t at = low.bytes + 2;
    if (!low.bytes || low.fraction[0] || at >= t->core_bytes ||
        spoken_one_of(t->core + low.bytes, 2, "st nd rd th") < 0)
        return false;
    size_t dash = spoken_dash(t->core + at, t->core_bytes - at);
    struct numeral high = numeral_read(t->core + at + dash, t->core_bytes - at - dash);
    at += dash + high.bytes;
    if (!dash || !high.bytes || spoken_one_of(t->core + at, t->core_bytes - at, "st nd rd th") < 0)
        return false;
    number_add_ordinal(&t->said, low.whole);
    number_add_word(&t->said, "to");
    number_add_ordinal(&t->said, high.whole);
    return true;
}

/* "1:1", "50:50": ratios; times were taken before. */
static bool rule_ratio(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral low = numeral_read(t->core, t->core_bytes);
    if (!low.bytes || low.bytes >= t->core_bytes || t->core[low.bytes] != ':')
        return false;
    struct numeral high = numeral_read(t->core + low.bytes + 1, t->core_bytes - low.bytes - 1);
    if (!high.bytes || low.bytes + 1 + high.bytes != t->core_bytes)
        return false;
    number_add_numeral(&t->said, &low);
    if (low.whole < 10 || low.whole != high.whole)
        number_add_word(&t->said, "to");
    number_add_numeral(&t->said, &high);
    return true;
}

/* "~50", "<5", "Â§" "5": a sign of the lexicon glued to a number. */
static bool rule_signed(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t used = 1;
    if (t->core_bytes < 2 || spoken_is_digit(t->core[0]) || spoken_is_upper(t->core[0]) ||
        spoken_is_lower(t->core[0]) || t->core[0] == '+')
        return false;
    utf8_decode(t->core, t->core_bytes, &used);
    const char *entry = lexicon_find(s->lexicon, t->core, used);
    if (!entry || used >= t->core_bytes || !spoken_is_digit(t->core[used]))
        return false;
    number_add_word(&t->said, entry);
    struct token rest = *t;
    rest.core += used;
    rest.core_bytes -= used;
    struct amount a = spoken_read_amount(rest.core, rest.core_bytes, "");
    const struct unit *unit = spoken_find_measure(rest.core + a.bytes, rest.core_bytes - a.bytes);
    if (!unit && a.bytes != rest.core_bytes) {
        spoken_add_word(s, rest.core, rest.core_bytes, &t->said);
        return true;
    }
    spoken_add_amount(&a, &t->said);
    if (unit)
        number_add_word(&t->said, spoken_is_one(&a) ? unit->one : unit->many);
    return true;
}

/* "< 5" is said; "Menu > Settings" is a pause. */
static bool rule_comparison(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->core_bytes != 1 || (t->core[0] != '<' && t->core[0] != '>'))
        return false;
    if (spoken_is_digit(spoken_first(spoken_at(s, i + 1))))
        spoken_add_word(s, t->core, 1, &t->said);
    else
        t->stop = ',';
    return true;
}

/* "-6", "+3" and a plain number; "13-18" and "5.1.3". */
static bool rule_number(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const char *text = t->core;
    size_t bytes = t->core_bytes;
    bool plus = bytes > 1 && text[0] == '+' && spoken_is_digit(text[1]);
    struct amount a = spoken_read_amount(text + plus, bytes - plus, "");
    if (a.bytes && a.bytes == bytes - plus) {
        if (plus)
            number_add_word(&t->said, "plus");
        spoken_add_amount(&a, &t->said);
        return true;
    }
    if (bytes > 1 && text[bytes - 1] == '+' && numeral_read(text, bytes - 1).bytes == bytes - 1) {
        spoken_add_number(s, text, bytes - 1, &t->said);
        number_add_word(&t->said, "plus");
        return true;
    }
    return bytes && spoken_is_digit(text[0]) && add_section(text, bytes, &t->said);
}

spoken_rule *const spoken_number_rules[] = {rule_ordinal,       rule_ordinal_range, rule_measure,
                                            rule_fraction_sign, rule_fraction,      rule_ratio,
                                            rule_signed,        rule_plural,        rule_comparison,
                                            rule_point,         rule_number,        NULL};
