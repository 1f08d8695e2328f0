#include "speech/slowly.h"

#include <string.h>

enum { SOUNDS_MOST = 64 };

struct sound { /* one phoneme, its stress mark with it */
    const char *text;
    size_t bytes;
    bool is_vowel;
};

static bool is_stress(char c)
{
    return c == '\'' || c == ',' || c == '%' || c == '=' || c == '_' || c == '|';
}

/* The first letter of its name, in espeak-ng's way of writing. */
static char letter_of(const struct sound *sound)
{
    size_t i = 0;
    while (i + 1 < sound->bytes && is_stress(sound->text[i]))
        i++;
    return sound->text[i];
}

static size_t read_sounds(const char *phonemes, struct sound out[SOUNDS_MOST])
{
    size_t count = 0;
    while (*phonemes && count < SOUNDS_MOST) {
        size_t bytes = strcspn(phonemes, " ");
        struct sound sound = {phonemes, bytes, false};
        sound.is_vowel = bytes && strchr("aeiouyAEIOUVY0123@", letter_of(&sound));
        if (bytes)
            out[count++] = sound;
        phonemes += bytes + (phonemes[bytes] == ' ');
    }
    return count;
}

/* How many of the consonants before sound `vowel`, back to `from`, begin its syllable. */
static size_t onset(const struct sound *sounds, size_t from, size_t vowel)
{
    size_t between = vowel - from;
    if (!between)
        return 0;
    char last = letter_of(&sounds[vowel - 1]);
    if (last == 'N')
        return 0;
    if (between == 1 || !strchr("lrjw", last))
        return 1;
    return strchr("pbtdkgfTSsv", letter_of(&sounds[vowel - 2])) ? 2 : 1;
}

/* Where the syllable that begins at sound `first` ends. */
static size_t syllable_end(const struct sound *sounds, size_t count, size_t first)
{
    size_t vowel = first, next;
    while (vowel < count && !sounds[vowel].is_vowel)
        vowel++;
    for (next = vowel + 1; next < count && !sounds[next].is_vowel;)
        next++;
    return next < count ? next - onset(sounds, vowel + 1, next) : count;
}

bool slowly_next(const char *phonemes, size_t *at, struct str *out)
{
    struct sound sounds[SOUNDS_MOST];
    size_t count = read_sounds(phonemes, sounds);
    if (*at >= count)
        return false;
    size_t end = syllable_end(sounds, count, *at);
    str_add(out, "[[");
    for (size_t i = *at; i < end; i++)
        str_add_bytes(out, sounds[i].text, sounds[i].bytes);
    str_add(out, "]]");
    *at = end;
    return true;
}
