/* The catalogue of a copy of a library from strange bytes. What is taken must keep what copy_catalogue.h says of it, and be written again as
 * it was. */
#include "library/copy_catalogue.h"
#include "library/database.h"
#include "library/pack_path.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        abort();
}

static void check(const struct copy_catalogue *c)
{
    must(c->made_s >= 0 && c->document_count <= COPY_DOCUMENTS_MOST);
    for (size_t i = 0; i < c->document_count; i++) {
        const struct copy_document *d = &c->documents[i];
        must(database_is_id(d->id) && pack_path_is_safe(d->path) && *d->section && *d->name);
        must(!strpbrk(d->name, "\t\n") && d->added_s >= 0);
        must(copy_catalogue_find(c, d->id) == d);
    }
    for (size_t i = 0; i < c->choices.count; i++)
        must(copy_catalogue_find(c, c->choices.items[i].id) != NULL);
    for (size_t i = 0; i < c->parts.count; i++)
        must(copy_catalogue_find(c, c->parts.items[i].id) != NULL);
    for (size_t i = 0; i < c->pack_count; i++)
        must(pack_path_is_safe(c->packs[i].path) && !strchr(c->packs[i].id, '/'));
    for (size_t i = 0; i < c->path_count; i++)
        must(pack_path_is_safe(c->paths[i].path) &&
             (!*c->paths[i].name || copy_is_words_name(c->paths[i].name)));
    for (size_t i = 0; i < c->settings.count; i++)
        must(strncmp(c->settings.items[i].key, "pin", 3) != 0 ||
             !copy_carries_setting(c->settings.items[i].key, c->settings.items[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct copy_catalogue c, again;
    struct str problem = {0}, text = {0}, twice = {0};
    enum err err = copy_catalogue_parse((const char *)data, size, &c, &problem);
    must(err == ERR_OK || err == ERR_COPY);
    must((err == ERR_OK) == (problem.length_bytes == 0));
    if (err == ERR_OK) {
        check(&c);
        copy_catalogue_write(&c, &text);
        must(copy_catalogue_parse(text.data, text.length_bytes, &again, NULL) == ERR_OK);
        copy_catalogue_write(&again, &twice);
        must(strcmp(str_text(&text), str_text(&twice)) == 0);
        copy_catalogue_free(&again);
    }
    copy_catalogue_free(&c);
    str_free(&problem);
    str_free(&text);
    str_free(&twice);
    return 0;
}
