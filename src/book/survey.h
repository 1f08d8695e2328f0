/* survey.h: what a visitor will meet in a book, counted: for staff's preflight, before a document is shown to anyone.
 *
 * Counts and places only, no sentences: who tells them chooses the words. Strings are borrowed from the book. */
#ifndef LECTERN_BOOK_SURVEY_H
#define LECTERN_BOOK_SURVEY_H

#include "book/model.h"
#include "book/reading_age.h"

enum {
    SURVEY_LANGS_MOST = 8,
    SURVEY_PAGES_MOST = 8,
    SURVEY_EXAMPLES_MOST = 3,
    SURVEY_ADDRESS_LONG_BYTES = 30
};

struct survey_lang {
    const char *tag; /* BCP 47, the most frequent one of this language; "" when not known */
    uint32_t words;
};

/* Pages by number, the first few of `count`. */
struct survey_pages {
    uint32_t count;
    uint32_t numbers[SURVEY_PAGES_MOST];
};

struct survey {
    uint32_t words;             /* of the document itself */
    uint32_t description_words; /* of its pictures' descriptions, which are heard too */

    struct survey_pages lost, without_text;
    struct survey_pages without_pictures;   /* that broke; page 0: the document's */
    const struct book_warning *no_pictures; /* from where on all are left out, or NULL */
    uint32_t given_up_from;                 /* from this page on nothing was read; 0: all was */
    const struct book_warning *tags;        /* why tags were set aside or partly used, or NULL */
    bool is_mended;                         /* the file was damaged and read as far as possible */
    bool is_cut;                            /* the document was too long */

    uint32_t pictures, pictures_without_description;
    struct survey_lang langs[SURVEY_LANGS_MOST]; /* by how much is written in them */
    uint32_t lang_count;

    uint32_t headings;
    uint32_t skips;      /* headings more than one level below the one before */
    uint32_t first_skip; /* block number of the first of them, 0 none */
    uint32_t paragraphs, lists, list_items, quotes, notes;
    uint32_t tables;
    uint32_t tables_without_heads; /* of two rows and columns or more, without a header cell */
    bool has_own_contents;         /* its contents are not just its headings */

    uint32_t links_out;      /* to the web or mail */
    uint32_t links_inside;   /* to a place in the document */
    uint32_t links_lost;     /* those of them that lead nowhere */
    uint32_t links_vague;    /* 'here', 'click here', 'more' */
    uint32_t addresses;      /* of the web and mail, written out */
    uint32_t long_addresses; /* those of more than 30 bytes */

    uint32_t left_out;                                /* pieces of page furniture */
    uint32_t left_out_examples[SURVEY_EXAMPLES_MOST]; /* numbers of different blocks; 0 none */

    uint32_t sentence_most_words; /* more is a long sentence: 15 in Easy Read, else 30 */
    uint32_t long_sentences;
    uint32_t longest_sentence; /* the number of the longest of all, 0 none */

    bool is_english;              /* half of the words or more: `reading` means something */
    struct reading_count reading; /* of paragraphs, list items and quotations in English */
};

/* Any thread. */
void survey_make(const struct book *book, struct survey *out);

#endif
