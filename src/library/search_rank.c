#include "library/search_rank.h"
#include "base/mem.h"
#include "library/database.h"
#include "library/search_sentences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double bm25_k1 = 1.2, bm25_b = 0.75;
static const double title_worth = 4.0;    /* of a word in the title, in rarities */
static const double heading_worth = 1.5;  /* of a heading, beside its words' rarities */
static const double nearness_worth = 1.0; /* of words that stand side by side */

/* Of one form in one document: BM25 hardly tells more of them apart. And in a document's best sentences, of the commonest words. */
enum { COUNTED_MOST = 12, PLACES_MOST = 5000 };

static double fit_weight(enum search_fit fit)
{
    static const double weights[] = {0, 1.0, 0.8, 0.6, 0.4};
    return weights[fit];
}

struct gathering {
    const struct search *search;
    const struct plan *plan;
    struct ranking *ranking;
    int64_t row; /* the row of the last place */
    long slot;   /* and its document in ranking */
};

static long slot_of(struct gathering *g, int64_t row)
{
    if (g->row != row) {
        g->row = row;
        g->slot = search_find_number(g->search, row);
    }
    return g->slot;
}

/* First pass: how often each document meets each need. */
static void count_place(void *data, int64_t row, const struct search_place *place)
{
    struct gathering *g = data;
    long slot = slot_of(g, row);
    if (slot < 0 || place->phrase >= g->plan->form_count)
        return;
    struct ranked_document *d = &g->ranking->documents[slot];
    const struct plan_form *form = &g->plan->forms[place->phrase];
    uint32_t bit = 1u << form->need;
    if (place->column == SEARCH_COLUMN_TITLE) {
        if (!(d->title_needs & bit) && form->fit > d->title_fit)
            d->title_fit = form->fit;
        d->title_needs |= bit;
    } else {
        d->weight[form->need] += (float)fit_weight(form->fit);
    }
    d->needs |= bit;
}

/* Second pass: where they stand. */
static void note_place(void *data, int64_t row, const struct search_place *place)
{
    struct gathering *g = data;
    long slot = slot_of(g, row);
    struct ranking *r = g->ranking;
    if (slot < 0 || place->phrase >= g->plan->form_count)
        return;
    bool in_title = place->column == SEARCH_COLUMN_TITLE;
    MEM_ROOM(r->places, r->place_count, r->place_cap);
    r->places[r->place_count++] = (struct ranked_place){
        .document = (uint32_t)slot,
        .word = in_title ? place->place : place->place + 1,
        .words = place->words,
        .form = place->phrase,
        .in_title = in_title,
    };
}

static enum err gather(struct search *s, const struct plan *plan, struct search_gather *gather,
                       int64_t first, int64_t last)
{
    sqlite3_stmt *row = search_statement(s, SEARCH_MATCH);
    if (!row)
        return database_err(sqlite3_errcode(s->base.db));
    sqlite3_bind_text64(row, 1, str_text(&plan->match), plan->match.length_bytes, SQLITE_STATIC,
                        SQLITE_UTF8);
    sqlite3_bind_int64(row, 2, first);
    sqlite3_bind_int64(row, 3, last);
    s->base.fts.gather = gather;
    int rc;
    do {
        rc = sqlite3_step(row);
    } while (rc == SQLITE_ROW);
    s->base.fts.gather = NULL;
    sqlite3_reset(row);
    return database_err(rc);
}

static void weigh_needs(const struct search *s, const struct plan *plan, struct ranking *r)
{
    for (uint32_t i = 0; i < plan->need_count; i++) {
        size_t met = 0;
        for (size_t d = 0; d < r->count; d++)
            met += (r->documents[d].needs >> i) & 1;
        double all = (double)s->document_count;
        r->rarity[i] = log(1 + (all - (double)met + 0.5) / ((double)met + 0.5)) + 0.1;
    }
}

static void score_document(const struct search *s, const struct plan *plan, struct ranking *r,
                           struct ranked_document *d)
{
    double mean = (double)s->words / (double)s->document_count + 1;
    double length = (double)s->documents[d->document].words / mean;
    d->score = 0;
    for (uint32_t i = 0; i < plan->need_count; i++) {
        double often = d->weight[i];
        d->score += r->rarity[i] * often * (bm25_k1 + 1) /
                    (often + bm25_k1 * (1 - bm25_b + bm25_b * length));
        if (d->title_needs & (1u << i))
            d->score += title_worth * r->rarity[i] * fit_weight(d->title_fit);
    }
}

static int compare_documents(const void *a, const void *b)
{
    const struct ranked_document *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->document < y->document ? -1 : x->document > y->document;
}

static unsigned bits(uint32_t set)
{
    return (unsigned)__builtin_popcount(set);
}

/* Keeps the documents that meet as many needs as the best does. */
static void keep_fullest(struct ranking *r)
{
    unsigned most = 1;
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (bits(r->documents[i].needs) > most)
            most = bits(r->documents[i].needs);
    for (size_t i = 0; i < r->count; i++)
        if (bits(r->documents[i].needs) == most)
            r->documents[kept++] = r->documents[i];
    r->count = kept;
}

static int compare_places(const void *a, const void *b, void *data)
{
    const struct ranked_place *x = a, *y = b;
    const struct plan *plan = data;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->in_title != y->in_title)
        return x->in_title ? -1 : 1;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (int)plan->forms[x->form].fit - (int)plan->forms[y->form].fit;
}

/* Finds out what a sentence's places are worth. */
static void score_sentence(const struct plan *plan, const struct ranking *r,
                           struct ranked_sentence *out)
{
    enum search_fit best[SEARCH_MOST_WORDS] = {0};
    const struct ranked_place *places = &r->places[out->place];
    uint32_t nearest = UINT32_MAX;
    for (size_t i = 0; i < out->place_count; i++) {
        const struct plan_form *form = &plan->forms[places[i].form];
        if (!best[form->need] || form->fit < best[form->need])
            best[form->need] = form->fit;
        out->needs |= 1u << form->need;
        if (i && plan->forms[places[i - 1].form].need != form->need &&
            places[i].word - places[i - 1].word < nearest)
            nearest = places[i].word - places[i - 1].word;
    }
    double worth = 0;
    for (uint32_t i = 0; i < plan->need_count; i++) {
        if (!best[i])
            continue;
        worth += r->rarity[i] * fit_weight(best[i]);
        if (best[i] > out->fit)
            out->fit = best[i];
    }
    if (nearest != UINT32_MAX)
        worth *= 1 + nearness_worth / (nearest > 0 ? (double)nearest : 1.0) / 2;
    out->score = worth * (out->is_heading ? heading_worth : 1);
}

/* Puts a document's places into its sentences. */
static void fill_sentences(const struct plan *plan, struct ranking *r, struct ranked_document *d,
                           const unsigned char *bytes, size_t count)
{
    struct search_sentence sentence = {0};
    size_t at = 0, cap = 0, place = d->place, end = d->place + d->place_count;
    unsigned most = 0;
    while (place < end && r->places[place].in_title)
        place++;
    while (place < end && search_sentences_read(bytes, count, &at, &sentence)) {
        uint32_t past = sentence.first_word + sentence.word_count;
        while (place < end && r->places[place].word < sentence.first_word)
            place++;
        size_t first = place;
        while (place < end && r->places[place].word < past)
            place++;
        if (place == first)
            continue;
        struct ranked_sentence found = {.first_word = sentence.first_word,
                                        .word_count = sentence.word_count,
                                        .is_heading = sentence.is_heading,
                                        .place = first,
                                        .place_count = place - first};
        score_sentence(plan, r, &found);
        if (bits(found.needs) < most)
            continue;
        if (bits(found.needs) > most)
            d->sentence_count = 0;
        most = bits(found.needs);
        MEM_ROOM(d->sentences, d->sentence_count, cap);
        d->sentences[d->sentence_count++] = found;
    }
}

static void fill_document(struct search *s, const struct plan *plan, struct ranking *r,
                          struct ranked_document *d)
{
    size_t place = 0;
    while (place < r->place_count && r->places[place].document != d->document)
        place++;
    d->place = place;
    while (place < r->place_count && r->places[place].document == d->document)
        place++;
    d->place_count = place - d->place;
    sqlite3_stmt *row = search_statement(s, SEARCH_SENTENCES);
    if (!row)
        return;
    sqlite3_bind_int64(row, 1, s->documents[d->document].number);
    if (sqlite3_step(row) == SQLITE_ROW)
        fill_sentences(plan, r, d, sqlite3_column_blob(row, 0),
                       (size_t)sqlite3_column_bytes(row, 0));
    sqlite3_reset(row);
    double best = 0;
    for (size_t i = 0; i < d->sentence_count; i++)
        best = d->sentences[i].score > best ? d->sentences[i].score : best;
    d->score += best;
}

static enum err fill_best(struct search *s, const struct plan *plan, struct ranking *r)
{
    bool *wanted = mem_new(s->live_count + 1, sizeof *wanted);
    int64_t first = INT64_MAX, last = 0;
    for (size_t i = 0; i < r->detailed; i++) {
        int64_t number = s->documents[r->documents[i].document].number;
        wanted[number] = true;
        first = number < first ? number : first;
        last = number > last ? number : last;
    }
    struct gathering g = {.search = s, .plan = plan, .ranking = r, .row = -1};
    struct search_gather places = {note_place, &g, wanted, s->live_count, PLACES_MOST};
    enum err err = gather(s, plan, &places, first, last);
    if (r->place_count)
        qsort_r(r->places, r->place_count, sizeof *r->places, compare_places, (void *)plan);
    for (size_t i = 0; i < r->detailed && err == ERR_OK; i++)
        fill_document(s, plan, r, &r->documents[i]);
    free(wanted);
    return err;
}

enum err ranking_make(struct search *s, const struct plan *plan, long only, size_t detailed,
                      struct ranking *out)
{
    *out = (struct ranking){0};
    if (!plan->form_count || !s->document_count)
        return ERR_OK;
    out->documents = mem_new(s->document_count, sizeof *out->documents);
    for (size_t i = 0; i < s->document_count; i++)
        out->documents[i].document = (uint32_t)i;
    int64_t first = only < 0 ? 0 : s->documents[only].number;
    int64_t last = only < 0 ? INT64_MAX : first;
    struct gathering g = {.search = s, .plan = plan, .ranking = out, .row = -1};
    struct search_gather counts = {count_place, &g, s->is_live, s->live_count, COUNTED_MOST};
    enum err err = gather(s, plan, &counts, first, last);
    out->count = s->document_count;
    weigh_needs(s, plan, out);
    keep_fullest(out);
    for (size_t i = 0; i < out->count; i++)
        score_document(s, plan, out, &out->documents[i]);
    if (out->count)
        qsort(out->documents, out->count, sizeof *out->documents, compare_documents);
    out->detailed = out->count < detailed ? out->count : detailed;
    if (err == ERR_OK && out->detailed)
        err = fill_best(s, plan, out);
    if (err == ERR_OK && out->detailed)
        qsort(out->documents, out->detailed, sizeof *out->documents, compare_documents);
    return err;
}

void ranking_free(struct ranking *r)
{
    for (size_t i = 0; i < r->detailed; i++)
        free(r->documents[i].sentences);
    free(r->documents);
    free(r->places);
    *r = (struct ranking){0};
}
