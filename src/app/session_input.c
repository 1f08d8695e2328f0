/* session_input: what a person did goes to those who know what it means; and keys. */
#include "app/session_parts.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <stdio.h>

static void move_focus(struct session *s, int step)
{
    session_build(s);
    int to = widget_next(&s->list, s->focus, step);
    if (to < 0) {
        bool more = step > 0 && s->pages.page + 1 < s->pages.count;
        bool before = step < 0 && s->pages.page > 0;
        session_tell(s, more       ? tr("This is the last here. Next shows more.")
                        : before   ? tr("This is the first here. Previous shows more.")
                        : step < 0 ? tr("This is the first.")
                                   : tr("This is the last."));
        return;
    }
    s->focus = to;
    if (session_speaks(s))
        session_say_focus(s);
}

void session_note_about(struct session *s)
{
    if (s->focus < 0)
        return;
    const struct widget *w = &s->list.items[s->focus];
    snprintf(s->hands.about, sizeof s->hands.about, "%s. %s", widget_name(&s->list, w),
             say_help(w));
}

static void show_and_say(struct session *s)
{
    if (session_speaks(s))
        session_say_screen(s);
}

/* The first of these shows and says where the focus is. Keys that turn pages or move the sound are also pressed by those who touch. */
static bool is_for_focus(enum input_key key)
{
    return key == KEY_UP || key == KEY_DOWN || key == KEY_ACTION || key == KEY_BACK ||
           key == KEY_HELP || key == KEY_HOME || key == KEY_MENU;
}

/* True when the focus did not show before: then the key only shows and says where it is. */
static bool begin_keys(struct session *s, enum input_key key)
{
    bool first = !session_shows_focus(s);
    scan_end(s);
    s->hands.by_touch = false;
    s->stale |= s->touch.down; /* what a finger pressed is pressed no more */
    s->touch.down = false;
    if (!is_for_focus(key))
        return false;
    s->hands.keyed = true;
    s->stale = true;
    session_build(s);
    return first;
}

static void ask_for_help(struct session *s)
{
    if (session_shows_focus(s)) {
        session_build(s);
        session_note_about(s);
    }
    session_act(s, action(ACTION_HELP, 0));
}

static void move_by_ear(struct session *s, enum input_key key)
{
    enum screen_id id = visit_screen(&s->visit);
    if (!screen_is_reading(id) && id != SCREEN_LISTENING) {
        session_build(s);
        if (session_speaks(s)) /* who sees nothing of it hears where the focus is */
            session_say_focus(s);
        return;
    }
    if (key == KEY_REPEAT)
        session_act(s, action(ACTION_REPEAT, 0));
    else if (key == KEY_WHERE)
        session_act(s, action(ACTION_WHERE, 0));
    else
        session_act(s, action(ACTION_MOVE, key - KEY_WORD_BACK));
}

static enum action_kind plain_action(enum input_key key)
{
    switch (key) {
    case KEY_BACK:
        return ACTION_BACK;
    case KEY_PREVIOUS:
        return ACTION_PREVIOUS;
    case KEY_NEXT:
        return ACTION_NEXT;
    case KEY_LOUDER:
        return ACTION_LOUDER;
    case KEY_SOFTER:
        return ACTION_SOFTER;
    case KEY_HOME:
        return ACTION_HOME;
    case KEY_PAUSE:
        return ACTION_LISTEN;
    case KEY_MENU:
        return ACTION_MENU;
    default:
        return ACTION_NONE;
    }
}

void session_press(struct session *s, enum input_key key)
{
    bool first = begin_keys(s, key);
    if (key == KEY_UP || key == KEY_DOWN) {
        if (first)
            show_and_say(s);
        else
            move_focus(s, key == KEY_UP ? -1 : 1);
    } else if (key == KEY_ACTION) {
        session_build(s);
        if (first)
            show_and_say(s);
        else
            hands_choose(s, s->focus);
    } else if (key == KEY_HELP) {
        ask_for_help(s);
    } else if (key >= KEY_WORD_BACK && key <= KEY_WHERE) {
        move_by_ear(s, key);
    } else if (plain_action(key) != ACTION_NONE) {
        session_act(s, action(plain_action(key), 0));
    }
}

/* Only keys that move act again while they are held (A41). */
static void hold_key(struct session *s, enum input_key key)
{
    bool moves = key == KEY_UP || key == KEY_DOWN || key == KEY_PREVIOUS || key == KEY_NEXT ||
                 key == KEY_LOUDER || key == KEY_SOFTER ||
                 (key >= KEY_WORD_BACK && key <= KEY_HEADING_ON);
    s->hands.held = moves ? key : KEY_NONE;
    s->hands.repeats = 0;
    s->hands.repeat_ms = clock_ms(s->clock) + (uint64_t)s->visit.settings.hands.key_repeat_ms;
}

static void take_key(struct session *s, const struct input *in)
{
    bool is_switch = in->key == KEY_SWITCH_1 || in->key == KEY_SWITCH_2;
    int guard_ms = s->visit.settings.hands.guard_ms;
    if (is_switch && guard_ms < SCAN_CHATTER_MS)
        guard_ms = SCAN_CHATTER_MS;
    bool down = in->kind == INPUT_KEY;
    if (in->key != KEY_CHARACTER &&
        !guard_hears_key(&s->hands.guard, in->key, down, clock_ms(s->clock), guard_ms))
        return;
    if (!down) {
        s->hands.held = s->hands.held == in->key ? KEY_NONE : s->hands.held;
        return;
    }
    if (s->hands.unseen)
        return;
    if (is_switch) {
        scan_press(s, in->key == KEY_SWITCH_2 ? 2 : 1);
    } else if (visit_screen(&s->visit) == SCREEN_ATTRACT) {
        s->visit.guided = true;
        s->hands.keyed = true;
        s->hands.by_touch = false;
        session_act(s, action(ACTION_START, 0));
    } else if (!pin_types(s, in) && !clock_types(s, in) && !find_types(s, in) &&
               !title_types(s, in)) {
        session_press(s, in->key);
        if (visit_screen(&s->visit) != SCREEN_ATTRACT)
            hold_key(s, in->key);
    }
}

/* What the hand of a person did; a held key that repeats is nobody's. */
static bool is_of_person(const struct input *in)
{
    return in->kind >= INPUT_TOUCH && in->kind <= INPUT_KEY_UP && !in->repeat;
}

void session_input(struct session *s, const struct input *in)
{
    if (is_of_person(in)) {
        s->unshown = true;
        if (*s->visit.told && (in->kind == INPUT_TOUCH || in->kind == INPUT_KEY)) {
            s->visit.told[0] = 0;
            s->stale = true;
        }
        s->last_input_ms = clock_ms(s->clock);
        reading_settle(s, true);
        if (s->warned_ms && in->kind != INPUT_KEY_UP && in->kind != INPUT_LIFT) {
            /* any input answers the warning, and does nothing else */
            session_act(s, action(ACTION_STAY, 0));
            return;
        }
    }
    switch (in->kind) {
    case INPUT_TOUCH:
    case INPUT_MOVE:
    case INPUT_LIFT:
        if (!targets_takes(s, in))
            touch_take(s, in);
        break;
    case INPUT_KEY:
    case INPUT_KEY_UP:
        if (!in->repeat)
            take_key(s, in);
        break;
    case INPUT_KEYS_GONE:
        s->hands.held = KEY_NONE;
        break;
    case INPUT_QUIT:
        s->quit = true;
        break;
    case INPUT_CLOSE:
        s->quit = s->quit || s->may_close;
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
