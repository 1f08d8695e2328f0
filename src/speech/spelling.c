#include "speech/spelling.h"
#include "speech/signs.h"

#include <string.h>

static bool is_ascii_sign(uint32_t cp)
{
    return cp < 0x80 &&
           !((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'));
}

static bool is_sign(uint32_t cp)
{
    return is_ascii_sign(cp) || (cp >= 0x80 && cp < 0xaa) || cp == 0xab || cp == 0xbb ||
           cp == 0xbf || (cp >= 0x2000 && cp < 0x2070) || cp == 0xfffd;
}

/* What stands on the letter before it: accents, and the marks of Arabic, Hebrew and Indic scripts that are no letters. */
static bool is_mark(uint32_t cp)
{
    return (cp >= 0x300 && cp < 0x370) || (cp >= 0x591 && cp <= 0x5c7) ||
           (cp >= 0x64b && cp <= 0x65f) || cp == 0x670 || (cp >= 0x93a && cp <= 0x94f) ||
           (cp >= 0x200c && cp <= 0x200f) || (cp >= 0xfe00 && cp <= 0xfe0f);
}

static bool is_capital(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7) ||
           (cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x400 && cp <= 0x42f) ||
           (cp >= 0x100 && cp <= 0x137 && !(cp & 1)) || (cp >= 0x139 && cp <= 0x148 && (cp & 1)) ||
           (cp >= 0x14a && cp <= 0x177 && !(cp & 1)) || cp == 0x178 ||
           (cp >= 0x179 && cp <= 0x17e && (cp & 1)) || (cp >= 0x1e00 && cp <= 0x1eff && !(cp & 1));
}

void spelling_core(const char *word, size_t bytes, size_t *begin, size_t *core_bytes)
{
    size_t used, first = bytes, end = 0;
    for (size_t at = 0; at < bytes; at += used) {
        if (is_sign(utf8_decode(word + at, bytes - at, &used)))
            continue;
        first = at < first ? at : first;
        end = at + used;
    }
    *begin = end ? first : 0;
    *core_bytes = end ? end - first : bytes;
}

bool spelling_next(const char *word, size_t bytes, size_t *at, struct spelling_letter *out)
{
    if (*at >= bytes)
        return false;
    size_t used, begin = *at;
    uint32_t cp = utf8_decode(word + begin, bytes - begin, &used);
    *at += used;
    while (*at < bytes && is_mark(utf8_decode(word + *at, bytes - *at, &used)))
        *at += used;
    *out = (struct spelling_letter){word + begin, *at - begin, is_capital(cp)};
    return true;
}

void spelling_add(const struct spelling_letter *letter, const char *lang,
                  const struct lexicon *signs, struct str *out)
{
    size_t used;
    uint32_t cp = utf8_decode(letter->text, letter->bytes, &used);
    bool is_english = !lang[0] || (strncmp(lang, "en", 2) == 0 && (!lang[2] || lang[2] == '-'));
    if (is_sign(cp)) {
        const char *name = signs_name(signs, letter->text, used);
        if (name)
            str_add(out, name);
    } else if (is_english && (cp == 'a' || cp == 'A') && letter->bytes == 1) {
        str_add(out, "eigh"); /* alone it would be the article */
    } else if (cp >= 'A' && cp <= 'Z') {
        str_add_char(out, (char)(cp + 32));
        str_add_bytes(out, letter->text + used, letter->bytes - used);
    } else {
        str_add_bytes(out, letter->text, letter->bytes);
    }
}
