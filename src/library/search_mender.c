#include "library/search_mender.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/search_index.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { NICENESS = 10 };

struct search_mender {
    char *folder;
    atomic_bool stop;
    pthread_t thread;
};

static bool is_stopped(void *data)
{
    struct search_mender *m = data;
    return atomic_load(&m->stop);
}

static void *run(void *data)
{
    struct search_mender *m = data;
    setpriority(PRIO_PROCESS, 0, NICENESS); /* in Linux: of this thread */
    enum err err = search_index_mend(m->folder, is_stopped, m);
    if (err != ERR_OK && err != ERR_CANCELLED)
        log_note("the search index of %s is not complete (%s)", m->folder, err_name(err));
    return NULL;
}

struct search_mender *search_mender_start(const char *folder)
{
    struct search_mender *m = mem_new(1, sizeof *m);
    m->folder = mem_copy_string(folder);
    atomic_init(&m->stop, false);
    if (pthread_create(&m->thread, NULL, run, m) != 0) {
        free(m->folder);
        free(m);
        return NULL;
    }
    return m;
}

void search_mender_stop(struct search_mender *m)
{
    if (!m)
        return;
    atomic_store(&m->stop, true);
    pthread_join(m->thread, NULL);
    free(m->folder);
    free(m);
}
