/* search_plan.h: what was typed, as what is to be found: for each word or phrase the forms in which the library has it.
 *
 * Private to this folder. */
#ifndef LECTERN_LIBRARY_SEARCH_PLAN_H
#define LECTERN_LIBRARY_SEARCH_PLAN_H

#include "base/str.h"
#include "library/search_handle.h"
#include "library/term.h"

struct plan_form {
    uint32_t text; /* in plan.texts: a term, or terms with spaces */
    uint32_t need; /* index in needs */
    enum search_fit fit;
};

struct plan_need {
    uint32_t asked; /* in plan.texts: as it was typed, folded */
    bool is_small;  /* 'the', 'of': not looked for beside other words */
    bool is_phrase;
    bool is_last;
    bool is_near; /* not in the library; its forms are of other words */
};

struct plan {
    struct str texts;
    struct plan_need needs[SEARCH_MOST_WORDS];
    uint32_t need_count;
    struct plan_form *forms; /* in the order of the FTS5 query's phrases */
    size_t form_count, form_cap;
    struct str match; /* the FTS5 query; "" when no form was found */
    char *instead;
    char *nearest[SEARCH_MOST_NEAREST];
};

/* Within a look at the index. Free with plan_free. */
void plan_make(struct search *s, const char *text, bool typing, struct plan *out);
void plan_free(struct plan *p);

#endif
