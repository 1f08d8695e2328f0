#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

static char first_of(const struct token *t)
{
    return t->core_bytes ? t->core[0] : 0;
}

static bool is_capitalised(const struct token *t)
{
    return t->core_bytes > 1 && spoken_is_upper(t->core[0]) && spoken_is_lower(t->core[1]);
}

/* "(b)", "(iv)" */
static bool is_bracketed_letter(const struct token *t)
{
    return t->text[0] == '(' && t->core == t->text + 1 && spoken_is_lower(first_of(t)) &&
           t->core_bytes < t->bytes - 1 && t->core[t->core_bytes] == ')' &&
           (t->core_bytes == 1 || (t->core_bytes < 5 && spoken_roman(t->core, t->core_bytes)));
}

/* "6)", "6.", "(vi)", "a)" at the beginning of a sentence. */
static bool rule_list_mark(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (i == 0 && spoken_same(t->core, t->core_bytes, "\xe2\x86\x92"))
        return true; /* an arrow for a bullet */
    if (i && is_bracketed_letter(t)) {
        spoken_add_number(s, t->core, t->core_bytes, &t->said);
        if (!t->said.length_bytes)
            spoken_add_letters(s, t->core, t->core_bytes, &t->said);
        t->opens = false;
        t->stop = t->text[t->bytes - 1] == ')' ? 0 : t->stop;
        return true;
    }
    if (i || !t->bytes)
        return false;
    char end = t->text[t->bytes - 1];
    bool is_number = spoken_is_digit(first_of(t));
    bool has_sign =
        end == ')' ||
        (end == '.' &&
         (is_number || (spoken_roman(t->core, t->core_bytes) && !strchr("CDLM", t->core[0]))));
    if (!has_sign || t->core_bytes > 5 || (s->count == 1 && end == '.'))
        return false;
    if (t->core_bytes == 1 && spoken_is_lower(t->core[0]) && t->core[0] != 'i' &&
        t->core[0] != 'v' && t->core[0] != 'x')
        spoken_add_letters(s, t->core, 1, &t->said);
    else if (!spoken_add_number(s, t->core, t->core_bytes, &t->said))
        return false;
    t->opens = false;
    t->stop = ',';
    return true;
}

/* Abbreviations that stand before a number or a letter. */
static const struct reference {
    const char *sign, *word;
    bool is_many;
    bool needs_dot; /* without its full stop, or a figure glued to it, it is another word */
} references[] = {
    {"p", "page", false, true},           {"pp", "pages", true, false},
    {"pg", "page", false, false},         {"pgs", "pages", true, false},
    {"ch", "chapter", false, false},      {"chs", "chapters", true, false},
    {"chap", "chapter", false, true},     {"app", "appendix", false, true},
    {"s", "section", false, true},        {"ss", "sections", true, false},
    {"sec", "section", false, false},     {"sect", "section", false, false},
    {"para", "paragraph", false, false},  {"paras", "paragraphs", true, false},
    {"art", "article", false, true},      {"arts", "articles", true, false},
    {"vol", "volume", false, false},      {"vols", "volumes", true, false},
    {"no", "number", false, true},        {"nos", "numbers", true, false},
    {"fig", "figure", false, false},      {"figs", "figures", true, false},
    {"sch", "schedule", false, false},    {"reg", "regulation", false, false},
    {"regs", "regulations", true, false}, {"cl", "clause", false, false},
    {"pt", "part", false, true},          {"ed", "edition", false, true},
    {"col", "column", false, true},       {"ref", "reference", false, true},
    {"fn", "footnote", false, false},     {"n", "note", false, true},
    {"ll", "lines", true, false},         {"l", "line", false, true},
    {"tel", "telephone", false, false},   {"ext", "extension", false, false},
};

/* What may stand after a reference: a number, Roman numerals, one capital letter. */
static bool is_referred(const struct token *t)
{
    if (!t->core_bytes || t->opens)
        return false;
    return spoken_is_digit(t->core[0]) || (t->core_bytes == 1 && spoken_is_upper(t->core[0])) ||
           spoken_roman(t->core, t->core_bytes);
}

static void say_referred(struct sentence *s, size_t i, bool with_and)
{
    struct token *t = &s->tokens[i];
    if (with_and)
        number_add_word(&t->said, "and");
    if (!spoken_add_number(s, t->core, t->core_bytes, &t->said))
        spoken_add_word(s, t->core, t->core_bytes, &t->said);
    t->is_done = true;
}

/* "5, 28, 31": the numbers after 'pages'; 'and' before the last when nothing joins it yet. */
static void say_list(struct sentence *s, size_t first)
{
    size_t last = first;
    while (last + 1 < s->count && s->tokens[last].stop == ',' &&
           is_referred(&s->tokens[last + 1]) &&
           s->tokens[last].text[s->tokens[last].bytes - 1] == ',')
        last++;
    const struct token *after = spoken_at(s, last + 1);
    bool is_joined = spoken_one_of(after->core, after->core_bytes, "and & or to") >= 0;
    for (size_t k = first; k <= last && k < s->count; k++) {
        bool is_last = k == last && last > first && !is_joined;
        say_referred(s, k, is_last);
        if (k + 1 == last && !is_joined)
            s->tokens[k].stop = 0;
    }
}

/* "p.47", "pp. 8, 43", "No. 6", "ss. 63 and 64", "app. B" */
static bool rule_reference(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t letters = 0;
    while (letters < t->core_bytes &&
           (spoken_is_lower(t->core[letters]) || spoken_is_upper(t->core[letters])))
        letters++;
    if (letters > 1 && spoken_is_upper(t->core[1]))
        return false;
    size_t sign_bytes = letters + (letters < t->core_bytes && t->core[letters] == '.');
    if (letters == 1 && spoken_is_upper(t->core[0]) && sign_bytes == letters && t->core_bytes > 1)
        return false; /* "P1" is no page */
    bool is_glued = sign_bytes < t->core_bytes && spoken_is_digit(t->core[sign_bytes]);
    if (sign_bytes < t->core_bytes && !is_glued)
        return false;
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        const struct reference *r = &references[k];
        if (!spoken_same(t->core, letters, r->sign))
            continue;
        const struct token *next = spoken_at(s, i + 1);
        if (strcmp(r->sign, "no") == 0 && t->has_dot &&
            spoken_same(next->core, next->core_bytes, "of")) {
            number_add_word(&t->said, r->word); /* "No. of pupils" */
            t->stop = 0;
            return true;
        }
        bool is_named = letters > 1 && spoken_is_upper(t->core[0]) &&
                        spoken_is_digit(first_of(next)) && !t->stop; /* "No 6", "Art 8" */
        if (is_glued) {
            number_add_word(&t->said, r->word);
            struct str number = {0};
            if (!spoken_add_number(s, t->core + sign_bytes, t->core_bytes - sign_bytes, &number))
                spoken_add_word(s, t->core + sign_bytes, t->core_bytes - sign_bytes, &number);
            number_add_word(&t->said, str_text(&number));
            str_free(&number);
            return true;
        }
        if (!is_referred(next) || (r->needs_dot && !t->has_dot && !is_named) ||
            (t->stop && t->stop != '.') ||
            (strcmp(r->sign, "no") == 0 && !spoken_is_digit(first_of(next))))
            return false;
        if (strcmp(r->sign, "tel") == 0 || strcmp(r->sign, "ext") == 0) {
            number_add_word(&t->said, r->word);
            t->stop = ',';
            return true;
        }
        t->stop = 0;
        number_add_word(&t->said, r->word);
        if (r->is_many)
            say_list(s, i + 1);
        else
            say_referred(s, i + 1, false);
        return true;
    }
    return false;
}

/* "Article 24(2)(a)", "paragraph 8.6.14", "Schedule XIV", "Part I" */
static bool rule_numbered(struct sentence *s, size_t i)
{
    static const char numbered[] =
        "schedule volume part chapter book article section title annex appendix phase act scene "
        "war "
        "type level stage class grade paragraph clause rule regulation protocol table figure unit "
        "module option group step box form band tier zone area key plan schedules parts chapters "
        "articles sections paragraphs volumes appendices annexes";
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    if (!i || before->stop || t->opens ||
        spoken_one_of(before->core, before->core_bytes, numbered) < 0)
        return false;
    bool is_roman = spoken_is_upper(first_of(t)) && spoken_roman(t->core, t->core_bytes);
    bool is_letter = t->core_bytes == 1 && spoken_is_upper(t->core[0]) && t->core[0] != 'I';
    bool is_number = spoken_is_digit(first_of(t));
    if (is_roman && !is_capitalised(before) && t->core_bytes == 1 && t->core[0] == 'I')
        return false;
    if (!is_roman && !is_letter && !is_number)
        return false;
    return spoken_add_number(s, t->core, t->core_bytes, &t->said);
}

/* "Leo XIII", "Henry V": kings, queens and popes. */
static bool rule_monarch(struct sentence *s, size_t i)
{
    static const char names[] =
        "Henry George Elizabeth Charles Edward William James Richard Mary John "
        "Louis Philip Francis Leo Pius Paul Benedict Alexander Catherine "
        "Peter Nicholas Frederick Stephen Anne David Robert Innocent Gregory";
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    const char *text = t->core;
    size_t bytes = t->core_bytes;
    const char *ending = "";
    if (bytes > 2 && memcmp(text + bytes - 2, "'s", 2) == 0) {
        bytes -= 2;
        ending = "'s";
    } else if (bytes > 4 && memcmp(text + bytes - 4, "\xe2\x80\x99s", 4) == 0) {
        bytes -= 4;
        ending = "'s";
    }
    unsigned value = bytes && spoken_is_upper(text[0]) ? spoken_roman(text, bytes) : 0;
    if (!value || value > 40 || !i || before->stop || !is_capitalised(before) || s->is_capitals)
        return false;
    bool is_monarch = spoken_one_of(before->core, before->core_bytes, names) >= 0;
    if (!is_monarch && bytes < 2)
        return false;
    if (!is_monarch && lexicon_find(s->lexicon, text, bytes))
        return false;
    number_add_word(&t->said, "the");
    number_add_ordinal(&t->said, value);
    str_add(&t->said, ending);
    return true;
}

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

/* "0161 496 0682", "+44 20 7946 0000", "(020) 7946 0000": ten to thirteen digits, the first 0 or +. */
static bool rule_telephone(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (first_of(t) != '0' && !(first_of(t) == '+' && t->core_bytes > 1))
        return false;
    size_t total = 0, end = i;
    while (end < s->count && digits_of(&s->tokens[end]) &&
           (end == i || s->tokens[end - 1].stop == 0 ||
            s->tokens[end - 1].text[s->tokens[end - 1].bytes - 1] == ')')) {
        total += digits_of(&s->tokens[end]);
        end++;
    }
    bool has_short_code =
        total == 3 + 3 && end > i + 1; /* 0300 123 0000 has more; 0 800 111 less */
    if ((total < 10 && !(total >= 7 && end > i + 1) && !has_short_code) || total > 14)
        return false;
    for (size_t k = i; k < end; k++) {
        struct token *group = &s->tokens[k];
        if (group->core[0] == '+')
            number_add_word(&group->said, "plus");
        for (size_t at = 0; at < group->core_bytes;) {
            size_t length = 0;
            while (at + length < group->core_bytes && spoken_is_digit(group->core[at + length]))
                length++;
            if (at && length && group->said.length_bytes > 4)
                str_add_char(&group->said, ',');
            number_add_digits(&group->said, group->core + at, length, true);
            at += length + 1;
        }
        group->is_done = true;
        group->opens = false;
        if (k + 1 < end)
            group->stop = ',';
    }
    return true;
}

static void add_isbn(struct token *t)
{
    for (size_t k = 0; k < t->core_bytes; k++) {
        if (spoken_is_digit(t->core[k]))
            number_add_digits(&t->said, t->core + k, 1, false);
        else if (spoken_dash(t->core + k, t->core_bytes - k))
            str_add_char(&t->said, ',');
        else if (t->core[k] == 'X' || t->core[k] == 'x')
            number_add_word(&t->said, "X");
    }
}

/* The number after ISBN or ISSN: digit by digit, a breath at each hyphen. */
static bool rule_isbn(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    if (!i || !spoken_is_digit(first_of(t)) ||
        spoken_one_of(before->core, before->core_bytes, "ISBN ISSN ISBN-13 ISBN-10 DOI UPRN") < 0)
        return false;
    add_isbn(t);
    for (size_t k = i + 1;
         k < s->count && spoken_is_digit(first_of(&s->tokens[k])) && !s->tokens[k - 1].stop; k++) {
        s->tokens[k - 1].stop = ',';
        add_isbn(&s->tokens[k]);
        s->tokens[k].is_done = true;
    }
    return true;
}

/* "St." and "Dr" mean two things each. */
static bool rule_title_or_street(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    static const struct {
        const char *sign, *title, *street;
    } both[] = {{"St", "Saint", "Street"}, {"Dr", "Doctor", "Drive"}};
    for (size_t k = 0; k < sizeof both / sizeof *both; k++) {
        if (!spoken_same(t->core, t->core_bytes, both[k].sign) || !is_capitalised(t) ||
            s->is_capitals)
            continue;
        bool name_follows =
            is_capitalised(next) || (next->core_bytes == 1 && spoken_is_upper(first_of(next)));
        bool is_title = name_follows && (t->stop == 0 || t->stop == '.') &&
                        !(is_capitalised(before) && t->stop != 0 && !t->has_dot);
        if (!is_title && !is_capitalised(before))
            return false;
        number_add_word(&t->said, is_title ? both[k].title : both[k].street);
        if (t->has_dot && i + 1 < s->count)
            t->stop = 0;
        return true;
    }
    return false;
}

/* "e.g.", "approx.", "Rd.": the lexicon's forms that end in a full stop. */
static bool rule_abbreviation(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    char with_dot[24];
    bool is_initial = t->core_bytes == 1 && spoken_is_upper(t->core[0]);
    if (!t->has_dot || is_initial || t->core_bytes + 1 > sizeof with_dot)
        return false;
    memcpy(with_dot, t->core, t->core_bytes);
    with_dot[t->core_bytes] = '.';
    const char *entry = lexicon_find(s->lexicon, with_dot, t->core_bytes + 1);
    bool goes_on = i + 1 < s->count;
    /* At the end of a sentence the stop may be just that: "I met Ed." */
    bool is_sure = goes_on || !i || lexicon_find(s->lexicon, t->core, t->core_bytes);
    if (!entry || !is_sure)
        return false;
    number_add_word(&t->said, entry);
    char last = t->text[t->bytes - 1];
    if (strchr(",;:?!", last))
        t->stop = last;
    else if (goes_on && t->stop == '.')
        t->stop = 0;
    return true;
}

/* "T.S", "U.K": capitals with full stops between. */
static bool is_dotted_name(const struct token *t)
{
    for (size_t k = 0; k < t->core_bytes; k++) {
        if (k % 2 ? t->core[k] != '.' : !spoken_is_upper(t->core[k]))
            return false;
    }
    return t->core_bytes >= 3;
}

/* "C. J. Davies": initials, and the letter A where it is no article. */
static bool rule_initial(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    if (t->has_dot && is_dotted_name(t) && i + 1 < s->count) {
        t->stop = t->stop == '.' ? 0 : t->stop;
        spoken_add_letters(s, t->core, t->core_bytes, &t->said);
        return true;
    }
    if (t->core_bytes != 1 || !spoken_is_upper(t->core[0]))
        return false;
    if (t->has_dot && (is_capitalised(next) || next->core_bytes == 1)) {
        t->stop = 0;
        spoken_add_letters(s, t->core, 1, &t->said);
        return true;
    }
    bool ends = i + 1 == s->count || t->stop;
    if (t->core[0] != 'A' ||
        (!ends &&
         !(is_capitalised(before) && i > 1 && !before->stop && spoken_is_lower(first_of(next)))) ||
        (i == 0 && !t->stop))
        return false;
    spoken_add_letters(s, t->core, 1, &t->said);
    return true;
}

/* "Dial 999", "Text 66777": short numbers are said digit by digit. */
static bool rule_dial(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    size_t digits = digits_of(t);
    bool texts = spoken_same(before->core, before->core_bytes, "to") && i > 1 &&
                 (spoken_same(spoken_at(s, i - 2)->core, spoken_at(s, i - 2)->core_bytes, "text") ||
                  spoken_same(spoken_at(s, i - 3)->core, spoken_at(s, i - 3)->core_bytes, "text"));
    if (!i || digits < 3 || digits > 6 || digits != t->core_bytes || before->stop)
        return false;
    if (!texts && spoken_one_of(before->core, before->core_bytes,
                                "dial text call ring phone telephone extension ext pin code") < 0)
        return false;
    number_add_digits(&t->said, t->core, t->core_bytes, true);
    return true;
}

/* "A-Z", "P to T" with a dash: two letters. */
static bool rule_letter_range(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->core_bytes < 3 || !spoken_is_upper(t->core[0]))
        return false;
    size_t dash = spoken_dash(t->core + 1, t->core_bytes - 1);
    if (!dash || t->core_bytes != dash + 2 || !spoken_is_upper(t->core[dash + 1]))
        return false;
    spoken_add_letters(s, t->core, 1, &t->said);
    number_add_word(&t->said, "to");
    spoken_add_letters(s, t->core + dash + 1, 1, &t->said);
    return true;
}

/* A number in square brackets is a note's mark: nobody hears it. */
static bool rule_note_mark(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t digits = digits_of(t);
    return t->opens && t->text[0] == '[' && digits && digits == t->core_bytes && digits <= 3;
}

spoken_rule *const spoken_reference_rules[] = {rule_list_mark,
                                               rule_letter_range,
                                               rule_note_mark,
                                               rule_isbn,
                                               rule_telephone,
                                               rule_dial,
                                               rule_reference,
                                               rule_numbered,
                                               rule_title_or_street,
                                               rule_abbreviation,
                                               rule_monarch,
                                               rule_initial,
                                               NULL};
