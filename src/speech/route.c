#include "speech/route.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    JACKS_MOST = 16,
    CARDS_MOST = 64,
    NODE_BYTES = 32,
    SETTLE_MS =
        50, /* a sound device is looked at again: its node is there before its card is listed */
    BITS_OF_LONG = 8 * sizeof(long),
    SWITCH_LONGS = SW_MAX / BITS_OF_LONG + 1
};

struct jack {
    int fd;
    char node[NODE_BYTES]; /* "event3" */
    bool is_in;
};

struct routes {
    char *input_folder, *sound_folder, *cards_file, *speaker, *headset; /* constant */
    void (*wake)(void *);                                               /* constant */
    void *data;                                                         /* constant */
    pthread_t thread;                                                   /* main's */
    int end_fd; /* eventfd: the thread is to end */

    /* The thread's alone. */
    int watch_fd; /* inotify; -1: nothing can be watched */
    int input_watch, sound_watch;
    struct jack jacks[JACKS_MOST];
    size_t jack_count;
    uint64_t own_cards; /* a bit for each USB card that was there from the start */
    bool has_looked;

    pthread_mutex_t lock; /* guards what follows */
    struct route_state state;
    bool is_pretended;
};

static struct routes *lock(const struct routes *routes)
{
    struct routes *r = (struct routes *)(uintptr_t)routes;
    pthread_mutex_lock(&r->lock);
    return r;
}

static void unlock(struct routes *r)
{
    pthread_mutex_unlock(&r->lock);
}

/* ---- jacks */

static bool has_bit(const unsigned long *bits, unsigned bit)
{
    return (bits[bit / BITS_OF_LONG] >> (bit % BITS_OF_LONG)) & 1;
}

static bool jack_is_in(int fd)
{
    unsigned long on[SWITCH_LONGS] = {0};
    return ioctl(fd, EVIOCGSW(sizeof on), on) >= 0 && has_bit(on, SW_HEADPHONE_INSERT);
}

static bool is_jack(int fd)
{
    unsigned long can[SWITCH_LONGS] = {0};
    struct stat st;
    if (ioctl(fd, EVIOCGBIT(EV_SW, sizeof can), can) >= 0)
        return has_bit(can, SW_HEADPHONE_INSERT);
    return fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode);
}

static void open_jack(struct routes *r, const char *node)
{
    if (strncmp(node, "event", 5) != 0 || strlen(node) >= NODE_BYTES || r->jack_count == JACKS_MOST)
        return;
    for (size_t i = 0; i < r->jack_count; i++) {
        if (strcmp(r->jacks[i].node, node) == 0)
            return;
    }
    char *path = file_join(r->input_folder, node);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    free(path);
    if (fd < 0)
        return; /* not ours to read, or not yet: udev's change of its rights is seen too */
    if (!is_jack(fd)) {
        close(fd);
        return;
    }
    struct jack *jack = &r->jacks[r->jack_count++];
    *jack = (struct jack){.fd = fd, .is_in = jack_is_in(fd)};
    memcpy(jack->node, node, strlen(node) + 1);
}

static void open_jacks(struct routes *r)
{
    DIR *dir = r->input_folder ? opendir(r->input_folder) : NULL;
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        open_jack(r, entry->d_name);
    if (dir)
        closedir(dir);
}

/* Takes what the device says; false when it is gone. */
static bool read_jack(struct jack *jack)
{
    struct input_event events[16];
    ssize_t bytes;
    while ((bytes = read(jack->fd, events, sizeof events)) > 0) {
        for (size_t i = 0; i < (size_t)bytes / sizeof *events; i++) {
            if (events[i].type == EV_SW && events[i].code == SW_HEADPHONE_INSERT)
                jack->is_in = events[i].value != 0;
            else if (events[i].type == EV_SYN && events[i].code == SYN_DROPPED)
                jack->is_in = jack_is_in(jack->fd); /* the kernel's queue ran over */
        }
    }
    return bytes < 0 && (errno == EAGAIN || errno == EINTR);
}

static void read_jacks(struct routes *r, const struct pollfd *fds)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->jack_count; i++) {
        if (fds[i].revents && !read_jack(&r->jacks[i]))
            close(r->jacks[i].fd);
        else
            r->jacks[kept++] = r->jacks[i];
    }
    r->jack_count = kept;
}

/* ---- cards */

static bool has_playback(const struct routes *r, unsigned card)
{
    char start[24];
    int length = snprintf(start, sizeof start, "pcmC%uD", card);
    bool has = false;
    DIR *dir = opendir(r->sound_folder);
    const struct dirent *entry;
    while (dir && !has && (entry = readdir(dir))) {
        size_t end = strlen(entry->d_name);
        has = strncmp(entry->d_name, start, (size_t)length) == 0 && entry->d_name[end - 1] == 'p';
    }
    if (dir)
        closedir(dir);
    return has;
}

static bool has_part(const char *name, const char *part)
{
    return *part && strcasestr(name, part);
}

/* The name of the USB card that is a headset; false when there is none. */
static bool find_headset_card(struct routes *r, char out[ROUTE_DEVICE_BYTES])
{
    FILE *f = r->cards_file && r->sound_folder ? fopen(r->cards_file, "re") : NULL;
    char line[256];
    uint64_t usb_cards = 0;
    bool found = false;
    while (f && fgets(line, sizeof line, f)) {
        /* " 1 [Device         ]: USB-Audio - USB Audio Device", then a line with the longer name */
        unsigned card;
        char driver[32], name[ROUTE_DEVICE_BYTES];
        bool is_usb = sscanf(line, " %u [%*[^]]]: %31s - %79[^\n]", &card, driver, name) == 3 &&
                      strcmp(driver, "USB-Audio") == 0 && card < CARDS_MOST;
        if (!is_usb || !has_playback(r, card))
            continue;
        uint64_t bit = UINT64_C(1) << card;
        usb_cards |= bit;
        bool is_headset = has_part(name, r->headset) ||
                          (r->has_looked && !(r->own_cards & bit) && !has_part(name, r->speaker));
        if (!found && is_headset)
            memcpy(out, name, strlen(name) + 1);
        found |= is_headset;
    }
    if (f)
        fclose(f);
    r->own_cards = r->has_looked ? r->own_cards & usb_cards : usb_cards;
    return found;
}

/* ---- the thread */

/* Tells what there is. `sound_changed`: a sound device came or went. */
static void publish(struct routes *r, bool sound_changed)
{
    struct route_state now = {.is_known = true};
    bool has_card = find_headset_card(r, now.device);
    now.headset_is_in = has_card;
    for (size_t i = 0; i < r->jack_count; i++)
        now.headset_is_in |= r->jacks[i].is_in;
    r->has_looked = true;
    lock(r);
    now.sound_changes = r->state.sound_changes + sound_changed;
    bool is_news = sound_changed || !r->state.is_known ||
                   now.headset_is_in != r->state.headset_is_in ||
                   strcmp(now.device, r->state.device) != 0;
    if (r->is_pretended) {
        now.headset_is_in = r->state.headset_is_in;
        now.device[0] = 0;
    }
    r->state = now;
    unlock(r);
    if (is_news && r->wake)
        r->wake(r->data);
}

/* Watches the folder; as long as it is not there, the folder that it will appear in. */
static int watch_folder(const struct routes *r, const char *folder)
{
    if (!folder)
        return -1;
    int watch = inotify_add_watch(r->watch_fd, folder,
                                  IN_CREATE | IN_ATTRIB | IN_DELETE | IN_MOVED_TO | IN_ONLYDIR);
    const char *end = strrchr(folder, '/');
    if (watch < 0 && end && end > folder) {
        char *above = mem_copy_bytes(folder, (size_t)(end - folder));
        if (inotify_add_watch(r->watch_fd, above, IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) < 0)
            log_note("%s can't be watched for headsets: %s", folder, strerror(errno));
        free(above);
    }
    return watch;
}

static void watch_folders(struct routes *r)
{
    if (r->input_watch < 0 && (r->input_watch = watch_folder(r, r->input_folder)) >= 0)
        open_jacks(r);
    if (r->sound_watch < 0)
        r->sound_watch = watch_folder(r, r->sound_folder);
}

/* Takes the news of the folders; true when some were of sound devices. */
static bool read_watch(struct routes *r)
{
    _Alignas(struct inotify_event) char events[4096];
    bool sound_changed = false;
    ssize_t bytes;
    while ((bytes = read(r->watch_fd, events, sizeof events)) > 0) {
        const struct inotify_event *event;
        for (char *at = events; at < events + bytes; at += sizeof *event + event->len) {
            event = (const struct inotify_event *)(const void *)at;
            bool is_whole = !(event->mask & (IN_Q_OVERFLOW | IN_IGNORED));
            if (event->mask & IN_IGNORED && event->wd == r->input_watch)
                r->input_watch = -1;
            if (event->mask & IN_IGNORED && event->wd == r->sound_watch)
                r->sound_watch = -1;
            if (is_whole && event->wd == r->input_watch && event->len)
                open_jack(r, event->name);
            else if (!is_whole)
                open_jacks(r);
            sound_changed |= event->wd != r->input_watch;
        }
    }
    watch_folders(r);
    return sound_changed;
}

static void *watch(void *data)
{
    struct routes *r = data;
    watch_folders(r);
    open_jacks(r);
    publish(r, false);
    int wait_ms = -1;
    for (;;) {
        struct pollfd fds[2 + JACKS_MOST] = {{.fd = r->end_fd, .events = POLLIN},
                                             {.fd = r->watch_fd, .events = POLLIN}};
        for (size_t i = 0; i < r->jack_count; i++)
            fds[2 + i] = (struct pollfd){.fd = r->jacks[i].fd, .events = POLLIN};
        int ready = poll(fds, 2 + r->jack_count, wait_ms);
        if (ready < 0 && errno != EINTR) {
            log_error("Headsets are no longer noticed: %s. Start again.", strerror(errno));
            return NULL;
        }
        if (ready < 0)
            continue;
        if (fds[0].revents)
            return NULL;
        read_jacks(r, fds + 2);
        bool is_settled = ready == 0;
        bool sound_changed = fds[1].revents && read_watch(r);
        wait_ms = sound_changed ? SETTLE_MS : -1;
        publish(r, sound_changed || is_settled);
    }
}

/* ---- main's half */

struct route_places route_places_usual(void)
{
    return (struct route_places){.input_folder = "/dev/input",
                                 .sound_folder = "/dev/snd",
                                 .cards_file = "/proc/asound/cards"};
}

static char *copy(const char *text)
{
    return text ? mem_copy_string(text) : NULL;
}

static void close_all(struct routes *r)
{
    for (size_t i = 0; i < r->jack_count; i++)
        close(r->jacks[i].fd);
    if (r->end_fd >= 0)
        close(r->end_fd);
    if (r->watch_fd >= 0)
        close(r->watch_fd);
    free(r->input_folder);
    free(r->sound_folder);
    free(r->cards_file);
    free(r->speaker);
    free(r->headset);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

enum err routes_new(const struct route_places *places, void (*wake)(void *), void *data,
                    struct routes **out)
{
    struct routes *r = mem_new(1, sizeof *r);
    r->input_folder = copy(places->input_folder);
    r->sound_folder = copy(places->sound_folder);
    r->cards_file = copy(places->cards_file);
    r->speaker = mem_copy_string(places->speaker ? places->speaker : "");
    r->headset = mem_copy_string(places->headset ? places->headset : "");
    r->wake = wake;
    r->data = data;
    r->input_watch = r->sound_watch = -1;
    r->state.is_known = !places->input_folder && !places->sound_folder; /* nowhere to look */
    pthread_mutex_init(&r->lock, NULL);
    r->end_fd = eventfd(0, EFD_CLOEXEC);
    r->watch_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (r->end_fd < 0 || r->watch_fd < 0 || pthread_create(&r->thread, NULL, watch, r) != 0) {
        close_all(r);
        return ERR_NO_MEMORY;
    }
    *out = r;
    return ERR_OK;
}

void routes_free(struct routes *r)
{
    if (!r)
        return;
    const uint64_t one = 1;
    if (write(r->end_fd, &one, sizeof one) != sizeof one)
        log_error("the watch for headsets could not be ended");
    pthread_join(r->thread, NULL);
    close_all(r);
}

void routes_now(const struct routes *routes, struct route_state *out)
{
    struct routes *r = lock(routes);
    *out = r->state;
    unlock(r);
}

void routes_pretend(struct routes *r, bool headset_is_in)
{
    lock(r);
    r->is_pretended = true;
    r->state.is_known = true;
    r->state.headset_is_in = headset_is_in;
    r->state.device[0] = 0;
    unlock(r);
    if (r->wake)
        r->wake(r->data);
}
