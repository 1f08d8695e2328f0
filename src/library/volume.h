/* volume.h: sees sticks come and go: what is mounted right under the mount root, each partition of each stick by itself.
 *
 * A folder on which nothing is mounted is no stick: one that was left over is not there. A small thread waits on /proc/self/mountinfo (poll,
 * POLLPRI) and wakes main; the rest is main's. */
#ifndef LECTERN_LIBRARY_VOLUME_H
#define LECTERN_LIBRARY_VOLUME_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { VOLUMES_MOST = 16 }; /* more are not seen */

struct volumes;

/* Folders, by name; borrowed until the next call of a function of volumes. */
struct volumes_list {
    const char *folders[VOLUMES_MOST];
    size_t count;
};

/* What happened since it was last asked. One that went and came again did both. */
struct volumes_change {
    struct volumes_list came;
    size_t went;
    size_t count; /* are in now */
};

/* Watches `root` ("/run/lectern/media"); a root that does not exist is no error: nothing will come. Free with volumes_free. Thread: main. */
MUST_USE enum err volumes_new(const char *root, void (*wake)(void *), void *data,
                              struct volumes **out);
void volumes_free(struct volumes *v); /* NULL is fine */

/* All that is in. Thread: main. */
struct volumes_list volumes_all(struct volumes *v);

/* The only one of a list; or the folder that all of it lie in, with a '/' at its end. Heap. The list is not empty. Any thread. */
char *volumes_list_root(const struct volumes_list *list);
/* Is one of them this root, or below it? Any thread. */
bool volumes_list_is_below(const struct volumes_list *list, const char *root);

/* The first that is in, or NULL. Thread: main. */
const char *volumes_stick(struct volumes *v);

/* What came and went since the last call; at the first, what is in came. Thread: main. */
struct volumes_change volumes_take_change(struct volumes *v);

/* A script's 'stick in DIR': as if it had been mounted, beside what a script put in before. NULL, 'stick out': nothing is in. From then on
 * what is really mounted does not count. Thread: main. */
void volumes_pretend(struct volumes *v, const char *folder);
void volumes_pretend_out(struct volumes *v, const char *folder); /* this one is gone */

/* One mount. */
struct volume {
    char *folder;   /* heap */
    unsigned mount; /* the kernel's number of it: another one when a stick goes and comes */
};

/* What a text in the form of /proc/self/mountinfo (proc(5)) has right under `root`, by name; of two on one folder the last. Returns how many;
 * the folders are yours. Lines that are not understood are passed over. Any thread. */
size_t volume_parse(const char *text, const char *root, struct volume out[VOLUMES_MOST]);

#endif
