/* sample.h: a small book with something of everything, for tests and fuzz targets. */
#ifndef LECTERN_TESTS_BOOK_SAMPLE_H
#define LECTERN_TESTS_BOOK_SAMPLE_H

#include "book/builder.h"

#include <string.h>

static inline void sample_text(struct builder *b, const char *text, struct builder_run run)
{
    builder_text(b, text, strlen(text), &run);
}

/* A block of one run. */
static inline uint32_t sample_block(struct builder *b, struct builder_block block, const char *text)
{
    builder_begin(b, &block);
    builder_text(b, text, strlen(text), NULL);
    return builder_end(b);
}

static inline void sample_front(struct builder *b)
{
    builder_set_source(b, SOURCE_PDF, ORDER_TAGGED);
    builder_set_author(b, "A. N. Author");
    builder_set_lang(b, "en_gb");
    (void)builder_add_page(b, "i", 595, 842);
    (void)builder_add_page(b, "1", 595, 842);
    builder_add_anchor(b, "top");
    sample_block(b, (struct builder_block){.kind = BLOCK_HEADING, .level = 1, .page = 1},
                 "Learning  together");
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    sample_text(b, "Read the ", (struct builder_run){.page = 1, .box = {10, 20, 60, 30}});
    sample_text(b, "whole report",
                (struct builder_run){
                    .page = 1, .box = {60, 20, 160, 30}, .uri = "https://example.org/report"});
    sample_text(b, ". ", (struct builder_run){.page = 1, .box = {160, 20, 164, 30}});
    sample_text(b, "DfE",
                (struct builder_run){
                    .page = 1, .style = STYLE_BOLD, .expansion = "Department for Education"});
    sample_text(b, " pays.", (struct builder_run){.page = 2, .box = {10, 10, 60, 20}});
    sample_text(b, "3", (struct builder_run){.page = 2, .style = STYLE_RAISED, .uri = "#note3"});
    sample_text(b, " See p. 5.", (struct builder_run){.page = 2});
    (void)builder_end(b);
}

static inline void sample_middle(struct builder *b)
{
    static const unsigned char dots[2 * 2 * 4] = {255, 0, 0,   255, 0, 255, 0, 128,
                                                  0,   0, 255, 255, 9, 9,   9, 0};
    builder_add_anchor(b, "note3");
    sample_block(b, (struct builder_block){.kind = BLOCK_NOTE, .label = "3", .page = 2},
                 "Schools Act, s. 4.");
    builder_add_figure(
        b, &(struct builder_block){.kind = BLOCK_FIGURE, .page = 2, .box = {100, 100, 200, 150}},
        dots, 2, 2, 4, "Two children. They read.", "en");
    uint32_t table = builder_new_group(b);
    sample_block(b,
                 (struct builder_block){.kind = BLOCK_CELL,
                                        .group = table,
                                        .row = 1,
                                        .column = 1,
                                        .is_header = true,
                                        .page = 2},
                 "Year");
    sample_block(
        b, (struct builder_block){.kind = BLOCK_CELL, .group = table, .row = 1, .column = 2}, "");
    uint32_t list = builder_new_group(b);
    sample_block(
        b,
        (struct builder_block){
            .kind = BLOCK_LIST_ITEM, .level = 1, .label = "\xe2\x80\xa2", .group = list, .page = 2},
        "One item");
}

static inline void sample_back(struct builder *b)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_QUOTE, .page = 2});
    sample_text(b, "Pob plentyn. ", (struct builder_run){.lang = "cy"});
    sample_text(b,
                "\xe0\xb8\xa0\xe0\xb8\xb2\xe0\xb8\xa9\xe0\xb8\xb2\xe0\xb9\x84\xe0\xb8\x97\xe0"
                "\xb8\xa2",
                (struct builder_run){.lang = "th"});
    (void)builder_end(b);
    sample_block(b, (struct builder_block){.kind = BLOCK_LEFT_OUT, .page = 2}, "Page 1 of 1");
    builder_add_entry(b, "Beginning", 1, "top");
    builder_add_warning(b, WARNING_LEFT_OUT, 0, 1, NULL);
}

static inline void sample_build(struct builder *b)
{
    sample_front(b);
    sample_middle(b);
    sample_back(b);
}

#endif
