#include "library/copier.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct copier {
    bool restores;
    struct export_options to;
    struct restore_options from;
    char *texts[4]; /* that the options point to */
    char **sections;
    void (*wake)(void *);
    void *data;
    pthread_t thread;
    atomic_bool cancel;
    pthread_mutex_t lock;
    struct copy_progress progress; /* by lock */
    bool finished;                 /* by lock */
    /* The thread's until it has finished: */
    enum err err;
    struct export_result exported;
    struct restore_result restored;
};

static void tell(void *data, const struct copy_progress *progress)
{
    struct copier *c = data;
    pthread_mutex_lock(&c->lock);
    c->progress = *progress;
    pthread_mutex_unlock(&c->lock);
    if (c->wake)
        c->wake(c->data);
}

static bool is_cancelled(void *data)
{
    struct copier *c = data;
    return atomic_load(&c->cancel);
}

static void *run(void *data)
{
    struct copier *c = data;
    const struct copy_watch watch = {.tell = tell, .cancelled = is_cancelled, .data = c};
    c->err = c->restores ? restore_run(&c->from, &watch, &c->restored)
                         : export_run(&c->to, &watch, &c->exported);
    pthread_mutex_lock(&c->lock);
    c->finished = true;
    pthread_mutex_unlock(&c->lock);
    if (c->wake)
        c->wake(c->data);
    return NULL;
}

static char *keep(struct copier *c, int at, const char *text)
{
    return c->texts[at] = text ? mem_copy_string(text) : NULL;
}

static void drop(struct copier *c)
{
    for (size_t i = 0; i < sizeof c->texts / sizeof *c->texts; i++)
        free(c->texts[i]);
    for (char **s = c->sections; s && *s; s++)
        free(*s);
    free(c->sections);
    export_result_free(&c->exported);
    restore_result_free(&c->restored);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

static enum err start(struct copier *c, void (*wake)(void *), void *data, struct copier **out)
{
    c->wake = wake;
    c->data = data;
    pthread_mutex_init(&c->lock, NULL);
    atomic_init(&c->cancel, false);
    if (pthread_create(&c->thread, NULL, run, c) != 0) {
        drop(c);
        return ERR_NO_MEMORY;
    }
    *out = c;
    return ERR_OK;
}

enum err copier_start_export(const struct export_options *options, void (*wake)(void *), void *data,
                             struct copier **out)
{
    struct copier *c = mem_new(1, sizeof *c);
    c->to = (struct export_options){.library = keep(c, 0, options->library),
                                    .folder = keep(c, 1, options->folder),
                                    .date = keep(c, 2, options->date),
                                    .read_me = keep(c, 3, options->read_me)};
    return start(c, wake, data, out);
}

static char **copy_sections(const char *const *sections)
{
    size_t count = 0;
    if (!sections)
        return NULL;
    while (sections[count])
        count++;
    char **copy = mem_new(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = mem_copy_string(sections[i]);
    return copy;
}

enum err copier_start_restore(const struct restore_options *options, void (*wake)(void *),
                              void *data, struct copier **out)
{
    struct copier *c = mem_new(1, sizeof *c);
    c->restores = true;
    c->progress.stage = COPY_CHECKING;
    c->from = *options;
    c->from.path = keep(c, 0, options->path);
    c->from.importer.folder = keep(c, 1, options->importer.folder);
    c->from.importer.worker_path = keep(c, 2, options->importer.worker_path);
    c->sections = copy_sections(options->importer.sections);
    c->from.importer.sections = (const char *const *)c->sections;
    return start(c, wake, data, out);
}

bool copier_restores(const struct copier *c)
{
    return c->restores;
}

bool copier_poll(struct copier *c, struct copy_progress *out)
{
    pthread_mutex_lock(&c->lock);
    *out = c->progress;
    bool finished = c->finished;
    pthread_mutex_unlock(&c->lock);
    return finished;
}

void copier_cancel(struct copier *c)
{
    atomic_store(&c->cancel, true);
}

enum err copier_err(const struct copier *c)
{
    return c->err;
}

const struct export_result *copier_exported(const struct copier *c)
{
    return &c->exported;
}

const struct restore_result *copier_restored(const struct copier *c)
{
    return &c->restored;
}

void copier_free(struct copier *c)
{
    if (!c)
        return;
    copier_cancel(c);
    pthread_join(c->thread, NULL);
    drop(c);
}
