/* messages.h: every word that a visitor or staff meets, by number; the sentence comes from the catalogue of the interface's language.
 *
 * English stands in the code and is the key that gettext looks up (domain "lectern"; a language is assets/locale/LANG.po, made into a
 * catalogue by the build). Rule A52: sentences of at most twelve words, one idea, active, no jargon; a test lints the whole list. */
#ifndef LECTERN_UI_MESSAGES_H
#define LECTERN_UI_MESSAGES_H

#include "base/err.h"

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

/* Chooses the language by its BCP 47 tag ("en", "cy"), at start and whenever a visitor chooses another: what tr gives afterwards is in
 * it. English where there is no catalogue of that language. The first call stands before any thread is started. Thread: main. */
void messages_set_lang(const char *lang);

/* A locale for a thread (uselocale) that has words while SDL opens a window, during which SDL changes the process's own locale and back:
 * in it tr and messages_set_lang do what they would on main, where messages_set_lang is then called again. Null: the system has none. Free
 * with freelocale. */
locale_t messages_new_locale(void);

struct messages_lang {
    char tag[16];  /* "cy" */
    char name[48]; /* in itself: "Cymraeg" */
};

enum { MESSAGES_LANGS_MOST = 16 };

/* The languages that can be chosen: English, then those with a catalogue, by tag. Pseudo-locales (regions XA and XB, for tests) only
 * while one is in use. Returns how many. Thread: main. */
size_t messages_langs(struct messages_lang out[MESSAGES_LANGS_MOST]);

/* The tag of the language in use: "en" where there is no catalogue. Thread: main. */
void messages_lang(char out[16]);

/* Is it written from right to left? Thread: main. */
bool messages_is_rtl(void);

/* One sentence or two for an error: what happened and what to do. `subject` is the file or document meant, or NULL. Translated;
 * written into out, always NUL-terminated, and cut between letters where it is longer. */
void messages_error(enum err err, const char *subject, char *out, size_t out_bytes);

/* The English sentence in the interface's language: tr("Touch to start"). What is no literal (names in theme.ini and lectern.ini) must
 * be known to assets/locale/update. Borrowed: good until the language changes. */
const char *tr(const char *english) __attribute__((format_arg(1)));

/* Marks an English sentence in a table for assets/locale/update; tr translates it when it is taken from there. */
#define TR_LATER(english) english

/* The form for n of the interface's language. Borrowed, as tr. */
const char *trn(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

#endif
