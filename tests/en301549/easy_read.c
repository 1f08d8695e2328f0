/* easy_read: A53 and A55: an Easy Read document opens as cards; an easier edition is offered by eye, by ear and by key. */
#include "trial.h"

#include "book/model.h"
#include "text/run.h"

#include <string.h>
#include <strings.h>

#define BRIEFING "Learning together: support in every ordinary school. A briefing"
#define EASY     "Learning together: support in every ordinary school. Easy Read"

/* A capital H of print of so many points, held at 500 mm, as a share of that; as A4 has it. */
#define PRINT_H(points) ((points)*0.3528 * 0.7 / 500)

enum { CARDS_MOST = 600, STEPS_MOST = 60, QUIET_MS = 30000 };

struct tally {
    int cards, pairs, bare, beside, above;
    double least_pt;
};

static const struct widget *find_role(struct widget_list *list, enum role role)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].role == role)
            return &list->items[i];
    return NULL;
}

static const struct widget *find_action(struct widget_list *list, enum action_kind kind)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].action.kind == kind)
            return &list->items[i];
    return NULL;
}

static void measure_words(struct kiosk *k, const struct widget *words, struct tally *tally)
{
    const struct display *d = &k->session->visit.look.display;
    for (size_t i = 0; words->screen && i < words->screen->count; i++) {
        const struct placed *p = &words->screen->items[i];
        if (p->kind != PLACED_WORD)
            continue;
        int ink = run_find(k->session->runs, "H", 1, &p->style)->h;
        double pt = (double)ink * d->height_mm / d->height_px / d->viewing_mm / PRINT_H(1);
        tally->least_pt = pt < tally->least_pt ? pt : tally->least_pt;
    }
}

/* A sentence, on a page whose maker gave pictures: contents and word lists have none. */
static bool is_idea(const struct book *book, const struct visit_unit *unit)
{
    const struct book_word *last = &book->words[unit->last_word];
    char end = book->pool[last->text + last->bytes - 1];
    bool pictures = false;
    for (uint32_t i = 1; i <= book->picture_count; i++)
        pictures |= book->pictures[i].page == last->page;
    return pictures && strchr(".?!", end);
}

/* One card: its picture stands before its words, or over them where the glass is upright. */
static void look_at_card(struct trial *t, struct kiosk *k, struct tally *tally)
{
    struct widget_list *list = kiosk_list(k);
    const struct visit_unit *unit = &k->session->visit.reading.unit;
    const struct display *d = &k->session->visit.look.display;
    const struct widget *words = find_role(list, ROLE_DOCUMENT);
    const struct widget *picture = find_role(list, ROLE_PICTURE);
    tally->cards++;
    trial_expect(t, words != NULL, "card %u has no words", unit->number);
    if (!words)
        return;
    measure_words(k, words, tally);
    bool heading = book_heading_at(k->session->visit.reading.book, unit->last_word) ==
                   k->session->visit.reading.book->words[unit->last_word].block;
    tally->bare += !picture && !heading && is_idea(k->session->visit.reading.book, unit);
    if (!picture)
        return;
    struct rect p = picture->rect, w = words->rect;
    if (t->faulty && tally->pairs == 8)
        p.x = w.x + w.w;
    bool wide = d->width_px > d->height_px;
    bool left = p.x + p.w <= w.x, over = p.y + p.h <= w.y;
    trial_expect(t, wide ? left : left || over, "card %u on %dx%d: the picture is not %s its words",
                 unit->number, d->width_px, d->height_px, wide ? "beside" : "over");
    tally->pairs++;
    tally->beside += left;
    tally->above += !left && over;
}

static void look_on_glass(struct trial *t, const struct display *glass, struct tally *tally)
{
    struct kiosk k;
    kiosk_config(&k, t->library, glass);
    kiosk_start(&k);
    kiosk_open(&k, BRIEFING);
    kiosk_act(&k, ACTION_BACK, 0);
    int easy = -1;
    for (int page = 0; easy < 0 && page < k.session->pages.count; page++) {
        kiosk_page(&k, page);
        easy = widget_find(kiosk_list(&k), EASY);
    }
    if (easy >= 0)
        kiosk_act(&k, ACTION_DOCUMENT, k.session->list.items[easy].action.argument);
    trial_expect(t, kiosk_screen(&k) == SCREEN_CARDS, "it does not open as cards");
    const struct visit_unit *unit = &k.session->visit.reading.unit;
    for (int i = 0; i < CARDS_MOST && kiosk_screen(&k) == SCREEN_CARDS; i++) {
        uint32_t number = unit->number, part = unit->part;
        look_at_card(t, &k, tally);
        kiosk_act(&k, ACTION_NEXT, 0);
        if (unit->number == number && unit->part == part)
            break;
    }
    trial_expect(t, unit->count && unit->number == unit->count, "card %u of %u is the last",
                 unit->number, unit->count);
    kiosk_stop(&k);
}

static void check_a53(struct trial *t)
{
    struct tally tally = {.least_pt = 1000};
    for (int p = 0; p < PROFILES; p++)
        look_on_glass(t, &profiles[p], &tally);
    trial_measure(t, "%d cards, %d pairs: %d beside, %d over; %d ideas bare; %.1f pt at least",
                  tally.cards, tally.pairs, tally.beside, tally.above, tally.bare, tally.least_pt);
    trial_expect(t, tally.least_pt >= 14, "words of %.1f pt", tally.least_pt);
    trial_expect(t, tally.pairs > 0 && tally.bare == 0, "%d ideas have no picture", tally.bare);
}

/* By keys alone: Up to the first, then Down until the focus has what was wanted. */
static bool walk_to(struct kiosk *k, enum action_kind kind, const char *name)
{
    for (int was = -1; k->session->focus != was;) {
        was = k->session->focus;
        kiosk_key(k, KEY_UP);
    }
    for (int i = 0; i < STEPS_MOST; i++) {
        const struct widget_list *list = kiosk_list(k);
        const struct widget *w = k->session->focus >= 0 ? &list->items[k->session->focus] : NULL;
        if (w && w->action.kind == kind && strcasecmp(widget_name(list, w), name) == 0)
            return true;
        kiosk_key(k, KEY_DOWN);
    }
    return false;
}

static void shelf_offers(struct trial *t, struct kiosk *k)
{
    kiosk_open(k, BRIEFING);
    kiosk_act(k, ACTION_BACK, 0);
    struct widget_list *list = kiosk_list(k);
    int work = widget_find(list, BRIEFING), easy = widget_find(list, EASY);
    trial_expect(t, work >= 0 && easy > work, "the shelf has not both editions");
    if (work < 0)
        return;
    trial_expect(t, strstr(widget_value(list, &list->items[work]), "Easy Read too"),
                 "the card does not show that there is an Easy Read");
    uint64_t from = kiosk_now(k);
    trial_expect(t, walk_to(k, ACTION_DOCUMENT, BRIEFING), "keys do not come to the briefing");
    kiosk_key(k, KEY_DOWN); /* what is said at the end of the list is not the card */
    kiosk_key(k, KEY_UP);
    kiosk_wait_quiet(k, QUIET_MS);
    trial_expect(t, kiosk_heard(k, "Easy Read too", from), "the card does not say it");
}

/* In that view Menu offers it, it is said, and a key opens it; Back comes back to the same word. */
static void view_offers(struct trial *t, struct kiosk *k, enum screen_id view)
{
    const struct visit_reading *r = &k->session->visit.reading;
    kiosk_open(k, BRIEFING);
    trial_expect(t, strstr(k->session->visit.told, "Easy Read"), "the opening does not show it");
    kiosk_act(k, ACTION_VIEW, view);
    for (int i = 0; i < 4; i++)
        kiosk_act(k, ACTION_NEXT, 0);
    kiosk_list(k);
    uint32_t word = r->screen->first_word;
    if (t->faulty) /* as if nobody knew */
        k->session->visit.reading.editions.count = 0;
    kiosk_key(k, KEY_MENU);
    trial_expect(t, find_action(kiosk_list(k), ACTION_EDITION), "%s: Menu does not offer it",
                 screen_name(view));
    uint64_t from = kiosk_now(k);
    bool found = walk_to(k, ACTION_EDITION, "Easy Read");
    kiosk_wait_quiet(k, QUIET_MS);
    trial_expect(t, found && kiosk_heard(k, "Easy Read", from), "%s: keys do not come to it",
                 screen_name(view));
    if (!found)
        return;
    kiosk_key(k, KEY_ACTION);
    trial_expect(t, r->book->info->flags & BOOK_IS_EASY_READ, "%s: it does not open",
                 screen_name(view));
    kiosk_key(k, KEY_BACK);
    kiosk_list(k);
    trial_expect(t, kiosk_screen(k) == view && r->screen->first_word == word,
                 "%s: Back does not come back to the word", screen_name(view));
}

static void check_a55(struct trial *t)
{
    static const enum screen_id views[] = {SCREEN_READER, SCREEN_CARDS, SCREEN_SENTENCE};
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_guide(&k);
    shelf_offers(t, &k);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        view_offers(t, &k, views[i]);
    uint64_t from = kiosk_now(&k);
    kiosk_open(&k, BRIEFING);
    kiosk_key(&k, KEY_BACK);
    walk_to(&k, ACTION_DOCUMENT, BRIEFING);
    kiosk_key(&k, KEY_ACTION);
    kiosk_wait_quiet(&k, QUIET_MS);
    trial_expect(t, kiosk_heard(&k, "This is in Easy Read too.", from),
                 "the opening does not say it");
    kiosk_stop(&k);
    trial_measure(t, "on the shelf, at the opening and in %zu views: shown, said, by key",
                  sizeof views / sizeof *views);
}

const struct rule rules_easy_read[] = {
    {53, "UK Easy Read guidance", "", check_a53, VERDICT_CHECK},
    {55, "WCAG 3.1.5", "", check_a55, VERDICT_CHECK},
    {0},
};
