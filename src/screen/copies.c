/* copies: staff save all of the library to a stick, or put such a copy back. */
#include "base/str.h"
#include "screen/flow_screen.h"
#include "screen/left_words.h"
#include "screen/size_words.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void add_work(const struct visit_copies *c, struct str *out)
{
    if (c->stops) {
        str_add(out, tr("Stopping."));
        return;
    }
    switch (c->work) {
    case COPIES_WRITING:
        str_add(out, tr("Saving the copy."));
        left_words_add(c->left_s, out);
        break;
    case COPIES_VERIFYING:
        str_add(out, tr("Checking the copy."));
        left_words_add(c->left_s, out);
        break;
    case COPIES_ADDING:
        str_addf(out, tr("Adding %zu of %zu."), c->done + (c->done < c->count), c->count);
        break;
    default:
        str_add(out, tr("One moment. Leave the stick in."));
        break;
    }
}

static void fill_work(struct flow *f, const struct visit *v)
{
    const struct visit_copies *c = &v->copies;
    struct str words = {0};
    add_work(c, &words);
    flow_text(f, str_text(&words), v->look.metrics.body_cap_px, true);
    flow_end_row(f, true);
    bool has_bar = c->work == COPIES_WRITING || c->work == COPIES_VERIFYING ||
                   (c->work == COPIES_ADDING && c->count);
    int thousandths =
        c->work == COPIES_ADDING && c->count ? (int)(1000 * c->done / c->count) : c->thousandths;
    if (has_bar) {
        flow_progress(f, str_text(&words), thousandths);
        flow_button(f, ROLE_BUTTON, tr("Stop"), "close", action(ACTION_COPY, COPIES_STOP),
                    f->area.w / 3);
    }
    str_free(&words);
}

static void main_button(struct flow *f, const char *name, const char *icon, int64_t what)
{
    struct widget *w =
        flow_button(f, ROLE_BUTTON, name, icon, action(ACTION_COPY, what), f->area.w / 3);
    if (w)
        w->state |= STATE_MAIN;
}

static void fill_save(struct flow *f, const struct visit *v)
{
    const struct visit_copies *c = &v->copies;
    double cap = v->look.metrics.body_cap_px;
    if (!v->staff.stick_is_in) {
        flow_text(f, tr("Put a USB stick in. All documents are then copied to it."), cap, false);
        return;
    }
    size_t count = v->staff.document_count;
    if (!count) {
        flow_text(f, tr("There are no documents here to save."), cap, false);
        return;
    }
    char size[SIZE_WORDS_BYTES];
    struct str words = {0};
    str_addf(&words, trn("%zu document", "%zu documents", count), count);
    str_add(&words, ". ");
    size_words(c->library_bytes, size);
    str_add(&words, size);
    str_add_char(&words, '.');
    flow_text(f, str_text(&words), cap, true);
    str_free(&words);
    flow_end_row(f, false);
    main_button(f, tr("Save a copy"), "save", COPIES_START_SAVING);
    flow_end_row(f, true);
    flow_text(f, tr("Everything goes to the stick, in a folder of its own."), cap, false);
    flow_text(f, tr("Another kiosk can be filled from it. Any computer can read it."), cap, false);
    flow_text(f, tr("The PIN stays here. The copy has nothing about visitors."), cap, false);
}

static void fill_question(struct flow *f, const struct visit *v)
{
    const struct visit_copies *c = &v->copies;
    double cap = v->look.metrics.body_cap_px;
    flow_text(f, tr("Trust these makers, too?"), cap, true);
    flow_text(f, c->keys, cap, false);
    flow_text(f, tr("The kiosk the copy is from trusts them. This one does not yet."), cap, false);
    flow_text(f, tr("Their packs are then added from any stick, without a PIN."), cap, false);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Yes, trust them"), "lock", action(ACTION_COPY, COPIES_TRUST),
                f->area.w / 3);
    flow_button(f, ROLE_BUTTON, tr("No, only documents"), NULL,
                action(ACTION_COPY, COPIES_NO_TRUST), f->area.w / 3);
}

static void fill_put_back(struct flow *f, const struct visit *v)
{
    const struct visit_copies *c = &v->copies;
    double cap = v->look.metrics.body_cap_px;
    if (!c->is_found) {
        flow_text(f, tr("Put a stick in that has a copy from another kiosk."), cap, false);
        return;
    }
    struct str words = {0};
    char size[SIZE_WORDS_BYTES];
    flow_text(f, c->name, cap, true);
    str_addf(&words, trn("%zu document", "%zu documents", c->documents), c->documents);
    str_add(&words, ". ");
    size_words(c->bytes, size);
    str_add(&words, size);
    str_add_char(&words, '.');
    if (c->known) {
        str_add_char(&words, ' ');
        str_addf(&words, tr("%zu are here already."), c->known);
    }
    flow_text(f, str_text(&words), cap, false);
    str_free(&words);
    flow_end_row(f, false);
    main_button(f, tr("Put it back"), "restore", COPIES_START_PUTTING);
    flow_end_row(f, true);
    flow_text(f, tr("All of it is checked first. What is here stays."), cap, false);
}

/* How it ended. Once more is no main thing. */
static void fill_end(struct flow *f, const struct visit *v, bool puts_back)
{
    const struct visit_copies *c = &v->copies;
    flow_text(f, c->said, v->look.metrics.body_cap_px, true);
    flow_end_row(f, true);
    if (!v->staff.stick_is_in || (puts_back && (!c->is_found || c->known == c->documents)))
        return;
    flow_button(f, ROLE_BUTTON, puts_back ? tr("Try again") : tr("Save one more"), NULL,
                action(ACTION_COPY, puts_back ? COPIES_START_PUTTING : COPIES_START_SAVING), 0);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_copies *c = &v->copies;
    if (c->work != COPIES_REST) {
        fill_work(f, v);
        return;
    }
    bool puts_back = v->subjects[v->depth] == COPIES_PUT_BACK;
    if (c->asks)
        fill_question(f, v);
    else if (*c->said)
        fill_end(f, v, puts_back);
    else if (puts_back)
        fill_put_back(f, v);
    else
        fill_save(f, v);
}

struct screen_pages copies_build(const struct visit *v, struct widget_list *list)
{
    bool puts_back = v->subjects[v->depth] == COPIES_PUT_BACK;
    return flow_screen_build(v, list, "copies",
                             puts_back ? tr("Put a copy back") : tr("Save a copy"), fill);
}
