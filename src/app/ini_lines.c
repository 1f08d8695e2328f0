#include "app/ini_lines.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing. https://encoding.spec.whatwg.org/index-windows-1252.txt */
static const uint16_t windows_signs[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static const struct {
    const char *open, *close;
} quotes[] = {
    {"\"", "\""},         {"'", "'"},           {"\u201C", "\u201D"},
    {"\u201D", "\u201D"}, {"\u201E", "\u201C"}, {"\u201E", "\u201D"},
    {"\u2018", "\u2019"}, {"\u2019", "\u2019"}, {"\u00AB", "\u00BB"},
};

struct reading {
    struct str part, line; /* `part` empty: none yet */
    bool has_part;
    void (*take)(void *data, const struct ini_line *line);
    void *data;
};

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xFFFD || cp == 0xFFFE || cp == 0xFFFF;
}

/* Where in `text` the blank at its end begins. */
static size_t end_of(const char *text, size_t bytes)
{
    size_t end = 0, used;
    for (size_t at = 0; at < bytes; at += used) {
        if (!utf8_is_blank(utf8_decode(text + at, bytes - at, &used)))
            end = at + used;
    }
    return end;
}

/* In place; returns where the text begins. */
static char *trim(char *text)
{
    size_t bytes = strlen(text), used;
    while (bytes && utf8_is_blank(utf8_decode(text, bytes, &used))) {
        text += used;
        bytes -= used;
    }
    text[end_of(text, bytes)] = 0;
    return text;
}

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool is_remark(const char *text)
{
    return *text == ';' || *text == '#';
}

/* The text between quotes, where only a remark follows them; NULL: there are none. In place. */
static char *unquoted(char *value)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (!begins_with(value, quotes[i].open))
            continue;
        char *inside = value + strlen(quotes[i].open);
        char *close = strstr(inside, quotes[i].close);
        if (!close)
            continue;
        char *after = trim(close + strlen(quotes[i].close));
        if (*after && !is_remark(after))
            continue;
        *close = 0;
        return trim(inside);
    }
    return NULL;
}

/* The first `mark` at the beginning or after a blank. */
static char *find_remark(char *text, char mark)
{
    for (char *at = text; (at = strchr(at, mark)); at++) {
        if (at == text || at[-1] == ' ')
            return at;
    }
    return NULL;
}

static void take_setting(struct reading *r, struct ini_line *line, char *text, char *equals)
{
    char *less = NULL;
    *equals = 0;
    char *value = trim(equals + 1), *inside = unquoted(value);
    if (!inside) {
        char *remark = find_remark(value, ';');
        if (remark)
            *remark = 0;
        value = trim(value);
        remark = find_remark(value, '#');
        if (remark) {
            less = mem_copy_bytes(value, (size_t)(remark - value));
            trim(less);
        }
    }
    line->what = INI_SETTING;
    line->name = trim(text);
    line->value = inside ? inside : value;
    line->less = less;
    r->take(r->data, line);
    free(less);
}

static void take_part(struct reading *r, struct ini_line *line, char *text)
{
    char *end = strchr(text, ']');
    line->what = end ? INI_PART : INI_NO_END;
    if (end)
        *end = 0;
    str_clear(&r->part);
    str_add(&r->part, trim(text + 1));
    r->has_part = true;
    line->part = str_text(&r->part);
    r->take(r->data, line);
}

/* `text` is a whole line, without its end. */
static void take_line(struct reading *r, unsigned number, bool is_text, char *text, size_t bytes)
{
    struct ini_line line = {.number = number, .part = r->has_part ? str_text(&r->part) : NULL};
    text = trim(text);
    if (is_remark(text) || (is_text && !*text))
        return;
    char *equals = strpbrk(text, "=:");
    if (!is_text || bytes > INI_LINE_MOST_BYTES) {
        line.what = is_text ? INI_TOO_LONG : INI_NO_TEXT;
        r->take(r->data, &line);
    } else if (*text == '[') {
        take_part(r, &line, text);
    } else if (equals && equals != text) {
        take_setting(r, &line, text, equals);
    } else {
        line.what = INI_NO_SETTING;
        r->take(r->data, &line);
    }
}

/* One line's bytes to UTF-8 in r->line. False: it holds signs that no text has. */
static bool decode_line(struct reading *r, const char *bytes, size_t count)
{
    bool is_utf8 = utf8_is_valid(bytes, count), is_text = true;
    size_t used;
    str_clear(&r->line);
    for (size_t at = 0; at < count; at += used) {
        uint32_t cp = (unsigned char)bytes[at];
        used = 1;
        if (is_utf8)
            cp = utf8_decode(bytes + at, count - at, &used);
        else if (cp >= 0x80 && cp < 0xA0)
            cp = windows_signs[cp - 0x80];
        if (cp == '\t')
            cp = ' ';
        is_text &= !is_control(cp);
        str_add_codepoint(&r->line, is_control(cp) ? ' ' : cp);
    }
    return is_text;
}

static void read_lines(struct reading *r, const char *bytes, size_t count)
{
    unsigned number = 0;
    for (size_t at = 0; at < count;) {
        size_t end = at;
        while (end < count && bytes[end] != '\n' && bytes[end] != '\r')
            end++;
        number++;
        if (end > at && !is_remark(bytes + at)) {
            bool is_text = decode_line(r, bytes + at, end - at);
            take_line(r, number, is_text, r->line.data, r->line.length_bytes);
        }
        at = end + 1;
        at += end + 1 < count && bytes[end] == '\r' && bytes[end + 1] == '\n';
    }
}

/* UTF-16 to UTF-8; `high` is the place of the higher byte in each pair. */
static void add_utf16(const unsigned char *bytes, size_t count, unsigned high, struct str *out)
{
    for (size_t i = 0; i + 1 < count; i += 2) {
        uint32_t unit = (uint32_t)bytes[i + high] << 8 | bytes[i + 1 - high];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < count) {
            uint32_t low = (uint32_t)bytes[i + 2 + high] << 8 | bytes[i + 3 - high];
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        str_add_codepoint(out, unit);
    }
}

/* Latin letters with a NUL each are UTF-16 also where no mark says so. 0 or 1: the place of the higher byte; -1: it is not. */
static int utf16_high(const unsigned char *b, size_t count)
{
    if (count < 4)
        return -1;
    if ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] && !b[1] && b[2] && !b[3]))
        return 1;
    if ((b[0] == 0xFE && b[1] == 0xFF) || (!b[0] && b[1] && !b[2] && b[3]))
        return 0;
    return -1;
}

void ini_lines_read(const char *bytes, size_t count,
                    void (*take)(void *data, const struct ini_line *line), void *data)
{
    struct reading r = {.take = take, .data = data};
    struct str wide = {0};
    int high = utf16_high((const unsigned char *)bytes, count);
    if (high >= 0) {
        add_utf16((const unsigned char *)bytes, count, (unsigned)high, &wide);
        read_lines(&r, str_text(&wide), wide.length_bytes);
    } else {
        bool has_mark = count >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
        read_lines(&r, bytes + (has_mark ? 3 : 0), count - (has_mark ? 3 : 0));
    }
    str_free(&wide);
    str_free(&r.line);
    str_free(&r.part);
}

bool ini_lines_is_rich_text(const char *bytes, size_t count)
{
    static const char begins[] = "{\\rtf";
    return count >= sizeof begins - 1 && memcmp(bytes, begins, sizeof begins - 1) == 0;
}
