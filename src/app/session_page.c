/* session_page: original pages: a worker draws them while somebody looks; the page goes with the text's word, and back. */
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/model.h"
#include "convert/page_images.h"
#include "library/catalogue.h"
#include "speech/narrator.h"
#include "ui/messages.h"
#include "ui/page_zoom.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    SLOW_MS = 1000, /* then it is said that the page is on its way */
    SCRIPT_PATIENCE_MS = 30000,
    WANTED_MOST = PAGE_IMAGES_WANTED_MOST
};

struct session_page {
    struct page_images *images;
    struct page_part now;   /* what shall show */
    struct page_part shown; /* what the view's pixels are of; page 0: none */
    uint64_t asked_ms;
    bool waits;       /* it has neither come nor failed */
    uint32_t lit;     /* the last word that was followed */
    bool *has_failed; /* by page: one that is looked at again counts once */
};

static struct page_view *view_of(struct session *s)
{
    return &s->visit.page.view;
}

static bool is_looked_at(const struct session *s)
{
    for (int i = 0; i <= s->visit.depth; i++) {
        if (s->visit.stack[i] == SCREEN_PAGE)
            return true;
    }
    return false;
}

void page_close(struct session *s)
{
    if (!s->original)
        return;
    page_images_free(s->original->images);
    free(s->original->has_failed);
    free(s->original);
    s->original = NULL;
    const struct page_view *was = &s->visit.page.view;
    s->visit.page = (struct visit_page){.view = {.stamp = was->stamp, .look = was->look}};
}

/* --- where one is --- */

/* The first word of a page, or the next one after it. */
static uint32_t first_word_of(const struct book *book, uint32_t page)
{
    for (; page <= book->page_count; page++) {
        uint32_t word = book->pages[page].first_word;
        if (word && word <= book->word_count)
            return word;
    }
    return book->word_count;
}

/* Pixels of another page, or of another size, are let go: page_images_want may free them. */
static void forget_pixels(struct session *s)
{
    view_of(s)->pixels = NULL;
    view_of(s)->stamp++;
    s->original->shown.page = 0;
}

/* Fits the page into its room, which may be another than before. */
static void fit(struct session *s)
{
    struct visit_page *p = &s->visit.page;
    struct rect room = screen_page_area(&s->visit);
    p->zoom_most = page_zoom_most(&p->view, room);
    p->zoom = p->zoom > p->zoom_most ? p->zoom_most : p->zoom;
    page_zoom_set(&p->view, room, p->zoom);
}

static void go_to_page(struct session *s, uint32_t page, uint32_t word)
{
    struct visit_page *p = &s->visit.page;
    if (page < 1 || page > s->visit.reading.book->page_count)
        page = 1;
    bool same = p->view.page == page;
    p->view.page = page;
    p->place = word ? word : first_word_of(s->visit.reading.book, page);
    if (!same) {
        p->failed = p->slow = false;
        fit(s);
        page_zoom_to_start(&p->view, p->place);
    }
    if (word)
        page_zoom_to_word(&p->view, word);
    s->stale = true;
}

void page_go(struct session *s, uint32_t word)
{
    if (s->original && word && word <= s->visit.reading.book->word_count)
        go_to_page(s, s->visit.reading.book->words[word].page, word);
}

static void say_page(struct session *s)
{
    char words[96];
    if (!session_speaks(s))
        return;
    screen_page_words(&s->visit, words, sizeof words);
    session_say(s, words);
}

void page_turn(struct session *s, int step)
{
    struct visit_reading *r = &s->visit.reading;
    if (!view_of(s)->book)
        return;
    if (r->narrator == NARRATOR_READING) {
        reading_turn(s, step); /* by sentence, as in the text; the page follows */
        return;
    }
    int64_t page = (int64_t)view_of(s)->page + step;
    if (page < 1) {
        session_tell(s, tr("This is the beginning."));
        return;
    }
    if (page > r->book->page_count) {
        next_offer(s);
        return;
    }
    go_to_page(s, (uint32_t)page, 0);
    reading_leave_voice(s, s->visit.page.place);
    say_page(s);
}

void page_listen(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    if (!view_of(s)->book || !s->narrator)
        return;
    enum narrator_state state = narrator_state(s->narrator);
    uint32_t word = narrator_word(s->narrator), page = view_of(s)->page;
    bool here = word && word <= r->book->word_total && r->book->words[word].page == page;
    if (state == NARRATOR_READING || (state == NARRATOR_PAUSED && here)) {
        reading_listen_on(s);
        return;
    }
    uint32_t place = s->visit.page.place;
    if (!place || r->book->words[place].page != page)
        place = first_word_of(r->book, page);
    if (place && r->book->words[place].page != page)
        session_tell(s, tr("This page has no words. I read on after it."));
    reading_from(s, place);
}

/* --- opening, and the way back --- */

static enum err open_images(struct session *s, struct page_images **out)
{
    char *path = catalogue_document_path(s->catalogue, s->visit.reading.id);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    enum err err = fd < 0 ? err_from_errno(errno) : ERR_OK;
    if (err == ERR_OK)
        err = page_images_new(NULL, fd, "original.pdf", &s->config->limits, s->wake, s->wake_data,
                              out);
    if (fd >= 0)
        close(fd);
    free(path);
    return err;
}

static void open_page(struct session *s)
{
    struct visit *v = &s->visit;
    struct page_images *images = NULL;
    if (!screen_has_pages(v) || !s->catalogue)
        return;
    if (is_looked_at(s)) {
        while (visit_screen(v) != SCREEN_PAGE)
            session_pop(s);
        return;
    }
    enum err err = open_images(s, &images);
    if (err != ERR_OK) {
        session_notice_error_in(s, err, v->reading.title,
                                book_string(v->reading.book, v->reading.book->info->lang));
        return;
    }
    page_close(s);
    s->original = mem_new(1, sizeof *s->original);
    s->original->images = images;
    s->original->has_failed =
        mem_new((size_t)v->reading.book->page_count + 1, sizeof *s->original->has_failed);
    v->page.view.book = v->reading.book;
    uint32_t place = reading_place(s);
    go_to_page(s, v->reading.book->words[place].page, place);
    if (visit_screen(v) == SCREEN_MENU)
        session_replace(s, SCREEN_PAGE); /* the menu has done its work */
    else
        session_push(s, SCREEN_PAGE);
}

/* To the text at `word`; 0: where one is. */
static void go_to_text(struct session *s, uint32_t word)
{
    struct visit *v = &s->visit;
    if (!is_looked_at(s))
        return;
    while (visit_screen(v) != SCREEN_PAGE)
        session_pop(s);
    session_pop(s);
    if (word && word <= v->reading.book->word_count) {
        if (v->reading.narrator == NARRATOR_READING)
            reading_from(s, word);
        else
            reading_leave_voice(s, word);
    }
    if (visit_screen(v) != SCREEN_READER) /* it was opened over cards */
        reading_view(s, SCREEN_READER);
}

/* --- what the buttons do --- */

static void tell_zoom(struct session *s)
{
    char words[96];
    struct page_view whole = *view_of(s);
    if (!session_speaks(s))
        return;
    page_zoom_set(&whole, screen_page_area(&s->visit), 0);
    snprintf(words, sizeof words, tr("The page is at %d percent."),
             (int)((int64_t)view_of(s)->width_px * 100 / whole.width_px));
    session_tell(s, s->visit.page.zoom ? words : tr("This is the whole page."));
}

static void zoom(struct session *s, int step)
{
    struct visit_page *p = &s->visit.page;
    int to = p->zoom + (step < 0 ? -1 : 1);
    if (to < 0 || to > p->zoom_most) {
        session_tell(s, step < 0 ? tr("This is the whole page.") : tr("It can't be larger."));
        return;
    }
    uint32_t lit = s->visit.reading.lit_word, word = lit ? lit : p->place;
    bool was_whole = p->zoom == 0, was_seen = page_zoom_shows(&p->view, word);
    p->zoom = to;
    fit(s);
    if (was_whole) /* then it is not its middle that is wanted */
        page_zoom_to_start(&p->view, p->place);
    if (was_whole || was_seen)
        page_zoom_to_word(&p->view, was_seen ? word : p->place);
    tell_zoom(s);
}

static void move(struct session *s, enum page_way way)
{
    struct page_view *p = view_of(s);
    struct rect was = p->view;
    page_zoom_move(p, way);
    if (was.x == p->view.x && was.y == p->view.y)
        session_tell(s, tr("This is the edge of the page."));
}

static void change_look(struct session *s, int64_t look)
{
    static const enum page_look looks[] = {PAGE_AS_DRAWN, PAGE_OWN_COLOURS, PAGE_INVERTED};
    if (look < 0 || look >= PAGE_LOOK_COUNT)
        return;
    view_of(s)->look = looks[look];
    if (session_speaks(s))
        session_tell(s, look == PAGE_OWN_COLOURS ? tr("The page has your colours.")
                        : look == PAGE_INVERTED  ? tr("Light is dark and dark is light.")
                                                 : tr("The page is as it was printed."));
}

bool page_act(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_PAGE_VIEW:
        open_page(s);
        return true;
    case ACTION_PAGE_TEXT:
        go_to_text(s, (uint32_t)act.argument);
        return true;
    case ACTION_PAGE_ZOOM:
    case ACTION_PAGE_MOVE:
    case ACTION_PAGE_LOOK:
    case ACTION_PAGE_TOOLS:
        break;
    default:
        return false;
    }
    if (!view_of(s)->book)
        return true;
    if (act.kind == ACTION_PAGE_ZOOM)
        zoom(s, (int)act.argument);
    else if (act.kind == ACTION_PAGE_MOVE)
        move(s, (enum page_way)act.argument);
    else if (act.kind == ACTION_PAGE_LOOK)
        change_look(s, act.argument);
    else
        s->visit.page.tools = (int)act.argument;
    return true;
}

void page_drag(struct session *s, int right_px, int down_px)
{
    page_zoom_move_px(view_of(s), -right_px, -down_px);
    s->stale = true;
}

/* --- what has come --- */

static struct page_part part_of(const struct page_view *p)
{
    return (struct page_part){p->page, p->width_px, p->height_px, p->view};
}

/* As the page `step` away would first show; false: there is none. */
static bool part_ahead(struct session *s, int step, struct page_part *out)
{
    struct page_view p = *view_of(s);
    int64_t page = (int64_t)p.page + step;
    if (page < 1 || page > p.book->page_count)
        return false;
    p.page = (uint32_t)page;
    struct rect room = screen_page_area(&s->visit);
    int most = page_zoom_most(&p, room), at = s->visit.page.zoom;
    page_zoom_set(&p, room, at > most ? most : at);
    page_zoom_to_start(&p, first_word_of(p.book, p.page));
    *out = part_of(&p);
    return true;
}

/* Says what shall be drawn: what shows, and ahead of time the pages around it. */
static void want(struct session *s)
{
    struct session_page *o = s->original;
    struct page_part wanted[WANTED_MOST];
    int count = 0;
    wanted[count++] = o->now;
    bool may_stand_in = o->shown.page == o->now.page && o->shown.width_px == o->now.width_px;
    if (may_stand_in) /* while one moves, it shows until the other has come */
        wanted[count++] = o->shown;
    else
        forget_pixels(s);
    count += part_ahead(s, 1, &wanted[count]);
    count += part_ahead(s, -1, &wanted[count]);
    page_images_want(o->images, wanted, count);
    o->asked_ms = clock_ms(s->clock);
    o->waits = true;
    if (s->in_script) {
        enum page_state state = page_images_wait(o->images, &o->now, SCRIPT_PATIENCE_MS);
        (void)state; /* take_image looks */
    }
}

static void fail(struct session *s, enum err cause)
{
    log_error("an original page could not be drawn: %s", err_name(cause));
    struct session_page *o = s->original;
    o->waits = false;
    s->page_failures += !o->has_failed[o->now.page];
    o->has_failed[o->now.page] = true;
    s->visit.page.failed = true;
    s->stale = true;
    session_say(s, tr("This page can't be drawn. Touch Text to read its words."));
}

static void take_image(struct session *s)
{
    struct session_page *o = s->original;
    struct page_view *p = view_of(s);
    const uint32_t *pixels = NULL;
    enum err cause = ERR_WORKER;
    switch (page_images_look(o->images, &o->now, &pixels, &cause)) {
    case PAGE_READY:
        p->pixels = pixels;
        p->part = o->now.part;
        p->stamp++;
        o->shown = o->now;
        o->waits = s->visit.page.slow = false;
        s->stale = true;
        break;
    case PAGE_FAILED:
        fail(s, cause);
        break;
    case PAGE_NOT_WANTED: /* larger than any glass */
        fail(s, ERR_TOO_BIG);
        break;
    case PAGE_WAITING:
        if (!s->visit.page.slow && clock_ms(s->clock) - o->asked_ms >= SLOW_MS) {
            s->visit.page.slow = true;
            session_tell(s, tr("The page is on its way."));
        }
        break;
    }
}

static void follow_voice(struct session *s)
{
    uint32_t word = s->visit.reading.lit_word;
    if (word == s->original->lit)
        return;
    s->original->lit = word;
    if (word && word <= s->visit.reading.book->word_total)
        go_to_page(s, s->visit.reading.book->words[word].page, word);
}

void page_tick(struct session *s)
{
    if (!s->original)
        return;
    if (!is_looked_at(s)) {
        page_close(s);
        return;
    }
    if (visit_screen(&s->visit) != SCREEN_PAGE)
        return;
    follow_voice(s);
    if (s->stale)
        fit(s);
    struct page_part now = part_of(view_of(s));
    if (!page_part_is_same(&now, &s->original->now)) {
        s->original->now = now;
        s->visit.page.failed = false;
        want(s);
    }
    if (s->original->waits)
        take_image(s);
}

int64_t page_due_ms(const struct session *s)
{
    const struct session_page *o = s->original;
    if (!o || !o->waits || s->visit.page.slow || visit_screen(&s->visit) != SCREEN_PAGE)
        return -1;
    uint64_t end = o->asked_ms + SLOW_MS, now = clock_ms(s->clock);
    return end > now ? (int64_t)(end - now) : 0;
}
