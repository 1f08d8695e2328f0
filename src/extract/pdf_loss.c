#include "extract/pdf_loss.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 100000 };

struct missing {
    const struct pdf *pdf;
    uint8_t *seen;
    int objects;
    uint32_t visited, gone;
};

static void look_for_missing(fz_context *ctx, struct missing *m, pdf_obj *obj, int depth)
{
    static const char *const elsewhere[] = {"Parent",        "P", "Pg",  "Annots",
                                            "StructParents", "B", "Next"};
    if (depth > 12 || m->gone > 0 || m->visited > MOST_NODES)
        return;
    if (pdf_is_indirect(ctx, obj)) {
        int number = pdf_to_num(ctx, obj);
        if (number > 0 && number < m->objects) {
            if (m->seen[number / 8] & (1u << (number % 8)))
                return;
            m->seen[number / 8] |= (uint8_t)(1u << (number % 8));
        }
        m->visited++;
        if (pdf_is_null(ctx, obj)) {
            m->gone++;
            return;
        }
    }
    for (int i = 0; pdf_is_array(ctx, obj) && i < pdf_array_len(ctx, obj); i++)
        look_for_missing(ctx, m, pdf_array_get(ctx, obj, i), depth + 1);
    for (int i = 0; pdf_is_dict(ctx, obj) && i < pdf_dict_len(ctx, obj); i++) {
        const char *key = pdf_to_name(ctx, pdf_dict_get_key(ctx, obj, i));
        bool skip = false;
        for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
            skip = skip || strcmp(key, elsewhere[k]) == 0;
        if (!skip)
            look_for_missing(ctx, m, pdf_dict_get_val(ctx, obj, i), depth + 1);
    }
}

static void find_missing(fz_context *ctx, void *data)
{
    struct missing *m = data;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, m->pdf->doc), PDF_NAME(Root));
    m->objects = pdf_xref_len(ctx, m->pdf->doc);
    m->seen = mem_new((size_t)m->objects / 8 + 1, 1);
    look_for_missing(ctx, m, pdf_dict_get(ctx, root, PDF_NAME(Pages)), 0);
    for (uint32_t i = 0; i < m->pdf->sheet_count; i++)
        look_for_missing(ctx, m, m->pdf->sheets[i].obj, 0);
}

bool pdf_loss_is_there(const struct pdf *pdf)
{
    struct missing m = {.pdf = pdf};
    enum err err = guard_run(pdf->ctx, find_missing, &m);
    free(m.seen);
    return err != ERR_OK || m.gone > 0;
}

/* --- what is left --- */

struct leaving {
    struct pdf *pdf;
    int cut_object; /* the last one in the file, which breaks off */
    uint32_t page;
    bool is_whole;
    int64_t promised; /* pages, by the page tree */
};

static void find_cut_object(fz_context *ctx, void *data)
{
    struct leaving *l = data;
    int64_t last = 0;
    int count = pdf_xref_len(ctx, l->pdf->doc);
    for (int i = 1; i < count; i++) {
        const pdf_xref_entry *entry = pdf_get_xref_entry(ctx, l->pdf->doc, i);
        if (entry->type == 'n' && entry->ofs > last) {
            last = entry->ofs;
            l->cut_object = i;
        }
    }
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, l->pdf->doc), PDF_NAME(Root));
    pdf_obj *pages = pdf_dict_get(ctx, root, PDF_NAME(Pages));
    l->promised = pdf_to_int64(ctx, pdf_dict_get(ctx, pages, PDF_NAME(Count)));
}

static bool is_whole_stream(fz_context *ctx, const struct leaving *l, pdf_obj *stream)
{
    return pdf_is_stream(ctx, stream) && pdf_to_num(ctx, stream) != l->cut_object;
}

static void look_at_contents(fz_context *ctx, void *data)
{
    struct leaving *l = data;
    pdf_obj *contents = pdf_dict_get(ctx, l->pdf->sheets[l->page].obj, PDF_NAME(Contents));
    if (!pdf_is_array(ctx, contents)) {
        l->is_whole = is_whole_stream(ctx, l, contents);
        return;
    }
    l->is_whole = true;
    for (int i = 0; i < pdf_array_len(ctx, contents); i++)
        if (!is_whole_stream(ctx, l, pdf_array_get(ctx, contents, i)))
            l->is_whole = false;
}

/* Letters whose font is gone are no words. */
static bool has_readable_words(const struct pdf *pdf, const struct pdf_sheet *sheet)
{
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        size_t used;
        if (w->bytes > 0 && utf8_decode(word_text(&pdf->words, w), w->bytes, &used) != 0xfffd)
            return true;
    }
    return false;
}

bool pdf_loss_is_bearable(struct pdf *pdf)
{
    struct leaving l = {.pdf = pdf};
    uint32_t whole = 0;
    if (pdf->has_loose_pages || guard_run(pdf->ctx, find_cut_object, &l) != ERR_OK)
        return false;
    for (l.page = 0; l.page < pdf->sheet_count; l.page++) {
        struct pdf_sheet *sheet = &pdf->sheets[l.page];
        bool has_words = has_readable_words(pdf, sheet);
        if (guard_run(pdf->ctx, look_at_contents, &l) != ERR_OK)
            l.is_whole = false;
        whole += l.is_whole && has_words;
        sheet->is_lost = sheet->is_lost || (!l.is_whole && !has_words);
    }
    if (l.promised < pdf->sheet_count)
        l.promised = pdf->sheet_count;
    return (int64_t)whole * 4 >= l.promised * 3;
}
