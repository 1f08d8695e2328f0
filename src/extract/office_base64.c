#include "extract/office_base64.h"

/* Bits that no byte has been made of yet. */
struct rest {
    uint32_t bits;
    int count;
};

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

static void decode(struct rest *rest, const char *text, struct str *out)
{
    for (const char *c = text; *c; c++) {
        int value = value_of(*c);
        if (value < 0)
            continue;
        rest->bits = (rest->bits << 6 | (uint32_t)value) & 0xffffff;
        rest->count += 6;
        if (rest->count >= 8) {
            rest->count -= 8;
            str_add_char(out, (char)(rest->bits >> rest->count & 0xff));
        }
    }
}

void office_base64_decode(fz_xml *element, struct str *out)
{
    struct rest rest = {0};
    for (fz_xml *node = fz_xml_down(element); node; node = fz_xml_next(node)) {
        if (fz_xml_text(node))
            decode(&rest, fz_xml_text(node), out);
    }
}

void office_base64_decode_text(const char *text, struct str *out)
{
    decode(&(struct rest){0}, text, out);
}
