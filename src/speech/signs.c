#include "speech/signs.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNS_NAMED_MOST = 6 }; /* at one end of a word: a row of dots is no news after that */

struct signs_editor {
    const struct lexicon *signs;
    enum narrator_punctuation level;
    const struct spoken *old;
    const uint32_t *old_numbers;
    size_t at;      /* bytes of the old text that were copied */
    uint32_t at_cp; /* the same in code points */

    struct spoken made;
    uint32_t *numbers;
    size_t cap;
    uint32_t made_cp;
};

struct lexicon *signs_load(const char *lang)
{
    char name[40];
    int length = (int)strcspn(lang, "-_");
    if (length == 0 || length > 8 || strspn(lang, "abcdefghijklmnopqrstuvwxyz") < (size_t)length)
        return NULL;
    snprintf(name, sizeof name, "lexicon/signs-%.*s.tsv", length, lang);
    char *path = file_asset_path(name);
    struct lexicon *signs = NULL;
    enum err err = lexicon_open(path, &signs); /* that there is none is no news */
    free(path);
    return err == ERR_OK ? signs : NULL;
}

const char *signs_name(const struct lexicon *signs, const char *sign, size_t bytes)
{
    if (bytes == 1 && *sign == '#') {
        sign = "@hash";
        bytes = 5;
    }
    return lexicon_find(signs, sign, bytes);
}

static const char *name_at_level(const struct signs_editor *e, const char *sign, size_t bytes)
{
    const char *name = e->level ? signs_name(e->signs, sign, bytes) : NULL;
    const char *level = name ? lexicon_explain(e->signs, sign, bytes) : NULL;
    bool is_for_all = level && strcmp(level, "all") == 0;
    return is_for_all && e->level < NARRATOR_PUNCTUATION_ALL ? NULL : name;
}

struct signs_editor *signs_begin(const struct lexicon *signs, enum narrator_punctuation level,
                                 const struct spoken *spoken, const uint32_t *numbers)
{
    struct signs_editor *e = mem_new(1, sizeof *e);
    e->signs = signs;
    e->level = level;
    e->old = spoken;
    e->old_numbers = numbers;
    return e;
}

static void add_text(struct signs_editor *e, const char *text, size_t bytes)
{
    str_add_bytes(&e->made.text, text, bytes);
    e->made_cp += (uint32_t)utf8_count(text, bytes);
}

/* Copies the old text up to a place in code points. */
static void copy_to(struct signs_editor *e, uint32_t cp)
{
    const char *text = str_text(&e->old->text);
    size_t begin = e->at, used;
    while (e->at_cp < cp && e->at < e->old->text.length_bytes) {
        utf8_decode(text + e->at, e->old->text.length_bytes - e->at, &used);
        e->at += used;
        e->at_cp++;
    }
    add_text(e, text + begin, e->at - begin);
}

static struct spoken_word *add_word(struct signs_editor *e, uint32_t number)
{
    if (e->made.word_count == e->cap) {
        e->cap = e->cap ? e->cap * 2 : 64;
        e->made.words = mem_resize(e->made.words, e->cap, sizeof *e->made.words);
        e->numbers = mem_resize(e->numbers, e->cap, sizeof *e->numbers);
    }
    e->numbers[e->made.word_count] = number;
    struct spoken_word *word = &e->made.words[e->made.word_count++];
    *word = (struct spoken_word){0};
    return word;
}

static void part(struct signs_editor *e)
{
    const struct str *text = &e->made.text;
    if (text->length_bytes && text->data[text->length_bytes - 1] != ' ')
        add_text(e, " ", 1);
}

static void put(struct signs_editor *e, struct spoken_word *word, const char *text)
{
    part(e);
    if (!word->count_cp)
        word->start_cp = e->made_cp;
    add_text(e, text, strlen(text));
    word->count_cp = e->made_cp - word->start_cp;
}

static const struct spoken_word *old_word(const struct signs_editor *e, size_t word)
{
    return &e->old->words[word];
}

/* What stands between the words is copied before the next one that is said. */
static void go_to(struct signs_editor *e, size_t word)
{
    if (old_word(e, word)->count_cp)
        copy_to(e, old_word(e, word)->start_cp);
}

void signs_add_ours(struct signs_editor *e, size_t word, const char *text)
{
    go_to(e, word);
    put(e, add_word(e, 0), text);
    if (old_word(e, word)->count_cp)
        add_text(e, " ", 1);
}

static bool is_sign(const struct signs_editor *e, const char *text, size_t bytes)
{
    return signs_name(e->signs, text, bytes) != NULL;
}

/* Bytes of the code point that ends at `end`. */
static size_t last_bytes(const char *text, size_t end)
{
    size_t begin = end - 1;
    while (begin && (text[begin] & 0xc0) == 0x80)
        begin--;
    return end - begin;
}

/* Where the signs before the word end, and where those behind it begin. */
static void find_core(const struct signs_editor *e, const struct spoken_source *source,
                      size_t *begin, size_t *end)
{
    size_t used;
    *begin = 0;
    *end = source->bytes;
    while (*begin < *end) {
        utf8_decode(source->text + *begin, *end - *begin, &used);
        if (!is_sign(e, source->text + *begin, used))
            break;
        *begin += used;
    }
    while (*end > *begin) {
        used = last_bytes(source->text, *end);
        if (!is_sign(e, source->text + *end - used, used))
            break;
        *end -= used;
    }
}

/* The names of the signs from one place to another; into `word` when it is not NULL, else as words of ours. */
static void name_signs(struct signs_editor *e, const char *text, size_t begin, size_t end,
                       struct spoken_word *word)
{
    size_t named = 0, used;
    for (size_t at = begin; at < end && named < SIGNS_NAMED_MOST; at += used) {
        utf8_decode(text + at, end - at, &used);
        const char *name = name_at_level(e, text + at, used);
        if (!name)
            continue;
        struct spoken_word *to = word ? word : add_word(e, 0);
        put(e, to, name);
        named++;
    }
}

void signs_copy(struct signs_editor *e, size_t index, const struct spoken_source *source)
{
    const struct spoken_word *old = old_word(e, index);
    size_t begin, end;
    find_core(e, source, &begin, &end);
    bool is_only_signs = begin == source->bytes;
    go_to(e, index);
    if (is_only_signs && !old->count_cp) {
        size_t at = e->made.word_count;
        add_word(e, e->old_numbers[index]);
        name_signs(e, source->text, 0, source->bytes, &e->made.words[at]);
        return;
    }
    if (!is_only_signs)
        name_signs(e, source->text, 0, begin, NULL);
    if (old->count_cp && begin && !is_only_signs)
        part(e);
    struct spoken_word *word = add_word(e, e->old_numbers[index]);
    word->start_cp = e->made_cp;
    word->count_cp = old->count_cp;
    copy_to(e, old->start_cp + old->count_cp);
    if (!is_only_signs)
        name_signs(e, source->text, end, source->bytes, NULL);
}

void signs_end(struct signs_editor *e, struct spoken *spoken, uint32_t **numbers)
{
    copy_to(e, UINT32_MAX);
    spoken_free(spoken);
    free(*numbers);
    *spoken = e->made;
    *numbers = e->numbers;
    free(e);
}
