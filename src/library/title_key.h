/* title_key.h: the key by which titles and names are put in order: "Report 2" before "Report 10", "Âr" beside "Ar", capitals alike.
 * Made once when a document is added, so that SQLite can keep an index of it without a collation of ours. Any thread. */
#ifndef LECTERN_LIBRARY_TITLE_KEY_H
#define LECTERN_LIBRARY_TITLE_KEY_H

#include <stdbool.h>

/* The key of a title, to be compared with strcmp; free with free. Of an Easy Read edition the words that say so are left out, so
 * that it lands right behind the document that it makes easier. */
char *title_key_make(const char *title, bool easy_read);

#endif
