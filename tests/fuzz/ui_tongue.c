/* What is to be said, with marks of other languages in it, from strange bytes: the stretches lie one behind the other, and without marks
 * nothing but the marks is gone. Each line is also a title in a language that the last one names. */
#include "strange.h"

#include "ui/tongue.h"

/* Without its marks. */
static void check_said(const char *said)
{
    struct str plain = {0};
    tongue_add_plain(&plain, said);
    for (const char *c = str_text(&plain); *c; c++)
        must((unsigned char)*c >= ' ');
    str_free(&plain);
}

static void check_stretches(const char *text)
{
    struct tongue t;
    struct str plain = {0}, joined = {0};
    const char *last = text;
    for (size_t at = 0, before = 0; tongue_next(text, &at, &t); before = at) {
        must(at > before && at <= strlen(text));
        must(t.text >= last && t.text + t.bytes <= text + strlen(text));
        must(memchr(t.lang, 0, sizeof t.lang) != NULL);
        str_add_bytes(&joined, t.text, t.bytes);
        last = t.text + t.bytes;
    }
    tongue_add_plain(&plain, text);
    must(strcmp(str_text(&plain), str_text(&joined)) == 0);
    str_free(&plain);
    str_free(&joined);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strange_text(data, size), *lines = strange_text(data, size), *rest = lines;
    check_stretches(text);
    struct str said = {0};
    const char *lang = "cy";
    for (char *line; (line = strange_line(&rest)); lang = line)
        tongue_add(&said, line, lang);
    check_stretches(str_text(&said));
    check_said(str_text(&said));
    str_free(&said);
    free(lines);
    free(text);
    return 0;
}
