/* pages.h: books, fonts and layouts for the tests of text. */
#ifndef LECTERN_TESTS_TEXT_PAGES_H
#define LECTERN_TESTS_TEXT_PAGES_H

#include "book/builder.h"
#include "book/file.h"
#include "text/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct pages {
    struct builder *builder;
    struct str bytes;
    struct book *book;
    struct fonts *fonts;
    struct run_cache *runs;
};

static inline void pages_begin(struct pages *p)
{
    *p = (struct pages){.builder = builder_new()};
    builder_set_lang(p->builder, "en");
    builder_set_title(p->builder, "Pages");
    assert_int_equal(fonts_new(&p->fonts), ERR_OK);
    p->runs = run_cache_new(p->fonts, 4 << 20);
}

static inline void pages_add(struct pages *p, enum block_kind kind, int level, const char *label,
                             const char *text)
{
    builder_begin(p->builder,
                  &(struct builder_block){.kind = kind, .level = level, .label = label});
    builder_text(p->builder, text, strlen(text), NULL);
    (void)builder_end(p->builder);
}

static inline void pages_add_picture(struct pages *p, uint32_t w, uint32_t h, const char *alt)
{
    unsigned char *pixels = w ? calloc((size_t)w * h, 3) : NULL;
    builder_add_figure(p->builder, &(struct builder_block){.kind = BLOCK_FIGURE}, pixels, w, h, 3,
                       alt, NULL);
    free(pixels);
}

static inline void pages_finish(struct pages *p)
{
    assert_int_equal(builder_finish(p->builder, &p->bytes), ERR_OK);
    assert_int_equal(
        book_from_bytes((unsigned char *)p->bytes.data, p->bytes.length_bytes, &p->book), ERR_OK);
}

static inline void pages_end(struct pages *p)
{
    book_close(p->book);
    str_free(&p->bytes);
    builder_free(p->builder);
    run_cache_free(p->runs);
    fonts_free(p->fonts);
}

/* A table of a header row and `rows` more, three columns. */
static inline void pages_add_table(struct pages *p, int rows)
{
    static const char *const heads[] = {"Region", "Families asked", "Share"};
    static const char *const cells[] = {"North East", "1,214 families", "84%"};
    uint32_t group = builder_new_group(p->builder);
    for (int row = 1; row <= rows + 1; row++)
        for (int column = 1; column <= 3; column++) {
            struct builder_block cell = {.kind = BLOCK_CELL,
                                         .group = group,
                                         .row = (uint16_t)row,
                                         .column = (uint16_t)column,
                                         .row_span = 1,
                                         .column_span = 1,
                                         .is_header = row == 1};
            const char *text = row == 1 ? heads[column - 1] : cells[column - 1];
            builder_begin(p->builder, &cell);
            builder_text(p->builder, text, strlen(text), NULL);
            (void)builder_end(p->builder);
        }
}

/* Words with a note's mark behind each, which is a word of its own without a space before it. */
static inline void pages_add_marks(struct pages *p, int count)
{
    const struct builder_run raised = {.style = STYLE_RAISED};
    builder_begin(p->builder, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    for (int i = 0; i < count; i++) {
        const char *word =
            i % 3 ? "legislation" : "\u6CD5"; /* ICU would part the mark from the ideograph */
        builder_text(p->builder, word, strlen(word), NULL);
        builder_text(p->builder, "12", 2, &raised);
        builder_text(p->builder, " ", 1, NULL);
    }
    (void)builder_end(p->builder);
}

/* Something of every kind, several screens long at any size. */
static inline void pages_add_mixture(struct pages *p)
{
    static const char sentence[] = "Every child has a right to learn beside their friends and "
                                   "neighbours; a school that welcomes everyone plans for it. ";
    char text[1200] = "";
    for (int i = 0; i < 6; i++)
        strcat(text, sentence);
    pages_add(p, BLOCK_LEFT_OUT, 0, NULL, "A running head");
    pages_add(p, BLOCK_HEADING, 1, NULL, "Why it matters to every school in the land");
    for (int i = 0; i < 8; i++) {
        pages_add(p, BLOCK_PARAGRAPH, 0, NULL, text);
        pages_add(p, BLOCK_HEADING, 2 + i % 3, NULL, "A heading within");
        pages_add(p, BLOCK_LIST_ITEM, 1, "\u2022", sentence);
        pages_add(p, BLOCK_LIST_ITEM, 2, "(a)", "Short one.");
        pages_add(p, BLOCK_LIST_ITEM, 1, "A label much too long to hang in any margin 12.",
                  sentence);
        pages_add(p, BLOCK_QUOTE, 0, NULL, sentence);
        pages_add(p, BLOCK_LEFT_OUT, 0, NULL, "Page 12");
        pages_add_picture(p, 300, 200, i % 2 ? "Two children at one table" : NULL);
        pages_add(p, BLOCK_CAPTION, 0, NULL, "Figure: two children");
        pages_add_picture(p, 0, 0, i % 2 ? "What was lost, in words" : NULL);
        pages_add(p, BLOCK_NOTE, 0, "3", "A note of a few words.");
        pages_add(
            p, BLOCK_PARAGRAPH, 0, NULL,
            "See https://www.example.org/a/very/long/address/which/goes/on-and-on/and/on/until/"
            "it/is/wider/than/a/line/index.html for it.");
    }
    pages_add(p, BLOCK_PARAGRAPH, 0, NULL,
              "التعليم حق لكل طفل في المدرسة القريبة (2010) مع أصدقائه وجيرانه دون PDF استثناء.");
    pages_add(p, BLOCK_PARAGRAPH, 0, NULL,
              "ไทยเป็นภาษาที่ไม่มีช่องว่างระหว่างคำและยาวมากพอที่จะขึ้นบรรทัดใหม่ได้");
    pages_add_table(p, 20);
    pages_add_marks(p, 60);
    pages_add(p, BLOCK_HEADING, 1, NULL, "The end");
}

static inline struct layout_style pages_style(int size_px, int width_px, int height_px)
{
    return (struct layout_style){.family = FONT_ANDIKA,
                                 .size_px = size_px,
                                 .heading_scale = 1.35,
                                 .line_spacing = 1.5,
                                 .paragraph_spacing = 0.75,
                                 .width_px = width_px,
                                 .height_px = height_px,
                                 .line_most_chars = 70};
}

#endif
