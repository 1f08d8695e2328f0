#include "speech/lexicon.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_BYTES_MOST = 4 * 1024 * 1024,
    WORD_BYTES_MOST = 120,
    SPOKEN_BYTES_MOST = 4000, /* the list of words in capitals is the longest */
    PROBLEMS_MOST = 50
};

struct entry {
    const char *written, *spoken, *explanation; /* in bytes */
};

struct lexicon {
    char *bytes; /* the file, its tabs and line ends made NULs */
    struct entry *entries;
    size_t count, cap;
    uint32_t *table; /* open addressing: index + 1 of an entry, 0 empty */
    size_t slots;    /* a power of two */
    char **problems;
    size_t problem_count, problem_cap;
    struct lexicon *under; /* what this one lies on: owned; NULL for our own file */
};

static size_t slot_of(const struct lexicon *l, const char *word, size_t bytes)
{
    size_t slot = (size_t)hash_bytes(HASH_START, word, bytes) & (l->slots - 1);
    while (l->table[slot]) {
        const char *other = l->entries[l->table[slot] - 1].written;
        if (strncmp(other, word, bytes) == 0 && !other[bytes])
            break;
        slot = (slot + 1) & (l->slots - 1);
    }
    return slot;
}

static void build_table(struct lexicon *l)
{
    l->slots = 64;
    while (l->slots < l->count * 2)
        l->slots *= 2;
    l->table = mem_new(l->slots, sizeof *l->table);
    for (size_t i = 0; i < l->count; i++) {
        const char *written = l->entries[i].written;
        size_t slot = slot_of(l, written, strlen(written));
        l->table[slot] = (uint32_t)i + 1; /* of two lines for one word, the later wins */
    }
}

/* Every "[[" has its "]]", and neither stands alone: a voice would read on as phonemes. */
static bool phonemes_are_whole(const char *text, size_t bytes)
{
    bool is_open = false;
    for (size_t i = 0; i < bytes; i++) {
        bool begins = text[i] == '[', ends = text[i] == ']';
        if (!begins && !ends)
            continue;
        if (i + 1 == bytes || text[i + 1] != text[i] || is_open == begins)
            return false;
        is_open = begins;
        i++;
    }
    return !is_open;
}

static bool has_control(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if ((unsigned char)text[i] < 0x20 && text[i] != '\t')
            return true;
    }
    return false;
}

static const char *fault_of_line(const char *line, size_t bytes)
{
    if (!utf8_is_valid(line, bytes))
        return "it is not UTF-8";
    if (has_control(line, bytes))
        return "it has a sign in it that is no text";
    const char *tab = memchr(line, '\t', bytes);
    if (!tab)
        return "a tab is missing between the word and how it is said";
    if (tab == line)
        return "the word is missing";
    size_t word = (size_t)(tab - line);
    if (word > WORD_BYTES_MOST)
        return "the word is too long";
    if (memchr(line, ' ', word))
        return "there is a space in the word, and only single words can be looked up";
    size_t rest = bytes - word - 1;
    const char *end = memchr(tab + 1, '\t', rest);
    size_t spoken = end ? (size_t)(end - tab - 1) : rest;
    if (!spoken)
        return "how it is said is missing";
    if (spoken > SPOKEN_BYTES_MOST)
        return "how it is said is too long";
    if (!phonemes_are_whole(tab + 1, spoken))
        return "[[ and ]] are not in pairs";
    return NULL;
}

static void note_problem(struct lexicon *l, const char *path, unsigned number, const char *fault)
{
    if (l->problem_count == PROBLEMS_MOST)
        return;
    struct str text = {0};
    str_addf(&text, "%s, line %u: %s. The line is left out.", path, number, fault);
    MEM_ROOM(l->problems, l->problem_count, l->problem_cap);
    l->problems[l->problem_count++] = text.data;
}

static void read_line(struct lexicon *l, const char *path, unsigned number, char *line,
                      size_t bytes)
{
    if (bytes && line[bytes - 1] == '\r')
        line[--bytes] = 0;
    if (!bytes || (line[0] == '#' && (bytes == 1 || line[1] != '\t')))
        return;
    const char *fault = fault_of_line(line, bytes);
    if (fault) {
        note_problem(l, path, number, fault);
        return;
    }
    MEM_ROOM(l->entries, l->count, l->cap);
    struct entry *e = &l->entries[l->count++];
    char *tab = memchr(line, '\t', bytes);
    *tab = 0;
    *e = (struct entry){line, tab + 1, NULL};
    char *second = strchr(tab + 1, '\t');
    if (second) {
        *second = 0;
        if (second[1])
            e->explanation = second + 1;
    }
}

enum err lexicon_open(const char *path, struct lexicon **out)
{
    static const char mark[] = "\xef\xbb\xbf"; /* some editors begin a file with it */
    char *bytes = NULL;
    size_t count = 0;
    enum err err = file_read(path, FILE_BYTES_MOST, &bytes, &count);
    if (err != ERR_OK)
        return err;
    struct lexicon *l = mem_new(1, sizeof *l);
    l->bytes = bytes;
    unsigned number = 1;
    size_t at = count >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    for (; at < count; number++) {
        char *end = memchr(bytes + at, '\n', count - at);
        size_t length = end ? (size_t)(end - bytes) - at : count - at;
        bytes[at + length] = 0; /* file_read leaves room for one */
        read_line(l, path, number, bytes + at, length);
        at += length + 1;
    }
    build_table(l);
    *out = l;
    return ERR_OK;
}

/* Opens a file that may be missing; what is wrong with it is logged. */
static struct lexicon *open_logged(const char *path)
{
    struct lexicon *l = NULL;
    enum err err = lexicon_open(path, &l);
    if (err != ERR_OK && err != ERR_NOT_FOUND)
        log_error("%s could not be read (%s): words are said as they are written.", path,
                  err_name(err));
    for (size_t i = 0; l && i < l->problem_count; i++)
        log_error("%s", l->problems[i]);
    return err == ERR_OK ? l : NULL;
}

/* The letters of "en" in "en-GB"; 0 when the tag is none. */
static int language_bytes(const char *lang)
{
    int length = (int)strcspn(lang, "-_");
    bool is_name =
        length > 0 && length <= 8 && strspn(lang, "abcdefghijklmnopqrstuvwxyz") >= (size_t)length;
    return is_name ? length : 0;
}

struct lexicon *lexicon_load(const char *lang)
{
    char name[40];
    int length = language_bytes(lang);
    if (!length)
        return NULL;
    snprintf(name, sizeof name, "lexicon/%.*s.tsv", length, lang);
    char *path = file_asset_path(name);
    struct lexicon *l = open_logged(path);
    free(path);
    return l;
}

static struct lexicon *open_staffs(const char *folder, const char *lang)
{
    int length = language_bytes(lang);
    bool is_english = !length || (length == 2 && strncmp(lang, "en", 2) == 0);
    struct str path = {0};
    if (is_english)
        str_addf(&path, "%s/lexicon.tsv", folder);
    else
        str_addf(&path, "%s/lexicon.%.*s.tsv", folder, length, lang);
    struct lexicon *l = open_logged(str_text(&path));
    str_free(&path);
    return l;
}

struct lexicon *lexicon_load_layered(const char *lang, const char *const *folders,
                                     size_t folder_count)
{
    struct lexicon *top = lexicon_load(lang);
    for (size_t i = folder_count; i-- > 0;) {
        struct lexicon *staffs = folders[i] ? open_staffs(folders[i], lang) : NULL;
        if (!staffs)
            continue;
        if (!top) { /* a language that we have no file for: staff's must still be a layer above something */
            top = mem_new(1, sizeof *top);
            build_table(top);
        }
        staffs->under = top;
        top = staffs;
    }
    return top;
}

void lexicon_free(struct lexicon *lexicon)
{
    while (lexicon) {
        struct lexicon *under = lexicon->under;
        for (size_t i = 0; i < lexicon->problem_count; i++)
            free(lexicon->problems[i]);
        free(lexicon->problems);
        free(lexicon->bytes);
        free(lexicon->entries);
        free(lexicon->table);
        free(lexicon);
        lexicon = under;
    }
}

const char *lexicon_problem_at(const struct lexicon *lexicon, size_t at)
{
    return at < lexicon->problem_count ? lexicon->problems[at] : NULL;
}

static const struct entry *find_exactly(const struct lexicon *l, const char *word, size_t bytes)
{
    uint32_t found = l->table[slot_of(l, word, bytes)];
    return found ? &l->entries[found - 1] : NULL;
}

/* The small letter of one in capitals, for Latin with its accents (U+0000 to U+017F). */
static uint32_t small_of(uint32_t cp)
{
    bool is_pair = (cp >= 0x100 && cp <= 0x137) || (cp >= 0x14a && cp <= 0x177);
    bool is_odd_pair = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17e);
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7))
        return cp + 32;
    if ((is_pair && cp % 2 == 0 && cp != 0x130) || (is_odd_pair && cp % 2))
        return cp + 1;
    return cp;
}

static size_t make_small(const char *word, size_t bytes, char out[WORD_BYTES_MOST + 4])
{
    size_t length = 0, used;
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(word + i, bytes - i, &used);
        if (length + 4 > WORD_BYTES_MOST)
            break;
        length += utf8_encode(small_of(cp), out + length);
    }
    return length;
}

static const struct entry *find_here(const struct lexicon *l, const char *word, size_t bytes)
{
    const struct entry *e = find_exactly(l, word, bytes);
    if (e)
        return e;
    char small[WORD_BYTES_MOST + 4];
    return find_exactly(l, small, make_small(word, bytes, small));
}

static const struct entry *find(const struct lexicon *l, const char *word, size_t bytes,
                                bool only_own)
{
    if (!bytes || bytes > WORD_BYTES_MOST)
        return NULL;
    for (; l && (l->under || !only_own); l = l->under) {
        const struct entry *e = find_here(l, word, bytes);
        if (e)
            return e;
    }
    return NULL;
}

const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t bytes)
{
    const struct entry *e = find(lexicon, word, bytes, false);
    return e ? e->spoken : NULL;
}

const char *lexicon_find_own(const struct lexicon *lexicon, const char *word, size_t bytes)
{
    const struct entry *e = find(lexicon, word, bytes, true);
    return e ? e->spoken : NULL;
}

/* Bytes of the word without "s", "'s" or "s'"; 0 when it has none of them. */
static size_t without_ending(const char *word, size_t bytes)
{
    static const char *const endings[] = {"'s", "\xe2\x80\x99s", "s'", "s\xe2\x80\x99", "s"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (bytes > length && memcmp(word + bytes - length, endings[i], length) == 0)
            return bytes - length;
    }
    return 0;
}

const char *lexicon_explain(const struct lexicon *lexicon, const char *word, size_t bytes)
{
    const struct entry *e = find(lexicon, word, bytes, false);
    if (!e)
        e = find(lexicon, word, without_ending(word, bytes), false);
    return e ? e->explanation : NULL;
}

const char *lexicon_phrase(const struct lexicon *lexicon, const char *name, const char *otherwise)
{
    const struct entry *e = find(lexicon, name, strlen(name), false);
    return e ? e->spoken : otherwise;
}
