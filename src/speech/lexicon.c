#include "speech/lexicon.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MOST = 4 * 1024 * 1024, WORD_BYTES_MOST = 120 };

struct entry {
    const char *written, *spoken, *explanation; /* in bytes */
};

struct lexicon {
    char *bytes; /* the file, its tabs and line ends made NULs */
    struct entry *entries;
    size_t count, cap;
    uint32_t *table; /* open addressing: index + 1 of an entry, 0 empty */
    size_t slots;    /* a power of two */
    char problem[300];
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

static const char *fault_of_line(const char *line, size_t bytes)
{
    if (!utf8_is_valid(line, bytes))
        return "it is not UTF-8";
    const char *tab = memchr(line, '\t', bytes);
    if (!tab)
        return "a tab is missing between the word and how it is said";
    if (tab == line)
        return "the word is missing";
    if ((size_t)(tab - line) > WORD_BYTES_MOST)
        return "the word is too long";
    size_t rest = bytes - (size_t)(tab + 1 - line);
    if (!rest || tab[1] == '\t')
        return "how it is said is missing";
    return NULL;
}

static void read_line(struct lexicon *l, const char *path, unsigned number, char *line,
                      size_t bytes)
{
    if (bytes && line[bytes - 1] == '\r')
        line[--bytes] = 0;
    if (!bytes || line[0] == '#')
        return;
    const char *fault = fault_of_line(line, bytes);
    if (fault) {
        if (!l->problem[0])
            snprintf(l->problem, sizeof l->problem, "%s, line %u: %s. The line is left out.", path,
                     number, fault);
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
    char *bytes = NULL;
    size_t count = 0;
    enum err err = file_read(path, FILE_BYTES_MOST, &bytes, &count);
    if (err != ERR_OK)
        return err;
    struct lexicon *l = mem_new(1, sizeof *l);
    l->bytes = bytes;
    unsigned number = 1;
    for (size_t at = 0; at < count; number++) {
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

struct lexicon *lexicon_load(const char *lang)
{
    char name[40];
    int length = (int)strcspn(lang, "-_");
    if (length == 0 || length > 8 || strspn(lang, "abcdefghijklmnopqrstuvwxyz") < (size_t)length)
        return NULL;
    snprintf(name, sizeof name, "lexicon/%.*s.tsv", length, lang);
    char *path = file_asset_path(name);
    struct lexicon *l = NULL;
    enum err err = lexicon_open(path, &l);
    if (err != ERR_OK && err != ERR_NOT_FOUND)
        log_error("%s could not be read (%s): words are said as they are written.", path,
                  err_name(err));
    if (err == ERR_OK && l->problem[0])
        log_error("%s", l->problem);
    free(path);
    return err == ERR_OK ? l : NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    free(lexicon->bytes);
    free(lexicon->entries);
    free(lexicon->table);
    free(lexicon);
}

const char *lexicon_problem(const struct lexicon *lexicon)
{
    return lexicon->problem;
}

static const struct entry *find_exactly(const struct lexicon *l, const char *word, size_t bytes)
{
    uint32_t found = l->table[slot_of(l, word, bytes)];
    return found ? &l->entries[found - 1] : NULL;
}

static const struct entry *find(const struct lexicon *l, const char *word, size_t bytes)
{
    if (!l || !bytes || bytes > WORD_BYTES_MOST)
        return NULL;
    const struct entry *e = find_exactly(l, word, bytes);
    if (e)
        return e;
    char small[WORD_BYTES_MOST];
    for (size_t i = 0; i < bytes; i++)
        small[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
    return find_exactly(l, small, bytes);
}

const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t bytes)
{
    const struct entry *e = find(lexicon, word, bytes);
    return e ? e->spoken : NULL;
}

const char *lexicon_explain(const struct lexicon *lexicon, const char *word, size_t bytes)
{
    const struct entry *e = find(lexicon, word, bytes);
    return e ? e->explanation : NULL;
}

const char *lexicon_phrase(const struct lexicon *lexicon, const char *name, const char *otherwise)
{
    const struct entry *e = find(lexicon, name, strlen(name));
    return e ? e->spoken : otherwise;
}
