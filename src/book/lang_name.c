#include "book/lang_name.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_MOST = 80 };

/* Of the languages that the interface is in: the first screen shows these, and ICU would first have to be opened. */
static const char *known_name(const char *tag, const char *in)
{
    static const char *const names[][2] = {{"en", "English"}, {"cy", "Cymraeg"}};
    for (size_t i = 0; strcmp(tag, in) == 0 && i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i][0], tag) == 0)
            return names[i][1];
    }
    return NULL;
}

void lang_name_add(struct str *out, const char *tag, const char *in)
{
    const char *known = known_name(tag, in);
    if (known) {
        str_add(out, known);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    UChar name[NAME_MOST];
    char locale[NAME_MOST], utf8[NAME_MOST * 3 + 1];
    int32_t length = 0;
    uloc_forLanguageTag(tag, locale, sizeof locale, &length, &status);
    if (U_SUCCESS(status) && locale[0])
        length = uloc_getDisplayLanguage(locale, in, name, NAME_MOST, &status);
    if (U_SUCCESS(status) && locale[0])
        u_strToUTF8(utf8, sizeof utf8, NULL, name, length, &status);
    str_add(out, U_SUCCESS(status) && locale[0] && status != U_STRING_NOT_TERMINATED_WARNING ? utf8
                                                                                             : tag);
}
