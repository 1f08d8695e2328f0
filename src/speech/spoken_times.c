#include "speech/spoken_amount.h"

#include <string.h>

struct time_of_day {
    uint64_t hour, minute;
    bool has_minute, has_colon, is_am, is_pm, has_zero;
    size_t bytes;
};

static size_t half_of_day(const char *text, size_t bytes, struct time_of_day *out)
{
    static const struct {
        const char *sign;
        bool pm;
    } signs[] = {{"a.m", false}, {"p.m", true}, {"am", false}, {"pm", true}};
    for (size_t k = 0; k < 4; k++) {
        size_t length = strlen(signs[k].sign);
        if (bytes < length || !spoken_same(text, length, signs[k].sign))
            continue;
        if (bytes > length && (spoken_is_lower(text[length]) || spoken_is_upper(text[length])))
            continue;
        out->is_am = !signs[k].pm;
        out->is_pm = signs[k].pm;
        return length + (bytes > length && text[length] == '.');
    }
    return 0;
}

static struct time_of_day read_time(const char *text, size_t bytes)
{
    struct time_of_day t = {0};
    size_t at = 0;
    while (at < bytes && at < 2 && spoken_is_digit(text[at]))
        t.hour = t.hour * 10 + (uint64_t)(text[at++] - '0');
    t.has_zero = at == 2 && text[0] == '0';
    if (!at || t.hour > 24)
        return t;
    if (at + 2 < bytes && (text[at] == ':' || text[at] == '.') && spoken_is_digit(text[at + 1]) &&
        spoken_is_digit(text[at + 2]) && (at + 3 == bytes || !spoken_is_digit(text[at + 3]))) {
        t.has_minute = true;
        t.has_colon = text[at] == ':';
        t.minute = (uint64_t)(text[at + 1] - '0') * 10 + (uint64_t)(text[at + 2] - '0');
        at += 3;
    }
    if (t.minute > 59)
        return (struct time_of_day){0};
    size_t half = half_of_day(text + at, bytes - at, &t);
    t.bytes = at + half;
    return t;
}

static void add_half(const struct time_of_day *t, struct str *out)
{
    if (t->is_am)
        number_add_word(out, "eigh M");
    else if (t->is_pm)
        number_add_word(out, "P M");
}

static void add_time(const struct time_of_day *t, bool names_half, struct str *out)
{
    if (!t->minute && !t->is_am && !t->is_pm && t->has_colon && (t->hour == 0 || t->hour == 24)) {
        number_add_word(out, "midnight");
        return;
    }
    bool whole_evening = !t->minute && t->hour > 12 && !t->is_pm;
    number_add_cardinal(out, whole_evening ? t->hour - 12 : t->hour);
    if (t->minute) {
        if (t->minute < 10)
            number_add_word(out, "oh");
        number_add_cardinal(out, t->minute);
    }
    if (!names_half)
        return;
    add_half(t, out);
    if (!t->is_am && !t->is_pm && !t->minute && t->has_colon)
        number_add_word(out, whole_evening                 ? "P M"
                             : t->has_zero || t->hour < 12 ? "eigh M"
                                                           : "P M");
}

/* "10.30", "9.00": what a timetable writes with a full stop. */
static bool is_clock(const struct time_of_day *t)
{
    return t->has_minute && t->minute % 5 == 0 && (t->hour || t->has_zero);
}

/* Whether token i is a whole time, as "11.30am" is; with `clear`, one that can't be a decimal. */
static bool is_time(const struct sentence *s, size_t i, bool clear)
{
    const struct token *t = spoken_at(s, i);
    struct time_of_day time = read_time(t->core, t->core_bytes), half = {0};
    const struct token *next = spoken_at(s, i + 1);
    bool has_half = time.is_am || time.is_pm ||
                    (time.bytes && half_of_day(next->core, next->core_bytes, &half));
    return time.bytes && time.bytes == t->core_bytes && (has_half || (!clear && is_clock(&time)));
}

/* "10.30 to 11.30am", "9.30 - 10.15": the other end says that it is no decimal. */
static bool is_in_span(const struct sentence *s, size_t i)
{
    static const char joins[] = "to until till for or and";
    const struct token *next = spoken_at(s, i + 1), *before = spoken_at(s, i - 1);
    bool has_dash = spoken_is_dash(next), follows_dash = i && spoken_is_dash(before);
    return ((has_dash || spoken_is_one_of(next, joins)) && is_time(s, i + 2, !has_dash)) ||
           (i > 1 && (follows_dash || spoken_is_one_of(before, joins)) &&
            is_time(s, i - 2, !follows_dash));
}

/* A number that is counted or measured, or that numbers something. */
static bool is_quantity(const struct sentence *s, size_t i)
{
    static const char numbered[] = "paragraph paragraphs para paras section sections table tables "
                                   "figure figures page pages chapter chapters article version "
                                   "point points rule clause item step score scores p pp";
    const struct token *next = spoken_at(s, i + 1);
    if (!spoken_is_digit(spoken_first(spoken_at(s, i))))
        return false;
    return spoken_is_one_of(spoken_at(s, i - 1), numbered) || spoken_first(next) == '%' ||
           spoken_is_one_of(next, "per million billion thousand times percent points out") ||
           (next->core_bytes > 1 && !spoken_is_one_of(next, "in") &&
            spoken_find_measure(next->core, next->core_bytes));
}

/* "at 15.30", "from 9.30 to 3.30", "10.00 Welcome": what stands around it says that it is no decimal. */
static bool is_told(const struct sentence *s, size_t i)
{
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1),
                       *t = spoken_at(s, i);
    if (is_quantity(s, i) || (i && before->stop == '.') ||
        (spoken_is_one_of(next, "to and") && is_quantity(s, i + 2)))
        return false;
    struct time_of_day time = read_time(t->core, t->core_bytes);
    if (!i) /* a timetable's line; "2.10 Costs" is a numbered heading */
        return is_in_span(s, i) ||
               (spoken_is_upper(spoken_first(next)) && (!time.minute || time.has_zero));
    if (spoken_is_one_of(before, "at until till") || is_in_span(s, i) ||
        spoken_is_one_of(next, "train trains bus coach ferry flight slot session start meeting "
                               "appointment class lesson service"))
        return true;
    const struct token *first = spoken_at(s, i - 2);
    bool ends_span = spoken_is_one_of(before, "to and") && i > 2 &&
                     spoken_is_one_of(spoken_at(s, i - 3), "from between at") &&
                     read_time(first->core, first->core_bytes).bytes == first->core_bytes;
    const struct token *last = spoken_at(s, i + 2);
    bool begins_span = spoken_is_one_of(before, "from between") &&
                       spoken_is_one_of(next, "to and until till") && last->core_bytes &&
                       read_time(last->core, last->core_bytes).has_minute;
    return ends_span || begins_span;
}

/* 15:30 becomes 3:30 pm; a whole hour is said so anyway. */
static void name_half(struct time_of_day *t)
{
    if (t->hour > 12 && t->hour < 24 && t->minute) {
        t->hour -= 12;
        t->is_pm = true;
    }
}

/* "8.45am", "14:40", "6 pm", "10-11.30am" */
static bool rule_time(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    struct time_of_day from = read_time(t->core, t->core_bytes), to = {0}, next_half = {0};
    if (!from.bytes)
        return false;
    size_t dash = spoken_dash(t->core + from.bytes, t->core_bytes - from.bytes);
    size_t used = from.bytes;
    if (dash) {
        to = read_time(t->core + used + dash, t->core_bytes - used - dash);
        used = to.bytes ? used + dash + to.bytes : used;
    }
    const struct token *next = spoken_at(s, i + 1);
    size_t half = t->stop ? 0 : half_of_day(next->core, next->core_bytes, &next_half);
    bool half_is_next = half && half == next->core_bytes;
    bool by_word = is_clock(&from) && !dash && is_told(s, i);
    bool is_dotted_span = dash && is_clock(&from) && is_clock(&to) && !is_quantity(s, i);
    bool is_sure = by_word || is_dotted_span || from.is_am || from.is_pm || to.is_am || to.is_pm ||
                   (from.has_colon && (!dash || to.has_colon)) || half_is_next ||
                   (spoken_same(next->core, next->core_bytes, "noon") && from.hour == 12);
    if (used != t->core_bytes || !is_sure || (from.hour > 12 && (from.is_am || from.is_pm)))
        return false;
    if (dash && (!from.minute || !to.minute)) { /* "14:00-15:30": both by the same clock */
        name_half(&from);
        name_half(&to);
    }
    add_time(&from, !half_is_next && (!dash || from.is_am || from.is_pm || !(to.is_am || to.is_pm)),
             &t->said);
    if (dash) {
        number_add_word(&t->said, "to");
        add_time(&to, !half_is_next, &t->said);
    }
    if (half_is_next) {
        struct token *sign = &s->tokens[i + 1];
        add_half(&next_half, &sign->said);
        sign->is_done = true;
        if (sign->has_dot && i + 2 < s->count &&
            !spoken_is_upper(s->tokens[i + 2].core_bytes ? s->tokens[i + 2].core[0] : 0))
            sign->stop = 0;
    }
    return true;
}

spoken_rule *const spoken_time_rules[] = {rule_time, NULL};
