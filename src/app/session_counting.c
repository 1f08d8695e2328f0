/* session_counting: how often documents are opened, listened to and finished. Looked at from outside, by the visit as it is at each turn of
 * the loop; written at the end of a visit, and not each time, so that the hour of the last writing tells little. */
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/model.h"
#include "library/counts.h"
#include "text/layout.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ENTRIES_MOST = 128, WRITE_EACH_MS = 300000, LISTENED_MS = 10000, AT_END_MS = 10000 };

struct session_counting {
    struct count_entry entries[ENTRIES_MOST]; /* sorted by document: no order of reading */
    size_t count;
    uint64_t written_ms;
    uint32_t start; /* of this kiosk, where the clock is not to be believed; 0: not asked for yet */
    bool told;      /* that they can't be written */

    struct count_entry open; /* the document that is open; id "": none */
    uint64_t at_ms;          /* the last look at it */
    bool reads, at_end;      /* at that look */
    uint64_t read_ms, end_ms;
};

int64_t session_now_s(const struct session *s)
{
    return s->pretend_now_s ? s->pretend_now_s : (int64_t)time(NULL);
}

static struct session_counting *counting(struct session *s)
{
    if (!s->counting)
        s->counting = mem_new(1, sizeof *s->counting);
    return s->counting;
}

/* Cut between letters where it is too long. */
static void copy_title(const char *title, char *out, size_t bytes)
{
    size_t length = strlen(title);
    if (length >= bytes)
        for (length = bytes - 1; length && ((unsigned char)title[length] & 0xC0) == 0x80; length--)
            ;
    memcpy(out, title, length);
    out[length] = 0;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct count_entry *)a)->id, ((const struct count_entry *)b)->id);
}

/* Adds what was found of the open document to what is to be written. */
static void note(struct session_counting *c)
{
    struct count_entry *e =
        c->open.id[0] ? bsearch(&c->open, c->entries, c->count, sizeof c->open, compare_ids) : NULL;
    if (c->open.id[0] && !e && c->count < ENTRIES_MOST) {
        c->entries[c->count++] = c->open;
        qsort(c->entries, c->count, sizeof *c->entries, compare_ids);
    } else if (e) {
        e->count.opened += c->open.count.opened;
        e->count.listened += c->open.count.listened;
        e->count.finished += c->open.count.finished;
    }
    c->open = (struct count_entry){0};
    c->reads = c->at_end = false;
    c->read_ms = c->end_ms = 0;
}

/* Do the last words of the document show? */
static bool shows_end(const struct visit *v)
{
    const struct visit_reading *r = &v->reading;
    enum screen_id id = visit_screen(v);
    if (id == SCREEN_PAGE)
        return v->page.view.page == r->book->page_count;
    if (!screen_is_reading(id))
        return false;
    if (r->unit.count)
        return r->unit.last_word == r->book->word_count && r->unit.part == r->unit.parts;
    return r->screen && r->screen->last_word == r->book->word_count;
}

/* What has passed since the last look belongs to what was so then. */
static void look(struct session *s, struct session_counting *c)
{
    const struct visit_reading *r = &s->visit.reading;
    uint64_t now = clock_ms(s->clock), passed = now - c->at_ms;
    c->at_ms = now;
    c->read_ms += c->reads ? passed : 0;
    c->end_ms += c->at_end ? passed : 0;
    c->open.count.listened = c->read_ms >= LISTENED_MS;
    c->open.count.finished |= c->end_ms >= AT_END_MS;
    if (strcmp(c->open.id, r->book ? r->id : "") != 0) {
        note(c);
        if (r->book) {
            memcpy(c->open.id, r->id, sizeof c->open.id);
            copy_title(r->title ? r->title : "", c->open.title, sizeof c->open.title);
            c->open.count.opened = 1;
        }
    }
    if (!r->book)
        return;
    c->reads = r->narrator == NARRATOR_READING;
    c->open.count.finished |= r->narrator == NARRATOR_FINISHED;
    c->at_end = shows_end(&s->visit);
}

static bool is_due(const struct session *s, const struct session_counting *c)
{
    return c->count && visit_screen(&s->visit) == SCREEN_ATTRACT &&
           clock_ms(s->clock) - c->written_ms >= WRITE_EACH_MS;
}

void counting_tick(struct session *s)
{
    if (!s->counting && !s->visit.reading.book)
        return;
    look(s, counting(s));
    if (is_due(s, s->counting))
        counting_write(s);
}

int64_t counting_due_ms(const struct session *s)
{
    const struct session_counting *c = s->counting;
    if (!c || !c->count || visit_screen(&s->visit) != SCREEN_ATTRACT)
        return -1;
    uint64_t since = clock_ms(s->clock) - c->written_ms;
    return since >= WRITE_EACH_MS ? 0 : (int64_t)(WRITE_EACH_MS - since);
}

void counting_end_visit(struct session *s)
{
    if (!s->counting)
        return;
    look(s, s->counting);
    note(s->counting);
}

void counting_write(struct session *s)
{
    struct session_counting *c = s->counting;
    char day[COUNT_DAY_BYTES];
    int64_t now_s = session_now_s(s);
    enum err err = ERR_OK;
    if (!c || !c->count || !s->catalogue)
        return;
    c->written_ms = clock_ms(s->clock); /* tried: the next try comes after a while */
    if (!clock_is_trusted(now_s) && !c->start)
        err = counts_new_start(s->catalogue, &c->start);
    counts_day(now_s, c->start, day);
    if (err == ERR_OK)
        err = counts_add(s->catalogue, day, c->entries, c->count);
    if (err == ERR_OK) {
        memset(c->entries, 0, sizeof c->entries);
        c->count = 0;
    } else if (!c->told) {
        log_error("what was read can't be counted: %s", err_name(err));
        c->told = true; /* once is enough; no visitor is told */
    }
}

uint32_t counting_start(const struct session *s)
{
    return s->counting ? s->counting->start : 0;
}

void counting_stop(struct session *s)
{
    counting_write(s);
    free(s->counting);
    s->counting = NULL;
}
