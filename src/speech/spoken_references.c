#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

/* "(b)", "(iv)" */
static bool is_bracketed_letter(const struct token *t)
{
    return t->text[0] == '(' && t->core == t->text + 1 && spoken_is_lower(spoken_first(t)) &&
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
    bool is_number = spoken_is_digit(spoken_first(t));
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
    bool needs_dot; /* without its full stop, or a figure, it is another word */
} references[] = {
    {"p", "page", false, true},
    {"pp", "pages", true, false},
    {"pg", "page", false, false},
    {"pgs", "pages", true, false},
    {"ch", "chapter", false, false},
    {"chs", "chapters", true, false},
    {"chap", "chapter", false, true},
    {"app", "appendix", false, true},
    {"s", "section", false, true},
    {"ss", "sections", true, false},
    {"sec", "section", false, false},
    {"sect", "section", false, false},
    {"para", "paragraph", false, false},
    {"paras", "paragraphs", true, false},
    {"art", "article", false, true},
    {"arts", "articles", true, false},
    {"vol", "volume", false, false},
    {"vols", "volumes", true, false},
    {"no", "number", false, true},
    {"nos", "numbers", true, false},
    {"fig", "figure", false, false},
    {"figs", "figures", true, false},
    {"tab", "table", false, true},
    {"sch", "schedule", false, false},
    {"reg", "regulation", false, false},
    {"regs", "regulations", true, false},
    {"cl", "clause", false, false},
    {"cls", "clauses", true, false},
    {"pt", "part", false, true},
    {"ed", "edition", false, true},
    {"col", "column", false, true},
    {"ref", "reference", false, true},
    {"fn", "footnote", false, false},
    {"n", "note", false, true},
    {"ll", "lines", true, false},
    {"l", "line", false, true},
    {"yr", "year", false, false},
    {"yrs", "years", true, false},
    {"rec", "recommendation", false, true},
    {"appx", "appendix", false, false},
    {"bk", "book", false, false},
    {"rm", "room", false, false},
    {"q", "question", false, true},
    {"r", "rule", false, true},
    {"rr", "rules", true, false},
    {"tel", "telephone", false, false},
    {"ext", "extension", false, false},
};

/* "IV", "IV-VI" */
static bool is_roman_or_range(const char *text, size_t bytes)
{
    size_t first = 0;
    while (first < bytes && (spoken_is_upper(text[first]) || spoken_is_lower(text[first])))
        first++;
    size_t dash = spoken_dash(text + first, bytes - first);
    return spoken_roman(text, first) &&
           (first == bytes || (dash && spoken_roman(text + first + dash, bytes - first - dash)));
}

/* "ii", "ix", "v"; a small i alone is more often the pronoun. */
static bool is_small_roman(const char *text, size_t bytes)
{
    for (size_t k = 0; k < bytes; k++) {
        if (spoken_is_upper(text[k]) || (spoken_is_lower(text[k]) && !strchr("ivx", text[k])))
            return false;
    }
    return bytes && is_roman_or_range(text, bytes) && !(bytes == 1 && text[0] == 'i');
}

/* What may stand after a reference: a number, Roman numerals, one capital letter. */
static bool is_referred(const struct token *t)
{
    if (!t->core_bytes || t->opens)
        return false;
    return spoken_is_digit(t->core[0]) || (t->core_bytes == 1 && spoken_is_upper(t->core[0])) ||
           is_roman_or_range(t->core, t->core_bytes);
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

/* "no 6 pupils", "ed 5": even before a figure these may be words. */
static bool is_other_word(const char *sign)
{
    return strcmp(sign, "no") == 0 || strcmp(sign, "ed") == 0;
}

static bool is_long(const struct token *t)
{
    return numeral_read(t->core, t->core_bytes).bytes == t->core_bytes && t->core_bytes >= 5;
}

static void add_glued(struct sentence *s, struct token *t, const struct reference *r, size_t from)
{
    struct str number = {0};
    number_add_word(&t->said, r->word);
    if (!spoken_add_number(s, t->core + from, t->core_bytes - from, &number))
        spoken_add_word(s, t->core + from, t->core_bytes - from, &number);
    number_add_word(&t->said, str_text(&number));
    str_free(&number);
}

/* "Charity no 1124424": after such a word it is a number even without a full stop. */
static bool is_number_of(const struct sentence *s, size_t i)
{
    static const char numbered[] = "charity company issue registration registered ref reference "
                                   "account order membership policy claim case phone VAT";
    return spoken_is_one_of(spoken_at(s, i - 1), numbered);
}

/* Token i is the sign; what it refers to follows. */
static bool say_reference(struct sentence *s, size_t i, const struct reference *r, size_t letters)
{
    struct token *t = &s->tokens[i];
    const struct token *next = spoken_at(s, i + 1);
    bool is_no = strcmp(r->sign, "no") == 0, is_number = is_no && is_number_of(s, i);
    bool is_named =
        spoken_is_digit(spoken_first(next)) && (!t->stop || is_number) &&
        (letters > 1 ? spoken_is_upper(t->core[0]) || is_number || !is_other_word(r->sign)
                     : spoken_is_lower(t->core[0])); /* "No 6", "p 8", "art 14" */
    if (!is_referred(next) || (r->needs_dot && !t->has_dot && !is_named) ||
        (t->stop && t->stop != '.' && !is_number) ||
        (is_no && !spoken_is_digit(spoken_first(next))))
        return false;
    number_add_word(&t->said, r->word);
    bool is_call = strcmp(r->sign, "tel") == 0 || strcmp(r->sign, "ext") == 0;
    t->stop = is_call ? ',' : 0;
    bool is_year = strcmp(r->sign, "regs") == 0 && next->core_bytes == 4 &&
                   numeral_read(next->core, 4).bytes == 4;
    if (is_call || is_year || is_long(next)) /* "Regs 1999", "no. 1124424": other rules know them */
        return true;
    if (r->is_many)
        say_list(s, i + 1);
    else
        say_referred(s, i + 1, false);
    return true;
}

/* "p.47", "pp. 8, 43", "No. 6", "ss. 63 and 64", "app. B" */
static bool rule_reference(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    size_t letters = spoken_letters(t);
    if (letters > 1 && spoken_is_upper(t->core[1]))
        return false;
    size_t sign_bytes = letters + (letters < t->core_bytes && t->core[letters] == '.');
    const struct token *next = spoken_at(s, i + 1);
    if (letters == 1 && spoken_is_upper(t->core[0]) &&
        (t->core_bytes > 1 ? sign_bytes == letters : !spoken_is_digit(spoken_first(next))))
        return false; /* "P1" is no page, "R. D. Laing" no rule */
    bool is_glued = sign_bytes < t->core_bytes &&
                    (spoken_is_digit(t->core[sign_bytes]) ||
                     (sign_bytes > letters &&
                      is_small_roman(t->core + sign_bytes, t->core_bytes - sign_bytes)));
    if (sign_bytes < t->core_bytes && !is_glued)
        return false;
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        const struct reference *r = &references[k];
        if (!spoken_same(t->core, letters, r->sign))
            continue;
        if (strcmp(r->sign, "no") == 0 && t->has_dot &&
            spoken_same(next->core, next->core_bytes, "of")) {
            number_add_word(&t->said, r->word); /* "No. of pupils" */
            t->stop = 0;
            return true;
        }
        if (!is_glued)
            return say_reference(s, i, r, letters);
        add_glued(s, t, r, sign_bytes);
        return true;
    }
    return false;
}

/* "Part I play": the pronoun after a word that begins a heading. */
static bool is_pronoun(const struct sentence *s, size_t i)
{
    static const char verbs[] = "play played am was will have had think know would can could do "
                                "did want wanted need needed "
                                "read wrote like liked saw made feel felt went see say said";
    return spoken_is_one_of(spoken_at(s, i + 1), verbs);
}

/* An EHC plan's sections are letters, A to K: its Section I names the school. */
static bool is_of_plan(const struct sentence *s, size_t at)
{
    for (size_t i = at > SPOKEN_AROUND ? at - SPOKEN_AROUND : 0;
         i < s->count && i < at + SPOKEN_AROUND; i++) {
        const struct token *t = &s->tokens[i];
        if (spoken_is_one_of(
                t, "EHC EHCP EHCPs plan plans placement school names named name naming") ||
            (i && spoken_is_one_of(&s->tokens[i - 1], "section") &&
             spoken_is_one_of(t, "A B D E F G H J K")))
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
        "articles sections paragraphs volumes appendices annexes item question "
        "recommendation footnote endnote note page pages slide sheet point category grades stages "
        "levels types phases classes tables figures boxes rules clauses regulations steps units";
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1);
    if (spoken_is_one_of(before, "and or to &") && i > 2 && !s->tokens[i - 2].stop &&
        is_roman_or_range(s->tokens[i - 2].core, s->tokens[i - 2].core_bytes) &&
        is_roman_or_range(t->core, t->core_bytes) && spoken_is_one_of(&s->tokens[i - 3], numbered))
        return spoken_add_number(s, t->core, t->core_bytes, &t->said); /* "Parts I and II" */
    if (!i || before->stop || t->opens ||
        spoken_one_of(before->core, before->core_bytes, numbered) < 0)
        return false;
    bool is_small = spoken_is_lower(spoken_first(t));
    bool is_roman = is_small ? is_small_roman(t->core, t->core_bytes)
                             : is_roman_or_range(t->core, t->core_bytes);
    bool is_letter = t->core_bytes == 1 && spoken_is_upper(t->core[0]) && t->core[0] != 'I';
    if (t->core_bytes == 1 && t->core[0] == 'I' && spoken_is_one_of(before, "section") &&
        is_of_plan(s, i)) {
        spoken_add_letters(s, t->core, 1, &t->said);
        return true;
    }
    bool is_number = spoken_is_digit(spoken_first(t));
    const char *bracket = memchr(t->core, '(', t->core_bytes);
    is_roman = is_roman || (bracket && is_roman_or_range(t->core, (size_t)(bracket - t->core)));
    if (is_roman && t->core_bytes == 1 && t->core[0] == 'I' &&
        (!spoken_is_upper(spoken_first(before)) || is_pronoun(s, i)))
        return false;
    if (!is_roman && !is_letter && !is_number)
        return false;
    return spoken_add_number(s, t->core, t->core_bytes, &t->said);
}

static bool is_short_number(const struct token *t)
{
    for (size_t k = 0; k < t->core_bytes; k++) {
        if (!spoken_is_digit(t->core[k]) && t->core[k] != ',' && t->core[k] != '-')
            return false;
    }
    return t->core_bytes && t->core_bytes <= 3;
}

/* "[2019] EWCA Civ 12 at [23]", "said so at [12] and [14]": a paragraph of a judgment, no note's mark. */
static bool is_pinpoint(const struct sentence *s, size_t i)
{
    for (size_t k = i > SPOKEN_AROUND ? i - SPOKEN_AROUND : 0; k < i; k++) {
        const struct token *t = &s->tokens[k];
        if ((t->text[0] == '[' && t->core_bytes == 4 && numeral_read(t->core, 4).bytes == 4) ||
            (spoken_is_one_of(t, "at para paras paragraph paragraphs") &&
             s->tokens[k + 1].text[0] == '['))
            return true;
    }
    return false;
}

/* A number in square brackets, "[12]" or "[4, 5]", is a note's mark: nobody hears it. */
static bool rule_note_mark(struct sentence *s, size_t i)
{
    const struct token *t = &s->tokens[i];
    size_t first = i;
    while (first && i - first < 4 && is_short_number(&s->tokens[first]) &&
           s->tokens[first].text[0] != '[' &&
           !memchr(s->tokens[first - 1].text, ']', s->tokens[first - 1].bytes))
        first--;
    return is_short_number(t) && is_short_number(&s->tokens[first]) &&
           s->tokens[first].text[0] == '[' && i - first < 4 && !is_pinpoint(s, i);
}

spoken_rule *const spoken_list_rules[] = {rule_list_mark, rule_note_mark, NULL};
spoken_rule *const spoken_reference_rules[] = {rule_reference, rule_numbered, NULL};
