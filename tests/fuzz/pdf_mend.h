/* pdf_mend.h: a PDF file whose objects were changed, put in order again: the lengths of its streams and its index are made anew. */
#ifndef LECTERN_FUZZ_PDF_MEND_H
#define LECTERN_FUZZ_PDF_MEND_H

#include "base/str.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PDF_MEND_OBJECTS_MOST = 1000 };

struct pdf_mended {
    struct str bytes;
    size_t places[PDF_MEND_OBJECTS_MOST];
    size_t count; /* one more than the highest number */
};

static inline const char *pdf_mend_find(const char *at, const char *end, const char *what)
{
    return memmem(at, (size_t)(end - at), what, strlen(what));
}

/* The number of the object whose "obj" stands at `obj`, and where it begins; 0: it is none. */
static inline size_t pdf_mend_number(const char *first, const char *obj, const char **start)
{
    const char *at = obj;
    for (int numbers = 0; numbers < 2; numbers++) {
        while (at > first && isspace((unsigned char)at[-1]))
            at--;
        const char *end = at;
        while (at > first && isdigit((unsigned char)at[-1]))
            at--;
        if (at == end || end - at > 5)
            return 0;
    }
    *start = at;
    size_t number = strtoul(at, NULL, 10);
    return number < PDF_MEND_OBJECTS_MOST ? number : 0;
}

/* Adds an object; where its stream says how long it is, by a number of its own, that is made right. */
static inline void pdf_mend_object(struct pdf_mended *m, const char *at, const char *end)
{
    const char *stream = pdf_mend_find(at, end, "stream"), *length = NULL;
    const char *stream_end = stream ? pdf_mend_find(stream + 6, end, "endstream") : NULL;
    if (stream_end)
        length = pdf_mend_find(at, stream, "/Length ");
    const char *digits = length ? length + strlen("/Length ") : NULL, *after = digits;
    while (after && after < stream && isdigit((unsigned char)*after))
        after++;
    if (!digits || after == digits || pdf_mend_find(after, after + 3, "R")) {
        str_add_bytes(&m->bytes, at, (size_t)(end - at));
        return;
    }
    const char *first = stream + 6;
    if (first < stream_end && *first == '\r')
        first++;
    if (first < stream_end && *first == '\n')
        first++;
    const char *last = stream_end;
    if (last > first && last[-1] == '\n')
        last--;
    str_add_bytes(&m->bytes, at, (size_t)(digits - at));
    str_addf(&m->bytes, "%zu", (size_t)(last - first));
    str_add_bytes(&m->bytes, after, (size_t)(end - after));
}

static inline void pdf_mend_objects(struct pdf_mended *m, const char *at, const char *end)
{
    for (const char *obj, *first = at; (obj = pdf_mend_find(at, end, "obj")) != NULL;) {
        const char *start = NULL;
        size_t number = obj > first && obj[-1] != 'd' ? pdf_mend_number(first, obj, &start) : 0;
        const char *last = pdf_mend_find(obj, end, "endobj");
        at = number && last ? last + 6 : obj + 3;
        if (!number || !last)
            continue;
        m->places[number] = m->bytes.length_bytes;
        m->count = number >= m->count ? number + 1 : m->count;
        pdf_mend_object(m, start, at);
        str_add_char(&m->bytes, '\n');
        first = at;
    }
}

/* The file's own trailer without its size and its earlier index, or one that names its first catalogue. */
static inline void pdf_mend_trailer(struct pdf_mended *m, const char *at, const char *end)
{
    static const char *const wanted[] = {"/Root ", "/Info ", "/Encrypt "};
    str_addf(&m->bytes, "trailer\n<</Size %zu", m->count);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const char *found = pdf_mend_find(at, end, wanted[i]);
        const char *last = found ? pdf_mend_find(found, end, "R") : NULL;
        if (last && last - found < 20)
            str_add_bytes(&m->bytes, found, (size_t)(last + 1 - found));
    }
}

/* False: it has no objects that lie open, or keeps them in object streams, which know their own places. Free m->bytes with str_free. */
static inline bool pdf_mend(struct pdf_mended *m, const void *data, size_t size)
{
    const char *at = data, *end = at + size;
    memset(m, 0, sizeof *m);
    if (pdf_mend_find(at, end, "/ObjStm"))
        return false;
    str_add(&m->bytes, "%PDF-1.7\n");
    pdf_mend_objects(m, at, end);
    size_t index = m->bytes.length_bytes;
    str_addf(&m->bytes, "xref\n0 %zu\n0000000000 65535 f \n", m->count);
    for (size_t i = 1; i < m->count; i++)
        str_addf(&m->bytes, "%010zu %s \n", m->places[i], m->places[i] ? "00000 n" : "65535 f");
    pdf_mend_trailer(m, at, end);
    str_addf(&m->bytes, ">>\nstartxref\n%zu\n%%%%EOF\n", index);
    return m->count > 1;
}

/* Mostly, so that files without an index are met, too. Returns how many bytes it has then. */
static inline size_t pdf_mend_some(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static struct pdf_mended mended;
    if (seed % 5 == 0)
        return size;
    if (pdf_mend(&mended, data, size) && mended.bytes.length_bytes <= most) {
        size = mended.bytes.length_bytes;
        memcpy(data, mended.bytes.data, size);
    }
    str_free(&mended.bytes);
    return size;
}

#endif
