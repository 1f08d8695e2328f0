#include "extract/office_base64.h"

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void office_base64_decode(fz_xml *element, struct str *out)
{
    uint32_t bits = 0;
    int count = 0;
    for (fz_xml *node = fz_xml_down(element); node; node = fz_xml_next(node)) {
        for (const char *c = fz_xml_text(node); c && *c; c++) {
            int value = value_of(*c);
            if (value < 0)
                continue;
            bits = (bits << 6 | (uint32_t)value) & 0xffffff;
            count += 6;
            if (count >= 8) {
                count -= 8;
                str_add_char(out, (char)(bits >> count & 0xff));
            }
        }
    }
}
