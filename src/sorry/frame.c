#include "sorry/frame.h"

#include "base/mem.h"
#include "ui/turn.h"

#include <fcntl.h>
#include <linux/fb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SIDE_LEAST_PX = 64, SIDE_MOST_PX = 16384 };

static struct frame_colour colour_of(const struct fb_bitfield *field)
{
    return (struct frame_colour){field->offset, field->length};
}

static bool fits(const struct frame *f, struct frame_colour c)
{
    return c.bits && c.bits <= 8 && c.from + c.bits <= 8 * f->pixel_bytes;
}

static bool is_known(const struct frame *f, const struct fb_fix_screeninfo *fix)
{
    return fix->type == FB_TYPE_PACKED_PIXELS && f->pixel_bytes >= 2 && f->pixel_bytes <= 4 &&
           f->width_px >= SIDE_LEAST_PX && f->width_px <= SIDE_MOST_PX &&
           f->height_px >= SIDE_LEAST_PX && f->height_px <= SIDE_MOST_PX &&
           f->row_bytes >= (size_t)f->width_px * f->pixel_bytes && fits(f, f->red) &&
           fits(f, f->green) && fits(f, f->blue);
}

enum err frame_open(const char *path, struct frame *out)
{
    struct fb_var_screeninfo var = {0};
    struct fb_fix_screeninfo fix = {0};
    *out = (struct frame){.fd = open(path, O_RDWR | O_CLOEXEC)};
    if (out->fd < 0)
        return ERR_NO_SCREEN;
    bool told = ioctl(out->fd, FBIOGET_VSCREENINFO, &var) == 0 &&
                ioctl(out->fd, FBIOGET_FSCREENINFO, &fix) == 0;
    out->width_px = (int)var.xres;
    out->height_px = (int)var.yres;
    out->row_bytes = fix.line_length;
    out->pixel_bytes = var.bits_per_pixel / 8;
    out->red = colour_of(&var.red);
    out->green = colour_of(&var.green);
    out->blue = colour_of(&var.blue);
    if (told && is_known(out, &fix))
        return ERR_OK;
    frame_close(out);
    return ERR_NO_SCREEN;
}

void frame_close(struct frame *frame)
{
    if (frame->fd >= 0)
        close(frame->fd);
    *frame = (struct frame){.fd = -1};
}

static uint32_t placed(uint32_t eight_bits, struct frame_colour c)
{
    return eight_bits >> (8 - c.bits) << c.from;
}

void frame_row(const struct frame *frame, const uint32_t *pixels, int count, unsigned char *out)
{
    for (int i = 0; i < count; i++) {
        uint32_t p = pixels[i], value = placed(p >> 16 & 0xff, frame->red) |
                                        placed(p >> 8 & 0xff, frame->green) |
                                        placed(p & 0xff, frame->blue);
        for (size_t b = 0; b < frame->pixel_bytes; b++) /* the kernel's are little-endian here */
            *out++ = (unsigned char)(value >> 8 * b);
    }
}

void frame_picture_size(const struct frame *frame, int quarters, int *width_px, int *height_px)
{
    bool swap = turn_swaps(quarters);
    *width_px = swap ? frame->height_px : frame->width_px;
    *height_px = swap ? frame->width_px : frame->height_px;
}

static enum err write_rows(const struct frame *frame, const struct canvas *glass)
{
    unsigned char *row = mem_new(1, frame->row_bytes);
    enum err err = ERR_OK;
    for (int y = 0; y < glass->height_px && err == ERR_OK; y++) {
        frame_row(frame, glass->pixels + (size_t)y * (size_t)glass->stride_px, frame->width_px,
                  row);
        size_t bytes = (size_t)frame->width_px * frame->pixel_bytes;
        if (pwrite(frame->fd, row, bytes, (off_t)((size_t)y * frame->row_bytes)) != (ssize_t)bytes)
            err = ERR_IO;
    }
    free(row);
    return err;
}

enum err frame_show(const struct frame *frame, const struct canvas *canvas, int quarters)
{
    if (!quarters)
        return write_rows(frame, canvas);
    struct canvas *glass = canvas_new(frame->width_px, frame->height_px);
    turn_copy(quarters, canvas, (struct rect){0, 0, canvas->width_px, canvas->height_px}, glass);
    enum err err = write_rows(frame, glass);
    canvas_free(glass);
    return err;
}
