/* What lies on a stick, by its names alone: a line for each thing, whose first letter says what it is ('f' a file, 'd' a folder, 'l' a link, 'p'
 * a pipe), then its path from the stick's top. Where one can't be made it is left out, as on a stick.
 *
 * What is found is a file, or a pack's folder, and lies on the stick; staff meet each once, by names that are text; what is said of
 * them is. */
#include "strange_folder.h"

#include "base/file.h"
#include "base/str.h"
#include "screen/stick_words.h"

#include <fcntl.h>

static const char *const sections[] = {"Briefings", "Campaigns", NULL};

static void put(const char *top, const char *line)
{
    if (!*line || !strange_folder_has(line + 1))
        return;
    char *path = file_join(top, line + 1);
    for (char *at = path + strlen(top) + 1; (at = strchr(at, '/')); *at++ = '/') {
        *at = 0;
        (void)mkdir(path, 0700);
    }
    int fd = -1;
    bool is_made = false;
    if (*line == 'f')
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    else if (*line == 'd')
        (void)mkdir(path, 0700);
    else if (*line == 'p')
        (void)mkfifo(path, 0600);
    else if (*line == 'l')
        is_made = symlink("/", path) == 0;
    (void)is_made;
    if (fd >= 0)
        close(fd);
    free(path);
}

static void assert_text(const char *text)
{
    must(utf8_is_valid(text, strlen(text)));
}

static void look_at_items(const struct import_list *list, const char *top)
{
    size_t bytes = strlen(top);
    struct stat st;
    for (size_t i = 0; i < list->count; i++) {
        const struct import_item *item = &list->items[i];
        struct str words = {0};
        must(strncmp(item->path, top, bytes) == 0 && item->path[bytes] == '/');
        must(lstat(item->path, &st) == 0);
        must(S_ISREG(st.st_mode) || (item->is_pack && S_ISDIR(st.st_mode)));
        must(!importer_passes_over(file_name(item->path)));
        stick_words_item(item, &words);
        assert_text(str_text(&words));
        str_free(&words);
    }
}

static void look_at_rows(const struct import_list *list, const struct stick_rows *rows)
{
    bool *met = mem_new(list->count + 1, sizeof *met);
    for (size_t i = 0; i < rows->count; i++) {
        const struct stick_row *row = &rows->items[i];
        must(row->item < list->count && !met[row->item]);
        met[row->item] = true;
        assert_text(row->name);
        assert_text(row->path);
        assert_text(row->folder);
        must(!utf8_all_blank(row->name));
        (void)stick_rows_begins(rows, i);
    }
    free(met);
}

static void look(const char *top)
{
    struct import_list list = {0}, packs = {0};
    struct stick_rows rows;
    if (importer_find_documents(top, sections, "Briefings", &list) == ERR_OK) {
        look_at_items(&list, top);
        stick_rows_to_choose(&list, top, sections, &rows);
        look_at_rows(&list, &rows);
        stick_rows_number(&list, &rows);
        must(stick_rows_sum(&list, false).count <= list.count);
        for (size_t i = 0; i <= list.count; i++)
            (void)stick_rows_at_turn(&rows, i);
        stick_rows_free(&rows);
        stick_rows_results(&list, top, &rows);
        look_at_rows(&list, &rows);
        stick_rows_free(&rows);
    }
    import_list_free(&list);
    if (importer_find_packs(top, "Briefings", &packs) == ERR_OK)
        look_at_items(&packs, top);
    import_list_free(&packs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strange_folder folder;
    (void)strange_folder_make(&folder);
    char *top = file_join(folder.path, "stick"), *text = strange_text(data, size), *rest = text;
    if (mkdir(top, 0700) == 0) {
        for (char *line; (line = strange_line(&rest));)
            put(top, line);
        look(top);
    }
    nftw(top, strange_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(text);
    free(top);
    return 0;
}
