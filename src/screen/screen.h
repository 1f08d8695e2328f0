/* screen.h: the screens, one file each: a screen makes the widget list of what shows, from the visit, and keeps nothing.
 *
 * One thread (main). */
#ifndef LECTERN_SCREEN_SCREEN_H
#define LECTERN_SCREEN_SCREEN_H

#include "screen/visit.h"
#include "text/layout.h"

/* How many pages the screen's list has at this size, and which is shown: for Previous and Next. */
struct screen_pages {
    int page, count;
};

/* Builds the present screen. */
struct screen_pages screen_build(const struct visit *v, struct widget_list *list);

/* The name in tests and dumps: "home". Static. */
const char *screen_name(enum screen_id id);

/* The rectangle in which the reader's text stands, at the visit's size: for the layout. */
struct rect screen_text_area(const struct visit *v);

/* The rectangle in which an original page stands, at the visit's size. */
struct rect screen_page_area(const struct visit *v);

/* The room for the two lines of SCREEN_RULER: how long one across and one upright can be. */
struct rect screen_ruler_area(const struct visit *v);

/* "Page 3 of 24", with the page's own label where it has another. */
void screen_page_words(const struct visit *v, char *out, size_t bytes);

/* Has the document that is open pages of its own, as its makers drew them? */
bool screen_has_pages(const struct visit *v);

/* How a book is laid out in that rectangle, by the visit's look and settings. */
struct layout_style screen_layout_style(const struct visit *v);

/* How the sample of the screens of settings is laid out: by the same look and settings, a few lines high. */
struct layout_style screen_sample_style(const struct visit *v);

/* Does that screen show the sample? */
bool screen_has_sample(enum screen_id id);

/* Each screen's own builder; see its file. */
struct screen_pages attract_build(const struct visit *v, struct widget_list *list);
struct screen_pages home_build(const struct visit *v, struct widget_list *list);
struct screen_pages shelf_build(const struct visit *v, struct widget_list *list);
struct screen_pages reader_build(const struct visit *v, struct widget_list *list);
struct screen_pages page_build(const struct visit *v, struct widget_list *list);
struct screen_pages cards_build(const struct visit *v, struct widget_list *list);
struct screen_pages sentence_build(const struct visit *v, struct widget_list *list);
struct screen_pages menu_build(const struct visit *v, struct widget_list *list);
struct screen_pages contents_build(const struct visit *v, struct widget_list *list);
struct screen_pages hard_words_build(const struct visit *v, struct widget_list *list);
struct screen_pages word_build(const struct visit *v, struct widget_list *list);
struct screen_pages word_list_build(const struct visit *v, struct widget_list *list);
struct screen_pages links_build(const struct visit *v, struct widget_list *list);
struct screen_pages link_build(const struct visit *v, struct widget_list *list);
struct screen_pages note_build(const struct visit *v, struct widget_list *list);
struct screen_pages kept_build(const struct visit *v, struct widget_list *list);
struct screen_pages listening_build(const struct visit *v, struct widget_list *list);
struct screen_pages search_build(const struct visit *v, struct widget_list *list);
struct screen_pages results_build(const struct visit *v, struct widget_list *list);
struct screen_pages end_build(const struct visit *v, struct widget_list *list);
struct screen_pages easier_build(const struct visit *v, struct widget_list *list);
struct screen_pages words_build(const struct visit *v, struct widget_list *list);
struct screen_pages line_build(const struct visit *v, struct widget_list *list);
struct screen_pages voice_build(const struct visit *v, struct widget_list *list);
struct screen_pages hands_build(const struct visit *v, struct widget_list *list);
struct screen_pages guidance_build(const struct visit *v, struct widget_list *list);
struct screen_pages own_build(const struct visit *v, struct widget_list *list);
struct screen_pages help_build(const struct visit *v, struct widget_list *list);
struct screen_pages pin_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_list_build(const struct visit *v, struct widget_list *list);
struct screen_pages kiosk_build(const struct visit *v, struct widget_list *list);
struct screen_pages health_build(const struct visit *v, struct widget_list *list);
struct screen_pages try_build(const struct visit *v, struct widget_list *list);
struct screen_pages targets_build(const struct visit *v, struct widget_list *list);
struct screen_pages clock_build(const struct visit *v, struct widget_list *list);
struct screen_pages power_build(const struct visit *v, struct widget_list *list);
struct screen_pages counts_build(const struct visit *v, struct widget_list *list);
struct screen_pages ruler_build(const struct visit *v, struct widget_list *list);
struct screen_pages first_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_shelf_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_document_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_title_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_look_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_box_build(const struct visit *v, struct widget_list *list);
struct screen_pages copies_build(const struct visit *v, struct widget_list *list);
struct screen_pages staff_stick_build(const struct visit *v, struct widget_list *list);
struct screen_pages notice_build(const struct visit *v, struct widget_list *list);

#endif
