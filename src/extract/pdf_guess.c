#include "extract/pdf_guess.h"

#include "extract/pdf_emit.h"
#include "extract/pdf_furniture.h"
#include "extract/pdf_layout.h"
#include "extract/pdf_paragraphs.h"

#include "base/mem.h"

#include <stdlib.h>

struct guess {
    struct pdf *pdf;
    struct pdf_lines rows;  /* of all pages, for what repeats */
    struct pdf_lines lines; /* in reading order */
    struct pdf_paras paras;
    struct lexicon *lexicon;
    struct pdf_emitter emitter;
    uint32_t next_furniture; /* row */
    uint32_t left_out;
    uint32_t group;
};

static uint32_t line_first_word(const struct guess *g, const struct line *line)
{
    return g->lines.order[line->first];
}

static void learn_words(struct guess *g)
{
    const struct words *words = &g->pdf->words;
    bool after_hyphen = false;
    struct str token = {0};
    for (uint32_t i = 0; i < g->lines.count; i++) {
        const struct line *line = &g->lines.items[i];
        for (uint32_t k = 0; k < line->count; k++) {
            const struct word *w = &words->items[g->lines.order[line->first + k]];
            str_add_bytes(&token, word_text(words, w), w->bytes);
            if (k + 1 < line->count &&
                !words_are_parted(w, &words->items[g->lines.order[line->first + k + 1]]))
                continue;
            if (!after_hyphen)
                lexicon_add(g->lexicon, str_text(&token), token.length_bytes);
            after_hyphen = false;
            if (k + 1 == line->count) {
                size_t hyphen;
                lexicon_add_broken(g->lexicon, str_text(&token), token.length_bytes);
                after_hyphen = lexicon_mend(g->lexicon, str_text(&token), token.length_bytes, "x",
                                            1, &hyphen) != MEND_NOTHING;
            }
            str_clear(&token);
        }
    }
    str_free(&token);
}

static void give_furniture(struct guess *g, uint32_t up_to_page)
{
    for (; g->next_furniture < g->rows.count; g->next_furniture++) {
        const struct line *row = &g->rows.items[g->next_furniture];
        if (row->page > up_to_page)
            return;
        if (!(row->flags & LINE_IS_FURNITURE))
            continue;
        struct builder_block block = {
            .kind = BLOCK_LEFT_OUT, .page = (uint32_t)row->page + 1, .box = row->box};
        pdf_emit_begin(&g->emitter, &block);
        for (uint32_t k = 0; k < row->count; k++)
            pdf_emit_word(&g->emitter, g->rows.order[row->first + k], false, 0);
        if (pdf_emit_end(&g->emitter))
            g->left_out++;
    }
}

static void give_lines(struct guess *g, const struct para *p, bool is_rest)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &g->lines.items[p->first + i];
        uint32_t k = 0, skip = 0;
        if (i == 0 && !is_rest) {
            k = p->label_words;
            skip = p->label_bytes;
        }
        for (bool begins = i > 0 || is_rest; k < line->count; k++, begins = false, skip = 0)
            pdf_emit_word(&g->emitter, g->lines.order[line->first + k], begins, skip);
    }
}

static struct box para_box(const struct guess *g, const struct para *p)
{
    struct box box = {0};
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &g->lines.items[p->first + i];
        for (uint32_t k = 0; k < line->count; k++)
            box = box_join(box, g->pdf->words.items[g->lines.order[line->first + k]].box);
    }
    return box;
}

static void give_para(struct guess *g, uint32_t number)
{
    const struct para *p = &g->paras.items[number];
    const struct line *line = &g->lines.items[p->first];
    if (p->kind != BLOCK_LIST_ITEM && p->kind != BLOCK_FIGURE)
        g->group = 0;
    if (p->kind == BLOCK_LIST_ITEM && g->group == 0)
        g->group = builder_new_group(g->pdf->builder);
    struct builder_block block = {
        .kind = p->kind,
        .level = p->level,
        .label = p->label[0] ? p->label : NULL,
        .group = g->group,
        .page = (uint32_t)g->pdf->words.items[line_first_word(g, line)].page + 1,
        .box = para_box(g, p),
    };
    pdf_emit_begin(&g->emitter, &block);
    give_lines(g, p, false);
    for (uint32_t k = p->next; k != UINT32_MAX; k = g->paras.items[k].next)
        give_lines(g, &g->paras.items[k], true);
    pdf_emit_end(&g->emitter);
}

/* Notes stand after the block that cites them. */
static void give_notes_of(struct guess *g, uint32_t number)
{
    for (uint32_t k = number; k != UINT32_MAX; k = g->paras.items[k].next)
        for (uint32_t i = k + 1; i < g->paras.count && i < k + 200; i++) {
            const struct para *note = &g->paras.items[i];
            if (note->kind == BLOCK_NOTE && note->cited_by == k + 1 && !note->goes_on)
                give_para(g, i);
        }
}

static void give_all(struct guess *g)
{
    for (uint32_t i = 0; i < g->paras.count; i++) {
        const struct para *p = &g->paras.items[i];
        give_furniture(g, g->lines.items[p->first].page);
        if (p->goes_on || (p->kind == BLOCK_NOTE && p->cited_by))
            continue;
        if (p->kind == BLOCK_FIGURE)
            continue;
        give_para(g, i);
        give_notes_of(g, i);
    }
    give_furniture(g, UINT32_MAX);
    pdf_emit_places(g->pdf, UINT32_MAX, 0);
}

void pdf_guess_give(struct pdf *pdf)
{
    struct guess g = {.pdf = pdf, .lexicon = lexicon_new()};
    struct pdf_lines scratch = {0};
    g.emitter = (struct pdf_emitter){.pdf = pdf, .lexicon = g.lexicon};
    for (uint32_t i = 0; i < pdf->sheet_count; i++)
        pdf_rows_of_page(pdf, i, 0, &g.rows);
    pdf_furniture_find(pdf, &g.rows);
    for (uint32_t i = 0; i < pdf->sheet_count; i++)
        pdf_layout_page(pdf, i, &scratch, &g.lines);
    pdf_paras_find(pdf, &g.lines, &g.paras);
    learn_words(&g);
    give_all(&g);
    if (g.left_out > 0)
        builder_add_warning(pdf->builder, WARNING_LEFT_OUT, 0, g.left_out, NULL);
    pdf_emit_free(&g.emitter);
    pdf_lines_free(&scratch);
    pdf_lines_free(&g.rows);
    pdf_lines_free(&g.lines);
    lexicon_free(g.lexicon);
    free(g.paras.items);
}
