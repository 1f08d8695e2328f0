/* furniture_words.h: the names that people give to menus, banners, cookie notices, share buttons, sign-up boxes and comments. */
#ifndef LECTERN_EXTRACT_FURNITURE_WORDS_H
#define LECTERN_EXTRACT_FURNITURE_WORDS_H

#include "extract/guard.h"

#include <stdbool.h>

/* Does a class or an id (NULL is fine) name page furniture? Words are told apart at '-', '_', spaces and capitals. */
bool furniture_words_name(const char *attribute);

/* Is it a link that only skips to a place further down? */
bool furniture_words_is_skip_link(fz_xml *a);

#endif
