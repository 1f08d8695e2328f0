#include "library/drop_folder.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NICENESS = 10, WATCHES_MOST = 200, WATCH_DEPTH_MOST = 6 };

struct drop_folder {
    char *folder, *library, *worker_path, **sections;
    struct drop_look *look; /* the thread's */
    void (*wake)(void *);
    void *data;
    int notify_fd; /* -1: only the minute wakes us */
    int stop_fds[2];
    atomic_bool stop;
    pthread_t thread;
    pthread_mutex_t lock;
    struct drop_state state; /* by lock */
};

static bool is_stopped(void *data)
{
    struct drop_folder *d = data;
    return atomic_load(&d->stop);
}

/* Watches a folder and those in it; who is watched already stays so. */
static void watch_folders(const struct drop_folder *d, const char *path, int depth, int *count)
{
    const uint32_t changes = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE |
                             IN_ATTRIB | IN_ONLYDIR;
    if (d->notify_fd < 0 || *count >= WATCHES_MOST || depth > WATCH_DEPTH_MOST ||
        inotify_add_watch(d->notify_fd, path, changes) < 0)
        return;
    ++*count;
    DIR *dir = opendir(path);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct stat st;
        if (drop_folder_passes_over(entry->d_name) ||
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISDIR(st.st_mode))
            continue;
        char *inner = file_join(path, entry->d_name);
        watch_folders(d, inner, depth + 1, count);
        free(inner);
    }
    if (dir)
        closedir(dir);
}

static void drain(int fd)
{
    char events[4096];
    while (fd >= 0 && read(fd, events, sizeof events) > 0)
        continue;
}

/* Sleeps until something changed, or a minute is over. True: something changed. */
static bool wait_ms(struct drop_folder *d, int timeout_ms)
{
    struct pollfd fds[] = {{.fd = d->stop_fds[0], .events = POLLIN},
                           {.fd = d->notify_fd, .events = POLLIN}};
    int got = poll(fds, 2, timeout_ms);
    bool changed = got > 0 && (fds[1].revents & POLLIN);
    if (changed)
        drain(d->notify_fd);
    return changed;
}

static void set_busy(struct drop_folder *d)
{
    pthread_mutex_lock(&d->lock);
    d->state.is_busy = true;
    pthread_mutex_unlock(&d->lock);
}

static void look(struct drop_folder *d)
{
    pthread_mutex_lock(&d->lock);
    struct drop_state state = d->state;
    pthread_mutex_unlock(&d->lock);
    set_busy(d);
    uint32_t before = state.changes;
    enum err err = drop_look_once(d->look, is_stopped, d, &state);
    if (err != ERR_OK && err != ERR_CANCELLED)
        log_note("the drop folder %s could not be looked at (%s)", d->folder, err_name(err));
    state.is_busy = false;
    pthread_mutex_lock(&d->lock);
    d->state = state;
    pthread_mutex_unlock(&d->lock);
    if (state.changes != before && d->wake)
        d->wake(d->data);
}

static void *run(void *data)
{
    struct drop_folder *d = data;
    setpriority(PRIO_PROCESS, 0, NICENESS); /* in Linux: of this thread */
    while (!is_stopped(d)) {
        int count = 0;
        watch_folders(d, d->folder, 0, &count);
        look(d);
        if (is_stopped(d) || !wait_ms(d, DROP_POLL_S * 1000))
            continue;
        set_busy(d);
        while (!is_stopped(d) && wait_ms(d, DROP_QUIET_MS)) /* until it is quiet */
            continue;
    }
    return NULL;
}

static void copy_options(struct drop_folder *d, const struct importer_options *from,
                         struct importer_options *to)
{
    size_t count = 0;
    *to = *from;
    to->folder = d->library = mem_copy_string(from->folder);
    if (from->worker_path)
        to->worker_path = d->worker_path = mem_copy_string(from->worker_path);
    if (!from->sections)
        return;
    while (from->sections[count])
        count++;
    d->sections = mem_new(count + 1, sizeof *d->sections);
    for (size_t i = 0; i < count; i++)
        d->sections[i] = mem_copy_string(from->sections[i]);
    to->sections = (const char *const *)d->sections;
}

static void drop(struct drop_folder *d)
{
    drop_look_free(d->look);
    for (char **s = d->sections; s && *s; s++)
        free(*s);
    free(d->sections);
    free(d->worker_path);
    free(d->library);
    free(d->folder);
    if (d->notify_fd >= 0)
        close(d->notify_fd);
    if (d->stop_fds[0] >= 0) {
        close(d->stop_fds[0]);
        close(d->stop_fds[1]);
    }
    pthread_mutex_destroy(&d->lock);
    free(d);
}

enum err drop_folder_start(const char *folder, const struct importer_options *options,
                           void (*wake)(void *), void *data, struct drop_folder **out)
{
    struct drop_folder *d = mem_new(1, sizeof *d);
    struct importer_options own;
    *d = (struct drop_folder){.folder = mem_copy_string(folder),
                              .wake = wake,
                              .data = data,
                              .stop_fds = {-1, -1},
                              .state = {.is_busy = true}};
    copy_options(d, options, &own);
    d->look = drop_look_new(folder, &own);
    pthread_mutex_init(&d->lock, NULL);
    atomic_init(&d->stop, false);
    d->notify_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    enum err err = pipe2(d->stop_fds, O_CLOEXEC) == 0 ? ERR_OK : err_from_errno(errno);
    if (err == ERR_OK && pthread_create(&d->thread, NULL, run, d) != 0)
        err = ERR_NO_MEMORY;
    if (err != ERR_OK)
        drop(d);
    else
        *out = d;
    return err;
}

struct drop_state drop_folder_state(struct drop_folder *d)
{
    pthread_mutex_lock(&d->lock);
    struct drop_state state = d->state;
    pthread_mutex_unlock(&d->lock);
    return state;
}

void drop_folder_free(struct drop_folder *d)
{
    if (!d)
        return;
    atomic_store(&d->stop, true);
    while (write(d->stop_fds[1], "", 1) < 0 && errno == EINTR)
        continue;
    pthread_join(d->thread, NULL);
    drop(d);
}
