#include "extract/furniture_words.h"

#include "base/str.h"
#include "extract/markup.h"

#include <ctype.h>
#include <string.h>

enum { MOST_WORD = 24 };

static bool is_furniture_word(const char *word)
{
    static const char *const words[] = {
        "ad",          "ads",     "advert",     "advertisement", "banner",    "breadcrumb",
        "breadcrumbs", "comment", "comments",   "consent",       "cookie",    "cookies",
        "disqus",      "gdpr",    "hamburger",  "masthead",      "menu",      "modal",
        "nav",         "navbar",  "navigation", "newsletter",    "offcanvas", "pagination",
        "pager",       "popup",   "promo",      "related",       "respond",   "share",
        "sharing",     "sidebar", "signup",     "sitemap",       "skip",      "skiplink",
        "social",      "sponsor", "subscribe",  "subscription",  "toolbar",   "topbar",
        "widget",      "widgets", NULL};
    return str_is_among(word, words);
}

/* 'has-sidebar', 'no-comments' speak of the page around them. */
static bool denies(const char *word)
{
    return strcmp(word, "has") == 0 || strcmp(word, "no") == 0 || strcmp(word, "with") == 0 ||
           strcmp(word, "without") == 0;
}

bool furniture_words_name(const char *attribute)
{
    char word[MOST_WORD] = "", last[MOST_WORD] = "";
    size_t n = 0;
    for (const char *s = attribute; s; s++) {
        bool is_end = !isalnum((unsigned char)*s);
        if (is_end || (isupper((unsigned char)*s) && n > 0 && islower((unsigned char)s[-1]))) {
            word[n] = '\0';
            if (n > 0) {
                if ((is_furniture_word(word) && !denies(last)) ||
                    (strcmp(last, "sign") == 0 && strcmp(word, "up") == 0))
                    return true;
                strcpy(last, word);
            }
            if (*s == ' ')
                last[0] = '\0';
            n = 0;
        }
        if (*s == '\0')
            return false;
        if (!is_end && n + 1 < MOST_WORD)
            word[n++] = (char)tolower((unsigned char)*s);
    }
    return false;
}

bool furniture_words_is_skip_link(fz_xml *a)
{
    const char *href = fz_xml_att(a, "href");
    struct str text = {0};
    if (!href || href[0] != '#')
        return false;
    markup_text(a, &text);
    bool skips = strncasecmp(str_text(&text), "skip ", 5) == 0 ||
                 strncasecmp(str_text(&text), "jump to ", 8) == 0 ||
                 strncasecmp(str_text(&text), "back to top", 11) == 0;
    str_free(&text);
    return skips;
}
