/* What a trusted key signed, and copies whose sums are right, brought whole: the rest of the input is files with a byte 1 between them, each of
 * its name, a line's end and its bytes. The first byte says how they come: 'T' a signed tar file, 'F' a signed folder, 'C' a copy of a
 * library (in its files "@a" stands for the sum of the first file, and so on). All is added to a library that had nothing. Workers are
 * played (CMakeLists.txt): they make the sample book, or refuse a document that begins with '!'.
 *
 * Whatever comes of it, the library lists what it holds, each book in it opens, and nothing is left in incoming/ or written outside. */
#include "../unit/book/sample.h"
#include "strange_folder.h"

#include "base/file.h"
#include "book/file.h"
#include "convert/process.h"
#include "convert/wire.h"
#include "library/catalogue.h"
#include "library/importer.h"
#include "library/keyring.h"
#include "library/pack_path.h"
#include "library/restore.h"
#include "library/sums.h"
#include "library/ustar.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/socket.h>

enum { FILES_MOST = 26, NAME_MOST = 200 };

struct brought {
    char name[NAME_MOST + 1], id[65];
    const uint8_t *bytes;
    size_t count;
};

static struct brought files[FILES_MOST];
static size_t file_count;
static struct str good_book, empty_library;

enum err __wrap_process_start(const char *path, int document_fd, struct process *out);
int __wrap_process_end(struct process *process, uint32_t grace_ms);
void __wrap_log_note(const char *format, ...);
void __wrap_log_error(const char *format, ...);

void __wrap_log_note(const char *format, ...)
{
    (void)format; /* what is wrong with strange bytes would fill the screen */
}

void __wrap_log_error(const char *format, ...)
{
    (void)format;
}

enum err __wrap_process_start(const char *path, int document_fd, struct process *out)
{
    int ends[2];
    char first = 0;
    uint32_t cause = ERR_NO_TEXT;
    uint64_t total = good_book.length_bytes;
    (void)path;
    must(pread(document_fd, &first, 1, 0) == 1);
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    if (first == '!') {
        must(wire_send(ends[1], WIRE_FAILED, &cause, sizeof cause) == ERR_OK);
    } else {
        must(wire_send(ends[1], WIRE_STAGE, "", 0) == ERR_OK);
        must(wire_send(ends[1], WIRE_BOOK, good_book.data, good_book.length_bytes) == ERR_OK);
        must(wire_send(ends[1], WIRE_DONE, &total, sizeof total) == ERR_OK);
    }
    must(shutdown(ends[1], SHUT_WR) == 0);
    *out = (struct process){.pid = ends[1], .socket = ends[0]};
    return ERR_OK;
}

int __wrap_process_end(struct process *process, uint32_t grace_ms)
{
    (void)grace_ms;
    close(process->pid);
    close(process->socket);
    *process = (struct process){.pid = -1, .socket = -1};
    return -1;
}

/* --- the files --- */

static void write_at(const char *folder, const char *name, const void *bytes, size_t count)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *slash = strrchr(path, '/');
    *slash = 0;
    bool is_there = file_make_folders(path) == ERR_OK;
    *slash = '/';
    FILE *f = is_there ? fopen(path, "wbe") : NULL; /* NULL: a file stands where its folder would */
    if (!f)
        return;
    bool is_whole = fwrite(bytes, 1, count, f) == count;
    must(fclose(f) == 0 && is_whole);
}

static void set_id(struct brought *b)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, b->bytes, b->count);
    sodium_bin2hex(b->id, sizeof b->id, hash, sizeof hash);
}

static void cut_files(const uint8_t *data, size_t size)
{
    file_count = 0;
    while (size > 0 && file_count < FILES_MOST) {
        const uint8_t *end = memchr(data, 1, size);
        size_t bytes = end ? (size_t)(end - data) : size, used = end ? bytes + 1 : bytes;
        const uint8_t *line = memchr(data, '\n', bytes);
        size_t name = line ? (size_t)(line - data) : 0;
        if (name > 0 && name <= NAME_MOST && !memchr(data, 0, name)) {
            struct brought *b = &files[file_count++];
            memcpy(b->name, data, name);
            b->name[name] = 0;
            b->bytes = line + 1;
            b->count = bytes - name - 1;
            set_id(b);
        }
        data += used;
        size -= used;
    }
}

/* The file's bytes with the sums that it asks for. */
static void fill_in(const struct brought *b, struct str *out)
{
    for (size_t i = 0; i < b->count; i++) {
        size_t which = i + 1 < b->count ? (size_t)b->bytes[i + 1] - 'a' : file_count;
        if (b->bytes[i] == '@' && which < file_count) {
            str_add(out, files[which].id);
            i++;
        } else {
            str_add_char(out, (char)b->bytes[i]);
        }
    }
}

/* --- how they come --- */

static struct minisign_secret secret_key(void)
{
    struct minisign_secret secret = {.id = {1, 2, 3}};
    unsigned char seed[32] = {7}, ignored[32];
    crypto_sign_seed_keypair(ignored, secret.bytes, seed);
    return secret;
}

static void sign(const char *path)
{
    struct minisign_secret secret = secret_key();
    struct str signature = {0};
    char beside[160];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    must(fd >= 0 && minisign_sign(&secret, fd, "strange", &signature) == ERR_OK);
    close(fd);
    snprintf(beside, sizeof beside, "%s.minisig", path);
    FILE *f = fopen(beside, "wbe");
    must(f && fwrite(signature.data, 1, signature.length_bytes, f) == signature.length_bytes &&
         fclose(f) == 0);
    str_free(&signature);
}

static void bring_tar(const char *path)
{
    int tar = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    must(tar >= 0);
    for (size_t i = 0; i < file_count; i++) {
        struct strange_file from = strange_file_of(files[i].bytes, files[i].count);
        must(lseek(from.fd, 0, SEEK_SET) == 0);
        enum err err = ustar_write(tar, files[i].name, from.fd, files[i].count);
        must(err == ERR_OK || err == ERR_PACK);
        close(from.fd);
    }
    must(ustar_write_end(tar) == ERR_OK);
    close(tar);
    sign(path);
}

/* What has no safe name is in the sums alone. */
static void bring_folder(const char *path, bool is_copy)
{
    struct str sums = {0};
    char name[160];
    for (size_t i = 0; i < file_count; i++) {
        struct str bytes = {0};
        struct brought *b = &files[i];
        if (is_copy)
            fill_in(b, &bytes);
        else
            str_add_bytes(&bytes, (const char *)b->bytes, b->count);
        if (pack_path_is_safe(b->name))
            write_at(path, b->name, str_text(&bytes), bytes.length_bytes);
        b->bytes = (const uint8_t *)str_text(&bytes);
        b->count = bytes.length_bytes;
        set_id(b);
        sums_add(&sums, b->id, b->name);
        b->bytes = NULL;
        str_free(&bytes);
    }
    write_at(path, SUMS_NAME, str_text(&sums), sums.length_bytes);
    snprintf(name, sizeof name, "%s/%s", path, SUMS_NAME);
    if (!is_copy && access(name, F_OK) == 0)
        sign(name);
    str_free(&sums);
}

/* --- the library --- */

static void empty(const char *path)
{
    nftw(path, strange_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    must(access(path, F_OK) != 0);
}

static void make_good_book(void)
{
    struct builder *b = builder_new();
    sample_build(b);
    must(builder_finish(b, &good_book) == ERR_OK);
    builder_free(b);
}

/* A library that has nothing but a key: the first time it is made, later its catalogue is written as it was. */
static void renew_library(const char *library)
{
    char path[120];
    struct minisign_secret secret = secret_key();
    struct minisign_key key;
    snprintf(path, sizeof path, "%s/library.db", library);
    empty(library);
    must(file_make_folders(library) == ERR_OK);
    if (!empty_library.data) {
        struct catalogue *c;
        char *text;
        size_t bytes;
        make_good_book();
        must(catalogue_open(library, true, &c) == ERR_OK);
        catalogue_close(c);
        must(file_read(path, 1 << 20, &text, &bytes) == ERR_OK);
        str_add_bytes(&empty_library, text, bytes);
        free(text);
    } else {
        write_at(library, "library.db", empty_library.data, empty_library.length_bytes);
    }
    minisign_public_of(&secret, &key);
    must(keyring_trust(library, &key) == ERR_OK);
}

static size_t count_in(const char *folder, const char *name)
{
    char path[120];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    DIR *dir = opendir(path);
    for (const struct dirent *e; dir && (e = readdir(dir));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    if (dir)
        closedir(dir);
    return count;
}

static void check_library(const char *library)
{
    struct catalogue *c;
    struct document_list list;
    must(catalogue_open(library, false, &c) == ERR_OK);
    must(catalogue_list_all(c, &list) == ERR_OK);
    must(count_in(library, "documents") == list.count && count_in(library, "incoming") == 0);
    for (size_t i = 0; i < list.count; i++) {
        struct book *book;
        must(*list.items[i].title && *list.items[i].section);
        must(catalogue_open_book(c, list.items[i].id, &book) == ERR_OK);
        book_close(book);
    }
    document_list_free(&list);
    catalogue_close(c);
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
    static const char *const sections[] = {"Briefings", "History", NULL};
    struct strange_folder folder;
    char library[80], stick[80], path[120];
    if (size < 2)
        return 0;
    must(sodium_init() >= 0);
    strange_folder_make(&folder);
    snprintf(library, sizeof library, "%s/library", folder.path);
    snprintf(stick, sizeof stick, "%s/stick", folder.path);
    empty(stick);
    must(file_make_folders(stick) == ERR_OK);
    renew_library(library);
    cut_files(data + 1, size - 1);
    struct importer_options options = {.folder = library,
                                       .worker_path = "none",
                                       .limits = convert_limits_default(),
                                       .sections = sections,
                                       .workers = 1};
    snprintf(path, sizeof path, "%s/%s", stick,
             data[0] == 'T'   ? "pack.lectern"
             : data[0] == 'C' ? COPY_FOLDER " 2026-11-22"
                              : "pack");
    if (data[0] == 'T')
        bring_tar(path);
    else
        bring_folder(path, data[0] == 'C');
    if (data[0] == 'C')
        put_back(&options, stick);
    else
        add_pack(&options, path);
    check_library(library);
    must(count_in(folder.path, ".") == 2);
    return 0;
}
