/* lectern text: a document's book, as text or JSON. */
#include "app/command.h"
#include "app/document.h"
#include "app/sentences.h"
#include "book/file.h"
#include "text/cards.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum text_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CARDS };

struct text_options {
    enum text_format format;
    bool with_alt, with_left_out;
    const char *path;
};

/* Words first to first+count-1 as they are written, line ends that mean something included. */
static void add_words(struct str *out, const struct book *book, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct book_word *word = &book->words[first + i];
        str_add_bytes(out, book->pool + word->text, word->bytes);
        if (i + 1 == count)
            break;
        if (word->flags & WORD_LINE_AFTER)
            str_add_char(out, '\n');
        else if (word->flags & WORD_SPACE_AFTER)
            str_add_char(out, ' ');
    }
}

static void write_text(const struct book *book, const struct text_options *options)
{
    struct str out = {0};
    bool is_first = true;
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        uint32_t first = block->first_word, count = block->word_count;
        if (block->kind == BLOCK_FIGURE) {
            first = block->alt_first;
            count = options->with_alt ? block->alt_count : 0;
        }
        if (!count || (block->kind == BLOCK_LEFT_OUT && !options->with_left_out))
            continue;
        str_clear(&out);
        str_add(&out, is_first ? "" : "\n");
        add_words(&out, book, first, count);
        str_add_char(&out, '\n');
        fwrite(out.data, 1, out.length_bytes, stdout);
        is_first = false;
    }
    str_free(&out);
}

static void add_json_string(struct str *out, const char *text)
{
    str_add_json(out, text, strlen(text));
}

static void add_json_words(struct str *out, const struct book *book, uint32_t first, uint32_t count)
{
    struct str words = {0};
    add_words(&words, book, first, count);
    str_add_json(out, str_text(&words), words.length_bytes);
    str_free(&words);
}

static void add_json_block(struct str *out, const struct book *book, const struct book_block *block)
{
    struct box box = book_box_points(block->box);
    uint32_t sample = block->word_count ? block->first_word : block->alt_first;
    str_add(out, "{\"kind\":");
    add_json_string(out, book_kind_name((enum block_kind)block->kind));
    str_addf(out, ",\"level\":%u,\"page\":%u,\"text\":", block->level, block->page);
    add_json_words(out, book, block->first_word, block->word_count);
    str_add(out, ",\"lang\":");
    add_json_string(out,
                    sample ? book_word_lang(book, sample) : book_string(book, book->info->lang));
    str_add(out, ",\"alt\":");
    if (block->alt_count)
        add_json_words(out, book, block->alt_first, block->alt_count);
    else
        str_add(out, "null");
    str_addf(out, ",\"box\":[%.2f,%.2f,%.2f,%.2f]", (double)box.x0, (double)box.y0, (double)box.x1,
             (double)box.y1);
    if (block->label) {
        str_add(out, ",\"label\":");
        add_json_string(out, book_string(book, block->label));
    }
    if (block->group)
        str_addf(out, ",\"group\":%u", block->group);
    if (block->kind == BLOCK_CELL)
        str_addf(out, ",\"row\":%u,\"column\":%u,\"row_span\":%u,\"column_span\":%u,\"header\":%s",
                 block->row, block->column, block->row_span, block->column_span,
                 block->flags & BLOCK_IS_HEADER ? "true" : "false");
    str_add_char(out, '}');
}

static void add_json_blocks(struct str *out, const struct book *book, bool left_out)
{
    bool is_first = true;
    str_add(out, "[");
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        if ((block->kind == BLOCK_LEFT_OUT) != left_out)
            continue;
        str_add(out, is_first ? "\n  " : ",\n  ");
        is_first = false;
        if (left_out) {
            str_addf(out, "{\"page\":%u,\"text\":", block->page);
            add_json_words(out, book, block->first_word, block->word_count);
            str_add_char(out, '}');
        } else {
            add_json_block(out, book, block);
        }
    }
    str_add(out, "]");
}

static void add_json_pages(struct str *out, const struct book *book)
{
    str_add(out, "[");
    for (uint32_t n = 1; n <= book->page_count; n++) {
        const struct book_page *page = &book->pages[n];
        str_add(out, n > 1 ? ",\n  {\"label\":" : "\n  {\"label\":");
        add_json_string(out, book_string(book, page->label));
        str_addf(out, ",\"width\":%.2f,\"height\":%.2f}", (double)page->width_pt,
                 (double)page->height_pt);
    }
    str_add(out, "]");
}

static void add_json_contents(struct str *out, const struct book *book)
{
    str_add(out, "[");
    for (uint32_t n = 1; n <= book->entry_count; n++) {
        const struct book_entry *entry = &book->entries[n];
        str_add(out, n > 1 ? ",\n  {\"title\":" : "\n  {\"title\":");
        add_json_string(out, book_string(book, entry->title));
        str_addf(out, ",\"level\":%u,\"word\":%u,\"page\":%u}", entry->level, entry->word,
                 entry->word ? book->words[entry->word].page : 0);
    }
    str_add(out, "]");
}

static void add_json_warnings(struct str *out, const struct book *book)
{
    struct str sentence = {0};
    str_add(out, "[");
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        str_clear(&sentence);
        sentences_add_warning(book, &book->warnings[n], &sentence);
        str_add(out, n > 1 ? ",\n  " : "\n  ");
        str_add_json(out, str_text(&sentence), sentence.length_bytes);
    }
    str_add(out, "]");
    str_free(&sentence);
}

static void write_json(const struct book *book)
{
    const struct book_info *info = book->info;
    struct str out = {0};
    str_add(&out, "{\"title\":");
    add_json_string(&out, book_title(book));
    str_add(&out, ",\n\"author\":");
    add_json_string(&out, book_string(book, info->author));
    str_add(&out, ",\n\"language\":");
    add_json_string(&out, book_string(book, info->lang));
    str_addf(&out, ",\n\"source\":\"%s\",\n\"order\":\"%s\",\n\"easy_read\":%s,\n\"words\":%u",
             sentences_source_name(info->source), sentences_order_name(info->order),
             info->flags & BOOK_IS_EASY_READ ? "true" : "false", book->word_count);
    str_add(&out, ",\n\"pages\":");
    add_json_pages(&out, book);
    str_add(&out, ",\n\"blocks\":");
    add_json_blocks(&out, book, false);
    str_add(&out, ",\n\"contents\":");
    add_json_contents(&out, book);
    str_add(&out, ",\n\"left_out\":");
    add_json_blocks(&out, book, true);
    str_add(&out, ",\n\"warnings\":");
    add_json_warnings(&out, book);
    str_add(&out, "}\n");
    fwrite(out.data, 1, out.length_bytes, stdout);
    str_free(&out);
}

/* Blocks one under the other, list items with their marks. */
static void add_card_text(struct str *out, const struct book *book, const struct card *card)
{
    for (uint32_t n = card->first_word; n && n <= card->last_word;) {
        const struct book_block *block = &book->blocks[book->words[n].block];
        uint32_t end = block->first_word + block->word_count;
        if (end > card->last_word + 1)
            end = card->last_word + 1;
        if (n > card->first_word)
            str_add_char(out, '\n');
        if (block->label && n == block->first_word)
            str_addf(out, "%s ", book_string(book, block->label));
        add_words(out, book, n, end - n);
        n = end;
    }
}

static void add_json_card(struct str *out, const struct book *book, const struct card *card)
{
    static const char *const kinds[] = {"", "pair", "heading", "text", "decor"};
    struct box box = card->picture_box;
    struct str text = {0};
    str_addf(out, "{\"page\":%u,\"kind\":\"%s\",\"picture\":", card->page, kinds[card->kind]);
    if (card->figure && !box_is_empty(box))
        str_addf(out, "[%.2f,%.2f,%.2f,%.2f]", (double)box.x0, (double)box.y0, (double)box.x1,
                 (double)box.y1);
    else
        str_add(out, "null");
    add_card_text(&text, book, card);
    str_add(out, ",\"text\":");
    str_add_json(out, str_text(&text), text.length_bytes);
    str_add_char(out, '}');
    str_free(&text);
}

static void write_cards(const struct book *book)
{
    struct cards *cards = cards_new(book);
    struct str out = {0};
    str_add(&out, "[");
    for (size_t i = 0; i < cards_count(cards); i++) {
        str_add(&out, i ? ",\n" : "\n");
        add_json_card(&out, book, cards_at(cards, i));
    }
    str_add(&out, "\n]\n");
    fwrite(out.data, 1, out.length_bytes, stdout);
    str_free(&out);
    cards_free(cards);
}

static bool read_with(char *list, struct text_options *options)
{
    char *rest = NULL;
    for (char *word = strtok_r(list, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        if (strcmp(word, "alt") == 0)
            options->with_alt = true;
        else if (strcmp(word, "left-out") == 0)
            options->with_left_out = true;
        else
            return false;
    }
    return true;
}

static bool read_format(const char *name, enum text_format *out)
{
    static const char *const names[] = {"text", "json", "cards"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, names[i]) == 0) {
            *out = (enum text_format)i;
            return true;
        }
    }
    return false;
}

static bool read_options(int argc, char **argv, struct text_options *options)
{
    static const struct option known[] = {{"format", required_argument, NULL, 'f'},
                                          {"with", required_argument, NULL, 'w'},
                                          {NULL, 0, NULL, 0}};
    bool ok = true;
    opterr = 0;
    for (int c; ok && (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'f')
            ok = read_format(optarg, &options->format);
        else
            ok = c == 'w' && read_with(optarg, options);
    }
    ok = ok && optind + 1 == argc;
    options->path = ok ? argv[optind] : NULL;
    return ok;
}

int command_text(int argc, char **argv, const struct config *config)
{
    struct text_options options = {0};
    if (!read_options(argc, argv, &options))
        return command_misused(
            "lectern text FILE [--format text|json|cards] [--with alt,left-out]");
    struct book *book;
    enum err err = document_read(options.path, config, &book);
    if (err != ERR_OK)
        return command_complain(err, options.path);
    if (options.format == FORMAT_JSON)
        write_json(book);
    else if (options.format == FORMAT_CARDS)
        write_cards(book);
    else
        write_text(book, &options);
    book_close(book);
    return command_finish_output(COMMAND_DONE);
}
