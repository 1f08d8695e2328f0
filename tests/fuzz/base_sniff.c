/* What kind of file strange bytes are: the name up to the first NUL, then the file. */
#include "strange.h"

#include "base/sniff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    if (!end)
        return 0;
    const char *name = (const char *)data;
    const uint8_t *bytes = end + 1;
    size_t count = size - (size_t)(bytes - data);
    enum kind kind = 0, known = sniff_name(name);
    enum err err = sniff_kind(bytes, count, name, &kind);
    must(err == ERR_OK || err == ERR_EMPTY || err == ERR_NOT_A_KIND || err == ERR_LOCKED ||
         err == ERR_DAMAGED);
    must((err == ERR_OK) == (kind >= KIND_PDF && kind <= KIND_MOBI));
    must((err == ERR_EMPTY) == (count == 0));
    must(known <= KIND_MOBI);
    must(sniff_pdf_ending(bytes, count) <= ENDING_CUT);
    return 0;
}
