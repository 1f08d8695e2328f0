/* stored_zip.h: a ZIP file whose members are stored as they are, so that strange bytes reach what reads them. */
#ifndef LECTERN_FUZZ_STORED_ZIP_H
#define LECTERN_FUZZ_STORED_ZIP_H

#include "base/str.h"

#include <string.h>
#include <zlib.h>

struct stored_zip {
    struct str bytes; /* free with str_free when it is done */
    struct str directory;
    uint32_t members;
};

static inline void stored_zip_number(struct str *out, size_t number, int bytes)
{
    for (; bytes > 0; bytes--, number >>= 8)
        str_add_char(out, (char)number);
}

/* What the header of a member and its line in the directory have in common. */
static inline void stored_zip_describe(struct str *out, const char *name, const void *data,
                                       size_t count)
{
    stored_zip_number(out, 20, 2);
    stored_zip_number(out, 0, 8); /* flags, method, time, date */
    stored_zip_number(out, crc32(0, data, (uInt)count), 4);
    stored_zip_number(out, count, 4);
    stored_zip_number(out, count, 4);
    stored_zip_number(out, strlen(name), 2);
    stored_zip_number(out, 0, 2);
}

static inline void stored_zip_add(struct stored_zip *z, const char *name, const void *data,
                                  size_t count)
{
    size_t at = z->bytes.length_bytes;
    str_add_bytes(&z->bytes, "PK\3\4", 4);
    stored_zip_describe(&z->bytes, name, data, count);
    str_add(&z->bytes, name);
    str_add_bytes(&z->bytes, data, count);
    str_add_bytes(&z->directory, "PK\1\2\24\0", 6);
    stored_zip_describe(&z->directory, name, data, count);
    stored_zip_number(&z->directory, 0, 10);
    stored_zip_number(&z->directory, at, 4);
    str_add(&z->directory, name);
    z->members++;
}

/* Writes the directory; `bytes` is the file. */
static inline void stored_zip_end(struct stored_zip *z)
{
    size_t at = z->bytes.length_bytes, count = z->directory.length_bytes;
    str_add_bytes(&z->bytes, z->directory.data, count);
    str_add_bytes(&z->bytes, "PK\5\6\0\0\0\0", 8);
    stored_zip_number(&z->bytes, z->members, 2);
    stored_zip_number(&z->bytes, z->members, 2);
    stored_zip_number(&z->bytes, count, 4);
    stored_zip_number(&z->bytes, at, 4);
    stored_zip_number(&z->bytes, 0, 2);
    str_free(&z->directory);
}

#endif
