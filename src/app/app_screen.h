/* app_screen.h: the kiosk's window on its screen. On a board whose screen is not plugged in the kiosk works all the same, by ear and with its
 * keys, and shows itself once there is one; a screen that was pulled and put back is set up anew. Elsewhere a kiosk without a screen can't
 * start. Thread: main. */
#ifndef LECTERN_APP_APP_SCREEN_H
#define LECTERN_APP_APP_SCREEN_H

#include "app/app_parts.h"

enum {
    SCREEN_LOOK_MS = 5000, /* how often a board looks for screens */
    SCREEN_WAIT_MS = 3000, /* for one that the kernel finds later than it starts us */
    SCREEN_RETRY_MS = 250
};

/* Opens the window, which takes no session; without a screen a board's window is one that nobody sees. ERR_NO_SCREEN: there is one, and it
 * can't be had. */
MUST_USE enum err screen_open(struct app *app);

/* How large the window is, and whether somebody sees it. */
void screen_tell_session(struct app *app);

/* Looks, at most every SCREEN_LOOK_MS, whether there is a screen now. True: there is a new window. */
bool screen_watch(struct app *app);

/* How long the loop may sleep, at most `sleep_ms` (-1: until something happens), in ms. */
int screen_sleep_ms(const struct app *app, int sleep_ms);

#endif
