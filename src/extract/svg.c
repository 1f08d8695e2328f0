#include "extract/svg.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What is left of the bytes. */
struct scan {
    char *at, *end;
};

static void pass_spaces(struct scan *s)
{
    while (s->at < s->end && isspace((unsigned char)*s->at))
        s->at++;
}

static bool is_numbers(const char *name, size_t bytes)
{
    static const char *const lists[] = {
        "d", "points", "transform", "gradientTransform", "patternTransform", "viewBox"};
    bool is = false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        is |= strlen(lists[i]) == bytes && memcmp(lists[i], name, bytes) == 0;
    return is;
}

/* In "1e+5" it belongs to the number. */
static bool is_exponent(const char *begin, const char *plus)
{
    return plus - begin >= 2 && (plus[-1] == 'e' || plus[-1] == 'E') &&
           (isdigit((unsigned char)plus[-2]) || plus[-2] == '.');
}

static void mend_numbers(char *begin, const char *end)
{
    for (char *at = begin; at < end; at++) {
        if (*at == '+' && !is_exponent(begin, at))
            *at = ' ';
    }
}

/* Behind a tag's "<": its attributes, up to its end. */
static void mend_tag(struct scan *s)
{
    while (s->at < s->end && *s->at != '>') {
        char *name = s->at;
        while (s->at < s->end && !isspace((unsigned char)*s->at) && !memchr("=>/\"'", *s->at, 5))
            s->at++;
        size_t bytes = (size_t)(s->at - name);
        pass_spaces(s);
        if (s->at == s->end || *s->at == '>')
            return;
        if (*s->at != '=') {
            s->at += *s->at == '/' || *s->at == '"' || *s->at == '\'';
            continue;
        }
        s->at++;
        pass_spaces(s);
        if (s->at == s->end || (*s->at != '"' && *s->at != '\''))
            continue;
        char *value = s->at + 1, *close = memchr(value, *s->at, (size_t)(s->end - value));
        s->at = close ? close + 1 : s->end;
        if (is_numbers(name, bytes))
            mend_numbers(value, close ? close : s->end);
    }
}

void svg_mend(char *bytes, size_t count)
{
    struct scan s;
    s.at = bytes;
    s.end = s.at + count;
    while (s.at < s.end && (s.at = memchr(s.at, '<', (size_t)(s.end - s.at)))) {
        s.at++;
        mend_tag(&s);
    }
}

bool svg_is_name(const char *path)
{
    size_t bytes = strlen(path);
    return bytes > 4 && strcasecmp(path + bytes - 4, ".svg") == 0;
}

fz_image *svg_image(fz_context *ctx, fz_buffer *buffer, fz_archive *beside)
{
    unsigned char *bytes = NULL;
    size_t count = fz_buffer_storage(ctx, buffer, &bytes);
    svg_mend((char *)bytes, count);
    return fz_new_image_from_svg(ctx, buffer, "", beside);
}
