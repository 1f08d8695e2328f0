/* markup.h: a tree of (X)HTML into the builder: blocks, lists, tables, quotations, notes, pictures, links, languages.
 *
 * Shared by web pages and EPUB chapters. What a menu, a form or a banner is, html.c decides beforehand through `is_furniture`. */
#ifndef LECTERN_EXTRACT_MARKUP_H
#define LECTERN_EXTRACT_MARKUP_H

#include "book/builder.h"
#include "extract/guard.h"
#include "extract/pictures.h"

struct markup {
    struct builder *builder;
    uint32_t page; /* the book's page that it stands on */
    const char *
        place; /* goes before every anchor's name: "chapter3.xhtml" -> "chapter3.xhtml#id"; "" for a single page */
    /* Is this element page furniture? NULL: nothing is. */
    bool (*is_furniture)(void *data, fz_xml *element);
    /* Loads the picture `src`; its pixels are freed by markup. NULL: pictures can't be loaded. */
    bool (*load_picture)(void *data, const char *src, struct picture *out);
    void *data;
    uint32_t left_out;        /* counts blocks given as BLOCK_LEFT_OUT */
    uint32_t pictures_no_alt; /* counts pictures without a description */
};

/* Gives everything under `root` (a <body>, usually). `lang`: its language, or NULL. */
void markup_give(struct markup *m, fz_xml *root, const char *lang);

/* The text under an element, white space joined, added to `out`. */
void markup_text(fz_xml *element, struct str *out);

/* The text under the first element below `root` with this tag; NULL when there is none, or it is empty. Free with free. */
char *markup_text_of(fz_xml *root, const char *tag);

/* Does the space-separated attribute hold this word? */
bool markup_has_word(const char *attribute, const char *word);

#endif
