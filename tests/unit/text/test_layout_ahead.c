/* The next screen is made ahead: it is the one that comes, and what shows stays as it is. */
#include "pages.h"

struct area {
    int size_px, width_px, height_px;
};

static const struct area areas[] = {{66, 1224, 560}, {33, 1224, 560}, {132, 1224, 560},
                                    {66, 744, 330},  {28, 200, 300},  {112, 1860, 900},
                                    {20, 480, 2000}, {10, 1, 1},      {50, 30, 20}};

static struct pages mixture;

static struct layout *layout_of(const struct area *a, uint32_t anchor)
{
    struct layout_style style = pages_style(a->size_px, a->width_px, a->height_px);
    return layout_new(mixture.book, mixture.runs, &style, anchor);
}

static void assert_same_items(const struct layout_screen *a, const struct layout_screen *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->first_word, b->first_word);
    assert_int_equal(a->last_word, b->last_word);
    assert_int_equal(a->first_block, b->first_block);
    assert_int_equal(a->column_px, b->column_px);
    for (size_t i = 0; i < a->count; i++) {
        const struct placed *x = &a->items[i], *y = &b->items[i];
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->word, y->word);
        assert_int_equal(x->bytes, y->bytes);
        assert_int_equal(x->baseline_y, y->baseline_y);
        assert_memory_equal(&x->rect, &y->rect, sizeof x->rect);
    }
}

/* Two layouts side by side: one looks ahead before each step, the other never does. */
static void test_layout_shows_the_same_whether_it_looked_ahead(void **state)
{
    (void)state;
    static const int way[] = {1, 1, 1, -1, -1, 1, 1, 1, -1, 1, 1, -1, -1, -1, -1, -1, 1};
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        struct layout *a = layout_of(&areas[i], 300), *b = layout_of(&areas[i], 300);
        (void)layout_screen_ahead(a, 1); /* before anything shows */
        assert_same_items(layout_screen_at(a, 300), layout_screen_at(b, 300));
        for (size_t k = 0; k < sizeof way / sizeof *way; k++) {
            bool other = k % 3 == 2; /* what was looked for is not always what comes */
            const struct layout_screen *ahead = layout_screen_ahead(a, other ? -way[k] : way[k]);
            const struct layout_screen *x = layout_screen_step(a, way[k]);
            const struct layout_screen *y = layout_screen_step(b, way[k]);
            assert_int_equal(!x, !y);
            if (!other)
                assert_int_equal(!ahead, !x);
            if (x)
                assert_same_items(x, y);
        }
        layout_free(a);
        layout_free(b);
    }
}

static void test_layout_looks_ahead_without_moving(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 1), *plain = layout_of(&areas[0], 1);
    const struct layout_screen *now = layout_screen_at(layout, 1), *next;
    (void)layout_screen_at(plain, 1);
    while ((next = layout_screen_step(plain, 1))) {
        const struct layout_screen *ahead = layout_screen_ahead(layout, 1);
        uint32_t first = now->first_word;
        assert_ptr_not_equal(ahead, now);
        assert_same_items(ahead, next);
        assert_int_equal(now->first_word, first);
        now = layout_screen_step(layout, 1);
        assert_same_items(now, next);
        uint32_t n, m, x, y;
        layout_position(layout, &n, &m);
        layout_position(plain, &x, &y);
        assert_int_equal(n, x);
    }
    assert_null(layout_screen_ahead(layout, 1));
    layout_free(layout);
    layout_free(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout_shows_the_same_whether_it_looked_ahead),
        cmocka_unit_test(test_layout_looks_ahead_without_moving),
    };
    pages_begin(&mixture);
    pages_add_mixture(&mixture);
    pages_finish(&mixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pages_end(&mixture);
    return failed;
}
