#include "book/match.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/model.h"
#include "book/term.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { HEADINGS_MOST = 400, STEMS_MOST = 16, STEM_LETTERS = 6, SHORT_LETTERS = 3 };

static const double short_weight =
    0.3; /* of a word of so few letters: most are 'the', 'of', 'we' */
static const double alike_least = 0.45;  /* less is not the same heading */
static const double shared_least = 0.4;  /* nor is what has only the commonest words in common */
static const double outline_least = 0.6; /* in another language: by level and order alone */
static const double slack =
    0.1; /* of headings nearly as like, the first: a part is cut into several */
static const double outline_slope =
    3.0; /* how fast order counts for less, a whole book apart being 1 */

struct stem {
    uint64_t hash; /* of the first letters, small */
    double weight;
};

struct mark { /* a heading */
    uint32_t word, last_word;
    int level;
    double share;    /* of the headings before it */
    uint64_t number; /* the hash of the figures that it begins with; 0 none */
    struct stem stems[STEMS_MOST];
    int count;
};

struct marks {
    struct mark *items;
    int count;
};

static int compare_stems(const void *a, const void *b)
{
    const struct stem *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static void end_stem(struct mark *m, uint64_t hash, int letters, bool figures, bool begins)
{
    if (!letters || m->count == STEMS_MOST)
        return;
    bool is_short = letters <= SHORT_LETTERS && !figures;
    m->stems[m->count++] = (struct stem){hash, is_short ? short_weight : 1};
    if (begins && figures)
        m->number = hash;
}

/* The words of a text, by their first letters: 'education' and 'educational' are one. */
static void add_stems(struct mark *m, const char *text, size_t bytes)
{
    uint64_t hash = HASH_START;
    int letters = 0;
    bool figures = true, begins = m->count == 0;
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if (u_isalnum((UChar32)cp)) {
            UChar32 small = u_tolower((UChar32)cp);
            figures = figures && u_isdigit(small);
            if (letters++ < STEM_LETTERS || figures)
                hash = hash_bytes(hash, &small, sizeof small);
            continue;
        }
        end_stem(m, hash, letters, figures, begins);
        begins = begins && !letters;
        hash = HASH_START;
        letters = 0;
        figures = true;
    }
    end_stem(m, hash, letters, figures, begins);
}

/* Each word once, in the order of their hashes. */
static void sort_stems(struct mark *m)
{
    int kept = 0;
    qsort(m->stems, (size_t)m->count, sizeof *m->stems, compare_stems);
    for (int i = 0; i < m->count; i++)
        if (!kept || m->stems[kept - 1].hash != m->stems[i].hash)
            m->stems[kept++] = m->stems[i];
    m->count = kept;
}

static struct marks find_marks(const struct book *book)
{
    struct marks marks = {mem_new(HEADINGS_MOST, sizeof *marks.items), 0};
    for (uint32_t i = 1; i <= book->heading_count && marks.count < HEADINGS_MOST; i++) {
        const struct book_block *b = &book->blocks[book->headings[i]];
        if (!b->word_count || b->first_word > book->word_count)
            continue;
        struct mark *m = &marks.items[marks.count++];
        *m = (struct mark){.word = b->first_word,
                           .last_word = b->first_word + b->word_count - 1,
                           .level = b->level};
        size_t bytes;
        const char *label = book_string(book, b->label);
        add_stems(m, label, strlen(label));
        const char *text = book_slice(book, m->word, m->last_word, &bytes);
        add_stems(m, text, bytes);
        sort_stems(m);
    }
    for (int i = 0; i < marks.count; i++)
        marks.items[i].share = (double)i / marks.count;
    return marks;
}

static void gather(const struct marks *marks, struct stem *all, int *count)
{
    for (int i = 0; i < marks->count; i++)
        for (int k = 0; k < marks->items[i].count; k++)
            all[(*count)++] = marks->items[i].stems[k];
}

static void weigh(struct marks *marks, const struct stem *all, int count)
{
    for (int i = 0; i < marks->count; i++) {
        for (int k = 0; k < marks->items[i].count; k++) {
            struct stem *s = &marks->items[i].stems[k];
            const struct stem *one = bsearch(s, all, (size_t)count, sizeof *all, compare_stems),
                              *first = one, *end = one;
            while (first > all && first[-1].hash == s->hash)
                first--;
            while (end < all + count && end->hash == s->hash)
                end++;
            s->weight *= 2.0 / (double)(end - first + 1); /* 1 where both books have it once: 2/3 */
        }
    }
}

/* A word weighs the less the more headings have it. */
static void weigh_both(struct marks *a, struct marks *b)
{
    struct stem *all = mem_new((size_t)(a->count + b->count) * STEMS_MOST + 1, sizeof *all);
    int count = 0;
    gather(a, all, &count);
    gather(b, all, &count);
    qsort(all, (size_t)count, sizeof *all, compare_stems);
    weigh(a, all, count);
    weigh(b, all, count);
    free(all);
}

/* 0 to 1: the mean of Dice's measure and of the share of the shorter one that is in the other. */
static double likeness(const struct mark *a, const struct mark *b)
{
    double shared = 0, of_a = 0, of_b = 0;
    for (int i = 0; i < a->count; i++)
        of_a += a->stems[i].weight;
    for (int i = 0; i < b->count; i++)
        of_b += b->stems[i].weight;
    for (int i = 0, k = 0; i < a->count && k < b->count;) {
        int order = compare_stems(&a->stems[i], &b->stems[k]);
        shared += order ? 0 : a->stems[i].weight;
        i += order <= 0;
        k += order >= 0;
    }
    bool whole = shared >= of_a - 1e-9 && shared >= of_b - 1e-9; /* the very same words */
    if (shared <= 0 || (shared < shared_least && !whole))
        return 0;
    return shared / (of_a + of_b) + shared / (of_a < of_b ? of_a : of_b) / 2;
}

/* What it is worth to tie two headings; 0: they can't be the same. */
static double worth(const struct mark *a, const struct mark *b, bool same_lang)
{
    if (a->number && b->number && a->number != b->number)
        return 0;
    double apart = fabs(a->share - b->share), alike = likeness(a, b);
    if (alike >= alike_least)
        return alike;
    if (same_lang)
        return 0;
    double outline = (a->level == b->level ? 0.5 : 0) +
                     (a->number && a->number == b->number ? 0.5 : 0) +
                     0.5 * (1 - outline_slope * apart);
    return outline >= outline_least ? outline : 0;
}

static bool same_outline(const struct marks *a, const struct marks *b)
{
    bool same = a->count == b->count;
    for (int i = 0; i < a->count && same; i++)
        same = a->items[i].level == b->items[i].level;
    return same;
}

/* tied[i]: the heading of b that heading i of a is tied to, -1 none; rising. */
static void align(const struct marks *a, const struct marks *b, bool same_lang, int *tied)
{
    size_t width = (size_t)b->count + 1;
    double *best = mem_new(((size_t)a->count + 1) * width, sizeof *best);
    for (size_t i = 1; i <= (size_t)a->count; i++) {
        for (size_t k = 1; k < width; k++) {
            double w = worth(&a->items[i - 1], &b->items[k - 1], same_lang);
            double over = best[(i - 1) * width + k], left = best[i * width + k - 1];
            double both = w > 0 ? best[(i - 1) * width + k - 1] + w : 0;
            best[i * width + k] = both > over && both > left ? both : over > left ? over : left;
        }
    }
    for (size_t i = (size_t)a->count, k = (size_t)b->count; i && k;) {
        double here = best[i * width + k];
        if (here <= best[(i - 1) * width + k])
            i--;
        else if (here <= best[i * width + k - 1] + slack)
            k--;
        else
            tied[--i] = (int)--k;
    }
    free(best);
}

static void tie(const struct book *from, const struct book *to, struct marks *a, struct marks *b,
                int *tied)
{
    bool same_lang =
        term_same_lang(book_string(from, from->info->lang), book_string(to, to->info->lang));
    for (int i = 0; i < a->count; i++)
        tied[i] = -1;
    weigh_both(a, b);
    if (!same_lang && same_outline(a, b)) {
        for (int i = 0; i < a->count; i++)
            tied[i] = i;
        return;
    }
    align(a, b, same_lang, tied);
}

/* The first word of the sentence, but not before `least`. */
static uint32_t sentence_start(const struct book *book, uint32_t word, uint32_t least)
{
    uint32_t first = book->sentences[book->words[word].sentence].first_word;
    return first < least ? least : first;
}

uint32_t match_word(const struct book *from, const struct book *to, uint32_t word)
{
    if (!from->word_count || !to->word_count || !word || word > from->word_count)
        return 1;
    struct marks a = find_marks(from), b = find_marks(to);
    int *tied = mem_new((size_t)a.count + 1, sizeof *tied);
    tie(from, to, &a, &b, tied);
    /* the tied headings before and after the word; the beginnings and the ends of the two are tied too */
    uint32_t here = 1, there = 1, here_end = from->word_count + 1, there_end = to->word_count + 1;
    bool on_heading = word == 1;
    for (int i = 0; i < a.count; i++) {
        if (tied[i] < 0)
            continue;
        if (a.items[i].word > word) {
            here_end = a.items[i].word;
            there_end = b.items[tied[i]].word;
            break;
        }
        here = a.items[i].word;
        there = b.items[tied[i]].word;
        on_heading = word <= a.items[i].last_word;
    }
    uint32_t place = there;
    if (!on_heading && here_end > here)
        place += (uint32_t)((uint64_t)(word - here) * (there_end - there) / (here_end - here));
    free(tied);
    free(a.items);
    free(b.items);
    place = place > to->word_count ? to->word_count : place;
    return on_heading ? place : sentence_start(to, place, there);
}
