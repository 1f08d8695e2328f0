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

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return pdf_mend_some(data, pdf_mutate(data, size, most, seed), most, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    size_t size = pdf_cross(one, one_size, other, other_size, out, most, seed);
    return pdf_mend_some(out, size, most, seed);
}
