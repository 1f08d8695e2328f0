#include "extract/pdf_kinds.h"

#include "extract/list_mark.h"

#include "base/mem.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADING_LETTERS = 220, MOST_BOLD_LETTERS = 140, MOST_LEVELS = 6, MOST_STYLES = 64 };

static const float LARGER = 1.12f; /* a heading's size over the body's */
static const float SMALLER = 0.93f;
static const float SMALLEST_HEADING = 0.75f; /* in capitals, or in the margin */

struct telling {
    struct pdf *pdf;
    const struct pdf_lines *lines;
    struct pdf_paras *paras;
    struct str text;
    bool body_is_bold;
};

static const struct word *first_word(const struct telling *t, const struct para *p)
{
    const struct line *line = &t->lines->items[p->first];
    return &t->pdf->words.items[t->lines->order[line->first]];
}

static const char *para_text(struct telling *t, const struct para *p)
{
    str_clear(&t->text);
    for (uint32_t i = 0; i < p->count; i++) {
        if (i > 0)
            str_add_char(&t->text, ' ');
        pdf_line_text(t->pdf, t->lines, &t->lines->items[p->first + i], &t->text);
    }
    return str_text(&t->text);
}

static bool is_all_bold(const struct telling *t, const struct para *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (!(t->lines->items[p->first + i].flags & LINE_IS_BOLD))
            return false;
    return true;
}

static bool is_all_capitals(const char *text)
{
    int capitals = 0;
    for (const char *s = text; *s; s++) {
        if (*s >= 'a' && *s <= 'z')
            return false;
        capitals += *s >= 'A' && *s <= 'Z';
    }
    return capitals >= 4;
}

/* Every word of it has this flag. */
static bool is_all(const struct telling *t, const struct para *p, uint16_t flag)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &t->lines->items[p->first + i];
        for (uint32_t k = 0; k < line->count; k++)
            if (!(t->pdf->words.items[t->lines->order[line->first + k]].flags & flag))
                return false;
    }
    return true;
}

/* Small capitals are as large as the capitals among them. */
static float capitals_size(const struct telling *t, const struct para *p)
{
    float size = p->size;
    for (uint32_t i = 0; i < p->count; i++) {
        const struct line *line = &t->lines->items[p->first + i];
        for (uint32_t k = 0; k < line->count; k++) {
            const struct word *w = &t->pdf->words.items[t->lines->order[line->first + k]];
            if (w->size > size && w->size < 1.6f * p->size)
                size = w->size;
        }
    }
    return size;
}

static int count_letters(const char *text)
{
    int letters = 0;
    for (const char *s = text; *s; s++)
        letters += isalpha((unsigned char)*s) || (unsigned char)*s >= 0xc3;
    return letters;
}

/* Ends like a sentence, or like a part of one. */
static bool ends_like_text(const char *text)
{
    size_t n = strlen(text);
    return n > 0 && strchr(".,;", text[n - 1]);
}

/* '* * *' is no item. */
static bool has_letter(const char *text)
{
    for (const char *s = text; *s; s++)
        if (isalnum((unsigned char)*s) || (unsigned char)*s >= 0xc3)
            return true;
    return false;
}

static bool tell_list_item(struct telling *t, struct para *p)
{
    const struct word *w = first_word(t, p);
    const struct line *line = &t->lines->items[p->first];
    bool sure;
    size_t mark = list_mark_find(word_text(&t->pdf->words, w), w->bytes, &sure);
    if (mark == 0 || mark >= sizeof p->label || (!sure && !has_letter(para_text(t, p))))
        return false;
    if (mark == w->bytes) {
        if (line->count < 2)
            return false;
        p->label_words = 1;
    } else {
        p->label_bytes = (uint32_t)mark;
    }
    p->kind = BLOCK_LIST_ITEM;
    p->level = 1;
    memcpy(p->label, word_text(&t->pdf->words, w), mark);
    p->label[mark] = '\0';
    size_t used;
    uint32_t c = utf8_decode(p->label, mark, &used);
    if (c >= 0xe000 && c <= 0xf8ff)
        strcpy(p->label, "\xe2\x80\xa2");
    return true;
}

static bool begins_lower(const struct telling *t, const struct para *p)
{
    const char *text = word_text(&t->pdf->words, first_word(t, p));
    return text[0] >= 'a' && text[0] <= 'z';
}

/* Sentences between quotation marks. */
static bool is_quoted(const char *text)
{
    static const char *const marks[][2] = {
        {"\xe2\x80\x9c", "\xe2\x80\x9d"}, {"\xe2\x80\x98", "\xe2\x80\x99"}, {"\"", "\""}};
    size_t n = strlen(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t open = strlen(marks[i][0]), close = strlen(marks[i][1]);
        if (n > open + close + 1 && strncmp(text, marks[i][0], open) == 0 &&
            strcmp(text + n - close, marks[i][1]) == 0)
            return strchr(".!?", text[n - close - 1]) != NULL;
    }
    return false;
}

/* Part of a quotation or an opening in large type, not a heading: it has several sentences, or goes on in the next column. */
static bool is_large_text(const struct telling *t, const struct para *p, const char *text)
{
    const struct para *end = t->paras->items + t->paras->count;
    const char *stop = strstr(text, ". ");
    if (p->letters > 60 && stop && stop[2] >= 'A' && stop[2] <= 'Z' && stop - text > 20)
        return true;
    if (begins_lower(t, p) && ends_like_text(text))
        return true;
    if (p->letters > 30 && is_quoted(text))
        return true;
    return p->letters > 30 && p + 1 < end && p[1].kind == BLOCK_PARAGRAPH &&
           fabsf(p[1].size - p->size) < 0.3f && t->lines->items[p[1].first].count > 0 &&
           begins_lower(t, p + 1);
}

static bool is_heading(struct telling *t, struct para *p)
{
    const char *text = para_text(t, p);
    int letters = count_letters(text);
    bool capitals = is_all_capitals(text), tracked = is_all(t, p, WORD_TRACKED);
    bool bold = is_all_bold(t, p) && !t->body_is_bold;
    if (capitals)
        p->size = capitals_size(t, p);
    bool larger = p->size > LARGER * t->pdf->body_size;
    if (letters < 2 || p->letters > MOST_HEADING_LETTERS ||
        (t->lines->items[p->first].flags & LINE_IS_LETTERING) ||
        (!larger && (t->lines->items[p->first].flags & LINE_IS_ROW)))
        return false;
    if (larger)
        return !(ends_like_text(text) && p->letters > 90) && !is_large_text(t, p, text);
    bool is_side = t->lines->items[p->first].flags & LINE_IS_SIDE;
    bool may_be_small = (capitals && (bold || tracked)) || (is_side && bold);
    float least = may_be_small ? SMALLEST_HEADING : SMALLER;
    if (p->size < least * t->pdf->body_size || p->letters > MOST_BOLD_LETTERS || p->count > 3 ||
        ends_like_text(text))
        return false;
    return bold || (p->count <= 2 && letters >= 6 && (capitals || tracked));
}

static bool is_caption(struct telling *t, const struct para *p)
{
    static const char *const names[] = {"Figure ", "Fig. ",   "Table ",
                                        "Chart ",  "Photo: ", "Image: "};
    const char *text = para_text(t, p);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncmp(text, names[i], n) != 0)
            continue;
        size_t digits = strspn(text + n, "0123456789.");
        if (names[i][n - 2] == ':' ||
            (digits > 0 && (text[n + digits - 1] == '.' || strchr(":-", text[n + digits]) ||
                            p->size < SMALLER * t->pdf->body_size)))
            return true;
    }
    return false;
}

/* --- notes --- */

static bool is_note_mark(const struct telling *t, const struct word *w)
{
    const char *text = word_text(&t->pdf->words, w);
    uint32_t n = w->bytes;
    if (n > 4)
        return false;
    if (n > 1 && strchr(".)", text[n - 1]))
        n--;
    bool digits = true;
    for (uint32_t i = 0; i < n; i++)
        digits = digits && text[i] >= '0' && text[i] <= '9';
    if (digits)
        return true;
    return (n == 1 && text[0] == '*') || (n == 3 && memcmp(text, "\xe2\x80\xa0", 3) == 0) ||
           (n == 3 && memcmp(text, "\xe2\x80\xa1", 3) == 0) ||
           (n == 2 && memcmp(text, "\xc2\xa7", 2) == 0);
}

/* Is the word the label, or does it end in a sign ('*') that is the label? */
static bool cites(const struct telling *t, const struct word *w, const char *label, size_t n)
{
    const char *text = word_text(&t->pdf->words, w);
    if (w->bytes == n && (w->flags & WORD_RAISED) && memcmp(text, label, n) == 0)
        return true;
    return (label[0] < '0' || label[0] > '9') && w->bytes > n &&
           memcmp(text + w->bytes - n, label, n) == 0;
}

/* The raised mark in the text of the same page (or of the page before, when the foot of that was full) that a note at the foot of it
 * belongs to. */
static uint32_t find_citation(struct telling *t, uint32_t note, const char *label)
{
    const struct para *p = &t->paras->items[note];
    uint16_t page = t->lines->items[p->first].page;
    size_t n = strlen(label);
    bool is_number = label[0] >= '0' && label[0] <= '9';
    for (uint32_t i = note; i-- > 0;) {
        const struct para *q = &t->paras->items[i];
        if (q->kind == BLOCK_FIGURE)
            continue;
        if (t->lines->items[q->first + q->count - 1].page + (is_number ? 1 : 0) < page)
            break;
        for (uint32_t k = 0; k < q->count; k++) {
            const struct line *line = &t->lines->items[q->first + k];
            for (uint32_t m = k == 0 ? 1 : 0; m < line->count; m++) {
                const struct word *w = &t->pdf->words.items[t->lines->order[line->first + m]];
                if (cites(t, w, label, n))
                    return i;
            }
        }
    }
    return UINT32_MAX;
}

static void tell_note(struct telling *t, uint32_t number)
{
    struct para *p = &t->paras->items[number];
    const struct line *line = &t->lines->items[p->first];
    const struct word *w = first_word(t, p);
    bool raised = w->flags & WORD_RAISED;
    uint32_t glued = (uint32_t)list_mark_find_note(word_text(&t->pdf->words, w), w->bytes);
    char label[8];
    if (line->count < 2 || (!glued && !is_note_mark(t, w)) || line->turn != 0)
        return;
    if (p->size > SMALLER * t->pdf->body_size ||
        line->base < 0.4f * t->pdf->sheets[line->page].height_pt)
        return;
    snprintf(label, sizeof label, "%.*s", (int)(glued ? glued : w->bytes),
             word_text(&t->pdf->words, w));
    size_t n = strlen(label);
    if (n > 1 && strchr(".)", label[n - 1]))
        label[n - 1] = '\0';
    uint32_t citing = find_citation(t, number, label);
    if (citing == UINT32_MAX && !raised)
        return;
    p->kind = BLOCK_NOTE;
    p->level = 0;
    p->cited_by = citing == UINT32_MAX ? 0 : citing + 1;
    p->label_words = !glued;
    p->label_bytes = glued;
    strcpy(p->label, label);
}

/* --- levels --- */

struct style {
    float size;
    bool strong;
};

static int compare_styles(const void *a, const void *b)
{
    const struct style *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return (int)y->strong - (int)x->strong;
}

static struct style style_of(const struct telling *t, const struct para *p)
{
    struct style style = {roundf(p->size * 2) / 2, is_all_bold(t, p)};
    if (style.size > LARGER * t->pdf->body_size)
        style.strong = true; /* size alone tells these apart */
    return style;
}

static void tell_levels(struct telling *t)
{
    struct style styles[MOST_STYLES];
    int count = 0;
    for (uint32_t i = 0; i < t->paras->count; i++) {
        const struct para *p = &t->paras->items[i];
        if (p->kind != BLOCK_HEADING || count >= MOST_STYLES)
            continue;
        struct style style = style_of(t, p);
        int k = 0;
        while (k < count && compare_styles(&styles[k], &style) != 0)
            k++;
        if (k == count)
            styles[count++] = style;
    }
    qsort(styles, (size_t)count, sizeof *styles, compare_styles);
    for (uint32_t i = 0; i < t->paras->count; i++) {
        struct para *p = &t->paras->items[i];
        if (p->kind != BLOCK_HEADING)
            continue;
        struct style style = style_of(t, p);
        int k = 0;
        while (k < count && compare_styles(&styles[k], &style) != 0)
            k++;
        p->level = k + 1 > MOST_LEVELS ? MOST_LEVELS : k + 1;
    }
}

/* Items whose marks stand further in are on a deeper level. */
static void tell_item_levels(struct telling *t)
{
    float edges[MOST_LEVELS];
    int depth = 0;
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < t->paras->count; i++) {
        struct para *p = &t->paras->items[i];
        if (p->kind != BLOCK_LIST_ITEM)
            continue;
        float x = t->lines->items[p->first].box.x0, indent = 0.7f * p->size;
        if (last == UINT32_MAX || i - last > 2 ||
            (i - last == 2 && t->paras->items[i - 1].kind == BLOCK_HEADING))
            depth = 0;
        while (depth > 1 && x < edges[depth - 1] - indent)
            depth--;
        if (depth == 0 || (x > edges[depth - 1] + indent && x < edges[depth - 1] + 6 * p->size &&
                           depth < MOST_LEVELS))
            edges[depth++] = x;
        else
            edges[depth - 1] = x;
        p->level = depth;
        last = i;
    }
}

/* A first row that is all bold, where the next is not, heads its table. */
static void tell_header_cells(struct telling *t)
{
    for (uint32_t i = 0; i < t->paras->count; i++) {
        struct para *first = &t->paras->items[i];
        if (first->kind != BLOCK_CELL || first->row != 1 ||
            (i > 0 && t->paras->items[i - 1].kind == BLOCK_CELL && t->paras->items[i - 1].row == 1))
            continue;
        uint32_t end = i;
        bool bold = true;
        for (; end < t->paras->count && t->paras->items[end].kind == BLOCK_CELL &&
               t->paras->items[end].row == 1;
             end++)
            bold = bold && is_all_bold(t, &t->paras->items[end]);
        bool next_bold = end < t->paras->count && t->paras->items[end].kind == BLOCK_CELL &&
                         is_all_bold(t, &t->paras->items[end]);
        for (uint32_t k = i; k < end; k++)
            t->paras->items[k].is_header = bold && !next_bold;
    }
}

static void measure_body(struct telling *t)
{
    uint64_t bold = 0, all = 0;
    for (uint32_t i = 0; i < t->lines->count; i++) {
        const struct line *line = &t->lines->items[i];
        if (fabsf(line->size - t->pdf->body_size) > 0.6f)
            continue;
        all += line->letters;
        bold += line->flags & LINE_IS_BOLD ? line->letters : 0;
    }
    t->body_is_bold = bold * 2 > all;
}

void pdf_kinds_tell(struct pdf *pdf, const struct pdf_lines *lines, struct pdf_paras *paras)
{
    struct telling t = {.pdf = pdf, .lines = lines, .paras = paras};
    measure_body(&t);
    for (uint32_t i = 0; i < paras->count; i++) {
        struct para *p = &paras->items[i];
        if (p->kind == BLOCK_FIGURE || p->kind == BLOCK_CELL)
            continue;
        if (is_caption(&t, p))
            p->kind = BLOCK_CAPTION;
        else if (is_heading(&t, p))
            p->kind = BLOCK_HEADING;
        else
            tell_list_item(&t, p);
        tell_note(&t, i);
    }
    tell_header_cells(&t);
    tell_levels(&t);
    tell_item_levels(&t);
    str_free(&t.text);
}
