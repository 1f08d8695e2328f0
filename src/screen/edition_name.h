/* edition_name.h: what an edition of a document is called on a card or a button: 'Easy Read', 'Summary', 'In Cymraeg', 'The whole briefing'.
 *
 * One thread (main). */
#ifndef LECTERN_SCREEN_EDITION_NAME_H
#define LECTERN_SCREEN_EDITION_NAME_H

#include "base/str.h"
#include "library/edition.h"
#include "screen/told.h"

/* Adds the name. `lang`: its language, which is told by its own name where it is not that of `beside`, the document that it stands
 * beside; a language is not told where either is "". `title`: its own. */
void edition_name_add(struct str *out, enum edition_kind kind, const char *title, const char *lang,
                      const char *beside);

/* The same, as it is also said: the language's name by a voice of that language. */
void edition_name_tell(struct told *out, enum edition_kind kind, const char *title,
                       const char *lang, const char *beside);

/* The name of its sign. Static. */
const char *edition_name_icon(enum edition_kind kind);

#endif
