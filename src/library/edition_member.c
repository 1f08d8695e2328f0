#include "library/edition_member.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURES_LEAST = 5 }; /* so many make a name that no other file has: 'doc-20240311' */

/* The bytes before the subtitle: 'Learning together: support for all'. */
static size_t main_bytes(const char *title)
{
    static const char *const signs[] = {": ",  " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", ". ",
                                        " | ", NULL};
    size_t bytes = strlen(title);
    for (const char *const *sign = signs; *sign; sign++) {
        const char *at = strstr(title, *sign);
        if (at && at > title && (size_t)(at - title) < bytes)
            bytes = (size_t)(at - title);
    }
    return bytes;
}

static char *make_main(const char *title)
{
    char *begin = mem_copy_bytes(title, main_bytes(title));
    struct edition_key key = edition_key_make(begin, false);
    free(begin);
    char *work = key.work;
    key.work = NULL;
    edition_key_free(&key);
    return work;
}

static char *make_file(const char *name, const struct edition_key *key)
{
    size_t figures = 0;
    struct str words = {0};
    for (const char *c = name; *c; c++)
        figures += *c >= '0' && *c <= '9';
    if (*key->work || figures >= FIGURES_LEAST)
        edition_key_words(name, edition_key_stem_bytes(name), &words);
    return words.data ? words.data : mem_copy_string("");
}

struct edition_member edition_member_make(const struct document *d)
{
    const char *title = d->own_title ? d->own_title : d->title;
    struct edition_member m = {.document = d,
                               .title = edition_key_make(title, false),
                               .name = edition_key_make(d->name, true)};
    bool easy = d->easy_read || m.title.is_easy_read || m.name.is_easy_read;
    bool summary = m.title.is_summary || m.name.is_summary;
    bool large = m.title.is_large_print || m.name.is_large_print;
    m.kind = easy      ? EDITION_EASY_READ
             : summary ? EDITION_SUMMARY
             : large   ? EDITION_LARGE_PRINT
                       : EDITION_FULL;
    m.main = make_main(title);
    m.file = make_file(d->name, &m.name);
    const char *said = *m.title.lang ? m.title.lang : m.name.lang;
    size_t bytes = strcspn(d->lang, "-_");
    if (*said)
        strcpy(m.lang, said);
    else if (bytes < sizeof m.lang)
        memcpy(m.lang, d->lang, bytes);
    for (char *c = m.lang; *c; c++)
        *c = (char)(*c | 0x20);
    return m;
}

void edition_member_free(struct edition_member *m)
{
    edition_key_free(&m->title);
    edition_key_free(&m->name);
    free(m->main);
    free(m->file);
    *m = (struct edition_member){0};
}

bool edition_are_rivals(enum edition_kind kind, const char *lang, enum edition_kind other,
                        const char *other_lang)
{
    return kind == other && (!*lang || !*other_lang || strcmp(lang, other_lang) == 0);
}
