/* session_open: a document is opened, changed for another edition of it, and let go of. */
#include "app/session_parts.h"
#include "app/units.h"
#include "base/mem.h"
#include "book/file.h"
#include "book/lead.h"
#include "book/match.h"
#include "speech/narrator.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many words are enough for a first screen: the smallest letters on the largest glass leave room for a third of them. */
enum { START_WORDS = 2000 };

/* A book that is missing or of an older version is made again from the original, once. Nothing else goes on meanwhile: that is told. */
enum err reading_remake(struct session *s, const char *id, struct book **out)
{
    struct importer_options options = {.folder = s->config->library, .limits = s->config->limits};
    session_tell(s, tr("Getting it ready. One moment."));
    enum err err = importer_remake(&options, id, s->alive, s->alive_data);
    s->visit.told[0] = 0;
    s->stale = true;
    return err == ERR_OK ? catalogue_open_book(s->catalogue, id, out) : err;
}

static enum err open_book(struct session *s, const char *id, struct book **out)
{
    enum err err = catalogue_open_book(s->catalogue, id, out);
    return err == ERR_BOOK ? reading_remake(s, id, out) : err;
}

/* The start will do for the first screen of a text that is read from its beginning; Easy Read is laid out as a whole. */
static enum err open_start(struct session *s, const char *id, bool *is_start, struct book **out)
{
    bool is_whole;
    enum err err = catalogue_open_start(s->catalogue, id, START_WORDS, &is_whole, out);
    *is_start = err == ERR_OK && !is_whole;
    if (*is_start && ((*out)->info->flags & BOOK_IS_EASY_READ)) {
        book_close(*out);
        *is_start = false;
        return open_book(s, id, out);
    }
    return err == ERR_BOOK ? reading_remake(s, id, out) : err;
}

/* The book becomes the one that is read; returns the screen that shows it: that view, or the text. */
static enum screen_id load_book(struct session *s, struct book *book, const struct reading_at *at)
{
    struct visit_reading *r = &s->visit.reading;
    snprintf(r->id, sizeof r->id, "%s", at->id);
    r->title = mem_copy_string(at->title);
    r->book = book;
    r->summary = lead_summary(book);
    edition_find(s);
    pack_find_words(s);
    reading_lay_out_at(s, at->view, at->word && at->word <= book->word_count ? at->word : 1);
    return reading_shows_units(&s->visit) ? at->view : SCREEN_READER;
}

/* The same on its screen; `fresh`: on a screen of its own over the present one. */
static void take_book(struct session *s, struct book *book, const struct reading_at *at, bool fresh)
{
    enum screen_id view = load_book(s, book, at);
    if (fresh)
        session_push(s, view);
    else
        session_replace(s, view);
}

static enum screen_id first_view(const struct book *book)
{
    return book->info->flags & BOOK_IS_EASY_READ ? SCREEN_CARDS : SCREEN_READER;
}

static bool take(struct session *s, const struct reading_at *to, const char *lang, bool fresh)
{
    struct book *book;
    bool is_start = false;
    enum err err =
        to->word == 1 ? open_start(s, to->id, &is_start, &book) : open_book(s, to->id, &book);
    if (err != ERR_OK) {
        session_notice_error_in(s, err, to->title, lang);
        return false;
    }
    reading_close(s);
    take_book(s, book, &(struct reading_at){to->id, to->title, to->word, first_view(book)}, fresh);
    s->visit.reading.is_start = is_start;
    edition_tell(s,
                 book->info->order == ORDER_GUESSED ? tr("The order of this may be wrong.") : NULL);
    return true;
}

void reading_open(struct session *s, const struct document *d)
{
    take(s, &(struct reading_at){d->id, d->title, 1, SCREEN_COUNT}, d->lang, true);
}

bool reading_open_found(struct session *s, const struct reading_at *at)
{
    if (!take(s, at, "", true))
        return false;
    if (at->word <= s->visit.reading.book->word_count)
        s->visit.reading.sought_word = at->word;
    return true;
}

bool reading_open_next(struct session *s, const struct document *d)
{
    return take(s, &(struct reading_at){d->id, d->title, 1, SCREEN_COUNT}, d->lang, false);
}

bool reading_reopen(struct session *s, const struct reading_at *at, enum screen_id *view)
{
    struct book *book;
    enum err err = open_book(s, at->id, &book);
    if (err != ERR_OK)
        return false;
    reading_close(s);
    *view = load_book(s, book, at);
    return true;
}

static void close_book(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s))
        return;
    reading_forget_whole(s);
    if (s->narrator)
        narrator_stop(s->narrator);
    words_close(s);
    page_close(s);
    layout_free(r->layout);
    units_forget(&s->visit);
    s->lay_out_due = false;
    reading_forget_wait(s);
    book_close(r->book);
    free(r->title);
    edition_list_free(&r->editions);
    free(r->links);
    *r = (struct visit_reading){0};
    pack_find_words(s);
    /* what was drawn of it may not be taken for a later book at the same address */
    s->stale = s->look_changed = true;
}

/* The reading screen of the same document under the top one; -1 none. What was opened by a search may be another document. */
int reading_below(const struct visit *v)
{
    for (int i = v->depth - 1; i >= 0 && v->stack[i] != SCREEN_RESULTS; i--) {
        if (screen_is_reading(v->stack[i]))
            return i;
    }
    return -1;
}

/* The word that sounds, or the first that shows; where the screen begins with the end of a sentence, the next one's, if it shows. */
static uint32_t place_begun(const struct session *s)
{
    const struct visit_reading *r = &s->visit.reading;
    uint32_t word = reading_place(s);
    if (r->lit_word || !word || word > r->book->word_count)
        return word;
    const struct book_sentence *b = &r->book->sentences[r->book->words[word].sentence];
    uint32_t next = b->first_word + b->word_count;
    bool is_tail = b->first_word < word && next <= r->screen->last_word;
    return is_tail ? next : word;
}

bool reading_change(struct session *s, const struct reading_at *to)
{
    struct visit *v = &s->visit;
    struct book *book;
    enum err err = open_book(s, to->id, &book);
    if (err != ERR_OK) {
        session_notice_error(s, err, to->title);
        return false;
    }
    struct reading_at at = *to;
    if (!at.word)
        at.word = match_word(v->reading.book, book, place_begun(s));
    if (at.word > book->word_count)
        at.word = 1;
    if (at.view == SCREEN_COUNT)
        at.view = reading_screen(s) == SCREEN_SENTENCE ? SCREEN_SENTENCE : first_view(book);
    close_book(s);
    while (v->depth > 1 && (!screen_is_reading(visit_screen(v)) || reading_below(v) >= 0))
        v->depth--;
    take_book(s, book, &at, false);
    return true;
}

void reading_close(struct session *s)
{
    close_book(s);
    edition_forget(s);
}
