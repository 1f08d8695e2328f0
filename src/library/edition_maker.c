#include "library/edition_maker.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/catalogue.h"
#include "library/edition.h"

#include <pthread.h>
#include <stdlib.h>

struct edition_maker {
    char *folder;
    struct edition_map *map; /* the thread's until it has ended */
    pthread_t thread;
};

static void *run(void *data)
{
    struct edition_maker *m = data;
    struct catalogue *c = NULL;
    enum err err = catalogue_open(m->folder, false, &c);
    if (err == ERR_OK)
        err = edition_map_new(c, &m->map);
    if (err != ERR_OK && err != ERR_NOT_FOUND)
        log_note("which documents of %s belong together is not known yet (%s)", m->folder,
                 err_name(err));
    catalogue_close(c);
    mem_give_back(); /* the whole library was in memory, and what is kept of it is little */
    return NULL;
}

struct edition_maker *edition_maker_start(const char *folder)
{
    struct edition_maker *m = mem_new(1, sizeof *m);
    m->folder = mem_copy_string(folder);
    if (pthread_create(&m->thread, NULL, run, m) == 0)
        return m;
    free(m->folder);
    free(m);
    return NULL;
}

struct edition_map *edition_maker_take(struct edition_maker *m)
{
    if (!m)
        return NULL;
    pthread_join(m->thread, NULL);
    struct edition_map *map = m->map;
    free(m->folder);
    free(m);
    return map;
}
