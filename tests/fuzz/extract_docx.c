/* Office documents of strangers: a DOCX or an ODT (zipped, or flat XML) must end in a book or in a cause, and a book must bear a walk.
 * The first byte says which part the rest is: a whole file, or one part of a DOCX or ODT that is otherwise sound, since hardly any
 * change of a zip's packed bytes leaves it a zip. */
#include "../unit/book/walk.h"
#include "book/builder.h"
#include "extract/docx.h"
#include "extract/extract.h"
#include "extract/odt.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct part {
    const char *path, *text; /* NULL: what the fuzzer made */
};

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"" TYPE "styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"b\" Type=\"" TYPE "numbering\" Target=\"numbering.xml\"/>"
    "<Relationship Id=\"c\" Type=\"" TYPE "footnotes\" Target=\"footnotes.xml\"/>"
    "<Relationship Id=\"d\" Type=\"" TYPE "header\" Target=\"header.xml\"/>"
    "<Relationship Id=\"e\" Type=\"" TYPE "image\" Target=\"none.png\"/></Relationships>";
static const char styles[] =
    "<w:styles><w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style><w:style "
    "w:styleId=\"L\">"
    "<w:name w:val=\"x\"/><w:basedOn w:val=\"H\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
    "</w:pPr></w:style></w:styles>";
static const char numbering[] = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl "
                                "w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/>"
                                "<w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num "
                                "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
                                "</w:num></w:numbering>";
static const char footnotes[] =
    "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>note</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>";
static const char document[] =
    "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"L\"/></w:pPr><w:r><w:t>one</w:t>"
    "<w:footnoteReference "
    "w:id=\"1\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl></w:body></w:document>";
static const char content[] = "<office:document-content><office:body><office:text><text:p "
                              "text:style-name=\"P\">one</text:p><text:list "
                              "text:style-name=\"L\"><text:list-item><text:p>two</text:p></"
                              "text:list-item></text:list></office:text>"
                              "</office:body></office:document-content>";

static void add_number(struct str *out, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        str_add_char(out, (char)(i < 4 ? n >> (8 * i) & 0xff : 0));
}

static void add_header(struct str *out, const char *path, uint32_t crc, uint32_t size)
{
    add_number(out, 20, 2); /* version */
    add_number(out, 0, 8);  /* no flags, stored, no time */
    add_number(out, crc, 4);
    add_number(out, size, 4);
    add_number(out, size, 4);
    add_number(out, (uint32_t)strlen(path), 2);
    add_number(out, 0, 2);
}

/* A zip of stored parts. */
static void make_zip(const struct part *parts, size_t count, const uint8_t *data, size_t size,
                     struct str *out)
{
    struct str index = {0};
    for (size_t i = 0; i < count; i++) {
        const void *bytes = parts[i].text ? (const void *)parts[i].text : data;
        uint32_t length = (uint32_t)(parts[i].text ? strlen(parts[i].text) : size);
        uint32_t at = (uint32_t)out->length_bytes, crc = (uint32_t)crc32_z(0, bytes, length);
        str_add_bytes(out, "PK\3\4", 4);
        add_header(out, parts[i].path, crc, length);
        str_add(out, parts[i].path);
        str_add_bytes(out, bytes, length);
        str_add_bytes(&index, "PK\1\2\24\0", 6);
        add_header(&index, parts[i].path, crc, length);
        add_number(&index, 0, 10);
        add_number(&index, at, 4);
        str_add(&index, parts[i].path);
    }
    uint32_t start = (uint32_t)out->length_bytes;
    str_add_bytes(out, str_text(&index), index.length_bytes);
    str_add_bytes(out, "PK\5\6\0\0\0\0", 8);
    add_number(out, (uint32_t)count, 2);
    add_number(out, (uint32_t)count, 2);
    add_number(out, (uint32_t)index.length_bytes, 4);
    add_number(out, start, 4);
    add_number(out, 0, 2);
    str_free(&index);
}

static void make_docx(uint8_t which, const uint8_t *data, size_t size, struct str *out)
{
    struct part parts[] = {
        {"word/document.xml", document},   {"word/styles.xml", styles},
        {"word/numbering.xml", numbering}, {"word/footnotes.xml", footnotes},
        {"word/header.xml", footnotes},    {"word/_rels/document.xml.rels", relations}};
    parts[which % 6].text = NULL;
    make_zip(parts, sizeof parts / sizeof *parts, data, size, out);
}

static void make_odt(uint8_t which, const uint8_t *data, size_t size, struct str *out)
{
    struct part parts[] = {
        {"content.xml", content}, {"styles.xml", content}, {"meta.xml", content}};
    parts[which % 3].text = NULL;
    make_zip(parts, sizeof parts / sizeof *parts, data, size, out);
}

struct opening {
    const struct str *file;
    fz_buffer *buffer;
    fz_stream *stream;
};

static void open_file(fz_context *ctx, void *data)
{
    struct opening *o = data;
    o->buffer = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)str_text(o->file),
                                               o->file->length_bytes);
    o->stream = fz_open_buffer(ctx, o->buffer);
}

static void check(struct builder *b)
{
    struct str bytes = {0};
    enum err err = builder_finish(b, &bytes);
    if (err == ERR_OK) {
        struct book *book;
        if (book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) != ERR_OK)
            abort();
        (void)walk_book(book);
        book_close(book);
    } else if (err != ERR_NO_TEXT) {
        abort();
    }
    str_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct extract_job job = {.fd = -1, .name = "a", .picture_most_px = 64};
    struct str file = {0};
    struct opening o = {.file = &file};
    if (size < 2)
        return 0;
    uint8_t kind = *data++;
    size--;
    if (kind >= '0' && kind <= '5')
        make_docx((uint8_t)(kind - '0'), data, size, &file);
    else if (kind >= 'a' && kind <= 'c')
        make_odt((uint8_t)(kind - 'a'), data, size, &file);
    else
        str_add_bytes(&file, data, size);
    fz_context *ctx = guard_new_context(1 << 20);
    struct builder *b = builder_new();
    if (ctx && guard_run(ctx, open_file, &o) == ERR_OK) {
        bool is_docx = (kind >= '0' && kind <= '5') || kind == 'D';
        enum err err = is_docx ? docx_extract(ctx, o.stream, &job, b)
                               : odt_extract(ctx, o.stream, kind == 'F', &job, b);
        if (err == ERR_OK)
            check(b);
    }
    builder_free(b);
    fz_drop_stream(ctx, o.stream);
    fz_drop_buffer(ctx, o.buffer);
    fz_drop_context(ctx);
    str_free(&file);
    return 0;
}
