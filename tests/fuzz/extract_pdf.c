/* Any bytes as a PDF. */
#include "document.h"
#include "pdf_hooks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_read("strange.pdf", data, size);
    return 0;
}
