#include "library/search.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "book/model.h"
#include "library/catalogue.h"
#include "library/search_handle.h"
#include "library/search_index.h"
#include "library/search_plan.h"
#include "library/search_rank.h"
#include "library/term.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEFAULT = 20, PER_DOCUMENT_DEFAULT = 3, DETAILED_SPARE = 8, SPANS_MOST = 400 };

struct finding {
    struct search *search;
    const struct search_query *query;
    const struct plan *plan;
    const struct ranking *ranking;
    struct search_results *out;
    size_t cap, skip, most, per_document;
};

static void add_span(struct search_hit *hit, size_t start, size_t bytes, uint32_t word)
{
    if (hit->span_count && hit->spans[hit->span_count - 1].start >= start)
        return; /* the same word by another form */
    if (hit->span_count < SPANS_MOST)
        hit->spans[hit->span_count++] =
            (struct search_span){(uint32_t)start, (uint32_t)bytes, word};
}

static const char *heading_of(const struct book *book, uint32_t word, size_t *bytes)
{
    uint32_t heading = book_heading_at(book, word);
    *bytes = 0;
    if (!heading || !book->blocks[heading].word_count)
        return "";
    const struct book_block *b = &book->blocks[heading];
    return book_slice(book, b->first_word, b->first_word + b->word_count - 1, bytes);
}

static char *page_of(const struct book *book, uint32_t word)
{
    struct str out = {0};
    uint32_t page = book->words[word].page;
    if (page && page <= book->page_count) {
        const char *label = book_string(book, book->pages[page].label);
        if (*label)
            str_add(&out, label);
        else
            str_addf(&out, "%u", page);
    }
    return out.data ? out.data : mem_copy_string("");
}

static void light_sentence(const struct finding *f, const struct ranked_sentence *sentence,
                           const struct book *book, struct search_hit *hit)
{
    uint32_t last = sentence->first_word + sentence->word_count - 1;
    uint32_t base = book->words[sentence->first_word].text;
    for (size_t i = 0; i < sentence->place_count; i++) {
        const struct ranked_place *p = &f->ranking->places[sentence->place + i];
        for (uint32_t n = p->word; n < p->word + p->words && n <= last; n++) {
            const struct book_word *w = &book->words[n];
            struct term term;
            term_read(book->pool + w->text, w->bytes, &term);
            add_span(hit, w->text - base + term.first, term.end - term.first, n);
        }
    }
}

static uint32_t hit_word(const struct finding *f, const struct ranked_sentence *sentence)
{
    return f->ranking->places[sentence->place].word;
}

/* A sentence as a hit; false when the book is not the one that was indexed. */
static bool fill_sentence(const struct finding *f, const struct ranked_sentence *sentence,
                          const struct book *book, struct search_hit *hit)
{
    uint32_t last = sentence->first_word + sentence->word_count - 1;
    if (last > book->word_count ||
        book->words[last].sentence != book->words[sentence->first_word].sentence)
        return false;
    size_t bytes;
    const char *text = book_slice(book, sentence->first_word, last, &bytes);
    hit->text = mem_copy_bytes(text, bytes);
    hit->text_lang = mem_copy_string(book_word_lang(book, hit_word(f, sentence)));
    hit->first_word = sentence->first_word;
    hit->word = hit_word(f, sentence);
    hit->is_heading = sentence->is_heading;
    hit->fit = sentence->fit;
    text = heading_of(book, hit->word, &bytes);
    hit->heading = mem_copy_bytes(text, bytes);
    hit->page = page_of(book, hit->word);
    light_sentence(f, sentence, book, hit);
    return true;
}

static void fill_title(const struct finding *f, const struct ranked_document *d,
                       struct search_hit *hit)
{
    size_t bytes = strlen(hit->title), at = 0, word, word_bytes;
    hit->text = mem_copy_string(hit->title);
    hit->text_lang = mem_copy_string(hit->lang);
    hit->heading = mem_copy_string("");
    hit->page = mem_copy_string("");
    hit->title_only = true;
    hit->word = 1;
    hit->fit = d->title_fit;
    const struct ranked_place *p = &f->ranking->places[d->place], *end = p + d->place_count;
    for (uint32_t n = 0; term_next_word(hit->title, bytes, &at, &word, &word_bytes); n++) {
        while (p < end && p->in_title && p->word + p->words <= n)
            p++;
        if (p == end || !p->in_title || p->word > n)
            continue;
        struct term term;
        term_read(hit->title + word, word_bytes, &term);
        add_span(hit, word + term.first, term.end - term.first, 0);
    }
}

static void free_hit(struct search_hit *hit)
{
    free(hit->title);
    free(hit->lang);
    free(hit->text_lang);
    free(hit->section);
    free(hit->text);
    free(hit->heading);
    free(hit->page);
    free(hit->spans);
}

static void begin_hit(const struct document *d, struct search_hit *hit)
{
    *hit = (struct search_hit){
        .title = mem_copy_string(d->title),
        .lang = mem_copy_string(d->lang),
        .section = mem_copy_string(d->section),
        .easy_read = d->easy_read,
        .spans = mem_new(SPANS_MOST, sizeof(struct search_span)),
    };
    memcpy(hit->id, d->id, sizeof hit->id);
}

static void end_hit(struct finding *f, struct search_hit *hit)
{
    hit->spans = mem_resize(hit->spans, hit->span_count + 1, sizeof *hit->spans);
    MEM_ROOM(f->out->hits, f->out->count, f->cap);
    f->out->hits[f->out->count++] = *hit;
}

static int compare_scores(const void *a, const void *b)
{
    const struct ranked_sentence *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->first_word < y->first_word ? -1 : x->first_word > y->first_word;
}

/* The hits of one document, from its `skip`th on. */
static void add_document(struct finding *f, const struct ranked_document *d, size_t skip,
                         size_t shown)
{
    struct document document;
    struct book *book = NULL;
    const struct search_document *known = &f->search->documents[d->document];
    bool is_shown = false;
    if (catalogue_is_shown(f->search->catalogue, known->id, &is_shown) != ERR_OK || !is_shown ||
        catalogue_find(f->search->catalogue, known->id, &document) != ERR_OK)
        return; /* removed in the meantime */
    bool is_open = catalogue_open_book(f->search->catalogue, known->id, &book) == ERR_OK &&
                   book->word_count == known->words;
    for (size_t i = skip; i < shown && f->out->count < f->most; i++) {
        struct search_hit hit;
        begin_hit(&document, &hit);
        bool is_whole = true;
        if (!d->sentence_count)
            fill_title(f, d, &hit);
        else
            is_whole = is_open && fill_sentence(f, &d->sentences[i], book, &hit);
        if (!is_whole) {
            free_hit(&hit);
            break;
        }
        if (i + 1 == shown && d->sentence_count > shown)
            hit.more_here = (uint32_t)(d->sentence_count - shown);
        end_hit(f, &hit);
    }
    book_close(book);
    document_free(&document);
}

static void add_hits(struct finding *f)
{
    const struct ranking *r = f->ranking;
    size_t passed = 0;
    for (size_t i = 0; i < r->detailed; i++) {
        const struct ranked_document *d = &r->documents[i];
        size_t shown = d->sentence_count ? d->sentence_count : 1;
        if (f->per_document && shown > f->per_document)
            shown = f->per_document;
        if (!f->query->id && d->sentence_count)
            qsort(d->sentences, d->sentence_count, sizeof *d->sentences, compare_scores);
        if (f->out->count == f->most) {
            f->out->more = true;
            return;
        }
        size_t skip = f->skip > passed ? f->skip - passed : 0;
        if (skip < shown)
            add_document(f, d, skip, shown);
        passed += shown;
        if (passed > f->skip + f->most)
            f->out->more = true;
    }
    f->out->more |= r->count > r->detailed;
}

/* *only: the document that is asked about; -1: all; false when it is not in the index. */
static bool find_only(const struct search *s, const char *id, long *only)
{
    *only = -1;
    for (size_t i = 0; id && i < s->document_count && *only < 0; i++)
        if (strcmp(s->documents[i].id, id) == 0)
            *only = (long)i;
    return !id || *only >= 0;
}

static enum err find(struct search *s, const struct search_query *query, struct search_results *out)
{
    struct plan plan;
    struct ranking ranking = {0};
    long only;
    plan_make(s, query->text, query->typing, &plan);
    out->is_empty = plan.need_count == 0;
    size_t most = query->most ? query->most : MOST_DEFAULT;
    enum err err = ERR_OK;
    if (find_only(s, query->id, &only))
        err = ranking_make(s, &plan, only, query->skip + most + DETAILED_SPARE, &ranking);
    struct finding f = {
        .search = s,
        .query = query,
        .plan = &plan,
        .ranking = &ranking,
        .out = out,
        .skip = query->skip,
        .most = most,
        .per_document =
            query->per_document || query->id ? query->per_document : PER_DOCUMENT_DEFAULT,
    };
    if (err == ERR_OK) {
        out->documents = (uint32_t)ranking.count;
        add_hits(&f);
        out->instead = plan.instead;
        plan.instead = NULL;
        memcpy(out->nearest, plan.nearest, sizeof out->nearest);
        memset(plan.nearest, 0, sizeof plan.nearest);
    }
    ranking_free(&ranking);
    plan_free(&plan);
    return err;
}

enum err search_find(struct search *s, const struct search_query *query, struct search_results *out)
{
    bool ready;
    *out = (struct search_results){0};
    enum err err = search_begin_look(s, &ready);
    if (err == ERR_OK && ready)
        err = find(s, query, out);
    if (err != ERR_OK)
        search_throw_away_when_damaged(s);
    search_end_look(s);
    if (err != ERR_OK)
        search_results_free(out);
    return err;
}

void search_results_free(struct search_results *results)
{
    for (size_t i = 0; i < results->count; i++)
        free_hit(&results->hits[i]);
    free(results->hits);
    free(results->instead);
    for (size_t i = 0; i < SEARCH_MOST_NEAREST; i++)
        free(results->nearest[i]);
    *results = (struct search_results){0};
}

enum err search_waiting(struct search *s, uint32_t *out)
{
    struct document_list documents = {0};
    bool ready;
    *out = 0;
    enum err err = search_begin_look(s, &ready);
    if (err == ERR_OK)
        err = catalogue_list(s->catalogue, NULL, &documents);
    for (size_t i = 0; i < documents.count; i++) {
        long at;
        if (!ready || !find_only(s, documents.items[i].id, &at))
            ++*out;
    }
    search_end_look(s);
    document_list_free(&documents);
    return err;
}
