#include "extract/office_flow.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LATER = 100000, BLOCKS_A_BEAT = 64 };

void office_flow_free(struct office_flow *f)
{
    for (size_t i = 0; i < f->later_count; i++) {
        free(f->later[i].label);
        free(f->later[i].anchor);
    }
    free(f->later);
    f->later = NULL;
    f->later_count = f->later_cap = 0;
    str_free(&f->label);
    str_free(&f->tail);
}

/* --- text --- */

static bool is_blank(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (!strchr(" \t\r\n\f", text[i]) || !text[i])
            return false;
    return true;
}

enum office_script office_script_of(const char *text, size_t bytes)
{
    size_t used;
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(text + i, bytes - i, &used);
        if ((cp >= 0x590 && cp < 0x10a0) || (cp >= 0x1780 && cp < 0x1800) ||
            (cp >= 0xfb1d && cp < 0xfe00) || (cp >= 0xfe70 && cp < 0xfeff))
            return OFFICE_COMPLEX;
        if ((cp >= 0x1100 && cp < 0x1200) || (cp >= 0x2e80 && cp < 0xa4d0) ||
            (cp >= 0xac00 && cp < 0xd7b0) || (cp >= 0xf900 && cp < 0xfb00) ||
            (cp >= 0xff00 && cp < 0xfff0) || (cp >= 0x20000 && cp < 0x32000))
            return OFFICE_ASIAN;
    }
    return OFFICE_LATIN;
}

static void count_lang(struct office_flow *f, const char *lang, size_t bytes)
{
    size_t i = 0;
    if (!lang || !*lang || strlen(lang) >= OFFICE_TAG_BYTES || f->is_left_out)
        return;
    while (i < f->lang_count && strcmp(f->langs[i].tag, lang) != 0)
        i++;
    if (i == OFFICE_MOST_LANGS)
        return;
    if (i == f->lang_count) {
        strcpy(f->langs[i].tag, lang);
        f->lang_count++;
    }
    f->langs[i].letters += bytes;
}

/* The language of most letters, "" when none was named. */
static const char *main_lang(const struct office_flow *f)
{
    size_t best = 0;
    for (size_t i = 1; i < f->lang_count; i++)
        if (f->langs[i].letters > f->langs[best].letters)
            best = i;
    return f->lang_count > 0 ? f->langs[best].tag : "";
}

static void beat(struct office_flow *f)
{
    if (++f->blocks % BLOCKS_A_BEAT == 0)
        extract_begin_page(f->job, 1, 1);
}

static void open_block(struct office_flow *f)
{
    struct builder_block block = f->block;
    block.label = f->label.length_bytes > 0 ? str_text(&f->label) : NULL;
    if (f->in_note)
        block = (struct builder_block){.kind = BLOCK_NOTE, .label = block.label};
    if (f->is_left_out)
        block = (struct builder_block){.kind = BLOCK_LEFT_OUT};
    f->left_out += f->is_left_out;
    builder_begin(f->builder, &block);
    f->is_open = true;
    str_clear(&f->label);
    beat(f);
}

/* A line end in XML is white space like any other; to the builder it would mean something. */
static void give_unbroken(struct builder *b, const char *text, size_t bytes,
                          const struct builder_run *run)
{
    const char *end;
    while ((end = memchr(text, '\n', bytes)) != NULL) {
        builder_text(b, text, (size_t)(end - text), run);
        builder_text(b, " ", 1, run);
        bytes -= (size_t)(end - text) + 1;
        text = end + 1;
    }
    builder_text(b, text, bytes, run);
}

static void give(struct office_flow *f, const char *text, size_t bytes,
                 const struct builder_run *run)
{
    if (!f->has_text && is_blank(text, bytes))
        return;
    if (!f->is_open)
        open_block(f);
    if (f->pending_line && f->has_text)
        builder_text(f->builder, "\n", 1, NULL);
    f->pending_line = false;
    give_unbroken(f->builder, text, bytes, run);
    count_lang(f, run ? run->lang : NULL, bytes);
    f->has_text = true;
}

void office_flow_text(struct office_flow *f, const char *text, size_t bytes,
                      const struct builder_run *run)
{
    if (f->has_tail)
        str_add_bytes(&f->tail, text, bytes);
    else
        give(f, text, bytes, run);
}

static bool is_page_number(const char *text)
{
    text += strspn(text, " .\xc2\xa0\t");
    size_t digits = strspn(text, "0123456789"), roman = strspn(text, "ivxlcIVXLC");
    text += digits > 0 ? digits : roman;
    return *text == '\0';
}

static void give_tail(struct office_flow *f)
{
    if (!f->has_tail)
        return;
    f->has_tail = false;
    if (!is_page_number(str_text(&f->tail))) {
        give(f, " ", 1, NULL);
        give(f, str_text(&f->tail), f->tail.length_bytes, NULL);
    }
    str_clear(&f->tail);
}

void office_flow_tab(struct office_flow *f)
{
    give_tail(f);
    if (f->is_contents)
        f->has_tail = true;
    else
        give(f, " ", 1, NULL);
}

void office_flow_line(struct office_flow *f)
{
    give_tail(f);
    f->pending_line = f->has_text;
}

/* --- blocks --- */

static void close_block(struct office_flow *f)
{
    give_tail(f);
    if (f->is_open)
        (void)builder_end(f->builder);
    f->is_open = f->has_text = f->pending_line = f->is_contents = false;
}

static void give_waiting(struct office_flow *f)
{
    struct office_later *later = f->later;
    size_t count = f->later_count;
    bool was_note = f->in_note;
    f->later = NULL;
    f->later_count = f->later_cap = 0;
    f->depth++;
    for (size_t i = 0; i < count; i++) {
        str_clear(&f->label);
        f->block = (struct builder_block){.kind = BLOCK_PARAGRAPH};
        if (later[i].label) {
            f->in_note = true;
            str_add(&f->label, later[i].label);
        }
        if (later[i].anchor)
            builder_add_anchor(f->builder, later[i].anchor);
        f->give_later(f->data, later[i].node);
        office_flow_end(f);
        f->in_note = was_note;
        free(later[i].label);
        free(later[i].anchor);
    }
    str_clear(&f->label);
    f->depth--;
    free(later);
}

void office_flow_end(struct office_flow *f)
{
    if (f->in_cell) {
        give_tail(f);
        f->pending_line = f->has_text;
        f->is_contents = false;
        return;
    }
    if (f->joins_next)
        return;
    close_block(f);
    if (f->later_count > 0)
        give_waiting(f);
}

void office_flow_begin(struct office_flow *f, const struct builder_block *block)
{
    bool joins = f->joins_next && f->is_open;
    f->joins_next = false;
    if (joins)
        return;
    office_flow_end(f);
    if (f->in_cell)
        return;
    f->block = *block;
    f->block.label = NULL;
    if (f->in_note)
        return; /* which keeps its mark for the first of its blocks */
    str_clear(&f->label);
    if (block->label)
        str_add(&f->label, block->label);
}

void office_flow_join_next(struct office_flow *f)
{
    f->joins_next = true;
}

void office_flow_set_contents(struct office_flow *f)
{
    f->is_contents = true;
}

bool office_flow_has_text(const struct office_flow *f)
{
    return f->is_open && f->has_text;
}

void office_flow_give_later(struct office_flow *f, fz_xml *node, const char *label,
                            const char *anchor)
{
    if (f->depth > 4 || f->later_count >= MOST_LATER) {
        f->is_cut = true;
        return;
    }
    MEM_ROOM(f->later, f->later_count, f->later_cap);
    f->later[f->later_count++] = (struct office_later){node, label ? mem_copy_string(label) : NULL,
                                                       anchor ? mem_copy_string(anchor) : NULL};
}

void office_flow_figure(struct office_flow *f, struct picture *picture, const char *alt,
                        const char *lang)
{
    struct builder_run run = {.lang = lang};
    bool has_alt = alt && !is_blank(alt, strlen(alt));
    beat(f);
    if (f->in_cell && has_alt && !f->is_left_out) {
        office_flow_text(f, " ", 1, &run);
        office_flow_text(f, alt, strlen(alt), &run);
        office_flow_text(f, " ", 1, &run);
    } else if (!f->in_cell && !f->is_left_out && (picture->pixels || has_alt)) {
        struct builder_block block = {.kind = BLOCK_FIGURE};
        struct builder_block pending = f->block;
        close_block(f);
        builder_add_figure(f->builder, &block, picture->pixels, picture->width_px,
                           picture->height_px, 3, has_alt ? alt : NULL, lang);
        f->block = pending;
        f->pictures_no_alt += !has_alt;
    }
    free(picture->pixels);
    *picture = (struct picture){0};
}

void office_flow_begin_cell(struct office_flow *f, const struct builder_block *cell)
{
    close_block(f);
    f->in_cell = true;
    if (f->is_left_out)
        return;
    builder_begin(f->builder, cell);
    f->is_open = true;
    beat(f);
}

void office_flow_end_cell(struct office_flow *f)
{
    f->in_cell = false;
    f->joins_next = false;
    close_block(f);
}

void office_flow_begin_left_out(struct office_flow *f)
{
    f->joins_next = false;
    office_flow_end(f);
    f->is_left_out = true;
}

void office_flow_end_left_out(struct office_flow *f)
{
    f->joins_next = false;
    office_flow_end(f);
    f->is_left_out = false;
}

enum err office_flow_finish(struct office_flow *f)
{
    f->joins_next = false;
    office_flow_end(f);
    builder_set_lang(f->builder, main_lang(f));
    if (f->left_out > 0)
        builder_add_warning(f->builder, WARNING_LEFT_OUT, 0, f->left_out, NULL);
    if (f->pictures_no_alt > 0)
        builder_add_warning(f->builder, WARNING_PICTURES_NO_ALT, 0, f->pictures_no_alt, NULL);
    if (f->is_cut)
        builder_add_warning(f->builder, WARNING_TEXT_CUT, 0, 0, NULL);
    return builder_word_count(f->builder) > 0 ? ERR_OK : ERR_NO_TEXT;
}
