#include "library/volume.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct volumes {
    char *root;
    char *stick; /* the answer last given; NULL: none */
    bool is_pretended;
    void (*wake)(void *);
    void *data;
    pthread_t thread;
    int end_fd;     /* eventfd: the thread is to end */
    int mounts_fd;  /* /proc/self/mountinfo, -1 when there is none */
    int folders_fd; /* inotify on the root, -1 when it can't be watched */
};

static void drain(int fd)
{
    char events[4096];
    while (read(fd, events, sizeof events) > 0)
        ;
}

static void *watch(void *data)
{
    const struct volumes *v = data;
    /* poll passes over a descriptor of -1. */
    struct pollfd fds[] = {{.fd = v->end_fd, .events = POLLIN},
                           {.fd = v->mounts_fd, .events = POLLPRI},
                           {.fd = v->folders_fd, .events = POLLIN}};
    for (;;) {
        if (poll(fds, sizeof fds / sizeof *fds, -1) < 0) {
            if (errno == EINTR)
                continue;
            log_error("sticks are no longer noticed: %s", strerror(errno));
            return NULL;
        }
        if (fds[0].revents)
            return NULL;
        if (fds[2].revents)
            drain(v->folders_fd);
        if (v->wake)
            v->wake(v->data);
    }
}

static void close_all(struct volumes *v)
{
    int fds[] = {v->end_fd, v->mounts_fd, v->folders_fd};
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    free(v->root);
    free(v->stick);
    free(v);
}

enum err volumes_new(const char *root, void (*wake)(void *), void *data, struct volumes **out)
{
    struct volumes *v = mem_new(1, sizeof *v);
    *v = (struct volumes){.root = mem_copy_string(root), .wake = wake, .data = data};
    v->end_fd = eventfd(0, EFD_CLOEXEC);
    v->mounts_fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    v->folders_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (v->folders_fd >= 0 &&
        inotify_add_watch(v->folders_fd, root,
                          IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR) < 0) {
        close(v->folders_fd);
        v->folders_fd = -1;
    }
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

/* The folder under the root that is a stick: one on which something is mounted before a plain one, then the first by name. */
static char *find_stick(const char *root)
{
    DIR *dir = opendir(root);
    if (!dir)
        return NULL;
    struct stat top, st;
    char *best = NULL;
    bool best_mounted = false;
    const struct dirent *entry;
    bool is_known = fstat(dirfd(dir), &top) == 0;
    while (is_known && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.' ||
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISDIR(st.st_mode))
            continue;
        bool mounted = st.st_dev != top.st_dev;
        if (best && (best_mounted != mounted ? best_mounted : strcmp(best, entry->d_name) < 0))
            continue;
        free(best);
        best = mem_copy_string(entry->d_name);
        best_mounted = mounted;
    }
    closedir(dir);
    char *path = best ? file_join(root, best) : NULL;
    free(best);
    return path;
}

const char *volumes_stick(struct volumes *v)
{
    if (!v->is_pretended) {
        free(v->stick);
        v->stick = find_stick(v->root);
    }
    return v->stick;
}

void volumes_pretend(struct volumes *v, const char *folder)
{
    v->is_pretended = true;
    free(v->stick);
    v->stick = folder ? mem_copy_string(folder) : NULL;
    if (v->wake)
        v->wake(v->data);
}
