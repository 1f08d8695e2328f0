#include "speech/phrases.h"
#include "base/mem.h"
#include "speech/voice_files.h"

#include <stdlib.h>
#include <string.h>

static const struct narrator_language english_names[] = {
    {"am", "Amharic"},    {"ar", "Arabic"},     {"bn", "Bengali"},   {"bo", "Tibetan"},
    {"cy", "Welsh"},      {"de", "German"},     {"el", "Greek"},     {"en", "English"},
    {"es", "Spanish"},    {"fa", "Persian"},    {"fr", "French"},    {"ga", "Irish"},
    {"gd", "Gaelic"},     {"gu", "Gujarati"},   {"he", "Hebrew"},    {"hi", "Hindi"},
    {"hy", "Armenian"},   {"it", "Italian"},    {"ja", "Japanese"},  {"ka", "Georgian"},
    {"km", "Khmer"},      {"kn", "Kannada"},    {"ko", "Korean"},    {"ku", "Kurdish"},
    {"lo", "Lao"},        {"lt", "Lithuanian"}, {"ml", "Malayalam"}, {"my", "Burmese"},
    {"nl", "Dutch"},      {"pa", "Punjabi"},    {"pl", "Polish"},    {"ps", "Pashto"},
    {"pt", "Portuguese"}, {"ro", "Romanian"},   {"ru", "Russian"},   {"si", "Sinhala"},
    {"so", "Somali"},     {"sq", "Albanian"},   {"ta", "Tamil"},     {"te", "Telugu"},
    {"th", "Thai"},       {"ti", "Tigrinya"},   {"tr", "Turkish"},   {"uk", "Ukrainian"},
    {"ur", "Urdu"},       {"vi", "Vietnamese"}, {"yi", "Yiddish"},   {"zh", "Chinese"},
};

struct narrator_phrases phrases_english(void)
{
    return (struct narrator_phrases){
        .lang = "en",
        .heading = "Heading",
        .heading_level = "Heading level %u",
        .list_one = "List of one item",
        .list_many = "List of %u items",
        .list_end = "End of list",
        .picture = "Picture",
        .picture_bare = "A picture without a description",
        .pictures_bare = "%u pictures without a description",
        .quotation = "Quotation",
        .quotation_end = "End of quotation",
        .note = "Note %s",
        .caption = "Caption",
        .table = "Table. Columns: %u. Rows: %u",
        .table_end = "End of table",
        .row = "Row %u",
        .cell_empty = "Empty",
        .cells_empty = "%u empty cells",
        .notes_out_one = "One note left out",
        .notes_out_many = "%u notes left out",
        .pictures_out_one = "One picture left out",
        .pictures_out_many = "%u pictures left out",
        .furniture_out = "Page numbers and running heads are left out",
        .no_voice = "This part is in %s. There is no voice for it",
        .no_voice_unknown = "There is no voice for the language of this part",
        .capital = "Capital %s",
        .languages = english_names,
        .language_count = sizeof english_names / sizeof *english_names,
    };
}

/* The phrases as a row of their strings, for whatever is done to each of them. */
enum { STRINGS = offsetof(struct narrator_phrases, languages) / sizeof(const char *) };

static const char **strings_of(struct narrator_phrases *phrases)
{
    return (const char **)(void *)phrases;
}

void phrases_add(struct str *out, const char *phrase, const char *words, const unsigned *numbers,
                 size_t number_count)
{
    for (const char *p = phrase ? phrase : ""; *p; p++) {
        if (p[0] == '%' && (p[1] == 'u' || p[1] == 's')) {
            p++;
            if (*p == 'u' && number_count) {
                str_addf(out, "%u", *numbers++);
                number_count--;
            } else if (*p == 's' && words) {
                str_add(out, words);
                words = NULL;
            }
            continue;
        }
        str_add_char(out, *p);
    }
    while (out->length_bytes && out->data[out->length_bytes - 1] == ' ')
        out->data[--out->length_bytes] = 0;
}

const char *phrases_language(const struct narrator_phrases *phrases, const char *tag)
{
    char primary[16];
    voice_primary_subtag(tag, primary);
    const struct narrator_language *list = phrases->languages;
    size_t count = phrases->language_count;
    if (!list) {
        list = english_names;
        count = sizeof english_names / sizeof *english_names;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].tag, primary) == 0)
            return list[i].name;
    }
    return NULL;
}

static const char *keep_string(struct phrase_store *store, const char *text)
{
    for (size_t i = 0; i < store->count; i++) {
        if (strcmp(store->strings[i], text) == 0)
            return store->strings[i];
    }
    MEM_ROOM(store->strings, store->count, store->cap);
    return store->strings[store->count++] = mem_copy_string(text);
}

static bool is_same_list(const struct narrator_language *kept, const struct narrator_language *list,
                         size_t count)
{
    size_t i = 0;
    for (; i < count && kept[i].tag; i++) {
        if (strcmp(kept[i].tag, list[i].tag) != 0 || strcmp(kept[i].name, list[i].name) != 0)
            return false;
    }
    return i == count && !kept[i].tag;
}

static const struct narrator_language *keep_list(struct phrase_store *store,
                                                 const struct narrator_language *list, size_t count)
{
    for (size_t i = 0; i < store->list_count; i++) {
        if (is_same_list(store->lists[i], list, count))
            return store->lists[i];
    }
    struct narrator_language *copy = mem_new(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = (struct narrator_language){keep_string(store, list[i].tag),
                                             keep_string(store, list[i].name)};
    MEM_ROOM(store->lists, store->list_count, store->list_cap);
    return store->lists[store->list_count++] = copy;
}

void phrases_keep(struct phrase_store *store, struct narrator_phrases *phrases)
{
    struct narrator_phrases english = phrases_english();
    const char **strings = strings_of(phrases), **otherwise = strings_of(&english);
    for (size_t i = 0; i < (size_t)STRINGS; i++)
        strings[i] = keep_string(store, strings[i] ? strings[i] : otherwise[i]);
    if (phrases->languages && phrases->languages != english_names)
        phrases->languages = keep_list(store, phrases->languages, phrases->language_count);
}

void phrases_free(struct phrase_store *store)
{
    for (size_t i = 0; i < store->count; i++)
        free(store->strings[i]);
    for (size_t i = 0; i < store->list_count; i++)
        free(store->lists[i]);
    free(store->strings);
    free(store->lists);
    *store = (struct phrase_store){0};
}

bool phrases_are_same(const struct narrator_phrases *a, const struct narrator_phrases *b)
{
    struct narrator_phrases x = *a, y = *b;
    const char **p = strings_of(&x), **q = strings_of(&y);
    for (size_t i = 0; i < (size_t)STRINGS; i++) {
        if (p[i] != q[i])
            return false;
    }
    return a->languages == b->languages && a->language_count == b->language_count;
}
