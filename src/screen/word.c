/* word: what a hard word means: large, in syllables, in plain words, and where the document uses it. */
#include "book/explain.h"
#include "book/model.h"
#include "book/syllable.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static const struct explain_term *term_of(const struct visit *v)
{
    return v->words.explain ? explain_term_at(v->words.explain, v->subjects[v->depth]) : NULL;
}

/* The widgets that were added since `from` are of that language. */
static void set_lang(struct flow *f, size_t from, const char *lang)
{
    for (size_t i = from; f->list && i < f->list->count; i++) {
        widget_set_lang(f->list, &f->list->items[i], lang);
        f->list->items[i].lang_of_value = true;
    }
}

static size_t count_of(const struct flow *f)
{
    return f->list ? f->list->count : 0;
}

/* As large as its longest word has room for. */
static double cap_of_word(const struct flow *f, const char *text)
{
    static const double scales[] = {2, 1.7, 1.4, 1.2};
    const struct look *look = &f->visit->look;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        double cap = look->metrics.body_cap_px * scales[i];
        int widest = 0, high = look_height(look, text, cap, true, f->area.w);
        for (const char *at = text; *at;) {
            struct str part = {0};
            size_t bytes = strcspn(at, " ");
            str_add_bytes(&part, at, bytes);
            int w = look_width(look, str_text(&part), cap, true);
            widest = w > widest ? w : widest;
            str_free(&part);
            at += bytes + (at[bytes] == ' ');
        }
        if (widest <= f->area.w && 3 * high <= f->area.h)
            return cap;
    }
    return look->metrics.body_cap_px;
}

/* "e·lec·tor·al roll"; false where no word has more than one part. */
static bool add_parts(const char *term, const char *lang, struct str *out)
{
    bool has_parts = false;
    while (*term) {
        struct syllable parts[SYLLABLES_MOST];
        size_t bytes = strcspn(term, " "), at = 0;
        size_t count = syllable_split(term, bytes, lang, parts);
        for (size_t i = 0; i < count; i++) {
            str_add_bytes(out, term + at, parts[i].start - at);
            at = parts[i].start;
            if (i && parts[i].start == parts[i - 1].start + parts[i - 1].bytes)
                str_add(out, "\u00b7");
        }
        has_parts |= count > 1;
        str_add_bytes(out, term + at, bytes - at);
        if (term[bytes])
            str_add_char(out, ' ');
        term += bytes + (term[bytes] == ' ');
    }
    return has_parts;
}

static void add_word(struct flow *f, const struct explain_term *t)
{
    const struct metrics *m = &f->visit->look.metrics;
    struct str parts = {0};
    size_t from = count_of(f);
    flow_text(f, t->term, cap_of_word(f, t->term), true);
    size_t plain = count_of(f);
    if (add_parts(t->term, t->lang, &parts))
        flow_text(f, str_text(&parts), m->body_cap_px, false);
    set_lang(f, from, t->lang);
    for (size_t i = plain; f->list && i < f->list->count; i++)
        f->list->items[i].state |= STATE_SLOW;
    str_free(&parts);
    flow_end_row(f, true);
}

/* Each line of it by itself. */
static void add_meaning(struct flow *f, const struct explain_term *t)
{
    double cap = f->visit->look.metrics.body_cap_px;
    if (*t->long_form) {
        struct str words = {0};
        str_addf(&words, tr("Short for: %s"), t->long_form);
        flow_text(f, str_text(&words), cap, false);
        str_free(&words);
    }
    size_t from = count_of(f);
    bool is_all = strcmp(t->meaning, t->long_form) == 0; /* a document that says no more of it */
    for (const char *at = is_all ? "" : t->meaning; *at;) {
        struct str line = {0};
        size_t bytes = strcspn(at, "\n");
        str_add_bytes(&line, at, bytes);
        flow_text(f, str_text(&line), cap, false);
        str_free(&line);
        at += bytes + (at[bytes] == '\n');
    }
    set_lang(f, from, t->lang);
}

static void add_source(struct flow *f, const struct explain_term *t)
{
    size_t from = count_of(f);
    const char *says = t->source == GLOSSARY_DOCUMENT ? tr("From this document")
                       : t->source == GLOSSARY_PACK   ? tr("From the makers of this document")
                                                      : tr("From Lectern");
    flow_text(f, says, f->visit->look.metrics.bar_cap_px, false);
    for (size_t i = from; f->list && i < f->list->count; i++)
        f->list->items[i].state |= STATE_MUTED;
    flow_end_row(f, true);
}

static void add_place(struct flow *f, const struct book *book, uint32_t word)
{
    const struct book_sentence *s = &book->sentences[book->words[word].sentence];
    size_t bytes;
    const char *text = book_slice(book, s->first_word, s->first_word + s->word_count - 1, &bytes);
    struct str name = {0};
    str_add_bytes(&name, text, bytes);
    struct widget *card = flow_card(f, str_text(&name), NULL, 0, action(ACTION_PLACE, word), 1, 0);
    if (card)
        widget_set_lang(f->list, card, book_word_lang(book, word));
    str_free(&name);
}

struct first_place {
    const char *heading;
    const struct book *book;
    uint32_t word;
};

/* The heading stays with the first of them. */
static void add_first_place(struct flow *f, const void *data)
{
    const struct first_place *first = data;
    flow_heading(f, first->heading);
    add_place(f, first->book, first->word);
}

/* The sentence of each place; it goes there. */
static void add_places(struct flow *f, const struct visit *v)
{
    const struct visit_words *w = &v->words;
    const struct book *book = v->reading.book;
    char words[96];
    unsigned count = (unsigned)w->place_count;
    if (w->looking || !count) {
        flow_text(
            f, w->looking ? tr("I am looking where it is used.") : tr("Used only in the word list"),
            v->look.metrics.bar_cap_px, false);
        return;
    }
    if (count > WORD_PLACES_MOST)
        snprintf(words, sizeof words, tr("Used %u times here. The first %u:"), count,
                 (unsigned)WORD_PLACES_MOST);
    else
        snprintf(words, sizeof words, trn("Used %u time here", "Used %u times here", count), count);
    flow_together(f, add_first_place, &(struct first_place){words, book, w->places[0]});
    for (size_t i = 1; i < count && i < WORD_PLACES_MOST; i++)
        add_place(f, book, w->places[i]);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct explain_term *t = term_of(v);
    if (!t)
        return;
    add_word(f, t);
    add_meaning(f, t);
    add_source(f, t);
    flow_button(f, ROLE_BUTTON, tr("Say it"), "listen", action(ACTION_SAY_WORD, 0), 0);
    flow_button(f, ROLE_BUTTON, tr("Say it slowly"), "time", action(ACTION_SAY_WORD, 1), 0);
    flow_end_row(f, true);
    add_places(f, v);
}

struct screen_pages word_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "word", tr("Hard word"), fill);
}
