/* built.h: a book made by the builder in a test, walked through, and what its words are. */
#ifndef LECTERN_TESTS_BOOK_BUILT_H
#define LECTERN_TESTS_BOOK_BUILT_H

#include "base/mem.h"
#include "made.h"
#include "walk.h"

/* Finishes the builder, and opens what it made. */
static inline struct made make(struct builder *b)
{
    struct made made = made_finish(b);
    (void)walk_book(made.book);
    return made;
}

static inline void assert_text(const char *text, size_t bytes, const char *expected)
{
    char *copy = mem_copy_bytes(text, bytes);
    assert_string_equal(copy, expected);
    free(copy);
}

static inline void assert_word(const struct book *book, uint32_t n, const char *expected)
{
    assert_in_range(n, 1, book->word_total);
    assert_text(book->pool + book->words[n].text, book->words[n].bytes, expected);
}

static inline void assert_slice(const struct book *book, uint32_t first, uint32_t last,
                                const char *expected)
{
    size_t bytes;
    const char *text = book_slice(book, first, last, &bytes);
    assert_text(text, bytes, expected);
}

static inline struct builder *begin_paragraph(void)
{
    struct builder *b = builder_new();
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    return b;
}

/* A book of one paragraph of one run. */
static inline struct made make_paragraph(const char *text, size_t bytes)
{
    struct builder *b = begin_paragraph();
    builder_text(b, text, bytes, NULL);
    return make(b);
}

#endif
