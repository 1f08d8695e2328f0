#include "screen/stick_rows.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/entry.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PATH_MOST_BYTES = 4096 };

/* What keeps a file of this verdict from being added; ERR_OK nothing. */
static enum err obstacle_of(enum import_verdict verdict)
{
    switch (verdict) {
    case VERDICT_PICTURES_ONLY:
        return ERR_NO_TEXT;
    case VERDICT_LOCKED:
        return ERR_LOCKED;
    case VERDICT_DAMAGED:
        return ERR_DAMAGED;
    case VERDICT_EMPTY:
        return ERR_EMPTY;
    case VERDICT_TOO_BIG:
        return ERR_TOO_BIG;
    case VERDICT_NOT_A_KIND:
        return ERR_NOT_A_KIND;
    case VERDICT_NOT_YET:
    case VERDICT_GOOD:
    case VERDICT_EASY_READ:
    case VERDICT_IN_PART:
    case VERDICT_NOT_ALL_PICTURES:
    case VERDICT_HERE_ALREADY:
    case VERDICT_NEWER:
        break;
    }
    return ERR_OK;
}

bool stick_rows_can(const struct import_item *item)
{
    return obstacle_of(item->verdict) == ERR_OK;
}

bool stick_rows_is_by_documents(const struct import_list *list, size_t item)
{
    return list->items[item].is_pack && item + 1 < list->count && list->items[item + 1].in_pack;
}

bool stick_rows_may_undo(const struct import_list *list, size_t item)
{
    const struct import_item *items = list->items;
    size_t pack = item;
    while (pack > 0 && items[pack].in_pack)
        pack--;
    bool was_added = items[item].outcome == IMPORT_ADDED || items[item].outcome == IMPORT_REPLACED;
    return was_added && !(items[pack].is_pack && items[pack].was_here);
}

enum err stick_rows_why(const struct import_item *item)
{
    return item->outcome == IMPORT_REFUSED ? item->err : obstacle_of(item->verdict);
}

struct stick_sum stick_rows_sum(const struct import_list *list, bool all)
{
    struct stick_sum sum = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct import_item *item = &list->items[i];
        if (all ? !stick_rows_can(item) : !item->picked)
            continue;
        sum.count++;
        sum.bytes += item->bytes;
    }
    return sum;
}

static const char *below(const char *path, const char *root)
{
    size_t length = root ? strlen(root) : 0;
    if (!length || strncmp(path, root, length) != 0)
        return file_name(path);
    path += length;
    path += strspn(path, "/");
    const char *slash = root[length - 1] == '/' ? strchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

/* Does one of its folders, below the stick's top, have a section's name? */
static bool is_placed(const char *path, const char *const *sections)
{
    for (const char *end; (end = strchr(path, '/')); path = end + 1) {
        size_t length = (size_t)(end - path);
        for (const char *const *s = sections; s && *s; s++)
            if (strlen(*s) == length && strncasecmp(*s, path, length) == 0)
                return true;
    }
    return false;
}

static struct stick_row *add_row(const struct import_list *list, size_t item, const char *root,
                                 struct stick_rows *out)
{
    const struct import_item *of = &list->items[item];
    const char *path = below(of->path, root);
    MEM_ROOM(out->items, out->count, out->cap);
    struct stick_row *row = &out->items[out->count++];
    *row = (struct stick_row){.item = item};
    row->path = entry_clean_text(path, PATH_MOST_BYTES);
    row->folder = mem_copy_string(row->path);
    char *slash = strrchr(row->folder, '/');
    row->folder[slash ? slash - row->folder : 0] = 0;
    bool has_title = of->title && *of->title;
    const char *name = has_title ? of->title : file_name(row->path);
    row->name = mem_copy_string(utf8_all_blank(name) ? tr("A document") : name);
    return row;
}

static int compare(const void *a, const void *b)
{
    const struct stick_row *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

/* Folders count in the order in which the list comes to them; the stick's top is the first. */
static size_t order_of(const struct stick_rows *rows, const char *folder, size_t *folders)
{
    if (!*folder)
        return 0;
    for (size_t i = rows->count - 1; i-- > 0;) { /* the one before is the most likely */
        if (strcmp(rows->items[i].folder, folder) == 0)
            return rows->items[i].order;
    }
    return ++*folders;
}

void stick_rows_to_choose(const struct import_list *list, const char *root,
                          const char *const *sections, struct stick_rows *out)
{
    size_t folders = 0;
    *out = (struct stick_rows){0};
    for (size_t i = 0; i < list->count; i++) {
        struct stick_row *row = add_row(list, i, root, out);
        row->is_loose = !is_placed(below(list->items[i].path, root), sections);
        row->group = stick_rows_can(&list->items[i]) ? STICK_FOLDER : STICK_CANNOT;
        row->order = order_of(out, row->folder, &folders);
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare);
}

static enum stick_group group_of_outcome(const struct import_item *item)
{
    switch (item->outcome) {
    case IMPORT_ADDED:
        return STICK_ADDED;
    case IMPORT_REPLACED:
        return STICK_REPLACED;
    case IMPORT_KNOWN:
        return STICK_KNOWN;
    case IMPORT_REFUSED:
        return STICK_REFUSED;
    case IMPORT_WAITING:
        break;
    }
    if (!stick_rows_can(item))
        return STICK_REFUSED;
    if (item->picked)
        return STICK_STILL;
    return item->verdict == VERDICT_HERE_ALREADY ? STICK_KNOWN : STICK_LEFT;
}

void stick_rows_results(const struct import_list *list, const char *root, struct stick_rows *out)
{
    *out = (struct stick_rows){0};
    for (size_t i = 0; i < list->count; i++)
        add_row(list, i, root, out)->group = group_of_outcome(&list->items[i]);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare);
}

void stick_rows_number(const struct import_list *list, struct stick_rows *rows)
{
    size_t *turns = mem_new(list->count, sizeof *turns), count = 0;
    for (size_t i = 0; i < list->count; i++)
        turns[i] = list->items[i].picked ? ++count : 0;
    for (size_t i = 0; i < rows->count; i++)
        rows->items[i].turn = turns[rows->items[i].item];
    free(turns);
}

const char *stick_rows_at_turn(const struct stick_rows *rows, size_t turn)
{
    for (size_t i = 0; turn && i < rows->count; i++) {
        if (rows->items[i].turn == turn)
            return rows->items[i].name;
    }
    return NULL;
}

bool stick_rows_begins(const struct stick_rows *rows, size_t row)
{
    const struct stick_row *at = &rows->items[row], *before = at - 1;
    return !row || before->group != at->group ||
           (at->group == STICK_FOLDER && before->order != at->order);
}

void stick_rows_free(struct stick_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].path);
        free(rows->items[i].folder);
        free(rows->items[i].lang);
    }
    free(rows->items);
    *rows = (struct stick_rows){0};
}
