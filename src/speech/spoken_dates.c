#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

static const char *const months[12] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
static const char month_names[] = "January February March April May June July August September "
                                  "October November December";
static const char month_signs[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
static const char *const days[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                    "Friday", "Saturday", "Sunday"};
static const char day_names[] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
/* Each place is a day; the shortest first, the longer ones in the same order behind. */
static const char day_signs[] = "Mon Tue Wed Thu Fri Sat Sun - Tues Weds Thur - - - - - - Thurs";

static int month_of(const char *text, size_t bytes)
{
    if (!bytes || !spoken_is_upper(text[0]))
        return -1;
    int month = spoken_one_of(text, bytes, month_names);
    if (month < 0)
        month = spoken_one_of(text, bytes, month_signs);
    return month < 0 && spoken_same(text, bytes, "Sept") ? 8 : month;
}

static int weekday_of(const char *text, size_t bytes)
{
    if (!bytes || !spoken_is_upper(text[0]))
        return -1;
    int day = spoken_one_of(text, bytes, day_names);
    if (day >= 0)
        return day;
    day = spoken_one_of(text, bytes, day_signs);
    return day < 0 ? -1 : day % 7;
}

static bool is_day_of_month(const struct token *t, struct numeral *out)
{
    *out = numeral_read(t->core, t->core_bytes);
    if (!out->bytes || out->fraction[0] || out->has_comma || !out->whole || out->whole > 31)
        return false;
    size_t rest = t->core_bytes - out->bytes;
    return !rest || spoken_one_of(t->core + out->bytes, rest, "st nd rd th") >= 0;
}

static bool is_year(const struct numeral *n, size_t bytes)
{
    return n->bytes == bytes && bytes == 4 && !n->has_comma && !n->fraction[0] &&
           n->whole >= 1010 && n->whole <= 2099;
}

/* 'the fourteenth', without a second article. */
static void add_day(const struct token *before, uint64_t day, struct str *out)
{
    if (!spoken_same(before->core, before->core_bytes, "the") || before->stop)
        number_add_word(out, "the");
    number_add_ordinal(out, day);
}

static bool follows_month(const struct sentence *s, size_t i)
{
    const struct token *next = spoken_at(s, i + 1);
    return month_of(next->core, next->core_bytes) >= 0 && !spoken_at(s, i)->stop && !next->opens;
}

/* Whether "Dec-3" stands behind a day. */
static bool precedes_month_range(const struct token *t)
{
    size_t first = spoken_letters(t);
    return spoken_dash(t->core + first, t->core_bytes - first) && month_of(t->core, first) >= 0;
}

/* "14 Nov", "23rd February", "3-5 May", "1 and 2 June" */
static bool rule_day_and_month(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    struct numeral day = {0}, last = {0};
    if (is_day_of_month(t, &day)) {
        if (follows_month(s, i) || precedes_month_range(next)) {
            add_day(before, day.whole, &t->said);
            number_add_word(&t->said, "of");
            return true;
        }
        bool joins = spoken_one_of(next->core, next->core_bytes, "and to or & until") >= 0;
        if (joins && i + 2 < s->count && is_day_of_month(&s->tokens[i + 2], &last) &&
            follows_month(s, i + 2)) {
            add_day(before, day.whole, &t->said);
            return true;
        }
        return false;
    }
    size_t bytes =
        day.bytes + (day.bytes < t->core_bytes && spoken_is_lower(t->core[day.bytes]) ? 2u : 0u);
    size_t dash = bytes < t->core_bytes ? spoken_dash(t->core + bytes, t->core_bytes - bytes) : 0;
    if (!day.bytes || !dash || !follows_month(s, i))
        return false;
    struct token rest = *t;
    rest.core += bytes + dash;
    rest.core_bytes -= bytes + dash;
    if (!is_day_of_month(&rest, &last) || day.whole > 31)
        return false;
    add_day(before, day.whole, &t->said);
    number_add_word(&t->said, "to the");
    number_add_ordinal(&t->said, last.whole);
    number_add_word(&t->said, "of");
    return true;
}

/* "Nov", "Sept." and 'May' after a day; a full month is said as it stands. */
static bool rule_month(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    int month = month_of(t->core, t->core_bytes);
    if (month < 0 || t->core_bytes > 4 || spoken_same(t->core, t->core_bytes, "June") ||
        spoken_same(t->core, t->core_bytes, "July") || s->is_capitals)
        return false;
    struct numeral n;
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    bool by_number =
        is_day_of_month(before, &n) || numeral_read(before->core, before->core_bytes).bytes ||
        precedes_month_range(before) || numeral_read(next->core, next->core_bytes).bytes;
    bool is_other_word = spoken_one_of(t->core, t->core_bytes, "Jan Mar May Jun Dec") >= 0 &&
                         !(t->has_dot && i + 1 < s->count);
    if (is_other_word && !by_number)
        return false;
    if (i + 1 < s->count && t->has_dot)
        spoken_drop_dot(t);
    number_add_word(&t->said, months[month]);
    return true;
}

/* "November 14", "Nov 3rd, 2026": the day after the month. */
static bool rule_day_after_month(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *earlier = spoken_at(s, i - 2);
    struct numeral day, other;
    if (!i || month_of(before->core, before->core_bytes) < 0 || before->stop ||
        !is_day_of_month(t, &day) || is_day_of_month(earlier, &other) || t->core != t->text)
        return false; /* "June '24" is a year */
    if (day.bytes == t->core_bytes && !t->stop)
        return false;
    number_add_word(&t->said, "the");
    number_add_ordinal(&t->said, day.whole);
    return true;
}

/* Reads three numbers with the same sign between. */
static bool read_three(const struct token *t, uint64_t out[3], size_t lengths[3])
{
    size_t at = 0;
    char sign = 0;
    for (int k = 0; k < 3; k++) {
        size_t begin = at;
        out[k] = 0;
        for (; at < t->core_bytes && spoken_is_digit(t->core[at]) && at - begin < 4; at++)
            out[k] = out[k] * 10 + (uint64_t)(t->core[at] - '0');
        lengths[k] = at - begin;
        if (!lengths[k])
            return false;
        if (k < 2) {
            if (at >= t->core_bytes || !strchr("/-.", t->core[at]) || (sign && t->core[at] != sign))
                return false;
            sign = t->core[at++];
        }
    }
    return at == t->core_bytes;
}

/* "29/08/2027", "1.9.26", "2027-08-29" */
static bool rule_numeric_date(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    uint64_t n[3];
    size_t lengths[3];
    if (!read_three(t, n, lengths))
        return false;
    uint64_t day = n[0], month = n[1], year = n[2];
    bool iso = lengths[0] == 4 && lengths[2] <= 2;
    if (iso) {
        day = n[2];
        year = n[0];
    }
    bool has_zeros = lengths[0] == 2 && lengths[1] == 2 && (t->core[0] == '0' || t->core[3] == '0');
    bool short_year = !iso && lengths[2] == 2 && (has_zeros || memchr(t->core, '/', t->core_bytes));
    if (short_year)
        year += 2000;
    if (!day || day > 31 || !month || month > 12 || (!iso && lengths[2] != 4 && !short_year) ||
        year < 1100 || year > 2099)
        return false;
    add_day(spoken_at(s, i - 1), day, &t->said);
    number_add_word(&t->said, "of");
    number_add_word(&t->said, months[month - 1]);
    number_add_year(&t->said, year);
    return true;
}

/* "Jan-Mar", "April-June" */
static bool rule_month_range(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t first = spoken_letters(t);
    size_t dash = spoken_dash(t->core + first, t->core_bytes - first);
    int from = month_of(t->core, first);
    int to = dash ? month_of(t->core + first + dash, t->core_bytes - first - dash) : -1;
    if (from < 0 || to < 0 || s->is_capitals)
        return false;
    number_add_word(&t->said, months[from]);
    number_add_word(&t->said, "to");
    number_add_word(&t->said, months[to]);
    return true;
}

/* "12 Dec-3 Jan": a month, glued to the day of another. */
static bool rule_month_to_day(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t first = spoken_letters(t);
    size_t dash = spoken_dash(t->core + first, t->core_bytes - first);
    int month = dash ? month_of(t->core, first) : -1;
    struct token rest = *t;
    rest.core += first + dash;
    rest.core_bytes -= first + dash;
    struct numeral day;
    if (month < 0 || !is_day_of_month(&rest, &day) || !follows_month(s, i))
        return false;
    number_add_word(&t->said, months[month]);
    number_add_word(&t->said, "to the");
    number_add_ordinal(&t->said, day.whole);
    number_add_word(&t->said, "of");
    return true;
}

/* "Tue", "Tues.", "Mon-Fri" */
static bool rule_weekday(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t first = spoken_letters(t);
    size_t dash = spoken_dash(t->core + first, t->core_bytes - first);
    int day = weekday_of(t->core, first);
    if (day < 0 || s->is_capitals)
        return false;
    if (dash) {
        int last = weekday_of(t->core + first + dash, t->core_bytes - first - dash);
        if (last < 0)
            return false;
        number_add_word(&t->said, days[day]);
        number_add_word(&t->said, "to");
        number_add_word(&t->said, days[last]);
        return true;
    }
    if (first != t->core_bytes || first > 5)
        return false;
    struct numeral n;
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    bool sure = spoken_one_of(t->core, t->core_bytes, "Tue Tues Weds Thu Thur Thurs Fri") >= 0 ||
                is_day_of_month(next, &n) || weekday_of(next->core, next->core_bytes) >= 0 ||
                weekday_of(before->core, before->core_bytes) >= 0 ||
                spoken_one_of(before->core, before->core_bytes, "every each on") >= 0;
    if (!sure)
        return false;
    if (t->has_dot && i + 1 < s->count)
        spoken_drop_dot(t);
    number_add_word(&t->said, days[day]);
    return true;
}

/* "1970s", "90s" */
static bool rule_decade(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    if (!n.bytes || n.whole % 10 || n.fraction[0] || n.has_comma)
        return false;
    size_t rest = t->core_bytes - n.bytes;
    bool has_s = (rest == 1 && t->core[n.bytes] == 's') ||
                 (rest == 2 && memcmp(t->core + n.bytes, "'s", 2) == 0) ||
                 (rest == 4 && memcmp(t->core + n.bytes, "\xe2\x80\x99s", 4) == 0);
    if (has_s && n.bytes == 2 && n.digits[0] == '0' && !n.whole) {
        number_add_word(&t->said, "noughties");
        return true;
    }
    bool is_decade =
        (n.bytes == 4 && n.whole >= 1100 && n.whole <= 2090) || (n.bytes == 2 && n.whole >= 20);
    if (!has_s || !is_decade)
        return false;
    number_add_decade(&t->said, n.whole);
    return true;
}

/* "2017-18", "2014/15", "1981-2016" */
static bool rule_year_span(struct sentence *s, size_t i)
{
    (void)s;
    struct token *t = &s->tokens[i];
    struct numeral from = numeral_read(t->core, t->core_bytes);
    if (!is_year(&from, from.bytes) || from.bytes == t->core_bytes)
        return false;
    size_t sign = spoken_dash(t->core + 4, t->core_bytes - 4);
    if (!sign && t->core[4] == '/')
        sign = 1;
    if (!sign)
        return false;
    struct numeral to = numeral_read(t->core + 4 + sign, t->core_bytes - 4 - sign);
    bool whole = to.bytes + 4 + sign == t->core_bytes && !to.fraction[0] && !to.has_comma;
    bool is_next = to.bytes == 1 && to.whole == from.whole % 10 + 1; /* "1998-9" */
    bool is_span = whole && (is_next || (to.bytes == 2 && to.whole > from.whole % 100) ||
                             (to.bytes == 2 && from.whole % 100 == 99) ||
                             (to.bytes == 4 && to.whole > from.whole && to.whole <= 2099));
    if (!is_span)
        return false;
    number_add_year(&t->said, from.whole);
    number_add_word(&t->said, "to");
    if (to.bytes == 4) {
        number_add_year(&t->said, to.whole);
    } else {
        if (to.whole < 10 && to.bytes == 2)
            number_add_word(&t->said, "oh");
        number_add_cardinal(&t->said, to.whole);
    }
    return true;
}

/* "2012b": a year of which several works are cited. */
static bool rule_year_letter(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    bool has_letter =
        n.bytes + 1 == t->core_bytes && t->core[n.bytes] >= 'a' && t->core[n.bytes] <= 'h';
    if (!has_letter || !is_year(&n, n.bytes))
        return false;
    number_add_year(&t->said, n.whole);
    spoken_add_letters(s, t->core + n.bytes, 1, &t->said);
    return true;
}

/* "2019.3", "2019,4": a note's mark behind a year at a sentence's end, or before the next one. */
static bool rule_year_with_note(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes < 4 ? 0 : 4);
    size_t digits = t->core_bytes - 4 - 1;
    if (!is_year(&n, 4) || n.whole < 1900 || t->core_bytes < 6 || digits > 2 ||
        !strchr(".,;", t->core[4]))
        return false;
    for (size_t k = 5; k < t->core_bytes; k++) {
        if (!spoken_is_digit(t->core[k]))
            return false;
    }
    if (t->core[4] == '.' && i + 1 < s->count &&
        !spoken_is_upper(spoken_first(spoken_at(s, i + 1))))
        return false;
    number_add_year(&t->said, n.whole);
    t->stop = t->stop ? t->stop : t->core[4];
    return true;
}

/* "2010": a year unless it counts things ("2010 pupils"). */
static bool rule_year(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct numeral n = numeral_read(t->core, t->core_bytes);
    if (t->core_bytes == 6 && memcmp(t->core, "c.", 2) == 0) { /* "c.1850" */
        n = numeral_read(t->core + 2, 4);
        if (!is_year(&n, 4))
            return false;
        number_add_word(&t->said, "about");
        number_add_year(&t->said, n.whole);
        return true;
    }
    if (!is_year(&n, t->core_bytes))
        return false;
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    bool is_told =
        spoken_one_of(before->core, before->core_bytes,
                      "in since by from until till of Act during before after between "
                      "year circa c about around Regulations Order Bill Code to and") >= 0 ||
        month_of(before->core, before->core_bytes) >= 0;
    bool counts = !t->stop && next->core_bytes > 2 && spoken_is_lower(next->core[0]) &&
                  (next->core[next->core_bytes - 1] == 's' ||
                   spoken_one_of(next->core, next->core_bytes, "people children") >= 0) &&
                  spoken_one_of(next->core, next->core_bytes, "was has is this covers says") < 0;
    bool is_sure = spoken_is_one_of(before, "in since until till during circa year");
    if (!is_sure && (n.whole < 1900 ? !is_told || counts : counts && !is_told))
        return false;
    number_add_year(&t->said, n.whole);
    return true;
}

spoken_rule *const spoken_date_rules[] = {rule_numeric_date,
                                          rule_day_and_month,
                                          rule_day_after_month,
                                          rule_month,
                                          rule_month_range,
                                          rule_month_to_day,
                                          rule_weekday,
                                          rule_year_span,
                                          rule_decade,
                                          rule_year_letter,
                                          rule_year_with_note,
                                          rule_year,
                                          NULL};
