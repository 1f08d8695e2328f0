#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum err file_read_piece(int fd, void *out, size_t most, size_t *got)
{
    ssize_t count;
    do
        count = read(fd, out, most);
    while (count < 0 && errno == EINTR);
    *got = count < 0 ? 0 : (size_t)count;
    return count < 0 ? err_from_errno(errno) : ERR_OK;
}

enum err file_read(const char *path, size_t most_bytes, char **out, size_t *out_bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return err_from_errno(errno);
    struct str s = {0};
    enum err err = ERR_OK;
    char chunk[16384];
    for (;;) {
        size_t got;
        err = file_read_piece(fd, chunk, sizeof chunk, &got);
        if (err != ERR_OK || !got)
            break;
        if (s.length_bytes + got > most_bytes) {
            err = ERR_TOO_BIG;
            break;
        }
        str_add_bytes(&s, chunk, got);
    }
    close(fd);
    if (err != ERR_OK) {
        str_free(&s);
        return err;
    }
    *out = s.data ? s.data : mem_copy_string("");
    if (out_bytes)
        *out_bytes = s.length_bytes;
    return ERR_OK;
}

enum err file_open_map(const char *path, struct file_map *out)
{
    *out = (struct file_map){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return err_from_errno(errno);
    enum err err = ERR_OK;
    struct stat st;
    if (fstat(fd, &st) != 0) {
        err = err_from_errno(errno);
    } else if (!S_ISREG(st.st_mode)) {
        err = ERR_IO;
    } else if (st.st_size > 0) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            err = err_from_errno(errno);
        else
            *out = (struct file_map){p, (size_t)st.st_size};
    }
    close(fd);
    return err;
}

void file_unmap(struct file_map *map)
{
    if (map->bytes)
        munmap((void *)(uintptr_t)map->bytes, map->count);
    *map = (struct file_map){0};
}

enum err file_write_all(int fd, const void *bytes, size_t count)
{
    const char *p = bytes;
    while (count) {
        ssize_t done = write(fd, p, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return err_from_errno(errno);
        p += done;
        count -= (size_t)done;
    }
    return ERR_OK;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return mem_copy_string(".");
    return mem_copy_bytes(path, slash == path ? 1 : (size_t)(slash - path));
}

enum err file_write_atomic(const char *path, const void *bytes, size_t count)
{
    struct str temp = {0};
    str_addf(&temp, "%s.tmp", path);
    char *folder = folder_of(path);
    enum err err = ERR_OK;
    int fd = open(str_text(&temp), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        err = err_from_errno(errno);
        goto out;
    }
    err = file_write_all(fd, bytes, count);
    if (err == ERR_OK && fsync(fd) != 0)
        err = err_from_errno(errno);
    if (close(fd) != 0 && err == ERR_OK)
        err = err_from_errno(errno);
    if (err == ERR_OK && rename(str_text(&temp), path) != 0)
        err = err_from_errno(errno);
    if (err == ERR_OK)
        err = file_sync_folder(folder);
    else
        unlink(str_text(&temp));
out:
    free(folder);
    str_free(&temp);
    return err;
}

enum err file_make_folders(const char *path)
{
    char *copy = mem_copy_string(path);
    enum err err = ERR_OK;
    for (char *p = copy + (*copy == '/');; p++) {
        if (*p != '/' && *p != 0)
            continue;
        char was = *p;
        *p = 0;
        if (*copy && mkdir(copy, 0755) != 0 && errno != EEXIST) {
            err = err_from_errno(errno);
            break;
        }
        *p = was;
        if (!was)
            break;
    }
    free(copy);
    return err;
}

enum err file_sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_from_errno(errno);
    enum err err = fsync(fd) == 0 || errno == EINVAL ? ERR_OK : err_from_errno(errno);
    close(fd);
    return err;
}

enum err file_free_bytes(const char *path, uint64_t *out)
{
    struct statvfs fs;
    if (statvfs(path, &fs) != 0)
        return err_from_errno(errno);
    *out = (uint64_t)fs.f_bavail * fs.f_frsize;
    return ERR_OK;
}

char *file_join(const char *folder, const char *name)
{
    struct str s = {0};
    size_t length = strlen(folder);
    str_addf(&s, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/", name);
    return s.data;
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_asset_path(const char *name)
{
    const char *set = getenv("LECTERN_ASSETS");
    if (set && *set)
        return file_join(set, name);
    char *path = file_join(LECTERN_ASSETS, name);
    if (access(path, R_OK) == 0)
        return path;
    free(path);
    return file_join(LECTERN_DATADIR, name);
}
