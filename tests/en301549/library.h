/* library.h: two libraries in a folder of their own, made by the real importer and worker: the samples, and small documents of
 * tests/golden/docs. One thread (main). */
#ifndef LECTERN_TESTS_LIBRARY_H
#define LECTERN_TESTS_LIBRARY_H

#include <stdbool.h>

struct libraries {
    char folder[256];
    char samples[288], docs[288];
};

/* False, with a line on stderr, when one can't be made. */
bool libraries_make(struct libraries *out);

/* Copies of both, and of the folder of samples as a stick ("library"), in a folder within the first one's: what a trial does to them no other trial meets. False, with a line on stderr. */
bool libraries_copy(const struct libraries *from, const char *name, struct libraries *out);
void libraries_remove(const struct libraries *l);

#endif
