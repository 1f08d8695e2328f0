/* A long document shows its start, and then is whole: the same on the glass, and all there for whoever goes on. */
#include "gate.h"

#include "book/builder.h"
#include "book/model.h"
#include "text/layout.h"

enum { PARAGRAPHS = 900, WORDS = 16 };
static const char title[] = "A long report";

static void make_long(struct str *out)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, "en");
    builder_set_title(b, title);
    for (int i = 0; i < PARAGRAPHS; i++) {
        struct str text = {0};
        bool heading = i % 20 == 0;
        builder_begin(b, &(struct builder_block){.kind = heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                                                 .level = heading});
        for (int w = 0; w < (heading ? 3 : WORDS); w++)
            str_addf(&text, "%sword%d", w ? " " : "", (i * WORDS + w) % 977);
        str_add(&text, ".");
        builder_text(b, text.data, text.length_bytes, NULL);
        builder_end(b);
        str_free(&text);
    }
    assert_int_equal(builder_finish(b, out), ERR_OK);
    builder_free(b);
}

/* Publishes it; `broken`: a letter near its end has rotted since. */
static void put_long(struct gate *g, struct document *d, bool broken)
{
    static char none[] = "", name[] = "long.txt", lang[] = "en", section[] = "Briefings";
    struct str bytes = {0};
    *d = (struct document){.title = mem_copy_string(title),
                           .author = none,
                           .lang = lang,
                           .section = section,
                           .name = name,
                           .source = SOURCE_TEXT,
                           .order = ORDER_GIVEN};
    memset(d->id, 'a', sizeof d->id - 1);
    make_long(&bytes);
    bytes.data[bytes.length_bytes - 9] ^= broken ? 1 : 0;
    publish(g, d, &bytes);
}

static uint64_t picture(const struct widget_list *list)
{
    uint64_t hash = list->count;
    for (size_t i = 0; i < list->count; i++)
        hash = (hash ^ widget_hash(list, &list->items[i])) * 31;
    return hash;
}

/* What the first frame shows of it. */
static uint64_t open_long(struct gate *g, struct document *d, bool broken)
{
    act(g, ACTION_START, 0);
    put_long(g, d, broken);
    reading_open(g->session, d);
    session_follow(g->session);
    session_build(g->session);
    assert_true(g->session->visit.reading.is_start);
    assert_true(g->session->visit.reading.book->word_count < 3000);
    return picture(&g->session->list);
}

static void assert_whole(const struct gate *g)
{
    const struct visit_reading *r = &g->session->visit.reading;
    assert_false(r->is_start);
    assert_int_equal(r->book->word_count, PARAGRAPHS * WORDS - PARAGRAPHS / 20 * (WORDS - 3));
    assert_int_equal(r->book->heading_count, PARAGRAPHS / 20);
}

static void what_shows_is_the_same_when_it_is_whole(void **state)
{
    struct gate *g = *state;
    struct document d;
    uint64_t start = open_long(g, &d, false);
    reading_settle(g->session, true);
    assert_whole(g);
    assert_true(picture(&g->session->list) == start);
    free(d.title);
}

static void the_rest_comes_by_itself(void **state)
{
    struct gate *g = *state;
    struct document d;
    open_long(g, &d, false);
    g->session->in_script = false; /* by its thread */
    while (sem_trywait(&g->woken) == 0)
        ;
    session_count_screens(g->session, 4000);
    assert_non_null(g->session->opener);
    session_build(g->session);
    assert_int_not_equal(session_sleep_ms(g->session), 0); /* nothing is polled for */
    while (g->session->visit.reading.is_start) {
        sem_wait(&g->woken);
        session_count_screens(g->session, 4000);
    }
    assert_null(g->session->opener);
    assert_whole(g);
    free(d.title);
}

static void whoever_goes_on_goes_on_in_the_whole(void **state)
{
    struct gate *g = *state;
    struct document d;
    open_long(g, &d, false);
    act(g, ACTION_NEXT, 0);
    assert_whole(g);
    assert_true(g->session->visit.reading.screen->first_word > 1);
    free(d.title);
}

static void who_leaves_at_once_waits_for_nothing(void **state)
{
    struct gate *g = *state;
    struct document d;
    open_long(g, &d, false);
    g->session->in_script = false;
    session_count_screens(g->session, 4000); /* its thread is at work */
    assert_non_null(g->session->opener);
    session_end_visit(g->session);
    assert_null(g->session->opener);
    assert_null(g->session->visit.reading.book);
    free(d.title);
}

static void a_rest_that_has_rotted_is_told_and_the_document_left(void **state)
{
    struct gate *g = *state;
    struct document d;
    open_long(g, &d, true);
    reading_settle(g->session, true);
    session_build(g->session);
    assert_int_equal(visit_screen(&g->session->visit), SCREEN_NOTICE);
    assert_string_equal(g->session->visit.notice.about, title);
    act(g, ACTION_CLOSE, 0);
    assert_int_equal(visit_screen(&g->session->visit), SCREEN_HOME);
    assert_null(g->session->visit.reading.book);
    free(d.title);
}

static void a_place_that_was_kept_far_on_is_gone_to(void **state)
{
    struct gate *g = *state;
    struct document d;
    enum { FAR = 9000 };
    open_long(g, &d, false);
    reading_settle(g->session, true);
    reading_go(g->session, FAR);
    act(g, ACTION_KEEP, 0);
    assert_int_equal(g->session->visit.kept_count, 1);
    uint32_t kept = g->session->visit.kept[0].word;
    act(g, ACTION_HOME, 0);
    assert_null(g->session->visit.reading.book);
    act(g, ACTION_KEPT, 0);
    act(g, ACTION_KEPT_OPEN, 0);
    reading_settle(g->session, true);
    const struct layout_screen *screen = g->session->visit.reading.screen;
    assert_true(screen->first_word <= kept && kept <= screen->last_word);
    free(d.title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_shows_is_the_same_when_it_is_whole, start, stop),
        cmocka_unit_test_setup_teardown(the_rest_comes_by_itself, start, stop),
        cmocka_unit_test_setup_teardown(whoever_goes_on_goes_on_in_the_whole, start, stop),
        cmocka_unit_test_setup_teardown(a_place_that_was_kept_far_on_is_gone_to, start, stop),
        cmocka_unit_test_setup_teardown(who_leaves_at_once_waits_for_nothing, start, stop),
        cmocka_unit_test_setup_teardown(a_rest_that_has_rotted_is_told_and_the_document_left, start,
                                        stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
