#include "library/first_look.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/look_file.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The two who hold it are main and the thread: whoever lets go last frees it. */
struct first_look {
    char *folder, *worker_path;
    struct convert_limits limits;
    size_t count;
    struct look_file *files; /* their paths and sections: read only */

    pthread_mutex_t lock; /* guards what follows, and what was found in files */
    int holders;
    bool quit, is_done, has_ended;
    bool *is_new; /* found, and not collected */
    bool has_news;
    void (*wake)(void *);
    void *data;
};

static void free_look(struct first_look *look)
{
    for (size_t i = 0; i < look->count; i++)
        look_file_free(&look->files[i]);
    pthread_mutex_destroy(&look->lock);
    free(look->files);
    free(look->is_new);
    free(look->folder);
    free(look->worker_path);
    free(look);
}

static void let_go(struct first_look *look)
{
    pthread_mutex_lock(&look->lock);
    int left = --look->holders;
    pthread_mutex_unlock(&look->lock);
    if (left == 0)
        free_look(look);
}

static bool is_cancelled(void *data)
{
    struct first_look *look = data;
    pthread_mutex_lock(&look->lock);
    bool quit = look->quit;
    pthread_mutex_unlock(&look->lock);
    return quit;
}

/* Within the lock, so that nobody is woken after first_look_cancel. */
static void wake(struct first_look *look)
{
    if (!look->has_news && !look->quit && look->wake)
        look->wake(look->data);
    look->has_news = true;
}

/* Puts what was found of a file where main may collect it. */
static void tell(struct first_look *look, size_t i, struct look_file *found)
{
    pthread_mutex_lock(&look->lock);
    look_file_take(&look->files[i], found);
    look->is_new[i] = true;
    wake(look);
    pthread_mutex_unlock(&look->lock);
}

static void *run(void *data)
{
    struct first_look *look = data;
    const struct look_file_job job = {look->folder, look->worker_path, look->limits, is_cancelled,
                                      look};
    convert_give_way();
    struct look_library *library = look_library_open(&job);
    for (int pass = 0; pass < LOOK_PASSES; pass++) {
        for (size_t i = 0; i < look->count && !is_cancelled(look); i++) {
            struct look_file found = {0};
            if (look_file_find(&job, library, (enum look_pass)pass, &look->files[i], &found))
                tell(look, i, &found);
            look_file_free(&found);
        }
    }
    look_library_close(library);
    pthread_mutex_lock(&look->lock);
    look->is_done = true;
    wake(look);
    look->has_ended = true;
    pthread_mutex_unlock(&look->lock);
    let_go(look);
    return NULL;
}

enum err first_look_start(const struct first_look_options *options, const struct import_list *list,
                          struct first_look **out)
{
    struct first_look *look = mem_new(1, sizeof *look);
    pthread_t thread;
    pthread_attr_t detached;
    look->folder = mem_copy_string(options->folder);
    if (options->worker_path)
        look->worker_path = mem_copy_string(options->worker_path);
    look->limits = options->limits;
    look->wake = options->wake;
    look->data = options->data;
    look->count = list->count;
    look->files = mem_new(list->count + 1, sizeof *look->files);
    look->is_new = mem_new(list->count + 1, sizeof *look->is_new);
    for (size_t i = 0; i < list->count; i++)
        look_file_begin(&list->items[i], &look->files[i]);
    look->holders = 2;
    pthread_mutex_init(&look->lock, NULL);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    int failed = pthread_create(&thread, &detached, run, look);
    pthread_attr_destroy(&detached);
    if (failed) {
        free_look(look);
        return ERR_NO_MEMORY;
    }
    *out = look;
    return ERR_OK;
}

bool first_look_collect(struct first_look *look, struct import_list *list)
{
    bool changed = false;
    pthread_mutex_lock(&look->lock);
    for (size_t i = 0; look->has_news && i < look->count && i < list->count; i++) {
        if (look->is_new[i] && list->items[i].outcome == IMPORT_WAITING)
            changed |= look_file_put(&look->files[i], &list->items[i]);
        look->is_new[i] = false;
    }
    look->has_news = false;
    pthread_mutex_unlock(&look->lock);
    return changed;
}

bool first_look_is_done(struct first_look *look)
{
    pthread_mutex_lock(&look->lock);
    bool is_done = look->is_done && !look->has_news;
    pthread_mutex_unlock(&look->lock);
    return is_done;
}

bool first_look_has_ended(struct first_look *look)
{
    pthread_mutex_lock(&look->lock);
    bool has_ended = look->has_ended;
    pthread_mutex_unlock(&look->lock);
    return has_ended;
}

void first_look_cancel(struct first_look *look)
{
    pthread_mutex_lock(&look->lock);
    look->quit = true;
    pthread_mutex_unlock(&look->lock);
}

void first_look_free(struct first_look *look)
{
    if (!look)
        return;
    first_look_cancel(look);
    let_go(look);
}
