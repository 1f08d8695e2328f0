#include "ui/draw_document.h"
#include "base/clock.h"
#include "base/mem.h"
#include "book/file.h"
#include "text/layout.h"
#include "ui/scaling.h"

#include <stdlib.h>
#include <string.h>

enum {
    PICTURES_MOST = 12,
    AHEAD_PIXELS = 60000 /* made at once, about 2 ms */,
    DIM_PARTS = 90 /* of 255: how much of a dimmed word is left */
};
#define PICTURE_BYTES_MOST (8u << 20)
#define PICTURE_GROUND     0xffffffffu /* light in every scheme: drawings expect it */

struct scaled {
    const struct book *book;
    uint32_t picture, crc, ground; /* its checksum, as a later book may be at the same address */
    int w, h;
    uint32_t *pixels; /* NULL: it could not be made */
    uint64_t used;    /* for throwing out the one unused longest */
};

struct picture_cache {
    struct scaled items[PICTURES_MOST];
    uint64_t clock;
    struct scaled ahead; /* that of `scaling`: its pixels are not made yet */
    struct scaling *scaling;
    unsigned char *source;
};

struct picture_cache *picture_cache_new(void)
{
    return mem_new(1, sizeof(struct picture_cache));
}

static void stop_ahead(struct picture_cache *cache)
{
    scaling_free(cache->scaling);
    free(cache->source);
    cache->scaling = NULL;
    cache->source = NULL;
}

void picture_cache_free(struct picture_cache *cache)
{
    if (!cache)
        return;
    for (int i = 0; i < PICTURES_MOST; i++)
        free(cache->items[i].pixels);
    stop_ahead(cache);
    free(cache);
}

/* The one unused longest, of those that take memory: an empty place frees none. */
static struct scaled *oldest_that_holds(struct picture_cache *cache)
{
    struct scaled *old = NULL;
    for (int i = 0; i < PICTURES_MOST; i++) {
        struct scaled *s = &cache->items[i];
        if (s->pixels && (!old || s->used < old->used))
            old = s;
    }
    return old;
}

/* An empty place, else the one unused longest. */
static struct scaled *oldest(struct picture_cache *cache)
{
    struct scaled *old = &cache->items[0];
    for (int i = 1; i < PICTURES_MOST; i++) {
        if (cache->items[i].used < old->used)
            old = &cache->items[i];
    }
    return old;
}

static size_t cache_bytes(const struct picture_cache *cache)
{
    size_t bytes = 0;
    for (int i = 0; i < PICTURES_MOST; i++) {
        if (cache->items[i].pixels)
            bytes += (size_t)cache->items[i].w * (size_t)cache->items[i].h * sizeof(uint32_t);
    }
    return bytes;
}

static void let_go(struct scaled *s)
{
    free(s->pixels);
    *s = (struct scaled){0};
}

static bool is_same(const struct scaled *a, const struct scaled *b)
{
    return a->book == b->book && a->picture == b->picture && a->crc == b->crc && a->w == b->w &&
           a->h == b->h && a->ground == b->ground;
}

static struct scaled *find_scaled(struct picture_cache *cache, const struct scaled *wanted)
{
    for (int i = 0; i < PICTURES_MOST; i++) {
        if (is_same(&cache->items[i], wanted)) {
            cache->items[i].used = ++cache->clock;
            return &cache->items[i];
        }
    }
    return NULL;
}

static struct scaled *keep(struct picture_cache *cache, const struct scaled *made)
{
    struct scaled *s;
    while (cache_bytes(cache) > PICTURE_BYTES_MOST && (s = oldest_that_holds(cache)) != NULL)
        let_go(s);
    s = oldest(cache);
    let_go(s);
    *s = *made;
    s->used = ++cache->clock;
    return s;
}

/* Begins the scaling that cache->ahead names; false when there is no such picture. */
static bool begin_ahead(struct picture_cache *cache, const struct scaled *wanted)
{
    stop_ahead(cache);
    cache->ahead = *wanted;
    if (book_load_picture(wanted->book, wanted->picture, &cache->source) != ERR_OK)
        return false;
    const struct book_picture *p = &wanted->book->pictures[wanted->picture];
    cache->scaling = scaling_new(cache->source, p->width_px, p->height_px, p->channels, wanted->w,
                                 wanted->h, wanted->ground);
    return cache->scaling != NULL;
}

static const uint32_t *find_picture(struct picture_cache *cache, const struct scaled *wanted)
{
    const struct scaled *found = find_scaled(cache, wanted);
    if (found)
        return found->pixels;
    struct scaled made = *wanted;
    bool begun = cache->scaling && is_same(&cache->ahead, wanted);
    if (begun || begin_ahead(cache, wanted)) {
        scaling_go_on(cache->scaling, wanted->h);
        made.pixels = scaling_take(cache->scaling);
        cache->scaling = NULL;
    }
    stop_ahead(cache);
    return keep(cache, &made)->pixels;
}

static bool make_ahead(struct picture_cache *cache, const struct scaled *wanted)
{
    if (find_scaled(cache, wanted))
        return true;
    if (!cache->scaling || !is_same(&cache->ahead, wanted)) {
        if (begin_ahead(cache, wanted))
            return false;
        stop_ahead(cache);
        keep(cache, wanted); /* there is none: drawing it need not look again */
        return true;
    }
    if (!scaling_go_on(cache->scaling, 1 + AHEAD_PIXELS / wanted->w))
        return false;
    struct scaled made = *wanted;
    made.pixels = scaling_take(cache->scaling);
    cache->scaling = NULL;
    stop_ahead(cache);
    keep(cache, &made);
    return true;
}

/* The item of the line or sentence that is looked at: the lit word's, else the one that the visitor chose. */
static const struct placed *looked_at(const struct widget *w)
{
    const struct layout_screen *s = w->screen;
    for (size_t i = 0; w->lit_word && i < s->count; i++) {
        if (s->items[i].kind == PLACED_WORD && s->items[i].word == w->lit_word)
            return &s->items[i];
    }
    if (w->line_item >= 0 && (size_t)w->line_item < s->count)
        return &s->items[w->line_item];
    return NULL;
}

static bool is_dimmed(const struct widget *w, const struct placed *at, const struct placed *p)
{
    if (!at || w->line_focus == LINE_FOCUS_OFF || w->line_focus == LINE_FOCUS_RULER)
        return false;
    if (w->line_focus == LINE_FOCUS_LINE || at->kind != PLACED_WORD || p->kind != PLACED_WORD)
        return p->rect.y != at->rect.y;
    return w->book->words[p->word].sentence != w->book->words[at->word].sentence;
}

struct document_state document_state_of(const struct widget *w)
{
    struct document_state state = {.text_hash = HASH_START, .lit_word = w->lit_word};
    if (!w->screen)
        return state;
    state.text_hash = hash_bytes(state.text_hash, &w->book, sizeof w->book);
    state.text_hash = hash_bytes(state.text_hash, &w->hard_count, sizeof w->hard_count);
    state.text_hash = hash_bytes(state.text_hash, &w->link_count, sizeof w->link_count);
    if (w->hard_count)
        state.text_hash = hash_bytes(state.text_hash, w->hard_words,
                                     (size_t)w->hard_count * sizeof *w->hard_words);
    if (w->link_count)
        state.text_hash =
            hash_bytes(state.text_hash, w->links, (size_t)w->link_count * sizeof *w->links);
    if (w->line_focus != LINE_FOCUS_OFF) { /* then every word changes with the light */
        const uint32_t at[] = {w->line_focus, (uint32_t)w->line_item, w->lit_word};
        state.text_hash = hash_bytes(state.text_hash, at, sizeof at);
    }
    for (size_t i = 0; i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        const int64_t look[] = {p->kind,   p->word,   p->picture,       p->rect.x,
                                p->rect.y, p->rect.w, p->style.size_px, p->style.family};
        state.text_hash = hash_bytes(state.text_hash, look, sizeof look);
    }
    return state;
}

int document_reach(const struct look *look)
{
    return look->metrics.unit_px;
}

static struct rect item_rect(const struct widget *w, const struct placed *p)
{
    return (struct rect){w->rect.x + p->rect.x, w->rect.y + p->rect.y, p->rect.w, p->rect.h};
}

static uint32_t sentence_of(const struct widget *w, uint32_t word)
{
    return word && word <= w->book->word_total ? w->book->words[word].sentence : 0;
}

/* A figure is lit as a whole while its description sounds. */
static bool picture_is_lit(const struct widget *w, const struct placed *p)
{
    if (!w->lit_word || p->kind != PLACED_PICTURE)
        return false;
    const struct book_block *b = &w->book->blocks[p->block];
    return w->lit_word >= b->alt_first && w->lit_word - b->alt_first < b->alt_count;
}

/* Where the word stands with its box, and where its ink is: on close lines some of that lies without. */
static struct rect word_rect(const struct look *look, const struct widget *w, uint32_t word)
{
    struct rect all = {0};
    int edge = look->metrics.border_px + 2;
    for (size_t i = 0; i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind != PLACED_WORD || p->word != word)
            continue;
        struct rect box = item_rect(w, p);
        const struct run *run = run_find(look->runs, p->text, p->bytes, &p->style);
        struct rect ink = {box.x + run->x, w->rect.y + p->baseline_y + run->y, run->w, run->h};
        all = rect_join(all, rect_join(rect_inset(box, -edge), ink));
    }
    return all;
}

static struct rect sentence_rect(const struct look *look, const struct widget *w, uint32_t word)
{
    struct rect all = {0};
    uint32_t sentence = sentence_of(w, word);
    for (size_t i = 0; sentence && i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind == PLACED_WORD && w->book->words[p->word].sentence == sentence)
            all = rect_join(all, item_rect(w, p));
    }
    if (rect_is_empty(all))
        return w->rect; /* a description: its picture's frame changes */
    int reach = document_reach(look), edge = look->metrics.border_px + 2; /* the lit word's box */
    struct rect lines = {w->rect.x - reach, all.y - edge, w->rect.w + 2 * reach, all.h + 2 * edge};
    return rect_join(lines, word_rect(look, w, word));
}

int document_light_damage(const struct look *look, const struct widget *w, uint32_t was,
                          uint32_t is, struct rect out[4])
{
    if (was && is && sentence_of(w, was) == sentence_of(w, is)) {
        out[0] = word_rect(look, w, was);
        out[1] = word_rect(look, w, is);
        return 2;
    }
    int n = 0;
    if (was)
        out[n++] = sentence_rect(look, w, was);
    if (is)
        out[n++] = sentence_rect(look, w, is);
    return n;
}

static bool is_of(const struct widget *w, const struct placed *p, uint32_t sentence)
{
    return p->kind == PLACED_WORD && w->book->words[p->word].sentence == sentence;
}

/* Where the bar beside the lit sentence stands: before its lines, which begin at the right where it is written so. */
static int bar_x(const struct look *look, const struct widget *w, uint32_t sentence)
{
    const struct layout_screen *s = w->screen;
    bool is_rtl = false, is_found = false;
    int right = 0;
    for (size_t i = 0; i < s->count; i++) {
        struct rect r = s->items[i].rect;
        right = r.x + r.w > right ? r.x + r.w : right;
        if (is_found || !is_of(w, &s->items[i], sentence))
            continue;
        is_found = true;
        is_rtl = s->items[i].rtl_line;
    }
    int reach = document_reach(look);
    return w->rect.x + (is_rtl ? right + reach - look->metrics.side_bar_px : -reach);
}

/* The tint of the lit sentence, from word to word without gaps, and the bar at its side. */
static void draw_sentence(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    uint32_t sentence = sentence_of(w, w->lit_word);
    const struct layout_screen *s = w->screen;
    int pad = look->metrics.border_px, bar = bar_x(look, w, sentence);
    for (size_t i = 0; sentence && i < s->count; i++) {
        const struct placed *p = &s->items[i];
        if (!is_of(w, p, sentence))
            continue;
        struct rect r = item_rect(w, p);
        const struct placed *next = i + 1 < s->count ? &s->items[i + 1] : NULL;
        bool goes_on = next && next->rect.y == p->rect.y && is_of(w, next, sentence);
        if (goes_on && next->rect.x > p->rect.x) {
            r.w = w->rect.x + next->rect.x - r.x;
        } else if (goes_on && next->rect.x + next->rect.w < p->rect.x) {
            int end = w->rect.x + next->rect.x + next->rect.w;
            r.w += r.x - end;
            r.x = end;
        }
        canvas_fill(canvas, (struct rect){r.x - pad, r.y, r.w + 2 * pad, r.h},
                    look->scheme->sentence);
        canvas_fill(canvas, (struct rect){bar, r.y, look->metrics.side_bar_px, r.h},
                    look->scheme->line);
    }
}

static bool is_hard(const struct widget *w, uint32_t word)
{
    for (int i = 0; i < w->hard_count; i++) {
        if (w->hard_words[i] == word)
            return true;
    }
    return false;
}

/* How many bytes of stops and quotation marks a word ends with; 0 where it is nothing else. */
static uint32_t ending_bytes(const char *text, uint32_t bytes)
{
    static const char *const marks[] = {".", ",", ";", ":", "!", "?", ")", "]", "\u2019", "\u201d"};
    uint32_t left = bytes;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && left; i++) {
        uint32_t n = (uint32_t)strlen(marks[i]);
        if (left >= n && memcmp(text + left - n, marks[i], n) == 0) {
            left -= n;
            i = (size_t)-1; /* from the first mark again */
        }
    }
    return left ? bytes - left : 0;
}

/* The rectangle of a word without the stop after it: what a line under it is as long as. */
static struct rect bare_rect(const struct look *look, const struct widget *w,
                             const struct placed *p)
{
    struct rect r = item_rect(w, p);
    uint32_t end = ending_bytes(p->text, p->bytes);
    int width = end ? run_measure(look->runs, p->text, p->bytes - end, &p->style) : r.w;
    if (p->style.rtl)
        r.x += r.w - width;
    r.w = width;
    return r;
}

/* A dotted line under a word that can be explained: dots as thick as a border, as far from one another. */
static void draw_dots(struct canvas *canvas, const struct look *look, const struct widget *w,
                      const struct placed *p, uint32_t colour)
{
    struct rect r = bare_rect(look, w, p);
    int dot = look->metrics.border_px, y = w->rect.y + p->baseline_y + 2 * dot;
    int lowest = w->rect.y + p->rect.y + p->rect.h - dot;
    y = y > lowest ? lowest : y;
    for (int x = 0; x + dot <= r.w; x += 2 * dot)
        canvas_fill(canvas, (struct rect){r.x + x, y, dot, dot}, colour);
}

static bool starts_link(const struct widget *w, uint32_t word)
{
    for (int i = 0; i < w->link_count; i++) {
        if (w->links[i].first_word == word)
            return true;
    }
    return false;
}

/* Where a line under word and label stands: below the baseline, within the line's height. */
static int underline_y(const struct look *look, const struct widget *w, const struct placed *p)
{
    int thick = look->metrics.border_px, y = w->rect.y + p->baseline_y + 2 * thick;
    int lowest = w->rect.y + p->rect.y + p->rect.h - thick;
    return y > lowest ? lowest : y;
}

/* A line under what leads somewhere, through the spaces between its words. */
static void draw_links(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct layout_screen *s = w->screen;
    const struct placed *at = w->line_focus ? looked_at(w) : NULL;
    uint32_t dim = canvas_mix(look->scheme->background, look->scheme->text, DIM_PARTS);
    for (size_t i = 0; w->link_count && i < s->count; i++) {
        const struct placed *p = &s->items[i], *next = i + 1 < s->count ? p + 1 : NULL;
        if (p->kind != PLACED_WORD || !widget_is_link(w, p->word))
            continue;
        bool goes_on = next && next->kind == PLACED_WORD && next->rect.y == p->rect.y &&
                       widget_is_link(w, next->word) && !starts_link(w, next->word);
        struct rect r =
            goes_on ? rect_join(item_rect(w, p), bare_rect(look, w, next)) : bare_rect(look, w, p);
        bool lit = p->word == w->lit_word;
        uint32_t colour = lit                   ? look->scheme->word_text
                          : is_dimmed(w, at, p) ? dim
                                                : look->scheme->text;
        canvas_fill(canvas,
                    (struct rect){r.x, underline_y(look, w, p), r.w, look->metrics.border_px},
                    colour);
    }
}

static void draw_words(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct scheme *c = look->scheme;
    const struct placed *at = w->line_focus ? looked_at(w) : NULL;
    uint32_t dim = canvas_mix(c->background, c->text, DIM_PARTS);
    struct rect clip = canvas->clip;
    for (size_t i = 0; i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind != PLACED_WORD && p->kind != PLACED_LABEL)
            continue;
        struct rect r = item_rect(w, p);
        /* ink may reach a little over its box */
        if (rect_is_empty(rect_meet(rect_inset(r, -r.h / 2), clip)))
            continue;
        bool lit = p->kind == PLACED_WORD && p->word == w->lit_word;
        if (lit) {
            int edge = look->metrics.border_px;
            canvas_round_rect(canvas, rect_inset(r, -edge), look->metrics.radius_px / 3, c->word,
                              c->word_text, edge * 2 / 3 + 1);
        }
        uint32_t colour = lit ? c->word_text : is_dimmed(w, at, p) ? dim : c->text;
        canvas_run(canvas, run_find(look->runs, p->text, p->bytes, &p->style), r.x,
                   w->rect.y + p->baseline_y, colour);
        if (p->kind == PLACED_WORD && is_hard(w, p->word))
            draw_dots(canvas, look, w, p, colour);
    }
}

/* The largest rectangle of the picture's own shape within `room`. */
static struct rect picture_rect(const struct book *book, uint32_t n, struct rect room)
{
    const struct book_picture *picture = &book->pictures[n];
    if (!n || !picture->width_px || !picture->height_px)
        return room;
    int64_t w = room.w, h = (int64_t)room.w * picture->height_px / picture->width_px;
    if (h > room.h) {
        h = room.h;
        w = (int64_t)room.h * picture->width_px / picture->height_px;
    }
    return (struct rect){room.x + (room.w - (int)w) / 2, room.y + (room.h - (int)h) / 2, (int)w,
                         (int)h};
}

static void draw_ruler(struct canvas *canvas, const struct look *look, const struct widget *w)
{
    const struct placed *at = looked_at(w);
    int thick = look->metrics.chosen_border_px;
    if (at)
        canvas_fill(canvas,
                    (struct rect){w->rect.x, w->rect.y + at->rect.y + at->rect.h - thick / 2,
                                  w->rect.w, thick},
                    look->scheme->accent);
}

/* Of which pixels a picture in this frame is made. */
static struct scaled framed(const struct look *look, const struct book *book, uint32_t picture,
                            struct rect r)
{
    struct rect in = picture_rect(book, picture, rect_inset(r, look->metrics.chosen_border_px));
    return (struct scaled){.book = book,
                           .picture = picture,
                           .crc = book->pictures[picture].crc,
                           .ground = PICTURE_GROUND,
                           .w = in.w,
                           .h = in.h};
}

static void draw_framed(struct canvas *canvas, const struct look *look, const struct book *book,
                        uint32_t picture, struct rect r, bool lit, struct picture_cache *pictures)
{
    const struct metrics *m = &look->metrics;
    uint32_t colour = lit ? look->scheme->accent : look->scheme->line;
    canvas_round_rect(canvas, r, m->radius_px, PICTURE_GROUND, colour,
                      lit ? m->chosen_border_px : m->border_px);
    struct rect in = picture_rect(book, picture, rect_inset(r, m->chosen_border_px));
    struct scaled wanted = framed(look, book, picture, r);
    const uint32_t *pixels = picture ? find_picture(pictures, &wanted) : NULL;
    if (pixels)
        canvas_pixels(canvas, in.x, in.y, pixels, in.w, in.h, m->radius_px / 2);
}

bool draw_picture_ahead(const struct look *look, const struct widget *w,
                        struct picture_cache *pictures)
{
    struct scaled wanted = framed(look, w->book, w->picture, w->rect);
    return !w->picture || wanted.w < 1 || wanted.h < 1 || make_ahead(pictures, &wanted);
}

bool draw_document_ahead(const struct look *look, const struct widget *w,
                         struct picture_cache *pictures, size_t *item, uint64_t until_us)
{
    for (; w->screen && *item < w->screen->count; ++*item) {
        const struct placed *p = &w->screen->items[*item];
        struct scaled wanted;
        if (p->kind == PLACED_WORD || p->kind == PLACED_LABEL)
            (void)run_find(look->runs, p->text, p->bytes, &p->style);
        else if (p->kind == PLACED_PICTURE && p->picture &&
                 (wanted = framed(look, w->book, p->picture, item_rect(w, p))).w > 0 &&
                 wanted.h > 0 && !make_ahead(pictures, &wanted))
            return false;
        if (clock_monotonic_us() >= until_us) {
            ++*item;
            return false;
        }
    }
    return true;
}

void draw_picture(struct canvas *canvas, const struct look *look, const struct widget *w,
                  struct picture_cache *pictures)
{
    draw_framed(canvas, look, w->book, w->picture, w->rect, w->state & STATE_CHOSEN, pictures);
}

static void draw_pictures(struct canvas *canvas, const struct look *look, const struct widget *w,
                          struct picture_cache *pictures)
{
    for (size_t i = 0; i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        struct rect r = item_rect(w, p);
        if (p->kind == PLACED_RULE)
            canvas_fill(canvas, r, look->scheme->line);
        if (p->kind != PLACED_PICTURE || rect_is_empty(rect_meet(r, canvas->clip)))
            continue;
        draw_framed(canvas, look, w->book, p->picture, r, picture_is_lit(w, p), pictures);
    }
}

void draw_document(struct canvas *canvas, const struct look *look, const struct widget *w,
                   struct picture_cache *pictures)
{
    if (!w->screen)
        return;
    if (w->lit_word)
        draw_sentence(canvas, look, w);
    draw_pictures(canvas, look, w, pictures);
    draw_words(canvas, look, w);
    draw_links(canvas, look, w);
    if (w->line_focus == LINE_FOCUS_RULER)
        draw_ruler(canvas, look, w);
}
