#include "book/plain_words.h"

#include <stdbool.h>
#include <string.h>

void plain_words_add(struct str *out, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        bool is_sign = i + 2 < bytes && memcmp(text + i, "\xe2\x80", 2) == 0; /* a quote, a dash */
        i += is_sign ? 2 : 0;
        char c = is_sign ? ' ' : text[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
        if (is_kept)
            str_add_char(out, c);
        else if (!out->length_bytes || out->data[out->length_bytes - 1] != ' ')
            str_add_char(out, ' ');
    }
    if (!out->length_bytes || out->data[out->length_bytes - 1] != ' ')
        str_add_char(out, ' ');
}
