/* pdf_tags.h: a tagged PDF into the builder, in the order of its structure tree. */
#ifndef LECTERN_EXTRACT_PDF_TAGS_H
#define LECTERN_EXTRACT_PDF_TAGS_H

#include "extract/pdf_guess.h"
#include "extract/pdf_structure.h"

enum tags_verdict {
    TAGS_NONE,      /* there are none */
    TAGS_SET_ASIDE, /* they can't be trusted: the words are free again */
    TAGS_IN_PART,   /* used on the pages that they cover: the words of the others are free again */
    TAGS_USED
};

/* Judges the tags before they are used: do they cover the text, is their order one that goes forward? `reason` gets a few words for
 * the book's warnings. */
enum tags_verdict pdf_tags_judge(struct pdf *pdf, const struct pdf_structure *s,
                                 struct str *reason);

/* Sets is_given in the shapes of all figures that tags name. */
void pdf_tags_claim_pictures(struct pdf *pdf, const struct pdf_structure *s);

/* Gives everything under tags; what they forgot comes where it stands on its page. */
void pdf_tags_give(struct pdf *pdf, const struct pdf_structure *s, struct pdf_guess *guess);

#endif
