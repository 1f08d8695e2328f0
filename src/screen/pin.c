/* pin: the gate to staff's part. Ten large digits for the PIN; or why there should be one; or how long to wait after wrong ones.
 *
 * What stands on a number key, and what was typed, is for eyes alone (widget_veil): to all else each is 'A number key', and what was
 * typed is a count. Only in a headset is the number said. */
#include "screen/pin.h"
#include "screen/flow_screen.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS = 10, WORDS = 4, DIGITS_ACROSS = 5, STEP_S = 5, MINUTE_S = 60 };
#define DIGIT_SCALE 1.6 /* of the bar's words, where a key is high enough */

int pin_wait_shown(int wait_s)
{
    int step_s = wait_s > MINUTE_S ? MINUTE_S : STEP_S;
    return (wait_s + step_s - 1) / step_s * step_s;
}

void pin_wait_words(int wait_s, char out[160])
{
    int shown_s = pin_wait_shown(wait_s), minutes = shown_s / MINUTE_S;
    if (shown_s > MINUTE_S)
        snprintf(out, 160,
                 trn("Too many wrong PINs. Wait %d minute.",
                     "Too many wrong PINs. Wait %d minutes.", (unsigned long)minutes),
                 minutes);
    else
        snprintf(out, 160,
                 trn("Too many wrong PINs. Wait %d second.",
                     "Too many wrong PINs. Wait %d seconds.", (unsigned long)shown_s),
                 shown_s);
}

void pin_count_words(const struct visit_staff *staff, char out[96])
{
    int count = (int)strlen(staff->digits);
    if (count)
        snprintf(out, 96, trn("%d number typed", "%d numbers typed", (unsigned long)count), count);
    else
        snprintf(out, 96, "%s", tr("Nothing typed yet"));
}

const char *pin_title(const struct visit_staff *staff)
{
    switch (staff->purpose) {
    case PIN_TO_CHOOSE:
        return tr("Choose a staff PIN.");
    case PIN_TO_BEGIN:
        return tr("Staff");
    case PIN_TO_ENTER:
        break;
    }
    return tr("Staff: type your PIN.");
}

/* What was typed, for eyes: dots, or as was asked for, the numbers. */
static void add_typed(const struct visit_staff *staff, struct str *out)
{
    for (const char *d = staff->digits; *d; d++) {
        if (d > staff->digits)
            str_add(out,
                    staff->shown ? "\u00a0" : " "); /* keeps them one number: from left to right */
        if (staff->shown)
            str_add_char(out, *d);
        else
            str_add(out, "\xe2\x97\x8f");
    }
    if (!out->length_bytes)
        str_add(out, "\xe2\x80\x93");
}

static void veil_typed(const struct visit *v, struct widget_list *list, struct widget *w)
{
    const struct visit_staff *staff = &v->staff;
    char count[96];
    struct str typed = {0};
    pin_count_words(staff, count);
    add_typed(staff, &typed);
    bool whispers = staff->shown && v->heard == HEARD_ALONE && *staff->digits;
    widget_veil(list, w, count, whispers ? str_text(&typed) : NULL);
    str_free(&typed);
}

/* What helps to type; `each` gets it text by text. */
static void each_hint(const struct visit *v, void (*each)(void *data, const char *text), void *data)
{
    if (*v->staff.said)
        each(data, v->staff.said);
    else if (v->staff.purpose == PIN_TO_CHOOSE)
        each(data, tr("Use six numbers or more."));
    if (v->guided && v->heard == HEARD_IN_ROOM)
        each(data, tr("Put a headset in to hear the number keys."));
    else if (v->guided && v->heard == HEARD_PERHAPS)
        each(data, tr("Take the headset out and in again to hear the number keys."));
}

static void add_hint(void *data, const char *text)
{
    struct flow *f = data;
    flow_text(f, text, f->visit->look.metrics.bar_cap_px, false);
}

struct height {
    const struct flow *flow;
    int px;
};

static void add_height(void *data, const char *text)
{
    struct height *h = data;
    const struct look *look = &h->flow->visit->look;
    h->px += look_height(look, text, look->metrics.bar_cap_px, false, h->flow->area.w) +
             flow_gap(h->flow);
}

/* The keys in their order: a digit is its place among the numbers; Erase, View, Mix, eNter. */
static const char beside[] = "12345EV67890MN", /* two rows, the words at their ends */
    half_beside[] = "12345E67890NVM",          /* two rows, and what is less needed under them */
    below[] = "1234567890EVMN",                /* two rows, then the words */
    telephone[] = "123456789E0NVM";

struct pad {
    const char *keys;
    int digit_px, word_px, last_px; /* last_px: of the last two of the telephone's */
    int height_px;                  /* of a key */
    bool has_hints,
        has_field; /* there is room above the keys; else they come after, or in the title */
};

struct word_key {
    char key;
    const char *name;
    enum role role;
    struct action action;
    unsigned state;
};

static struct word_key word_key(const struct visit_staff *staff, char key)
{
    switch (key) {
    case 'E':
        return (struct word_key){key, tr("Erase"), ROLE_BUTTON, action(ACTION_DIGIT_ERASE, 0), 0};
    case 'V':
        return (struct word_key){key, tr("Show"), ROLE_CHOICE,
                                 action(ACTION_PIN_SHOW, !staff->shown),
                                 staff->shown ? STATE_CHOSEN : 0u};
    case 'M':
        return (struct word_key){key, tr("Mix"), ROLE_CHOICE, action(ACTION_PIN_MIX, !staff->mixed),
                                 staff->mixed ? STATE_CHOSEN : 0u};
    default:
        return (struct word_key){key, tr("Enter"), ROLE_BUTTON, action(ACTION_PIN_ENTER, 0),
                                 STATE_MAIN};
    }
}

static bool is_digit(char key)
{
    return key >= '0' && key <= '9';
}

static int key_width(const struct pad *pad, const char *key)
{
    if (pad->last_px && !key[key[1] ? 2 : 1])
        return pad->last_px;
    return is_digit(*key) ? pad->digit_px : pad->word_px;
}

static int key_rows(const struct flow *f, const struct pad *pad)
{
    int rows = 1, x = 0;
    for (const char *key = pad->keys; *key; key++) {
        int w = key_width(pad, key);
        if (x && x + w > f->area.w) {
            rows++;
            x = 0;
        }
        x += w + flow_gap(f);
    }
    return rows;
}

/* The widest of these words, with the tick of those that have one. */
static int widest_of(const struct flow *f, const char *keys)
{
    int widest = f->visit->look.metrics.target_px;
    for (; *keys; keys++) {
        struct word_key k = word_key(&f->visit->staff, *keys);
        int w = flow_button_width(f, k.role, k.name, false);
        widest = w > widest ? w : widest;
    }
    return widest;
}

/* Rows of five with `words` columns for words beside them; false where these leave the digits too little. */
static bool fits_beside(const struct flow *f, const char *keys, int words, int word,
                        struct pad *out)
{
    int columns = DIGITS_ACROSS + words, even = flow_column(f, columns);
    word = even > word ? even : word;
    int digit = (f->area.w - words * word - (columns - 1) * flow_gap(f)) / DIGITS_ACROSS;
    *out = (struct pad){.keys = keys, .digit_px = digit, .word_px = word};
    return digit >= f->visit->look.metrics.target_px;
}

/* As on a telephone where the glass is upright; else in rows of five, with as many words at their ends as fit. */
static struct pad shape_of(const struct flow *f)
{
    const struct visit *v = f->visit;
    const struct metrics *m = &v->look.metrics;
    int widest = widest_of(f, below + DIGITS), air = m->unit_px / 3;
    struct pad pad;
    bool upright = v->look.display.height_px > v->look.display.width_px &&
                   f->area.h > 6 * (m->main_target_px + flow_gap(f));
    if (upright && flow_column(f, 3) >= widest)
        return (struct pad){.keys = telephone,
                            .digit_px = flow_column(f, 3),
                            .word_px = flow_column(f, 3),
                            .last_px = flow_column(f, 2)};
    if (fits_beside(f, beside, 2, widest + air, &pad) || fits_beside(f, beside, 2, widest, &pad) ||
        fits_beside(f, half_beside, 1, widest_of(f, "EN"), &pad))
        return pad;
    int across = WORDS;
    while (across > 1 && flow_column(f, across) < widest)
        across /= 2;
    return (struct pad){.keys = below,
                        .digit_px = flow_column(f, DIGITS_ACROSS),
                        .word_px = flow_column(f, across)};
}

/* What stands above the keys, where keys of the least height leave it room; then the keys grow. */
static struct pad plan(const struct flow *f)
{
    const struct visit *v = f->visit;
    const struct metrics *m = &v->look.metrics;
    struct pad pad = shape_of(f);
    struct height hints = {f, 0};
    int rows = key_rows(f, &pad), gaps = (rows - 1) * flow_gap(f);
    int field = look_line(&v->look, m->bar_cap_px) + flow_gap(f);
    each_hint(v, add_height, &hints);
    hints.px =
        hints.px > field ? hints.px : field; /* so that no key moves when one comes or goes */
    int room = f->area.h - gaps, least = rows * m->target_px;
    pad.has_hints = hints.px + field + least <= room;
    pad.has_field = pad.has_hints || field + least <= room;
    room -= (pad.has_field ? field : 0) + (pad.has_hints ? hints.px : 0);
    int most = m->main_target_px * 3 / 2;
    pad.height_px = room / rows > most ? most : room / rows;
    return pad;
}

static void add_keys(struct flow *f, const struct pad *pad)
{
    const struct visit_staff *staff = &f->visit->staff;
    f->least_height_px = pad->height_px;
    for (const char *key = pad->keys; *key; key++) {
        struct word_key k;
        char digit[2] = {0};
        if (is_digit(*key)) {
            int place = *key - '0', number = staff->mixed ? staff->order[place] : place;
            digit[0] = (char)('0' + number);
            k = (struct word_key){*key, digit, ROLE_BUTTON, action(ACTION_DIGIT, number), 0};
        } else {
            k = word_key(staff, *key);
        }
        struct widget *w = flow_button(f, k.role, k.name, NULL, k.action, key_width(pad, key));
        if (!w)
            continue;
        w->state |= k.state;
        w->is_key = true;
        if (!*digit)
            continue;
        const struct look *look = &f->visit->look;
        bool alone = f->visit->heard == HEARD_ALONE;
        while (w->cap_px < look->metrics.bar_cap_px * DIGIT_SCALE &&
               2 * look_line(look, w->cap_px) < pad->height_px)
            w->cap_px *= 1.1;
        w->bold = true;
        w->group = alone ? w->group : 0; /* its place would tell */
        widget_veil(f->list, w, tr("A number key"), alone ? digit : NULL);
    }
    f->least_height_px = 0;
    flow_end_row(f, false);
}

static void fill_pad(struct flow *f, const struct visit *v)
{
    struct pad pad = plan(f);
    if (pad.has_hints) {
        each_hint(v, add_hint, f);
        int line = f->area.y + look_line(&v->look, v->look.metrics.bar_cap_px) + flow_gap(f);
        f->y = f->y > line ? f->y : line;
    }
    if (pad.has_field) {
        struct str typed = {0};
        size_t before = f->list ? f->list->count : 0;
        add_typed(&v->staff, &typed);
        flow_text(f, str_text(&typed), v->look.metrics.bar_cap_px, false);
        if (f->list && f->list->count > before)
            veil_typed(v, f->list, &f->list->items[f->list->count - 1]);
        str_free(&typed);
    }
    add_keys(f, &pad);
    if (!pad.has_hints)
        each_hint(v, add_hint, f);
}

static void fill_wait(struct flow *f, const struct visit *v)
{
    char words[160];
    pin_wait_words(v->staff.wait_s, words);
    flow_text(f, words, v->look.metrics.body_cap_px, false);
}

static void fill_begin(struct flow *f, const struct visit *v)
{
    double cap = v->look.metrics.body_cap_px;
    bool is_gone = v->pin_was_reset || v->library_is == LIBRARY_MADE_ANEW;
    flow_text(f,
              is_gone ? tr("The old staff PIN is gone. Choose a new one.")
                      : tr("This kiosk has no staff PIN yet."),
              cap, true);
    cap = v->look.metrics.bar_cap_px;
    if (v->library_is == LIBRARY_MADE_ANEW)
        flow_text(f, tr("The card was damaged. The PIN was lost with the documents."), cap, false);
    flow_text(f, tr("With a PIN, only staff can add or remove documents."), cap, false);
    flow_text(f, tr("Visitors can use everything else without it."), cap, false);
    flow_end_row(f, true);
    const struct metrics *m = &v->look.metrics;
    if (f->area.h > 4 * m->main_target_px)
        f->least_height_px = m->main_target_px;
    struct widget *w = flow_button(f, ROLE_BUTTON, tr("Choose a PIN"), "lock",
                                   action(ACTION_NEW_PIN, 0), f->area.w / 3);
    if (w)
        w->state |= STATE_MAIN;
    flow_button(f, ROLE_BUTTON, tr("Not now"), "close", action(ACTION_PIN_LATER, 0), f->area.w / 3);
}

/* Where the glass is too low for more than the keys, the title is what must be seen: what went wrong, else what was typed. */
static void add_low_title(const struct visit *v, struct str *title)
{
    const struct visit_staff *staff = &v->staff;
    if (*staff->said) {
        const char *end = strpbrk(staff->said, ".?!");
        str_add_bytes(title, staff->said,
                      end ? (size_t)(end - staff->said) + 1 : strlen(staff->said));
    } else if (*staff->digits) {
        str_addf(title, "%s ", tr("PIN"));
        add_typed(staff, title);
    } else {
        str_add(title, pin_title(staff));
    }
}

static struct screen_pages build_pad(const struct visit *v, struct widget_list *list)
{
    struct str title = {0};
    struct rect area = frame_begin(v, list, "pin", pin_title(&v->staff), NULL, false);
    struct flow f = flow_begin(v, NULL, area, 0);
    bool low = !plan(&f).has_field;
    if (low)
        add_low_title(v, &title);
    else
        str_add(&title, pin_title(&v->staff));
    struct screen_pages pages = flow_screen_build(v, list, "pin", str_text(&title), fill_pad);
    bool typed = low && !*v->staff.said && *v->staff.digits;
    if (typed && list->items[0].role == ROLE_HEADING)
        veil_typed(v, list, &list->items[0]);
    str_free(&title);
    return pages;
}

struct screen_pages pin_build(const struct visit *v, struct widget_list *list)
{
    if (v->staff.purpose == PIN_TO_BEGIN)
        return flow_screen_build(v, list, "pin-first", tr("Staff"), fill_begin);
    if (v->staff.purpose == PIN_TO_ENTER && v->staff.wait_s)
        return flow_screen_build(v, list, "pin-wait", pin_title(&v->staff), fill_wait);
    return build_pad(v, list);
}
