/* pdf_guess.h: words of a PDF that no tag places, in the order that the look of the page gives them: all the words of an untagged
 * document, or those that a tagged one forgot. Also finds page furniture, for both. */
#ifndef LECTERN_EXTRACT_PDF_GUESS_H
#define LECTERN_EXTRACT_PDF_GUESS_H

#include "extract/pdf_emit.h"

struct pdf_guess;

/* Finds the furniture, and flags its words. Free with pdf_guess_free. */
struct pdf_guess *pdf_guess_new(struct pdf *pdf);
void pdf_guess_free(struct pdf_guess *g); /* NULL is fine */

/* Lays out every word that is neither furniture nor taken, and the pictures that no tag names. */
void pdf_guess_lay_out(struct pdf_guess *g);

/* Learns the words that tags will give, in this order, as evidence for mending line ends. */
void pdf_guess_learn(struct pdf_guess *g, const uint32_t *words, uint32_t count);

/* Gives what stands on earlier pages than `page` (from 0), or on it and above `y`. */
void pdf_guess_give_before(struct pdf_guess *g, uint32_t page, float y);

/* Gives all that is left. */
void pdf_guess_give_rest(struct pdf_guess *g);

/* The emitter that all blocks go through. Borrowed. */
struct pdf_emitter *pdf_guess_emitter(struct pdf_guess *g);

#endif
