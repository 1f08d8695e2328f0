#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/import_parts.h"
#include "library/lanes.h"
#include "library/pack.h"
#include "library/pack_store.h"
#include "library/title_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* A document of the pack, where it goes, and what becomes of it. */
struct part {
    struct pack_member *member;
    const char *section; /* the config's, the manifest's or the item's */
    char *key;           /* by which those that the manifest does not name are put in order */
    uint32_t place, work;
};

struct parts {
    struct part *items;
    size_t count;
};

/* The kiosk's own section of that name; NULL: it has none such. */
static const char *own_section(const struct importer_options *options, const char *name,
                               size_t bytes)
{
    for (const char *const *s = options->sections; s && *s; s++)
        if (strlen(*s) == bytes && strncasecmp(*s, name, bytes) == 0)
            return *s;
    return NULL;
}

/* A section that the kiosk lacks would be a shelf that nobody finds. */
static const char *section_by_manifest(const struct importer_options *options, const char *name,
                                       const char *otherwise)
{
    if (!options->sections)
        return name;
    const char *own = own_section(options, name, strlen(name));
    return own ? own : otherwise;
}

/* By the nearest folder that is named like a section. */
static const char *section_by_folder(const struct importer_options *options, const char *path,
                                     const char *otherwise)
{
    const char *found = NULL;
    for (const char *at = path, *slash; (slash = strchr(at, '/')); at = slash + 1) {
        const char *own = own_section(options, at, (size_t)(slash - at));
        found = own ? own : found;
    }
    return found ? found : otherwise;
}

static const struct manifest_document *named(const struct manifest *m, const char *path,
                                             uint32_t *place)
{
    for (size_t i = 0; i < m->document_count; i++) {
        if (strcmp(m->documents[i].path, path) != 0)
            continue;
        *place = (uint32_t)i + 1;
        return &m->documents[i];
    }
    return NULL;
}

static int compare_parts(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    if (!x->place != !y->place)
        return x->place ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    int order = strcmp(x->key, y->key);
    return order ? order : strcmp(x->member->path, y->member->path);
}

/* Works with one document only tie nothing. */
static void drop_lone_works(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        bool before = i > 0 && parts->items[i - 1].work == parts->items[i].work;
        bool after = i + 1 < parts->count && parts->items[i + 1].work == parts->items[i].work;
        if (!before && !after)
            parts->items[i].work = 0;
    }
}

/* The documents of a pack in their order. Free with free_parts. */
static void plan(const struct importer_options *options, const struct pack *pack,
                 const char *section, struct parts *out)
{
    out->items = mem_new(pack->count + 1, sizeof *out->items);
    out->count = 0;
    for (size_t i = 0; i < pack->count; i++) {
        struct pack_member *member = &pack->members[i];
        if (!pack_member_is_document(pack, member))
            continue;
        struct part *part = &out->items[out->count++];
        const struct manifest_document *by = named(&pack->manifest, member->path, &part->place);
        part->member = member;
        part->key = title_key_make(member->path, false);
        part->work = by ? by->work : 0;
        part->section = by ? section_by_manifest(options, by->section, section)
                           : section_by_folder(options, member->path, section);
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_parts);
    drop_lone_works(out);
}

static void free_parts(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->items[i].key);
    free(parts->items);
}

/* --- the list --- */

/* Puts the documents behind their pack. */
static void list_parts(struct import_list *list, size_t at, const struct parts *parts)
{
    size_t behind = list->count - at - 1;
    list->cap = list->count + parts->count;
    list->items = mem_resize(list->items, list->cap, sizeof *list->items);
    struct import_item *to = &list->items[at + 1];
    memmove(to + parts->count, to, behind * sizeof *to);
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->items[i];
        to[i] = (struct import_item){.path = file_join(list->items[at].path, part->member->path),
                                     .section = mem_copy_string(part->section),
                                     .bytes = part->member->file.bytes,
                                     .kind = sniff_name(part->member->path),
                                     .picked = true,
                                     .is_ready = true,
                                     .in_pack = true};
    }
    list->count += parts->count;
}

static void unlist_parts(struct import_list *list, size_t at, size_t count)
{
    struct import_item *from = &list->items[at + 1];
    for (size_t i = 0; i < count; i++) {
        free(from[i].path);
        free(from[i].section);
        free(from[i].title);
        free(from[i].replaces_title);
    }
    memmove(from, from + count, (list->count - at - 1 - count) * sizeof *from);
    list->count -= count;
}

/* --- the documents --- */

/* What the lanes make of the documents of a pack. */
struct batch {
    struct import_go *go;
    struct import_item *items;
    const struct parts *parts;
    struct pack_entry *entries;
    enum err *errs;
    enum err first; /* why the first one that is not good was refused */
    size_t good;
};

static enum err make_entry(struct import_making *making, const struct part *part,
                           struct pack_entry *out, struct import_item *item)
{
    struct incoming *in = &part->member->file;
    if (!in->document_path)
        return ERR_EMPTY;
    if (in->bytes > making->go->options->limits.document_bytes)
        return ERR_TOO_BIG;
    struct document known;
    enum err err = import_find_known(making->go, in->id, &known);
    if (err == ERR_OK) {
        memcpy(out->document.id, known.id, sizeof known.id);
        out->document.section = mem_copy_string(part->section);
        out->known = true;
        item->title = mem_copy_string(known.title);
        document_free(&known);
        return ERR_OK;
    }
    if (err != ERR_NOT_FOUND)
        return err;
    in->fd = open(in->document_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    err = in->fd < 0 ? err_from_errno(errno) : ERR_OK;
    if (err == ERR_OK)
        err = import_make_book(making, in, file_name(part->member->path));
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
    if (err == ERR_OK)
        err =
            import_describe(in, part->member->path, part->section, &out->document, &item->verdict);
    if (err == ERR_OK) {
        out->document_path = in->document_path;
        out->book_path = in->book_path;
        item->title = mem_copy_string(out->document.title);
    }
    return err;
}

static void make_part(void *data, size_t i, int lane)
{
    struct batch *b = data;
    const struct part *part = &b->parts->items[i];
    struct import_making making = {b->go, &b->items[i], lane};
    b->entries[i] =
        (struct pack_entry){.path = part->member->path, .place = part->place, .work = part->work};
    b->errs[i] = import_is_cancelled(b->go)
                     ? ERR_CANCELLED
                     : make_entry(&making, part, &b->entries[i], &b->items[i]);
}

/* What ends the whole pack, not one document of it: every file is our own copy by now. */
static bool is_of_all(enum err err)
{
    return err == ERR_CANCELLED || err == ERR_DISK_FULL || err == ERR_LIBRARY || err == ERR_IO ||
           err == ERR_DENIED || err == ERR_NOT_FOUND;
}

static enum err finish_part(void *data, size_t i)
{
    struct batch *b = data;
    enum err err = b->errs[i];
    if (is_of_all(err)) {
        atomic_store(&b->go->stops, true);
        return err;
    }
    if (err != ERR_OK) {
        b->entries[i].refused = true;
        b->items[i].err = err;
        b->items[i].verdict = import_verdict_of_refusal(err);
        b->first = b->first == ERR_EMPTY ? err : b->first;
    }
    b->good += err == ERR_OK;
    if (b->go->watch->each)
        b->go->watch->each(b->go->watch->data, &b->items[i]);
    return ERR_OK;
}

/* Has each document read; those that the worker refuses are marked so. ERR_EMPTY or the first one's cause: not one is good. */
static enum err make_entries(struct import_go *go, struct import_list *list, size_t at,
                             const struct parts *parts, struct pack_entry *entries)
{
    struct batch b = {.go = go,
                      .items = &list->items[at + 1],
                      .parts = parts,
                      .entries = entries,
                      .errs = mem_new(parts->count + 1, sizeof *b.errs),
                      .first = ERR_EMPTY};
    const struct lanes_work work = {parts->count, make_part, finish_part, &b};
    enum err err = lanes_run(go->options->workers, &work);
    atomic_store(&go->stops, false);
    free(b.errs);
    return err != ERR_OK || b.good ? err : b.first;
}

static void tell_outcomes(struct import_go *go, struct import_list *list, size_t at,
                          const struct pack_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct import_item *item = &list->items[at + 1 + i];
        memcpy(item->id, entries[i].document.id, sizeof item->id);
        item->outcome = entries[i].refused ? IMPORT_REFUSED
                        : entries[i].known ? IMPORT_KNOWN
                                           : IMPORT_ADDED;
        if (item->outcome == IMPORT_KNOWN)
            item->verdict = VERDICT_HERE_ALREADY;
        if (go->watch->each)
            go->watch->each(go->watch->data, item);
    }
}

/* The same pack again; *was_here: it, or another version of it, is here. */
static bool is_known(struct catalogue *c, const struct pack *pack, bool *was_here)
{
    struct pack_row here;
    *was_here = pack_store_find(c, pack->manifest.id, &here) == ERR_OK;
    bool is_same = *was_here && strcmp(here.digest, pack->digest) == 0;
    if (*was_here)
        pack_row_free(&here);
    return is_same;
}

static enum err add_documents(struct import_go *go, struct import_list *list, size_t at,
                              const struct pack *pack, const struct parts *parts, bool *ours)
{
    struct pack_entry *entries = mem_new(parts->count + 1, sizeof *entries);
    bool was_here, is_new = !is_known(go->catalogue, pack, &was_here);
    list_parts(list, at, parts);
    if (go->watch->more)
        go->watch->more(go->watch->data, &list->items[at + 1], parts->count);
    enum err err = make_entries(go, list, at, parts, entries);
    if (err == ERR_OK) {
        for (size_t i = 0; i < parts->count; i++)
            parts->items[i].member->is_document_of_library = !entries[i].refused;
        err = pack_store_publish(go->catalogue, pack, go->options->packs, entries, parts->count);
        *ours = err != ERR_OK && err != ERR_OLDER && err != ERR_EXPIRED;
    }
    if (err == ERR_OK) {
        for (size_t i = 0; i < parts->count; i++)
            is_new |= !entries[i].refused && !entries[i].known;
        tell_outcomes(go, list, at, entries, parts->count);
        import_set_outcome(&list->items[at], is_new ? IMPORT_ADDED : IMPORT_KNOWN,
                           pack->manifest.id, pack->manifest.title);
        list->items[at].was_here = was_here;
    } else {
        unlist_parts(list, at, parts->count);
    }
    for (size_t i = 0; i < parts->count; i++)
        document_free(&entries[i].document);
    free(entries);
    return err;
}

enum err import_pack(struct import_go *go, struct import_list *list, size_t at, bool *ours)
{
    const struct pack_request request = {.library = go->options->folder,
                                         .path = list->items[at].path,
                                         .cancelled = import_is_cancelled,
                                         .data = go};
    struct pack *pack = NULL;
    struct parts parts = {0};
    bool was_here;
    enum err err = pack_open(&request, &pack, ours);
    if (err == ERR_OK && go->options->packs == PACK_UNASKED &&
        is_known(go->catalogue, pack, &was_here)) {
        /* What staff took out of it since stays out. */
        import_set_outcome(&list->items[at], IMPORT_KNOWN, pack->manifest.id, pack->manifest.title);
        pack_close(pack);
        return ERR_OK;
    }
    if (err == ERR_OK)
        err = pack_store_may_add(go->catalogue, pack, go->options->packs);
    if (err == ERR_OK) {
        plan(go->options, pack, list->items[at].section, &parts);
        err = add_documents(go, list, at, pack, &parts, ours);
    }
    free_parts(&parts);
    pack_close(pack);
    return err;
}
