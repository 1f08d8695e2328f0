#include "app/idle.h"

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <SDL2/SDL.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    DEVICES_MOST = 64,
    NAME_MOST_BYTES = 32,
    /* The folder shows a device before udev tells SDL of it: for a while the loop looks again. */
    SETTLE_MS = 250,
    SETTLE_TIMES = 8
};

struct device {
    int fd;
    char name[NAME_MOST_BYTES];
};

struct idle {
    char *folder;
    int pushed_fd; /* eventfd: SDL's queue has got something */
    int folder_fd; /* inotify, -1 when the folder can't be watched */
    struct device devices[DEVICES_MOST];
    int count;
    int settling;  /* times that it is still to look again */
    bool has_lost; /* a device, since it was asked */
};

/* SDL calls it in the thread that pushes. */
static int SDLCALL note_pushed(void *data, SDL_Event *event)
{
    const struct idle *idle = data;
    const uint64_t one = 1;
    if (event->type == SDL_POLLSENTINEL)
        return 0; /* what SDL_PollEvent itself puts there, each time */
    while (write(idle->pushed_fd, &one, sizeof one) < 0 && errno == EINTR) {
    }
    return 0;
}

static bool is_open(const struct idle *idle, const char *name)
{
    for (int i = 0; i < idle->count; i++) {
        if (strcmp(idle->devices[i].name, name) == 0)
            return true;
    }
    return false;
}

/* Some can't be opened yet: udev gives the right to it a moment after it is made, which the folder's watch sees. */
static void open_device(struct idle *idle, const char *name)
{
    size_t bytes = strlen(name) + 1;
    if (idle->count == DEVICES_MOST || bytes > NAME_MOST_BYTES || is_open(idle, name))
        return;
    char *path = file_join(idle->folder, name);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    free(path);
    if (fd < 0)
        return;
    struct device *d = &idle->devices[idle->count++];
    d->fd = fd;
    memcpy(d->name, name, bytes);
}

static void open_devices(struct idle *idle)
{
    DIR *dir = opendir(idle->folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (strncmp(entry->d_name, "event", 5) == 0)
            open_device(idle, entry->d_name);
    }
    if (dir)
        closedir(dir);
}

static void close_device(struct idle *idle, int i)
{
    close(idle->devices[i].fd);
    idle->devices[i] = idle->devices[--idle->count];
}

enum err idle_new(const char *folder, struct idle **out)
{
    struct idle *idle = mem_new(1, sizeof *idle);
    idle->folder = mem_copy_string(folder);
    idle->pushed_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    idle->folder_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (idle->folder_fd >= 0 &&
        inotify_add_watch(idle->folder_fd, folder,
                          IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO | IN_ONLYDIR) < 0) {
        close(idle->folder_fd);
        idle->folder_fd = -1;
    }
    if (idle->pushed_fd < 0) {
        idle_free(idle);
        return ERR_NO_MEMORY;
    }
    open_devices(idle);
    SDL_AddEventWatch(note_pushed, idle);
    *out = idle;
    return ERR_OK;
}

void idle_free(struct idle *idle)
{
    if (!idle)
        return;
    SDL_DelEventWatch(note_pushed, idle);
    while (idle->count)
        close_device(idle, 0);
    if (idle->pushed_fd >= 0)
        close(idle->pushed_fd);
    if (idle->folder_fd >= 0)
        close(idle->folder_fd);
    free(idle->folder);
    free(idle);
}

/* All that waits; -1 when the other end is gone. */
static int drain(int fd)
{
    char events[4096];
    ssize_t got;
    do {
        got = read(fd, events, sizeof events);
    } while (got > 0 || (got < 0 && errno == EINTR));
    return got == 0 || errno != EAGAIN ? -1 : 0;
}

static void look_at_devices(struct idle *idle, const struct pollfd *fds)
{
    for (int i = idle->count - 1; i >= 0; i--) {
        bool gone = fds[i].revents & (POLLERR | POLLHUP | POLLNVAL);
        if (gone || ((fds[i].revents & POLLIN) && drain(idle->devices[i].fd) != 0)) {
            idle->has_lost = true;
            close_device(idle, i);
            idle->settling = SETTLE_TIMES;
        }
    }
}

bool idle_wait(struct idle *idle, int most_ms)
{
    /* poll passes over a descriptor of -1. */
    struct pollfd fds[2 + DEVICES_MOST] = {{.fd = idle->pushed_fd, .events = POLLIN},
                                           {.fd = idle->folder_fd, .events = POLLIN}};
    for (int i = 0; i < idle->count; i++)
        fds[2 + i] = (struct pollfd){.fd = idle->devices[i].fd, .events = POLLIN};
    if (idle->settling) {
        idle->settling--;
        if (most_ms < 0 || most_ms > SETTLE_MS)
            most_ms = SETTLE_MS;
    }
    int woken = poll(fds, 2 + (nfds_t)idle->count, most_ms);
    if (woken < 0 && errno != EINTR)
        log_error("the wait for input failed: %s", strerror(errno));
    if (woken <= 0)
        return woken < 0;
    if (fds[0].revents)
        (void)drain(idle->pushed_fd);
    look_at_devices(idle, fds + 2);
    if (fds[1].revents) {
        (void)drain(idle->folder_fd);
        open_devices(idle);
        idle->settling = SETTLE_TIMES;
    }
    return true;
}

bool idle_has_lost(struct idle *idle)
{
    bool lost = idle->has_lost;
    idle->has_lost = false;
    return lost;
}
