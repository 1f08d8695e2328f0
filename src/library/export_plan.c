#include "library/export_plan.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/catalogue_parts.h"
#include "library/copy.h"
#include "library/copy_choice.h"
#include "library/copy_name.h"
#include "library/database.h"
#include "library/entry.h"
#include "library/keyring.h"
#include "library/pack_kept.h"
#include "library/pack_store.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct planning {
    struct catalogue *catalogue;
    struct export_plan *out;
    struct copy_names names;
};

/* --- documents --- */

/* The folder of a section: one for each, however often it is asked for. Free with free. */
static char *section_folder(struct planning *p, const char *section)
{
    const struct copy_catalogue *c = &p->out->catalogue;
    for (size_t i = c->document_count; i-- > 0;) {
        const struct copy_document *d = &c->documents[i];
        if (strcasecmp(d->section, section) == 0)
            return mem_copy_bytes(d->path, strcspn(d->path, "/"));
    }
    char *clean = copy_name_clean(section);
    char *folder = copy_names_make(&p->names, "", *clean ? clean : "Documents", "");
    free(clean);
    return folder;
}

static char *document_path(struct planning *p, const struct document *d)
{
    char *folder = section_folder(p, d->section), *ending = copy_name_ending(d->name);
    char *clean = copy_name_clean(d->title);
    if (!*clean) {
        free(clean);
        clean = copy_name_clean(d->name);
    }
    char *path = copy_names_make(&p->names, folder, *clean ? clean : "Document", ending);
    free(clean);
    free(ending);
    free(folder);
    return path;
}

/* As a copy's reader takes it; `otherwise` where nothing of it can stay. Free with free. */
static char *good_name(const char *text, const char *otherwise)
{
    char *clean = entry_clean_text(text, COPY_NAMED_BYTES_MOST);
    if (*clean)
        return clean;
    free(clean);
    return mem_copy_string(otherwise);
}

static void add_document(struct planning *p, const struct document *d)
{
    struct copy_catalogue *c = &p->out->catalogue;
    bool has_time = d->added_s > 0 && d->added_s <= COPY_NUMBER_MOST;
    struct copy_document copy = {.bytes = d->bytes <= COPY_NUMBER_MOST ? d->bytes : 0,
                                 .added_s = has_time ? d->added_s : 0,
                                 .is_own = true,
                                 .path = document_path(p, d)};
    memcpy(copy.id, d->id, sizeof copy.id);
    copy.section = good_name(d->section, "Documents");
    copy.name = good_name(d->name, d->id);
    struct copy_file *file = copy_plan_add(&p->out->files, copy.path);
    char *from = catalogue_document_path(p->catalogue, d->id);
    copy_file_add(file, from, 0, d->bytes);
    memcpy(file->id, d->id, sizeof file->id);
    free(from);
    MEM_ROOM(c->documents, c->document_count, c->document_cap);
    c->documents[c->document_count++] = copy;
}

static enum err add_documents(struct planning *p)
{
    struct document_list list;
    enum err err = catalogue_list_all(p->catalogue, &list);
    if (err != ERR_OK)
        return err;
    if (list.count > COPY_DOCUMENTS_MOST)
        err = ERR_TOO_BIG;
    for (size_t i = 0; i < list.count && err == ERR_OK; i++) {
        if (database_is_id(list.items[i].id)) /* else it has no file */
            add_document(p, &list.items[i]);
    }
    document_list_free(&list);
    return err;
}

/* --- packs --- */

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, ((const struct copy_document *const *)b)[0]->id);
}

static int compare_documents(const void *a, const void *b)
{
    return strcmp((*(struct copy_document *const *)a)->id, (*(struct copy_document *const *)b)->id);
}

/* Says which documents packs have; those that only packs brought are not the library's own. */
static enum err add_parts(struct planning *p)
{
    struct copy_catalogue *c = &p->out->catalogue;
    struct copy_document **by_id = mem_new(c->document_count + 1, sizeof *by_id);
    for (size_t i = 0; i < c->document_count; i++)
        by_id[i] = &c->documents[i];
    qsort(by_id, c->document_count, sizeof *by_id, compare_documents);
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(p->catalogue),
                                "SELECT pack, document, brought FROM pack_document"
                                " ORDER BY pack, document",
                                -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW)
            break;
        const char *pack = (const char *)sqlite3_column_text(s, 0);
        const char *id = (const char *)sqlite3_column_text(s, 1);
        bool is_copied = false;
        for (size_t i = 0; i < c->pack_count && pack; i++)
            is_copied |= strcmp(c->packs[i].id, pack) == 0;
        struct copy_document **d =
            is_copied && id ? bsearch(&id, by_id, c->document_count, sizeof *by_id, compare_ids)
                            : NULL;
        if (!d)
            continue;
        copy_notes_add(&c->parts, id, pack, "");
        if (sqlite3_column_int(s, 2))
            (*d)->is_own = false;
    }
    sqlite3_finalize(s);
    free(by_id);
    return database_err(rc);
}

static enum err add_pack(struct planning *p, const struct pack_row *row)
{
    struct copy_catalogue *c = &p->out->catalogue;
    char *clean = copy_name_clean(row->id), *path = NULL;
    char *to = copy_names_make(&p->names, COPY_DATA "/packs", clean, "");
    enum err err = copy_carries_pack(row->id, row->version, row->key, row->maker)
                       ? pack_kept_plan(p->catalogue, row, to, &p->out->files, &path)
                       : ERR_NOT_FOUND;
    if (err == ERR_OK) {
        MEM_ROOM(c->packs, c->pack_count, c->pack_cap);
        c->packs[c->pack_count++] = (struct copy_pack){.id = mem_copy_string(row->id),
                                                       .path = path,
                                                       .key = mem_copy_string(row->key),
                                                       .maker = mem_copy_string(row->maker),
                                                       .version = row->version};
    } else if (err == ERR_NOT_FOUND) {
        p->out->loose_packs++;
        err = ERR_OK;
    }
    free(to);
    free(clean);
    return err;
}

static enum err add_packs(struct planning *p)
{
    struct pack_list packs;
    enum err err = pack_store_list(p->catalogue, &packs);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < packs.count && err == ERR_OK; i++)
        err = add_pack(p, &packs.items[i]);
    pack_list_free(&packs);
    return err == ERR_OK ? add_parts(p) : err;
}

/* --- what else there is --- */

static void add_file(struct planning *p, const char *name, const char *from, const char *to)
{
    struct copy_catalogue *c = &p->out->catalogue;
    struct stat st;
    if (stat(from, &st) != 0 || !S_ISREG(st.st_mode) || c->path_count == COPY_PACKS_MOST)
        return;
    copy_file_add(copy_plan_add(&p->out->files, to), from, 0, (uint64_t)st.st_size);
    MEM_ROOM(c->paths, c->path_count, c->path_cap);
    c->paths[c->path_count++] =
        (struct copy_path){.name = mem_copy_string(name), .path = mem_copy_string(to)};
}

static enum err add_keys(struct planning *p)
{
    struct keyring ring;
    const char *library = catalogue_folder(p->catalogue);
    enum err err = keyring_open(library, &ring);
    for (size_t i = 0; i < ring.count; i++) {
        char name[MINISIGN_NAME_BYTES];
        struct str from = {0}, to = {0};
        minisign_name(ring.keys[i].id, name);
        str_addf(&from, "%s/keys/%s.pub", library, name);
        str_addf(&to, COPY_DATA "/keys/%s.pub", name);
        add_file(p, "", str_text(&from), str_text(&to));
        str_free(&from);
        str_free(&to);
    }
    keyring_free(&ring);
    return err;
}

/* Those that staff put beside library.db: lexicon.tsv, lexicon.cy.tsv. */
static void add_words(struct planning *p)
{
    const char *library = catalogue_folder(p->catalogue);
    DIR *dir = opendir(library);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (!copy_is_words_name(entry->d_name))
            continue;
        char *from = file_join(library, entry->d_name);
        char *to = file_join(COPY_DATA "/words", entry->d_name);
        add_file(p, entry->d_name, from, to);
        free(from);
        free(to);
    }
    if (dir)
        closedir(dir);
}

static void add_setting(void *data, const char *key, const char *value)
{
    struct planning *p = data;
    if (copy_carries_setting(key, value))
        copy_notes_add(&p->out->catalogue.settings, "", key, value);
}

enum err export_plan_make(struct catalogue *c, struct export_plan *out)
{
    *out = (struct export_plan){0};
    struct planning p = {.catalogue = c, .out = out};
    int64_t now_s = clock_unix_s();
    out->catalogue.made_s = clock_is_trusted(now_s) ? now_s : 0;
    /* names that a section can't have */
    free(copy_names_make(&p.names, "", COPY_DATA, ""));
    free(copy_names_make(&p.names, "", COPY_READ_ME, ""));
    free(copy_names_make(&p.names, "", "SHA256SUMS", ""));
    enum err err = add_documents(&p);
    if (err == ERR_OK)
        err = add_packs(&p);
    if (err == ERR_OK)
        err = add_keys(&p);
    if (err == ERR_OK)
        err = copy_choice_gather(c, &out->catalogue.choices);
    if (err == ERR_OK)
        err = catalogue_each_setting(c, "", add_setting, &p);
    if (err == ERR_OK)
        add_words(&p);
    copy_names_free(&p.names);
    return err;
}

void export_plan_free(struct export_plan *plan)
{
    copy_catalogue_free(&plan->catalogue);
    copy_plan_free(&plan->files);
}
