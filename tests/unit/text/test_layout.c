#include "pages.h"

/* Every size and area that the invariants are held to. */
struct area {
    int size_px, width_px, height_px;
};

static const struct area areas[] = {
    {33, 1224, 560}, {66, 1224, 560}, {99, 1224, 560}, {132, 1224, 560}, {33, 744, 330},
    {66, 744, 330},  {28, 200, 300},  {28, 1860, 900}, {112, 1860, 900}, {20, 480, 2000},
    {40, 90, 700},   {10, 1, 1},      {50, 30, 20},
};
enum { AREA_COUNT = sizeof areas / sizeof areas[0] };

static struct pages mixture;

static int set_up(void **state)
{
    (void)state;
    pages_begin(&mixture);
    pages_add_mixture(&mixture);
    pages_finish(&mixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pages_end(&mixture);
    return 0;
}

static struct layout *layout_of(const struct area *a, uint32_t anchor)
{
    struct layout_style style = pages_style(a->size_px, a->width_px, a->height_px);
    return layout_new(mixture.book, mixture.runs, &style, anchor);
}

static bool area_is_roomy(const struct area *a)
{
    return a->width_px > 10 * a->size_px && a->height_px > 4 * a->size_px;
}

static const struct layout_screen *first_screen(struct layout *layout)
{
    const struct layout_screen *screen = layout_screen_at(layout, 1), *before;
    while ((before = layout_screen_step(layout, -1)))
        screen = before;
    return screen;
}

/* The pieces of every word, in order: where each word's next byte is expected. */
struct reading {
    const struct book *book;
    uint32_t word;
    uint32_t bytes; /* of it, seen so far */
};

static void read_piece(struct reading *r, const struct placed *item)
{
    if (item->word > r->book->word_count)
        return;
    const struct book_word *word = &r->book->words[item->word];
    if (item->word != r->word) {
        if (r->word)
            assert_int_equal(r->bytes, r->book->words[r->word].bytes);
        assert_int_equal(item->word, r->word + 1);
        *r = (struct reading){r->book, item->word, 0};
    }
    assert_ptr_equal(item->text, r->book->pool + word->text + r->bytes);
    r->bytes += item->bytes;
    assert_true(r->bytes <= word->bytes);
}

static void test_layout_loses_and_doubles_no_word(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        for (uint32_t anchor = 1; anchor < mixture.book->word_count; anchor += 211) {
            struct layout *layout = layout_of(&areas[i], anchor);
            (void)layout_screen_at(layout, anchor);
            const struct layout_screen *screen = first_screen(layout);
            struct reading reading = {.book = mixture.book};
            for (; screen; screen = layout_screen_step(layout, 1))
                for (size_t k = 0; k < screen->count; k++)
                    if (screen->items[k].kind == PLACED_WORD)
                        read_piece(&reading, &screen->items[k]);
            assert_int_equal(reading.word, mixture.book->word_count);
            assert_int_equal(reading.bytes, mixture.book->words[reading.word].bytes);
            layout_free(layout);
            if (!area_is_roomy(&areas[i]))
                break;
        }
    }
}

static void test_layout_keeps_all_within_the_area(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        if (!area_is_roomy(&areas[i]))
            continue;
        struct layout *layout = layout_of(&areas[i], 1);
        for (const struct layout_screen *s = first_screen(layout); s;
             s = layout_screen_step(layout, 1)) {
            assert_true(s->count > 0);
            for (size_t k = 0; k < s->count; k++) {
                struct rect r = s->items[k].rect;
                assert_true(r.x >= 0 && r.y >= 0 && r.w > 0 && r.h > 0);
                assert_true(r.x + r.w <= areas[i].width_px);
                assert_true(r.y + r.h <= areas[i].height_px);
            }
        }
        layout_free(layout);
    }
}

static void test_layout_words_never_overlap(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 1);
    for (const struct layout_screen *s = first_screen(layout); s; s = layout_screen_step(layout, 1))
        for (size_t a = 0; a < s->count; a++)
            for (size_t b = a + 1; b < s->count; b++)
                if (s->items[a].kind != PLACED_RULE && s->items[b].kind != PLACED_RULE)
                    assert_true(rect_is_empty(rect_meet(s->items[a].rect, s->items[b].rect)));
    layout_free(layout);
}

static void test_layout_never_splits_a_word_that_fits(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        struct layout *layout = layout_of(&areas[i], 1);
        for (const struct layout_screen *s = first_screen(layout); s;
             s = layout_screen_step(layout, 1))
            for (size_t k = 0; k < s->count; k++) {
                const struct placed *item = &s->items[k];
                if (item->kind != PLACED_WORD)
                    continue;
                const struct book_word *word = &mixture.book->words[item->word];
                if (item->bytes == word->bytes)
                    continue;
                int whole = run_measure(mixture.runs, mixture.book->pool + word->text, word->bytes,
                                        &item->style);
                bool plain = mixture.book->blocks[item->block].kind == BLOCK_PARAGRAPH;
                int column = s->column_px;
                assert_true(whole > (plain ? column : column * 2 / 5)); /* the rest is indented */
            }
        layout_free(layout);
    }
}

static void test_layout_leaves_no_heading_last(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        if (!area_is_roomy(&areas[i]) || areas[i].height_px < 8 * areas[i].size_px)
            continue;
        for (uint32_t anchor = 1; anchor < mixture.book->word_count; anchor += 157) {
            struct layout *layout = layout_of(&areas[i], anchor);
            for (const struct layout_screen *s = first_screen(layout); s;
                 s = layout_screen_step(layout, 1)) {
                const struct placed *last = &s->items[s->count - 1];
                bool end = s->last_word == mixture.book->word_count;
                const struct book_block *block = &mixture.book->blocks[last->block];
                assert_true(end || block->kind != BLOCK_HEADING);
                assert_true(end || block->kind != BLOCK_CELL || block->column > 1);
            }
            layout_free(layout);
        }
    }
}

static void test_layout_lines_are_at_most_70_letters(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&(struct area){20, 1860, 900}, 1);
    for (const struct layout_screen *s = first_screen(layout); s;
         s = layout_screen_step(layout, 1)) {
        size_t letters = 0;
        int y = -1;
        for (size_t k = 0; k < s->count; k++) {
            const struct placed *item = &s->items[k];
            if (item->kind != PLACED_WORD)
                continue;
            if (item->rect.y != y)
                letters = 0;
            y = item->rect.y;
            bool alone = letters == 0;
            const struct book_word *word = &mixture.book->words[item->word];
            letters += utf8_count(item->text, item->bytes);
            assert_true(letters <= 70 || alone);
            letters += word->flags & WORD_SPACE_AFTER ? 1 : 0;
        }
    }
    layout_free(layout);
}

static void test_layout_anchor_stays_on_the_first_screen_at_every_size(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++)
        for (uint32_t anchor = 1; anchor <= mixture.book->word_count; anchor += 7) {
            struct layout *layout = layout_of(&areas[i], anchor);
            const struct layout_screen *s = layout_screen_at(layout, anchor);
            assert_true(s->first_word <= anchor && anchor <= s->last_word);
            /* Nothing but its heading, or the first cell of its row, comes before it. */
            int y = -1;
            for (size_t k = 0; k < s->count; k++)
                if (s->items[k].kind == PLACED_WORD && s->items[k].word == anchor && y < 0)
                    y = s->items[k].rect.y;
            for (size_t k = 0; k < s->count; k++)
                if (s->items[k].kind == PLACED_WORD && s->items[k].rect.y < y) {
                    const struct book_block *b = &mixture.book->blocks[s->items[k].block];
                    assert_true(b->kind == BLOCK_HEADING ||
                                (b->kind == BLOCK_CELL && b->column == 1));
                }
            layout_free(layout);
            if (!area_is_roomy(&areas[i]))
                break;
        }
}

static void test_layout_same_word_same_screen(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 400);
    uint32_t n = mixture.book->word_count, *first = calloc(n + 1, sizeof *first);
    (void)layout_screen_at(layout, 400);
    for (uint32_t word = n; word >= 1; word -= 3) {
        first[word] = layout_screen_at(layout, word)->first_word;
        if (word < 4)
            break;
    }
    assert_true(layout_count(layout, 10000000));
    for (uint32_t word = 1; word <= n; word++)
        if (first[word])
            assert_int_equal(layout_screen_at(layout, word)->first_word, first[word]);
    free(first);
    layout_free(layout);
}

static void test_layout_steps_back_the_way_it_came(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 500);
    uint32_t first[200], count = 0;
    for (const struct layout_screen *s = first_screen(layout); s;
         s = layout_screen_step(layout, 1)) {
        assert_true(count < 200);
        first[count++] = s->first_word;
    }
    assert_true(count > 1);
    while (--count) {
        const struct layout_screen *s = layout_screen_step(layout, -1);
        assert_non_null(s);
        assert_int_equal(s->first_word, first[count - 1]);
    }
    assert_null(layout_screen_step(layout, -1));
    layout_free(layout);
}

static void test_layout_counts_what_it_shows(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[1], 300);
    uint32_t screen, screens, steps = 0;
    (void)layout_screen_at(layout, 300);
    layout_position(layout, &screen, &screens);
    assert_int_equal(screen, 0);
    while (!layout_count(layout, 100))
        ;
    for (const struct layout_screen *s = first_screen(layout); s;
         s = layout_screen_step(layout, 1)) {
        layout_position(layout, &screen, &screens);
        assert_int_equal(screen, ++steps);
    }
    assert_int_equal(screens, steps);
    layout_free(layout);
}

static void test_layout_text_only_shows_descriptions_and_no_pictures(void **state)
{
    (void)state;
    struct layout_style style = pages_style(33, 1224, 560);
    style.text_only = true;
    struct layout *layout = layout_new(mixture.book, mixture.runs, &style, 1);
    uint32_t described = 0;
    for (const struct layout_screen *s = first_screen(layout); s; s = layout_screen_step(layout, 1))
        for (size_t k = 0; k < s->count; k++) {
            assert_int_not_equal(s->items[k].kind, PLACED_PICTURE);
            described += s->items[k].word > mixture.book->word_count;
        }
    uint32_t expected = 0;
    for (uint32_t n = 1; n <= mixture.book->block_count; n++)
        expected += mixture.book->blocks[n].alt_count;
    assert_int_equal(described, expected);
    layout_free(layout);
}

static void test_layout_finds_what_is_under_a_point(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 1);
    const struct layout_screen *s = layout_screen_at(layout, 1);
    for (size_t k = 0; k < s->count; k++)
        if (s->items[k].kind == PLACED_WORD) {
            struct rect r = s->items[k].rect;
            assert_ptr_equal(layout_item_at(s, r.x + r.w / 2, r.y + r.h / 2), &s->items[k]);
        }
    assert_null(layout_item_at(s, -1, -1));
    layout_free(layout);
}

static void test_layout_pictures_keep_their_shape(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        if (!area_is_roomy(&areas[i]))
            continue;
        struct layout *layout = layout_of(&areas[i], 1);
        for (const struct layout_screen *s = first_screen(layout); s;
             s = layout_screen_step(layout, 1))
            for (size_t k = 0; k < s->count; k++)
                if (s->items[k].kind == PLACED_PICTURE && s->items[k].picture) {
                    struct rect r = s->items[k].rect;
                    assert_true(r.h <= areas[i].height_px * 6 / 10 + 1);
                    assert_true(r.w <= 600 && abs(r.w * 200 - r.h * 300) <= 300);
                }
        layout_free(layout);
    }
}

static void test_layout_leap_is_an_anchor_and_changes_no_shown_screen(void **state)
{
    (void)state;
    struct pages p;
    pages_begin(&p);
    for (int i = 0; i < 400; i++) {
        char text[1200] = "";
        for (int k = 0; k < 100; k++)
            strcat(text, k % 3 ? "inclusion " : "for all ");
        pages_add(&p, BLOCK_PARAGRAPH, 0, NULL, text);
    }
    pages_finish(&p);
    struct layout_style style = pages_style(33, 1224, 560);
    struct layout *layout = layout_new(p.book, p.runs, &style, 1);
    uint32_t first = layout_screen_at(layout, 300)->first_word;
    uint32_t far = layout_screen_at(layout, 45000)->first_word;
    uint32_t middle = layout_screen_at(layout, 30001)->first_word;
    assert_true(far <= 45000 && far > 44980);
    assert_int_equal(layout_screen_at(layout, 300)->first_word, first);
    assert_true(layout_count(layout, 60000000));
    assert_int_equal(layout_screen_at(layout, 45000)->first_word, far);
    assert_int_equal(layout_screen_at(layout, 30001)->first_word, middle);
    struct reading reading = {.book = p.book};
    for (const struct layout_screen *s = first_screen(layout); s; s = layout_screen_step(layout, 1))
        for (size_t k = 0; k < s->count; k++)
            read_piece(&reading, &s->items[k]);
    assert_int_equal(reading.word, p.book->word_count);
    layout_free(layout);
    pages_end(&p);
}

static void test_layout_obeys_line_ends_that_mean_something(void **state)
{
    (void)state;
    struct pages p;
    pages_begin(&p);
    pages_add(&p, BLOCK_PARAGRAPH, 0, NULL, "1 High Street\nOur Town\nThis Land");
    pages_finish(&p);
    struct layout_style style = pages_style(33, 1224, 560);
    struct layout *layout = layout_new(p.book, p.runs, &style, 1);
    const struct layout_screen *s = layout_screen_at(layout, 1);
    assert_int_equal(s->count, 7);
    assert_int_equal(s->items[3].rect.x, 0);
    assert_int_equal(s->items[3].rect.y, s->items[0].rect.y + s->items[0].rect.h);
    assert_int_equal(s->items[5].rect.y, s->items[3].rect.y + s->items[3].rect.h);
    layout_free(layout);
    pages_end(&p);
}

static void test_layout_keeps_a_number_on_one_line(void **state)
{
    (void)state;
    struct pages p;
    pages_begin(&p);
    pages_add(&p, BLOCK_PARAGRAPH, 0, NULL, "Our number is (020) 7946 0123 or 13 23 26.");
    pages_finish(&p); /* words 4 to 6 and 8 to 10 are numbers */
    int lines = 0;
    for (int width = 260; width < 900; width += 7) {
        struct layout_style style = pages_style(33, width, 900);
        struct layout *layout = layout_new(p.book, p.runs, &style, 1);
        const struct layout_screen *s = layout_screen_at(layout, 1);
        assert_int_equal(s->count, 10);
        assert_int_equal(s->items[3].rect.y, s->items[5].rect.y);
        assert_int_equal(s->items[7].rect.y, s->items[9].rect.y);
        lines += s->items[9].rect.y > s->items[0].rect.y;
        layout_free(layout);
    }
    assert_true(lines > 10);
    /* one that is wider than the line is parted all the same, and no word is lost */
    struct layout_style style = pages_style(33, 120, 900);
    struct layout *layout = layout_new(p.book, p.runs, &style, 1);
    const struct layout_screen *s = layout_screen_at(layout, 1);
    assert_true(s->items[9].rect.y > s->items[7].rect.y);
    assert_int_equal(s->last_word, 10);
    layout_free(layout);
    pages_end(&p);
}

static void test_layout_keeps_a_notes_mark_with_its_word(void **state)
{
    (void)state;
    for (int width = 300; width < 900; width += 13) {
        struct layout *layout = layout_of(&(struct area){33, width, 560}, 1);
        uint32_t marks = 0;
        for (const struct layout_screen *s = first_screen(layout); s;
             s = layout_screen_step(layout, 1))
            for (size_t k = 0; k < s->count; k++) {
                const struct placed *mark = &s->items[k];
                if (mark->kind != PLACED_WORD ||
                    !(mixture.book->words[mark->word].style & STYLE_RAISED))
                    continue;
                assert_true(k > 0);
                const struct placed *word = mark - 1;
                assert_int_equal(mark->rect.y, word->rect.y);
                assert_int_equal(mark->rect.x, word->rect.x + word->rect.w);
                assert_true(mark->baseline_y < word->baseline_y);
                assert_int_equal(mark->style.size_px, word->style.size_px);
                marks++;
            }
        assert_int_equal(marks, 60);
        layout_free(layout);
    }
}

static void test_layout_cells_carry_the_head_of_their_column(void **state)
{
    (void)state;
    struct layout *layout = layout_of(&areas[0], 1);
    uint32_t labels = 0;
    for (const struct layout_screen *s = first_screen(layout); s; s = layout_screen_step(layout, 1))
        for (size_t k = 0; k < s->count; k++) {
            const struct placed *label = &s->items[k];
            const struct book_block *block = &mixture.book->blocks[label->block];
            if (label->kind != PLACED_LABEL || block->kind != BLOCK_CELL)
                continue;
            const char *head = block->column == 2 ? "Families asked" : "Share";
            assert_true(block->row > 1);
            assert_int_equal(label->bytes, strlen(head));
            assert_memory_equal(label->text, head, strlen(head));
            assert_true(label->style.bold && !label[1].style.bold);
            assert_int_equal(label->baseline_y, label[1].baseline_y);
            labels++;
        }
    assert_int_equal(labels, 40);
    layout_free(layout);
}

static void test_layout_sets_arabic_from_the_right(void **state)
{
    (void)state;
    struct pages p;
    pages_begin(&p);
    pages_add(&p, BLOCK_PARAGRAPH, 0, NULL, "التعليم حق PDF file لكل طفل");
    pages_finish(&p);
    struct layout_style style = pages_style(33, 900, 560);
    struct layout *layout = layout_new(p.book, p.runs, &style, 1);
    const struct layout_screen *s = layout_screen_at(layout, 1);
    assert_int_equal(s->count, 6);
    const struct placed *w = s->items;
    assert_int_equal(w[0].rect.x + w[0].rect.w, s->column_px);
    assert_true(w[0].style.rtl && !w[2].style.rtl);
    assert_true(w[1].rect.x < w[0].rect.x);
    assert_true(w[2].rect.x < w[3].rect.x); /* English within runs from left to right */
    assert_true(w[3].rect.x < w[1].rect.x);
    assert_true(w[5].rect.x < w[4].rect.x && w[4].rect.x < w[2].rect.x);
    layout_free(layout);
    pages_end(&p);
}

/* What has no letters of its own runs as its book does: a number in a table, the mark of an item; in an English book it stays at the left. */
static void test_layout_numbers_run_as_their_book(void **state)
{
    (void)state;
    const char *const langs[] = {"ar", "en"};
    for (int i = 0; i < 2; i++) {
        bool rtl = i == 0;
        struct pages p;
        pages_begin(&p);
        builder_set_lang(p.builder, langs[i]);
        pages_add(&p, BLOCK_PARAGRAPH, 0, NULL, "2024");
        pages_add(&p, BLOCK_LIST_ITEM, 1, "1.", rtl ? "المدرسة" : "School");
        pages_finish(&p);
        struct layout_style style = pages_style(33, 1800, 560);
        struct layout *layout = layout_new(p.book, p.runs, &style, 1);
        const struct layout_screen *s = layout_screen_at(layout, 1);
        assert_int_equal(s->count, 3);
        assert_int_equal(s->column_px, layout_style_column_px(p.runs, &style));
        assert_true(s->column_px < 1800);
        for (size_t k = 0; k < s->count; k++)
            assert_int_equal(s->items[k].rtl_line, rtl);
        const struct placed *year = &s->items[0], *mark = &s->items[1], *word = &s->items[2];
        assert_int_equal(rtl ? year->rect.x + year->rect.w : year->rect.x, rtl ? s->column_px : 0);
        assert_int_equal(mark->kind, PLACED_LABEL);
        assert_int_equal(mark->style.rtl, rtl); /* its full stop comes after the number */
        assert_int_equal(mark->rect.x > word->rect.x, rtl);
        layout_free(layout);
        pages_end(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout_loses_and_doubles_no_word),
        cmocka_unit_test(test_layout_keeps_all_within_the_area),
        cmocka_unit_test(test_layout_words_never_overlap),
        cmocka_unit_test(test_layout_never_splits_a_word_that_fits),
        cmocka_unit_test(test_layout_leaves_no_heading_last),
        cmocka_unit_test(test_layout_lines_are_at_most_70_letters),
        cmocka_unit_test(test_layout_anchor_stays_on_the_first_screen_at_every_size),
        cmocka_unit_test(test_layout_same_word_same_screen),
        cmocka_unit_test(test_layout_steps_back_the_way_it_came),
        cmocka_unit_test(test_layout_counts_what_it_shows),
        cmocka_unit_test(test_layout_text_only_shows_descriptions_and_no_pictures),
        cmocka_unit_test(test_layout_finds_what_is_under_a_point),
        cmocka_unit_test(test_layout_pictures_keep_their_shape),
        cmocka_unit_test(test_layout_leap_is_an_anchor_and_changes_no_shown_screen),
        cmocka_unit_test(test_layout_obeys_line_ends_that_mean_something),
        cmocka_unit_test(test_layout_keeps_a_number_on_one_line),
        cmocka_unit_test(test_layout_keeps_a_notes_mark_with_its_word),
        cmocka_unit_test(test_layout_cells_carry_the_head_of_their_column),
        cmocka_unit_test(test_layout_sets_arabic_from_the_right),
        cmocka_unit_test(test_layout_numbers_run_as_their_book),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
