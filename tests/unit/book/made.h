/* made.h: a book built in a test, open until it is dropped. */
#ifndef LECTERN_TESTS_BOOK_MADE_H
#define LECTERN_TESTS_BOOK_MADE_H

#include "book/builder.h"
#include "book/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct made {
    struct str bytes;
    struct book *book;
};

/* Finishes and frees the builder, and opens what it made. */
static inline struct made made_finish(struct builder *b)
{
    struct made made = {0};
    assert_int_equal(builder_finish(b, &made.bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)made.bytes.data,
                                     made.bytes.length_bytes, &made.book),
                     ERR_OK);
    return made;
}

static inline void made_drop(struct made *made)
{
    book_close(made->book);
    str_free(&made->bytes);
}

/* A block of one run, on `page`. */
static inline void made_block(struct builder *b, enum block_kind kind, uint32_t page,
                              const char *text)
{
    builder_begin(b,
                  &(struct builder_block){.kind = kind,
                                          .level = kind == BLOCK_HEADING || kind == BLOCK_LIST_ITEM,
                                          .page = page});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static inline void made_figure(struct builder *b, uint32_t page, const char *alt)
{
    builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE, .page = page}, NULL, 0, 0,
                       3, alt, NULL);
}

#endif
