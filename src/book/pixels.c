#include "book/pixels.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LEVEL = 1, MEMORY = 9, SAMPLES = 4, SAMPLE_BYTES = 16 * 1024 };

/* How many times as much looking for runs alone may leave. */
static const double quick_most = 1.2;

static unsigned char *deflate_as(const unsigned char *pixels, size_t bytes, int strategy,
                                 size_t *deflated)
{
    z_stream z = {0};
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, MAX_WBITS, MEMORY, strategy) != Z_OK)
        return NULL;
    uLong most = deflateBound(&z, (uLong)bytes);
    unsigned char *out = malloc(most);
    /* zlib only reads them, but says so only with ZLIB_CONST; a picture is smaller than 4 GB (BOOK_PICTURE_MOST_BYTES). */
    memcpy(&z.next_in, &pixels, sizeof pixels);
    z.avail_in = (uInt)bytes;
    z.next_out = out;
    z.avail_out = (uInt)most;
    bool done = out && deflate(&z, Z_FINISH) == Z_STREAM_END;
    *deflated = z.total_out;
    deflateEnd(&z);
    if (done)
        return out;
    free(out);
    return NULL;
}

static size_t size_as(const unsigned char *pixels, int strategy)
{
    size_t deflated = 0;
    free(deflate_as(pixels, SAMPLE_BYTES, strategy, &deflated));
    return deflated;
}

/* By samples from all over it. */
static bool is_like_photograph(const unsigned char *pixels, size_t bytes)
{
    size_t whole = 0, quick = 0;
    if (bytes < SAMPLES * SAMPLE_BYTES * 2)
        return false;
    for (size_t i = 0; i < SAMPLES; i++) {
        const unsigned char *at = pixels + (bytes - SAMPLE_BYTES) / (SAMPLES + 1) * (i + 1);
        whole += size_as(at, Z_DEFAULT_STRATEGY);
        quick += size_as(at, Z_RLE);
    }
    return whole && (double)quick <= (double)whole * quick_most;
}

unsigned char *pixels_deflate(const unsigned char *pixels, size_t bytes, bool may_be_quick,
                              size_t *deflated)
{
    bool is_quick = may_be_quick && is_like_photograph(pixels, bytes);
    return deflate_as(pixels, bytes, is_quick ? Z_RLE : Z_DEFAULT_STRATEGY, deflated);
}
