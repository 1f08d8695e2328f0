#include "speech/spoken.h"
#include "base/mem.h"
#include "speech/spoken_token.h"

#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MOST = 200
}; /* of a word: nobody wants to hear more, and espeak-ng would cut it anywhere */

/* The bytes of the first LETTERS_MOST code points. */
static size_t cut_letters(const char *text, size_t bytes)
{
    size_t at = 0, used;
    for (int n = 0; n < LETTERS_MOST && at < bytes; n++, at += used)
        utf8_decode(text + at, bytes - at, &used);
    return at < bytes ? at : bytes;
}

static bool is_letter_at(const char *text, size_t bytes, bool *is_small)
{
    size_t used;
    uint32_t cp = utf8_decode(text, bytes, &used);
    *is_small = (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff);
    return *is_small || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde);
}

/* "EHCPs", "DfE": their small letters say nothing of the sentence. */
static bool is_acronym(const struct sentence *s, const struct token *t)
{
    const char *ending = "";
    size_t stem = spoken_stem(t->core, t->core_bytes, &ending), small = 0;
    if (!stem)
        stem = t->core_bytes;
    for (size_t k = 0; k < stem; k++)
        small += !spoken_is_upper(t->core[k]);
    bool has_two = t->core_bytes > 1 && spoken_is_upper(t->core[0]);
    return has_two &&
           (!small ||
            (stem <= 6 && (spoken_is_upper(t->core[stem - 1]) || spoken_is_upper(t->core[1])) &&
             lexicon_find(s->lexicon, t->core, stem)));
}

/* Two or more words, and not one small letter. */
static bool is_in_capitals(const struct sentence *s)
{
    size_t words = 0, acronyms = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->tokens[i];
        bool has_letter = false, has_small = false;
        for (size_t k = 0; k < t->core_bytes; k++) {
            bool is_small;
            bool is_letter = is_letter_at(t->core + k, t->core_bytes - k, &is_small);
            has_letter = has_letter || is_letter;
            has_small = has_small || (is_letter && is_small);
        }
        bool is_number = spoken_is_digit(spoken_first(t));
        if (has_small && !is_number && !is_acronym(s, t))
            return false;
        acronyms += has_small && !is_number;
        words += has_letter && t->core_bytes > 1;
    }
    return words >= 2 && words > 2 * acronyms;
}

static bool run_rules(struct sentence *s, size_t i, spoken_rule *const *rules)
{
    for (; *rules; rules++) {
        if ((*rules)(s, i))
            return true;
    }
    return false;
}

/* Whether a dash that stands by itself may join it to another: a number, a sum, a day, a month. */
static bool ends_range(const struct token *t)
{
    static const char names[] =
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Weds Thu Thur "
        "Thurs Fri Sat Sun January February March April May June July August September October "
        "November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec noon midnight";
    if (!t->core_bytes || t->opens || spoken_is_digit(t->core[0]))
        return t->core_bytes && !t->opens;
    bool is_sum = t->core_bytes > 2 && memcmp(t->core, "\xc2\xa3", 2) == 0;
    return is_sum || (spoken_is_upper(t->core[0]) && spoken_is_one_of(t, names));
}

/* "1 - 4", "Mon - Fri" */
static bool add_lone_dash(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const struct token *before = spoken_at(s, i - 1), *next = spoken_at(s, i + 1);
    if (!i || !spoken_is_dash(t) || before->stop || !ends_range(before) || !ends_range(next))
        return false;
    t->opens = false;
    t->stop = 0;
    str_add(&t->said, s->is_welsh ? "i" : "to");
    return true;
}

/* What staff wrote in a lexicon of their own: it goes before every rule. */
static bool add_from_staff(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    const char *entry = lexicon_find_own(s->lexicon, t->core, t->core_bytes);
    if (entry) {
        spoken_add_entry(s, entry, t->core, t->core_bytes, &t->said);
        return true;
    }
    const char *ending;
    size_t stem = spoken_stem(t->core, t->core_bytes, &ending);
    return stem && lexicon_find_own(s->lexicon, t->core, stem) &&
           spoken_add_inflected(s, t->core, t->core_bytes, &t->said);
}

static bool run_english(struct sentence *s, size_t i)
{
    return run_rules(s, i, spoken_code_rules) || run_rules(s, i, spoken_date_rules) ||
           run_rules(s, i, spoken_time_rules) || run_rules(s, i, spoken_list_rules) ||
           run_rules(s, i, spoken_reference_rules) || run_rules(s, i, spoken_name_rules) ||
           run_rules(s, i, spoken_money_rules) || run_rules(s, i, spoken_number_rules);
}

/* Says one token, and whatever its rule takes with it. */
static void say_token(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->is_done)
        return;
    t->is_done = true;
    if (t->is_raised || (!t->core_bytes && (s->is_english || s->is_welsh) && add_lone_dash(s, i)))
        return;
    if (!t->core_bytes || add_from_staff(s, i) ||
        spoken_add_address(s, t->core, t->core_bytes, &t->said))
        return;
    if (s->is_english ? run_english(s, i) : s->is_welsh && run_rules(s, i, spoken_welsh_rules))
        return;
    spoken_add_word(s, t->core, t->core_bytes, &t->said);
}

static bool ends_in_stop(const struct str *text)
{
    return !text->length_bytes || strchr(",;:.?! ", text->data[text->length_bytes - 1]);
}

static void put_stop(struct str *text, char stop)
{
    if (stop && !ends_in_stop(text))
        str_add_char(text, stop);
}

/* Joins what the tokens say, and notes where each of them stands. */
static void join(const struct sentence *s, struct spoken *out)
{
    bool wants_space = false;
    size_t at_bytes = 0;
    uint32_t at_cp = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->tokens[i];
        if (t->opens)
            put_stop(&out->text, ',');
        if (t->said.length_bytes) {
            bool as_written =
                t->said.length_bytes == t->bytes && memcmp(t->said.data, t->text, t->bytes) == 0;
            if (out->text.length_bytes && (wants_space || !as_written || ends_in_stop(&out->text)))
                str_add_char(&out->text, ' ');
            size_t begin = out->text.length_bytes;
            str_add_bytes(&out->text, t->said.data, t->said.length_bytes);
            at_cp += (uint32_t)utf8_count(out->text.data + at_bytes, begin - at_bytes);
            out->words[i].start_cp = at_cp;
            out->words[i].count_cp =
                (uint32_t)utf8_count(out->text.data + begin, out->text.length_bytes - begin);
            at_cp += out->words[i].count_cp;
            at_bytes = out->text.length_bytes;
            wants_space = t->space_after || !as_written;
        } else {
            wants_space = wants_space || t->space_after;
        }
        put_stop(&out->text, t->stop);
    }
}

void spoken_make(const struct lexicon *lexicon, const char *lang, const struct spoken_source *words,
                 size_t count, struct spoken *out)
{
    bool is_english = !lang[0] || (spoken_same(lang, 2, "en") && (!lang[2] || lang[2] == '-'));
    bool is_welsh = spoken_same(lang, strcspn(lang, "-"), "cy");
    struct sentence s = {
        .lexicon = lexicon, .is_english = is_english, .is_welsh = is_welsh, .count = count};
    s.tokens = mem_new(count, sizeof *s.tokens);
    for (size_t i = 0; i < count; i++) {
        struct token *t = &s.tokens[i];
        t->text = words[i].text;
        t->bytes = cut_letters(words[i].text, words[i].bytes);
        t->space_after = words[i].space_after;
        t->is_raised = words[i].is_raised;
        spoken_find_core(t);
    }
    s.is_capitals = is_in_capitals(&s);
    for (size_t i = 0; i < count; i++)
        say_token(&s, i);
    *out = (struct spoken){.words = mem_new(count, sizeof *out->words), .word_count = count};
    join(&s, out);
    for (size_t i = 0; i < count; i++)
        str_free(&s.tokens[i].said);
    free(s.tokens);
}

void spoken_make_text(const struct lexicon *lexicon, const char *lang, const char *text,
                      struct spoken *out)
{
    struct spoken_source *words = NULL;
    size_t count = 0, cap = 0, bytes = strlen(text);
    for (size_t at = 0, used; at < bytes;) {
        if (utf8_is_space(utf8_decode(text + at, bytes - at, &used))) {
            at += used;
            continue;
        }
        size_t begin = at;
        while (at < bytes && !utf8_is_space(utf8_decode(text + at, bytes - at, &used)))
            at += used;
        MEM_ROOM(words, count, cap);
        words[count++] = (struct spoken_source){text + begin, at - begin, true, false};
    }
    spoken_make(lexicon, lang, words, count, out);
    free(words);
}

void spoken_free(struct spoken *s)
{
    str_free(&s->text);
    free(s->words);
    *s = (struct spoken){0};
}
