#include "ui/theme.h"

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <ini.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct field {
    const char *name;
    size_t offset;
};

static const struct field colours[] = {
    {"background", offsetof(struct scheme, background)},
    {"surface", offsetof(struct scheme, surface)},
    {"text", offsetof(struct scheme, text)},
    {"muted", offsetof(struct scheme, muted)},
    {"accent", offsetof(struct scheme, accent)},
    {"on_accent", offsetof(struct scheme, on_accent)},
    {"line", offsetof(struct scheme, line)},
    {"sentence", offsetof(struct scheme, sentence)},
    {"word", offsetof(struct scheme, word)},
    {"word_text", offsetof(struct scheme, word_text)},
    {"blue", offsetof(struct scheme, signs[0])},
    {"green", offsetof(struct scheme, signs[1])},
    {"red", offsetof(struct scheme, signs[2])},
    {"orange", offsetof(struct scheme, signs[3])},
    {"purple", offsetof(struct scheme, signs[4])},
    {"pink", offsetof(struct scheme, signs[5])},
};

static const struct field lengths[] = {
    {"border_mm", offsetof(struct theme_sizes, border_mm)},
    {"chosen_border_mm", offsetof(struct theme_sizes, chosen_border_mm)},
    {"ring_mm", offsetof(struct theme_sizes, ring_mm)},
    {"ring_gap_mm", offsetof(struct theme_sizes, ring_gap_mm)},
    {"radius_mm", offsetof(struct theme_sizes, radius_mm)},
    {"gap_mm", offsetof(struct theme_sizes, gap_mm)},
    {"target_mm", offsetof(struct theme_sizes, target_mm)},
    {"main_target_mm", offsetof(struct theme_sizes, main_target_mm)},
    {"large_target_mm", offsetof(struct theme_sizes, large_target_mm)},
    {"side_bar_mm", offsetof(struct theme_sizes, side_bar_mm)},
    {"dot_mm", offsetof(struct theme_sizes, dot_mm)},
    {"icon_caps", offsetof(struct theme_sizes, icon_caps)},
    {"heading_scale", offsetof(struct theme_sizes, heading_scale)},
    {"line_spacing", offsetof(struct theme_sizes, line_spacing)},
    {"label_spacing", offsetof(struct theme_sizes, label_spacing)},
    {"paragraph_spacing", offsetof(struct theme_sizes, paragraph_spacing)},
    {"cap_per_em", offsetof(struct theme_sizes, cap_per_em)},
};

static const struct field counts[] = {
    {"line_most_chars", offsetof(struct theme_sizes, line_most_chars)},
    {"bar_most_mdeg", offsetof(struct theme_sizes, bar_most_mdeg)},
    {"default_mdeg", offsetof(struct theme_sizes, default_mdeg)},
    {"larger_mdeg", offsetof(struct theme_sizes, larger_mdeg)},
    {"largest_mdeg", offsetof(struct theme_sizes, largest_mdeg)},
};

/* The sizes that are among the steps. */
static const struct field named_steps[] = {
    {"a step that is default_mdeg", offsetof(struct theme_sizes, default_mdeg)},
    {"a step that is larger_mdeg", offsetof(struct theme_sizes, larger_mdeg)},
    {"a step that is largest_mdeg", offsetof(struct theme_sizes, largest_mdeg)},
};

/* Numbers in a row, exactly so many; the last one is never 0. */
static const struct {
    struct field field;
    int count;
} lists[] = {
    {{"lines_more", offsetof(struct theme_sizes, lines_more)}, 4},
    {{"letters_more_em", offsetof(struct theme_sizes, letters_more_em)}, 3},
    {{"words_more_em", offsetof(struct theme_sizes, words_more_em)}, 3},
    {{"paragraphs_more", offsetof(struct theme_sizes, paragraphs_more)}, 3},
    {{"line_chars_more", offsetof(struct theme_sizes, line_chars_more)}, 3},
};

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void *field_find(const struct field *fields, size_t count, const char *name, void *of)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0)
            return (char *)of + fields[i].offset;
    return NULL;
}

static bool parse_colour(const char *text, uint32_t *out)
{
    if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    *out = 0xFF000000u | (uint32_t)strtoul(text + 1, NULL, 16);
    return true;
}

static bool parse_length(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && *end == 0 && *out > 0 && *out < 1000;
}

static bool parse_count(const char *text, int *out)
{
    char *end;
    long n = strtol(text, &end, 10);
    *out = (int)n;
    return end != text && *end == 0 && n > 0 && n < 100000;
}

static bool parse_steps(const char *text, struct theme_sizes *sizes)
{
    sizes->step_count = 0;
    for (char *end; *text; text = end + strspn(end, " \t")) {
        long n = strtol(text, &end, 10);
        int count = sizes->step_count;
        if (end == text || n < 1 || n > 10000 || count == THEME_STEPS_MOST ||
            (count > 0 && n <= sizes->steps_mdeg[count - 1]))
            return false;
        sizes->steps_mdeg[sizes->step_count++] = (int)n;
    }
    return sizes->step_count > 0;
}

static bool parse_list(const char *text, double *out, int count)
{
    for (int i = 0; i < count; i++) {
        char *end;
        out[i] = strtod(text, &end);
        if (end == text || !(fabs(out[i]) < 1000))
            return false;
        text = end;
    }
    return text[strspn(text, " \t")] == 0 && fabs(out[count - 1]) > 0;
}

static bool parse_size(struct theme_sizes *sizes, const char *name, const char *value)
{
    if (strcmp(name, "steps_mdeg") == 0)
        return parse_steps(value, sizes);
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        if (strcmp(name, lists[i].field.name) == 0)
            return parse_list(value, (double *)((char *)sizes + lists[i].field.offset),
                              lists[i].count);
    }
    double *length = field_find(lengths, COUNT_OF(lengths), name, sizes);
    if (length)
        return parse_length(value, length);
    int *count = field_find(counts, COUNT_OF(counts), name, sizes);
    return count && parse_count(value, count);
}

static bool parse_scheme(struct scheme *scheme, const char *name, const char *value)
{
    if (strcmp(name, "label") == 0) {
        if (strlen(value) == 0 || strlen(value) >= sizeof scheme->label)
            return false;
        memcpy(scheme->label, value, strlen(value) + 1);
        return true;
    }
    uint32_t *colour = field_find(colours, COUNT_OF(colours), name, scheme);
    return colour && parse_colour(value, colour);
}

static struct scheme *scheme_named(struct theme *theme, const char *name)
{
    for (int i = 0; i < theme->scheme_count; i++)
        if (strcmp(theme->schemes[i].name, name) == 0)
            return &theme->schemes[i];
    if (theme->scheme_count == THEME_SCHEMES_MOST || !*name ||
        strlen(name) >= sizeof theme->schemes[0].name)
        return NULL;
    struct scheme *scheme = &theme->schemes[theme->scheme_count++];
    memcpy(scheme->name, name, strlen(name) + 1);
    return scheme;
}

/* For inih: 0 makes this line the error that ini_parse returns. */
static int on_line(void *data, const char *section, const char *name, const char *value)
{
    struct theme *theme = data;
    if (strcmp(section, "sizes") == 0)
        return parse_size(&theme->sizes, name, value);
    struct scheme *scheme = scheme_named(theme, section);
    return scheme && parse_scheme(scheme, name, value);
}

static bool has_step(const struct theme_sizes *sizes, int mdeg)
{
    int i = 0;
    while (i < sizes->step_count && sizes->steps_mdeg[i] != mdeg)
        i++;
    return i < sizes->step_count;
}

/* The name of a setting that the file lacks, or NULL; of a size with a name that is none of the steps, that one. */
static const char *missing(struct theme *theme)
{
    for (int i = 0; i < theme->scheme_count; i++) {
        struct scheme *scheme = &theme->schemes[i];
        for (size_t j = 0; j < COUNT_OF(colours); j++)
            if (*(uint32_t *)((char *)scheme + colours[j].offset) == 0)
                return colours[j].name;
        if (!*scheme->label)
            return "label";
    }
    for (size_t j = 0; j < COUNT_OF(lengths); j++)
        if (*(double *)((char *)&theme->sizes + lengths[j].offset) <= 0)
            return lengths[j].name;
    for (size_t j = 0; j < COUNT_OF(counts); j++)
        if (*(int *)((char *)&theme->sizes + counts[j].offset) <= 0)
            return counts[j].name;
    for (size_t j = 0; j < COUNT_OF(lists); j++) {
        const double *list = (double *)((char *)&theme->sizes + lists[j].field.offset);
        if (fabs(list[lists[j].count - 1]) <= 0)
            return lists[j].field.name;
    }
    for (size_t j = 0; j < COUNT_OF(named_steps); j++)
        if (!has_step(&theme->sizes, *(int *)((char *)&theme->sizes + named_steps[j].offset)))
            return named_steps[j].name;
    return theme->scheme_count ? NULL : "a colour scheme";
}

enum err theme_new(const char *path, struct theme **out)
{
    *out = NULL;
    char *own = path ? NULL : file_asset_path("theme.ini");
    if (!path)
        path = own;
    struct theme *theme = mem_new(1, sizeof *theme);
    int line = ini_parse(path, on_line, theme);
    const char *lacks = line == 0 ? missing(theme) : NULL;
    enum err err = line < 0 ? ERR_NOT_FOUND : line > 0 || lacks ? ERR_CONFIG : ERR_OK;
    if (line > 0)
        log_error("%s:%d: this line is not understood", path, line);
    if (lacks)
        log_error("%s: %s is missing", path, lacks);
    for (int i = 0; i < theme->scheme_count; i++) {
        struct scheme *s = &theme->schemes[i];
        s->dark = theme_contrast(s->background, 0xFF000000u) < theme_contrast(s->text, 0xFF000000u);
    }
    free(own);
    if (err == ERR_OK)
        *out = theme;
    else
        theme_free(theme);
    return err;
}

void theme_free(struct theme *theme)
{
    free(theme);
}

const char *theme_sign_name(int sign)
{
    static const char *const names[THEME_SIGNS] = {"blue",   "green",  "red",
                                                   "orange", "purple", "pink"};
    return sign > 0 && sign <= THEME_SIGNS ? names[sign - 1] : "";
}

int theme_find_sign(const char *name)
{
    int sign = THEME_SIGNS;
    while (sign > 0 && strcmp(theme_sign_name(sign), name) != 0)
        sign--;
    return sign;
}

const struct scheme *theme_find_scheme(const struct theme *theme, const char *name)
{
    for (int i = 0; i < theme->scheme_count; i++)
        if (strcmp(theme->schemes[i].name, name) == 0)
            return &theme->schemes[i];
    return NULL;
}

int theme_step_mdeg(const struct theme *theme, int mdeg, int step)
{
    const struct theme_sizes *sizes = &theme->sizes;
    if (step > 0) {
        for (int i = 0; i < sizes->step_count; i++)
            if (sizes->steps_mdeg[i] > mdeg)
                return sizes->steps_mdeg[i];
    } else {
        for (int i = sizes->step_count; i-- > 0;)
            if (sizes->steps_mdeg[i] < mdeg)
                return sizes->steps_mdeg[i];
    }
    return mdeg;
}

/* WCAG 2.2, 'relative luminance'. */
static double luminance(uint32_t colour)
{
    static const double weights[3] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = (colour >> (8 * i) & 0xFF) / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double theme_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static int whole_px(double mm, double px_per_mm, int least)
{
    int px = (int)lround(mm * px_per_mm);
    return px < least ? least : px;
}

struct metrics metrics_make(const struct theme_sizes *sizes, const struct display *display,
                            int body_mdeg)
{
    static const double radians_per_mdeg = 3.14159265358979323846 / 180000;
    double across = display->width_px / display->width_mm;
    double down = display->height_px / display->height_mm;
    double px = across > down ? across : down;
    int bar_mdeg = body_mdeg < sizes->bar_most_mdeg ? body_mdeg : sizes->bar_most_mdeg;
    double px_per_tan = display->viewing_mm * px;
    struct metrics m = {.px_per_mm = px, .px_per_mm_across = across};
    m.body_cap_px = px_per_tan * tan(body_mdeg * radians_per_mdeg);
    m.bar_cap_px = px_per_tan * tan(bar_mdeg * radians_per_mdeg);
    m.unit_px = (int)lround(m.bar_cap_px / sizes->cap_per_em * sizes->line_spacing / 2);
    m.border_px = whole_px(sizes->border_mm, px, 2);
    m.chosen_border_px = whole_px(sizes->chosen_border_mm, px, 2 * m.border_px);
    m.ring_px = whole_px(sizes->ring_mm, px, 2);
    m.ring_gap_px = whole_px(sizes->ring_gap_mm, px, 2);
    m.radius_px = whole_px(sizes->radius_mm, px, 1);
    m.side_bar_px = whole_px(sizes->side_bar_mm, px, 2);
    m.dot_px = whole_px(sizes->dot_mm, px, 2);
    /* Rounded up: rules A30's sides are least ones. */
    m.gap_px = (int)ceil(sizes->gap_mm * px);
    m.target_px = (int)ceil(sizes->target_mm * px);
    m.target_across_px = (int)ceil(sizes->target_mm * across);
    m.main_target_px = (int)ceil(sizes->main_target_mm * px);
    return m;
}

void metrics_enlarge_targets(struct metrics *m, const struct theme_sizes *sizes,
                             const struct display *display)
{
    double side = display->width_mm < display->height_mm ? display->width_mm : display->height_mm;
    double mm = sizes->large_target_mm < side / 6 ? sizes->large_target_mm : side / 6;
    int px = (int)ceil(mm * m->px_per_mm);
    m->target_px = m->target_px > px ? m->target_px : px;
    px = (int)ceil(mm * m->px_per_mm_across);
    m->target_across_px = m->target_across_px > px ? m->target_across_px : px;
    m->main_target_px = m->main_target_px > m->target_px ? m->main_target_px : m->target_px;
}

/* Towards `to` as far as the words on it stay at `least` to one; half-way at most. */
static uint32_t tint(uint32_t from, uint32_t to, uint32_t words, double least)
{
    uint32_t best = from;
    for (uint32_t part = 8; part <= 128; part += 8) {
        uint32_t colour = 0xff000000u;
        for (int shift = 0; shift < 24; shift += 8) {
            uint32_t a = from >> shift & 255, b = to >> shift & 255;
            colour |= (a * (255 - part) + b * part) / 255 << shift;
        }
        if (theme_contrast(colour, words) < least)
            break;
        best = colour;
    }
    return best;
}

struct scheme theme_own_scheme(uint32_t text, uint32_t ground)
{
    struct scheme s = {.name = "own",
                       .label = "My own",
                       .background = ground,
                       .surface = ground,
                       .text = text,
                       .muted = text,
                       .accent = text,
                       .on_accent = ground,
                       .line = text,
                       .word = text,
                       .word_text = ground};
    double contrast = theme_contrast(text, ground);
    s.sentence = tint(ground, text, text, contrast > 9 ? 7 : contrast * 0.8);
    s.dark = theme_contrast(ground, 0xff000000u) < theme_contrast(text, 0xff000000u);
    return s;
}
