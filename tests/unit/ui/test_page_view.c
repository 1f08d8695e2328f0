/* The lit word and its sentence on an original page. */
#include "book/builder.h"
#include "book/file.h"
#include "book/model.h"
#include "ui/look.h"
#include "ui/page_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 400, SIDE_PT = 100, BORDER = 2 };

static const uint32_t WHITE = 0xffffffffu, TINT = 0xff112233u, WORD = 0xff445566u;

struct page {
    struct str bytes;
    struct book *book;
    struct page_view view;
    uint32_t pixels[SIDE * SIDE];
};

static void add_word(struct builder *b, const char *text, struct box box)
{
    builder_text(b, text, strlen(text), &(struct builder_run){.page = 1, .box = box});
    builder_text(b, " ", 1, &(struct builder_run){.page = 1});
}

/* One two. Three / four five. */
static int make(void **state)
{
    static struct page page;
    struct builder *b = builder_new();
    memset(&page, 0, sizeof page);
    builder_add_page(b, "1", SIDE_PT, SIDE_PT);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    add_word(b, "One", (struct box){10, 10, 30, 20});
    add_word(b, "two.", (struct box){32, 10, 52, 20});
    add_word(b, "Three", (struct box){60, 10, 80, 20});
    add_word(b, "four", (struct box){10, 22, 30, 32});
    add_word(b, "five.", (struct box){34, 22, 54, 32});
    builder_end(b);
    bool made = builder_finish(b, &page.bytes) == ERR_OK &&
                book_from_bytes((const unsigned char *)page.bytes.data, page.bytes.length_bytes,
                                &page.book) == ERR_OK;
    builder_free(b);
    for (int i = 0; i < SIDE * SIDE; i++)
        page.pixels[i] = WHITE;
    page.view = (struct page_view){.book = page.book,
                                   .page = 1,
                                   .width_px = SIDE,
                                   .height_px = SIDE,
                                   .view = {0, 0, SIDE, SIDE},
                                   .pixels = page.pixels,
                                   .part = {0, 0, SIDE, SIDE}};
    *state = &page;
    return made ? 0 : 1;
}

static int let_go(void **state)
{
    struct page *page = *state;
    book_close(page->book);
    str_free(&page->bytes);
    return 0;
}

static void the_sentence_goes_from_line_to_line(void **state)
{
    struct page *page = *state;
    struct rect in = {0, 0, SIDE, SIDE}, r = page_view_sentence_rect(&page->view, in, 4);
    assert_int_equal(page->book->words[4].sentence, page->book->words[3].sentence);
    assert_int_equal(r.x, 40);
    assert_int_equal(r.y, 40);
    assert_in_range(r.w, 280, 284);
    assert_in_range(r.h, 88, 92);
    assert_true(rect_is_empty(page_view_sentence_rect(&page->view, in, 0)));
    assert_true(rect_is_empty(page_view_sentence_rect(&page->view, in, 6)));
}

static void the_sentence_is_lit_and_no_other(void **state)
{
    struct page *page = *state;
    static uint32_t glass[SIDE * SIDE];
    struct canvas canvas = canvas_over(glass, SIDE, SIDE, SIDE);
    struct scheme scheme = {.text = 0xff000000u, .sentence = TINT, .word = WORD};
    struct look look = {.scheme = &scheme, .metrics = {.border_px = BORDER}};
    page_view_draw(&canvas, &look, &page->view, (struct rect){0, 0, SIDE, SIDE}, 4);
    const struct {
        int x, y;
        uint32_t colour;
    } seen[] = {{80, 60, WHITE},  /* One */
                {222, 60, WHITE}, /* after two. */
                {280, 60, TINT},  /* Three */
                {80, 108, WORD},  /* four */
                {180, 108, TINT}, /* five. */
                {132, 108, TINT}, /* between them */
                {280, 108, WHITE}, {80, 200, WHITE}};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_int_equal(glass[seen[i].y * SIDE + seen[i].x], seen[i].colour);
    page_view_draw(&canvas, &look, &page->view, (struct rect){0, 0, SIDE, SIDE}, 0);
    assert_int_equal(glass[60 * SIDE + 280], WHITE);
}

/* As when the bar's rows have just become more. */
static void a_page_for_a_larger_place_keeps_to_its_own(void **state)
{
    struct page *page = *state;
    static uint32_t glass[SIDE * SIDE];
    struct canvas canvas = canvas_over(glass, SIDE, SIDE, SIDE);
    struct scheme scheme = {.text = 0xff000000u, .sentence = TINT, .word = WORD};
    struct look look = {.scheme = &scheme, .metrics = {.border_px = BORDER}};
    struct rect in = {0, 40, SIDE, SIDE - 90}, mine = rect_inset(in, -BORDER);
    page_view_draw(&canvas, &look, &page->view, in, 4);
    assert_int_equal(glass[100 * SIDE + 280], WHITE);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE && (y < mine.y || y >= mine.y + mine.h); x++)
            assert_int_equal(glass[y * SIDE + x], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sentence_goes_from_line_to_line, make, let_go),
        cmocka_unit_test_setup_teardown(the_sentence_is_lit_and_no_other, make, let_go),
        cmocka_unit_test_setup_teardown(a_page_for_a_larger_place_keeps_to_its_own, make, let_go)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
