/* drop_folder.h: a folder that a sync engine fills (Syncthing, rsync, a mounted share), from which signed packs are taken.
 *
 * Only whole packs of trusted keys, only versions later than all that were ever here, and only once. What is still arriving has not its
 * signature yet, or does not match it, and is left until it changes; the temporary names of sync engines are passed over. Nothing in the
 * folder is written or removed. A small thread waits on it (inotify, which does not see what another machine puts on a share) and looks
 * anyhow once a minute, by sizes and times; it wakes main when something came of it. */
#ifndef LECTERN_LIBRARY_DROP_FOLDER_H
#define LECTERN_LIBRARY_DROP_FOLDER_H

#include "base/err.h"
#include "library/importer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DROP_POLL_S = 60, DROP_QUIET_MS = 2000 /* after the last change, before it is looked at */ };

struct drop_folder;

struct drop_state {
    bool is_there;        /* the folder could be read at the last look */
    bool is_busy;         /* a look is due or under way */
    uint32_t changes;     /* how many packs were added since the start */
    size_t packs;         /* that lie there, whole and known or added */
    char problem[128];    /* the path of a pack that was refused, as text; "" none, or no text */
    enum err err;         /* why; or why the folder can't be read */
    int64_t last_added_s; /* Unix time; 0 not since the start */
};

/* Starts to watch; the folder need not be there yet. What the options point to is copied; the rule for packs is PACK_UNASKED. `wake` (may be
 * NULL) is called from that thread. Free with drop_folder_free. Thread: main. */
MUST_USE enum err drop_folder_start(const char *folder, const struct importer_options *options,
                                    void (*wake)(void *), void *data, struct drop_folder **out);
struct drop_state drop_folder_state(struct drop_folder *d);
void drop_folder_free(struct drop_folder *d); /* stops a look that is under way; NULL is fine */

/* Whether a sync engine gives files that it still writes such a name, or it is none of ours. Any thread. */
bool drop_folder_passes_over(const char *name);

/* One look, in the calling thread: takes what is whole and new. *added: how many packs. A pack that does not match its signature is refused
 * only at the second look that finds it unchanged. `state` may be NULL. For tests, and the thread itself. */
struct drop_look;
struct drop_look *drop_look_new(const char *folder, const struct importer_options *options);
MUST_USE enum err drop_look_once(struct drop_look *look, bool (*cancelled)(void *), void *data,
                                 struct drop_state *state);
void drop_look_free(struct drop_look *look);

#endif
