#include "ui/page_view.h"
#include "book/model.h"

#include <stdlib.h>

enum { LEVELS = 256, INK_LUMA = 64, PAPER_LUMA = 224, GROUND_PERCENT = 60 };
enum { GAP_LINES = 2 /* words of a line are no farther apart than so many times its height */ };

static const uint32_t WHITE = 0xffffffffu, BLACK = 0xff000000u;

/* Where the page lies in the widget's rectangle: in its middle. */
static struct rect place_of(const struct page_view *p, struct rect in)
{
    return (struct rect){in.x + (in.w - p->view.w) / 2, in.y + (in.h - p->view.h) / 2, p->view.w,
                         p->view.h};
}

/* Pixels of the glass for a box in quarter points. */
static struct rect on_glass(const struct page_view *p, struct rect in, struct book_box box)
{
    const struct book_page *page = &p->book->pages[p->page];
    struct rect at = place_of(p, in);
    double across = p->width_px / (4.0 * (double)page->width_pt);
    double down = p->height_px / (4.0 * (double)page->height_pt);
    int x0 = (int)(box.x0 * across), y0 = (int)(box.y0 * down);
    int x1 = (int)(box.x1 * across + 1), y1 = (int)(box.y1 * down + 1);
    return (struct rect){at.x + x0 - p->view.x, at.y + y0 - p->view.y, x1 - x0, y1 - y0};
}

static bool has_page(const struct page_view *p)
{
    return p->book && p->page && p->page <= p->book->page_count &&
           p->book->pages[p->page].width_pt > 0 && p->book->pages[p->page].height_pt > 0;
}

static bool has_box(struct book_box b)
{
    return b.x1 > b.x0 && b.y1 > b.y0;
}

struct rect page_view_word_rect(const struct page_view *p, struct rect in, uint32_t word)
{
    if (!has_page(p) || !word || word > p->book->word_total)
        return (struct rect){0};
    const struct book_word *w = &p->book->words[word];
    if (w->page != p->page || !has_box(w->box))
        return (struct rect){0};
    return rect_meet(on_glass(p, in, w->box), place_of(p, in));
}

/* The sentence that a word of the document is in; 0: it is of none. */
static uint32_t sentence_of(const struct page_view *p, uint32_t word)
{
    return has_page(p) && word && word <= p->book->word_count ? p->book->words[word].sentence : 0;
}

static bool is_beside(struct rect a, struct rect b)
{
    int middle = b.y + b.h / 2, gap = b.x > a.x ? b.x - a.x - a.w : a.x - b.x - b.w;
    return middle >= a.y && middle < a.y + a.h && gap <= GAP_LINES * a.h;
}

/* The stretch of one line that begins with word *n of a sentence, which goes on to word `last`; *n moves behind it. */
static struct rect next_stretch(const struct page_view *p, struct rect in, uint32_t *n,
                                uint32_t last)
{
    struct rect all = {0};
    for (; *n <= last; ++*n) {
        struct rect r = page_view_word_rect(p, in, *n);
        if (rect_is_empty(r))
            continue;
        if (!rect_is_empty(all) && !is_beside(all, r))
            break;
        all = rect_join(all, r);
    }
    return all;
}

struct rect page_view_sentence_rect(const struct page_view *p, struct rect in, uint32_t word)
{
    struct rect all = {0};
    uint32_t sentence = sentence_of(p, word);
    if (!sentence)
        return all;
    const struct book_sentence *s = &p->book->sentences[sentence];
    for (uint32_t n = s->first_word; n < s->first_word + s->word_count; n++)
        all = rect_join(all, page_view_word_rect(p, in, n));
    return all;
}

/* How far a point is from a rectangle, along the axis that is farther. */
static int distance(struct rect r, int x, int y)
{
    int dx = x < r.x ? r.x - x : x - (r.x + r.w - 1);
    int dy = y < r.y ? r.y - y : y - (r.y + r.h - 1);
    int far = dx > dy ? dx : dy;
    return far > 0 ? far : 0;
}

uint32_t page_view_word_at(const struct page_view *p, struct rect in, int x, int y, int reach_px)
{
    uint32_t nearest = 0;
    int least = reach_px + 1;
    if (!has_page(p) || !rect_has(place_of(p, in), x, y))
        return 0;
    for (uint32_t n = 1; n <= p->book->word_count && least > 0; n++) {
        const struct book_word *w = &p->book->words[n];
        if (w->page != p->page || !has_box(w->box))
            continue;
        int far = distance(on_glass(p, in, w->box), x, y);
        if (far < least) {
            least = far;
            nearest = n;
        }
    }
    return nearest;
}

void page_view_text(const struct page_view *p, struct str *out)
{
    for (uint32_t n = 1; has_page(p) && n <= p->book->word_count; n++) {
        const struct book_word *w = &p->book->words[n];
        if (w->page != p->page)
            continue;
        if (out->length_bytes)
            str_add_char(out, w->block == p->book->words[n - 1].block ? ' ' : '\n');
        str_add_bytes(out, p->book->pool + w->text, w->bytes);
    }
}

int page_view_edge(const struct look *look)
{
    return 2 * look->metrics.border_px;
}

uint64_t page_view_hash(const struct page_view *p)
{
    const int64_t look[] = {p->page,   p->width_px,       p->height_px,      p->view.x, p->view.y,
                            p->view.w, p->view.h,         (int64_t)p->stamp, p->part.x, p->part.y,
                            p->look,   p->pixels != NULL, (intptr_t)p->book};
    return hash_bytes(HASH_START, look, sizeof look);
}

static unsigned luma(uint32_t c)
{
    return ((c >> 16 & 0xff) * 77 + (c >> 8 & 0xff) * 150 + (c & 0xff) * 29) >> 8;
}

/* Colours from ink to paper by how light a pixel is; what is nearly black or nearly white becomes wholly so. */
static void make_levels(uint32_t ink, uint32_t paper, uint32_t levels[LEVELS])
{
    for (int i = 0; i < LEVELS; i++) {
        int amount = (i - INK_LUMA) * 255 / (PAPER_LUMA - INK_LUMA);
        amount = amount < 0 ? 0 : amount > 255 ? 255 : amount;
        levels[i] = canvas_mix(ink, paper, (unsigned)amount);
    }
}

/* Light becomes dark and dark light; what is red stays red. */
static uint32_t inverted(uint32_t c)
{
    int r = (int)(c >> 16 & 0xff), g = (int)(c >> 8 & 0xff), b = (int)(c & 0xff);
    int most = r > g ? r : g, least = r < g ? r : g;
    most = most > b ? most : b;
    least = least < b ? least : b;
    int turn = 255 - most - least;
    return BLACK | (uint32_t)(r + turn) << 16 | (uint32_t)(g + turn) << 8 | (uint32_t)(b + turn);
}

enum ink { INK_AS_IT_IS, INK_LEVELS, INK_INVERTED };

struct paper {
    const struct page_view *page;
    struct rect at; /* on the glass */
    enum ink ink;
    uint32_t empty; /* where no pixels have come */
    uint32_t levels[LEVELS];
};

static void draw_row(uint32_t *to, const struct paper *paper, const uint32_t *from, int count)
{
    if (paper->ink == INK_AS_IT_IS) {
        for (int i = 0; i < count; i++)
            to[i] = from[i];
    } else if (paper->ink == INK_LEVELS) {
        for (int i = 0; i < count; i++)
            to[i] = paper->levels[luma(from[i])];
    } else {
        for (int i = 0; i < count; i++)
            to[i] = inverted(from[i]);
    }
}

/* The part of the page that lies in `region` of the glass. */
static void draw_region(struct canvas *canvas, const struct paper *paper, struct rect region)
{
    const struct page_view *p = paper->page;
    struct rect all = rect_meet(rect_meet(region, paper->at), canvas->clip);
    struct rect part = {paper->at.x + p->part.x - p->view.x, paper->at.y + p->part.y - p->view.y,
                        p->part.w, p->part.h};
    struct rect r = p->pixels ? rect_meet(all, part) : (struct rect){0};
    if (r.w != all.w || r.h != all.h || rect_is_empty(r))
        canvas_fill(canvas, all, paper->empty);
    for (int y = r.y; y < r.y + r.h; y++) {
        const uint32_t *from = p->pixels + (ptrdiff_t)(y - part.y) * part.w + (r.x - part.x);
        draw_row(canvas_row(canvas, y) + r.x, paper, from, r.w);
    }
}

static bool is_ground(const struct page_view *p, struct book_box box)
{
    const struct book_page *page = &p->book->pages[p->page];
    double area = (box.x1 - box.x0) / 4.0 * ((box.y1 - box.y0) / 4.0);
    return area * 100 > GROUND_PERCENT * (double)page->width_pt * (double)page->height_pt;
}

/* Pictures stay as they are; one that the whole page stands on is ground. */
static void draw_pictures(struct canvas *canvas, struct paper paper, struct rect in)
{
    const struct book *book = paper.page->book;
    paper.ink = INK_AS_IT_IS;
    for (uint32_t i = 1; i <= book->picture_count; i++) {
        const struct book_picture *picture = &book->pictures[i];
        if (picture->page == paper.page->page && has_box(picture->box) &&
            !is_ground(paper.page, picture->box))
            draw_region(canvas, &paper, on_glass(paper.page, in, picture->box));
    }
}

/* Its ink stays as readable on the tint as the scheme's text is, in whatever colours the page is drawn. */
static void draw_sentence(struct canvas *canvas, const struct look *look, struct paper paper,
                          struct rect in, uint32_t word)
{
    uint32_t sentence = sentence_of(paper.page, word);
    if (!sentence)
        return;
    const struct book_sentence *s = &paper.page->book->sentences[sentence];
    uint32_t n = s->first_word, last = n + s->word_count - 1;
    paper.ink = INK_LEVELS;
    make_levels(look->scheme->text, look->scheme->sentence, paper.levels);
    while (n <= last) {
        struct rect r = next_stretch(paper.page, in, &n, last);
        if (rect_is_empty(r))
            continue;
        r.x -= look->metrics.border_px; /* not up or down: lines of print stand close */
        r.w += 2 * look->metrics.border_px;
        draw_region(canvas, &paper, r);
    }
}

static void draw_light(struct canvas *canvas, const struct look *look, struct paper paper,
                       struct rect word)
{
    int edge = page_view_edge(look);
    struct rect box = rect_inset(word, -edge);
    paper.ink = INK_LEVELS;
    make_levels(look->scheme->word_text, look->scheme->word, paper.levels);
    draw_region(canvas, &paper, box);
    canvas_round_rect(canvas, box, 0, CANVAS_NONE, look->scheme->word_text, edge / 2);
}

void page_view_draw(struct canvas *canvas, const struct look *look, const struct page_view *p,
                    struct rect in, uint32_t lit_word)
{
    if (!has_page(p))
        return;
    struct rect clip = canvas->clip;
    struct paper paper = {.page = p, .at = place_of(p, in), .empty = WHITE};
    if (p->look == PAGE_OWN_COLOURS) {
        paper.ink = INK_LEVELS;
        paper.empty = look->scheme->background;
        make_levels(look->scheme->text, look->scheme->background, paper.levels);
    } else if (p->look == PAGE_INVERTED) {
        paper.ink = INK_INVERTED;
        paper.empty = BLACK;
    }
    int edge = look->metrics.border_px;
    /* of a page for a larger place, which this was a moment ago, the middle shows */
    struct rect room = rect_meet(clip, rect_inset(in, -edge));
    canvas_set_clip(canvas, room);
    canvas_round_rect(canvas, rect_inset(paper.at, -edge), 0, CANVAS_NONE, look->scheme->line,
                      edge);
    canvas_set_clip(canvas, rect_meet(room, paper.at));
    draw_region(canvas, &paper, paper.at);
    if (paper.ink != INK_AS_IT_IS && p->pixels)
        draw_pictures(canvas, paper, in);
    draw_sentence(canvas, look, paper, in, lit_word);
    struct rect word = page_view_word_rect(p, in, lit_word);
    if (!rect_is_empty(word))
        draw_light(canvas, look, paper, word);
    canvas->clip = clip;
}
