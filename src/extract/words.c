#include "extract/words.h"

#include "extract/words_idle.h"
#include "extract/words_turn.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORD_BYTES = 1000, MOST_WORDS = 3000000, LEAST_LOOSE = 24, MOST_UNITS = 256 };

/* Fractions of the letter size. */
static const float PARTING_GAP = 0.17f;
static const float TWIN_OFFSET = 0.09f;
static const float TRACKED = 0.08f, LEAST_TRACKING = 0.04f;

void words_free(struct words *w)
{
    free(w->items);
    free(w->gaps);
    free(w->ends);
    str_free(&w->texts);
    *w = (struct words){0};
}

/* Where a glyph stands in the frame turned so that its text runs to the right. */
struct place {
    float along, base, advance;
};

static struct place turned_place(const struct ink_glyph *g)
{
    switch (g->turn) {
    case 1:
        return (struct place){g->y, -g->x, g->dy};
    case 2:
        return (struct place){-g->x, -g->y, -g->dx};
    case 3:
        return (struct place){-g->y, g->x, -g->dy};
    default:
        break;
    }
    float length = hypotf(g->dx, g->dy);
    if (length <= 0)
        return (struct place){g->x, g->y, 0};
    float ux = g->dx / length, uy = g->dy / length;
    return (struct place){g->x * ux + g->y * uy, g->y * ux - g->x * uy, length};
}

static inline struct place place_of(const struct ink_glyph *g)
{
    return g->turn == 0 ? (struct place){g->x, g->y, g->dx} : turned_place(g);
}

/* As fmaxf and fminf, which are calls; nothing here is NaN. */
static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline bool is_space_letter(uint32_t c)
{
    return c == ' ' || ((c < ' ' || c > '~') && (utf8_is_space(c) || c == 0x200b));
}

static bool is_rtl_letter(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8ff && c != 0x60c && !(c >= 0x660 && c <= 0x669)) ||
           (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc);
}

/* Letters of symbol fonts, which stand in the private use area, and ligatures. */
static void add_letter(struct str *out, uint32_t c)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c >= 0xfb00 && c <= 0xfb06) {
        str_add(out, ligatures[c - 0xfb00]);
        return;
    }
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff || c == 0x200b)
        return;
    switch (c) {
    case 0xf0b7:
    case 0xf09f:
        c = 0x2022;
        break;
    case 0xf0a7:
        c = 0x25aa;
        break;
    case 0xf0d8:
        c = 0x27a2;
        break;
    case 0xf0fc:
        c = 0x2713;
        break;
    case 0xf0a8:
        c = 0x25a1;
        break;
    default:
        break;
    }
    str_add_codepoint(out, c);
}

static void turn_box(struct word *word)
{
    float x0 = word->x0, x1 = word->x1, y0 = word->top, y1 = word->bottom;
    switch (word->turn) {
    case 0:
        word->box = (struct box){x0, y0, x1, y1};
        break;
    case 1:
        word->box = (struct box){-y1, x0, -y0, x1};
        break;
    case 2:
        word->box = (struct box){-x1, -y1, -x0, -y0};
        break;
    case 3:
        word->box = (struct box){y0, -x1, y1, -x0};
        break;
    default:
        break;
    }
}

/* One word in the making. */
struct making {
    struct words *out;
    const struct ink *ink;
    struct word word;
    bool open;
    bool any_rtl, goes_right;
    bool space_before, glued, tracked;
    uint16_t page;
    uint32_t last_actual;       /* the mark whose ActualText was given last */
    uint32_t units[MOST_UNITS]; /* where in the texts each glyph's letters begin */
    uint32_t unit_count;
};

/* Arabic and Hebrew that were drawn from left to right stand in the wrong order: turn the glyphs round, numbers excepted. What one
 * glyph stands for (a ligature, a letter with its points) is in order already. */
static void turn_units(struct making *m, uint32_t at)
{
    struct str *texts = &m->out->texts;
    size_t bytes = texts->length_bytes - at;
    char *copy = mem_copy_bytes(texts->data + at, bytes);
    uint32_t end = m->unit_count;
    size_t end_byte = bytes;
    texts->length_bytes = at;
    while (end > 0) {
        uint32_t first = end - 1;
        const char *unit = copy + (m->units[first] - at);
        if (*unit >= '0' && *unit <= '9')
            while (first > 0 && copy[m->units[first - 1] - at] >= '0' &&
                   copy[m->units[first - 1] - at] <= '9')
                first--;
        size_t start = m->units[first] - at;
        str_add_bytes(texts, copy + start, end_byte - start);
        end_byte = start;
        end = first;
    }
    free(copy);
}

static void close_word(struct making *m, bool space_behind)
{
    struct words *out = m->out;
    if (!m->open)
        return;
    m->open = false;
    size_t bytes = out->texts.length_bytes - m->word.text;
    if (bytes == 0 || out->count >= MOST_WORDS)
        return;
    if (m->any_rtl) {
        m->word.flags |= WORD_RTL;
        if (m->goes_right)
            turn_units(m, m->word.text);
    }
    m->word.bytes = (uint16_t)(bytes > MOST_WORD_BYTES ? MOST_WORD_BYTES : bytes);
    if (space_behind)
        m->word.flags |= WORD_SPACE_BEHIND;
    if (m->word.turn != INK_SLANTED)
        turn_box(&m->word);
    MEM_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = m->word;
}

static void open_word(struct making *m, const struct ink_glyph *g, struct place p)
{
    m->word = (struct word){
        .text = (uint32_t)m->out->texts.length_bytes,
        .flags = (uint16_t)(((g->flags & INK_BOLD) ? WORD_BOLD : 0) |
                            ((g->flags & INK_ITALIC) ? WORD_ITALIC : 0) |
                            ((g->flags & INK_MONO) ? WORD_MONO : 0) |
                            ((g->flags & INK_HIDDEN) ? WORD_HIDDEN : 0) |
                            (m->space_before ? WORD_SPACE_BEFORE : 0) |
                            (m->glued ? WORD_GLUED : 0) | (m->tracked ? WORD_TRACKED : 0)),
        .box = {g->x, g->y, g->x, g->y},
        .x0 = p.along,
        .x1 = p.along,
        .base = p.base,
        .top = p.base - g->ascent,
        .bottom = p.base - g->descent,
        .size = g->size,
        .mark = g->mark,
        .page = m->page,
        .turn = g->turn,
    };
    m->open = true;
    m->any_rtl = false;
    m->unit_count = 0;
    m->goes_right = true;
    m->space_before = m->glued = false;
}

static void stretch_word(struct making *m, const struct ink_glyph *g, struct place p)
{
    struct word *word = &m->word;
    if (p.along < word->x0 - 0.1f * g->size)
        m->goes_right = false;
    word->x0 = smaller(word->x0, smaller(p.along, p.along + p.advance));
    word->x1 = larger(word->x1, larger(p.along, p.along + p.advance));
    word->top = smaller(word->top, p.base - g->ascent);
    word->bottom = larger(word->bottom, p.base - g->descent);
    if (g->turn == INK_SLANTED) {
        struct box one = {smaller(g->x, g->x + g->dx) - g->size * 0.2f,
                          smaller(g->y, g->y + g->dy) - g->size * 0.7f,
                          larger(g->x, g->x + g->dx) + g->size * 0.2f,
                          larger(g->y, g->y + g->dy) + g->size * 0.2f};
        word->box = box_join(word->box, one);
    }
}

static bool is_still(const struct ink_glyph *g)
{
    return g->dx == 0 && g->dy == 0;
}

static void begin_unit(struct making *m)
{
    uint32_t at = (uint32_t)m->out->texts.length_bytes;
    if (m->unit_count > 0 && m->units[m->unit_count - 1] == at)
        return; /* the one before had no letters */
    if (m->unit_count < MOST_UNITS)
        m->units[m->unit_count++] = at;
}

static void add_glyph(struct making *m, const struct ink_glyph *g, struct place p)
{
    const struct ink_mark *mark = &m->ink->marks[g->mark];
    struct str *texts = &m->out->texts;
    if (!m->open)
        open_word(m, g, p);
    stretch_word(m, g, p);
    if (mark->has_actual) {
        if (m->last_actual == g->mark)
            return;
        m->last_actual = g->mark;
        m->word.flags |= WORD_ACTUAL;
        begin_unit(m);
        const char *actual = m->ink->strings.data + mark->actual;
        for (size_t bytes = strlen(actual), used; bytes > 0; bytes -= used, actual += used) {
            uint32_t c = utf8_decode(actual, bytes, &used);
            m->any_rtl = m->any_rtl || is_rtl_letter(c);
            if (is_space_letter(c))
                str_add_char(texts, ' ');
            else
                add_letter(texts, c);
        }
        return;
    }
    m->last_actual = 0;
    if (texts->length_bytes - m->word.text >= MOST_WORD_BYTES - 8)
        return;
    if (is_rtl_letter(g->letter))
        m->any_rtl = true;
    if (!is_still(g) || m->unit_count == 0)
        begin_unit(m);
    add_letter(texts, g->letter);
}

/* Glyphs [first, end) stand one after another on one line. */
struct stretch {
    uint32_t first, end;
};

static bool is_twin(const struct ink_glyph *a, const struct ink_glyph *b)
{
    float most = TWIN_OFFSET * a->size;
    return a->letter == b->letter && a->turn == b->turn && fabsf(a->x - b->x) < most &&
           fabsf(a->y - b->y) < most && !is_still(b);
}

static bool goes_on(const struct ink_glyph *a, struct place pa, const struct ink_glyph *b,
                    struct place pb)
{
    float size = larger(a->size, b->size);
    if (is_still(b) || is_twin(a, b))
        return true;
    if (a->turn != b->turn)
        return false;
    if (fabsf(pa.base - pb.base) > 0.6f * size)
        return false;
    float ahead = pb.along - (pa.along + pa.advance);
    float behind = pa.along - (pb.along + pb.advance);
    if (ahead >= 0)
        return ahead < 1.5f * size;
    if (is_rtl_letter(a->letter) || is_rtl_letter(b->letter) || a->letter == ' ')
        return behind < 1.5f * size;
    return ahead > -0.6f * size;
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float gap_between(const struct ink_glyph *a, struct place pa, const struct ink_glyph *b,
                         struct place pb)
{
    float ahead = pb.along - (pa.along + pa.advance);
    (void)a;
    if (ahead < 0 && pb.along < pa.along) {
        float behind = pa.along - (pb.along + pb.advance);
        if (behind > -0.3f * b->size)
            return behind;
    }
    return ahead;
}

/* Dots of a leader and numbers in a row stand apart, too: they tell nothing of the words beside them. */
static bool is_in_words(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x2000);
}

/* How far the letters of a stretch are set apart (fractions of the size): the gap that three of four reach, when there are enough to
 * tell. */
static float tracking_of(struct words *w, const struct ink_glyph *glyphs, struct stretch s)
{
    uint32_t count = 0, close = 0;
    if (s.end - s.first < 5)
        return 0;
    if (w->gap_cap < s.end - s.first) {
        w->gap_cap = (s.end - s.first) * 2;
        w->gaps = mem_resize(w->gaps, w->gap_cap, sizeof *w->gaps);
    }
    struct place pa, pb = place_of(&glyphs[s.first]);
    for (uint32_t i = s.first + 1; i < s.end; i++) {
        const struct ink_glyph *a = &glyphs[i - 1], *b = &glyphs[i];
        pa = pb;
        pb = place_of(b);
        if (!is_in_words(a->letter) || !is_in_words(b->letter) || is_still(a) || is_still(b))
            continue;
        float gap = gap_between(a, pa, b, pb) / b->size;
        close += gap <= LEAST_TRACKING;
        w->gaps[count++] = gap;
    }
    if (count < 4 || close > count / 4) /* nearly all text ends here, without sorting */
        return 0;
    qsort(w->gaps, count, sizeof *w->gaps, compare_floats);
    return w->gaps[count / 4];
}

static bool looks_alike(const struct ink_glyph *a, const struct ink_glyph *b)
{
    const uint8_t style = INK_BOLD | INK_ITALIC;
    return (a->flags & style) == (b->flags & style) && fabsf(a->size - b->size) < 0.06f * a->size;
}

/* Does a drawn space part words? Not in 'S p a c e d' text, where every letter has one and words have two or a wide one. */
static bool spaces_are_tracking(const struct ink_glyph *glyphs, struct stretch s)
{
    uint32_t single = 0, letters = 0, run = 0;
    for (uint32_t i = s.first; i <= s.end; i++) {
        if (i < s.end && !is_space_letter(glyphs[i].letter)) {
            run++;
            continue;
        }
        if (run == 1)
            single++;
        letters += run > 0;
        run = 0;
    }
    return single >= 6 && single * 10 >= letters * 9;
}

static void words_of_stretch(struct making *m, struct stretch s)
{
    const struct ink_glyph *glyphs = m->ink->glyphs;
    float tracking = tracking_of(m->out, glyphs, s), parting = tracking + PARTING_GAP;
    bool spaced_out = spaces_are_tracking(glyphs, s);
    const struct ink_glyph *last = NULL;
    struct place last_place = {0};
    m->space_before = m->glued = false;
    m->tracked = tracking > TRACKED;
    for (uint32_t i = s.first; i < s.end; i++) {
        const struct ink_glyph *g = &glyphs[i];
        struct place p = place_of(g);
        if (is_space_letter(g->letter)) {
            bool wide = p.advance > 0.45f * g->size ||
                        (i + 1 < s.end && is_space_letter(glyphs[i + 1].letter));
            if (!spaced_out || wide) {
                close_word(m, true);
                m->space_before = true;
            }
            if (m->open)
                m->word.x1 = larger(m->word.x1, p.along + p.advance);
            last = spaced_out && !wide ? NULL : g, last_place = p;
            continue;
        }
        if (last && is_twin(last, g)) {
            if (m->open && words_are_shifted(last->x - g->x, last->y - g->y, g->size))
                m->word.flags |= WORD_BOLD;
            continue;
        }
        if (last && m->open) {
            float gap = gap_between(last, last_place, g, p);
            float size = larger(last->size, g->size);
            bool raised = fabsf(last_place.base - p.base) > 0.12f * size;
            if (is_still(g))
                gap = 0;
            if (gap > parting * size) {
                close_word(m, true);
                m->space_before = true;
            } else if (raised || g->mark != last->mark || !looks_alike(last, g)) {
                close_word(m, false);
                m->glued = tracking > 0 && gap <= parting * size;
            }
        }
        add_glyph(m, g, p);
        if (last && is_still(g))
            continue; /* the rest of a ligature, or an accent: the pen stands where the glyph before left it */
        last = g;
        last_place = p;
    }
    close_word(m, false);
}

/* The stretch that begins at glyph i. */
static struct stretch stretch_at(const struct ink_glyph *glyphs, uint32_t count, uint32_t i)
{
    struct stretch s = {i, i + 1};
    struct place last = place_of(&glyphs[i]);
    uint32_t before = i;
    while (s.end < count) {
        struct place next = place_of(&glyphs[s.end]);
        if (!goes_on(&glyphs[before], last, &glyphs[s.end], next))
            break;
        if (!is_still(&glyphs[s.end]))
            before = s.end, last = next;
        s.end++;
    }
    return s;
}

/* Where each stretch of the page ends, one after the other, into w->ends: how many there are. */
static uint32_t find_stretches(struct words *w, const struct ink *ink)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < ink->glyph_count;) {
        MEM_ROOM(w->ends, count, w->end_cap);
        i = w->ends[count++] = stretch_at(ink->glyphs, ink->glyph_count, i).end;
    }
    return count;
}

static int compare_glyphs(const void *a, const void *b)
{
    const struct ink_glyph *x = a, *y = b;
    struct place px = place_of(x), py = place_of(y);
    if (x->turn != y->turn)
        return (int)x->turn - (int)y->turn;
    if (px.base != py.base)
        return px.base < py.base ? -1 : 1;
    return (px.along > py.along) - (px.along < py.along);
}

static int compare_along(const void *a, const void *b)
{
    struct place px = place_of(a), py = place_of(b);
    return (px.along > py.along) - (px.along < py.along);
}

/* Letters that were drawn one by one, in any order, into the order of their lines. */
static void sort_letters(struct ink_glyph *glyphs, uint32_t count)
{
    qsort(glyphs, count, sizeof *glyphs, compare_glyphs);
    for (uint32_t i = 0; i < count;) {
        float base = place_of(&glyphs[i]).base;
        uint32_t end = i + 1;
        while (end < count && glyphs[end].turn == glyphs[i].turn &&
               place_of(&glyphs[end]).base - base < 0.1f * glyphs[i].size)
            end++;
        qsort(glyphs + i, end - i, sizeof *glyphs, compare_along);
        i = end;
    }
}

/* On a page of loose letters a few only happen to follow their neighbours. */
static bool is_loose(const struct ink *ink, struct stretch s, bool all)
{
    return (s.end - s.first == 1 || all) && ink->marks[ink->glyphs[s.first].mark].mcid < 0 &&
           !is_space_letter(ink->glyphs[s.first].letter);
}

/* Moves letters that stand alone in drawing order, where there are many, behind all others, and sorts them. False: there was nothing to
 * move, and the stretches are as they were. */
static bool gather_loose(struct ink *ink, const uint32_t *ends, uint32_t count)
{
    uint32_t loose = 0, kept = 0, moved = 0;
    for (uint32_t k = 0, i = 0; k < count; i = ends[k++])
        loose += is_loose(ink, (struct stretch){i, ends[k]}, false);
    if (loose < LEAST_LOOSE)
        return false;
    bool all = loose * 2 > ink->glyph_count;
    struct ink_glyph *letters = mem_new(ink->glyph_count, sizeof *letters);
    for (uint32_t k = 0, i = 0; k < count; k++) {
        bool is_moved = is_loose(ink, (struct stretch){i, ends[k]}, all);
        for (; i < ends[k]; i++) {
            if (is_moved)
                letters[moved++] = ink->glyphs[i];
            else
                ink->glyphs[kept++] = ink->glyphs[i];
        }
    }
    memcpy(ink->glyphs + kept, letters, moved * sizeof *letters);
    ink->glyph_count = kept + moved;
    sort_letters(ink->glyphs + kept, moved);
    free(letters);
    return true;
}

void words_add_page(struct words *w, struct ink *ink, uint16_t page)
{
    uint32_t count = find_stretches(w, ink);
    if (gather_loose(ink, w->ends, count))
        count = find_stretches(w, ink);
    struct making m = {.out = w, .ink = ink, .page = page};
    uint32_t first_word = w->count;
    for (uint32_t k = 0, i = 0; k < count; i = w->ends[k++])
        words_of_stretch(&m, (struct stretch){i, w->ends[k]});
    words_turn_lines(w, ink, first_word);
    words_mark_idle(w, first_word);
}

bool words_are_parted(const struct word *a, const struct word *b)
{
    if (((a->flags | b->flags) & WORD_RTL) && b->x0 < a->x0 &&
        fabsf(a->base - b->base) < 0.5f * a->size) {
        const struct word *left = b; /* drawn spaces are before and behind as the eye goes */
        b = a;
        a = left;
    }
    if ((a->flags & WORD_SPACE_BEHIND) || (b->flags & WORD_SPACE_BEFORE))
        return true;
    float gap = b->x0 >= a->x0 ? b->x0 - a->x1 : a->x0 - b->x1;
    float size = fmaxf(a->size, b->size);
    if (fabsf(a->base - b->base) > size)
        return true;
    if ((b->flags & WORD_GLUED) && gap < 0.6f * size)
        return false;
    return gap > PARTING_GAP * size;
}
