/* breaks.h: within text only: where a line may break in scripts written without spaces, as ICU says (UAX 14).
 *
 * ICU is opened when the first such text comes, so that the first frame in English does not wait for it. One thread (main). */
#ifndef LECTERN_TEXT_BREAKS_H
#define LECTERN_TEXT_BREAKS_H

#include "text/run.h"

struct breaks;

struct breaks *breaks_new(void);
void breaks_free(struct breaks *breaks); /* NULL is fine */

/* The run cache's own, made when first asked for. Borrowed. */
struct breaks *run_breaks(struct run_cache *cache);

/* `text` is borrowed until the next call. */
void breaks_set_text(struct breaks *breaks, const char *text, size_t bytes);

/* May a line end before byte `at` of the text? */
bool breaks_at(struct breaks *breaks, size_t at);

/* Does the letter that ends before `at`, or the one that begins there, belong to a script that only ICU can break? */
bool breaks_needs_icu(const char *text, size_t bytes, size_t at);

/* How many bytes of the text, whole letters and at least one, are no wider than width_px. */
size_t breaks_fit(struct run_cache *runs, const char *text, size_t bytes,
                  const struct run_style *style, int width_px);

#endif
