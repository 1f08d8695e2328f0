/* The real worker draws original pages, inside its sandbox: ink lies where the book says that words are, a part is a part of the whole,
 * and odd pages do not stop it. */
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "book/model.h"
#include "convert/page_images.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define WORKER LECTERN_BUILD "/lectern-worker"
#define SAMPLE "assets/samples/library/Briefings/Learning together - briefing.pdf"

enum { PATIENCE_MS = 120000, SAMPLE_PAGE = 2, INK_LUMA = 128, WORDS_PERCENT = 98 };

static struct page_images *open_images(int fd, const char *name)
{
    struct convert_limits limits = convert_limits_default();
    struct page_images *images = NULL;
    limits.page_ms = PATIENCE_MS;
    assert_int_equal(page_images_new(WORKER, fd, name, &limits, NULL, NULL, &images), ERR_OK);
    return images;
}

static struct page_images *open_sample(void)
{
    int fd = open(SAMPLE, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    struct page_images *images = open_images(fd, "briefing.pdf");
    close(fd);
    return images;
}

static const uint32_t *draw(struct page_images *images, const struct page_part *part)
{
    const uint32_t *pixels = NULL;
    page_images_want(images, part, 1);
    assert_int_equal(page_images_wait(images, part, PATIENCE_MS), PAGE_READY);
    assert_int_equal(page_images_look(images, part, &pixels, NULL), PAGE_READY);
    return pixels;
}

static enum err draw_badly(struct page_images *images, const struct page_part *part)
{
    enum err cause = ERR_OK;
    page_images_want(images, part, 1);
    assert_int_equal(page_images_wait(images, part, PATIENCE_MS), PAGE_FAILED);
    assert_int_equal(page_images_look(images, part, NULL, &cause), PAGE_FAILED);
    return cause;
}

static struct book *open_sample_book(void)
{
    char path[] = "/tmp/lectern-pages-XXXXXX";
    int temp = mkstemp(path), fd = open(SAMPLE, O_RDONLY | O_CLOEXEC);
    assert_true(temp >= 0 && fd >= 0);
    struct convert_job job = {.worker_path = WORKER,
                              .document_fd = fd,
                              .name = "briefing.pdf",
                              .book_path = path,
                              .is_temporary = true,
                              .limits = convert_limits_default()};
    job.limits.page_ms = job.limits.document_ms = PATIENCE_MS;
    struct book *book = NULL;
    assert_int_equal(convert_document(&job), ERR_OK);
    assert_int_equal(book_open(path, &book), ERR_OK);
    unlink(path);
    close(temp);
    close(fd);
    return book;
}

static bool is_dark(uint32_t c)
{
    return ((c >> 16 & 0xff) + (c >> 8 & 0xff) + (c & 0xff)) / 3 < INK_LUMA;
}

/* At 2 pixels for a point. */
static bool has_ink(const uint32_t *pixels, int width_px, int height_px, struct book_box box)
{
    for (int y = box.y0 / 2; y < box.y1 / 2 && y < height_px; y++) {
        for (int x = box.x0 / 2; x < box.x1 / 2 && x < width_px; x++) {
            if (is_dark(pixels[y * width_px + x]))
                return true;
        }
    }
    return false;
}

static void ink_lies_where_the_book_says_that_words_are(void **state)
{
    (void)state;
    struct book *book = open_sample_book();
    struct page_images *images = open_sample();
    const struct book_page *page = &book->pages[SAMPLE_PAGE];
    struct page_part part = {.page = SAMPLE_PAGE,
                             .width_px = (int)(2 * page->width_pt),
                             .height_px = (int)(2 * page->height_pt)};
    part.part = (struct rect){0, 0, part.width_px, part.height_px};
    const uint32_t *pixels = draw(images, &part);
    int words = 0, inked = 0;
    for (uint32_t n = 1; n <= book->word_count; n++) {
        if (book->words[n].page != SAMPLE_PAGE)
            continue;
        words++;
        inked += has_ink(pixels, part.width_px, part.height_px, book->words[n].box);
    }
    assert_true(words > 100);
    assert_true(inked * 100 >= words * WORDS_PERCENT);
    assert_false(is_dark(pixels[0])); /* and not everywhere */
    page_images_free(images);
    book_close(book);
}

static void a_part_is_a_part_of_the_whole(void **state)
{
    (void)state;
    struct page_images *images = open_sample();
    const struct page_part whole = {SAMPLE_PAGE, 600, 850, {0, 0, 600, 850}};
    const struct page_part part = {SAMPLE_PAGE, 600, 850, {111, 222, 301, 203}};
    const struct page_part both[] = {whole, part};
    const uint32_t *all = NULL, *some = NULL;
    page_images_want(images, both, 2);
    assert_int_equal(page_images_wait(images, &part, PATIENCE_MS), PAGE_READY);
    assert_int_equal(page_images_look(images, &whole, &all, NULL), PAGE_READY);
    assert_int_equal(page_images_look(images, &part, &some, NULL), PAGE_READY);
    for (int y = 0; y < part.part.h; y++)
        assert_memory_equal(some + y * part.part.w, all + (y + part.part.y) * 600 + part.part.x,
                            4 * 301);
    page_images_free(images);
}

static void a_page_past_the_last_is_told_and_the_next_comes(void **state)
{
    (void)state;
    struct page_images *images = open_sample();
    const struct page_part past = {1000, 600, 850, {0, 0, 600, 850}};
    const struct page_part first = {1, 600, 850, {0, 0, 600, 850}};
    assert_int_equal(draw_badly(images, &past), ERR_DAMAGED);
    draw(images, &first);
    page_images_free(images);
}

/* A page of `side` points with `contents`: MuPDF finds the objects without a table. */
static FILE *make_document(int side, const char *contents)
{
    FILE *f = tmpfile();
    assert_non_null(f);
    fprintf(f,
            "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 "
            "R/Resources<<>>>>endobj\n"
            "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
            "trailer<</Root 1 0 R>>\n%%%%EOF\n",
            side, side, strlen(contents), contents);
    fflush(f);
    return f;
}

static void a_page_of_ten_thousand_points_shows_whole_and_in_parts(void **state)
{
    (void)state;
    FILE *f = make_document(10000, "0 0 0 rg 5000 0 5000 5000 re f");
    struct page_images *images = open_images(fileno(f), "huge.pdf");
    const struct page_part whole = {1, 500, 500, {0, 0, 500, 500}};
    const uint32_t *pixels = draw(images, &whole);
    assert_int_equal(pixels[400 * 500 + 400], 0xff000000u); /* the lower right quarter */
    assert_int_equal(pixels[400 * 500 + 100], 0xffffffffu);
    assert_int_equal(pixels[100 * 500 + 400], 0xffffffffu);
    const struct page_part part = {1, 20000, 20000, {9990, 15000, 20, 10}};
    pixels = draw(images, &part);
    assert_int_equal(pixels[0], 0xffffffffu);
    assert_int_equal(pixels[19], 0xff000000u);
    page_images_free(images);
    fclose(f);
}

static void two_hundred_pictures_are_drawn(void **state)
{
    (void)state;
    struct str contents = {0};
    for (int i = 0; i < 200; i++)
        str_addf(&contents, "q 40 0 0 40 %d %d cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q\n",
                 i % 20 * 50, i / 20 * 50);
    FILE *f = make_document(1000, str_text(&contents));
    struct page_images *images = open_images(fileno(f), "pictures.pdf");
    const struct page_part whole = {1, 1000, 1000, {0, 0, 1000, 1000}};
    const uint32_t *pixels = draw(images, &whole);
    for (int i = 0; i < 200; i++) {
        int x = i % 20 * 50 + 20, y = 1000 - (i / 20 * 50 + 20);
        assert_true(is_dark(pixels[y * 1000 + x]));
    }
    page_images_free(images);
    str_free(&contents);
    fclose(f);
}

static void what_has_no_pages_is_told(void **state)
{
    (void)state;
    FILE *f = tmpfile();
    fputs("Plain words.\n", f);
    fflush(f);
    struct page_images *images = open_images(fileno(f), "words.txt");
    const struct page_part first = {1, 600, 850, {0, 0, 600, 850}};
    assert_int_equal(draw_badly(images, &first), ERR_NOT_A_KIND);
    page_images_free(images);
    fclose(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ink_lies_where_the_book_says_that_words_are),
        cmocka_unit_test(a_part_is_a_part_of_the_whole),
        cmocka_unit_test(a_page_past_the_last_is_told_and_the_next_comes),
        cmocka_unit_test(a_page_of_ten_thousand_points_shows_whole_and_in_parts),
        cmocka_unit_test(two_hundred_pictures_are_drawn),
        cmocka_unit_test(what_has_no_pages_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
