#include "library/pack.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/importer.h"
#include "library/keyring.h"
#include "library/sums.h"
#include "library/ustar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* sha256 of nothing. */
static const char empty_id[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/* A pack is a shelf of documents, not a disk. */
static const uint64_t pack_bytes_most = UINT64_C(8) << 30;

/* Headers and fillings of 2,000 members, and more; what has more is not kept as it was signed. */
enum { FRAME_BYTES_MOST = 8 << 20 };

struct opening {
    const struct pack_request *request;
    struct pack *pack;
    bool ours;
};

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool pack_is_one(const char *path)
{
    static const char *const endings[] = {".lectern", ".tar"};
    size_t length = strlen(path);
    if (is_folder(path)) {
        char *manifest = file_join(path, MANIFEST_NAME);
        bool has = access(manifest, F_OK) == 0;
        free(manifest);
        return has;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i]);
        if (length > tail && strcasecmp(path + length - tail, endings[i]) == 0)
            return true;
    }
    return false;
}

const char *pack_logo_ending(const char *path)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".svg"};
    const char *dot = strrchr(file_name(path), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return endings[i];
    return NULL;
}

/* A small file on a stick, which may be no file at all. Free with free. */
static enum err read_small(const char *path, size_t most_bytes, char **out, size_t *count)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return err_from_errno(errno);
    enum err err = fstat(fd, &st) == 0 ? ERR_OK : err_from_errno(errno);
    if (err == ERR_OK && !S_ISREG(st.st_mode))
        err = ERR_NOT_A_KIND;
    char *text = mem_new(1, most_bytes + 1);
    *count = 0;
    while (err == ERR_OK && *count <= most_bytes) {
        size_t got;
        err = file_read_piece(fd, text + *count, most_bytes + 1 - *count, &got);
        if (err != ERR_OK || !got)
            break;
        *count += got;
    }
    close(fd);
    if (err == ERR_OK && *count > most_bytes)
        err = ERR_TOO_BIG;
    if (err != ERR_OK)
        free(text);
    else
        *out = text;
    return err;
}

/* The signature that lies at `path`, and the key of the library's that it names. */
static enum err read_signature(const char *library, const char *path, struct str *as_it_came,
                               struct minisign_signature *signature, struct minisign_key *key)
{
    char *text = NULL;
    size_t bytes = 0;
    struct keyring ring = {0};
    enum err err = read_small(path, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    if (err == ERR_NOT_FOUND || err == ERR_NOT_A_KIND || err == ERR_TOO_BIG)
        err = ERR_SIGNATURE;
    if (err == ERR_OK)
        err = minisign_read_signature(text, bytes, signature);
    if (err == ERR_OK)
        str_add_bytes(as_it_came, text, bytes);
    free(text);
    if (err == ERR_OK)
        err = keyring_open(library, &ring);
    if (err == ERR_OK) {
        const struct minisign_key *found = keyring_find(&ring, signature->id);
        if (found)
            *key = *found;
        else
            err = ERR_UNTRUSTED;
    }
    keyring_free(&ring);
    return err;
}

/* Where the signature of a pack lies. Free with free. */
static char *signature_path(const char *path)
{
    struct str beside = {0};
    if (is_folder(path))
        return file_join(path, SUMS_SIGNATURE_NAME);
    str_addf(&beside, "%s.minisig", path);
    return beside.data;
}

/* Copies the signed file into incoming/ and verifies the copy; its fd stays open. */
static enum err take_signed(struct opening *o, const char *path, struct incoming *out)
{
    struct minisign_key key;
    struct minisign_signature *signature = mem_new(1, sizeof *signature);
    *out = (struct incoming){.fd = -1};
    char *beside = signature_path(o->request->path);
    enum err err = read_signature(o->request->keys ? o->request->keys : o->request->library, beside,
                                  &o->pack->signature, signature, &key);
    free(beside);
    if (err == ERR_OK) {
        minisign_name(key.id, o->pack->key);
        err = incoming_copy(o->request->library, path, pack_bytes_most, o->request->cancelled,
                            o->request->data, out);
        o->ours = out->is_ours;
        if (err == ERR_EMPTY)
            err = ERR_SIGNATURE;
    }
    if (err == ERR_OK)
        err = minisign_verify(signature, &key, out->fd);
    if (err == ERR_OK)
        memcpy(o->pack->digest, out->id, sizeof o->pack->digest);
    free(signature);
    return err;
}

static struct pack_member *add_member(struct pack *pack, const char *path)
{
    MEM_ROOM(pack->members, pack->count, pack->cap);
    struct pack_member *m = &pack->members[pack->count++];
    *m = (struct pack_member){.path = mem_copy_string(path), .file = {.fd = -1}};
    return m;
}

/* There may be thousands of them. */
static void shut(struct incoming *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

/* --- as a folder --- */

static enum err take_file(struct opening *o, const struct sum *sum)
{
    struct pack_member *m = add_member(o->pack, sum->path);
    char *path = file_join(o->request->path, sum->path);
    enum err err = incoming_copy(o->request->library, path, pack_bytes_most, o->request->cancelled,
                                 o->request->data, &m->file);
    o->ours = m->file.is_ours;
    shut(&m->file);
    free(path);
    if (err == ERR_EMPTY)
        err = strcmp(sum->id, empty_id) == 0 ? ERR_OK : ERR_PACK;
    else if (err == ERR_OK && strcmp(sum->id, m->file.id) != 0)
        err = ERR_PACK;
    else if (err == ERR_NOT_FOUND || err == ERR_NOT_A_KIND)
        err = ERR_PACK;
    if (err == ERR_PACK)
        log_note("%s: %s is not what was signed", o->request->path, sum->path);
    return err;
}

static enum err take_folder(struct opening *o)
{
    char *path = file_join(o->request->path, SUMS_NAME);
    struct incoming file;
    struct sum_list sums = {0};
    char *text = NULL;
    size_t bytes = 0;
    enum err err = take_signed(o, path, &file);
    if (err == ERR_NOT_FOUND)
        err = ERR_SIGNATURE;
    if (err == ERR_OK)
        err = read_small(file.document_path, SUMS_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK)
        err = sums_parse(text, bytes, &sums);
    if (err == ERR_OK)
        str_add_bytes(&o->pack->frame, text, bytes);
    for (size_t i = 0; err == ERR_OK && i < sums.count; i++)
        err = take_file(o, &sums.items[i]);
    sum_list_free(&sums);
    free(text);
    incoming_drop(&file);
    free(path);
    return err;
}

/* --- as a tar file --- */

/* How many bytes of each path are the one folder in which all of it lies ("pack/"), when the manifest does not lie at the top. */
static size_t common_folder(const struct ustar_list *list)
{
    size_t bytes = 0;
    for (size_t i = 0; i < list->count; i++) {
        const char *path = list->items[i].path;
        if (strcmp(path, MANIFEST_NAME) == 0)
            return 0;
        size_t first = strcspn(path, "/");
        if (strcmp(path + first, "/" MANIFEST_NAME) == 0)
            bytes = first + 1;
    }
    for (size_t i = 0; i < list->count; i++)
        if (strncmp(list->items[i].path, list->items[0].path, bytes) != 0)
            return 0;
    return bytes;
}

/* Adds the bytes from `at` to `end` of the tar file. False: not all of them are there, or they are too many. */
static bool add_frame(struct opening *o, int fd, uint64_t at, uint64_t end)
{
    struct str *frame = &o->pack->frame;
    if (end - at > FRAME_BYTES_MOST - frame->length_bytes)
        return false;
    char piece[4096];
    while (at < end) {
        size_t wanted = end - at < sizeof piece ? (size_t)(end - at) : sizeof piece;
        ssize_t got = pread(fd, piece, wanted, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        str_add_bytes(frame, piece, (size_t)got);
        at += (uint64_t)got;
    }
    return true;
}

/* What lies around the members: with them, it makes the very file that was signed. */
static void keep_frame(struct opening *o, int fd, uint64_t bytes, const struct ustar_list *list)
{
    uint64_t at = 0;
    bool whole = true;
    for (size_t i = 0; i < list->count && whole; i++) {
        whole = list->items[i].offset >= at && add_frame(o, fd, at, list->items[i].offset);
        at = list->items[i].offset + list->items[i].bytes;
    }
    whole = whole && add_frame(o, fd, at, bytes);
    if (!whole)
        str_clear(&o->pack->frame);
}

static enum err take_members(struct opening *o, int fd, const struct ustar_list *list)
{
    size_t skip = common_folder(list);
    enum err err = ERR_OK;
    for (size_t i = 0; err == ERR_OK && i < list->count; i++) {
        const struct ustar_member *from = &list->items[i];
        struct pack_member *m = add_member(o->pack, from->path + skip);
        m->offset = from->offset;
        if (from->bytes == 0)
            continue;
        err = incoming_take(o->request->library, fd, from->offset, from->bytes,
                            o->request->cancelled, o->request->data, &m->file);
        o->ours = m->file.is_ours;
        shut(&m->file);
    }
    return err;
}

static enum err take_tar(struct opening *o)
{
    struct incoming file;
    struct ustar_list list = {0};
    enum err err = take_signed(o, o->request->path, &file);
    if (err == ERR_OK)
        err = ustar_read(file.fd, &list);
    if (err == ERR_OK)
        keep_frame(o, file.fd, file.bytes, &list);
    if (err == ERR_OK)
        err = take_members(o, file.fd, &list);
    ustar_list_free(&list);
    incoming_drop(&file);
    return err;
}

/* --- what it says --- */

static bool has_words(const struct pack *pack, const struct manifest_words *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!pack_find(pack, words[i].path))
            return false;
    return true;
}

/* Everything that the manifest names is there. */
static enum err check_names(const struct opening *o)
{
    const struct pack *pack = o->pack;
    const struct manifest *m = &pack->manifest;
    for (size_t i = 0; i < m->document_count; i++) {
        const struct pack_member *member = pack_find(pack, m->documents[i].path);
        if (member && pack_member_is_document(pack, member))
            continue;
        log_note("%s: its manifest names %s, which is no document in it", o->request->path,
                 m->documents[i].path);
        return ERR_PACK;
    }
    bool has_all = has_words(pack, m->glossaries, m->glossary_count) &&
                   has_words(pack, m->lexicons, m->lexicon_count) &&
                   (!*m->logo || pack_find(pack, m->logo));
    if (!has_all)
        log_note("%s: its manifest names a word list or logo that is not in it", o->request->path);
    return has_all ? ERR_OK : ERR_PACK;
}

static enum err read_manifest(struct opening *o)
{
    const struct pack_member *member = pack_find(o->pack, MANIFEST_NAME);
    if (!member || !member->file.document_path || member->file.bytes > MANIFEST_BYTES_MOST) {
        log_note("%s: %s is missing or too long", o->request->path, MANIFEST_NAME);
        return ERR_PACK;
    }
    char *text = NULL;
    size_t bytes;
    struct str problem = {0};
    enum err err = read_small(member->file.document_path, MANIFEST_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK)
        err = manifest_parse(text, bytes, &o->pack->manifest, &problem);
    if (problem.data)
        log_note("%s: %s, %s", o->request->path, MANIFEST_NAME, problem.data);
    str_free(&problem);
    free(text);
    return err == ERR_OK ? check_names(o) : err;
}

enum err pack_open(const struct pack_request *request, struct pack **out, bool *ours)
{
    struct opening o = {.request = request, .pack = mem_new(1, sizeof *o.pack)};
    o.pack->is_tar = !is_folder(request->path);
    enum err err = o.pack->is_tar ? take_tar(&o) : take_folder(&o);
    if (err == ERR_OK)
        err = read_manifest(&o);
    *ours = o.ours;
    if (err != ERR_OK) {
        pack_close(o.pack);
        return err;
    }
    *out = o.pack;
    return ERR_OK;
}

void pack_close(struct pack *pack)
{
    if (!pack)
        return;
    for (size_t i = 0; i < pack->count; i++) {
        incoming_drop(&pack->members[i].file);
        free(pack->members[i].path);
    }
    free(pack->members);
    manifest_free(&pack->manifest);
    str_free(&pack->signature);
    str_free(&pack->frame);
    free(pack);
}

struct pack_member *pack_find(const struct pack *pack, const char *path)
{
    for (size_t i = 0; i < pack->count; i++)
        if (strcmp(pack->members[i].path, path) == 0)
            return &pack->members[i];
    return NULL;
}

static bool is_among(const struct manifest_words *words, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].path, path) == 0)
            return true;
    return false;
}

bool pack_member_is_document(const struct pack *pack, const struct pack_member *member)
{
    const struct manifest *m = &pack->manifest;
    const char *path = member->path;
    return strcmp(path, MANIFEST_NAME) != 0 && strcmp(path, m->logo) != 0 &&
           !is_among(m->glossaries, m->glossary_count, path) &&
           !is_among(m->lexicons, m->lexicon_count, path) && !importer_passes_over(file_name(path));
}
