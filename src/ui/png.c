#include "ui/png.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 3, MATCH_LEAST = 3, MATCH_MOST = 258, HASH_BITS = 14, WINDOW = 32768 };

/* ---- deflate with the fixed codes (RFC 1951, 3.2.6) ---- */

struct bits {
    struct str *out;
    uint32_t held;
    unsigned count;
};

static void bits_put(struct bits *b, uint32_t value, unsigned count)
{
    b->held |= value << b->count;
    for (b->count += count; b->count >= 8; b->count -= 8) {
        str_add_char(b->out, (char)(b->held & 0xFF));
        b->held >>= 8;
    }
}

/* Codes go with their highest bit first. */
static void bits_put_code(struct bits *b, uint32_t code, unsigned count)
{
    uint32_t turned = 0;
    for (unsigned i = 0; i < count; i++)
        turned |= (code >> i & 1) << (count - 1 - i);
    bits_put(b, turned, count);
}

static void put_symbol(struct bits *b, uint32_t symbol)
{
    if (symbol < 144)
        bits_put_code(b, 0x30 + symbol, 8);
    else if (symbol < 256)
        bits_put_code(b, 0x190 + symbol - 144, 9);
    else if (symbol < 280)
        bits_put_code(b, symbol - 256, 7);
    else
        bits_put_code(b, 0xC0 + symbol - 280, 8);
}

/* Symbol and extra bits of a length from 3 to 258 (RFC 1951, 3.2.5). */
static void put_length(struct bits *b, uint32_t length)
{
    if (length == MATCH_MOST) {
        put_symbol(b, 285);
        return;
    }
    uint32_t from = length - MATCH_LEAST;
    if (from < 8) {
        put_symbol(b, 257 + from);
        return;
    }
    unsigned extra = 0;
    while (from >> (extra + 3) > 0)
        extra++;
    put_symbol(b, 257 + 4 * extra + (from >> extra));
    bits_put(b, from & ((1u << extra) - 1), extra);
}

static void put_distance(struct bits *b, uint32_t distance)
{
    uint32_t from = distance - 1;
    if (from < 4) {
        bits_put_code(b, from, 5);
        return;
    }
    unsigned extra = 0;
    while (from >> (extra + 2) > 0)
        extra++;
    bits_put_code(b, 2 * extra + (from >> extra), 5);
    bits_put(b, from & ((1u << extra) - 1), extra);
}

static size_t match_length(const unsigned char *bytes, size_t at, size_t count, size_t before)
{
    size_t length = 0;
    while (length < MATCH_MOST && at + length < count &&
           bytes[at + length] == bytes[before + length])
        length++;
    return length;
}

static uint32_t hash_at(const unsigned char *bytes)
{
    uint32_t n =
        bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    return n * 2654435761u >> (32 - HASH_BITS);
}

static void deflate(struct str *out, const unsigned char *bytes, size_t count)
{
    struct bits b = {.out = out};
    uint32_t *last = mem_new(1u << HASH_BITS, sizeof *last); /* where such bytes stood, plus 1 */
    bits_put(&b, 1, 1);                                      /* the last block */
    bits_put(&b, 1, 2);                                      /* of fixed codes */
    for (size_t at = 0; at < count;) {
        size_t length = 0, before = 0;
        if (at + 4 <= count) {
            uint32_t hash = hash_at(bytes + at);
            before = last[hash];
            last[hash] = (uint32_t)at + 1;
            if (before && at - (before - 1) <= WINDOW)
                length = match_length(bytes, at, count, before - 1);
        }
        if (length > MATCH_LEAST) {
            put_length(&b, (uint32_t)length);
            put_distance(&b, (uint32_t)(at - (before - 1)));
            at += length;
        } else {
            put_symbol(&b, bytes[at++]);
        }
    }
    put_symbol(&b, 256);
    bits_put(&b, 0, 7); /* fills the last byte */
    free(last);
}

/* ---- the file ---- */

static void add_u32(struct str *out, uint32_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        str_add_char(out, (char)(n >> shift & 0xFF));
}

static uint32_t crc_of(const unsigned char *bytes, size_t count)
{
    uint32_t table[256], crc = 0xFFFFFFFFu;
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
        table[i] = c;
    }
    for (size_t i = 0; i < count; i++)
        crc = table[(crc ^ bytes[i]) & 0xFF] ^ crc >> 8;
    return ~crc;
}

static uint32_t adler_of(const unsigned char *bytes, size_t count)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < count; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void add_chunk(struct str *out, const char *type, const char *data, size_t count)
{
    add_u32(out, (uint32_t)count);
    size_t from = out->length_bytes;
    str_add_bytes(out, type, 4);
    if (count)
        str_add_bytes(out, data, count);
    add_u32(out, crc_of((const unsigned char *)out->data + from, count + 4));
}

/* Rows as they are filtered: a row equal to the one above is all zero under filter 2 (up), any other goes as it is. */
static unsigned char *make_rows(const uint32_t *pixels, int width, int height, int stride_px,
                                size_t *count)
{
    size_t row_bytes = 1 + (size_t)width * CHANNELS;
    *count = row_bytes * (size_t)height;
    unsigned char *rows = mem_new(*count, 1);
    for (int y = 0; y < height; y++) {
        const uint32_t *from = pixels + (size_t)y * (size_t)stride_px;
        unsigned char *to = rows + (size_t)y * row_bytes;
        if (y > 0 && memcmp(from, from - stride_px, (size_t)width * sizeof *from) == 0) {
            to[0] = 2;
            continue;
        }
        for (int x = 0; x < width; x++) {
            to[1 + x * CHANNELS] = (unsigned char)(from[x] >> 16);
            to[2 + x * CHANNELS] = (unsigned char)(from[x] >> 8);
            to[3 + x * CHANNELS] = (unsigned char)from[x];
        }
    }
    return rows;
}

void png_write(const uint32_t *pixels, int width, int height, int stride_px, struct str *out)
{
    static const char depth_8_rgb[5] = {8, 2, 0, 0, 0};
    str_add_bytes(out, "\x89PNG\r\n\x1A\n", 8);
    struct str part = {0};
    add_u32(&part, (uint32_t)width);
    add_u32(&part, (uint32_t)height);
    str_add_bytes(&part, depth_8_rgb, sizeof depth_8_rgb);
    add_chunk(out, "IHDR", part.data, part.length_bytes);

    str_clear(&part);
    size_t count;
    unsigned char *rows = make_rows(pixels, width, height, stride_px, &count);
    str_add_bytes(&part, "\x78\x01", 2);
    deflate(&part, rows, count);
    add_u32(&part, adler_of(rows, count));
    add_chunk(out, "IDAT", part.data, part.length_bytes);
    add_chunk(out, "IEND", NULL, 0);
    free(rows);
    str_free(&part);
}
