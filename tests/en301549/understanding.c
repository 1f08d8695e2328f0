/* understanding: A50 to A56: the same words in the same places, help, plain words, errors with a mend. */
#include "explained.h"
#include "plain.h"
#include "trial.h"

#include "base/file.h"
#include "base/mem.h"
#include "book/lang_name.h"
#include "library/copy.h"
#include "ui/messages.h"
#include "ui/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PLACES_MOST = 16, WORDS_MOST = 400 };

/* Words of a document, a person's or a file's: not the interface's own. */
static bool is_data(const struct kiosk *k, const struct widget_list *list, const struct widget *w)
{
    const struct visit *v = &k->session->visit;
    const char *name = widget_name(list, w);
    enum screen_id id = visit_screen(v);
    bool shows_data = id == SCREEN_WORD || id == SCREEN_SEARCH || id == SCREEN_NOTE ||
                      id == SCREEN_LINK || id == SCREEN_RESULTS || id == SCREEN_KEPT ||
                      id == SCREEN_LINKS;
    if (shows_data && w->action.kind == ACTION_NONE)
        return true; /* words of documents and glossaries; messages are looked at in the catalogue */
    switch (w->action.kind) {
    case ACTION_DOCUMENT:
    case ACTION_ENTRY:
    case ACTION_PAGE:
    case ACTION_TERM:
    case ACTION_PLACE:
    case ACTION_FIND_OPEN:
    case ACTION_FIND_INSTEAD:
    case ACTION_FIND_TYPE:
    case ACTION_FIND_WORD:
    case ACTION_FOLLOW:
    case ACTION_KEPT_OPEN:
    case ACTION_TAKE:
    case ACTION_CHOSEN:
    case ACTION_PART:
    case ACTION_READ_FIRST:
    case ACTION_PICK:
    case ACTION_LANG:
    case ACTION_VOICE:
    case ACTION_FONT:
    case ACTION_DIGIT:
        return true;
    default:
        break;
    }
    bool title = v->reading.title && strstr(v->reading.title, name);
    title |= v->logo.of_pack && strcmp(v->logo.of_pack, name) == 0;
    for (size_t i = 0; i < v->staff.documents.count; i++)
        title |= strstr(v->staff.documents.items[i].title, name) != NULL;
    for (size_t i = 0; i < v->staff.stick.count; i++)
        title |= strstr(v->staff.stick.items[i].path, name) != NULL;
    bool words = w->role == ROLE_DOCUMENT || w->role == ROLE_PICTURE;
    return title || w->lang || words || strcmp(name, v->kiosk_name) == 0 ||
           strcmp(name, v->notice.title) == 0 || strcmp(name, v->notice.text) == 0;
}

struct places {
    enum action_kind kinds[PLACES_MOST];
    struct rect rects[PLACES_MOST];
    char names[PLACES_MOST][64];
    int count, compared, screens;
    char view[64]; /* the glass, language and size that they belong to */
    struct {
        struct action act;
        enum role role; /* a choice is named with the heading over it */
        char name[96];
    } words[WORDS_MOST]; /* of every function in the present language */
    int word_count, words_compared;
    char lang[16];
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

/* A notice has an answer; what is ticked bears the name of
 * what it turns off. */
static bool has_words_of_its_own(const struct kiosk *k, const struct widget *w)
{
    enum screen_id id = kiosk_screen(k);
    return id == SCREEN_NOTICE || id == SCREEN_PIN || w->action.kind == ACTION_SIZE ||
           w->action.kind == ACTION_SECTION || (w->state & STATE_CHOSEN);
}

/* One function has one name, wherever it stands. */
static void compare_words(struct trial *t, struct kiosk *k, struct places *p, const char *name,
                          const struct widget *w)
{
    if (has_words_of_its_own(k, w))
        return;
    for (int i = 0; i < p->word_count; i++) {
        if (p->words[i].act.kind != w->action.kind ||
            p->words[i].act.argument != w->action.argument || p->words[i].role != w->role)
            continue;
        trial_expect(t, strcmp(p->words[i].name, name) == 0, "%s: '%s' is called '%s' elsewhere",
                     t->where, name, p->words[i].name);
        p->words_compared++;
        return;
    }
    if (p->word_count < WORDS_MOST) {
        p->words[p->word_count].act = w->action;
        p->words[p->word_count].role = w->role;
        snprintf(p->words[p->word_count++].name, sizeof p->words[0].name, "%s", name);
    }
}

/* Another glass, size or language has places of its own, and another language words of its own. */
static void begin_view(struct kiosk *k, struct places *p)
{
    char view[64], lang[16];
    const struct visit *v = &k->session->visit;
    messages_lang(lang);
    snprintf(view, sizeof view, "%d %d %s %d", v->look.display.width_px, v->settings.cap_mdeg, lang,
             v->settings.reach);
    if (strcmp(view, p->view) != 0) {
        p->count = 0;
        memcpy(p->view, view, sizeof view);
    }
    if (strcmp(lang, p->lang) != 0) {
        p->word_count = 0;
        memcpy(p->lang, lang, sizeof lang);
    }
}

static void look_at_places(struct trial *t, struct kiosk *k, void *data)
{
    struct places *p = data;
    struct widget_list *list = kiosk_list(k);
    if (kiosk_screen(k) == SCREEN_ATTRACT)
        return;
    begin_view(k, p);
    bool moved = t->faulty && kiosk_screen(k) == SCREEN_HELP && k->session->visit.settings.reach;
    bool bar[ACTION_STAY + 64] = {false};
    for (size_t i = 0; i < list->count; i++) {
        struct widget *w = &list->items[i];
        if (w->action.kind == ACTION_NONE)
            continue;
        w->rect.x -= moved && w->action.kind == ACTION_EASIER ? 9 : 0;
        bool is_bar = w->role == ROLE_BUTTON && is_of_bar(w->action.kind) && w->group == 1;
        if (is_bar && !bar[w->action.kind]) {
            bar[w->action.kind] = true;
            compare_place(t, p, widget_name(list, w), w);
        }
        if (!is_data(k, list, w))
            compare_words(t, k, p, widget_name(list, w), w);
    }
    trial_expect(t, bar[ACTION_HELP] && bar[ACTION_BACK] && bar[ACTION_MENU],
                 "%s has no Help, Back or Menu in the bar", t->where);
    p->screens++;
}

/* While a document is read aloud Listen is Pause, and stands where Listen stood. */
static void look_at_pause(struct trial *t, bool reach)
{
    struct kiosk k;
    struct rect was = {0}, is = {0};
    trial_kiosk(t, &k);
    kiosk_open(&k, "Learning together: support");
    kiosk_act(&k, ACTION_REACH, reach);
    for (int reading = 0; reading < 2; reading++) {
        const struct widget_list *list = kiosk_list(&k);
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].action.kind == ACTION_LISTEN)
                *(reading ? &is : &was) = list->items[i].rect;
        }
        kiosk_act(&k, ACTION_LISTEN, 0);
        kiosk_wait(&k, 1500);
    }
    trial_expect(t, was.w && memcmp(&was, &is, sizeof is) == 0, "Pause does not stand on Listen");
    kiosk_stop(&k);
}

static void check_a50(struct trial *t)
{
    static const int sizes[] = {450, 1000, 0};
    struct places *places = mem_new(1, sizeof *places);
    for (int reach = 0; reach < 2 && !t->failed; reach++) {
        look_at_pause(t, reach);
        trial_walk(t, &(struct walk){.sizes = sizes, .langs = WALK_ALL_LANGS, .in_reach = reach},
                   look_at_places, places);
    }
    trial_measure(t, "%d places and %d names the same on %d screens, in reach too",
                  places->compared, places->words_compared, places->screens);
    free(places);
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

struct lint {
    int texts, most_words;
};

static void lint(struct trial *t, struct lint *l, const char *text)
{
    char why[256];
    bool plain = plain_is(text, why, sizeof why);
    int words = plain_longest(text);
    trial_expect(t, plain, "%s", why);
    l->most_words = words > l->most_words ? words : l->most_words;
    l->texts += *text != 0;
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

/* Every message of the catalogue: visitors' and staff's, help, notices, what is only said. */
static void lint_catalogue(struct trial *t, struct lint *l)
{
    char *path = file_asset_path("locale/lectern.pot"), *text;
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
            lint(t, l, str_text(&message));
            str_clear(&message);
            begins = id;
        }
        if (begins && (id || *line == '"'))
            add_quoted(&message, line, (size_t)(end - line));
    }
    str_free(&message);
    free(text);
    free(path);
}

/* The meanings that the kiosk gives of hard words: the third column of each line. */
static int lint_glossary(struct trial *t, struct lint *l)
{
    char *path = file_asset_path("glossary/en.tsv"), *text;
    int before = l->texts;
    if (file_read(path, 1 << 20, &text, NULL) == ERR_OK) {
        for (char *line = text, *end; *line; line = *end ? end + 1 : end) {
            end = line + strcspn(line, "\n");
            char *meaning = memchr(line, '\t', (size_t)(end - line));
            if (meaning)
                meaning = memchr(meaning + 1, '\t', (size_t)(end - meaning - 1));
            if (*line == '#' || !meaning)
                continue;
            char *copy = mem_copy_string(meaning + 1);
            copy[strcspn(copy, "\t\n")] = 0;
            lint(t, l, copy);
            free(copy);
        }
        free(text);
    }
    free(path);
    return l->texts - before;
}

/* What shows and what guidance says of it. */
static void lint_screen(struct trial *t, struct kiosk *k, void *data)
{
    const struct widget_list *list = kiosk_list(k);
    struct str how = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (!is_data(k, list, w)) {
            lint(t, data, widget_name(list, w));
            lint(t, data, widget_value(list, w));
        }
        lint(t, data, say_help(w));
    }
    say_how_to_move(SAY_KEYS, &how);
    str_add_char(&how, ' ');
    say_how_to_move(SAY_TOUCH, &how);
    lint(t, data, str_text(&how));
    str_free(&how);
}

/* A name that stands in a text, and is in no catalogue. */
static void without(struct str *text, const char *name)
{
    char *at = name && *name && text->length_bytes ? strstr(text->data, name) : NULL;
    if (at)
        memset(at, '-', strlen(name));
}

static void without_language(struct str *text, const char *lang, const char *in)
{
    char tag[8] = "";
    struct str name = {0};
    snprintf(tag, sizeof tag, "%.*s", (int)strcspn(lang, "-_"), lang);
    lang_name_add(&name, tag, in ? in : tag);
    without(text, str_text(&name));
    str_free(&name);
}

/* A language is called by its own name in every interface: 'In Cymraeg' is 'In'. Staff are told names of files and titles. */
static void without_names(const struct kiosk *k, const char *text, struct str *out)
{
    const struct visit_reading *r = &k->session->visit.reading;
    const struct visit_staff *staff = &k->session->visit.staff;
    char interface[16];
    str_clear(out);
    str_add(out, text);
    for (size_t i = 0; i < r->editions.count; i++)
        without_language(out, r->editions.items[i].lang, NULL);
    messages_lang(interface);
    if (staff->document.lang)
        without_language(out, staff->document.lang, interface);
    without(out, staff->document.name);
    without(out, staff->document.own_title);
    without(out, staff->pack);
    without(out, staff->title.text);
    without(out, k->session->visit.kiosk.health.drop_problem);
    without(out, "lectern.ini");
    without(out, "rotate");
    without(out, COPY_FOLDER);
    without(out, k->session->visit.copies.keys);
}

/* With a catalogue in which every vowel has an accent: a plain one has not come from the catalogue, where words are translated. */
static void look_for_unlisted_words(struct trial *t, struct kiosk *k, void *data)
{
    int *texts = data;
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        const char *texts_of[] = {widget_name(list, w), widget_value(list, w)};
        for (int n = 0; n < 2 && !is_data(k, list, w); n++) {
            struct str own = {0};
            without_names(k, texts_of[n], &own);
            trial_expect(t, !strpbrk(str_text(&own), "aeiou"), "%s: '%.60s' is in no catalogue",
                         t->where, texts_of[n]);
            str_free(&own);
            ++*texts;
        }
    }
}

/* A lint that lets these pass is none. */
static void try_lint(struct trial *t)
{
    static const char *const bad[] = {
        "Please be so kind as to touch the button that is there right now.",
        "The parameter is wrong.",
        "The form must be sent.",
        "If it stops when you touch it, wait until it starts.",
        "Touch Next; then touch Back.",
        "You can not have nothing.",
        "TOUCH THE BUTTON NOW",
        "Touch the green button.",
        "Press the key on the left.",
    };
    char why[256];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        trial_expect(t, !plain_is(bad[i], why, sizeof why), "the lint passes '%s'", bad[i]);
}

static void check_a52(struct trial *t)
{
    static const int sizes[] = {450, 0};
    struct lint l = {0};
    int unlisted = 0;
    try_lint(t);
    lint_catalogue(t, &l);
    trial_expect(t, l.texts > 400, "the catalogue has %d messages", l.texts);
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2}, lint_screen, &l);
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2, .langs = WALK_LONG},
               look_for_unlisted_words, &unlisted);
    int meanings = lint_glossary(t, &l);
    if (t->faulty)
        lint(t, &l, "Touch the green button to go on.");
    trial_measure(t, "%d texts and %d meanings, %d words at most", l.texts - meanings, meanings,
                  l.most_words);
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
    {54, "WCAG 3.1.3, 3.1.4, 3.1.6", "", check_a54, VERDICT_CHECK},
    {56, "WCAG 3.3", "", check_a56, VERDICT_CHECK},
    {0},
};
