#include "base/str.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct str *s, size_t more)
{
    size_t need = s->length_bytes + more + 1;
    if (need <= s->cap_bytes)
        return;
    size_t cap = s->cap_bytes ? s->cap_bytes : 64;
    while (cap < need)
        cap *= 2;
    s->data = mem_resize(s->data, cap, 1);
    s->cap_bytes = cap;
}

void str_add_bytes(struct str *s, const void *bytes, size_t count)
{
    make_room(s, count);
    if (count)
        memcpy(s->data + s->length_bytes, bytes, count);
    s->length_bytes += count;
    s->data[s->length_bytes] = 0;
}

void str_add(struct str *s, const char *text)
{
    str_add_bytes(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
    make_room(s, 1);
    s->data[s->length_bytes++] = c;
    s->data[s->length_bytes] = 0;
}

void str_add_codepoint(struct str *s, uint32_t cp)
{
    char bytes[4];
    if (cp < 0x80)
        str_add_char(s, (char)cp);
    else
        str_add_bytes(s, bytes, utf8_encode(cp, bytes));
}

void str_addf(struct str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (need < 0)
        return;
    make_room(s, (size_t)need);
    va_start(args, format);
    vsnprintf(s->data + s->length_bytes, (size_t)need + 1, format, args);
    va_end(args);
    s->length_bytes += (size_t)need;
}

void str_add_json(struct str *s, const char *text, size_t bytes)
{
    str_add_char(s, '"');
    for (size_t i = 0, used; i < bytes; i += used) {
        uint32_t cp = utf8_decode(text + i, bytes - i, &used);
        if (cp == '"' || cp == '\\') {
            str_add_char(s, '\\');
            str_add_char(s, (char)cp);
        } else if (cp == '\n') {
            str_add(s, "\\n");
        } else if (cp < 0x20 || cp == 0x7f) {
            str_addf(s, "\\u%04x", (unsigned)cp);
        } else {
            str_add_codepoint(s, cp);
        }
    }
    str_add_char(s, '"');
}

void str_reserve(struct str *s, size_t more_bytes)
{
    size_t need = s->length_bytes + more_bytes + 1;
    if (need <= s->cap_bytes)
        return;
    s->data = mem_resize(s->data, need, 1);
    s->cap_bytes = need;
    s->data[s->length_bytes] = 0;
}

void str_clear(struct str *s)
{
    s->length_bytes = 0;
    if (s->data)
        s->data[0] = 0;
}

void str_free(struct str *s)
{
    free(s->data);
    *s = (struct str){0};
}

const char *str_text(const struct str *s)
{
    return s->data ? s->data : "";
}

bool str_is_among(const char *text, const char *const *list)
{
    for (; *list; list++)
        if (**list == *text && strcmp(*list, text) == 0) /* the call is most of the cost */
            return true;
    return false;
}

uint32_t utf8_decode(const char *text, size_t bytes, size_t *used)
{
    const unsigned char *p = (const unsigned char *)text;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    *used = 1;
    if (p[0] < 0x80)
        return p[0];
    size_t length = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc2 ? 2 : 0;
    if (!length || length > bytes || p[0] > 0xf4)
        return 0xfffd;
    uint32_t cp = p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0xfffd;
        cp = cp << 6 | (p[i] & 0x3fu);
    }
    if (cp < least[length] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
        return 0xfffd;
    *used = length;
    return cp;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
        cp = 0xfffd;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

bool utf8_is_valid(const char *text, size_t bytes)
{
    for (size_t i = 0, used; i < bytes; i += used) {
        if (utf8_decode(text + i, bytes - i, &used) == 0xfffd && used == 1)
            return false;
    }
    return true;
}

size_t utf8_count(const char *text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0, used; i < bytes; i += used, count++)
        utf8_decode(text + i, bytes - i, &used);
    return count;
}

bool utf8_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x3000;
}

bool utf8_is_blank(uint32_t cp)
{
    return utf8_is_space(cp) || cp == 0xFEFF || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || cp == 0x2060;
}

bool utf8_all_blank(const char *text)
{
    size_t bytes = strlen(text), at = 0, used;
    while (at < bytes && utf8_is_blank(utf8_decode(text + at, bytes - at, &used)))
        at += used;
    return at == bytes;
}

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ p[i]) * 1099511628211ull;
    return hash;
}
