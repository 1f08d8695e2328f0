#include "library/copy_catalogue.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/database.h"
#include "library/manifest.h"
#include "library/pack_path.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "lectern-copy\t1"

enum { FIELDS_MOST = 8, NUMBER_DIGITS_MOST = 18 }; /* COPY_NUMBER_MOST */

/* --- what is carried --- */

static bool is_number(const char *text, int64_t most, int64_t *out)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || text[digits] || digits > NUMBER_DIGITS_MOST)
        return false;
    *out = strtoll(text, NULL, 10);
    return *out <= most;
}

/* Good text without control characters, of at most COPY_VALUE_BYTES_MOST bytes. */
static bool is_text(const char *text)
{
    size_t bytes = strlen(text), used;
    if (bytes > COPY_VALUE_BYTES_MOST || !utf8_is_valid(text, bytes))
        return false;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if ((cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7F && cp < 0xA0))
            return false;
    }
    return true;
}

static bool is_name(const char *text)
{
    return *text && strlen(text) <= COPY_NAMED_BYTES_MOST && is_text(text) &&
           !strpbrk(text, "\t\n");
}

/* "ID:ID", "tied" or "apart". */
static bool is_edition(const char *ids, const char *value)
{
    static const char *const words[] = {"tied", "apart", NULL};
    if (strlen(ids) != 2 * DOCUMENT_ID_DIGITS + 1 || ids[DOCUMENT_ID_DIGITS] != ':')
        return false;
    char one[DOCUMENT_ID_DIGITS + 1] = "";
    memcpy(one, ids, DOCUMENT_ID_DIGITS);
    return database_is_id(one) && database_is_id(ids + DOCUMENT_ID_DIGITS + 1) &&
           str_is_among(value, words);
}

static bool is_pack_id(const char *id)
{
    size_t length = strlen(id);
    return length && length <= MANIFEST_ID_BYTES_MOST &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == length;
}

static bool is_pack_version(const char *id, const char *value)
{
    int64_t version;
    return is_pack_id(id) && is_number(value, MANIFEST_VERSION_MOST, &version);
}

static bool is_of(const char *text, const char *letters, size_t most_bytes)
{
    size_t length = strlen(text);
    return length && length <= most_bytes && strspn(text, letters) == length;
}

#define SMALL "abcdefghijklmnopqrstuvwxyz0123456789_-"

/* How visits begin: "words_per_minute". Who reads it takes only what makes sense. */
static bool is_of_visits(const char *name, const char *value)
{
    return is_of(name, SMALL, 40) && is_of(value, SMALL "ABCDEFGHIJKLMNOPQRSTUVWXYZ .", 64);
}

static bool is_sign_of_box(const char *name, const char *value)
{
    return *name && is_of(value, SMALL, 40);
}

static bool is_colour_of_box(const char *name, const char *value)
{
    return *name && is_of(value, "0123456789", 3);
}

/* Names, a line each. */
static bool is_order_of_boxes(const char *rest, const char *value)
{
    return !*rest && *value && strlen(value) <= COPY_VALUE_BYTES_MOST;
}

static const struct {
    const char *prefix;
    bool (*is_good)(const char *rest, const char *value);
} carried[] = {
    {"staff.", is_of_visits},          {"box.sign:", is_sign_of_box},
    {"box.colour:", is_colour_of_box}, {"box.order", is_order_of_boxes},
    {"edition:", is_edition},          {"pack.last:", is_pack_version},
};

bool copy_carries_setting(const char *key, const char *value)
{
    if (!is_name(key) || !is_text(value))
        return false;
    for (size_t i = 0; i < sizeof carried / sizeof *carried; i++) {
        size_t length = strlen(carried[i].prefix);
        if (strncmp(key, carried[i].prefix, length) == 0)
            return carried[i].is_good(key + length, value);
    }
    return false;
}

bool copy_carries_choice(const char *id, const char *key, const char *value)
{
    return database_is_id(id) && is_name(key) && is_text(value);
}

bool copy_carries_pack(const char *id, int64_t version, const char *key, const char *maker)
{
    return is_pack_id(id) && version >= 0 && version <= MANIFEST_VERSION_MOST && is_name(key) &&
           is_text(maker);
}

/* --- written --- */

static void add_value(struct str *out, const char *value)
{
    str_add_char(out, '\t');
    for (; *value; value++) {
        if (*value == '\t' || *value == '\n' || *value == '\\')
            str_add_char(out, '\\');
        str_add_char(out, *value == '\t' ? 't' : *value == '\n' ? 'n' : *value);
    }
}

static void add_line(struct str *out, const char *kind, const char *const *values, size_t count)
{
    str_add(out, kind);
    for (size_t i = 0; i < count; i++)
        add_value(out, values[i]);
    str_add_char(out, '\n');
}

static void add_document(struct str *out, const struct copy_document *d)
{
    str_addf(out, "document\t%s\t%" PRIu64 "\t%" PRId64 "\t%s", d->id, d->bytes, d->added_s,
             d->is_own ? "own" : "pack");
    add_value(out, d->section);
    add_value(out, d->name);
    add_value(out, d->path);
    str_add_char(out, '\n');
}

void copy_catalogue_write(const struct copy_catalogue *c, struct str *out)
{
    str_addf(out, HEAD "\nmade\t%" PRId64 "\n", c->made_s);
    for (size_t i = 0; i < c->document_count; i++)
        add_document(out, &c->documents[i]);
    for (size_t i = 0; i < c->choices.count; i++) {
        const struct copy_note *n = &c->choices.items[i];
        add_line(out, "choice", (const char *[]){n->id, n->key, n->value}, 3);
    }
    for (size_t i = 0; i < c->settings.count; i++) {
        const struct copy_note *n = &c->settings.items[i];
        add_line(out, "setting", (const char *[]){n->key, n->value}, 2);
    }
    for (size_t i = 0; i < c->pack_count; i++) {
        const struct copy_pack *p = &c->packs[i];
        str_addf(out, "pack\t%s\t%" PRId64, p->id, p->version);
        add_value(out, p->key);
        add_value(out, p->maker);
        add_value(out, p->path);
        str_add_char(out, '\n');
    }
    for (size_t i = 0; i < c->parts.count; i++) {
        const struct copy_note *n = &c->parts.items[i];
        add_line(out, "part", (const char *[]){n->key, n->id}, 2);
    }
    for (size_t i = 0; i < c->path_count; i++) {
        const struct copy_path *p = &c->paths[i];
        if (*p->name)
            add_line(out, "words", (const char *[]){p->name, p->path}, 2);
        else
            add_line(out, "key", (const char *[]){p->path}, 1);
    }
    str_addf(out, "end\t%zu\n", c->document_count);
}

void copy_notes_add(struct copy_notes *notes, const char *id, const char *key, const char *value)
{
    MEM_ROOM(notes->items, notes->count, notes->cap);
    struct copy_note *n = &notes->items[notes->count++];
    *n = (struct copy_note){.key = mem_copy_string(key), .value = mem_copy_string(value)};
    memcpy(n->id, id, strlen(id) < sizeof n->id ? strlen(id) : sizeof n->id - 1);
}

/* --- read --- */

struct reading {
    struct copy_catalogue *out;
    char *fields[FIELDS_MOST];
    size_t count;
    bool has_made, has_end;
};

/* Takes the backslashes out, in place. */
static bool unfold(char *text)
{
    char *to = text;
    for (; *text; text++) {
        if (*text == '\\') {
            text++;
            if (*text != 't' && *text != 'n' && *text != '\\')
                return false;
            *to++ = *text == 't' ? '\t' : *text == 'n' ? '\n' : '\\';
        } else {
            *to++ = *text;
        }
    }
    *to = 0;
    return true;
}

static bool split(char *line, struct reading *r)
{
    for (r->count = 0; line; r->count++) {
        if (r->count == FIELDS_MOST)
            return false;
        char *tab = strchr(line, '\t');
        if (tab)
            *tab = 0;
        if (!unfold(line))
            return false;
        r->fields[r->count] = line;
        line = tab ? tab + 1 : NULL;
    }
    return true;
}

static bool read_made(struct reading *r)
{
    bool first = !r->has_made;
    r->has_made = true;
    return first && is_number(r->fields[1], INT64_MAX, &r->out->made_s);
}

static bool read_document(struct reading *r)
{
    char **f = r->fields;
    int64_t bytes, added_s;
    bool is_own = strcmp(f[4], "own") == 0;
    if (r->out->document_count == COPY_DOCUMENTS_MOST || !database_is_id(f[1]) ||
        !is_number(f[2], INT64_MAX, &bytes) || !is_number(f[3], INT64_MAX, &added_s) ||
        (!is_own && strcmp(f[4], "pack") != 0) || !is_name(f[5]) || !is_name(f[6]) ||
        !pack_path_is_safe(f[7]))
        return false;
    struct copy_catalogue *c = r->out;
    MEM_ROOM(c->documents, c->document_count, c->document_cap);
    struct copy_document *d = &c->documents[c->document_count++];
    *d = (struct copy_document){.bytes = (uint64_t)bytes,
                                .added_s = added_s,
                                .is_own = is_own,
                                .section = mem_copy_string(f[5]),
                                .name = mem_copy_string(f[6]),
                                .path = mem_copy_string(f[7])};
    memcpy(d->id, f[1], sizeof d->id);
    return true;
}

static bool read_choice(struct reading *r)
{
    char **f = r->fields;
    if (r->out->choices.count == COPY_NOTES_MOST || !copy_carries_choice(f[1], f[2], f[3]))
        return false;
    copy_notes_add(&r->out->choices, f[1], f[2], f[3]);
    return true;
}

static bool read_setting(struct reading *r)
{
    char **f = r->fields;
    if (r->out->settings.count == COPY_NOTES_MOST || !is_name(f[1]) || !is_text(f[2]))
        return false;
    copy_notes_add(&r->out->settings, "", f[1], f[2]);
    return true;
}

static bool read_pack(struct reading *r)
{
    char **f = r->fields;
    struct copy_catalogue *c = r->out;
    int64_t version;
    if (c->pack_count == COPY_PACKS_MOST || !is_number(f[2], MANIFEST_VERSION_MOST, &version) ||
        !copy_carries_pack(f[1], version, f[3], f[4]) || !pack_path_is_safe(f[5]))
        return false;
    MEM_ROOM(c->packs, c->pack_count, c->pack_cap);
    c->packs[c->pack_count++] = (struct copy_pack){.id = mem_copy_string(f[1]),
                                                   .path = mem_copy_string(f[5]),
                                                   .key = mem_copy_string(f[3]),
                                                   .maker = mem_copy_string(f[4]),
                                                   .version = version};
    return true;
}

static bool read_part(struct reading *r)
{
    char **f = r->fields;
    if (r->out->parts.count == COPY_NOTES_MOST || !is_pack_id(f[1]) || !database_is_id(f[2]))
        return false;
    copy_notes_add(&r->out->parts, f[2], f[1], "");
    return true;
}

static bool add_path(struct copy_catalogue *c, const char *name, const char *path)
{
    if (c->path_count == COPY_PACKS_MOST || !pack_path_is_safe(path))
        return false;
    MEM_ROOM(c->paths, c->path_count, c->path_cap);
    c->paths[c->path_count++] =
        (struct copy_path){.name = mem_copy_string(name), .path = mem_copy_string(path)};
    return true;
}

static bool read_key(struct reading *r)
{
    return add_path(r->out, "", r->fields[1]);
}

bool copy_is_words_name(const char *name)
{
    size_t length = strlen(name);
    return length <= 24 && strncmp(name, "lexicon.", 8) == 0 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz.-") == length && length >= 11 &&
           strcmp(name + length - 4, ".tsv") == 0;
}

static bool read_words(struct reading *r)
{
    return copy_is_words_name(r->fields[1]) && add_path(r->out, r->fields[1], r->fields[2]);
}

static bool read_end(struct reading *r)
{
    int64_t count;
    r->has_end = true;
    return is_number(r->fields[1], COPY_DOCUMENTS_MOST, &count) &&
           (size_t)count == r->out->document_count;
}

static const struct {
    const char *kind;
    size_t fields;
    bool (*read)(struct reading *r);
} lines[] = {
    {"made", 2, read_made},       {"document", 8, read_document}, {"choice", 4, read_choice},
    {"setting", 3, read_setting}, {"pack", 6, read_pack},         {"part", 3, read_part},
    {"key", 2, read_key},         {"words", 3, read_words},       {"end", 2, read_end},
};

static bool read_line(struct reading *r, char *line)
{
    if (r->has_end || !split(line, r))
        return false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (strcmp(r->fields[0], lines[i].kind) == 0)
            return r->count == lines[i].fields && lines[i].read(r);
    return false;
}

static int compare_documents(const void *a, const void *b)
{
    return strcmp(((const struct copy_document *)a)->id, ((const struct copy_document *)b)->id);
}

const struct copy_document *copy_catalogue_find(const struct copy_catalogue *c, const char *id)
{
    struct copy_document key = {0};
    if (!c->document_count || !database_is_id(id))
        return NULL;
    memcpy(key.id, id, sizeof key.id);
    return bsearch(&key, c->documents, c->document_count, sizeof key, compare_documents);
}

static bool has_all(const struct copy_catalogue *c, const struct copy_notes *notes)
{
    bool all = true;
    for (size_t i = 0; i < notes->count && all; i++)
        all = copy_catalogue_find(c, notes->items[i].id) != NULL;
    return all;
}

/* Each id stands once, and what is said of documents is said of those that are there. */
static bool holds_together(struct copy_catalogue *c)
{
    if (c->document_count)
        qsort(c->documents, c->document_count, sizeof *c->documents, compare_documents);
    for (size_t i = 1; i < c->document_count; i++)
        if (compare_documents(&c->documents[i - 1], &c->documents[i]) == 0)
            return false;
    return has_all(c, &c->choices) && has_all(c, &c->parts);
}

static enum err refuse(struct str *problem, size_t line)
{
    if (problem)
        str_addf(problem, "line %zu", line);
    return ERR_COPY;
}

enum err copy_catalogue_parse(const char *text, size_t bytes, struct copy_catalogue *out,
                              struct str *problem)
{
    *out = (struct copy_catalogue){0};
    struct reading r = {.out = out};
    size_t number = 1, head = strlen(HEAD "\n");
    if (bytes > COPY_CATALOGUE_BYTES_MOST || memchr(text, 0, bytes) || bytes < head ||
        memcmp(text, HEAD "\n", head) != 0)
        return refuse(problem, number);
    char *copy = mem_copy_bytes(text, bytes);
    enum err err = ERR_OK;
    for (char *at = copy + head; *at && err == ERR_OK;) {
        char *end = strchr(at, '\n');
        number++;
        if (end)
            *end = 0;
        if (!end || !read_line(&r, at))
            err = refuse(problem, number);
        at = end ? end + 1 : at;
    }
    free(copy);
    if (err == ERR_OK && (!r.has_made || !r.has_end || !holds_together(out)))
        err = refuse(problem, number);
    return err;
}

static void free_notes(struct copy_notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        free(notes->items[i].key);
        free(notes->items[i].value);
    }
    free(notes->items);
}

void copy_catalogue_free(struct copy_catalogue *c)
{
    for (size_t i = 0; i < c->document_count; i++) {
        free(c->documents[i].section);
        free(c->documents[i].name);
        free(c->documents[i].path);
    }
    for (size_t i = 0; i < c->pack_count; i++) {
        free(c->packs[i].id);
        free(c->packs[i].path);
        free(c->packs[i].key);
        free(c->packs[i].maker);
    }
    for (size_t i = 0; i < c->path_count; i++) {
        free(c->paths[i].name);
        free(c->paths[i].path);
    }
    free(c->documents);
    free(c->packs);
    free(c->paths);
    free_notes(&c->choices);
    free_notes(&c->settings);
    free_notes(&c->parts);
    *c = (struct copy_catalogue){0};
}
