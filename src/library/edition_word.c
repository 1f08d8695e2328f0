/* edition_word: what staff said of two documents, kept in the library's settings. */
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/edition_member.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Static: what is kept for each word of staff's; "" reads as nothing. */
static const char *const kept[] = {
    [EDITION_BY_NAME] = "", [EDITION_TIED] = "tied", [EDITION_APART] = "apart"};

static bool make_key(const char *id, const char *other, struct str *key)
{
    if (!database_is_id(id) || !database_is_id(other) || strcmp(id, other) == 0)
        return false;
    bool in_order = strcmp(id, other) < 0;
    str_addf(key, EDITION_SETTING "%s:%s", in_order ? id : other, in_order ? other : id);
    return true;
}

enum err catalogue_edition_word(struct catalogue *c, const char *id, const char *other,
                                enum edition_word *out)
{
    struct str key = {0};
    char *value = NULL;
    *out = EDITION_BY_NAME;
    if (!make_key(id, other, &key))
        return ERR_USAGE;
    enum err err = catalogue_get(c, str_text(&key), &value);
    for (int word = EDITION_TIED; word <= EDITION_APART && value; word++)
        if (strcmp(value, kept[word]) == 0)
            *out = (enum edition_word)word;
    free(value);
    str_free(&key);
    return err;
}

enum err catalogue_say_edition(struct catalogue *c, const char *id, const char *other,
                               enum edition_word word)
{
    struct str key = {0};
    if (!make_key(id, other, &key))
        return ERR_USAGE;
    enum err err = catalogue_set(c, str_text(&key), kept[word]);
    str_free(&key);
    return err;
}

/* Words of staff's that name one document, and the other that each names. */
struct carrying {
    const char *from;
    char (*others)[DOCUMENT_ID_DIGITS + 1];
    enum edition_word *words;
    size_t count, cap;
};

static void gather_word(void *data, const char *key, const char *value)
{
    struct carrying *all = data;
    const char *one = key + strlen(EDITION_SETTING), *other = one + DOCUMENT_ID_DIGITS + 1;
    if (strlen(key) != strlen(EDITION_SETTING) + 2 * DOCUMENT_ID_DIGITS + 1 || !*value)
        return;
    bool first = strncmp(one, all->from, DOCUMENT_ID_DIGITS) == 0;
    if (!first && strcmp(other, all->from) != 0)
        return;
    if (all->count == all->cap) {
        all->cap = all->cap ? all->cap * 2 : 8;
        all->others = mem_resize(all->others, all->cap, sizeof *all->others);
        all->words = mem_resize(all->words, all->cap, sizeof *all->words);
    }
    memcpy(all->others[all->count], first ? other : one, DOCUMENT_ID_DIGITS);
    all->others[all->count][DOCUMENT_ID_DIGITS] = '\0';
    all->words[all->count++] =
        strcmp(value, kept[EDITION_TIED]) == 0 ? EDITION_TIED : EDITION_APART;
}

enum err edition_carry_over(struct catalogue *c, const char *from_id, const char *to_id)
{
    struct carrying all = {.from = from_id};
    enum err err = catalogue_each_setting(c, EDITION_SETTING, gather_word, &all);
    for (size_t i = 0; i < all.count && err == ERR_OK; i++)
        if (strcmp(all.others[i], to_id) != 0)
            err = catalogue_say_edition(c, to_id, all.others[i], all.words[i]);
    free(all.others);
    free(all.words);
    return err;
}
