/* states: A8, A14, A15: states and the focus in grey, and what moves. */
#include "pixels.h"
#include "trial.h"

#include "book/model.h"

/* How far a state changes the grey picture of a widget. */
static int grey_of_state(struct trial *t, struct kiosk *k, struct widget *w, unsigned state)
{
    unsigned was = w->state;
    w->state = was & ~state;
    struct canvas *without = pixels_copy(kiosk_frame(k));
    w->state = t->faulty ? was & ~state : was | state;
    int differ = pixels_grey_difference(without, kiosk_frame(k), w->rect);
    w->state = was;
    canvas_free(without);
    return differ;
}

static int grey_of_focus(struct trial *t, struct kiosk *k, int index)
{
    struct session *s = k->session;
    kiosk_guide(k);
    s->focus = -1;
    struct canvas *without = pixels_copy(kiosk_frame(k));
    s->focus = t->faulty ? -1 : index;
    int reach = s->visit.look.metrics.ring_px + s->visit.look.metrics.ring_gap_px;
    int differ = pixels_grey_difference(without, kiosk_frame(k),
                                        rect_inset(s->list.items[index].rect, -reach));
    canvas_free(without);
    return differ;
}

static void look_at_states(struct trial *t, struct kiosk *k, int *least)
{
    static const struct {
        unsigned state;
        const char *name;
    } states[] = {
        {STATE_CHOSEN, "chosen"}, {STATE_PRESSED, "pressed"}, {STATE_OFF, "nothing to do here"}};
    struct widget_list *list = kiosk_list(k);
    const char *scheme = k->session->visit.look.scheme->name;
    for (int i = 0; i < (int)list->count; i++) {
        struct widget *w = &list->items[i];
        bool is_bar = w->action.kind == ACTION_NEXT || w->action.kind == ACTION_PREVIOUS;
        if (w->action.kind == ACTION_NONE)
            continue;
        for (int n = 0; n < 3; n++) {
            bool none = (n == 0 && w->role != ROLE_CHOICE) || (n == 2 && !is_bar);
            if (none || t->failed)
                continue;
            int differ = grey_of_state(t, k, w, states[n].state);
            *least = differ < *least ? differ : *least;
            trial_expect(t, differ >= 5, "%s: '%s' does not show '%s' in grey (%d thousandths)",
                         scheme, widget_name(list, w), states[n].name, differ);
        }
        int differ = grey_of_focus(t, k, i);
        *least = differ < *least ? differ : *least;
        trial_expect(t, differ >= 5, "%s: the focus does not show in grey", scheme);
    }
}

static void check_a8(struct trial *t)
{
    struct kiosk k;
    int least = 1000;
    trial_kiosk(t, &k);
    for (int s = 0; s < k.session->theme->scheme_count && !t->failed; s++) {
        kiosk_show(&k, SCREEN_EASIER);
        kiosk_scheme(&k, s);
        look_at_states(t, &k, &least);
        kiosk_show(&k, SCREEN_READER);
        struct visit_reading *r = &k.session->visit.reading;
        struct canvas *dark = pixels_copy(kiosk_frame(&k));
        r->lit_word = t->faulty ? 0 : r->screen->first_word + 1;
        k.session->stale = true;
        struct canvas *lit = kiosk_frame(&k);
        struct rect area = screen_text_area(&k.session->visit);
        for (size_t n = 0; n < r->screen->count; n++) {
            struct rect word = r->screen->items[n].rect;
            word.x += area.x;
            word.y += area.y;
            if (r->screen->items[n].word == r->screen->first_word + 1)
                trial_expect(t, pixels_grey_difference(dark, lit, word) >= 5,
                             "%s: the lit word does not show in grey",
                             k.session->visit.look.scheme->name);
        }
        r->lit_word = 0;
        canvas_free(dark);
    }
    kiosk_stop(&k);
    trial_measure(t, "%d thousandths of the widget at least", least);
}

/* Pixels of the ring's colour on the way out from the middle of one side, and its contrast with what lies behind it. */
static int ring_width(const struct canvas *c, const struct look *look, int x, int y, int dx, int dy)
{
    int most = 0, run = 0, reach = 3 * (look->metrics.ring_px + look->metrics.ring_gap_px);
    for (int i = 1; i <= reach; i++) {
        uint32_t p = pixel_at(c, x + i * dx, y + i * dy);
        bool off = x + i * dx < 0 || y + i * dy < 0 || x + i * dx >= c->width_px ||
                   y + i * dy >= c->height_px;
        run = !off && theme_contrast(p, look->scheme->background) >= 3 ? run + 1 : 0;
        most = run > most ? run : most;
    }
    return most;
}

static void look_at_focus(struct trial *t, struct kiosk *k, void *data)
{
    int *least = data;
    struct session *s = k->session;
    struct widget_list *list = kiosk_list(k);
    if (t->faulty)
        s->visit.look.metrics.ring_px = 1;
    kiosk_guide(k);
    for (int i = 0; i < (int)list->count && !t->failed; i++) {
        const struct widget *w = &list->items[i];
        if (!widget_takes_focus(w))
            continue;
        s->focus = i;
        const struct canvas *c = kiosk_frame(k);
        struct rect r = w->rect;
        int x = r.x + r.w / 2, y = r.y + r.h / 2;
        const int widths[] = {ring_width(c, &s->visit.look, r.x, y, -1, 0),
                              ring_width(c, &s->visit.look, r.x + r.w - 1, y, 1, 0),
                              ring_width(c, &s->visit.look, x, r.y, 0, -1),
                              ring_width(c, &s->visit.look, x, r.y + r.h - 1, 0, 1)};
        for (int side = 0; side < 4; side++) {
            *least = widths[side] < *least ? widths[side] : *least;
            trial_expect(t, widths[side] >= 2, "%s: '%.40s' has a ring of %d px on side %d",
                         t->where, widget_name(list, w), widths[side], side);
        }
    }
}

static void check_a14(struct trial *t)
{
    int least = 99;
    static const int sizes[] = {450, 2000, 0}, one[] = {700, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 1}, look_at_focus, &least);
    trial_walk(t, &(struct walk){.sizes = one, .profiles = 2, .langs = WALK_LONG | WALK_RTL},
               look_at_focus, &least);
    trial_walk(t, &(struct walk){.sizes = one, .first_page_only = true, .profiles = 14},
               look_at_focus, &least);
    trial_measure(t, "%d px at 3:1", least);
}

/* Draws each 100 ms for a while; returns how often more than a tenth of the glass changed. */
static int big_changes(struct trial *t, struct kiosk *k, int tenths)
{
    struct rect all = {0, 0, k->canvas->width_px, k->canvas->height_px};
    int changes = 0;
    struct canvas *was = pixels_copy(kiosk_frame(k));
    for (int i = 0; i < tenths; i++) {
        kiosk_wait(k, 100);
        if (t->faulty)
            kiosk_scheme(k, i % 2);
        struct canvas *is = pixels_copy(kiosk_frame(k));
        changes += pixels_changed(was, is, all) > (long)all.w * all.h / 10;
        canvas_free(was);
        was = is;
    }
    canvas_free(was);
    return changes;
}

static void check_a15(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    int idle = big_changes(t, &k, 120);
    kiosk_open(&k, "Learning together: support");
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 500);
    int reading = big_changes(t, &k, 100);
    kiosk_show(&k, SCREEN_READER);
    kiosk_act(&k, ACTION_LIGHT, t->faulty);
    bool reads = k.session->visit.reading.narrator == NARRATOR_READING;
    struct rect text = screen_text_area(&k.session->visit);
    struct canvas *still = pixels_copy(kiosk_frame(&k));
    kiosk_wait(&k, 1500);
    long moved = pixels_changed(still, kiosk_frame(&k), text);
    canvas_free(still);
    kiosk_stop(&k);
    trial_expect(t, reads, "nothing was read: nothing was proved");
    trial_expect(t, moved == 0, "the lit word can't be turned off");
    trial_measure(t, "%d large changes in 12 s of attract, %d in 10 s of reading", idle, reading);
    trial_expect(t, idle <= 3 && reading <= 3, "the picture flashes");
}

const struct rule rules_states[] = {
    {8, "WCAG 1.4.1", "", check_a8, VERDICT_CHECK},
    {14, "WCAG 2.4.13", "", check_a14, VERDICT_CHECK},
    {15, "WCAG 2.3", "", check_a15, VERDICT_CHECK},
    {0},
};
