/* app.h: the kiosk: the only event loop. Builds every part, runs until it is told to end, ends them in reverse. */
#ifndef LECTERN_APP_APP_H
#define LECTERN_APP_APP_H

#include "app/config.h"

struct app_options {
    struct config config;
    bool windowed;      /* a window of config.display's size, else full screen */
    const char *script; /* NULL: people drive it */
    const char *out;    /* the script's folder */
    void (*open_rest)(
        void); /* what is left to open when the first picture is there; NULL: nothing */
};

/* Returns the program's exit status: 0, or 1 when an expectation of the script failed or the kiosk could not start. Thread: main. */
int app_run(const struct app_options *options);

#endif
