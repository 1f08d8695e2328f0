/* markdown.h: the parts of Markdown that plain text has not: marks inside a line, and tables. */
#ifndef LECTERN_EXTRACT_MARKDOWN_H
#define LECTERN_EXTRACT_MARKDOWN_H

#include "extract/plain.h"

/* Text with **bold**, *emphasis*, `code`, [links](to) and ![descriptions](of) into the open block. */
void markdown_give_inline(struct builder *b, const char *text, size_t bytes);

/* The table that begins at line `first` ('| a | b |'); returns the line behind it. */
size_t markdown_give_table(struct builder *b, const struct text_line *lines, size_t first,
                           size_t count);

#endif
