/* document.h: a document file read as a book for a command, through a worker and a temporary book file that is gone at once. */
#ifndef LECTERN_APP_DOCUMENT_H
#define LECTERN_APP_DOCUMENT_H

#include "app/config.h"
#include "base/err.h"

struct book;

/* A file that lies somewhere under another name than its own, by which its kind is known; else as below. */
MUST_USE enum err document_read_as(const char *path, const char *name, const struct config *config,
                                   struct book **out);

/* Errors: those of convert_document, and of opening the file. Close with book_close. Any thread. */
MUST_USE enum err document_read(const char *path, const struct config *config, struct book **out);

#endif
