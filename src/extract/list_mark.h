/* list_mark.h: bullets and numbers at the start of list items. Any thread. */
#ifndef LECTERN_EXTRACT_LIST_MARK_H
#define LECTERN_EXTRACT_LIST_MARK_H

#include <stdbool.h>
#include <stddef.h>

/* The mark of a list item at the start of `text`: its length in bytes, 0 when there is none. *is_sure: a bullet, which is hardly
 * ever anything else; numbers, letters and dashes are not sure. */
size_t list_mark_find(const char *text, size_t bytes, bool *is_sure);

/* The bytes of a note's mark that is set close to the note's first word ('1The', '*See'), 0 if there is none. */
size_t list_mark_find_note(const char *text, size_t bytes);

#endif
