#include "base/sniff.h"

#include "base/str.h"

#include <string.h>
#include <strings.h>

static bool has_ending(const char *name, const char *ending)
{
    size_t n = strlen(name), e = strlen(ending);
    return n > e && strcasecmp(name + n - e, ending) == 0;
}

static bool finds(const unsigned char *bytes, size_t count, const char *what)
{
    size_t n = strlen(what);
    for (size_t i = 0; i + n <= count; i++)
        if (strncasecmp((const char *)bytes + i, what, n) == 0)
            return true;
    return false;
}

static bool is_zip(const unsigned char *head, size_t bytes)
{
    return bytes >= 4 && memcmp(head, "PK\3\4", 4) == 0;
}

/* An EPUB's first entry is 'mimetype'; some tools put it elsewhere, so its container will do. */
static bool is_epub(const unsigned char *head, size_t bytes)
{
    return finds(head, bytes, "application/epub+zip") ||
           finds(head, bytes, "META-INF/container.xml");
}

static bool has_office_name(const char *name)
{
    return has_ending(name, ".docx") || has_ending(name, ".docm") || has_ending(name, ".dotx") ||
           has_ending(name, ".odt") || has_ending(name, ".ott");
}

/* Which of the zipped kinds; sheets and slides look like DOCX from here, and are refused when their main part is seen. */
static enum err sniff_zip(const unsigned char *head, size_t bytes, const char *name, enum kind *out)
{
    static const char odf[] = "application/vnd.oasis.opendocument.";
    static const char odf_text[] = "application/vnd.oasis.opendocument.text";
    if (is_epub(head, bytes) || has_ending(name, ".epub"))
        *out = KIND_EPUB;
    else if (finds(head, bytes < 256 ? bytes : 256, odf))
        *out = finds(head, bytes < 256 ? bytes : 256, odf_text) ? KIND_ODT : 0;
    else if (has_ending(name, ".odt") || has_ending(name, ".ott"))
        *out = KIND_ODT;
    else if (finds(head, bytes, "[Content_Types].xml") || finds(head, bytes, "word/document.xml") ||
             has_office_name(name))
        *out = KIND_DOCX;
    else if (finds(head, bytes < 512 ? bytes : 512, ".fb2"))
        *out = KIND_FB2_ZIP;
    else
        *out = 0;
    return *out ? ERR_OK : ERR_NOT_A_KIND;
}

/* An encrypted DOCX is wrapped in the container of old Word files, as a stream of that name in UTF-16. */
static enum err sniff_ole(const unsigned char *head, size_t bytes, const char *name)
{
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    bool is_encrypted = memmem(head, bytes, stream, sizeof stream - 1) != NULL;
    return is_encrypted || has_office_name(name) ? ERR_LOCKED : ERR_NOT_A_KIND;
}

static bool is_mobi(const unsigned char *head, size_t bytes)
{
    return bytes >= 78 &&
           (memcmp(head + 60, "BOOKMOBI", 8) == 0 || memcmp(head + 60, "TEXtREAd", 8) == 0);
}

/* XML that is a document of a kind that we read. */
static bool is_xml_document(const unsigned char *head, size_t bytes, enum kind *out)
{
    size_t most = bytes < 4096 ? bytes : 4096;
    if (!finds(head, most < 64 ? most : 64, "<?xml") && !finds(head, most, "<FictionBook"))
        return false;
    if (finds(head, most, "<FictionBook"))
        *out = KIND_FB2;
    else if (finds(head, most, "<office:document") &&
             finds(head, bytes, "application/vnd.oasis.opendocument.text"))
        *out = KIND_FODT;
    else
        return false;
    return true;
}

static bool is_html(const unsigned char *head, size_t bytes, const char *name)
{
    size_t most = bytes < 4096 ? bytes : 4096, at = 0;
    if (most >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    while (at < most && strchr(" \t\r\n", head[at]))
        at++;
    if (at >= most || head[at] != '<')
        return has_ending(name, ".html") || has_ending(name, ".htm") || has_ending(name, ".xhtml");
    return finds(head + at, most - at, "<html") || finds(head + at, most - at, "<!doctype html") ||
           finds(head + at, most - at, "<body") || finds(head + at, most - at, "<head") ||
           has_ending(name, ".html") || has_ending(name, ".htm") || has_ending(name, ".xhtml");
}

static bool is_utf16(const unsigned char *head, size_t bytes)
{
    return bytes >= 2 &&
           ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff));
}

/* Text has no NULs and hardly any control characters. */
static bool is_text(const unsigned char *head, size_t bytes)
{
    size_t controls = 0;
    if (is_utf16(head, bytes))
        return true;
    for (size_t i = 0; i < bytes; i++) {
        if (head[i] == 0)
            return false;
        if (head[i] < 0x20 && !strchr("\t\r\n\f\x1b", head[i]))
            controls++;
    }
    return controls * 200 <= bytes;
}

enum err sniff_kind(const unsigned char *head, size_t bytes, const char *name, enum kind *out)
{
    if (bytes == 0)
        return ERR_EMPTY;
    if (finds(head, bytes < 1024 ? bytes : 1024, "%PDF-")) {
        *out = KIND_PDF;
        return ERR_OK;
    }
    if (is_zip(head, bytes))
        return sniff_zip(head, bytes, name, out);
    if (bytes >= 8 && memcmp(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
        return sniff_ole(head, bytes, name);
    if (is_mobi(head, bytes)) {
        *out = KIND_MOBI;
        return ERR_OK;
    }
    if (has_ending(name, ".pdf") || has_ending(name, ".epub") || has_office_name(name))
        return ERR_DAMAGED;
    if (is_xml_document(head, bytes, out))
        return ERR_OK;
    if (!is_text(head, bytes))
        return ERR_NOT_A_KIND;
    if (is_html(head, bytes, name)) {
        *out = KIND_HTML;
        return ERR_OK;
    }
    if (has_ending(name, ".rtf") || finds(head, bytes < 16 ? bytes : 16, "{\\rtf") ||
        finds(head, bytes < 32 ? bytes : 32, "%!PS") ||
        finds(head, bytes < 64 ? bytes : 64, "<?xml"))
        return ERR_NOT_A_KIND;
    *out = has_ending(name, ".md") || has_ending(name, ".markdown") ? KIND_MARKDOWN : KIND_TEXT;
    return ERR_OK;
}

enum kind sniff_name(const char *name)
{
    static const struct {
        const char *ending;
        enum kind kind;
    } endings[] = {
        {".pdf", KIND_PDF},           {".epub", KIND_EPUB},  {".docx", KIND_DOCX},
        {".docm", KIND_DOCX},         {".dotx", KIND_DOCX},  {".odt", KIND_ODT},
        {".ott", KIND_ODT},           {".fodt", KIND_FODT},  {".html", KIND_HTML},
        {".htm", KIND_HTML},          {".xhtml", KIND_HTML}, {".md", KIND_MARKDOWN},
        {".markdown", KIND_MARKDOWN}, {".txt", KIND_TEXT},   {".fb2", KIND_FB2},
        {".fb2.zip", KIND_FB2_ZIP},   {".mobi", KIND_MOBI},  {".azw", KIND_MOBI},
        {".prc", KIND_MOBI},
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (has_ending(name, endings[i].ending))
            return endings[i].kind;
    return (enum kind)0;
}

enum ending sniff_pdf_ending(const unsigned char *tail, size_t bytes)
{
    const unsigned char *last = NULL;
    if (finds(tail, bytes, "%%EOF") || finds(tail, bytes, "startxref"))
        return ENDING_WHOLE;
    for (size_t i = 0; i + 6 <= bytes; i++)
        if (memcmp(tail + i, "endobj", 6) == 0)
            last = tail + i + 6;
    if (!last) /* a long index leaves no room for an object */
        return finds(tail, bytes, " 00000 n") ? ENDING_NO_INDEX : ENDING_CUT;
    while (last < tail + bytes && strchr(" \t\r\n", *last))
        last++;
    size_t rest = (size_t)(tail + bytes - last);
    return rest < 4 || memcmp(last, "xref", 4) == 0 || memcmp(last, "trai", 4) == 0
               ? ENDING_NO_INDEX
               : ENDING_CUT;
}
