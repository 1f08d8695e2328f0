/* pdf_tags_inline: elements without a meaning, which are boxes on the page or stretches of a line. */
#include "extract/pdf_tagging.h"

#include "extract/pdf_emit.h"

#include <math.h>

enum { MOST_LOOKED_BACK = 64 };

static bool is_run(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n + 1; i < t->s->nodes[n].end; i = t->s->nodes[i].end)
        if (t->s->nodes[i].role != ROLE_CONTENT && t->s->nodes[i].role != ROLE_INLINE)
            return false;
    return true;
}

static bool holds_blocks(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n + 1; i < t->s->nodes[n].end; i++) {
        enum role role = t->s->nodes[i].role;
        if (role != ROLE_CONTENT && role != ROLE_BARE && role != ROLE_INLINE && role != ROLE_LINK &&
            role != ROLE_FIGURE && role != ROLE_FORMULA)
            return true;
    }
    return false;
}

/* The last of the words under the nodes [first, end), which are not far from the end; NULL when there is none. */
static const struct word *last_word(const struct tagging *t, uint32_t first, uint32_t end)
{
    if (end - first > MOST_LOOKED_BACK)
        first = end - MOST_LOOKED_BACK;
    while (end-- > first) {
        const struct node *node = &t->s->nodes[end];
        for (uint32_t k = node->word_count; k-- > 0;)
            if (tagging_gives(tagging_word(t, t->s->words[node->first_word + k])))
                return tagging_word(t, t->s->words[node->first_word + k]);
    }
    return NULL;
}

static bool are_in_line(const struct word *a, const struct word *b)
{
    return a && b && !pdf_emit_is_new_line(a, b) && b->x0 > a->x0 &&
           b->x0 - a->x1 < fmaxf(a->size, b->size);
}

/* Is element n, which has no meaning, a stretch within a line? In a paragraph or a heading it can be nothing else; among other text,
 * when it stands on a line with what is before or behind it. */
static bool is_stretch(const struct tagging *t, uint32_t n)
{
    const struct node *nodes = t->s->nodes;
    uint32_t parent = nodes[n].parent;
    if (holds_blocks(t, n))
        return false;
    uint32_t up = parent;
    while (up != UINT32_MAX && (nodes[up].role == ROLE_BARE || nodes[up].role == ROLE_INLINE ||
                                nodes[up].role == ROLE_LINK))
        up = nodes[up].parent;
    if (up != UINT32_MAX && (nodes[up].role == ROLE_PARAGRAPH || nodes[up].role == ROLE_HEADING))
        return true;
    if (parent == UINT32_MAX)
        return false;
    const struct word *next =
        nodes[n].end < nodes[parent].end ? tagging_first_word(t, nodes[n].end) : NULL;
    return are_in_line(last_word(t, parent + 1, n), tagging_first_word(t, n)) ||
           are_in_line(last_word(t, n, nodes[n].end), next);
}

bool tagging_is_inline(const struct tagging *t, uint32_t n)
{
    return is_run(t, n) || is_stretch(t, n);
}
