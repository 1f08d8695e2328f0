#include "ui/say.h"
#include "ui/messages.h"
#include "ui/tongue.h"

#include <string.h>

static void add_sentence(struct str *out, const char *text)
{
    if (!*text)
        return;
    if (out->length_bytes)
        str_add_char(out, ' ');
    str_add(out, text);
    size_t end = strlen(text) - 1;
    char last = text[end] == TONGUE_CLOSE && end ? text[end - 1] : text[end];
    if (!strchr(".?!:;,", last))
        str_add_char(out, '.');
}

void say_name(const struct widget_list *list, int index, struct str *out)
{
    const struct widget *w = &list->items[index];
    if (!w->lang) {
        add_sentence(out, widget_said_name(list, w));
        return;
    }
    struct str name = {0};
    tongue_add(&name, widget_said_name(list, w), widget_lang(list, w));
    add_sentence(out, str_text(&name));
    str_free(&name);
}

static const char *spoken_role(const struct widget *w)
{
    switch (w->role) {
    case ROLE_BUTTON:
    case ROLE_CARD:
        return tr("Button");
    case ROLE_CHOICE:
        return w->state & STATE_CHOSEN ? tr("Chosen") : tr("Not chosen");
    case ROLE_DOCUMENT:
        return tr("The text. Press Listen to hear it");
    case ROLE_PAGE:
        return tr("The page. Press Listen to hear it");
    case ROLE_PICTURE:
        return tr("Picture");
    case ROLE_CODE:
    case ROLE_HEADING:
    case ROLE_TEXT:
    case ROLE_SAMPLE:
    case ROLE_PROGRESS:
    case ROLE_PANEL:
        break;
    }
    return "";
}

/* What a choice is about: the heading over it, since 'Default' alone may be a size or a colour. */
static const char *topic(const struct widget_list *list, int index)
{
    for (int i = index - 1; list->items[index].role == ROLE_CHOICE && i > 0; i--) {
        if (list->items[i].role == ROLE_HEADING)
            return widget_name(list, &list->items[i]);
        if (list->items[i].role == ROLE_PANEL) /* what stands in the bar is about no heading */
            break;
    }
    return "";
}

/* Its state alone, where there is one. */
static const char *spoken_state(const struct widget *w)
{
    if (w->role == ROLE_CHOICE)
        return spoken_role(w);
    return w->role == ROLE_DOCUMENT ? tr("The text") : w->role == ROLE_PAGE ? tr("The page") : "";
}

/* Name and value, each in its language. */
static void add_own_words(const struct widget_list *list, int index, bool with_name,
                          struct str *out)
{
    const struct widget *w = &list->items[index];
    if (with_name)
        say_name(list, index, out);
    if (!w->lang_of_value) {
        add_sentence(out, w->said ? list->text.data + w->said : widget_value(list, w));
        return;
    }
    struct str value = {0};
    tongue_add(&value, widget_value(list, w), widget_lang(list, w));
    add_sentence(out, str_text(&value));
    str_free(&value);
}

void say_widget_at(const struct widget_list *list, int index, enum talk_level talk, struct str *out)
{
    const struct widget *w = &list->items[index];
    if (talk == TALK_NONE)
        return;
    bool full = talk == TALK_FULL;
    if (full && *topic(list, index)) {
        str_add(out, topic(list, index));
        str_add_char(out, ':');
    }
    add_own_words(list, index, full || w->role != ROLE_DOCUMENT, out);
    add_sentence(out, full ? spoken_role(w) : spoken_state(w));
    if (w->state & STATE_OFF)
        add_sentence(out, tr("Nothing to do here now"));
    int n, m;
    widget_place(list, index, &n, &m);
    if (full && m > 1) {
        struct str place = {0};
        str_addf(&place, tr("%d of %d"), n, m);
        add_sentence(out, str_text(&place));
        str_free(&place);
    }
}

void say_part(const struct widget_list *list, int index, bool everything, struct str *out)
{
    const struct widget *w = &list->items[index];
    if (!everything) {
        if (w->role == ROLE_HEADING || w->role == ROLE_TEXT || w->role == ROLE_SAMPLE)
            say_name(list, index, out);
        return;
    }
    if (w->role == ROLE_PANEL || w->role == ROLE_DOCUMENT)
        return;
    add_own_words(list, index, true, out);
    if (w->role == ROLE_CHOICE && (w->state & STATE_CHOSEN))
        add_sentence(out, tr("Chosen"));
}

void say_title(const struct widget_list *list, struct str *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == ROLE_HEADING) {
            say_name(list, (int)i, out);
            return;
        }
    }
}

void say_screen(const struct widget_list *list, struct str *out)
{
    for (size_t i = 0; i < list->count; i++)
        say_part(list, (int)i, false, out);
}
