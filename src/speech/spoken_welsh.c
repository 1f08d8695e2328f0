#include "speech/number_words_welsh.h"
#include "speech/spoken_token.h"

#include <string.h>

enum { PHONE_DIGITS_LEAST = 10, PHONE_DIGITS_MOST = 14 };

static const char months[] =
    "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref "
    "Tachwedd Rhagfyr";
static const char soft_months[] = "Ionawr Chwefror Fawrth Ebrill Fai Fehefin Orffennaf Awst Fedi "
                                  "Hydref Dachwedd Ragfyr";
/* Words that are no nouns: a number before them keeps its full form. */
static const char no_nouns[] =
    "o y yr a ac i neu yn ar am at ond sy oedd mae yw ydy gan dros heb hyd "
    "tan wrth er na nac fel pan";

static void add_nth(struct str *out, const char *list, int place)
{
    for (; place > 0; place--)
        list += strcspn(list, " ") + 1;
    struct str word = {0};
    str_add_bytes(&word, list, strcspn(list, " "));
    number_add_word(out, str_text(&word));
    str_free(&word);
}

static bool is_plain(const struct numeral *n)
{
    return n->bytes && !n->fraction[0] && !n->has_comma;
}

static bool is_year(const struct numeral *n)
{
    return is_plain(n) && n->bytes == 4 && n->whole >= 1100 && n->whole <= 2099;
}

/* A number after 'i': 'tri i bedwar'. */
static void add_upper_end(struct str *out, const struct numeral *n, bool as_year)
{
    struct str high = {0};
    if (as_year)
        welsh_add_year(&high, n->whole);
    else
        welsh_add_numeral(&high, n);
    number_add_word(out, "i");
    welsh_add_softened(out, str_text(&high));
    str_free(&high);
}

static bool noun_follows(const struct sentence *s, size_t i)
{
    const struct token *next = spoken_at(s, i + 1);
    return !s->tokens[i].stop && !next->opens && spoken_is_lower(spoken_first(next)) &&
           !spoken_is_one_of(next, no_nouns);
}

/* "5", "5-7", "2026", "2014-2020", "12.5", "5%" */
static bool rule_number(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t at = t->core_bytes > 1 && t->core[0] == '-';
    if (t->core_bytes > 3 && memcmp(t->core, "\xe2\x88\x92", 3) == 0)
        at = 3;
    struct numeral low = numeral_read(t->core + at, t->core_bytes - at), high = {0};
    if (!low.bytes)
        return false;
    bool is_negative = at > 0;
    at += low.bytes;
    size_t dash = spoken_dash(t->core + at, t->core_bytes - at);
    if (!dash && is_year(&low) && at < t->core_bytes && t->core[at] == '/')
        dash = 1; /* "2023/24" */
    if (dash) {
        high = numeral_read(t->core + at + dash, t->core_bytes - at - dash);
        at += high.bytes ? dash + high.bytes : 0;
    }
    bool has_percent = at + 1 == t->core_bytes && t->core[at] == '%';
    if (at + has_percent != t->core_bytes)
        return false;
    bool as_years =
        is_year(&low) && !has_percent && (!high.bytes || is_year(&high) || high.bytes == 2);
    if (is_negative)
        number_add_word(&t->said, "minws");
    if (as_years)
        welsh_add_year(&t->said, low.whole);
    else
        welsh_add_numeral(&t->said, &low);
    if (high.bytes)
        add_upper_end(&t->said, &high, as_years && is_year(&high));
    if (has_percent)
        number_add_word(&t->said, "y cant");
    else if (!as_years && is_plain(&low) && noun_follows(s, i))
        welsh_shorten(&t->said);
    return true;
}

/* 'tair punt', 'chwe phunt', 'dau ddeg pump o bunnoedd' */
static void add_pounds(struct str *out, const struct numeral *n)
{
    static const char *const small[11] = {"dim punt",    "un bunt",  "dwy bunt",   "tair punt",
                                          "pedair punt", "pum punt", "chwe phunt", "saith punt",
                                          "wyth punt",   "naw punt", "deg punt"};
    if (n->whole <= 10) {
        number_add_word(out, small[n->whole]);
    } else if (n->whole == 100) {
        number_add_word(out, "can punt");
    } else {
        welsh_add_cardinal(out, n->whole, false);
        number_add_word(out, "o bunnoedd");
    }
}

static void add_pence(struct str *out, uint64_t pence)
{
    static const char *const small[7] = {"dim ceiniog",  "un geiniog",     "dwy geiniog",
                                         "tair ceiniog", "pedair ceiniog", "pum ceiniog",
                                         "chwe cheiniog"};
    if (pence <= 6) {
        number_add_word(out, small[pence]);
        return;
    }
    welsh_add_cardinal(out, pence, false);
    welsh_shorten(out);
    number_add_word(out, "ceiniog");
}

/* How a scale is written: "m", "bn", "miliwn", "filiwn"; its full form, or NULL. */
static const char *scale_of(const char *text, size_t bytes)
{
    static const struct {
        const char *written, *said;
    } scales[] = {{"k", "mil"},         {"m", "miliwn"},      {"bn", "biliwn"},
                  {"miliwn", "miliwn"}, {"filiwn", "miliwn"}, {"biliwn", "biliwn"},
                  {"mil", "mil"},       {"fil", "mil"}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (bytes && spoken_same(text, bytes, scales[i].written))
            return scales[i].said;
    }
    return NULL;
}

static void add_scaled_sum(struct str *out, const struct numeral *n, const char *scale)
{
    static const struct {
        const char *name;
        uint64_t value;
    } values[] = {{"mil", 1000u}, {"miliwn", 1000000u}, {"biliwn", 1000000000u}};
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(scale, values[i].name) != 0)
            continue;
        if (n->fraction[0] || n->whole > 999) {
            welsh_add_numeral(out, n);
            number_add_word(out, scale);
        } else {
            welsh_add_cardinal(out, n->whole * values[i].value, false);
        }
    }
    number_add_word(out, "o bunnoedd");
}

/* "£35", "£4.50", "£1.5m", "£2 filiwn", "50c" */
static bool rule_money(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->core_bytes < 3 || memcmp(t->core, "\xc2\xa3", 2) != 0)
        return false;
    struct numeral n = numeral_read(t->core + 2, t->core_bytes - 2);
    const char *rest = t->core + 2 + n.bytes;
    size_t rest_bytes = t->core_bytes - 2 - n.bytes;
    const struct token *next = spoken_at(s, i + 1);
    const char *scale = scale_of(rest, rest_bytes);
    if (!n.bytes || (rest_bytes && !scale))
        return false;
    if (!scale && !t->stop && (scale = scale_of(next->core, next->core_bytes)) != NULL)
        s->tokens[i + 1].is_done = true;
    struct numeral pence = numeral_read(n.fraction, strlen(n.fraction));
    if (scale) {
        add_scaled_sum(&t->said, &n, scale);
    } else if (strlen(n.fraction) == 2) {
        if (n.whole || !pence.whole)
            add_pounds(&t->said, &n);
        if (pence.whole)
            add_pence(&t->said, pence.whole);
    } else {
        add_pounds(&t->said, &n);
    }
    return true;
}

/* "50c", "5c": pence. */
static bool rule_pence(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    if (!is_plain(&n) || n.bytes + 1 != t->core_bytes ||
        (t->core[n.bytes] != 'c' && t->core[n.bytes] != 'p'))
        return false;
    add_pence(&t->said, n.whole);
    return true;
}

static bool is_day(const struct token *t, struct numeral *n)
{
    *n = numeral_read(t->core, t->core_bytes);
    size_t rest = t->core_bytes - n->bytes;
    return is_plain(n) && n->whole >= 1 && n->whole <= 31 &&
           (!rest || spoken_one_of(t->core + n->bytes, rest, "af il ydd ed fed eg ain") >= 0);
}

/* 'y trydydd', 'yr ail', without a second article. */
static void add_day(const struct sentence *s, size_t i, uint64_t day, struct str *out)
{
    struct str ordinal = {0};
    welsh_add_ordinal(&ordinal, day);
    if (!spoken_is_one_of(spoken_at(s, i - 1), "y yr i'r o'r a'r"))
        number_add_word(out, strchr("aeiouwy", str_text(&ordinal)[0]) ? "yr" : "y");
    number_add_word(out, str_text(&ordinal));
    str_free(&ordinal);
}

/* "3 Mai": the day, 'o', and the month made soft. */
static bool rule_date(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct token *next = i + 1 < s->count ? &s->tokens[i + 1] : NULL;
    struct numeral day;
    int month = next && spoken_is_upper(spoken_first(next))
                    ? spoken_one_of(next->core, next->core_bytes, months)
                    : -1;
    if (month < 0 || t->stop || next->opens || !is_day(t, &day))
        return false;
    add_day(s, i, day.whole, &t->said);
    number_add_word(&t->said, "o");
    add_nth(&next->said, soft_months, month);
    next->is_done = true;
    return true;
}

/* "3/5/2026" */
static bool rule_numeric_date(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    uint64_t parts[3] = {0};
    size_t at = 0;
    for (int k = 0; k < 3; k++) {
        struct numeral n = numeral_read(t->core + at, t->core_bytes - at);
        bool has_sign = k < 2 && at + n.bytes < t->core_bytes && t->core[at + n.bytes] == '/';
        if (!is_plain(&n) || (k < 2 && !has_sign))
            return false;
        parts[k] = n.whole;
        at += n.bytes + has_sign;
    }
    if (at != t->core_bytes || !parts[0] || parts[0] > 31 || !parts[1] || parts[1] > 12 ||
        parts[2] < 1100 || parts[2] > 2099)
        return false;
    add_day(s, i, parts[0], &t->said);
    number_add_word(&t->said, "o");
    add_nth(&t->said, soft_months, (int)parts[1] - 1);
    welsh_add_year(&t->said, parts[2]);
    return true;
}

/* "2il", "3ydd", "21ain" */
static bool rule_ordinal(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral n;
    if (!is_day(t, &n) || n.bytes == t->core_bytes)
        return false;
    welsh_add_ordinal(&t->said, n.whole);
    return true;
}

/* Which part of the day a sign names: "yb", "y.p", "am", "pm"; NULL when it is none. */
static const char *part_of_day(const char *text, size_t bytes)
{
    static const struct {
        const char *sign, *said;
    } parts[] = {{"yb", "y bore"},     {"y.b", "y bore"},     {"am", "y bore"},
                 {"a.m", "y bore"},    {"yp", "y prynhawn"},  {"y.p", "y prynhawn"},
                 {"pm", "y prynhawn"}, {"p.m", "y prynhawn"}, {"yh", "yr hwyr"},
                 {"y.h", "yr hwyr"},   {"yn", "y nos"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (bytes && spoken_same(text, bytes, parts[i].sign))
            return parts[i].said;
    }
    return NULL;
}

struct clock_time {
    uint64_t hour, minute;
    bool has_colon;
    size_t bytes; /* 0: it is none */
};

static struct clock_time read_clock(const char *text, size_t bytes)
{
    struct clock_time c = {0};
    size_t at = 0;
    while (at < bytes && at < 2 && spoken_is_digit(text[at]))
        c.hour = c.hour * 10 + (uint64_t)(text[at++] - '0');
    if (!at || c.hour > 24)
        return c;
    if (at + 2 < bytes && (text[at] == ':' || text[at] == '.') && spoken_is_digit(text[at + 1]) &&
        spoken_is_digit(text[at + 2])) {
        c.has_colon = text[at] == ':';
        c.minute = (uint64_t)(text[at + 1] - '0') * 10 + (uint64_t)(text[at + 2] - '0');
        at += 3;
    }
    c.bytes = c.minute < 60 && (at == bytes || !spoken_is_digit(text[at])) ? at : 0;
    return c;
}

/* 'dau o'r gloch', 'naw tri deg' */
static void add_clock(struct str *out, const struct clock_time *c)
{
    if (c->minute) {
        welsh_add_cardinal(out, c->hour, false);
        if (c->minute < 10)
            number_add_word(out, "dim");
        welsh_add_cardinal(out, c->minute, false);
        return;
    }
    if (c->hour == 11 || c->hour == 12)
        number_add_word(out, c->hour == 11 ? "un ar ddeg" : "deuddeg");
    else
        welsh_add_cardinal(out, c->hour, false);
    number_add_word(out, "o'r gloch");
}

/* "9.30yb", "2 yp", "14:30", "10yb-4yp" */
static bool rule_time(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct clock_time from = read_clock(t->core, t->core_bytes), to = {0};
    if (!from.bytes)
        return false;
    const char *rest = t->core + from.bytes, *end = t->core + t->core_bytes;
    size_t sign = 0;
    while (rest + sign < end && (spoken_is_lower(rest[sign]) || rest[sign] == '.'))
        sign++;
    const char *part = part_of_day(rest, sign), *to_part = NULL;
    rest += sign;
    size_t dash = spoken_dash(rest, (size_t)(end - rest));
    if (dash) {
        to = read_clock(rest + dash, (size_t)(end - rest) - dash);
        rest += dash + to.bytes;
        to_part = part_of_day(rest, (size_t)(end - rest));
        if (!to.bytes || (rest < end && !to_part))
            return false;
        rest = end;
    }
    struct token *next = i + 1 < s->count && !t->stop && !dash ? &s->tokens[i + 1] : NULL;
    const char *next_part = next && !part ? part_of_day(next->core, next->core_bytes) : NULL;
    if (next_part && spoken_is_one_of(next, "yn am") && !next->has_dot)
        next_part = NULL; /* these are words, too */
    bool is_sure = part || to_part || next_part || (from.has_colon && (!dash || to.has_colon));
    if (rest != end || (sign && !part) || !is_sure)
        return false;
    add_clock(&t->said, &from);
    if (part)
        number_add_word(&t->said, part);
    if (dash) {
        struct str high = {0};
        add_clock(&high, &to);
        number_add_word(&t->said, "i");
        welsh_add_softened(&t->said, str_text(&high));
        str_free(&high);
        if (to_part)
            number_add_word(&t->said, to_part);
    }
    if (next_part) {
        number_add_word(&next->said, next_part);
        next->is_done = true;
        if (next->has_dot && i + 2 < s->count)
            next->stop = 0;
    }
    return true;
}

/* "029 2018 0000", "+44 29 2018 0000" */
static bool rule_telephone(struct sentence *s, size_t i)
{
    size_t end = i, digits = 0;
    if (spoken_first(&s->tokens[i]) != '0' && spoken_first(&s->tokens[i]) != '+')
        return false;
    for (; end < s->count && digits <= PHONE_DIGITS_MOST && (end == i || !s->tokens[end - 1].stop);
         end++) {
        const struct token *t = &s->tokens[end];
        size_t k = spoken_first(t) == '+';
        while (k < t->core_bytes && spoken_is_digit(t->core[k]))
            k++;
        if (k < t->core_bytes || !k)
            break;
        digits += k;
    }
    if (digits < PHONE_DIGITS_LEAST || digits > PHONE_DIGITS_MOST)
        return false;
    for (size_t k = i; k < end; k++) {
        struct token *t = &s->tokens[k];
        if (spoken_first(t) == '+')
            number_add_word(&t->said, "plws");
        welsh_add_digits(&t->said, t->core, t->core_bytes);
        t->is_done = true;
        if (k + 1 < end)
            t->stop = ',';
    }
    return true;
}

/* "24(2)(b)", "5.1.3": numbers and letters one after the other. */
static bool add_section(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    size_t dots = 0, brackets = 0;
    for (size_t k = 0; k < bytes; k++) {
        bool is_letter = spoken_is_lower(text[k]) || spoken_is_upper(text[k]);
        dots += text[k] == '.';
        brackets += text[k] == '(';
        if (!spoken_is_digit(text[k]) && !strchr(".()", text[k]) && !(is_letter && brackets))
            return false;
    }
    if (!spoken_is_digit(text[0]) || (dots < 2 && !brackets))
        return false;
    for (size_t at = 0; at < bytes;) {
        size_t length = 0;
        while (at + length < bytes && spoken_is_digit(text[at + length]))
            length++;
        if (length) {
            struct numeral n = numeral_read(text + at, length);
            welsh_add_cardinal(out, n.whole, false);
        } else if (text[at] == '.') {
            number_add_word(out, "pwynt");
        } else if (text[at] != '(' && text[at] != ')') {
            spoken_add_letters(s, text + at, 1, out);
        }
        at += length ? length : 1;
    }
    return true;
}

static bool rule_section(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    return t->core_bytes && add_section(s, t->core, t->core_bytes, &t->said);
}

/* "Rhan IV", "Pennod II", "Atodiad V" */
static bool rule_roman(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (!i ||
        !spoken_is_one_of(&s->tokens[i - 1],
                          "rhan pennod atodlen atodiad erthygl cyfrol teitl cyfnod cam rhyfel byd"))
        return false;
    unsigned value = spoken_is_upper(spoken_first(t)) ? spoken_roman(t->core, t->core_bytes) : 0;
    if (!value || value > 100 ||
        (t->core_bytes == 1 && t->core[0] != 'I' && t->core[0] != 'V' && t->core[0] != 'X'))
        return false;
    welsh_add_cardinal(&t->said, value, false);
    return true;
}

/* "t.5", "tt. 5-7", "rh.4": a reference, glued to its number or not; else the abbreviations of the lexicon, "e.e.", "Parch." */
static bool rule_abbreviation(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *next = spoken_at(s, i + 1);
    size_t letters = 0;
    while (letters < t->core_bytes && (spoken_is_letter(t->core[letters])))
        letters++;
    char form[24];
    bool is_glued = letters && letters + 1 < t->core_bytes && t->core[letters] == '.' &&
                    spoken_is_digit(t->core[letters + 1]);
    size_t bytes = is_glued ? letters : t->core_bytes;
    if ((!is_glued && !t->has_dot) || bytes + 2 > sizeof form)
        return false;
    memcpy(form, t->core, bytes);
    form[bytes] = '.';
    const char *entry = lexicon_find(s->lexicon, form, bytes + 1);
    bool needs_number = bytes == 1; /* "t." alone may be an initial */
    if (!entry || (needs_number && !is_glued && !spoken_is_digit(spoken_first(next))))
        return false;
    number_add_word(&t->said, entry);
    if (is_glued) {
        struct numeral n = numeral_read(t->core + bytes + 1, t->core_bytes - bytes - 1);
        welsh_add_numeral(&t->said, &n);
        return true;
    }
    char last = t->text[t->bytes - 1];
    if (strchr(",;:?!", last))
        t->stop = last;
    else if (i + 1 < s->count && t->stop == '.')
        t->stop = 0;
    return true;
}

/* "6)", "(b)", "3." at the beginning */
static bool rule_list_mark(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    char end = t->bytes ? t->text[t->bytes - 1] : 0;
    if (i || s->count < 2 || t->core_bytes > 3 || (end != ')' && end != '.'))
        return false;
    struct numeral n = numeral_read(t->core, t->core_bytes);
    bool is_letter = t->core_bytes == 1 && end == ')' && spoken_is_lower(t->core[0]);
    if (!is_letter && n.bytes != t->core_bytes)
        return false;
    if (is_letter)
        spoken_add_letters(s, t->core, 1, &t->said);
    else
        welsh_add_numeral(&t->said, &n);
    t->opens = false;
    t->stop = ',';
    return true;
}

/* "EHCPau", "ASau": an acronym in the plural. */
static bool rule_plural(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t capitals = 0;
    while (capitals < t->core_bytes && spoken_is_upper(t->core[capitals]))
        capitals++;
    size_t rest = t->core_bytes - capitals;
    if (capitals < 2 || spoken_one_of(t->core + capitals, rest, "au iau on oedd") < 0)
        return false;
    spoken_add_word(s, t->core, capitals, &t->said);
    spoken_add_part(t->core + capitals, rest, &t->said);
    return true;
}

spoken_rule *const spoken_welsh_rules[] = {
    rule_list_mark,    rule_telephone, rule_numeric_date, rule_date,  rule_time,
    rule_ordinal,      rule_section,   rule_money,        rule_pence, rule_roman,
    rule_abbreviation, rule_number,    rule_plural,       NULL};
