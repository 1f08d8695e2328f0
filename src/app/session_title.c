/* session_title: staff type another title for a document. */
#include "app/session_parts.h"
#include "base/str.h"
#include "library/choice.h"
#include "screen/keys.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void open_title(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!*staff->document.id)
        return;
    snprintf(staff->title.text, sizeof staff->title.text, "%s", staff->document.title);
    staff->title.capitals = false;
    session_push(s, SCREEN_STAFF_TITLE);
}

static void say_typed(struct session *s, const char *words)
{
    if (session_speaks(s))
        session_say(s, words);
}

static void type(struct session *s, int64_t cp)
{
    struct visit_title *t = &s->visit.staff.title;
    char letter[5] = {0};
    size_t n = strlen(t->text), bytes = utf8_encode((uint32_t)cp, letter);
    if (cp == ' ' && (!n || t->text[n - 1] == ' ')) {
        session_tell(s, tr("A letter comes next."));
        return;
    }
    if (n + bytes > TITLE_TEXT_MOST) {
        session_tell(s, tr("There is no more room."));
        return;
    }
    memcpy(t->text + n, letter, bytes + 1);
    t->capitals = false;
    const char *sign = keyboard_sign_name((uint32_t)cp);
    say_typed(s, cp == ' ' ? tr("Space") : sign ? sign : letter);
}

static void erase(struct session *s, bool all)
{
    struct visit_title *t = &s->visit.staff.title;
    size_t n = strlen(t->text);
    if (!n) {
        session_tell(s, tr("Nothing is typed."));
        return;
    }
    do
        t->text[--n] = 0;
    while (n && (all || ((unsigned char)t->text[n] & 0xc0) == 0x80));
    t->capitals |= !n;
    if (n)
        say_typed(s, t->text);
    else if (session_speaks(s)) /* told, as what is asked for may not show on a low glass */
        session_tell(s, tr("Nothing is typed."));
}

static void keep(struct session *s, bool own)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!own && !staff->title.text[strspn(staff->title.text, " ")]) {
        session_tell(s, tr("Type a title first."));
        return;
    }
    enum err err =
        catalogue_set_title(s->catalogue, staff->document.id, own ? NULL : staff->title.text);
    if (err != ERR_OK && err != ERR_NOT_FOUND) {
        session_notice_error_in(s, err, staff->document.title, staff->document.lang);
        return;
    }
    session_pop(s);
    if (err == ERR_NOT_FOUND) {
        shelves_gone(s);
        return;
    }
    shelves_changed(s);
    struct str words = {0};
    str_addf(&words, tr("Its title now: %s"), staff->document.title);
    staff_say(s, str_text(&words));
    str_free(&words);
}

bool title_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_TITLE) {
        open_title(s);
        return true;
    }
    if (visit_screen(&s->visit) != SCREEN_STAFF_TITLE)
        return false;
    switch (act.kind) {
    case ACTION_FIND_TYPE:
        type(s, act.argument);
        return true;
    case ACTION_FIND_ERASE:
    case ACTION_FIND_CLEAR:
        erase(s, act.kind == ACTION_FIND_CLEAR);
        return true;
    case ACTION_FIND_KEYS:
        s->visit.staff.title.typewriter = act.argument != 0;
        session_say_choice(s);
        return true;
    case ACTION_CAPITALS:
        s->visit.staff.title.capitals = act.argument != 0;
        session_say_choice(s);
        return true;
    case ACTION_TITLE_KEEP:
        keep(s, act.argument != 0);
        return true;
    default:
        return false;
    }
}

bool title_types(struct session *s, const struct input *in)
{
    unsigned char c = (unsigned char)in->character;
    bool by_ear = in->key >= KEY_WORD_BACK && in->key <= KEY_WHERE;
    if (visit_screen(&s->visit) != SCREEN_STAFF_TITLE)
        return false;
    if (c == '\b' && *s->visit.staff.title.text)
        session_act(s, action(ACTION_FIND_ERASE, 0));
    else if (c > ' ' ? in->key == KEY_CHARACTER || by_ear
                     : c == ' ' && (in->key == KEY_PAUSE || in->key == KEY_CHARACTER))
        session_act(s, action(ACTION_FIND_TYPE, c));
    else
        return false;
    scan_end(s);
    s->hands.by_touch = false;
    return true;
}
