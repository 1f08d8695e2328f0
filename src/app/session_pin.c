/* session_pin: the gate to staff's part: a first start, the PIN that is typed or chosen, and the wait after wrong ones. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/pin.h"
#include "library/room.h"
#include "screen/pin.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { LOOK_MS = 1000, LOOK_AWAY_MS = PIN_NOTE_S * 1000 };

#define KEY_PUT_OFF "pin.put-off" /* staff were asked for a first PIN, and did not want one then */

static struct pin_clock pin_now(const struct session *s)
{
    return (struct pin_clock){s->run, (int64_t)(clock_ms(s->clock) / 1000)};
}

void pin_forget(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    explicit_bzero(staff->digits, sizeof staff->digits);
    staff->shown = false;
    staff->said[0] = 0;
}

bool pin_is_asked(const struct session *s)
{
    for (int i = 0; i <= s->visit.depth; i++) {
        if (s->visit.stack[i] == SCREEN_PIN)
            return true;
    }
    return false;
}

/* A line of the screen, until something is typed. */
static void say_here(struct session *s, const char *words)
{
    snprintf(s->visit.staff.said, sizeof s->visit.staff.said, "%s", words);
    session_say(s, words);
    s->stale = true;
}

/* ---- the wait */

static void look_again(struct session *s)
{
    bool seen = visit_screen(&s->visit) == SCREEN_PIN;
    s->pin_due_ms =
        s->visit.staff.wait_s ? clock_ms(s->clock) + (uint64_t)(seen ? LOOK_MS : LOOK_AWAY_MS) : 0;
}

static void look_at_wait(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    int was_s = staff->wait_s;
    staff->wait_s = pin_wait_s(s->catalogue, pin_now(s));
    s->stale |= pin_wait_shown(staff->wait_s) != pin_wait_shown(was_s);
    look_again(s);
}

/* It counts down in silence; only its end is said. */
void pin_tick(struct session *s)
{
    const struct visit_staff *staff = &s->visit.staff;
    if (!s->pin_due_ms || clock_ms(s->clock) < s->pin_due_ms)
        return;
    bool waited = staff->wait_s > 0;
    look_at_wait(s);
    if (waited && !staff->wait_s && visit_screen(&s->visit) == SCREEN_PIN &&
        staff->purpose == PIN_TO_ENTER) {
        s->focus = -1; /* to the first key */
        say_here(s, tr("You can try again now."));
    }
}

int64_t pin_due_ms(const struct session *s)
{
    int64_t due = (int64_t)s->pin_due_ms - (int64_t)clock_ms(s->clock);
    return !s->pin_due_ms ? -1 : due > 0 ? due : 0;
}

/* ---- asking */

/* Screens that speak have said it already. */
static void say_unasked(struct session *s, const char *words)
{
    if (!session_speaks(s) && !s->hands.scan.on)
        session_say(s, words);
}

void pin_ask(struct session *s, enum pin_purpose purpose)
{
    struct visit_staff *staff = &s->visit.staff;
    bool there = visit_screen(&s->visit) == SCREEN_PIN;
    char words[160];
    pin_forget(s);
    staff->mixed = false;
    staff->purpose = purpose;
    look_at_wait(s);
    if (there)
        session_replace(s, SCREEN_PIN);
    else
        session_push(s, SCREEN_PIN);
    look_again(s);
    if (purpose == PIN_TO_ENTER && staff->wait_s)
        pin_wait_words(staff->wait_s, words);
    else
        snprintf(words, sizeof words, "%s", pin_title(staff));
    say_unasked(s, words);
}

void session_ask_first(struct session *s)
{
    struct visit *v = &s->visit;
    char *put_off = NULL;
    bool is_lasting = s->catalogue && v->library_is != LIBRARY_IN_MEMORY; /* as a PIN would be */
    if (!is_lasting || v->has_staff_pin || visit_screen(v) != SCREEN_ATTRACT)
        return;
    enum err err = catalogue_get(s->catalogue, KEY_PUT_OFF, &put_off);
    bool asks = err == ERR_OK && (!put_off || v->pin_was_reset);
    free(put_off);
    if (!asks)
        return;
    v->staff.purpose = PIN_TO_BEGIN;
    session_push(s, SCREEN_PIN);
    session_say_screen(s);
}

static void put_off(struct session *s)
{
    if (s->visit.staff.purpose != PIN_TO_BEGIN)
        return;
    if (s->catalogue && catalogue_set(s->catalogue, KEY_PUT_OFF, "yes") != ERR_OK)
        log_error("that the staff PIN was put off can't be kept");
    session_end_visit(s);
}

/* ---- what was typed */

static void refuse(struct session *s, enum err err, int wait_s)
{
    struct visit_staff *staff = &s->visit.staff;
    char words[256];
    pin_forget(s);
    if (staff->mixed)
        pin_mix(staff->order);
    staff->wait_s = wait_s;
    look_again(s);
    if (wait_s) {
        pin_wait_words(wait_s, words);
        session_say(s, words);
        s->stale = true;
        return;
    }
    messages_error(session_why(s, err), NULL, words, sizeof words);
    say_here(s, words);
}

static void keep_new_pin(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!staff->is_in && pin_is_set(s->catalogue)) { /* somebody was faster */
        s->visit.has_staff_pin = true;
        pin_ask(s, PIN_TO_ENTER);
        return;
    }
    enum err err = pin_set(s->catalogue, staff->digits);
    if (err != ERR_OK) {
        char words[256];
        messages_error(session_why(s, err), NULL, words, sizeof words);
        say_here(s, words);
        return;
    }
    s->visit.has_staff_pin = true;
    s->visit.pin_was_reset = false;
    staff_enter(s);
    if (visit_screen(&s->visit) == SCREEN_HEALTH) /* which has more to say */
        session_tell_after(s, tr("The PIN is set."));
    else
        staff_say(s, tr("The PIN is set."));
}

static void enter_pin(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    int wait_s = 0;
    if (staff->purpose == PIN_TO_CHOOSE) {
        keep_new_pin(s);
        return;
    }
    enum err err = pin_check(s->catalogue, staff->digits, pin_now(s), &wait_s);
    if (err == ERR_DISK_FULL && room_use_spare(s->config->library)) /* now it can be counted */
        err = pin_check(s->catalogue, staff->digits, pin_now(s), &wait_s);
    if (err == ERR_OK)
        staff_enter(s);
    else
        refuse(s, err, wait_s);
}

/* How many there are now; which, only where nobody else hears it. */
static void say_count(struct session *s, int digit)
{
    char count[96];
    struct str words = {0};
    if (!session_speaks(s) && !s->hands.scan.on)
        return;
    pin_count_words(&s->visit.staff, count);
    if (digit >= 0 && s->visit.heard == HEARD_ALONE)
        str_addf(&words, "%d. ", digit);
    str_addf(&words, "%s.", count);
    session_say(s, str_text(&words));
    str_free(&words);
}

static void type_digit(struct session *s, int digit)
{
    struct visit_staff *staff = &s->visit.staff;
    size_t n = strlen(staff->digits);
    staff->said[0] = 0;
    if (n == VISIT_PIN_MOST) {
        say_here(s, tr("A PIN has twelve numbers at most."));
        return;
    }
    staff->digits[n] = (char)('0' + digit);
    say_count(s, digit);
}

static void erase_digit(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    size_t n = strlen(staff->digits);
    staff->said[0] = 0;
    if (n)
        staff->digits[n - 1] = 0;
    say_count(s, -1);
}

/* Who types without looking gives it in with the same hand: the focus waits on Enter. */
static void focus_on_enter(struct session *s)
{
    session_build(s);
    for (size_t i = 0; i < s->list.count; i++) {
        if (s->list.items[i].action.kind == ACTION_PIN_ENTER)
            s->focus = (int)i;
    }
    s->stale = true;
}

bool pin_types(struct session *s, const struct input *in)
{
    bool digit = in->character >= '0' && in->character <= '9';
    bool erases = in->character == '\b' && *s->visit.staff.digits;
    if (visit_screen(&s->visit) != SCREEN_PIN || (!digit && !erases))
        return false;
    s->hands.keyed = true;
    scan_end(s);
    s->hands.by_touch = s->touch.down = false;
    session_act(s,
                digit ? action(ACTION_DIGIT, in->character - '0') : action(ACTION_DIGIT_ERASE, 0));
    focus_on_enter(s);
    return true;
}

static void change_keys(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    bool on = act.argument != 0;
    if (act.kind == ACTION_PIN_SHOW) {
        staff->shown = on;
    } else {
        staff->mixed = on;
        pin_mix(staff->order);
    }
    session_build(s);
    if (session_speaks(s) && !s->hands.scan.on)
        session_say_focus(s);
}

static bool act_on_keys(struct session *s, struct action act)
{
    bool types = visit_screen(&s->visit) == SCREEN_PIN && s->catalogue &&
                 s->visit.staff.purpose != PIN_TO_BEGIN &&
                 !(s->visit.staff.purpose == PIN_TO_ENTER && s->visit.staff.wait_s);
    switch (act.kind) {
    case ACTION_DIGIT:
        if (types && act.argument >= 0 && act.argument <= 9)
            type_digit(s, (int)act.argument);
        return true;
    case ACTION_DIGIT_ERASE:
        if (types)
            erase_digit(s);
        return true;
    case ACTION_PIN_ENTER:
        if (types)
            enter_pin(s);
        return true;
    case ACTION_PIN_SHOW:
    case ACTION_PIN_MIX:
        if (types)
            change_keys(s, act);
        return true;
    default:
        return false;
    }
}

bool pin_act(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_NEW_PIN:
        if (s->catalogue && (s->visit.staff.is_in || !s->visit.has_staff_pin))
            pin_ask(s, PIN_TO_CHOOSE);
        return true;
    case ACTION_PIN_LATER:
        put_off(s);
        return true;
    default:
        return act_on_keys(s, act);
    }
}

enum err pin_start(struct session *s)
{
    enum err err = pin_reset_by_file(s->catalogue, s->config->reset_pin, &s->visit.pin_was_reset);
    if (err == ERR_OK && !pin_is_set(s->catalogue) && *s->config->pin)
        err = pin_set(s->catalogue, s->config->pin);
    s->visit.has_staff_pin = pin_is_set(s->catalogue);
    s->visit.staff.wait_s = pin_wait_s(s->catalogue, pin_now(s));
    look_again(s);
    return err;
}
