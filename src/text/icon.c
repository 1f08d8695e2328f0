#include "text/icon.h"

#include <stdlib.h>
#include <string.h>

struct icon {
    const char *name;
    uint32_t cp;
};

/* Sorted by name. Letters of Google's Material Icons, which Debian ships as fonts-material-design-icons-iconfont. */
static const struct icon icons[] = {
    {"add", 0xE145},
    {"back", 0xE5C4},
    {"backspace", 0xE14A},
    {"book", 0xEA19},
    {"bookmark", 0xE866},
    {"briefings", 0xE873},
    {"campaigns", 0xEF49},
    {"cards", 0xE060},
    {"champions", 0xF233},
    {"check", 0xE5CA},
    {"circle", 0xE3FA},
    {"close", 0xE5CD},
    {"colours", 0xE40A},
    {"contents", 0xE8DE},
    {"delete", 0xE872},
    {"document", 0xE873},
    {"down", 0xE5DB},
    {"ear", 0xE023},
    {"easier", 0xE429},
    {"error", 0xE000},
    {"finish", 0xE9BA},
    {"first", 0xE25A},
    {"folder", 0xE2C7},
    {"forward", 0xE5C8},
    {"headset", 0xE310},
    {"health", 0xE548},
    {"heart", 0xE87D},
    {"help", 0xE8FD},
    {"hidden", 0xE8F5},
    {"history", 0xE889},
    {"home", 0xE88A},
    {"info", 0xE88E},
    {"language", 0xE894},
    {"larger", 0xE145},
    {"law", 0xE90E},
    {"link", 0xE157},
    {"listen", 0xE050},
    {"lock", 0xE897},
    {"louder", 0xE050},
    {"menu", 0xE5D2},
    {"minus", 0xE15B},
    {"more", 0xE5D3},
    {"move-down", 0xE313},
    {"move-left", 0xE314},
    {"move-right", 0xE315},
    {"move-up", 0xE316},
    {"mute", 0xE04F},
    {"next", 0xE5CC},
    {"page", 0xEF42},
    {"participation", 0xE769},
    {"pause", 0xE034},
    {"people", 0xF233},
    {"picture", 0xE3F4},
    {"picture-lost", 0xE3AD},
    {"place", 0xE55F},
    {"play", 0xE037},
    {"plus", 0xE145},
    {"previous", 0xE5CB},
    {"reach", 0xE258},
    {"resources", 0xE869},
    {"restore", 0xE8BA},
    {"save", 0xE161},
    {"school", 0xE80C},
    {"search", 0xE8B6},
    {"sentence", 0xE261},
    {"settings", 0xE8B8},
    {"sign-language", 0xEBE5},
    {"softer", 0xE04D},
    {"speed", 0xE9E4},
    {"star", 0xE838},
    {"stop", 0xE047},
    {"summary", 0xE26C},
    {"text", 0xE262},
    {"time", 0xE425},
    {"touch", 0xE913},
    {"undo", 0xE166},
    {"up", 0xE5D8},
    {"usb", 0xE1E0},
    {"warning", 0xE002},
};

static int icon_compare(const void *name, const void *icon)
{
    return strcmp(name, ((const struct icon *)icon)->name);
}

uint32_t icon_codepoint(const char *name)
{
    const struct icon *icon =
        bsearch(name, icons, sizeof icons / sizeof icons[0], sizeof icons[0], icon_compare);
    return icon ? icon->cp : 0;
}
