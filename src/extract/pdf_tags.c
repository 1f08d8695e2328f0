#include "extract/pdf_tags.h"

#include "extract/list_mark.h"
#include "extract/pdf_heaps.h"
#include "extract/pdf_tagging.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADING_LETTERS = 400, MOST_FIGURE_LETTERS = 300, MOST_ARTIFACT_LETTERS = 120 };

static void give_node(struct tagging *t, uint32_t n, const struct around *outer);

static const char *string_at(const struct tagging *t, uint32_t at)
{
    return t->pdf->ink.strings.data + at;
}

/* The first word under a node, or NULL. */
const struct word *tagging_first_word(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n; i < t->s->nodes[n].end; i++) {
        const struct node *node = &t->s->nodes[i];
        for (uint32_t k = 0; k < node->word_count; k++)
            if (tagging_gives(tagging_word(t, t->s->words[node->first_word + k])))
                return tagging_word(t, t->s->words[node->first_word + k]);
    }
    return NULL;
}

static uint32_t letters_under(const struct tagging *t, uint32_t n)
{
    uint32_t letters = 0;
    for (uint32_t i = n; i < t->s->nodes[n].end; i++)
        for (uint32_t k = 0; k < t->s->nodes[i].word_count; k++)
            letters += tagging_word(t, t->s->words[t->s->nodes[i].first_word + k])->bytes;
    return letters;
}

/* ActualText that is empty over real words, or much shorter than they are, is a slip; over a letter or two ('-' at a line's end) it
 * is meant. Where there are elements inside, those know better. */
static bool actual_is_meant(const struct tagging *t, uint32_t n)
{
    const struct node *node = &t->s->nodes[n];
    uint32_t letters = letters_under(t, n);
    if (!node->has_actual)
        return false;
    for (uint32_t i = n + 1; i < node->end; i++)
        if (t->s->nodes[i].role == ROLE_PARAGRAPH || t->s->nodes[i].role == ROLE_HEADING)
            return false;
    return letters <= 4 || strlen(string_at(t, node->actual)) * 3 >= letters;
}

/* --- blocks --- */

void tagging_close_block(struct tagging *t)
{
    if (t->is_open)
        pdf_emit_end(t->e);
    t->is_open = false;
    t->last_word = 0;
    t->e->lang = t->e->expansion = NULL;
    while (t->deferred_count > 0) {
        uint32_t count = t->deferred_count;
        uint32_t *nodes = mem_new(count, sizeof *nodes);
        struct around *arounds = mem_new(count, sizeof *arounds);
        memcpy(nodes, t->deferred, count * sizeof *nodes);
        memcpy(arounds, t->deferred_around, count * sizeof *arounds);
        t->deferred_count = 0;
        bool outer = t->is_giving_notes;
        t->is_giving_notes = true;
        for (uint32_t i = 0; i < count; i++)
            give_node(t, nodes[i], &arounds[i]);
        t->is_giving_notes = outer;
        free(nodes);
        free(arounds);
    }
}

/* An element that begins a block ends the one before; in a table cell it only begins a line. */
void tagging_end_block(struct tagging *t, const struct around *a)
{
    if (a->in_cell)
        pdf_emit_break(t->e);
    else if (!a->is_inline)
        tagging_close_block(t);
}

static void open_block(struct tagging *t, const struct around *a, uint32_t page, struct box box)
{
    struct builder_block block = {.kind = a->kind,
                                  .level = a->level,
                                  .group = a->group,
                                  .page = page + 1,
                                  .box = box,
                                  .label = t->wants_label && t->label[0] ? t->label : NULL};
    pdf_guess_give_before(t->guess, page, box.y0);
    pdf_emit_begin(t->e, &block);
    t->is_open = true;
    t->wants_label = false;
}

static bool is_number(const struct tagging *t, const struct word *w)
{
    const char *text = word_text(&t->pdf->words, w);
    return strspn(text, "0123456789") >= w->bytes && w->bytes <= 3;
}

/* A list item without a Lbl often has its mark in its text. Returns the bytes of the word that belong to it. */
static uint32_t take_mark(struct tagging *t, const struct around *a, const struct word *w)
{
    bool sure;
    if (!t->wants_label || t->label[0])
        return 0;
    if (a->kind == BLOCK_NOTE && ((w->flags & WORD_RAISED) || is_number(t, w)) && w->bytes < 6) {
        memcpy(t->label, word_text(&t->pdf->words, w), w->bytes);
        t->label[w->bytes] = '\0';
        return w->bytes;
    }
    if (a->kind != BLOCK_LIST_ITEM)
        return 0;
    size_t mark = list_mark_find(word_text(&t->pdf->words, w), w->bytes, &sure);
    if (mark == 0 || mark >= sizeof t->label || (!sure && mark < w->bytes))
        return 0;
    memcpy(t->label, word_text(&t->pdf->words, w), mark);
    t->label[mark] = '\0';
    return (uint32_t)mark;
}

/* A raised mark in the text: the note that it belongs to comes after this block. */
static void cite_note(struct tagging *t, const struct word *w, const struct around *a)
{
    for (uint32_t i = 0; i < t->note_count && a->kind != BLOCK_NOTE; i++) {
        struct note *note = &t->notes[i];
        const struct word *mark = note->mark;
        if (note->is_given || mark->bytes != w->bytes || mark == w || mark->page < w->page ||
            mark->page > w->page + 1u || t->deferred_count >= MOST_DEFERRED ||
            memcmp(word_text(&t->pdf->words, mark), word_text(&t->pdf->words, w), w->bytes) != 0)
            continue;
        note->is_given = true;
        t->deferred_around[t->deferred_count] = (struct around){.kind = BLOCK_PARAGRAPH};
        t->deferred[t->deferred_count++] = note->node;
        return;
    }
}

static void give_word(struct tagging *t, uint32_t number, const struct around *a)
{
    const struct word *w = tagging_word(t, number);
    uint32_t skip = 0;
    bool new_line = false;
    if (!tagging_gives(w))
        return;
    if (!t->is_open) {
        skip = take_mark(t, a, w);
        open_block(t, a, w->page, w->box);
    }
    if (skip >= w->bytes)
        return;
    if (w->flags & WORD_RAISED)
        cite_note(t, w, a);
    if (t->last_word)
        new_line = pdf_emit_is_new_line(tagging_word(t, t->last_word - 1), w);
    bool parts_bold = t->lines == LINES_PART_BOLD && !(w->flags & WORD_BOLD);
    if (new_line && (t->lines == LINES_KEPT || (parts_bold && t->last_is_bold)))
        pdf_emit_break(t->e);
    t->last_is_bold = w->flags & WORD_BOLD;
    t->e->lang = a->lang;
    t->e->expansion = a->expansion;
    pdf_emit_word(t->e, number, new_line, skip);
    t->last_word = number + 1;
}

static void give_content(struct tagging *t, const struct node *node, const struct around *a)
{
    for (uint32_t i = 0; i < node->word_count; i++)
        give_word(t, t->s->words[node->first_word + i], a);
}

/* ActualText of an element stands for all its words. */
static void give_actual(struct tagging *t, uint32_t n, const struct around *a)
{
    const struct node *node = &t->s->nodes[n];
    const struct word *w = tagging_first_word(t, n);
    uint32_t page = w ? w->page : node->page >= 0 ? (uint32_t)node->page : 0;
    struct box box = w ? w->box : (struct box){0};
    if (page >= t->pdf->sheet_count || !node->actual)
        return;
    if (!t->is_open)
        open_block(t, a, page, box);
    if (w && t->last_word && strcmp(string_at(t, node->actual), "\xc2\xad") == 0) {
        pdf_emit_soft_hyphen(t->e); /* the hyphen at a line's end */
        t->last_word = (uint32_t)(w - t->pdf->words.items) + 1;
        return;
    }
    t->e->lang = a->lang;
    pdf_emit_text(t->e, string_at(t, node->actual), page, box);
    t->last_word = 0;
}

/* --- labels --- */

static void read_label(struct tagging *t, uint32_t n)
{
    const struct node *node = &t->s->nodes[n];
    struct str text = {0};
    const struct word *last = NULL;
    if (node->has_actual) {
        str_add(&text, string_at(t, node->actual));
    } else {
        for (uint32_t i = n; i < node->end; i++)
            for (uint32_t k = 0; k < t->s->nodes[i].word_count; k++) {
                const struct word *w = tagging_word(t, t->s->words[t->s->nodes[i].first_word + k]);
                if (last && words_are_parted(last, w))
                    str_add_char(&text, ' ');
                str_add_bytes(&text, word_text(&t->pdf->words, w), w->bytes);
                last = w;
            }
    }
    if (text.length_bytes > 0 && text.length_bytes < sizeof t->label) {
        strcpy(t->label, text.data);
        size_t used;
        uint32_t c = utf8_decode(t->label, text.length_bytes, &used);
        if (c >= 0xe000 && c <= 0xf8ff)
            strcpy(t->label, "\xe2\x80\xa2");
    } else if (text.length_bytes > 0) { /* too long for a mark: it is text */
        struct around a = {.kind = BLOCK_PARAGRAPH};
        tagging_give_range(t, n + 1, node->end, &a);
    }
    str_free(&text);
}

/* --- figures --- */

/* Where a figure stands, and whether all of it stands so on many pages. */
static struct box figure_box(const struct tagging *t, uint32_t n, uint32_t *page,
                             bool *is_furniture)
{
    struct box box = {0};
    uint32_t shapes = 0, repeated = 0;
    *page = UINT32_MAX;
    for (uint32_t i = n; i < t->s->nodes[n].end; i++) {
        const struct node *node = &t->s->nodes[i];
        if (node->role != ROLE_CONTENT || (*page != UINT32_MAX && (uint32_t)node->page != *page))
            continue;
        *page = (uint32_t)node->page;
        const struct pdf_sheet *sheet = &t->pdf->sheets[*page];
        for (uint32_t k = 0; k < sheet->shape_count; k++) {
            const struct ink_shape *shape = &t->pdf->ink.shapes[sheet->shape_first + k];
            const struct ink_mark *mark = &t->pdf->ink.marks[shape->mark];
            if (mark->mcid != node->mcid || mark->stream != node->stream)
                continue;
            box = box_join(box, shape->box);
            shapes++;
            repeated += shape->is_repeated;
        }
        for (uint32_t k = 0; k < node->word_count; k++)
            box = box_join(box, tagging_word(t, t->s->words[node->first_word + k])->box);
    }
    *is_furniture = shapes > 0 && repeated == shapes;
    return box;
}

static void claim_shapes(struct pdf *pdf, const struct node *node)
{
    if (node->role != ROLE_CONTENT || node->page < 0)
        return;
    const struct pdf_sheet *sheet = &pdf->sheets[node->page];
    for (uint32_t k = 0; k < sheet->shape_count; k++) {
        struct ink_shape *shape = &pdf->ink.shapes[sheet->shape_first + k];
        const struct ink_mark *mark = &pdf->ink.marks[shape->mark];
        if (mark->mcid == node->mcid && mark->stream == node->stream)
            shape->is_given = true;
    }
}

void pdf_tags_claim_pictures(struct pdf *pdf, const struct pdf_structure *s)
{
    for (uint32_t n = 0; n < s->count; n++)
        for (uint32_t i = n; s->nodes[n].role == ROLE_FIGURE && i < s->nodes[n].end; i++)
            claim_shapes(pdf, &s->nodes[i]);
}

static void give_figure(struct tagging *t, uint32_t n, const struct around *a)
{
    const struct node *node = &t->s->nodes[n];
    const char *alt = node->has_alt ? string_at(t, node->alt) : NULL;
    struct pdf_figure figure = {0};
    bool is_furniture;
    figure.box = figure_box(t, n, &figure.page, &is_furniture);
    if (figure.page == UINT32_MAX)
        figure.page = node->page >= 0 ? (uint32_t)node->page : 0;
    if (!alt && node->has_actual)
        alt = string_at(t, node->actual);
    if (alt && !*alt)
        alt = NULL;
    if (a->in_cell) {
        if (alt)
            give_actual(t, n, a);
        return;
    }
    if (!alt && (is_furniture || pdf_heaps_is_ground(t->pdf, figure.page, figure.box)))
        return;
    struct builder_block block = {.kind = BLOCK_FIGURE, .page = figure.page + 1, .box = figure.box};
    tagging_close_block(t);
    pdf_guess_give_before(t->guess, figure.page, figure.box.y0);
    if (alt || !box_is_empty(figure.box))
        pdf_figures_give(t->pdf, &t->figures, &block, &figure, alt, a->lang);
}

/* --- elements --- */

static int heading_level(const struct tagging *t, uint32_t n)
{
    int level = 0;
    if (t->s->nodes[n].level > 0)
        return t->s->nodes[n].level;
    for (uint32_t i = t->s->nodes[n].parent; i != UINT32_MAX; i = t->s->nodes[i].parent)
        level += t->s->nodes[i].role == ROLE_GROUP || t->s->nodes[i].role == ROLE_BARE;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void give_block(struct tagging *t, uint32_t n, const struct around *outer,
                       enum block_kind kind, int level)
{
    struct around a = *outer;
    tagging_end_block(t, outer);
    if (!a.in_cell && !a.is_inline && a.kind != BLOCK_LEFT_OUT &&
        !(kind == BLOCK_PARAGRAPH && a.kind != BLOCK_PARAGRAPH)) {
        a.kind = kind;
        a.level = level;
        if (kind != BLOCK_LIST_ITEM)
            a.group = 0;
    }
    tagging_give_range(t, n + 1, t->s->nodes[n].end, &a);
    tagging_end_block(t, outer);
}

static void give_list(struct tagging *t, uint32_t n, const struct around *outer)
{
    struct around a = *outer;
    tagging_end_block(t, outer);
    if (!a.in_cell) {
        a.list_depth++;
        a.kind = BLOCK_LIST_ITEM;
        a.level = a.list_depth > 6 ? 6 : a.list_depth;
        a.group = builder_new_group(t->pdf->builder);
        a.is_inline = false;
    }
    tagging_give_range(t, n + 1, t->s->nodes[n].end, &a);
    tagging_end_block(t, outer);
}

static void give_item(struct tagging *t, uint32_t n, const struct around *a)
{
    tagging_end_block(t, a);
    t->wants_label = true;
    t->label[0] = '\0';
    tagging_give_range(t, n + 1, t->s->nodes[n].end, a);
    tagging_end_block(t, a);
    t->wants_label = false;
}

static bool note_was_given(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = 0; i < t->note_count; i++)
        if (t->notes[i].node == n)
            return t->notes[i].is_given;
    return false;
}

static void find_notes(struct tagging *t)
{
    for (uint32_t i = 0; i < t->s->count; i++) {
        const struct word *mark =
            t->s->nodes[i].role == ROLE_NOTE ? tagging_first_word(t, i) : NULL;
        if (!mark || mark->bytes > 6)
            continue;
        MEM_ROOM(t->notes, t->note_count, t->note_cap);
        t->notes[t->note_count++] = (struct note){i, mark, false};
    }
}

static void give_note(struct tagging *t, uint32_t n, const struct around *outer)
{
    if (!t->is_giving_notes && note_was_given(t, n))
        return;
    if (t->is_open && t->deferred_count < MOST_DEFERRED) {
        t->deferred_around[t->deferred_count] = (struct around){.lang = outer->lang};
        t->deferred[t->deferred_count++] = n;
        return;
    }
    struct around a = {.kind = BLOCK_NOTE, .lang = outer->lang};
    char label[MOST_LABEL];
    bool wanted = t->wants_label;
    memcpy(label, t->label, sizeof label);
    t->wants_label = true;
    t->label[0] = '\0';
    tagging_give_range(t, n + 1, t->s->nodes[n].end, &a);
    tagging_close_block(t);
    t->wants_label = wanted;
    memcpy(t->label, label, sizeof label);
}

static void give_group(struct tagging *t, uint32_t n, const struct around *a)
{
    tagging_end_block(t, a);
    tagging_give_range(t, n + 1, t->s->nodes[n].end, a);
    tagging_end_block(t, a);
}

static void give_element(struct tagging *t, uint32_t n, const struct around *a)
{
    const struct node *node = &t->s->nodes[n];
    switch (node->role) {
    case ROLE_HEADING:
        if (t->headings_are_text || letters_under(t, n) > MOST_HEADING_LETTERS)
            give_block(t, n, a, BLOCK_PARAGRAPH, 0);
        else
            give_block(t, n, a, BLOCK_HEADING, heading_level(t, n));
        break;
    case ROLE_PARAGRAPH:
        t->lines = a->in_cell || a->is_inline ? LINES_FLOW : tagging_lines(t, n);
        give_block(t, n, a, BLOCK_PARAGRAPH, 0);
        t->lines = LINES_FLOW;
        break;
    case ROLE_CONTENTS_ITEM:
        give_block(t, n, a, BLOCK_PARAGRAPH, 0);
        break;
    case ROLE_CAPTION:
        give_block(t, n, a, BLOCK_CAPTION, 0);
        break;
    case ROLE_QUOTE:
        give_block(t, n, a, BLOCK_QUOTE, 0);
        break;
    case ROLE_LIST:
        give_list(t, n, a);
        break;
    case ROLE_ITEM:
        give_item(t, n, a);
        break;
    case ROLE_LABEL:
        if (t->wants_label && !t->is_open)
            read_label(t, n);
        else
            tagging_give_range(t, n + 1, node->end, a);
        break;
    case ROLE_TABLE:
        tagging_give_table(t, n, a);
        break;
    case ROLE_NOTE:
        give_note(t, n, a);
        break;
    case ROLE_INLINE:
    case ROLE_LINK:
    case ROLE_FORMULA:
        tagging_give_range(t, n + 1, node->end, a);
        break;
    case ROLE_BARE:
        if (tagging_is_inline(t, n))
            tagging_give_range(t, n + 1, node->end, a);
        else
            give_group(t, n, a);
        break;
    default:
        give_group(t, n, a);
        break;
    }
}

/* An element that is tagged as an artifact is left out. One that holds paragraphs, or much text, was tagged so by mistake. */
static bool is_artifact(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n + 1; i < t->s->nodes[n].end; i++)
        if (t->s->nodes[i].role == ROLE_PARAGRAPH || t->s->nodes[i].role == ROLE_LIST)
            return false;
    return letters_under(t, n) <= MOST_ARTIFACT_LETTERS;
}

static void give_artifact(struct tagging *t, uint32_t n, const struct around *outer)
{
    struct around a = *outer;
    tagging_end_block(t, outer);
    if (!outer->in_cell && is_artifact(t, n))
        a = (struct around){.kind = BLOCK_LEFT_OUT};
    tagging_give_range(t, n + 1, t->s->nodes[n].end, &a);
    tagging_end_block(t, outer);
}

/* A figure without a description around one that is tagged too is what holds the picture and its caption. */
static bool holds_figure(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n + 1; i < t->s->nodes[n].end && !t->s->nodes[n].has_alt; i++)
        if (t->s->nodes[i].role == ROLE_FIGURE)
            return true;
    return false;
}

static void give_node(struct tagging *t, uint32_t n, const struct around *outer)
{
    const struct node *node = &t->s->nodes[n];
    struct around a = *outer;
    if (node->role == ROLE_CONTENT) {
        give_content(t, node, outer);
        return;
    }
    if (node->role == ROLE_ARTIFACT) {
        give_artifact(t, n, outer);
        return;
    }
    if (node->lang)
        a.lang = string_at(t, node->lang);
    if (node->expansion)
        a.expansion = string_at(t, node->expansion);
    if (node->role == ROLE_FIGURE && holds_figure(t, n)) {
        give_group(t, n, &a);
    } else if (node->role == ROLE_FIGURE) {
        give_figure(t, n, &a);
        /* a frame around a whole text is no picture; captions in a figure are its own */
        bool is_text = letters_under(t, n) > MOST_FIGURE_LETTERS || !node->has_alt;
        for (uint32_t i = n + 1; i < node->end; i = t->s->nodes[i].end)
            if (is_text || t->s->nodes[i].role == ROLE_CAPTION)
                give_node(t, i, &a);
        tagging_end_block(t, &a);
    } else if (actual_is_meant(t, n)) {
        bool is_block =
            node->role != ROLE_INLINE && node->role != ROLE_LINK && node->role != ROLE_FORMULA;
        if (is_block)
            tagging_end_block(t, &a);
        if (node->role == ROLE_HEADING && !a.in_cell)
            a.kind = BLOCK_HEADING, a.level = heading_level(t, n);
        give_actual(t, n, &a);
        if (is_block)
            tagging_end_block(t, &a);
    } else if (node->role == ROLE_FORMULA && node->has_alt && tagging_first_word(t, n) == NULL) {
        give_figure(t, n, &a);
    } else {
        give_element(t, n, &a);
    }
}

void tagging_give_range(struct tagging *t, uint32_t first, uint32_t end, const struct around *a)
{
    for (uint32_t i = first; i < end; i = t->s->nodes[i].end)
        give_node(t, i, a);
}

static bool most_are_headings(const struct tagging *t)
{
    uint64_t letters = 0;
    for (uint32_t i = 0; i < t->s->count; i++)
        if (t->s->nodes[i].role == ROLE_HEADING)
            letters += letters_under(t, i);
    return letters * 2 > t->s->covered;
}

void pdf_tags_give(struct pdf *pdf, const struct pdf_structure *s, struct pdf_guess *guess)
{
    struct tagging *t = mem_new(1, sizeof *t);
    struct around a = {.kind = BLOCK_PARAGRAPH};
    t->pdf = pdf;
    t->s = s;
    t->guess = guess;
    t->e = pdf_guess_emitter(guess);
    find_notes(t);
    t->headings_are_text = most_are_headings(t);
    pdf_guess_learn(guess, s->words, s->word_count);
    tagging_give_range(t, 0, s->count, &a);
    tagging_close_block(t);
    if (t->figures.no_alt > 0)
        builder_add_warning(pdf->builder, WARNING_PICTURES_NO_ALT, 0, t->figures.no_alt, NULL);
    pdf_figures_free(pdf, &t->figures);
    free(t->notes);
    free(t);
}
