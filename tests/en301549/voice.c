/* voice: A25, A28, A29, A71: speech agrees with the screen, errors are said whole, nobody has to speak or to be looked at. */
#include "paths.h"
#include "trial.h"

#include "ui/messages.h"
#include "ui/say.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
        trial_expect(t, strcmp(v->notice.about, title) == 0, "the notice does not name '%s'",
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

/* How many open files of this process are devices of those names: the start of the name, and its end ("" any). */
static int open_devices(const char *const names[][2])
{
    int found = 0;
    DIR *d = opendir("/proc/self/fd");
    for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
        char path[300], to[256];
        snprintf(path, sizeof path, "/proc/self/fd/%.200s", e->d_name);
        ssize_t n = readlink(path, to, sizeof to - 1);
        to[n > 0 ? n : 0] = 0;
        for (int i = 0; names[i][0]; i++) {
            size_t end = strlen(names[i][1]), all = strlen(to);
            found +=
                strstr(to, names[i][0]) && all > end && strcmp(to + all - end, names[i][1]) == 0;
        }
    }
    if (d)
        closedir(d);
    return found;
}

/* A planted fault: a file with the name of a device, held open. */
static void hold_device(const struct trial *t, const char *folder, const char *name)
{
    char path[512];
    const char *parts[] = {"dev", folder, name};
    snprintf(path, sizeof path, "%s", t->library);
    for (int i = 0; i < 3; i++) {
        size_t at = strlen(path);
        if (!*parts[i])
            continue;
        snprintf(path + at, sizeof path - at, "/%s", parts[i]);
        if (i == 2)
            (void)!open(path, O_CREAT | O_RDWR, 0600); /* the trial's process ends with it */
        else
            mkdir(path, 0700);
    }
}

/* How many screens are come to from the first one by that input alone. */
static int reach_screens(struct trial *t, struct kiosk *k, const struct path *to,
                         enum path_input by, const char *name)
{
    int reached = 0;
    for (enum screen_id id = SCREEN_ATTRACT + 1; id < SCREEN_COUNT && !t->failed; id++) {
        enum screen_id came_to = to[id].is_found ? path_walk(k, &to[id], by) : SCREEN_ATTRACT;
        trial_expect(t, came_to == id, "%s alone lead to '%s', not to '%s'", name,
                     screen_name(came_to), screen_name(id));
        reached += came_to == id;
    }
    return reached;
}

static void check_a29(struct trial *t)
{
    static const char *const microphones[][2] = {
        {"/dev/snd/pcm", "c"}, {"/dev/dsp", ""}, {"/dev/audio", ""}, {NULL, NULL}};
    struct path to[SCREEN_COUNT];
    struct kiosk k;
    trial_kiosk(t, &k);
    paths_find(&k, to);
    int reached = reach_screens(t, &k, to, BY_KEYS, "keys");
    if (t->faulty)
        hold_device(t, "snd", "pcmC0D0c");
    int open = open_devices(microphones);
    kiosk_stop(&k);
    trial_measure(t, "%d screens come to in silence, by keys; %d microphones", reached, open);
    trial_expect(t, open == 0, "a microphone is open");
}

/* Controls that can be reached and used by touch and by keys, of all that act. */
static void look_for_keyless(struct trial *t, struct kiosk *k, void *data)
{
    int *controls = data;
    struct widget_list *list = kiosk_list(k);
    if (t->faulty && kiosk_screen(k) == SCREEN_SHELF && list->count)
        list->items[0].action = action(ACTION_HELP, 0); /* one that the focus passes by */
    for (int i = 0; i < (int)list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind == ACTION_NONE)
            continue;
        bool reached = widget_takes_focus(w) && w->role != ROLE_HEADING && w->role != ROLE_TEXT;
        int x = w->rect.x + w->rect.w / 2, y = w->rect.y + w->rect.h / 2;
        trial_expect(t, reached && widget_at(list, x, y) == i,
                     "%s: '%s' can't be had by touch and keys", t->where, widget_name(list, w));
        ++*controls;
    }
}

static void check_a71(struct trial *t)
{
    static const char *const bodies[][2] = {{"/dev/video", ""},    {"/dev/media", ""},
                                            {"/dev/hidraw", ""},   {"/dev/bus/usb", ""},
                                            {"/dev/snd/pcm", "c"}, {NULL, NULL}};
    static const int sizes[] = {450, 0};
    struct path to[SCREEN_COUNT];
    struct kiosk k;
    int controls = 0;
    trial_kiosk(t, &k);
    paths_find(&k, to);
    int touched = reach_screens(t, &k, to, BY_TOUCH, "taps");
    int switched = reach_screens(t, &k, to, BY_SWITCHES, "switches");
    int open = open_devices(bodies);
    kiosk_stop(&k);
    trial_walk(t, &(struct walk){.sizes = sizes, .langs = WALK_ALL_LANGS}, look_for_keyless,
               &controls);
    trial_measure(t, "%d screens by any pointer, %d by switches, %d controls; %d cameras", touched,
                  switched, controls, open);
    trial_expect(t, open == 0, "a camera or another watcher of bodies is open");
}

const struct rule rules_voice[] = {
    {25, "EN 5.1.3.3", "", check_a25, VERDICT_CHECK},
    {28, "EN 5.1.3.15", "", check_a28, VERDICT_CHECK},
    {29, "EN 5.1.7", "", check_a29, VERDICT_CHECK},
    {71, "EN 5.3", "", check_a71, VERDICT_CHECK},
    {0},
};
