/* A card on the glass: how its picture and its words share it. */
#include "world.h"

#include "screen/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { FIGURE_WIDE = 1, FIGURE_HIGH = 2 }; /* blocks of every card's book */

struct card {
    struct world *world;
    struct builder *builder;
    struct str bytes;
    struct visit_unit unit;
};

static void add_figure(struct builder *b, uint32_t width, uint32_t height)
{
    static unsigned char pixels[60 * 60 * 3];
    builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE, .page = 1}, pixels, width,
                       height, 3, NULL, NULL);
}

static struct card begin(struct world *w)
{
    struct card c = {.world = w, .builder = builder_new()};
    builder_add_page(c.builder, "1", 1, 1);
    add_figure(c.builder, 60, 40);
    add_figure(c.builder, 30, 60);
    return c;
}

static void say(struct card *c, enum block_kind kind, const char *text)
{
    builder_begin(c->builder, &(struct builder_block){
                                  .kind = kind, .page = 1, .level = 1, .group = 1, .label = "•"});
    builder_text(c->builder, text, strlen(text), NULL);
    builder_end(c->builder);
}

/* All words, with that figure (0: none). */
static void close_book(struct card *c, uint32_t figure)
{
    struct visit *v = &c->world->visit;
    assert_int_equal(builder_finish(c->builder, &c->bytes), ERR_OK);
    assert_int_equal(book_from_bytes((const unsigned char *)c->bytes.data, c->bytes.length_bytes,
                                     &v->reading.book),
                     ERR_OK);
    builder_free(c->builder);
    c->unit = (struct visit_unit){.number = 1,
                                  .count = 1,
                                  .first_word = 1,
                                  .last_word = v->reading.book->word_count,
                                  .figures = {figure},
                                  .figure_count = figure != 0};
}

static void fit(struct card *c, const struct display *display, int mdeg)
{
    struct visit *v = &c->world->visit;
    v->look.display = *display;
    v->settings.cap_mdeg = mdeg;
    v->look.metrics = metrics_make(&v->look.theme->sizes, &v->look.display, mdeg);
    v->stack[0] = SCREEN_CARDS;
    v->depth = 1;
    unit_fit(v, SCREEN_CARDS, &c->unit);
}

static void end(struct card *c)
{
    layout_free(c->unit.layout);
    book_close(c->world->visit.reading.book);
    c->world->visit.reading.book = NULL;
    str_free(&c->bytes);
}

static struct rect picture_of(const struct card *c)
{
    struct visit *v = &c->world->visit;
    unit_add_pictures(v, &c->unit, &c->world->list);
    assert_int_equal(c->world->list.count, 1);
    struct rect r = c->world->list.items[0].rect;
    widget_list_free(&c->world->list);
    c->world->list = (struct widget_list){0};
    return r;
}

/* How many lines there are on the screen that shows. */
static int lines_of(const struct layout_screen *screen)
{
    int lines = 0, y = -1;
    for (size_t i = 0; i < screen->count; i++) {
        if (screen->items[i].kind != PLACED_WORD || screen->items[i].rect.y == y)
            continue;
        y = screen->items[i].rect.y;
        lines++;
    }
    return lines;
}

static const int sizes[] = {450, 700, 1000};

static void test_a_picture_is_whole_and_every_word_is_reached(void **state)
{
    for (uint32_t figure = FIGURE_WIDE; figure <= FIGURE_HIGH; figure++) {
        struct card c = begin(*state);
        say(&c, BLOCK_PARAGRAPH, "You can ask somebody whom you trust to read this with you.");
        say(&c, BLOCK_LIST_ITEM, "a friend");
        say(&c, BLOCK_LIST_ITEM, "somebody who works in the council's office for education");
        close_book(&c, figure);
        for (size_t i = 0; i < sizeof profiles / sizeof *profiles * 3; i++) {
            const struct display *d = &profiles[i / 3];
            fit(&c, d, sizes[i % 3]);
            struct rect r = picture_of(&c), glass = {0, 0, d->width_px, d->height_px};
            const struct book *book = c.world->visit.reading.book;
            const struct book_picture *p = &book->pictures[book->blocks[figure].picture];
            int edge = 2 * c.world->visit.look.metrics.chosen_border_px;
            assert_true(rect_is_empty(rect_meet(r, c.unit.words_rect)));
            assert_memory_equal(&(struct rect[]){rect_meet(r, glass)}, &r, sizeof r);
            assert_in_range((r.w - edge) * (int)p->height_px - (r.h - edge) * (int)p->width_px + 60,
                            0, 120); /* as high for its width as it was, to the pixel */
            uint32_t next = 1;
            const struct layout_screen *s = layout_screen_at(c.unit.layout, 1);
            for (uint32_t part = 0; part < c.unit.parts; part++) {
                assert_non_null(s);
                assert_int_equal(s->first_word, next);
                next = s->last_word + 1;
                s = layout_screen_step(c.unit.layout, 1);
            }
            assert_null(s);
            assert_int_equal(next, book->word_count + 1);
        }
        end(&c);
    }
}

static void test_a_picture_leaves_short_words_their_line(void **state)
{
    struct card c = begin(*state);
    say(&c, BLOCK_LIST_ITEM, "a Medicare card");
    close_book(&c, FIGURE_WIDE);
    for (size_t i = 0; i < 4; i++) {
        fit(&c, &profiles[i], 450);
        assert_int_equal(c.unit.parts, 1);
        assert_int_equal(lines_of(layout_screen_at(c.unit.layout, 1)), 1);
    }
    end(&c);
}

static void test_a_picture_over_words_begins_where_they_begin(void **state)
{
    struct card c = begin(*state);
    say(&c, BLOCK_PARAGRAPH, "You can look at www.example.org/where-you-learn");
    close_book(&c, FIGURE_WIDE);
    fit(&c, &profiles[0], 450);
    struct rect r = picture_of(&c);
    assert_true(r.y + r.h < c.unit.words_rect.y);
    assert_int_equal(r.x, c.unit.words_rect.x);
    assert_true(r.w < c.unit.words_rect.w / 2 + c.unit.words_rect.w / 4);
    end(&c);
}

static void test_a_long_address_is_broken_under_its_picture(void **state)
{
    struct card c = begin(*state);
    say(&c, BLOCK_PARAGRAPH,
        "www.example.org/families-and-marriage/publications/family-law-amendment-act-2023");
    close_book(&c, FIGURE_WIDE);
    fit(&c, &profiles[3], 1000); /* a high glass: as wide as the words may be */
    struct rect r = picture_of(&c);
    assert_int_equal(c.unit.parts, 1);
    assert_true(r.y + r.h < c.unit.words_rect.y);
    assert_true(r.w > c.unit.words_rect.w * 3 / 4);
    end(&c);
}

static void test_a_tiny_picture_costs_a_screen_more(void **state)
{
    struct card c = begin(*state);
    say(&c, BLOCK_PARAGRAPH, "Your relationship with someone is how you are connected to them.");
    say(&c, BLOCK_PARAGRAPH, "For example, if you:");
    say(&c, BLOCK_LIST_ITEM, "are married");
    say(&c, BLOCK_LIST_ITEM, "have a boyfriend or a girlfriend.");
    close_book(&c, FIGURE_WIDE);
    fit(&c, &profiles[0], 500);
    struct rect r = picture_of(&c);
    assert_int_equal(c.unit.parts, 2);
    assert_true(r.w * 5 > profiles[0].width_px);
    end(&c);
}

static void test_what_leads_to_the_words_stands_over_them(void **state)
{
    struct card c = begin(*state);
    say(&c, BLOCK_PARAGRAPH, "You need:");
    say(&c, BLOCK_LIST_ITEM, "a pen");
    close_book(&c, FIGURE_WIDE);
    c.unit.lead_first = 1;
    c.unit.lead_last = 2;
    c.unit.first_word = 3;
    for (size_t i = 0; i < 4; i++) {
        fit(&c, &profiles[i], 450);
        struct rect lead = c.unit.lead_rect, r = picture_of(&c);
        assert_true(lead.h > 0 && lead.y + lead.h <= r.y);
        assert_true(lead.y + lead.h <= c.unit.words_rect.y);
    }
    fit(&c, &profiles[0], 2000); /* no room: the card's own words come first */
    assert_int_equal(c.unit.lead_rect.h, 0);
    end(&c);
}

static void test_words_that_go_on_are_shared_out(void **state)
{
    struct card c = begin(*state);
    struct str text = {0};
    for (int i = 0; i < 8; i++)
        str_add(&text, "one two three four five six seven eight nine ten eleven twelve ");
    say(&c, BLOCK_PARAGRAPH, str_text(&text));
    str_free(&text);
    close_book(&c, 0);
    fit(&c, &profiles[0], 450);
    assert_int_equal(c.unit.parts, 2);
    int first = lines_of(layout_screen_at(c.unit.layout, 1));
    int second = lines_of(layout_screen_step(c.unit.layout, 1));
    assert_in_range(first - second, 0, 1);
    end(&c);

    c = begin(*state); /* paragraphs stay whole where that is possible */
    for (int i = 0; i < 5; i++)
        say(&c, BLOCK_PARAGRAPH, "one two three four five six seven eight nine ten eleven");
    close_book(&c, 0);
    fit(&c, &profiles[0], 450);
    assert_true(c.unit.parts > 1);
    const struct layout_screen *s = layout_screen_at(c.unit.layout, 1);
    for (; s; s = layout_screen_step(c.unit.layout, 1))
        assert_int_equal(s->first_word % 11, 1);
    end(&c);
}

static void test_a_heading_is_larger_than_text(void **state)
{
    int height[2];
    for (int i = 0; i < 2; i++) {
        struct card c = begin(*state);
        say(&c, i ? BLOCK_HEADING : BLOCK_PARAGRAPH, "Your vote");
        close_book(&c, 0);
        fit(&c, &profiles[1], 450);
        height[i] = layout_screen_at(c.unit.layout, 1)->items[0].style.size_px;
        end(&c);
    }
    assert_true(height[1] > height[0] * 3 / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_picture_is_whole_and_every_word_is_reached),
        cmocka_unit_test(test_a_picture_leaves_short_words_their_line),
        cmocka_unit_test(test_a_picture_over_words_begins_where_they_begin),
        cmocka_unit_test(test_a_long_address_is_broken_under_its_picture),
        cmocka_unit_test(test_a_tiny_picture_costs_a_screen_more),
        cmocka_unit_test(test_what_leads_to_the_words_stands_over_them),
        cmocka_unit_test(test_words_that_go_on_are_shared_out),
        cmocka_unit_test(test_a_heading_is_larger_than_text),
    };
    return cmocka_run_group_tests(tests, make, let_go);
}
