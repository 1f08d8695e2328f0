/* draw_document.h: the document widget to eyes: words, labels, pictures, and the light of the word that sounds. One thread (main). */
#ifndef LECTERN_UI_DRAW_DOCUMENT_H
#define LECTERN_UI_DRAW_DOCUMENT_H

#include "ui/canvas.h"
#include "ui/look.h"
#include "ui/widget.h"

/* Pictures scaled to where they stand, kept while they are likely to be wanted (8 MB). */
struct picture_cache;
struct picture_cache *picture_cache_new(void);
void picture_cache_free(struct picture_cache *cache); /* NULL is fine */

/* By what a document widget was drawn, to tell what changed. */
struct document_state {
    uint64_t text_hash;
    uint32_t lit_word;
};

struct document_state document_state_of(const struct widget *w);

static inline bool document_same_text(const struct document_state *a,
                                      const struct document_state *b)
{
    return a->text_hash == b->text_hash;
}

/* How far it draws beyond its rectangle (the bar beside the lit sentence). */
int document_reach(const struct look *look);

/* The rectangles that change when the light goes from word `was` to word `is`; returns how many of `out` (at most 4). */
int document_light_damage(const struct look *look, const struct widget *w, uint32_t was,
                          uint32_t is, struct rect out[4]);

/* A picture widget: as large as its rectangle allows, on a light ground in every scheme, with a border; with a thick one when chosen
 * (STATE_CHOSEN: its description sounds). */
void draw_picture(struct canvas *canvas, const struct look *look, const struct widget *w,
                  struct picture_cache *pictures);

/* Makes the pixels of a picture widget that is going to be shown, for some milliseconds; true when they are ready. What is made is kept
 * and, of what is older, goes only what 8 MB have no room for. */
bool draw_picture_ahead(const struct look *look, const struct widget *w,
                        struct picture_cache *pictures);

/* Makes the runs and pictures of a document widget that is going to be shown, from `*item` of its screen on, until a time of
 * clock_monotonic_us; true when none is left. */
bool draw_document_ahead(const struct look *look, const struct widget *w,
                         struct picture_cache *pictures, size_t *item, uint64_t until_us);

void draw_document(struct canvas *canvas, const struct look *look, const struct widget *w,
                   struct picture_cache *pictures);

#endif
