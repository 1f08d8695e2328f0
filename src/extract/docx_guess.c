#include "extract/docx_body.h"

#include "extract/markup.h"

#include <string.h>

enum { LEAST_BYTES = 3, MOST_BYTES = 100 };

bool docx_is_bold(fz_xml *node, bool *some, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        if (!fz_xml_is_tag(e, "r")) {
            if (!docx_is_bold(e, some, depth + 1))
                return false;
        } else if (fz_xml_find_down(e, "t")) {
            *some = true;
            if (docx_switch(fz_xml_find_down(e, "rPr"), "b") != 1)
                return false;
        }
    }
    return true;
}

bool docx_has_headings(const struct docx *d, fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "p") ? docx_is_heading(d, e) : docx_has_headings(d, e, depth + 1))
            return true;
    }
    return false;
}

/* The next paragraph that has words. */
static fz_xml *next_with_text(fz_xml *p)
{
    for (fz_xml *next = fz_xml_find_next(p, "p"); next; next = fz_xml_find_next(next, "p"))
        if (docx_holds(next, "t", 0))
            return next;
    return NULL;
}

bool docx_looks_like_heading(fz_xml *paragraph)
{
    struct str text = {0};
    bool some = false, some_below = false;
    if (!docx_is_bold(paragraph, &some, 0) || !some)
        return false;
    markup_text(paragraph, &text);
    size_t bytes = text.length_bytes;
    while (bytes > 0 && text.data[bytes - 1] == ' ')
        bytes--;
    bool is_line =
        bytes >= LEAST_BYTES && bytes <= MOST_BYTES && !strchr(".,;:", text.data[bytes - 1]);
    str_free(&text);
    fz_xml *below = is_line ? next_with_text(paragraph) : NULL;
    return below && !docx_is_bold(below, &some_below, 0);
}
