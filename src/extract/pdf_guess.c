#include "extract/pdf_guess.h"

#include "extract/pdf_figures.h"
#include "extract/pdf_furniture.h"
#include "extract/pdf_layout.h"
#include "extract/pdf_paragraphs.h"
#include "extract/pdf_watermarks.h"

#include "base/mem.h"

#include <stdlib.h>

struct pdf_guess {
    struct pdf *pdf;
    struct pdf_lines rows;   /* of all pages, for what repeats */
    struct pdf_lines turned; /* rows that are not upright, for the same */
    struct pdf_lines lines;  /* in reading order */
    struct pdf_paras paras;
    struct pdf_figures figures;
    struct vocabulary *vocabulary;
    struct pdf_emitter emitter;
    uint32_t next_furniture, next_turned; /* row */
    uint32_t next_para;
    uint32_t left_out;
    uint32_t group;
    uint16_t table, table_page; /* being given */
};

struct pdf_guess *pdf_guess_new(struct pdf *pdf)
{
    struct pdf_guess *g = mem_new(1, sizeof *g);
    g->pdf = pdf;
    g->vocabulary = vocabulary_new();
    g->emitter = (struct pdf_emitter){.pdf = pdf, .vocabulary = g->vocabulary};
    for (uint32_t i = 0; i < pdf->sheet_count; i++)
        pdf_rows_of_page(pdf, i, 0, &g->rows);
    pdf_furniture_find(pdf, &g->rows);
    pdf_watermarks_find(pdf, &g->rows, &g->turned);
    return g;
}

void pdf_guess_free(struct pdf_guess *g)
{
    if (!g)
        return;
    pdf_emit_free(&g->emitter);
    pdf_lines_free(&g->rows);
    pdf_lines_free(&g->turned);
    pdf_lines_free(&g->lines);
    pdf_figures_free(g->pdf, &g->figures);
    vocabulary_free(g->vocabulary);
    free(g->paras.items);
    free(g);
}

struct pdf_emitter *pdf_guess_emitter(struct pdf_guess *g)
{
    return &g->emitter;
}

void pdf_guess_learn(struct pdf_guess *g, const uint32_t *words, uint32_t count)
{
    const struct words *all = &g->pdf->words;
    struct str token = {0};
    bool after_hyphen = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct word *w = &all->items[words[i]];
        bool is_last = i + 1 == count;
        const struct word *next = is_last ? NULL : &all->items[words[i + 1]];
        bool ends_line = is_last || pdf_emit_is_new_line(w, next);
        str_add_bytes(&token, word_text(all, w), w->bytes);
        if (!ends_line && !words_are_parted(w, next))
            continue;
        if (!after_hyphen)
            vocabulary_add(g->vocabulary, str_text(&token), token.length_bytes);
        after_hyphen =
            ends_line && vocabulary_add_broken(g->vocabulary, str_text(&token), token.length_bytes);
        str_clear(&token);
    }
    str_free(&token);
}

void pdf_guess_lay_out(struct pdf_guess *g)
{
    struct pdf_layout layout = {.pdf = g->pdf, .figures = &g->figures};
    pdf_figures_find(g->pdf, &g->figures);
    for (uint32_t i = 0; i < g->pdf->sheet_count; i++)
        pdf_layout_learn(&layout, i);
    for (uint32_t i = 0; i < g->pdf->sheet_count; i++)
        pdf_layout_page(&layout, i, &g->lines);
    pdf_layout_free(&layout);
    pdf_paras_find(g->pdf, &g->lines, &g->paras);
    pdf_guess_learn(g, g->lines.order, g->lines.order_count);
}

static bool is_furniture_word(const struct pdf_guess *g, uint32_t word)
{
    return g->pdf->words.items[word].flags & WORD_FURNITURE;
}

static void give_furniture_of(struct pdf_guess *g, const struct pdf_lines *rows, uint32_t *next,
                              uint32_t up_to_page)
{
    for (; *next < rows->count; ++*next) {
        const struct line *row = &rows->items[*next];
        if (row->page > up_to_page)
            return;
        if (!(row->flags & LINE_IS_FURNITURE))
            continue;
        struct builder_block block = {.kind = BLOCK_LEFT_OUT, .page = (uint32_t)row->page + 1};
        pdf_emit_begin(&g->emitter, &block);
        for (uint32_t k = 0; k < row->count; k++)
            if (is_furniture_word(g, rows->order[row->first + k]))
                pdf_emit_word(&g->emitter, rows->order[row->first + k], false, 0);
        if (pdf_emit_end(&g->emitter))
            g->left_out++;
    }
}

static void give_furniture(struct pdf_guess *g, uint32_t up_to_page)
{
    give_furniture_of(g, &g->rows, &g->next_furniture, up_to_page);
    give_furniture_of(g, &g->turned, &g->next_turned, up_to_page);
}

static void give_lines(struct pdf_guess *g, const struct para *p, bool is_rest)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &g->lines.items[p->first + i];
        uint32_t k = 0, skip = 0;
        if (i == 0 && !is_rest) {
            for (; k < p->label_words; k++) /* which stand in the block's label */
                g->pdf->words.items[g->lines.order[line->first + k]].flags |= WORD_TAKEN;
            skip = p->label_bytes;
        }
        for (bool begins = i > 0 || is_rest; k < line->count; k++, begins = false, skip = 0)
            pdf_emit_word(&g->emitter, g->lines.order[line->first + k], begins, skip);
    }
}

static struct box para_box(const struct pdf_guess *g, const struct para *p)
{
    struct box box = {0};
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &g->lines.items[p->first + i];
        for (uint32_t k = 0; k < line->count; k++)
            box = box_join(box, g->pdf->words.items[g->lines.order[line->first + k]].box);
    }
    return box;
}

static void give_figure(struct pdf_guess *g, const struct para *p)
{
    const struct pdf_figure *figure = &g->figures.items[p->figure - 1];
    struct builder_block block = {
        .kind = BLOCK_FIGURE, .page = figure->page + 1, .box = figure->box};
    pdf_figures_give(g->pdf, &g->figures, &block, figure, NULL, NULL);
}

static void give_para(struct pdf_guess *g, uint32_t number)
{
    const struct para *p = &g->paras.items[number];
    if (p->kind == BLOCK_FIGURE) {
        give_figure(g, p);
        return;
    }
    if (p->kind == BLOCK_CELL &&
        (g->table != p->table || g->table_page != g->lines.items[p->first].page)) {
        g->table = p->table;
        g->table_page = g->lines.items[p->first].page;
        g->group = builder_new_group(g->pdf->builder);
    } else if (p->kind != BLOCK_CELL) {
        g->table = 0;
        if (p->kind != BLOCK_LIST_ITEM)
            g->group = 0;
    }
    if (p->kind == BLOCK_LIST_ITEM && g->group == 0)
        g->group = builder_new_group(g->pdf->builder);
    struct builder_block block = {
        .kind = p->kind,
        .level = p->level,
        .label = p->label[0] ? p->label : NULL,
        .group = g->group,
        .row = p->row,
        .column = p->column,
        .row_span = p->kind == BLOCK_CELL,
        .column_span = p->kind == BLOCK_CELL,
        .is_header = p->is_header,
        .page = (uint32_t)g->lines.items[p->first].page + 1,
        .box = para_box(g, p),
    };
    pdf_emit_begin(&g->emitter, &block);
    give_lines(g, p, false);
    for (uint32_t k = p->next; k != UINT32_MAX; k = g->paras.items[k].next)
        give_lines(g, &g->paras.items[k], true);
    pdf_emit_end(&g->emitter);
}

/* Notes stand after the block that cites them. */
static void give_notes_of(struct pdf_guess *g, uint32_t number)
{
    for (uint32_t k = number; k != UINT32_MAX; k = g->paras.items[k].next)
        for (uint32_t i = k + 1; i < g->paras.count && i < k + 200; i++) {
            const struct para *note = &g->paras.items[i];
            if (note->kind == BLOCK_NOTE && note->cited_by == k + 1 && !note->goes_on)
                give_para(g, i);
        }
}

void pdf_guess_give_before(struct pdf_guess *g, uint32_t page, float y)
{
    for (; g->next_para < g->paras.count; g->next_para++) {
        const struct para *p = &g->paras.items[g->next_para];
        const struct line *line = &g->lines.items[p->first];
        if (line->page > page || (line->page == page && line->box.y0 >= y))
            break;
        give_furniture(g, line->page);
        if (p->goes_on || (p->kind == BLOCK_NOTE && p->cited_by))
            continue;
        give_para(g, g->next_para);
        give_notes_of(g, g->next_para);
    }
    give_furniture(g, page);
}

void pdf_guess_give_rest(struct pdf_guess *g)
{
    pdf_guess_give_before(g, UINT32_MAX, 0);
    pdf_emit_places(g->pdf, UINT32_MAX, 0);
    if (g->left_out > 0)
        builder_add_warning(g->pdf->builder, WARNING_LEFT_OUT, 0, g->left_out, NULL);
    if (g->figures.no_alt > 0)
        builder_add_warning(g->pdf->builder, WARNING_PICTURES_NO_ALT, 0, g->figures.no_alt, NULL);
}
