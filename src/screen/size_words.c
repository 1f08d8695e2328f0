#include "screen/size_words.h"

#include "ui/messages.h"

#include <stdio.h>

void size_words(uint64_t bytes, char out[SIZE_WORDS_BYTES])
{
    const double size = (double)bytes;
    if (bytes < 999500)
        snprintf(out, SIZE_WORDS_BYTES, tr("%.0f KB"), bytes && bytes < 1000 ? 1.0 : size / 1e3);
    else if (bytes < 9950000)
        snprintf(out, SIZE_WORDS_BYTES, tr("%.1f MB"), size / 1e6);
    else if (bytes < 999500000)
        snprintf(out, SIZE_WORDS_BYTES, tr("%.0f MB"), size / 1e6);
    else
        snprintf(out, SIZE_WORDS_BYTES, tr("%.1f GB"), size / 1e9);
}
