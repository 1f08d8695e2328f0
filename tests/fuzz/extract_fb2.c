/* Any bytes as a FictionBook, in a zip when the first byte is 'z'. */
#include "document.h"
#include "stored_zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || data[0] != 'z') {
        document_read("strange.fb2", data, size);
        return 0;
    }
    struct stored_zip zip = {0};
    stored_zip_add(&zip, "strange.fb2", data + 1, size - 1);
    stored_zip_end(&zip);
    document_read("strange.fb2.zip", zip.bytes.data, zip.bytes.length_bytes);
    str_free(&zip.bytes);
    return 0;
}
