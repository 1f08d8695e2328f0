/* zip_parts.h: the parts of a good zipped document, one or some of which are strange, since hardly any change of a zip's packed bytes leaves it
 * a zip. */
#ifndef LECTERN_FUZZ_ZIP_PARTS_H
#define LECTERN_FUZZ_ZIP_PARTS_H

#include "stored_zip.h"

struct zip_part {
    const char *path, *text; /* NULL: not there */
    const void *bytes;       /* what stands in place of the text; NULL: nothing */
    size_t count;
};

static inline void zip_part_set(struct zip_part *part, const uint8_t *data, size_t size)
{
    part->bytes = data;
    part->count = size;
}

/* Several, behind one another, with a byte 1 between them; the first byte of each says which one it is. */
static inline void zip_parts_set(struct zip_part *parts, size_t count, const uint8_t *data,
                                 size_t size)
{
    while (size > 0) {
        const uint8_t *end = memchr(data, 1, size);
        size_t bytes = end ? (size_t)(end - data) : size, used = end ? bytes + 1 : bytes;
        if (bytes)
            zip_part_set(&parts[(size_t)(data[0] + 256 - 'a') % 256 % count], data + 1, bytes - 1);
        data += used;
        size -= used;
    }
}

/* Free out->data with str_free. */
static inline void zip_parts_pack(const struct zip_part *parts, size_t count, struct str *out)
{
    struct stored_zip zip = {0};
    for (size_t i = 0; i < count; i++)
        if (parts[i].bytes)
            stored_zip_add(&zip, parts[i].path, parts[i].bytes, parts[i].count);
        else if (parts[i].text)
            stored_zip_add(&zip, parts[i].path, parts[i].text, strlen(parts[i].text));
    stored_zip_end(&zip);
    *out = zip.bytes;
}

#endif
