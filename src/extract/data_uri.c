#include "extract/data_uri.h"

#include "extract/office_base64.h"
#include "extract/svg.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ICON_PX = 32 };

static const size_t MOST_PICTURE_BYTES = 32u << 20;

struct loading {
    const struct str *bytes;
    bool is_svg;
    fz_buffer *buffer;
    fz_image *image;
};

static void load(fz_context *ctx, void *data)
{
    struct loading *l = data;
    l->buffer = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)l->bytes->data,
                                               l->bytes->length_bytes);
    l->image =
        l->is_svg ? svg_image(ctx, l->buffer, NULL) : fz_new_image_from_buffer(ctx, l->buffer);
}

/* What the address is made of: its kind, and where its bytes begin. NULL: no picture in base64. */
static const char *find_bytes(const char *src, bool *is_svg)
{
    static const char scheme[] = "data:image/", base64[] = ";base64";
    const char *comma = strchr(src, ',');
    if (strncasecmp(src, scheme, sizeof scheme - 1) != 0 || !comma ||
        comma - src < (ptrdiff_t)(sizeof scheme + sizeof base64) ||
        strncasecmp(comma - (sizeof base64 - 1), base64, sizeof base64 - 1) != 0)
        return NULL;
    *is_svg = strncasecmp(src + sizeof scheme - 1, "svg", 3) == 0;
    return comma + 1;
}

bool data_uri_picture(fz_context *ctx, const char *src, uint32_t most_px, struct picture *out)
{
    struct str bytes = {0};
    struct loading l = {.bytes = &bytes};
    const char *text = find_bytes(src, &l.is_svg);
    *out = (struct picture){0};
    if (!text || most_px == 0)
        return false;
    office_base64_decode_text(text, &bytes);
    bool ok = bytes.length_bytes > 0 && bytes.length_bytes <= MOST_PICTURE_BYTES &&
              guard_run(ctx, load, &l) == ERR_OK &&
              (l.is_svg || l.image->w > ICON_PX || l.image->h > ICON_PX) &&
              picture_from_image(ctx, l.image, most_px, out) == ERR_OK;
    fz_drop_image(ctx, l.image);
    fz_drop_buffer(ctx, l.buffer);
    str_free(&bytes);
    return ok;
}
