/* link.h: the code that a telephone's camera reads. Made with libqrencode. */
#ifndef LECTERN_SCREEN_LINK_H
#define LECTERN_SCREEN_LINK_H

#include "screen/visit.h"

/* The code of a text (UTF-8); no modules where the text is empty or longer than a code holds (2,953 bytes). Free with link_code_free.
 * Thread: main. */
struct link_code link_code_make(const char *text);
void link_code_free(struct link_code *code);

/* Which of the two a glass this size can show so that a camera reads it; NULL neither. */
const struct link_code *link_code_shown(const struct visit *v);

#endif
