/* import_verdict.h: what staff are told of a document in one word, from its book or from the cause of its refusal. Any thread. */
#ifndef LECTERN_LIBRARY_IMPORT_VERDICT_H
#define LECTERN_LIBRARY_IMPORT_VERDICT_H

#include "library/importer.h"

struct book;

/* VERDICT_IN_PART, _NOT_ALL_PICTURES, _EASY_READ or _GOOD. In part: a page was lost, or left out behind a limit; or of several pages, one in
 * IN_PART_EVERY or more has pictures only (a cover and a back page don't count). `pages_most`: pages behind these were left out on purpose;
 * 0: none was. */
enum import_verdict import_verdict_of_book(const struct book *book, uint32_t pages_most);

enum { IN_PART_EVERY = 4, IN_PART_COVERS = 2 };

#endif
