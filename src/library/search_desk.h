/* search_desk.h: searches on a thread of their own, so that no key and no frame waits for one: the last question asked is answered.
 *
 * A question is what was typed so far; its answer has the sentences found and the words that would go on from it. The desk has a
 * handle of its own on the library and keeps nothing of a question once its answer was taken. Thread: main, but `wake`. */
#ifndef LECTERN_LIBRARY_SEARCH_DESK_H
#define LECTERN_LIBRARY_SEARCH_DESK_H

#include "library/search.h"

struct search_desk;

enum { SEARCH_DESK_WORDS = 6 };

struct search_answer {
    enum err err; /* ERR_LIBRARY: the library can't be read; the rest is then empty */
    struct search_results results;
    char *words[SEARCH_DESK_WORDS]; /* may come next, or end the last word; NULL at the end */
    uint32_t
        waiting; /* documents that can't be found yet; looked up only where nothing was found */
};

/* Starts the thread on the library in `folder`; it calls wake(data) when an answer is ready. NULL when no thread can be had. */
struct search_desk *search_desk_new(const char *folder, void (*wake)(void *), void *data);

/* Waits for the question under way; what was asked and answered is wiped. NULL is fine. */
void search_desk_free(struct search_desk *d);

/* Asks in the place of whatever was asked before; `query` is copied. */
void search_desk_ask(struct search_desk *d, const struct search_query *query);

/* The answer to the last question, once: true when it is ready. Free with search_answer_free. */
bool search_desk_take(struct search_desk *d, struct search_answer *out);

/* The same, but waits until it is; false when nothing was asked or it was taken. */
bool search_desk_wait(struct search_desk *d, struct search_answer *out);

void search_answer_free(struct search_answer *answer);

#endif
