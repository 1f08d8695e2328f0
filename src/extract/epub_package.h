/* epub_package.h: what an EPUB says of itself: its chapters in reading order, title, author, language, contents. */
#ifndef LECTERN_EXTRACT_EPUB_PACKAGE_H
#define LECTERN_EXTRACT_EPUB_PACKAGE_H

#include "extract/guard.h"

#include <stdint.h>

struct epub_entry {
    char *title, *place; /* "text/one.xhtml#a" */
    int level;
};

struct epub_package {
    char *title, *author, *lang; /* NULL: not said */
    char *
        *chapters; /* paths in the archive; those outside the main flow (linear="no") stand last */
    uint32_t chapter_count, chapter_cap;
    struct epub_entry *entries;
    uint32_t entry_count, entry_cap;
};

/* Reads container, package and contents. ERR_DAMAGED; ERR_LOCKED when more than fonts is encrypted. Free with epub_package_free. */
MUST_USE enum err epub_package_read(fz_context *ctx, fz_archive *zip, struct epub_package *out);
void epub_package_free(struct epub_package *p);

/* The path in the archive of `href`, found in the file `from`; without fragment, %20 and the like decoded. Free with free. */
char *epub_resolve(const char *from, const char *href);

#endif
