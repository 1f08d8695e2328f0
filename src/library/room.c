#include "library/room.h"
#include "base/file.h"
#include "base/log.h"
#include "library/incoming.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

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

static const char spare_name[] = "spare";

void room_keep_spare(const char *folder)
{
    if (incoming_check_reserve(folder) != ERR_OK)
        return;
    char *path = file_join(folder, spare_name);
    int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 || fallocate(fd, 0, 0, ROOM_SPARE_BYTES) != 0)
        log_note("no room is kept aside in %s", folder);
    if (fd >= 0)
        close(fd);
    free(path);
}

bool room_use_spare(const char *folder)
{
    char *path = file_join(folder, spare_name);
    bool was = unlink(path) == 0;
    free(path);
    return was;
}
