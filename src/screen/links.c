/* links: the links and notes that show now, each with where it leads: for keys and switches, and for whoever wants a list. */
#include "book/lead.h"
#include "book/model.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <string.h>

/* Where it leads, in words. */
static void add_goal(const struct visit *v, const struct lead *lead, struct str *out)
{
    const struct book *book = v->reading.book;
    uint32_t heading;
    switch (lead->kind) {
    case LEAD_NOTE:
        str_add(out, tr("A note"));
        break;
    case LEAD_ADDRESS:
        str_add(out, tr("An address to take home"));
        break;
    case LEAD_PAGE:
        str_addf(out, tr("Goes to page %s"), lead->label);
        break;
    case LEAD_WORD:
        heading = book_heading_at(book, lead->target);
        if (!heading) {
            str_add(out, tr("Goes to another place"));
            break;
        }
        struct str name = {0};
        const struct book_block *b = &book->blocks[heading];
        lead_add_words(book, b->first_word, b->first_word + b->word_count - 1, true, &name);
        str_addf(out, tr("Goes to: %s"), str_text(&name));
        str_free(&name);
        break;
    case LEAD_NOWHERE:
    case LEAD_ELSEWHERE:
        str_add(out, tr("Leads to nothing here"));
        break;
    }
}

/* Without what ends the sentence that it stands in. */
static void trim_end(struct str *s)
{
    while (s->length_bytes > 1 && strchr(".,;:", s->data[s->length_bytes - 1]))
        s->data[--s->length_bytes] = 0;
}

static void add_link(struct flow *f, const struct visit *v, uint32_t word)
{
    static const char *const icons[] = {
        [LEAD_WORD] = "forward", [LEAD_PAGE] = "page",    [LEAD_NOTE] = "info",
        [LEAD_ADDRESS] = "link", [LEAD_NOWHERE] = "link", [LEAD_ELSEWHERE] = "link"};
    struct lead lead;
    if (!lead_at(v->reading.book, word, &lead))
        return;
    struct str words = {0}, name = {0}, goal = {0};
    lead_add_words(v->reading.book, lead.first_word, lead.last_word, false, &words);
    trim_end(&words);
    if (lead.kind == LEAD_NOTE)
        str_addf(&name, tr("Note %s"), str_text(&words));
    else
        str_add(&name, str_text(&words));
    add_goal(v, &lead, &goal);
    struct widget *card =
        flow_card(f, str_text(&name), str_text(&goal), icon_codepoint(icons[lead.kind]),
                  action(ACTION_FOLLOW, lead.first_word), 1, 0);
    if (card && lead.kind != LEAD_NOTE)
        widget_set_lang(f->list, card, book_word_lang(v->reading.book, lead.first_word));
    str_free(&words);
    str_free(&name);
    str_free(&goal);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_reading *r = &v->reading;
    if (!r->link_count)
        flow_text(f, tr("There are no links or notes here."), v->look.metrics.body_cap_px, false);
    for (int i = 0; i < r->link_count; i++)
        add_link(f, v, r->links[i].first_word);
}

struct screen_pages links_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "links", tr("Links and notes"), fill);
}
