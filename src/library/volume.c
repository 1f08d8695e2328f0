#include "library/volume.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOUNTINFO_BYTES_MOST = 4 << 20 };

static const char mountinfo[] = "/proc/self/mountinfo";

struct seen {
    struct volume volume;
    bool is_taken; /* volumes_take_change has told of it */
};

struct volumes {
    char *root;
    struct seen all[VOLUMES_MOST]; /* by name */
    size_t count;
    size_t went; /* of those told of, since then */
    bool is_pretended;
    unsigned pretended; /* mounts that were never made */
    void (*wake)(void *);
    void *data;
    pthread_t thread;
    int end_fd;           /* eventfd: the thread is to end */
    int mounts_fd;        /* /proc/self/mountinfo, -1 when there is none */
    atomic_bool is_stale; /* something was mounted or unmounted since it was read */
};

/* ---- the thread */

static void *watch(void *data)
{
    struct volumes *v = data;
    /* poll passes over a descriptor of -1. */
    struct pollfd fds[] = {{.fd = v->end_fd, .events = POLLIN},
                           {.fd = v->mounts_fd, .events = POLLPRI}};
    for (;;) {
        if (poll(fds, sizeof fds / sizeof *fds, -1) < 0) {
            if (errno == EINTR)
                continue;
            log_error("sticks are no longer noticed: %s", strerror(errno));
            return NULL;
        }
        if (fds[0].revents)
            return NULL;
        atomic_store(&v->is_stale, true);
        if (v->wake)
            v->wake(v->data);
    }
}

static void forget(struct volumes *v, size_t i)
{
    free(v->all[i].volume.folder);
    v->went += v->all[i].is_taken;
    v->count--;
    memmove(&v->all[i], &v->all[i + 1], (v->count - i) * sizeof *v->all);
}

static void close_all(struct volumes *v)
{
    int fds[] = {v->end_fd, v->mounts_fd};
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    while (v->count)
        forget(v, v->count - 1);
    free(v->root);
    free(v);
}

enum err volumes_new(const char *root, void (*wake)(void *), void *data, struct volumes **out)
{
    struct volumes *v = mem_new(1, sizeof *v);
    *v = (struct volumes){.root = mem_copy_string(root), .wake = wake, .data = data};
    atomic_init(&v->is_stale, true);
    v->end_fd = eventfd(0, EFD_CLOEXEC);
    v->mounts_fd = open(mountinfo, O_RDONLY | O_CLOEXEC);
    if (v->end_fd < 0 || pthread_create(&v->thread, NULL, watch, v) != 0) {
        close_all(v);
        return ERR_NO_MEMORY;
    }
    *out = v;
    return ERR_OK;
}

void volumes_free(struct volumes *v)
{
    if (!v)
        return;
    const uint64_t one = 1;
    if (write(v->end_fd, &one, sizeof one) != sizeof one)
        log_error("the watch for sticks could not be ended");
    pthread_join(v->thread, NULL);
    close_all(v);
}

/* ---- mountinfo */

/* Space, tab, line end, '#' and '\' in a name stand as three octal digits. */
static void unescape(char *name)
{
    char *to = name;
    for (const char *p = name; *p; p++) {
        bool is_octal = *p == '\\' && p[1] >= '0' && p[1] <= '3' && p[2] >= '0' && p[2] <= '7' &&
                        p[3] >= '0' && p[3] <= '7';
        char c = *p;
        if (is_octal)
            c = (char)((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0'));
        *to++ = c;
        p += is_octal ? 3 : 0;
    }
    *to = 0;
}

/* Is it in the folder itself? Not deeper; and a folder that was removed under its mount ends in "//deleted". */
static bool is_right_under(const char *path, const char *root)
{
    size_t length = strlen(root);
    while (length && root[length - 1] == '/')
        length--;
    return strncmp(path, root, length) == 0 && path[length] == '/' && path[length + 1] &&
           !strchr(path + length + 1, '/');
}

/* Keeps the order; the last one on a folder is the one that is seen there. */
static size_t put(struct volume *out, size_t count, char *folder, unsigned mount)
{
    size_t i = 0;
    while (i < count && strcmp(out[i].folder, folder) < 0)
        i++;
    if (i < count && strcmp(out[i].folder, folder) == 0) {
        out[i].mount = mount;
        free(folder);
        return count;
    }
    if (count == VOLUMES_MOST) {
        free(folder);
        return count;
    }
    memmove(&out[i + 1], &out[i], (count - i) * sizeof *out);
    out[i] = (struct volume){folder, mount};
    return count + 1;
}

/* "36 35 98:0 /of-the-device /where flags ...": the number, and the fifth word on the heap; NULL: no such line. */
static char *read_line(const char *line, size_t bytes, unsigned *mount)
{
    char *end;
    *mount = (unsigned)strtoul(line, &end, 10);
    const char *p = line, *stop = line + bytes;
    if (end == line)
        return NULL;
    for (int word = 1; word < 5; word++) {
        p = memchr(p, ' ', (size_t)(stop - p));
        if (!p)
            return NULL;
        p++;
    }
    const char *space = memchr(p, ' ', (size_t)(stop - p));
    if (!space)
        return NULL;
    char *path = mem_copy_bytes(p, (size_t)(space - p));
    unescape(path);
    return path;
}

size_t volume_parse(const char *text, const char *root, struct volume out[VOLUMES_MOST])
{
    size_t count = 0;
    for (const char *line = text; *line;) {
        size_t bytes = strcspn(line, "\n");
        unsigned mount;
        char *path = read_line(line, bytes, &mount);
        if (path && is_right_under(path, root))
            count = put(out, count, path, mount);
        else
            free(path);
        line += bytes + (line[bytes] == '\n');
    }
    return count;
}

/* ---- what is in */

/* Can it be seen? Something may be mounted over the whole root. */
static bool shows(const char *folder, const struct stat *root)
{
    struct stat st;
    return stat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_dev != root->st_dev;
}

/* What is mounted now takes the place of what was, which may be told of already. */
static void take_over(struct volumes *v, struct volume *now, size_t count)
{
    for (size_t i = v->count; i-- > 0;) {
        size_t same = 0;
        while (same < count && (now[same].mount != v->all[i].volume.mount ||
                                strcmp(now[same].folder, v->all[i].volume.folder) != 0))
            same++;
        if (same == count) {
            forget(v, i);
            continue;
        }
        free(now[same].folder);
        now[same].folder = v->all[i].volume.folder;
        now[same].mount = 0; /* an old one; the kernel's numbers are not 0 */
    }
    struct seen all[VOLUMES_MOST];
    size_t old = 0;
    for (size_t i = 0; i < count; i++) {
        if (now[i].mount == 0)
            all[i] = v->all[old++];
        else
            all[i] = (struct seen){.volume = now[i]};
    }
    memcpy(v->all, all, count * sizeof *all);
    v->count = count;
}

static void refresh(struct volumes *v)
{
    if (v->is_pretended || !atomic_exchange(&v->is_stale, false))
        return;
    struct volume now[VOLUMES_MOST];
    size_t count = 0, kept = 0;
    char *text = NULL, *root = realpath(v->root, NULL);
    struct stat st;
    if (root && stat(root, &st) == 0 &&
        file_read(mountinfo, MOUNTINFO_BYTES_MOST, &text, NULL) == ERR_OK)
        count = volume_parse(text, root, now);
    for (size_t i = 0; i < count; i++) {
        if (shows(now[i].folder, &st))
            now[kept++] = now[i];
        else
            free(now[i].folder);
    }
    free(text);
    free(root);
    take_over(v, now, kept);
}

struct volumes_list volumes_all(struct volumes *v)
{
    refresh(v);
    struct volumes_list list = {.count = v->count};
    for (size_t i = 0; i < v->count; i++)
        list.folders[i] = v->all[i].volume.folder;
    return list;
}

char *volumes_list_root(const struct volumes_list *list)
{
    char *root = mem_copy_string(list->folders[0]);
    for (size_t i = 1; i < list->count; i++) {
        const char *folder = list->folders[i];
        size_t end = 0; /* behind the last '/' up to which both are the same */
        for (size_t same = 0; root[same] && root[same] == folder[same]; same++)
            if (root[same] == '/')
                end = same + 1;
        root[end] = 0;
    }
    return root;
}

bool volumes_list_is_below(const struct volumes_list *list, const char *root)
{
    size_t length = strlen(root);
    for (size_t i = 0; i < list->count; i++) {
        const char *folder = list->folders[i];
        if (strncmp(folder, root, length) == 0 &&
            (!folder[length] || folder[length] == '/' || (length && root[length - 1] == '/')))
            return true;
    }
    return false;
}

const char *volumes_stick(struct volumes *v)
{
    refresh(v);
    return v->count ? v->all[0].volume.folder : NULL;
}

struct volumes_change volumes_take_change(struct volumes *v)
{
    refresh(v);
    struct volumes_change change = {.went = v->went, .count = v->count};
    for (size_t i = 0; i < v->count; i++) {
        if (!v->all[i].is_taken)
            change.came.folders[change.came.count++] = v->all[i].volume.folder;
        v->all[i].is_taken = true;
    }
    v->went = 0;
    return change;
}

/* ---- scripts */

static void pretend(struct volumes *v)
{
    while (!v->is_pretended && v->count)
        forget(v, v->count - 1);
    v->is_pretended = true;
}

void volumes_pretend(struct volumes *v, const char *folder)
{
    pretend(v);
    while (!folder && v->count)
        forget(v, v->count - 1);
    if (folder) {
        struct volume now[VOLUMES_MOST];
        for (size_t i = 0; i < v->count; i++)
            now[i] =
                (struct volume){mem_copy_string(v->all[i].volume.folder), v->all[i].volume.mount};
        size_t count = put(now, v->count, mem_copy_string(folder), ++v->pretended);
        take_over(v, now, count);
    }
    if (v->wake)
        v->wake(v->data);
}

void volumes_pretend_out(struct volumes *v, const char *folder)
{
    pretend(v);
    for (size_t i = v->count; i-- > 0;)
        if (strcmp(v->all[i].volume.folder, folder) == 0)
            forget(v, i);
    if (v->wake)
        v->wake(v->data);
}
