#include "extract/pdf_emit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void pdf_emit_places(struct pdf *pdf, uint32_t page, float y)
{
    for (uint32_t i = 0; i < pdf->place_count; i++) {
        struct pdf_place *place = &pdf->places[i];
        char name[48];
        if (place->is_given || place->page > page || (place->page == page && place->y > y))
            continue;
        place->is_given = true;
        snprintf(name, sizeof name, "p%uy%d", place->page, (int)place->y);
        builder_add_anchor(pdf->builder, name);
    }
}

void pdf_emit_begin(struct pdf_emitter *e, const struct builder_block *block)
{
    if (block->kind != BLOCK_LEFT_OUT && block->page > 0)
        pdf_emit_places(e->pdf, block->page - 1, block->box.y1 > 0 ? block->box.y1 : 0);
    builder_begin(e->pdf->builder, block);
    e->is_open = true;
    e->has_held = false;
    e->broke = false;
    e->last_word = 0;
    str_clear(&e->held);
    str_clear(&e->glued);
}

static void write_held(struct pdf_emitter *e)
{
    if (e->has_held && e->held.length_bytes > 0)
        builder_text(e->pdf->builder, e->held.data, e->held.length_bytes, &e->run);
    e->has_held = false;
    str_clear(&e->held);
}

static const char *link_under(const struct pdf *pdf, const struct word *w)
{
    const struct pdf_sheet *sheet = &pdf->sheets[w->page];
    float x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2;
    for (uint32_t i = 0; i < sheet->link_count; i++) {
        const struct pdf_link *link = &pdf->links[sheet->link_first + i];
        if (x >= link->box.x0 && x <= link->box.x1 && y >= link->box.y0 && y <= link->box.y1)
            return link->uri;
    }
    return NULL;
}

/* A raised '3', '*' or 'a' is a note's mark; the 'th' of '20th' is not. */
static bool is_mark(const char *text, uint32_t bytes)
{
    if (bytes == 1)
        return true;
    for (uint32_t i = 0; i < bytes; i++)
        if ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z'))
            return false;
    return bytes > 0;
}

static struct builder_run run_of(const struct pdf_emitter *e, const struct word *w)
{
    const struct ink_mark *mark = &e->pdf->ink.marks[w->mark];
    const char *strings = e->pdf->ink.strings.data;
    uint8_t style = 0;
    if (w->flags & WORD_BOLD)
        style |= STYLE_BOLD;
    if (w->flags & WORD_ITALIC)
        style |= STYLE_EMPHASIS;
    if ((w->flags & WORD_RAISED) && is_mark(word_text(&e->pdf->words, w), w->bytes))
        style |= STYLE_RAISED;
    return (struct builder_run){
        .style = style,
        .lang = mark->lang ? strings + mark->lang : e->lang,
        .page = (uint32_t)w->page + 1,
        .box = w->box,
        .uri = link_under(e->pdf, w),
        .expansion = mark->expansion ? strings + mark->expansion : e->expansion,
    };
}

/* 'https://example.org/long-' and 'name' at the start of the next line, both under a link to that address. */
static bool goes_on_in_address(const struct pdf_emitter *e, const struct word *w, const char *text,
                               size_t bytes)
{
    const char *uri = link_under(e->pdf, w);
    struct str both = {0};
    const char *held = str_text(&e->held);
    if (!uri || !e->run.uri || strcmp(uri, e->run.uri) != 0)
        return false;
    while (*held == ' ')
        held++;
    str_add(&both, held);
    str_add_bytes(&both, text, bytes);
    while (both.length_bytes > 0 && strchr(".,;)", both.data[both.length_bytes - 1]))
        both.data[--both.length_bytes] = '\0';
    bool goes_on = strpbrk(held, "./") && strstr(uri, str_text(&both));
    str_free(&both);
    return goes_on;
}

/* Mends a word broken at a line end. The hyphen may be a word by itself, with a tag or a style of its own. */
static enum mend mend(struct pdf_emitter *e, const char *text, size_t bytes)
{
    struct str left = {0};
    size_t hyphen;
    str_add(&left, str_text(&e->glued));
    str_add_bytes(&left, e->held.data, e->held.length_bytes);
    enum mend mend =
        vocabulary_mend(e->vocabulary, left.data, left.length_bytes, text, bytes, &hyphen);
    if (mend == MEND_JOIN && hyphen <= e->held.length_bytes) {
        e->held.length_bytes -= hyphen;
        e->held.data[e->held.length_bytes] = '\0';
    }
    str_free(&left);
    return mend;
}

/* How the word is joined to the one before: with nothing, a space, or a line end that means something. */
static char joint_before(struct pdf_emitter *e, const struct word *w, const char *text,
                         size_t bytes, bool new_line)
{
    const struct word *last = &e->pdf->words.items[e->last_word - 1];
    if (e->broke)
        return '\n';
    if (!new_line)
        return words_are_parted(last, w) ? ' ' : 0;
    if (goes_on_in_address(e, w, text, bytes))
        return 0;
    return mend(e, text, bytes) == MEND_NOTHING ? ' ' : 0;
}

/* The text without soft hyphens inside it and letters of no meaning (private use, replacement). */
static void add_clean(struct str *out, const char *text, size_t bytes)
{
    while (bytes > 0) {
        size_t used;
        uint32_t c = utf8_decode(text, bytes, &used);
        bool last = used == bytes;
        bool is_private = (c >= 0xe000 && c <= 0xf8ff) || c == 0xfffd || c > 0xf0000;
        if (!is_private && (c != 0xad || last))
            str_add_bytes(out, text, used);
        text += used;
        bytes -= used;
    }
}

void pdf_emit_word(struct pdf_emitter *e, uint32_t word, bool new_line, uint32_t skip_bytes)
{
    struct word *w = &e->pdf->words.items[word];
    const char *text = word_text(&e->pdf->words, w) + skip_bytes;
    size_t bytes = skip_bytes < w->bytes ? w->bytes - skip_bytes : 0;
    char joint = 0;
    w->flags |= WORD_TAKEN;
    if (bytes == 0 || (w->flags & (WORD_TWIN | WORD_LEADER)))
        return;
    if (e->last_word)
        joint = joint_before(e, w, text, bytes, new_line);
    if (joint)
        str_clear(&e->glued);
    else if (e->has_held)
        str_add_bytes(&e->glued, e->held.data, e->held.length_bytes);
    write_held(e);
    if (joint)
        str_add_char(&e->held, joint);
    add_clean(&e->held, text, bytes);
    e->run = run_of(e, w);
    e->broke = false;
    e->has_held = true;
    e->last_word = word + 1;
}

void pdf_emit_break(struct pdf_emitter *e)
{
    e->broke = e->last_word != 0;
}

bool pdf_emit_is_new_line(const struct word *last, const struct word *word)
{
    float size = fmaxf(last->size, word->size);
    if (last->page != word->page || last->turn != word->turn)
        return true;
    if (fabsf(last->base - word->base) > 0.75f * size)
        return true;
    return !(word->flags & WORD_RTL) && word->x0 < last->x0 - 2 * size &&
           fabsf(last->base - word->base) > 0.3f * size;
}

void pdf_emit_text(struct pdf_emitter *e, const char *utf8, uint32_t page, struct box box)
{
    struct builder_run run = {.lang = e->lang, .page = page + 1, .box = box};
    bool follows = e->has_held || e->last_word;
    write_held(e);
    if (follows)
        builder_text(e->pdf->builder, " ", 1, NULL);
    builder_text(e->pdf->builder, utf8, strlen(utf8), &run);
    builder_text(e->pdf->builder, " ", 1, NULL);
    e->last_word = 0;
}

void pdf_emit_soft_hyphen(struct pdf_emitter *e)
{
    if (e->has_held)
        str_add(&e->held, "\xc2\xad");
}

uint32_t pdf_emit_end(struct pdf_emitter *e)
{
    if (!e->is_open)
        return 0;
    if (e->has_held && e->held.length_bytes >= 2 &&
        memcmp(e->held.data + e->held.length_bytes - 2, "\xc2\xad", 2) == 0)
        e->held.length_bytes -= 2;
    write_held(e);
    e->is_open = false;
    e->last_word = 0;
    return builder_end(e->pdf->builder);
}

void pdf_emit_free(struct pdf_emitter *e)
{
    str_free(&e->held);
    str_free(&e->glued);
}
