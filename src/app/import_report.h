/* import_report: what came of adding from a stick, as a text that staff take with them: what was not added, why, and what to do about it,
 * by its path on the stick; then all the rest.
 *
 * Plain UTF-8 without a mark, lines that end in CR LF, so that every Windows opens it well; in the interface's language. Thread: main. */
#ifndef LECTERN_APP_IMPORT_REPORT_H
#define LECTERN_APP_IMPORT_REPORT_H

#include "base/err.h"
#include "base/str.h"
#include "screen/visit.h"

#include <stdint.h>

/* Adds the text to `out`; `now_s`: Unix time, shown as the board's local time, or not at all while the clock is surely wrong. */
void import_report_make(const struct visit *v, int64_t now_s, struct str *out);

/* Writes it into the folder as 'Lectern report 2026-11-22 1143.txt'; where there is one of that name, with ' (2)' and so on. */
MUST_USE enum err import_report_save(const struct visit *v, int64_t now_s, const char *folder);

#endif
