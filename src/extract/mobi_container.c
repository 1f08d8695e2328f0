#include "extract/mobi_container.h"

#include <string.h>

enum {
    HEADER_BYTES = 78,
    PACKED_NOT = 1,
    PACKED_PALMDOC = 2,
    MOST_TEXT_BYTES = 32 << 20,
    HAS_EXTH = 0x40,
    EXTH_AUTHOR = 100,
    EXTH_TITLE = 503,
    EXTH_LANGUAGE = 524
};

static uint32_t u16(struct mobi_bytes b, size_t at)
{
    return at + 2 <= b.bytes ? (uint32_t)b.data[at] << 8 | b.data[at + 1] : 0;
}

static uint32_t u32(struct mobi_bytes b, size_t at)
{
    return at + 4 <= b.bytes ? u16(b, at) << 16 | u16(b, at + 2) : 0;
}

static struct mobi_bytes slice(struct mobi_bytes b, size_t at, size_t bytes)
{
    if (at >= b.bytes)
        return (struct mobi_bytes){b.data, 0};
    return (struct mobi_bytes){b.data + at, bytes < b.bytes - at ? bytes : b.bytes - at};
}

static struct mobi_bytes record(const struct mobi *m, uint32_t n)
{
    size_t from = u32(m->file, HEADER_BYTES + (size_t)n * 8), end = m->file.bytes;
    if (n >= m->record_count)
        return (struct mobi_bytes){m->file.data, 0};
    if (n + 1 < m->record_count)
        end = u32(m->file, HEADER_BYTES + (size_t)(n + 1) * 8);
    return end > from ? slice(m->file, from, end - from) : (struct mobi_bytes){m->file.data, 0};
}

/* Each set bit of the flags stands for an entry behind the text, its size at its end, seven bits a byte; bit 0 for the rest of a
 * letter that was cut in two. */
static struct mobi_bytes without_trailers(struct mobi_bytes r, uint32_t flags)
{
    for (uint32_t bit = 15; bit > 0; bit--) {
        size_t size = 0;
        if (!(flags >> bit & 1))
            continue;
        for (size_t i = 0; i < 4 && i < r.bytes; i++) {
            unsigned char byte = r.data[r.bytes - 1 - i];
            size |= (size_t)(byte & 0x7f) << (7 * i);
            if (byte & 0x80)
                break;
        }
        r.bytes -= size < r.bytes ? size : r.bytes;
    }
    if ((flags & 1) && r.bytes > 0) {
        size_t size = (size_t)(r.data[r.bytes - 1] & 3) + 1;
        r.bytes -= size < r.bytes ? size : r.bytes;
    }
    return r;
}

/* PalmDOC: wiki.mobileread.com/wiki/PalmDOC */
static void unpack(struct mobi_bytes r, struct str *out)
{
    for (size_t i = 0; i < r.bytes && out->length_bytes < MOST_TEXT_BYTES;) {
        unsigned char c = r.data[i++];
        if (c >= 1 && c <= 8) {
            struct mobi_bytes plain = slice(r, i, c);
            str_add_bytes(out, plain.data, plain.bytes);
            i += c;
        } else if (c < 0x80) {
            str_add_char(out, (char)c);
        } else if (c >= 0xc0) {
            str_add_char(out, ' ');
            str_add_char(out, (char)(c ^ 0x80));
        } else if (i < r.bytes) {
            unsigned pair = (unsigned)c << 8 | r.data[i++];
            size_t distance = pair >> 3 & 0x7ff, length = (pair & 7) + 3;
            for (size_t k = 0; distance > 0 && distance <= out->length_bytes && k < length; k++)
                str_add_char(out, out->data[out->length_bytes - distance]);
        }
    }
}

static void read_exth(struct mobi *m, struct mobi_bytes first)
{
    size_t at = 16 + (size_t)u32(first, 20);
    uint32_t count = u32(first, at + 8);
    if (at + 12 > first.bytes || memcmp(first.data + at, "EXTH", 4) != 0)
        return;
    at += 12;
    for (uint32_t i = 0; i < count && at + 8 <= first.bytes; i++) {
        uint32_t type = u32(first, at), bytes = u32(first, at + 4);
        struct mobi_bytes value = slice(first, at + 8, bytes > 8 ? bytes - 8 : 0);
        struct str *out = type == EXTH_AUTHOR     ? &m->author
                          : type == EXTH_TITLE    ? &m->title
                          : type == EXTH_LANGUAGE ? &m->lang
                                                  : NULL;
        if (bytes < 8)
            return;
        if (out && out->length_bytes == 0)
            str_add_bytes(out, value.data, value.bytes);
        at += bytes;
    }
}

static void read_mobi_header(struct mobi *m, struct mobi_bytes first, uint32_t *flags)
{
    struct mobi_bytes name = slice(first, u32(first, 84), u32(first, 88));
    if (u32(first, 20) >= 228)
        *flags = u16(first, 242);
    m->first_picture = u32(first, 108);
    if (u32(first, 128) & HAS_EXTH)
        read_exth(m, first);
    if (m->title.length_bytes == 0 && name.bytes < 1000)
        str_add_bytes(&m->title, name.data, name.bytes);
}

enum err mobi_open(const unsigned char *data, size_t bytes, struct mobi *out)
{
    *out = (struct mobi){.file = {data, bytes}};
    out->record_count = u16(out->file, 76);
    struct mobi_bytes first = record(out, 0);
    uint32_t packed = u16(first, 0), texts = u16(first, 8), flags = 0;
    if (first.bytes < 16)
        return ERR_DAMAGED;
    if (u16(first, 12) != 0)
        return ERR_LOCKED;
    if (packed != PACKED_NOT && packed != PACKED_PALMDOC)
        return ERR_NOT_A_KIND;
    if (first.bytes >= 132 && memcmp(first.data + 16, "MOBI", 4) == 0)
        read_mobi_header(out, first, &flags);
    size_t read =
        0; /* records lie one behind the other; of those that don't, each could be the whole file */
    for (uint32_t i = 1; i <= texts && i < out->record_count; i++) {
        struct mobi_bytes r = without_trailers(record(out, i), flags);
        read += r.bytes;
        if (read > bytes)
            return ERR_DAMAGED;
        if (out->text.length_bytes + r.bytes > MOST_TEXT_BYTES)
            return ERR_TOO_BIG;
        if (packed == PACKED_PALMDOC)
            unpack(r, &out->text);
        else
            str_add_bytes(&out->text, r.data, r.bytes);
    }
    out->is_html =
        memcmp(data + 60, "BOOKMOBI", 8) == 0 || strncasecmp(str_text(&out->text), "<html", 5) == 0;
    return out->text.length_bytes > 0 ? ERR_OK : ERR_DAMAGED;
}

void mobi_close(struct mobi *m)
{
    str_free(&m->text);
    str_free(&m->title);
    str_free(&m->author);
    str_free(&m->lang);
}

struct mobi_bytes mobi_picture(const struct mobi *m, uint32_t n)
{
    if (m->first_picture == 0 || n == 0 || n > m->record_count)
        return (struct mobi_bytes){m->file.data, 0};
    return record(m, m->first_picture + n - 1);
}
