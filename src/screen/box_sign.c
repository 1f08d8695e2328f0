#include "screen/box_sign.h"
#include "ui/messages.h"

#include <stddef.h>

const char *box_sign_icon(int64_t sign)
{
    static const char *const icons[BOX_SIGNS] = {
        "campaigns", "document", "resources", "history", "people", "participation",
        "book",      "folder",   "info",      "place",   "time",   "school",
        "law",       "health",   "home",      "star",    "heart",  "sign-language"};
    return sign >= 0 && sign < BOX_SIGNS ? icons[sign] : NULL;
}

const char *box_sign_name(int64_t sign)
{
    const char *const names[BOX_SIGNS] = {
        tr("Megaphone"), tr("Paper"),  tr("Tool"),         tr("Past"),     tr("People"),
        tr("Hand up"),   tr("Book"),   tr("Folder"),       tr("Letter i"), tr("Place"),
        tr("Clock"),     tr("School"), tr("Law"),          tr("Health"),   tr("House"),
        tr("Star"),      tr("Heart"),  tr("Signing hands")};
    return sign >= 0 && sign < BOX_SIGNS ? names[sign] : "";
}
