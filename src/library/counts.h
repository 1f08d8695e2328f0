/* counts.h: how often each document was opened, listened to and finished: whole numbers for a document and a day, and nothing else.
 *
 * Nothing of people: no time of day, no order, no visit. Rows are kept sorted by document, not by when they came. A document that is
 * removed keeps its numbers, by the title that it had. A day is "2026-11-22"; while the clock shows a day before this program was built, it
 * is "start 12": the twelfth start of this kiosk that counted anything so. Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_COUNTS_H
#define LECTERN_LIBRARY_COUNTS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;

enum { COUNT_DAY_BYTES = 24, COUNT_DAYS_RECENT = 7 };

struct count {
    uint32_t opened, listened, finished;
};

/* What is to be added for one document. */
struct count_entry {
    char id[65];
    char title[160]; /* cut between letters where it is longer */
    struct count count;
};

/* The name of a day: the local day of `now_s`, or of a start where that is before the day of the build. */
void counts_day(int64_t now_s, uint32_t start, char out[COUNT_DAY_BYTES]);

/* Takes the number of this start, which it then has. Only where the clock is not to be believed: it writes. */
MUST_USE enum err counts_new_start(struct catalogue *c, uint32_t *out);

/* Adds to the numbers of a day, in one transaction that waits for nobody: ERR_LIBRARY where another process is writing, and whatever went
 * wrong on the disk; nothing has been added then. */
MUST_USE enum err counts_add(struct catalogue *c, const char *day,
                             const struct count_entry *entries, size_t count);

/* Sums of one title: of all days, and of the last COUNT_DAYS_RECENT, or of `day` alone where that is a start. */
struct count_sum {
    char *title;
    struct count all, recent;
};
struct count_list {
    struct count_sum *items;
    size_t count;
};

/* The most opened first. `now_s`, `start`: which days are recent. Free with count_list_free. */
MUST_USE enum err counts_sum(struct catalogue *c, int64_t now_s, uint32_t start,
                             struct count_list *out);
void count_list_free(struct count_list *list);

/* The names of the columns say what the numbers mean. The same in every language: programs read them too. */
#define COUNTS_HEADER                                                                              \
    "title,day,opened,listened (10 seconds or more read aloud),"                                   \
    "finished (last words heard or shown for 10 seconds)"

/* All rows as CSV (RFC 4180, UTF-8, CRLF), with a header: title, day, opened, listened, finished. Adds to `out`. A title that a spreadsheet
 * would take for a formula begins with an apostrophe (OWASP, 'CSV injection'). */
MUST_USE enum err counts_csv(struct catalogue *c, const char *header, struct str *out);

/* Adds one cell as counts_csv does. */
void counts_csv_cell(const char *text, struct str *out);

/* All of them are gone. */
MUST_USE enum err counts_clear(struct catalogue *c);

#endif
