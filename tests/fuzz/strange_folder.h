/* strange_folder.h: a folder of this process's own for modules that want one: in memory (/dev/shm) where there is such a place, gone when the
 * process ends. */
#ifndef LECTERN_FUZZ_STRANGE_FOLDER_H
#define LECTERN_FUZZ_STRANGE_FOLDER_H

#include "strange.h"

#include <ftw.h>
#include <sys/stat.h>

struct strange_folder {
    char path[64];
};

static inline int strange_folder_remove_one(const char *path, const struct stat *st, int type,
                                            struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

/* The same one each time. */
static inline struct strange_folder strange_folder_of_process(void)
{
    struct strange_folder f;
    snprintf(f.path, sizeof f.path, "%s/lectern-fuzz-%d",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (int)getpid());
    return f;
}

static inline void strange_folder_remove(void)
{
    struct strange_folder f = strange_folder_of_process();
    nftw(f.path, strange_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Makes it, the first time; false: it was there. */
static inline bool strange_folder_make(struct strange_folder *out)
{
    *out = strange_folder_of_process();
    if (mkdir(out->path, 0700) != 0)
        return false;
    must(atexit(strange_folder_remove) == 0);
    return true;
}

/* Writes a file of it anew. */
static inline void strange_folder_write(const struct strange_folder *f, const char *name,
                                        const void *bytes, size_t count)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    FILE *file = fopen(path, "wb");
    must(file && fwrite(bytes, 1, count, file) == count && fclose(file) == 0);
}

/* Whether a path leads into a folder only: names of one step each. */
static inline bool strange_folder_has(const char *path)
{
    bool is = *path && *path != '/';
    for (const char *at = path; at && is; at = strchr(at, '/')) {
        at += at > path;
        is = *at && *at != '/' && strncmp(at, "..", 2) != 0;
    }
    return is;
}

#endif
