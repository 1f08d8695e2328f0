/* ending: what is left of a visit that has ended: nothing. The visit, byte by byte, is as one that has not begun, but for what is the
 * kiosk's own; so is what the session knows of hands, of the way back and of what was looked for. */
#include "oracle.h"

#include "base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name)                                                                                \
    {                                                                                              \
#name, offsetof(struct visit, name), sizeof((struct visit *)0)->name                       \
    }

/* Where a byte stands, for who reads the report. */
static const struct {
    const char *name;
    size_t at, bytes;
} fields[] = {FIELD(heard),    FIELD(stack),   FIELD(pages),     FIELD(subjects), FIELD(depth),
              FIELD(settings), FIELD(told),    FIELD(guided),    FIELD(curtain),  FIELD(about),
              FIELD(own),      FIELD(section), FIELD(shelf),     FIELD(cards),    FIELD(card_count),
              FIELD(reading),  FIELD(words),   FIELD(find),      FIELD(next),     FIELD(page),
              FIELD(staff),    FIELD(kiosk),   FIELD(copies),    FIELD(notice),   FIELD(link),
              FIELD(note),     FIELD(kept),    FIELD(kept_count)};

static const char *field_at(size_t byte)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (byte >= fields[i].at && byte < fields[i].at + fields[i].bytes)
            return fields[i].name;
    return "something between";
}

/* Without what is the kiosk's and stays (visit.h says which that is), and what goes on after staff have gone. */
static void copy_visitors(const struct visit *v, struct visit *out)
{
    memcpy(out, v, sizeof *out);
    memset(&out->look, 0, offsetof(struct visit, stack)); /* from the first: the kiosk's */
    memset(&out->own, 0, sizeof out->own);                /* made of the settings */
    memset(out->langs, 0, sizeof out->langs);
    memset(&out->lang_count, 0, sizeof out->lang_count);
    memset(out->voices, 0, sizeof out->voices);
    out->voice_count = 0;
    memset(out->takes, 0, sizeof out->takes);
    out->take_count = 0;
    memset(&out->sample, 0, sizeof out->sample);
    memset(&out->copies, 0, sizeof out->copies);
    out->page.view.stamp = 0;
    memset(&out->kiosk.first, 0, sizeof out->kiosk.first); /* how visits begin */
    struct visit_staff *staff = &out->staff;
    memset(&staff->stick, 0, sizeof staff->stick);
    memset(&staff->on_stick, 0, sizeof staff->on_stick);
    memset(&staff->progress, 0, sizeof staff->progress);
    staff->stick_is_in = staff->adding = staff->added = staff->unread = false;
    staff->wait_s = 0;
}

void ending_begin(struct oracle *o, const struct kiosk *k)
{
    if (!o->fresh)
        o->fresh = mem_new(1, sizeof *o->fresh);
    copy_visitors(&k->session->visit, o->fresh);
    o->staff_were_in = false;
}

static void look_at_visit(struct oracle *o, const struct visit *v)
{
    struct visit *now = mem_new(1, sizeof *now);
    copy_visitors(v, now);
    if (o->staff_were_in) { /* who begins a visit otherwise from now on */
        memcpy(&o->fresh->settings, &now->settings, sizeof now->settings);
        o->staff_were_in = false;
    }
    memcpy(now->told, o->fresh->told, sizeof now->told); /* of a stick that came, or of the end */
    for (size_t i = 0; i < sizeof *now; i++) {
        if (((const char *)now)[i] == ((const char *)o->fresh)[i])
            continue;
        oracle_break(o, RULE_FORGOTTEN,
                     "the visit has ended, and '%s' is not as at first (byte %zu)", field_at(i), i);
        break;
    }
    free(now);
}

static void look_at_session(struct oracle *o, const struct session *s)
{
    const struct session_hands *h = &s->hands;
    const char *left = s->find                                   ? "what was looked for"
                       : s->came_count                           ? "the way back"
                       : s->original                             ? "an original page"
                       : s->unit_due_ms || s->unit_waits         ? "a card that follows"
                       : *s->pack_folder                         ? "a pack's words"
                       : s->warned_ms                            ? "a warning"
                       : h->scan.on                              ? "the ring of a switch"
                       : h->refused                              ? "that guidance was refused"
                       : *h->about                               ? "help for the focus"
                       : s->removed && s->visit.staff.undo_count ? "what staff removed"
                                                                 : NULL;
    if (left)
        oracle_break(o, RULE_FORGOTTEN, "the visit has ended, and %s is still there", left);
}

void ending_look(struct oracle *o, struct kiosk *k)
{
    if (o->plant == RULE_FORGOTTEN)
        k->session->visit.kept[3].word = 7;
    look_at_visit(o, &k->session->visit);
    look_at_session(o, k->session);
}
