/* A PDF in good order whose content and structure are strange: the input is cut at lines of "%%"; its first two parts are what the two
 * pages draw, the others are the objects from number 10 on. Object 10 is the structure tree, 11 the contents, 12 the page labels, 13
 * the annotations of the first page, 14 the resources of both. */
#include "document.h"
#include "pdf_tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIRST_OBJECT = 10, MOST_OBJECTS = 64 };

struct file {
    struct str bytes;
    size_t places[MOST_OBJECTS];
};

struct part {
    const char *bytes;
    size_t count;
};

static struct part next_part(const char **at, size_t *left)
{
    const char *end = memmem(*at, *left, "\n%%\n", 4);
    struct part part = {*at, end ? (size_t)(end - *at) : *left};
    size_t used = end ? part.count + 4 : part.count;
    *at += used;
    *left -= used;
    return part;
}

static void add_object(struct file *f, int number, const char *text, size_t count)
{
    f->places[number] = f->bytes.length_bytes;
    str_addf(&f->bytes, "%d 0 obj\n", number);
    str_add_bytes(&f->bytes, text, count);
    str_add(&f->bytes, "\nendobj\n");
}

static void add_stream(struct file *f, int number, struct part content)
{
    f->places[number] = f->bytes.length_bytes;
    str_addf(&f->bytes, "%d 0 obj\n<</Length %zu>>\nstream\n", number, content.count);
    str_add_bytes(&f->bytes, content.bytes, content.count);
    str_add(&f->bytes, "\nendstream\nendobj\n");
}

static void add_known(struct file *f)
{
    static const char *const known[] = {"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 10 0 "
                                        "R/Outlines 11 0 R/PageLabels 12 0 R/Lang(en-GB)"
                                        "/MarkInfo<</Marked true>>>>",
                                        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
                                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents "
                                        "5 0 R/Resources 14 0 R/Annots 13 0 R/StructParents 0>>",
                                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents "
                                        "6 0 R/Resources 14 0 R/StructParents 1>>"};
    for (int i = 0; i < 4; i++)
        add_object(f, i + 1, known[i], strlen(known[i]));
}

static void add_index(struct file *f, int count)
{
    size_t at = f->bytes.length_bytes;
    str_addf(&f->bytes, "xref\n0 %d\n0000000000 65535 f \n", count);
    for (int i = 1; i < count; i++)
        str_addf(&f->bytes, "%010zu 00000 %c \n", f->places[i], f->places[i] ? 'n' : 'f');
    str_addf(&f->bytes, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", count, at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct file file = {0};
    const char *at = (const char *)data;
    int number = FIRST_OBJECT;
    str_add(&file.bytes, "%PDF-1.7\n");
    add_known(&file);
    add_stream(&file, 5, next_part(&at, &size));
    add_stream(&file, 6, next_part(&at, &size));
    while (size > 0 && number < MOST_OBJECTS) {
        struct part part = next_part(&at, &size);
        add_object(&file, number++, part.bytes, part.count);
    }
    add_index(&file, number);
    document_read("strange.pdf", file.bytes.data, file.bytes.length_bytes);
    str_free(&file.bytes);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return pdf_mutate(data, size, most, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return pdf_cross(one, one_size, other, other_size, out, most, seed);
}
