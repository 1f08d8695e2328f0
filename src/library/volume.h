/* volume.h: sees a stick come and go: a mount, or a folder, that appears under the mount root.
 *
 * A small thread waits on /proc/self/mountinfo (poll, POLLPRI) and on the root itself (inotify, for plain folders), and wakes main. */
#ifndef LECTERN_LIBRARY_VOLUME_H
#define LECTERN_LIBRARY_VOLUME_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct volumes;

/* Watches `root` ("/run/lectern/media"); a root that does not exist is no error: nothing will come. Free with volumes_free. Thread: main. */
MUST_USE enum err volumes_new(const char *root, void (*wake)(void *), void *data,
                              struct volumes **out);
void volumes_free(struct volumes *v); /* NULL is fine */

/* The folder of the stick that is in, or NULL. Borrowed until the next call. Thread: main. */
const char *volumes_stick(struct volumes *v);

/* A script's 'stick in DIR' (NULL: 'stick out'): as if it had been mounted. Thread: main. */
void volumes_pretend(struct volumes *v, const char *folder);

#endif
