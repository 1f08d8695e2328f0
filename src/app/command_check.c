/* lectern check: what a visitor will meet in a document, for staff, before it is added. */
#include "app/command.h"
#include "app/document.h"
#include "app/sentences.h"
#include "book/file.h"
#include "library/importer.h"
#include "ui/messages.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void add_json_string(struct str *out, const char *text)
{
    str_add_json(out, text, strlen(text));
}

static uint32_t count_blocks(const struct book *book, enum block_kind kind)
{
    uint32_t count = 0;
    for (uint32_t n = 1; n <= book->block_count; n++)
        count += book->blocks[n].kind == kind;
    return count;
}

static bool has_warning(const struct book *book, enum warning_kind kind)
{
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        if (book->warnings[n].kind == kind)
            return true;
    }
    return false;
}

static void write_sentences(const char *path, const struct book *book)
{
    struct str out = {0};
    uint32_t pictures = count_blocks(book, BLOCK_FIGURE);
    str_addf(&out, "%s\n", path);
    str_addf(&out, tr("  Visitors will see the title: %s"), book_title(book));
    str_add(&out, "\n  ");
    str_addf(&out, trn("It has %u page.", "It has %u pages.", book->page_count), book->page_count);
    str_add_char(&out, ' ');
    str_addf(&out, trn("It has %u word.", "It has %u words.", book->word_count), book->word_count);
    str_add_char(&out, ' ');
    str_addf(&out, trn("It has %u picture.", "It has %u pictures.", pictures), pictures);
    if (!has_warning(book, WARNING_UNTAGGED)) { /* which says it too */
        str_add(&out, "\n  ");
        sentences_add_order(book, &out);
    }
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        str_add(&out, "\n  ");
        sentences_add_warning(book, &book->warnings[n], &out);
    }
    str_add_char(&out, '\n');
    fputs(str_text(&out), stdout);
    str_free(&out);
}

static void write_json(const char *path, const struct book *book, enum err err, bool is_first)
{
    struct str out = {0}, sentence = {0};
    str_add(&out, is_first ? "\n  {\"path\":" : ",\n  {\"path\":");
    add_json_string(&out, path);
    if (!book) {
        str_addf(&out, ",\"error\":\"%s\"", err_name(err));
        goto out;
    }
    str_add(&out, ",\"title\":");
    add_json_string(&out, book_title(book));
    str_add(&out, ",\"language\":");
    add_json_string(&out, book_string(book, book->info->lang));
    str_addf(&out, ",\"source\":\"%s\",\"order\":\"%s\",\"pages\":%u,\"words\":%u,\"pictures\":%u",
             sentences_source_name(book->info->source), sentences_order_name(book->info->order),
             book->page_count, book->word_count, count_blocks(book, BLOCK_FIGURE));
    str_add(&out, ",\"warnings\":[");
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        str_clear(&sentence);
        sentences_add_warning(book, &book->warnings[n], &sentence);
        str_add(&out, n > 1 ? "," : "");
        add_json_string(&out, str_text(&sentence));
    }
    str_add_char(&out, ']');
out:
    str_add_char(&out, '}');
    fputs(str_text(&out), stdout);
    str_free(&sentence);
    str_free(&out);
}

static int check_one(const char *path, const struct config *config, bool json, bool is_first)
{
    struct book *book = NULL;
    enum err err = document_read(path, config, &book);
    if (err != ERR_OK)
        command_complain(err, path);
    if (json)
        write_json(path, book, err, is_first);
    else if (book)
        write_sentences(path, book);
    book_close(book);
    fflush(stdout);
    return err == ERR_OK ? COMMAND_DONE : COMMAND_REFUSED;
}

int command_check(int argc, char **argv, const struct config *config)
{
    static const struct option known[] = {{"json", no_argument, NULL, 'j'}, {NULL, 0, NULL, 0}};
    bool json = false;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c != 'j')
            return command_misused("lectern check [--json] PATH...");
        json = true;
    }
    if (optind == argc)
        return command_misused("lectern check [--json] PATH...");
    struct import_list list = {0};
    int status = command_find(argv + optind, config, NULL, &list);
    if (json)
        putchar('[');
    for (size_t i = 0; i < list.count; i++) {
        if (check_one(list.items[i].path, config, json, i == 0) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    if (json)
        puts("]");
    import_list_free(&list);
    return command_finish_output(status);
}
