/* listening: moves for the ear: back and on by word, sentence, paragraph and heading; again, and letter by letter. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

/* The sentence that sounds or is kept, in words. */
static void add_sentence(struct flow *f, const struct visit *v)
{
    const struct visit_reading *r = &v->reading;
    uint32_t word = r->lit_word;
    if (!word)
        return;
    const struct book_sentence *s = &r->book->sentences[r->book->words[word].sentence];
    size_t bytes;
    const char *text =
        book_slice(r->book, s->first_word, s->first_word + s->word_count - 1, &bytes);
    struct str words = {0};
    str_add_bytes(&words, text, bytes);
    flow_text(f, str_text(&words), v->look.metrics.bar_cap_px, false);
    flow_end_row(f, true);
    str_free(&words);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct {
        const char *back, *on;
        enum narrator_unit unit;
    } moves[] = {
        {tr("Sentence back"), tr("Next sentence"), NARRATOR_SENTENCE},
        {tr("Paragraph back"), tr("Next paragraph"), NARRATOR_PARAGRAPH},
        {tr("Heading back"), tr("Next heading"), NARRATOR_HEADING},
        {tr("Word back"), tr("Next word"), NARRATOR_WORD},
    };
    int half = flow_column(f, 2);
    flow_button(f, ROLE_BUTTON, tr("Say it again"), "undo", action(ACTION_REPEAT, 0), half);
    flow_button(f, ROLE_BUTTON, tr("Spell the word"), "text", action(ACTION_SPELL, 0), half);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        flow_button(f, ROLE_BUTTON, moves[i].back, "previous",
                    action(ACTION_MOVE, 2 * (int64_t)moves[i].unit), half);
        flow_button(f, ROLE_BUTTON, moves[i].on, "next",
                    action(ACTION_MOVE, 2 * (int64_t)moves[i].unit + 1), half);
    }
    flow_button(f, ROLE_BUTTON, tr("Slower"), "minus", action(ACTION_SPEED, -1), half);
    flow_button(f, ROLE_BUTTON, tr("Faster"), "plus", action(ACTION_SPEED, 1), half);
    struct widget *notes = flow_button(f, ROLE_CHOICE, tr("Read notes"), NULL,
                                       action(ACTION_NOTES, !v->settings.notes_left_out), half);
    if (notes)
        notes->state |= v->settings.notes_left_out ? 0u : STATE_CHOSEN;
    flow_end_row(f, true);
    add_sentence(f, v);
}

struct screen_pages listening_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "listening", tr("Listening"), fill);
}
