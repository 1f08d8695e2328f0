/* Any bytes as a sentence: what is said is UTF-8 without markup, and the words that are spoken rise and lie inside it. The first byte picks
 * the language, the second whether our lexicon is there; the rest is cut into words at its white space. */
#include "base/str.h"
#include "speech/lexicon.h"
#include "speech/spoken.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool so)
{
    if (!so)
        abort();
}

static void expect_whole(const struct spoken *spoken)
{
    const char *text = str_text(&spoken->text);
    expect(utf8_is_valid(text, spoken->text.length_bytes));
    expect(!strpbrk(text, "[]<>{}") && strlen(text) == spoken->text.length_bytes);
    size_t count = utf8_count(text, spoken->text.length_bytes), at = 0;
    for (size_t i = 0; i < spoken->word_count; i++) {
        const struct spoken_word *w = &spoken->words[i];
        if (!w->count_cp)
            continue;
        expect(w->start_cp >= at && (size_t)w->start_cp + w->count_cp <= count);
        at = (size_t)w->start_cp + w->count_cp;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"en-GB", "cy", "pl", ""};
    if (size < 2)
        return 0;
    const char *lang = langs[data[0] % 4];
    struct lexicon *lexicon = data[1] % 2 ? NULL : lexicon_load(lang[0] ? lang : "en");
    char *text = malloc(size - 1); /* with a NUL, as a line of `lectern spoken` */
    if (!text)
        abort();
    memcpy(text, data + 2, size - 2);
    text[size - 2] = 0;
    struct spoken spoken;
    spoken_make_text(lexicon, lang, text, &spoken);
    expect_whole(&spoken);
    spoken_free(&spoken);
    lexicon_free(lexicon);
    free(text);
    return 0;
}
