/* The word lists that packs give with their documents. */
#include "base/file.h"
#include "base/mem.h"
#include "library/pack_store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "glossary.cy.tsv": "cy". False: it is something else. */
static bool glossary_lang(const char *name, char lang[16])
{
    static const char head[] = "glossary.", tail[] = ".tsv";
    size_t bytes = strlen(name), around = sizeof head - 1 + sizeof tail - 1;
    if (bytes <= around || bytes - around > 15 || strncmp(name, head, sizeof head - 1) != 0 ||
        strcmp(name + bytes - (sizeof tail - 1), tail) != 0)
        return false;
    snprintf(lang, 16, "%.*s", (int)(bytes - around), name + sizeof head - 1);
    return true;
}

static void add_glossaries(const char *folder, struct pack_words_list *out)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct pack_words words;
        if (!glossary_lang(entry->d_name, words.lang))
            continue;
        words.path = file_join(folder, entry->d_name);
        MEM_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = words;
    }
    if (dir)
        closedir(dir);
}

static bool has_lexicon(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    bool has = false;
    while (dir && !has && (entry = readdir(dir)))
        has = strncmp(entry->d_name, "lexicon.", 8) == 0;
    if (dir)
        closedir(dir);
    return has;
}

enum err pack_store_glossaries(struct catalogue *c, const char *document,
                               struct pack_words_list *out)
{
    struct pack_list packs;
    *out = (struct pack_words_list){0};
    enum err err = pack_store_of(c, document, &packs);
    for (size_t i = 0; i < packs.count; i++) {
        char *folder = pack_store_path(c, &packs.items[i], "");
        add_glossaries(folder, out);
        free(folder);
    }
    pack_list_free(&packs);
    return err;
}

void pack_words_list_free(struct pack_words_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
    *list = (struct pack_words_list){0};
}

enum err pack_store_lexicon_folder(struct catalogue *c, const char *document, char **out)
{
    struct pack_list packs;
    *out = NULL;
    enum err err = pack_store_of(c, document, &packs);
    for (size_t i = 0; i < packs.count && !*out; i++) {
        char *folder = pack_store_path(c, &packs.items[i], "");
        if (has_lexicon(folder))
            *out = folder;
        else
            free(folder);
    }
    pack_list_free(&packs);
    return err;
}
