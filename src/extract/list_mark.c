#include "extract/list_mark.h"

#include "base/str.h"

#include <string.h>

static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {
        0x2022, 0x2023, 0x25e6, 0x2043, 0x2219, 0x25aa, 0x25ab, 0x25a0, 0x25a1, 0x25cf, 0x25cb,
        0x27a2, 0x27a4, 0x25ba, 0x25b8, 0x2713, 0x2714, 0x25c6, 0x25c7, 0x2756, 0x00b7, 0x2192,
        0x27a1, 0x2b9a, 0x2610, 0x2611, 0x2612, 0x274f, 0x2750, 0x2751, 0x2752, 0x2717, 0x2718,
        0x2705, 0x274c, 0x25b6, 0x25b7, 0x2605, 0x2606, 0x2794, 0x279c, 0x2b24};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == c)
            return true;
    return c >= 0xe000 && c <= 0xf8ff;
}

static size_t digits(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i] >= '0' && s[i] <= '9')
        i++;
    return i;
}

static size_t roman(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && i < 5 && strchr("ivxl", s[i]) && s[i])
        i++;
    return i;
}

size_t list_mark_find(const char *text, size_t bytes, bool *is_sure)
{
    size_t used, at = 0, core;
    *is_sure = true;
    if (bytes == 0)
        return 0;
    uint32_t c = utf8_decode(text, bytes, &used);
    if (is_bullet(c))
        return used;
    *is_sure = false;
    if (c == '-' || c == '*' || c == 0x2013 || c == 0x2014)
        return bytes == used || text[used] == ' ' ? used : 0;
    if (c == 'o' && bytes == 1)
        return 1;
    if (c == '(')
        at = 1;
    core = digits(text + at, bytes - at);
    if (core > 3)
        return 0;
    if (core == 0) {
        core = roman(text + at, bytes - at);
        bool is_letter = at < bytes && text[at] >= 'a' && text[at] <= 'z';
        if (core == 0 || (at + core < bytes && text[at + core] >= 'a' && text[at + core] <= 'z'))
            core = is_letter ? 1 : 0;
    }
    if (core == 0 || at + core >= bytes)
        return 0;
    char close = text[at + core];
    if (close != ')' && (close != '.' || at == 1))
        return 0;
    at += core + 1;
    /* '1.5' and 'a.m.' are no marks */
    return at == bytes || text[at] == ' ' ? at : 0;
}

size_t list_mark_find_note(const char *text, size_t bytes)
{
    size_t n = digits(text, bytes < 3 ? bytes : 3), used;
    if (n == 0 && bytes > 0) {
        uint32_t c = utf8_decode(text, bytes, &used);
        if (c == '*' || c == 0x2020 || c == 0x2021)
            n = used;
    }
    if (n == 0 || n >= bytes)
        return 0;
    bool begins = (text[n] >= 'A' && text[n] <= 'Z') || (unsigned char)text[n] >= 0xc3;
    return begins ? n : 0;
}
