#include "text/script.h"

#include "base/str.h"

#include <unicode/uchar.h>

/* Sorted by `first`. */
static const struct script scripts[] = {
    {0x0530, 0x058F, "Armn", "Armenian", false, false, false},
    {0x0590, 0x05FF, "Hebr", "Hebrew", true, false, false},
    {0x0600, 0x06FF, "Arab", "Arabic", true, true, false},
    {0x0700, 0x074F, "Syrc", "Syriac", true, true, false},
    {0x0750, 0x077F, "Arab", "Arabic", true, true, false},
    {0x0780, 0x07BF, "Thaa", "Thaana", true, false, false},
    {0x07C0, 0x07FF, "Nkoo", "NKo", true, true, false},
    {0x0860, 0x08FF, "Arab", "Arabic", true, true, false},
    {0x0900, 0x097F, "Deva", "Devanagari", false, true, false},
    {0x0980, 0x09FF, "Beng", "Bengali", false, true, false},
    {0x0A00, 0x0A7F, "Guru", "Gurmukhi", false, true, false},
    {0x0A80, 0x0AFF, "Gujr", "Gujarati", false, true, false},
    {0x0B00, 0x0B7F, "Orya", "Oriya", false, true, false},
    {0x0B80, 0x0BFF, "Taml", "Tamil", false, true, false},
    {0x0C00, 0x0C7F, "Telu", "Telugu", false, true, false},
    {0x0C80, 0x0CFF, "Knda", "Kannada", false, true, false},
    {0x0D00, 0x0D7F, "Mlym", "Malayalam", false, true, false},
    {0x0D80, 0x0DFF, "Sinh", "Sinhala", false, true, false},
    {0x0E00, 0x0E7F, "Thai", "Thai", false, false, true},
    {0x0E80, 0x0EFF, "Laoo", "Lao", false, false, true},
    {0x1000, 0x109F, "Mymr", "Myanmar", false, true, true},
    {0x10A0, 0x10FF, "Geor", "Georgian", false, false, false},
    {0x1200, 0x139F, "Ethi", "Ethiopic", false, false, false},
    {0x13A0, 0x13FF, "Cher", "Cherokee", false, false, false},
    {0x1780, 0x17FF, "Khmr", "Khmer", false, true, true},
    {0x1800, 0x18AF, "Mong", "Mongolian", false, true, false},
    {0x2E80, 0x30FF, "Hani", NULL, false, false, true},
    {0x3100, 0x9FFF, "Hani", NULL, false, false, true},
    {0xAC00, 0xD7AF, "Hang", NULL, false, false, false},
    {0xF900, 0xFAFF, "Hani", NULL, false, false, true},
    {0xFB1D, 0xFB4F, "Hebr", "Hebrew", true, false, false},
    {0xFB50, 0xFDFF, "Arab", "Arabic", true, true, false},
    {0xFE70, 0xFEFE, "Arab", "Arabic", true, true, false},
    {0xFF00, 0xFFEF, "Hani", NULL, false, false, true},
    {0x1E900, 0x1E95F, "Adlm", "Adlam", true, true, false},
    {0x20000, 0x3FFFF, "Hani", NULL, false, false, true},
};

enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0], FIRST_CP = 0x0530 };

const struct script *script_of(uint32_t cp)
{
    if (cp < FIRST_CP)
        return NULL;
    size_t low = 0, high = SCRIPT_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (scripts[middle].last < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < SCRIPT_COUNT && scripts[low].first <= cp ? &scripts[low] : NULL;
}

size_t script_count(void)
{
    return SCRIPT_COUNT;
}

size_t script_index(const struct script *script)
{
    return (size_t)(script - scripts);
}

const struct script *script_at(size_t index)
{
    return &scripts[index];
}

/* What most texts and our own screens are written with is known here: ICU is slower, and a kiosk has its first screen before it has ICU. */
int script_direction(uint32_t cp)
{
    bool latin = cp < 0x250, is_low = cp >= 'a' && cp <= 'z', is_high = cp >= 'A' && cp <= 'Z';
    if (cp < 0x80)
        return is_low || is_high || (cp >= '0' && cp <= '9') ? -1 : 0;
    if (latin && cp >= 0xC0)
        return cp == 0xD7 || cp == 0xF7 ? 0 : -1;
    if (cp >= 0xE000 && cp <= 0xF8FF) /* icons: nobody's letters */
        return -1;
    if ((cp >= 0x2000 && cp <= 0x200A) || (cp >= 0x2700 && cp <= 0x27BF)) /* a space, the tick */
        return 0;
    switch (u_charDirection((UChar32)cp)) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
        return 1;
    case U_LEFT_TO_RIGHT:
    case U_EUROPEAN_NUMBER:
    case U_ARABIC_NUMBER: /* digits run left to right in every script */
        return -1;
    default:
        return 0;
    }
}

bool script_is_digit(uint32_t cp)
{
    return cp < 0x80 ? cp >= '0' && cp <= '9' : u_isdigit((UChar32)cp);
}

bool script_is_invisible(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || cp == 0x61C ||
           (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF ||
           (cp >= 0xE0000 && cp <= 0xE0FFF);
}

bool script_is_mark(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    bool is_sign = (cp >= 0x2100 && cp <= 0x2CEE) || (cp >= 0xE000 && cp <= 0xF8FF);
    if (is_sign || (cp >= 0x2000 && cp <= 0x200B)) /* none of these is one: no need of ICU */
        return false;
    if (cp == 0x200C || cp == 0x200D || (cp >= 0x1F3FB && cp <= 0x1F3FF))
        return true;
    switch (u_charType((UChar32)cp)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return true;
    default:
        return false;
    }
}

size_t script_cluster_end(const char *text, size_t bytes, size_t at)
{
    size_t used;
    uint32_t before = utf8_decode(text + at, bytes - at, &used);
    at += used;
    while (at < bytes) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if (!script_is_mark(cp) && before != 0x200D)
            break;
        before = cp;
        at += used;
    }
    return at;
}

bool script_has_rtl(const char *text, size_t bytes)
{
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < bytes; i++) {
        if (s[i] < 0xD6) /* all before U+0580 */
            continue;
        size_t used;
        if (script_direction(utf8_decode(text + i, bytes - i, &used)) > 0)
            return true;
        i += used - 1;
    }
    return false;
}
