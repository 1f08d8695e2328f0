/* messages.h: every word that a visitor or staff meets, by number; the sentence comes from the catalogue of the interface's language.
 *
 * English stands here, in messages.c, and is the key that gettext looks up in assets/locale (domain "lectern"). Rule A52: sentences
 * of at most twelve words, one idea, active, no jargon; a test lints the whole list. */
#ifndef LECTERN_UI_MESSAGES_H
#define LECTERN_UI_MESSAGES_H

#include "base/err.h"

#include <stddef.h>

/* Chooses the language ("en", "cy"). Before any other call. Thread: main. */
void messages_set_lang(const char *lang);

/* One sentence or two for an error: what happened and what to do. `subject` is the file or document meant, or NULL. Translated;
 * written into out, always NUL-terminated. */
void messages_error(enum err err, const char *subject, char *out, size_t out_bytes);

/* The English sentence in the interface's language; for literals only: tr("Touch to start"). Borrowed, static. */
const char *tr(const char *english) __attribute__((format_arg(1)));

/* The singular or plural English form for n. Borrowed, static. */
const char *trn(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

#endif
