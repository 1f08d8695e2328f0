#include "screen/edition_name.h"
#include "book/lang_name.h"
#include "ui/messages.h"

#include <string.h>
#include <strings.h>

static bool is_other_lang(const char *lang, const char *beside)
{
    size_t bytes = strcspn(lang, "-_");
    return *lang && *beside &&
           (strcspn(beside, "-_") != bytes || strncasecmp(lang, beside, bytes) != 0);
}

/* The language alone: 'Cymraeg', without its country. */
static void add_lang(struct str *out, const char *lang)
{
    struct str tag = {0};
    str_add_bytes(&tag, lang, strcspn(lang, "-_"));
    lang_name_add(out, str_text(&tag), str_text(&tag));
    str_free(&tag);
}

void edition_name_add(struct str *out, enum edition_kind kind, const char *title, const char *lang,
                      const char *beside)
{
    bool other = is_other_lang(lang, beside);
    size_t before = out->length_bytes;
    if (kind == EDITION_EASY_READ)
        str_add(out, tr("Easy Read"));
    else if (kind == EDITION_SUMMARY)
        str_add(out, tr("Summary"));
    else if (kind == EDITION_LARGE_PRINT)
        str_add(out, tr("Large print"));
    else if (!other)
        str_add(out, strcasestr(title, "briefing") ? tr("The whole briefing")
                                                   : tr("The whole document"));
    if (!other)
        return;
    struct str name = {0};
    add_lang(&name, lang);
    if (out->length_bytes > before)
        str_addf(out, ", %s", str_text(&name));
    else
        str_addf(out, tr("In %s"), str_text(&name));
    str_free(&name);
}

const char *edition_name_icon(enum edition_kind kind)
{
    return kind == EDITION_EASY_READ                                ? "picture"
           : kind == EDITION_SUMMARY || kind == EDITION_LARGE_PRINT ? "text"
           : kind == EDITION_LANGUAGE                               ? "language"
                                                                    : "document";
}
