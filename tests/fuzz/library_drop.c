/* What a sync engine leaves in the drop folder, as it arrives: files with a byte 1 between them, each of its path, a line's end and its bytes.
 * What goes by the path: "." a look, and the next files come after it; "-PATH" that one is gone; without bytes, "SHA256SUMS" gets the sums
 * of all in its folder, "NAME.minisig" a good signature of NAME. By the bytes: "|" a pipe, "->PATH" a link.
 *
 * Nothing in the folder is written or removed, the library is whole, and staff can read the name of what was refused. Looked at twice more,
 * and once more after a start, it adds nothing, and says the same. */
#include "brought.h"

#include "library/drop_folder.h"

enum { PATH_MOST = 400, WALK_FDS = 16 };

/* nftw has no place for what is asked of it. */
static struct str walk_sums;
static size_t walk_top_bytes;
static uint64_t walk_stamp;

static bool may_bring(const char *path)
{
    return strlen(path) <= BROUGHT_NAME_MOST && strange_folder_has(path);
}

/* --- what arrives --- */

static int sum_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    char id[SUM_DIGITS + 1];
    (void)at;
    int fd = type == FTW_F && S_ISREG(st->st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        must(sums_of_file(fd, NULL, NULL, id) == ERR_OK);
        sums_add(&walk_sums, id, path + walk_top_bytes);
        close(fd);
    }
    return 0;
}

/* Writes the sums of all that lies beside `path`. */
static void bring_sums(const char *drop, const char *path, const char *whole)
{
    char *folder = mem_copy_string(whole);
    *strrchr(folder, '/') = 0;
    walk_sums.length_bytes = 0;
    walk_top_bytes = strlen(folder) + 1;
    nftw(folder, sum_one, WALK_FDS, FTW_PHYS);
    brought_write(drop, path, str_text(&walk_sums), walk_sums.length_bytes);
    free(folder);
}

static void bring_signature(const char *whole)
{
    struct stat st;
    char *of = mem_copy_string(whole);
    *strrchr(of, '.') = 0;
    if (lstat(of, &st) == 0 && S_ISREG(st.st_mode))
        brought_sign(of);
    free(of);
}

static void bring_link(const struct brought *b, const char *whole)
{
    char *to = strange_text(b->bytes + 2, b->count - 2);
    bool is_made = strange_folder_has(to) && symlink(to, whole) == 0;
    (void)is_made;
    free(to);
}

/* Whether each folder on the way is one, not a link to another: a link stays in the folder, but what comes behind it may be the link's own. */
static bool has_way(const char *drop, const char *path)
{
    char *way = file_join(drop, path);
    struct stat st;
    bool has = true;
    for (char *at = way + strlen(drop) + 1; has && (at = strchr(at, '/')); *at++ = '/') {
        *at = 0;
        has = lstat(way, &st) != 0 || S_ISDIR(st.st_mode);
    }
    free(way);
    return has;
}

static bool ends_with(const char *text, const char *end)
{
    size_t bytes = strlen(text), tail = strlen(end);
    return bytes >= tail && strcmp(text + bytes - tail, end) == 0;
}

static void bring(const char *drop, const struct brought *b)
{
    char whole[PATH_MOST];
    bool is_gone = *b->name == '-';
    const char *path = b->name + is_gone;
    if (!may_bring(path) || !has_way(drop, path))
        return;
    snprintf(whole, sizeof whole, "%s/%s", drop, path);
    if (is_gone) {
        nftw(whole, strange_folder_remove_one, WALK_FDS, FTW_DEPTH | FTW_PHYS);
        return;
    }
    if (remove(whole) != 0 && access(whole, F_OK) == 0)
        return; /* a folder that has files */
    if (b->count == 0 && strcmp(file_name(path), SUMS_NAME) == 0) {
        bring_sums(drop, path, whole);
    } else if (b->count == 0 && ends_with(path, ".minisig")) {
        bring_signature(whole);
    } else {
        bool is_other = (b->count == 1 && b->bytes[0] == '|') ||
                        (b->count > 2 && memcmp(b->bytes, "->", 2) == 0);
        brought_write(drop, path, b->bytes, is_other ? 0 : b->count);
        if (!is_other || remove(whole) != 0)
            return;
        if (b->count == 1)
            must(mkfifo(whole, 0600) == 0);
        else
            bring_link(b, whole);
    }
}

/* --- looks --- */

static int stamp_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    const int64_t values[] = {st->st_size, st->st_mode, st->st_mtim.tv_sec, st->st_mtim.tv_nsec};
    (void)type;
    (void)at;
    uint64_t stamp = hash_bytes(HASH_START, path, strlen(path));
    walk_stamp += hash_bytes(stamp, values, sizeof values);
    return 0;
}

static uint64_t stamp_of(const char *drop)
{
    walk_stamp = 0;
    nftw(drop, stamp_one, WALK_FDS, FTW_PHYS);
    return walk_stamp;
}

static void look(struct drop_look *look, const char *drop, struct drop_state *state)
{
    uint64_t before = stamp_of(drop);
    must(drop_look_once(look, NULL, NULL, state) == ERR_OK);
    must(stamp_of(drop) == before);
    must(state->is_there && utf8_is_valid(state->problem, strlen(state->problem)));
}

static void check_same(const struct drop_state *a, const struct drop_state *b)
{
    must(a->changes == b->changes && a->packs == b->packs && a->err == b->err);
    must(strcmp(a->problem, b->problem) == 0);
}

/* Once everything is there, there is nothing more to come of it. */
static void check_settled(struct drop_look *on, const struct importer_options *options,
                          const char *drop, struct drop_state *state)
{
    look(on, drop, state);
    struct drop_state twice = *state;
    look(on, drop, &twice);
    must(twice.changes == state->changes);
    struct drop_state thrice = twice;
    look(on, drop, &thrice);
    check_same(&twice, &thrice);
    struct drop_look *next = drop_look_new(drop, options);
    struct drop_state started = twice;
    look(next, drop, &started);
    check_same(&twice, &started);
    drop_look_free(next);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct brought_place place;
    brought_begin(&place, "drop");
    brought_cut(data, size);
    struct drop_look *on = drop_look_new(place.from, &place.options);
    struct drop_state state = {0};
    for (size_t i = 0; i < brought_count; i++) {
        if (strcmp(brought_files[i].name, ".") == 0)
            look(on, place.from, &state);
        else
            bring(place.from, &brought_files[i]);
    }
    check_settled(on, &place.options, place.from, &state);
    drop_look_free(on);
    brought_end(&place);
    return 0;
}
