/* logo.h: the organiser's picture for the first screens (`logo` in lectern.ini, or a pack's), made ready by a worker.
 *
 * The kiosk itself never decodes it: it writes the picture, as it lies on the card, into a page of its own, has a worker make a book of
 * that page on a thread, and shows the book's one picture. A picture that can't be shown is logged, and told to staff. */
#ifndef LECTERN_APP_LOGO_H
#define LECTERN_APP_LOGO_H

#include "base/err.h"
#include "convert/convert.h"

#include <stdbool.h>

struct book;
struct logo;

enum { LOGO_MOST_BYTES = 4 << 20, LOGO_MOST_PX = 800 };

/* Begins to make the picture at `path` ready; `wake(data)` is called from its thread when that is done. NULL: `path` is "". `limits` and
 * `path` are copied. Thread: main. */
struct logo *logo_start(const char *path, const struct convert_limits *limits, void (*wake)(void *),
                        void *data);

/* Is it done? Then *out is its book, borrowed until logo_stop, or NULL where it can't be shown: the cause is returned. Thread: main. */
bool logo_is_done(struct logo *logo);
MUST_USE enum err logo_book(struct logo *logo, const struct book **out);

/* Waits until it is done. */
void logo_wait(struct logo *logo);

void logo_stop(struct logo *logo); /* NULL is fine */

#endif
