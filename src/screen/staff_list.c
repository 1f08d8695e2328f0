/* staff_list: the boxes and how much they hold, for staff; how much room documents take; removals can be undone. */
#include "screen/box_name.h"
#include "screen/flow_screen.h"
#include "screen/size_words.h"
#include "screen/staff_shelf.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

/* "Documents take 84 MB. 12 GB is free.", and a bar of the two. */
static void fill_room(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    uint64_t all = s->room.used_bytes + s->room.free_bytes;
    char used[SIZE_WORDS_BYTES], rest[SIZE_WORDS_BYTES], words[256];
    if (!all)
        return;
    size_words(s->room.used_bytes, used);
    size_words(s->room.free_bytes, rest);
    snprintf(words, sizeof words, tr("Documents take %s. %s is free."), used, rest);
    flow_text(f, words, v->look.metrics.bar_cap_px, false);
    flow_progress(f, words, (int)(1000 * (s->room.used_bytes / 1024 + 1) / (all / 1024 + 1)));
    if (!s->aside_bytes)
        return;
    size_words(s->aside_bytes, used);
    snprintf(words, sizeof words, tr("%s more is free once you leave: what you removed."), used);
    flow_text(f, words, v->look.metrics.bar_cap_px, false);
}

/* Two beside each other where no name's longest word is broken by that. */
static int columns(const struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    int icon = look_icon_style(&v->look, look_card_icon_cap(&v->look, m->body_cap_px, 0)).size_px;
    int room = flow_column(f, 2) - 3 * m->unit_px - icon;
    for (int i = 0; i <= v->section_count; i++)
        if (look_widest_word(&v->look, box_name(v, i), m->body_cap_px, true) > room)
            return 1;
    return 2;
}

static void fill_boxes(struct flow *f, const struct visit *v)
{
    int across = columns(f, v);
    for (int i = 0; i <= v->section_count; i++) {
        const struct visit_box *box = &v->staff.boxes[i];
        bool in_none = i == v->section_count;
        struct str value = {0};
        if (in_none && !box->documents)
            continue;
        str_addf(&value, trn("%u document", "%u documents", box->documents), box->documents);
        if (in_none)
            str_addf(&value, ". %s", tr("Visitors don't see these."));
        else if (box->hidden)
            str_addf(&value, tr(". %u hidden"), box->hidden);
        struct widget *w = flow_card(f, box_name(v, i), str_text(&value),
                                     in_none ? icon_codepoint("warning") : v->sections[i].icon,
                                     action(ACTION_BOX, i), across, 0);
        if (w)
            w->tint = box_colour(v, i);
        str_free(&value);
    }
}

static void fill_list(struct flow *f, const struct visit *v)
{
    if (v->staff.tying) {
        fill_boxes(f, v);
        return;
    }
    staff_shelf_add_undo(f, v);
    flow_end_row(f, false);
    if (!v->staff.document_count)
        flow_text(f, tr("There are no documents yet. Put a USB stick in."),
                  v->look.metrics.body_cap_px, false);
    fill_boxes(f, v);
    flow_end_row(f, true);
    fill_room(f, v);
}

struct screen_pages staff_list_build(const struct visit *v, struct widget_list *list)
{
    const char *title =
        v->staff.tying ? tr("Which document is another version?") : tr("On this kiosk");
    return flow_screen_build(v, list, "staff-list", title, fill_list);
}
