#include "extract/markdown.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The text between [ and ](, and the address behind it. */
struct inline_link {
    const char *text, *address;
    size_t text_bytes, address_bytes, all_bytes;
};

static bool parse_link(const char *s, size_t n, struct inline_link *out)
{
    const char *close = n > 1 && s[0] == '[' ? memchr(s, ']', n) : NULL;
    if (!close || (size_t)(close - s) + 1 >= n || close[1] != '(')
        return false;
    const char *end = memchr(close, ')', n - (size_t)(close - s));
    if (!end)
        return false;
    *out = (struct inline_link){s + 1, close + 2, (size_t)(close - s) - 1,
                                (size_t)(end - close) - 2, (size_t)(end - s) + 1};
    return true;
}

static void give_run(struct builder *b, const char *text, size_t bytes, uint8_t style,
                     const char *uri)
{
    struct builder_run run = {.style = style, .uri = uri};
    if (bytes > 0)
        builder_text(b, text, bytes, &run);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The length of a style mark at s (1 or 2), 0 when the character is just a character, as in '5 * 3' and 'snake_case'. */
static size_t style_mark(const char *text, size_t at, size_t bytes)
{
    char c = text[at];
    if (c != '*' && c != '_')
        return 0;
    size_t length = at + 1 < bytes && text[at + 1] == c ? 2 : 1;
    bool space_before = at == 0 || text[at - 1] == ' ';
    bool space_behind = at + length >= bytes || text[at + length] == ' ';
    if (space_before && space_behind)
        return 0;
    if (c == '_' && at > 0 && is_word_byte(text[at - 1]) && at + length < bytes &&
        is_word_byte(text[at + length]))
        return 0;
    return length;
}

void markdown_give_inline(struct builder *b, const char *text, size_t bytes)
{
    uint8_t style = 0;
    size_t from = 0, at = 0;
    while (at < bytes) {
        struct inline_link link = {0};
        size_t mark = style_mark(text, at, bytes);
        bool is_picture = text[at] == '!' && parse_link(text + at + 1, bytes - at - 1, &link);
        if (mark == 0 && text[at] != '`' && text[at] != '\\' && !is_picture && text[at] != '[') {
            at++;
            continue;
        }
        if (text[at] == '[' && !parse_link(text + at, bytes - at, &link)) {
            at++;
            continue;
        }
        give_run(b, text + from, at - from, style, NULL);
        if (mark > 0) {
            style ^= mark == 2 ? STYLE_BOLD : STYLE_EMPHASIS;
            at += mark;
        } else if (text[at] == '\\' || text[at] == '`') {
            at++;
        } else if (is_picture) {
            give_run(b, link.text, link.text_bytes, style, NULL);
            at += link.all_bytes + 1;
        } else {
            char *uri = mem_copy_bytes(link.address, link.address_bytes);
            give_run(b, link.text, link.text_bytes, style, uri[0] == '#' ? NULL : uri);
            free(uri);
            at += link.all_bytes;
        }
        from = at;
        if (at < bytes && at > 0 && text[at - 1] == '\\')
            at++; /* what is escaped is text */
    }
    give_run(b, text + from, bytes - from, style, NULL);
}

static bool is_ruler(const struct text_line *line)
{
    for (size_t i = 0; i < line->bytes; i++)
        if (!strchr("|-: ", line->text[i]))
            return false;
    return true;
}

static void give_row(struct builder *b, const struct text_line *line, uint32_t group, uint16_t row,
                     bool is_header)
{
    size_t at = 1;
    for (uint16_t column = 1; at < line->bytes; column++) {
        const char *end = memchr(line->text + at, '|', line->bytes - at);
        size_t length = end ? (size_t)(end - line->text) - at : line->bytes - at;
        struct builder_block block = {.kind = BLOCK_CELL,
                                      .group = group,
                                      .row = row,
                                      .column = column,
                                      .row_span = 1,
                                      .column_span = 1,
                                      .is_header = is_header};
        builder_begin(b, &block);
        markdown_give_inline(b, line->text + at, length);
        builder_end(b);
        at += length + 1;
    }
}

size_t markdown_give_table(struct builder *b, const struct text_line *lines, size_t first,
                           size_t count)
{
    uint32_t group = builder_new_group(b);
    uint16_t row = 0;
    size_t i = first;
    for (; i < count && lines[i].bytes > 0 && lines[i].text[0] == '|'; i++) {
        if (is_ruler(&lines[i]))
            continue;
        if (row < UINT16_MAX)
            row++;
        give_row(b, &lines[i], group, row, row == 1 && i + 1 < count && is_ruler(&lines[i + 1]));
    }
    return i;
}
