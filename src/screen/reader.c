/* reader: the text of a document, the word that sounds lit in it. */
#include "book/model.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <math.h>
#include <stdio.h>

enum { SAMPLE_SHARE = 4 /* of the glass's height: the lines that show a choice at once */ };

static void place_words(const struct visit *v, char *out, size_t bytes)
{
    const struct visit_reading *r = &v->reading;
    if (v->sound_is_lost && r->narrator == NARRATOR_READING)
        snprintf(out, bytes, "%s", frame_no_sound(v));
    else if (r->screen_count)
        snprintf(out, bytes, tr("Screen %u of %u"), r->screen_number, r->screen_count);
    else
        snprintf(out, bytes, "%s", tr("Counting screens"));
}

struct rect screen_text_area(const struct visit *v)
{
    struct widget_list list = {0};
    struct visit quiet = *v; /* nor does a message move the text */
    quiet.told[0] = 0;
    v = &quiet;
    /* the text keeps its place when the words in the title line change: room for the longest of them is kept by always
     * measuring with the same line */
    char widest[64];
    snprintf(widest, sizeof widest, tr("Screen %u of %u"), 9999u, 9999u);
    struct rect area = frame_begin_reading(v, &list, "reader", widest);
    widget_list_free(&list);
    return area;
}

/* As the visitor's settings have it (A10, A11), in that room. */
static struct layout_style style_in(const struct visit *v, int width_px, int height_px)
{
    const struct theme_sizes *sizes = &v->look.theme->sizes;
    const struct visit_settings *set = &v->settings;
    return (struct layout_style){
        .family = v->look.family,
        .size_px = look_style(&v->look, v->look.metrics.body_cap_px, false).size_px,
        .heading_scale = sizes->heading_scale,
        .line_spacing = sizes->line_spacing + sizes->lines_more[1 + set->line_spacing],
        .letter_spacing_em = sizes->letters_more_em[set->letter_spacing],
        .word_spacing_em = sizes->words_more_em[set->word_spacing],
        .paragraph_spacing =
            sizes->paragraph_spacing + sizes->paragraphs_more[set->paragraph_spacing],
        .width_px = width_px,
        .height_px = height_px,
        .line_most_chars = sizes->line_most_chars + (int)sizes->line_chars_more[set->line_length],
        .text_only = v->settings.text_only};
}

struct layout_style screen_layout_style(const struct visit *v)
{
    struct rect area = screen_text_area(v);
    return style_in(v, area.w, area.h);
}

struct layout_style screen_sample_style(const struct visit *v)
{
    const struct display *d = &v->look.display;
    struct layout_style style = style_in(v, d->width_px - 2 * frame_margin(v), 0);
    int line = (int)ceil(style.line_spacing * style.size_px);
    int gap = (int)ceil(style.paragraph_spacing * line);
    int least = line + 1, room = d->height_px / SAMPLE_SHARE, most = 3 * line + gap;
    /* where its second paragraph has no room it is two lines, as they usually are: nothing moves when these change */
    int two = 2 * (int)ceil(v->look.theme->sizes.line_spacing * style.size_px) + 1;
    if (room < most && room > two)
        room = two;
    style.height_px = room < least ? least : room > most ? most : room;
    return style;
}

struct screen_pages reader_build(const struct visit *v, struct widget_list *list)
{
    const struct visit_reading *r = &v->reading;
    char place[96];
    place_words(v, place, sizeof place);
    frame_begin_reading(v, list, "reader", place);
    struct rect area = screen_text_area(v);
    frame_add_document(v, list, area);
    bool reading = r->narrator == NARRATOR_READING;
    struct frame_bar bar = {.has_previous = true, .has_next = true, .is_reading = reading};
    if (!reading && r->screen_count)
        bar.has_previous = r->screen_number > 1; /* Next at the end offers the next document */
    frame_end(v, list, &bar);
    return (struct screen_pages){0, 1};
}
