#include "extract/pdf.h"

#include "extract/pdf_guess.h"
#include "extract/pdf_loss.h"
#include "extract/pdf_pages.h"
#include "extract/pdf_tags.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HALF_POINTS = 400 };

struct opening {
    fz_stream *stream;
    pdf_document *doc;
    bool is_locked;
    bool was_repaired;
};

static void open_document(fz_context *ctx, void *data)
{
    struct opening *o = data;
    o->doc = pdf_open_document_with_stream(ctx, o->stream);
    o->is_locked = pdf_needs_password(ctx, o->doc);
    o->was_repaired = pdf_was_repaired(ctx, o->doc);
}

/* --- title, author, language --- */

static const char *info_text(fz_context *ctx, struct pdf *pdf, const char *key)
{
    pdf_obj *info = pdf_dict_get(ctx, pdf_trailer(ctx, pdf->doc), PDF_NAME(Info));
    return pdf_to_text_string(ctx, pdf_dict_gets(ctx, info, key));
}

/* Titles that a program put there: file names and 'Microsoft Word - draft3.docx'. */
static bool is_title(const char *title)
{
    static const char *const endings[] = {".doc", ".docx", ".pdf",  ".indd", ".odt",
                                          ".rtf", ".ppt",  ".pptx", ".qxd",  ".pub",
                                          ".tex", ".html", ".htm"};
    size_t n = strlen(title);
    if (strncmp(title, "Microsoft ", 10) == 0 || strncasecmp(title, "untitled", 8) == 0 ||
        strncmp(title, "PowerPoint ", 11) == 0 || n < 3)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t e = strlen(endings[i]);
        if (n > e && strcasecmp(title + n - e, endings[i]) == 0)
            return false;
    }
    return strchr(title, ' ') || !strpbrk(title, "_\\/");
}

static void give_metadata(fz_context *ctx, void *data)
{
    struct pdf *pdf = data;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, pdf->doc), PDF_NAME(Root));
    const char *title = info_text(ctx, pdf, "Title");
    if (is_title(title))
        builder_set_title(pdf->builder, title);
    builder_set_author(pdf->builder, info_text(ctx, pdf, "Author"));
    builder_set_lang(pdf->builder, pdf_to_text_string(ctx, pdf_dict_gets(ctx, root, "Lang")));
}

/* --- pages --- */

static bool is_skipped(const struct extract_job *job, uint32_t page)
{
    if (job->give_up_from && page + 1 >= job->give_up_from)
        return true;
    for (uint32_t i = 0; i < job->skip_count; i++)
        if (job->skip[i] == page + 1)
            return true;
    return false;
}

static void read_page(struct pdf *pdf, uint32_t number)
{
    struct pdf_sheet *sheet = &pdf->sheets[number];
    struct ink_page page = {.doc = pdf->doc,
                            .obj = sheet->obj,
                            .number = number,
                            .bounds = {0, 0, sheet->width_pt, sheet->height_pt},
                            .ctm = sheet->ctm};
    sheet->word_first = pdf->words.count;
    sheet->shape_first = pdf->ink.shape_count;
    enum err err = ink_read_page(pdf->ctx, &page, &pdf->ink);
    words_add_page(&pdf->words, &pdf->ink, (uint16_t)number);
    pdf_pages_read_links(pdf, number);
    sheet->word_count = pdf->words.count - sheet->word_first;
    sheet->shape_count = pdf->ink.shape_count - sheet->shape_first;
    if (err != ERR_OK && sheet->word_count == 0)
        sheet->is_lost = true;
    if (pdf->ink.is_cut)
        builder_add_warning(pdf->builder, WARNING_TEXT_CUT, number + 1, 1, NULL);
}

static void read_pages(struct pdf *pdf)
{
    for (uint32_t i = 0; i < pdf->sheet_count; i++) {
        if (is_skipped(pdf->job, i)) {
            pdf->sheets[i].is_lost = true;
            continue;
        }
        extract_begin_page(pdf->job, i + 1, pdf->sheet_count);
        read_page(pdf, i);
    }
}

/* The size that most letters have, in half points. */
static void measure_body(struct pdf *pdf)
{
    uint32_t letters[MOST_HALF_POINTS] = {0}, best = 0;
    for (uint32_t i = 0; i < pdf->words.count; i++) {
        const struct word *w = &pdf->words.items[i];
        long half = lroundf(w->size * 2);
        if (half > 0 && half < MOST_HALF_POINTS && !(w->flags & WORD_TWIN))
            letters[half] += w->bytes;
    }
    for (uint32_t i = 1; i < MOST_HALF_POINTS; i++)
        if (letters[i] > letters[best])
            best = i;
    pdf->body_size = best > 0 ? (float)best / 2 : 10;
}

static void warn_of_pages(struct pdf *pdf)
{
    const struct extract_job *job = pdf->job;
    for (uint32_t i = 0; i < pdf->sheet_count; i++) {
        const struct pdf_sheet *sheet = &pdf->sheets[i];
        if (job->give_up_from && i + 1 >= job->give_up_from) {
            builder_add_warning(pdf->builder, WARNING_PAGES_GIVEN_UP, i + 1, pdf->sheet_count - i,
                                NULL);
            return;
        }
        if (sheet->is_lost)
            builder_add_warning(pdf->builder, WARNING_PAGE_LOST, i + 1, 1, NULL);
        else if (sheet->word_count == 0 && sheet->shape_count > 0)
            builder_add_warning(pdf->builder, WARNING_PAGE_NO_TEXT, i + 1, 1, NULL);
    }
}

static void free_pdf(struct pdf *pdf)
{
    for (uint32_t i = 0; i < pdf->sheet_count; i++)
        pdf_drop_obj(pdf->ctx, pdf->sheets[i].obj);
    for (uint32_t i = 0; i < pdf->link_count; i++)
        free(pdf->links[i].uri);
    free(pdf->sheets);
    free(pdf->links);
    free(pdf->places);
    words_free(&pdf->words);
    ink_free(&pdf->ink);
    pdf_drop_document(pdf->ctx, pdf->doc);
}

/* The words, by the author's tags where they are good, else by the look of the pages. */
static void give_words(struct pdf *pdf)
{
    struct pdf_structure structure = {0};
    struct str reason = {0};
    enum tags_verdict verdict = TAGS_NONE;
    struct pdf_guess *guess = pdf_guess_new(pdf);
    if (pdf_structure_read(pdf, &structure))
        verdict = pdf_tags_judge(pdf, &structure, &reason);
    bool is_tagged = verdict == TAGS_USED || verdict == TAGS_IN_PART;
    pdf->is_tagged = is_tagged;
    builder_set_source(pdf->builder, SOURCE_PDF, is_tagged ? ORDER_TAGGED : ORDER_GUESSED);
    if (verdict == TAGS_NONE)
        builder_add_warning(pdf->builder, WARNING_UNTAGGED, 0, 1, NULL);
    else if (verdict != TAGS_USED)
        builder_add_warning(pdf->builder,
                            verdict == TAGS_IN_PART ? WARNING_TAGS_PARTLY_USED
                                                    : WARNING_TAGS_SET_ASIDE,
                            0, 1, str_text(&reason));
    if (is_tagged)
        pdf_tags_claim_pictures(pdf, &structure);
    pdf_guess_lay_out(guess);
    if (is_tagged)
        pdf_tags_give(pdf, &structure, guess);
    pdf_guess_give_rest(guess);
    pdf_guess_free(guess);
    pdf_structure_free(&structure);
    str_free(&reason);
}

static enum err read_document(struct pdf *pdf, enum ending ending)
{
    enum err err = pdf_pages_find(pdf);
    if (err != ERR_OK)
        return err;
    bool is_cut = ending == ENDING_CUT || (ending == ENDING_NO_INDEX && pdf_loss_is_there(pdf));
    read_pages(pdf);
    if (is_cut && !pdf_loss_is_bearable(pdf))
        return ERR_DAMAGED;
    measure_body(pdf);
    if (pdf->words.count == 0)
        return pdf->was_repaired && pdf->ink.shape_count == 0 ? ERR_DAMAGED : ERR_NO_TEXT;
    if (guard_run(pdf->ctx, give_metadata, pdf) == ERR_NO_MEMORY)
        return ERR_NO_MEMORY;
    pdf_pages_give(pdf);
    pdf_pages_give_outline(pdf);
    give_words(pdf);
    if (pdf->was_repaired)
        builder_add_warning(pdf->builder, WARNING_DAMAGED_MENDED, 0, 1, NULL);
    warn_of_pages(pdf);
    return builder_word_count(pdf->builder) > 0 ? ERR_OK : ERR_NO_TEXT;
}

enum err pdf_extract(fz_context *ctx, fz_stream *stream, enum ending ending,
                     const struct extract_job *job, struct builder *b)
{
    struct opening opening = {.stream = stream};
    struct pdf pdf = {.ctx = ctx, .job = job, .builder = b};
    enum err err = guard_run(ctx, open_document, &opening);
    pdf.doc = opening.doc;
    if (err == ERR_OK && opening.is_locked)
        err = ERR_LOCKED;
    ink_init(&pdf.ink);
    pdf.was_repaired = opening.was_repaired;
    if (err == ERR_OK)
        err = read_document(&pdf, ending);
    free_pdf(&pdf);
    return err;
}
