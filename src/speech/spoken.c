#include "speech/spoken.h"
#include "base/mem.h"
#include "speech/spoken_token.h"

#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MOST = 200
}; /* of a word: nobody wants to hear more, and espeak-ng would cut it anywhere */

bool spoken_same(const char *text, size_t bytes, const char *word)
{
    for (size_t i = 0; i < bytes; i++) {
        char a = text[i], b = word[i];
        if (spoken_is_upper(a))
            a = (char)(a + 32);
        if (spoken_is_upper(b))
            b = (char)(b + 32);
        if (a != b || !b)
            return false;
    }
    return word[bytes] == 0;
}

int spoken_one_of(const char *text, size_t bytes, const char *list)
{
    int place = 0;
    while (bytes && *list) {
        size_t length = strcspn(list, " ");
        char word[32];
        if (length == bytes && length < sizeof word) {
            memcpy(word, list, length);
            word[length] = 0;
            if (spoken_same(text, bytes, word))
                return place;
        }
        list += length + (list[length] == ' ');
        place++;
    }
    return -1;
}

const struct token *spoken_at(const struct sentence *s, size_t i)
{
    static const struct token none = {.text = "", .core = ""};
    return i < s->count ? &s->tokens[i] : &none;
}

static bool is_raised_digit(uint32_t cp)
{
    return cp == 0xb9 || cp == 0xb2 || cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079);
}

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == '`' || (cp >= 0x2018 && cp <= 0x201f) || cp == 0xab ||
           cp == 0xbb || cp == 0x2039 || cp == 0x203a;
}

static bool is_wide_dash(uint32_t cp)
{
    return cp >= 0x2012 && cp <= 0x2015;
}

static bool is_bullet(uint32_t cp)
{
    return cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || cp == 0xb7 || cp == 0x2219 ||
           cp == 0x2217 || (cp >= 0x25a0 && cp <= 0x25ff) || (cp >= 0x2610 && cp <= 0x2612) ||
           cp == 0x2605 || cp == 0x2606 || cp == 0x2756 || cp == 0x2794 || cp == 0x27a2 ||
           cp == 0x27a4 || (cp >= 0xe000 && cp <= 0xf8ff);
}

/* Signs that stand before a word and are not said. */
static bool is_lead(uint32_t cp)
{
    return is_quote(cp) || is_wide_dash(cp) || is_bullet(cp) || cp == '(' || cp == '[' ||
           cp == '{' || cp == '<' || cp == '*' || cp == 0x2026 || cp == 0xa1 || cp == 0xbf ||
           cp == 0x2020 || cp == 0x2021 || cp == 0xfeff || cp == 0x200b || cp == '_' || cp == '|';
}

static bool is_trail(uint32_t cp)
{
    return is_quote(cp) || is_wide_dash(cp) || is_raised_digit(cp) || cp == '.' || cp == ',' ||
           cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == ')' || cp == ']' ||
           cp == '}' || cp == '>' || cp == '*' || cp == 0x2026 || cp == 0x2020 || cp == 0x2021 ||
           cp == 0xae || cp == 0x2122 || cp == 0xfeff || cp == 0x200b || cp == '_' || cp == '|' ||
           cp == 0x60c || cp == 0x61b || cp == 0x61f || cp == 0x6d4;
}

/* The stop that a sign stands for, and how strong it is. */
static char stop_of(uint32_t cp)
{
    if (cp == 0x60c)
        return ',';
    if (cp == 0x61b)
        return ';';
    if (cp == 0x61f)
        return '?';
    if (cp == 0x6d4)
        return '.';
    if (cp == 0x2026 || cp == ')' || cp == ']' || is_wide_dash(cp))
        return ',';
    return cp < 0x80 && strchr(",;:.?!", (int)cp) && cp ? (char)cp : 0;
}

static char stronger(char a, char b)
{
    static const char order[] = ",;:.!?";
    if (!a || !b)
        return a ? a : b;
    return strchr(order, a) > strchr(order, b) ? a : b;
}

/* The bytes of the first LETTERS_MOST code points. */
static size_t cut_letters(const char *text, size_t bytes)
{
    size_t at = 0, used;
    for (int n = 0; n < LETTERS_MOST && at < bytes; n++, at += used)
        utf8_decode(text + at, bytes - at, &used);
    return at < bytes ? at : bytes;
}

static bool keeps_lead(uint32_t cp, const char *rest, size_t bytes)
{
    /* '-6' and '<6' keep their sign */
    return (cp == '-' || cp == '<') && bytes && spoken_is_digit(rest[0]);
}

static void find_core(struct token *t)
{
    size_t used, at = 0, end = t->bytes;
    while (at < end) {
        uint32_t cp = utf8_decode(t->text + at, end - at, &used);
        bool keeps = keeps_lead(cp, t->text + at + 1, end - at - 1);
        bool lone_dash = cp == '-' && !keeps;
        if (keeps || (!is_lead(cp) && !lone_dash))
            break;
        t->opens = t->opens || cp == '(' || cp == '[' || is_wide_dash(cp) || lone_dash;
        at += used;
    }
    while (end > at) {
        size_t begin = end - 1;
        while (begin > at && (t->text[begin] & 0xc0) == 0x80)
            begin--;
        uint32_t cp = utf8_decode(t->text + begin, end - begin, &used);
        bool closes_inside =
            cp == ')' && end - at > 1 && memchr(t->text + at, '(', end - at - 1) != NULL;
        if (!is_trail(cp) || closes_inside)
            break;
        t->stop = stronger(t->stop, stop_of(cp));
        t->has_dot = cp == '.';
        end = begin;
    }
    t->core = t->text + at;
    t->core_bytes = end - at;
}

static bool is_letter_at(const char *text, size_t bytes, bool *is_small)
{
    size_t used;
    uint32_t cp = utf8_decode(text, bytes, &used);
    *is_small = (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff);
    return *is_small || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde);
}

/* Two or more words, and not one small letter. */
static bool is_in_capitals(const struct sentence *s)
{
    size_t words = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool has_letter = false;
        for (size_t k = 0; k < s->tokens[i].core_bytes; k++) {
            bool is_small;
            if (!is_letter_at(s->tokens[i].core + k, s->tokens[i].core_bytes - k, &is_small))
                continue;
            if (is_small)
                return false;
            has_letter = true;
        }
        words += has_letter && s->tokens[i].core_bytes > 1;
    }
    return words >= 2;
}

static bool run_rules(struct sentence *s, size_t i, spoken_rule *const *rules)
{
    for (; *rules; rules++) {
        if ((*rules)(s, i))
            return true;
    }
    return false;
}

/* Says one token, and whatever its rule takes with it. */
static void say_token(struct sentence *s, size_t i)
{
    struct token *t = &s->tokens[i];
    if (t->is_done)
        return;
    t->is_done = true;
    if (t->is_raised || !t->core_bytes)
        return;
    if (spoken_add_address(s, t->core, t->core_bytes, &t->said))
        return;
    if (s->is_english &&
        (run_rules(s, i, spoken_date_rules) || run_rules(s, i, spoken_reference_rules) ||
         run_rules(s, i, spoken_money_rules) || run_rules(s, i, spoken_number_rules)))
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
    struct sentence s = {.lexicon = lexicon, .is_english = is_english, .count = count};
    s.tokens = mem_new(count, sizeof *s.tokens);
    for (size_t i = 0; i < count; i++) {
        struct token *t = &s.tokens[i];
        t->text = words[i].text;
        t->bytes = cut_letters(words[i].text, words[i].bytes);
        t->space_after = words[i].space_after;
        t->is_raised = words[i].is_raised;
        find_core(t);
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
