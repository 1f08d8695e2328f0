/* The threads of a kiosk, all at work at once as a script never has them: what is read aloud, drawn, searched, mended, brought by a drop
 * folder. What comes of each is there; and whoever leaves, leaves at once. ThreadSanitizer looks on (label `threads`). */
#include "../library/packing.h"

#include "book/model.h"
#include "gate.h"
#include "library/drop_folder.h"

#include <time.h>

#define SAMPLES "assets/samples/library/Briefings"

static const struct packing_file pack[] = {
    {"manifest.ini", "[pack]\nid = example.pack\nversion = 1\ntitle = The pack\n"},
    {"a.txt", "title: A\nOne."},
    {NULL, NULL}};

static void add_samples(const char *library)
{
    const struct importer_options options = {.folder = library, .limits = convert_limits_default()};
    struct import_list list = {0};
    assert_int_equal(importer_find(SAMPLES, NULL, "Briefings", &list), ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    assert_int_equal(import_list_tally(&list).added, 2);
    import_list_free(&list);
}

/* As app.c starts a session for people, with a clock for a sound device. */
static int start_all(void **state)
{
    struct gate *g = mem_new(1, sizeof *g);
    *state = g;
    sem_init(&g->woken, 0, 0);
    snprintf(g->folder, sizeof g->folder, "/tmp/lectern-work-XXXXXX");
    if (!mkdtemp(g->folder))
        return -1;
    struct config *c = &g->config;
    config_default(c);
    c->display.is_set = true;
    snprintf(c->library, sizeof c->library, "%s/library", g->folder);
    snprintf(c->mount_root, sizeof c->mount_root, "%s/sticks", g->folder);
    snprintf(c->drop, sizeof c->drop, "%s/drop", g->folder);
    snprintf(c->logo, sizeof c->logo, "tests/trips/logo/logo.png");
    if (file_make_folders(c->mount_root) != ERR_OK || file_make_folders(c->drop) != ERR_OK)
        return -1;
    add_samples(c->library);
    packing_trust(g->folder, 1);
    packing_tar(g->folder, "drop/papers.lectern", pack, 1);
    g->clock = clock_real();
    assert_int_equal(session_new(c, &g->clock, wake, g, &g->session), ERR_OK);
    session_build(g->session);
    session_start_sound(g->session, AUDIO_NULL);
    session_mend(g->session);
    session_show_logo(g->session);
    session_tick(g->session);
    return 0;
}

static void until(struct gate *g, bool (*is_so)(const struct gate *))
{
    while (!is_so(g)) {
        struct timespec end;
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_sec++; /* some look by themselves now and then */
        sem_timedwait(&g->woken, &end);
        session_tick(g->session);
        session_build(g->session);
    }
}

static void open_pdf(struct gate *g)
{
    struct document_list list;
    act(g, ACTION_START, 0);
    assert_int_equal(catalogue_list(g->session->catalogue, "Briefings", &list), ERR_OK);
    assert_true(list.count >= 2);
    for (size_t i = 0; i < list.count; i++)
        if (!g->session->visit.reading.book && list.items[i].source == SOURCE_PDF)
            reading_open(g->session, &list.items[i]);
    document_list_free(&list);
    assert_non_null(g->session->visit.reading.book);
    session_build(g->session);
}

static void search(struct gate *g)
{
    act(g, ACTION_FIND, 0);
    for (const char *p = "learn"; *p; p++)
        act(g, ACTION_FIND_TYPE, *p);
}

static bool sounds(const struct gate *g)
{
    return narrator_word(g->session->narrator) > 2;
}

static bool page_shows(const struct gate *g)
{
    const struct visit_page *page = &g->session->visit.page;
    return page->view.pixels || page->failed;
}

static bool is_answered(const struct gate *g)
{
    return !g->session->visit.find.waits;
}

static bool pack_has_come(const struct gate *g)
{
    struct drop_state state;
    return drop_state(g->session, &state) && state.changes && !drop_waits(g->session);
}

static bool logo_shows(const struct gate *g)
{
    return g->session->visit.logo.book;
}

static void what_comes_of_each_is_there(void **state)
{
    struct gate *g = *state;
    open_pdf(g);
    act(g, ACTION_LISTEN, 0);
    until(g, sounds);
    act(g, ACTION_PAGE_VIEW, 0);
    until(g, page_shows);
    assert_false(g->session->visit.page.failed);
    search(g);
    until(g, is_answered);
    assert_int_equal(g->session->visit.find.answer.err, ERR_OK);
    until(g, pack_has_come);
    assert_string_equal(drop_folder_state(g->session->drop).problem, "");
    until(g, logo_shows);
}

static void who_leaves_amid_it_leaves_all(void **state)
{
    struct gate *g = *state;
    open_pdf(g);
    act(g, ACTION_LISTEN, 0);
    act(g, ACTION_PAGE_VIEW, 0);
    search(g);
    session_mend(g->session);
    session_end_visit(g->session);
    assert_null(g->session->visit.reading.book);
    open_pdf(g);
    act(g, ACTION_PAGE_VIEW, 0);
    act(g, ACTION_LISTEN, 0); /* and the kiosk ends so */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_comes_of_each_is_there, start_all, stop),
        cmocka_unit_test_setup_teardown(who_leaves_amid_it_leaves_all, start_all, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
