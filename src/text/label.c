#include "text/label.h"

#include "base/mem.h"
#include "base/str.h"
#include "text/breaks.h"
#include "text/script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_MOST_BYTES = 256 };

struct breaker {
    struct run_cache *runs;
    const struct run_style *style;
    const char *text;
    size_t bytes;
    int width_px;
    bool asked_icu;
    struct label *out;
};

static bool icu_breaks(struct breaker *b, size_t at)
{
    if (!breaks_needs_icu(b->text, b->bytes, at))
        return false;
    if (!b->asked_icu)
        breaks_set_text(run_breaks(b->runs), b->text, b->bytes);
    b->asked_icu = true;
    return breaks_at(run_breaks(b->runs), at);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Where the piece that begins at `at` ends, its spaces included: the next place where a line may break. Text without such a place
 * may break anywhere after PIECE_MOST_BYTES, so that measuring does not take forever. */
static size_t next_break(struct breaker *b, size_t at)
{
    const char *s = b->text;
    for (size_t i = at + 1; i < b->bytes; i++) {
        if (s[i - 1] == '\n' || s[i] == '\n')
            return i;
        if (((unsigned char)s[i] & 0xC0) == 0x80)
            continue;
        if (i - at >= PIECE_MOST_BYTES)
            return i;
        if (s[i - 1] == ' ' && s[i] != ' ')
            return i;
        if (s[i - 1] == '-' && i > at + 1 && is_letter(s[i - 2]) && is_letter(s[i]))
            return i;
        if (((unsigned char)s[i] >= 0x80 || (unsigned char)s[i - 1] >= 0x80) && icu_breaks(b, i))
            return i;
    }
    return b->bytes;
}

static size_t without_spaces(const char *text, size_t start, size_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

static int width_of(struct breaker *b, size_t start, size_t end)
{
    end = without_spaces(b->text, start, end);
    return end > start ? run_measure(b->runs, b->text + start, end - start, b->style) : 0;
}

static void add_line(struct breaker *b, size_t start, size_t end)
{
    end = without_spaces(b->text, start, end);
    int width = width_of(b, start, end);
    struct label *out = b->out;
    out->lines = mem_resize(out->lines, (size_t)out->count + 1, sizeof *out->lines);
    out->lines[out->count++] = (struct label_line){(uint32_t)start, (uint32_t)(end - start), width};
    if (width > out->width_px)
        out->width_px = width;
}

/* One line's end, from `start`: as many pieces as fit, else as many letters. */
static size_t line_end(struct breaker *b, size_t start)
{
    size_t end = next_break(b, start);
    if (width_of(b, start, end) > b->width_px) {
        b->out->splits_word = true;
        size_t bytes = without_spaces(b->text, start, end) - start;
        return start + breaks_fit(b->runs, b->text + start, bytes, b->style, b->width_px);
    }
    while (end < b->bytes && b->text[end] != '\n') {
        size_t next = next_break(b, end);
        if (width_of(b, start, next) > b->width_px)
            break;
        end = next;
    }
    return end;
}

void label_break(struct run_cache *runs, const char *text, const struct run_style *style,
                 int width_px, double line_spacing, struct label *out)
{
    *out = (struct label){0};
    struct breaker b = {.runs = runs,
                        .style = style,
                        .text = text,
                        .bytes = strlen(text),
                        .width_px = width_px < 1 ? 1 : width_px,
                        .out = out};
    for (size_t at = 0; at < b.bytes;) {
        if (text[at] == '\n') { /* an empty line */
            add_line(&b, at, at);
            at++;
            continue;
        }
        size_t end = line_end(&b, at);
        add_line(&b, at, end);
        while (end < b.bytes && text[end] == ' ')
            end++;
        at = end + (end < b.bytes && text[end] == '\n');
    }
    struct font_metrics m = run_metrics(runs, style);
    out->line_height_px = (int)ceil(line_spacing * (m.ascent_px + m.descent_px));
    out->height_px = out->count * out->line_height_px;
}

void label_free(struct label *label)
{
    free(label->lines);
    *label = (struct label){0};
}

static bool fits(struct run_cache *runs, const char *text, const struct run_style *style,
                 int width_px, int height_px, double line_spacing)
{
    struct label label;
    label_break(runs, text, style, width_px, line_spacing, &label);
    bool yes = label.height_px <= height_px && label.width_px <= width_px && !label.splits_word;
    label_free(&label);
    return yes;
}

int label_fit(struct run_cache *runs, const char *text, const struct run_style *style, int width_px,
              int height_px, double line_spacing, int least_px)
{
    struct run_style tried = *style;
    if (fits(runs, text, &tried, width_px, height_px, line_spacing))
        return tried.size_px;
    int low = least_px, high = style->size_px - 1; /* the answer, if not least_px, is within */
    while (low < high) {
        tried.size_px = (low + high + 1) / 2;
        if (fits(runs, text, &tried, width_px, height_px, line_spacing))
            low = tried.size_px;
        else
            high = tried.size_px - 1;
    }
    return low;
}
