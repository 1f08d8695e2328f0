#include "book/match_section.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/match_welsh.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum {
    HEADINGS_MOST = 400,
    HEAD_STEMS_MOST = 16,
    BODY_STEMS_MOST = 40,
    STEM_LETTERS = 6,
    SHORT_LETTERS = 3,
    WORD_LETTERS_MOST = 31
};

static const double short_weight =
    0.3; /* of a word of so few letters: most are 'the', 'of', 'we' */
static const double shared_least = 0.4; /* less is only the commonest words in common */

/* --- words --- */

struct reading { /* the letters of the word that is being read */
    struct stems *out;
    uint32_t letters[WORD_LETTERS_MOST];
    int count;    /* of the letters kept */
    int all;      /* of the word's letters */
    bool figures; /* it is a number so far */
    bool is_welsh;
};

static uint64_t hash_letters(const uint32_t *letters, int count)
{
    uint64_t hash = HASH_START;
    for (int i = 0; i < count; i++)
        hash = hash_bytes(hash, &letters[i], sizeof letters[i]);
    return hash;
}

/* The English for the word that was read takes its place. */
static void translate(struct reading *r)
{
    struct str word = {0};
    for (int i = 0; i < r->count; i++)
        str_add_codepoint(&word, r->letters[i]);
    const char *english = r->figures ? NULL : match_welsh_english(str_text(&word));
    if (english) {
        r->all = r->count = (int)strlen(english);
        for (int i = 0; i < r->count; i++)
            r->letters[i] = (unsigned char)english[i];
    }
    str_free(&word);
}

static uint64_t end_word(struct reading *r)
{
    uint64_t hash = 0;
    if (r->count) {
        if (r->is_welsh)
            translate(r);
        int kept = r->figures || r->count < STEM_LETTERS ? r->count : STEM_LETTERS;
        hash = hash_letters(r->letters, kept);
        bool is_short = r->all <= SHORT_LETTERS && !r->figures;
        MEM_ROOM(r->out->items, r->out->count, r->out->cap);
        r->out->items[r->out->count++] = (struct stem){hash, is_short ? short_weight : 1};
    }
    r->count = r->all = 0;
    r->figures = true;
    return hash;
}

/* Adds the words of a text by their first letters: 'education' and 'educational' are one. Returns the hash of the number that it
 * begins with, 0 none. */
static uint64_t add_words(struct stems *out, const char *text, size_t bytes, bool is_welsh)
{
    struct reading r = {.out = out, .figures = true, .is_welsh = is_welsh};
    uint64_t number = 0;
    size_t before = out->count;
    for (size_t at = 0, used = 0; at <= bytes; at += used) {
        uint32_t cp = at < bytes ? utf8_decode(text + at, bytes - at, &used) : ' ';
        used = at < bytes ? used : 1;
        if (u_isalnum((UChar32)cp)) {
            uint32_t small = (uint32_t)u_tolower((UChar32)cp);
            r.figures = r.figures && u_isdigit((UChar32)small);
            r.all++;
            if (r.count < WORD_LETTERS_MOST)
                r.letters[r.count++] = small;
            continue;
        }
        bool is_number = r.figures && r.count && out->count == before;
        uint64_t hash = end_word(&r);
        if (is_number)
            number = hash;
    }
    return number;
}

static int compare_stems(const void *a, const void *b)
{
    const struct stem *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Each word once, in the order of their hashes; `count_them`: it weighs the more the oftener it is there. */
static void sort_stems(struct stems *s, bool count_them)
{
    size_t kept = 0;
    int times = 0;
    if (s->count)
        qsort(s->items, s->count, sizeof *s->items, compare_stems);
    for (size_t i = 0; i < s->count; i++) {
        bool is_new = !kept || s->items[kept - 1].hash != s->items[i].hash;
        times = is_new ? 1 : times + 1;
        if (is_new)
            s->items[kept++] = s->items[i];
        if (count_them && !is_new)
            s->items[kept - 1].weight += s->items[i].weight / times; /* about 1 + log(times) */
    }
    s->count = kept;
}

/* --- sections --- */

static bool is_in_welsh(const struct book *book)
{
    const char *lang = book_string(book, book->info->lang);
    return (lang[0] | 32) == 'c' && (lang[1] | 32) == 'y' && strchr("-_", lang[2]) != NULL;
}

static void read_head(const struct book *book, const struct book_block *b, bool is_welsh,
                      struct section *out)
{
    size_t bytes;
    const char *label = book_string(book, b->label);
    *out = (struct section){
        .word = b->first_word, .last_word = b->first_word + b->word_count - 1, .level = b->level};
    uint64_t by_label = add_words(&out->head, label, strlen(label), is_welsh);
    const char *text = book_slice(book, out->word, out->last_word, &bytes);
    bool is_first = out->head.count == 0;
    uint64_t by_text = add_words(&out->head, text, bytes, is_welsh);
    out->number = by_label ? by_label : is_first ? by_text : 0;
    if (out->head.count > HEAD_STEMS_MOST)
        out->head.count = HEAD_STEMS_MOST;
    sort_stems(&out->head, false);
}

static void read_body(const struct book *book, bool is_welsh, struct section *s)
{
    for (uint32_t n = s->word; n < s->end; n++)
        (void)add_words(&s->body, book->pool + book->words[n].text, book->words[n].bytes, is_welsh);
    sort_stems(&s->body, true);
}

static struct section_list read_sections(const struct book *book)
{
    struct section_list list = {mem_new(HEADINGS_MOST, sizeof *list.items), 0};
    bool is_welsh = is_in_welsh(book);
    for (uint32_t i = 1; i <= book->heading_count && list.count < HEADINGS_MOST; i++) {
        const struct book_block *b = &book->blocks[book->headings[i]];
        if (b->word_count && b->first_word <= book->word_count)
            read_head(book, b, is_welsh, &list.items[list.count++]);
    }
    for (int i = 0; i < list.count; i++) {
        struct section *s = &list.items[i];
        int k = i + 1;
        s->share = (double)i / list.count;
        s->own_end = k < list.count ? list.items[k].word : book->word_count + 1;
        while (k < list.count && list.items[k].level > s->level)
            k++;
        s->end = k < list.count ? list.items[k].word : book->word_count + 1;
        if (i == 0 && k == list.count) /* the heading over all is that of its own words only */
            s->end = s->own_end;
        read_body(book, is_welsh, s);
    }
    return list;
}

/* --- weights --- */

/* In how many sections each word is: the stems of them all, sorted, a word as often as sections have it. */
static struct stems gather(const struct section_list *list, bool bodies)
{
    struct stems all = {0};
    for (int i = 0; i < list->count; i++) {
        const struct stems *s = bodies ? &list->items[i].body : &list->items[i].head;
        for (size_t k = 0; k < s->count; k++) {
            MEM_ROOM(all.items, all.count, all.cap);
            all.items[all.count++] = s->items[k];
        }
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, compare_stems);
    return all;
}

static size_t count_in(const struct stems *all, uint64_t hash)
{
    size_t low = 0, high = all->count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < all->count && all->items[low + count].hash == hash)
        count++;
    return count;
}

/* A heading's word weighs the less the more headings have it. */
static void weigh_heads(struct section_list *list, const struct stems *ours,
                        const struct stems *theirs)
{
    for (int i = 0; i < list->count; i++) {
        for (size_t k = 0; k < list->items[i].head.count; k++) {
            struct stem *s = &list->items[i].head.items[k];
            size_t count = count_in(ours, s->hash) + count_in(theirs, s->hash);
            s->weight *= 2.0 / ((double)count + 1); /* 1 where both books have it once: 2/3 */
        }
    }
}

static int compare_weights(const void *a, const void *b)
{
    const struct stem *x = a, *y = b;
    return x->weight > y->weight ? -1 : x->weight < y->weight ? 1 : compare_stems(a, b);
}

static void keep_heaviest(struct stems *s)
{
    if (s->count <= BODY_STEMS_MOST)
        return;
    qsort(s->items, s->count, sizeof *s->items, compare_weights);
    s->count = BODY_STEMS_MOST;
    qsort(s->items, s->count, sizeof *s->items, compare_stems);
}

/* Words that only one of the books has are put aside; the others weigh by how few sections have them (Sparck Jones, 1972). */
static void weigh_bodies(struct section_list *list, const struct stems *ours,
                         const struct stems *theirs, int sections)
{
    for (int i = 0; i < list->count; i++) {
        struct stems *body = &list->items[i].body;
        size_t kept = 0;
        for (size_t k = 0; k < body->count; k++) {
            struct stem s = body->items[k];
            size_t own = count_in(ours, s.hash), other = count_in(theirs, s.hash);
            s.weight *= other ? log((sections + 1.0) / (double)(own + other)) : 0;
            if (s.weight > 0)
                body->items[kept++] = s;
        }
        body->count = kept;
        keep_heaviest(body);
        double squares = 0;
        for (size_t k = 0; k < body->count; k++)
            squares += body->items[k].weight * body->items[k].weight;
        list->items[i].body_length = sqrt(squares);
    }
}

void section_list_make(const struct book *a, const struct book *b, struct section_list *of_a,
                       struct section_list *of_b)
{
    *of_a = read_sections(a);
    *of_b = read_sections(b);
    struct stems heads_a = gather(of_a, false), heads_b = gather(of_b, false);
    struct stems bodies_a = gather(of_a, true), bodies_b = gather(of_b, true);
    weigh_heads(of_a, &heads_a, &heads_b);
    weigh_heads(of_b, &heads_b, &heads_a);
    weigh_bodies(of_a, &bodies_a, &bodies_b, of_a->count + of_b->count);
    weigh_bodies(of_b, &bodies_b, &bodies_a, of_a->count + of_b->count);
    free(heads_a.items);
    free(heads_b.items);
    free(bodies_a.items);
    free(bodies_b.items);
}

void section_list_free(struct section_list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->items[i].head.items);
        free(list->items[i].body.items);
    }
    free(list->items);
    *list = (struct section_list){0};
}

/* --- likeness --- */

double section_headings_alike(const struct section *x, const struct section *y)
{
    const struct stems *a = &x->head, *b = &y->head;
    double shared = 0, of_a = 0, of_b = 0;
    for (size_t i = 0; i < a->count; i++)
        of_a += a->items[i].weight;
    for (size_t i = 0; i < b->count; i++)
        of_b += b->items[i].weight;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        int order = compare_stems(&a->items[i], &b->items[k]);
        shared += order ? 0 : a->items[i].weight;
        i += order <= 0;
        k += order >= 0;
    }
    bool whole = shared >= of_a - 1e-9 && shared >= of_b - 1e-9; /* the very same words */
    if (shared <= 0 || (shared < shared_least && !whole))
        return 0;
    return shared / (of_a + of_b) + shared / (of_a < of_b ? of_a : of_b) / 2;
}

double section_words_alike(const struct section *x, const struct section *y)
{
    const struct stems *a = &x->body, *b = &y->body;
    double shared = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        int order = compare_stems(&a->items[i], &b->items[k]);
        shared += order ? 0 : a->items[i].weight * b->items[k].weight;
        i += order <= 0;
        k += order >= 0;
    }
    return shared > 0 ? shared / (x->body_length * y->body_length) : 0;
}
