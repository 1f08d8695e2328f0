#include "library/room.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum { BLOCK_BYTES = 512 }; /* of st_blocks, whatever the disk has */

static enum err add_files(const char *folder, const char *name, uint64_t *bytes)
{
    char *path = file_join(folder, name);
    DIR *dir = opendir(path);
    enum err err = dir ? ERR_OK : err_from_errno(errno);
    free(path);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct stat st;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(st.st_mode))
            *bytes += (uint64_t)st.st_blocks * BLOCK_BYTES;
    }
    if (dir)
        closedir(dir);
    return err;
}

enum err room_measure(const char *folder, struct library_room *out)
{
    struct statvfs disk;
    *out = (struct library_room){0};
    if (statvfs(folder, &disk) != 0)
        return err_from_errno(errno);
    out->free_bytes = (uint64_t)disk.f_bavail * disk.f_frsize;
    enum err err = add_files(folder, "documents", &out->used_bytes);
    return err == ERR_OK ? add_files(folder, "books", &out->used_bytes) : err;
}
