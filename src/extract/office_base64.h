/* office_base64.h: pictures that stand in XML as text (flat ODT, FB2), or in an address (data:). Any thread. */
#ifndef LECTERN_EXTRACT_OFFICE_BASE64_H
#define LECTERN_EXTRACT_OFFICE_BASE64_H

#include "base/str.h"
#include "extract/guard.h"

/* Adds to `out` the bytes that the text right under the element stands for; what is not base64 in it is skipped. */
void office_base64_decode(fz_xml *element, struct str *out);

/* The same of a text. */
void office_base64_decode_text(const char *text, struct str *out);

#endif
