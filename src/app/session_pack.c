/* session_pack: what the makers of the document's pack give with it: how words are said, and what they mean. */
#include "app/session_parts.h"
#include "book/glossary.h"
#include "library/pack_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pack_find_words(struct session *s)
{
    const char *id = s->visit.reading.id;
    char *folder = NULL;
    if (s->catalogue && *id && pack_store_lexicon_folder(s->catalogue, id, &folder) != ERR_OK)
        folder = NULL; /* without it the words are said as usual */
    const char *now = folder ? folder : "";
    if (strcmp(s->pack_folder, now) != 0 && strlen(now) < sizeof s->pack_folder) {
        snprintf(s->pack_folder, sizeof s->pack_folder, "%s", now);
        reading_apply_settings(s);
    }
    free(folder);
}

size_t pack_load_glossaries(struct session *s, struct glossary **out, size_t most)
{
    struct pack_words_list words;
    size_t count = 0;
    if (!s->catalogue || pack_store_glossaries(s->catalogue, s->visit.reading.id, &words) != ERR_OK)
        return 0;
    for (size_t i = 0; i < words.count && count < most; i++)
        if (glossary_open(words.items[i].path, words.items[i].lang, GLOSSARY_PACK, &out[count]) ==
            ERR_OK)
            count++;
    pack_words_list_free(&words);
    return count;
}
