#include "library/edition.h"
#include "base/mem.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/edition_answer.h"
#include "library/pack_store.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct word_of_staff {
    size_t one, other; /* members */
    bool tied;
};

struct staff_words {
    struct word_of_staff *items; /* then those of packs */
    size_t count, cap;
};

/* Where a document stands. */
struct place {
    const char *id;
    size_t at;
};

struct places {
    struct place *items; /* by id */
    size_t count;
};

/* Members of one group may be one work; of two they never are. So only a group is looked through. */
struct groups {
    size_t *of;    /* the group of each member */
    size_t *first; /* of each group: its first member in `members`; one more at the end */
    size_t *members;
};

/* A document that shares its group. */
struct member {
    char id[DOCUMENT_ID_DIGITS + 1];
    char lang[4]; /* of the edition: "" when not known */
    enum edition_kind kind;
    uint32_t by_title, by_name; /* the number of the work; 0 none */
    char *title;
    char *tag; /* BCP 47; "" when not known */
};

/* Few documents have editions, and a kiosk holds the map all day: those that stand alone are not in it. */
struct edition_map {
    struct member *members; /* in the order of the library */
    size_t count;
    struct places places;
    struct groups groups;
    struct edition_pairs said; /* by the documents themselves */
    struct staff_words staff;
};

/* The whole library, while a map is made of it. */
struct making {
    struct document_list documents;
    struct places places;
    struct edition_member *members; /* as documents.items */
    uint32_t *by_title, *by_name;   /* the number of each one's work; 0 none */
    size_t *up;                     /* sets of those that may be one work: root_of */
    struct edition_pairs said;
    struct staff_words staff;
};

static int compare_places(const void *a, const void *b)
{
    return strcmp(((const struct place *)a)->id, ((const struct place *)b)->id);
}

static struct places places_new(size_t count)
{
    return (struct places){mem_new(count + 1, sizeof(struct place)), 0};
}

static void places_sort(struct places *places)
{
    if (places->count)
        qsort(places->items, places->count, sizeof *places->items, compare_places);
}

static long find_place(const struct places *places, const char *id, size_t digits)
{
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *there = places->items[middle].id;
        int order = strncmp(there, id, digits);
        if (order == 0 && !there[digits])
            return (long)places->items[middle].at;
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

/* Numbers the works that the titles (or else the file names) tell, and puts together what is of one. */
static uint32_t *put_names_together(struct making *m, bool titles)
{
    size_t all = m->documents.count, count = 0;
    uint32_t *numbers = mem_new(all + 1, sizeof *numbers), number = 0;
    struct named *named = mem_new(all + 1, sizeof *named);
    for (size_t i = 0; i < all; i++) {
        const char *work = titles ? m->members[i].title.work : m->members[i].name.work;
        if (*work)
            named[count++] = (struct named){work, i};
    }
    if (count)
        qsort(named, count, sizeof *named, compare_named);
    for (size_t i = 0; i < count; i++) {
        bool is_same = i && strcmp(named[i - 1].work, named[i].work) == 0;
        if (is_same)
            put_together(m->up, named[i - 1].member, named[i].member);
        else
            number++;
        numbers[named[i].member] = number;
    }
    free(named);
    return numbers;
}

/* What has a name in common, or is said to belong together by anybody. */
static void make_sets(struct making *m)
{
    size_t all = m->documents.count;
    m->up = mem_new(all + 1, sizeof *m->up);
    for (size_t i = 0; i < all; i++)
        m->up[i] = i;
    m->by_title = put_names_together(m, true);
    m->by_name = put_names_together(m, false);
    for (size_t i = 0; i < m->said.count; i++)
        put_together(m->up, m->said.items[i].one, m->said.items[i].other);
    for (size_t i = 0; i < m->staff.count; i++)
        put_together(m->up, m->staff.items[i].one, m->staff.items[i].other);
}

static void hear(struct making *m, const char *one, const char *other, bool tied)
{
    long a = find_place(&m->places, one, DOCUMENT_ID_DIGITS);
    long b = find_place(&m->places, other, DOCUMENT_ID_DIGITS);
    if (a < 0 || b < 0 || a == b)
        return;
    MEM_ROOM(m->staff.items, m->staff.count, m->staff.cap);
    m->staff.items[m->staff.count++] = (struct word_of_staff){(size_t)a, (size_t)b, tied};
}

static void hear_staff(void *data, const char *key, const char *value)
{
    const char *one = key + strlen(EDITION_SETTING), *other = one + DOCUMENT_ID_DIGITS + 1;
    if (strlen(key) == strlen(EDITION_SETTING) + 2 * DOCUMENT_ID_DIGITS + 1 && *value)
        hear(data, one, other, strcmp(value, "tied") == 0);
}

/* What packs say comes behind what staff said, and so after it. */
static void hear_pack(void *data, const char *one, const char *other)
{
    hear(data, one, other, true);
}

static enum err making_read(struct catalogue *c, struct making *m)
{
    enum err err = catalogue_list(c, NULL, &m->documents);
    size_t all = m->documents.count;
    m->places = places_new(all);
    m->members = mem_new(all + 1, sizeof *m->members);
    for (size_t i = 0; i < all; i++) {
        const struct document *d = &m->documents.items[i];
        m->places.items[m->places.count++] = (struct place){d->id, i};
        m->members[i] = edition_member_make(d);
    }
    places_sort(&m->places);
    edition_answer_find(m->members, all, &m->said);
    if (err == ERR_OK)
        err = catalogue_each_setting(c, EDITION_SETTING, hear_staff, m);
    if (err == ERR_OK)
        err = pack_store_each_tie(c, hear_pack, m);
    make_sets(m);
    return err;
}

static void making_free(struct making *m)
{
    for (size_t i = 0; i < m->documents.count; i++)
        edition_member_free(&m->members[i]);
    document_list_free(&m->documents);
    free(m->places.items);
    free(m->members);
    free(m->by_title);
    free(m->by_name);
    free(m->up);
    free(m->said.items);
    free(m->staff.items);
}

static struct member copy_member(const struct making *m, size_t i)
{
    const struct edition_member *from = &m->members[i];
    const struct document *d = from->document;
    struct member to = {.kind = from->kind,
                        .by_title = m->by_title[i],
                        .by_name = m->by_name[i],
                        .title = mem_copy_string(d->title),
                        .tag = mem_copy_string(*d->lang ? d->lang : from->lang)};
    memcpy(to.id, d->id, sizeof to.id);
    memcpy(to.lang, from->lang, sizeof to.lang);
    return to;
}

/* Takes over who shares a set, and what was said of them. `at` (zeroed): where each of the library now stands, plus one. */
static void keep_members(struct edition_map *map, struct making *m, size_t *at)
{
    size_t all = m->documents.count, *sizes = mem_new(all + 1, sizeof *sizes);
    for (size_t i = 0; i < all; i++)
        sizes[root_of(m->up, i)]++;
    for (size_t i = 0; i < all; i++)
        map->count += sizes[root_of(m->up, i)] > 1;
    map->members = mem_new(map->count + 1, sizeof *map->members);
    map->places = places_new(map->count);
    for (size_t i = 0, k = 0; i < all; i++) {
        if (sizes[root_of(m->up, i)] < 2)
            continue;
        map->members[k] = copy_member(m, i);
        map->places.items[map->places.count++] = (struct place){map->members[k].id, k};
        at[i] = ++k;
    }
    places_sort(&map->places);
    map->said = m->said;
    map->staff = m->staff;
    m->said = (struct edition_pairs){0};
    m->staff = (struct staff_words){0};
    for (size_t i = 0; i < map->said.count; i++) /* their order stays */
        map->said.items[i] =
            (struct edition_pair){at[map->said.items[i].one] - 1, at[map->said.items[i].other] - 1};
    for (size_t i = 0; i < map->staff.count; i++) {
        map->staff.items[i].one = at[map->staff.items[i].one] - 1;
        map->staff.items[i].other = at[map->staff.items[i].other] - 1;
    }
    free(sizes);
}

/* Of the sets, the groups of those that are kept. */
static void make_groups(struct edition_map *map, struct making *m, const size_t *at)
{
    size_t all = m->documents.count, kept = map->count, groups = 0;
    struct groups *g = &map->groups;
    *g = (struct groups){.of = mem_new(kept + 1, sizeof *g->of),
                         .first = mem_new(kept + 2, sizeof *g->first),
                         .members = mem_new(kept + 1, sizeof *g->members)};
    for (size_t i = 0; i < all; i++)
        if (at[i] && root_of(m->up, i) == i)
            g->of[at[i] - 1] = groups++;
    for (size_t i = 0; i < all; i++) {
        if (!at[i])
            continue;
        g->of[at[i] - 1] = g->of[at[root_of(m->up, i)] - 1];
        g->first[g->of[at[i] - 1] + 1]++;
    }
    for (size_t i = 0; i < groups; i++)
        g->first[i + 1] += g->first[i];
    size_t *placed = mem_new(groups + 1, sizeof *placed);
    for (size_t i = 0; i < kept; i++)
        g->members[g->first[g->of[i]] + placed[g->of[i]]++] = i;
    free(placed);
}

enum err edition_map_new(struct catalogue *c, struct edition_map **out)
{
    struct making m = {0};
    enum err err = making_read(c, &m);
    if (err == ERR_OK) {
        struct edition_map *map = mem_new(1, sizeof *map);
        size_t *at = mem_new(m.documents.count + 1, sizeof *at);
        keep_members(map, &m, at);
        make_groups(map, &m, at);
        free(at);
        *out = map;
    }
    making_free(&m);
    return err;
}

void edition_map_free(struct edition_map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->count; i++) {
        free(map->members[i].title);
        free(map->members[i].tag);
    }
    free(map->members);
    free(map->places.items);
    free(map->groups.of);
    free(map->groups.first);
    free(map->groups.members);
    free(map->said.items);
    free(map->staff.items);
    free(map);
}

/* What staff said of two: 1 tied, -1 apart, 0 nothing. */
static int staff_on(const struct edition_map *map, size_t a, size_t b)
{
    for (size_t i = 0; i < map->staff.count; i++) {
        const struct word_of_staff *s = &map->staff.items[i];
        if ((s->one == a && s->other == b) || (s->one == b && s->other == a))
            return s->tied ? 1 : -1;
    }
    return 0;
}

/* By their names, or (`by_word`) by what one says of the other. */
static bool same_work(const struct edition_map *map, size_t a, size_t b, bool by_word)
{
    const struct member *x = &map->members[a], *y = &map->members[b];
    bool same =
        (x->by_title && x->by_title == y->by_title) || (x->by_name && x->by_name == y->by_name);
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

static bool are_rivals(const struct member *a, const struct member *b)
{
    return edition_are_rivals(a->kind, a->lang, b->kind, b->lang);
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
            clear = !are_rivals(&map->members[part->members[todo[i]]],
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
    const struct member *m = &map->members[at], *asked = &map->members[of];
    bool other_language = *m->lang && *asked->lang && strcmp(m->lang, asked->lang) != 0;
    struct edition *e = &out->items[out->count++];
    *e = (struct edition){
        .title = mem_copy_string(m->title),
        .lang = mem_copy_string(m->tag),
        .kind = m->kind == EDITION_FULL && other_language ? EDITION_LANGUAGE : m->kind,
    };
    memcpy(e->id, m->id, sizeof e->id);
}

static int compare(const void *a, const void *b)
{
    const struct edition *x = a, *y = b;
    return x->kind != y->kind ? (int)x->kind - (int)y->kind : strcmp(x->title, y->title);
}

void edition_map_find(const struct edition_map *map, const char *id, struct edition_list *out)
{
    *out = (struct edition_list){0};
    long found = find_place(&map->places, id, strlen(id));
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
