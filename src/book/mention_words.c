#include "book/mention_words.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES_MOST = 32, ALONE_WORDS_MOST = 4, SOURCES_WORDS_MOST = 5, SELF_WORDS_AWAY = 3 };

struct phrase {
    const char *text;
    enum mention_kind kind;
};

static const struct phrase phrases[] = {
    {" easy read ", MENTION_EASY_READ},
    {" easyread ", MENTION_EASY_READ},
    {" easy to read version ", MENTION_EASY_READ},
    {" easy to read edition ", MENTION_EASY_READ},
    {" hawdd ei ddeall ", MENTION_EASY_READ},
    {" hawdd i w ddeall ", MENTION_EASY_READ},
    {" hawdd ei ddarllen ", MENTION_EASY_READ},
    {" hawdd i w ddarllen ", MENTION_EASY_READ},
    {" darllen hawdd ", MENTION_EASY_READ},
    {" summary ", MENTION_SUMMARY},
    {" short version ", MENTION_SUMMARY},
    {" shorter version ", MENTION_SUMMARY},
    {" crynodeb ", MENTION_SUMMARY},
    {" grynodeb ", MENTION_SUMMARY},
    {" chrynodeb ", MENTION_SUMMARY},
    {" fersiwn fer ", MENTION_SUMMARY},
    {" fersiwn byr ", MENTION_SUMMARY},
    {" large print ", MENTION_LARGE_PRINT},
    {" print bras ", MENTION_LARGE_PRINT},
    {" brint bras ", MENTION_LARGE_PRINT},
    {" phrint bras ", MENTION_LARGE_PRINT},
    {" adroddiad llawn ", MENTION_FULL},
    {" hadroddiad llawn ", MENTION_FULL},
    {" fersiwn llawn ", MENTION_FULL},
    {" fersiwn lawn ", MENTION_FULL},
    {" dogfen lawn ", MENTION_FULL},
    {" ddogfen lawn ", MENTION_FULL},
    {" papur llawn ", MENTION_FULL},
    {" papur briffio llawn ", MENTION_FULL},
    {" testun llawn ", MENTION_FULL},
    {" in welsh ", MENTION_WELSH},
    {" welsh version ", MENTION_WELSH},
    {" welsh edition ", MENTION_WELSH},
    {" welsh translation ", MENTION_WELSH},
    {" welsh language version ", MENTION_WELSH},
    {" welsh language edition ", MENTION_WELSH},
    {" yn gymraeg ", MENTION_WELSH},
    {" yn y gymraeg ", MENTION_WELSH},
    {" fersiwn cymraeg ", MENTION_WELSH},
    {" fersiwn gymraeg ", MENTION_WELSH},
    {" cyfieithiad cymraeg ", MENTION_WELSH},
    {" in english ", MENTION_ENGLISH},
    {" english version ", MENTION_ENGLISH},
    {" english edition ", MENTION_ENGLISH},
    {" english translation ", MENTION_ENGLISH},
    {" english language version ", MENTION_ENGLISH},
    {" english language edition ", MENTION_ENGLISH},
    {" yn saesneg ", MENTION_ENGLISH},
    {" yn y saesneg ", MENTION_ENGLISH},
    {" fersiwn saesneg ", MENTION_ENGLISH},
    {" cyfieithiad saesneg ", MENTION_ENGLISH},
};

/* Kinds of paper: 'the full report', 'this leaflet'. */
static const char *const papers[] = {
    "report",     "version",    "document",     "briefing",  "edition",   "paper",
    "guide",      "response",   "strategy",     "plan",      "manifesto", "text",
    "leaflet",    "booklet",    "page",         "policy",    "letter",    "publication",
    "guidance",   "summary",    "information",  "factsheet", "book",      "statement",
    "submission", "newsletter", "consultation", NULL};

/* Before the name of an edition of this very work only such words stand: 'You can also get an Easy Read version'. */
static const char *const leads[] = {
    "a",          "an",        "the",     "there",    "is",        "are",     "we",
    "have",       "has",       "you",     "can",      "may",       "read",    "see",
    "find",       "get",       "view",    "download", "open",      "look",    "for",
    "at",         "in",        "into",    "to",       "go",        "and",     "or",
    "also",       "available", "click",   "here",     "link",      "links",   "as",
    "well",       "other",     "formats", "format",   "versions",  "version", "edition",
    "editions",   "our",       "please",  "pdf",      "word",      "it",      "mae",
    "r",          "n",         "ceir",    "hefyd",    "ar",        "gael",    "y",
    "yr",         "i",         "ac",      "fersiwn",  "fersiynau", "eraill",  "darllen",
    "darllenwch", "gweler",    "gwelwch", "agor",     "agorwch",   "dyma",    "lawrlwythwch",
    "lawrlwytho", "gallwch",   "large",   "print",    "easy",      "welsh",   "english",
    "full",       "summary",   "chi",     "cymraeg",  "saesneg",   "llawn",   "hawdd",
    "ei",         "ddeall",    "o",       NULL};

/* And after it: 'an Easy Read version', not 'an Easy Read guide'. */
static const char *const follows[] = {
    "version", "edition", "copy",  "format", "pdf",   "is",   "are", "available", "at",   "here",
    "and",     "or",      "of",    "as",     "too",   "also", "in",  "on",        "from", "go",
    "a",       "ac",      "ar",    "gael",   "hefyd", "yma",  "o",   "yn",        "mae",  "word",
    "can",     "has",     "visit", "see",    "click", "neu",  "www", "with",      "by",   NULL};

/* The word that begins after the space at `at`: its bytes; the next space is at + 1 + bytes. */
static size_t word_at(const char *plain, size_t at, char out[WORD_BYTES_MOST])
{
    size_t bytes = plain[at] ? strcspn(plain + at + 1, " ") : 0;
    size_t kept = bytes < WORD_BYTES_MOST ? bytes : WORD_BYTES_MOST - 1;
    memcpy(out, plain + at + (plain[at] != 0), kept);
    out[kept] = 0;
    return bytes;
}

static bool has_any(const char *plain, const char *const *list)
{
    for (; *list; list++)
        if (strstr(plain, *list))
            return true;
    return false;
}

static size_t count_words(const char *plain)
{
    size_t count = 0;
    for (; *plain; plain++)
        count += *plain == ' ' && plain[1];
    return count;
}

static void note(struct named *out, size_t *count, struct named one)
{
    for (size_t i = 0; i < *count; i++)
        if (out[i].kind == one.kind)
            return;
    out[(*count)++] = one;
}

/* 'The full report', 'the whole briefing'. */
static void find_full(const char *plain, struct named *out, size_t *count)
{
    static const char *const adjectives[] = {" full ", " whole ",    " complete ", " longer ",
                                             " main ", " original ", NULL};
    for (const char *const *a = adjectives; *a; a++) {
        for (const char *at = plain; (at = strstr(at, *a)); at++) {
            size_t begin = (size_t)(at - plain), gap = begin + strlen(*a) - 1;
            char word[WORD_BYTES_MOST];
            size_t bytes = word_at(plain, gap, word);
            if (str_is_among(word, papers))
                note(out, count, (struct named){MENTION_FULL, begin, gap + 1 + bytes});
        }
    }
}

/* A link of which nothing else is said: 'Cymraeg', 'English (PDF)'. */
static void find_alone(const char *plain, struct named *out, size_t *count)
{
    static const struct phrase names[] = {{" cymraeg ", MENTION_WELSH},
                                          {" welsh ", MENTION_WELSH},
                                          {" saesneg ", MENTION_ENGLISH},
                                          {" english ", MENTION_ENGLISH}};
    static const char *const beside[] = {"pdf",  "word", "version", "fersiwn",
                                         "read", "in",   "docx",    NULL};
    for (size_t at = 0; plain[at] && plain[at + 1];) {
        char word[WORD_BYTES_MOST];
        size_t bytes = word_at(plain, at, word);
        bool is_name = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            is_name |=
                strncmp(names[i].text + 1, word, bytes) == 0 && names[i].text[bytes + 1] == ' ';
        if (!is_name && !str_is_among(word, beside))
            return;
        at += 1 + bytes;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *at = strstr(plain, names[i].text);
        if (at)
            note(out, count,
                 (struct named){names[i].kind, (size_t)(at - plain),
                                (size_t)(at - plain) + strlen(names[i].text) - 1});
    }
}

static int by_place(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

size_t mention_words_find(const char *plain, struct named out[NAMED_MOST])
{
    static const char *const making[] = {" how to ", " guide to ",  " making ",     " writing ",
                                         " write ",  " training ",  " examples ",   " about easy ",
                                         " sut i ",  " canllaw i ", " ysgrifennu ", NULL};
    size_t count = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *at = strstr(plain, phrases[i].text);
        if (at)
            note(out, &count,
                 (struct named){phrases[i].kind, (size_t)(at - plain),
                                (size_t)(at - plain) + strlen(phrases[i].text) - 1});
    }
    find_full(plain, out, &count);
    if (!count && count_words(plain) <= ALONE_WORDS_MOST)
        find_alone(plain, out, &count);
    if (count && has_any(plain, making))
        return 0;
    qsort(out, count, sizeof *out, by_place);
    return count;
}

/* 'This document', 'y ddogfen hon'. */
static bool speaks_of_itself(const char *plain)
{
    static const char *const welsh[] = {" hon ", " hwn ", NULL};
    static const char *const own[] = {" this ", " our ", NULL};
    if (has_any(plain, welsh))
        return true;
    for (const char *const *o = own; *o; o++) {
        for (const char *at = plain; (at = strstr(at, *o)); at++) {
            char word[WORD_BYTES_MOST];
            (void)word_at(plain, (size_t)(at - plain) + strlen(*o) - 1, word);
            if (str_is_among(word, papers) || strcmp(word, "in") == 0)
                return true;
        }
    }
    return false;
}

static bool only_leads_before(const char *plain, const struct named *named)
{
    char word[WORD_BYTES_MOST];
    for (size_t at = 0; at < named->begin;) {
        size_t bytes = word_at(plain, at, word);
        if (!str_is_among(word, leads))
            return false;
        at += 1 + bytes;
    }
    return true;
}

bool mention_words_are_sure(const char *plain, const struct named *named)
{
    static const char *const forms[] = {"version", "edition", "format", "copy", NULL};
    char word[WORD_BYTES_MOST];
    if (speaks_of_itself(plain))
        return true;
    if (!only_leads_before(plain, named))
        return false;
    size_t after = named->end;
    for (int i = 0; i < 2 && plain[after] && plain[after + 1]; i++) {
        after += 1 + word_at(plain, after, word);
        bool is_of = strcmp(word, "of") == 0 || strcmp(word, "o") == 0; /* of what else? */
        if (!str_is_among(word, follows) || is_of)
            return false;
        if (!str_is_among(word, forms))
            return true;
    }
    return true;
}

/* The end of " of " that follows within a few words of a kind of paper: 'Easy Read version of the report called'. */
static size_t after_of(const char *plain, size_t at)
{
    static const char *const between[] = {
        "read",    "version", "edition", "copy",  "summary",   "document", "booklet",
        "format",  "leaflet", "paper",   "guide", "executive", "short",    "in",
        "fersiwn", "byr",     "yw",      "r",     "hwn",       "hon",      "grynodeb",
        "daflen",  "ddogfen", "hawdd",   "ei",    "ddeall",    NULL};
    char word[WORD_BYTES_MOST];
    while (plain[at] && plain[at + 1]) {
        at += 1 + word_at(plain, at, word);
        if (strcmp(word, "of") == 0 || strcmp(word, "o") == 0)
            return at;
        if (!str_is_among(word, between))
            return 0;
    }
    return 0;
}

/* Past 'the report called', 'our briefing', 'r adroddiad'. */
static size_t past_paper(const char *plain, size_t at)
{
    static const char *const words[] = {"the",       "a",       "our",    "full",  "r",
                                        "adroddiad", "ddogfen", "dogfen", "papur", "briffio",
                                        "enw",       "yr",      "y",      "bapur", NULL};
    static const char *const named[] = {"called", "titled", "entitled", "named", NULL};
    char word[WORD_BYTES_MOST];
    for (;;) {
        size_t bytes = word_at(plain, at, word);
        bool is_named = str_is_among(word, named);
        if (!is_named && !str_is_among(word, words) && !str_is_among(word, papers))
            return at;
        at += 1 + bytes;
        if (is_named)
            return at;
    }
}

/* "This is the", with few words between it and the edition's name. */
static bool says_what_it_is(const char *plain, const struct named *named)
{
    static const char *const selves[] = {" this is ",
                                         " this document is ",
                                         " this booklet is ",
                                         " this leaflet is ",
                                         " this paper is ",
                                         " this guide is ",
                                         " this report is ",
                                         " this page is ",
                                         " you are reading ",
                                         " dyma ",
                                         " mae hon yn ",
                                         " mae hwn yn ",
                                         " hon yn ",
                                         " hwn yn ",
                                         NULL};
    static const char *const after[] = {" yw hon ", " yw hwn ", " yw r ", NULL};
    for (const char *const *s = selves; *s; s++) {
        const char *at = strstr(plain, *s);
        size_t end = at ? (size_t)(at - plain) + strlen(*s) - 1 : 0;
        if (!at || end > named->begin)
            continue;
        int between = 0;
        for (size_t i = end; i < named->begin; i++)
            between += plain[i] == ' ';
        if (between <= SELF_WORDS_AWAY)
            return true;
    }
    return has_any(plain + named->end, after);
}

size_t mention_words_title(const char *plain, const struct named *named, bool first)
{
    static const char *const own[] = {"this", "it",  "these", "that", "what",
                                      "how",  "hon", "hwn",   NULL};
    char word[WORD_BYTES_MOST];
    bool begins = first && only_leads_before(plain, named);
    if (named->kind == MENTION_FULL || (!begins && !says_what_it_is(plain, named)))
        return 0;
    size_t at = after_of(plain, named->end);
    size_t title = at ? past_paper(plain, at) : 0;
    (void)word_at(plain, title, word);
    return title && *word && !str_is_among(word, own) ? title : 0;
}

bool mention_words_are_sources(const char *plain)
{
    static const char *const names[] = {" references ",      " reference list ",  " bibliography ",
                                        " sources ",         " further reading ", " notes ",
                                        " endnotes ",        " footnotes ",       " works cited ",
                                        " cyfeiriadau ",     " llyfryddiaeth ",   " ffynonellau ",
                                        " darllen pellach ", " nodiadau ",        NULL};
    return count_words(plain) <= SOURCES_WORDS_MOST && has_any(plain, names);
}
