/* listed.h: books with lists of hard words, and questions about what they mean. */
#ifndef LECTERN_TESTS_BOOK_LISTED_H
#define LECTERN_TESTS_BOOK_LISTED_H

#include "book/explain.h"
#include "made.h"

#include <stdio.h>

static inline struct builder *listed_new(const char *lang)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    builder_set_title(b, "A guide");
    builder_set_lang(b, lang);
    (void)builder_add_page(b, NULL, 595, 842);
    return b;
}

/* A block of runs; every second is bold, beginning with a plain one ("" for none). */
static inline void listed_runs(struct builder *b, enum block_kind kind, const char *const *runs)
{
    builder_begin(b, &(struct builder_block){.kind = kind, .level = 2, .page = 1});
    for (size_t i = 0; runs[i]; i++)
        builder_text(b, runs[i], strlen(runs[i]),
                     &(struct builder_run){.style = i % 2 ? STYLE_BOLD : 0});
    (void)builder_end(b);
}

#define LISTED_RUNS(b, kind, ...) listed_runs(b, kind, (const char *const[]){__VA_ARGS__, NULL})

static inline void listed_heading(struct builder *b, int level, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING, .level = level, .page = 1});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static inline void listed_cell(struct builder *b, uint32_t group, uint16_t row, uint16_t column,
                               const char *text)
{
    builder_begin(b,
                  &(struct builder_block){
                      .kind = BLOCK_CELL, .group = group, .row = row, .column = column, .page = 1});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

/* The number of the n-th document word that is written like this, 0 none. */
static inline uint32_t listed_word(const struct book *book, const char *text, unsigned nth)
{
    for (uint32_t n = 1; n <= book->word_count; n++) {
        const struct book_word *word = &book->words[n];
        if (word->bytes == strlen(text) &&
            memcmp(book->pool + word->text, text, word->bytes) == 0 && --nth == 0)
            return n;
    }
    return 0;
}

/* What the book itself says of a term, NULL when nothing. */
static inline const struct explain_term *listed_own(const struct explain *explain, const char *term)
{
    for (uint32_t n = 1; n <= explain_own_count(explain); n++) {
        if (strcmp(explain_term_at(explain, n)->term, term) == 0)
            return explain_term_at(explain, n);
    }
    return NULL;
}

static inline void listed_expect(const struct explain *explain, const char *term,
                                 const char *meaning)
{
    const struct explain_term *found = listed_own(explain, term);
    if (!found)
        print_message("not found: %s\n", term);
    assert_non_null(found);
    assert_string_equal(found->meaning, meaning);
}

#endif
