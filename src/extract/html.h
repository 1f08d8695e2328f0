/* html.h: a web page into the builder: its main content; menus, banners, forms and the like are listed as left out. One thread. */
#ifndef LECTERN_EXTRACT_HTML_H
#define LECTERN_EXTRACT_HTML_H

#include "extract/extract.h"

/* The page's bytes in any encoding that it names. ERR_NO_MEMORY, ERR_DAMAGED. */
MUST_USE enum err html_extract(const char *bytes, size_t count, const struct extract_job *job,
                               struct builder *b);

#endif
