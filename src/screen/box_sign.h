/* box_sign.h: the signs that a box of documents may have. One thread (main). */
#ifndef LECTERN_SCREEN_BOX_SIGN_H
#define LECTERN_SCREEN_BOX_SIGN_H

#include <stdint.h>

enum { BOX_SIGNS = 18 };

/* The name of a sign's icon (text/icon.h), as settings keep it; NULL: there is no such sign. Static. */
const char *box_sign_icon(int64_t sign);

/* What it is called: "Book". Borrowed. */
const char *box_sign_name(int64_t sign);

#endif
