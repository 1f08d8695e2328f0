/* The first picture is made ready while the window is opened: it is what would be drawn afterwards, in the language of the kiosk whatever SDL does
 * with the process's locale meanwhile, and no use on a glass of another size. */
#include "../library/scratch.h"

#include "app/app_screen.h"
#include "app/opening.h"
#include "app/session_parts.h"
#include "ui/messages.h"

#include <SDL2/SDL.h>
#include <locale.h>
#include <pthread.h>

struct kiosk {
    struct app_options options;
    struct app app;
};

static void begin(struct kiosk *k, void *folder, const char *lang)
{
    struct config *config = &k->options.config;
    config_default(config);
    config->display.is_set = true;
    k->options.windowed = true;
    snprintf(config->lang, sizeof config->lang, "%s", lang);
    snprintf(config->library, sizeof config->library, "%s", scratch_at(folder, "library").text);
    k->app = (struct app){.options = &k->options, .clock = clock_fake()};
    messages_set_lang(config->lang);
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    assert_int_equal(SDL_Init(SDL_INIT_EVENTS), 0);
    k->app.painter = painter_new();
}

static void end(struct kiosk *k, struct opening *o)
{
    opening_free(o);
    session_free(k->app.session);
    painter_free(k->app.painter);
    window_free(k->app.window);
    SDL_Quit();
    messages_set_lang("en");
}

/* Is the screen that shows the one that is drawn now, anew? */
static bool is_as_drawn_now(struct kiosk *k)
{
    struct session *s = k->app.session;
    struct canvas *shown = window_canvas(k->app.window);
    struct canvas *drawn = canvas_new(shown->width_px, shown->height_px);
    struct painter *painter = painter_new();
    struct rect damage[PAINTER_DAMAGE_MOST];
    painter_paint(painter, drawn, &s->visit.look, &s->list, s->focus, session_shows_focus(s),
                  damage);
    bool same = true;
    for (int y = 0; y < shown->height_px; y++)
        same = same && memcmp(shown->pixels + (ptrdiff_t)y * shown->stride_px,
                              drawn->pixels + (ptrdiff_t)y * drawn->stride_px,
                              (size_t)shown->width_px * 4) == 0;
    painter_free(painter);
    canvas_free(drawn);
    return same;
}

/* As app.c does it. */
static struct opening *show_first(struct kiosk *k)
{
    struct opening *o = opening_begin(&k->app);
    assert_int_equal(screen_open(&k->app), ERR_OK);
    assert_int_equal(opening_wait(o), ERR_OK);
    screen_tell_session(&k->app);
    assert_true(opening_show(o));
    return o;
}

static void the_first_picture_is_what_would_be_drawn(void **state)
{
    struct kiosk k = {0};
    begin(&k, *state, "en");
    struct opening *o = show_first(&k);
    assert_false(k.app.session->unshown);
    assert_true(is_as_drawn_now(&k));
    end(&k, o);
}

/* As X11 gets it. */
static void strip_after_strip_is_the_whole_picture(void **state)
{
    enum { ROWS = 37 };
    struct kiosk k = {0};
    begin(&k, *state, "en");
    struct opening *o = show_first(&k);
    struct session *s = k.app.session;
    struct canvas *shown = window_canvas(k.app.window);
    int width = shown->width_px, height = shown->height_px;
    uint32_t *pixels = mem_new((size_t)width * (ROWS + 1), sizeof *pixels);
    for (int top = 0; top < height; top += ROWS) {
        int rows = height - top < ROWS ? height - top : ROWS;
        struct canvas strip = canvas_strip(pixels, width, height, top, rows);
        painter_paint_whole(k.app.painter, &strip, &s->visit.look, &s->list, s->focus,
                            session_shows_focus(s));
        for (int y = top; y < top + rows; y++)
            assert_memory_equal(canvas_row(&strip, y), canvas_row(shown, y), (size_t)width * 4);
        for (int x = 0; x < width; x++)
            assert_int_equal(pixels[ROWS * width + x], 0); /* nothing is drawn below it */
    }
    free(pixels);
    end(&k, o);
}

static void a_glass_of_another_size_is_drawn_for_anew(void **state)
{
    struct kiosk k = {0};
    begin(&k, *state, "en");
    struct opening *o = opening_begin(&k.app);
    assert_int_equal(opening_wait(o), ERR_OK);
    k.options.config.display.width_px = 800;
    k.options.config.display.height_px = 480;
    assert_int_equal(screen_open(&k.app), ERR_OK);
    screen_tell_session(&k.app);
    assert_false(opening_show(o));
    assert_true(k.app.session->stale);
    end(&k, o);
}

/* As SDL does it when it opens X11. */
static void *change_locale(void *data)
{
    (void)data;
    for (int i = 0; i < 2000; i++) {
        char *was = mem_copy_string(setlocale(LC_ALL, NULL));
        setlocale(LC_ALL, "");
        setlocale(LC_ALL, was);
        free(was);
    }
    return NULL;
}

static void its_words_are_the_kiosks_while_the_locale_changes(void **state)
{
    struct kiosk k = {0};
    begin(&k, *state, "cy");
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, change_locale, NULL), 0);
    struct opening *o = opening_begin(&k.app);
    pthread_join(other, NULL);
    assert_int_equal(opening_wait(o), ERR_OK);
    assert_true(widget_find(&k.app.session->list, "Touch to start") < 0);
    assert_true(widget_find(&k.app.session->list, tr("Touch to start")) >= 0);
    end(&k, o);
}

static void it_may_end_before_anybody_has_waited(void **state)
{
    struct kiosk k = {0};
    begin(&k, *state, "en");
    opening_free(opening_begin(&k.app));
    end(&k, NULL);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
    const struct CMUnitTest tests[] = {
        CASE(the_first_picture_is_what_would_be_drawn),
        CASE(strip_after_strip_is_the_whole_picture),
        CASE(a_glass_of_another_size_is_drawn_for_anew),
        CASE(its_words_are_the_kiosks_while_the_locale_changes),
        CASE(it_may_end_before_anybody_has_waited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
