/* format.h: the bytes of a book file, known to write.c and file.c only (and to the tests that damage them).
 *
 * The header, then the parts in the order of enum part, each at the next multiple of 8. A part's count includes record 0. */
#ifndef LECTERN_BOOK_FORMAT_H
#define LECTERN_BOOK_FORMAT_H

#include "book/model.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "book files are little-endian");

#define BOOK_MAGIC "LectBook"

enum part {
    PART_INFO,
    PART_WORDS,
    PART_SENTENCES,
    PART_BLOCKS,
    PART_PAGES,
    PART_PICTURES,
    PART_LINKS,
    PART_ENTRIES,
    PART_EXPANSIONS,
    PART_WARNINGS,
    PART_LANGS,
    PART_POOL,
    PART_PICTURE_DATA,
    PART_COUNT
};

struct book_part {
    uint32_t offset, count;
};

struct book_header {
    char magic[8];
    uint32_t version;
    uint32_t crc; /* CRC-32 of what follows this field, up to the picture data */
    uint64_t file_bytes;
    uint32_t word_count; /* document words; the rest of PART_WORDS is past them */
    uint32_t unused;
    struct book_part parts[PART_COUNT];
};

/* Where the checksum begins. */
#define BOOK_CRC_FROM (offsetof(struct book_header, crc) + sizeof(uint32_t))

/* Bytes of one record of a part. */
static inline size_t book_record_bytes(enum part part)
{
    static const uint8_t bytes[PART_COUNT] = {
        [PART_INFO] = sizeof(struct book_info),
        [PART_WORDS] = sizeof(struct book_word),
        [PART_SENTENCES] = sizeof(struct book_sentence),
        [PART_BLOCKS] = sizeof(struct book_block),
        [PART_PAGES] = sizeof(struct book_page),
        [PART_PICTURES] = sizeof(struct book_picture),
        [PART_LINKS] = sizeof(struct book_link),
        [PART_ENTRIES] = sizeof(struct book_entry),
        [PART_EXPANSIONS] = sizeof(struct book_expansion),
        [PART_WARNINGS] = sizeof(struct book_warning),
        [PART_LANGS] = sizeof(uint32_t),
        [PART_POOL] = 1,
        [PART_PICTURE_DATA] = 1,
    };
    return bytes[part];
}

_Static_assert(sizeof(struct book_word) == 28 && sizeof(struct book_block) == 60 &&
                   sizeof(struct book_picture) == 36 && sizeof(struct book_page) == 16 &&
                   sizeof(struct book_header) == 136,
               "records have no padding and the same size on every host");

#endif
