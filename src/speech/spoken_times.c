#include "speech/number_words.h"
#include "speech/spoken_token.h"

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

/* "at 15.30", "from 9.30 to 3.30": a word before it says that it is no decimal. */
static bool is_told(const struct sentence *s, size_t i)
{
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    if (!i || spoken_is_one_of(next, "per million billion % times percent points") ||
        before->stop == '.')
        return false;
    if (spoken_is_one_of(before, "at until till") ||
        spoken_is_one_of(next, "train trains bus coach ferry flight"))
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
    bool by_word = from.has_minute && from.minute % 5 == 0 && !dash && is_told(s, i);
    bool is_sure = by_word || from.is_am || from.is_pm || to.is_am || to.is_pm ||
                   (from.has_colon && (!dash || to.has_colon)) || half_is_next ||
                   (spoken_same(next->core, next->core_bytes, "noon") && from.hour == 12);
    if (used != t->core_bytes || !is_sure || (from.hour > 12 && (from.is_am || from.is_pm)))
        return false;
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
