/* Strange words on a small glass, in every size and direction: each word lies on exactly one screen, in order, and no piece of it is lost. The
 * first byte picks the language, the second the size, the third the glass; then each line is a block ('#' a heading, '-' a list item). */
#include "strange.h"

#include "book/builder.h"
#include "book/file.h"
#include "text/font.h"
#include "text/layout.h"

static void add_lines(struct builder *b, char *text)
{
    for (char *line; (line = strange_line(&text));) {
        struct builder_block block = {.kind = BLOCK_PARAGRAPH, .level = 1};
        block.kind = *line == '#' ? BLOCK_HEADING : *line == '-' ? BLOCK_LIST_ITEM : block.kind;
        block.label = *line == '-' ? "*" : NULL;
        builder_begin(b, &block);
        builder_text(b, line, strlen(line), NULL);
        (void)builder_end(b);
    }
}

/* Which word comes next, and how many bytes of the last one were seen. */
struct reading {
    uint32_t word, bytes;
};

static void read_screen(const struct book *book, const struct layout_screen *screen,
                        struct reading *r)
{
    for (size_t i = 0; i < screen->count; i++) {
        const struct placed *p = &screen->items[i];
        if (p->kind != PLACED_WORD)
            continue;
        if (p->word != r->word) {
            must(r->word == 0 || r->bytes == book->words[r->word].bytes);
            must(p->word == r->word + 1);
            *r = (struct reading){p->word, 0};
        }
        must(p->text == book->pool + book->words[p->word].text + r->bytes);
        r->bytes += p->bytes;
        must(r->bytes <= book->words[p->word].bytes && p->rect.w >= 0 && p->rect.h > 0);
    }
}

static void check(const struct book *book, struct run_cache *runs, const struct layout_style *style)
{
    struct layout *layout = layout_new(book, runs, style, 1);
    struct reading reading = {0};
    const struct layout_screen *screen = layout_screen_at(layout, 1);
    for (; screen; screen = layout_screen_step(layout, 1))
        read_screen(book, screen, &reading);
    must(reading.word == book->word_count);
    must(layout_screen_at(layout, book->word_count)->last_word == book->word_count);
    layout_free(layout);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"en", "ar", "ja", "th", ""};
    static const int sizes_px[] = {12, 33, 90};
    static const int widths_px[] = {60, 300, 900};
    static struct fonts *fonts; /* opened once */
    if (size < 3)
        return 0;
    must(fonts || fonts_new(&fonts) == ERR_OK);
    struct run_cache *runs = run_cache_new(fonts, 1 << 20);
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book;
    char *text = strange_text(data + 3, size - 3);
    builder_set_lang(b, langs[data[0] % 5]);
    add_lines(b, text);
    struct layout_style style = {.size_px = sizes_px[data[1] % 3],
                                 .heading_scale = 1.35,
                                 .line_spacing = 1.5,
                                 .paragraph_spacing = 0.75,
                                 .width_px = widths_px[data[2] % 3],
                                 .height_px = 300,
                                 .line_most_chars = 70,
                                 .letter_spacing_em = data[1] & 64 ? 0.2 : 0,
                                 .word_spacing_em = data[1] & 128 ? 0.3 : 0};
    if (builder_finish(b, &bytes) == ERR_OK &&
        book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) == ERR_OK) {
        if (book->word_count)
            check(book, runs, &style);
        book_close(book);
    }
    builder_free(b);
    str_free(&bytes);
    free(text);
    run_cache_free(runs);
    return 0;
}
