#include "book/file.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/check.h"
#include "book/format.h"
#include "book/start.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

/* What stands behind a struct book: where its bytes come from. */
struct owner {
    struct book book;
    struct file_map map;
    unsigned char *copy;
    struct book_start start;
    uint32_t *headings;
};

/* The header is whole, and its parts lie one behind the other and fill the file. */
static bool is_header(const struct book_header *header, size_t count)
{
    if (memcmp(header->magic, BOOK_MAGIC, sizeof header->magic) != 0 ||
        header->version != BOOK_VERSION || header->file_bytes != count || header->unused != 0)
        return false;
    uint64_t at = sizeof *header;
    for (enum part part = 0; part < PART_COUNT; part++) {
        at = (at + 7) & ~(uint64_t)7;
        if (header->parts[part].offset != at ||
            (part != PART_PICTURE_DATA && header->parts[part].count == 0))
            return false;
        at += (uint64_t)header->parts[part].count * book_record_bytes(part);
    }
    return at == count && header->parts[PART_INFO].count == 1;
}

static bool is_checksum(const struct book_header *header, const unsigned char *bytes)
{
    size_t end = header->parts[PART_PICTURE_DATA].offset;
    return crc32_z(0, bytes + BOOK_CRC_FROM, end - BOOK_CRC_FROM) == header->crc;
}

static const void *part_at(const struct book_header *header, enum part part, uint32_t *count)
{
    *count = header->parts[part].count - 1;
    return (const char *)header + header->parts[part].offset;
}

static void point_at_parts(struct book *book, const struct book_header *header)
{
    const struct book_part *pool = &header->parts[PART_POOL];
    const struct book_part *data = &header->parts[PART_PICTURE_DATA];
    uint32_t none;
    book->info = part_at(header, PART_INFO, &none);
    book->words = part_at(header, PART_WORDS, &book->word_total);
    book->word_count = header->word_count;
    book->sentences = part_at(header, PART_SENTENCES, &book->sentence_count);
    book->blocks = part_at(header, PART_BLOCKS, &book->block_count);
    book->pages = part_at(header, PART_PAGES, &book->page_count);
    book->pictures = part_at(header, PART_PICTURES, &book->picture_count);
    book->links = part_at(header, PART_LINKS, &book->link_count);
    book->entries = part_at(header, PART_ENTRIES, &book->entry_count);
    book->expansions = part_at(header, PART_EXPANSIONS, &book->expansion_count);
    book->warnings = part_at(header, PART_WARNINGS, &book->warning_count);
    book->langs = part_at(header, PART_LANGS, &book->lang_count);
    book->pool = (const char *)header + pool->offset;
    book->pool_bytes = pool->count;
    book->picture_data = (const unsigned char *)header + data->offset;
    book->picture_data_bytes = data->count;
}

static void list_headings(struct owner *owner)
{
    struct book *book = &owner->book;
    uint32_t count = 0;
    for (uint32_t b = 1; b <= book->block_count; b++)
        count += book->blocks[b].kind == BLOCK_HEADING;
    owner->headings = mem_new(count + 1, sizeof *owner->headings);
    count = 0;
    for (uint32_t b = 1; b <= book->block_count; b++) {
        if (book->blocks[b].kind == BLOCK_HEADING)
            owner->headings[++count] = b;
    }
    book->headings = owner->headings;
    book->heading_count = count;
}

static enum err open_bytes(struct owner *owner, const unsigned char *bytes, size_t count)
{
    const struct book_header *header = (const void *)bytes;
    if (count < sizeof *header || !is_header(header, count) || !is_checksum(header, bytes))
        return ERR_BOOK;
    point_at_parts(&owner->book, header);
    if (!book_is_sound(&owner->book))
        return ERR_BOOK;
    list_headings(owner);
    owner->book.owner = owner;
    return ERR_OK;
}

static void free_owner(struct owner *owner)
{
    file_unmap(&owner->map);
    free(owner->copy);
    book_start_free(&owner->start);
    free(owner->headings);
    free(owner);
}

static void *pages_of(const struct file_map *map)
{
    return (void *)(uintptr_t)map->bytes;
}

/* Can the kernel read them? What it can't read would end the kiosk by SIGBUS where it is touched; one that does not know how to look
 * says yes. */
static bool can_read(const struct file_map *map, size_t from, size_t bytes)
{
#ifdef MADV_POPULATE_READ
    size_t page = (size_t)sysconf(_SC_PAGESIZE), start = from / page * page;
    return madvise((char *)pages_of(map) + start, from - start + bytes, MADV_POPULATE_READ) == 0 ||
           errno != EFAULT;
#else
    (void)map, (void)from, (void)bytes;
    return true;
#endif
}

/* Everything but the pictures is about to be read once, from the front. */
static bool read_ahead(const struct file_map *map)
{
    const struct book_header *header = (const void *)map->bytes;
    if (map->count < sizeof *header || !can_read(map, 0, sizeof *header))
        return map->count < sizeof *header;
    size_t end = header->parts[PART_PICTURE_DATA].offset;
    return end > map->count || can_read(map, 0, end);
}

/* So that a book takes only the memory of what is read in it. */
static void rest(const struct owner *owner)
{
    if (owner->map.count)
        (void)madvise(pages_of(&owner->map), owner->map.count, MADV_DONTNEED);
}

static enum err open_whole(struct owner *owner)
{
    if (!read_ahead(&owner->map))
        return ERR_BOOK; /* it is made again of the original */
    enum err err = open_bytes(owner, owner->map.bytes, owner->map.count);
    rest(owner); /* checking touched every page */
    return err;
}

/* So many times as long as its start is a book of which the start is worth having first. */
enum {
    LONG_TIMES = 4,
    START_BYTES = 32 * 1024 /* of each of its parts, beside a record for each word */
};

/* False: the book is short, or has no start that could be believed. */
static bool open_start(struct owner *owner, uint32_t words)
{
    const struct book_header *header = (const void *)owner->map.bytes;
    struct book raw = {0};
    if (owner->map.count < sizeof *header || !can_read(&owner->map, 0, sizeof *header) ||
        !is_header(header, owner->map.count))
        return false;
    point_at_parts(&raw, header);
    if (raw.word_count / LONG_TIMES < words)
        return false;
    for (enum part part = 0; part < PART_PICTURE_DATA; part++) {
        size_t at = header->parts[part].offset, bytes = header->parts[part + 1].offset - at;
        size_t most = START_BYTES + words * book_record_bytes(part);
        if (!can_read(&owner->map, at, bytes < most ? bytes : most))
            return false;
    }
    if (!book_start_copy(&raw, words, &owner->start, &owner->book) ||
        !book_is_sound(&owner->book)) {
        book_start_free(&owner->start);
        owner->start = (struct book_start){0};
        owner->book = (struct book){0};
        return false;
    }
    list_headings(owner);
    owner->book.owner = owner;
    return true;
}

enum err book_open_start(const char *path, uint32_t words, bool *is_whole, struct book **out)
{
    *out = NULL;
    *is_whole = true;
    struct owner *owner = mem_new(1, sizeof *owner);
    enum err err = file_open_map(path, &owner->map);
    if (err == ERR_OK && words)
        *is_whole = !open_start(owner, words);
    if (err == ERR_OK && *is_whole)
        err = open_whole(owner);
    if (err != ERR_OK) {
        free_owner(owner);
        return err;
    }
    *out = &owner->book;
    return ERR_OK;
}

enum err book_open(const char *path, struct book **out)
{
    bool is_whole;
    return book_open_start(path, 0, &is_whole, out);
}

enum err book_from_bytes(const unsigned char *bytes, size_t count, struct book **out)
{
    *out = NULL;
    struct owner *owner = mem_new(1, sizeof *owner);
    enum err err = ERR_OK;
    if ((uintptr_t)bytes % 8 != 0) {
        owner->copy = malloc(count ? count : 1);
        if (!owner->copy)
            err = ERR_NO_MEMORY;
        else if (count)
            memcpy(owner->copy, bytes, count);
        bytes = owner->copy;
    }
    if (err == ERR_OK)
        err = open_bytes(owner, bytes, count);
    if (err != ERR_OK) {
        free_owner(owner);
        return err;
    }
    *out = &owner->book;
    return ERR_OK;
}

void book_rest(const struct book *book)
{
    rest(book->owner);
}

void book_close(struct book *book)
{
    if (book)
        free_owner(book->owner);
}

enum err book_load_picture(const struct book *book, uint32_t n, unsigned char **out)
{
    *out = NULL;
    if (n == 0 || n > book->picture_count)
        return ERR_NOT_FOUND;
    const struct book_picture *picture = &book->pictures[n];
    const unsigned char *data = book->picture_data + picture->data;
    const struct owner *owner = book->owner;
    if (owner->map.count &&
        !can_read(&owner->map, (size_t)(data - (const unsigned char *)owner->map.bytes),
                  picture->bytes))
        return ERR_BOOK;
    if (crc32_z(0, data, picture->bytes) != picture->crc)
        return ERR_BOOK;
    uLongf bytes = (uLongf)picture->width_px * picture->height_px * picture->channels;
    uLongf got = bytes;
    uLong used = picture->bytes;
    unsigned char *pixels = malloc(bytes);
    if (!pixels)
        return ERR_NO_MEMORY;
    if (uncompress2(pixels, &got, data, &used) != Z_OK || got != bytes || used != picture->bytes) {
        free(pixels);
        return ERR_BOOK;
    }
    *out = pixels;
    return ERR_OK;
}
