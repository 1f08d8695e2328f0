#include "text/icon.h"

#include <stdlib.h>
#include <string.h>

struct icon {
    const char *name;
    uint32_t cp;
    const char *text;
};

/* Sorted by name. Letters of Google's Material Icons, which Debian ships as fonts-material-design-icons-iconfont. */
static const struct icon icons[] = {
    {"add", 0xE145, "\uE145"},
    {"back", 0xE5C4, "\uE5C4"},
    {"backspace", 0xE14A, "\uE14A"},
    {"book", 0xEA19, "\uEA19"},
    {"bookmark", 0xE866, "\uE866"},
    {"briefings", 0xE873, "\uE873"},
    {"campaigns", 0xEF49, "\uEF49"},
    {"cards", 0xE060, "\uE060"},
    {"champions", 0xF233, "\uF233"},
    {"check", 0xE5CA, "\uE5CA"},
    {"circle", 0xE3FA, "\uE3FA"},
    {"close", 0xE5CD, "\uE5CD"},
    {"colours", 0xE40A, "\uE40A"},
    {"contents", 0xE8DE, "\uE8DE"},
    {"delete", 0xE872, "\uE872"},
    {"document", 0xE873, "\uE873"},
    {"down", 0xE5DB, "\uE5DB"},
    {"ear", 0xE023, "\uE023"},
    {"easier", 0xE429, "\uE429"},
    {"error", 0xE000, "\uE000"},
    {"finish", 0xE9BA, "\uE9BA"},
    {"first", 0xE25A, "\uE25A"},
    {"folder", 0xE2C7, "\uE2C7"},
    {"forward", 0xE5C8, "\uE5C8"},
    {"headset", 0xE310, "\uE310"},
    {"health", 0xE548, "\uE548"},
    {"heart", 0xE87D, "\uE87D"},
    {"help", 0xE8FD, "\uE8FD"},
    {"hidden", 0xE8F5, "\uE8F5"},
    {"history", 0xE889, "\uE889"},
    {"home", 0xE88A, "\uE88A"},
    {"info", 0xE88E, "\uE88E"},
    {"language", 0xE894, "\uE894"},
    {"larger", 0xE145, "\uE145"},
    {"law", 0xE90E, "\uE90E"},
    {"link", 0xE157, "\uE157"},
    {"listen", 0xE050, "\uE050"},
    {"lock", 0xE897, "\uE897"},
    {"louder", 0xE050, "\uE050"},
    {"menu", 0xE5D2, "\uE5D2"},
    {"minus", 0xE15B, "\uE15B"},
    {"more", 0xE5D3, "\uE5D3"},
    {"move-down", 0xE313, "\uE313"},
    {"move-left", 0xE314, "\uE314"},
    {"move-right", 0xE315, "\uE315"},
    {"move-up", 0xE316, "\uE316"},
    {"mute", 0xE04F, "\uE04F"},
    {"next", 0xE5CC, "\uE5CC"},
    {"page", 0xEF42, "\uEF42"},
    {"participation", 0xE769, "\uE769"},
    {"pause", 0xE034, "\uE034"},
    {"people", 0xF233, "\uF233"},
    {"picture", 0xE3F4, "\uE3F4"},
    {"picture-lost", 0xE3AD, "\uE3AD"},
    {"place", 0xE55F, "\uE55F"},
    {"play", 0xE037, "\uE037"},
    {"plus", 0xE145, "\uE145"},
    {"previous", 0xE5CB, "\uE5CB"},
    {"reach", 0xE258, "\uE258"},
    {"resources", 0xE869, "\uE869"},
    {"restore", 0xE8BA, "\uE8BA"},
    {"save", 0xE161, "\uE161"},
    {"school", 0xE80C, "\uE80C"},
    {"search", 0xE8B6, "\uE8B6"},
    {"sentence", 0xE261, "\uE261"},
    {"settings", 0xE8B8, "\uE8B8"},
    {"sign-language", 0xEBE5, "\uEBE5"},
    {"softer", 0xE04D, "\uE04D"},
    {"speed", 0xE9E4, "\uE9E4"},
    {"star", 0xE838, "\uE838"},
    {"stop", 0xE047, "\uE047"},
    {"summary", 0xE26C, "\uE26C"},
    {"text", 0xE262, "\uE262"},
    {"time", 0xE425, "\uE425"},
    {"touch", 0xE913, "\uE913"},
    {"undo", 0xE166, "\uE166"},
    {"up", 0xE5D8, "\uE5D8"},
    {"usb", 0xE1E0, "\uE1E0"},
    {"warning", 0xE002, "\uE002"},
};

static int icon_compare(const void *name, const void *icon)
{
    return strcmp(name, ((const struct icon *)icon)->name);
}

static const struct icon *icon_find(const char *name)
{
    return bsearch(name, icons, sizeof icons / sizeof icons[0], sizeof icons[0], icon_compare);
}

uint32_t icon_codepoint(const char *name)
{
    const struct icon *icon = icon_find(name);
    return icon ? icon->cp : 0;
}

const char *icon_text(const char *name)
{
    const struct icon *icon = icon_find(name);
    return icon ? icon->text : "";
}
