#include "extract/ink.h"

#include "extract/glyph_letters.h"
#include "extract/ink_path.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

enum { MOST_GLYPHS = 200000, MOST_SHAPES = 20000, MOST_MARKS = 4000000, MOST_NESTING = 64 };

enum { MOST_HASHED_BYTES = 4096 };

enum { LAST_LATIN = 0x250, PRIVATE_USE = 0xe000 };

struct ink_device {
    fz_device super;
    struct ink_reading *reading;
};

/* One page being read. The processor's callbacks find it through the context's user pointer. */
struct ink_reading {
    struct ink *ink;
    const struct ink_page *page;
    fz_device *dev;
    pdf_processor *proc;
    fz_cookie cookie;
    uint32_t open[MOST_NESTING]; /* marks */
    int depth;
    uint32_t first_shape;
    uint32_t stream; /* the form being drawn that has tags of its own */
    const fz_text *last_text;
    uint32_t last_text_glyph;
    struct glyph_letters *letters;
    void (*op_bmc)(fz_context *, pdf_processor *, const char *);
    void (*op_bdc)(fz_context *, pdf_processor *, const char *, pdf_obj *, pdf_obj *);
    void (*op_emc)(fz_context *, pdf_processor *);
    void (*op_form)(COMPAT_FORM_PARAMS);
};

void ink_init(struct ink *ink)
{
    *ink = (struct ink){0};
    str_add_char(&ink->strings, '\0');
    MEM_ROOM(ink->marks, ink->mark_count, ink->mark_cap);
    ink->marks[ink->mark_count++] = (struct ink_mark){.mcid = -1};
}

void ink_free(struct ink *ink)
{
    free(ink->glyphs);
    free(ink->shapes);
    free(ink->marks);
    str_free(&ink->strings);
    *ink = (struct ink){0};
}

static uint32_t add_string(struct ink *ink, const char *s)
{
    if (!s || !*s)
        return 0;
    uint32_t at = (uint32_t)ink->strings.length_bytes;
    str_add_bytes(&ink->strings, s, strlen(s) + 1);
    return at;
}

static uint32_t current_mark(const struct ink_reading *r)
{
    if (r->depth <= 0)
        return 0;
    return r->open[r->depth > MOST_NESTING ? MOST_NESTING - 1 : r->depth - 1];
}

/* --- glyphs --- */

static uint8_t font_flags(fz_context *ctx, fz_font *font)
{
    static const char *const bold_names[] = {"Bold", "bold", "Black", "Heavy", "Semibold", "Demi"};
    uint8_t flags = 0;
    const char *name = fz_font_name(ctx, font);
    if (fz_font_is_bold(ctx, font))
        flags |= INK_BOLD;
    for (size_t i = 0; i < sizeof bold_names / sizeof *bold_names; i++)
        if (strstr(name, bold_names[i]))
            flags |= INK_BOLD;
    if (fz_font_is_italic(ctx, font) || strstr(name, "Italic") || strstr(name, "Oblique"))
        flags |= INK_ITALIC;
    if (fz_font_is_monospaced(ctx, font))
        flags |= INK_MONO;
    return flags;
}

static uint8_t turn_of(float dx, float dy)
{
    float ax = fabsf(dx), ay = fabsf(dy);
    if (ay < ax * 0.05f)
        return dx > 0 ? 0 : 2;
    if (ax < ay * 0.05f)
        return dy > 0 ? 1 : 3;
    return INK_SLANTED;
}

static float within(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

static bool is_finite_point(fz_point p)
{
    return isfinite(p.x) && isfinite(p.y);
}

static uint32_t letter_of(fz_context *ctx, struct ink_reading *r, fz_font *font,
                          const fz_text_item *item, bool is_pictorial)
{
    if (is_pictorial && item->ucs > ' ' && item->ucs < LAST_LATIN)
        return PRIVATE_USE + (uint32_t)item->ucs;
    return item->ucs == 0xfffd ? glyph_letters_find(ctx, &r->letters, font, item->gid)
                               : (uint32_t)item->ucs;
}

static void add_span(fz_context *ctx, struct ink_reading *r, const fz_text_span *span,
                     fz_matrix ctm, uint8_t more_flags)
{
    struct ink *ink = r->ink;
    fz_matrix trm = span->trm;
    trm.e = trm.f = 0;
    trm = fz_concat(trm, ctm);
    trm.e = trm.f = 0;
    float size = fz_matrix_expansion(trm);
    if (!(size > 0.1f) || size > 5000)
        return;
    fz_point along = span->wmode ? fz_transform_vector(fz_make_point(0, -1), trm)
                                 : fz_transform_vector(fz_make_point(1, 0), trm);
    float ascent = within(fz_font_ascender(ctx, span->font), 0.6f, 1.0f) * size;
    float descent = within(fz_font_descender(ctx, span->font), -0.4f, -0.15f) * size;
    uint8_t flags = (uint8_t)(font_flags(ctx, span->font) | more_flags);
    uint8_t turn = turn_of(along.x, along.y);
    uint32_t mark = current_mark(r);
    bool is_pictorial = glyph_letters_is_pictorial(ctx, span->font);
    for (int i = 0; i < span->len; i++) {
        const fz_text_item *item = &span->items[i];
        if (item->ucs < 0)
            continue;
        if (ink->glyph_count >= MOST_GLYPHS) {
            ink->is_cut = true;
            return;
        }
        fz_point at = fz_transform_point(fz_make_point(item->x, item->y), ctm);
        if (!is_finite_point(at))
            continue;
        float advance =
            item->gid < 0 ? 0 : fz_advance_glyph(ctx, span->font, item->gid, (int)span->wmode);
        uint32_t letter = letter_of(ctx, r, span->font, item, is_pictorial);
        MEM_ROOM(ink->glyphs, ink->glyph_count, ink->glyph_cap);
        ink->glyphs[ink->glyph_count++] = (struct ink_glyph){
            .x = at.x,
            .y = at.y,
            .dx = along.x * advance,
            .dy = along.y * advance,
            .size = size,
            .ascent = ascent,
            .descent = descent,
            .letter = letter,
            .mark = mark,
            .turn = turn,
            .flags = flags,
        };
    }
}

static void add_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm,
                     uint8_t more_flags)
{
    struct ink_reading *r = ((struct ink_device *)dev)->reading;
    if (text == r->last_text) {
        /* Filled and stroked, or filled and used as a clip: one text, made bold by its outline. */
        for (uint32_t i = r->last_text_glyph; i < r->ink->glyph_count; i++)
            r->ink->glyphs[i].flags |= more_flags & INK_BOLD;
        return;
    }
    r->last_text = text;
    r->last_text_glyph = r->ink->glyph_count;
    for (const fz_text_span *span = text->head; span; span = span->next)
        add_span(ctx, r, span, ctm, more_flags & (uint8_t)~INK_BOLD);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *cs, const float *color, float alpha, fz_color_params params)
{
    (void)cs, (void)color, (void)alpha, (void)params;
    ((struct ink_device *)dev)->reading->last_text = NULL;
    add_text(ctx, dev, text, ctm, 0);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
                        const float *color, float alpha, fz_color_params params)
{
    (void)stroke, (void)cs, (void)color, (void)alpha, (void)params;
    add_text(ctx, dev, text, ctm, INK_BOLD);
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm,
                      fz_rect scissor)
{
    (void)scissor;
    add_text(ctx, dev, text, ctm, 0);
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
                             const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    (void)stroke, (void)scissor;
    add_text(ctx, dev, text, ctm, 0);
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm)
{
    ((struct ink_device *)dev)->reading->last_text = NULL;
    add_text(ctx, dev, text, ctm, INK_HIDDEN);
}

/* --- shapes --- */

/* What is known of a shape besides its box. */
struct shape_facts {
    enum ink_shape_kind kind;
    uint32_t steps;
    bool is_drawn, is_round, is_arrow;
    const fz_image *image; /* NULL: none */
    uint32_t ident;
};

static void add_shape(fz_context *ctx, fz_device *dev, fz_rect rect, struct shape_facts facts)
{
    struct ink_reading *r = ((struct ink_device *)dev)->reading;
    struct ink *ink = r->ink;
    if (ink->shape_count - r->first_shape >= MOST_SHAPES)
        return;
    rect = fz_intersect_rect(rect, fz_device_current_scissor(ctx, dev));
    rect = fz_intersect_rect(rect, r->page->bounds);
    if (fz_is_empty_rect(rect) && facts.kind == SHAPE_IMAGE)
        return;
    if (rect.x1 < rect.x0 || rect.y1 < rect.y0)
        return;
    MEM_ROOM(ink->shapes, ink->shape_count, ink->shape_cap);
    ink->shapes[ink->shape_count++] = (struct ink_shape){
        .box = {rect.x0, rect.y0, rect.x1, rect.y1},
        .kind = facts.kind,
        .mark = current_mark(r),
        .page = r->page->number,
        .width_px = facts.image ? (uint32_t)facts.image->w : 0,
        .height_px = facts.image ? (uint32_t)facts.image->h : 0,
        .steps = facts.steps,
        .is_drawn = facts.is_drawn,
        .is_round = facts.is_round,
        .is_arrow = facts.is_arrow,
        .ident = facts.ident,
    };
}

static struct shape_facts path_facts(fz_context *ctx, const fz_path *path, enum ink_shape_kind kind)
{
    struct ink_path measured = ink_path_measure(ctx, path, kind == SHAPE_FILL);
    return (struct shape_facts){.kind = kind,
                                .steps = measured.steps,
                                .is_drawn = measured.is_drawn,
                                .is_round = measured.is_round,
                                .is_arrow = measured.is_arrow};
}

/* The same image, drawn again from the file, has the same bytes. */
static uint32_t ident_of(fz_context *ctx, fz_image *image)
{
    const fz_compressed_buffer *buffer = fz_compressed_image_buffer(ctx, image);
    unsigned char *data = NULL;
    size_t bytes = buffer ? fz_buffer_storage(ctx, buffer->buffer, &data) : 0;
    uint32_t hash = 2166136261u ^ (uint32_t)bytes; /* FNV-1a, over a part of what is long */
    size_t step = bytes / MOST_HASHED_BYTES + 1;
    for (size_t i = 0; i < bytes; i += step)
        hash = (hash ^ data[i]) * 16777619u;
    hash ^= (uint32_t)image->w * 2654435761u + (uint32_t)image->h;
    return hash ? hash : 1;
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
                      fz_color_params params)
{
    (void)even_odd, (void)cs, (void)color, (void)alpha, (void)params;
    add_shape(ctx, dev, fz_bound_path(ctx, path, NULL, ctm), path_facts(ctx, path, SHAPE_FILL));
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
                        const float *color, float alpha, fz_color_params params)
{
    (void)cs, (void)color, (void)alpha, (void)params;
    /* fz_bound_path leaves room for mitres, up to ten times the width of the line */
    fz_rect rect = fz_bound_path(ctx, path, NULL, ctm);
    float half = stroke->linewidth * fz_matrix_expansion(ctm) / 2;
    add_shape(ctx, dev, fz_expand_rect(rect, half < 50 ? half : 50),
              path_facts(ctx, path, SHAPE_STROKE));
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade, fz_matrix ctm, float alpha,
                       fz_color_params params)
{
    (void)alpha, (void)params;
    add_shape(ctx, dev, fz_bound_shade(ctx, shade, ctm), (struct shape_facts){.kind = SHAPE_SHADE});
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image, fz_matrix ctm, float alpha,
                       fz_color_params params)
{
    (void)alpha, (void)params;
    add_shape(
        ctx, dev, fz_transform_rect(fz_unit_rect, ctm),
        (struct shape_facts){.kind = SHAPE_IMAGE, .image = image, .ident = ident_of(ctx, image)});
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image, fz_matrix ctm,
                            fz_colorspace *cs, const float *color, float alpha,
                            fz_color_params params)
{
    (void)cs, (void)color, (void)alpha, (void)params;
    add_shape(
        ctx, dev, fz_transform_rect(fz_unit_rect, ctm),
        (struct shape_facts){.kind = SHAPE_IMAGE, .image = image, .ident = ident_of(ctx, image)});
}

/* --- tags --- */

static uint32_t text_in_dict(fz_context *ctx, struct ink *ink, pdf_obj *dict, const char *key,
                             bool *found)
{
    pdf_obj *obj = pdf_dict_gets(ctx, dict, key);
    if (!obj || !pdf_is_string(ctx, obj))
        return 0;
    *found = true;
    return add_string(ink, pdf_to_text_string(ctx, obj));
}

static void push_mark(fz_context *ctx, struct ink_reading *r, const char *tag, pdf_obj *dict)
{
    struct ink *ink = r->ink;
    struct ink_mark mark = ink->marks[current_mark(r)];
    bool changed = false, found = false;
    mark.page = r->page->number;
    if (tag && strcmp(tag, "Artifact") == 0)
        changed = mark.is_artifact = true;
    if (dict && pdf_is_dict(ctx, dict)) {
        if (mark.is_artifact &&
            strcmp(pdf_to_name(ctx, pdf_dict_gets(ctx, dict, "Type")), "Pagination") == 0)
            mark.is_pagination = changed = true;
        pdf_obj *mcid = pdf_dict_get(ctx, dict, PDF_NAME(MCID));
        if (pdf_is_int(ctx, mcid)) {
            mark.mcid = pdf_to_int(ctx, mcid);
            mark.stream = r->stream;
            changed = true;
        }
        found = false;
        uint32_t actual = text_in_dict(ctx, ink, dict, "ActualText", &found);
        if (found) {
            mark.has_actual = changed = true;
            mark.actual = actual;
        }
        found = false;
        uint32_t expansion = text_in_dict(ctx, ink, dict, "E", &found);
        if (found)
            mark.expansion = expansion, changed = true;
        found = false;
        uint32_t lang = text_in_dict(ctx, ink, dict, "Lang", &found);
        if (found)
            mark.lang = lang, changed = true;
    }
    uint32_t number = current_mark(r);
    if (changed && ink->mark_count < MOST_MARKS) {
        MEM_ROOM(ink->marks, ink->mark_count, ink->mark_cap);
        number = ink->mark_count++;
        ink->marks[number] = mark;
    }
    if (r->depth < MOST_NESTING)
        r->open[r->depth] = number;
    r->depth++;
}

/* Text is gathered until the colour or the font changes; a colour makes it come out now, under the mark it belongs to. */
static void flush_text(fz_context *ctx, struct ink_reading *r)
{
    if (r->proc->op_G)
        r->proc->op_G(ctx, r->proc, 0);
}

static void begin_mark(fz_context *ctx, pdf_processor *proc, const char *tag)
{
    struct ink_reading *r = fz_user_context(ctx);
    flush_text(ctx, r);
    push_mark(ctx, r, tag, NULL);
    if (r->op_bmc)
        r->op_bmc(ctx, proc, tag);
}

static void begin_mark_with(fz_context *ctx, pdf_processor *proc, const char *tag, pdf_obj *raw,
                            pdf_obj *cooked)
{
    struct ink_reading *r = fz_user_context(ctx);
    flush_text(ctx, r);
    push_mark(ctx, r, tag, cooked);
    if (r->op_bdc)
        r->op_bdc(ctx, proc, tag, raw, cooked);
}

static void end_mark(fz_context *ctx, pdf_processor *proc)
{
    struct ink_reading *r = fz_user_context(ctx);
    flush_text(ctx, r);
    if (r->depth > 0)
        r->depth--;
    if (r->op_emc)
        r->op_emc(ctx, proc);
}

/* MCIDs in a form that has StructParents are that form's own. */
static void do_form(COMPAT_FORM_PARAMS)
{
    struct ink_reading *r = fz_user_context(ctx);
    uint32_t outer = r->stream;
    int depth = r->depth;
    flush_text(ctx, r);
    if (pdf_dict_gets(ctx, form, "StructParents"))
        r->stream = (uint32_t)pdf_to_num(ctx, form);
    fz_try(ctx)
    {
        r->op_form(COMPAT_FORM_ARGS);
        flush_text(ctx, r);
    }
    fz_always(ctx)
    {
        r->stream = outer;
        r->depth = depth;
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* --- a page --- */

static void hook_marks(struct ink_reading *r)
{
    r->op_bmc = r->proc->op_BMC;
    r->op_bdc = r->proc->op_BDC;
    r->op_emc = r->proc->op_EMC;
    r->proc->op_BMC = begin_mark;
    r->proc->op_BDC = begin_mark_with;
    r->proc->op_EMC = end_mark;
    r->op_form = r->proc->op_Do_form;
    r->proc->op_Do_form = do_form;
}

static void open_device(fz_context *ctx, struct ink_reading *r)
{
    struct ink_device *dev = fz_new_derived_device(ctx, struct ink_device);
    dev->reading = r;
    dev->super.fill_text = fill_text;
    dev->super.stroke_text = stroke_text;
    dev->super.clip_text = clip_text;
    dev->super.clip_stroke_text = clip_stroke_text;
    dev->super.ignore_text = ignore_text;
    dev->super.fill_path = fill_path;
    dev->super.stroke_path = stroke_path;
    dev->super.fill_shade = fill_shade;
    dev->super.fill_image = fill_image;
    dev->super.fill_image_mask = fill_image_mask;
    r->dev = &dev->super;
}

static void read_contents(fz_context *ctx, void *data)
{
    struct ink_reading *r = data;
    pdf_obj *obj = r->page->obj;
    open_device(ctx, r);
    r->proc = compat_new_run_processor(ctx, r->page->doc, r->dev, r->page->ctm, &r->cookie);
    hook_marks(r);
    compat_process_contents(ctx, r->proc, r->page->doc,
                            pdf_dict_get_inheritable(ctx, obj, PDF_NAME(Resources)),
                            pdf_dict_get(ctx, obj, PDF_NAME(Contents)), &r->cookie);
    pdf_close_processor(ctx, r->proc);
}

/* Filled-in forms and notes written on the page have text of their own. */
static void read_annotations(fz_context *ctx, void *data)
{
    struct ink_reading *r = data;
    r->depth = 0;
    fz_page *page = (fz_page *)pdf_load_page(ctx, r->page->doc, (int)r->page->number);
    fz_try(ctx)
    {
        fz_run_page_annots(ctx, page, r->dev, fz_identity, &r->cookie);
        fz_run_page_widgets(ctx, page, r->dev, fz_identity, &r->cookie);
    }
    fz_always(ctx)
    {
        fz_drop_page(ctx, page);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

struct annotation_question {
    pdf_obj *page;
    bool any;
};

static void ask_annotations(fz_context *ctx, void *data)
{
    struct annotation_question *q = data;
    pdf_obj *annots = pdf_dict_get(ctx, q->page, PDF_NAME(Annots));
    int count = pdf_array_len(ctx, annots);
    for (int i = 0; i < count && i < 10000 && !q->any; i++) {
        pdf_obj *annot = pdf_array_get(ctx, annots, i);
        pdf_obj *kind = pdf_dict_get(ctx, annot, PDF_NAME(Subtype));
        if (kind && !pdf_name_eq(ctx, kind, PDF_NAME(Link)) &&
            !pdf_name_eq(ctx, kind, PDF_NAME(Popup)))
            q->any = true;
    }
}

enum err ink_read_page(fz_context *ctx, const struct ink_page *page, struct ink *ink)
{
    struct ink_reading r = {.ink = ink, .page = page, .first_shape = ink->shape_count};
    struct annotation_question question = {.page = page->obj};
    ink->glyph_count = 0;
    ink->is_cut = false;
    fz_set_user_context(ctx, &r);
    enum err err = guard_run(ctx, read_contents, &r);
    pdf_drop_processor(ctx, r.proc);
    if (guard_run(ctx, ask_annotations, &question) == ERR_OK && question.any && r.dev &&
        guard_run(ctx, read_annotations, &r) != ERR_OK)
        r.cookie.errors++; /* the page's own text is not lost by a broken note on it */
    fz_drop_device(ctx, r.dev);
    glyph_letters_free(ctx, r.letters);
    fz_set_user_context(ctx, NULL);
    return err;
}

void ink_run(fz_context *ctx, const struct ink_page *page, fz_device *dev, fz_cookie *cookie)
{
    pdf_processor *proc = compat_new_run_processor(ctx, page->doc, dev, page->ctm, cookie);
    fz_try(ctx)
    {
        compat_process_contents(ctx, proc, page->doc,
                                pdf_dict_get_inheritable(ctx, page->obj, PDF_NAME(Resources)),
                                pdf_dict_get(ctx, page->obj, PDF_NAME(Contents)), cookie);
        pdf_close_processor(ctx, proc);
    }
    fz_always(ctx)
    {
        pdf_drop_processor(ctx, proc);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
