#include "extract/docx.h"

#include "extract/docx_body.h"
#include "extract/markup.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FURNITURE_PARTS = 200 };

static bool is_note(fz_xml *node)
{
    return fz_xml_is_tag(node, "footnote") || fz_xml_is_tag(node, "endnote");
}

static void give_later(void *data, fz_xml *node)
{
    struct docx *d = data;
    const struct docx_part *part = d->part;
    if (!is_note(node)) {
        docx_give_drawing(d, node, NULL, 0);
        return;
    }
    d->part = fz_xml_is_tag(node, "footnote") ? &d->footnotes.part : &d->endnotes.part;
    docx_walk_blocks(d, node, 0);
    d->part = part;
}

static char note_format(fz_xml *document, const char *properties, char otherwise)
{
    fz_xml *e = fz_xml_find_dfs(document, properties, NULL, NULL);
    fz_xml *format = e ? fz_xml_find_down(e, "numFmt") : NULL;
    const char *value = format ? fz_xml_att(format, "w:val") : NULL;
    if (!value)
        return otherwise;
    return strcmp(value, "lowerRoman") == 0    ? 'i'
           : strcmp(value, "upperRoman") == 0  ? 'I'
           : strcmp(value, "lowerLetter") == 0 ? 'a'
           : strcmp(value, "upperLetter") == 0 ? 'A'
           : strcmp(value, "chicago") == 0     ? '*'
                                               : '1';
}

static void open_notes(struct docx *d, const char *type, const char *root, const char *tag,
                       struct docx_notes *out)
{
    docx_part_open(&d->zip, &d->main, type, &out->part);
    out->tag = tag;
    out->root =
        out->part.xml ? fz_xml_find_dfs(fz_xml_root(out->part.xml), root, NULL, NULL) : NULL;
}

static void open_parts(struct docx *d)
{
    struct docx_part part;
    fz_xml *document = fz_xml_root(d->main.xml);
    docx_part_open(&d->zip, &d->main, "styles", &part);
    docx_styles_read(part.xml, &d->styles);
    part.xml = NULL;
    docx_part_close(d->zip.ctx, &part);
    docx_part_open(&d->zip, &d->main, "numbering", &part);
    docx_numbering_read(part.xml, &d->numbering);
    part.xml = NULL;
    docx_part_close(d->zip.ctx, &part);
    open_notes(d, "footnotes", "footnotes", "footnote", &d->footnotes);
    open_notes(d, "endnotes", "endnotes", "endnote", &d->endnotes);
    d->footnotes.format = note_format(document, "footnotePr", '1');
    d->endnotes.format = note_format(document, "endnotePr", 'i');
}

/* Word names a document after its file, or after nothing, unless somebody gave it a title. */
static bool is_real_title(const char *title)
{
    const char *dot = title ? strrchr(title, '.') : NULL;
    return title && *title && strncmp(title, "Microsoft Word", 14) != 0 &&
           !(dot && (strncmp(dot, ".doc", 4) == 0 || strncmp(dot, ".rtf", 4) == 0));
}

static void give_properties(struct docx *d)
{
    fz_xml *xml = NULL;
    builder_set_title(d->flow.builder, str_text(&d->title));
    if (office_zip_tree(&d->zip, "docProps/core.xml", &xml) != ERR_OK)
        return;
    fz_xml *root = fz_xml_find_dfs(fz_xml_root(xml), "coreProperties", NULL, NULL);
    char *title = root ? markup_text_of(root, "title") : NULL;
    char *author = root ? markup_text_of(root, "creator") : NULL;
    if (is_real_title(title))
        builder_set_title(d->flow.builder, title);
    builder_set_author(d->flow.builder, author);
    free(title);
    free(author);
    fz_drop_xml(d->zip.ctx, xml);
}

/* Headers, footers and comments: listed once each, not read. */
static void give_furniture(struct docx *d)
{
    uint64_t seen[MOST_FURNITURE_PARTS];
    int count = 0;
    office_flow_begin_left_out(&d->flow);
    for (size_t i = 0; i < d->main.count && count < MOST_FURNITURE_PARTS; i++) {
        const struct docx_relation *r = &d->main.relations[i];
        struct docx_part part;
        struct str text = {0};
        bool was_seen = false;
        if (!r->path || (strcmp(r->type, "header") != 0 && strcmp(r->type, "footer") != 0 &&
                         strcmp(r->type, "comments") != 0))
            continue;
        if (docx_part_open_path(&d->zip, r->path, &part) != ERR_OK)
            continue;
        fz_xml *root = fz_xml_root(part.xml);
        markup_text(root, &text);
        seen[count] = hash_bytes(HASH_START, str_text(&text), text.length_bytes);
        for (int k = 0; k < count; k++)
            was_seen |= seen[k] == seen[count];
        count++;
        d->part = &part;
        if (!was_seen && strcmp(r->type, "comments") != 0)
            docx_walk_blocks(d, root, 0);
        for (fz_xml *c = fz_xml_find_dfs(root, "comment", NULL, NULL); c && !was_seen;
             c = fz_xml_find_next(c, "comment"))
            docx_walk_blocks(d, c, 0);
        office_flow_end(&d->flow);
        docx_end_fields(d);
        d->part = &d->main;
        str_free(&text);
        docx_part_close(d->zip.ctx, &part);
    }
    office_flow_end_left_out(&d->flow);
}

static enum err give_document(struct docx *d)
{
    fz_xml *document = fz_xml_find_dfs(fz_xml_root(d->main.xml), "document", NULL, NULL);
    fz_xml *body = document ? fz_xml_find_down(document, "body") : NULL;
    if (!body)
        return ERR_DAMAGED;
    open_parts(d);
    d->part = &d->main;
    d->guesses_headings = !docx_has_headings(d, body, 0);
    docx_walk_blocks(d, body, 0);
    d->flow.joins_next = false;
    office_flow_end(&d->flow);
    docx_end_fields(d);
    give_furniture(d);
    give_properties(d);
    return office_flow_finish(&d->flow);
}

static void close_document(struct docx *d)
{
    fz_context *ctx = d->zip.ctx;
    docx_end_fields(d);
    office_flow_free(&d->flow);
    docx_part_close(ctx, &d->main);
    docx_part_close(ctx, &d->footnotes.part);
    docx_part_close(ctx, &d->endnotes.part);
    docx_styles_free(ctx, &d->styles);
    docx_numbering_free(ctx, &d->numbering);
    str_free(&d->title);
    office_zip_close(&d->zip);
}

enum err docx_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                      struct builder *b)
{
    struct docx d = {.job = job};
    d.flow = (struct office_flow){.builder = b, .job = job, .give_later = give_later, .data = &d};
    enum err err = office_zip_open(ctx, stream, job, &d.zip);
    extract_begin_page(job, 1, 1);
    builder_set_source(b, SOURCE_DOCX, ORDER_GIVEN);
    if (err == ERR_OK)
        err = docx_part_open_main(&d.zip, &d.main);
    if (err == ERR_OK)
        err = give_document(&d);
    close_document(&d);
    return err;
}
