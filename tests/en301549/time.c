/* time: A46 to A49, on the fake clock. */
#include "pixels.h"
#include "trial.h"

#include "book/model.h"

#include <string.h>

/* Waits until the warning comes; the ms that it took, or 0 when it did not come in `most_ms`. */
static uint64_t until_warned(struct kiosk *k, uint64_t most_ms)
{
    uint64_t from = kiosk_now(k);
    while (kiosk_now(k) - from < most_ms) {
        kiosk_wait(k, 500);
        if (k->session->warned_ms)
            return kiosk_now(k) - from;
    }
    return 0;
}

/* How long the visit goes on after the warning, unanswered. */
static uint64_t until_over(struct kiosk *k)
{
    uint64_t from = kiosk_now(k);
    while (kiosk_screen(k) != SCREEN_ATTRACT && kiosk_now(k) - from < 120000)
        kiosk_wait(k, 500);
    return kiosk_now(k) - from;
}

static void check_a46(struct trial *t)
{
    struct kiosk k;
    int extended = 0;
    trial_kiosk(t, &k);
    kiosk_act(&k, ACTION_HOME, 0);
    kiosk_wait_quiet(&k, 10000);
    kiosk_wait(&k, 100);
    for (int i = 0; i < 12; i++) {
        bool warned = until_warned(&k, 200000) > 0;
        kiosk_wait(&k, 19000);
        kiosk_key(&k, KEY_DOWN);
        extended += warned && kiosk_screen(&k) == SCREEN_HOME && !k.session->warned_ms;
    }
    until_warned(&k, 200000);
    if (t->faulty)
        k.session->warned_ms -= 15000;
    uint64_t waits = until_over(&k);
    kiosk_stop(&k);
    kiosk_config(&k, t->library, &profiles[1]);
    k.config.idle_s = 0;
    kiosk_start(&k);
    kiosk_act(&k, ACTION_HOME, 0);
    bool off = until_warned(&k, 3600000) == 0;
    kiosk_stop(&k);
    trial_measure(t, "waits %u s, extended %d times, off is off: %s", (unsigned)(waits / 1000),
                  extended, off ? "yes" : "no");
    trial_expect(t, waits >= 20000, "it waits %u s", (unsigned)(waits / 1000));
    trial_expect(t, extended >= 10, "it can be extended %d times", extended);
    trial_expect(t, off, "a limit that is off warns");
}

static void check_a47(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_open(&k, "A history of learning together");
    kiosk_act(&k, ACTION_LISTEN, 0);
    bool busy = until_warned(&k, 300000) == 0;
    bool reads = k.session->visit.reading.narrator == NARRATOR_READING;
    kiosk_act(&k, ACTION_LISTEN, 0);
    k.is_deaf = t->faulty;
    uint64_t since = kiosk_now(&k);
    const struct layout_screen *s = k.session->visit.reading.screen;
    uint32_t words = s->last_word - s->first_word + 1;
    uint64_t took = until_warned(&k, 600000), allowed = (uint64_t)words * 1500;
    allowed = allowed > 180000 ? allowed : 180000;
    kiosk_wait(&k, 6000);
    const struct visit *v = &k.session->visit;
    bool shown = kiosk_screen(&k) == SCREEN_NOTICE && *v->notice.text;
    bool said = kiosk_heard(&k, "visit ends", since) != NULL;
    kiosk_stop(&k);
    trial_measure(t, "5 min of listening, then %u s for %u words", (unsigned)(took / 1000), words);
    trial_expect(t, busy && reads, "listening counts as idleness");
    trial_expect(t, took + 1000 >= allowed, "%u words get %u s", words, (unsigned)(took / 1000));
    trial_expect(t, took > 0 && took < allowed + 5000, "a pause is not idleness");
    trial_expect(t, shown && said, "the warning is not shown and said");
}

static void look_for_limit(struct kiosk *k, int *seen)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++)
        *seen += strstr(widget_name(list, &list->items[i]), "waits 3 minutes") != NULL;
}

static void check_a48(struct trial *t)
{
    int seen = 0;
    for (int p = 0; p < PROFILES; p++) {
        struct kiosk k;
        kiosk_config(&k, t->library, &profiles[p]);
        if (t->faulty && p == 2)
            k.config.idle_s = 60;
        kiosk_start(&k);
        look_for_limit(&k, &seen);
        kiosk_stop(&k);
    }
    trial_measure(t, "said at the start on %d of 4 screens", seen);
    trial_expect(t, seen == 4, "%d of 4 screens say how long they wait", seen);
}

static void check_a49(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_open(&k, "Learning together: support");
    struct rect all = {0, 0, k.canvas->width_px, k.canvas->height_px};
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 6000);
    struct canvas *moving = pixels_copy(kiosk_frame(&k));
    kiosk_wait(&k, 1500);
    long moved = pixels_changed(moving, kiosk_frame(&k), all);
    if (!t->faulty)
        kiosk_key(&k, KEY_PAUSE);
    kiosk_wait(&k, 300);
    struct canvas *still = pixels_copy(kiosk_frame(&k));
    kiosk_wait(&k, 6000);
    long after = pixels_changed(still, kiosk_frame(&k), all);
    canvas_free(moving);
    canvas_free(still);
    kiosk_stop(&k);
    trial_measure(t, "%ld pixels moved, %ld after Pause", moved, after);
    trial_expect(t, moved > 0, "nothing moved: nothing was proved");
    trial_expect(t, after == 0, "%ld pixels move while paused", after);
}

const struct rule rules_time[] = {
    {46, "WCAG 2.2.1", "", check_a46, VERDICT_CHECK},
    {47, "ours", "", check_a47, VERDICT_CHECK},
    {48, "WCAG 2.2.6", "", check_a48, VERDICT_CHECK},
    {49, "WCAG 2.2.2", "", check_a49, VERDICT_CHECK},
    {0},
};
