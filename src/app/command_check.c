/* lectern check: what a visitor will meet in a document, for staff, before it is added; and what is wrong in a settings file (*.ini). */
#include "app/command.h"
#include "app/document.h"
#include "app/document_pack.h"
#include "app/preflight.h"
#include "base/file.h"
#include "book/file.h"
#include "library/importer.h"
#include "library/pack.h"
#include "ui/messages.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct check {
    const struct config *config;
    struct speakers *speakers;
    bool json;
    size_t told;
};

static void tell_page(const struct check *check, const char *path, const struct preflight *p)
{
    struct str out = {0};
    str_addf(&out, check->told ? "\n%s\n" : "%s\n", path);
    preflight_add_page(p, check->config->lang, &out);
    fputs(str_text(&out), stdout);
    str_free(&out);
}

/* `p` NULL: it was refused, for the cause `err`. */
static void tell_json(const struct check *check, const char *path, const struct preflight *p,
                      enum err err)
{
    struct str out = {0};
    str_add(&out, check->told ? ",\n  {\"path\":" : "\n  {\"path\":");
    str_add_json(&out, path, strlen(path));
    if (p) {
        str_add(&out, ",\n   ");
        preflight_add_json(p, check->config->lang, &out);
    } else {
        str_addf(&out, ",\"error\":\"%s\"", err_name(err));
    }
    str_add_char(&out, '}');
    fputs(str_text(&out), stdout);
    str_free(&out);
}

/* `path` is what is told; its bytes lie at `from`. */
static int check_one(struct check *check, const char *path, const char *from)
{
    struct book *book = NULL;
    struct preflight preflight;
    enum err err = document_read_as(from, file_name(path), check->config, &book);
    if (err != ERR_OK)
        command_complain(err, path);
    else
        preflight_make(book, check->speakers, &preflight);
    if (check->json)
        tell_json(check, path, book ? &preflight : NULL, err);
    else if (book)
        tell_page(check, path, &preflight);
    check->told += check->json || book;
    book_close(book);
    fflush(stdout);
    return err == ERR_OK ? COMMAND_DONE : COMMAND_REFUSED;
}

static void tell_pack(struct check *check, const char *path, const struct manifest *m)
{
    struct str out = {0};
    if (check->json) {
        str_add(&out, check->told ? ",\n  {\"path\":" : "\n  {\"path\":");
        str_add_json(&out, path, strlen(path));
        str_addf(&out, ",\"pack\":\"%s\",\"version\":%lld,\"title\":", m->id,
                 (long long)m->version);
        str_add_json(&out, m->title, strlen(m->title));
        str_add_char(&out, '}');
    } else {
        str_addf(&out, check->told ? "\n%s\n  " : "%s\n  ", path);
        str_addf(&out, tr("%s, version %lld. Its signature is good."), m->title,
                 (long long)m->version);
        str_add_char(&out, '\n');
    }
    check->told++;
    fputs(str_text(&out), stdout);
    str_free(&out);
}

/* `alone`: nothing else is told of it. */
static int refuse(struct check *check, const char *path, enum err err, bool alone)
{
    if (check->json && alone) {
        tell_json(check, path, NULL, err);
        check->told++;
    }
    return command_complain(err, path);
}

/* A pack that is one file: what the kiosk would say of it, and each of its documents. */
static int check_pack(struct check *check, const char *path)
{
    struct document_pack opened;
    enum err err = document_pack_open(path, check->config, &opened);
    if (err == ERR_OK) {
        tell_pack(check, path, &opened.pack->manifest);
        err = document_pack_may_come(&opened, check->config);
    }
    int status = err == ERR_OK ? COMMAND_DONE : refuse(check, path, err, !opened.pack);
    for (size_t i = 0; opened.pack && i < opened.pack->count; i++) {
        const struct pack_member *m = &opened.pack->members[i];
        if (!pack_member_is_document(opened.pack, m))
            continue;
        char *told = file_join(path, m->path);
        if (!m->file.document_path)
            status = refuse(check, told, ERR_EMPTY, true);
        else if (check_one(check, told, m->file.document_path) != COMMAND_DONE)
            status = COMMAND_REFUSED;
        free(told);
    }
    document_pack_close(&opened);
    return status;
}

static int check_item(struct check *check, const struct import_item *item)
{
    return item->is_pack ? check_pack(check, item->path) : check_one(check, item->path, item->path);
}

static bool is_settings_file(const char *path)
{
    size_t length = strlen(path);
    return length >= 4 && strcasecmp(path + length - 4, ".ini") == 0;
}

static void add_more(int more, struct str *out)
{
    str_add(out, "  ");
    str_addf(
        out,
        trn("%d more line has a mistake.", "%d more lines have a mistake.", (unsigned long)more),
        more);
    str_add_char(out, '\n');
}

static void tell_settings(struct check *check, const char *path, const struct config_mistakes *m)
{
    struct str out = {0};
    char words[512];
    if (check->json) {
        str_add(&out, check->told ? ",\n  {\"path\":" : "\n  {\"path\":");
        str_add_json(&out, path, strlen(path));
        str_add(&out, ",\"mistakes\":[");
    } else {
        str_addf(&out, check->told ? "\n%s\n" : "%s\n", path);
    }
    for (int i = 0; i < m->count; i++) {
        config_mistake_words(m, i, words, sizeof words);
        if (!check->json) {
            str_addf(&out, "  %s\n", words);
            continue;
        }
        str_addf(&out, "%s\n   {\"line\":%u,\"what\":", i ? "," : "", m->list[i].line);
        str_add_json(&out, words, strlen(words));
        str_add_char(&out, '}');
    }
    if (check->json)
        str_addf(&out, "],\"more\":%d}", m->more);
    else if (m->more)
        add_more(m->more, &out);
    else if (!m->count)
        str_addf(&out, "  %s\n", tr("Each line is understood."));
    fputs(str_text(&out), stdout);
    str_free(&out);
}

static int check_settings(struct check *check, const char *path)
{
    struct config config;
    config_default(&config);
    enum err err = config_read(path, &config);
    if (err != ERR_OK)
        command_complain(err, path);
    else
        tell_settings(check, path, &config.mistakes);
    if (err != ERR_OK && check->json)
        tell_json(check, path, NULL, err);
    check->told += check->json || err == ERR_OK;
    return err == ERR_OK && !config.mistakes.count ? COMMAND_DONE : COMMAND_REFUSED;
}

/* Looks at the settings files among `paths`, and takes them out of the list. */
static int check_all_settings(struct check *check, char **paths)
{
    int status = COMMAND_DONE, kept = 0;
    for (int i = 0; paths[i]; i++) {
        if (!is_settings_file(paths[i]))
            paths[kept++] = paths[i];
        else if (check_settings(check, paths[i]) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    paths[kept] = NULL;
    return status;
}

int command_check(int argc, char **argv, const struct config *config)
{
    static const struct option known[] = {{"json", no_argument, NULL, 'j'}, {NULL, 0, NULL, 0}};
    struct check check = {.config = config};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c != 'j')
            return command_misused("lectern check [--json] PATH...");
        check.json = true;
    }
    if (optind == argc)
        return command_misused("lectern check [--json] PATH...");
    struct import_list list = {0};
    if (check.json)
        putchar('[');
    int status = check_all_settings(&check, argv + optind);
    if (argv[optind] && command_find(argv + optind, config, NULL, true, &list) != COMMAND_DONE)
        status = COMMAND_REFUSED;
    check.speakers = speakers_new();
    for (size_t i = 0; i < list.count; i++) {
        if (check_item(&check, &list.items[i]) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    if (check.json)
        puts("]");
    speakers_free(check.speakers);
    import_list_free(&list);
    return command_finish_output(status);
}
