/* session_input: touches and keys: what they are on, and what they ask for. */
#include "app/session_parts.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "ui/messages.h"

static void act_on_widget(struct session *s, int index, int x, int y)
{
    struct widget *w = &s->list.items[index];
    s->focus = index;
    if (w->role == ROLE_DOCUMENT)
        reading_touch(s, w, x, y);
    else
        session_act(s, w->action);
}

/* A31: a touch acts on lifting; sliding off cancels. Other fingers are not heard while one is down. */
static void take_touch(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    if (in->kind == INPUT_TOUCH && !t->down) {
        session_build(s);
        *t = (struct session_touch){
            true, in->finger, in->x, in->y, widget_at(&s->list, in->x, in->y), true};
        s->guided = false;
        if (s->narrator)
            narrator_hush(s->narrator);
        s->stale = true;
    } else if (t->down && in->finger == t->finger && in->kind == INPUT_MOVE) {
        bool on = t->widget >= 0 && widget_at(&s->list, in->x, in->y) == t->widget;
        s->stale |= on != t->on;
        t->on = on;
    } else if (t->down && in->finger == t->finger && in->kind == INPUT_LIFT) {
        int widget = t->widget;
        bool on = widget >= 0 && widget_at(&s->list, in->x, in->y) == widget;
        t->down = false;
        s->stale = true;
        session_build(s);
        if (on)
            act_on_widget(s, widget, in->x, in->y);
    }
}

static void move_focus(struct session *s, int step)
{
    session_build(s);
    int to = widget_next(&s->list, s->focus, step);
    if (to < 0) {
        session_say(s, step < 0 ? tr("This is the first.") : tr("This is the last."));
        return;
    }
    s->focus = to;
    session_say_focus(s);
}

/* The first key only shows and says where the focus is; it never acts. */
static bool begin_guidance(struct session *s)
{
    if (s->guided)
        return false;
    s->guided = true;
    s->stale = true;
    session_build(s);
    return true;
}

static void take_key(struct session *s, const struct input *in)
{
    struct visit *v = &s->visit;
    if (in->repeat)
        return;
    if (visit_screen(v) == SCREEN_ATTRACT) {
        s->guided = true;
        session_act(s, action(ACTION_START, 0));
        return;
    }
    bool first = begin_guidance(s);
    switch (in->key) {
    case KEY_UP:
    case KEY_DOWN:
        if (first)
            session_say_screen(s);
        else
            move_focus(s, in->key == KEY_UP ? -1 : 1);
        break;
    case KEY_ACTION:
        session_build(s);
        if (s->focus >= 0 && s->list.items[s->focus].role == ROLE_DOCUMENT)
            session_act(s, action(ACTION_LISTEN, 0));
        else if (s->focus >= 0)
            session_act(s, s->list.items[s->focus].action);
        break;
    case KEY_BACK:
        session_act(s, action(ACTION_BACK, 0));
        break;
    case KEY_PREVIOUS:
    case KEY_NEXT:
        session_act(s, action(in->key == KEY_NEXT ? ACTION_NEXT : ACTION_PREVIOUS, 0));
        break;
    case KEY_HELP:
        session_act(s, action(ACTION_HELP, 0));
        break;
    case KEY_LOUDER:
    case KEY_SOFTER:
        session_act(s, action(in->key == KEY_LOUDER ? ACTION_LOUDER : ACTION_SOFTER, 0));
        break;
    case KEY_HOME:
        session_act(s, action(ACTION_HOME, 0));
        break;
    case KEY_PAUSE:
        session_act(s, action(ACTION_LISTEN, 0));
        break;
    case KEY_MENU:
        session_act(s, action(ACTION_MENU, 0));
        break;
    case KEY_CHARACTER:
        if (in->character >= '0' && in->character <= '9')
            session_act(s, action(ACTION_DIGIT, in->character - '0'));
        break;
    case KEY_NONE:
        break;
    }
}

void session_input(struct session *s, const struct input *in)
{
    bool person = in->kind >= INPUT_TOUCH && in->kind <= INPUT_KEY_UP;
    if (person) {
        s->last_input_ms = clock_ms(s->clock);
        if (s->warned_ms && in->kind != INPUT_KEY_UP && in->kind != INPUT_LIFT) {
            session_act(s, action(ACTION_STAY,
                                  0)); /* any input answers the warning, and does nothing else */
            return;
        }
    }
    switch (in->kind) {
    case INPUT_TOUCH:
    case INPUT_MOVE:
    case INPUT_LIFT:
        take_touch(s, in);
        break;
    case INPUT_KEY:
        take_key(s, in);
        break;
    case INPUT_QUIT:
        s->quit = true;
        break;
    case INPUT_SOUND_LOST:
    case INPUT_SOUND_BACK:
        if (s->audio)
            audio_set_lost(s->audio, in->kind == INPUT_SOUND_LOST);
        break;
    case INPUT_SOUND_CHANGED:
        if (s->audio)
            audio_retry(s->audio);
        break;
    default:
        break;
    }
}
