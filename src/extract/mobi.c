#include "extract/mobi.h"

#include "base/mem.h"
#include "extract/markup.h"
#include "extract/mobi_container.h"
#include "extract/office_zip.h"
#include "extract/plain.h"

#include <stdlib.h>
#include <string.h>

static const size_t MOST_BYTES = 64u << 20;

enum { MOST_TARGETS = 50000 };

struct reading {
    struct office_zip zip; /* for its limits */
    struct mobi mobi;
    const struct extract_job *job;
    size_t *targets; /* places in the text that links lead to, rising */
    size_t target_count, target_cap;
    struct str page;
    fz_buffer *buffer;
    fz_xml *dom;
};

/* The number behind `name=` at `at`, with or without quotes; *end gets what follows. -1: none is there. */
static long number_at(const char *at, const char *name, const char **end)
{
    size_t n = strlen(name);
    if (strncasecmp(at, name, n) != 0)
        return -1;
    at += n;
    char quote = *at == '"' || *at == '\'' ? *at++ : '\0';
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 10)
        return -1;
    *end = at + digits + (quote && at[digits] == quote);
    return strtol(at, NULL, 10);
}

static int compare(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

static void find_targets(struct reading *r)
{
    const char *end, *at = str_text(&r->mobi.text);
    while ((at = strcasestr(at, "filepos=")) != NULL) {
        long place = number_at(at, "filepos=", &end);
        if (place >= 0 && r->target_count < MOST_TARGETS) {
            MEM_ROOM(r->targets, r->target_count, r->target_cap);
            r->targets[r->target_count++] = (size_t)place;
        }
        at++;
    }
    if (r->target_count > 0)
        qsort(r->targets, r->target_count, sizeof *r->targets, compare);
}

/* Links lead to byte numbers of the text, and pictures are record numbers: both are made into what HTML has for it. */
static void rewrite(struct reading *r, struct str *out)
{
    const char *text = str_text(&r->mobi.text), *end;
    size_t bytes = strlen(text), next = 0;
    bool in_tag = false;
    for (size_t i = 0; i < bytes;) {
        for (; !in_tag && next < r->target_count && r->targets[next] <= i; next++)
            if (next == 0 || r->targets[next] != r->targets[next - 1])
                str_addf(out, "<a id=\"filepos%zu\"></a>", r->targets[next]);
        long place = in_tag ? number_at(text + i, "filepos=", &end) : -1;
        long picture = in_tag && place < 0 ? number_at(text + i, "recindex=", &end) : -1;
        if (place >= 0 || picture >= 0) {
            str_addf(out, place >= 0 ? "href=\"#filepos%ld\"" : "src=\"%ld\"",
                     place >= 0 ? place : picture);
            i = (size_t)(end - text);
            continue;
        }
        if (text[i] == '<')
            in_tag = true;
        else if (text[i] == '>')
            in_tag = false;
        str_add_char(out, text[i++]);
    }
}

static void parse(fz_context *ctx, void *data)
{
    struct reading *r = data;
    r->buffer = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)str_text(&r->page),
                                               r->page.length_bytes + 1);
    r->dom = fz_parse_xml_from_html5(ctx, r->buffer);
}

static bool load_picture(void *data, const char *src, struct picture *out)
{
    struct reading *r = data;
    struct mobi_bytes bytes = mobi_picture(&r->mobi, (uint32_t)strtoul(src, NULL, 10));
    return office_zip_picture_of(&r->zip, bytes.data, bytes.bytes, out);
}

static enum err give_html(struct reading *r, struct builder *b)
{
    struct markup m = {.builder = b, .place = "", .load_picture = load_picture, .data = r};
    struct str raw = {0};
    find_targets(r);
    rewrite(r, &raw);
    plain_decode(str_text(&raw), raw.length_bytes, &r->page);
    str_free(&raw);
    enum err err = guard_run(r->zip.ctx, parse, r);
    fz_xml *body = r->dom ? fz_xml_find_dfs(fz_xml_root(r->dom), "body", NULL, NULL) : NULL;
    if (err != ERR_OK || !body)
        return err != ERR_OK ? err : ERR_DAMAGED;
    markup_give(&m, body, NULL);
    if (m.pictures_no_alt > 0)
        builder_add_warning(b, WARNING_PICTURES_NO_ALT, 0, m.pictures_no_alt, NULL);
    return ERR_OK;
}

static void give_properties(const struct mobi *m, struct builder *b)
{
    struct str title = {0}, author = {0};
    plain_decode(str_text(&m->title), m->title.length_bytes, &title);
    plain_decode(str_text(&m->author), m->author.length_bytes, &author);
    builder_set_title(b, str_text(&title));
    builder_set_author(b, str_text(&author));
    builder_set_lang(b, str_text(&m->lang));
    str_free(&title);
    str_free(&author);
}

enum err mobi_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                      struct builder *b)
{
    struct reading r = {.job = job};
    fz_buffer *file = NULL;
    office_zip_open_none(ctx, job, &r.zip);
    extract_begin_page(job, 1, 1);
    enum err err = office_zip_stream_bytes(&r.zip, stream, MOST_BYTES, &file);
    if (err == ERR_OK)
        err = mobi_open(file->data, file->len, &r.mobi);
    if (err == ERR_OK && r.mobi.is_html)
        err = give_html(&r, b);
    else if (err == ERR_OK)
        plain_extract(str_text(&r.mobi.text), r.mobi.text.length_bytes, false, b);
    if (err == ERR_OK) {
        builder_set_source(b, SOURCE_MOBI, ORDER_GIVEN);
        give_properties(&r.mobi, b);
        err = builder_word_count(b) > 0 ? ERR_OK : ERR_NO_TEXT;
    }
    mobi_close(&r.mobi);
    free(r.targets);
    str_free(&r.page);
    fz_drop_xml(ctx, r.dom);
    fz_drop_buffer(ctx, r.buffer);
    fz_drop_buffer(ctx, file);
    return err;
}
