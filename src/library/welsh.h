/* welsh.h: a Welsh word in its other forms: its first letter as the mutations change it (soft, nasal, aspirate, and h before a vowel),
 * and its stem without the common endings. Works on folded terms. Source: the tables in any grammar; P. W. Thomas, Gramadeg y
 * Gymraeg (1996). Any thread. */
#ifndef LECTERN_LIBRARY_WELSH_H
#define LECTERN_LIBRARY_WELSH_H

#include <stddef.h>

enum { WELSH_MOST_FORMS = 24, WELSH_FORM_BYTES = 72 };

/* The forms that `term` may stand for or take, without itself: of 'chath' cath, gath, nghath. What is no word is harmless: only words that
 * stand in Welsh text are kept by the caller. Returns how many. */
size_t welsh_forms(const char *term, char out[WELSH_MOST_FORMS][WELSH_FORM_BYTES]);

/* How many bytes of `term` are left without its ending: of 'ysgolion' 5. */
size_t welsh_stem_bytes(const char *term);

#endif
