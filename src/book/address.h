/* address.h: web and e-mail addresses, as they are written in a text.
 *
 * 'www.example.org', 'https://...', 'example.org/page' and 'name@example.org' are addresses, without the brackets and full stops
 * around them. One that a line end has broken is put together again where the pieces leave no doubt: a shorter address is better
 * than a wrong one. Any thread. */
#ifndef LECTERN_BOOK_ADDRESS_H
#define LECTERN_BOOK_ADDRESS_H

#include "base/str.h"
#include "book/model.h"

/* The first address in a text without spaces: where it begins, and how many bytes it has. */
bool address_find(const char *text, size_t bytes, size_t *begin, size_t *length);

struct address {
    uint32_t first_word, last_word;
};

/* The address that word n (a document word) is part of; `uri` (NULL: not wanted) gets it with its scheme: "https://www.example.org",
 * "mailto:name@example.org". One that is written without a scheme gets https: hardly a site is without it now, and what
 * goes by http can be read and changed on its way. */
bool address_at(const struct book *book, uint32_t n, struct address *out, struct str *uri);

/* Can somebody take it home: is it a web or e-mail address or a telephone number? Not 'javascript:', 'file:', 'other.html'. */
bool address_is_for_people(const char *uri);

/* Adds the address with all that can't be seen or would turn the line about (control and direction characters, spaces, bad UTF-8)
 * written as %XX. */
void address_add_clean(const char *uri, struct str *out);

/* Adds it as a person writes it down: without scheme, without the slash at its end; of a mail only whom it goes to. */
void address_add_shown(const char *uri, struct str *out);

/* Adds the address of the site's first page; of what has none, nothing. */
void address_add_site(const char *uri, struct str *out);

#endif
