#include "extract/pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct drawing {
    fz_image *image;
    fz_display_list *list;
    fz_matrix ctm;
    int width, height;
    fz_pixmap *pixmap;
    fz_device *dev;
};

static void draw(fz_context *ctx, void *data)
{
    struct drawing *d = data;
    d->pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx),
                                        fz_make_irect(0, 0, d->width, d->height), NULL, 0);
    fz_clear_pixmap_with_value(ctx, d->pixmap, 255);
    d->dev = fz_new_draw_device(ctx, fz_identity, d->pixmap);
    if (d->list) {
        fz_run_display_list(ctx, d->list, d->dev, d->ctm,
                            fz_make_rect(0, 0, (float)d->width, (float)d->height), NULL);
    } else if (d->image->colorspace) {
        fz_fill_image(ctx, d->dev, d->image, d->ctm, 1, fz_default_color_params);
    } else {
        float black = 0;
        fz_fill_image_mask(ctx, d->dev, d->image, d->ctm, fz_device_gray(ctx), &black, 1,
                           fz_default_color_params);
    }
    fz_close_device(ctx, d->dev);
}

static enum err take_pixels(fz_context *ctx, const struct drawing *d, struct picture *out)
{
    size_t row = (size_t)d->width * 3;
    ptrdiff_t stride = fz_pixmap_stride(ctx, d->pixmap);
    const unsigned char *from = fz_pixmap_samples(ctx, d->pixmap);
    out->pixels = malloc(row * (size_t)d->height);
    if (!out->pixels)
        return ERR_NO_MEMORY;
    for (int y = 0; y < d->height; y++)
        memcpy(out->pixels + row * (size_t)y, from + stride * y, row);
    out->width_px = (uint32_t)d->width;
    out->height_px = (uint32_t)d->height;
    return ERR_OK;
}

static enum err run_drawing(fz_context *ctx, struct drawing *d, struct picture *out)
{
    enum err err = guard_run(ctx, draw, d);
    if (err == ERR_OK)
        err = take_pixels(ctx, d, out);
    fz_drop_device(ctx, d->dev);
    fz_drop_pixmap(ctx, d->pixmap);
    return err;
}

enum err picture_from_image(fz_context *ctx, fz_image *image, uint32_t most_px, struct picture *out)
{
    int longest = image->w > image->h ? image->w : image->h;
    *out = (struct picture){0};
    if (image->w <= 0 || image->h <= 0 || most_px == 0)
        return ERR_DAMAGED;
    float scale = longest > (int)most_px ? (float)most_px / (float)longest : 1;
    struct drawing d = {.image = image,
                        .width = (int)fmaxf(1, roundf((float)image->w * scale)),
                        .height = (int)fmaxf(1, roundf((float)image->h * scale))};
    d.ctm = fz_scale((float)d.width, (float)d.height);
    return run_drawing(ctx, &d, out);
}

enum err picture_from_page(fz_context *ctx, fz_display_list *page, fz_rect area, uint32_t width_px,
                           struct picture *out)
{
    float scale = (float)width_px / (area.x1 - area.x0);
    struct drawing d = {.list = page,
                        .width = (int)width_px,
                        .height = (int)fmaxf(1, roundf((area.y1 - area.y0) * scale))};
    *out = (struct picture){0};
    d.ctm = fz_concat(fz_translate(-area.x0, -area.y0), fz_scale(scale, scale));
    return run_drawing(ctx, &d, out);
}
