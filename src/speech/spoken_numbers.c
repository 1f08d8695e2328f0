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
        if (spoken_add_article(s, bracket, bytes - first, out))
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
    return add_section(text, bytes, out) || spoken_add_article(s, text, bytes, out);
}

/* "15.5% (1.3m) of pupils", "over 1.7m in 2024": millions, where people are counted and nothing is measured. */
static bool is_count(const struct sentence *s, size_t i)
{
    const struct token *t = &s->tokens[i];
    bool has_people = false;
    for (size_t k = i > SPOKEN_AROUND ? i - SPOKEN_AROUND : 0;
         k < s->count && k < i + SPOKEN_AROUND && !has_people; k++)
        has_people = spoken_is_one_of(&s->tokens[k], "pupils people children families learners "
                                                     "students adults parents carers voters");
    return has_people &&
           (t->text[0] == '(' || spoken_is_one_of(spoken_at(s, i + 1), "of more fewer in")) &&
           !spoken_is_one_of(spoken_at(s, i - 1), "by x");
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
    const struct token *before = spoken_at(s, i - 1);
    struct numeral hours = numeral_read(before->core, before->core_bytes);
    if (unit && spoken_same(rest, rest_bytes, "m") && !before->stop &&
        spoken_one_of(before->core + hours.bytes, before->core_bytes - hours.bytes,
                      "h hr hrs hour hours") >= 0)
        unit = spoken_find_measure("min", 3); /* "1h 30m" */
    bool is_house =
        scale && rest[0] == 'b' && rest_bytes == 1 && !a.low.fraction[0]; /* "25b Hill Rd" */
    if (is_house)
        scale = NULL;
    bool counts_people = scale && !t->stop && next->core_bytes > 3 &&
                         spoken_is_lower(next->core[0]) &&
                         (next->core[next->core_bytes - 1] == 's' ||
                          spoken_one_of(next->core, next->core_bytes, "people children") >= 0);
    counts_people = counts_people || (scale && unit && a.low.fraction[0] && is_count(s, i));
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
    bool singular = spoken_is_one(&a) || spoken_is_before_noun(s, i, i + 1);
    number_add_word(&s->tokens[i + 1].said, singular ? unit->one : unit->many);
    return true;
}

/* "20%-30%", "5kg-10kg", "500m-2km": a unit on both sides of the dash. */
static bool rule_measured_range(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t at = 1, dash = 0;
    while (at < t->core_bytes && !(dash = spoken_dash(t->core + at, t->core_bytes - at)))
        at++;
    if (!dash || at + dash >= t->core_bytes)
        return false;
    const char *right = t->core + at + dash;
    size_t right_bytes = t->core_bytes - at - dash;
    struct amount low = spoken_read_amount(t->core, at, ""),
                  high = spoken_read_amount(right, right_bytes, "");
    const struct unit *unit = spoken_find_measure(t->core + low.bytes, at - low.bytes),
                      *last = spoken_find_measure(right + high.bytes, right_bytes - high.bytes);
    if (!low.bytes || !high.bytes || !unit || !last)
        return false;
    spoken_add_amount(&low, &t->said);
    if (unit != last)
        number_add_word(&t->said, spoken_is_one(&low) ? unit->one : unit->many);
    number_add_word(&t->said, "to");
    spoken_add_amount(&high, &t->said);
    number_add_word(&t->said, spoken_is_before_noun(s, i, i) ? last->one : last->many);
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

/* "1 1/2", "1 ½": a whole number stands before. */
static bool follows_number(const struct sentence *s, size_t i)
{
    const struct token *before = spoken_at(s, i - 1);
    struct numeral n = numeral_read(before->core, before->core_bytes);
    return n.bytes && n.bytes == before->core_bytes && n.whole < 100 && !n.fraction[0] &&
           !before->stop && !s->tokens[i].opens;
}

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
        if (n.bytes)
            number_add_numeral(&t->said, &n);
        bool is_mixed = n.bytes || follows_number(s, i);
        if (is_mixed)
            number_add_word(&t->said, "and");
        bool is_single = !strchr(fractions[k].one, ' ');
        if (is_single && is_mixed)
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
    static const char grouped[] =
        "year years yr yrs level levels band bands class grade stage stages "
        "term terms tier element phase step";
    bool is_group = spoken_is_one_of(spoken_at(s, i - 1), grouped); /* "Year 9/10" */
    if (up.whole < low.whole && low.whole <= 10 && follows_number(s, i))
        number_add_word(&t->said, up.whole == 1 && low.whole == 2 ? "and a" : "and");
    if (up.whole == 1 && low.whole == 2 && !is_group) {
        number_add_word(&t->said, "half");
        return true;
    }
    bool is_year = up.bytes == 4 && up.whole >= 1900 && up.whole < 2100;
    if (is_year)
        number_add_year(&t->said, up.whole);
    else
        number_add_numeral(&t->said, &up);
    if (is_group) {
        number_add_word(&t->said, lexicon_phrase(s->lexicon, "@slash", "or"));
        number_add_numeral(&t->said, &low);
        return true;
    }
    bool is_score =
        low.whole == 10 && !spoken_is_one_of(spoken_at(s, i + 1), "of"); /* "9/10 families" */
    if (up.whole >= low.whole || low.whole < 2 || low.whole > 20 || is_score) {
        if (is_year) /* "SI 2014/3110" */
            number_add_word(&t->said, "slash");
        else if (up.whole < low.whole)
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
    if (t->core_bytes > 2 * used && memcmp(t->core, t->core + used, used) == 0)
        used *= 2; /* two section signs */
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

/* "[23]-[25]": paragraphs of a judgment. */
static bool rule_bracket_range(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral low = numeral_read(t->core, t->core_bytes);
    size_t at = low.bytes + 1;
    if (!low.bytes || at >= t->core_bytes || t->core[low.bytes] != ']')
        return false;
    size_t dash = spoken_dash(t->core + at, t->core_bytes - at);
    at += dash;
    if (!dash || at >= t->core_bytes || t->core[at] != '[')
        return false;
    struct numeral high = numeral_read(t->core + at + 1, t->core_bytes - at - 1);
    if (!high.bytes || at + 1 + high.bytes != t->core_bytes)
        return false;
    number_add_numeral(&t->said, &low);
    number_add_word(&t->said, "to");
    number_add_numeral(&t->said, &high);
    return true;
}

/* "12 x 8 ft", "2m x 3m": an x between two sizes; in "2 x pens" it is not said. */
static bool rule_by(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    if (!i || t->core_bytes != 1 || (t->core[0] != 'x' && t->core[0] != 'X') || t->stop ||
        !spoken_is_digit(spoken_first(before)) || before->stop)
        return false;
    bool is_many = spoken_is_one_of(next, "a an per daily weekly monthly more as the") ||
                   (spoken_first(next) & 0x80); /* "3 x a week", "3 x £20" */
    bool is_sum = spoken_same(spoken_at(s, i + 2)->core, spoken_at(s, i + 2)->core_bytes, "=");
    if (spoken_is_digit(spoken_first(next)))
        number_add_word(&t->said, is_sum ? "times" : "by");
    else if (is_many)
        number_add_word(&t->said, "times");
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

spoken_rule *const spoken_number_rules[] = {
    rule_ordinal,        rule_ordinal_range, rule_measure, rule_measured_range,
    spoken_rule_article, rule_bracket_range, rule_by,      rule_fraction_sign,
    rule_fraction,       rule_ratio,         rule_signed,  rule_plural,
    rule_comparison,     rule_point,         rule_number,  NULL};
