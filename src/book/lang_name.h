/* lang_name.h: what a language is called: 'Welsh' for "cy", 'Cymraeg' when asked in Welsh. Names are ICU's. */
#ifndef LECTERN_BOOK_LANG_NAME_H
#define LECTERN_BOOK_LANG_NAME_H

#include "base/str.h"

/* Adds the name of the language of a BCP 47 tag, in the language `in`; the tag itself when it has no name. Any thread. */
void lang_name_add(struct str *out, const char *tag, const char *in);

#endif
