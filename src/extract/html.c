#include "extract/html.h"

#include "extract/data_uri.h"
#include "extract/furniture_words.h"
#include "extract/markup.h"
#include "extract/plain.h"

#include <string.h>

static const size_t STORE_BYTES = 8u << 20;

enum { MOST_DEPTH = 200 };

struct page {
    fz_context *ctx;
    const struct extract_job *job;
    struct str *text;
    fz_buffer *buffer;
    fz_xml *dom;
    fz_xml *main; /* the element that holds the main content; NULL: not marked */
    size_t all_letters;
};

static void parse(fz_context *ctx, void *data)
{
    struct page *p = data;
    p->buffer = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)str_text(p->text),
                                               p->text->length_bytes + 1);
    p->dom = fz_parse_xml_from_html5(ctx, p->buffer);
}

static fz_xml *find(fz_xml *node, const char *tag, const char *role, int depth)
{
    for (; node && depth < MOST_DEPTH; node = fz_xml_next(node)) {
        if ((tag && fz_xml_is_tag(node, tag)) ||
            (role && fz_xml_tag(node) && markup_has_word(fz_xml_att(node, "role"), role)))
            return node;
        fz_xml *found = find(fz_xml_down(node), tag, role, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

static uint32_t count_tag(fz_xml *node, const char *tag, int depth)
{
    uint32_t count = 0;
    for (; node && depth < MOST_DEPTH; node = fz_xml_next(node))
        count += (fz_xml_is_tag(node, tag) != 0) + count_tag(fz_xml_down(node), tag, depth + 1);
    return count;
}

static size_t count_letters(fz_xml *node, int depth)
{
    size_t letters = 0;
    for (; node && depth < MOST_DEPTH; node = fz_xml_next(node)) {
        const char *text = fz_xml_text(node);
        if (fz_xml_is_tag(node, "script") || fz_xml_is_tag(node, "style"))
            continue;
        letters += text ? strlen(text) : count_letters(fz_xml_down(node), depth + 1);
    }
    return letters;
}

static bool is_inside(fz_xml *e, fz_xml *outer)
{
    for (; e; e = fz_xml_up(e))
        if (e == outer)
            return true;
    return false;
}

static bool is_within(fz_xml *e, const char *tag)
{
    for (e = fz_xml_up(e); e; e = fz_xml_up(e))
        if (fz_xml_is_tag(e, tag))
            return true;
    return false;
}

/* Elements and roles that HTML itself sets apart from the content. */
static bool is_marked_apart(fz_xml *e, const char *tag)
{
    static const char *const roles[] = {"navigation", "banner",      "contentinfo",   "search",
                                        "dialog",     "alertdialog", "menu",          "menubar",
                                        "toolbar",    "tablist",     "complementary", NULL};
    const char *role = fz_xml_att(e, "role");
    if (strcmp(tag, "nav") == 0 || strcmp(tag, "form") == 0 || strcmp(tag, "dialog") == 0 ||
        strcmp(tag, "button") == 0 || strcmp(tag, "search") == 0)
        return true;
    for (int i = 0; roles[i]; i++)
        if (markup_has_word(role, roles[i]))
            return true;
    if (strcmp(tag, "aside") == 0)
        return !role || strncmp(role, "doc-", 4) != 0;
    if (strcmp(tag, "header") == 0 || strcmp(tag, "footer") == 0)
        return !is_within(e, "article") && !is_within(e, "main") && !is_within(e, "section");
    return false;
}

static bool is_furniture(void *data, fz_xml *e)
{
    const struct page *p = data;
    const char *tag = fz_xml_tag(e);
    if (!tag || strcmp(tag, "html") == 0 || strcmp(tag, "body") == 0)
        return false;
    if (p->main && is_inside(p->main, e))
        return false;
    if (p->main && !is_inside(e, p->main))
        return true;
    if (e == p->main)
        return false;
    if (is_marked_apart(e, tag))
        return true;
    if (!furniture_words_name(fz_xml_att(e, "class")) &&
        !furniture_words_name(fz_xml_att(e, "id")) &&
        !(strcmp(tag, "a") == 0 && furniture_words_is_skip_link(e)))
        return false;
    /* A name is only a hint: what holds most of the text is the text. */
    return count_letters(fz_xml_down(e), 0) * 5 < p->all_letters * 2;
}

static fz_xml *find_main(fz_xml *body)
{
    fz_xml *found = find(fz_xml_down(body), "main", "main", 0);
    if (!found && count_tag(fz_xml_down(body), "article", 0) == 1)
        found = find(fz_xml_down(body), "article", NULL, 0);
    return found;
}

/* 'A history | The society' where the page's heading is 'A history': the heading. */
static void drop_site_name(fz_xml *html, struct str *title)
{
    struct str heading = {0};
    fz_xml *h1 = find(fz_xml_down(html), "h1", NULL, 0);
    if (h1)
        markup_text(h1, &heading);
    size_t n = heading.length_bytes;
    if (n > 3 && title->length_bytes > n && strncasecmp(title->data, heading.data, n) == 0 &&
        !((title->data[n] >= 'a' && title->data[n] <= 'z'))) {
        title->length_bytes = n;
        title->data[n] = '\0';
    }
    str_free(&heading);
}

static void give_head(fz_xml *html, struct builder *b)
{
    struct str text = {0};
    fz_xml *title = find(fz_xml_down(html), "title", NULL, 0);
    fz_xml *author = fz_xml_find_dfs(html, "meta", "name", "author");
    if (title)
        markup_text(title, &text);
    drop_site_name(html, &text);
    builder_set_title(b, str_text(&text));
    if (author)
        builder_set_author(b, fz_xml_att(author, "content"));
    builder_set_lang(b, fz_xml_att_alt(html, "lang", "xml:lang"));
    str_free(&text);
}

/* A page is one file: only pictures that stand in it are there. */
static bool load_picture(void *data, const char *src, struct picture *out)
{
    const struct page *p = data;
    return data_uri_picture(p->ctx, src, extract_begin_picture(p->job, 1, 1), out);
}

static void give(struct page *p, struct builder *b)
{
    fz_xml *html = find(fz_xml_root(p->dom), "html", NULL, 0);
    fz_xml *body = html ? find(fz_xml_down(html), "body", NULL, 0) : NULL;
    struct markup m = {.builder = b,
                       .place = "",
                       .is_furniture = is_furniture,
                       .load_picture = load_picture,
                       .data = p};
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    if (!html)
        return;
    give_head(html, b);
    if (!body)
        return;
    p->main = find_main(body);
    p->all_letters = count_letters(fz_xml_down(p->main ? p->main : body), 0);
    if (p->main && p->all_letters < 40)
        p->main = NULL, p->all_letters = count_letters(fz_xml_down(body), 0);
    markup_give(&m, body, NULL);
    if (m.left_out > 0)
        builder_add_warning(b, WARNING_LEFT_OUT, 0, m.left_out, NULL);
    if (m.pictures_no_alt > 0)
        builder_add_warning(b, WARNING_PICTURES_NO_ALT, 0, m.pictures_no_alt, NULL);
}

enum err html_extract(const char *bytes, size_t count, const struct extract_job *job,
                      struct builder *b)
{
    struct str text = {0};
    struct page p = {.ctx = guard_new_context(STORE_BYTES), .job = job, .text = &text};
    if (!p.ctx)
        return ERR_NO_MEMORY;
    plain_decode(bytes, count, &text);
    enum err err = guard_run(p.ctx, parse, &p);
    if (err == ERR_OK)
        give(&p, b);
    fz_drop_xml(p.ctx, p.dom);
    fz_drop_buffer(p.ctx, p.buffer);
    fz_drop_context(p.ctx);
    str_free(&text);
    return err;
}
