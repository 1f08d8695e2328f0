#include "book/segment.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

struct segmenter {
    UBreakIterator *boundaries; /* opened when a script without spaces first comes */
};

struct word_list {
    struct segment_word *items;
    size_t count, cap;
};

struct segmenter *segmenter_new(void)
{
    return mem_new(1, sizeof(struct segmenter));
}

void segmenter_free(struct segmenter *s)
{
    if (!s)
        return;
    if (s->boundaries)
        ubrk_close(s->boundaries);
    free(s);
}

/* Scripts whose words are not parted by spaces. */
static bool is_spaceless(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0e00, 0x0eff},   /* Thai, Lao */
        {0x1000, 0x109f},   /* Myanmar */
        {0x1780, 0x17ff},   /* Khmer */
        {0x1950, 0x19df},   /* Tai Le, New Tai Lue */
        {0x1a20, 0x1aaf},   /* Tai Tham */
        {0x2e80, 0x312f},   /* Han radicals, CJK punctuation, Hiragana, Katakana, Bopomofo */
        {0x3190, 0x4dbf},   /* Kanbun to Han extension A */
        {0x4e00, 0x9fff},   /* Han */
        {0xa9e0, 0xa9ff},   /* Myanmar extended B */
        {0xaa60, 0xaadf},   /* Myanmar extended A, Tai Viet */
        {0xf900, 0xfaff},   /* Han compatibility */
        {0xff00, 0xff9f},   /* full-width forms, half-width Katakana */
        {0x1b000, 0x1b16f}, /* Kana supplement */
        {0x20000, 0x3ffff}, /* Han extensions */
    };
    if (cp < ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    }
    return false;
}

static void add_one(struct word_list *list, size_t start, size_t bytes)
{
    MEM_ROOM(list->items, list->count, list->cap);
    list->items[list->count++] =
        (struct segment_word){.start = (uint32_t)start, .bytes = (uint32_t)bytes};
}

/* Adds a run as one word, or as several where it is longer than a word may be; letters keep their combining marks. */
static void add_pieces(struct word_list *list, const char *text, size_t start, size_t bytes)
{
    while (bytes > BOOK_WORD_MOST_BYTES) {
        size_t before_letter = 0, before_any = 0;
        for (size_t at = 0, used; at <= BOOK_WORD_MOST_BYTES; at += used) {
            uint32_t cp = utf8_decode(text + start + at, bytes - at, &used);
            before_any = at;
            if (!(U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK))
                before_letter = at;
        }
        size_t cut = before_letter ? before_letter : before_any;
        add_one(list, start, cut);
        start += cut;
        bytes -= cut;
    }
    add_one(list, start, bytes);
}

static bool is_opening(uint32_t cp)
{
    return (U_GET_GC_MASK((UChar32)cp) & (U_GC_PS_MASK | U_GC_PI_MASK)) != 0;
}

/* Cuts a run by ICU's word boundaries. Punctuation stays with the word before it, opening punctuation with the one after. */
static void add_by_boundaries(struct segmenter *s, struct word_list *list, const char *text,
                              size_t start, size_t bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!s->boundaries)
        s->boundaries = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text + start, (int64_t)bytes, &status);
    if (U_SUCCESS(status))
        ubrk_setUText(s->boundaries, &source, &status);
    if (U_FAILURE(status)) {
        utext_close(&source);
        add_pieces(list, text, start, bytes);
        return;
    }
    size_t word_start = 0; /* of the word that grows; it ends when the next begins */
    bool has_letters = false;
    int32_t from = ubrk_first(s->boundaries);
    for (int32_t to = ubrk_next(s->boundaries); to != UBRK_DONE; to = ubrk_next(s->boundaries)) {
        bool is_letters = ubrk_getRuleStatus(s->boundaries) >= UBRK_WORD_NONE_LIMIT;
        size_t used;
        uint32_t cp = utf8_decode(text + start + from, bytes - (size_t)from, &used);
        if (has_letters && (is_letters || is_opening(cp))) {
            add_pieces(list, text, start + word_start, (size_t)from - word_start);
            word_start = (size_t)from;
            has_letters = false;
        }
        has_letters |= is_letters;
        from = to;
    }
    add_pieces(list, text, start + word_start, bytes - word_start);
    utext_close(&source);
}

static uint8_t space_kind(uint32_t cp)
{
    return cp == '\n' || cp == 0x2028 || cp == 0x2029 ? 2 : 1;
}

struct segment_word *segment_words(struct segmenter *s, const char *text, size_t bytes,
                                   size_t *count)
{
    struct word_list list = {0};
    size_t i = 0;
    while (i < bytes) {
        size_t used, start = i;
        bool spaceless = false;
        uint32_t cp = 0;
        for (; i < bytes; i += used) {
            cp = (unsigned char)text[i];
            used = 1;
            if (cp > ' ' && cp < 0x7f)
                continue;
            cp = utf8_decode(text + i, bytes - i, &used);
            if (utf8_is_space(cp))
                break;
            spaceless |= is_spaceless(cp);
        }
        if (i > start && spaceless)
            add_by_boundaries(s, &list, text, start, i - start);
        else if (i > start)
            add_pieces(&list, text, start, i - start);
        for (; i < bytes; i += used) {
            cp = utf8_decode(text + i, bytes - i, &used);
            if (!utf8_is_space(cp))
                break;
            uint8_t kind = space_kind(cp);
            if (list.count && kind > list.items[list.count - 1].space_after)
                list.items[list.count - 1].space_after = kind;
        }
    }
    *count = list.count;
    return list.items;
}

struct segment_word *segment_text(struct segmenter *s, const char *text, size_t bytes,
                                  const char *lang, size_t *count)
{
    struct segment_word *words = segment_words(s, text, bytes, count);
    segment_sentences(text, words, *count, lang);
    return words;
}
