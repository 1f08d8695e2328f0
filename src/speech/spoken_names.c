#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

/* Bytes of "II" in "II's", its ending put into *ending. */
static size_t without_possessive(const char *text, size_t bytes, const char **ending)
{
    size_t stem = spoken_stem(text, bytes, ending);
    if (stem && (*ending)[0] == '\'')
        return stem;
    *ending = "";
    return bytes;
}

static bool is_ruler(const struct sentence *s, size_t i)
{
    static const char names[] =
        "Henry George Elizabeth Charles Edward William James Richard Mary John Louis Philip "
        "Francis Leo Pius Paul Benedict Alexander Catherine Peter Nicholas Frederick Stephen Anne "
        "David Robert Innocent Gregory Clement Urban Boniface Victoria Haakon Harald Olav Carl "
        "Gustaf Margrethe Juan Alfonso Felipe Baudouin Leopold Albert Wilhelm Napoleon Ramesses "
        "Rameses Xerxes Darius Otto Matilda Malcolm Llywelyn Christian Umberto Ivan Alfred";
    static const char titles[] =
        "King Queen Pope Emperor Empress Prince Tsar Kaiser Pharaoh Sultan Shah";
    return spoken_is_one_of(spoken_at(s, i), names) ||
           spoken_is_one_of(spoken_at(s, i - 1), titles) ||
           spoken_is_one_of(spoken_at(s, i - 2), titles);
}

/* "Leo XIII", "Henry V": kings, queens and popes; "the XIX century"; "Apollo XI". */
static bool rule_monarch(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    const char *ending;
    size_t bytes = without_possessive(t->core, t->core_bytes, &ending);
    unsigned value = bytes && spoken_is_upper(t->core[0]) ? spoken_roman(t->core, bytes) : 0;
    bool has_name = spoken_is_upper(spoken_first(before)) && before->core_bytes > 1;
    if (!value || value > 39 || !i || before->stop)
        return false;
    bool is_the = spoken_is_one_of(before, "the") && bytes > 1;
    bool is_counted =
        is_the && (spoken_is_capitalised(next) || spoken_is_one_of(next, "century centuries"));
    if (!is_counted && (is_the || !has_name))
        return false;
    bool is_monarch = !is_counted && is_ruler(s, i - 1);
    if (!is_monarch && (bytes < 2 || s->is_capitals || lexicon_find(s->lexicon, t->core, bytes)))
        return false;
    if (is_monarch && bytes == 1 && t->core[0] == 'I' &&
        spoken_is_one_of(next, "am was will have had think know would can could do did"))
        is_monarch = spoken_is_one_of(next, "was had") ||
                     spoken_is_one_of(spoken_at(s, i - 2), "King Queen");
    if (!is_monarch && bytes == 1)
        return false;
    if (is_monarch)
        number_add_word(&t->said, "the");
    if (is_monarch || is_counted)
        number_add_ordinal(&t->said, value);
    else
        number_add_cardinal(&t->said, value);
    str_add(&t->said, ending);
    return true;
}

/* "XIV" by itself: three letters or more that hardly stand for anything else. */
static bool rule_lone_roman(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    for (size_t k = 0; k < t->core_bytes; k++) {
        if (!strchr("IVX", t->core[k]))
            return false;
    }
    unsigned value = t->core_bytes > 2 ? spoken_roman(t->core, t->core_bytes) : 0;
    if (!value || value == 30 || lexicon_find(s->lexicon, t->core, t->core_bytes))
        return false;
    number_add_cardinal(&t->said, value);
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
        if (!spoken_same(t->core, t->core_bytes, both[k].sign) || !spoken_is_capitalised(t) ||
            s->is_capitals)
            continue;
        bool name_follows = spoken_is_capitalised(next) ||
                            (next->core_bytes == 1 && spoken_is_upper(spoken_first(next)));
        bool is_title = name_follows && (t->stop == 0 || t->text[t->bytes - 1] == '.') &&
                        !(spoken_is_capitalised(before) && t->stop != 0 && !t->has_dot);
        if (!is_title && !spoken_is_capitalised(before))
            return false;
        number_add_word(&t->said, is_title ? both[k].title : both[k].street);
        if (t->has_dot && i + 1 < s->count)
            spoken_drop_dot(t);
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
    bool is_sure = goes_on || !i || memchr(t->core, '.', t->core_bytes) ||
                   lexicon_find(s->lexicon, t->core, t->core_bytes);
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

/* "Team A won", "got an A in maths", "A levels": within a sentence a capital A is the article in titles only. */
static bool is_letter_a(const struct sentence *s, size_t i)
{
    static const char studies[] =
        "result results exam exams student students pupils course courses "
        "subject subjects grade grades teacher teachers";
    const struct token *t = &s->tokens[i], *before = spoken_at(s, i - 1),
                       *next = spoken_at(s, i + 1);
    if (spoken_is_one_of(next, "levels") ||
        spoken_is_one_of(before, "an my her his their our your"))
        return true;
    if (spoken_is_one_of(next, "level") && spoken_is_one_of(spoken_at(s, i + 2), studies))
        return true;
    return i && t->text == t->core && before->core_bytes && !before->stop && !s->is_capitals &&
           !spoken_is_digit(spoken_first(before)) && spoken_is_lower(spoken_first(next));
}

/* "C. J. Davies": initials, and the letter A where it is no article. */
static bool rule_initial(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *next = spoken_at(s, i + 1);
    if (t->has_dot && is_dotted_name(t) && i + 1 < s->count) {
        t->stop = t->stop == '.' ? 0 : t->stop;
        spoken_add_letters(s, t->core, t->core_bytes, &t->said);
        return true;
    }
    if (t->core_bytes != 1 || !spoken_is_upper(t->core[0]))
        return false;
    if (t->has_dot && (spoken_is_capitalised(next) || next->core_bytes == 1)) {
        t->stop = 0;
        spoken_add_letters(s, t->core, 1, &t->said);
        return true;
    }
    bool ends = i + 1 == s->count || t->stop;
    if (t->core[0] == 'A' && t->core_bytes < t->bytes && t->core[1] == '*' &&
        t->core == t->text) { /* the grade */
        number_add_word(&t->said, "eigh star");
        return true;
    }
    if (t->core[0] == 'A' && spoken_is_one_of(next, "v vs") && !t->stop) { /* a case in court */
        spoken_add_letters(s, t->core, 1, &t->said);
        return true;
    }
    if (t->core[0] != 'A' || (!ends && !is_letter_a(s, i)) ||
        (i == 0 && !t->stop && !is_letter_a(s, i)))
        return false;
    spoken_add_letters(s, t->core, 1, &t->said);
    return true;
}

/* "A-Z", "P to T" with a dash: two letters. */
static bool rule_letter_range(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->core_bytes < 3 || !spoken_is_upper(t->core[0]))
        return false;
    size_t star = t->core[1] == '*'; /* "A*-C" */
    size_t dash = spoken_dash(t->core + 1 + star, t->core_bytes - 1 - star);
    if (!dash || t->core_bytes != star + dash + 2 || !spoken_is_upper(t->core[star + dash + 1]))
        return false;
    spoken_add_letters(s, t->core, 1, &t->said);
    number_add_word(&t->said, star ? "star to" : "to");
    spoken_add_letters(s, t->core + star + dash + 1, 1, &t->said);
    return true;
}

spoken_rule *const spoken_name_rules[] = {rule_letter_range,
                                          rule_title_or_street,
                                          rule_abbreviation,
                                          rule_monarch,
                                          rule_initial,
                                          rule_lone_roman,
                                          NULL};
