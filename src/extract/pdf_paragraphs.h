/* pdf_paragraphs.h: lines in reading order into paragraphs, headings, list items, captions and notes. */
#ifndef LECTERN_EXTRACT_PDF_PARAGRAPHS_H
#define LECTERN_EXTRACT_PDF_PARAGRAPHS_H

#include "book/model.h"
#include "extract/pdf_rows.h"

struct para {
    enum block_kind kind;
    uint32_t first, count; /* lines */
    uint32_t
        next; /* the paragraph that goes on with this one, over a column or page; UINT32_MAX none */
    bool goes_on;      /* it is the rest of an earlier one */
    uint32_t cited_by; /* of a note: the paragraph that cites it, + 1; 0 none */
    int level;
    uint16_t table, row, column; /* of a cell */
    bool is_header;
    float size;
    uint32_t letters;
    uint32_t figure;      /* of a figure: its number + 1 */
    uint32_t label_words; /* leading words that are the label */
    uint32_t label_bytes; /* leading bytes of the word after those that belong to the label too */
    char label[24];
};

struct pdf_paras {
    struct para *items;
    uint32_t count, cap;
};

/* Cuts the lines into paragraphs and tells what each is. Free items with free. */
void pdf_paras_find(struct pdf *pdf, const struct pdf_lines *lines, struct pdf_paras *out);

#endif
