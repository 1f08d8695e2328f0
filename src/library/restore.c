#include "library/restore.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/copy_choice.h"
#include "library/copy_look.h"
#include "library/import_run.h"
#include "library/keyring.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WORDS_BYTES_MOST = 4 << 20 };

/* What documents need beside their bytes: books, the index. */
static const uint64_t room_more_bytes = UINT64_C(32) << 20;

struct restoring {
    const struct restore_options *options;
    const struct copy_watch *watch;
    struct copy_look look;
    struct restore_result *out;
    struct copy_progress progress;
    const struct import_list *running; /* whose items are told of */
};

/* How many of a copy's documents a library has, and how many bytes those have that it lacks. */
static enum err count_known(const struct copy_catalogue *copy, struct catalogue *c, size_t *known,
                            uint64_t *missing_bytes)
{
    enum err err = ERR_OK;
    *known = 0;
    *missing_bytes = 0;
    for (size_t i = 0; i < copy->document_count && err == ERR_OK; i++) {
        bool is_here = false;
        err = catalogue_has(c, copy->documents[i].id, &is_here);
        *known += is_here;
        *missing_bytes += is_here ? 0 : copy->documents[i].bytes;
    }
    return err;
}

/* --- before anything is taken --- */

static enum err check_room(const struct restoring *r)
{
    struct catalogue *c = NULL;
    const char *library = r->options->importer.folder;
    uint64_t wanted = 0, free_bytes = 0;
    enum err err = catalogue_open(library, true, &c); /* makes a new one */
    if (err == ERR_OK)
        err = count_known(&r->look.catalogue, c, &r->out->tally.known, &wanted);
    catalogue_close(c);
    if (err == ERR_OK)
        err = file_free_bytes(library, &free_bytes);
    return err == ERR_OK && wanted && free_bytes < wanted + room_more_bytes ? ERR_DISK_FULL : err;
}

/* --- keys and word lists --- */

static enum err read_key(const struct copy_look *look, const char *path, struct minisign_key *out)
{
    char *text = NULL;
    size_t bytes = 0;
    enum err err = copy_look_read(look, path, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK && minisign_read_key(text, bytes, out) != ERR_OK)
        err = ERR_COPY;
    free(text);
    return err;
}

static enum err take_key(struct restoring *r, const char *path)
{
    struct minisign_key key;
    struct keyring ring = {0};
    const char *library = r->options->importer.folder;
    enum err err = read_key(&r->look, path, &key);
    if (err == ERR_OK)
        err = keyring_open(library, &ring);
    if (err == ERR_OK && !keyring_find(&ring, key.id)) {
        err = keyring_trust(library, &key);
        r->out->keys += err == ERR_OK;
    }
    keyring_free(&ring);
    return err;
}

/* Staff's own list of this library, where it has one, stays. */
static enum err take_words(const struct restoring *r, const struct copy_path *words)
{
    char *to = file_join(r->options->importer.folder, words->name), *text = NULL;
    size_t bytes = 0;
    enum err err = ERR_OK;
    if (access(to, F_OK) != 0) {
        err = copy_look_read(&r->look, words->path, WORDS_BYTES_MOST, &text, &bytes);
        if (err == ERR_OK)
            err = file_write_atomic(to, text, bytes);
    }
    free(text);
    free(to);
    return err;
}

static enum err take_keys_and_words(struct restoring *r)
{
    const struct copy_catalogue *c = &r->look.catalogue;
    enum err err = ERR_OK;
    for (size_t i = 0; i < c->path_count && err == ERR_OK; i++) {
        if (*c->paths[i].name)
            err = take_words(r, &c->paths[i]);
        else if (r->options->trusts_keys)
            err = take_key(r, c->paths[i].path);
        if (err == ERR_COPY && !r->out->bad)
            r->out->bad = mem_copy_string(c->paths[i].path);
    }
    return err;
}

/* --- packs and documents --- */

static struct import_item *add_item(struct import_list *list, const struct restoring *r,
                                    const char *path, const char *section)
{
    MEM_ROOM(list->items, list->count, list->cap);
    struct import_item *item = &list->items[list->count++];
    *item = (struct import_item){
        .path = file_join(r->look.path, path), .section = mem_copy_string(section), .picked = true};
    return item;
}

static const char *usual_section(const struct restoring *r)
{
    const char *const *sections = r->options->importer.sections;
    return sections && *sections ? *sections : "";
}

/* Of a section that this kiosk lacks nobody would find the shelf. */
static const char *own_section(const struct restoring *r, const char *name)
{
    const char *const *sections = r->options->importer.sections;
    for (const char *const *s = sections; s && *s; s++)
        if (strcasecmp(*s, name) == 0)
            return *s;
    return sections && *sections ? *sections : name;
}

static void each_item(void *data, const struct import_item *item)
{
    struct restoring *r = data;
    r->progress.done += !item->is_pack && (!item->in_pack || item->outcome == IMPORT_WAITING);
    if (r->progress.done > r->progress.count)
        r->progress.done = r->progress.count;
    if (r->watch->tell)
        r->watch->tell(r->watch->data, &r->progress);
}

static bool is_cancelled(void *data)
{
    const struct restoring *r = data;
    return r->watch->cancelled && r->watch->cancelled(r->watch->data);
}

/* Runs a list and puts what came of it behind the result's. */
static enum err run_list(struct restoring *r, struct import_list *list)
{
    struct importer_options options = r->options->importer;
    options.packs = PACK_FORWARD;
    const struct import_watch watch = {.each = each_item, .cancelled = is_cancelled, .data = r};
    enum err err = list->count ? import_run(&options, list, &watch) : ERR_OK;
    struct import_list *out = &r->out->list;
    for (size_t i = 0; i < list->count; i++) {
        MEM_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = list->items[i];
    }
    free(list->items);
    *list = (struct import_list){0};
    return err;
}

static enum err take_packs(struct restoring *r)
{
    const struct copy_catalogue *c = &r->look.catalogue;
    struct import_list list = {0};
    for (size_t i = 0; i < c->pack_count; i++)
        add_item(&list, r, c->packs[i].path, usual_section(r))->is_pack = true;
    return run_list(r, &list);
}

/* Whether the documents of a pack come one by one, as nobody can vouch for all of it here; not where it was refused for what it is. */
static bool comes_loose(const struct restoring *r, const char *pack)
{
    const struct copy_catalogue *c = &r->look.catalogue;
    const struct import_list *list = &r->out->list;
    for (size_t i = 0; i < c->pack_count; i++) {
        if (strcmp(c->packs[i].id, pack) != 0)
            continue;
        char *path = file_join(r->look.path, c->packs[i].path);
        bool loose = true;
        for (size_t k = 0; k < list->count; k++)
            if (list->items[k].is_pack && strcmp(list->items[k].path, path) == 0)
                loose =
                    list->items[k].outcome == IMPORT_REFUSED && list->items[k].err == ERR_UNTRUSTED;
        free(path);
        return loose;
    }
    return true;
}

static bool is_of_refused_pack(const struct restoring *r, const char *id)
{
    const struct copy_notes *parts = &r->look.catalogue.parts;
    bool of_any = false, of_loose = false;
    for (size_t i = 0; i < parts->count; i++) {
        if (strcmp(parts->items[i].id, id) != 0)
            continue;
        of_any = true;
        of_loose |= comes_loose(r, parts->items[i].key);
    }
    return of_any && !of_loose;
}

static bool has_part(const struct restoring *r, const char *id)
{
    const struct copy_notes *parts = &r->look.catalogue.parts;
    for (size_t i = 0; i < parts->count; i++)
        if (strcmp(parts->items[i].id, id) == 0)
            return true;
    return false;
}

/* A document that is here is not read again; but the library's own, which a pack has too, goes through the importer: so it stays its own. */
static enum err list_documents(struct restoring *r, struct import_list *list)
{
    const struct copy_catalogue *copy = &r->look.catalogue;
    struct catalogue *c = NULL;
    enum err err = catalogue_open(r->options->importer.folder, false, &c);
    for (size_t i = 0; i < copy->document_count && err == ERR_OK; i++) {
        const struct copy_document *d = &copy->documents[i];
        bool known = false;
        err = catalogue_has(c, d->id, &known);
        if (err != ERR_OK)
            break;
        if (known && !(d->is_own && has_part(r, d->id)))
            continue;
        if (!d->is_own && is_of_refused_pack(r, d->id))
            continue;
        struct import_item *item = add_item(list, r, d->path, own_section(r, d->section));
        memcpy(item->wanted, d->id, sizeof item->wanted);
        item->bytes = d->bytes;
        item->name = mem_copy_string(d->name);
        item->added_s = d->added_s;
    }
    catalogue_close(c);
    return err;
}

static enum err take_documents(struct restoring *r)
{
    struct import_list list = {0};
    enum err err = list_documents(r, &list);
    if (err == ERR_OK)
        return run_list(r, &list);
    import_list_free(&list);
    return err;
}

/* A box that this kiosk lacks is no choice here: the document stays in the one that it came into. */
static void keep_own_boxes(struct restoring *r)
{
    struct copy_notes *notes = &r->look.catalogue.choices;
    const char *const *sections = r->options->importer.sections;
    for (size_t i = 0; sections && *sections && i < notes->count; i++) {
        struct copy_note *n = &notes->items[i];
        const char *own = strcmp(n->key, "section") == 0 ? own_section(r, n->value) : n->value;
        if (own == n->value)
            continue;
        char *kept = mem_copy_string(strcasecmp(own, n->value) == 0 ? own : "");
        free(n->value);
        n->value = kept;
    }
}

static enum err take_choices(struct restoring *r)
{
    keep_own_boxes(r);
    struct catalogue *c = NULL;
    enum err err = catalogue_open(r->options->importer.folder, true, &c);
    if (err == ERR_OK)
        err = copy_choice_apply(c, &r->look.catalogue);
    catalogue_close(c);
    return err;
}

/* What is here now and was not is added; what is still not here was refused, or is waiting for the next time. */
static void count_outcomes(const struct restoring *r)
{
    struct import_tally *tally = &r->out->tally;
    struct catalogue *c = NULL;
    size_t here = 0;
    uint64_t missing_bytes;
    enum err err = catalogue_open(r->options->importer.folder, false, &c);
    if (err == ERR_OK)
        err = count_known(&r->look.catalogue, c, &here, &missing_bytes);
    catalogue_close(c);
    if (err != ERR_OK || here < tally->known)
        return;
    tally->added = here - tally->known;
    tally->refused = r->look.catalogue.document_count - here;
}

enum err restore_run(const struct restore_options *options, const struct copy_watch *watch,
                     struct restore_result *out)
{
    struct restoring r = {.options = options, .watch = watch, .out = out};
    struct str bad = {0};
    *out = (struct restore_result){0};
    enum err err = copy_look_open(options->path, &r.look, &bad);
    if (err == ERR_OK)
        err = copy_look_verify(&r.look, watch, &bad);
    if (bad.data)
        out->bad = mem_copy_string(bad.data);
    if (err == ERR_OK)
        err = check_room(&r);
    r.progress =
        (struct copy_progress){.stage = COPY_ADDING, .count = r.look.catalogue.document_count};
    if (err == ERR_OK)
        err = take_keys_and_words(&r);
    if (err == ERR_OK)
        err = take_packs(&r);
    if (err == ERR_OK)
        err = take_documents(&r);
    if (err == ERR_OK)
        err = take_choices(&r);
    if (err == ERR_OK || out->list.count)
        count_outcomes(&r);
    str_free(&bad);
    copy_look_close(&r.look);
    return err;
}

void restore_result_free(struct restore_result *result)
{
    import_list_free(&result->list);
    free(result->bad);
    *result = (struct restore_result){0};
}
