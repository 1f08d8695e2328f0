/* session_say: what guidance says of the screen and of the focus, as much of it as the visitor wants. */
#include "app/session_parts.h"
#include "speech/narrator.h"
#include "ui/say.h"

#include <stdio.h>
#include <string.h>

void session_say(struct session *s, const char *text)
{
    str_clear(&s->said);
    str_add(&s->said, text);
    if (s->narrator && *text)
        narrator_say(s->narrator, text, settings_lang(s), false);
}

static void show_told(struct session *s, const char *text)
{
    snprintf(s->visit.told, sizeof s->visit.told, "%s", text);
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
    str_addf(&s->said, " %s", text);
    if (s->narrator)
        narrator_say(s->narrator, text, settings_lang(s), true);
}

void session_say_in(struct session *s, const char *text, const char *lang, bool slowly, bool after)
{
    if (!after)
        str_clear(&s->said);
    str_addf(&s->said, s->said.length_bytes ? " %s" : "%s", text);
    lang = *lang ? lang : settings_lang(s);
    if (!s->narrator || !*text)
        return;
    if (slowly)
        narrator_say_slowly(s->narrator, text, lang, after);
    else
        narrator_say(s->narrator, text, lang, after);
}

/* What is to be said, piece by piece: as long as it stays in one language it is said in one piece. */
struct speech {
    struct session *s;
    struct str words;
    const char *lang; /* NULL: the interface's */
    bool goes_on;     /* something was said before these words */
};

static void flush(struct speech *speech)
{
    if (speech->words.length_bytes || !speech->goes_on)
        session_say_in(speech->s, str_text(&speech->words), speech->lang ? speech->lang : "", false,
                       speech->goes_on);
    speech->goes_on |= speech->words.length_bytes > 0;
    str_clear(&speech->words);
}

/* The words that come are of that language. */
static struct str *in_lang(struct speech *speech, const char *lang)
{
    bool same = lang == speech->lang || (lang && speech->lang && strcmp(lang, speech->lang) == 0);
    if (!same && speech->words.length_bytes)
        flush(speech);
    speech->lang = lang;
    return &speech->words;
}

static void end_speech(struct speech *speech)
{
    flush(speech);
    str_free(&speech->words);
}

static void add_widget(struct speech *speech, int index)
{
    const struct widget_list *list = &speech->s->list;
    enum talk_level talk = speech->s->visit.settings.talk;
    say_widget_words(list, index, talk, in_lang(speech, list->items[index].lang));
    say_widget_about(list, index, talk, in_lang(speech, NULL));
}

/* A word in parts is not read as it is written, but said part by part. */
static void add_slow(struct speech *speech, const struct widget *w)
{
    struct str plain = {0};
    const char *name = widget_name(&speech->s->list, w), *dot;
    for (; (dot = strstr(name, "\u00b7")); name = dot + strlen("\u00b7"))
        str_add_bytes(&plain, name, (size_t)(dot - name));
    str_add(&plain, name);
    flush(speech);
    session_say_in(speech->s, str_text(&plain), w->lang ? w->lang : "", true, speech->goes_on);
    speech->goes_on = true;
    str_free(&plain);
}

static void add_screen(struct speech *speech, bool everything)
{
    const struct widget_list *list = &speech->s->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].state & STATE_SLOW)
            add_slow(speech, &list->items[i]);
        else
            say_part(list, (int)i, everything, in_lang(speech, list->items[i].lang));
    }
}

void session_say_widget(struct session *s, int index, const char *more)
{
    struct speech speech = {.s = s};
    if (index >= 0)
        add_widget(&speech, index);
    struct str *words = in_lang(&speech, NULL);
    if (*more)
        str_addf(words, words->length_bytes ? " %s" : "%s", more);
    end_speech(&speech);
}

void session_say_focus(struct session *s)
{
    session_say_widget(s, s->focus, "");
}

void session_say_everything(struct session *s)
{
    struct speech speech = {.s = s};
    session_build(s);
    add_screen(&speech, true);
    end_speech(&speech);
}

/* The screen's name alone. */
static void add_title(struct speech *speech)
{
    const struct widget_list *list = &speech->s->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role != ROLE_HEADING)
            continue;
        str_addf(in_lang(speech, list->items[i].lang), "%s.", widget_name(list, &list->items[i]));
        return;
    }
}

/* With guidance on, a new screen says what it is, where the focus stands, and how to move. */
void session_say_screen(struct session *s)
{
    enum talk_level talk = s->visit.settings.talk;
    struct speech speech = {.s = s};
    session_build(s);
    if (talk == TALK_FULL)
        add_screen(&speech, false);
    else if (talk == TALK_SHORT)
        add_title(&speech);
    if (s->focus >= 0 && talk != TALK_NONE)
        add_widget(&speech, s->focus);
    if (talk == TALK_FULL)
        say_how_to_move(s->hands.by_touch ? SAY_TOUCH : SAY_KEYS, in_lang(&speech, NULL));
    end_speech(&speech);
}
