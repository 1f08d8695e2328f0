/* session_say: what guidance says of the screen and of the focus, as much of it as the visitor wants. */
#include "app/session_parts.h"
#include "speech/narrator.h"
#include "ui/say.h"

#include <stdio.h>

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

void session_say_focus(struct session *s)
{
    struct str words = {0};
    if (s->focus >= 0)
        say_widget_at(&s->list, s->focus, s->visit.settings.talk, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}

/* The screen's name alone. */
static void say_title(const struct widget_list *list, struct str *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role != ROLE_HEADING)
            continue;
        str_addf(out, "%s.", widget_name(list, &list->items[i]));
        return;
    }
}

/* With guidance on, a new screen says what it is, where the focus stands, and how to move. */
void session_say_screen(struct session *s)
{
    enum talk_level talk = s->visit.settings.talk;
    struct str words = {0};
    session_build(s);
    if (talk == TALK_FULL)
        say_screen(&s->list, &words);
    else if (talk == TALK_SHORT)
        say_title(&s->list, &words);
    if (s->focus >= 0 && talk != TALK_NONE) {
        str_add_char(&words, ' ');
        say_widget_at(&s->list, s->focus, talk, &words);
    }
    if (talk == TALK_FULL)
        say_how_to_move(s->hands.by_touch ? SAY_TOUCH : SAY_KEYS, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}
