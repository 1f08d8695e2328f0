#include "library/edition.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/edition_answer.h"
#include "library/pack_store.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define SETTING "edition:" /* "edition:ID:ID", the smaller id first: "tied" or "apart" */

struct word_of_staff {
    size_t one, other; /* members */
    bool tied;
};

/* Members of one group may be one work; of two they never are. So only a group is looked through. */
struct groups {
    size_t *of;    /* the group of each member */
    size_t *first; /* of each group: its first member in `members`; one more at the end */
    size_t *members;
};

struct edition_map {
    struct document_list documents;
    size_t *by_id; /* members, by the ids of their documents */
    struct groups groups;
    struct edition_member *members; /* as documents.items */
    struct edition_pairs said;      /* by the documents themselves */
    struct word_of_staff *staff;    /* then of packs */
    size_t staff_count, staff_cap;
};

static int compare_ids(const void *a, const void *b, void *data)
{
    const struct document *items = data;
    return strcmp(items[*(const size_t *)a].id, items[*(const size_t *)b].id);
}

static void sort_ids(struct edition_map *map)
{
    size_t count = map->documents.count;
    map->by_id = mem_new(count + 1, sizeof *map->by_id);
    for (size_t i = 0; i < count; i++)
        map->by_id[i] = i;
    if (count)
        qsort_r(map->by_id, count, sizeof *map->by_id, compare_ids, map->documents.items);
}

static long find_member(const struct edition_map *map, const char *id, size_t digits)
{
    size_t low = 0, high = map->documents.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *there = map->documents.items[map->by_id[middle]].id;
        int order = strncmp(there, id, digits);
        if (order == 0 && !there[digits])
            return (long)map->by_id[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* The first member of a set, of those that were put together so far. */
static size_t root_of(size_t *up, size_t at)
{
    while (up[at] != at)
        at = up[at] = up[up[at]];
    return at;
}

static void put_together(size_t *up, size_t a, size_t b)
{
    up[root_of(up, a)] = root_of(up, b);
}

struct named {
    const char *work;
    size_t member;
};

static int compare_named(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->work, ((const struct named *)b)->work);
}

/* Those whose titles (or else file names) are of one work. */
static void put_names_together(const struct edition_map *map, size_t *up, bool titles)
{
    size_t count = 0;
    struct named *named = mem_new(map->documents.count + 1, sizeof *named);
    for (size_t i = 0; i < map->documents.count; i++) {
        const struct edition_member *m = &map->members[i];
        const char *work = titles ? m->title.work : m->name.work;
        if (*work)
            named[count++] = (struct named){work, i};
    }
    if (count)
        qsort(named, count, sizeof *named, compare_named);
    for (size_t i = 1; i < count; i++)
        if (strcmp(named[i - 1].work, named[i].work) == 0)
            put_together(up, named[i - 1].member, named[i].member);
    free(named);
}

/* What has a name in common, or is said to belong together by anybody. */
static void make_groups(struct edition_map *map)
{
    size_t all = map->documents.count, *up = mem_new(all + 1, sizeof *up), groups = 0;
    struct groups *g = &map->groups;
    *g = (struct groups){.of = mem_new(all + 1, sizeof *g->of),
                         .first = mem_new(all + 2, sizeof *g->first),
                         .members = mem_new(all + 1, sizeof *g->members)};
    for (size_t i = 0; i < all; i++)
        up[i] = i;
    put_names_together(map, up, true);
    put_names_together(map, up, false);
    for (size_t i = 0; i < map->said.count; i++)
        put_together(up, map->said.items[i].one, map->said.items[i].other);
    for (size_t i = 0; i < map->staff_count; i++)
        put_together(up, map->staff[i].one, map->staff[i].other);
    for (size_t i = 0; i < all; i++)
        g->of[i] = root_of(up, i) == i ? groups++ : all;
    for (size_t i = 0; i < all; i++) {
        g->of[i] = g->of[root_of(up, i)];
        g->first[g->of[i] + 1]++;
    }
    for (size_t i = 0; i < groups; i++)
        g->first[i + 1] += g->first[i];
    for (size_t i = all; i-- > 0;)
        up[i] = 0; /* from here on: how many of a group stand in their places */
    for (size_t i = 0; i < all; i++)
        g->members[g->first[g->of[i]] + up[g->of[i]]++] = i;
    free(up);
}

static void hear_staff(void *data, const char *key, const char *value)
{
    struct edition_map *map = data;
    const char *one = key + strlen(SETTING), *other = one + DOCUMENT_ID_DIGITS + 1;
    if (strlen(key) != strlen(SETTING) + 2 * DOCUMENT_ID_DIGITS + 1)
        return;
    long a = find_member(map, one, DOCUMENT_ID_DIGITS);
    long b = find_member(map, other, DOCUMENT_ID_DIGITS);
    if (a < 0 || b < 0 || !*value)
        return;
    MEM_ROOM(map->staff, map->staff_count, map->staff_cap);
    map->staff[map->staff_count++] =
        (struct word_of_staff){(size_t)a, (size_t)b, strcmp(value, "tied") == 0};
}

/* What packs say comes behind what staff said, and so after it. */
static void hear_pack(void *data, const char *one, const char *other)
{
    struct edition_map *map = data;
    long a = find_member(map, one, DOCUMENT_ID_DIGITS);
    long b = find_member(map, other, DOCUMENT_ID_DIGITS);
    if (a < 0 || b < 0)
        return;
    MEM_ROOM(map->staff, map->staff_count, map->staff_cap);
    map->staff[map->staff_count++] = (struct word_of_staff){(size_t)a, (size_t)b, true};
}

enum err edition_map_new(struct catalogue *c, struct edition_map **out)
{
    struct edition_map *map = mem_new(1, sizeof *map);
    enum err err = catalogue_list(c, NULL, &map->documents);
    sort_ids(map);
    map->members = mem_new(map->documents.count + 1, sizeof *map->members);
    for (size_t i = 0; i < map->documents.count; i++)
        map->members[i] = edition_member_make(&map->documents.items[i]);
    edition_answer_find(map->members, map->documents.count, &map->said);
    if (err == ERR_OK)
        err = catalogue_each_setting(c, SETTING, hear_staff, map);
    if (err == ERR_OK)
        err = pack_store_each_tie(c, hear_pack, map);
    if (err != ERR_OK) {
        edition_map_free(map);
        return err;
    }
    make_groups(map);
    *out = map;
    return ERR_OK;
}

void edition_map_free(struct edition_map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->documents.count; i++)
        edition_member_free(&map->members[i]);
    document_list_free(&map->documents);
    free(map->by_id);
    free(map->groups.of);
    free(map->groups.first);
    free(map->groups.members);
    free(map->members);
    free(map->said.items);
    free(map->staff);
    free(map);
}

/* What staff said of two: 1 tied, -1 apart, 0 nothing. */
static int staff_on(const struct edition_map *map, size_t a, size_t b)
{
    for (size_t i = 0; i < map->staff_count; i++) {
        const struct word_of_staff *s = &map->staff[i];
        if ((s->one == a && s->other == b) || (s->one == b && s->other == a))
            return s->tied ? 1 : -1;
    }
    return 0;
}

/* By their names, or (`by_word`) by what one says of the other. */
static bool same_work(const struct edition_map *map, size_t a, size_t b, bool by_word)
{
    const struct edition_member *x = &map->members[a], *y = &map->members[b];
    bool same = (*x->title.work && strcmp(x->title.work, y->title.work) == 0) ||
                (*x->name.work && strcmp(x->name.work, y->name.work) == 0);
    return (same || (by_word && edition_pairs_have(&map->said, a, b))) && staff_on(map, a, b) >= 0;
}

/* The members of a group, in the order of the library, and whether each is of a work. */
struct part {
    const size_t *members;
    size_t count;
};

static struct part part_of(const struct edition_map *map, size_t member)
{
    const struct groups *g = &map->groups;
    size_t group = g->of[member];
    return (struct part){g->members + g->first[group], g->first[group + 1] - g->first[group]};
}

static size_t index_in(const struct part *part, size_t member)
{
    size_t i = 0;
    while (part->members[i] != member)
        i++;
    return i;
}

/* Marks in `in` (cleared) all of the group that hang together with its `first`; false when two of them would be the same edition. */
static bool gather_work(const struct edition_map *map, const struct part *part, size_t first,
                        bool by_word, bool *in)
{
    size_t all = part->count, *todo = mem_new(all + 1, sizeof *todo), count = 0, done = 0;
    bool clear = true;
    memset(in, 0, all * sizeof *in);
    in[first] = true;
    todo[count++] = first;
    while (done < count) {
        size_t at = todo[done++];
        for (size_t i = 0; i < all; i++) {
            if (in[i] || !same_work(map, part->members[at], part->members[i], by_word))
                continue;
            in[i] = true;
            todo[count++] = i;
        }
    }
    for (size_t i = 0; i < count && clear; i++)
        for (size_t k = i + 1; k < count && clear; k++)
            clear = !edition_member_are_rivals(&map->members[part->members[todo[i]]],
                                               &map->members[part->members[todo[k]]]);
    free(todo);
    return clear;
}

/* Adds to `in` what belongs to `at`, if that is clear; where what documents say makes doubt, by the names alone. */
static void add_work(const struct edition_map *map, const struct part *part, size_t at, bool *in)
{
    bool *work = mem_new(part->count + 1, sizeof *work);
    if (gather_work(map, part, at, true, work) || gather_work(map, part, at, false, work))
        for (size_t i = 0; i < part->count; i++)
            in[i] |= work[i];
    free(work);
}

static void add_edition(const struct edition_map *map, size_t of, size_t at,
                        struct edition_list *out)
{
    const struct edition_member *m = &map->members[at], *asked = &map->members[of];
    bool other_language = *m->lang && *asked->lang && strcmp(m->lang, asked->lang) != 0;
    struct edition *e = &out->items[out->count++];
    *e = (struct edition){
        .title = mem_copy_string(m->document->title),
        .lang = mem_copy_string(*m->document->lang ? m->document->lang : m->lang),
        .kind = m->kind == EDITION_FULL && other_language ? EDITION_LANGUAGE : m->kind,
    };
    memcpy(e->id, m->document->id, sizeof e->id);
}

static int compare(const void *a, const void *b)
{
    const struct edition *x = a, *y = b;
    return x->kind != y->kind ? (int)x->kind - (int)y->kind : strcmp(x->title, y->title);
}

void edition_map_find(const struct edition_map *map, const char *id, struct edition_list *out)
{
    *out = (struct edition_list){0};
    long found = find_member(map, id, strlen(id));
    if (found < 0)
        return;
    size_t of = (size_t)found;
    const struct part part = part_of(map, of);
    bool *in = mem_new(part.count + 1, sizeof *in);
    add_work(map, &part, index_in(&part, of), in);
    for (size_t i = 0; i < part.count; i++) {
        if (staff_on(map, of, part.members[i]) <= 0)
            continue;
        in[i] = true;
        add_work(map, &part, i, in); /* what is tied to it brings its own editions */
    }
    out->items = mem_new(part.count + 1, sizeof *out->items);
    for (size_t i = 0; i < part.count; i++)
        if (in[i] && part.members[i] != of && staff_on(map, of, part.members[i]) >= 0)
            add_edition(map, of, part.members[i], out);
    free(in);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare);
}

void edition_list_free(struct edition_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].title);
        free(list->items[i].lang);
    }
    free(list->items);
    *list = (struct edition_list){0};
}

/* Static: what is kept for each word of staff's; "" reads as nothing. */
static const char *const kept[] = {
    [EDITION_BY_NAME] = "", [EDITION_TIED] = "tied", [EDITION_APART] = "apart"};

static bool make_key(const char *id, const char *other, struct str *key)
{
    if (!database_is_id(id) || !database_is_id(other) || strcmp(id, other) == 0)
        return false;
    bool in_order = strcmp(id, other) < 0;
    str_addf(key, SETTING "%s:%s", in_order ? id : other, in_order ? other : id);
    return true;
}

enum err catalogue_edition_word(struct catalogue *c, const char *id, const char *other,
                                enum edition_word *out)
{
    struct str key = {0};
    char *value = NULL;
    *out = EDITION_BY_NAME;
    if (!make_key(id, other, &key))
        return ERR_USAGE;
    enum err err = catalogue_get(c, str_text(&key), &value);
    for (int word = EDITION_TIED; word <= EDITION_APART && value; word++)
        if (strcmp(value, kept[word]) == 0)
            *out = (enum edition_word)word;
    free(value);
    str_free(&key);
    return err;
}

enum err catalogue_say_edition(struct catalogue *c, const char *id, const char *other,
                               enum edition_word word)
{
    struct str key = {0};
    if (!make_key(id, other, &key))
        return ERR_USAGE;
    enum err err = catalogue_set(c, str_text(&key), kept[word]);
    str_free(&key);
    return err;
}

/* Words of staff's that name one document, and the other that each names. */
struct carrying {
    const char *from;
    char (*others)[DOCUMENT_ID_DIGITS + 1];
    enum edition_word *words;
    size_t count, cap;
};

static void gather_word(void *data, const char *key, const char *value)
{
    struct carrying *all = data;
    const char *one = key + strlen(SETTING), *other = one + DOCUMENT_ID_DIGITS + 1;
    if (strlen(key) != strlen(SETTING) + 2 * DOCUMENT_ID_DIGITS + 1 || !*value)
        return;
    bool first = strncmp(one, all->from, DOCUMENT_ID_DIGITS) == 0;
    if (!first && strcmp(other, all->from) != 0)
        return;
    if (all->count == all->cap) {
        all->cap = all->cap ? all->cap * 2 : 8;
        all->others = mem_resize(all->others, all->cap, sizeof *all->others);
        all->words = mem_resize(all->words, all->cap, sizeof *all->words);
    }
    memcpy(all->others[all->count], first ? other : one, DOCUMENT_ID_DIGITS);
    all->others[all->count][DOCUMENT_ID_DIGITS] = '\0';
    all->words[all->count++] =
        strcmp(value, kept[EDITION_TIED]) == 0 ? EDITION_TIED : EDITION_APART;
}

enum err edition_carry_over(struct catalogue *c, const char *from_id, const char *to_id)
{
    struct carrying all = {.from = from_id};
    enum err err = catalogue_each_setting(c, SETTING, gather_word, &all);
    for (size_t i = 0; i < all.count && err == ERR_OK; i++)
        if (strcmp(all.others[i], to_id) != 0)
            err = catalogue_say_edition(c, to_id, all.others[i], all.words[i]);
    free(all.others);
    free(all.words);
    return err;
}
