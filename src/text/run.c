#include "text/run.h"

#include "base/mem.h"
#include "base/str.h"
#include "text/breaks.h"
#include "text/piece.h"
#include "text/widths.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 4096 };

struct entry {
    struct entry *next;          /* in its bucket */
    struct entry *newer, *older; /* by last use */
    uint64_t hash;
    struct run_style style;
    struct run run;
    size_t text_bytes, all_bytes;
    char data[]; /* the text, then the mask */
};

/* Where a run is put together before it is trimmed to its ink. */
struct sheet {
    uint8_t *mask;
    size_t cap_bytes;
    int w, h;
    int x, y;                     /* the pen's start on the baseline */
    int left, top, right, bottom; /* where ink may be; all else is zero */
};

struct run_cache {
    struct fonts *fonts;
    size_t most_bytes, used_bytes;
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    struct widths widths;
    struct pieces pieces;
    struct sheet sheet;
    struct breaks *breaks; /* NULL until asked for */
    struct str scratch;    /* a NUL-terminated piece, for SDL_ttf */
};

struct run_cache *run_cache_new(struct fonts *fonts, size_t most_bytes)
{
    struct run_cache *cache = mem_new(1, sizeof *cache);
    cache->fonts = fonts;
    cache->most_bytes = most_bytes;
    return cache;
}

void run_cache_free(struct run_cache *cache)
{
    if (!cache)
        return;
    for (struct entry *e = cache->newest; e;) {
        struct entry *older = e->older;
        free(e);
        e = older;
    }
    widths_free(&cache->widths);
    pieces_free(&cache->pieces);
    free(cache->sheet.mask);
    breaks_free(cache->breaks);
    str_free(&cache->scratch);
    free(cache);
}

static uint64_t run_hash(const char *text, size_t bytes, const struct run_style *style)
{
    uint64_t h = HASH_START;
    h ^= (uint64_t)style->family | (uint64_t)style->bold << 4 | (uint64_t)style->rtl << 5 |
         (uint64_t)(uint32_t)style->size_px << 8 |
         (uint64_t)(uint32_t)style->letter_spacing_px << 32;
    h *= 0x9E3779B97F4A7C15ull;
    return hash_bytes(h ^ h >> 29, text, bytes);
}

static bool style_equal(const struct run_style *a, const struct run_style *b)
{
    return a->family == b->family && a->bold == b->bold && a->rtl == b->rtl &&
           a->size_px == b->size_px && a->letter_spacing_px == b->letter_spacing_px;
}

/* ---- measuring ---- */

/* What the shaper is given: control letters out, a NUL at the end. */
static const char *plain_text(struct run_cache *cache, const char *text, size_t bytes)
{
    str_clear(&cache->scratch);
    for (size_t at = 0; at < bytes;) {
        size_t used;
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        bool joiner = cp == 0x200C || cp == 0x200D;
        if (joiner || !script_is_invisible(cp))
            str_add_bytes(&cache->scratch, text + at, used);
        at += used;
    }
    return str_text(&cache->scratch);
}

/* What SDL_ttf's size adds for ink that reaches out of the pen's way: at the left of the first letter, and right of the last. */
static void overhang(TTF_Font *font, const char *text, int *left, int *right)
{
    size_t bytes = strlen(text), used, last = 0;
    *left = *right = 0;
    if (bytes == 0)
        return;
    for (size_t at = 0; at < bytes; at = script_cluster_end(text, bytes, at))
        last = at;
    int low, high, advance;
    uint32_t cp = utf8_decode(text, bytes, &used);
    if (TTF_GlyphMetrics32(font, cp, &low, NULL, NULL, NULL, NULL) == 0 && low < 0)
        *left = -low;
    cp = utf8_decode(text + last, bytes - last, &used);
    if (TTF_GlyphMetrics32(font, cp, NULL, &high, NULL, NULL, &advance) == 0 && high > advance)
        *right = high - advance;
}

/* The width of the pen's way over plain text in one face; *left: how far its ink reaches back. */
static int advance_of(TTF_Font *font, const char *text, const struct piece *piece, int *left)
{
    int w = 0, right = 0;
    *left = 0;
    if (!*text || TTF_SizeUTF8(font, text, &w, NULL) != 0)
        return 0;
    if (!(piece->script && piece->script->joined) && !piece->rtl)
        overhang(font, text, left, &right);
    w -= *left + right;
    return w < 0 ? 0 : w;
}

static int box_width(const struct run_style *style)
{
    return style->size_px * 3 / 5 + 1;
}

typedef void piece_visit(struct run_cache *cache, TTF_Font *font, const char *text, int pen,
                         int left, const struct run_style *style);

/* Goes over a piece, letter by letter where letters are spaced; `visit` (or NULL) is told what stands where. Returns the pen. */
static int piece_walk(struct run_cache *cache, const char *text, const struct piece *piece,
                      const struct run_style *style, int pen, piece_visit *visit)
{
    TTF_Font *font = face_open_size(cache->fonts, piece->face, style->size_px);
    bool spaced = style->letter_spacing_px > 0 && !(piece->script && piece->script->joined);
    if (font)
        face_set_script(cache->fonts, font, piece->script, piece->rtl);
    if (font && !spaced) {
        int left;
        const char *plain = plain_text(cache, text, piece->bytes);
        int advance = advance_of(font, plain, piece, &left);
        if (visit)
            visit(cache, font, plain, pen, left, style);
        /* Letters that touch are spaced as one. */
        return pen + advance + (*plain ? style->letter_spacing_px : 0);
    }
    int end = pen;
    if (piece->rtl && visit) /* the first letter stands rightmost */
        end = pen + piece_walk(cache, text, piece, style, 0, NULL);
    for (size_t at = 0; at < piece->bytes;) {
        size_t next = script_cluster_end(text, piece->bytes, at);
        const char *plain = plain_text(cache, text + at, next - at);
        int left = 0;
        int advance = font ? advance_of(font, plain, piece, &left) : *plain ? box_width(style) : 0;
        if (*plain)
            advance += style->letter_spacing_px;
        end -= advance;
        if (visit && *plain)
            visit(cache, font, plain, piece->rtl ? end : pen, left, style);
        pen += advance;
        at = next;
    }
    return pen;
}

static int measure(struct run_cache *cache, const char *text, size_t bytes,
                   const struct run_style *style)
{
    int pen = 0;
    pieces_cut(cache->fonts, text, bytes, style, &cache->pieces);
    for (size_t i = 0; i < cache->pieces.count; i++) {
        const struct piece *piece = &cache->pieces.items[i];
        pen = piece_walk(cache, text + piece->start, piece, style, pen, NULL);
    }
    return pen;
}

int run_measure(struct run_cache *cache, const char *text, size_t bytes,
                const struct run_style *style)
{
    uint64_t hash = run_hash(text, bytes, style);
    int width;
    if (!widths_find(&cache->widths, hash, &width)) {
        width = measure(cache, text, bytes, style);
        widths_add(&cache->widths, hash, width);
    }
    return width;
}

int run_space(struct run_cache *cache, const struct run_style *style)
{
    return run_measure(cache, " ", 1, style);
}

struct font_metrics run_metrics(struct run_cache *cache, const struct run_style *style)
{
    return font_metrics(cache->fonts, style->family, style->bold, style->size_px);
}

struct breaks *run_breaks(struct run_cache *cache)
{
    if (!cache->breaks)
        cache->breaks = breaks_new();
    return cache->breaks;
}

int run_text_direction(const char *text, size_t bytes)
{
    for (size_t at = 0; at < bytes;) {
        size_t used;
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        int direction = script_direction(cp);
        if (direction != 0 && !script_is_digit(cp))
            return direction;
        at += used;
    }
    return 0;
}

bool run_text_is_rtl(const char *text, size_t bytes)
{
    return run_text_direction(text, bytes) > 0;
}

/* ---- drawing ---- */

/* Only what had ink is wiped: a sheet is many times as large as a word. */
static void sheet_clear(struct sheet *sheet, int w, int h, int x, int y)
{
    size_t bytes = (size_t)w * (size_t)h;
    if (sheet->bottom > sheet->top)
        memset(sheet->mask + (size_t)sheet->top * (size_t)sheet->w, 0,
               (size_t)(sheet->bottom - sheet->top) * (size_t)sheet->w);
    if (bytes > sheet->cap_bytes) {
        free(sheet->mask);
        sheet->mask = mem_new(bytes, 1);
        sheet->cap_bytes = bytes;
    }
    *sheet = (struct sheet){.mask = sheet->mask,
                            .cap_bytes = sheet->cap_bytes,
                            .w = w,
                            .h = h,
                            .x = x,
                            .y = y,
                            .left = w,
                            .top = h};
}

static void add_row(uint8_t *restrict to, const uint8_t *restrict from, int count)
{
    for (int i = 0; i < count; i++)
        to[i] = from[i] > to[i] ? from[i] : to[i];
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static void sheet_add(struct sheet *sheet, const uint8_t *mask, int w, int h, int pitch, int x,
                      int y)
{
    int left = greater(x, 0), right = lesser(x + w, sheet->w);
    int top = greater(y, 0), bottom = lesser(y + h, sheet->h);
    if (left >= right || top >= bottom)
        return;
    for (int row = top; row < bottom; row++)
        add_row(sheet->mask + (size_t)row * (size_t)sheet->w + (size_t)left,
                mask + (size_t)(row - y) * (size_t)pitch + (size_t)(left - x), right - left);
    sheet->left = lesser(sheet->left, left);
    sheet->top = lesser(sheet->top, top);
    sheet->right = greater(sheet->right, right);
    sheet->bottom = greater(sheet->bottom, bottom);
}

/* An empty box: what no face can draw. */
static void sheet_add_box(struct sheet *sheet, int pen, const struct run_style *style)
{
    int w = box_width(style), h = style->size_px * 7 / 10 + 1, line = 1 + style->size_px / 24;
    static const uint8_t ink[1] = {255};
    for (int y = 0; y < h; y++)
        for (int x = line; x < w - line; x++)
            if (y < line || y >= h - line || x < 2 * line || x >= w - 2 * line)
                sheet_add(sheet, ink, 1, 1, 1, sheet->x + pen + x, sheet->y - h + y);
}

/* How far SDL_ttf pushed the text down because a letter stands above the face's ascent. */
static int pushed_down(TTF_Font *font, const char *text, const SDL_Surface *surface)
{
    if (surface->h <= TTF_FontHeight(font))
        return 0;
    int most = 0;
    for (size_t at = 0, bytes = strlen(text), used; at < bytes; at += used) {
        int high;
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if (TTF_GlyphMetrics32(font, cp, NULL, NULL, NULL, &high, NULL) == 0 &&
            high - TTF_FontAscent(font) > most)
            most = high - TTF_FontAscent(font);
    }
    return most;
}

static void draw_text(struct run_cache *cache, TTF_Font *font, const char *text, int pen, int left,
                      const struct run_style *style)
{
    if (!font) {
        sheet_add_box(&cache->sheet, pen, style);
        return;
    }
    /* Shaded on black in white: the palette's index is the coverage, a quarter of Blended's bytes. */
    SDL_Surface *surface = *text
                               ? TTF_RenderUTF8_Shaded(font, text, (SDL_Color){255, 255, 255, 255},
                                                       (SDL_Color){0, 0, 0, 255})
                               : NULL;
    if (!surface)
        return;
    int y = cache->sheet.y - TTF_FontAscent(font) - pushed_down(font, text, surface);
    sheet_add(&cache->sheet, surface->pixels, surface->w, surface->h, surface->pitch,
              cache->sheet.x + pen - left, y);
    SDL_FreeSurface(surface);
}

/* The smallest rectangle of the sheet that holds all ink. */
static void sheet_trim(const struct sheet *sheet, int *x0, int *y0, int *x1, int *y1)
{
    *x0 = sheet->w;
    *y0 = sheet->h;
    *x1 = *y1 = 0;
    for (int y = sheet->top; y < sheet->bottom; y++) {
        const uint8_t *row = sheet->mask + (size_t)y * (size_t)sheet->w;
        int first = sheet->left, end = sheet->right;
        while (first < end && !row[first])
            first++;
        while (end > first && !row[end - 1])
            end--;
        if (first == end)
            continue;
        *y0 = lesser(*y0, y);
        *y1 = y + 1;
        *x0 = lesser(*x0, first);
        *x1 = greater(*x1, end);
    }
}

static struct entry *entry_draw(struct run_cache *cache, const char *text, size_t bytes,
                                const struct run_style *style)
{
    int advance = run_measure(cache, text, bytes, style), size = style->size_px;
    struct font_metrics m = run_metrics(cache, style);
    int room = 2 * size + 8; /* ink may leave the pen's way; tall scripts leave the face's height */
    sheet_clear(&cache->sheet, advance + 2 * room, m.ascent_px + m.descent_px + 2 * room, room,
                room + m.ascent_px);
    pieces_cut(cache->fonts, text, bytes, style, &cache->pieces);
    int pen = 0;
    for (size_t i = 0; i < cache->pieces.count; i++) {
        const struct piece *piece = &cache->pieces.items[i];
        pen = piece_walk(cache, text + piece->start, piece, style, pen, draw_text);
    }
    int x0, y0, x1, y1;
    sheet_trim(&cache->sheet, &x0, &y0, &x1, &y1);
    size_t w = x1 > x0 ? (size_t)(x1 - x0) : 0, h = y1 > y0 ? (size_t)(y1 - y0) : 0;
    size_t all = sizeof(struct entry) + bytes + w * h;
    struct entry *entry = mem_new(1, all);
    entry->all_bytes = all;
    entry->style = *style;
    entry->text_bytes = bytes;
    memcpy(entry->data, text, bytes);
    uint8_t *mask = (uint8_t *)entry->data + bytes;
    for (size_t y = 0; y < h; y++)
        memcpy(mask + y * w,
               cache->sheet.mask + ((size_t)y0 + y) * (size_t)cache->sheet.w + (size_t)x0, w);
    entry->run = (struct run){.advance_px = advance,
                              .ascent_px = m.ascent_px,
                              .descent_px = m.descent_px,
                              .x = w ? x0 - cache->sheet.x : 0,
                              .y = h ? y0 - cache->sheet.y : 0,
                              .w = (int)w,
                              .h = (int)h,
                              .mask = w && h ? mask : NULL};
    return entry;
}

/* ---- the cache ---- */

static void entry_unlink(struct run_cache *cache, struct entry *e)
{
    *(e->newer ? &e->newer->older : &cache->newest) = e->older;
    *(e->older ? &e->older->newer : &cache->oldest) = e->newer;
}

static void entry_make_newest(struct run_cache *cache, struct entry *e)
{
    e->newer = NULL;
    e->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = e;
    cache->newest = e;
}

static void entry_drop(struct run_cache *cache, struct entry *e)
{
    struct entry **link = &cache->buckets[e->hash % BUCKETS];
    while (*link != e)
        link = &(*link)->next;
    *link = e->next;
    entry_unlink(cache, e);
    cache->used_bytes -= e->all_bytes;
    free(e);
}

const struct run *run_find(struct run_cache *cache, const char *text, size_t bytes,
                           const struct run_style *style)
{
    uint64_t hash = run_hash(text, bytes, style);
    for (struct entry *e = cache->buckets[hash % BUCKETS]; e; e = e->next) {
        if (e->hash != hash || e->text_bytes != bytes || !style_equal(&e->style, style) ||
            memcmp(e->data, text, bytes) != 0)
            continue;
        if (e != cache->newest) {
            entry_unlink(cache, e);
            entry_make_newest(cache, e);
        }
        return &e->run;
    }
    struct entry *entry = entry_draw(cache, text, bytes, style);
    while (cache->oldest && cache->used_bytes + entry->all_bytes > cache->most_bytes)
        entry_drop(cache, cache->oldest);
    entry->hash = hash;
    entry->next = cache->buckets[hash % BUCKETS];
    cache->buckets[hash % BUCKETS] = entry;
    entry_make_newest(cache, entry);
    cache->used_bytes += entry->all_bytes;
    return &entry->run;
}
