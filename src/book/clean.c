#include "book/clean.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define MARKS_MOST 30
/* Below this every letter is whole (U+0300 is the first combining mark). */
#define FIRST_DECOMPOSED 0x300

static bool is_dropped(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0x200b || cp == 0x2060 ||
           cp == 0xfeff || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x206f) ||
           (cp >= 0xfff9 && cp <= 0xfffb) || (cp & 0xfffe) == 0xfffe ||
           (cp >= 0xfdd0 && cp <= 0xfdef);
}

/* Joiners and direction marks: they say something about a letter before them, and nothing without one. */
static bool is_only_inside(uint32_t cp)
{
    return cp == 0x200c || cp == 0x200d || cp == 0x200e || cp == 0x200f || cp == 0x61c;
}

static void add_space(struct clean *clean, uint32_t cp)
{
    bool is_line = cp == '\n' || cp == 0x2028 || cp == 0x2029;
    if (clean->text.length_bytes && clean->pending != '\n')
        clean->pending = is_line ? '\n' : ' ';
    clean->marks = 0;
}

static void flush_space(struct clean *clean)
{
    if (clean->pending)
        str_add_char(&clean->text, clean->pending);
    clean->pending = 0;
}

static void add_codepoint(struct clean *clean, uint32_t cp)
{
    if (is_only_inside(cp) && (clean->pending || clean->text.length_bytes == 0))
        return;
    if (cp >= FIRST_DECOMPOSED) {
        bool is_mark = u_getCombiningClass((UChar32)cp) != 0;
        clean->marks = is_mark ? (uint8_t)(clean->marks + 1) : 0;
        if (clean->marks > MARKS_MOST) {
            clean->marks = MARKS_MOST;
            return;
        }
        clean->is_decomposed |=
            is_mark || u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
    } else {
        clean->marks = 0;
    }
    flush_space(clean);
    str_add_codepoint(&clean->text, cp);
}

void clean_add(struct clean *clean, const char *utf8, size_t bytes)
{
    size_t i = 0;
    while (i < bytes) {
        size_t plain = i;
        while (plain < bytes && utf8[plain] > ' ' && utf8[plain] < 0x7f)
            plain++;
        if (plain > i) {
            flush_space(clean);
            str_add_bytes(&clean->text, utf8 + i, plain - i);
            clean->marks = 0;
            i = plain;
            continue;
        }
        size_t used;
        uint32_t cp = utf8_decode(utf8 + i, bytes - i, &used);
        i += used;
        if (utf8_is_space(cp))
            add_space(clean, cp);
        else if (!is_dropped(cp))
            add_codepoint(clean, cp);
    }
}

static void compose_one(const UNormalizer2 *nfc, struct str *out, const char *text, size_t bytes)
{
    int32_t room = (int32_t)bytes * 3 + 8, units = 0, composed = 0, written = 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar *source = mem_new((size_t)room * 2, sizeof *source), *result = source + room;
    char *back = mem_new((size_t)room * 3, 1);
    u_strFromUTF8(source, room, &units, text, (int32_t)bytes, &status);
    composed = unorm2_normalize(nfc, source, units, result, room, &status);
    u_strToUTF8(back, room * 3, &written, result, composed, &status);
    if (U_SUCCESS(status))
        str_add_bytes(out, back, (size_t)written);
    else
        str_add_bytes(out, text, bytes);
    free(back);
    free(source);
}

/* The end of the shortest stretch from `at` that can be composed by itself; *composed when it already is. */
static size_t stretch_end(const UNormalizer2 *nfc, const struct str *text, size_t at,
                          bool *composed)
{
    size_t i = at, used;
    *composed = true;
    for (; i < text->length_bytes; i += used) {
        UChar32 cp = (UChar32)utf8_decode(text->data + i, text->length_bytes - i, &used);
        if (i > at && (cp < FIRST_DECOMPOSED || unorm2_hasBoundaryBefore(nfc, cp)))
            break;
        if (cp >= FIRST_DECOMPOSED &&
            (u_getCombiningClass(cp) != 0 ||
             u_getIntPropertyValue(cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES))
            *composed = false;
    }
    return i;
}

void clean_compose(struct clean *clean, uint32_t *offsets, size_t count)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = clean->is_decomposed ? unorm2_getNFCInstance(&status) : NULL;
    clean->is_decomposed = false;
    if (!nfc || U_FAILURE(status))
        return;
    struct str out = {0};
    size_t next = 0;
    for (size_t at = 0, end; at < clean->text.length_bytes; at = end) {
        bool composed;
        end = stretch_end(nfc, &clean->text, at, &composed);
        for (; next < count && offsets[next] <= at; next++)
            offsets[next] = (uint32_t)out.length_bytes;
        if (composed)
            str_add_bytes(&out, clean->text.data + at, end - at);
        else
            compose_one(nfc, &out, clean->text.data + at, end - at);
    }
    for (; next < count; next++)
        offsets[next] = (uint32_t)out.length_bytes;
    str_free(&clean->text);
    clean->text = out;
}

void clean_clear(struct clean *clean)
{
    str_clear(&clean->text);
    clean->pending = 0;
    clean->marks = 0;
    clean->is_decomposed = false;
}

void clean_line(struct str *out, const char *utf8)
{
    struct clean clean = {0};
    if (utf8)
        clean_add(&clean, utf8, strlen(utf8));
    clean_compose(&clean, NULL, 0);
    for (size_t i = 0; i < clean.text.length_bytes; i++)
        str_add_char(out, clean.text.data[i] == '\n' ? ' ' : clean.text.data[i]);
    str_free(&clean.text);
}
