/* search: what was typed, words that may come next, and keys. */
#include "screen/find_words.h"
#include "screen/keys.h"
#include "ui/messages.h"

#include <stdio.h>

/* As many of the words as one row holds: those that may come next, else those near what was typed. The row stays where there are
 * none, so that no key moves. */
static void fill_words(struct flow *f, const struct visit *v, int height)
{
    const struct search_answer *a = &v->find.answer;
    bool near = !a->words[0];
    char *const *words = near ? a->results.nearest : a->words;
    int most = near ? SEARCH_MOST_NEAREST : SEARCH_DESK_WORDS, used = 0, count = 0;
    for (int i = 0; i < most && words[i]; i++) {
        int width = flow_button_width(f, ROLE_BUTTON, words[i], false);
        int least = v->look.metrics.target_across_px;
        width = width < least ? least : width;
        if (used + width > f->area.w)
            continue;
        used += width + flow_gap(f);
        flow_button(f, ROLE_BUTTON, words[i], NULL,
                    action(near ? ACTION_FIND_INSTEAD : ACTION_FIND_WORD, i), 0);
        count++;
    }
    if (!count) {
        struct rect empty;
        flow_place(f, f->area.w, height, &empty);
    }
    flow_end_row(f, false);
    f->group++;
}

static void fill_places(struct flow *f, const struct visit *v)
{
    const char *const names[] = {tr("In all documents"), tr("In this document")};
    for (int i = 0; i < 2 && v->find.title; i++) {
        struct widget *w =
            flow_button(f, ROLE_CHOICE, names[i], NULL, action(ACTION_FIND_IN, i), 0);
        if (w && (*v->find.id != 0) == (i == 1))
            w->state |= STATE_CHOSEN;
    }
}

struct screen_pages search_build(const struct visit *v, struct widget_list *list)
{
    char found[200];
    if (find_has_documents(v))
        find_words(&v->find, found, sizeof found);
    else
        snprintf(found, sizeof found, "%s", tr("There is nothing here yet."));
    const struct typed typed = {.screen = "search",
                                .title = *v->find.id ? tr("Search in this document") : tr("Search"),
                                .before = tr("Search"),
                                .text = v->find.text,
                                .hint = tr("Type a word."),
                                .beside = found};
    const struct keyboard keys = {.typewriter = v->find.typewriter,
                                  .may_end = *v->find.text != 0,
                                  .done = tr("Show results"),
                                  .done_icon = "search",
                                  .done_action = action(ACTION_FIND_SHOW, 0),
                                  .words = fill_words,
                                  .others = fill_places};
    return keyboard_build(v, list, keyboard_begin(v, list, &typed), &keys);
}
