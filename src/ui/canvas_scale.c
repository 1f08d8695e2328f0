#include "base/mem.h"
#include "ui/canvas.h"
#include "ui/scaling.h"

#include <math.h>
#include <stdlib.h>

/* Red, green, blue and nothing: four at once is what processors add and multiply fastest. */
typedef float colour __attribute__((vector_size(4 * sizeof(float))));
typedef int32_t whole __attribute__((vector_size(4 * sizeof(int32_t))));

/* One axis of the filter: which source pixels make a target pixel, and with what weights. A triangle as wide as a target pixel, at
 * least as wide as a source pixel: an average when the picture shrinks, bilinear when it grows. */
struct tap {
    uint32_t first, count;
    const float *weights;
};

struct axis {
    struct tap *taps;
    float *weights;
};

static struct axis axis_make(uint32_t from, int to)
{
    double step = (double)from / to, reach = step > 1 ? step : 1;
    size_t most = (size_t)(2 * reach) + 3;
    struct axis axis = {mem_new((size_t)to, sizeof *axis.taps),
                        mem_new((size_t)to * most, sizeof *axis.weights)};
    for (int i = 0; i < to; i++) {
        double middle = (i + 0.5) * step - 0.5, sum = 0;
        double low = floor(middle - reach) + 1, high = ceil(middle + reach) - 1;
        uint32_t first = low < 0 ? 0 : (uint32_t)low;
        uint32_t last = high > from - 1.0 ? from - 1 : (uint32_t)high;
        float *weights = axis.weights + (size_t)i * most;
        uint32_t count = last >= first ? last - first + 1 : 1;
        for (uint32_t k = 0; k < count; k++) {
            double weight = 1 - fabs(first + k - middle) / reach;
            weights[k] = (float)(weight > 0 ? weight : 0);
            sum += weights[k];
        }
        for (uint32_t k = 0; k < count; k++)
            weights[k] = sum > 0 ? (float)(weights[k] / sum) : 1.0f / (float)count;
        axis.taps[i] = (struct tap){first, count, weights};
    }
    return axis;
}

static void axis_free(struct axis *axis)
{
    free(axis->taps);
    free(axis->weights);
}

struct scaling {
    const unsigned char *pixels;
    uint32_t width, channels;
    int w, h;
    colour ground;
    uint32_t *out;
    struct axis across, down;
    uint32_t rows;        /* source rows that are held at once: those of one target row */
    colour *wide, *held;  /* a source row as it is; the held rows, w pixels wide */
    const colour **lines; /* those of one target row, from above */
    uint32_t next_row;    /* the first source row not scaled yet */
    int next;             /* the first target row not made yet */
};

struct scaling *scaling_new(const unsigned char *pixels, uint32_t width, uint32_t height,
                            uint32_t channels, int w, int h, uint32_t ground)
{
    if (w < 1 || h < 1 || width < 1 || height < 1 || (channels != 3 && channels != 4))
        return NULL;
    uint32_t *out = malloc((size_t)w * (size_t)h * sizeof *out);
    if (!out)
        return NULL;
    struct scaling *s = mem_new(1, sizeof *s);
    *s = (struct scaling){.pixels = pixels,
                          .width = width,
                          .channels = channels,
                          .w = w,
                          .h = h,
                          .out = out,
                          .across = axis_make(width, w),
                          .down = axis_make(height, h)};
    s->ground = (colour){(float)(ground >> 16 & 0xFF), (float)(ground >> 8 & 0xFF),
                         (float)(ground & 0xFF), 0};
    for (int y = 0; y < h; y++)
        s->rows = s->down.taps[y].count > s->rows ? s->down.taps[y].count : s->rows;
    s->wide = mem_new(width, sizeof *s->wide);
    s->held = mem_new((size_t)s->rows * (size_t)w, sizeof *s->held);
    s->lines = mem_new(s->rows, sizeof *s->lines);
    return s;
}

/* The next source row, on its ground, made w pixels wide. */
static void scale_row(struct scaling *s)
{
    const unsigned char *p = s->pixels + (size_t)s->next_row * s->width * s->channels;
    for (uint32_t x = 0; x < s->width; x++, p += s->channels) {
        colour c = {(float)p[0], (float)p[1], (float)p[2], 0};
        s->wide[x] = s->channels == 3 ? c : s->ground + (c - s->ground) * ((float)p[3] / 255);
    }
    colour *out = s->held + (size_t)(s->next_row % s->rows) * (size_t)s->w;
    for (int x = 0; x < s->w; x++) {
        const struct tap *tap = &s->across.taps[x];
        const colour *from = s->wide + tap->first;
        colour sum = from[0] * tap->weights[0];
        for (uint32_t k = 1; k < tap->count; k++)
            sum += from[k] * tap->weights[k];
        out[x] = sum;
    }
    s->next_row++;
}

static void make_row(struct scaling *s)
{
    const struct tap *tap = &s->down.taps[s->next];
    if (s->next_row < tap->first)
        s->next_row = tap->first;
    while (s->next_row < tap->first + tap->count)
        scale_row(s);
    for (uint32_t k = 0; k < tap->count; k++)
        s->lines[k] = s->held + (size_t)((tap->first + k) % s->rows) * (size_t)s->w;
    uint32_t *out = s->out + (size_t)s->next * (size_t)s->w;
    for (int x = 0; x < s->w; x++) {
        colour sum = s->lines[0][x] * tap->weights[0] + 0.5f;
        for (uint32_t k = 1; k < tap->count; k++)
            sum += s->lines[k][x] * tap->weights[k];
        whole c = __builtin_convertvector(sum, whole);
        out[x] = 0xFF000000u | (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | (uint32_t)c[2];
    }
    s->next++;
}

bool scaling_go_on(struct scaling *s, int rows)
{
    for (; rows > 0 && s->next < s->h; rows--)
        make_row(s);
    return s->next >= s->h;
}

void scaling_free(struct scaling *s)
{
    if (!s)
        return;
    axis_free(&s->across);
    axis_free(&s->down);
    free(s->wide);
    free(s->held);
    free(s->lines);
    free(s->out);
    free(s);
}

uint32_t *scaling_take(struct scaling *s)
{
    uint32_t *out = s->out;
    s->out = NULL;
    scaling_free(s);
    return out;
}

uint32_t *canvas_make_scaled(const unsigned char *pixels, uint32_t width, uint32_t height,
                             uint32_t channels, int w, int h, uint32_t ground)
{
    struct scaling *s = scaling_new(pixels, width, height, channels, w, h, ground);
    if (!s)
        return NULL;
    scaling_go_on(s, h);
    return scaling_take(s);
}
