/* The start of a long book is a book like any other, and says what the whole says; what it is made of is believed in nothing. */
#include "base/file.h"
#include "book/format.h"
#include "made.h"
#include "sample.h"
#include "walk.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { TIMES = 12, WORDS = 40 };

/* A book file in memory, with a path. */
struct file {
    struct made made;
    int fd;
    char path[64];
};

static int make_file(void **state)
{
    struct file *f = calloc(1, sizeof *f);
    struct builder *b = builder_new();
    for (int i = 0; i < TIMES; i++)
        sample_build(b);
    f->made = made_finish(b);
    f->fd = memfd_create("book", MFD_CLOEXEC);
    snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", f->fd);
    *state = f;
    return f->fd < 0 ||
                   file_write_all(f->fd, f->made.bytes.data, f->made.bytes.length_bytes) != ERR_OK
               ? -1
               : 0;
}

static int drop_file(void **state)
{
    struct file *f = *state;
    made_drop(&f->made);
    close(f->fd);
    free(f);
    return 0;
}

static bool is_same_text(const struct book *a, uint32_t n, const struct book *b, uint32_t m)
{
    return a->words[n].bytes == b->words[m].bytes &&
           memcmp(a->pool + a->words[n].text, b->pool + b->words[m].text, a->words[n].bytes) == 0;
}

static void assert_same_word(const struct book *start, const struct book *whole, uint32_t n)
{
    const struct book_word *a = &start->words[n], *b = &whole->words[n];
    assert_true(is_same_text(start, n, whole, n));
    assert_int_equal(a->style, b->style);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->block, b->block);
    assert_int_equal(a->sentence, b->sentence);
    assert_int_equal(a->page, b->page);
    assert_memory_equal(&a->box, &b->box, sizeof a->box);
    assert_string_equal(book_word_lang(start, n), book_word_lang(whole, n));
    const struct book_link *link = book_link_at(start, n), *its = book_link_at(whole, n);
    assert_int_equal(link != NULL, its != NULL);
    if (link) {
        assert_string_equal(book_string(start, link->uri), book_string(whole, its->uri));
        assert_int_equal(link->target,
                         its->target > start->word_count ? start->word_count : its->target);
    }
}

static void assert_same_block(const struct book *start, const struct book *whole, uint32_t b)
{
    const struct book_block *a = &start->blocks[b], *its = &whole->blocks[b];
    assert_int_equal(a->kind, its->kind);
    assert_int_equal(a->word_count, its->word_count);
    assert_int_equal(a->alt_count, its->alt_count);
    assert_int_equal(a->sentence_count, its->sentence_count);
    assert_int_equal(a->group, its->group);
    assert_int_equal(a->page, its->page);
    assert_int_equal(a->picture, its->picture);
    assert_string_equal(book_string(start, a->label), book_string(whole, its->label));
    for (uint32_t i = 0; i < a->alt_count; i++)
        assert_true(is_same_text(start, a->alt_first + i, whole, its->alt_first + i));
    for (uint32_t i = 0; i < a->word_count; i++)
        assert_true(is_same_text(start, a->first_word + i, whole, its->first_word + i));
}

static void test_the_start_says_what_the_whole_says(void **state)
{
    struct file *f = *state;
    const struct book *whole = f->made.book;
    for (uint32_t words = 1; words <= whole->word_count / 4; words++) {
        struct book *start;
        bool is_whole;
        assert_int_equal(book_open_start(f->path, words, &is_whole, &start), ERR_OK);
        assert_false(is_whole);
        assert_in_range(start->word_count, words, words + 20);
        for (uint32_t n = 1; n <= start->word_count; n++)
            assert_same_word(start, whole, n);
        for (uint32_t b = 1; b <= start->block_count; b++)
            assert_same_block(start, whole, b);
        assert_int_equal(start->page_count, whole->page_count);
        assert_string_equal(book_string(start, start->pages[start->page_count].label),
                            book_string(whole, whole->pages[whole->page_count].label));
        assert_string_equal(book_title(start), book_title(whole));
        (void)walk_book(start);
        book_close(start);
    }
}

static void test_a_picture_of_the_start_is_the_one_of_the_whole(void **state)
{
    struct file *f = *state;
    struct book *start;
    bool is_whole;
    assert_int_equal(book_open_start(f->path, WORDS, &is_whole, &start), ERR_OK);
    assert_true(start->picture_count >= 1 && start->picture_count < f->made.book->picture_count);
    unsigned char *pixels, *same;
    assert_int_equal(book_load_picture(start, 1, &pixels), ERR_OK);
    assert_int_equal(book_load_picture(f->made.book, 1, &same), ERR_OK);
    assert_memory_equal(pixels, same, 2 * 2 * 4);
    free(pixels);
    free(same);
    book_close(start);
}

static void test_a_short_book_is_opened_whole(void **state)
{
    struct file *f = *state;
    const struct book *whole = f->made.book;
    struct book *book;
    bool is_whole;
    assert_int_equal(book_open_start(f->path, whole->word_count / 4 + 1, &is_whole, &book), ERR_OK);
    assert_true(is_whole);
    assert_int_equal(book->word_count, whole->word_count);
    assert_int_equal(book->entry_count, whole->entry_count);
    book_close(book);
}

/* Whatever a byte becomes: either the start may be walked, or the whole is refused, as its checksum says. */
static void test_a_changed_byte_is_never_walked_into(void **state)
{
    struct file *f = *state;
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    size_t end = ((const struct book_header *)(const void *)f->made.bytes.data)
                     ->parts[PART_PICTURE_DATA]
                     .offset;
    size_t starts = 0, refused = 0;
    for (size_t i = 0; i < end; i++) {
        for (size_t v = 0; v < sizeof values; v++) {
            if (values[v] == (unsigned char)f->made.bytes.data[i])
                continue;
            struct book *book;
            bool is_whole;
            assert_int_equal(pwrite(f->fd, &values[v], 1, (off_t)i), 1);
            enum err err = book_open_start(f->path, WORDS, &is_whole, &book);
            if (err == ERR_OK)
                (void)walk_book(book);
            starts += err == ERR_OK && !is_whole;
            refused += err != ERR_OK;
            assert_true(err == ERR_OK ? !is_whole : err == ERR_BOOK);
            book_close(book);
        }
        assert_int_equal(pwrite(f->fd, f->made.bytes.data + i, 1, (off_t)i), 1);
    }
    assert_true(starts > 1000); /* what lies behind the start is not looked at yet */
    assert_true(refused > 1000);
}

/* Ranges, counts and strings that lie outside of their parts. */
static void test_a_start_that_lies_about_its_place_is_none(void **state)
{
    struct file *f = *state;
    const struct book_header *header = (const void *)f->made.bytes.data;
    static const struct {
        enum part part;
        uint32_t record;
        size_t at;
    } numbers[] = {
        {PART_WORDS, 1, offsetof(struct book_word, text)},
        {PART_WORDS, 3, offsetof(struct book_word, text)},
        {PART_SENTENCES, 1, offsetof(struct book_sentence, first_word)},
        {PART_SENTENCES, 1, offsetof(struct book_sentence, word_count)},
        {PART_BLOCKS, 1, offsetof(struct book_block, first_word)},
        {PART_BLOCKS, 1, offsetof(struct book_block, word_count)},
        {PART_BLOCKS, 1, offsetof(struct book_block, first_sentence)},
        {PART_BLOCKS, 1, offsetof(struct book_block, sentence_count)},
        {PART_BLOCKS, 1, offsetof(struct book_block, label)},
        {PART_BLOCKS, 1, offsetof(struct book_block, group)},
        {PART_BLOCKS, 4, offsetof(struct book_block, alt_first)},
        {PART_BLOCKS, 4, offsetof(struct book_block, alt_count)},
        {PART_BLOCKS, 4, offsetof(struct book_block, picture)},
        {PART_LINKS, 1, offsetof(struct book_link, uri)},
        {PART_EXPANSIONS, 1, offsetof(struct book_expansion, text)},
        {PART_PAGES, 1, offsetof(struct book_page, label)},
        {PART_LANGS, 1, 0},
        {PART_INFO, 0, offsetof(struct book_info, title)},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t at = header->parts[numbers[i].part].offset +
                    numbers[i].record * book_record_bytes(numbers[i].part) + numbers[i].at;
        for (uint32_t wild = 0x7fffffff; wild; wild = wild == 0x7fffffff ? UINT32_MAX : 0) {
            struct book *book;
            bool is_whole;
            assert_int_equal(pwrite(f->fd, &wild, sizeof wild, (off_t)at), sizeof wild);
            if (book_open_start(f->path, WORDS, &is_whole, &book) != ERR_BOOK)
                fail_msg("row %zu was taken", i);
        }
        assert_int_equal(pwrite(f->fd, f->made.bytes.data + at, 4, (off_t)at), 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_start_says_what_the_whole_says, make_file,
                                        drop_file),
        cmocka_unit_test_setup_teardown(test_a_picture_of_the_start_is_the_one_of_the_whole,
                                        make_file, drop_file),
        cmocka_unit_test_setup_teardown(test_a_short_book_is_opened_whole, make_file, drop_file),
        cmocka_unit_test_setup_teardown(test_a_changed_byte_is_never_walked_into, make_file,
                                        drop_file),
        cmocka_unit_test_setup_teardown(test_a_start_that_lies_about_its_place_is_none, make_file,
                                        drop_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
