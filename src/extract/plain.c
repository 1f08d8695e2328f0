#include "extract/plain.h"

#include "extract/list_mark.h"
#include "extract/markdown.h"
#include "extract/vocabulary.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_LINE = 110, SHORT_LINE = 60, MOST_HEADING = 90, TAB_WIDTH = 4 };

struct plain {
    struct builder *b;
    struct text_line *lines;
    size_t count, cap;
    bool is_markdown;
    size_t wrap_width; /* columns that nine lines of ten keep within */
    bool is_unwrapped; /* every line is a paragraph of its own */
    uint32_t group;
    struct vocabulary *vocabulary; /* NULL: lines don't break words */
};

/* --- bytes to UTF-8 --- */

static void decode_utf16(const unsigned char *s, size_t count, struct str *out)
{
    bool big = s[0] == 0xfe;
    for (size_t i = 2; i + 1 < count; i += 2) {
        uint32_t c = big ? (uint32_t)s[i] << 8 | s[i + 1] : (uint32_t)s[i + 1] << 8 | s[i];
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < count) {
            uint32_t d =
                big ? (uint32_t)s[i + 2] << 8 | s[i + 3] : (uint32_t)s[i + 3] << 8 | s[i + 2];
            if (d >= 0xdc00 && d < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
                i += 2;
            }
        }
        str_add_codepoint(out, c);
    }
}

static void decode_1252(const unsigned char *s, size_t count, struct str *out)
{
    static const uint16_t high[32] = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
        0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};
    for (size_t i = 0; i < count; i++)
        str_add_codepoint(out, s[i] >= 0x80 && s[i] < 0xa0 ? high[s[i] - 0x80] : s[i]);
}

static void end_lines_with_newline(struct str *s, size_t from)
{
    size_t to = from;
    for (size_t i = from; i < s->length_bytes; i++) {
        char c = s->data[i];
        if (c == '\r') {
            if (i + 1 < s->length_bytes && s->data[i + 1] == '\n')
                continue;
            c = '\n';
        }
        s->data[to++] = c == '\f' ? '\n' : c;
    }
    s->length_bytes = to;
    if (s->data)
        s->data[to] = '\0';
}

void plain_decode(const char *bytes, size_t count, struct str *out)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t from = out->length_bytes;
    if (count >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff)))
        decode_utf16(s, count, out);
    else if (count >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
        str_add_bytes(out, bytes + 3, count - 3);
    else if (utf8_is_valid(bytes, count))
        str_add_bytes(out, bytes, count);
    else
        decode_1252(s, count, out);
    end_lines_with_newline(out, from);
}

/* --- lines --- */

static void cut_lines(struct plain *p, const char *text, size_t bytes)
{
    for (size_t at = 0; at < bytes;) {
        const char *end = memchr(text + at, '\n', bytes - at);
        size_t length = end ? (size_t)(end - text) - at : bytes - at;
        struct text_line line = {.text = text + at, .bytes = length};
        at += length + 1;
        while (line.bytes > 0 && isspace((unsigned char)line.text[line.bytes - 1]))
            line.bytes--;
        while (line.bytes > 0 && (line.text[0] == ' ' || line.text[0] == '\t')) {
            line.indent += line.text[0] == '\t' ? TAB_WIDTH : 1;
            line.text++;
            line.bytes--;
        }
        MEM_ROOM(p->lines, p->count, p->cap);
        p->lines[p->count++] = line;
    }
}

/* Text typed into a mail or an editor that wraps by itself has a paragraph on each line. */
static bool lines_are_paragraphs(const struct plain *p)
{
    size_t in_long = 0, all = 0;
    for (size_t i = 0; i < p->count; i++) {
        all += p->lines[i].bytes;
        if (p->lines[i].bytes > LONG_LINE)
            in_long += p->lines[i].bytes;
    }
    return in_long * 4 > all;
}

static size_t measure_width(const struct plain *p)
{
    size_t widths[LONG_LINE + 1] = {0}, lines = 0, seen = 0;
    for (size_t i = 0; i < p->count; i++) {
        size_t width = p->lines[i].bytes;
        if (width == 0)
            continue;
        widths[width > LONG_LINE ? LONG_LINE : width]++;
        lines++;
    }
    for (size_t width = LONG_LINE; width > 0; width--) {
        seen += widths[width];
        if (seen * 10 > lines)
            return width;
    }
    return LONG_LINE;
}

static bool is_blank(const struct plain *p, size_t i)
{
    return i >= p->count || p->lines[i].bytes == 0;
}

/* '=====', '-----', '*****', '* * *' */
static char underline_of(const struct text_line *line)
{
    size_t marks = 0;
    if (line->bytes < 3 || !strchr("=-*_~#", line->text[0]))
        return 0;
    for (size_t i = 0; i < line->bytes; i++) {
        if (line->text[i] != line->text[0] && line->text[i] != ' ')
            return 0;
        marks += line->text[i] != ' ';
    }
    return marks >= 3 ? line->text[0] : 0;
}

static bool is_all_capitals(const struct text_line *line)
{
    size_t capitals = 0;
    for (size_t i = 0; i < line->bytes; i++) {
        if (islower((unsigned char)line->text[i]))
            return false;
        capitals += isupper((unsigned char)line->text[i]) != 0;
    }
    return capitals >= 3;
}

static bool ends_like_text(const struct text_line *line)
{
    return strchr(".,;:!?", line->text[line->bytes - 1]) != NULL;
}

/* '3', '3.1' or '3.' and a capital: a numbered heading's level, else 0. */
static int numbered_level(const struct text_line *line)
{
    size_t i = 0;
    int level = 1;
    while (i < line->bytes && (isdigit((unsigned char)line->text[i]) || line->text[i] == '.')) {
        if (line->text[i] == '.' && i + 1 < line->bytes &&
            isdigit((unsigned char)line->text[i + 1]))
            level++;
        i++;
    }
    if (i == 0 || i + 1 >= line->bytes || line->text[i] != ' ')
        return 0;
    while (i < line->bytes && line->text[i] == ' ')
        i++;
    return i < line->bytes && isupper((unsigned char)line->text[i]) ? level : 0;
}

/* The level of the heading that line i is, 0 when it is none; *lines gets how many lines it takes. */
static int heading_level(const struct plain *p, size_t i, size_t *lines)
{
    const struct text_line *line = &p->lines[i];
    bool sure;
    *lines = 1;
    if (p->is_markdown) {
        size_t marks = 0;
        while (marks < line->bytes && line->text[marks] == '#')
            marks++;
        if (marks > 0 && marks <= 6 && marks < line->bytes && line->text[marks] == ' ')
            return (int)marks;
    }
    if (line->bytes > MOST_HEADING)
        return 0;
    if (!is_blank(p, i + 1)) {
        char under = underline_of(&p->lines[i + 1]);
        if ((under == '=' || under == '-') && (i == 0 || is_blank(p, i - 1)) &&
            p->lines[i + 1].bytes + 2 >= line->bytes / 2) {
            *lines = 2;
            return under == '=' ? 1 : 2;
        }
        return 0;
    }
    if (p->is_markdown || (i > 0 && !is_blank(p, i - 1)) || ends_like_text(line))
        return 0;
    if (is_blank(p, i + 2) && i + 2 >= p->count)
        return 0; /* the last line of all is a signature rather than a heading */
    if (i == 0)
        return 1;
    if (is_all_capitals(line))
        return 2;
    int numbered = numbered_level(line);
    if (numbered > 0)
        return numbered + 1;
    if (list_mark_find(line->text, line->bytes, &sure) > 0)
        return 0;
    return line->bytes < SHORT_LINE && isupper((unsigned char)line->text[0]) ? 2 : 0;
}

/* --- words broken at line ends --- */

/* The end of the word that begins at byte `from`. */
static size_t word_end(const struct text_line *line, size_t from)
{
    const char *space = memchr(line->text + from, ' ', line->bytes - from);
    return space ? (size_t)(space - line->text) : line->bytes;
}

static size_t last_word(const struct text_line *line)
{
    const char *space = memrchr(line->text, ' ', line->bytes);
    return space ? (size_t)(space - line->text) + 1 : 0;
}

/* In wrapped text, what the document writes within its lines tells which words they break. */
static void learn(struct plain *p)
{
    bool after_hyphen = false;
    p->vocabulary = vocabulary_new();
    for (size_t i = 0; i < p->count; i++) {
        const struct text_line *line = &p->lines[i];
        for (size_t at = 0, end; at < line->bytes; at = end + 1) {
            end = word_end(line, at);
            if (!after_hyphen)
                vocabulary_add(p->vocabulary, line->text + at, end - at);
            after_hyphen = end == line->bytes &&
                           vocabulary_add_broken(p->vocabulary, line->text + at, end - at);
        }
        after_hyphen = after_hyphen && line->bytes > 0;
    }
}

/* What the line goes on to say in the next: how many of its last bytes are no more than a hyphen (0: all are its own), and whether no
 * space belongs between. */
static size_t hyphen_before(const struct plain *p, const struct text_line *line,
                            const struct text_line *next, bool *is_joined)
{
    size_t from = last_word(line), hyphen = 0;
    *is_joined = false;
    if (!p->vocabulary)
        return 0;
    enum mend mend = vocabulary_mend(p->vocabulary, line->text + from, line->bytes - from,
                                     next->text, word_end(next, 0), &hyphen);
    *is_joined = mend != MEND_NOTHING;
    return mend == MEND_JOIN ? hyphen : 0;
}

/* --- giving --- */

static void give_text(struct plain *p, const char *text, size_t bytes)
{
    if (p->is_markdown)
        markdown_give_inline(p->b, text, bytes);
    else
        builder_text(p->b, text, bytes, NULL);
}

static void give_heading(struct plain *p, const struct text_line *line, int level)
{
    struct builder_block block = {.kind = BLOCK_HEADING, .level = level > 6 ? 6 : level};
    const char *text = line->text;
    size_t bytes = line->bytes;
    if (p->is_markdown) {
        while (bytes > 0 && text[0] == '#')
            text++, bytes--;
        while (bytes > 0 && text[bytes - 1] == '#')
            bytes--;
    }
    builder_begin(p->b, &block);
    give_text(p, text, bytes);
    builder_end(p->b);
    p->group = 0;
}

static size_t mark_of(const struct plain *p, const struct text_line *line)
{
    bool sure;
    size_t mark = list_mark_find(line->text, line->bytes, &sure);
    if (mark == 0 && p->is_markdown && line->bytes > 2 && line->text[0] == '+' &&
        line->text[1] == ' ')
        mark = 1;
    return mark < line->bytes ? mark : 0;
}

/* Does paragraph text end before line i? */
static bool para_ends(const struct plain *p, size_t first, size_t i)
{
    size_t lines;
    if (is_blank(p, i) || underline_of(&p->lines[i]))
        return true;
    if (mark_of(p, &p->lines[i]) > 0 &&
        (mark_of(p, &p->lines[first]) > 0 || ends_like_text(&p->lines[i - 1])))
        return true;
    if (p->is_markdown &&
        (p->lines[i].text[0] == '#' || p->lines[i].text[0] == '>' || p->lines[i].text[0] == '|'))
        return heading_level(p, i, &lines) > 0 || p->lines[i].text[0] != p->lines[first].text[0];
    if (p->is_markdown)
        return false;
    return p->is_unwrapped ||
           (p->lines[i].indent > p->lines[first].indent + 1 && ends_like_text(&p->lines[i - 1]) &&
            mark_of(p, &p->lines[first]) == 0);
}

/* Lines that all end early, though the next word would have had room, were broken on purpose: an address, a poem. */
static bool keeps_breaks(const struct plain *p, size_t first, size_t end)
{
    if (end - first < 2 || p->is_markdown || mark_of(p, &p->lines[first]) > 0)
        return false;
    for (size_t i = first; i + 1 < end; i++) {
        const char *space = memchr(p->lines[i + 1].text, ' ', p->lines[i + 1].bytes);
        size_t word = space ? (size_t)(space - p->lines[i + 1].text) : p->lines[i + 1].bytes;
        if ((p->lines[i].bytes + 1 + word) * 100 > p->wrap_width * 85)
            return false;
    }
    return true;
}

static size_t give_paragraph(struct plain *p, size_t first)
{
    const struct text_line *line = &p->lines[first];
    size_t end = first + 1, mark = mark_of(p, line), skip = 0;
    char label[16] = "";
    struct builder_block block = {.kind = BLOCK_PARAGRAPH};
    while (!para_ends(p, first, end))
        end++;
    if (mark > 0 && mark < sizeof label) {
        memcpy(label, line->text, mark);
        label[mark] = '\0';
        if (mark == 1 && strchr("-*+o", label[0]))
            strcpy(label, "\xe2\x80\xa2");
        if (p->group == 0)
            p->group = builder_new_group(p->b);
        skip = mark;
        block.kind = BLOCK_LIST_ITEM;
        block.level = (int)(line->indent / 2) + 1 > 6 ? 6 : (int)(line->indent / 2) + 1;
        block.label = label;
        block.group = p->group;
    } else {
        p->group = 0;
        if (p->is_markdown && line->text[0] == '>')
            block.kind = BLOCK_QUOTE;
    }
    bool breaks = keeps_breaks(p, first, end), is_joined = false;
    builder_begin(p->b, &block);
    for (size_t i = first; i < end; i++) {
        const char *text = p->lines[i].text;
        size_t bytes = p->lines[i].bytes, from = i == first ? skip : 0;
        while (block.kind == BLOCK_QUOTE && from < bytes && text[from] == '>')
            from++;
        if (i > first && !is_joined)
            builder_text(p->b, breaks ? "\n" : " ", 1, NULL);
        is_joined = false;
        if (i + 1 < end && !breaks && bytes > from)
            bytes -= hyphen_before(p, &p->lines[i], &p->lines[i + 1], &is_joined);
        give_text(p, text + from, bytes > from ? bytes - from : 0);
    }
    builder_end(p->b);
    return end;
}

void plain_extract(const char *bytes, size_t count, bool is_markdown, struct builder *b)
{
    struct plain p = {.b = b, .is_markdown = is_markdown};
    struct str text = {0};
    plain_decode(bytes, count, &text);
    cut_lines(&p, str_text(&text), text.length_bytes);
    p.is_unwrapped = !is_markdown && lines_are_paragraphs(&p);
    p.wrap_width = measure_width(&p);
    if (!p.is_unwrapped)
        learn(&p);
    builder_set_source(b, is_markdown ? SOURCE_MARKDOWN : SOURCE_TEXT, ORDER_GIVEN);
    for (size_t i = 0; i < p.count;) {
        size_t lines;
        if (is_blank(&p, i) || underline_of(&p.lines[i])) {
            i++;
            continue;
        }
        int level = heading_level(&p, i, &lines);
        if (level > 0) {
            give_heading(&p, &p.lines[i], level);
            i += lines;
            continue;
        }
        if (is_markdown && p.lines[i].text[0] == '|')
            i = markdown_give_table(b, p.lines, i, p.count);
        else
            i = give_paragraph(&p, i);
    }
    vocabulary_free(p.vocabulary);
    free(p.lines);
    str_free(&text);
}
