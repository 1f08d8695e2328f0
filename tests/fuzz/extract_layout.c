/* Letters and shapes anywhere on any page, in any order: the guess at the reading order must end, and give every word once. The bytes
 * are calls: a letter for the call, then its arguments. */
#include "base/mem.h"
#include "document.h"
#include "extract/pdf_guess.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_SHEETS = 12, MOST_LETTERS = 6000, MOST_SHAPES_HERE = 300 };

struct script {
    const uint8_t *bytes;
    size_t left;
    struct pdf pdf;
    uint32_t letters;
    uint32_t seed; /* of the letters of columns */
    uint8_t turn, flags;
    uint32_t mark;
};

static uint8_t next_byte(struct script *s)
{
    if (s->left == 0)
        return 0;
    s->left--;
    return *s->bytes++;
}

/* A place or a length: two bytes in eighths of a point, from -1,000 to 7,191. */
static float next_length(struct script *s)
{
    uint32_t high = next_byte(s), low = next_byte(s);
    return (float)(high * 256 + low) / 8 - 1000;
}

/* Any number that a float can hold. */
static float next_float(struct script *s)
{
    uint8_t bytes[4] = {next_byte(s), next_byte(s), next_byte(s), next_byte(s)};
    float value;
    memcpy(&value, bytes, sizeof value);
    return isfinite(value) ? value : 0;
}

static uint32_t letter_of(uint8_t byte)
{
    static const uint32_t odd[] = {0x2022, 0x2013, 0xad,   0xf0b7, 0xfb03,  0x5d0,  0x627, 0x661,
                                   0x301,  0x4e00, 0x200b, 0xa0,   0x1f600, 0xfffd, 0xe9,  0x3000};
    return byte < 0x20 ? '0' + byte % 10u : byte < 0x80 ? byte : odd[byte % 16];
}

static void add_letter(struct script *s, float x, float y, float dx, float dy, float size,
                       uint32_t letter)
{
    struct ink *ink = &s->pdf.ink;
    if (++s->letters > MOST_LETTERS)
        return;
    MEM_ROOM(ink->glyphs, ink->glyph_count, ink->glyph_cap);
    ink->glyphs[ink->glyph_count++] = (struct ink_glyph){.x = x,
                                                         .y = y,
                                                         .dx = dx,
                                                         .dy = dy,
                                                         .size = size,
                                                         .ascent = 0.8f * size,
                                                         .descent = -0.2f * size,
                                                         .letter = letter,
                                                         .mark = s->mark,
                                                         .turn = s->turn,
                                                         .flags = s->flags};
}

/* A letter at the end of a line that runs as the turn says; returns how far the pen moves. */
static float add_next_letter(struct script *s, float x, float y, float along, float size,
                             uint32_t letter)
{
    static const int8_t ways[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 1}};
    float step = 0.5f * size, wx = ways[s->turn][0], wy = ways[s->turn][1];
    add_letter(s, x + along * wx, y + along * wy, step * wx, step * wy, size, letter);
    return step;
}

static void end_page(struct script *s)
{
    struct pdf *pdf = &s->pdf;
    if (pdf->sheet_count == 0)
        return;
    struct pdf_sheet *sheet = &pdf->sheets[pdf->sheet_count - 1];
    sheet->word_first = pdf->words.count;
    words_add_page(&pdf->words, &pdf->ink, (uint16_t)(pdf->sheet_count - 1));
    sheet->word_count = pdf->words.count - sheet->word_first;
    sheet->shape_count = pdf->ink.shape_count - sheet->shape_first;
    pdf->ink.glyph_count = 0;
}

static void begin_page(struct script *s, float width, float height)
{
    struct pdf *pdf = &s->pdf;
    if (pdf->sheet_count >= MOST_SHEETS)
        return;
    end_page(s);
    MEM_ROOM(pdf->sheets, pdf->sheet_count, pdf->sheet_cap);
    pdf->sheets[pdf->sheet_count++] = (struct pdf_sheet){
        .width_pt = width, .height_pt = height, .shape_first = pdf->ink.shape_count};
    (void)builder_add_page(pdf->builder, "", width, height);
}

static void add_line(struct script *s)
{
    float x = next_length(s), y = next_length(s), size = 1 + next_byte(s) / 4.0f, along = 0;
    for (uint8_t count = next_byte(s); count > 0; count--)
        along += add_next_letter(s, x, y, along, size, letter_of(next_byte(s)));
}

static uint32_t next_of_column(struct script *s, uint32_t at)
{
    s->seed = s->seed * 1664525 + 1013904223;
    uint32_t roll = s->seed >> 24;
    return at > 1 && roll < 40 ? ' ' : roll < 44 ? '-' : roll < 48 ? '.' : 'a' + roll % 26;
}

/* Lines under one another, of letters that nobody chose. */
static void add_column(struct script *s)
{
    float x = next_length(s), y = next_length(s), size = 4 + next_byte(s) / 16.0f;
    float step = size * (0.5f + next_byte(s) / 64.0f), indent = next_byte(s);
    uint32_t rows = next_byte(s) % 40, letters = next_byte(s) % 60;
    for (uint32_t row = 0; row < rows; row++) {
        float along = row % 5 == 0 ? indent : 0;
        for (uint32_t i = 0; i < letters; i++)
            along +=
                add_next_letter(s, x, y + (float)row * step, along, size, next_of_column(s, i));
    }
}

/* Short entries in rows and columns; or list marks; or a foot, when there is but one. */
static void add_grid(struct script *s)
{
    float x = next_length(s), y = next_length(s), wide = next_byte(s), high = next_byte(s) / 4.0f;
    float size = 4 + next_byte(s) / 16.0f;
    uint32_t rows = next_byte(s) % 12, columns = next_byte(s) % 8, bytes = next_byte(s) % 6;
    char entry[6];
    for (uint32_t i = 0; i < bytes; i++)
        entry[i] = (char)next_byte(s);
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t column = 0; column < columns; column++) {
            float along = 0;
            for (uint32_t i = 0; i < bytes; i++)
                along += add_next_letter(s, x + (float)column * wide, y + (float)row * high, along,
                                         size, letter_of((uint8_t)entry[i]));
        }
}

/* What is not finite, no ink has. */
static void add_loose_letter(struct script *s)
{
    float x = next_float(s), y = next_float(s), dx = next_float(s), dy = next_float(s);
    float size = 0.125f + (float)next_byte(s) * 19;
    add_letter(s, x, y, dx, dy, size, letter_of(next_byte(s)));
}

/* Within its page, as ink clips it. */
static void add_shape(struct script *s)
{
    struct ink *ink = &s->pdf.ink;
    const struct pdf_sheet *sheet = &s->pdf.sheets[s->pdf.sheet_count - 1];
    float x = next_byte(s) / 255.0f, y = next_byte(s) / 255.0f;
    float w = next_byte(s) / 255.0f, h = next_byte(s) / 255.0f;
    struct box box = {x * sheet->width_pt, y * sheet->height_pt, fminf(x + w, 1) * sheet->width_pt,
                      fminf(y + h, 1) * sheet->height_pt};
    uint8_t kind = next_byte(s);
    if (ink->shape_count >= MOST_SHAPES_HERE)
        return;
    MEM_ROOM(ink->shapes, ink->shape_count, ink->shape_cap);
    ink->shapes[ink->shape_count++] = (struct ink_shape){
        .box = box,
        .kind = SHAPE_IMAGE + kind % 4,
        .page = s->pdf.sheet_count - 1,
        .width_px = kind,
        .height_px = kind,
    };
}

static void add_mark(struct script *s)
{
    struct ink *ink = &s->pdf.ink;
    uint8_t what = next_byte(s);
    MEM_ROOM(ink->marks, ink->mark_count, ink->mark_cap);
    ink->marks[ink->mark_count] =
        (struct ink_mark){.mcid = -1, .page = s->pdf.sheet_count - 1, .is_artifact = what % 2 == 1};
    if (what & 2) {
        ink->marks[ink->mark_count].has_actual = true;
        ink->marks[ink->mark_count].actual = (uint32_t)ink->strings.length_bytes;
        str_add_bytes(&ink->strings, "instead of it", 14);
    }
    s->mark = what & 4 ? 0 : ink->mark_count;
    ink->mark_count++;
}

static void obey(struct script *s)
{
    switch (next_byte(s)) {
    case 'p': {
        float width = 40 + 8 * (float)next_byte(s);
        begin_page(s, width, 40 + 8 * (float)next_byte(s));
        break;
    }
    case 'l':
        add_line(s);
        break;
    case 'c':
        add_column(s);
        break;
    case 'g':
        add_grid(s);
        break;
    case 'x':
        add_loose_letter(s);
        break;
    case 's':
        add_shape(s);
        break;
    case 'm':
        add_mark(s);
        break;
    case 't':
        s->turn = next_byte(s) % (INK_SLANTED + 1);
        break;
    case 'f':
        s->flags = next_byte(s) % 16;
        break;
    default:
        break;
    }
}

static void guess(struct pdf *pdf)
{
    struct pdf_guess *g = pdf_guess_new(pdf);
    pdf_guess_lay_out(g);
    pdf_guess_give_rest(g);
    pdf_guess_free(g);
    for (uint32_t i = 0; i < pdf->words.count; i++)
        document_must(pdf->words.items[i].flags & (WORD_TAKEN | WORD_TWIN));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct extract_job job = {.fd = -1, .name = ""};
    struct script s = {data, size, {.job = &job, .builder = builder_new()}, 0, 1, 0, 0, 0};
    s.pdf.ctx = guard_new_context(0);
    document_must(s.pdf.ctx != NULL);
    ink_init(&s.pdf.ink);
    s.pdf.body_size = 4 + next_byte(&s) / 8.0f;
    begin_page(&s, 420, 595);
    while (s.left)
        obey(&s);
    end_page(&s);
    guess(&s.pdf);
    free(s.pdf.sheets);
    free(s.pdf.places);
    words_free(&s.pdf.words);
    ink_free(&s.pdf.ink);
    fz_drop_context(s.pdf.ctx);
    document_finish(s.pdf.builder);
    return 0;
}
