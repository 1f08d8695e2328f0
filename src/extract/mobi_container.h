/* mobi_container.h: the records of a Mobipocket book: its text unpacked, its pictures found, what it says of itself. Any thread. */
#ifndef LECTERN_EXTRACT_MOBI_CONTAINER_H
#define LECTERN_EXTRACT_MOBI_CONTAINER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mobi_bytes { /* a slice of the file */
    const unsigned char *data;
    size_t bytes;
};

struct mobi {
    struct mobi_bytes file;
    uint32_t record_count;
    uint32_t first_picture; /* its record */
    struct str text;        /* as it stands in the book: HTML, in UTF-8 or Windows-1252 */
    struct str title, author, lang;
    bool is_html;
};

/* Reads the container; `data` is borrowed for as long as *out lives. Errors as in mobi.h. Free with mobi_close, also after an error. */
MUST_USE enum err mobi_open(const unsigned char *data, size_t bytes, struct mobi *out);
void mobi_close(struct mobi *m);

/* Picture number n, from 1; empty when there is none. */
struct mobi_bytes mobi_picture(const struct mobi *m, uint32_t n);

#endif
