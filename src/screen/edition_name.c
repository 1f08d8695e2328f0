#include "screen/edition_name.h"
#include "ui/messages.h"

#include <string.h>
#include <strings.h>

static bool is_other_lang(const char *lang, const char *beside)
{
    size_t bytes = strcspn(lang, "-_");
    return *lang && *beside &&
           (strcspn(beside, "-_") != bytes || strncasecmp(lang, beside, bytes) != 0);
}

void edition_name_tell(struct told *out, enum edition_kind kind, const char *title,
                       const char *lang, const char *beside)
{
    bool other = is_other_lang(lang, beside);
    const char *name = kind == EDITION_EASY_READ     ? tr("Easy Read")
                       : kind == EDITION_SUMMARY     ? tr("Summary")
                       : kind == EDITION_LARGE_PRINT ? tr("Large print")
                                                     : "";
    told_add(out, name);
    if (!other && !*name)
        told_add(out, strcasestr(title, "briefing") ? tr("The whole briefing")
                                                    : tr("The whole document"));
    if (!other)
        return;
    struct told language = {0};
    told_add_language(&language, lang);
    told_add_with(out, *name ? ", %s" : tr("In %s"), &language);
    told_free(&language);
}

void edition_name_add(struct str *out, enum edition_kind kind, const char *title, const char *lang,
                      const char *beside)
{
    struct told name = {0};
    edition_name_tell(&name, kind, title, lang, beside);
    str_add(out, str_text(&name.shown));
    told_free(&name);
}

const char *edition_name_icon(enum edition_kind kind)
{
    return kind == EDITION_EASY_READ     ? "picture"
           : kind == EDITION_SUMMARY     ? "summary"
           : kind == EDITION_LARGE_PRINT ? "text"
           : kind == EDITION_LANGUAGE    ? "language"
                                         : "document";
}
