/* Proves: pages that the job skips or gives up are left out and named, the parent hears of every page, and bad bytes end in a cause. */
#include "book/file.h"
#include "extract/extract.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DOCS "tests/golden/docs/"

struct heard {
    uint32_t calls, last, pages;
};

static void hear(void *data, uint32_t page, uint32_t pages)
{
    struct heard *heard = data;
    heard->calls++;
    heard->last = page;
    heard->pages = pages;
}

static enum err extract(struct extract_job *job, struct book **book, struct str *bytes)
{
    struct builder *b = builder_new();
    enum err err;
    *book = NULL;
    job->fd = open(job->name, O_RDONLY | O_CLOEXEC);
    assert_true(job->fd >= 0);
    err = extract_document(job, b);
    if (err == ERR_OK)
        err = builder_finish(b, bytes);
    if (err == ERR_OK)
        err = book_from_bytes((const unsigned char *)bytes->data, bytes->length_bytes, book);
    builder_free(b);
    close(job->fd);
    return err;
}

static uint32_t count_warnings(const struct book *book, enum warning_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 1; i <= book->warning_count; i++)
        count += book->warnings[i].kind == kind;
    return count;
}

static void test_every_page_is_announced(void **state)
{
    struct heard heard = {0};
    struct extract_job job = {
        .name = DOCS "running-heads.pdf", .page_begins = hear, .data = &heard};
    struct book *book;
    struct str bytes = {0};
    (void)state;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(heard.calls, 4);
    assert_int_equal(heard.last, 4);
    assert_int_equal(heard.pages, 4);
    assert_int_equal(book->page_count, 4);
    book_close(book);
    str_free(&bytes);
}

static void test_a_skipped_page_costs_that_page(void **state)
{
    const uint32_t skip[] = {2};
    struct heard heard = {0};
    struct extract_job job = {.name = DOCS "running-heads.pdf",
                              .skip = skip,
                              .skip_count = 1,
                              .page_begins = hear,
                              .data = &heard};
    struct book *book;
    struct str bytes = {0};
    (void)state;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(heard.calls, 3);
    assert_int_equal(count_warnings(book, WARNING_PAGE_LOST), 1);
    assert_int_equal(book->page_count, 4);
    assert_int_equal(book->pages[2].first_word, 0);
    assert_int_not_equal(book->pages[3].first_word, 0);
    book_close(book);
    str_free(&bytes);
}

static void test_what_is_given_up_is_said(void **state)
{
    struct extract_job job = {.name = DOCS "running-heads.pdf", .give_up_from = 3};
    struct book *book;
    struct str bytes = {0};
    (void)state;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(count_warnings(book, WARNING_PAGES_GIVEN_UP), 1);
    assert_int_not_equal(book->pages[2].first_word, 0);
    assert_int_equal(book->pages[3].first_word, 0);
    book_close(book);
    str_free(&bytes);
}

static void test_pictures_are_made_only_when_wanted(void **state)
{
    struct extract_job job = {.name = DOCS "picture-beside-text.pdf"};
    struct book *book;
    struct str bytes = {0};
    (void)state;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(book->picture_count, 0);
    book_close(book);
    str_clear(&bytes);
    job.picture_most_px = 4;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(book->picture_count, 2);
    assert_int_equal(book->pictures[1].width_px, 4);
    book_close(book);
    str_free(&bytes);
}

static uint32_t count_pictures(struct extract_job job, const char *name)
{
    struct book *book;
    struct str bytes = {0};
    job.name = name;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_true(book->word_count > 0);
    uint32_t lost = count_warnings(book, WARNING_PICTURES_LOST) +
                    count_warnings(book, WARNING_PICTURES_GIVEN_UP);
    uint32_t count = book->picture_count;
    assert_int_equal(lost, job.bare_count + (job.bare_from || job.pictures_end_us));
    book_close(book);
    str_free(&bytes);
    return count;
}

static void test_a_bare_page_has_words_and_no_pictures(void **state)
{
    static const char *const names[] = {DOCS "picture-beside-text.pdf",
                                        DOCS "pictures-and-boxes.docx",
                                        DOCS "pictures-in-their-address.html", DOCS "frames.odt"};
    const uint32_t bare[] = {1};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct extract_job job = {.picture_most_px = 100};
        assert_true(count_pictures(job, names[i]) > 0);
        job.bare = bare;
        job.bare_count = 1;
        assert_int_equal(count_pictures(job, names[i]), 0);
        job.bare_count = 0;
        job.bare_from = 2;
        assert_true(count_pictures(job, names[i]) > 0);
        job.bare_from = 1;
        assert_int_equal(count_pictures(job, names[i]), 0);
        job.bare_from = 0;
        job.pictures_end_us = 1; /* long over */
        assert_int_equal(count_pictures(job, names[i]), 0);
    }
}

static uint32_t count_beats(const char *name, uint32_t picture_most_px, uint32_t *pictures)
{
    struct heard heard = {0};
    struct extract_job job = {
        .name = name, .picture_most_px = picture_most_px, .page_begins = hear, .data = &heard};
    struct book *book;
    struct str bytes = {0};
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(heard.pages, 1);
    *pictures = book->picture_count;
    book_close(book);
    str_free(&bytes);
    return (uint32_t)heard.calls;
}

static void test_each_picture_is_a_heartbeat(void **state)
{
    static const char *const names[] = {DOCS "picture-beside-text.pdf",
                                        DOCS "pictures-and-boxes.docx",
                                        DOCS "pictures-in-their-address.html", DOCS "frames.odt"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t none, pictures, before = count_beats(names[i], 0, &none);
        uint32_t after = count_beats(names[i], 100, &pictures);
        assert_true(none == 0 && pictures > 0);
        assert_true(after >= before + pictures);
    }
}

static void test_words_know_their_boxes_language_and_expansion(void **state)
{
    struct extract_job job = {.name = DOCS "tagged.pdf"};
    struct book *book;
    struct str bytes = {0};
    uint32_t welsh = 0;
    (void)state;
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(book->info->order, ORDER_TAGGED);
    for (uint32_t n = 1; n <= book->word_count; n++) {
        assert_int_equal(book->words[n].page, 1);
        assert_true(book->words[n].box.x1 > book->words[n].box.x0);
        welsh += strcmp(book_word_lang(book, n), "cy") == 0;
    }
    assert_int_equal(welsh, 2);
    assert_int_equal(book->expansion_count, 1);
    assert_int_equal(book->expansions[1].word_count, 1);
    book_close(book);
    str_free(&bytes);
}

static void test_lists_of_a_web_page_are_numbered_as_it_asks(void **state)
{
    static const char page[] =
        "<ol type=i start=39><li>a<li>b</ol><ol type=A start=26><li>c<li>d</ol>"
        "<ol start=2147483647><li>e<li value=-3>f</ol><ul><li>g</ul>";
    static const char *const labels[] = {"xxxix.", "xl.", "Z.", "27.", "1000000.", "-3.", "\u2022"};
    char path[] = "/tmp/lectern-list-XXXXXX.html";
    int fd = mkstemps(path, 5);
    struct extract_job job = {.name = path};
    struct book *book;
    struct str bytes = {0};
    (void)state;
    assert_int_equal(write(fd, page, sizeof page - 1), sizeof page - 1);
    close(fd);
    assert_int_equal(extract(&job, &book, &bytes), ERR_OK);
    assert_int_equal(book->block_count, sizeof labels / sizeof *labels);
    for (uint32_t n = 1; n <= book->block_count; n++)
        assert_string_equal(book_string(book, book->blocks[n].label), labels[n - 1]);
    book_close(book);
    str_free(&bytes);
    unlink(path);
}

/* Every document cut at many places: a cause or a book, never a crash. */
static void test_cut_documents_end_in_a_cause(void **state)
{
    static const char *const names[] = {DOCS "tagged.pdf", DOCS "chapters.epub",
                                        DOCS "menus-and-banners.html",
                                        DOCS "links-and-contents.pdf", DOCS "markdown.md"};
    char path[] = "/tmp/lectern-cut-XXXXXX";
    char whole[65536];
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int from = open(names[i], O_RDONLY | O_CLOEXEC);
        ssize_t size = read(from, whole, sizeof whole);
        close(from);
        assert_true(size > 0);
        for (ssize_t cut = 0; cut < size; cut += size / 37 + 1) {
            struct extract_job job = {.name = path};
            struct book *book;
            struct str bytes = {0};
            assert_int_equal(ftruncate(fd, 0), 0);
            assert_int_equal(pwrite(fd, whole, (size_t)cut, 0), cut);
            enum err err = extract(&job, &book, &bytes);
            assert_true(err == ERR_OK || err == ERR_DAMAGED || err == ERR_EMPTY ||
                        err == ERR_NO_TEXT || err == ERR_NOT_A_KIND);
            book_close(book);
            str_free(&bytes);
        }
    }
    close(fd);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_is_announced),
        cmocka_unit_test(test_a_skipped_page_costs_that_page),
        cmocka_unit_test(test_what_is_given_up_is_said),
        cmocka_unit_test(test_pictures_are_made_only_when_wanted),
        cmocka_unit_test(test_a_bare_page_has_words_and_no_pictures),
        cmocka_unit_test(test_each_picture_is_a_heartbeat),
        cmocka_unit_test(test_words_know_their_boxes_language_and_expansion),
        cmocka_unit_test(test_lists_of_a_web_page_are_numbered_as_it_asks),
        cmocka_unit_test(test_cut_documents_end_in_a_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
