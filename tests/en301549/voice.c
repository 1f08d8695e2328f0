/* voice: A25, A28, A29: speech agrees with the screen, errors are said whole, and nobody has to speak. */
#include "trial.h"

#include "ui/messages.h"
#include "ui/say.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Does speech have the widget's name, value, state and place? */
static void compare(struct trial *t, const struct widget_list *list, int index, const char *said)
{
    const struct widget *w = &list->items[index];
    unsigned state = w->state ^ (t->faulty ? STATE_CHOSEN : 0u);
    char place[64] = "";
    int n, m;
    widget_place(list, index, &n, &m);
    if (m > 1)
        snprintf(place, sizeof place, tr("%d of %d"), n, m);
    bool chosen = w->role == ROLE_CHOICE && strstr(said, tr("Not chosen")) == NULL;
    trial_expect(t, strstr(said, widget_name(list, w)) != NULL, "%s: '%s' is said as '%s'",
                 t->where, widget_name(list, w), said);
    trial_expect(t, strstr(said, widget_value(list, w)) != NULL, "%s: '%s' is not said", t->where,
                 widget_value(list, w));
    trial_expect(t, strstr(said, place) != NULL, "%s: '%s' is said without its place", t->where,
                 widget_name(list, w));
    if (w->role == ROLE_CHOICE)
        trial_expect(t, chosen == ((state & STATE_CHOSEN) != 0),
                     "%s: '%s' is said in another state", t->where, widget_name(list, w));
    if (w->role == ROLE_BUTTON || w->role == ROLE_CARD)
        trial_expect(t, strstr(said, tr("Button")) != NULL, "%s: '%s' is said without its role",
                     t->where, widget_name(list, w));
}

/* What is really said when the focus comes to each widget of the screen. */
static void crawl_and_compare(struct trial *t, struct kiosk *k, void *data)
{
    int *compared = data;
    session_tick(k->session); /* what passes by itself has passed */
    kiosk_guide(k);
    struct widget_list *list = kiosk_list(k);
    k->session->focus = -1;
    for (size_t i = 0; i <= list->count && !t->failed; i++) {
        kiosk_key(k, KEY_DOWN);
        int at = k->session->focus;
        if (at < 0 || *k->session->visit.told) /* the end was told */
            break;
        compare(t, kiosk_list(k), at, str_text(&k->session->said));
        ++*compared;
    }
}

static void check_a25(struct trial *t)
{
    int compared = 0;
    struct kiosk k;
    trial_kiosk(t, &k);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        kiosk_show(&k, id);
        for (int page = 0, pages = k.session->pages.count; page < pages && !t->failed; page++) {
            kiosk_page(&k, page);
            snprintf(t->where, sizeof t->where, "%s, page %d", screen_name(id), page + 1);
            crawl_and_compare(t, &k, &compared);
        }
    }
    /* what the session means to say is what the voice says */
    kiosk_wait_quiet(&k, 20000);
    kiosk_show(&k, SCREEN_HOME);
    kiosk_guide(&k);
    uint64_t since = kiosk_now(&k);
    kiosk_key(&k, KEY_DOWN);
    kiosk_wait_quiet(&k, 10000);
    struct str heard = {0};
    kiosk_heard_all(&k, since, &heard);
    const struct widget *w = &kiosk_list(&k)->items[k.session->focus];
    trial_expect(t, strstr(str_text(&heard), widget_name(kiosk_list(&k), w)) != NULL,
                 "the voice said '%s'", str_text(&heard));
    str_free(&heard);
    kiosk_stop(&k);
    trial_measure(t, "%d controls said as they show", compared);
}

/* An error about a document, shown by the session itself: a catalogue row whose files are not there. */
static void check_a28(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_open(&k, "How to take part");
    kiosk_act(&k, ACTION_BACK, 0);
    struct visit *v = &k.session->visit;
    trial_expect(t, v->shelf.count > 0, "the shelf is empty");
    if (!t->failed) {
        memset(v->shelf.items[0].id, 'f', 64); /* as if its files had gone */
        kiosk_guide(&k);
        uint64_t since = kiosk_now(&k);
        k.is_deaf = t->faulty;
        kiosk_act(&k, ACTION_DOCUMENT, 0);
        kiosk_wait_quiet(&k, 10000);
        struct str heard = {0};
        kiosk_heard_all(&k, since, &heard);
        const char *title = v->shelf.items[0].title;
        trial_expect(t, kiosk_screen(&k) == SCREEN_NOTICE, "no notice is shown");
        trial_expect(t, strcmp(v->notice.title, title) == 0, "the notice does not name '%s'",
                     title);
        trial_expect(t, strstr(str_text(&heard), title) != NULL, "'%s' is not said: '%s'", title,
                     str_text(&heard));
        trial_expect(t, *v->notice.text && strstr(str_text(&heard), v->notice.text) != NULL,
                     "what is wrong is not said: '%s'", str_text(&heard));
        trial_measure(t, "said: %.70s", str_text(&heard));
        str_free(&heard);
    }
    kiosk_stop(&k);
}

/* Does this process hold a microphone or a camera? */
static int listening_devices(void)
{
    int found = 0;
    DIR *d = opendir("/proc/self/fd");
    for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
        char path[300], to[256];
        snprintf(path, sizeof path, "/proc/self/fd/%.200s", e->d_name);
        ssize_t n = readlink(path, to, sizeof to - 1);
        to[n > 0 ? n : 0] = 0;
        size_t end = strlen(to);
        bool microphone = strstr(to, "/dev/snd/pcm") && end && to[end - 1] == 'c';
        found += microphone || strstr(to, "/dev/video") != NULL;
    }
    if (d)
        closedir(d);
    return found;
}

/* Controls that can be reached and used by keys, of all that act. */
static void look_for_keyless(struct trial *t, struct kiosk *k, void *data)
{
    int *controls = data;
    struct widget_list *list = kiosk_list(k);
    if (t->faulty && kiosk_screen(k) == SCREEN_SHELF && list->count)
        list->items[0].action = action(ACTION_HELP, 0); /* one that the focus passes by */
    for (int i = 0; i < (int)list->count; i++) {
        if (list->items[i].action.kind == ACTION_NONE)
            continue;
        bool reached = widget_takes_focus(&list->items[i]) && list->items[i].role != ROLE_HEADING &&
                       list->items[i].role != ROLE_TEXT;
        trial_expect(t, reached, "%s: '%s' can't be had by touch and keys", t->where,
                     widget_name(list, &list->items[i]));
        ++*controls;
    }
}

static void check_by_hand_alone(struct trial *t)
{
    int controls = 0;
    static const int sizes[] = {450, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2}, look_for_keyless, &controls);
    int devices = listening_devices();
    trial_measure(t, "%d controls by touch and keys, %d microphones or cameras", controls, devices);
    trial_expect(t, devices == 0, "a microphone or camera is open");
}

const struct rule rules_voice[] = {
    {25, "EN 5.1.3.3", "", check_a25, VERDICT_CHECK},
    {28, "EN 5.1.3.15", "", check_a28, VERDICT_CHECK},
    {29, "EN 5.1.7", "", check_by_hand_alone, VERDICT_CHECK},
    {71, "EN 5.3", "", check_by_hand_alone, VERDICT_CHECK},
    {0},
};
