#include "book/write.h"
#include "book/file.h"
#include "book/format.h"

#include <string.h>
#include <zlib.h>

struct source {
    const void *records;
    uint32_t count;
};

static uint64_t round_up(uint64_t bytes)
{
    return (bytes + 7) & ~(uint64_t)7;
}

static void add_sources(const struct book *book, struct source sources[PART_COUNT])
{
    sources[PART_INFO] = (struct source){book->info, 1};
    sources[PART_WORDS] = (struct source){book->words, book->word_total + 1};
    sources[PART_SENTENCES] = (struct source){book->sentences, book->sentence_count + 1};
    sources[PART_BLOCKS] = (struct source){book->blocks, book->block_count + 1};
    sources[PART_PAGES] = (struct source){book->pages, book->page_count + 1};
    sources[PART_PICTURES] = (struct source){book->pictures, book->picture_count + 1};
    sources[PART_LINKS] = (struct source){book->links, book->link_count + 1};
    sources[PART_ENTRIES] = (struct source){book->entries, book->entry_count + 1};
    sources[PART_EXPANSIONS] = (struct source){book->expansions, book->expansion_count + 1};
    sources[PART_WARNINGS] = (struct source){book->warnings, book->warning_count + 1};
    sources[PART_LANGS] = (struct source){book->langs, book->lang_count + 1};
    sources[PART_POOL] = (struct source){book->pool, book->pool_bytes};
    sources[PART_PICTURE_DATA] = (struct source){book->picture_data, book->picture_data_bytes};
}

enum err book_write(const struct book *book, struct str *out)
{
    struct source sources[PART_COUNT];
    add_sources(book, sources);

    struct book_header header = {.version = BOOK_VERSION, .word_count = book->word_count};
    memcpy(header.magic, BOOK_MAGIC, sizeof header.magic);
    uint64_t at = sizeof header;
    for (enum part part = 0; part < PART_COUNT; part++) {
        at = round_up(at);
        if (at > UINT32_MAX)
            return ERR_TOO_BIG;
        header.parts[part] = (struct book_part){(uint32_t)at, sources[part].count};
        at += (uint64_t)sources[part].count * book_record_bytes(part);
    }
    header.file_bytes = at;

    size_t begin = out->length_bytes;
    str_reserve(out, (size_t)at);
    str_add_bytes(out, &header, sizeof header);
    for (enum part part = 0; part < PART_COUNT; part++) {
        static const char zeros[8];
        size_t gap = begin + header.parts[part].offset - out->length_bytes;
        str_add_bytes(out, zeros, gap);
        str_add_bytes(out, sources[part].records, sources[part].count * book_record_bytes(part));
    }
    char *file = out->data + begin;
    header.crc = (uint32_t)crc32_z(0, (const Bytef *)file + BOOK_CRC_FROM,
                                   header.parts[PART_PICTURE_DATA].offset - BOOK_CRC_FROM);
    memcpy(file, &header, sizeof header);
    return ERR_OK;
}
