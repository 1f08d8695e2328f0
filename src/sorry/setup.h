/* setup.h: the few lines of lectern.ini that even this program wants: the language, how the picture is turned, which loudspeaker.
 *
 * The kiosk's own reader of the config may be what ends it, so this is another, which knows next to nothing: it never fails, and what it
 * does not understand it passes over. Any thread. */
#ifndef LECTERN_SORRY_SETUP_H
#define LECTERN_SORRY_SETUP_H

#include <stddef.h>

struct setup {
    char lang[16];    /* "en" */
    int quarters;     /* quarter turns clockwise of the picture on the glass */
    char speaker[80]; /* a part of the sound device's name; "" the default device */
};

enum { SETUP_BYTES_MOST = 1 << 16 }; /* of a config: what stands behind is not read */

/* What the text says; English, straight and the default device where it says nothing that makes sense. NULs count as spaces. */
struct setup setup_from_text(const char *text, size_t bytes);

/* The same of a file, which may be missing. */
struct setup setup_read(const char *path);

#endif
