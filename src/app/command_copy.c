/* lectern export and restore: a copy of the whole library on a stick, and taking one in. */
#include "app/command.h"
#include "app/copy_words.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/export.h"
#include "library/restore.h"
#include "ui/messages.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EXPORT_USAGE  "lectern export [--library DIR] [--json] DIR"
#define RESTORE_USAGE "lectern restore [--library DIR] [--trust-keys] [--json] DIR"

struct copy_options {
    bool json, trusts_keys;
    const char *folder;
};

static bool read_options(int argc, char **argv, bool restores, struct copy_options *options)
{
    static const struct option known[] = {{"json", no_argument, NULL, 'j'},
                                          {"trust-keys", no_argument, NULL, 't'},
                                          {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'j')
            options->json = true;
        else if (c == 't' && restores)
            options->trusts_keys = true;
        else
            return false;
    }
    if (optind + 1 != argc)
        return false;
    options->folder = argv[optind];
    return true;
}

static int complain(enum err err, bool of_stick, const char *subject)
{
    char sentence[512];
    copy_words_error(err, of_stick, sentence, sizeof sentence);
    fprintf(stderr, "%s: %s\n", subject, sentence);
    return COMMAND_REFUSED;
}

int command_export(int argc, char **argv, const struct config *config)
{
    struct copy_options options = {0};
    struct export_result result;
    const struct copy_watch nobody = {0};
    if (!read_options(argc, argv, false, &options))
        return command_misused(EXPORT_USAGE);
    char *read_me = copy_words_read_me(config->name), date[COPY_DATE_BYTES];
    copy_words_date((int64_t)time(NULL), date);
    const struct export_options wanted = {
        .library = config->library, .folder = options.folder, .date = date, .read_me = read_me};
    enum err err = export_run(&wanted, &nobody, &result);
    int status = COMMAND_DONE;
    if (err == ERR_NOT_FOUND)
        status = command_complain(err, config->library);
    else if (err != ERR_OK)
        status = complain(err, true, options.folder);
    else if (options.json) {
        struct str path = {0};
        str_add_json(&path, result.path, strlen(result.path));
        printf("{\"path\":%s,\"documents\":%zu,\"packs\":%zu,\"loose_packs\":%zu,\"lost\":%zu,"
               "\"bytes\":%llu}\n",
               str_text(&path), result.documents, result.packs, result.loose_packs, result.lost,
               (unsigned long long)result.bytes);
        str_free(&path);
    } else {
        char sentence[512];
        copy_words_saved(&result, sentence, sizeof sentence);
        printf("%s\n%s\n", sentence, result.path);
    }
    free(read_me);
    export_result_free(&result);
    return command_finish_output(status);
}

/* What was refused, a sentence each; in JSON only as numbers. */
static void tell_refused(const struct import_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].outcome == IMPORT_REFUSED)
            command_complain(list->items[i].err, list->items[i].path);
}

static void tell_restored(const struct restore_result *result, bool json)
{
    const struct import_tally *t = &result->tally;
    if (json) {
        printf("{\"added\":%zu,\"known\":%zu,\"missing\":%zu,\"keys\":%zu}\n", t->added, t->known,
               t->refused, result->keys);
        return;
    }
    printf(tr("%zu added. %zu already here. %zu not added."), t->added, t->known, t->refused);
    putchar('\n');
}

/* Keys that nobody here trusts yet: staff are told of them, and how to say that they do. */
static void tell_keys(const struct config *config, const char *path)
{
    struct restore_summary summary;
    enum err err = restore_look(config->library, path, &summary);
    for (size_t i = 0; i < summary.key_count && err == ERR_OK; i++)
        if (!summary.keys[i].is_trusted)
            fprintf(stderr, tr("The copy has the key %s (%s). To trust it, use --trust-keys.\n"),
                    summary.keys[i].name, summary.keys[i].makers);
    restore_summary_free(&summary);
}

int command_restore(int argc, char **argv, const struct config *config)
{
    struct copy_options options = {0};
    struct restore_result result = {0};
    const struct copy_watch nobody = {0};
    char *path = NULL;
    if (!read_options(argc, argv, true, &options))
        return command_misused(RESTORE_USAGE);
    enum err err = restore_find(options.folder, &path);
    if (err != ERR_OK)
        return command_complain(err, options.folder);
    const struct config_section_names sections = config_section_names(config);
    const struct restore_options wanted = {.path = path,
                                           .trusts_keys = options.trusts_keys,
                                           .importer = {.folder = config->library,
                                                        .limits = config->limits,
                                                        .sections = sections.names}};
    if (!options.trusts_keys)
        tell_keys(config, path);
    err = restore_run(&wanted, &nobody, &result);
    int status = result.tally.refused ? COMMAND_REFUSED : COMMAND_DONE;
    tell_refused(&result.list);
    if (err == ERR_OK)
        tell_restored(&result, options.json);
    else
        status = complain(err, false, result.bad ? result.bad : path);
    restore_result_free(&result);
    free(path);
    return command_finish_output(status);
}
