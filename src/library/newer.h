/* newer.h: whether a document that comes is a later state of one that is here, and takes its place.
 *
 * What is wrongly replaced is worse than what stands there twice, so all of this must hold:
 * - both are of the same kind (a PDF is no newer state of a web page), language (where both are known), and Easy Read or neither is;
 * - they go to the same section, or staff moved the one that is here;
 * - their file names are the same but for capitals, signs, and what marks a copy or a version at their end: "Guide v2 (1).pdf" is
 *   "guide_FINAL.pdf", but "Minutes 4.pdf" is not "Minutes 5.pdf";
 * - of the shorter one's shingles (runs of SHINGLE_WORDS words; A. Broder, On the resemblance and containment of documents, 1997) a third is in
 *   the other, when their titles are the same but for such marks; two thirds, when the titles differ, but not in their numbers;
 * - neither is more than NEWER_TIMES_LONGER longer than the other, nor shorter than NEWER_WORDS_LEAST words;
 * - its file was not changed more than a day before the file of the one that is here;
 * - the one that is here came in no pack, and does not come (again) with the same import: what lies side by side on one stick is
 *   meant to.
 * Of several the most alike is taken. Private to this folder. */
#ifndef LECTERN_LIBRARY_NEWER_H
#define LECTERN_LIBRARY_NEWER_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct book;
struct catalogue;
struct document;

enum { SHINGLE_WORDS = 4, NEWER_TIMES_LONGER = 4, NEWER_WORDS_LEAST = 20 };

/* What is here now. */
struct newer;

/* Reads it. Free with newer_free. Thread: the catalogue's. */
MUST_USE enum err newer_open(struct catalogue *c, struct newer **out);
void newer_free(struct newer *newer); /* NULL is fine */

/* What comes. */
struct newer_query {
    const char *name; /* the file's own */
    const char *section;
    const struct document *document; /* title, lang, source, easy_read */
    const char *book_path;
    bool is_part;      /* of the book only the first pages are known */
    int64_t changed_s; /* 0: not known */
};

/* The document whose place it takes; NULL: none. Borrowed from `newer`. Any thread, also several at a time. */
const struct document *newer_find(const struct newer *newer, const struct newer_query *query);

/* A file's name without what marks a copy or a version: its words, folded, parted by spaces. "" when nothing is left. Free with free. */
char *newer_name_key(const char *name);

#endif
