#include "library/search_desk.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/catalogue.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct question {
    char *text, *id; /* id NULL: in all */
    struct search_query query;
};

struct search_desk {
    char *folder;
    void (*wake)(void *);
    void *data;
    pthread_t thread;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    struct question next;            /* text NULL: nothing is asked */
    uint32_t asked, answered, taken; /* numbers of questions */
    struct search_answer answer;     /* to question `answered`, unless it was taken */
    bool stop;
};

static void wipe(char **text)
{
    if (*text)
        explicit_bzero(*text, strlen(*text));
    free(*text);
    *text = NULL;
}

static void forget_question(struct question *q)
{
    wipe(&q->text);
    wipe(&q->id);
}

void search_answer_free(struct search_answer *answer)
{
    search_results_free(&answer->results);
    for (int i = 0; i < SEARCH_DESK_WORDS; i++)
        free(answer->words[i]);
    *answer = (struct search_answer){0};
}

/* Where the last word of `text` begins: at its end after a space. */
static size_t last_word(const char *text)
{
    size_t at = strlen(text);
    while (at && text[at - 1] != ' ')
        at--;
    return at;
}

static void complete(struct search *search, const char *text, struct search_answer *out)
{
    size_t at = last_word(text);
    char *before = mem_copy_bytes(text, at);
    if (*text) /* the commonest words of all help nobody */
        search_complete(search, before, text + at, SEARCH_DESK_WORDS, out->words);
    wipe(&before);
}

/* Opens the library when it must: it may have been damaged, or not there, at the last question. */
static enum err open_library(const char *folder, struct catalogue **catalogue,
                             struct search **search)
{
    if (*search)
        return ERR_OK;
    enum err err = catalogue_open(folder, false, catalogue);
    if (err == ERR_OK)
        *search = search_new(*catalogue);
    return err;
}

static void find(struct search *search, const struct question *q, struct search_answer *out)
{
    complete(search, q->text, out);
    out->err = search_find(search, &q->query, &out->results);
    if (out->err == ERR_OK && !out->results.count && !out->results.is_empty)
        out->err = search_waiting(search, &out->waiting);
    if (out->err != ERR_OK)
        log_note("a search failed (%s)", err_name(out->err));
}

/* With the lock: waits for a question; false: the desk closes. */
static bool wait_for_question(struct search_desk *d, struct question *out, uint32_t *number)
{
    while (!d->stop && !d->next.text)
        pthread_cond_wait(&d->changed, &d->lock);
    *out = d->next;
    *number = d->asked;
    d->next = (struct question){0};
    return !d->stop;
}

static void *run(void *data)
{
    struct search_desk *d = data;
    struct catalogue *catalogue = NULL;
    struct search *search = NULL;
    struct question q;
    uint32_t number;
    pthread_mutex_lock(&d->lock);
    while (wait_for_question(d, &q, &number)) {
        pthread_mutex_unlock(&d->lock);
        struct search_answer answer = {.err = open_library(d->folder, &catalogue, &search)};
        if (answer.err == ERR_OK)
            find(search, &q, &answer);
        forget_question(&q);
        pthread_mutex_lock(&d->lock);
        bool is_last = number == d->asked;
        if (is_last) {
            search_answer_free(&d->answer);
            d->answer = answer;
            d->answered = number;
            pthread_cond_broadcast(&d->changed);
        }
        pthread_mutex_unlock(&d->lock);
        if (is_last && d->wake)
            d->wake(d->data);
        if (!is_last)
            search_answer_free(&answer);
        pthread_mutex_lock(&d->lock);
    }
    forget_question(&q);
    pthread_mutex_unlock(&d->lock);
    search_free(search);
    catalogue_close(catalogue);
    return NULL;
}

struct search_desk *search_desk_new(const char *folder, void (*wake)(void *), void *data)
{
    struct search_desk *d = mem_new(1, sizeof *d);
    d->folder = mem_copy_string(folder);
    d->wake = wake;
    d->data = data;
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->changed, NULL);
    if (pthread_create(&d->thread, NULL, run, d) == 0)
        return d;
    pthread_cond_destroy(&d->changed);
    pthread_mutex_destroy(&d->lock);
    free(d->folder);
    free(d);
    return NULL;
}

void search_desk_free(struct search_desk *d)
{
    if (!d)
        return;
    pthread_mutex_lock(&d->lock);
    d->stop = true;
    pthread_cond_broadcast(&d->changed);
    pthread_mutex_unlock(&d->lock);
    pthread_join(d->thread, NULL);
    search_answer_free(&d->answer);
    pthread_cond_destroy(&d->changed);
    pthread_mutex_destroy(&d->lock);
    free(d->folder);
    free(d);
}

void search_desk_ask(struct search_desk *d, const struct search_query *query)
{
    struct question q = {.text = mem_copy_string(query->text),
                         .id = query->id ? mem_copy_string(query->id) : NULL,
                         .query = *query};
    q.query.text = q.text;
    q.query.id = q.id;
    pthread_mutex_lock(&d->lock);
    forget_question(&d->next);
    d->next = q;
    d->asked++;
    pthread_cond_broadcast(&d->changed);
    pthread_mutex_unlock(&d->lock);
}

/* With the lock. */
static bool take(struct search_desk *d, struct search_answer *out)
{
    if (d->answered != d->asked || d->taken == d->asked)
        return false;
    *out = d->answer;
    d->answer = (struct search_answer){0};
    d->taken = d->asked;
    return true;
}

bool search_desk_take(struct search_desk *d, struct search_answer *out)
{
    pthread_mutex_lock(&d->lock);
    bool ready = take(d, out);
    pthread_mutex_unlock(&d->lock);
    return ready;
}

bool search_desk_wait(struct search_desk *d, struct search_answer *out)
{
    pthread_mutex_lock(&d->lock);
    while (d->answered != d->asked)
        pthread_cond_wait(&d->changed, &d->lock);
    bool ready = take(d, out);
    pthread_mutex_unlock(&d->lock);
    return ready;
}
