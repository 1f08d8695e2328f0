#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/copy.h"
#include "library/importer.h"
#include "library/pack.h"
#include "library/sums.h"
#include "library/title_key.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Entries of folders that are looked at at all, with what is passed over: a stick full of those ends too. */
enum { PACKS_MOST = 20, ENTRIES_MOST = 200000 };

struct search {
    const char *const *sections;
    struct import_list *list;
    bool opens_packs; /* a pack's folder is a folder like others */
    size_t seen;      /* files and folders that are worth a look */
    size_t entries;   /* of all kinds */
};

struct found {
    char *name, *key;
    bool is_folder;
    uint64_t bytes;
};

static const char *section_of(const struct search *search, const char *folder_name,
                              const char *section)
{
    for (const char *const *s = search->sections; s && *s; s++)
        if (strcasecmp(*s, folder_name) == 0)
            return *s;
    return section;
}

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

/* Our name, then a time or a number in brackets, or nothing. */
static bool is_report(const char *name)
{
    size_t length = strlen(IMPORT_REPORT_NAME);
    if (strncmp(name, IMPORT_REPORT_NAME, length) != 0 || !ends_with(name, IMPORT_REPORT_ENDING))
        return false;
    const char *rest = name + length;
    return strcmp(rest, IMPORT_REPORT_ENDING) == 0 ||
           (rest[0] == ' ' && strchr("(0123456789", rest[1]));
}

/* What lies on sticks and is no document: hidden and resource-fork files, what Windows leaves, a pack's own files, and what we write: reports,
 * and copies of a library, which are put back as a whole (restore.h). */
bool importer_passes_over(const char *name)
{
    static const char *const names[] = {"System Volume Information",
                                        "$RECYCLE.BIN",
                                        "Thumbs.db",
                                        "autorun.inf",
                                        "lost+found",
                                        SUMS_NAME};
    static const char *const endings[] = {".ini", ".tsv", ".minisig", ".lnk", ".tmp", "~"};
    if (*name == '.' || strncmp(name, "~$", 2) == 0)
        return true;
    if (strncmp(name, COPY_FOLDER " ", strlen(COPY_FOLDER " ")) == 0)
        return true;
    if (is_report(name))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(name, endings[i]))
            return true;
    return false;
}

static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : strcmp(x->name, y->name);
}

static void add_item(struct search *search, const char *path, const char *section, uint64_t bytes,
                     bool is_pack)
{
    struct import_list *list = search->list;
    MEM_ROOM(list->items, list->count, list->cap);
    list->items[list->count++] =
        (struct import_item){.path = mem_copy_string(path),
                             .section = mem_copy_string(section),
                             .bytes = bytes,
                             .kind = is_pack ? (enum kind)0 : sniff_name(path),
                             .is_pack = is_pack,
                             .picked = true};
}

/* The files and folders of an open folder that are worth a look, in order. */
static enum err read_folder(struct search *search, DIR *dir, struct found **out, size_t *count)
{
    size_t cap = 0;
    *out = NULL;
    *count = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry)
            break;
        if (search->entries == ENTRIES_MOST) {
            search->list->is_cut = true;
            break;
        }
        search->entries++;
        struct stat st;
        if (importer_passes_over(entry->d_name) ||
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            !(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
            continue;
        if (search->seen == IMPORT_FILES_MOST) {
            search->list->is_cut = true;
            break;
        }
        search->seen++;
        MEM_ROOM(*out, *count, cap);
        (*out)[(*count)++] = (struct found){.name = mem_copy_string(entry->d_name),
                                            .key = title_key_make(entry->d_name, false),
                                            .is_folder = S_ISDIR(st.st_mode),
                                            .bytes = (uint64_t)st.st_size};
    }
    enum err err = err_from_errno(errno);
    if (*count)
        qsort(*out, *count, sizeof **out, compare_found);
    return err;
}

static enum err search_folder(struct search *search, const char *path, const char *section,
                              int depth)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return err_from_errno(errno);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return ERR_IO;
    }
    struct found *found;
    size_t count;
    enum err err = read_folder(search, dir, &found, &count);
    closedir(dir);
    for (size_t i = 0; i < count; i++) {
        char *inner = file_join(path, found[i].name);
        bool is_pack = !(search->opens_packs && found[i].is_folder) && pack_is_one(inner);
        if (!found[i].is_folder || is_pack) {
            add_item(search, inner, section, found[i].is_folder ? 0 : found[i].bytes, is_pack);
        } else if (depth < IMPORT_DEPTH_MOST) {
            enum err within =
                search_folder(search, inner, section_of(search, found[i].name, section), depth + 1);
            if (within != ERR_OK)
                log_note("the folder %s could not be read (%s)", inner, err_name(within));
        } else {
            search->list->is_cut = true;
        }
        free(inner);
        free(found[i].name);
        free(found[i].key);
    }
    free(found);
    return err;
}

/* The section by the folder's own name, or, for a file, by the name of the folder that it lies in. */
static const char *section_above(const struct search *search, const char *path, bool is_folder,
                                 const char *section)
{
    char *whole = realpath(path, NULL);
    if (!whole)
        return section;
    char *slash = is_folder ? NULL : strrchr(whole, '/');
    if (slash)
        *slash = 0;
    const char *found = section_of(search, file_name(whole), section);
    free(whole);
    return found;
}

static enum err find(const char *path, const char *section, struct search *search)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return err_from_errno(errno);
    if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return ERR_NOT_A_KIND;
    /* A link that somebody names is meant; one that lies in a folder is passed over. */
    char *target = NULL;
    struct stat link;
    if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
        target = realpath(path, NULL);
    const char *start = target ? target : path;
    bool is_folder = S_ISDIR(st.st_mode);
    section = section_above(search, start, is_folder, section ? section : "");
    enum err err = ERR_OK;
    bool is_pack = !(search->opens_packs && is_folder) && pack_is_one(start);
    if (is_folder && !is_pack)
        err = search_folder(search, start, section, 0);
    else
        add_item(search, start, section, is_folder ? 0 : (uint64_t)st.st_size, is_pack);
    if (search->list->is_cut)
        log_note(
            "%s has more than %d files, or folders more than %d deep; the rest was passed over",
            path, IMPORT_FILES_MOST, IMPORT_DEPTH_MOST);
    free(target);
    return err;
}

enum err importer_find(const char *path, const char *const *sections, const char *section,
                       struct import_list *list)
{
    struct search search = {.sections = sections, .list = list};
    return find(path, section, &search);
}

enum err importer_find_documents(const char *path, const char *const *sections, const char *section,
                                 struct import_list *list)
{
    struct search search = {.sections = sections, .list = list, .opens_packs = true};
    return find(path, section, &search);
}

struct import_tally import_list_tally(const struct import_list *list)
{
    struct import_tally tally = {0};
    for (size_t i = 0; i < list->count; i++) {
        bool is_told = i + 1 < list->count && list->items[i + 1].in_pack; /* by its documents */
        bool counts = !list->items[i].is_pack || !is_told;
        tally.added += counts && list->items[i].outcome == IMPORT_ADDED;
        tally.known += counts && list->items[i].outcome == IMPORT_KNOWN;
        tally.replaced += list->items[i].outcome == IMPORT_REPLACED;
        tally.refused += list->items[i].outcome == IMPORT_REFUSED;
    }
    return tally;
}

void import_list_free(struct import_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].path);
        free(list->items[i].section);
        free(list->items[i].title);
        free(list->items[i].replaces_title);
        free(list->items[i].name);
    }
    free(list->items);
    *list = (struct import_list){0};
}

enum err importer_find_packs(const char *folder, const char *section, struct import_list *list)
{
    struct search search = {.list = list};
    size_t before = list->count, count = 0;
    struct found *found;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        enum err err = err_from_errno(errno);
        if (fd >= 0)
            close(fd);
        return err;
    }
    enum err err = read_folder(&search, dir, &found, &count);
    closedir(dir);
    for (size_t i = 0; i < count; i++) {
        char *path = file_join(folder, found[i].name);
        if (list->count - before < PACKS_MOST && pack_is_one(path))
            add_item(&search, path, section, found[i].is_folder ? 0 : found[i].bytes, true);
        free(path);
        free(found[i].name);
        free(found[i].key);
    }
    free(found);
    return err;
}
