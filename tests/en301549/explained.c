/* explained: hard words are marked, and their meaning comes by a touch and by keys; abbreviations are written out; all is said. */
#include "explained.h"
#include "pixels.h"

#include "book/explain.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <string.h>

enum { SCREENS_MOST = 120, PRESSES_MOST = 40, SAY_MS = 20000, WORDS_MOST = 2000 };

static const char easy_read[] = "Learning together: support in every ordinary school. Easy Read";

/* Does a widget of that role say just that? */
static bool shows(struct kiosk *k, enum role role, const char *text)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == role && strcmp(widget_name(list, &list->items[i]), text) == 0)
            return true;
    }
    return false;
}

static const struct explain_term *term_shown(const struct kiosk *k)
{
    const struct visit *v = &k->session->visit;
    return kiosk_screen(k) == SCREEN_WORD && v->words.explain
               ? explain_term_at(v->words.explain, v->subjects[v->depth])
               : NULL;
}

static const struct widget *document_of(struct kiosk *k)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == ROLE_DOCUMENT)
            return &list->items[i];
    }
    return NULL;
}

/* A person sees which words are marked: the picture is another one without the marks. */
static void look_at_mark(struct trial *t, struct kiosk *k)
{
    const struct widget *w = document_of(k);
    struct rect room = w->rect;
    struct canvas *marked = pixels_copy(kiosk_frame(k));
    struct widget *bare = &kiosk_list(k)->items[w - kiosk_list(k)->items];
    bare->hard_count = 0;
    long changed = pixels_changed(marked, kiosk_frame(k), room);
    canvas_free(marked);
    k->session->stale = true;
    trial_expect(t, changed > 0, "a marked word looks like any other");
}

/* In the middle of the word, as it stands on the screen. */
static void touch_word(struct kiosk *k, uint32_t word)
{
    const struct widget *w = document_of(k);
    for (size_t i = 0; i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind != PLACED_WORD || p->word != word)
            continue;
        int x = w->rect.x + p->rect.x + p->rect.w / 2, y = w->rect.y + p->rect.y + p->rect.h / 2;
        kiosk_touch(k, INPUT_TOUCH, x, y);
        kiosk_touch(k, INPUT_LIFT, x, y);
        return;
    }
}

/* What shows and what is said of the word that is explained now. */
static void look_at_word(struct trial *t, struct kiosk *k, const char *how)
{
    const struct explain_term *term = term_shown(k);
    if (!term) {
        trial_fail(t, "%s: the word is not explained, but: %s", how, screen_name(kiosk_screen(k)));
        return;
    }
    struct str first = {0};
    str_add_bytes(&first, term->meaning, strcspn(term->meaning, "\n"));
    trial_expect(t, shows(k, ROLE_HEADING, term->term), "%s: '%s' does not show", how, term->term);
    trial_expect(t, shows(k, ROLE_TEXT, str_text(&first)), "%s: what '%s' means does not show", how,
                 term->term);
    uint64_t since = kiosk_now(k);
    kiosk_act(k, ACTION_SAY_WORD, 1);
    kiosk_wait_quiet(k, SAY_MS);
    trial_expect(t, kiosk_heard(k, "[[", since) && kiosk_heard(k, term->term, since),
                 "%s: '%s' is not said slowly", how, term->term);
    since = kiosk_now(k);
    kiosk_act(k, ACTION_LISTEN, 0);
    kiosk_wait_quiet(k, 3 * SAY_MS);
    trial_expect(t, kiosk_heard(k, str_text(&first), since) != NULL, "%s: '%s' is not said", how,
                 str_text(&first));
    str_free(&first);
}

/* Each marked word has a meaning; the first of each screen is touched. */
static int explain_by_touch(struct trial *t)
{
    static const uint32_t none[WORDS_MOST];
    struct kiosk k;
    int touched = 0;
    trial_kiosk(t, &k);
    struct visit *v = &k.session->visit;
    trial_expect(t, kiosk_open(&k, easy_read), "'%s' does not open", easy_read);
    for (int i = 0; i < SCREENS_MOST && !t->failed; i++) {
        kiosk_wait(&k, 100);
        kiosk_list(&k);
        const struct layout_screen *shown = v->reading.screen;
        if (v->words.marked_count && touched < 3) {
            uint32_t first = shown->first_word;
            look_at_mark(t, &k);
            kiosk_list(&k);
            uint32_t word = v->words.marked[0];
            if (t->faulty)
                v->words.marked = none;
            touch_word(&k, word);
            look_at_word(t, &k, "by touch");
            kiosk_act(&k, ACTION_BACK, 0);
            trial_expect(
                t, kiosk_screen(&k) == SCREEN_READER && v->reading.screen->first_word == first,
                "Back does not come back to the same place");
            touched++;
        }
        kiosk_act(&k, ACTION_NEXT, 0);
    }
    kiosk_stop(&k);
    trial_expect(t, touched == 3, "only %d screens have marked words", touched);
    return touched;
}

static void press_until(struct trial *t, struct kiosk *k, const char *name)
{
    for (int i = 0; i < PRESSES_MOST; i++) {
        const struct widget_list *list = kiosk_list(k);
        int focus = k->session->focus;
        if (focus >= 0 && strcmp(widget_name(list, &list->items[focus]), name) == 0)
            return;
        kiosk_key(k, KEY_DOWN);
    }
    trial_fail(t, "no key comes to '%s'", name);
}

/* The words of a page, by keys alone. */
static void explain_by_keys(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_open(&k, "Learning together: support in every ordinary school. A briefing");
    kiosk_guide(&k);
    kiosk_act(&k, ACTION_NEXT, 0);
    kiosk_act(&k, ACTION_NEXT, 0);
    kiosk_key(&k, KEY_MENU);
    press_until(t, &k, tr("Explain"));
    kiosk_key(&k, KEY_ACTION);
    trial_expect(t, kiosk_screen(&k) == SCREEN_HARD_WORDS, "Explain leads to %s",
                 screen_name(kiosk_screen(&k)));
    kiosk_wait(&k, 100);
    kiosk_key(&k, KEY_ACTION);
    look_at_word(t, &k, "by keys");
    kiosk_key(&k, KEY_BACK);
    kiosk_wait(&k, 100);
    kiosk_key(&k, KEY_BACK);
    trial_expect(t, kiosk_screen(&k) == SCREEN_READER, "Back leads to %s",
                 screen_name(kiosk_screen(&k)));
    kiosk_stop(&k);
}

/* Every abbreviation of the word list says what it stands for, on the screen and aloud. */
static int look_at_abbreviations(struct trial *t)
{
    struct kiosk k;
    int found = 0;
    trial_kiosk(t, &k);
    struct visit *v = &k.session->visit;
    kiosk_open(&k, "Learning together: support in every ordinary school. A briefing");
    kiosk_act(&k, ACTION_WORD_LIST, 0);
    kiosk_list(&k);
    for (size_t i = 0; i < v->words.list_count && !t->failed; i++) {
        const struct explain_term *term = explain_term_at(v->words.explain, v->words.list[i]);
        if (!*term->long_form)
            continue;
        char words[256];
        snprintf(words, sizeof words, tr("Short for: %s"), term->long_form);
        kiosk_act(&k, ACTION_TERM, v->words.list[i]);
        trial_expect(t, shows(&k, ROLE_TEXT, words), "'%s' is not written out", term->term);
        if (!found++)
            look_at_word(t, &k, "an abbreviation");
        kiosk_act(&k, ACTION_BACK, 0);
    }
    kiosk_stop(&k);
    trial_expect(t, found > 0, "there is no abbreviation: nothing was proved");
    return found;
}

void check_a54(struct trial *t)
{
    int touched = explain_by_touch(t);
    explain_by_keys(t);
    int short_words = look_at_abbreviations(t);
    trial_measure(t, "%d marked words by touch, one by keys; %d abbreviations written out", touched,
                  short_words);
}
