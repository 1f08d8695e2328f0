/* word_list: hard words to touch: those of what shows, and those of the whole document. */
#include "book/explain.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <string.h>

enum { COLUMNS_MOST = 3 };

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

/* A word with what it means. */
static void add_term(struct flow *f, const struct visit *v, uint32_t number)
{
    const struct explain_term *t = explain_term_at(v->words.explain, number);
    struct str says = {0};
    if (!t)
        return;
    if (*t->long_form)
        str_add(&says, t->long_form);
    else
        add_first_sentence(t->meaning, &says);
    struct widget *w = flow_card(f, t->term, says.length_bytes ? str_text(&says) : NULL, 0,
                                 action(ACTION_TERM, number), 1, 0);
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
        add_term(f, v, w->here[i]);
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

/* As many as leave each word room on two lines, or on three where that is one column less. */
static int columns_of(const struct flow *f, const struct visit *v)
{
    const struct look *look = &f->visit->look;
    int columns = COLUMNS_MOST, line = look_line(look, look->metrics.body_cap_px);
    for (size_t i = 0; i < v->words.list_count; i++) {
        const struct explain_term *t = explain_term_at(v->words.explain, v->words.list[i]);
        int room = 0;
        while (t && columns > 1) {
            room = flow_column(f, columns) - 2 * look->metrics.unit_px;
            int lines = columns == COLUMNS_MOST ? 2 : 3;
            if (look_widest_word(look, t->term, look->metrics.body_cap_px, true) <= room &&
                look_height(look, t->term, look->metrics.body_cap_px, true, room) <= lines * line)
                break;
            columns--;
        }
    }
    return columns;
}

/* The words, each to touch; those of one row are as high as each other. */
static void add_names(struct flow *f, const struct visit_words *w)
{
    int columns = columns_of(f, f->visit), high = 0;
    int least =
        flow_entry_least(f, (w->list_count + (size_t)columns - 1) / (size_t)columns, f->area.h);
    for (size_t i = 0; i < w->list_count; i++) {
        for (size_t k = i; i % (size_t)columns == 0 && k < i + (size_t)columns; k++) {
            const struct explain_term *t =
                k < w->list_count ? explain_term_at(w->explain, w->list[k]) : NULL;
            int height = t ? flow_entry_height(f, t->term, true, columns, 0) : 0;
            high = k == i || height > high ? height : high;
        }
        const struct explain_term *t = explain_term_at(w->explain, w->list[i]);
        if (!t)
            continue;
        f->lang = t->lang;
        flow_entry(f, t->term, true, action(ACTION_TERM, w->list[i]), columns, 0,
                   high > least ? high : least);
    }
    f->lang = NULL;
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
    if (!w->looking)
        add_names(f, w);
}

struct screen_pages word_list_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "word-list", tr("Word list"), fill_all);
}
