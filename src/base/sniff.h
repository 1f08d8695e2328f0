/* sniff.h: what kind of document a file is, told from its first and last bytes, then from its name. Any thread. */
#ifndef LECTERN_BASE_SNIFF_H
#define LECTERN_BASE_SNIFF_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum kind {
    KIND_PDF = 1,
    KIND_EPUB,
    KIND_HTML,
    KIND_TEXT,
    KIND_MARKDOWN,
    KIND_DOCX,
    KIND_ODT,
    KIND_FODT,
    KIND_FB2,
    KIND_FB2_ZIP,
    KIND_MOBI
};

/* `head` is the first part of the file (up to SNIFF_BYTES, or all of it), `whole` says that it is all. ERR_EMPTY, ERR_NOT_A_KIND;
 * ERR_LOCKED for an office document that is encrypted as a whole; ERR_DAMAGED for a file that is named .pdf, .epub, .docx or .odt
 * and is not one. */
enum { SNIFF_BYTES = 65536 };
MUST_USE enum err sniff_kind(const unsigned char *head, size_t bytes, const char *name,
                             enum kind *out);

/* The kind that a file's name alone speaks of; 0: none that we know. */
enum kind sniff_name(const char *name);

enum ending { ENDING_WHOLE, ENDING_NO_INDEX, ENDING_CUT };

/* How a PDF ends, from its last bytes: with its end mark; without it but behind its last object, so that only the index is gone; or
 * in the midst of an object. */
enum ending sniff_pdf_ending(const unsigned char *tail, size_t bytes);

#endif
