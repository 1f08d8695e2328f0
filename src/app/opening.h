/* opening.h: a kiosk's first picture, made ready while its window is opened.
 *
 * Opening a window is mostly waiting: for the display's server, or for the graphics driver. So a thread makes the session meanwhile, builds
 * its first screen for a glass as large as the config says, and draws each letter that this needs. On a glass of another size the screen
 * is built anew. Until opening_wait, the session and the painter are the thread's; then they are main's, and there is no thread any more. */
#ifndef LECTERN_APP_OPENING_H
#define LECTERN_APP_OPENING_H

#include "app/app_parts.h"

struct opening;

/* Begins to make app->session, with its first screen. Of `app` everything but the session and the window is there already. Where there can be no
 * thread, it is all done before this returns. Free with opening_free. Thread: main, as for all of these. */
struct opening *opening_begin(struct app *app);

/* Until app->session is there. The errors are those of session_new_shut; then app->session is NULL. */
MUST_USE enum err opening_wait(struct opening *o);

/* Draws and presents it, when the window and the session are still what it was made for. False: nothing is shown. */
bool opening_show(struct opening *o);

void opening_free(struct opening *o); /* NULL is fine; waits */

#endif
