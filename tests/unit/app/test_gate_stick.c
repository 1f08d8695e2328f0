/* What a visitor's stick meets: nothing of it is opened, by the whole session. */
#include "gate.h"
#include "library/keyring.h"

#include <sys/inotify.h>

static void write_file(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write_atomic(path, "words", 5), ERR_OK);
    free(path);
}

/* What was done below the folder since the last look: opened, read, listed. */
static size_t looks_into(int watch)
{
    char events[8192];
    ssize_t n = read(watch, events, sizeof events);
    return n > 0 ? (size_t)n : 0;
}

static void nothing_of_a_visitors_stick_is_opened(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    const char *words = "Only staff can add documents from a USB stick.";
    char *stick = file_join(g->config.mount_root, "usb1"), *below = file_join(stick, "Briefings");
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    act(g, ACTION_HOME, 0);
    char *away = file_join(g->folder, "usb1");
    char *away_below = file_join(away, "Briefings"), *fifo = file_join(away, "waits.pdf");
    assert_int_equal(file_make_folders(away_below), ERR_OK);
    write_file(away, "a.txt");
    write_file(away_below, "b.txt");
    assert_int_equal(mkfifo(fifo, 0600), 0); /* who opens it waits for ever */
    assert_int_equal(rename(away, stick), 0);
    assert_true(inotify_add_watch(watch, stick, IN_OPEN | IN_ACCESS) >= 0);
    assert_true(inotify_add_watch(watch, below, IN_OPEN | IN_ACCESS) >= 0);
    volumes_pretend(s->volumes, stick);
    session_tick(s);
    assert_string_equal(str_text(&s->said), words);
    assert_string_equal(s->visit.told, words);
    assert_int_equal(screen(g), SCREEN_HOME);
    assert_int_equal(s->visit.staff.stick.count, 0);
    for (int i = 0; i < s->visit.section_count; i++)
        act(g, ACTION_SECTION, i);
    act(g, ACTION_STAFF_STICK, 0); /* nobody who is not in gets there */
    act(g, ACTION_ADD, 0);
    assert_int_not_equal(screen(g), SCREEN_STAFF_STICK);
    assert_null(s->importer);
    to_the_pin(g);
    type(g, "111111");
    act(g, ACTION_PIN_ENTER, 0);
    pass_time(g, 3);
    assert_int_equal(looks_into(watch), 0);
    type(g, pin); /* the watch sees: staff are in, and the stick is read */
    act(g, ACTION_PIN_ENTER, 0);
    assert_int_equal(screen(g), SCREEN_STAFF);
    assert_int_equal(s->visit.staff.stick.count, 2);
    assert_true(looks_into(watch) > 0);
    close(watch);
    char *const paths[] = {stick, below, away, away_below, fifo};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        free(paths[i]);
}

/* The names of files that were opened below the folder; "" where only folders were. */
static void names_opened(int watch, struct str *out)
{
    char events[8192] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t bytes = read(watch, events, sizeof events);
    for (ssize_t at = 0; at < bytes;) {
        const struct inotify_event *e = (const struct inotify_event *)(const void *)(events + at);
        if (e->len && !(e->mask & IN_ISDIR))
            str_addf(out, "%s ", e->name);
        at += (ssize_t)(sizeof *e + e->len);
    }
}

/* Where staff trust somebody, only what is named as a pack is looked at, and of an unsigned one only that there is no signature. */
static void of_packs_only_the_signature_is_opened(void **state)
{
    struct gate *g = *state;
    struct str opened = {0};
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    struct minisign_key key = signing_key(1);
    assert_int_equal(keyring_trust(g->config.library, &key), ERR_OK);
    act(g, ACTION_HOME, 0);
    const struct scratch_path away = scratch_at(g->folder, "usb1"),
                              stick = scratch_at(g->config.mount_root, "usb1");
    scratch_write(away.text, "a.txt", "words");
    scratch_write(away.text, "unsigned.lectern", "words");
    scratch_write(away.text, "strange.lectern", "words");
    signing_sign(away.text, "strange.lectern", 2);
    scratch_write(away.text, "Briefings/deep.lectern", "words");
    signing_sign(scratch_at(away.text, "Briefings").text, "deep.lectern", 1);
    assert_int_equal(rename(away.text, stick.text), 0);
    assert_true(inotify_add_watch(watch, stick.text, IN_OPEN) >= 0);
    assert_true(inotify_add_watch(watch, scratch_at(stick.text, "Briefings").text, IN_OPEN) >= 0);
    volumes_pretend(g->session->volumes, stick.text);
    session_tick(g->session);
    while (g->session->importer) {
        while (sem_wait(&g->woken) != 0)
            ;
        session_tick(g->session);
    }
    assert_string_equal(str_text(&g->session->said),
                        "Only staff can add documents from a USB stick.");
    names_opened(watch, &opened);
    assert_string_equal(str_text(&opened), "strange.lectern.minisig ");
    str_free(&opened);
    close(watch);
}

/* As staff look at one that the library has no more: a later version took its place, or somebody took it out. */
static void look_at_gone(struct session *s)
{
    struct document *d = &s->visit.staff.document;
    memset(d->id, 'a', sizeof d->id - 1);
    d->title = mem_copy_string("Schools for all");
    d->lang = mem_copy_string("en");
    d->section = mem_copy_string("Briefings");
    session_push(s, SCREEN_STAFF_DOCUMENT);
}

static void is_told(struct gate *g)
{
    struct session *s = g->session;
    session_build(s);
    assert_int_equal(screen(g), SCREEN_STAFF_DOCUMENT);
    assert_true(widget_find(&s->list, "It is no longer here. Add it again.") >= 0);
    assert_true(widget_find(&s->list, "Remove it") < 0);
    assert_string_equal(str_text(&s->said), "It is no longer here. Add it again.");
    assert_string_equal(s->visit.told, ""); /* it shows once */
}

static void a_document_that_has_gone_is_told_of(void **state)
{
    static const struct action asked[] = {{ACTION_ORDER, 1},  {ACTION_TO_BOX, 0},
                                          {ACTION_HIDE, 1},   {ACTION_FEATURE, 1},
                                          {ACTION_REMOVE, 0}, {ACTION_TITLE_KEEP, 1}};
    struct gate *g = *state;
    struct session *s = g->session;
    struct document_list *all = &s->visit.staff.documents;
    to_the_pin(g);
    type(g, pin);
    act(g, ACTION_PIN_ENTER, 0);
    assert_int_equal(screen(g), SCREEN_STAFF);
    look_at_gone(s);
    shelves_changed(s);
    is_told(g);
    act(g, ACTION_TO_BOX, 0); /* what was on the screen may still be touched */
    act(g, ACTION_BACK, 0);
    assert_int_equal(screen(g), SCREEN_STAFF);
    /* nothing told us, but what staff ask for can't be done */
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        look_at_gone(s);
        document_list_free(all);
        all->items = mem_new(2, sizeof *all->items); /* the list is as old */
        all->count = 2;
        memcpy(all->items[0].id, s->visit.staff.document.id, sizeof all->items[0].id);
        if (asked[i].kind == ACTION_TITLE_KEEP)
            act(g, ACTION_TITLE, 0);
        str_clear(&s->said);
        act(g, asked[i].kind, asked[i].argument);
        is_told(g);
        act(g, ACTION_BACK, 0);
        assert_int_equal(screen(g), SCREEN_STAFF);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE_TEST(nothing_of_a_visitors_stick_is_opened),
        GATE_TEST(of_packs_only_the_signature_is_opened),
        GATE_TEST(a_document_that_has_gone_is_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
