#include "extract/pdf_tagging.h"

#include <math.h>
#include <string.h>

enum { MOST_KEPT_LINES = 8 };

static const float ALIGNED_PT = 2;        /* lines of one column begin so close to one another */
static const float SAME_BASE_PART = 0.3f; /* of the size */
static const float GAP_PART = 2;          /* between words of a line, at most */
static const float SPACE_PART = 0.25f;

/* A paragraph as it is read, word by word. */
struct reading {
    const struct tagging *t;
    const struct word *first, *last;
    float column_end; /* where its column's longest line ends; 0: not looked for yet */
    uint32_t breaks;
    bool keeps_all;  /* every line ends early, and the next begins like a line of an address */
    bool all_bold;   /* so far */
    bool parts_bold; /* a bold line ends early before one that is not */
    bool flows;      /* a style changes within a line, or the page does */
};

static const char *text_of(const struct reading *r, const struct word *w)
{
    return word_text(&r->t->pdf->words, w);
}

static bool is_on_line(const struct word *last, const struct word *w)
{
    float size = fmaxf(last->size, w->size);
    return w->turn == last->turn && fabsf(w->base - last->base) < SAME_BASE_PART * size &&
           w->x0 > last->x0 && w->x0 - last->x1 < GAP_PART * size;
}

/* Of all lines on the page that begin where the paragraph does, the longest ends here. */
static float column_end(const struct reading *r)
{
    const struct pdf_sheet *sheet = &r->t->pdf->sheets[r->first->page];
    const struct word *words = r->t->pdf->words.items + sheet->word_first;
    float end = 0;
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        if (words[i].turn != r->first->turn || fabsf(words[i].x0 - r->first->x0) > ALIGNED_PT)
            continue;
        uint32_t k = i;
        while (k + 1 < sheet->word_count && is_on_line(&words[k], &words[k + 1]))
            k++;
        end = fmaxf(end, words[k].x1);
    }
    return end;
}

/* Would the word have had room on the line before? Or is it of another size? */
static bool was_set_apart(struct reading *r, const struct word *w)
{
    if (fabsf(w->size - r->last->size) > 0.15f * w->size)
        return true;
    if (r->column_end <= 0)
        r->column_end = column_end(r);
    return r->last->x1 + SPACE_PART * w->size + w->x1 - w->x0 <= r->column_end;
}

static bool ends_sentence(const struct reading *r, const struct word *w)
{
    return strchr(".!?:;", text_of(r, w)[w->bytes - 1]) != NULL;
}

static bool begins_line(const struct reading *r, const struct word *w)
{
    char c = text_of(r, w)[0];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void read_word(struct reading *r, const struct word *w)
{
    bool is_bold = w->flags & WORD_BOLD;
    if (w->bytes == 0 || (w->flags & (WORD_TWIN | WORD_LEADER | WORD_FURNITURE)))
        return;
    if (!r->last) {
        r->first = w;
        r->all_bold = is_bold;
    } else if (w->page != r->last->page || (w->flags & WORD_RTL)) {
        r->flows = true;
    } else if (pdf_emit_is_new_line(r->last, w)) {
        bool is_apart = was_set_apart(r, w);
        r->breaks++;
        r->keeps_all = r->keeps_all && is_apart && begins_line(r, w) && !ends_sentence(r, r->last);
        r->parts_bold = r->parts_bold || (r->all_bold && !is_bold && is_apart && begins_line(r, w));
    } else if (r->all_bold && !is_bold && !r->parts_bold) {
        r->flows = true;
    }
    r->all_bold = r->all_bold && is_bold;
    r->last = w;
}

enum tagged_lines tagging_lines(const struct tagging *t, uint32_t n)
{
    struct reading r = {.t = t, .keeps_all = true};
    for (uint32_t i = n; i < t->s->nodes[n].end; i++) {
        const struct node *node = &t->s->nodes[i];
        for (uint32_t k = 0; k < node->word_count; k++)
            read_word(&r, &t->pdf->words.items[t->s->words[node->first_word + k]]);
    }
    if (r.breaks == 0)
        return LINES_FLOW;
    if (r.parts_bold && !r.flows)
        return LINES_PART_BOLD;
    if (r.keeps_all && r.breaks < MOST_KEPT_LINES && !ends_sentence(&r, r.last))
        return LINES_KEPT;
    return LINES_FLOW;
}
