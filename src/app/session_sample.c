/* session_sample: a book of two short paragraphs, laid out as the visitor's documents are: what a choice of letters or spaces does to
 * them shows at once. */
#include "app/session_parts.h"
#include "base/log.h"
#include "book/builder.h"
#include "book/file.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <string.h>

void sample_free(struct session *s)
{
    struct visit_sample *sample = &s->visit.sample;
    layout_free(sample->layout);
    book_close(sample->book);
    *sample = (struct visit_sample){0};
    str_free(&s->sample);
}

static void add_paragraph(struct builder *b, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    builder_text(b, text, strlen(text), NULL);
    builder_end(b);
}

/* In the language of the visit. */
static void make(struct session *s)
{
    struct builder *b = builder_new();
    str_clear(&s->sample);
    builder_set_lang(b, settings_lang(s));
    builder_add_page(b, "1", 1, 1);
    add_paragraph(b, tr("Every child has a right to learn. We learn best together, as "
                        "friends and neighbours. Each of us brings something new."));
    add_paragraph(b, tr("A good school has room for everyone."));
    enum err err = builder_finish(b, &s->sample);
    if (err == ERR_OK)
        err = book_from_bytes((const unsigned char *)s->sample.data, s->sample.length_bytes,
                              &s->visit.sample.book);
    if (err != ERR_OK) /* then the screens go without it */
        log_error("the sample of settings: %s", err_name(err));
    builder_free(b);
}

void sample_make(struct session *s)
{
    if (!s->visit.sample.book)
        make(s);
}

void sample_lay_out(struct session *s)
{
    struct visit_sample *sample = &s->visit.sample;
    sample_make(s);
    if (!sample->book)
        return;
    struct layout_style style = screen_sample_style(&s->visit);
    layout_free(sample->layout);
    sample->layout = layout_new(sample->book, s->runs, &style, 1);
    sample->screen = layout_screen_at(sample->layout, 1);
}
