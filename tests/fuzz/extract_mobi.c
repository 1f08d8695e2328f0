/* A Mobipocket book. The first byte 'R': the rest is the file. Else the rest is its records, each behind its size (two bytes), in a
 * container that is sound: the first one is the book's header. */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORDS_MOST = 64, NAME_BYTES = 60, HEADER_BYTES = 78 };

struct record {
    const uint8_t *bytes;
    size_t count;
};

static void add_big(struct str *out, size_t number, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        str_add_char(out, (char)(number >> (8 * i) & 0xFF));
}

static size_t cut(const uint8_t *data, size_t size, struct record out[RECORDS_MOST])
{
    size_t count = 0;
    for (size_t at = 0; at + 2 <= size && count < RECORDS_MOST; count++) {
        size_t wanted = (size_t)data[at] << 8 | data[at + 1], left = size - at - 2;
        out[count] = (struct record){data + at + 2, wanted < left ? wanted : left};
        at += 2 + out[count].count;
    }
    return count;
}

static void make_container(const struct record *records, size_t count, struct str *out)
{
    size_t at = HEADER_BYTES + 8 * count + 2;
    for (int i = 0; i < NAME_BYTES; i++)
        str_add_char(out, 0);
    str_add(out, "BOOKMOBI");
    add_big(out, 0, 8);
    add_big(out, count, 2);
    for (size_t i = 0; i < count; i++) {
        add_big(out, at, 4);
        add_big(out, 2 * i, 4);
        at += records[i].count;
    }
    add_big(out, 0, 2);
    for (size_t i = 0; i < count; i++)
        str_add_bytes(out, records[i].bytes, records[i].count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct record records[RECORDS_MOST];
    struct str file = {0};
    if (size == 0)
        return 0;
    if (data[0] == 'R')
        str_add_bytes(&file, data + 1, size - 1);
    else
        make_container(records, cut(data + 1, size - 1, records), &file);
    document_read("strange.mobi", str_text(&file), file.length_bytes);
    str_free(&file);
    return 0;
}
