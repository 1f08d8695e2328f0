/* What each file of a signed folder should be, from strange bytes: names are safe and differ, and the same list is written again. */
#include "strange.h"

#include "library/database.h"
#include "library/pack_path.h"
#include "library/sums.h"

static void check(const struct sum_list *list)
{
    struct str text = {0};
    struct sum_list again;
    must(list->count <= SUMS_COUNT_MOST);
    for (size_t i = 0; i < list->count; i++) {
        must(database_is_id(list->items[i].id) && pack_path_is_safe(list->items[i].path));
        for (size_t k = 0; k < i; k++)
            must(strcmp(list->items[i].path, list->items[k].path) != 0);
        sums_add(&text, list->items[i].id, list->items[i].path);
    }
    must(sums_parse(str_text(&text), text.length_bytes, &again) == ERR_OK);
    must(again.count == list->count);
    for (size_t i = 0; i < list->count; i++)
        must(strcmp(list->items[i].path, again.items[i].path) == 0);
    sum_list_free(&again);
    str_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sum_list list;
    enum err err = sums_parse((const char *)data, size, &list);
    must(err == ERR_OK || err == ERR_PACK || err == ERR_TOO_BIG);
    if (err == ERR_OK)
        check(&list);
    sum_list_free(&list);
    return 0;
}
