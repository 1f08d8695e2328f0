/* understanding: A50 to A56: the same words in the same places, help, plain words, errors with a mend. */
#include "trial.h"

#include "base/file.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PLACES_MOST = 16, WORDS_MOST = 12 };

struct places {
    enum action_kind kinds[PLACES_MOST];
    struct rect rects[PLACES_MOST];
    char names[PLACES_MOST][32];
    int count, compared, screens;
    int width_px; /* of the glass that they belong to */
    int mdeg;
};

static bool is_of_bar(enum action_kind kind)
{
    return kind == ACTION_MENU || kind == ACTION_BACK || kind == ACTION_PREVIOUS ||
           kind == ACTION_LISTEN || kind == ACTION_NEXT || kind == ACTION_EASIER ||
           kind == ACTION_HELP;
}

static void compare_place(struct trial *t, struct places *p, const char *name,
                          const struct widget *w)
{
    for (int i = 0; i < p->count; i++) {
        if (p->kinds[i] != w->action.kind)
            continue;
        bool same = memcmp(&p->rects[i], &w->rect, sizeof w->rect) == 0;
        trial_expect(t, same, "%s: '%s' stands elsewhere", t->where, name);
        trial_expect(t, strcmp(p->names[i], name) == 0, "%s: '%s' was '%s'", t->where, name,
                     p->names[i]);
        p->compared++;
        return;
    }
    if (p->count < PLACES_MOST) {
        p->kinds[p->count] = w->action.kind;
        p->rects[p->count] = w->rect;
        snprintf(p->names[p->count++], sizeof p->names[0], "%s", name);
    }
}

static void look_at_places(struct trial *t, struct kiosk *k, void *data)
{
    struct places *p = data;
    const struct visit *v = &k->session->visit;
    struct widget_list *list = kiosk_list(k);
    if (kiosk_screen(k) == SCREEN_ATTRACT)
        return;
    if (p->width_px != v->look.display.width_px || p->mdeg != v->settings.cap_mdeg) {
        p->count = 0;
        p->width_px = v->look.display.width_px;
        p->mdeg = v->settings.cap_mdeg;
    }
    if (t->faulty && kiosk_screen(k) == SCREEN_HELP)
        list->items[list->count - 1].rect.x -= 9;
    bool bar[ACTION_STAY + 64] = {false};
    for (size_t i = 0; i < list->count; i++) {
        struct widget *w = &list->items[i];
        bool asks =
            w->role != ROLE_BUTTON || !is_of_bar(w->action.kind) || !w->icon || w->group != 1;
        if (asks)
            continue;
        bar[w->action.kind] = true;
        compare_place(t, p, widget_name(list, w), w);
    }
    trial_expect(t, bar[ACTION_HELP] && bar[ACTION_BACK] && bar[ACTION_MENU],
                 "%s has no Help, Back or Menu in the bar", t->where);
    p->screens++;
}

static void check_a50(struct trial *t)
{
    struct places places = {0};
    trial_walk(t, &(struct walk){0}, look_at_places, &places);
    trial_measure(t, "%d places the same on %d screens", places.compared, places.screens);
}

/* The first words of the help for a screen, after its title. */
static void help_for(struct kiosk *k, enum screen_id id, char out[256])
{
    kiosk_show(k, id);
    kiosk_act(k, ACTION_HELP, 0);
    const struct widget_list *list = kiosk_list(k);
    out[0] = 0;
    int texts = 0;
    for (size_t i = 0; i < list->count && kiosk_screen(k) == SCREEN_HELP; i++) {
        const struct widget *w = &list->items[i];
        bool words = w->role == ROLE_HEADING || w->role == ROLE_TEXT;
        if (words && w->align == ALIGN_START && texts++ == 1)
            snprintf(out, 256, "%s", widget_name(list, w));
    }
}

static void check_a51(struct trial *t)
{
    struct kiosk k;
    char first[256], other[256];
    int helped = 0;
    trial_kiosk(t, &k);
    help_for(&k, SCREEN_HOME, other);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        if (id == SCREEN_HELP) /* Help again closes it */
            continue;
        help_for(&k, t->faulty && id == SCREEN_READER ? SCREEN_HELP : id, first);
        trial_expect(t, *first, "%s has no help", screen_name(id));
        trial_expect(t, id == SCREEN_HOME || strcmp(first, other) != 0,
                     "%s has the help of another screen", screen_name(id));
        helped++;
    }
    kiosk_stop(&k);
    trial_measure(t, "%d screens", helped);
}

/* Long sentences and hard words in one message. */
static int lint(struct trial *t, const char *text)
{
    static const char *const jargon[] = {"invalid",   "parameter", "abort",    "malformed",
                                         "corrupt",   "exception", "checksum", "initialise",
                                         "directory", "fatal",     "metadata", "utilise"};
    int words = 0, most = 0;
    bool in_word = false;
    for (const char *p = text; *p; p++) {
        bool space = *p == ' ' || *p == '\n';
        words += !space && !in_word;
        in_word = !space;
        bool ends = strchr(".?!:", *p) && (p[1] == ' ' || !p[1]);
        most = words > most ? words : most;
        if (ends)
            words = 0;
    }
    trial_expect(t, most <= WORDS_MOST, "%d words in '%.120s'", most, text);
    for (size_t i = 0; i < sizeof jargon / sizeof *jargon; i++)
        trial_expect(t, !strcasestr(text, jargon[i]), "'%s' in '%.120s'", jargon[i], text);
    return most;
}

/* Adds what stands between the quotes of a line of a catalogue. */
static void add_quoted(struct str *out, const char *line, size_t bytes)
{
    const char *from = memchr(line, '"', bytes);
    for (const char *p = from ? from + 1 : line + bytes; p < line + bytes && *p != '"'; p++) {
        if (*p == '\\' && p + 1 < line + bytes)
            str_add_char(out, *++p == 'n' ? ' ' : *p);
        else
            str_add_char(out, *p);
    }
}

static void check_a52(struct trial *t)
{
    char *path = file_asset_path("locale/lectern.pot"), *text;
    int messages = 0, most = 0;
    if (file_read(path, 1 << 20, &text, NULL) != ERR_OK) {
        trial_fail(t, "there is no catalogue at %s", path);
        free(path);
        return;
    }
    struct str message = {0};
    bool begins = false; /* a msgid is being read, over lines */
    for (char *line = text, *end; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        bool id = strncmp(line, "msgid", 5) == 0;
        if (id || strncmp(line, "msgstr", 6) == 0) {
            int n = lint(t, str_text(&message));
            most = n > most ? n : most;
            messages += message.length_bytes > 0;
            str_clear(&message);
            begins = id;
        }
        if (begins && (id || *line == '"'))
            add_quoted(&message, line, (size_t)(end - line));
    }
    if (t->faulty)
        lint(t, "Please be so kind as to touch the button that is in the lower left corner now.");
    str_free(&message);
    free(text);
    free(path);
    trial_measure(t, "%d messages, %d words at most", messages, most);
    trial_expect(t, messages > 100, "the catalogue has %d messages", messages);
}

static int sentences_of(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += strchr(".?!", *text) && (text[1] == ' ' || !text[1]);
    return n;
}

static void look_for_typing(struct trial *t, struct kiosk *k, void *data)
{
    (void)data;
    const struct widget_list *list = kiosk_list(k);
    bool staff = kiosk_screen(k) >= SCREEN_PIN && kiosk_screen(k) <= SCREEN_STAFF_STICK;
    for (size_t i = 0; i < list->count && !staff; i++)
        trial_expect(t, list->items[i].action.kind != ACTION_DIGIT,
                     "%s: visitors must type or remember", t->where);
}

static void check_a56(struct trial *t)
{
    int mends = 0;
    static const int sizes[] = {450, 0};
    for (int e = ERR_OK + 1; e < ERR_COUNT; e++) {
        char text[512];
        messages_error((enum err)e, NULL, text, sizeof text);
        if (t->faulty && e == ERR_DAMAGED)
            text[strcspn(text, ".") + 1] = 0;
        bool mends_it = sentences_of(text) >= 2;
        trial_expect(t, mends_it, "'%s' suggests no mend", text);
        mends += mends_it;
    }
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2}, look_for_typing, NULL);
    trial_measure(t, "%d errors with a mend; visitors type nothing", mends);
}

const struct rule rules_understanding[] = {
    {50, "WCAG 3.2.3, 3.2.4, 3.2.6", "", check_a50, VERDICT_CHECK},
    {51, "WCAG 3.3.5", "", check_a51, VERDICT_CHECK},
    {52, "ours", "", check_a52, VERDICT_CHECK},
    {53, "UK Easy Read guidance", "Easy Read cards come with issue 6", NULL, VERDICT_LATER},
    {54, "WCAG 3.1.3, 3.1.4, 3.1.6", "hard words come with issue 6", NULL, VERDICT_LATER},
    {55, "WCAG 3.1.5", "easier editions come with issue 6", NULL, VERDICT_LATER},
    {56, "WCAG 3.3", "", check_a56, VERDICT_CHECK},
    {0},
};
