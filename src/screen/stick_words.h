/* stick_words.h: what staff are told of a stick, shown and said alike: what its documents are, what is chosen, how far the adding is, and
 * what came of it. Adds whole sentences to `out`. Thread: main. */
#ifndef LECTERN_SCREEN_STICK_WORDS_H
#define LECTERN_SCREEN_STICK_WORDS_H

#include "base/str.h"
#include "screen/visit.h"

/* "PDF. 1.2 MB. Reads well. Briefings.", and which one it takes the place of. */
void stick_words_item(const struct import_item *item, struct str *out);

/* What there is on a stick, or how far adding it is: for the card that leads to it. */
void stick_words_card(const struct visit *v, struct str *out);

/* "12 documents, 34 MB.", or that they do not fit: short enough for the title line. */
void stick_words_picked(const struct visit *v, struct str *out);

/* How many, how much is free, whether they fit, and how many can't be added. */
void stick_words_chosen(const struct visit *v, struct str *out);

/* Have the ticked documents room on the card, with the books that are made of them? */
bool stick_words_fits(const struct visit *v);

/* "Adding 3 of 30. About 2 minutes left." */
void stick_words_progress(const struct visit *v, struct str *out);

/* Would that progress, with document `now` at its turn, show otherwise than the visit's does? */
bool stick_words_are_other(const struct visit *v, const struct importer_progress *p,
                           const char *now);

/* Can some of what was added be undone? And has a pack taken the place of an earlier version of it, which stays? */
bool stick_words_may_undo(const struct visit *v);
bool stick_words_has_lasting(const struct visit *v);

/* How it ended, and how many came to which end. */
void stick_words_end(const struct visit *v, struct str *out);

/* "Can't be added", ...: over the rows of a group that is no folder. Borrowed, as tr's. */
const char *stick_words_group(enum stick_group group);

/* What came of one document, and what to do about it: "This file is empty. Copy it again." */
void stick_words_outcome(const struct visit *v, const struct stick_row *row, struct str *out);

#endif
