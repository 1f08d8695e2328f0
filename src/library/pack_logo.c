/* The picture that packs bring for the first screens. */
#include "base/file.h"
#include "base/mem.h"
#include "library/pack.h"
#include "library/pack_store.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* Free with free; NULL: the pack has none. */
static char *find_logo(const struct catalogue *c, const struct pack_row *row)
{
    char *folder = pack_store_path(c, row, ""), *path = NULL;
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && !path && (entry = readdir(dir)))
        if (strncmp(entry->d_name, "logo.", 5) == 0 && pack_logo_ending(entry->d_name))
            path = pack_store_path(c, row, entry->d_name);
    if (dir)
        closedir(dir);
    free(folder);
    return path;
}

static const char *maker_of(const struct pack_row *row)
{
    return *row->maker ? row->maker : row->title;
}

enum err pack_store_logo(struct catalogue *c, struct pack_logo *out)
{
    struct pack_list packs;
    const struct pack_row *best = NULL;
    bool is_disputed = false;
    *out = (struct pack_logo){0};
    enum err err = pack_store_list(c, &packs);
    for (size_t i = 0; i < packs.count; i++) {
        const struct pack_row *row = &packs.items[i];
        char *path = row->is_over || !row->documents ? NULL : find_logo(c, row);
        if (!path)
            continue;
        is_disputed |= best && strcmp(maker_of(best), maker_of(row)) != 0;
        if (best && best->added_s > row->added_s) {
            free(path);
            continue;
        }
        best = row;
        free(out->path);
        out->path = path;
    }
    if (is_disputed) {
        free(out->path);
        out->path = NULL;
    } else if (best) {
        out->maker = mem_copy_string(maker_of(best));
        out->title = mem_copy_string(best->title);
    }
    pack_list_free(&packs);
    return err;
}

void pack_logo_free(struct pack_logo *logo)
{
    free(logo->path);
    free(logo->maker);
    free(logo->title);
    *logo = (struct pack_logo){0};
}
