/* office_zip.h: the parts of a zipped document (DOCX, ODT, a zipped FB2), each read up to a limit however large it says it is.
 *
 * Parts are unpacked piece by piece and given up at the limit, so a zip bomb costs no more than the limit. One thread. */
#ifndef LECTERN_EXTRACT_OFFICE_ZIP_H
#define LECTERN_EXTRACT_OFFICE_ZIP_H

#include "extract/extract.h"
#include "extract/guard.h"
#include "extract/pictures.h"

#include <stdbool.h>

struct office_zip {
    fz_context *ctx;
    const struct extract_job *job;
    fz_archive *archive; /* NULL: the document is one XML file, without parts */
    size_t xml_left_bytes;
    uint64_t pixels_left; /* of pictures that may still be decoded */
};

/* ERR_DAMAGED. Free with office_zip_close. */
MUST_USE enum err office_zip_open(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                                  struct office_zip *out);
void office_zip_close(struct office_zip *zip);

/* A document that is one XML file: the same budgets, no parts. */
void office_zip_open_none(fz_context *ctx, const struct extract_job *job, struct office_zip *out);

bool office_zip_has(struct office_zip *zip, const char *path);

/* The name of part number `at`, borrowed, NULL when there are not so many. */
const char *office_zip_name(struct office_zip *zip, int at);

/* A part as a tree of XML, white space kept. ERR_NOT_FOUND, ERR_TOO_BIG, ERR_DAMAGED, ERR_NO_MEMORY. Free with fz_drop_xml. */
MUST_USE enum err office_zip_tree(struct office_zip *zip, const char *path, fz_xml **out);

/* The same from a whole stream. */
MUST_USE enum err office_zip_stream_tree(struct office_zip *zip, fz_stream *stream, fz_xml **out);

/* The bytes of a whole stream, at most `most_bytes`. ERR_TOO_BIG, ERR_DAMAGED, ERR_NO_MEMORY. Free with fz_drop_buffer. */
MUST_USE enum err office_zip_stream_bytes(struct office_zip *zip, fz_stream *stream,
                                          size_t most_bytes, fz_buffer **out);

/* A part as a picture; false when it is missing, too large, or none that can be drawn. Free pixels with free. */
bool office_zip_picture(struct office_zip *zip, const char *path, struct picture *out);

/* The same from the bytes of a picture's file, copied. */
bool office_zip_picture_of(struct office_zip *zip, const unsigned char *bytes, size_t count,
                           struct picture *out);

#endif
