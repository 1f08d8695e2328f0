/* Any bytes as a FictionBook, in a zip when the first byte is 'z'. */
#include "document.h"
#include "markup.h"
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

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return markup_mutate(data, size, most, seed, size && data[0] == 'z');
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return markup_cross(one, one_size, other, other_size, out, most, seed);
}
