/* extract_text FILE [--json]: the words of a document as `lectern text` gives them, without worker or sandbox: for measuring and
 * for text goldens. Document words only, blocks parted by blank lines; with --outline, each block with its kind before it. What can't be
 * read prints the error's name. */
#include "book/file.h"
#include "extract/extract.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *kind_name(const struct book_block *block)
{
    static const char *const names[] = {"?",    "heading", "para",    "item", "quote",
                                        "cell", "figure",  "caption", "note", "left-out"};
    return block->kind < sizeof names / sizeof *names ? names[block->kind] : "?";
}

static void print_words(const struct book *book, uint32_t first, uint32_t count)
{
    for (uint32_t n = first; n < first + count; n++) {
        const struct book_word *w = &book->words[n];
        printf("%.*s", (int)w->bytes, book->pool + w->text);
        if (n + 1 < first + count && w->flags)
            putchar(w->flags & WORD_LINE_AFTER ? '\n' : ' ');
    }
    printf("\n");
}

static void print_outlined(const struct book *book, const struct book_block *block)
{
    printf("[%s", kind_name(block));
    if (block->level)
        printf(" %u", block->level);
    if (*book_string(book, block->label))
        printf(" '%s'", book_string(book, block->label));
    if (block->kind == BLOCK_CELL)
        printf(" %u,%u%s", block->row, block->column,
               block->flags & BLOCK_IS_HEADER ? " header" : "");
    if (block->picture)
        printf(" %ux%u", book->pictures[block->picture].width_px,
               book->pictures[block->picture].height_px);
    printf("] ");
    if (block->alt_count)
        print_words(book, block->alt_first, block->alt_count);
    else if (block->word_count)
        print_words(book, block->first_word, block->word_count);
    else
        printf("\n");
}

static void print_head(const struct book *book)
{
    printf("title: %s\nauthor: %s\nlang: %s\norder: %u\npages: %u\n", book_title(book),
           book_string(book, book->info->author), book_string(book, book->info->lang),
           book->info->order, book->page_count);
    for (uint32_t i = 1; i <= book->warning_count; i++)
        printf("warning: %u page %u count %u %s\n", book->warnings[i].kind, book->warnings[i].page,
               book->warnings[i].count, book_string(book, book->warnings[i].text));
    for (uint32_t i = 1; i <= book->entry_count; i++)
        printf("contents: %*s%s -> %u\n", (int)book->entries[i].level * 2, "",
               book_string(book, book->entries[i].title), book->entries[i].word);
    for (uint32_t i = 1; i <= book->link_count; i++)
        printf("link: %u+%u %s -> %u\n", book->links[i].first_word, book->links[i].word_count,
               book_string(book, book->links[i].uri), book->links[i].target);
}

static void print_book(const struct book *book, bool outline)
{
    if (outline)
        print_head(book);
    for (uint32_t i = 1; i <= book->block_count; i++) {
        const struct book_block *block = &book->blocks[i];
        if (outline) {
            print_outlined(book, block);
        } else if (block->kind != BLOCK_LEFT_OUT && block->word_count) {
            print_words(book, block->first_word, block->word_count);
            printf("\n");
        }
    }
}

int main(int argc, char **argv)
{
    bool outline = argc > 2 && strcmp(argv[2], "--outline") == 0;
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book = NULL;
    if (argc < 2)
        return 2;
    struct extract_job job = {.fd = open(argv[1], O_RDONLY | O_CLOEXEC),
                              .name = argv[1],
                              .picture_most_px = outline ? 800 : 0};
    enum err err = job.fd < 0 ? ERR_NOT_FOUND : extract_document(&job, b);
    if (err == ERR_OK)
        err = builder_finish(b, &bytes);
    if (err == ERR_OK)
        err = book_from_bytes((const unsigned char *)bytes.data, bytes.length_bytes, &book);
    if (err == ERR_OK)
        print_book(book, outline);
    else
        printf("%s\n", err_name(err));
    book_close(book);
    str_free(&bytes);
    builder_free(b);
    if (job.fd >= 0)
        close(job.fd);
    return err == ERR_OK ? 0 : 1;
}
