#include "base/file.h"
#include "book/file.h"
#include "book/format.h"
#include "sample.h"
#include "walk.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

struct fixture {
    struct str bytes;
};

/* Where in a file that is mapped a page can't be read, as of a dying card: who touches it is ended by SIGBUS. NULL: nowhere. */
static const size_t *bad_page;

static size_t page_bytes(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* Goes before the one of libc. A file without bytes has no page that could be read. */
void *mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset)
{
    char *p = (char *)syscall(SYS_mmap, addr, len, prot, flags, fd, offset);
    if (fd >= 0 && bad_page && *bad_page < len) {
        int none = memfd_create("none", MFD_CLOEXEC);
        syscall(SYS_mmap, p + *bad_page, page_bytes(), prot, flags | MAP_FIXED, none, 0);
        close(none);
    }
    return p;
}

static int make_sample(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct builder *b = builder_new();
    sample_build(b);
    enum err err = builder_finish(b, &f->bytes);
    builder_free(b);
    *state = f;
    return err == ERR_OK ? 0 : -1;
}

static int drop_sample(void **state)
{
    struct fixture *f = *state;
    str_free(&f->bytes);
    free(f);
    return 0;
}

/* A copy of the sample, aligned, to be changed and freed. */
static unsigned char *copy_of(const struct fixture *f)
{
    unsigned char *copy = malloc(f->bytes.length_bytes);
    assert_non_null(copy);
    memcpy(copy, f->bytes.data, f->bytes.length_bytes);
    return copy;
}

static enum err open_and_walk(const unsigned char *bytes, size_t count)
{
    struct book *book;
    enum err err = book_from_bytes(bytes, count, &book);
    if (err == ERR_OK)
        (void)walk_book(book);
    else
        assert_null(book);
    book_close(book);
    return err;
}

static void mend_checksum(unsigned char *bytes)
{
    struct book_header header;
    memcpy(&header, bytes, sizeof header);
    header.crc = (uint32_t)crc32(0, bytes + BOOK_CRC_FROM,
                                 (uInt)(header.parts[PART_PICTURE_DATA].offset - BOOK_CRC_FROM));
    memcpy(bytes, &header, sizeof header);
}

static void *part_of(unsigned char *bytes, enum part part)
{
    struct book_header header;
    memcpy(&header, bytes, sizeof header);
    return bytes + header.parts[part].offset;
}

static void test_every_flipped_byte_is_noticed_or_harmless(void **state)
{
    struct fixture *f = *state;
    unsigned char *copy = copy_of(f);
    size_t data = ((struct book_header *)(void *)copy)->parts[PART_PICTURE_DATA].offset;
    for (size_t i = 0; i < f->bytes.length_bytes; i++) {
        for (unsigned flip = 1; flip < 256; flip <<= 1) {
            copy[i] ^= (unsigned char)flip;
            enum err err = open_and_walk(copy, f->bytes.length_bytes);
            if (i < data)
                assert_int_equal(err, ERR_BOOK);
            copy[i] ^= (unsigned char)flip;
        }
    }
    assert_int_equal(open_and_walk(copy, f->bytes.length_bytes), ERR_OK);
    free(copy);
}

static void test_every_changed_byte_under_a_right_checksum_is_refused_or_harmless(void **state)
{
    struct fixture *f = *state;
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    unsigned char *copy = copy_of(f);
    size_t data = ((struct book_header *)(void *)copy)->parts[PART_PICTURE_DATA].offset;
    size_t refused = 0;
    for (size_t i = BOOK_CRC_FROM; i < data; i++) {
        unsigned char was = copy[i];
        for (size_t v = 0; v < sizeof values; v++) {
            copy[i] = values[v];
            struct book_header *header = (void *)copy;
            if (header->parts[PART_PICTURE_DATA].offset == data)
                mend_checksum(copy);
            refused += open_and_walk(copy, f->bytes.length_bytes) != ERR_OK;
        }
        copy[i] = was;
    }
    assert_true(refused > f->bytes.length_bytes);
    free(copy);
}

static void test_cut_off_at_any_length_is_refused(void **state)
{
    struct fixture *f = *state;
    for (size_t count = 0; count < f->bytes.length_bytes; count++) {
        unsigned char *part = malloc(count ? count : 1);
        assert_non_null(part);
        memcpy(part, f->bytes.data, count);
        assert_int_equal(open_and_walk(part, count), ERR_BOOK);
        free(part);
    }
}

static void test_another_version_is_refused(void **state)
{
    struct fixture *f = *state;
    unsigned char *copy = copy_of(f);
    ((struct book_header *)(void *)copy)->version = BOOK_VERSION - 1;
    assert_int_equal(open_and_walk(copy, f->bytes.length_bytes), ERR_BOOK);
    ((struct book_header *)(void *)copy)->version = BOOK_VERSION + 1;
    assert_int_equal(open_and_walk(copy, f->bytes.length_bytes), ERR_BOOK);
    free(copy);
}

/* What a crafted file might hold: each change alone, under a right checksum, must be refused. */
static const struct {
    enum part part;
    size_t at, bytes;
    uint32_t value;
} crafted[] = {
#define ROW(part, type, record, field, value)                                                      \
    {                                                                                              \
        part, (record) * sizeof(struct type) + offsetof(struct type, field),                       \
            sizeof(((struct type *)0)->field), value                                               \
    }
    ROW(PART_WORDS, book_word, 1, text, UINT32_MAX),
    ROW(PART_WORDS, book_word, 1, bytes, 0),
    ROW(PART_WORDS, book_word, 1, bytes, 65535),
    ROW(PART_WORDS, book_word, 2, block, UINT32_MAX),
    ROW(PART_WORDS, book_word, 2, sentence, 0),
    ROW(PART_WORDS, book_word, 2, page, 9),
    ROW(PART_WORDS, book_word, 2, lang, 9),
    ROW(PART_WORDS, book_word, 2, style, 8),
    ROW(PART_WORDS, book_word, 1, flags, WORD_LINE_AFTER),
    ROW(PART_WORDS, book_word, 2, flags, WORD_SPACE_AFTER),
    ROW(PART_WORDS, book_word, 0, flags, 1),
    ROW(PART_SENTENCES, book_sentence, 1, word_count, UINT32_MAX),
    ROW(PART_SENTENCES, book_sentence, 2, first_word, 1),
    ROW(PART_BLOCKS, book_block, 1, kind, 0),
    ROW(PART_BLOCKS, book_block, 1, kind, 10),
    ROW(PART_BLOCKS, book_block, 1, kind, BLOCK_LEFT_OUT),
    ROW(PART_BLOCKS, book_block, 1, word_count, UINT32_MAX),
    ROW(PART_BLOCKS, book_block, 1, word_count, 3),
    ROW(PART_BLOCKS, book_block, 1, sentence_count, UINT32_MAX),
    ROW(PART_BLOCKS, book_block, 1, level, 7),
    ROW(PART_BLOCKS, book_block, 1, label, UINT32_MAX),
    ROW(PART_BLOCKS, book_block, 1, picture, 1),
    ROW(PART_BLOCKS, book_block, 1, group, 1000),
    ROW(PART_BLOCKS, book_block, 4, picture, 2),
    ROW(PART_BLOCKS, book_block, 4, alt_first, 1),
    ROW(PART_BLOCKS, book_block, 5, row, 0),
    ROW(PART_PAGES, book_page, 1, first_word, UINT32_MAX),
    ROW(PART_PAGES, book_page, 1, label, UINT32_MAX),
    ROW(PART_PAGES, book_page, 1, width_pt, 0x7fc00000), /* not a number */
    ROW(PART_PICTURES, book_picture, 1, channels, 5),
    ROW(PART_PICTURES, book_picture, 1, width_px, 0),
    ROW(PART_PICTURES, book_picture, 1, width_px, UINT32_MAX),
    ROW(PART_PICTURES, book_picture, 1, height_px, 30000 * 2000),
    ROW(PART_PICTURES, book_picture, 1, data, UINT32_MAX),
    ROW(PART_PICTURES, book_picture, 1, bytes, UINT32_MAX),
    ROW(PART_PICTURES, book_picture, 1, bytes, 0),
    ROW(PART_LINKS, book_link, 1, first_word, 0),
    ROW(PART_LINKS, book_link, 1, word_count, UINT32_MAX),
    ROW(PART_LINKS, book_link, 1, word_count, 12),
    ROW(PART_LINKS, book_link, 2, first_word, 1),
    ROW(PART_LINKS, book_link, 1, uri, UINT32_MAX),
    ROW(PART_LINKS, book_link, 2, target, UINT32_MAX),
    ROW(PART_ENTRIES, book_entry, 1, word, UINT32_MAX),
    ROW(PART_ENTRIES, book_entry, 1, title, UINT32_MAX),
    ROW(PART_ENTRIES, book_entry, 1, level, 0),
    ROW(PART_EXPANSIONS, book_expansion, 1, text, UINT32_MAX),
    ROW(PART_WARNINGS, book_warning, 1, kind, 99),
    ROW(PART_INFO, book_info, 0, title, 0), /* no title */
    ROW(PART_INFO, book_info, 0, lang, 0),
    ROW(PART_INFO, book_info, 0, source, 0),
    ROW(PART_INFO, book_info, 0, order, 4),
    ROW(PART_INFO, book_info, 0, flags, 4),
#undef ROW
    {PART_LANGS, 4, 4, UINT32_MAX},
    {PART_POOL, 0, 1, 'x'},
    {PART_POOL, 3, 1, 0xff},
    {PART_POOL, 3, 1, 0x1b}, /* no control characters: a terminal obeys them */
};

static void test_crafted_numbers_are_refused(void **state)
{
    struct fixture *f = *state;
    unsigned char *copy = copy_of(f);
    mend_checksum(copy);
    assert_int_equal(open_and_walk(copy, f->bytes.length_bytes), ERR_OK);
    for (size_t i = 0; i < sizeof crafted / sizeof *crafted; i++) {
        unsigned char *at = (unsigned char *)part_of(copy, crafted[i].part) + crafted[i].at;
        unsigned char was[4];
        memcpy(was, at, crafted[i].bytes);
        memcpy(at, &crafted[i].value, crafted[i].bytes);
        mend_checksum(copy);
        if (open_and_walk(copy, f->bytes.length_bytes) != ERR_BOOK)
            fail_msg("row %zu was taken", i);
        memcpy(at, was, crafted[i].bytes);
    }
    free(copy);
}

static void test_crafted_parts_are_refused(void **state)
{
    struct fixture *f = *state;
    for (enum part part = 0; part < PART_COUNT; part++) {
        static const uint32_t values[] = {0, 1, 0x7fffffff, 0xfffffff0, UINT32_MAX};
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            for (int which = 0; which < 2; which++) {
                unsigned char *copy = copy_of(f);
                struct book_header *header = (void *)copy;
                uint32_t *field = which ? &header->parts[part].count : &header->parts[part].offset;
                if (*field != values[v]) {
                    *field = values[v];
                    assert_int_equal(open_and_walk(copy, f->bytes.length_bytes), ERR_BOOK);
                }
                free(copy);
            }
        }
    }
}

static void test_damaged_picture_is_an_error_and_the_book_still_opens(void **state)
{
    struct fixture *f = *state;
    unsigned char *copy = copy_of(f);
    unsigned char *data = part_of(copy, PART_PICTURE_DATA);
    data[5] ^= 0x10;
    struct book *book;
    unsigned char *pixels;
    assert_int_equal(book_from_bytes(copy, f->bytes.length_bytes, &book), ERR_OK);
    assert_int_equal(book_load_picture(book, 1, &pixels), ERR_BOOK);
    assert_null(pixels);
    book_close(book);
    data[5] ^= 0x10;

    struct book_picture *picture = (struct book_picture *)part_of(copy, PART_PICTURES) + 1;
    picture->width_px = 3; /* more pixels than were deflated */
    mend_checksum(copy);
    assert_int_equal(book_from_bytes(copy, f->bytes.length_bytes, &book), ERR_OK);
    assert_int_equal(book_load_picture(book, 1, &pixels), ERR_BOOK);
    book_close(book);
    picture->width_px = 1; /* fewer */
    mend_checksum(copy);
    assert_int_equal(book_from_bytes(copy, f->bytes.length_bytes, &book), ERR_OK);
    assert_int_equal(book_load_picture(book, 1, &pixels), ERR_BOOK);
    book_close(book);
    free(copy);
}

static void test_bytes_may_lie_anywhere_in_memory(void **state)
{
    struct fixture *f = *state;
    unsigned char *room = malloc(f->bytes.length_bytes + 8);
    assert_non_null(room);
    for (size_t shift = 0; shift < 8; shift++) {
        memcpy(room + shift, f->bytes.data, f->bytes.length_bytes);
        assert_int_equal(open_and_walk(room + shift, f->bytes.length_bytes), ERR_OK);
    }
    free(room);
}

static void test_file_on_disk_opens_like_its_bytes(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/lectern-book-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(file_write_all(fd, f->bytes.data, f->bytes.length_bytes), ERR_OK);
    struct book *book, *same;
    assert_int_equal(book_open(path, &book), ERR_OK);
    assert_int_equal(book_from_bytes((unsigned char *)f->bytes.data, f->bytes.length_bytes, &same),
                     ERR_OK);
    assert_true(walk_book(book) == walk_book(same));
    book_rest(book);
    book_rest(same);
    assert_true(walk_book(book) == walk_book(same));
    book_close(book);
    book_close(same);
    assert_int_equal(ftruncate(fd, 100), 0);
    assert_int_equal(book_open(path, &book), ERR_BOOK);
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(book_open(path, &book), ERR_BOOK);
    close(fd);
    unlink(path);
    assert_int_equal(book_open(path, &book), ERR_NOT_FOUND);
    assert_null(book);
    book_close(NULL);
}

/* Linux 5.14 says so without ending us; not one that is emulated. */
static bool kernel_tells_of_a_bad_page(void)
{
#ifdef MADV_POPULATE_READ
    int fd = memfd_create("book", MFD_CLOEXEC);
    assert_int_equal(ftruncate(fd, 1), 0);
    bad_page = &(size_t){0};
    void *p = mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, 0);
    bad_page = NULL;
    close(fd);
    bool tells = madvise(p, 1, MADV_POPULATE_READ) != 0 && errno == EFAULT;
    munmap(p, 1);
    return tells;
#else
    return false;
#endif
}

/* Some pages of words, and some of one picture, of noise. */
static void make_long(struct str *out)
{
    enum { PARAGRAPHS = 100, SIDE = 80 };
    static unsigned char pixels[SIDE * SIDE * 3];
    uint32_t noise = 1;
    for (size_t i = 0; i < sizeof pixels; i++) {
        noise = noise * 1664525 + 1013904223;
        pixels[i] = (unsigned char)(noise >> 24);
    }
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE}, pixels, SIDE, SIDE, 3,
                       "Noise.", NULL);
    for (int i = 0; i < PARAGRAPHS; i++)
        sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH},
                     "Every child has a right to education.");
    assert_int_equal(builder_finish(b, out), ERR_OK);
    builder_free(b);
}

/* Every page in turn. Words 0 opens the whole book; 1 its start alone, where that can be read. */
static void assert_survives_bad_pages(const char *path, size_t bytes, size_t picture_data)
{
    for (size_t at = 0; at < bytes; at += page_bytes()) {
        for (uint32_t words = 0; words <= 1; words++) {
            struct book *book;
            unsigned char *pixels;
            bool is_whole;
            bad_page = &at;
            enum err err = book_open_start(path, words, &is_whole, &book);
            bad_page = NULL;
            assert_int_equal(err, is_whole && at < picture_data ? ERR_BOOK : ERR_OK);
            if (err == ERR_OK)
                (void)walk_book(book);
            if (at >= picture_data)
                assert_int_equal(book_load_picture(book, 1, &pixels), ERR_BOOK);
            book_close(book);
        }
    }
}

static void test_a_page_that_can_t_be_read_is_an_error(void **state)
{
    (void)state;
    if (!kernel_tells_of_a_bad_page()) {
        print_message("this kernel does not tell of a page that can't be read: not proved\n");
        skip();
    }
    char path[64];
    struct str bytes = {0};
    struct book *book;
    bool is_whole;
    make_long(&bytes);
    size_t data = ((struct book_header *)(void *)bytes.data)->parts[PART_PICTURE_DATA].offset;
    assert_in_range(data, 3 * page_bytes(), bytes.length_bytes - 3 * page_bytes());
    int fd = memfd_create("book", MFD_CLOEXEC);
    assert_int_equal(file_write_all(fd, bytes.data, bytes.length_bytes), ERR_OK);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    assert_int_equal(book_open_start(path, 1, &is_whole, &book), ERR_OK);
    assert_false(is_whole);
    book_close(book);
    assert_survives_bad_pages(path, bytes.length_bytes, data);
    close(fd);
    str_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_flipped_byte_is_noticed_or_harmless),
        cmocka_unit_test(test_every_changed_byte_under_a_right_checksum_is_refused_or_harmless),
        cmocka_unit_test(test_cut_off_at_any_length_is_refused),
        cmocka_unit_test(test_another_version_is_refused),
        cmocka_unit_test(test_crafted_numbers_are_refused),
        cmocka_unit_test(test_crafted_parts_are_refused),
        cmocka_unit_test(test_damaged_picture_is_an_error_and_the_book_still_opens),
        cmocka_unit_test(test_bytes_may_lie_anywhere_in_memory),
        cmocka_unit_test(test_file_on_disk_opens_like_its_bytes),
        cmocka_unit_test(test_a_page_that_can_t_be_read_is_an_error),
    };
    return cmocka_run_group_tests_name("book file", tests, make_sample, drop_sample);
}
