/* An EPUB of which one member is strange: the first byte says which ('a' the first, and so on), the rest is what stands in its place.
 * 'z': the rest is the whole file. */
#include "document.h"
#include "stored_zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct member {
    const char *name, *text;
};

static const struct member members[] = {
    {"mimetype", "application/epub+zip"},
    {"META-INF/container.xml",
     "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
     "<rootfile full-path='OPS/book.opf' "
     "media-type='application/oebps-package+xml'/></rootfiles></container>"},
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
     "<spine toc='t'><itemref idref='a'/><itemref idref='b'/></spine></package>"},
    {"OPS/nav.xhtml",
     "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>"
     "<nav epub:type='toc'><ol><li><a href='a.xhtml#one'>One</a><ol><li><a "
     "href='b.xhtml'>Two</a></li></ol></li></ol></nav>"
     "<nav epub:type='page-list'><ol><li><a "
     "href='a.xhtml#pg1'>1</a></li></ol></nav></body></html>"},
    {"OPS/toc.ncx", "<ncx "
                    "xmlns='http://www.daisy.org/z3986/2005/ncx/"
                    "'><navMap><navPoint><navLabel><text>One</text></navLabel>"
                    "<content src='a.xhtml#one'/></navPoint></navMap></ncx>"},
    {"OPS/a.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml' "
                    "xmlns:epub='http://www.idpf.org/2007/ops' lang='en'><body>"
                    "<h1 id='one'>One</h1><p>A door<a epub:type='noteref' href='#n1'>1</a> with "
                    "<b>a ramp</b>.</p><img src='p.svg' alt='A ramp'/>"
                    "<aside epub:type='footnote' id='n1'><p>1 Of "
                    "wood.</p></aside><ul><li>Wide</li><li>Low</li></ul></body></html>"},
    {"OPS/b.xhtml",
     "<html "
     "xmlns='http://www.w3.org/1999/xhtml'><body><h2>Two</h2><table><tr><th>Year</th><th>Doors</"
     "th></tr><tr><td>1</td>"
     "<td>2</td></tr></table><blockquote><p xml:lang='cy'>Drws.</p></blockquote><p><a "
     "href='a.xhtml#one'>Back</a></p></body></html>"},
    {"OPS/p.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' "
                  "height='10'/></svg>"},
    {"META-INF/encryption.xml",
     "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'/>"},
};

enum { MEMBERS = sizeof members / sizeof *members };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct stored_zip zip = {0};
    if (size == 0)
        return 0;
    if (data[0] == 'z') {
        document_read("strange.epub", data + 1, size - 1);
        return 0;
    }
    size_t strange = (size_t)(data[0] + 256 - 'a') % 256 % MEMBERS;
    for (size_t i = 0; i < MEMBERS; i++)
        if (i == strange)
            stored_zip_add(&zip, members[i].name, data + 1, size - 1);
        else
            stored_zip_add(&zip, members[i].name, members[i].text, strlen(members[i].text));
    stored_zip_end(&zip);
    document_read("strange.epub", zip.bytes.data, zip.bytes.length_bytes);
    str_free(&zip.bytes);
    return 0;
}
