#include "base/mem.h"
#include "ui/canvas.h"

#include <math.h>
#include <stdlib.h>

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
        double low = ceil(middle - reach), high = floor(middle + reach);
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

/* One source row made w pixels wide, three floats a pixel, on its ground. */
static void scale_row(const unsigned char *row, uint32_t channels, const struct axis *across, int w,
                      const float ground[3], float *out)
{
    for (int x = 0; x < w; x++) {
        const struct tap *tap = &across->taps[x];
        float sum[3] = {0, 0, 0};
        for (uint32_t k = 0; k < tap->count; k++) {
            const unsigned char *p = row + (size_t)(tap->first + k) * channels;
            float weight = tap->weights[k], alpha = channels == 4 ? (float)p[3] / 255 : 1;
            for (int c = 0; c < 3; c++)
                sum[c] += weight * (ground[c] + alpha * ((float)p[c] - ground[c]));
        }
        for (int c = 0; c < 3; c++)
            out[3 * x + c] = sum[c];
    }
}

static uint32_t pixel_of(const float *sum)
{
    uint32_t pixel = 0xFF;
    for (int c = 0; c < 3; c++)
        pixel = pixel << 8 | (uint32_t)(sum[c] + 0.5f);
    return pixel;
}

uint32_t *canvas_make_scaled(const unsigned char *pixels, uint32_t width, uint32_t height,
                             uint32_t channels, int w, int h, uint32_t ground)
{
    if (w < 1 || h < 1 || width < 1 || height < 1 || (channels != 3 && channels != 4))
        return NULL;
    uint32_t *out = malloc((size_t)w * (size_t)h * sizeof *out);
    if (!out)
        return NULL;
    struct axis across = axis_make(width, w), down = axis_make(height, h);
    uint32_t rows = 0; /* source rows that are held at once: those of one target row */
    for (int y = 0; y < h; y++)
        rows = down.taps[y].count > rows ? down.taps[y].count : rows;
    float *held = mem_new((size_t)rows * (size_t)w * 3, sizeof *held);
    float *sum = mem_new((size_t)w * 3, sizeof *sum);
    float back[3] = {(float)(ground >> 16 & 0xFF), (float)(ground >> 8 & 0xFF),
                     (float)(ground & 0xFF)};
    uint32_t next = 0; /* the first source row not scaled yet */
    for (int y = 0; y < h; y++) {
        const struct tap *tap = &down.taps[y];
        if (next < tap->first)
            next = tap->first;
        for (; next < tap->first + tap->count; next++)
            scale_row(pixels + (size_t)next * width * channels, channels, &across, w, back,
                      held + (size_t)(next % rows) * (size_t)w * 3);
        for (int i = 0; i < 3 * w; i++)
            sum[i] = 0;
        for (uint32_t k = 0; k < tap->count; k++) {
            const float *row = held + (size_t)((tap->first + k) % rows) * (size_t)w * 3;
            for (int i = 0; i < 3 * w; i++)
                sum[i] += tap->weights[k] * row[i];
        }
        for (int x = 0; x < w; x++)
            out[(size_t)y * (size_t)w + (size_t)x] = pixel_of(sum + (size_t)3 * (size_t)x);
    }
    axis_free(&across);
    axis_free(&down);
    free(held);
    free(sum);
    return out;
}
