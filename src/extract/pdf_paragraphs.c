#include "extract/pdf_paragraphs.h"

#include "extract/list_mark.h"
#include "extract/pdf_kinds.h"
#include "extract/pdf_side_notes.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEAR_LINES = 40,          /* in reading order, in which to look for a picture */
    LEAST_COLUMN_LETTERS = 11 /* in a line of a column of running text */
};

/* What is known of a line beside its box. */
struct facts {
    float right; /* how far the lines of its column go */
    float left;
    float step;   /* from the line before in its block; 0 at the first */
    bool is_mark; /* begins with a list mark */
    bool sure_mark;
    bool is_alone; /* no other line tells how wide its column is */
};

struct cutting {
    struct pdf *pdf;
    const struct pdf_lines *lines;
    struct facts *facts;
    float leading; /* usual step between lines, in letter sizes */
    struct str text;
};

static const struct word *line_word(const struct cutting *c, const struct line *line, uint32_t i)
{
    return &c->pdf->words.items[c->lines->order[line->first + i]];
}

static bool is_same_block(const struct line *a, const struct line *b)
{
    return a->page == b->page && a->turn == b->turn && a->block == b->block;
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void measure_leading(struct cutting *c)
{
    float *steps = mem_new(c->lines->count + 1, sizeof *steps);
    uint32_t count = 0;
    for (uint32_t i = 1; i < c->lines->count; i++) {
        const struct line *a = &c->lines->items[i - 1], *b = &c->lines->items[i];
        if (!is_same_block(a, b) || a->count == 0 || fabsf(a->size - b->size) > 0.3f)
            continue;
        c->facts[i].step = b->base - a->base;
        if (fabsf(b->size - c->pdf->body_size) < 0.6f && b->base > a->base)
            steps[count++] = (b->base - a->base) / b->size;
    }
    qsort(steps, count, sizeof *steps, compare_floats);
    c->leading = count > 0 ? steps[count / 2] : 1.2f;
    if (c->leading < 0.9f || c->leading > 3)
        c->leading = 1.2f;
    free(steps);
}

/* The edges of the column that a line stands in: those of its block, and of the blocks around it that begin at about the same place. */
static void measure_columns(struct cutting *c)
{
    const struct line *items = c->lines->items;
    for (uint32_t i = 0; i < c->lines->count; i++) {
        const struct line *line = &items[i];
        float left = line->box.x0, right = line->box.x1;
        bool is_alone = true;
        uint32_t low = i > 25 ? i - 25 : 0;
        uint32_t high = i + 25 < c->lines->count ? i + 25 : c->lines->count - 1;
        for (uint32_t k = low; k <= high; k++) {
            const struct line *other = &items[k];
            if (other->page != line->page || other->turn != line->turn || other->count == 0 ||
                (other->flags & ~line->flags & LINE_IS_ROW) ||
                (line->flags & ~other->flags & LINE_IS_COLUMN))
                continue;
            if (!is_same_block(line, other) &&
                fabsf(other->box.x0 - line->box.x0) > 2.5f * line->size)
                continue;
            left = fminf(left, other->box.x0);
            right = fmaxf(right, other->box.x1);
            is_alone = is_alone && k == i;
        }
        c->facts[i].is_alone = is_alone;
        c->facts[i].left = left;
        c->facts[i].right = right;
    }
}

static void find_marks(struct cutting *c)
{
    for (uint32_t i = 0; i < c->lines->count; i++) {
        const struct line *line = &c->lines->items[i];
        if (line->count == 0)
            continue;
        const struct word *w = line_word(c, line, 0);
        bool sure;
        size_t mark = list_mark_find(word_text(&c->pdf->words, w), w->bytes, &sure);
        if (mark == 0 || (mark == w->bytes && line->count < 2))
            continue;
        c->facts[i].is_mark = true;
        c->facts[i].sure_mark = sure;
    }
}

/* The last letter that is not a closing quote or bracket. */
static char last_letter(struct cutting *c, const struct line *line)
{
    str_clear(&c->text);
    pdf_line_text(c->pdf, c->lines, line, &c->text);
    size_t n = c->text.length_bytes;
    const char *s = str_text(&c->text);
    if (line->count > 1) { /* a note's mark stands behind the full stop */
        const struct word *w = line_word(c, line, line->count - 1);
        if ((w->flags & WORD_RAISED) && w->bytes <= 3 && n > w->bytes)
            n -= w->bytes;
    }
    while (n > 0 && s[n - 1] == ' ')
        n--;
    for (;;) {
        if (n >= 3 && (memcmp(s + n - 3, "\xe2\x80\x99", 3) == 0 ||
                       memcmp(s + n - 3, "\xe2\x80\x9d", 3) == 0))
            n -= 3;
        else if (n >= 1 && strchr(")]\"'", s[n - 1]))
            n--;
        else
            break;
        while (n > 0 && s[n - 1] == ' ')
            n--;
    }
    if (n >= 3 && memcmp(s + n - 3, "\xe2\x80\xa6", 3) == 0)
        return '.';
    return n > 0 ? s[n - 1] : '\0';
}

static bool ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == ':';
}

/* Does the line whose last letter is `last` end in a full stop that only shortens a word ('p.', 'No.', 'Dr.')? The line's text is
 * the one that last_letter read. */
static bool ends_in_abbreviation(const struct cutting *c, char last)
{
    static const char *const words[] = {"p",  "pp",   "no", "nos", "dr",  "mr", "mrs",
                                        "ms", "prof", "st", "e.g", "i.e", "cf", "vol",
                                        "ch", "para", "s",  "ss",  "art"};
    const char *text = str_text(&c->text), *space = strrchr(text, ' ');
    const char *word = space ? space + 1 : text;
    if (last != '.')
        return false;
    while (*word == '(' || *word == '[')
        word++;
    size_t n = strlen(word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n == strlen(words[i]) + 1 && strncasecmp(word, words[i], n - 1) == 0)
            return true;
    return false;
}

static bool begins_lower(const struct cutting *c, const struct line *line)
{
    const struct word *w = line_word(c, line, 0);
    const char *text = word_text(&c->pdf->words, w);
    for (uint32_t i = 0; i < w->bytes; i++) {
        if (text[i] >= 'a' && text[i] <= 'z')
            return true;
        if (!strchr("(\"'", text[i]) && (unsigned char)text[i] < 0x80)
            return false;
    }
    return false;
}

static bool ends_in_hyphen(char last)
{
    return last == '-' || (unsigned char)last == 0x90 || (unsigned char)last == 0xad;
}

/* Room left at the end of line a for the first word of line b, in letter sizes. */
static float room_for(const struct cutting *c, uint32_t a, uint32_t b)
{
    const struct line *la = &c->lines->items[a], *lb = &c->lines->items[b];
    const struct word *w = line_word(c, lb, 0);
    float width = w->x1 - w->x0;
    for (uint32_t i = 1;
         i < lb->count && !words_are_parted(line_word(c, lb, i - 1), line_word(c, lb, i)); i++)
        width += line_word(c, lb, i)->x1 - line_word(c, lb, i)->x0;
    return (c->facts[a].right - la->box.x1 - width) / la->size;
}

/* A list mark at the start of line i begins an item, rather than being a dash or a number that happened to fall there. */
static bool mark_is_item(struct cutting *c, uint32_t i, uint32_t previous, uint32_t para_first)
{
    const struct facts *f = &c->facts[i];
    const struct line *line = &c->lines->items[i], *before = &c->lines->items[previous];
    if (!f->is_mark)
        return false;
    if (f->sure_mark)
        return true;
    char last = last_letter(c, before);
    float room = room_for(c, previous, i);
    if (room > 2 || (room > 0.5f && (ends_sentence(last) || last == ';')))
        return true;
    if (i + 1 < c->lines->count && is_same_block(line, &c->lines->items[i + 1]) &&
        c->lines->items[i + 1].box.x0 > line->box.x0 + 0.7f * line->size)
        return true;
    /* the next of a list whose items fill their lines to the end */
    return c->facts[para_first].is_mark &&
           fabsf(line->box.x0 - c->lines->items[para_first].box.x0) < 1.5f &&
           (ends_sentence(last) || last == ';');
}

/* Lines set to a middle axis begin anywhere. */
static bool is_centred(const struct line *a, const struct line *b)
{
    float left = b->box.x0 - a->box.x0, right = a->box.x1 - b->box.x1;
    return fabsf(left) > 0.5f * a->size && fabsf(left - right) < 0.3f * a->size;
}

static bool is_indented(const struct cutting *c, uint32_t i)
{
    const struct line *line = &c->lines->items[i], *before = &c->lines->items[i - 1];
    float indent = 0.7f * line->size;
    if (is_centred(before, line))
        return false;
    if (before->box.y1 - before->box.y0 > 2.2f * line->size)
        return false; /* beside a drop capital */
    if (line->box.x0 - before->box.x0 < indent || line->box.x0 - before->box.x0 > 6 * line->size)
        return false;
    if (i + 1 >= c->lines->count || !is_same_block(line, &c->lines->items[i + 1]))
        return c->facts[i].left < line->box.x0 - indent && !c->facts[i - 1].is_mark;
    const struct line *after = &c->lines->items[i + 1];
    return after->box.x0 < line->box.x0 - indent;
}

/* Most lines of its block end where the column ends: then a short line is the last of its paragraph only if it ends a sentence. */
static bool is_justified(const struct cutting *c, uint32_t i)
{
    const struct line *line = &c->lines->items[i];
    uint32_t full = 0, lines = 0;
    for (uint32_t k = i > 12 ? i - 12 : 0; k < c->lines->count && k <= i + 12; k++) {
        const struct line *other = &c->lines->items[k];
        if (other->count == 0 || !is_same_block(line, other))
            continue;
        lines++;
        full += c->facts[k].right - other->box.x1 < 0.3f * other->size;
    }
    return lines >= 4 && full * 2 > lines;
}

/* Does a new paragraph begin at line i, whose line before (in reading order) is i - 1? */
static bool begins_paragraph(struct cutting *c, uint32_t i, uint32_t para_first)
{
    const struct line *a = &c->lines->items[i - 1], *b = &c->lines->items[i];
    if (!is_same_block(a, b) || a->count == 0 || b->count == 0)
        return true;
    if (a->table || b->table)
        return a->table != b->table || a->row != b->row || a->column != b->column;
    if ((a->flags & LINE_IS_ROW) && (b->flags & LINE_IS_ROW))
        return true;
    if (fabsf(a->size - b->size) > 0.09f * b->size)
        return true;
    if (c->facts[i].step > (c->leading + 0.22f) * b->size)
        return true;
    char last = last_letter(c, a);
    if (ends_in_hyphen(last) || last == ',' || ends_in_abbreviation(c, last))
        return false;
    if (line_word(c, b, 0)->flags & WORD_RAISED)
        return true; /* a note's mark */
    if (b->size < 0.93f * c->pdf->body_size && ends_sentence(last) &&
        list_mark_find_note(word_text(&c->pdf->words, line_word(c, b, 0)),
                            line_word(c, b, 0)->bytes) > 0)
        return true;
    if (mark_is_item(c, i, i - 1, para_first))
        return true;
    if (((a->flags ^ b->flags) & LINE_IS_BOLD) && room_for(c, i - 1, i) > 1)
        return true;
    if (c->facts[para_first].is_mark)
        return ends_sentence(last) &&
               b->box.x0 < c->lines->items[para_first].box.x0 - 0.7f * b->size;
    if (is_indented(c, i))
        return true;
    float room = room_for(c, i - 1, i);
    if (ends_sentence(last) && room > 1.5f)
        return true;
    float width = c->facts[i - 1].right - c->facts[i - 1].left;
    return room * a->size > 0.45f * width && !begins_lower(c, b) && width > 10 * a->size &&
           !is_justified(c, i - 1);
}

static void add_para(struct cutting *c, struct pdf_paras *out, uint32_t first, uint32_t end)
{
    struct para para = {.kind = BLOCK_PARAGRAPH,
                        .first = first,
                        .count = end - first,
                        .next = UINT32_MAX,
                        .size = c->lines->items[first].size};
    if (c->lines->items[first].count == 0) {
        para.kind = BLOCK_FIGURE;
        para.figure = c->lines->items[first].block;
    }
    if (c->lines->items[first].table) {
        para.kind = BLOCK_CELL;
        para.table = c->lines->items[first].table;
        para.row = c->lines->items[first].row;
        para.column = c->lines->items[first].column;
    }
    for (uint32_t i = first; i < end; i++)
        para.letters += c->lines->items[i].letters;
    MEM_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = para;
}

static void cut(struct cutting *c, struct pdf_paras *out)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i <= c->lines->count; i++) {
        if (i < c->lines->count && !begins_paragraph(c, i, first))
            continue;
        add_para(c, out, first, i);
        first = i;
    }
}

/* Does the line stand beside a picture? */
static bool is_beside_picture(const struct cutting *c, uint32_t number)
{
    const struct line *line = &c->lines->items[number];
    uint32_t first = number > NEAR_LINES ? number - NEAR_LINES : 0;
    for (uint32_t i = first; i < c->lines->count && i <= number + NEAR_LINES; i++) {
        const struct line *f = &c->lines->items[i];
        if (f->count == 0 && f->page == line->page && f->box.y0 < line->base &&
            f->box.y1 > line->base - line->size / 2 &&
            (f->box.x1 < line->box.x0 + 1 || f->box.x0 > line->box.x1 - 1))
            return true;
    }
    return false;
}

/* Does paragraph b go on with paragraph a, which stands at the end of a column or a page? */
static bool goes_on_with(struct cutting *c, const struct para *a, const struct para *b)
{
    uint32_t last_line = a->first + a->count - 1;
    const struct line *la = &c->lines->items[last_line], *lb = &c->lines->items[b->first];
    if (is_same_block(la, lb) || la->turn != lb->turn || fabsf(a->size - b->size) > 0.6f)
        return false;
    if (((la->flags ^ lb->flags) & LINE_IS_BOLD) || ((la->flags | lb->flags) & LINE_IS_ROW))
        return false;
    /* one over the other on the same page: a new paragraph, for a column has no holes */
    bool stacked = la->page == lb->page && lb->base > la->base;
    char last = last_letter(c, la);
    if (ends_in_hyphen(last) && begins_lower(c, lb))
        return !stacked || lb->base - la->base < 3 * c->leading * la->size;
    bool is_short_form = ends_in_abbreviation(c, last);
    if (stacked || (ends_sentence(last) && !is_short_form) || b->kind != BLOCK_PARAGRAPH)
        return false;
    if (la->page == lb->page && fabsf(la->base - lb->base) < 0.5f * la->size &&
        !begins_lower(c, lb))
        return false;
    if (is_beside_picture(c, last_line) && is_beside_picture(c, b->first) && !begins_lower(c, lb))
        return false; /* each explains a picture of its own */
    if (last == ',' || is_short_form || begins_lower(c, lb))
        return true;
    if (la->letters < LEAST_COLUMN_LETTERS)
        return false;
    float width = c->facts[last_line].right - c->facts[last_line].left;
    if (c->facts[last_line].is_alone && width < 0.5f * c->pdf->sheets[la->page].width_pt)
        return false;
    return room_for(c, last_line, b->first) * la->size < (a->count > 1 ? 0.35f : 0.2f) * width;
}

static uint8_t lines_flags(const struct cutting *c, const struct para *p)
{
    return c->lines->items[p->first].flags;
}

static void join_over_columns(struct cutting *c, struct pdf_paras *out)
{
    enum { LOOK_AHEAD = 60 };
    for (uint32_t i = 0; i < out->count; i++) {
        struct para *a = &out->items[i];
        if (a->kind != BLOCK_PARAGRAPH && a->kind != BLOCK_LIST_ITEM && a->kind != BLOCK_NOTE)
            continue;
        for (uint32_t k = i + 1; k < out->count && k <= i + LOOK_AHEAD; k++) {
            struct para *b = &out->items[k];
            if (b->goes_on)
                continue;
            if ((lines_flags(c, b) ^ lines_flags(c, a)) & LINE_IS_SIDE)
                continue;
            if (b->kind == BLOCK_FIGURE || b->kind == BLOCK_CAPTION || b->kind == BLOCK_CELL ||
                (b->kind == BLOCK_NOTE && a->kind != BLOCK_NOTE))
                continue;
            if (b->kind == BLOCK_PARAGRAPH && goes_on_with(c, a, b)) {
                a->next = k;
                b->goes_on = true;
                b->kind = a->kind;
            }
            break;
        }
    }
}

void pdf_paras_find(struct pdf *pdf, const struct pdf_lines *lines, struct pdf_paras *out)
{
    struct cutting c = {.pdf = pdf, .lines = lines};
    if (lines->count == 0)
        return;
    c.facts = mem_new(lines->count, sizeof *c.facts);
    measure_leading(&c);
    measure_columns(&c);
    find_marks(&c);
    cut(&c, out);
    pdf_side_notes_place(lines, out);
    pdf_kinds_tell(pdf, lines, out);
    join_over_columns(&c, out);
    free(c.facts);
    str_free(&c.text);
}
