/* session_settle: a long document's first screen shows its start (book_open_start); then the whole takes its place. */
#include "app/session_parts.h"
#include "app/units.h"
#include "book/file.h"
#include "book/lead.h"
#include "library/book_opener.h"
#include "text/layout.h"

#include <stdlib.h>

static enum err take_whole(struct session *s, struct book **out)
{
    const char *id = s->visit.reading.id;
    struct book_opener *opener = s->opener;
    s->opener = NULL;
    enum err err =
        opener ? book_opener_take(opener, out) : catalogue_open_book(s->catalogue, id, out);
    return err == ERR_BOOK ? reading_remake(s, id, out) : err;
}

/* The same words stand where they stood, as the start's numbers are the whole's. */
static void change_to(struct session *s, struct book *whole)
{
    struct visit_reading *r = &s->visit.reading;
    struct book *start = r->book;
    uint32_t word = reading_place(s);
    words_close(s);
    page_close(s);
    r->is_start = false;
    r->book = whole;
    r->summary = lead_summary(whole);
    r->links_first = r->links_last = 0;
    reading_lay_out_at(s, reading_screen(s), word && word <= whole->word_count ? word : 1);
    s->look_changed = true;
    session_build(s); /* what the list showed was the start's */
    book_close(start);
}

/* Back to where it was opened from, and why. */
static void lose(struct session *s, enum err err)
{
    char *title = s->visit.reading.title;
    s->visit.reading.title = NULL;
    session_pop(s);
    session_notice_error(s, err, title);
    free(title);
}

void reading_settle(struct session *s, bool wait)
{
    struct visit_reading *r = &s->visit.reading;
    if (!r->is_start)
        return;
    if (!wait && !s->opener) {
        s->opener = book_opener_start(s->catalogue, r->id, s->wake, s->wake_data);
        if (s->opener) /* it wakes us, however soon */
            return;
    }
    if (!wait && s->opener && !book_opener_is_done(s->opener))
        return;
    struct book *whole;
    enum err err = take_whole(s, &whole);
    if (err == ERR_OK)
        change_to(s, whole);
    else
        lose(s, err);
}

void reading_forget_whole(struct session *s)
{
    struct book *whole = NULL;
    if (s->opener && book_opener_take(s->opener, &whole) == ERR_OK)
        book_close(whole);
    s->opener = NULL;
}
