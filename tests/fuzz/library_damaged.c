/* A library on a card that dies: bytes of its library.db and search.db are others than were written. Each change is four bytes: in which file and
 * where (three, the highest bit says which file), and what stands there now; those that begin with 0x7F cut library.db short.
 *
 * It opens, by itself or made again, or says that it can't; no document is lost for it; and what it lists and finds can be opened. */
#include "small_library.h"

#include "base/file.h"
#include "library/search.h"

#include <dirent.h>

static struct str good[2];
static const char *const names[2] = {"library.db", "search.db"};

void __wrap_log_note(const char *format, ...);
void __wrap_log_error(const char *format, ...);

void __wrap_log_note(const char *format, ...)
{
    (void)format;
}

void __wrap_log_error(const char *format, ...)
{
    (void)format;
}

static void keep_good(const struct strange_folder *folder)
{
    for (int i = 0; i < 2; i++) {
        char *path = file_join(folder->path, names[i]), *text;
        size_t bytes;
        must(file_read(path, 1 << 22, &text, &bytes) == ERR_OK);
        str_add_bytes(&good[i], text, bytes);
        free(text);
        free(path);
    }
}

/* All but its documents and books goes. */
static void empty(const struct strange_folder *folder)
{
    DIR *dir = opendir(folder->path);
    must(dir != NULL);
    for (const struct dirent *e; (e = readdir(dir));) {
        char *path = file_join(folder->path, e->d_name);
        if (e->d_type == DT_REG)
            must(unlink(path) == 0);
        free(path);
    }
    closedir(dir);
}

static void write_strange(const struct strange_folder *folder, const uint8_t *data, size_t size)
{
    struct str now[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++)
        str_add_bytes(&now[i], good[i].data, good[i].length_bytes);
    for (; size >= 4; data += 4, size -= 4) {
        struct str *file = &now[data[0] >> 7];
        size_t at = (size_t)(data[0] & 0x7F) << 16 | (size_t)data[1] << 8 | data[2];
        if (data[0] == 0x7F)
            now[0].length_bytes = now[0].length_bytes * data[3] / 255;
        else
            file->data[at % good[data[0] >> 7].length_bytes] = (char)data[3];
    }
    for (int i = 0; i < 2; i++) {
        strange_folder_write(folder, names[i], str_text(&now[i]), now[i].length_bytes);
        str_free(&now[i]);
    }
}

static void check_documents(const struct strange_folder *folder)
{
    for (unsigned i = 1; i <= SMALL_DOCUMENTS; i++) {
        char id[65], path[200];
        small_library_id(id, i);
        snprintf(path, sizeof path, "%s/documents/%s", folder->path, id);
        must(access(path, R_OK) == 0);
    }
}

static void read_all(struct catalogue *c)
{
    struct document_list list;
    struct search_results found;
    struct search *s = search_new(c);
    const struct search_query query = {.text = "school", .most = 5};
    enum err err = catalogue_list_all(c, &list);
    for (size_t i = 0; err == ERR_OK && i < list.count; i++) {
        struct book *book = NULL;
        if (catalogue_open_book(c, list.items[i].id, &book) == ERR_OK)
            book_close(book);
    }
    if (err == ERR_OK)
        document_list_free(&list);
    if (search_find(s, &query, &found) == ERR_OK)
        search_results_free(&found);
    search_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strange_folder folder;
    struct catalogue *c;
    if (!good[0].data) {
        c = small_library_open();
        catalogue_close(c);
        folder = strange_folder_of_process();
        keep_good(&folder);
    }
    folder = strange_folder_of_process();
    empty(&folder);
    write_strange(&folder, data, size);
    enum err err = catalogue_open(folder.path, true, &c);
    check_documents(&folder);
    if (err != ERR_OK)
        return 0;
    if (search_index_mend(folder.path, NULL, NULL) == ERR_OK)
        read_all(c);
    catalogue_close(c);
    return 0;
}
