/* drop_look: one look at a drop folder. */
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/drop_folder.h"
#include "library/entry.h"
#include "library/import_run.h"
#include "library/keyring.h"
#include "library/pack.h"
#include "library/sums.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SETTING                                                                                    \
    "drop.seen:" /* then the pack's path in the folder; the value: its stamp, and what came of it */

enum { DEPTH_MOST = 3, STAMP_DEPTH_MOST = 8, PACKS_MOST = 200, FILES_MOST = 20000 };
enum { REST_LOOKS_MOST = 240 /* four hours */, ROOM_NEWS_BYTES = 16 << 20 };

/* A pack that lies there. */
struct found {
    char *path; /* in the drop folder */
    uint64_t
        stamp; /* of the names, sizes and times of all its files, and of the keys that are trusted */
};

/* What is known of one from an earlier look. */
struct seen {
    char *path;
    uint64_t stamp;
    enum err err; /* ERR_OK: it is here */
    bool is_sure; /* false: it was unlike its signature once, and may still be arriving */
    bool is_kept; /* in the settings */
    bool is_there;
    unsigned rest_looks,
        rested_looks;    /* for so many looks it is not tried again; so many are over */
    uint64_t free_bytes; /* of the library's disk, when it was tried last */
};

struct drop_look {
    char *folder;
    struct importer_options options;
    struct found *found;
    size_t found_count, found_cap;
    struct seen *seen;
    size_t seen_count, seen_cap;
    bool is_loaded;
    size_t files; /* stamped in this look */
};

/* --- names --- */

static bool ends_with(const char *name, const char *end)
{
    size_t bytes = strlen(name), tail = strlen(end);
    return bytes >= tail && strcasecmp(name + bytes - tail, end) == 0;
}

bool drop_folder_passes_over(const char *name)
{
    static const char *const ends[] = {"~",     ".part",     ".partial",    ".tmp",
                                       ".temp", ".download", ".crdownload", ".filepart"};
    bool over = name[0] == '.' || name[0] == '~';
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        over |= ends_with(name, ends[i]);
    return over;
}

/* --- stamps --- */

static uint64_t stamp_file(uint64_t stamp, const char *name, const struct stat *st)
{
    const int64_t values[] = {(int64_t)st->st_size, (int64_t)st->st_mtim.tv_sec,
                              (int64_t)st->st_mtim.tv_nsec};
    stamp = hash_bytes(stamp, name, strlen(name) + 1);
    return hash_bytes(stamp, values, sizeof values);
}

/* The order in which a folder lists its files does not matter. */
static uint64_t stamp_folder(struct drop_look *look, const char *path, int depth)
{
    uint64_t sum = HASH_START;
    DIR *dir = opendir(path);
    const struct dirent *entry;
    while (dir && depth < STAMP_DEPTH_MOST && look->files < FILES_MOST && (entry = readdir(dir))) {
        struct stat st;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        look->files++;
        uint64_t one = stamp_file(HASH_START, entry->d_name, &st);
        if (S_ISDIR(st.st_mode)) {
            char *inner = file_join(path, entry->d_name);
            uint64_t within = stamp_folder(look, inner, depth + 1);
            one = hash_bytes(HASH_START, entry->d_name, strlen(entry->d_name));
            one = hash_bytes(one, &within, sizeof within);
            free(inner);
        }
        sum += one;
    }
    if (dir)
        closedir(dir);
    return sum;
}

/* 0: its signature is not there yet. */
static uint64_t stamp_of(struct drop_look *look, const char *path, uint64_t keys)
{
    struct stat st, beside;
    struct str signature = {0};
    uint64_t stamp = 0;
    if (stat(path, &st) != 0)
        return 0;
    if (S_ISDIR(st.st_mode))
        str_addf(&signature, "%s/%s", path, SUMS_SIGNATURE_NAME);
    else
        str_addf(&signature, "%s.minisig", path);
    if (lstat(str_text(&signature), &beside) == 0) {
        stamp = S_ISDIR(st.st_mode) ? stamp_folder(look, path, 0) : stamp_file(keys, "", &st);
        stamp = stamp_file(stamp, "", &beside);
        stamp = hash_bytes(stamp, &keys, sizeof keys) | 1;
    }
    str_free(&signature);
    return stamp;
}

/* --- what lies there --- */

static void find_in(struct drop_look *look, const char *inner, uint64_t keys, int depth)
{
    char *path = *inner ? file_join(look->folder, inner) : mem_copy_string(look->folder);
    DIR *dir = opendir(path);
    const struct dirent *entry;
    while (dir && look->found_count < PACKS_MOST && (entry = readdir(dir))) {
        struct stat st;
        if (drop_folder_passes_over(entry->d_name) ||
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)))
            continue;
        char *whole = file_join(path, entry->d_name);
        char *name = *inner ? file_join(inner, entry->d_name) : mem_copy_string(entry->d_name);
        uint64_t stamp = pack_is_one(whole) ? stamp_of(look, whole, keys) : 0;
        if (stamp) {
            MEM_ROOM(look->found, look->found_count, look->found_cap);
            look->found[look->found_count++] =
                (struct found){.path = mem_copy_string(name), .stamp = stamp};
        } else if (S_ISDIR(st.st_mode) && depth < DEPTH_MOST && !pack_is_one(whole)) {
            find_in(look, name, keys, depth + 1);
        }
        free(name);
        free(whole);
    }
    if (dir)
        closedir(dir);
    free(path);
}

static int compare_found(const void *a, const void *b)
{
    return strcmp(((const struct found *)a)->path, ((const struct found *)b)->path);
}

static void forget_found(struct drop_look *look)
{
    for (size_t i = 0; i < look->found_count; i++)
        free(look->found[i].path);
    look->found_count = 0;
    look->files = 0;
}

/* Another key may make a pack welcome that was not. */
static enum err stamp_keys(const char *library, uint64_t *out)
{
    struct keyring ring;
    enum err err = keyring_open(library, &ring);
    *out = HASH_START;
    for (size_t i = 0; i < ring.count; i++)
        *out = hash_bytes(*out, ring.keys[i].bytes, sizeof ring.keys[i].bytes);
    keyring_free(&ring);
    return err;
}

/* --- what was seen before --- */

static struct seen *find_seen(struct drop_look *look, const char *path)
{
    for (size_t i = 0; i < look->seen_count; i++)
        if (strcmp(look->seen[i].path, path) == 0)
            return &look->seen[i];
    return NULL;
}

static struct seen *add_seen(struct drop_look *look, const char *path)
{
    MEM_ROOM(look->seen, look->seen_count, look->seen_cap);
    struct seen *seen = &look->seen[look->seen_count++];
    *seen = (struct seen){.path = mem_copy_string(path)};
    return seen;
}

static void load_one(void *data, const char *key, const char *value)
{
    struct drop_look *look = data;
    uint64_t stamp;
    int err;
    if (sscanf(value, "%" SCNx64 " %d", &stamp, &err) != 2 || err < 0 || err >= ERR_COUNT)
        return;
    struct seen *seen = add_seen(look, key + strlen(SETTING));
    seen->stamp = stamp;
    seen->err = (enum err)err;
    seen->is_sure = seen->is_kept = true;
}

static enum err load_seen(struct drop_look *look)
{
    struct catalogue *c = NULL;
    enum err err = catalogue_open(look->options.folder, false, &c);
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    if (err == ERR_OK)
        err = catalogue_each_setting(c, SETTING, load_one, look);
    catalogue_close(c);
    look->is_loaded = err == ERR_OK;
    return err;
}

/* Writes down what came of one. */
static void keep_seen(const struct drop_look *look, struct seen *seen, bool is_there)
{
    struct catalogue *c = NULL;
    struct str key = {0};
    char value[48] = "";
    str_addf(&key, SETTING "%s", seen->path);
    if (is_there)
        snprintf(value, sizeof value, "%016" PRIx64 " %d", seen->stamp, (int)seen->err);
    enum err err = catalogue_open(look->options.folder, true, &c);
    if (err == ERR_OK)
        err = catalogue_set(c, str_text(&key), is_there ? value : NULL);
    catalogue_close(c);
    if (err != ERR_OK) /* it is only looked at once more after the next start */
        log_note("what came of %s is not kept (%s)", seen->path, err_name(err));
    seen->is_kept = is_there && err == ERR_OK;
    str_free(&key);
}

static void forget_what_went(struct drop_look *look)
{
    size_t kept = 0;
    for (size_t i = 0; i < look->seen_count; i++) {
        struct seen *seen = &look->seen[i];
        if (seen->is_there) {
            look->seen[kept++] = *seen;
            continue;
        }
        if (seen->is_kept)
            keep_seen(look, seen, false);
        free(seen->path);
    }
    look->seen_count = kept;
}

/* --- taking one --- */

/* What stays so until its bytes change, or a key is added. */
static bool is_final(enum err err)
{
    return err == ERR_OK || err == ERR_OLDER || err == ERR_EXPIRED || err == ERR_UNTRUSTED;
}

/* What a pack looks like that is still arriving, or was changed. */
static bool is_unlike(enum err err)
{
    return err == ERR_SIGNATURE || err == ERR_PACK || err == ERR_TOO_BIG || err == ERR_NOT_A_KIND;
}

static enum err take(struct drop_look *look, const char *path, const struct import_watch *watch,
                     bool *added)
{
    const char *const *sections = look->options.sections;
    struct import_list list = {0};
    MEM_ROOM(list.items, list.count, list.cap);
    list.items[list.count++] =
        (struct import_item){.path = file_join(look->folder, path),
                             .section = mem_copy_string(sections && *sections ? *sections : ""),
                             .picked = true,
                             .is_pack = true};
    enum err err = import_run(&look->options, &list, watch);
    if (err == ERR_OK && list.items[0].outcome == IMPORT_REFUSED)
        err = list.items[0].err;
    *added = err == ERR_OK && list.items[0].outcome == IMPORT_ADDED;
    import_list_free(&list);
    return err;
}

static uint64_t free_bytes(const struct drop_look *look)
{
    uint64_t bytes = 0;
    return file_free_bytes(look->options.folder, &bytes) == ERR_OK ? bytes : 0;
}

/* What can't be taken for now rests longer each time: to try is to copy, and a large pack, copied at each look, would wear out the card. */
static void begin_rest(struct drop_look *look, struct seen *seen, bool is_same)
{
    bool may_pass = !seen->is_sure && !is_unlike(seen->err) && seen->err != ERR_CANCELLED;
    unsigned longer = is_same ? 2 * seen->rest_looks + 1 : 1;
    seen->rest_looks = !may_pass ? 0 : longer < REST_LOOKS_MOST ? longer : REST_LOOKS_MOST;
    seen->rested_looks = 0;
    seen->free_bytes = free_bytes(look);
}

/* Staff who made room need not wait. */
static bool rests(struct drop_look *look, struct seen *seen)
{
    bool has_room =
        seen->err == ERR_DISK_FULL && free_bytes(look) >= seen->free_bytes + ROOM_NEWS_BYTES;
    return !has_room && seen->rested_looks++ < seen->rest_looks;
}

static enum err look_at(struct drop_look *look, const struct found *found,
                        const struct import_watch *watch, bool *added)
{
    struct seen *seen = find_seen(look, found->path);
    bool is_same = seen && seen->stamp == found->stamp;
    if (is_same && (seen->is_sure || rests(look, seen))) {
        seen->is_there = true;
        return seen->err;
    }
    enum err err = take(look, found->path, watch, added);
    if (!seen)
        seen = add_seen(look, found->path);
    seen->is_there = true;
    seen->err = err;
    seen->is_sure = is_final(err) || (is_unlike(err) && is_same);
    seen->stamp = found->stamp;
    begin_rest(look, seen, is_same);
    if (seen->is_sure)
        keep_seen(look, seen, true);
    if (seen->is_sure && err != ERR_OK)
        log_note("%s in the drop folder is not taken (%s)", found->path, err_name(err));
    return is_unlike(err) && !seen->is_sure ? ERR_OK : err; /* it may still be arriving */
}

static void note(struct drop_state *state, const struct found *found, enum err err)
{
    if (err == ERR_OK || err == ERR_OLDER ||
        state->err != ERR_OK) /* an older one beside a later is usual */
        return;
    char *name = entry_clean_text(found->path, sizeof state->problem - 1);
    state->err = err;
    snprintf(state->problem, sizeof state->problem, "%s", utf8_all_blank(name) ? "" : name);
    free(name);
}

enum err drop_look_once(struct drop_look *look, bool (*cancelled)(void *), void *data,
                        struct drop_state *state)
{
    const struct import_watch watch = {.cancelled = cancelled, .data = data};
    uint64_t keys;
    enum err err = look->is_loaded ? ERR_OK : load_seen(look);
    state->problem[0] = 0;
    state->packs = 0;
    state->err = err;
    state->is_there = access(look->folder, R_OK | X_OK) == 0;
    if (!state->is_there)
        state->err = err_from_errno(errno);
    if (err != ERR_OK || !state->is_there)
        return err;
    err = stamp_keys(look->options.folder, &keys);
    forget_found(look);
    find_in(look, "", keys, 0);
    if (look->found_count)
        qsort(look->found, look->found_count, sizeof *look->found, compare_found);
    for (size_t i = 0; i < look->seen_count; i++)
        look->seen[i].is_there = false;
    for (size_t i = 0; i < look->found_count && err == ERR_OK; i++) {
        bool added = false;
        enum err one = look_at(look, &look->found[i], &watch, &added);
        if (added) {
            state->changes++;
            state->last_added_s = (int64_t)time(NULL);
        }
        const struct seen *seen = find_seen(look, look->found[i].path);
        state->packs += seen && seen->err == ERR_OK; /* not what may still be arriving */
        if (one == ERR_CANCELLED)
            err = one;
        else
            note(state, &look->found[i], one);
    }
    if (err == ERR_OK)
        forget_what_went(look);
    return err;
}

struct drop_look *drop_look_new(const char *folder, const struct importer_options *options)
{
    struct drop_look *look = mem_new(1, sizeof *look);
    look->folder = mem_copy_string(folder);
    look->options = *options;
    look->options.packs = PACK_UNASKED;
    return look;
}

void drop_look_free(struct drop_look *look)
{
    if (!look)
        return;
    forget_found(look);
    for (size_t i = 0; i < look->seen_count; i++)
        free(look->seen[i].path);
    free(look->found);
    free(look->seen);
    free(look->folder);
    free(look);
}
