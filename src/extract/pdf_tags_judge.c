#include "extract/pdf_tags.h"

#include "base/mem.h"

#include <stdlib.h>

/* Shares of the letters. */
static const float ENOUGH = 0.9f;
static const float ENOUGH_ON_PAGE = 0.7f;
static const float TOO_LITTLE = 0.25f;
static const float MOST_STEPS_BACK = 0.2f; /* of the steps from page to page */

struct page_cover {
    uint64_t covered, all;
};

static struct page_cover *measure_pages(const struct pdf *pdf)
{
    struct page_cover *pages = mem_new(pdf->sheet_count + 1, sizeof *pages);
    for (uint32_t i = 0; i < pdf->words.count; i++) {
        const struct word *w = &pdf->words.items[i];
        if (w->flags & (WORD_TWIN | WORD_FURNITURE))
            continue;
        pages[w->page].all += w->bytes;
        if (w->flags & WORD_TAKEN)
            pages[w->page].covered += w->bytes;
    }
    return pages;
}

/* Frees the words of page n (or of all, UINT32_MAX). */
static void free_words(struct pdf *pdf, uint32_t page)
{
    for (uint32_t i = 0; i < pdf->words.count; i++)
        if (page == UINT32_MAX || pdf->words.items[i].page == page)
            pdf->words.items[i].flags &= (uint16_t)~WORD_TAKEN;
}

/* The share of steps to another page that lead back. */
static float steps_back(const struct pdf_structure *s)
{
    uint32_t steps = 0, back = 0;
    int32_t page = -1;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct node *node = &s->nodes[i];
        if (node->role != ROLE_CONTENT || node->word_count == 0 || node->page == page)
            continue;
        if (page >= 0) {
            steps++;
            back += node->page < page;
        }
        page = node->page;
    }
    return steps < 4 ? 0 : (float)back / (float)steps;
}

enum tags_verdict pdf_tags_judge(struct pdf *pdf, const struct pdf_structure *s, struct str *reason)
{
    uint32_t poor = 0;
    if (s->count == 0)
        return TAGS_NONE;
    float share = s->all > 0 ? (float)s->covered / (float)s->all : 0;
    if (share < TOO_LITTLE || steps_back(s) > MOST_STEPS_BACK) {
        if (share < TOO_LITTLE)
            str_addf(reason, "tags cover %d %% of the text", (int)(share * 100));
        else
            str_add(reason, "tags jump back and forth between pages");
        free_words(pdf, UINT32_MAX);
        return s->covered > 0 ? TAGS_SET_ASIDE : TAGS_NONE;
    }
    if (share >= ENOUGH)
        return TAGS_USED;
    struct page_cover *pages = measure_pages(pdf);
    for (uint32_t i = 0; i < pdf->sheet_count; i++) {
        if ((float)pages[i].covered >= ENOUGH_ON_PAGE * (float)pages[i].all)
            continue;
        poor++;
        if (pages[i].covered > 0)
            free_words(pdf, i);
    }
    free(pages);
    str_addf(reason, "tags cover %d %% of the text; %u pages went by their look",
             (int)(share * 100), poor);
    return TAGS_IN_PART;
}
