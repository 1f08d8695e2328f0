/* What a trusted key signed, and copies whose sums are right, brought whole: the rest of the input is files with a byte 1 between them, each of
 * its name, a line's end and its bytes. The first byte says how they come: 'T' a signed tar file, 'F' a signed folder, 'C' a copy of a
 * library (in its files "@a" stands for the sum of the first file, and so on). All is added to a library that had nothing.
 *
 * Whatever comes of it, the library lists what it holds, each book in it opens, and nothing is left in incoming/ or written outside. */
#include "brought.h"

#include "library/pack_path.h"
#include "library/restore.h"
#include "library/ustar.h"

/* The file's bytes with the sums that it asks for. */
static void fill_in(const struct brought *b, struct str *out)
{
    for (size_t i = 0; i < b->count; i++) {
        size_t which = i + 1 < b->count ? (size_t)b->bytes[i + 1] - 'a' : brought_count;
        if (b->bytes[i] == '@' && which < brought_count) {
            str_add(out, brought_files[which].id);
            i++;
        } else {
            str_add_char(out, (char)b->bytes[i]);
        }
    }
}

/* --- how they come --- */

static void bring_tar(const char *path)
{
    int tar = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    must(tar >= 0);
    for (size_t i = 0; i < brought_count; i++) {
        struct strange_file from = strange_file_of(brought_files[i].bytes, brought_files[i].count);
        must(lseek(from.fd, 0, SEEK_SET) == 0);
        enum err err = ustar_write(tar, brought_files[i].name, from.fd, brought_files[i].count);
        must(err == ERR_OK || err == ERR_PACK);
        close(from.fd);
    }
    must(ustar_write_end(tar) == ERR_OK);
    close(tar);
    brought_sign(path);
}

/* What has no safe name is in the sums alone. */
static void bring_folder(const char *path, bool is_copy)
{
    struct str sums = {0};
    char name[160];
    for (size_t i = 0; i < brought_count; i++) {
        struct str bytes = {0};
        struct brought *b = &brought_files[i];
        if (is_copy)
            fill_in(b, &bytes);
        else
            str_add_bytes(&bytes, (const char *)b->bytes, b->count);
        if (pack_path_is_safe(b->name))
            brought_write(path, b->name, str_text(&bytes), bytes.length_bytes);
        b->bytes = (const uint8_t *)str_text(&bytes);
        b->count = bytes.length_bytes;
        brought_set_id(b);
        sums_add(&sums, b->id, b->name);
        b->bytes = NULL;
        str_free(&bytes);
    }
    brought_write(path, SUMS_NAME, str_text(&sums), sums.length_bytes);
    snprintf(name, sizeof name, "%s/%s", path, SUMS_NAME);
    if (!is_copy && access(name, F_OK) == 0)
        brought_sign(name);
    str_free(&sums);
}

static void add_pack(const struct importer_options *options, const char *path)
{
    struct import_list list = {0};
    enum err err = importer_find(path, options->sections, "Briefings", &list);
    must(err == ERR_OK);
    err = importer_add(options, &list, NULL, NULL);
    must(err == ERR_OK);
    for (size_t i = 0; i < list.count; i++)
        must(list.items[i].outcome != IMPORT_WAITING || !list.items[i].picked);
    import_list_free(&list);
}

static void put_back(const struct importer_options *importer, const char *stick)
{
    static const struct copy_watch nobody = {0};
    struct restore_options options = {.trusts_keys = true, .importer = *importer};
    struct restore_summary summary;
    struct restore_result result;
    char *path = NULL;
    if (restore_find(stick, &path) != ERR_OK)
        return;
    enum err err = restore_look(importer->folder, path, &summary);
    must(err == ERR_OK || err == ERR_COPY || err == ERR_NOT_FOUND);
    restore_summary_free(&summary);
    options.path = path;
    err = restore_run(&options, &nobody, &result);
    must(err == ERR_OK || err == ERR_COPY || err == ERR_NOT_FOUND);
    restore_result_free(&result);
    free(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct brought_place place;
    char path[120];
    if (size < 2)
        return 0;
    brought_begin(&place, "stick");
    brought_cut(data + 1, size - 1);
    snprintf(path, sizeof path, "%s/%s", place.from,
             data[0] == 'T'   ? "pack.lectern"
             : data[0] == 'C' ? COPY_FOLDER " 2026-11-22"
                              : "pack");
    if (data[0] == 'T')
        bring_tar(path);
    else
        bring_folder(path, data[0] == 'C');
    if (data[0] == 'C')
        put_back(&place.options, place.from);
    else
        add_pack(&place.options, path);
    brought_end(&place);
    return 0;
}
