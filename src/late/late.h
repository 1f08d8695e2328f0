/* late.h: libraries that the kiosk needs, but not for its first picture.
 *
 * To open all that it stands on takes longer than to draw that picture, and these four are a fourth of it (ICU alone brings the C++ library, a
 * third of all symbols that are looked up). So `lectern` is linked with functions of the same names and types, which open the library when the
 * first of them is called, and pass the call on. Whoever calls them knows nothing of it; the tests and lectern-worker have the libraries
 * themselves. A function that is not here is linked as ever, and with it the library is opened at the start again: tests/late sees that.
 *
 * A library that is missing ends the program, with a message, as it would at the start. Any thread. */
#ifndef LECTERN_LATE_LATE_H
#define LECTERN_LATE_LATE_H

#include <stdatomic.h>
#include <string.h>

enum late_library { LATE_ICU, LATE_ESPEAK, LATE_SODIUM, LATE_QRENCODE, LATE_LIBRARIES };

/* Opens them all: before people are waited for, so that no touch waits for it. */
void late_open(void);

/* The function `name` of the library, which `place` keeps: it is written once, with what it will always be. */
void *late_find(_Atomic(void *) *place, enum late_library library, const char *name);

#define LATE_TEXT_OF(name) #name
#define LATE_TEXT(name)    LATE_TEXT_OF(name) /* of what ICU's headers make of the name */

#define LATE_REAL(library, name)                                                                   \
    static _Atomic(void *) place;                                                                  \
    __typeof__(name) *real;                                                                        \
    void *at = late_find(&place, library, LATE_TEXT(name));                                        \
    memcpy(&real, &at, sizeof real) /* C has no cast from data to a function */

/* Defines the function: its type, name, parameters and arguments, the last two in brackets. */
#define LATE(library, type, name, parameters, arguments)                                           \
    type name parameters                                                                           \
    {                                                                                              \
        LATE_REAL(library, name);                                                                  \
        return real arguments;                                                                     \
    }

#define LATE_VOID(library, name, parameters, arguments)                                            \
    void name parameters                                                                           \
    {                                                                                              \
        LATE_REAL(library, name);                                                                  \
        real arguments;                                                                            \
    }

#endif
