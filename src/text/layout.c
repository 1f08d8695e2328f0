#include "text/layout.h"

#include "base/clock.h"
#include "base/mem.h"
#include "text/layout_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A word farther than this from all that is known becomes an anchor of its own. */
enum { LEAP_WORDS = 12000 };

static bool lang_is_rtl(const char *lang)
{
    static const char *const tags[] = {"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        size_t bytes = strlen(tags[i]);
        if (strncmp(lang, tags[i], bytes) == 0 && (lang[bytes] == 0 || lang[bytes] == '-'))
            return true;
    }
    return false;
}

bool layout_book_is_rtl(const struct book *book)
{
    return lang_is_rtl(book_string(book, book->info->lang));
}

/* The area's width, or that of line_most_chars average letters of English text. */
int layout_style_column_px(struct run_cache *runs, const struct layout_style *style)
{
    static const char sample[] = "Every child has a right to learn beside their friends and "
                                 "neighbours in a school where everyone plans for everyone.";
    int width = style->width_px < 1 ? 1 : style->width_px;
    if (style->line_most_chars <= 0)
        return width;
    struct run_style letters = {.family = style->family,
                                .size_px = style->size_px,
                                .letter_spacing_px =
                                    (int)lround(style->letter_spacing_em * style->size_px)};
    double all = run_measure(runs, sample, sizeof sample - 1, &letters);
    for (const char *s = sample; *s; s++)
        all += *s == ' ' ? style->word_spacing_em * style->size_px : 0;
    double column = all / (sizeof sample - 1) * style->line_most_chars;
    return column < width ? (int)ceil(column) : width;
}

struct layout *layout_new(const struct book *book, struct run_cache *runs,
                          const struct layout_style *style, uint32_t anchor)
{
    struct layout *layout = mem_new(1, sizeof *layout);
    layout->book = book;
    layout->runs = runs;
    layout->style = *style;
    layout->anchor = anchor;
    layout->column_px = layout_style_column_px(runs, style);
    layout->line_px = (int)ceil(style->line_spacing * style->size_px);
    layout->paragraph_px = (int)ceil(style->paragraph_spacing * layout->line_px);
    layout->rtl_book = layout_book_is_rtl(book);
    layout->first_block = 1;
    layout->last_block = book->block_count;
    return layout;
}

struct layout *layout_new_part(const struct book *book, struct run_cache *runs,
                               const struct layout_style *style, uint32_t first, uint32_t last)
{
    struct layout *layout = layout_new(book, runs, style, first);
    layout->part_first = first;
    layout->part_last = last;
    layout->first_block = book->words[first].block;
    layout->last_block = book->words[last].block;
    return layout;
}

void layout_tell(struct layout *layout, const uint32_t *figures, int count)
{
    for (int i = 0; i < count && layout->told_count < LAYOUT_TOLD_MOST; i++) {
        uint32_t n = figures[i];
        layout->told[layout->told_count++] = n;
        if (n < layout->first_block) {
            layout->first_block = n;
            layout->anchor = layout->book->blocks[n].alt_first; /* the first screen begins there */
        }
        layout->last_block = n > layout->last_block ? n : layout->last_block;
    }
}

bool layout_is_told(const struct book *book, uint32_t figure, bool text_only)
{
    const struct book_block *block = &book->blocks[figure];
    bool pixels = block->picture && book->pictures[block->picture].bytes > 0;
    return block->alt_count && (text_only || !pixels);
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    for (int i = 0; i < SHAPE_SLOTS; i++) {
        free(layout->shapes[i].lines);
        free(layout->shapes[i].levels);
    }
    for (size_t i = 0; i < layout->stretch_count; i++)
        free(layout->stretches[i].starts);
    free(layout->stretches);
    free(layout->rows.items);
    free(layout->screen.items);
    free(layout->ahead.items);
    free(layout->widths);
    free(layout->order);
    free(layout);
}

int layout_screen_height(const struct layout *layout)
{
    int height = 0;
    for (size_t i = 0; i < layout->screen.count; i++) {
        struct rect r = layout->screen.items[i].rect;
        height = r.y + r.h > height ? r.y + r.h : height;
    }
    return height;
}

/* ---- places ---- */

static struct place book_end(const struct layout *layout)
{
    return (struct place){layout->last_block + 1, 0};
}

/* The first row at or after the beginning of a block. */
static struct place first_row(struct layout *layout, uint32_t block)
{
    while (block <= layout->last_block && shape_rows(layout_shape(layout, block)) == 0)
        block++;
    return (struct place){block, 0};
}

/* The row in which a word begins; a word that is not shown: the first row after where it would be. */
static struct place place_of(struct layout *layout, uint32_t word)
{
    if (word == 0 || word > layout->book->word_total)
        return first_row(layout, layout->first_block);
    uint32_t block = layout->book->words[word].block;
    const struct shape *shape = layout_shape(layout, block);
    if (shape->kind != SHAPE_TEXT || word < shape->first_word ||
        word >= shape->first_word + shape->word_count)
        return first_row(layout, block);
    size_t low = 0, high = shape->line_count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (shape->lines[middle].last < word)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct place){block, (uint32_t)low + shape->label_rows};
}

/* Does a screen that begins at `start` hold `place`? */
static bool screen_holds(struct layout *layout, struct place start, struct place place)
{
    return place_before(place, layout_fill(layout, start, book_end(layout)));
}

/* Where a screen for an anchor begins: its row, with its label and what leads to it where there is room for all. */
static struct place anchor_place(struct layout *layout, uint32_t word)
{
    struct place place = place_of(layout, word), start = place;
    for (uint32_t block = place.block; block >= layout->first_block && block <= layout->last_block;
         block--) {
        const struct shape *shape = layout_shape(layout, block);
        struct place top = {block, 0};
        if (block == place.block ? place.row > shape->label_rows
                                 : shape_rows(shape) > 0 && !layout_block_leads(layout, block))
            break;
        if (shape_rows(shape) == 0)
            continue;
        if (!screen_holds(layout, top, place))
            break;
        start = top;
    }
    return start;
}

/* ---- stretches ---- */

static void stretch_insert(struct layout *layout, size_t at, struct place begin, struct place end)
{
    size_t count = layout->stretch_count;
    layout->stretches = mem_resize(layout->stretches, count + 1, sizeof *layout->stretches);
    memmove(layout->stretches + at + 1, layout->stretches + at,
            (count - at) * sizeof *layout->stretches);
    struct stretch *stretch = &layout->stretches[at];
    *stretch = (struct stretch){.begin = begin, .end = end};
    MEM_ROOM(stretch->starts, stretch->count, stretch->cap);
    stretch->starts[stretch->count++] = begin;
    layout->stretch_count++;
    layout->has_ahead = false;
    if (count && layout->now_stretch >= at)
        layout->now_stretch++;
}

static void begin(struct layout *layout)
{
    if (layout->stretch_count)
        return;
    struct place first = first_row(layout, layout->first_block),
                 anchor = anchor_place(layout, layout->anchor);
    if (!place_before(anchor, book_end(layout)))
        anchor = first;
    stretch_insert(layout, 0, anchor, book_end(layout));
    if (place_before(first, anchor))
        stretch_insert(layout, 0, first, anchor);
    layout->now_stretch = layout->stretch_count - 1;
}

/* Finds one more screen of the stretch. */
static void stretch_grow(struct layout *layout, struct stretch *stretch)
{
    struct place next = layout_fill(layout, stretch->starts[stretch->count - 1], stretch->end);
    if (!place_before(next, stretch->end)) {
        stretch->whole = true;
        return;
    }
    MEM_ROOM(stretch->starts, stretch->count, stretch->cap);
    stretch->starts[stretch->count++] = next;
}

static uint32_t first_word_of(const struct layout *layout, struct place place)
{
    for (uint32_t block = place.block; block <= layout->last_block; block++) {
        const struct book_block *b = &layout->book->blocks[block];
        if (b->word_count && b->kind != BLOCK_LEFT_OUT)
            return b->first_word;
    }
    return layout->book->word_count + 1;
}

/* The stretch that holds `place`: cut in two before a word that is far from all screens known. */
static size_t stretch_for(struct layout *layout, struct place place, uint32_t word)
{
    size_t at = 0;
    while (at + 1 < layout->stretch_count && !place_before(place, layout->stretches[at].end))
        at++;
    struct stretch *stretch = &layout->stretches[at];
    if (stretch->whole || word > layout->book->word_count)
        return at;
    uint32_t known = first_word_of(layout, stretch->starts[stretch->count - 1]);
    if (word < known || word - known < LEAP_WORDS)
        return at;
    struct place end = stretch->end, cut = anchor_place(layout, word);
    stretch->end = cut;
    stretch_insert(layout, at + 1, cut, end);
    return at + 1;
}

/* Makes a screen of what is in its rows. */
static void make_screen(struct layout *layout, size_t at, size_t index)
{
    struct stretch *stretch = &layout->stretches[at];
    if (index + 1 == stretch->count && !stretch->whole) {
        stretch_grow(layout, stretch); /* leaves the rows of this screen behind */
    } else {
        struct place limit = index + 1 < stretch->count ? stretch->starts[index + 1] : stretch->end;
        (void)layout_fill(layout, stretch->starts[index], limit);
    }
    layout_place_rows(layout);
}

static void swap_with_ahead(struct layout *layout)
{
    struct layout_screen screen = layout->screen;
    size_t cap = layout->item_cap;
    layout->screen = layout->ahead;
    layout->item_cap = layout->ahead_cap;
    layout->ahead = screen;
    layout->ahead_cap = cap;
}

static bool is_ahead(const struct layout *layout, size_t at, size_t index)
{
    return layout->has_ahead && layout->ahead_stretch == at && layout->ahead_index == index;
}

static const struct layout_screen *show(struct layout *layout, size_t at, size_t index)
{
    if (is_ahead(layout, at, index)) { /* what was shown is now what is at hand */
        layout->has_ahead = layout->has_screen;
        swap_with_ahead(layout);
        layout->ahead_stretch = layout->now_stretch;
        layout->ahead_index = layout->now_index;
    } else {
        make_screen(layout, at, index);
    }
    layout->has_screen = true;
    layout->now_stretch = at;
    layout->now_index = index;
    return &layout->screen;
}

static size_t index_of(const struct stretch *stretch, struct place place)
{
    size_t low = 0, high = stretch->count - 1;
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (place_before(place, stretch->starts[middle]))
            high = middle - 1;
        else
            low = middle;
    }
    return low;
}

const struct layout_screen *layout_screen_at(struct layout *layout, uint32_t word)
{
    begin(layout);
    struct place place = place_of(layout, word);
    size_t at = stretch_for(layout, place, word);
    struct stretch *stretch = &layout->stretches[at];
    while (!stretch->whole && !place_before(place, stretch->starts[stretch->count - 1]))
        stretch_grow(layout, stretch);
    return show(layout, at, index_of(stretch, place));
}

/* Where the screen after or before the one shown last stands; false at the ends. */
static bool find_step(struct layout *layout, int step, size_t *at, size_t *index)
{
    begin(layout);
    *at = layout->now_stretch;
    *index = layout->now_index;
    struct stretch *stretch = &layout->stretches[*at];
    if (step < 0 && *index > 0) {
        --*index;
        return true;
    }
    if (step < 0) {
        if (*at == 0)
            return false;
        stretch = &layout->stretches[--*at];
        while (!stretch->whole)
            stretch_grow(layout, stretch);
        *index = stretch->count - 1;
        return true;
    }
    if (*index + 1 == stretch->count && !stretch->whole)
        stretch_grow(layout, stretch);
    if (++*index < stretch->count)
        return true;
    *index = 0;
    return ++*at < layout->stretch_count;
}

const struct layout_screen *layout_screen_step(struct layout *layout, int step)
{
    size_t at, index;
    return find_step(layout, step, &at, &index) ? show(layout, at, index) : NULL;
}

const struct layout_screen *layout_screen_ahead(struct layout *layout, int step)
{
    size_t at, index;
    if (!find_step(layout, step, &at, &index))
        return NULL;
    if (!is_ahead(layout, at, index)) {
        swap_with_ahead(layout);
        make_screen(layout, at, index);
        swap_with_ahead(layout);
        layout->has_ahead = true;
        layout->ahead_stretch = at;
        layout->ahead_index = index;
    }
    return &layout->ahead;
}

bool layout_count(struct layout *layout, uint64_t budget_us)
{
    begin(layout);
    uint64_t until = clock_monotonic_us() + budget_us;
    for (size_t i = 0; i < layout->stretch_count; i++)
        while (!layout->stretches[i].whole) {
            if (clock_monotonic_us() >= until)
                return false;
            stretch_grow(layout, &layout->stretches[i]);
        }
    return true;
}

void layout_position(const struct layout *layout, uint32_t *screen, uint32_t *screens)
{
    size_t before = 0, all = 0;
    bool whole = layout->stretch_count > 0;
    for (size_t i = 0; i < layout->stretch_count; i++) {
        whole = whole && layout->stretches[i].whole;
        before += i < layout->now_stretch ? layout->stretches[i].count : 0;
        all += layout->stretches[i].count;
    }
    *screen = whole ? (uint32_t)(before + layout->now_index + 1) : 0;
    *screens = whole ? (uint32_t)all : 0;
}

const struct placed *layout_item_at(const struct layout_screen *screen, int x, int y)
{
    for (size_t i = 0; i < screen->count; i++) {
        const struct placed *item = &screen->items[i];
        if ((item->kind == PLACED_WORD || item->kind == PLACED_PICTURE) &&
            rect_has(item->rect, x, y))
            return item;
    }
    return NULL;
}
