#include "library/edition_answer.h"
#include "base/mem.h"
#include "library/catalogue.h"
#include "library/edition_said.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHORTER_TIMES = 2, /* a summary has no more than half the words */
    SHARED_LETTERS_LEAST = 7
};

/* By what a document can be called. */
enum called { BY_FILE, BY_NAME, BY_TITLE, BY_MAIN };

struct entry {
    enum called called;
    const char *key;
    size_t member;
};

struct directory {
    struct edition_member *members;
    struct entry *entries; /* sorted */
    size_t count;
};

/* A claim that one document answers: not yet believed. */
struct claim {
    size_t from, to;
    struct edition_said said;
};

struct claims {
    struct claim *items;
    size_t count, cap;
};

static const char *without_article(const char *key)
{
    static const char *const articles[] = {"the ", "a ", "an ", "y ", "yr ", NULL};
    for (const char *const *a = articles; *a; a++)
        if (strncmp(key, *a, strlen(*a)) == 0)
            return key + strlen(*a);
    return key;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return x->called != y->called ? (int)x->called - (int)y->called : strcmp(x->key, y->key);
}

static struct directory make_directory(struct edition_member *members, size_t count)
{
    struct directory d = {members, mem_new(count * 4 + 1, sizeof *d.entries), 0};
    for (size_t i = 0; i < count; i++) {
        const struct edition_member *m = &members[i];
        const char *const keys[] = {m->file, m->name.work, m->title.work, m->main};
        for (int called = BY_FILE; called <= BY_MAIN; called++)
            if (*keys[called])
                d.entries[d.count++] = (struct entry){
                    (enum called)called,
                    called >= BY_TITLE ? without_article(keys[called]) : keys[called], i};
    }
    qsort(d.entries, d.count, sizeof *d.entries, compare_entries);
    return d;
}

static bool is_shorter(const struct edition_member *a, const struct edition_member *b)
{
    return (uint64_t)a->document->words * SHORTER_TIMES <= b->document->words;
}

static bool alike(const struct edition_member *a, const struct edition_member *b, bool any)
{
    return any || a->kind == b->kind;
}

/* May `to` be the edition that `from` speaks of? The Welsh edition of an Easy Read one is Easy Read too, unless `any` will do. */
static bool fits(const struct edition_member *from, const struct edition_member *to,
                 const struct edition_said *said, bool any)
{
    switch (said->kind) {
    case MENTION_EASY_READ:
        return to->kind == EDITION_EASY_READ;
    case MENTION_LARGE_PRINT:
        return to->kind == EDITION_LARGE_PRINT;
    case MENTION_SUMMARY:
        return to->kind == EDITION_SUMMARY ||
               (to->kind == EDITION_FULL && said->is_address && is_shorter(to, from));
    case MENTION_WELSH:
        return strcmp(to->lang, "cy") == 0 && strcmp(from->lang, "cy") != 0 && alike(from, to, any);
    case MENTION_ENGLISH:
        return strcmp(to->lang, "en") == 0 && strcmp(from->lang, "en") != 0 && alike(from, to, any);
    default:
        return to->kind == EDITION_FULL;
    }
}

/* How many others are called so and fit; *found: one of them. */
static size_t look(const struct directory *d, enum called called, const char *key, size_t from,
                   const struct edition_said *said, bool any, long *found)
{
    const struct entry wanted = {called, called >= BY_TITLE ? without_article(key) : key, 0};
    size_t low = 0, high = d->count, count = 0;
    while (*key && low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_entries(&d->entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; *key && i < d->count && compare_entries(&d->entries[i], &wanted) == 0;
         i++) {
        size_t to = d->entries[i].member;
        if (to == from || (long)to == *found ||
            !fits(&d->members[from], &d->members[to], said, any))
            continue;
        *found = (long)to;
        count++;
    }
    return count;
}

/* How many answer; *found: one of them. */
static size_t count_answers(const struct directory *d, size_t from, const struct edition_said *said,
                            bool any, long *found)
{
    struct edition_key key = edition_key_make(said->key, said->is_address);
    size_t count;
    if (said->is_address) {
        count = look(d, BY_FILE, said->key, from, said, any, found);
        if (!count) {
            count = look(d, BY_NAME, key.work, from, said, any, found);
            count += look(d, BY_TITLE, key.work, from, said, any, found);
        }
    } else {
        count = look(d, BY_TITLE, key.work, from, said, any, found);
        if (!count)
            count = look(d, BY_MAIN, key.work, from, said, any, found);
    }
    edition_key_free(&key);
    return count;
}

/* The only document that answers; -1 none, or several. */
static long answer(const struct directory *d, size_t from, const struct edition_said *said)
{
    long found = -1;
    size_t count = count_answers(d, from, said, false, &found);
    if (!count)
        count = count_answers(d, from, said, true, &found);
    return count == 1 ? found : -1;
}

static struct claims find_claims(const struct directory *d, size_t count)
{
    struct claims claims = {0};
    for (size_t i = 0; i < count; i++) {
        const char *text = d->members[i].document->says;
        for (struct claim c = {.from = i}; edition_said_next(&text, &c.said);) {
            long to = answer(d, i, &c.said);
            if (to < 0)
                continue;
            c.to = (size_t)to;
            MEM_ROOM(claims.items, claims.count, claims.cap);
            claims.items[claims.count++] = c;
        }
    }
    return claims;
}

/* Whether the work of `a` shares a good part of its words with `b`'s. */
static bool share_words(const char *a, const char *b)
{
    size_t words = 0, shared = 0, letters = 0;
    for (const char *at = a; *at;) {
        size_t bytes = strcspn(at, " ");
        bool is_same = false;
        for (const char *other = b; *other && !is_same;) {
            size_t other_bytes = strcspn(other, " ");
            is_same = bytes == other_bytes && strncmp(at, other, bytes) == 0;
            other += other_bytes + (other[other_bytes] == ' ');
        }
        words++;
        shared += is_same;
        letters += is_same && bytes > 3 ? bytes : 0;
        at += bytes + (at[bytes] == ' ');
    }
    return shared * 2 >= words && letters >= SHARED_LETTERS_LEAST;
}

static bool have_common_names(const struct edition_member *a, const struct edition_member *b)
{
    const char *const ours[] = {a->title.work, a->main, a->name.work};
    const char *const theirs[] = {b->title.work, b->main, b->name.work};
    for (size_t i = 0; i < 3; i++)
        if (share_words(ours[i], theirs[i]) || share_words(theirs[i], ours[i]))
            return true;
    return false;
}

static bool is_mutual(const struct claims *claims, const struct claim *c)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claims->items[i].from == c->to && claims->items[i].to == c->from)
            return true;
    return false;
}

static enum edition_kind kind_of(enum mention_kind kind)
{
    return kind == MENTION_EASY_READ     ? EDITION_EASY_READ
           : kind == MENTION_SUMMARY     ? EDITION_SUMMARY
           : kind == MENTION_LARGE_PRINT ? EDITION_LARGE_PRINT
                                         : EDITION_FULL;
}

/* Believes a claim, and what it tells of which edition either is; false where there is doubt. */
static bool accept(struct edition_member *members, const struct claims *claims,
                   const struct claim *c)
{
    struct edition_member *from = &members[c->from], *to = &members[c->to];
    enum edition_kind from_kind = from->kind, to_kind = to->kind;
    bool has_more = have_common_names(from, to) || is_mutual(claims, c);
    if (from_kind == EDITION_FULL && c->said.own)
        from_kind = kind_of(c->said.own);
    if (to_kind == EDITION_FULL && c->said.kind == MENTION_SUMMARY)
        to_kind = EDITION_SUMMARY;
    bool same_edition = edition_are_rivals(from_kind, from->lang, to_kind, to->lang);
    if (same_edition && c->said.kind == MENTION_FULL && has_more && is_shorter(from, to)) {
        from_kind = EDITION_SUMMARY; /* 'Read the full report' */
        same_edition = false;
    }
    bool are_full = from_kind == EDITION_FULL && to_kind == EDITION_FULL;
    bool is_loose = !c->said.is_sure || (are_full && c->said.kind == MENTION_FULL);
    if (same_edition || (is_loose && !has_more))
        return false;
    from->kind = from_kind;
    to->kind = to_kind;
    return true;
}

static struct edition_pair in_order(size_t a, size_t b)
{
    return a < b ? (struct edition_pair){a, b} : (struct edition_pair){b, a};
}

static int compare_pairs(const void *a, const void *b)
{
    const struct edition_pair *x = a, *y = b;
    if (x->one != y->one)
        return x->one < y->one ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

void edition_answer_find(struct edition_member *members, size_t count, struct edition_pairs *out)
{
    struct directory d = make_directory(members, count);
    struct claims claims = find_claims(&d, count);
    for (size_t i = 0; i < claims.count; i++) {
        const struct claim *c = &claims.items[i];
        if (!accept(members, &claims, c))
            continue;
        MEM_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = in_order(c->from, c->to);
    }
    size_t kept = 0;
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_pairs);
    for (size_t i = 0; i < out->count; i++)
        if (!kept || compare_pairs(&out->items[kept - 1], &out->items[i]) != 0)
            out->items[kept++] = out->items[i];
    out->count = kept;
    free(claims.items);
    free(d.entries);
}

bool edition_pairs_have(const struct edition_pairs *pairs, size_t a, size_t b)
{
    struct edition_pair wanted = in_order(a, b);
    return pairs->count &&
           bsearch(&wanted, pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
}
