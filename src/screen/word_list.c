/* word_list: hard words to touch: those of what shows, and those of the whole document. */
#include "book/explain.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <string.h>

enum { WIDE_COLUMNS = 2 };

/* Its first line, up to the end of its first sentence. */
static void add_first_sentence(const char *meaning, struct str *out)
{
    size_t bytes = strcspn(meaning, "\n");
    for (size_t i = 0; i + 1 < bytes; i++) {
        if (strchr(".?!", meaning[i]) && meaning[i + 1] == ' ') {
            bytes = i + 1;
            break;
        }
    }
    str_add_bytes(out, meaning, bytes);
}

static void add_term(struct flow *f, const struct visit *v, uint32_t number, bool with_meaning,
                     int columns)
{
    const struct explain_term *t = explain_term_at(v->words.explain, number);
    struct str says = {0};
    if (!t)
        return;
    if (with_meaning && *t->long_form)
        str_add(&says, t->long_form);
    else if (with_meaning)
        add_first_sentence(t->meaning, &says);
    struct widget *w = flow_card(f, t->term, says.length_bytes ? str_text(&says) : NULL, 0,
                                 action(ACTION_TERM, number), columns, 0);
    if (w) {
        widget_set_lang(f->list, w, t->lang);
        w->lang_of_value = true;
    }
    str_free(&says);
}

static void fill_here(struct flow *f, const struct visit *v)
{
    const struct visit_words *w = &v->words;
    for (int i = 0; i < w->here_count; i++)
        add_term(f, v, w->here[i], true, 1);
    if (!w->here_count)
        flow_text(f, tr("I know no hard words on this page. A member of staff can help."),
                  v->look.metrics.body_cap_px, false);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Word list"), "book", action(ACTION_WORD_LIST, 0), 0);
}

struct screen_pages hard_words_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "hard-words", tr("Hard words"), fill_here);
}

/* Two where each word has room in half the width, on two lines at most. */
static int columns_of(const struct flow *f, const struct visit *v)
{
    const struct look *look = &f->visit->look;
    const struct metrics *m = &look->metrics;
    int width = flow_column(f, WIDE_COLUMNS) - 2 * m->unit_px;
    int high = 2 * look_line(look, m->body_cap_px);
    if (f->area.w < f->area.h || 2 * high > f->area.h)
        return 1;
    for (size_t i = 0; i < v->words.list_count; i++) {
        const struct explain_term *t = explain_term_at(v->words.explain, v->words.list[i]);
        if (t && look_height(look, t->term, m->body_cap_px, true, width) > high)
            return 1;
    }
    return WIDE_COLUMNS;
}

static void fill_all(struct flow *f, const struct visit *v)
{
    const struct visit_words *w = &v->words;
    double cap = v->look.metrics.body_cap_px;
    if (w->looking)
        flow_text(f, tr("I am looking through the document."), cap, false);
    else if (!w->list_count)
        flow_text(f, tr("I know no hard words in this document. A member of staff can help."), cap,
                  false);
    int columns = columns_of(f, v);
    for (size_t i = 0; i < w->list_count && !w->looking; i++)
        add_term(f, v, w->list[i], false, columns);
}

struct screen_pages word_list_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "word-list", tr("Word list"), fill_all);
}
