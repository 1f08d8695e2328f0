/* Whatever a book holds, its hard words are found, asked for everywhere and let go; and whatever a glossary holds. Up to the first
 * byte 1 the bytes are a glossary; then each line is a block ('#' a heading, '-' a list item, '|' a cell), '*' begins and ends bold. */
#include "book/builder.h"
#include "book/explain.h"
#include "book/file.h"
#include "book/syllable.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_line(struct builder *b, const char *line, size_t bytes, uint16_t row)
{
    static const char kinds[] = "#-|";
    static const enum block_kind blocks[] = {BLOCK_HEADING, BLOCK_LIST_ITEM, BLOCK_CELL};
    struct builder_block block = {.kind = BLOCK_PARAGRAPH, .page = 1};
    const char *kind = bytes && *line ? strchr(kinds, *line) : NULL;
    if (kind) {
        block.kind = blocks[kind - kinds];
        block.level = 1 + (bytes > 1 && line[1] == '#');
        block.group = 1;
        block.row = (uint16_t)(1 + row / 2);
        block.column = (uint16_t)(1 + row % 2);
        line++;
        bytes--;
    }
    builder_begin(b, &block);
    struct builder_run run = {0};
    for (size_t at = 0, end; at <= bytes; at = end + 1) {
        const char *star = at < bytes ? memchr(line + at, '*', bytes - at) : NULL;
        end = star ? (size_t)(star - line) : bytes;
        builder_text(b, line + at, end - at, &run);
        run.style ^= STYLE_BOLD;
    }
    (void)builder_end(b);
}

static void ask_everything(const struct book *book, const struct glossary *glossary)
{
    struct explain *explain = explain_new(book, &glossary, 1);
    size_t count;
    const uint32_t *list = explain_list(explain, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t places[4];
        (void)explain_places(explain, list[i], places, 4);
        if (!explain_term_at(explain, list[i])->meaning[0])
            abort();
    }
    for (uint32_t n = 0; n <= book->word_total + 1; n++) {
        struct explain_hit hit;
        (void)explain_is_marked(explain, n);
        if (explain_at(explain, n, &hit) &&
            (hit.first_word > n || hit.last_word < n || !explain_term_at(explain, hit.term)))
            abort();
    }
    explain_free(explain);
    for (uint32_t n = 1; n <= book->word_total; n++) {
        struct syllable parts[SYLLABLES_MOST];
        const struct book_word *word = &book->words[n];
        const char *lang = n % 2 ? "cy" : "en";
        size_t part_count = syllable_split(book->pool + word->text, word->bytes, lang, parts);
        for (size_t i = 0; i < part_count; i++) {
            if (parts[i].start + parts[i].bytes > word->bytes || !parts[i].bytes)
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *cut = size ? memchr(text, 1, size) : NULL;
    size_t at = cut ? (size_t)(cut - text) : 0;
    struct glossary *glossary = glossary_from_bytes(text, at, "fuzz", "en", GLOSSARY_PACK);
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book;
    uint16_t row = 0;
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    (void)builder_add_page(b, NULL, 595, 842);
    for (at += cut != NULL; at < size; row++) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t stop = end ? (size_t)(end - text) : size;
        add_line(b, text + at, stop - at, row);
        at = stop + 1;
    }
    if (builder_finish(b, &bytes) == ERR_OK) {
        if (book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) != ERR_OK)
            abort();
        ask_everything(book, glossary);
        book_close(book);
    }
    builder_free(b);
    str_free(&bytes);
    glossary_free(glossary);
    return 0;
}
