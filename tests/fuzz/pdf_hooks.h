/* pdf_hooks.h: libFuzzer's two hooks for a target whose bytes are a whole PDF: values are changed, and mostly its index is made right
 * again. Defines functions: one file of a target includes it. */
#ifndef LECTERN_TESTS_FUZZ_PDF_HOOKS_H
#define LECTERN_TESTS_FUZZ_PDF_HOOKS_H

#include "pdf_mend.h"
#include "pdf_tokens.h"

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

#endif
