/* Office documents of strangers: a DOCX or an ODT (zipped, or flat XML) must end in a book or in a cause, and a book must bear a walk.
 * The first byte says what the rest is: a whole file, or one part ('M' and 'm': some parts) of a DOCX or ODT that is otherwise sound, since
 * hardly any change of a zip's packed bytes leaves it a zip. */
#include "../unit/book/walk.h"
#include "book/builder.h"
#include "extract/docx.h"
#include "extract/extract.h"
#include "extract/odt.h"
#include "markup.h"
#include "zip_parts.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"" TYPE "styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"b\" Type=\"" TYPE "numbering\" Target=\"numbering.xml\"/>"
    "<Relationship Id=\"c\" Type=\"" TYPE "footnotes\" Target=\"footnotes.xml\"/>"
    "<Relationship Id=\"d\" Type=\"" TYPE "header\" Target=\"header.xml\"/>"
    "<Relationship Id=\"e\" Type=\"" TYPE "image\" Target=\"media/p.png\"/></Relationships>";
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

/* The smallest PNG: one grey pixel. */
static const unsigned char picture[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
    0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0xda, 0x45, 0x08, 0x3b, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

enum { PARTS_MOST = 10 };

/* `kind`: '0' to '5' that part alone is strange, 'M' many are. */
static void make_docx(uint8_t kind, const uint8_t *data, size_t size, struct str *out)
{
    struct zip_part parts[PARTS_MOST] = {{"word/document.xml", document, NULL, 0},
                                         {"word/styles.xml", styles, NULL, 0},
                                         {"word/numbering.xml", numbering, NULL, 0},
                                         {"word/footnotes.xml", footnotes, NULL, 0},
                                         {"word/header.xml", footnotes, NULL, 0},
                                         {"word/_rels/document.xml.rels", relations, NULL, 0},
                                         {"word/endnotes.xml", NULL, NULL, 0},
                                         {"docProps/core.xml", NULL, NULL, 0},
                                         {"word/_rels/footnotes.xml.rels", NULL, NULL, 0},
                                         {"word/media/p.png", NULL, picture, sizeof picture}};
    if (kind == 'M')
        zip_parts_set(parts, PARTS_MOST, data, size);
    else
        zip_part_set(&parts[kind - '0'], data, size);
    zip_parts_pack(parts, PARTS_MOST, out);
}

/* `kind`: 'a' to 'c' that part alone is strange, 'm' many are. */
static void make_odt(uint8_t kind, const uint8_t *data, size_t size, struct str *out)
{
    enum { COUNT = 5 };
    struct zip_part parts[COUNT] = {{"content.xml", content, NULL, 0},
                                    {"styles.xml", content, NULL, 0},
                                    {"meta.xml", content, NULL, 0},
                                    {"META-INF/manifest.xml", NULL, NULL, 0},
                                    {"Pictures/p.png", NULL, picture, sizeof picture}};
    if (kind == 'm')
        zip_parts_set(parts, COUNT, data, size);
    else
        zip_part_set(&parts[kind - 'a'], data, size);
    zip_parts_pack(parts, COUNT, out);
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
    bool is_docx = (kind >= '0' && kind <= '5') || kind == 'M' || kind == 'D';
    if (is_docx && kind != 'D')
        make_docx(kind, data, size, &file);
    else if ((kind >= 'a' && kind <= 'c') || kind == 'm')
        make_odt(kind, data, size, &file);
    else
        str_add_bytes(&file, data, size);
    fz_context *ctx = guard_new_context(1 << 20);
    struct builder *b = builder_new();
    if (ctx && guard_run(ctx, open_file, &o) == ERR_OK) {
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

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return markup_mutate(data, size, most, seed, 1);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return markup_cross(one, one_size, other, other_size, out, most, seed);
}
