/* What is made ready before it is asked for is what then shows, pixel by pixel; and a wrong guess is never seen. */
#include "gate.h"

#include "book/builder.h"
#include "text/layout.h"
#include "ui/draw.h"

enum { PARAGRAPHS = 60 };
static const char id[] = "0000000000000000000000000000000000000000000000000000000000000001";

/* What a visitor sees: only what is told as damage comes from the canvas to the glass. */
struct seen {
    struct gate *g;
    struct painter *painter, *anew;
    struct canvas *canvas, *glass, *whole;
};

static void write_book(const struct gate *g)
{
    static const char *const words[] = {
        "Every child has a right to learn. We learn best together, as friends and neighbours.",
        "Each of us brings something new; see https://example.org for more of this, and page 4.",
        "A good school has room for everyone: that is what an EHCP and a SENCO are about."};
    struct builder *b = builder_new();
    struct str bytes = {0};
    builder_set_lang(b, "en");
    builder_add_page(b, "1", 1, 1);
    for (int i = 0; i < PARAGRAPHS; i++) {
        bool heads = i % 7 == 0;
        builder_begin(b, &(struct builder_block){.kind = heads ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                                                 .level = heads,
                                                 .page = 1});
        for (int k = 0; k < (heads ? 1 : 3); k++)
            builder_text(b, words[(i + k) % 3], strlen(words[(i + k) % 3]), NULL);
        builder_end(b);
    }
    assert_int_equal(builder_finish(b, &bytes), ERR_OK);
    struct str name = {0};
    str_addf(&name, "%s/books/%s.book", g->config.library, id);
    assert_int_equal(file_write_atomic(str_text(&name), bytes.data, bytes.length_bytes), ERR_OK);
    str_free(&name);
    str_free(&bytes);
    builder_free(b);
}

static int begin(void **state)
{
    if (start(state) != 0)
        return -1;
    struct gate *g = *state;
    struct session *s = g->session;
    write_book(g);
    act(g, ACTION_START, 0);
    struct document d = {.title = (char *)"A paper", .lang = (char *)"en"};
    memcpy(d.id, id, sizeof id);
    reading_open(s, &d);
    for (int i = 0; i < 100; i++)
        act(g, ACTION_NONE, 0);
    assert_int_equal(screen(g), SCREEN_READER);
    assert_true(s->visit.reading.screen_count > 3);
    struct seen *seen = mem_new(1, sizeof *seen);
    const struct display *display = &s->visit.look.display;
    *seen = (struct seen){.g = g,
                          .painter = painter_new(),
                          .anew = painter_new(),
                          .canvas = canvas_new(display->width_px, display->height_px),
                          .glass = canvas_new(display->width_px, display->height_px),
                          .whole = canvas_new(display->width_px, display->height_px)};
    *state = seen;
    return 0;
}

static int end(void **state)
{
    struct seen *seen = *state;
    *state = seen->g;
    painter_free(seen->painter);
    painter_free(seen->anew);
    canvas_free(seen->canvas);
    canvas_free(seen->glass);
    canvas_free(seen->whole);
    free(seen);
    return stop(state);
}

static size_t canvas_bytes(const struct canvas *canvas)
{
    return (size_t)canvas->stride_px * (size_t)canvas->height_px * sizeof *canvas->pixels;
}

static void present(struct seen *seen)
{
    struct session *s = seen->g->session;
    struct rect damage[PAINTER_DAMAGE_MOST];
    session_build(s);
    if (s->look_changed)
        painter_forget(seen->painter);
    s->look_changed = s->unshown = false;
    int count = painter_paint(seen->painter, seen->canvas, &s->visit.look, &s->list, s->focus,
                              session_shows_focus(s), damage);
    for (int i = 0; i < count; i++)
        for (int y = damage[i].y; y < damage[i].y + damage[i].h; y++) {
            ptrdiff_t at = (ptrdiff_t)y * seen->canvas->stride_px + damage[i].x;
            memcpy(seen->glass->pixels + at, seen->canvas->pixels + at, (size_t)damage[i].w * 4);
        }
    painter_forget(seen->anew);
    painter_paint(seen->anew, seen->whole, &s->visit.look, &s->list, s->focus,
                  session_shows_focus(s), damage);
    assert_memory_equal(seen->glass->pixels, seen->whole->pixels, canvas_bytes(seen->glass));
}

/* All that would be done while nobody does anything; true: a screen was painted ahead. */
static bool rest(struct seen *seen)
{
    struct foreseen *f = session_foresee(seen->g->session);
    if (!f)
        return false;
    while (!painter_look_ahead(seen->painter, f->look, f->list, &f->at))
        ;
    if (f->is_screen && !f->is_painted)
        painter_paint_ahead(seen->painter, seen->canvas, f->look, f->list, f->focus,
                            f->shows_focus);
    f->is_painted = true;
    return f->is_screen;
}

static struct rect place_of(struct seen *seen, enum action_kind kind, int64_t argument)
{
    struct session *s = seen->g->session;
    session_build(s);
    for (size_t i = 0; i < s->list.count; i++) {
        const struct widget *w = &s->list.items[i];
        if (w->action.kind == kind && w->action.argument == argument)
            return w->rect;
    }
    fail_msg("nothing on %s does %d %d", s->list.screen, (int)kind, (int)argument);
    return (struct rect){0};
}

static void finger(struct seen *seen, enum input_kind kind, int x, int y)
{
    struct gate *g = seen->g;
    struct input in = {.kind = kind, .x = x, .y = y, .finger = 1};
    clock_advance_us(&g->clock, 600000);
    session_input(g->session, &in);
    session_follow(g->session);
}

/* A finger that lies on the glass longer than a tap. */
static void let_lie(struct seen *seen)
{
    struct session *s = seen->g->session;
    assert_null(session_foresee(s));
    assert_in_range(session_sleep_ms(s), 1, 10); /* the loop comes back to it */
    clock_advance_us(&seen->g->clock, 10000);
}

/* A touch on what does that: what is painted while the finger lies there is all that its lifting shows. */
static void touch(struct seen *seen, enum action_kind kind, int64_t argument)
{
    struct rect r = place_of(seen, kind, argument);
    present(seen);
    (void)rest(seen);
    finger(seen, INPUT_TOUCH, r.x + r.w / 2, r.y + r.h / 2);
    present(seen);
    let_lie(seen);
    assert_true(rest(seen));
    unsigned char *ahead = malloc(canvas_bytes(seen->canvas));
    memcpy(ahead, seen->canvas->pixels, canvas_bytes(seen->canvas));
    assert_memory_not_equal(ahead, seen->glass->pixels, canvas_bytes(seen->glass));
    finger(seen, INPUT_LIFT, r.x + r.w / 2, r.y + r.h / 2);
    present(seen);
    assert_memory_equal(ahead, seen->glass->pixels, canvas_bytes(seen->glass));
    free(ahead);
    (void)session_count_screens(seen->g->session, 1000000);
}

static void what_a_finger_leads_to_is_ready_when_it_lifts(void **state)
{
    struct seen *seen = *state;
    const struct theme_sizes *sizes = &seen->g->session->theme->sizes;
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_PREVIOUS, 0);
    touch(seen, ACTION_EASIER, 0);
    touch(seen, ACTION_SIZE, sizes->larger_mdeg);
    touch(seen, ACTION_BACK, 0);
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_EASIER, 0);
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_SIZE, sizes->default_mdeg);
    touch(seen, ACTION_SCHEME, 1);
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_TOPIC, 0);
    touch(seen, ACTION_FONT, FONT_OPENDYSLEXIC);
    touch(seen, ACTION_BACK, 0);
    touch(seen, ACTION_BACK, 0);
    touch(seen, ACTION_NEXT, 0);
    touch(seen, ACTION_MENU, 0);
}

static void a_finger_that_slides_off_was_never_foreseen(void **state)
{
    struct seen *seen = *state;
    struct session *s = seen->g->session;
    uint32_t first = s->visit.reading.screen->first_word;
    struct rect r = place_of(seen, ACTION_EASIER, 0);
    present(seen);
    assert_true(rest(seen)); /* the next screen of the document */
    finger(seen, INPUT_TOUCH, r.x + r.w / 2, r.y + r.h / 2);
    present(seen);
    let_lie(seen);
    assert_true(rest(seen)); /* what Easier shows */
    finger(seen, INPUT_MOVE, r.x + r.w / 2, r.y - 200);
    present(seen);
    assert_true(rest(seen));
    finger(seen, INPUT_LIFT, r.x + r.w / 2, r.y - 200);
    present(seen);
    (void)rest(seen);
    assert_int_equal(s->visit.reading.screen->first_word, first);
    finger(seen, INPUT_TOUCH, r.x + r.w / 2, r.y + r.h / 2);
    present(seen);
    let_lie(seen);
    assert_true(rest(seen));
    act(seen->g, ACTION_MENU, 0); /* a key comes first */
    present(seen);
}

/* Keys, switches and the shortest of touches leave no time between. */
static void the_next_screen_of_a_document_is_ready_before_it_is_asked_for(void **state)
{
    struct seen *seen = *state;
    struct gate *g = seen->g;
    struct session *s = g->session;
    for (int i = 0; i < 3; i++) {
        uint32_t shown = s->visit.reading.screen->first_word;
        present(seen);
        assert_true(rest(seen));
        s->stale = true; /* built again, it is still ready */
        session_build(s);
        assert_null(session_foresee(s));
        unsigned char *ahead = malloc(canvas_bytes(seen->canvas));
        memcpy(ahead, seen->canvas->pixels, canvas_bytes(seen->canvas));
        act(g, ACTION_NEXT, 0);
        assert_true(s->visit.reading.screen->first_word > shown);
        present(seen);
        assert_memory_equal(ahead, seen->glass->pixels, canvas_bytes(seen->glass));
        free(ahead);
    }
}

/* The light goes from word to word on a canvas that has the next screen already. */
static void words_light_up_beside_what_is_painted_ahead(void **state)
{
    struct seen *seen = *state;
    struct session *s = seen->g->session;
    struct visit_reading *r = &s->visit.reading;
    uint32_t first = r->screen->first_word, last = r->screen->last_word;
    present(seen);
    assert_true(rest(seen));
    for (uint32_t word = first; word <= last; word += 3) {
        r->lit_word = word;
        r->narrator = NARRATOR_READING;
        s->stale = true;
        present(seen); /* as drawn anew */
        (void)rest(seen);
    }
    r->lit_word = 0;
    r->narrator = NARRATOR_SILENT;
    act(seen->g, ACTION_NEXT, 0);
    present(seen);
    assert_int_equal(r->screen->first_word, last + 1);
}

static void a_choice_lays_the_document_out_behind_what_shows(void **state)
{
    struct seen *seen = *state;
    struct session *s = seen->g->session;
    const struct visit_reading *r = &s->visit.reading;
    const struct theme_sizes *sizes = &s->theme->sizes;
    uint32_t first = r->screen->first_word;
    int small = r->screen->items[0].style.size_px;
    act(seen->g, ACTION_EASIER, 0);
    session_act(s, action(ACTION_SIZE, sizes->largest_mdeg));
    session_build(s);
    assert_int_equal(r->screen->items[0].style.size_px, small);
    session_tick(s);
    assert_true(r->screen->items[0].style.size_px > small);
    assert_false(s->stale); /* what shows is as it was */
    session_act(s, action(ACTION_SIZE, sizes->default_mdeg));
    session_act(s, action(ACTION_BACK, 0)); /* before anything else is done */
    session_build(s);
    assert_int_equal(r->screen->items[0].style.size_px, small);
    assert_int_equal(r->screen->first_word, first);
}

static void with_the_visit_it_is_forgotten(void **state)
{
    struct seen *seen = *state;
    struct session *s = seen->g->session;
    session_build(s);
    (void)session_foresee(s);
    assert_non_null(s->ahead);
    act(seen->g, ACTION_FINISH, 0);
    assert_null(session_foresee(s));
    assert_null(s->ahead);
}

static void copy_list(struct widget_list *to, const struct widget_list *from, size_t other)
{
    widget_list_clear(to, from->screen);
    for (size_t i = 0; i < from->count; i++) {
        const struct widget *w = &from->items[i];
        struct widget *copy = widget_add(to, w->role, i == other ? "Other" : widget_name(from, w),
                                         widget_value(from, w), w->rect);
        uint32_t name = copy->name, value = copy->value;
        *copy = *w;
        copy->name = name;
        copy->value = value;
        copy->lang = copy->said = copy->seen = copy->whispered = 0;
    }
}

static int paint(struct seen *seen, const struct widget_list *list, struct rect *damage)
{
    return painter_paint(seen->painter, seen->canvas, &seen->g->session->visit.look, list, -1,
                         false, damage);
}

static void paint_ahead(struct seen *seen, const struct widget_list *list)
{
    painter_paint_ahead(seen->painter, seen->canvas, &seen->g->session->visit.look, list, -1,
                        false);
}

static void assert_canvas_shows(const struct seen *seen, bool shows)
{
    bool same = memcmp(seen->canvas->pixels, seen->glass->pixels, canvas_bytes(seen->glass)) == 0;
    assert_int_equal(same, shows);
}

static void what_is_painted_ahead_is_told_when_it_shows(void **state)
{
    struct seen *seen = *state;
    const struct widget_list *list = &seen->g->session->list;
    struct rect damage[PAINTER_DAMAGE_MOST];
    struct widget_list other = {0};
    present(seen);
    copy_list(&other, list, 0);
    paint_ahead(seen, &other);
    assert_canvas_shows(seen, false);
    assert_int_equal(paint(seen, list, damage), 0); /* it is not what came */
    paint_ahead(seen, list);                        /* the canvas is had back */
    assert_canvas_shows(seen, true);
    paint_ahead(seen, &other);
    unsigned char *ahead = malloc(canvas_bytes(seen->canvas));
    memcpy(ahead, seen->canvas->pixels, canvas_bytes(seen->canvas));
    assert_int_equal(paint(seen, &other, damage), 1);
    assert_true(damage[0].h < seen->canvas->height_px);
    assert_memory_equal(ahead, seen->canvas->pixels, canvas_bytes(seen->canvas));
    free(ahead);
    assert_int_equal(paint(seen, &other, damage), 0);
    assert_int_equal(paint(seen, list, damage), 1);
    assert_canvas_shows(seen, true);
    paint_ahead(seen, &other);
    painter_forget(seen->painter); /* the window is another: all is drawn, and told */
    assert_int_equal(paint(seen, list, damage), 1);
    assert_int_equal(damage[0].w, seen->canvas->width_px);
    assert_canvas_shows(seen, true);
    widget_list_free(&other);
}

static void a_painter_sees_another_look_by_itself(void **state)
{
    struct seen *seen = *state;
    struct session *s = seen->g->session;
    struct rect damage[PAINTER_DAMAGE_MOST];
    present(seen);
    struct look look = s->visit.look;
    struct scheme scheme = *look.scheme;
    look.scheme = &scheme;
    assert_true(look_is_same(&look, &s->visit.look));
    assert_int_equal(painter_paint(seen->painter, seen->canvas, &look, &s->list, -1, false, damage),
                     0);
    scheme.accent ^= 1; /* the colours behind the same address */
    assert_int_equal(painter_paint(seen->painter, seen->canvas, &look, &s->list, -1, false, damage),
                     1);
    assert_int_equal(damage[0].h, seen->canvas->height_px);
    look.metrics.border_px++;
    assert_int_equal(painter_paint(seen->painter, seen->canvas, &look, &s->list, -1, false, damage),
                     1);
    look.rtl = !look.rtl;
    assert_int_equal(painter_paint(seen->painter, seen->canvas, &look, &s->list, -1, false, damage),
                     1);
}

int main(void)
{
#define SEEN_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        SEEN_TEST(what_a_finger_leads_to_is_ready_when_it_lifts),
        SEEN_TEST(a_finger_that_slides_off_was_never_foreseen),
        SEEN_TEST(the_next_screen_of_a_document_is_ready_before_it_is_asked_for),
        SEEN_TEST(words_light_up_beside_what_is_painted_ahead),
        SEEN_TEST(a_choice_lays_the_document_out_behind_what_shows),
        SEEN_TEST(with_the_visit_it_is_forgotten),
        SEEN_TEST(what_is_painted_ahead_is_told_when_it_shows),
        SEEN_TEST(a_painter_sees_another_look_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
