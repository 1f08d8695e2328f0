#include "library/book_opener.h"
#include "base/mem.h"
#include "book/file.h"
#include "library/catalogue.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct book_opener {
    char *path;
    void (*wake)(void *);
    void *data;
    struct book *book; /* these two the thread's until it is done */
    enum err err;
    atomic_bool is_done;
    pthread_t thread;
};

static void *run(void *data)
{
    struct book_opener *o = data;
    o->err = book_open(o->path, &o->book);
    atomic_store(&o->is_done, true);
    o->wake(o->data);
    return NULL;
}

struct book_opener *book_opener_start(const struct catalogue *c, const char *id,
                                      void (*wake)(void *), void *data)
{
    struct book_opener *o = mem_new(1, sizeof *o);
    o->path = catalogue_book_path(c, id);
    o->wake = wake;
    o->data = data;
    atomic_init(&o->is_done, false);
    if (pthread_create(&o->thread, NULL, run, o) == 0)
        return o;
    free(o->path);
    free(o);
    return NULL;
}

bool book_opener_is_done(const struct book_opener *o)
{
    return atomic_load(&o->is_done);
}

enum err book_opener_take(struct book_opener *o, struct book **out)
{
    pthread_join(o->thread, NULL);
    enum err err = o->err == ERR_NOT_FOUND ? ERR_BOOK : o->err;
    *out = o->book;
    free(o->path);
    free(o);
    return err;
}
