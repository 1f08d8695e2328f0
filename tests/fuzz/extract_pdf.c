/* Any bytes as a PDF. */
#include "document.h"
#include "pdf_mend.h"
#include "pdf_tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_read("strange.pdf", data, size);
    return 0;
}

/* Mostly, the file stays one that can be opened by its index; those without one are met, too. */
static size_t put_in_order(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static struct pdf_mended mended;
    if (seed % 5 == 0)
        return size;
    if (pdf_mend(&mended, data, size) && mended.bytes.length_bytes <= most) {
        size = mended.bytes.length_bytes;
        memcpy(data, mended.bytes.data, size);
    }
    str_free(&mended.bytes);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return put_in_order(data, pdf_mutate(data, size, most, seed), most, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    size_t size = pdf_cross(one, one_size, other, other_size, out, most, seed);
    return put_in_order(out, size, most, seed);
}
