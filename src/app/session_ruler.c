/* session_ruler: how large the glass is, measured with a ruler. A new size is tried first: it goes by itself unless somebody keeps it, so
 * that a wrong one can't shut staff out. */
#include "app/session_parts.h"
#include "ui/messages.h"

#include <math.h>
#include <stdio.h>

enum { ASK_S = 30, SHORTEST_LINE_MM = 10 };

static double px_per_mm(const struct display *d, enum ruler_line line)
{
    return line == RULER_LINE_ACROSS ? d->width_px / d->width_mm : d->height_px / d->height_mm;
}

static void fit_line(struct session *s, enum ruler_line line)
{
    struct visit_ruler *r = &s->visit.kiosk.ruler;
    struct rect area = screen_ruler_area(&s->visit);
    double most = line == RULER_LINE_ACROSS ? area.w : area.h;
    double least = SHORTEST_LINE_MM * px_per_mm(&s->visit.look.display, line) / 2;
    double px = r->length_px[line];
    r->length_px[line] = px > most ? most : px < least ? least : px;
}

static void set_length(struct session *s, enum ruler_line line, int cm)
{
    struct visit_ruler *r = &s->visit.kiosk.ruler;
    r->cm[line] = cm;
    r->length_px[line] = floor(cm * 10 * px_per_mm(&s->visit.look.display, line) + 0.5);
    fit_line(s, line);
}

/* Five centimetres where the glass has room for more than that, as far as is known. */
static int usual_cm(const struct session *s, enum ruler_line line)
{
    struct rect area = screen_ruler_area(&s->visit);
    double px = px_per_mm(&s->visit.look.display, line);
    int room_px = line == RULER_LINE_ACROSS ? area.w : area.h;
    return room_px > RULER_USUAL_CM * 11 * px ? RULER_USUAL_CM : RULER_SHORT_CM;
}

void ruler_begin(struct session *s)
{
    struct visit *v = &s->visit;
    ruler_leave(s);
    v->kiosk.ruler = (struct visit_ruler){.viewing_mm = (int)v->look.display.viewing_mm};
    for (int line = 0; line < RULER_LINES; line++)
        set_length(s, (enum ruler_line)line, usual_cm(s, (enum ruler_line)line));
}

static void put_glass(struct session *s, struct session_glass glass)
{
    struct display *d = &s->visit.look.display;
    d->width_mm = glass.width_mm;
    d->height_mm = glass.height_mm;
    d->viewing_mm = glass.viewing_mm;
    settings_apply_look(s);
    reading_lay_out(s);
}

/* What the two lines say. */
static struct session_glass measured(const struct session *s)
{
    const struct visit_ruler *r = &s->visit.kiosk.ruler;
    const struct display *d = &s->visit.look.display;
    return (struct session_glass){
        .width_mm = d->width_px * 10.0 * r->cm[RULER_LINE_ACROSS] / r->length_px[RULER_LINE_ACROSS],
        .height_mm =
            d->height_px * 10.0 * r->cm[RULER_LINE_UPRIGHT] / r->length_px[RULER_LINE_UPRIGHT],
        .viewing_mm = r->viewing_mm,
    };
}

static void say_question(struct session *s)
{
    char words[128], all[192];
    snprintf(words, sizeof words,
             trn("Without an answer, the old size returns in %d second.",
                 "Without an answer, the old size returns in %d seconds.", (unsigned long)ASK_S),
             ASK_S);
    snprintf(all, sizeof all, "%s %s", tr("Keep this size?"), words);
    session_say(s, all);
}

static void try_glass(struct session *s)
{
    struct visit_ruler *r = &s->visit.kiosk.ruler;
    const struct display *d = &s->visit.look.display;
    struct session_glass glass = measured(s);
    s->old_glass = (struct session_glass){d->width_mm, d->height_mm, d->viewing_mm};
    s->glass_until_ms = clock_ms(s->clock) + ASK_S * 1000;
    r->face = RULER_ASKS;
    r->left_s = ASK_S;
    put_glass(s, glass);
    s->visit.pages[s->visit.depth] = 0;
    say_question(s);
}

void ruler_leave(struct session *s)
{
    if (!s->glass_until_ms)
        return;
    const struct display *d = &s->visit.look.display;
    struct session_glass old = s->old_glass;
    s->glass_until_ms = 0;
    if ((d->width_px > d->height_px) != (old.width_mm > old.height_mm)) /* turned meanwhile */
        old = (struct session_glass){old.height_mm, old.width_mm, old.viewing_mm};
    put_glass(s, old);
    s->visit.kiosk.ruler.face = RULER_ACROSS;
    s->visit.pages[s->visit.depth] = 0;
}

static void keep_glass(struct session *s)
{
    const struct display *d = &s->visit.look.display;
    if (!s->glass_until_ms)
        return;
    enum err err = staff_settings_put_glass(s->catalogue, d->width_mm, d->height_mm, d->viewing_mm);
    if (err != ERR_OK) {
        ruler_leave(s);
        session_notice_error(s, err, NULL);
        return;
    }
    s->glass_until_ms = 0;
    s->set.has_glass = true;
    s->visit.has_no_profile = false;
    session_pop(s);
    char words[128];
    snprintf(words, sizeof words, tr("The screen's size is set: %.0f by %.0f millimetres."),
             d->width_mm, d->height_mm);
    session_tell(s, words);
}

static void say_line(struct session *s)
{
    const struct visit_ruler *r = &s->visit.kiosk.ruler;
    enum ruler_line line = r->face == RULER_UPRIGHT ? RULER_LINE_UPRIGHT : RULER_LINE_ACROSS;
    char words[96];
    snprintf(words, sizeof words, tr("The line is %d dots long."), (int)r->length_px[line]);
    session_say(s, words); /* it shows too, beside the line */
}

static void move(struct session *s, enum ruler_move kind, int value)
{
    struct visit_ruler *r = &s->visit.kiosk.ruler;
    enum ruler_line line = r->face == RULER_UPRIGHT ? RULER_LINE_UPRIGHT : RULER_LINE_ACROSS;
    switch (kind) {
    case RULER_FACE:
        if (value > RULER_DISTANCE)
            return;
        r->face = (enum ruler_face)value;
        s->visit.pages[s->visit.depth] = 0;
        if (session_speaks(s))
            session_say_screen(s);
        break;
    case RULER_STEP:
        r->length_px[line] += value - RULER_VALUES / 2;
        fit_line(s, line);
        say_line(s);
        break;
    case RULER_LENGTH:
        if (value >= 1 && value <= RULER_LONGEST_CM)
            set_length(s, line, value);
        session_say_choice(s);
        break;
    case RULER_VIEWING:
        if (value >= 100)
            r->viewing_mm = value;
        session_say_choice(s);
        break;
    case RULER_USE:
        try_glass(s);
        break;
    default:
        break;
    }
}

bool ruler_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_BACK && visit_screen(&s->visit) == SCREEN_RULER) {
        struct visit_ruler *r = &s->visit.kiosk.ruler;
        if (r->face == RULER_ASKS)
            ruler_leave(s);
        else if (r->face == RULER_ACROSS)
            return false;
        else
            move(s, RULER_FACE, (int)r->face - 1);
        return true;
    }
    if (act.kind == ACTION_KEEP_GLASS) {
        if (act.argument)
            keep_glass(s);
        else
            ruler_leave(s);
        return true;
    }
    if (act.kind != ACTION_RULER || act.argument < 0)
        return false;
    s->chosen = act;
    move(s, (enum ruler_move)(act.argument / RULER_VALUES), (int)(act.argument % RULER_VALUES));
    return true;
}

void ruler_tick(struct session *s)
{
    if (!s->glass_until_ms)
        return;
    uint64_t now = clock_ms(s->clock);
    int left = now >= s->glass_until_ms ? 0 : (int)((s->glass_until_ms - now + 999) / 1000);
    s->stale |= left != s->visit.kiosk.ruler.left_s;
    s->visit.kiosk.ruler.left_s = left;
    if (left)
        return;
    ruler_leave(s);
    session_tell(s, tr("The old size is back."));
}

int64_t ruler_due_ms(const struct session *s)
{
    if (!s->glass_until_ms)
        return -1;
    uint64_t now = clock_ms(s->clock);
    return now >= s->glass_until_ms ? 0 : (int64_t)((s->glass_until_ms - now - 1) % 1000 + 1);
}
