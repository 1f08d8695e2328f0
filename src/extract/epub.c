#include "extract/epub.h"

#include "extract/data_uri.h"
#include "extract/epub_package.h"
#include "extract/markup.h"
#include "extract/svg.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Reads one chapter at a time; each is a page of the book. */
struct epub {
    fz_context *ctx;
    fz_archive *zip;
    const struct extract_job *job;
    struct builder *b;
    struct epub_package package;
    uint32_t pictures_no_alt;
    uint32_t left_out;
    uint32_t lost;
};

struct chapter {
    struct epub *epub;
    const char *path;
    uint32_t page; /* from 1 */
    fz_buffer *buffer;
    fz_xml *xml;
};

static void open_zip(fz_context *ctx, void *data)
{
    void **both = data; /* the stream, then the archive */
    both[1] = fz_open_zip_archive_with_stream(ctx, both[0]);
}

struct picture_loading {
    struct epub *epub;
    const char *path;
    fz_buffer *buffer;
    fz_image *image;
};

static void load_image(fz_context *ctx, void *data)
{
    struct picture_loading *l = data;
    l->buffer = fz_read_archive_entry(ctx, l->epub->zip, l->path);
    l->image = svg_is_name(l->path) ? svg_image(ctx, l->buffer, l->epub->zip)
                                    : fz_new_image_from_buffer(ctx, l->buffer);
}

static bool load_picture(void *data, const char *src, struct picture *out)
{
    struct chapter *c = data;
    struct epub *e = c->epub;
    uint32_t most_px = extract_begin_picture(e->job, c->page, e->package.chapter_count);
    if (most_px == 0 || strchr(src, ':'))
        return data_uri_picture(e->ctx, src, most_px, out);
    char *path = epub_resolve(c->path, src);
    struct picture_loading l = {.epub = e, .path = path};
    bool ok = guard_run(e->ctx, load_image, &l) == ERR_OK &&
              picture_from_image(e->ctx, l.image, most_px, out) == ERR_OK;
    fz_drop_image(e->ctx, l.image);
    fz_drop_buffer(e->ctx, l.buffer);
    free(path);
    return ok;
}

static void parse_chapter(fz_context *ctx, void *data)
{
    struct chapter *c = data;
    c->buffer = fz_read_archive_entry(ctx, c->epub->zip, c->path);
    c->xml = fz_parse_xml(ctx, c->buffer, 1);
}

/* Chapters that are not well-formed XML are read as web pages are. */
static void parse_loosely(fz_context *ctx, void *data)
{
    struct chapter *c = data;
    if (!c->buffer)
        c->buffer = fz_read_archive_entry(ctx, c->epub->zip, c->path);
    c->xml = fz_parse_xml_from_html5(ctx, c->buffer);
}

static bool is_furniture(void *data, fz_xml *element)
{
    (void)data;
    return markup_has_word(fz_xml_att(element, "epub:type"), "pagebreak") ||
           markup_has_word(fz_xml_att(element, "role"), "doc-pagebreak");
}

static void give_chapter(struct epub *e, const char *path, uint32_t page)
{
    struct chapter c = {.epub = e, .path = path, .page = page};
    struct markup m = {.builder = e->b,
                       .page = page,
                       .place = path,
                       .is_furniture = is_furniture,
                       .load_picture = load_picture,
                       .data = &c};
    enum err err = guard_run(e->ctx, parse_chapter, &c);
    if (err != ERR_OK || !c.xml)
        err = guard_run(e->ctx, parse_loosely, &c);
    if (err == ERR_OK && c.xml) {
        fz_xml *html = fz_xml_find_dfs(fz_xml_root(c.xml), "html", NULL, NULL);
        fz_xml *body = fz_xml_find_dfs(fz_xml_root(c.xml), "body", NULL, NULL);
        builder_add_anchor(e->b, path);
        markup_give(&m, body ? body : fz_xml_root(c.xml),
                    html ? fz_xml_att_alt(html, "lang", "xml:lang") : NULL);
    } else {
        e->lost++;
        builder_add_warning(e->b, WARNING_PAGE_LOST, page, 1, path);
    }
    e->pictures_no_alt += m.pictures_no_alt;
    e->left_out += m.left_out;
    fz_drop_xml(e->ctx, c.xml);
    fz_drop_buffer(e->ctx, c.buffer);
}

static bool is_skipped(const struct extract_job *job, uint32_t page)
{
    for (uint32_t i = 0; i < job->skip_count; i++)
        if (job->skip[i] == page)
            return true;
    return false;
}

static void give_chapters(struct epub *e)
{
    const struct epub_package *p = &e->package;
    for (uint32_t i = 0; i < p->chapter_count; i++) {
        char label[16];
        uint32_t page;
        snprintf(label, sizeof label, "%u", i + 1);
        page = builder_add_page(e->b, label, 0, 0);
        if (e->job->give_up_from && page >= e->job->give_up_from) {
            builder_add_warning(e->b, WARNING_PAGES_GIVEN_UP, page, p->chapter_count - i, NULL);
            return;
        }
        if (is_skipped(e->job, page)) {
            builder_add_warning(e->b, WARNING_PAGE_LOST, page, 1, p->chapters[i]);
            continue;
        }
        extract_begin_page(e->job, page, p->chapter_count);
        give_chapter(e, p->chapters[i], page);
    }
}

static void give_metadata(struct epub *e)
{
    const struct epub_package *p = &e->package;
    builder_set_source(e->b, SOURCE_EPUB, ORDER_GIVEN);
    builder_set_title(e->b, p->title);
    builder_set_author(e->b, p->author);
    builder_set_lang(e->b, p->lang);
    for (uint32_t i = 0; i < p->entry_count; i++)
        builder_add_entry(e->b, p->entries[i].title, p->entries[i].level, p->entries[i].place);
}

enum err epub_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                      struct builder *b)
{
    struct epub e = {.ctx = ctx, .job = job, .b = b};
    void *both[2] = {stream, NULL};
    enum err err = guard_run(ctx, open_zip, both);
    e.zip = both[1];
    if (err == ERR_OK)
        err = epub_package_read(ctx, e.zip, &e.package);
    if (err == ERR_OK) {
        give_metadata(&e);
        give_chapters(&e);
        if (e.left_out > 0)
            builder_add_warning(b, WARNING_LEFT_OUT, 0, e.left_out, NULL);
        if (e.pictures_no_alt > 0)
            builder_add_warning(b, WARNING_PICTURES_NO_ALT, 0, e.pictures_no_alt, NULL);
        if (builder_word_count(b) == 0)
            err = e.lost > 0 ? ERR_DAMAGED : ERR_NO_TEXT;
    }
    epub_package_free(&e.package);
    fz_drop_archive(ctx, e.zip);
    return err;
}
