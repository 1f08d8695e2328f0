/* try.h: the colours that fill the glass when staff try the screen. Thread: main. */
#ifndef LECTERN_SCREEN_TRY_H
#define LECTERN_SCREEN_TRY_H

/* "Red". Borrowed, as tr. */
const char *try_colour_name(int colour);

#endif
