#include "speech/language.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "speech/voice_files.h"

#include <stdlib.h>
#include <string.h>

enum {
    FILE_BYTES_MOST = 1 << 18,
    LANGUAGES_MOST = 8,
    TABLE_SLOTS = 4096,
    WORDS_FILLED_MOST = TABLE_SLOTS / 2,
    WORDS_LOOKED_AT = 200, /* of a paragraph */
    WORD_BYTES_MOST = 32,
    HITS_LEAST = 4,       /* small words of the language */
    HITS_PERCENT = 15,    /* of all words */
    LEAD_OVER_SECOND = 2, /* times as many as the next language has */
};

struct language_profiles {
    char tags[LANGUAGES_MOST][8];
    size_t count;
    size_t word_count;
    struct {
        uint64_t hash; /* 0: free */
        uint8_t langs; /* a bit for each */
    } slots[TABLE_SLOTS];
};

/* Ranges of letters, each with the language that it most likely is and all that are written so. */
static const struct range {
    uint32_t first, last;
    const char *langs; /* the first one is taken when none is known */
} ranges[] = {
    {0x0370, 0x03ff, "el grc"},
    {0x0400, 0x052f, "ru uk bg sr mk be kk ky mn tg tt cv ba bs uz"},
    {0x0530, 0x058f, "hy hyw"},
    {0x0590, 0x05ff, "he yi"},
    {0x0600, 0x06ff, "ar ur fa ps sd ug ku ckb pa ks"},
    {0x0700, 0x074f, "syr"},
    {0x0750, 0x077f, "ar ur fa ps sd ug ku ckb pa ks"},
    {0x0780, 0x07bf, "dv"},
    {0x0900, 0x097f, "hi mr ne sa kok"},
    {0x0980, 0x09ff, "bn as bpy"},
    {0x0a00, 0x0a7f, "pa"},
    {0x0a80, 0x0aff, "gu"},
    {0x0b00, 0x0b7f, "or"},
    {0x0b80, 0x0bff, "ta"},
    {0x0c00, 0x0c7f, "te"},
    {0x0c80, 0x0cff, "kn"},
    {0x0d00, 0x0d7f, "ml"},
    {0x0d80, 0x0dff, "si"},
    {0x0e00, 0x0e7f, "th"},
    {0x0e80, 0x0eff, "lo"},
    {0x0f00, 0x0fff, "bo dz"},
    {0x1000, 0x109f, "my shn"},
    {0x10a0, 0x10ff, "ka"},
    {0x1100, 0x11ff, "ko"},
    {0x1200, 0x139f, "am ti"},
    {0x13a0, 0x13ff, "chr"},
    {0x1780, 0x17ff, "km"},
    {0x1f00, 0x1fff, "el grc"},
    {0x3040, 0x30ff, "ja"},
    {0x3400, 0x4dbf, "zh ja ko cmn yue hak"},
    {0x4e00, 0x9fff, "zh ja ko cmn yue hak"},
    {0xac00, 0xd7af, "ko"},
    {0xf900, 0xfaff, "zh ja ko cmn yue hak"},
    {0xfb1d, 0xfb4f, "he yi"},
    {0xfb50, 0xfdff, "ar ur fa ps sd ug ku ckb pa ks"},
    {0xfe70, 0xfeff, "ar ur fa ps sd ug ku ckb pa ks"},
    {0x20000, 0x2fa1f, "zh ja ko cmn yue hak"},
};

/* Letters that only some of a script's languages have. */
static const struct {
    uint32_t letter;
    const char *lang;
} telling[] = {
    {0x0679, "ur"}, {0x0688, "ur"}, {0x0691, "ur"}, {0x06ba, "ur"}, {0x06d2, "ur"}, {0x067e, "fa"},
    {0x0686, "fa"}, {0x0698, "fa"}, {0x0456, "uk"}, {0x0457, "uk"}, {0x0454, "uk"}, {0x0491, "uk"},
};

static bool is_latin(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0xc0 && cp <= 0x24f && cp != 0xd7 && cp != 0xf7) ||
           (cp >= 0x1e00 && cp <= 0x1eff);
}

static const struct range *range_of(uint32_t cp)
{
    for (size_t i = 0; cp >= ranges[0].first && i < sizeof ranges / sizeof *ranges; i++) {
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return &ranges[i];
    }
    return NULL;
}

static bool holds(const char *list, const char *lang)
{
    size_t bytes = strlen(lang);
    for (; *list && bytes; list += strcspn(list, " "), list += *list == ' ') {
        if (strcspn(list, " ") == bytes && memcmp(list, lang, bytes) == 0)
            return true;
    }
    return false;
}

bool language_is_latin(const char *lang)
{
    char primary[16];
    voice_primary_subtag(lang, primary);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (holds(ranges[i].langs, primary))
            return false;
    }
    return true;
}

/* The first language of a list, as a string of its own. */
static const char *first_of(const char *list)
{
    static const char firsts[][4] = {"el", "ru", "hy", "he", "ar",  "syr", "dv", "hi", "bn", "pa",
                                     "gu", "or", "ta", "te", "kn",  "ml",  "si", "th", "lo", "bo",
                                     "my", "ka", "ko", "am", "chr", "km",  "ja", "zh"};
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        if (strcspn(list, " ") == strlen(firsts[i]) &&
            memcmp(list, firsts[i], strlen(firsts[i])) == 0)
            return firsts[i];
    }
    return "";
}

const char *language_of_letters(const char *text, size_t bytes, const char *known)
{
    char primary[16];
    voice_primary_subtag(known, primary);
    size_t latin = 0, other = 0, used;
    const struct range *main_range = NULL;
    const char *told = NULL;
    bool has_kana = false;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        latin += is_latin(cp);
        const struct range *range = range_of(cp);
        if (!range)
            continue;
        other++;
        has_kana = has_kana || (cp >= 0x3040 && cp <= 0x30ff);
        main_range = main_range ? main_range : range;
        for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
            /* Urdu has the letters that tell Persian from Arabic, too */
            if (telling[i].letter == cp && (!told || strcmp(told, "fa") == 0))
                told = telling[i].lang;
        }
    }
    if (!main_range || latin > other)
        return "";
    if (primary[0] && holds(main_range->langs, primary))
        return known;
    if (has_kana)
        return "ja";
    return told && holds(main_range->langs, told) ? told : first_of(main_range->langs);
}

static size_t slot_of(const struct language_profiles *p, uint64_t hash)
{
    size_t i = (size_t)(hash % TABLE_SLOTS);
    while (p->slots[i].hash && p->slots[i].hash != hash)
        i = (i + 1) % TABLE_SLOTS;
    return i;
}

/* Of the word in small letters (Latin-1 and the rest of its block: enough for these languages). */
static uint64_t hash_word(const char *text, size_t bytes)
{
    char small[WORD_BYTES_MOST * 2];
    size_t n = 0, used;
    for (size_t at = 0; at < bytes && n + 4 < sizeof small; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7))
            cp += 32;
        else if (cp >= 0x100 && cp <= 0x17e && cp != 0x130 && cp != 0x131)
            cp = cp >= 0x139 && cp <= 0x148 ? cp + (cp & 1) : cp >= 0x179 ? cp + (cp & 1) : cp | 1;
        else if (cp == 0x2019)
            cp = '\'';
        n += utf8_encode(cp, small + n);
    }
    uint64_t hash = hash_bytes(HASH_START, small, n);
    return hash ? hash : 1;
}

static void read_line(struct language_profiles *p, const char *line, size_t bytes)
{
    const char *tab = memchr(line, '\t', bytes);
    if (!bytes || line[0] == '#' || !tab || tab == line ||
        (size_t)(tab - line) >= sizeof *p->tags || p->count == LANGUAGES_MOST)
        return;
    memcpy(p->tags[p->count], line, (size_t)(tab - line));
    uint8_t bit = (uint8_t)(1u << p->count++);
    const char *end = line + bytes;
    for (const char *word = tab + 1; word < end;) {
        const char *stop = word;
        while (stop < end && *stop != ' ' && *stop != '\r')
            stop++;
        if (stop > word && p->word_count < WORDS_FILLED_MOST) {
            uint64_t hash = hash_word(word, (size_t)(stop - word));
            size_t slot = slot_of(p, hash);
            p->word_count += !p->slots[slot].hash;
            p->slots[slot].hash = hash;
            p->slots[slot].langs |= bit;
        }
        word = stop + 1;
    }
}

enum err language_open(const char *path, struct language_profiles **out)
{
    char *bytes = NULL;
    size_t count = 0;
    enum err err = file_read(path, FILE_BYTES_MOST, &bytes, &count);
    if (err != ERR_OK)
        return err;
    struct language_profiles *p = mem_new(1, sizeof *p);
    for (size_t at = 0; at < count;) {
        const char *end = memchr(bytes + at, '\n', count - at);
        size_t length = end ? (size_t)(end - bytes) - at : count - at;
        read_line(p, bytes + at, length);
        at += length + 1;
    }
    free(bytes);
    *out = p;
    return ERR_OK;
}

struct language_profiles *language_load(void)
{
    char *path = file_asset_path("lexicon/stopwords.tsv");
    struct language_profiles *p = NULL;
    enum err err = language_open(path, &p);
    if (err != ERR_OK)
        log_error("%s could not be read (%s): languages are not told apart by their words.", path,
                  err_name(err));
    free(path);
    return err == ERR_OK ? p : NULL;
}

void language_free(struct language_profiles *profiles)
{
    free(profiles);
}

/* The next word of Latin letters from *at on; its bytes, 0 at the end. */
static size_t next_word(const char *text, size_t bytes, size_t *at)
{
    size_t used;
    while (*at < bytes && !is_latin(utf8_decode(text + *at, bytes - *at, &used)))
        *at += used;
    size_t end = *at;
    for (; end < bytes; end += used) {
        uint32_t cp = utf8_decode(text + end, bytes - end, &used);
        bool joins = cp == '\'' || cp == 0x2019;
        if (!is_latin(cp) && !joins)
            break;
    }
    return end - *at;
}

static const char *guess_by_words(const struct language_profiles *p, const char *text, size_t bytes)
{
    unsigned hits[LANGUAGES_MOST] = {0}, words = 0;
    size_t at = 0;
    for (size_t length; words < WORDS_LOOKED_AT && (length = next_word(text, bytes, &at)) > 0;
         at += length) {
        words++;
        if (length > WORD_BYTES_MOST)
            continue;
        uint8_t langs = p->slots[slot_of(p, hash_word(text + at, length))].langs;
        for (size_t i = 0; i < p->count; i++)
            hits[i] += (langs >> i) & 1;
    }
    size_t best = 0, second = 1;
    for (size_t i = 1; i < p->count; i++) {
        if (hits[i] > hits[best]) {
            second = best;
            best = i;
        } else if (i == second || hits[i] > hits[second] || second == best) {
            second = i;
        }
    }
    unsigned runner_up = second < p->count ? hits[second] : 0;
    bool is_plain = words >= LANGUAGE_WORDS_LEAST && hits[best] >= HITS_LEAST &&
                    hits[best] * 100 >= words * HITS_PERCENT &&
                    hits[best] >= runner_up * LEAD_OVER_SECOND;
    return is_plain ? p->tags[best] : "";
}

const char *language_guess(const struct language_profiles *profiles, const char *text, size_t bytes)
{
    const char *by_letters = language_of_letters(text, bytes, "");
    if (by_letters[0] || !profiles || !profiles->count)
        return by_letters;
    return guess_by_words(profiles, text, bytes);
}
