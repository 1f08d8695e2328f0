/* told: A27: whatever is said also shows. A witness looks after everything that is done: each sentence that the kiosk says of itself
 * stands on the screen, or says what a widget that shows is (its role, state and place), and each message that shows is said. */
#include "trial.h"

#include "app/session_parts.h"
#include "book/model.h"
#include "speech/narrator.h"
#include "ui/messages.h"
#include "ui/say.h"

#include <stdlib.h>
#include <string.h>

struct witness {
    int sentences, messages, acts;
};

/* All that shows: the names and values of widgets. */
static void add_shown(const struct widget_list *list, struct str *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        str_addf(out, "%s\n%s\n", widget_name(list, w), widget_value(list, w));
        if (w->role == ROLE_DOCUMENT)
            widget_document_text(w, out);
    }
}

/* All by which speech describes what shows, and how it is moved through. */
static void add_descriptions(const struct kiosk *k, struct str *out)
{
    const struct widget_list *list = &k->session->list;
    for (int i = 0; i < (int)list->count; i++) {
        say_widget_at(list, i, TALK_FULL, out);
        str_add_char(out, '\n');
        say_widget_at(list, i, TALK_SHORT, out);
        str_add_char(out, '\n');
    }
    say_how_to_move(SAY_KEYS, out);
    str_add_char(out, '\n');
    say_how_to_move(SAY_TOUCH, out);
    str_add_char(out, '\n');
    scan_say(&k->session->hands.scan, list, out);
}

/* A long word is broken between lines, a text goes on in another widget, and a hard word shows its parts. */
static void squeeze(const char *text, struct str *out)
{
    static const char dot[] = "\u00b7";
    for (; *text; text++) {
        if (strncmp(text, dot, sizeof dot - 1) == 0)
            text += sizeof dot - 2;
        else if (*text != ' ' && *text != '\n')
            str_add_char(out, *text);
    }
}

static bool has_sentence(const char *text, const char *sentence)
{
    struct str whole = {0}, bare = {0};
    squeeze(text, &whole);
    squeeze(sentence, &bare);
    if (bare.length_bytes && strchr(".:", bare.data[bare.length_bytes - 1]))
        bare.data[--bare.length_bytes] = 0;
    bool has = strcasestr(str_text(&whole), str_text(&bare)) != NULL;
    str_free(&whole);
    str_free(&bare);
    return has;
}

/* What is seen in another way than in words: the screen itself turns dark, or is the first one again, or has a picture on it. */
static bool is_seen_otherwise(const struct kiosk *k, const char *sentence)
{
    const struct visit *v = &k->session->visit;
    if (visit_screen(v) == SCREEN_ATTRACT && strcmp(sentence, tr("Your visit has ended.")) == 0)
        return true;
    if (strstr(tr("The screen is dark. The menu shows it again."), sentence))
        return v->curtain;
    if (visit_screen(v) == SCREEN_LINK && v->link.shown && strstr(v->link.shown, sentence))
        return true; /* a long address goes on over pages */
    if (strncmp(sentence, tr("Counting screens"), strlen(tr("Counting screens"))) == 0)
        return v->reading.screen_count > 0; /* it showed, and by now they are counted */
    if (screen_is_reading(visit_screen(v)) && has_sentence(v->reading.title, sentence))
        return true; /* the title gives way where a message stands in its line */
    return strcmp(sentence, tr("The screen shows again.")) == 0 ||
           strcmp(sentence, tr("A picture without a description")) == 0;
}

/* The next sentence, with its point; false at the end. */
static bool next_sentence(const char **from, char out[512])
{
    const char *p = *from + strspn(*from, " \n");
    size_t n = 0;
    if (!*p)
        return false;
    for (; *p && n + 1 < 512; p++) {
        out[n++] = *p;
        if (strchr(".?!:", *p) && (p[1] == ' ' || !p[1])) {
            p++;
            break;
        }
    }
    out[n] = 0;
    *from = p;
    return true;
}

/* What shows when a screen is new, beside its words: said where screens speak. */
static bool is_aside(const char *told)
{
    return strstr(told, tr("The order of this may be wrong.")) ||
           strstr(told, tr("This is in Easy Read too. Look in Menu.")) ||
           strstr(told, tr("This is in your language too. Look in Menu.")) ||
           strstr(told, tr("Menu has this in Easy Read and in your language.")) ||
           strstr(told, tr("Back takes you to where you were."));
}

/* What the title line shows again once its message has gone. */
static void add_behind(struct session *s, struct str *shown)
{
    char told[sizeof s->visit.told];
    memcpy(told, s->visit.told, sizeof told);
    if (!*told)
        return;
    s->visit.told[0] = 0;
    s->stale = true;
    session_build(s);
    add_shown(&s->list, shown);
    memcpy(s->visit.told, told, sizeof told);
    s->stale = true;
    session_build(s);
}

/* What the last act said, against what shows now. */
static void look_and_listen(struct trial *t, struct kiosk *k, struct witness *w, const char *after)
{
    struct session *s = k->session;
    struct str shown = {0};
    char sentence[512] = "";
    if (t->faulty && strcmp(after, tr("Softer")) == 0)
        s->visit.told[0] = 0; /* it is only said */
    s->stale = true;
    session_build(s);
    add_shown(&s->list, &shown);
    add_behind(s, &shown);
    add_descriptions(k, &shown);
    const char *said = str_text(&s->said);
    while (!t->failed && next_sentence(&said, sentence)) {
        bool seen = has_sentence(str_text(&shown), sentence) || is_seen_otherwise(k, sentence);
        trial_expect(t, seen, "%s: after '%s' '%s' is only a sound", screen_name(kiosk_screen(k)),
                     after, sentence);
        w->sentences++;
    }
    const char *told = s->visit.told;
    if (*told) {
        bool must = session_speaks(s) || !is_aside(told);
        trial_expect(t, !must || strstr(str_text(&s->said), told), "'%s' is only shown", told);
        w->messages++;
    }
    str_clear(&s->said);
    str_free(&shown);
    w->acts++;
}

/* A PIN that is tried or set would be kept in the library, which other trials use too. */
static bool is_harmless(const struct kiosk *k, enum action_kind kind)
{
    if (kind == ACTION_PIN_ENTER)
        return k->session->visit.staff.purpose == PIN_TO_CHOOSE &&
               strlen(k->session->visit.staff.digits) < PIN_DIGITS_LEAST;
    return kind != ACTION_NONE && !kiosk_is_staffs_work(kind) && kind != ACTION_NEW_PIN;
}

/* Every control of every face of a screen, with guidance or without. */
static void act_on_all(struct trial *t, struct kiosk *k, enum screen_id id, bool guided,
                       struct witness *w)
{
    for (int v = 0; v < kiosk_variants(id); v++) {
        kiosk_show_variant(k, id, v);
        for (int page = 0, pages = k->session->pages.count; page < pages; page++) {
            for (size_t i = 0; !t->failed; i++) {
                char name[96];
                kiosk_act(k, ACTION_RESET, 0);
                k->session->visit.curtain = false;
                k->session->visit.told[0] = 0; /* it would stand in the list, and move the rest */
                kiosk_show_variant(k, id, v);
                k->session->visit.guided = guided;
                kiosk_page(k, page);
                const struct widget_list *list = kiosk_list(k);
                if (i >= list->count)
                    break;
                struct action act = list->items[i].action;
                snprintf(name, sizeof name, "%s", widget_name(list, &list->items[i]));
                if (!is_harmless(k, act.kind))
                    continue;
                str_clear(&k->session->said);
                k->session->visit.told[0] = 0;
                kiosk_act(k, act.kind, act.argument);
                look_and_listen(t, k, w, name);
            }
        }
    }
}

/* What no control says: ends of lists and texts, touches that are too short, sound that goes, a document's end. */
static void say_the_rest(struct trial *t, struct kiosk *k, struct witness *w)
{
    static const enum input_key keys[] = {
        KEY_UP,           KEY_PREVIOUS, KEY_WORD_BACK, KEY_SENTENCE_BACK, KEY_PARAGRAPH_BACK,
        KEY_HEADING_BACK, KEY_REPEAT,   KEY_WHERE,     KEY_LOUDER,        KEY_SOFTER,
        KEY_HELP,         KEY_MENU,     KEY_NEXT,      KEY_DOWN};
    static const enum screen_id on[] = {SCREEN_HOME, SCREEN_SHELF, SCREEN_READER, SCREEN_LISTENING,
                                        SCREEN_EASIER};
    for (size_t s = 0; s < sizeof on / sizeof *on; s++) {
        for (size_t i = 0; i < sizeof keys / sizeof *keys && !t->failed; i++) {
            kiosk_show(k, on[s]);
            kiosk_guide(k);
            int presses = keys[i] == KEY_DOWN ? 60 : keys[i] == KEY_NEXT ? 40 : 2;
            for (int n = 0; n < presses && !t->failed; n++) {
                str_clear(&k->session->said);
                kiosk_key(k, keys[i]);
                look_and_listen(t, k, w, "a key");
            }
        }
    }
}

static void touch_badly(struct trial *t, struct kiosk *k, struct witness *w)
{
    kiosk_act(k, ACTION_FINISH, 0);
    kiosk_wait(k, 1000);
    str_clear(&k->session->said);
    for (size_t i = 0; i < kiosk_list(k)->count; i++) {
        struct widget corner = kiosk_list(k)->items[i];
        if (!(corner.state & STATE_HOLD))
            continue;
        kiosk_tap(k, &corner);
        look_and_listen(t, k, w, "a short touch of the corner");
        break;
    }
    kiosk_act(k, ACTION_HOME, 0);
    kiosk_act(k, ACTION_HOLD, 1000);
    kiosk_wait(k, 1000);
    str_clear(&k->session->said);
    struct widget first = kiosk_list(k)->items[widget_next(kiosk_list(k), -1, 1)];
    kiosk_tap(k, &first);
    look_and_listen(t, k, w, "a touch that is too short");
    kiosk_act(k, ACTION_GUIDANCE, 1);
    kiosk_act(k, ACTION_GUIDANCE, 0);
    look_and_listen(t, k, w, "guidance turned off");
}

static void lose_sound(struct trial *t, struct kiosk *k, struct witness *w)
{
    kiosk_act(k, ACTION_HOME, 0);
    str_clear(&k->session->said);
    session_input(k->session, &(struct input){.kind = INPUT_SOUND_LOST});
    kiosk_wait(k, 1000);
    look_and_listen(t, k, w, "the sound's going");
    session_input(k->session, &(struct input){.kind = INPUT_SOUND_BACK});
    kiosk_wait(k, 1000);
    look_and_listen(t, k, w, "the sound's coming back");
}

/* A stick comes and goes while a visitor reads, and while staff look at it. */
static void plug_sticks(struct trial *t, struct kiosk *k, struct witness *w)
{
    static const enum screen_id on[] = {SCREEN_HOME,       SCREEN_READER,      SCREEN_STAFF,
                                        SCREEN_STAFF_LIST, SCREEN_STAFF_STICK, SCREEN_MENU};
    for (size_t i = 0; i < sizeof on / sizeof *on && !t->failed; i++) {
        kiosk_act(k, ACTION_RESET, 0);
        for (int in = 0; in < 2; in++) {
            kiosk_show(k, on[i]);
            kiosk_put_stick(k, !in);
            session_tick(k->session);
            str_clear(&k->session->said);
            kiosk_put_stick(k, in != 0);
            session_tick(k->session);
            trial_expect(t, k->session->said.length_bytes > 0 || !k->session->visit.staff.is_in,
                         "%s: a stick comes or goes in silence", screen_name(on[i]));
            look_and_listen(t, k, w, in ? "a stick in" : "the stick out");
        }
    }
}

/* Every error of the kiosk, about a document. */
static void show_errors(struct trial *t, struct kiosk *k, struct witness *w)
{
    for (int e = ERR_OK + 1; e < ERR_COUNT && !t->failed; e++) {
        char why[512];
        kiosk_act(k, ACTION_HOME, 0);
        str_clear(&k->session->said);
        session_notice_error(k->session, (enum err)e, "A document");
        messages_error((enum err)e, NULL, why, sizeof why);
        trial_expect(t, strstr(str_text(&k->session->said), why) != NULL, "'%s' is not said", why);
        look_and_listen(t, k, w, "an error");
    }
}

/* A whole short document, to its last word; then nobody answers. */
static void read_to_the_end(struct trial *t, struct kiosk *k, struct witness *w)
{
    kiosk_open(k, "How to take part");
    kiosk_guide(k);
    k->session->visit.settings.words_per_minute = 450;
    reading_apply_settings(k->session);
    const struct book *book = k->session->visit.reading.book;
    kiosk_act(k, ACTION_READ_FROM, book->word_count - 10);
    str_clear(&k->session->said);
    kiosk_wait(k, 15000);
    trial_expect(t, k->session->said.length_bytes > 0, "the end of a document is not told");
    look_and_listen(t, k, w, "the end of a document");
    kiosk_wait(k, 600000);
    look_and_listen(t, k, w, "ten minutes of nothing");
}

static void check_a27(struct trial *t)
{
    struct witness w = {0};
    struct kiosk k;
    trial_kiosk(t, &k);
    for (int guided = 0; guided < 2; guided++) {
        for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++)
            act_on_all(t, &k, id, guided, &w);
    }
    kiosk_act(&k, ACTION_RESET, 0);
    say_the_rest(t, &k, &w);
    touch_badly(t, &k, &w);
    kiosk_act(&k, ACTION_RESET, 0);
    lose_sound(t, &k, &w);
    plug_sticks(t, &k, &w);
    show_errors(t, &k, &w);
    read_to_the_end(t, &k, &w);
    kiosk_stop(&k);
    trial_measure(t, "%d sentences seen and %d messages said, after %d acts", w.sentences,
                  w.messages, w.acts);
}

const struct rule rules_told[] = {
    {27, "EN 5.1.5", "", check_a27, VERDICT_CHECK},
    {0},
};
