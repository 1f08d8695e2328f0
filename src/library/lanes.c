#include "library/lanes.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct run {
    const struct lanes_work *work;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    /* by lock: */
    size_t next;       /* to be made */
    size_t finished;   /* so many from the first */
    bool is_finishing; /* some lane is at it, without the lock */
    bool *is_made;
    enum err err;
    int lanes;
};

/* Finishes all that can be; with the lock held, but not while something is finished. */
static void finish_made(struct run *r)
{
    while (!r->is_finishing && r->err == ERR_OK && r->finished < r->work->count &&
           r->is_made[r->finished]) {
        size_t i = r->finished;
        r->is_finishing = true;
        pthread_mutex_unlock(&r->lock);
        enum err err = r->work->finish(r->work->data, i);
        pthread_mutex_lock(&r->lock);
        r->is_finishing = false;
        r->finished++;
        r->err = err;
        pthread_cond_broadcast(&r->moved);
    }
}

/* The next thing to make; false: there is none. With the lock held. */
static bool take_next(struct run *r, size_t *out)
{
    while (r->err == ERR_OK && r->next < r->work->count && r->next >= r->finished + LANES_AHEAD)
        pthread_cond_wait(&r->moved, &r->lock);
    if (r->err != ERR_OK || r->next == r->work->count)
        return false;
    *out = r->next++;
    return true;
}

static void *run_lane(void *data)
{
    struct run *r = data;
    size_t i;
    pthread_mutex_lock(&r->lock);
    int lane = r->lanes++;
    while (take_next(r, &i)) {
        pthread_mutex_unlock(&r->lock);
        r->work->make(r->work->data, i, lane);
        pthread_mutex_lock(&r->lock);
        r->is_made[i] = true;
        finish_made(r);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

static enum err run_here(const struct lanes_work *work)
{
    enum err err = ERR_OK;
    for (size_t i = 0; err == ERR_OK && i < work->count; i++) {
        work->make(work->data, i, 0);
        err = work->finish(work->data, i);
    }
    return err;
}

enum err lanes_run(int lanes, const struct lanes_work *work)
{
    lanes = lanes <= 0 ? LANES_USUAL : lanes > LANES_MOST ? LANES_MOST : lanes;
    if (lanes == 1 || work->count <= 1)
        return run_here(work);
    struct run r = {.work = work, .is_made = mem_new(work->count, sizeof *r.is_made)};
    pthread_t threads[LANES_MOST];
    int started = 0;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    while (started < lanes - 1 && (size_t)started + 1 < work->count &&
           pthread_create(&threads[started], NULL, run_lane, &r) == 0)
        started++;
    run_lane(&r);
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    free(r.is_made);
    return r.err;
}
