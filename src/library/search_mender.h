/* search_mender.h: search_index_mend on a thread of its own, for a kiosk that has just started or to which documents were added: they
 * get into the index while people read. It gives way to all other work (nice 10), and where nothing is to be done it ends within
 * milliseconds. */
#ifndef LECTERN_LIBRARY_SEARCH_MENDER_H
#define LECTERN_LIBRARY_SEARCH_MENDER_H

struct search_mender;

/* Starts on the library in `folder`; NULL when no thread can be had (the index is then mended by the next one). Stop with
 * search_mender_stop. Thread: main. */
struct search_mender *search_mender_start(const char *folder);

/* Waits for the document under way; what is done stays. NULL is fine. Thread: main. */
void search_mender_stop(struct search_mender *m);

#endif
