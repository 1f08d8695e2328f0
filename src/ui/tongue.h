/* tongue.h: stretches of what is said that are in another language than the interface's: a document's title, a description.
 *
 * A title is spoken by the voice of its own language, whatever the interface speaks. So a text on its way to the voice carries marks
 * (control characters) around such words: tongue_add writes them, tongue_next takes the text apart. They never reach the glass: there a
 * widget names the language of its words (widget_set_lang). One thread (main). */
#ifndef LECTERN_UI_TONGUE_H
#define LECTERN_UI_TONGUE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* TONGUE_OPEN tag TONGUE_TAG_END words TONGUE_CLOSE: control characters that no title needs. */
enum { TONGUE_OPEN = 0x0e, TONGUE_TAG_END = 0x1f, TONGUE_CLOSE = 0x0f };

struct tongue {
    const char *text; /* borrowed; not ended by a NUL */
    size_t bytes;
    char lang[16]; /* BCP 47; "" the interface's */
};

/* Adds words that are said to be in `lang` ("" not known). Without a mark where the interface's voice says them as well: in its own
 * language, or when neither tag nor letters tell another. Where no voice speaks them, what is added names their language instead. */
void tongue_add(struct str *out, const char *text, const char *lang);

/* The next stretch in one language from byte *at on, which moves behind it; false at the end. */
bool tongue_next(const char *text, size_t *at, struct tongue *out);

/* Adds the text without its marks. */
void tongue_add_plain(struct str *out, const char *text);

#endif
