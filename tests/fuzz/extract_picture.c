/* A picture of strange bytes: the organiser's logo, as the kiosk gives it to a worker, and a picture of a web page, which come by the same way.
 * The first byte says of which kind it is called. */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_base64(const uint8_t *bytes, size_t count, struct str *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        unsigned three = (unsigned)bytes[i] << 16;
        three |= left > 1 ? (unsigned)bytes[i + 1] << 8 : 0;
        three |= left > 2 ? bytes[i + 2] : 0u;
        for (unsigned k = 0; k < 4; k++)
            str_add_char(out, k > left ? '=' : letters[three >> (18 - 6 * k) & 63]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"png", "jpeg", "svg+xml", "gif", "webp"};
    struct str page = {0};
    if (size == 0)
        return 0;
    str_addf(&page, "<!DOCTYPE html><p>logo</p><p><img alt=\"logo\" src=\"data:image/%s;base64,",
             kinds[data[0] % (sizeof kinds / sizeof *kinds)]);
    add_base64(data + 1, size - 1, &page);
    str_add(&page, "\"></p>");
    document_read("logo.html", page.data, page.length_bytes);
    str_free(&page);
    return 0;
}
