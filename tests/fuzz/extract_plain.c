/* Any bytes as plain text, and as Markdown when the first byte is odd. */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    document_read(data[0] % 2 ? "strange.md" : "strange.txt", data + 1, size - 1);
    return 0;
}
