/* session_say: what guidance says of the screen and of the focus, as much of it as the visitor wants. */
#include "app/session_parts.h"
#include "speech/narrator.h"
#include "ui/say.h"
#include "ui/tongue.h"

#include <stdio.h>
#include <string.h>

/* The words of a stretch, without what only ended the one before. */
static void add_words(const struct tongue *part, struct str *out)
{
    size_t from = 0;
    while (from < part->bytes && strchr(" .:;,?!", part->text[from]))
        from++;
    str_add_bytes(out, part->text + from, part->bytes - from);
}

/* Each stretch by the voice of its language, one after another. */
static void speak(struct session *s, const char *text, bool after)
{
    struct tongue part;
    size_t at = 0;
    while (s->narrator && tongue_next(text, &at, &part)) {
        struct str words = {0};
        add_words(&part, &words);
        if (words.length_bytes) {
            narrator_say(s->narrator, str_text(&words), *part.lang ? part.lang : settings_lang(s),
                         after);
            after = true;
        }
        str_free(&words);
    }
}

void session_say(struct session *s, const char *text)
{
    str_clear(&s->said);
    tongue_add_plain(&s->said, text);
    speak(s, text, false);
}

/* What was said in another way is a sentence of its own. */
static void part(struct str *said)
{
    size_t n = said->length_bytes;
    if (n && !strchr(".?!:;,", said->data[n - 1]))
        str_add_char(said, '.');
    if (n)
        str_add_char(said, ' ');
}

/* After what is being said. */
static void say_on(struct session *s, const char *text)
{
    part(&s->said);
    tongue_add_plain(&s->said, text);
    speak(s, text, true);
}

static void show_told(struct session *s, const char *text)
{
    snprintf(s->visit.told, sizeof s->visit.told, "%s", text);
    s->told_of_stick = false;
    s->stale = true;
}

void session_tell(struct session *s, const char *text)
{
    show_told(s, text);
    session_say(s, text);
}

void session_tell_after(struct session *s, const char *text)
{
    show_told(s, text);
    if (!session_speaks(s))
        return;
    say_on(s, text);
}

void session_say_in(struct session *s, const char *text, const char *lang, bool slowly, bool after)
{
    if (!after)
        str_clear(&s->said);
    part(&s->said);
    str_add(&s->said, text);
    lang = *lang ? lang : settings_lang(s);
    if (!s->narrator || !*text)
        return;
    if (slowly)
        narrator_say_slowly(s->narrator, text, lang, after);
    else
        narrator_say(s->narrator, text, lang, after);
}

/* A word in parts is not read as it is written, but said part by part. */
static void say_slow(struct session *s, const struct widget *w, bool after)
{
    struct str plain = {0};
    const char *name = widget_name(&s->list, w), *dot;
    for (; (dot = strstr(name, "\u00b7")); name = dot + strlen("\u00b7"))
        str_add_bytes(&plain, name, (size_t)(dot - name));
    str_add(&plain, name);
    session_say_in(s, str_text(&plain), widget_lang(&s->list, w), true, after);
    str_free(&plain);
}

/* The words so far, before what is said in another way; true once anything was said. */
static bool say_so_far(struct session *s, struct str *words, bool after)
{
    if (!words->length_bytes && after)
        return true;
    if (!after)
        session_say(s, str_text(words));
    else
        say_on(s, str_text(words));
    after |= words->length_bytes > 0;
    str_clear(words);
    return after;
}

/* The screen's words; what is left to be said goes to `words`. */
static bool say_list(struct session *s, bool everything, struct str *words)
{
    bool after = false;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct widget *w = &s->list.items[i];
        if (w->state & STATE_SLOW) {
            if (words->length_bytes)
                after = say_so_far(s, words, after);
            say_slow(s, w, after);
            after = true;
        } else {
            say_part(&s->list, (int)i, everything, words);
        }
    }
    return after;
}

void session_say_widget(struct session *s, int index, const char *more)
{
    struct str words = {0};
    if (index >= 0)
        say_widget_at(&s->list, index, s->visit.settings.talk, &words);
    if (*more)
        str_addf(&words, words.length_bytes ? " %s" : "%s", more);
    session_say(s, str_text(&words));
    str_free(&words);
}

void session_say_focus(struct session *s)
{
    session_say_widget(s, s->focus, "");
}

void session_say_choice(struct session *s)
{
    if (!session_speaks(s) || s->hands.scan.on)
        return;
    session_build(s);
    session_say_focus(s);
}

void session_say_everything(struct session *s)
{
    struct str words = {0};
    session_build(s);
    say_so_far(s, &words, say_list(s, true, &words));
    str_free(&words);
}

/* With guidance on, a new screen says what it is, where the focus stands, and how to move. */
void session_say_screen(struct session *s)
{
    enum talk_level talk = s->visit.settings.talk;
    struct str words = {0};
    bool after = false;
    session_build(s);
    if (talk == TALK_FULL)
        after = say_list(s, false, &words);
    else if (talk == TALK_SHORT)
        say_title(&s->list, &words);
    if (s->focus >= 0 && talk != TALK_NONE) {
        if (words.length_bytes)
            str_add_char(&words, ' ');
        say_widget_at(&s->list, s->focus, talk, &words);
    }
    if (talk == TALK_FULL)
        say_how_to_move(s->hands.by_touch ? SAY_TOUCH : SAY_KEYS, &words);
    say_so_far(s, &words, after);
    str_free(&words);
}
