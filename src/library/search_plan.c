#include "library/search_plan.h"
#include "base/mem.h"
#include "library/search_near.h"
#include "library/welsh.h"

#include <stdlib.h>
#include <string.h>

enum {
    TEXT_MOST_BYTES = 1000,
    FORMS_MOST = 32,  /* of one word */
    BEGUN_MOST = 40,  /* words that begin with what was typed */
    BEGUN_BY_ONE = 8, /* fewer for one or two letters, which begin common words */
    PHRASE_LEAST = 2, /* letters of a phrase's last word */
    PHRASE_BEGUN = 3,
    STEM_LEAST = 3
};

static const char *text_at(const struct plan *p, uint32_t at)
{
    return p->texts.data + at;
}

static uint32_t keep_text(struct plan *p, const char *text)
{
    uint32_t at = (uint32_t)p->texts.length_bytes;
    str_add_bytes(&p->texts, text, strlen(text) + 1);
    return at;
}

static bool is_small_word(const char *term)
{
    static const char *const words[] = {"a",   "an",  "the", "of", "and", "to",   "in",   "is",
                                        "are", "for", "on",  "at", "by",  "with", "from", "that",
                                        "it",  "as",  "be",  "or", "was", "this", "y",    "yr",
                                        "ac",  "i",   "o",   "yn", "ar",  "am",   "gan",  "mae"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], term) == 0)
            return true;
    return false;
}

static bool is_quote(uint32_t cp)
{
    return cp == '"' || (cp >= 0x201C && cp <= 0x201F) || cp == 0xAB || cp == 0xBB || cp == 0xFF02;
}

static void add_form(struct plan *p, uint32_t need, const char *text, enum search_fit fit)
{
    for (size_t i = p->form_count; i && p->forms[i - 1].need == need; i--)
        if (strcmp(text_at(p, p->forms[i - 1].text), text) == 0)
            return;
    MEM_ROOM(p->forms, p->form_count, p->form_cap);
    p->forms[p->form_count++] = (struct plan_form){keep_text(p, text), need, fit};
}

/* ---- from what was typed to needs */

struct reading {
    struct plan *plan;
    struct str phrase; /* the terms of a phrase that is still open */
    bool in_phrase;
};

static void add_need(struct plan *p, const char *asked, bool is_phrase)
{
    if (!*asked || p->need_count == SEARCH_MOST_WORDS)
        return;
    p->needs[p->need_count++] =
        (struct plan_need){.asked = keep_text(p, asked), .is_phrase = is_phrase};
}

static void end_phrase(struct reading *r)
{
    add_need(r->plan, str_text(&r->phrase), true);
    str_clear(&r->phrase);
    r->in_phrase = !r->in_phrase;
}

/* A word with signs in it keeps them as '+', so that its runs can be told again. */
static void take_word(struct reading *r, const char *word, size_t bytes)
{
    struct term term;
    struct str asked = {0};
    term_read(word, bytes, &term);
    str_add_bytes(&asked, term.text, term.bytes);
    for (uint32_t i = 0; i < term.run_count && !r->in_phrase; i++) {
        str_add_char(&asked, SEARCH_SAME_WORD);
        str_add_bytes(&asked, term.text + term.runs[i].at, term.runs[i].bytes);
    }
    if (r->in_phrase && asked.length_bytes) {
        if (r->phrase.length_bytes)
            str_add_char(&r->phrase, SEARCH_NEXT_WORD);
        str_add(&r->phrase, str_text(&asked));
    } else {
        add_need(r->plan, str_text(&asked), false);
    }
    str_free(&asked);
}

/* *open: the last word may still grow: nothing was typed after it. */
static void read_needs(struct plan *p, const char *text, bool *open)
{
    struct reading r = {.plan = p};
    size_t bytes = strnlen(text, TEXT_MOST_BYTES), word = 0, used;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        bool quote = is_quote(cp);
        if (!quote && !utf8_is_space(cp))
            continue;
        if (at > word)
            take_word(&r, text + word, at - word);
        if (quote)
            end_phrase(&r);
        word = at + used;
    }
    *open = word < bytes;
    if (word < bytes)
        take_word(&r, text + word, bytes - word);
    if (r.in_phrase)
        end_phrase(&r);
    str_free(&r.phrase);
    if (p->need_count)
        p->needs[p->need_count - 1].is_last = true;
}

static void set_small_words_aside(struct plan *p)
{
    uint32_t large = 0;
    for (uint32_t i = 0; i < p->need_count; i++) {
        struct plan_need *n = &p->needs[i];
        n->is_small = !n->is_phrase && is_small_word(text_at(p, n->asked));
        large += !n->is_small;
    }
    for (uint32_t i = 0; i < p->need_count && !large; i++)
        p->needs[i].is_small = false;
}

/* ---- from needs to forms */

/* Forms that spelling rules don't give. */
static const char *irregular(const char *term)
{
    static const char *const pairs[][2] = {
        {"child", "children"}, {"person", "people"}, {"man", "men"},       {"woman", "women"},
        {"teach", "taught"},   {"foot", "feet"},     {"tooth", "teeth"},   {"life", "lives"},
        {"say", "said"},       {"speak", "spoke"},   {"write", "written"}, {"write", "wrote"},
        {"choose", "chose"},   {"law", "legal"},     {"go", "went"},       {"pay", "paid"},
        {"buy", "bought"},     {"think", "thought"}, {"know", "knew"},     {"learn", "learnt"},
        {"plentyn", "plant"},  {"ty", "tai"},        {"dyn", "dynion"},    {"merch", "merched"},
        {"athro", "athrawon"}, {"ffordd", "ffyrdd"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(term, pairs[i][0]) == 0)
            return pairs[i][1];
        if (strcmp(term, pairs[i][1]) == 0)
            return pairs[i][0];
    }
    return NULL;
}

struct family {
    struct search *search;
    struct plan *plan;
    uint32_t need;
    enum search_fit fit;
    size_t most; /* forms that the plan may then hold */
};

/* Words whose Porter stem is that of `term`; they all begin as stem and term do together, a last i (of a y) aside. */
static void add_english(const struct family *f, const char *term)
{
    struct search_fts *fts = &f->search->base.fts;
    char stem[TERM_MOST_BYTES + 1], other[TERM_MOST_BYTES + 1], begin[TERM_MOST_BYTES + 1];
    search_fts_stem(fts, term, stem, sizeof stem);
    size_t both = 0;
    while (term[both] && term[both] == stem[both])
        both++;
    if (both > STEM_LEAST && term[both - 1] == 'i')
        both--;
    if (both < STEM_LEAST)
        return;
    memcpy(begin, term, both);
    begin[both] = '\0';
    sqlite3_stmt *row = search_statement(f->search, SEARCH_RANGE);
    if (!row)
        return;
    search_bind_range(row, begin);
    while (sqlite3_step(row) == SQLITE_ROW && f->plan->form_count < f->most) {
        const char *word = (const char *)sqlite3_column_text(row, 0);
        search_fts_stem(fts, word, other, sizeof other);
        if (strcmp(other, stem) == 0)
            add_form(f->plan, f->need, word, f->fit);
    }
    sqlite3_reset(row);
}

/* Words of Welsh text that have the stem of `term`. */
static void add_welsh_stem(const struct family *f, const char *term)
{
    size_t stem = welsh_stem_bytes(term);
    char begin[WELSH_FORM_BYTES] = "";
    sqlite3_stmt *row = search_statement(f->search, SEARCH_RANGE);
    if (!row || stem < STEM_LEAST)
        return;
    memcpy(begin, term, stem);
    search_bind_range(row, begin);
    while (sqlite3_step(row) == SQLITE_ROW && f->plan->form_count < f->most) {
        const char *word = (const char *)sqlite3_column_text(row, 0);
        if (sqlite3_column_int(row, 1) && welsh_stem_bytes(word) == stem)
            add_form(f->plan, f->need, word, f->fit);
    }
    sqlite3_reset(row);
}

static void add_welsh(const struct family *f, const char *term)
{
    char forms[WELSH_MOST_FORMS][WELSH_FORM_BYTES];
    size_t count = welsh_forms(term, forms);
    add_welsh_stem(f, term);
    for (size_t i = 0; i < count; i++) {
        bool welsh;
        if (search_has_word(f->search, forms[i], &welsh) && welsh)
            add_form(f->plan, f->need, forms[i], f->fit);
        add_welsh_stem(f, forms[i]);
    }
}

static void add_family(const struct family *f, const char *term)
{
    const char *other = irregular(term);
    if (other && search_has_word(f->search, other, NULL))
        add_form(f->plan, f->need, other, f->fit);
    add_english(f, term);
    if (f->search->has_welsh)
        add_welsh(f, term);
}

/* FTS5 could look for a beginning itself, but would go through every word that has it: the commonest are enough to choose from. */
static void add_begun(struct search *s, struct plan *p, uint32_t need, const char *begin)
{
    sqlite3_stmt *row = search_statement(s, SEARCH_BEGINNING);
    size_t bytes = strlen(begin);
    if (!row)
        return;
    search_bind_range(row, begin);
    sqlite3_bind_int64(
        row, 3, bytes * BEGUN_BY_ONE < BEGUN_MOST ? (int64_t)bytes * BEGUN_BY_ONE : BEGUN_MOST);
    while (sqlite3_step(row) == SQLITE_ROW) {
        const char *word = (const char *)sqlite3_column_text(row, 0);
        if (!is_small_word(word))
            add_form(p, need, word, SEARCH_BEGUN);
    }
    sqlite3_reset(row);
}

/* A phrase whose last word is being typed: with each of the commonest words that it may become, or, when one letter says too little,
 * without it. */
static void add_begun_phrase(struct search *s, struct plan *p, uint32_t need, char *phrase)
{
    char *last = strrchr(phrase, SEARCH_NEXT_WORD);
    if (!last) {
        add_form(p, need, phrase, SEARCH_EXACT);
        add_begun(s, p, need, phrase);
        return;
    }
    *last++ = '\0';
    sqlite3_stmt *row = strlen(last) >= PHRASE_LEAST ? search_statement(s, SEARCH_BEGINNING) : NULL;
    if (!row) {
        add_form(p, need, phrase, SEARCH_BEGUN);
        return;
    }
    struct str whole = {0};
    str_addf(&whole, "%s %s", phrase, last);
    add_form(p, need, str_text(&whole), SEARCH_EXACT);
    search_bind_range(row, last);
    sqlite3_bind_int64(row, 3, PHRASE_BEGUN);
    while (sqlite3_step(row) == SQLITE_ROW) {
        str_clear(&whole);
        str_addf(&whole, "%s %s", phrase, (const char *)sqlite3_column_text(row, 0));
        add_form(p, need, str_text(&whole), SEARCH_BEGUN);
    }
    sqlite3_reset(row);
    str_free(&whole);
}

static void add_near(struct search *s, struct plan *p, uint32_t need, const char *term, bool begins)
{
    struct near_word near[SEARCH_MOST_NEAREST];
    size_t count = search_near(s, term, begins, near), at = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < SEARCH_MOST_NEAREST && p->nearest[at])
            at++;
        if (at < SEARCH_MOST_NEAREST)
            p->nearest[at] = mem_copy_string(near[i].word);
    }
    if (!count)
        return;
    p->needs[need].is_near = true;
    add_form(p, need, near[0].word, SEARCH_NEAR);
    add_family(&(struct family){s, p, need, SEARCH_NEAR, p->form_count + FORMS_MOST}, near[0].word);
}

/* What is asked, as term and runs ("wellbeing+well+being"), into forms. */
static void find_word(struct search *s, struct plan *p, uint32_t need, char *asked, bool grows)
{
    size_t first = p->form_count;
    char *runs = strchr(asked, SEARCH_SAME_WORD);
    if (runs)
        *runs++ = '\0';
    const struct family family = {s, p, need, SEARCH_FORM, first + FORMS_MOST};
    if (search_has_word(s, asked, NULL))
        add_form(p, need, asked, SEARCH_EXACT);
    add_family(&family, asked);
    if (runs) {
        char *rest = strchr(runs, SEARCH_SAME_WORD);
        for (char *c = runs; *c; c++)
            if (*c == SEARCH_SAME_WORD)
                *c = SEARCH_NEXT_WORD;
        if (rest) /* 'well-being' is also 'well being' */
            add_form(p, need, runs, SEARCH_EXACT);
        else if (
            search_has_word(
                s, runs,
                NULL)) { /* "children's": what is left of it when single letters are not kept */
            add_form(p, need, runs, SEARCH_FORM);
            add_family(&family, runs);
        }
    }
    if (grows)
        add_begun(s, p, need, asked);
    if (p->form_count == first)
        add_near(s, p, need, asked, grows);
}

/* A phrase, and the same with two of its words written as one where the library does so: "well being" is also 'well-being'. */
static void add_phrase(struct search *s, struct plan *p, uint32_t need, const char *phrase)
{
    add_form(p, need, phrase, SEARCH_EXACT);
    for (const char *gap = strchr(phrase, SEARCH_NEXT_WORD); gap;
         gap = strchr(gap + 1, SEARCH_NEXT_WORD)) {
        struct str whole = {0};
        const char *first = gap;
        while (first > phrase && first[-1] != SEARCH_NEXT_WORD)
            first--;
        str_add_bytes(&whole, first, (size_t)(gap - first));
        str_add_bytes(&whole, gap + 1, strcspn(gap + 1, " "));
        bool is_word = search_has_word(s, str_text(&whole), NULL);
        str_clear(&whole);
        str_add_bytes(&whole, phrase, (size_t)(gap - phrase));
        str_add(&whole, gap + 1);
        if (is_word)
            add_form(p, need, str_text(&whole), SEARCH_EXACT);
        str_free(&whole);
    }
}

static void find_forms(struct search *s, struct plan *p, bool open)
{
    for (uint32_t i = 0; i < p->need_count; i++) {
        const struct plan_need *n = &p->needs[i];
        if (n->is_small)
            continue;
        char *asked = mem_copy_string(text_at(p, n->asked));
        if (n->is_phrase && n->is_last && open)
            add_begun_phrase(s, p, i, asked);
        else if (n->is_phrase)
            add_phrase(s, p, i, asked);
        else
            find_word(s, p, i, asked, n->is_last && open);
        free(asked);
    }
}

/* ---- what is told */

static const char *first_form(const struct plan *p, uint32_t need)
{
    for (size_t i = 0; i < p->form_count; i++)
        if (p->forms[i].need == need)
            return text_at(p, p->forms[i].text);
    return "";
}

/* As people write it. */
static char *shown(struct search *s, const char *term)
{
    sqlite3_stmt *row = search_statement(s, SEARCH_WORD);
    char *copy = NULL;
    if (row) {
        sqlite3_bind_text(row, 1, term, -1, SQLITE_STATIC);
        if (sqlite3_step(row) == SQLITE_ROW && sqlite3_column_bytes(row, 0) > 0)
            copy = mem_copy_string((const char *)sqlite3_column_text(row, 0));
        sqlite3_reset(row);
    }
    return copy ? copy : mem_copy_string(term);
}

static void show_words(struct search *s, struct plan *p)
{
    struct str instead = {0};
    bool any = false;
    for (size_t i = 0; i < SEARCH_MOST_NEAREST && p->nearest[i]; i++) {
        char *word = shown(s, p->nearest[i]);
        free(p->nearest[i]);
        p->nearest[i] = word;
    }
    for (uint32_t i = 0; i < p->need_count; i++) {
        const struct plan_need *n = &p->needs[i];
        any |= n->is_near;
        char *asked = mem_copy_string(text_at(p, n->asked));
        asked[strcspn(asked, "+")] = '\0';
        char *word =
            n->is_phrase ? mem_copy_string(asked) : shown(s, n->is_near ? first_form(p, i) : asked);
        str_addf(&instead, n->is_phrase ? "%s\"%s\"" : "%s%s", instead.length_bytes ? " " : "",
                 word);
        free(word);
        free(asked);
    }
    if (any)
        p->instead = mem_copy_string(str_text(&instead));
    str_free(&instead);
}

/* Terms hold letters and digits only, so nothing in them is FTS5's. */
static void write_match(struct plan *p)
{
    for (size_t i = 0; i < p->form_count; i++)
        str_addf(&p->match, "%s\"%s\"", i ? " OR " : "", text_at(p, p->forms[i].text));
}

void plan_make(struct search *s, const char *text, bool typing, struct plan *out)
{
    bool open;
    *out = (struct plan){0};
    read_needs(out, text, &open);
    set_small_words_aside(out);
    find_forms(s, out, open && typing);
    show_words(s, out);
    write_match(out);
}

void plan_free(struct plan *p)
{
    str_free(&p->texts);
    str_free(&p->match);
    free(p->forms);
    free(p->instead);
    for (size_t i = 0; i < SEARCH_MOST_NEAREST; i++)
        free(p->nearest[i]);
    *p = (struct plan){0};
}
