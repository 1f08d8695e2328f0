/* Any bytes as a web page, which need not begin like one. */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_read("strange.html", data, size);
    return 0;
}
