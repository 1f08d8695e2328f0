/* str.h: UTF-8, and a buffer of bytes that grows.
 *
 * A `struct str` is always followed by a NUL, so `data` is also a C string ("" when nothing was added). Zero it to begin; free
 * with str_free. Any thread, one at a time. */
#ifndef LECTERN_BASE_STR_H
#define LECTERN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    char *data; /* NULL until something is added */
    size_t length_bytes;
    size_t cap_bytes;
};

void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const void *bytes, size_t count);
void str_add_char(struct str *s, char c);
void str_add_codepoint(struct str *s, uint32_t cp);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text as a JSON string with its quotes; bad UTF-8 becomes U+FFFD. */
void str_add_json(struct str *s, const char *text, size_t bytes);
/* Makes room for `more_bytes` more, so that adding them moves nothing. */
void str_reserve(struct str *s, size_t more_bytes);
void str_clear(struct str *s);
void str_free(struct str *s);
/* The bytes, never NULL. Borrowed until the next change. */
const char *str_text(const struct str *s);

/* Is it one of a list that ends in NULL? */
bool str_is_among(const char *text, const char *const *list);

/* The code point at `text` (of `bytes` > 0 bytes); *used gets its length in bytes. A bad byte gives U+FFFD and length 1. */
uint32_t utf8_decode(const char *text, size_t bytes, size_t *used);

/* Writes `cp` as 1 to 4 bytes into out; returns how many. Surrogates and numbers past U+10FFFF are written as U+FFFD. */
size_t utf8_encode(uint32_t cp, char out[4]);

bool utf8_is_valid(const char *text, size_t bytes);

/* How many code points; bad bytes count one each. */
size_t utf8_count(const char *text, size_t bytes);

/* White space that separates words: space, tab, line ends, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000. */
bool utf8_is_space(uint32_t cp);
/* White space, and marks that nobody sees. Is all of a text such? */
bool utf8_is_blank(uint32_t cp);
bool utf8_all_blank(const char *text);

/* A hash (FNV-1a, 64 bits; Fowler, Noll, Vo 1991), begun with HASH_START, for caches and checks against accidents. */
#define HASH_START 14695981039346656037ull
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count);

#endif
