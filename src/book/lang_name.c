#include "book/lang_name.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_MOST = 80 };

void lang_name_add(struct str *out, const char *tag, const char *in)
{
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
