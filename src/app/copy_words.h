/* copy_words.h: what a person is told about copies of the library. Any thread. */
#ifndef LECTERN_APP_COPY_WORDS_H
#define LECTERN_APP_COPY_WORDS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct export_result; /* library/export.h */

enum { COPY_DATE_BYTES = 16 };

/* "2026-11-22", of the kiosk's own day; "" where the clock can't be right. */
void copy_words_date(int64_t unix_s, char out[COPY_DATE_BYTES]);

/* What 'Read me.txt' says. Free with free. */
char *copy_words_read_me(const char *kiosk_name);

/* Why a copy was not saved (`saves`), or not put back. */
void copy_words_error(enum err err, bool saves, char *out, size_t bytes);

/* What was saved. */
void copy_words_saved(const struct export_result *result, char *out, size_t bytes);

#endif
