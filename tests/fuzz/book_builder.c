/* A book made by strange calls must open and bear a walk, as long as it has a word. The bytes are calls: a letter for the call,
 * then its arguments, strings up to the next NUL. */
#include "../unit/book/walk.h"
#include "book/builder.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct script {
    const uint8_t *bytes;
    size_t left;
};

static uint8_t next_byte(struct script *s)
{
    if (s->left == 0)
        return 0;
    s->left--;
    return *s->bytes++;
}

/* A string that the caller frees. */
static char *next_string(struct script *s)
{
    size_t length = 0;
    while (length < s->left && s->bytes[length] != 0)
        length++;
    char *copy = calloc(length + 1, 1);
    if (!copy)
        abort();
    memcpy(copy, s->bytes, length);
    size_t used = length + (length < s->left);
    s->bytes += used;
    s->left -= used;
    return copy;
}

static struct box next_box(struct script *s)
{
    float x = next_byte(s), y = next_byte(s);
    return (struct box){x, y, x + (float)next_byte(s) - 20, y + (float)next_byte(s) - 20};
}

static struct builder_block next_block(struct script *s)
{
    struct builder_block block = {.kind = BLOCK_HEADING + next_byte(s) % BLOCK_LEFT_OUT};
    block.level = next_byte(s) - 100;
    block.group = next_byte(s) % 8;
    block.row = next_byte(s);
    block.column = next_byte(s);
    block.page = next_byte(s) % 8;
    block.is_header = next_byte(s) % 2;
    block.box = next_box(s);
    return block;
}

static void add_run(struct builder *b, struct script *s)
{
    struct builder_run run = {.style = next_byte(s), .page = next_byte(s) % 8, .box = next_box(s)};
    char *lang = next_string(s), *uri = next_string(s), *expansion = next_string(s);
    char *text = next_string(s);
    run.lang = lang;
    run.uri = uri;
    run.expansion = expansion;
    builder_text(b, text, strlen(text), &run);
    free(lang);
    free(uri);
    free(expansion);
    free(text);
}

static void add_figure(struct builder *b, struct script *s)
{
    static const unsigned char pixels[16 * 16 * 4];
    struct builder_block block = next_block(s);
    uint32_t width = next_byte(s) % 17, height = next_byte(s) % 17, channels = next_byte(s) % 5;
    char *alt = next_string(s);
    builder_add_figure(b, &block, channels ? pixels : NULL, width, height, channels, alt, "en");
    free(alt);
}

static void obey(struct builder *b, struct script *s)
{
    uint8_t call = next_byte(s);
    struct builder_block block;
    char *text;
    switch (call) {
    case 'b':
        block = next_block(s);
        builder_begin(b, &block);
        break;
    case 'e':
        (void)builder_end(b);
        break;
    case 't':
        add_run(b, s);
        break;
    case 'f':
        add_figure(b, s);
        break;
    case 'p':
        text = next_string(s);
        (void)builder_add_page(b, text, next_byte(s), next_byte(s));
        free(text);
        break;
    case 'g':
        (void)builder_new_group(b);
        break;
    case 'a':
    case 'l':
    case 'T':
    case 'w':
    case 'c':
        text = next_string(s);
        if (call == 'a')
            builder_add_anchor(b, text);
        else if (call == 'l')
            builder_set_lang(b, text);
        else if (call == 'T')
            builder_set_title(b, text);
        else if (call == 'w')
            builder_add_warning(b, WARNING_PAGE_LOST, next_byte(s), next_byte(s), text);
        else
            builder_add_entry(b, text, next_byte(s), text);
        free(text);
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct script script = {data, size};
    struct builder *b = builder_new();
    while (script.left)
        obey(b, &script);
    struct str bytes = {0};
    enum err err = builder_finish(b, &bytes);
    if (err == ERR_OK) {
        struct book *book;
        if (book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) != ERR_OK)
            abort();
        (void)walk_book(book);
        book_close(book);
    } else if (err != ERR_NO_TEXT) {
        abort();
    }
    builder_free(b);
    str_free(&bytes);
    return 0;
}
