#include "book/match.h"
#include "base/mem.h"
#include "book/match_section.h"
#include "book/model.h"
#include "book/term.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double alike_least = 0.45;   /* less is not the same heading */
static const double words_least = 0.25;   /* nor the same words under it */
static const double words_worth = 0.7;    /* against a heading that is alike */
static const double beside_heading = 0.3; /* and beside one that is */
static const double outline_least = 0.6;  /* in another language: by level and order alone */
static const double outline_worth = 0.3;
static const double out_of_order_least =
    0.5; /* words so like tie two parts that stand in another order */
static const double slack =
    0.1; /* of headings nearly as like, the first: a part is cut into several */
static const double outline_slope =
    3.0; /* how fast order counts for less, a whole book apart being 1 */

/* Which part of the other book each part of one is tied to; -1 none. */
struct ties {
    int *in_order; /* rising */
    int *apart;    /* of those that are not in it */
};

/* What it is worth to tie two parts; 0: they can't be the same. */
static double worth(const struct section *a, const struct section *b, bool same_lang)
{
    if (a->number && b->number && a->number != b->number)
        return 0;
    double apart = fabs(a->share - b->share), alike = section_headings_alike(a, b);
    double words = section_words_alike(a, b) * words_worth;
    if (alike >= alike_least)
        return alike + words * beside_heading;
    if (words < words_least * words_worth)
        words = 0;
    if (same_lang)
        return words;
    double outline = (a->level == b->level ? 0.5 : 0) +
                     (a->number && a->number == b->number ? 0.5 : 0) +
                     0.5 * (1 - outline_slope * apart);
    return words + (outline >= outline_least ? outline * outline_worth : 0);
}

static bool same_outline(const struct section_list *a, const struct section_list *b)
{
    bool same = a->count == b->count;
    for (int i = 0; i < a->count && same; i++)
        same = a->items[i].level == b->items[i].level;
    return same;
}

/* tied[i]: the heading of b that heading i of a is tied to, -1 none; rising. */
static void align(const struct section_list *a, const struct section_list *b, bool same_lang,
                  int *tied)
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

/* What is left on both sides and has much the same words, each the other's best, though it stands elsewhere. */
static void tie_apart(const struct section_list *a, const struct section_list *b, const int *tied,
                      int *apart)
{
    bool *taken = mem_new((size_t)b->count + 1, sizeof *taken);
    for (int i = 0; i < a->count; i++)
        if (tied[i] >= 0)
            taken[tied[i]] = true;
    for (int i = 0; i < a->count; i++) {
        int best = -1;
        double most = out_of_order_least;
        for (int k = 0; k < b->count && tied[i] < 0; k++) {
            double like = taken[k] ? 0 : section_words_alike(&a->items[i], &b->items[k]);
            if (like > most) {
                best = k;
                most = like;
            }
        }
        for (int other = 0; other < a->count && best >= 0; other++)
            if (other != i && tied[other] < 0 &&
                section_words_alike(&a->items[other], &b->items[best]) > most)
                best = -1;
        apart[i] = best;
    }
    free(taken);
}

static struct ties tie(const struct book *from, const struct book *to, const struct section_list *a,
                       const struct section_list *b)
{
    bool same_lang =
        term_same_lang(book_string(from, from->info->lang), book_string(to, to->info->lang));
    struct ties ties = {mem_new((size_t)a->count + 1, sizeof(int)),
                        mem_new((size_t)a->count + 1, sizeof(int))};
    bool same = !same_lang && same_outline(a, b);
    for (int i = 0; i < a->count; i++)
        ties.in_order[i] = same ? i : -1;
    if (!same)
        align(a, b, same_lang, ties.in_order);
    tie_apart(a, b, ties.in_order, ties.apart);
    return ties;
}

/* The first word of the sentence, but not before `least`. */
static uint32_t sentence_start(const struct book *book, uint32_t word, uint32_t least)
{
    uint32_t first = book->sentences[book->words[word].sentence].first_word;
    return first < least ? least : first;
}

/* Two stretches of words that belong together. */
struct stretch {
    uint32_t here, here_end, there, there_end;
    bool on_heading; /* the word is one of the heading's */
};

/* Where a tied part ends: with the parts under it, and those after it that have much of the other's words, up to part `next`. */
static uint32_t reach(const struct section_list *list, int i, int next, const struct section *other)
{
    const struct section *s = &list->items[i];
    uint32_t end = s->own_end;
    for (int k = i + 1; k < next; k++) {
        const struct section *after = &list->items[k];
        if (after->word >= s->end && section_words_alike(after, other) < words_least)
            break;
        end = after->own_end;
    }
    return end;
}

/* The beginning of that of two parts of the other book which has more of the words of the word's part. */
static struct stretch nearest(const struct section_list *a, const struct section_list *b,
                              int before, int after, uint32_t word)
{
    int i = a->count - 1;
    while (i > 0 && a->items[i].word > word)
        i--;
    bool is_after = after < b->count && section_words_alike(&a->items[i], &b->items[after]) >
                                            section_words_alike(&a->items[i], &b->items[before]);
    uint32_t there = b->items[is_after ? after : before].word;
    return (struct stretch){word, word, there, there, true};
}

/* From the tied heading before the word to the next one; the beginnings and the ends of the two books are tied too. Between the two lie
 * what belongs to the first, and then what the other book may not have. */
static void find_in_order(const struct section_list *a, const struct section_list *b,
                          const int *tied, uint32_t word, struct stretch *out)
{
    int i = -1, next = 0;
    for (int k = 0; k < a->count && a->items[k].word <= word; k++)
        if (tied[k] >= 0)
            i = k;
    for (next = i + 1; next < a->count && tied[next] < 0;)
        next++;
    int there_next = next < a->count ? tied[next] : b->count;
    if (next < a->count) {
        out->here_end = a->items[next].word;
        out->there_end = b->items[there_next].word;
    }
    if (i < 0)
        return;
    const struct section *one = &a->items[i], *other = &b->items[tied[i]];
    uint32_t here = reach(a, i, next, other), there = reach(b, tied[i], there_next, one);
    if (word < here)
        *out = (struct stretch){one->word, here, other->word, there, word <= one->last_word};
    else if (there < out->there_end)
        *out = (struct stretch){here, out->here_end, there, out->there_end, false};
    else /* the other book has nothing there: the nearer of the two parts */
        *out = nearest(a, b, tied[i], there_next, word);
}

/* The part that the word stands in, where that is tied out of order. */
static void find_apart(const struct section_list *a, const struct section_list *b, const int *apart,
                       uint32_t word, struct stretch *out)
{
    int i = a->count - 1;
    while (i >= 0 && a->items[i].word > word)
        i--;
    if (i < 0 || apart[i] < 0)
        return;
    const struct section *to = &b->items[apart[i]];
    *out = (struct stretch){a->items[i].word, a->items[i].own_end, to->word, to->own_end,
                            word <= a->items[i].last_word};
}

uint32_t match_word(const struct book *from, const struct book *to, uint32_t word)
{
    if (!from->word_count || !to->word_count || !word || word > from->word_count)
        return 1;
    struct section_list a, b;
    section_list_make(from, to, &a, &b);
    struct ties ties = tie(from, to, &a, &b);
    struct stretch s = {1, from->word_count + 1, 1, to->word_count + 1, word == 1};
    find_in_order(&a, &b, ties.in_order, word, &s);
    find_apart(&a, &b, ties.apart, word, &s);
    uint32_t place = s.there;
    if (!s.on_heading && s.here_end > s.here)
        place +=
            (uint32_t)((uint64_t)(word - s.here) * (s.there_end - s.there) / (s.here_end - s.here));
    free(ties.in_order);
    free(ties.apart);
    section_list_free(&a);
    section_list_free(&b);
    place = place > to->word_count ? to->word_count : place;
    return s.on_heading ? place : sentence_start(to, place, s.there);
}
