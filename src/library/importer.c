#include "library/importer.h"
#include "base/clock.h"
#include "base/mem.h"
#include "library/import_pace.h"
#include "library/import_run.h"
#include "library/lanes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* What is being read. */
struct lane {
    const struct import_item *item; /* NULL: nothing */
    uint32_t page, pages;
};

struct importer {
    struct importer_options options; /* its strings are copies */
    char *folder, *worker_path, **sections;
    struct import_list list; /* the thread's until it has ended */
    void (*wake)(void *);
    void *data;
    pthread_t thread;
    atomic_bool cancel;
    pthread_mutex_t lock;
    /* by lock: */
    struct importer_progress progress;
    struct import_pace pace;
    struct lane lanes[LANES_MOST];
    size_t pack_left; /* documents of the pack that is being added, not told yet */
    uint64_t pack_left_bytes, began_us;
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

/* With the lock held. */
static void count_done(struct importer *importer, uint64_t bytes, size_t items)
{
    importer->progress.done += items;
    importer->progress.bytes_done += bytes;
    for (size_t i = 0; i < items; i++)
        import_pace_finish(&importer->pace, i == 0 ? bytes : 0);
}

/* The item is not being read any more; one of those that are is told instead. With the lock held. */
static void leave_lane(struct importer *importer, const struct import_item *item)
{
    importer->progress.page = importer->progress.pages = 0;
    for (int i = 0; i < LANES_MOST; i++) {
        struct lane *lane = &importer->lanes[i];
        if (lane->item == item) {
            *lane = (struct lane){0};
            import_pace_part(&importer->pace, i, 0, 0);
        } else if (lane->item) {
            importer->progress.page = lane->page;
            importer->progress.pages = lane->pages;
        }
    }
}

/* What is entered later with others counts when it is ready, and not again. */
static void each_item(void *data, const struct import_item *item)
{
    struct importer *importer = data;
    pthread_mutex_lock(&importer->lock);
    if (item->in_pack && item->outcome == IMPORT_WAITING) {
        importer->pack_left--;
        importer->pack_left_bytes -= item->bytes;
    }
    if (item->is_pack) { /* a pack that is refused ends with its documents not all told */
        count_done(importer, importer->pack_left_bytes, importer->pack_left);
        importer->pack_left = 0;
        importer->pack_left_bytes = 0;
    }
    if (!item->is_ready || item->outcome == IMPORT_WAITING)
        count_done(importer, item->bytes, 1);
    leave_lane(importer, item);
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
}

/* With the lock held, or before the thread is there. */
static void expect(struct importer *importer, const struct import_item *item)
{
    importer->progress.count++;
    importer->progress.bytes_all += item->bytes;
    import_pace_expect(&importer->pace, item->bytes);
}

static void more_items(void *data, const struct import_item *items, size_t count)
{
    struct importer *importer = data;
    pthread_mutex_lock(&importer->lock);
    for (size_t i = 0; i < count; i++) {
        expect(importer, &items[i]);
        importer->pack_left_bytes += items[i].bytes;
    }
    importer->pack_left += count;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
}

static void each_page(void *data, int lane, const struct import_item *item, uint32_t page,
                      uint32_t pages)
{
    struct importer *importer = data;
    pthread_mutex_lock(&importer->lock);
    importer->lanes[lane] = (struct lane){item, page, pages};
    import_pace_part(&importer->pace, lane, item->bytes,
                     pages ? (double)(page - 1) / (double)pages : 0);
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
    convert_give_way();
    enum err err = import_run(&importer->options, &importer->list, &watch);
    pthread_mutex_lock(&importer->lock);
    importer->progress.finished = true;
    importer->progress.err = err;
    pthread_mutex_unlock(&importer->lock);
    wake(importer);
    return NULL;
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
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].picked && list->items[i].outcome == IMPORT_WAITING)
            expect(importer, &list->items[i]);
    importer->began_us = clock_monotonic_us();
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
    uint64_t passed_us = clock_monotonic_us() - importer->began_us;
    progress.thousandths = import_pace_thousandths(&importer->pace);
    progress.left_s = import_pace_left_s(&importer->pace, passed_us / 1000);
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
