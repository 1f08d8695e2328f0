/* brought.h: files that are brought to a library, cut from strange bytes; a key that signs packs; an empty library that trusts it. Workers are
 * played (CMakeLists.txt): they make the sample book, or refuse a document that begins with '!'. Nothing is logged. */
#ifndef LECTERN_FUZZ_BROUGHT_H
#define LECTERN_FUZZ_BROUGHT_H

#include "../unit/book/sample.h"
#include "strange_folder.h"

#include "base/file.h"
#include "book/file.h"
#include "convert/process.h"
#include "convert/wire.h"
#include "library/catalogue.h"
#include "library/importer.h"
#include "library/keyring.h"
#include "library/sums.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/socket.h>

enum { BROUGHT_MOST = 26, BROUGHT_NAME_MOST = 200 };

struct brought {
    char name[BROUGHT_NAME_MOST + 1], id[65];
    const uint8_t *bytes;
    size_t count;
};

static struct brought brought_files[BROUGHT_MOST];
static size_t brought_count;
static struct str brought_book, brought_library;

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
    uint64_t total = brought_book.length_bytes;
    (void)path;
    must(pread(document_fd, &first, 1, 0) == 1);
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    if (first == '!') {
        must(wire_send(ends[1], WIRE_FAILED, &cause, sizeof cause) == ERR_OK);
    } else {
        must(wire_send(ends[1], WIRE_STAGE, "", 0) == ERR_OK);
        must(wire_send(ends[1], WIRE_BOOK, brought_book.data, brought_book.length_bytes) == ERR_OK);
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

static inline void brought_write(const char *folder, const char *name, const void *bytes,
                                 size_t count)
{
    char *path = file_join(folder, name);
    char *slash = strrchr(path, '/');
    *slash = 0;
    bool is_there = file_make_folders(path) == ERR_OK;
    *slash = '/';
    FILE *f = is_there ? fopen(path, "wbe") : NULL; /* NULL: a file stands where its folder would */
    free(path);
    if (!f)
        return;
    bool is_whole = fwrite(bytes, 1, count, f) == count;
    must(fclose(f) == 0 && is_whole);
}

static inline void brought_set_id(struct brought *b)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, b->bytes, b->count);
    sodium_bin2hex(b->id, sizeof b->id, hash, sizeof hash);
}

static inline void brought_cut(const uint8_t *data, size_t size)
{
    brought_count = 0;
    while (size > 0 && brought_count < BROUGHT_MOST) {
        const uint8_t *end = memchr(data, 1, size);
        size_t bytes = end ? (size_t)(end - data) : size, used = end ? bytes + 1 : bytes;
        const uint8_t *line = memchr(data, '\n', bytes);
        size_t name = line ? (size_t)(line - data) : 0;
        if (name > 0 && name <= BROUGHT_NAME_MOST && !memchr(data, 0, name)) {
            struct brought *b = &brought_files[brought_count++];
            memcpy(b->name, data, name);
            b->name[name] = 0;
            b->bytes = line + 1;
            b->count = bytes - name - 1;
            brought_set_id(b);
        }
        data += used;
        size -= used;
    }
}

/* --- a key --- */

static inline struct minisign_secret brought_key(void)
{
    struct minisign_secret secret = {.id = {1, 2, 3}};
    unsigned char seed[32] = {7}, ignored[32];
    crypto_sign_seed_keypair(ignored, secret.bytes, seed);
    return secret;
}

static inline void brought_sign(const char *path)
{
    struct minisign_secret secret = brought_key();
    struct str signature = {0};
    char beside[400];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    must(fd >= 0 && minisign_sign(&secret, fd, "strange", &signature) == ERR_OK);
    close(fd);
    snprintf(beside, sizeof beside, "%s.minisig", path);
    FILE *f = fopen(beside, "wbe");
    must(f && fwrite(signature.data, 1, signature.length_bytes, f) == signature.length_bytes &&
         fclose(f) == 0);
    str_free(&signature);
}

/* --- the library --- */

static inline void brought_empty(const char *path)
{
    nftw(path, strange_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    must(access(path, F_OK) != 0);
}

static inline void brought_make_book(void)
{
    struct builder *b = builder_new();
    sample_build(b);
    must(builder_finish(b, &brought_book) == ERR_OK);
    builder_free(b);
}

/* A library that has nothing but a key: the first time it is made, later its catalogue is written as it was. */
static inline void brought_renew_library(const char *library)
{
    char path[120];
    struct minisign_secret secret = brought_key();
    struct minisign_key key;
    snprintf(path, sizeof path, "%s/library.db", library);
    brought_empty(library);
    must(file_make_folders(library) == ERR_OK);
    if (!brought_library.data) {
        struct catalogue *c;
        char *text;
        size_t bytes;
        brought_make_book();
        must(catalogue_open(library, true, &c) == ERR_OK);
        catalogue_close(c);
        must(file_read(path, 1 << 20, &text, &bytes) == ERR_OK);
        str_add_bytes(&brought_library, text, bytes);
        free(text);
    } else {
        brought_write(library, "library.db", brought_library.data, brought_library.length_bytes);
    }
    minisign_public_of(&secret, &key);
    must(keyring_trust(library, &key) == ERR_OK);
}

struct brought_place {
    struct strange_folder folder;
    char library[80], from[80];
    struct importer_options options;
};

/* The library as it was at first, and beside it a folder without a file, for what is brought. */
static inline void brought_begin(struct brought_place *out, const char *from)
{
    static const char *const sections[] = {"Briefings", "History", NULL};
    must(sodium_init() >= 0);
    strange_folder_make(&out->folder);
    snprintf(out->library, sizeof out->library, "%s/library", out->folder.path);
    snprintf(out->from, sizeof out->from, "%s/%s", out->folder.path, from);
    brought_empty(out->from);
    must(file_make_folders(out->from) == ERR_OK);
    brought_renew_library(out->library);
    out->options = (struct importer_options){.folder = out->library,
                                             .worker_path = "none",
                                             .limits = convert_limits_default(),
                                             .sections = sections,
                                             .workers = 1};
}

static inline size_t brought_count_in(const char *folder, const char *name)
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

/* Nothing was written outside of the two. */
static inline void brought_end(const struct brought_place *place)
{
    const char *library = place->library;
    struct catalogue *c;
    struct document_list list;
    must(catalogue_open(library, false, &c) == ERR_OK);
    must(catalogue_list_all(c, &list) == ERR_OK);
    must(brought_count_in(library, "documents") == list.count &&
         brought_count_in(library, "incoming") == 0);
    for (size_t i = 0; i < list.count; i++) {
        struct book *book;
        must(*list.items[i].title && *list.items[i].section);
        must(catalogue_open_book(c, list.items[i].id, &book) == ERR_OK);
        book_close(book);
    }
    document_list_free(&list);
    catalogue_close(c);
    must(brought_count_in(place->folder.path, ".") == 2);
}

#endif
