/* lectern add, list and remove: the library from the command line. */
#include "app/command.h"
#include "app/sentences.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/importer.h"
#include "library/pack_store.h"
#include "ui/messages.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct library_options {
    bool json;
    bool older, packs; /* of add; of list */
    const char *section;
};

enum command_of_library { OF_ADD, OF_LIST, OF_REMOVE };

/* argv[optind] on are the operands. */
static bool read_options(int argc, char **argv, enum command_of_library of,
                         struct library_options *options)
{
    static const struct option known[] = {{"json", no_argument, NULL, 'j'},
                                          {"section", required_argument, NULL, 's'},
                                          {"older", no_argument, NULL, 'o'},
                                          {"packs", no_argument, NULL, 'p'},
                                          {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'j')
            options->json = true;
        else if (c == 's' && of == OF_ADD && *optarg)
            options->section = optarg;
        else if (c == 'o' && of == OF_ADD)
            options->older = true;
        else if (c == 'p' && of == OF_LIST)
            options->packs = true;
        else
            return false;
    }
    return true;
}

static void add_json_field(struct str *out, const char *name, const char *text)
{
    str_addf(out, "\"%s\":", name);
    str_add_json(out, text ? text : "", text ? strlen(text) : 0);
}

/* What `each` of importer_add needs to tell how it goes. */
struct telling {
    bool json;
    size_t told, refused;
};

static void tell_as_json(const struct import_item *item, bool is_first)
{
    static const char *const outcomes[] = {"waiting", "added", "known", "refused", "replaced"};
    struct str line = {0};
    str_add(&line, is_first ? "\n  {" : ",\n  {");
    add_json_field(&line, "path", item->path);
    str_addf(&line, ",\"outcome\":\"%s\",", outcomes[item->outcome]);
    add_json_field(&line, "id", item->id);
    str_add_char(&line, ',');
    add_json_field(&line, "title", item->title);
    str_add_char(&line, ',');
    add_json_field(&line, "section", item->section);
    if (item->is_pack)
        str_add(&line, ",\"pack\":true");
    if (item->outcome == IMPORT_REPLACED) {
        str_add_char(&line, ',');
        add_json_field(&line, "replaces", item->replaces);
    }
    if (item->outcome == IMPORT_REFUSED) {
        str_addf(&line, ",\"error\":\"%s\"", err_name(item->err));
    }
    str_add_char(&line, '}');
    fputs(str_text(&line), stdout);
    str_free(&line);
}

static void tell(void *data, const struct import_item *item)
{
    struct telling *telling = data;
    if (item->outcome == IMPORT_WAITING)
        return; /* a document of a pack, ready to be added with it */
    if (item->outcome == IMPORT_REFUSED) {
        telling->refused++;
        command_complain(item->err, item->path);
    }
    if (telling->json)
        tell_as_json(item, telling->told == 0);
    else if (item->outcome == IMPORT_ADDED && item->is_pack)
        printf("%s: %s\n", tr("Pack added"), item->title);
    else if (item->outcome == IMPORT_ADDED)
        printf("%s: %s (%s)\n", tr("Added"), item->title, item->section);
    else if (item->outcome == IMPORT_REPLACED)
        printf("%s: %s (%s)\n", tr("In place of an older version"), item->title, item->section);
    else if (item->outcome == IMPORT_KNOWN)
        printf("%s: %s\n", tr("Already in the library"), item->title ? item->title : item->path);
    telling->told++;
    fflush(stdout); /* somebody may be watching a long import */
}

int command_add(int argc, char **argv, const struct config *config)
{
    struct library_options options = {0};
    if (!read_options(argc, argv, OF_ADD, &options) || optind == argc)
        return command_misused(
            "lectern add [--library DIR] [--section NAME] [--older] [--json] PATH...");
    struct import_list list = {0};
    int status = command_find(argv + optind, config, options.section, false, &list);
    struct telling telling = {.json = options.json};
    if (options.json)
        putchar('[');
    if (list.count) {
        const struct config_section_names sections = config_section_names(config);
        const struct importer_options importer = {
            .folder = config->library,
            .limits = config->limits,
            .sections = sections.names,
            .packs = options.older ? PACK_ANY : PACK_FORWARD,
        };
        enum err err = importer_add(&importer, &list, tell, &telling);
        if (err != ERR_OK)
            status = command_complain(err, config->library);
    }
    if (options.json)
        puts("]");
    import_list_free(&list);
    return command_finish_output(telling.refused ? COMMAND_REFUSED : status);
}

static void list_as_json(const struct document_list *documents)
{
    struct str out = {0};
    str_add_char(&out, '[');
    for (size_t i = 0; i < documents->count; i++) {
        const struct document *d = &documents->items[i];
        str_add(&out, i ? ",\n  {" : "\n  {");
        add_json_field(&out, "id", d->id);
        const struct {
            const char *name, *text;
        } fields[] = {
            {"title", d->title},
            {"own_title", d->own_title ? d->own_title : d->title},
            {"author", d->author},
            {"language", d->lang},
            {"section", d->section},
            {"name", d->name},
            {"source", sentences_source_name(d->source)},
            {"order", sentences_order_name(d->order)},
        };
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            str_add_char(&out, ',');
            add_json_field(&out, fields[k].name, fields[k].text);
        }
        str_addf(&out,
                 ",\"pages\":%u,\"words\":%u,\"easy_read\":%s,\"hidden\":%s,\"bytes\":%llu,"
                 "\"added_s\":%lld,\"place\":%u,\"featured\":%s}",
                 d->pages, d->words, d->easy_read ? "true" : "false",
                 d->is_over || d->is_hidden ? "true" : "false", (unsigned long long)d->bytes,
                 (long long)d->added_s, d->place, d->is_featured ? "true" : "false");
    }
    str_add(&out, "]\n");
    fputs(str_text(&out), stdout);
    str_free(&out);
}

static void list_as_lines(const struct document_list *documents)
{
    for (size_t i = 0; i < documents->count; i++) {
        const struct document *d = &documents->items[i];
        printf("%.12s  %-14s  %s\n", d->id, d->section, d->title);
    }
}

static void list_packs_as_json(const struct pack_list *packs)
{
    struct str out = {0};
    str_add_char(&out, '[');
    for (size_t i = 0; i < packs->count; i++) {
        const struct pack_row *p = &packs->items[i];
        str_add(&out, i ? ",\n  {" : "\n  {");
        const struct {
            const char *name, *text;
        } fields[] = {{"id", p->id},         {"title", p->title},   {"maker", p->maker},
                      {"language", p->lang}, {"digest", p->digest}, {"key", p->key}};
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            add_json_field(&out, fields[k].name, fields[k].text);
            str_add_char(&out, ',');
        }
        str_addf(&out,
                 "\"version\":%lld,\"documents\":%u,\"expires_s\":%lld,\"hidden\":%s,"
                 "\"added_s\":%lld}",
                 (long long)p->version, p->documents, (long long)p->expires_s,
                 p->is_over ? "true" : "false", (long long)p->added_s);
    }
    str_add(&out, "]\n");
    fputs(str_text(&out), stdout);
    str_free(&out);
}

static enum err list_packs(struct catalogue *catalogue, bool json)
{
    struct pack_list packs = {0};
    enum err err = catalogue ? pack_store_list(catalogue, &packs) : ERR_OK;
    if (err == ERR_OK && json)
        list_packs_as_json(&packs);
    for (size_t i = 0; i < packs.count && !json; i++)
        printf("%s  %lld  %s\n", packs.items[i].id, (long long)packs.items[i].version,
               packs.items[i].title);
    pack_list_free(&packs);
    return err;
}

int command_list(int argc, char **argv, const struct config *config)
{
    struct library_options options = {0};
    if (!read_options(argc, argv, OF_LIST, &options) || optind != argc)
        return command_misused("lectern list [--library DIR] [--packs] [--json]");
    struct catalogue *catalogue = NULL;
    struct document_list documents = {0};
    enum err err = catalogue_open(config->library, false, &catalogue);
    if (err == ERR_NOT_FOUND)
        err = ERR_OK; /* no library yet: an empty one */
    if (err == ERR_OK && options.packs)
        err = list_packs(catalogue, options.json);
    else if (err == ERR_OK && catalogue)
        err = catalogue_list_all(catalogue, &documents);
    int status = COMMAND_DONE;
    if (err != ERR_OK)
        status = command_complain(err, config->library);
    else if (options.packs)
        status = COMMAND_DONE;
    else if (options.json)
        list_as_json(&documents);
    else
        list_as_lines(&documents);
    document_list_free(&documents);
    catalogue_close(catalogue);
    return command_finish_output(status);
}

static int remove_pack(struct catalogue *catalogue, struct pack_row *pack)
{
    enum err err = pack_store_remove(catalogue, pack->id);
    int status = COMMAND_DONE;
    if (err == ERR_OK)
        printf("%s: %s\n", tr("Removed"), pack->title);
    else
        status = command_complain(err, pack->id);
    pack_row_free(pack);
    return status;
}

static int remove_one(struct catalogue *catalogue, const char *id)
{
    struct document document;
    struct pack_row pack;
    if (pack_store_find(catalogue, id, &pack) == ERR_OK)
        return remove_pack(catalogue, &pack);
    enum err err = catalogue_find(catalogue, id, &document);
    if (err != ERR_OK)
        return command_complain(err, id);
    err = catalogue_remove(catalogue, document.id);
    if (err == ERR_OK)
        printf("%s: %s\n", tr("Removed"), document.title);
    document_free(&document);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, id);
}

int command_remove(int argc, char **argv, const struct config *config)
{
    struct library_options options = {0};
    if (!read_options(argc, argv, OF_REMOVE, &options) || optind == argc || options.json)
        return command_misused("lectern remove [--library DIR] ID...");
    /* Opening to write would make a library where there is none. */
    struct catalogue *catalogue = NULL;
    enum err err = catalogue_open(config->library, false, &catalogue);
    catalogue_close(catalogue);
    if (err == ERR_NOT_FOUND)
        return command_complain(err, argv[optind]);
    catalogue = NULL;
    err = catalogue_open(config->library, true, &catalogue);
    if (err != ERR_OK)
        return command_complain(err, config->library);
    int status = COMMAND_DONE;
    for (int i = optind; i < argc; i++) {
        if (remove_one(catalogue, argv[i]) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    catalogue_close(catalogue);
    return command_finish_output(status);
}
