/* lectern check: what a visitor will meet in a document, for staff, before it is added. */
#include "app/command.h"
#include "app/document.h"
#include "app/preflight.h"
#include "book/file.h"
#include "library/importer.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

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

static int check_one(struct check *check, const char *path)
{
    struct book *book = NULL;
    struct preflight preflight;
    enum err err = document_read(path, check->config, &book);
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
    int status = command_find(argv + optind, config, NULL, true, &list);
    check.speakers = speakers_new();
    if (check.json)
        putchar('[');
    for (size_t i = 0; i < list.count; i++) {
        if (check_one(&check, list.items[i].path) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    if (check.json)
        puts("]");
    speakers_free(check.speakers);
    import_list_free(&list);
    return command_finish_output(status);
}
