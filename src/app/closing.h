/* closing.h: who may end a kiosk. Somebody who tries it on a desktop closes it as any program; on a board nobody at its keys does, only who
 * started it (SIGTERM). Thread: main. */
#ifndef LECTERN_APP_CLOSING_H
#define LECTERN_APP_CLOSING_H

#include <stdbool.h>

/* May Ctrl+Q, or the window's own button, end it? Not where systemd started it, nor where it has the whole screen to itself, without
 * windows (`driver`, SDL's name: "KMSDRM"); there only where LECTERN_MAY_CLOSE is set, as ./dev run does. */
bool closing_is_allowed(const char *driver);

/* Signals that a terminal's keys send (Ctrl+C, Ctrl+\, Ctrl+Z) or its end are passed over. After SDL has started, which takes some. */
void closing_ignore_terminal(void);

#endif
