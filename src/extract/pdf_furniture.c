#include "extract/pdf_furniture.h"

#include "base/mem.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OUTER_ROWS = 4, MOST_NUMBERS = 4, MOST_HEAD_LETTERS = 110 };

/* Parts of the page's height, and of a line's. */
static const float OUTER_PART = 0.16f;
static const float MARGIN_PART = 0.08f;
static const float HEAD_PART = 0.06f;
static const float SAME_HEIGHT_PT = 4;

/* A row near the edge of its page. */
struct candidate {
    uint64_t shape;                /* hash of its text with every number as '#' */
    uint64_t exact;                /* hash of its text */
    int32_t numbers[MOST_NUMBERS]; /* the numbers in it */
    float edge_pt;                 /* its baseline from the nearer edge */
    float size;
    uint32_t row;
    uint32_t page;
    uint8_t depth; /* 0: the outermost */
    bool at_top;
    bool is_number;   /* nothing but a page number */
    bool has_air;     /* white between it and the text */
    bool is_isolated; /* small, in the margin, with air between it and the text */
    bool is_furniture;
    bool is_companion; /* at the height of other pages' furniture */
    bool has_letters;
};

struct search {
    struct pdf *pdf;
    struct pdf_lines *rows;
    struct candidate *items;
    uint32_t count, cap;
    bool
        is_tagged; /* some words are artifacts: small print in the margin would be one if it were furniture */
};

static bool is_roman(const char *s, size_t n)
{
    if (n == 0 || n > 7)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!strchr("ivxlcIVXLC", s[i]))
            return false;
    return true;
}

bool pdf_furniture_is_number(const char *text)
{
    static const char *const around[] = {"page", "of", "p", "pg", "tudalen", "o", "seite", "von"};
    int numbers = 0;
    for (const char *s = text; *s;) {
        size_t n = 0;
        if ((unsigned char)*s >= 0x80) { /* dashes, dots and bars around the number */
            size_t used;
            uint32_t c = utf8_decode(s, strlen(s), &used);
            if ((c < 0x2010 || c > 0x2027) && c != 0xb7 && c != 0xa0)
                return false;
            s += used;
            continue;
        }
        while (isalnum((unsigned char)s[n]))
            n++;
        if (n == 0) {
            if (!strchr(" -|/[]().~_", *s))
                return false;
            s++;
            continue;
        }
        bool known = strspn(s, "0123456789") == n && n <= 4;
        if (known || is_roman(s, n))
            numbers++, known = true;
        for (size_t i = 0; i < sizeof around / sizeof *around; i++)
            if (strlen(around[i]) == n && strncasecmp(s, around[i], n) == 0)
                known = true;
        if (!known)
            return false;
        s += n;
    }
    return numbers >= 1 && numbers <= 2;
}

static void describe_text(struct candidate *c, const char *text)
{
    int numbers = 0;
    c->shape = c->exact = HASH_START;
    c->exact = hash_bytes(c->exact, text, strlen(text));
    c->is_number = pdf_furniture_is_number(text);
    for (const char *s = text; *s;) {
        if (isdigit((unsigned char)*s)) {
            long value = strtol(s, NULL, 10);
            if (numbers < MOST_NUMBERS)
                c->numbers[numbers++] = value > 1000000 ? 1000000 : (int32_t)value;
            while (isdigit((unsigned char)*s))
                s++;
            c->shape = hash_bytes(c->shape, "#", 1);
            continue;
        }
        if (isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80)
            c->has_letters = true;
        char lower = (char)tolower((unsigned char)*s);
        if (lower != ' ')
            c->shape = hash_bytes(c->shape, &lower, 1);
        s++;
    }
}

static void add_candidate(struct search *s, const struct line *row, uint32_t number, bool at_top,
                          uint8_t depth, float air)
{
    const struct pdf_sheet *sheet = &s->pdf->sheets[row->page];
    float edge = at_top ? row->base : sheet->height_pt - row->base;
    struct str text = {0};
    if (edge > OUTER_PART * sheet->height_pt || edge < -20)
        return;
    pdf_line_text(s->pdf, s->rows, row, &text);
    MEM_ROOM(s->items, s->count, s->cap);
    struct candidate *c = &s->items[s->count++];
    *c = (struct candidate){
        .edge_pt = edge,
        .size = row->size,
        .row = number,
        .page = row->page,
        .depth = depth,
        .at_top = at_top,
        .has_air = air > 1.2f * row->size,
        .is_isolated = edge < MARGIN_PART * sheet->height_pt && air > 1.2f * row->size &&
                       row->size < 0.93f * s->pdf->body_size && row->letters < 120,
    };
    describe_text(c, str_text(&text));
    str_free(&text);
}

/* The outer rows of the page whose rows are [first, end). */
static void collect_page(struct search *s, uint32_t first, uint32_t end)
{
    const struct line *rows = s->rows->items;
    for (uint32_t i = 0; i < OUTER_ROWS && first + i < end; i++) {
        uint32_t n = first + i;
        float air = n + 1 < end ? rows[n + 1].box.y0 - rows[n].box.y1 : 1000;
        add_candidate(s, &rows[n], n, true, (uint8_t)i, air);
    }
    for (uint32_t i = 0; i < OUTER_ROWS && end > first + i; i++) {
        uint32_t n = end - 1 - i;
        float air = n > first ? rows[n].box.y0 - rows[n - 1].box.y1 : 1000;
        add_candidate(s, &rows[n], n, false, (uint8_t)i, air);
    }
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->at_top != y->at_top)
        return x->at_top ? -1 : 1;
    if (x->shape != y->shape)
        return x->shape < y->shape ? -1 : 1;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return x->depth - y->depth;
}

/* Are they the same running text? What differs in numbers must go up with the pages. */
static bool is_same_furniture(const struct candidate *a, const struct candidate *b)
{
    if (fabsf(a->edge_pt - b->edge_pt) > SAME_HEIGHT_PT || fabsf(a->size - b->size) > 0.6f)
        return false;
    if (a->exact == b->exact)
        return true;
    int32_t pages = (int32_t)b->page - (int32_t)a->page;
    for (int i = 0; i < MOST_NUMBERS; i++)
        if (a->numbers[i] != b->numbers[i] && b->numbers[i] - a->numbers[i] != pages)
            return false;
    return true;
}

/* Groups [first, end) have one shape and stand on one side. */
static void judge_group(struct search *s, uint32_t first, uint32_t end)
{
    uint32_t pages = s->pdf->sheet_count;
    for (uint32_t i = first; i < end; i++) {
        struct candidate *a = &s->items[i];
        uint32_t same = 0, last_page = UINT32_MAX;
        for (uint32_t k = first; k < end; k++) {
            if (s->items[k].page != last_page && is_same_furniture(a, &s->items[k])) {
                same++;
                last_page = s->items[k].page;
            }
        }
        bool often = same >= 3 || (same == 2 && pages <= 4);
        bool is_title = a->size > 1.3f * s->pdf->body_size && a->has_letters && !a->is_number;
        if (often && !(is_title && i == first))
            a->is_furniture = true;
    }
}

/* Page numbers change from page to page in more ways than one ('iv', '5', a section's own count): one stands by itself at the edge,
 * at the height where most pages have theirs. */
static void judge_numbers(struct search *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        struct candidate *a = &s->items[i];
        if (!a->is_number || a->is_furniture || a->size > 1.3f * s->pdf->body_size)
            continue;
        uint32_t same = 0;
        for (uint32_t k = 0; k < s->count && k < 20000; k++)
            if (s->items[k].is_number && s->items[k].at_top == a->at_top &&
                fabsf(s->items[k].edge_pt - a->edge_pt) < SAME_HEIGHT_PT)
                same++;
        bool counts = a->depth == 0 && a->has_air && a->numbers[0] == (int32_t)a->page + 1;
        if (same >= 3 || same * 2 > s->pdf->sheet_count || counts)
            a->is_furniture = true;
    }
}

/* Heads that differ from page to page (the chapter's, the section's) stand at one height: one line by itself where other pages have what
 * is sure to be a running head. */
static void judge_companions(struct search *s)
{
    for (uint32_t i = 0; i < s->count && i < 20000; i++) {
        struct candidate *a = &s->items[i];
        bool found = false;
        if (a->is_furniture || a->depth > 0 || !a->has_air || a->size > 1.2f * s->pdf->body_size ||
            s->rows->items[a->row].letters > MOST_HEAD_LETTERS)
            continue;
        for (uint32_t k = 0; k < s->count && k < 20000 && !found; k++) {
            const struct candidate *b = &s->items[k];
            found = b->is_furniture && b->has_letters && b->at_top == a->at_top && b->depth == 0 &&
                    b->page != a->page && fabsf(b->edge_pt - a->edge_pt) < 1 &&
                    fabsf(b->size - a->size) < 0.3f;
        }
        a->is_companion = found;
    }
    for (uint32_t i = 0; i < s->count; i++)
        s->items[i].is_furniture = s->items[i].is_furniture || s->items[i].is_companion;
}

static int compare_depth(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    if (x->at_top != y->at_top)
        return x->at_top ? -1 : 1;
    return x->depth - y->depth;
}

/* 'Summer edition - page 3' at the very edge of page 3. */
static bool names_its_page(const struct search *s, const struct candidate *c)
{
    const struct line *row = &s->rows->items[c->row];
    struct str text = {0};
    bool names = false;
    if (c->depth > 0 || row->letters > 80 ||
        c->edge_pt > MARGIN_PART * s->pdf->sheets[c->page].height_pt * 1.3f)
        return false;
    pdf_line_text(s->pdf, s->rows, row, &text);
    const char *word = strcasestr(str_text(&text), "page ");
    if (word)
        names = strtoul(word + 5, NULL, 10) == c->page + 1;
    str_free(&text);
    return names;
}

static bool is_number_of(const struct search *s, const struct word *w, uint32_t page)
{
    const char *text = word_text(&s->pdf->words, w);
    uint32_t value = 0;
    for (uint32_t i = 0; i < w->bytes; i++) {
        if (text[i] < '0' || text[i] > '9' || i > 5)
            return false;
        value = value * 10 + (uint32_t)(text[i] - '0');
    }
    return w->bytes > 0 && value == page + 1;
}

/* A line by itself at the edge that has its page's number far from its words, at one end. */
static bool ends_in_its_page(const struct search *s, const struct candidate *c)
{
    const struct line *row = &s->rows->items[c->row];
    const uint32_t *order = s->rows->order + row->first;
    const struct word *words = s->pdf->words.items;
    if (c->depth > 0 || !c->has_air || row->count < 2 || row->letters > MOST_HEAD_LETTERS)
        return false;
    const struct word *first = &words[order[0]], *second = &words[order[1]],
                      *last = &words[order[row->count - 1]],
                      *before = &words[order[row->count - 2]];
    return (is_number_of(s, first, c->page) && second->x0 - first->x1 > 1.5f * row->size) ||
           (is_number_of(s, last, c->page) && last->x0 - before->x1 > 1.5f * row->size);
}

/* A line by itself in the upper margin of a page that is not the first. */
static bool is_lone_head(const struct search *s, const struct candidate *c)
{
    const struct line *row = &s->rows->items[c->row];
    return c->at_top && c->depth == 0 && c->page > 0 && c->has_air && !s->is_tagged &&
           c->edge_pt < HEAD_PART * s->pdf->sheets[c->page].height_pt &&
           c->size < 1.2f * s->pdf->body_size && row->letters < MOST_HEAD_LETTERS &&
           !(row->flags & LINE_IS_BOLD);
}

static bool is_artifact(const struct search *s, const struct line *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (!(s->pdf->words.items[s->rows->order[row->first + i]].flags & WORD_ARTIFACT))
            return false;
    return true;
}

/* Letters as large as most, well below the edge, and the next line close under it: pages may begin with the same words. */
static bool runs_into_text(const struct search *s, uint32_t i)
{
    const struct candidate *c = &s->items[i];
    if (!c->at_top || c->has_air || c->is_number || c->size < 0.93f * s->pdf->body_size ||
        c->edge_pt < MARGIN_PART * s->pdf->sheets[c->page].height_pt)
        return false;
    const struct candidate *next = i + 1 < s->count ? &s->items[i + 1] : NULL;
    return !next || next->page != c->page || !next->at_top || !next->is_furniture;
}

/* From the edge inwards, as far as it goes without a break. */
static void mark_rows(struct search *s)
{
    bool goes_on = false;
    for (uint32_t i = s->count; i-- > 0;)
        if (runs_into_text(s, i))
            s->items[i].is_furniture = false;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct candidate *c = &s->items[i];
        if (c->depth == 0)
            goes_on = true;
        bool margin_note = c->is_isolated && c->at_top && c->depth == 0 && !s->is_tagged;
        if (!c->is_furniture && !margin_note && !names_its_page(s, c) && !ends_in_its_page(s, c) &&
            !is_lone_head(s, c) && !is_artifact(s, &s->rows->items[c->row]))
            goes_on = false;
        if (!goes_on)
            continue;
        struct line *row = &s->rows->items[c->row];
        row->flags |= LINE_IS_FURNITURE;
        for (uint32_t k = 0; k < row->count; k++)
            s->pdf->words.items[s->rows->order[row->first + k]].flags |= WORD_FURNITURE;
    }
}

/* Takes the author's word for what is an artifact, unless that is most of the text. */
static bool find_artifacts(struct pdf *pdf)
{
    uint64_t artifacts = 0, all = 0;
    for (uint32_t i = 0; i < pdf->words.count; i++) {
        const struct word *w = &pdf->words.items[i];
        all += w->bytes;
        artifacts += pdf->ink.marks[w->mark].is_artifact ? w->bytes : 0;
    }
    if (artifacts == 0 || artifacts * 2 > all)
        return false;
    for (uint32_t i = 0; i < pdf->words.count; i++) {
        struct word *w = &pdf->words.items[i];
        if (pdf->ink.marks[w->mark].is_artifact)
            w->flags |= WORD_ARTIFACT;
    }
    return true;
}

/* Where hardly anything would be left, what repeats is the document: forms, slides, cards. */
static void spare_if_most(struct search *s)
{
    uint64_t furniture = 0, all = 0;
    for (uint32_t i = 0; i < s->rows->count; i++) {
        all += s->rows->items[i].letters;
        furniture += s->rows->items[i].flags & LINE_IS_FURNITURE ? s->rows->items[i].letters : 0;
    }
    if (furniture * 5 <= all * 2)
        return;
    for (uint32_t i = 0; i < s->rows->count; i++) {
        struct line *row = &s->rows->items[i];
        row->flags &= (uint8_t)~LINE_IS_FURNITURE;
        for (uint32_t k = 0; k < row->count; k++)
            s->pdf->words.items[s->rows->order[row->first + k]].flags &= (uint16_t)~WORD_FURNITURE;
    }
}

static void mark_artifacts(struct search *s)
{
    for (uint32_t i = 0; i < s->rows->count; i++) {
        struct line *row = &s->rows->items[i];
        for (uint32_t k = 0; k < row->count; k++) {
            struct word *w = &s->pdf->words.items[s->rows->order[row->first + k]];
            if (w->flags & WORD_ARTIFACT) {
                w->flags |= WORD_FURNITURE;
                row->flags |= LINE_IS_FURNITURE;
            }
        }
    }
}

void pdf_furniture_find(struct pdf *pdf, struct pdf_lines *rows)
{
    struct search s = {.pdf = pdf, .rows = rows};
    s.is_tagged = find_artifacts(pdf);
    for (uint32_t i = 0; i < rows->count;) {
        uint32_t end = i + 1;
        while (end < rows->count && rows->items[end].page == rows->items[i].page)
            end++;
        collect_page(&s, i, end);
        i = end;
    }
    if (s.count > 0)
        qsort(s.items, s.count, sizeof *s.items, compare_candidates);
    for (uint32_t i = 0; i < s.count;) {
        uint32_t end = i + 1;
        while (end < s.count && s.items[end].shape == s.items[i].shape &&
               s.items[end].at_top == s.items[i].at_top)
            end++;
        judge_group(&s, i, end);
        i = end;
    }
    judge_numbers(&s);
    judge_companions(&s);
    if (s.count > 0)
        qsort(s.items, s.count, sizeof *s.items, compare_depth);
    mark_rows(&s);
    spare_if_most(&s);
    mark_artifacts(&s);
    free(s.items);
}
