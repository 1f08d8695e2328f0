/* lectern search: the sentences of the library that hold some words. */
#include "app/command.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/search.h"
#include "library/search_index.h"
#include "ui/messages.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ON_ONE_LIST = 1000 };

struct search_options {
    bool json, typing;
    const char *id;
    uint32_t skip, most;
};

static bool read_number(const char *text, uint32_t *out)
{
    char *end;
    unsigned long n = strtoul(text, &end, 10);
    *out = (uint32_t)n;
    return end > text && !*end && n <= MOST_ON_ONE_LIST;
}

/* argv[optind] on are the words. */
static bool read_options(int argc, char **argv, struct search_options *options)
{
    static const struct option known[] = {
        {"json", no_argument, NULL, 'j'},       {"typing", no_argument, NULL, 't'},
        {"in", required_argument, NULL, 'i'},   {"skip", required_argument, NULL, 's'},
        {"most", required_argument, NULL, 'm'}, {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'j')
            options->json = true;
        else if (c == 't')
            options->typing = true;
        else if (c == 'i')
            options->id = optarg;
        else if ((c == 's' && read_number(optarg, &options->skip)) ||
                 (c == 'm' && read_number(optarg, &options->most)))
            continue;
        else
            return false;
    }
    return optind < argc;
}

static void add_field(struct str *out, const char *name, const char *text)
{
    str_addf(out, "\"%s\":", name);
    if (text)
        str_add_json(out, text, strlen(text));
    else
        str_add(out, "null");
    str_add_char(out, ',');
}

static void add_hit(struct str *out, const struct search_hit *hit)
{
    static const char *const fits[] = {"", "exact", "begun", "form", "near"};
    str_add_char(out, '{');
    add_field(out, "id", hit->id);
    add_field(out, "title", hit->title);
    add_field(out, "lang", hit->lang);
    add_field(out, "section", hit->section);
    add_field(out, "text", hit->text);
    add_field(out, "heading", hit->heading);
    add_field(out, "page", hit->page);
    add_field(out, "fit", fits[hit->fit]);
    str_addf(out, "\"word\":%u,\"first_word\":%u,\"title_only\":%s,\"is_heading\":%s,", hit->word,
             hit->first_word, hit->title_only ? "true" : "false",
             hit->is_heading ? "true" : "false");
    str_addf(out, "\"easy_read\":%s,\"more_here\":%u,\"spans\":[",
             hit->easy_read ? "true" : "false", hit->more_here);
    for (size_t i = 0; i < hit->span_count; i++)
        str_addf(out, "%s[%u,%u]", i ? "," : "", hit->spans[i].start, hit->spans[i].bytes);
    str_add(out, "]}");
}

static void show_as_json(const struct search_results *results, uint32_t waiting)
{
    struct str out = {0};
    str_addf(&out, "{\"documents\":%u,\"more\":%s,\"waiting\":%u,", results->documents,
             results->more ? "true" : "false", waiting);
    add_field(&out, "instead", results->instead);
    str_add(&out, "\"nearest\":[");
    for (size_t i = 0; i < SEARCH_MOST_NEAREST && results->nearest[i]; i++) {
        str_add(&out, i ? "," : "");
        str_add_json(&out, results->nearest[i], strlen(results->nearest[i]));
    }
    str_add(&out, "],\n \"hits\":[");
    for (size_t i = 0; i < results->count; i++) {
        str_add(&out, i ? ",\n  " : "\n  ");
        add_hit(&out, &results->hits[i]);
    }
    str_add(&out, "]}\n");
    fputs(str_text(&out), stdout);
    str_free(&out);
}

static void show_as_lines(const struct search_results *results, uint32_t waiting)
{
    const char *title = "";
    if (results->instead)
        printf("%s: %s\n", tr("Showing results for"), results->instead);
    if (!results->count)
        printf("%s\n", tr("Nothing found."));
    if (waiting) {
        printf(trn("Still looking through %u new document.",
                   "Still looking through %u new documents.", waiting),
               waiting);
        putchar('\n');
    }
    for (size_t i = 0; i < results->count; i++) {
        const struct search_hit *hit = &results->hits[i];
        if (strcmp(title, hit->id) != 0)
            printf("%.12s  %s (%s)\n", hit->id, hit->title, hit->section);
        title = hit->id;
        if (!hit->title_only)
            printf("  %s%s%s\n", hit->page, *hit->page ? ": " : "", hit->text);
    }
}

/* An index that is behind is brought up to date first; where it can't be written, what it has is searched. *waiting: documents that
 * it still misses. */
static enum err catch_up(struct search *search, const struct config *config, uint32_t *waiting)
{
    enum err err = search_waiting(search, waiting);
    if (err == ERR_OK && !*waiting)
        return ERR_OK;
    err = search_index_mend(config->library, NULL, NULL);
    bool is_unwritable = err == ERR_DENIED || err == ERR_READ_ONLY || err == ERR_DISK_FULL;
    if (err != ERR_OK && !is_unwritable)
        return err;
    return search_waiting(search, waiting);
}

/* The whole id of the document that begins with `id`. */
static enum err find_document(struct catalogue *catalogue, const char *id, char out[65])
{
    struct document document;
    enum err err = catalogue_find(catalogue, id, &document);
    if (err != ERR_OK)
        return err;
    memcpy(out, document.id, sizeof document.id);
    document_free(&document);
    return ERR_OK;
}

static int search_in(struct catalogue *catalogue, const char *words,
                     const struct search_options *options, const struct config *config)
{
    char id[65];
    if (options->id) {
        enum err err = find_document(catalogue, options->id, id);
        if (err != ERR_OK)
            return command_complain(err, options->id);
    }
    const struct search_query query = {.text = words,
                                       .id = options->id ? id : NULL,
                                       .typing = options->typing,
                                       .skip = options->skip,
                                       .most = options->most};
    struct search *search = search_new(catalogue);
    struct search_results results = {0};
    uint32_t waiting = 0;
    enum err err = catch_up(search, config, &waiting);
    if (err == ERR_OK)
        err = search_find(search, &query, &results);
    if (err == ERR_OK && options->json)
        show_as_json(&results, waiting);
    else if (err == ERR_OK)
        show_as_lines(&results, waiting);
    search_results_free(&results);
    search_free(search);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, config->library);
}

int command_search(int argc, char **argv, const struct config *config)
{
    struct search_options options = {0};
    if (!read_options(argc, argv, &options))
        return command_misused("lectern search [--library DIR] [--in ID] [--skip N] [--most N] "
                               "[--typing] [--json] WORDS...");
    struct catalogue *catalogue = NULL;
    enum err err = catalogue_open(config->library, false, &catalogue);
    if (err != ERR_OK)
        return command_complain(err, config->library);
    struct str words = {0};
    for (int i = optind; i < argc; i++)
        str_addf(&words, "%s%s", i > optind ? " " : "", argv[i]);
    int status = search_in(catalogue, str_text(&words), &options, config);
    str_free(&words);
    catalogue_close(catalogue);
    return command_finish_output(status);
}
