#include "library/importer.h"
#include "base/mem.h"
#include "library/import_run.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct importer {
    struct importer_options options; /* its strings are copies */
    char *folder, *worker_path, **sections;
    struct import_list list; /* the thread's until it has ended */
    void (*wake)(void *);
    void *data;
    pthread_t thread;
    atomic_bool cancel;
    pthread_mutex_t lock;
    struct importer_progress progress; /* by lock */
};

enum err importer_add(const struct importer_options *options, struct import_list *list,
                      void (*each)(void *data, const struct import_item *item), void *data)
{
    const struct import_watch watch = {.each = each, .data = data};
    return import_run(options, list, &watch);
}

static void wake(struct importer *importer)
{
    if (importer->wake)
        importer->wake(importer->data);
}

/* A document of a pack counts when it is ready, and not again when all of its pack is added. */
static void each_item(void *data, const struct import_item *item)
{
    struct importer *importer = data;
    bool counts = !item->in_pack || item->outcome == IMPORT_WAITING;
    pthread_mutex_lock(&importer->lock);
    importer->progress.done += counts;
    importer->progress.page = importer->progress.pages = 0;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
}

static void more_items(void *data, size_t count)
{
    struct importer *importer = data;
    pthread_mutex_lock(&importer->lock);
    importer->progress.count += count;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
}

static void each_page(void *data, uint32_t page, uint32_t pages)
{
    struct importer *importer = data;
    pthread_mutex_lock(&importer->lock);
    importer->progress.page = page;
    importer->progress.pages = pages;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
}

static bool is_cancelled(void *data)
{
    struct importer *importer = data;
    return atomic_load(&importer->cancel);
}

static void *run(void *data)
{
    struct importer *importer = data;
    const struct import_watch watch = {.each = each_item,
                                       .page = each_page,
                                       .cancelled = is_cancelled,
                                       .more = more_items,
                                       .data = importer};
    enum err err = import_run(&importer->options, &importer->list, &watch);
    pthread_mutex_lock(&importer->lock);
    importer->progress.finished = true;
    importer->progress.err = err;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
    return NULL;
}

static size_t count_waiting(const struct import_list *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].picked && list->items[i].outcome == IMPORT_WAITING;
    return count;
}

/* NULL-terminated; NULL when there are none. */
static char **copy_sections(const char *const *sections)
{
    size_t count = 0;
    while (sections && sections[count])
        count++;
    if (!sections)
        return NULL;
    char **copy = mem_new(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = mem_copy_string(sections[i]);
    return copy;
}

static void free_importer(struct importer *importer)
{
    for (char **s = importer->sections; s && *s; s++)
        free(*s);
    free(importer->sections);
    pthread_mutex_destroy(&importer->lock);
    free(importer->folder);
    free(importer->worker_path);
    free(importer);
}

enum err importer_start(const struct importer_options *options, struct import_list *list,
                        void (*wake_up)(void *), void *data, struct importer **out)
{
    struct importer *importer = mem_new(1, sizeof *importer);
    importer->options = *options;
    importer->options.folder = importer->folder = mem_copy_string(options->folder);
    if (options->worker_path)
        importer->worker_path = mem_copy_string(options->worker_path);
    importer->options.worker_path = importer->worker_path;
    importer->sections = copy_sections(options->sections);
    importer->options.sections = (const char *const *)importer->sections;
    importer->wake = wake_up;
    importer->data = data;
    importer->list = *list;
    importer->progress.count = count_waiting(list);
    pthread_mutex_init(&importer->lock, NULL);
    atomic_init(&importer->cancel, false);
    if (pthread_create(&importer->thread, NULL, run, importer) != 0) {
        free_importer(importer);
        return ERR_NO_MEMORY;
    }
    *list = (struct import_list){0};
    *out = importer;
    return ERR_OK;
}

struct importer_progress importer_progress(struct importer *importer)
{
    pthread_mutex_lock(&importer->lock);
    struct importer_progress progress = importer->progress;
    pthread_mutex_unlock(&importer->lock);
    return progress;
}

void importer_cancel(struct importer *importer)
{
    atomic_store(&importer->cancel, true);
}

void importer_take(struct importer *importer, struct import_list *out)
{
    pthread_join(importer->thread, NULL);
    *out = importer->list;
    free_importer(importer);
}
