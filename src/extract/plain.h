/* plain.h: plain text and Markdown into the builder. One thread. */
#ifndef LECTERN_EXTRACT_PLAIN_H
#define LECTERN_EXTRACT_PLAIN_H

#include "book/builder.h"

/* A line of a text, cut from it. */
struct text_line {
    const char *text; /* behind its indent, without white space at its end */
    size_t bytes;
    size_t indent; /* columns */
};

/* Bytes of UTF-8, UTF-16 (with its mark) or Windows-1252 as UTF-8 with '\n' line ends, added to `out`. */
void plain_decode(const char *bytes, size_t count, struct str *out);

/* Paragraphs (blank lines, or one a line), headings by habit, lists. */
void plain_extract(const char *bytes, size_t count, bool is_markdown, struct builder *b);

#endif
