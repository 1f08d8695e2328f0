/* An EPUB of which one member is strange: the first byte says which ('a' the first, and so on), the rest is what stands in its place.
 * 'M': some of them are (zip_parts.h). 'z': the rest is the whole file. */
#include "document.h"
#include "markup.h"
#include "zip_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct zip_part members[] = {
    {"mimetype", "application/epub+zip", NULL, 0},
    {"META-INF/container.xml",
     "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
     "<rootfile full-path='OPS/book.opf' "
     "media-type='application/oebps-package+xml'/></rootfiles></container>",
     NULL, 0},
    {"OPS/book.opf",
     "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
     "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
     "<dc:title>Doors</dc:title><dc:creator>A "
     "Clerk</dc:creator><dc:language>en-GB</dc:language></metadata><manifest>"
     "<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
     "<item id='t' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
     "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
     "<item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>"
     "<item id='p' href='p.svg' media-type='image/svg+xml'/></manifest>"
     "<spine toc='t'><itemref idref='a'/><itemref idref='b'/></spine></package>",
     NULL, 0},
    {"OPS/nav.xhtml",
     "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>"
     "<nav epub:type='toc'><ol><li><a href='a.xhtml#one'>One</a><ol><li><a "
     "href='b.xhtml'>Two</a></li></ol></li></ol></nav>"
     "<nav epub:type='page-list'><ol><li><a "
     "href='a.xhtml#pg1'>1</a></li></ol></nav></body></html>",
     NULL, 0},
    {"OPS/toc.ncx",
     "<ncx "
     "xmlns='http://www.daisy.org/z3986/2005/ncx/"
     "'><navMap><navPoint><navLabel><text>One</text></navLabel>"
     "<content src='a.xhtml#one'/></navPoint></navMap></ncx>",
     NULL, 0},
    {"OPS/a.xhtml",
     "<html xmlns='http://www.w3.org/1999/xhtml' "
     "xmlns:epub='http://www.idpf.org/2007/ops' lang='en'><body>"
     "<h1 id='one'>One</h1><p>A door<a epub:type='noteref' href='#n1'>1</a> with "
     "<b>a ramp</b>.</p><img src='p.svg' alt='A ramp'/>"
     "<aside epub:type='footnote' id='n1'><p>1 Of "
     "wood.</p></aside><ul><li>Wide</li><li>Low</li></ul></body></html>",
     NULL, 0},
    {"OPS/b.xhtml",
     "<html "
     "xmlns='http://www.w3.org/1999/xhtml'><body><h2>Two</h2><table><tr><th>Year</th><th>Doors</"
     "th></tr><tr><td>1</td>"
     "<td>2</td></tr></table><blockquote><p xml:lang='cy'>Drws.</p></blockquote><p><a "
     "href='a.xhtml#one'>Back</a></p></body></html>",
     NULL, 0},
    {"OPS/p.svg",
     "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' "
     "height='10'/></svg>",
     NULL, 0},
    {"META-INF/encryption.xml",
     "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'/>", NULL, 0},
};

enum { MEMBERS = sizeof members / sizeof *members };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct zip_part parts[MEMBERS];
    struct str file = {0};
    if (size == 0)
        return 0;
    if (data[0] == 'z') {
        document_read("strange.epub", data + 1, size - 1);
        return 0;
    }
    memcpy(parts, members, sizeof parts);
    if (data[0] == 'M')
        zip_parts_set(parts, MEMBERS, data + 1, size - 1);
    else
        zip_part_set(&parts[(size_t)(data[0] + 256 - 'a') % 256 % MEMBERS], data + 1, size - 1);
    zip_parts_pack(parts, MEMBERS, &file);
    document_read("strange.epub", file.data, file.length_bytes);
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
