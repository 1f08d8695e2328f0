/* Any bytes as text: the words lie in order, cover all that is not white space, and the last one ends a sentence. The first byte
 * picks the language. */
#include "base/str.h"
#include "book/segment.h"

#include <stdbool.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool so)
{
    if (!so)
        abort();
}

static void expect_only_space(const char *text, size_t from, size_t to)
{
    for (size_t i = from, used; i < to; i += used)
        expect(utf8_is_space(utf8_decode(text + i, to - i, &used)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"",   "en-GB", "cy", "fr", "de",
                                        "es", "pl",    "el", "th", "zh"};
    if (size == 0)
        return 0;
    const char *lang = langs[data[0] % (sizeof langs / sizeof *langs)];
    const char *text = (const char *)data + 1; /* no NUL behind it */
    size_t text_bytes = size - 1, count, at = 0;
    struct segmenter *s = segmenter_new();
    struct segment_word *words = segment_text(s, text, text_bytes, lang, &count);
    for (size_t i = 0; i < count; i++) {
        expect(words[i].start >= at && words[i].bytes >= 1 && words[i].bytes <= 1024);
        expect(words[i].start + words[i].bytes <= text_bytes);
        expect_only_space(text, at, words[i].start);
        expect(i == 0 || (words[i].start > at) == (words[i - 1].space_after != 0));
        at = words[i].start + words[i].bytes;
    }
    expect_only_space(text, at, text_bytes);
    expect(count == 0 || words[count - 1].ends_sentence);
    free(words);
    segmenter_free(s);
    return 0;
}
