#include "text/layout_parts.h"

#include "base/mem.h"
#include "base/str.h"
#include "text/breaks.h"
#include "text/script.h"

#include <stdlib.h>
#include <unicode/ubidi.h>
#include <unicode/ustring.h>

/* A line as it grows. Positions are pixels and letters from the line's start. */
struct pen {
    uint32_t line_first; /* the word that it begins with */
    uint16_t line_from;
    int x, letters;             /* behind the last word */
    uint32_t break_word;        /* the last word before which the line may end; 0: none */
    int break_x, break_letters; /* where that word begins */
};

struct breaker {
    struct layout *layout;
    struct shape *shape;
    struct pen pen;
    const char *slice; /* the block's text */
    size_t slice_bytes;
    bool asked_icu;
};

static const struct book_word *word_at(const struct breaker *b, uint32_t n)
{
    return &b->layout->book->words[n];
}

static void add_line(struct breaker *b, uint32_t last, uint16_t to)
{
    struct shape *shape = b->shape;
    MEM_ROOM(shape->lines, shape->line_count, shape->line_cap);
    shape->lines[shape->line_count++] =
        (struct line){b->pen.line_first, last, b->pen.line_from, to};
}

static void end_line_before(struct breaker *b, uint32_t word)
{
    add_line(b, word - 1, word_at(b, word - 1)->bytes);
    b->pen = (struct pen){.line_first = word};
}

/* Between words with no space, a line may end only where ICU says so, and only ICU's scripts are asked about. A note's mark stays. */
static bool may_break_unspaced(struct breaker *b, uint32_t word)
{
    size_t at = word_at(b, word)->text - word_at(b, b->shape->first_word)->text;
    if ((word_at(b, word)->style & STYLE_RAISED) || !breaks_needs_icu(b->slice, b->slice_bytes, at))
        return false;
    if (!b->asked_icu)
        breaks_set_text(run_breaks(b->layout->runs), b->slice, b->slice_bytes);
    b->asked_icu = true;
    return breaks_at(run_breaks(b->layout->runs), at);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Are a word and the one before it pieces of one number: "13 23 26", "(020) 7946 0123"? It stays on its line. */
static bool is_one_number(const struct breaker *b, uint32_t word)
{
    const struct book_word *before = word_at(b, word - 1), *after = word_at(b, word);
    const char *pool = b->layout->book->pool;
    size_t end = before->bytes;
    if (end > 1 && pool[before->text + end - 1] == ')')
        end--;
    return after->bytes && end && is_digit(pool[after->text]) &&
           is_digit(pool[before->text + end - 1]);
}

static bool line_is_full(const struct breaker *b, int width, int letters)
{
    int most = b->layout->style.line_most_chars;
    return b->pen.x + width > b->shape->width_px || (most > 0 && b->pen.letters + letters > most);
}

/* Moves the pen to where `word` begins, on this line or on a new one. */
static void go_to_word(struct breaker *b, uint32_t word, int width, int letters)
{
    const struct book_word *before = word_at(b, word - 1);
    struct pen *pen = &b->pen;
    if (before->flags & WORD_LINE_AFTER) {
        end_line_before(b, word);
        return;
    }
    bool space = before->flags & WORD_SPACE_AFTER;
    pen->x += space ? b->shape->space_px : 0;
    pen->letters += space;
    if (space ? !is_one_number(b, word) : may_break_unspaced(b, word)) {
        pen->break_word = word;
        pen->break_x = pen->x;
        pen->break_letters = pen->letters;
    }
    if (!line_is_full(b, width, letters))
        return;
    if (pen->break_word) {
        struct pen old = *pen;
        end_line_before(b, old.break_word);
        pen->x = old.x - old.break_x;
        pen->letters = old.letters - old.break_letters;
    }
    /* Words without a space between them, together wider than a line, part where they meet. */
    if (pen->line_first < word && line_is_full(b, width, letters))
        end_line_before(b, word);
}

/* A place after a hyphen or slash within the part that fits, if that part keeps half of it; else `fits`. */
static size_t split_at(const char *text, size_t fits)
{
    for (size_t i = fits; i > fits / 2 && i > 1; i--)
        if (text[i - 1] == '-' || text[i - 1] == '/')
            return i;
    return fits;
}

/* A word wider than a line fills lines; what is left of it begins one more. */
static void split_word(struct breaker *b, uint32_t n, const struct run_style *style)
{
    const struct book_word *word = word_at(b, n);
    const char *text = b->layout->book->pool + word->text;
    size_t from = 0;
    for (;;) {
        size_t rest = word->bytes - from;
        size_t fits = breaks_fit(b->layout->runs, text + from, rest, style, b->shape->width_px);
        if (fits >= rest)
            break;
        fits = split_at(text + from, fits);
        add_line(b, n, (uint16_t)(from + fits));
        from += fits;
        b->pen = (struct pen){.line_first = n, .line_from = (uint16_t)from};
    }
    b->pen.x = run_measure(b->layout->runs, text + from, word->bytes - from, style);
    b->pen.letters = (int)utf8_count(text + from, word->bytes - from);
}

static int letters_of(const char *text, size_t bytes)
{
    int letters = 0;
    for (size_t i = 0; i < bytes; i++)
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return letters;
}

/* ---- direction ---- */

static UChar *utf16_of(const char *text, size_t bytes, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *wide = mem_new(bytes + 1, sizeof *wide);
    u_strFromUTF8WithSub(wide, (int32_t)bytes + 1, length, text, (int32_t)bytes, 0xFFFD, NULL,
                         &status);
    return wide;
}

/* The level of each word: that of its first letter with a direction. */
static void levels_of_words(struct breaker *b, UBiDi *bidi)
{
    struct shape *shape = b->shape;
    int32_t wide = 0, length = ubidi_getLength(bidi);
    size_t at = 0;
    for (uint32_t i = 0; i < shape->word_count; i++) {
        const struct book_word *word = word_at(b, shape->first_word + i);
        size_t start = word->text - word_at(b, shape->first_word)->text;
        size_t end = start + word->bytes;
        bool strong = false;
        int32_t where = -1;
        while (at < end) {
            size_t used;
            uint32_t cp = utf8_decode(b->slice + at, b->slice_bytes - at, &used);
            if (at >= start && !strong) {
                strong = script_direction(cp) != 0;
                where = strong || where < 0 ? wide : where;
            }
            at += used;
            wide += cp > 0xFFFF ? 2 : 1;
        }
        shape->levels[i] = where >= 0 && where < length ? ubidi_getLevelAt(bidi, where) : 0;
    }
}

static void find_levels(struct breaker *b)
{
    struct shape *shape = b->shape;
    if (!b->layout->rtl_book && !script_has_rtl(b->slice, b->slice_bytes))
        return; /* in a book from right to left so runs what has no letters: a year, a sum */
    int32_t length;
    UErrorCode status = U_ZERO_ERROR;
    UChar *wide = utf16_of(b->slice, b->slice_bytes, &length);
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, wide, length, b->layout->rtl_book ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR,
                  NULL, &status);
    if (U_SUCCESS(status)) {
        shape->rtl = ubidi_getParaLevel(bidi) & 1;
        shape->levels = mem_new(shape->word_count, 1);
        levels_of_words(b, bidi);
    }
    ubidi_close(bidi);
    free(wide);
}

void layout_break_lines(struct layout *layout, struct shape *shape)
{
    struct breaker b = {.layout = layout, .shape = shape};
    uint32_t first = shape->first_word, last = first + shape->word_count - 1;
    b.slice = book_slice(layout->book, first, last, &b.slice_bytes);
    find_levels(&b);
    b.pen.line_first = first;
    for (uint32_t n = first; n <= last; n++) {
        const struct book_word *word = word_at(&b, n);
        const char *text = layout->book->pool + word->text;
        struct run_style style = *shape_word_style(shape, word);
        style.rtl = shape->levels && (shape->levels[n - first] & 1);
        int width = run_measure(layout->runs, text, word->bytes, &style);
        int letters = letters_of(text, word->bytes);
        if (n > first)
            go_to_word(&b, n, width, letters);
        if (width > shape->width_px && b.pen.line_first == n) {
            split_word(&b, n, &style);
        } else {
            b.pen.x += width;
            b.pen.letters += letters;
        }
    }
    add_line(&b, last, word_at(&b, last)->bytes);
}

size_t layout_label_piece(struct layout *layout, const struct shape *shape, size_t from)
{
    return breaks_fit(layout->runs, shape->label + from, shape->label_bytes - from,
                      &shape->label_style, shape->width_px);
}
