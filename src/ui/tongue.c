#include "ui/tongue.h"
#include "book/lang_name.h"
#include "speech/language.h"
#include "speech/voice.h"
#include "speech/voice_files.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static bool is_same_language(const char *a, const char *b)
{
    char primary[2][16];
    voice_primary_subtag(a, primary[0]);
    voice_primary_subtag(b, primary[1]);
    return strcmp(primary[0], primary[1]) == 0;
}

/* What the words are in: their letters know better than a tag that they can't be of. "" the interface's. */
static const char *lang_of(const char *text, const char *lang)
{
    char interface[16];
    messages_lang(interface);
    const char *letters = language_of_letters(text, strlen(text), lang);
    if (*letters)
        lang = letters;
    else if (*lang && !language_is_latin(lang))
        lang = "";
    return is_same_language(lang, interface) ? "" : lang;
}

/* Control characters of a title would be taken for marks. */
static void add_clean(struct str *out, const char *text)
{
    for (; *text; text++)
        str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

void tongue_add(struct str *out, const char *text, const char *lang)
{
    lang = lang_of(text, lang);
    if (!*lang) {
        add_clean(out, text);
        return;
    }
    if (!voice_has_language(lang)) {
        char interface[16];
        struct str name = {0}, clean = {0};
        messages_lang(interface);
        lang_name_add(&name, lang, interface);
        add_clean(&clean, str_text(&name)); /* of a tag that nobody knows it is the tag */
        str_addf(out, tr("Words in %s"), str_text(&clean));
        str_free(&name);
        str_free(&clean);
        return;
    }
    str_add_char(out, TONGUE_OPEN);
    add_clean(out, lang);
    str_add_char(out, TONGUE_TAG_END);
    add_clean(out, text);
    str_add_char(out, TONGUE_CLOSE);
}

bool tongue_next(const char *text, size_t *at, struct tongue *out)
{
    static const char marks[] = {TONGUE_OPEN, TONGUE_CLOSE, 0};
    static const char tag_end[] = {TONGUE_TAG_END, 0};
    const char *from = text + *at;
    *out = (struct tongue){0};
    if (*from == TONGUE_CLOSE)
        from++;
    if (*from == TONGUE_OPEN) {
        size_t tag = strcspn(++from, tag_end);
        snprintf(out->lang, sizeof out->lang, "%.*s", (int)tag, from);
        from += tag + (from[tag] != 0);
    }
    out->text = from;
    out->bytes = strcspn(from, marks);
    *at = (size_t)(from - text) + out->bytes;
    return out->bytes || *from;
}

void tongue_add_plain(struct str *out, const char *text)
{
    struct tongue part;
    size_t at = 0;
    while (tongue_next(text, &at, &part))
        str_add_bytes(out, part.text, part.bytes);
}
