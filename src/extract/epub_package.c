#include "extract/epub_package.h"

#include "extract/markup.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHAPTERS = 5000, MOST_ENTRIES = 3000, MOST_DEPTH = 20 };

/* --- paths --- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *epub_resolve(const char *from, const char *href)
{
    struct str path = {0};
    const char *slash = strrchr(from, '/');
    if (slash && href[0] != '/')
        str_add_bytes(&path, from, (size_t)(slash - from) + 1);
    while (*href == '/')
        href++;
    while (*href && *href != '#' && *href != '?') {
        if (strncmp(href, "../", 3) == 0) {
            if (path.length_bytes > 0)
                path.length_bytes--;
            while (path.length_bytes > 0 && path.data[path.length_bytes - 1] != '/')
                path.length_bytes--;
            href += 3;
        } else if (strncmp(href, "./", 2) == 0) {
            href += 2;
        } else {
            while (*href && *href != '#' && *href != '?') {
                bool ends = *href == '/';
                if (*href == '%' && hex(href[1]) >= 0 && hex(href[2]) >= 0) {
                    str_add_char(&path, (char)(hex(href[1]) * 16 + hex(href[2])));
                    href += 3;
                } else {
                    str_add_char(&path, *href++);
                }
                if (ends)
                    break;
            }
        }
    }
    char *copy = mem_copy_bytes(str_text(&path), path.length_bytes);
    str_free(&path);
    return copy;
}

/* --- a file of the archive as a tree --- */

struct loading {
    fz_archive *zip;
    const char *path;
    fz_buffer *buffer;
    fz_xml *xml;
};

static void load(fz_context *ctx, void *data)
{
    struct loading *l = data;
    if (!fz_has_archive_entry(ctx, l->zip, l->path))
        return;
    l->buffer = fz_read_archive_entry(ctx, l->zip, l->path);
    l->xml = fz_parse_xml(ctx, l->buffer, 0);
}

static fz_xml *load_tree(fz_context *ctx, fz_archive *zip, const char *path, enum err *err)
{
    struct loading l = {.zip = zip, .path = path};
    *err = guard_run(ctx, load, &l);
    fz_drop_buffer(ctx, l.buffer);
    if (*err == ERR_OK && !l.xml)
        *err = ERR_DAMAGED;
    return l.xml;
}

/* Encryption of anything but fonts locks the book. Obfuscated fonts are no obstacle: they are not used. */
static bool is_locked(fz_context *ctx, fz_archive *zip)
{
    enum err err;
    bool locked = false;
    fz_xml *xml = load_tree(ctx, zip, "META-INF/encryption.xml", &err);
    fz_xml *e = xml ? fz_xml_find_dfs(fz_xml_root(xml), "EncryptedData", NULL, NULL) : NULL;
    for (; e && !locked; e = fz_xml_find_next(e, "EncryptedData")) {
        fz_xml *method = fz_xml_find_down(e, "EncryptionMethod");
        const char *algorithm = method ? fz_xml_att(method, "Algorithm") : NULL;
        locked = !algorithm || (!strstr(algorithm, "idpf.org/2008/embedding") &&
                                !strstr(algorithm, "ns.adobe.com/pdf/enc#RC"));
    }
    fz_drop_xml(ctx, xml);
    return locked;
}

/* --- package --- */

static char *text_of(fz_xml *element)
{
    struct str text = {0};
    if (!element)
        return NULL;
    markup_text(element, &text);
    char *copy = mem_copy_bytes(str_text(&text), text.length_bytes);
    str_free(&text);
    return copy;
}

static void read_metadata(fz_xml *package, struct epub_package *out)
{
    fz_xml *metadata = fz_xml_find_down(package, "metadata");
    if (!metadata)
        return;
    fz_xml *inner = fz_xml_find_down(metadata, "dc-metadata"); /* EPUB before 2.0 */
    if (inner)
        metadata = inner;
    out->title = text_of(fz_xml_find_down(metadata, "title"));
    out->author = text_of(fz_xml_find_down(metadata, "creator"));
    out->lang = text_of(fz_xml_find_down(metadata, "language"));
}

static fz_xml *find_item(fz_xml *manifest, const char *id)
{
    for (fz_xml *item = fz_xml_find_down(manifest, "item"); item;
         item = fz_xml_find_next(item, "item")) {
        const char *own = fz_xml_att(item, "id");
        if (own && strcmp(own, id) == 0)
            return item;
    }
    return NULL;
}

/* The item itself, or the (X)HTML that it falls back to. */
static fz_xml *readable_item(fz_xml *manifest, fz_xml *item)
{
    for (int hops = 0; item && hops < 8; hops++) {
        const char *type = fz_xml_att(item, "media-type"), *fallback = fz_xml_att(item, "fallback");
        if (!type || strstr(type, "html") || strstr(type, "svg") || strstr(type, "dtbook"))
            return item;
        if (!fallback)
            return strncmp(type, "image/", 6) == 0 ? NULL : item;
        item = find_item(manifest, fallback);
    }
    return NULL;
}

static void add_chapters(fz_xml *package, const char *opf, bool linear, struct epub_package *out)
{
    fz_xml *manifest = fz_xml_find_down(package, "manifest");
    fz_xml *spine = fz_xml_find_down(package, "spine");
    if (!manifest || !spine)
        return;
    for (fz_xml *ref = fz_xml_find_down(spine, "itemref");
         ref && out->chapter_count < MOST_CHAPTERS; ref = fz_xml_find_next(ref, "itemref")) {
        const char *id = fz_xml_att(ref, "idref"), *flow = fz_xml_att(ref, "linear");
        if (!id || (flow && strcmp(flow, "no") == 0) == linear)
            continue;
        fz_xml *item = readable_item(manifest, find_item(manifest, id));
        const char *href = item ? fz_xml_att(item, "href") : NULL;
        if (!href || strchr(href, ':'))
            continue;
        MEM_ROOM(out->chapters, out->chapter_count, out->chapter_cap);
        out->chapters[out->chapter_count++] = epub_resolve(opf, href);
    }
}

/* --- contents --- */

static void add_entry(struct epub_package *out, char *title, const char *from, const char *href,
                      int level)
{
    struct str place = {0};
    if (!title || !*title || !href || out->entry_count >= MOST_ENTRIES) {
        free(title);
        return;
    }
    char *path = epub_resolve(from, href);
    const char *hash = strchr(href, '#');
    str_add(&place, path);
    if (hash)
        str_add(&place, hash);
    free(path);
    MEM_ROOM(out->entries, out->entry_count, out->entry_cap);
    out->entries[out->entry_count++] =
        (struct epub_entry){title, mem_copy_string(str_text(&place)), level};
    str_free(&place);
}

/* EPUB 3: <nav epub:type="toc"><ol><li><a href>...</a><ol>... */
static void read_nav_list(fz_xml *ol, const char *from, int level, struct epub_package *out)
{
    for (fz_xml *li = ol ? fz_xml_find_down(ol, "li") : NULL; li; li = fz_xml_find_next(li, "li")) {
        fz_xml *a = fz_xml_find_down(li, "a");
        if (a)
            add_entry(out, text_of(a), from, fz_xml_att(a, "href"), level);
        if (level < MOST_DEPTH)
            read_nav_list(fz_xml_find_down(li, "ol"), from, level + 1, out);
    }
}

/* EPUB 2: <navPoint><navLabel><text/></navLabel><content src=""/><navPoint>... */
static void read_ncx_points(fz_xml *point, const char *from, int level, struct epub_package *out)
{
    for (; point; point = fz_xml_find_next(point, "navPoint")) {
        fz_xml *label = fz_xml_find_down(point, "navLabel"),
               *content = fz_xml_find_down(point, "content");
        fz_xml *text = label ? fz_xml_find_down(label, "text") : NULL;
        if (content)
            add_entry(out, text_of(text), from, fz_xml_att(content, "src"), level);
        if (level < MOST_DEPTH)
            read_ncx_points(fz_xml_find_down(point, "navPoint"), from, level + 1, out);
    }
}

static void read_contents(fz_context *ctx, fz_archive *zip, fz_xml *package, const char *opf,
                          struct epub_package *out)
{
    fz_xml *manifest = fz_xml_find_down(package, "manifest");
    for (fz_xml *item = manifest ? fz_xml_find_down(manifest, "item") : NULL; item;
         item = fz_xml_find_next(item, "item")) {
        const char *type = fz_xml_att(item, "media-type"), *href = fz_xml_att(item, "href");
        bool is_nav = markup_has_word(fz_xml_att(item, "properties"), "nav");
        bool is_ncx = type && strcmp(type, "application/x-dtbncx+xml") == 0;
        enum err err;
        if (!href || (!is_nav && !(is_ncx && out->entry_count == 0)))
            continue;
        if (is_nav) { /* better than an NCX that was read already */
            for (uint32_t i = 0; i < out->entry_count; i++) {
                free(out->entries[i].title);
                free(out->entries[i].place);
            }
            out->entry_count = 0;
        }
        char *path = epub_resolve(opf, href);
        fz_xml *xml = load_tree(ctx, zip, path, &err);
        fz_xml *nav =
            xml && is_nav ? fz_xml_find_dfs(fz_xml_root(xml), "nav", "epub:type", "toc") : NULL;
        fz_xml *map =
            xml && is_ncx ? fz_xml_find_dfs(fz_xml_root(xml), "navMap", NULL, NULL) : NULL;
        if (nav)
            read_nav_list(fz_xml_find_down(nav, "ol"), path, 1, out);
        if (map)
            read_ncx_points(fz_xml_find_down(map, "navPoint"), path, 1, out);
        fz_drop_xml(ctx, xml);
        free(path);
        if (is_nav && out->entry_count > 0)
            return;
    }
}

enum err epub_package_read(fz_context *ctx, fz_archive *zip, struct epub_package *out)
{
    enum err err;
    *out = (struct epub_package){0};
    if (is_locked(ctx, zip))
        return ERR_LOCKED;
    fz_xml *container = load_tree(ctx, zip, "META-INF/container.xml", &err);
    fz_xml *rootfile =
        container ? fz_xml_find_dfs(fz_xml_root(container), "rootfile", NULL, NULL) : NULL;
    const char *full_path = rootfile ? fz_xml_att(rootfile, "full-path") : NULL;
    char *opf = full_path ? epub_resolve("", full_path) : NULL;
    fz_drop_xml(ctx, container);
    if (!opf)
        return err != ERR_OK ? err : ERR_DAMAGED;
    fz_xml *xml = load_tree(ctx, zip, opf, &err);
    fz_xml *package = xml ? fz_xml_find_dfs(fz_xml_root(xml), "package", NULL, NULL) : NULL;
    if (package) {
        read_metadata(package, out);
        add_chapters(package, opf, true, out);
        add_chapters(package, opf, false, out);
        read_contents(ctx, zip, package, opf, out);
    }
    fz_drop_xml(ctx, xml);
    free(opf);
    if (err != ERR_OK)
        return err;
    return out->chapter_count > 0 ? ERR_OK : ERR_DAMAGED;
}

void epub_package_free(struct epub_package *p)
{
    for (uint32_t i = 0; i < p->chapter_count; i++)
        free(p->chapters[i]);
    for (uint32_t i = 0; i < p->entry_count; i++) {
        free(p->entries[i].title);
        free(p->entries[i].place);
    }
    free(p->chapters);
    free(p->entries);
    free(p->title);
    free(p->author);
    free(p->lang);
    *p = (struct epub_package){0};
}
