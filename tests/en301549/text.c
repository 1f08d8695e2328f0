/* text: A10 to A13: lines, spacing and letters of a document, as they are laid out. */
#include "trial.h"

#include "book/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef void screen_fn(struct trial *t, struct kiosk *k, const struct layout_screen *s, void *data);

/* Each screen of the open document, `most` of them. */
static void each_screen(struct trial *t, struct kiosk *k, int most, screen_fn *look, void *data)
{
    struct layout *layout = k->session->visit.reading.layout;
    const struct layout_screen *s = layout_screen_at(layout, 1);
    for (int i = 0; s && i < most && !t->failed; i++) {
        look(t, k, s, data);
        s = layout_screen_step(layout, 1);
    }
}

static bool is_text(const struct placed *p)
{
    return p->kind == PLACED_WORD;
}

/* The items of the line that begins at item i; returns how many. */
static size_t line_of(const struct layout_screen *s, size_t i)
{
    size_t n = 1;
    while (i + n < s->count && is_text(&s->items[i + n]) &&
           s->items[i + n].rect.y == s->items[i].rect.y &&
           s->items[i + n].block == s->items[i].block)
        n++;
    return n;
}

struct lines {
    int most_chars;
    double least_spacing, least_gap; /* times the em; times the line's height */
    int uneven_px;
};

static void measure_line(const struct layout_screen *s, size_t first, size_t n, struct lines *out)
{
    int chars = 0, least = 1 << 20, most = 0;
    for (size_t i = first; i < first + n; i++) {
        const struct placed *p = &s->items[i];
        chars += (int)utf8_count(p->text, p->bytes) + (i > first);
        if (i == first || p->style.bold != p[-1].style.bold)
            continue;
        int gap = p->rect.x - p[-1].rect.x - p[-1].rect.w;
        if (gap > 0) {
            least = gap < least ? gap : least;
            most = gap > most ? gap : most;
        }
    }
    out->most_chars = chars > out->most_chars ? chars : out->most_chars;
    if (most - least > out->uneven_px)
        out->uneven_px = most - least;
}

static void look_at_lines(struct trial *t, struct kiosk *k, const struct layout_screen *s,
                          void *data)
{
    struct lines *out = data;
    const struct placed *last = NULL;
    const struct book *book = k->session->visit.reading.book;
    for (size_t i = 0, n; i < s->count; i += n) {
        n = 1;
        const struct placed *p = &s->items[i];
        if (!is_text(p)) {
            last = p->kind == PLACED_LABEL ? last : NULL;
            continue;
        }
        n = line_of(s, i);
        measure_line(s, i, n, out);
        double size = p->style.size_px;
        bool prose = book->blocks[p->block].kind == BLOCK_PARAGRAPH;
        if (last && prose && last->style.size_px == p->style.size_px) {
            double down = p->rect.y - last->rect.y;
            if (p->block == last->block && down / size < out->least_spacing)
                out->least_spacing = down / size;
            if (p->block != last->block && down / last->rect.h < out->least_gap)
                out->least_gap = down / last->rect.h;
        }
        last = prose ? p : NULL;
    }
    trial_expect(t, out->most_chars <= 70, "a line has %d characters", out->most_chars);
}

static void check_a10(struct trial *t)
{
    struct lines lines = {.least_spacing = 9, .least_gap = 9};
    for (int p = 0; p < PROFILES; p++) {
        struct kiosk k;
        kiosk_config(&k, t->library, &profiles[p]);
        kiosk_start(&k);
        if (t->faulty)
            k.session->theme->sizes.line_most_chars = 200;
        const char *const titles[] = {"Learning together: support", "How to take part",
                                      "A history of learning together"};
        for (int i = 0; i < 3; i++) {
            kiosk_open(&k, titles[i]);
            for (int size = 350; size <= 700; size += 350) {
                kiosk_size(&k, size);
                each_screen(t, &k, 12, look_at_lines, &lines);
            }
        }
        kiosk_stop(&k);
    }
    trial_measure(t, "%d characters, lines %.2f em, paragraphs %.2f lines, spaces within %d px",
                  lines.most_chars, lines.least_spacing, lines.least_gap, lines.uneven_px);
    trial_expect(t, lines.least_spacing >= 1.49, "lines are %.2f apart", lines.least_spacing);
    trial_expect(t, lines.least_gap >= 1.49, "paragraphs are %.2f apart", lines.least_gap);
    trial_expect(t, lines.uneven_px <= 3, "spaces of one line differ by %d px", lines.uneven_px);
}

static void look_for_clipped(struct trial *t, struct kiosk *k, const struct layout_screen *s,
                             void *data)
{
    struct rect area = screen_text_area(&k->session->visit);
    int *seen = data;
    for (size_t i = 0; i < s->count; i++) {
        const struct placed *p = &s->items[i];
        if (!is_text(p))
            continue;
        const struct run *run = run_find(k->session->runs, p->text, p->bytes, &p->style);
        struct rect r = {p->rect.x + run->x, p->rect.y, run->w, p->rect.h};
        r.w += t->faulty ? area.w : 0;
        bool inside = r.x >= 0 && r.x + r.w <= area.w;
        bool ink = p->baseline_y + run->y >= 0 && p->baseline_y + run->y + run->h <= area.h;
        trial_expect(t, inside && ink, "'%.*s' is clipped: %d %d %d %d in %d %d", (int)p->bytes,
                     p->text, r.x, r.y, r.w, r.h, area.w, area.h);
        ++*seen;
    }
}

/* A far choice of each spacing: -99 the least, 99 the most. */
static struct layout_style spaced(struct kiosk *k, int choice)
{
    kiosk_act(k, ACTION_LINES, choice);
    kiosk_act(k, ACTION_LETTERS, choice);
    kiosk_act(k, ACTION_WORDS, choice);
    kiosk_act(k, ACTION_PARAGRAPHS, choice);
    return screen_layout_style(&k->session->visit);
}

/* The words that showed still show after a change of size, letters or colours. */
static void keeps_place(struct trial *t, struct kiosk *k)
{
    static const struct action changes[] = {{ACTION_SIZE, 1000},  {ACTION_FONT, FONT_NOTO_SERIF},
                                            {ACTION_SCHEME, 2},   {ACTION_LINES, 2},
                                            {ACTION_PICTURES, 0}, {ACTION_SIZE, 450}};
    for (int i = 0; i < 4; i++)
        kiosk_act(k, ACTION_NEXT, 0);
    uint32_t word = k->session->visit.reading.screen->first_word;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        kiosk_act(k, changes[i].kind, changes[i].argument);
        const struct layout_screen *s = k->session->visit.reading.screen;
        trial_expect(t, s->first_word <= word && word <= s->last_word,
                     "after change %zu word %u is no longer on the screen", i + 1, word);
    }
    kiosk_act(k, ACTION_RESET, 0);
}

static void check_a11(struct trial *t)
{
    int seen = 0;
    struct layout_style least = {0}, most = {0};
    for (int p = 0; p < PROFILES; p++) {
        struct kiosk k;
        kiosk_config(&k, t->library, &profiles[p]);
        kiosk_start(&k);
        kiosk_open(&k, "Learning together: support");
        keeps_place(t, &k);
        least = spaced(&k, -99);
        each_screen(t, &k, 6, look_for_clipped, &seen);
        most = spaced(&k, 99);
        for (int size = 450; size <= 2000; size += 775) {
            kiosk_size(&k, size);
            each_screen(t, &k, 6, look_for_clipped, &seen);
        }
        kiosk_stop(&k);
    }
    trial_measure(t,
                  "letters %.2f to %.2f em, words to %.2f em, lines %.1f to %.1f, paragraphs %.1f",
                  least.letter_spacing_em, most.letter_spacing_em, most.word_spacing_em,
                  least.line_spacing, most.line_spacing, 1 + most.paragraph_spacing);
    trial_expect(t, least.letter_spacing_em <= 0 && most.letter_spacing_em >= 0.349,
                 "letters do not reach 0.35 em");
    trial_expect(t, most.word_spacing_em >= 3.5 * most.letter_spacing_em - 0.01,
                 "words do not reach 3.5 times the letters");
    trial_expect(t, most.line_spacing >= 2.49, "lines do not reach 2.5");
    trial_expect(t, most.paragraph_spacing >= 0.99, "paragraphs do not reach 2");
}

static void look_across(struct trial *t, struct kiosk *k, const struct layout_screen *s, void *data)
{
    int *broken = data, width = screen_text_area(&k->session->visit).w;
    const struct placed *last = NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct placed *p = &s->items[i];
        int x = p->rect.x + (t->faulty ? width / 2 : 0);
        trial_expect(t, x >= 0 && x + p->rect.w <= width, "'%.*s' reaches %d px beyond the side",
                     (int)p->bytes, p->text ? p->text : "", x + p->rect.w - width);
        if (!is_text(p))
            continue;
        if (last && last->word == p->word && last->baseline_y != p->baseline_y) {
            const struct book_word *w = &k->session->visit.reading.book->words[p->word];
            int whole =
                run_measure(k->session->runs, k->session->visit.reading.book->pool + w->text,
                            w->bytes, &p->style);
            bool own = last->text && memchr(last->text, '-', last->bytes);
            trial_expect(t, whole > width - p->rect.x || own, "'%.*s' is broken and need not be",
                         (int)w->bytes, k->session->visit.reading.book->pool + w->text);
            ++*broken;
        }
        last = p;
    }
}

static void check_a12(struct trial *t)
{
    int broken = 0, screens = 0;
    for (int p = 0; p < PROFILES; p++) {
        struct kiosk k;
        kiosk_config(&k, t->library, &profiles[p]);
        kiosk_start(&k);
        const char *const titles[] = {"Learning together: support", "Response to the inquiry"};
        for (int i = 0; i < 2 && !t->failed; i++) {
            trial_expect(t, kiosk_open(&k, titles[i]), "'%s' is not there", titles[i]);
            for (int size = 450; size <= 2000; size += 775) {
                kiosk_size(&k, size);
                each_screen(t, &k, 30, look_across, &broken);
                screens += 30;
            }
        }
        kiosk_stop(&k);
    }
    trial_measure(t, "%d screens one way; %d long words broken", screens, broken);
}

struct letters {
    int words, emphasised, capitals;
    bool bold_off; /* a planted fault */
};

static bool is_capitals(const struct placed *p)
{
    int capitals = 0;
    for (uint32_t i = 0; i < p->bytes; i++) {
        if (p->text[i] >= 'a' && p->text[i] <= 'z')
            return false;
        capitals += p->text[i] >= 'A' && p->text[i] <= 'Z';
    }
    return capitals > 3;
}

static void look_at_letters(struct trial *t, struct kiosk *k, const struct layout_screen *s,
                            void *data)
{
    struct letters *l = data;
    const struct book *book = k->session->visit.reading.book;
    int capitals = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct placed *p = &s->items[i];
        if (!is_text(p) || p->word > book->word_count)
            continue;
        bool bold = p->style.bold && !t->faulty;
        if (book->words[p->word].style & STYLE_EMPHASIS) {
            l->emphasised++;
            trial_expect(t, bold, "'%.*s' has lost its emphasis", (int)p->bytes, p->text);
        }
        capitals = is_capitals(p) ? capitals + 1 : 0;
        trial_expect(t, capitals < 4, "'%.*s' ends four words in capitals", (int)p->bytes, p->text);
        bool last = i + 1 == s->count || s->items[i + 1].baseline_y != p->baseline_y;
        bool hyphen = last && p->bytes > 1 && p->text[p->bytes - 1] == '-' && i + 1 < s->count &&
                      s->items[i + 1].block == p->block;
        trial_expect(t, !hyphen || i + 1 == s->count || s->items[i + 1].word == p->word,
                     "'%.*s' is hyphenated at a line's end", (int)p->bytes, p->text);
        l->words++;
    }
}

static void check_a13(struct trial *t)
{
    struct letters letters = {0};
    for (int lib = 0; lib < 2; lib++) {
        struct kiosk k;
        if (lib)
            trial_kiosk_docs(t, &k);
        else
            trial_kiosk(t, &k);
        struct document_list all;
        if (catalogue_list(k.session->catalogue, NULL, &all) != ERR_OK)
            trial_fail(t, "no documents");
        for (size_t i = 0; i < all.count && !t->failed; i++) {
            if (kiosk_open(&k, all.items[i].title))
                each_screen(t, &k, 12, look_at_letters, &letters);
        }
        document_list_free(&all);
        kiosk_stop(&k);
    }
    trial_measure(t, "%d words, %d emphasised", letters.words, letters.emphasised);
    trial_expect(t, letters.emphasised > 0, "no document has emphasis: nothing was proved");
}

const struct rule rules_text[] = {
    {10, "WCAG 1.4.8", "", check_a10, VERDICT_CHECK},
    {11, "WCAG 1.4.12", "", check_a11, VERDICT_CHECK},
    {12, "WCAG 1.4.10", "", check_a12, VERDICT_CHECK},
    {13, "UKAAF, BDA", "", check_a13, VERDICT_CHECK},
    {0},
};
