#include "library/edition_key.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/fold.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 64, SINGLE_WORD_LEAST = 7 };

struct words {
    struct str texts;
    uint32_t at[WORDS_MOST]; /* of each word, NUL-terminated, in texts */
    bool gone[WORDS_MOST];
    size_t count;
};

static const char *word(const struct words *w, size_t i)
{
    return w->texts.data + w->at[i];
}

/* Runs of letters, and runs of digits; apostrophes part nothing. */
static void cut(const char *text, size_t bytes, struct words *out)
{
    int before = 0; /* 1: in letters, 2: in digits */
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = fold_letter(utf8_decode(text + at, bytes - at, &used));
        if (fold_is_silent(cp) || cp == '\'' || cp == 0x2019)
            continue;
        int kind = fold_is_digit(cp) ? 2 : fold_is_letter(cp) && cp != 0xFFFD ? 1 : 0;
        if (kind && kind != before) {
            if (out->count == WORDS_MOST)
                return;
            if (out->texts.length_bytes)
                str_add_char(&out->texts, '\0');
            out->at[out->count++] = (uint32_t)out->texts.length_bytes;
        }
        if (kind)
            str_add_codepoint(&out->texts, cp);
        before = kind;
    }
}

/* Sets aside `phrase` (words parted by spaces) wherever it stands; whether it did. */
static bool take(struct words *w, const char *phrase)
{
    bool found = false;
    for (size_t i = 0; i < w->count; i++) {
        const char *p = phrase;
        size_t k = i;
        if (*word(w, i) != *phrase) /* nearly always */
            continue;
        for (; *p && k < w->count && !w->gone[k]; k++) {
            size_t bytes = strcspn(p, " ");
            if (strlen(word(w, k)) != bytes || strncmp(word(w, k), p, bytes) != 0)
                break;
            p += bytes + (p[bytes] == ' ');
        }
        if (*p || k == i)
            continue;
        for (size_t n = i; n < k; n++)
            w->gone[n] = true;
        found = true;
    }
    return found;
}

static bool take_any(struct words *w, const char *const *phrases)
{
    bool found = false;
    for (; *phrases; phrases++)
        found |= take(w, *phrases);
    return found;
}

/* A short mark stands at one end of a name: 'ER_plan', 'plan-cy'; of a title only at the last: 'Plan (Welsh)', but 'Welsh schools'. */
static bool take_mark(struct words *w, const char *mark, bool is_name)
{
    size_t first = 0, last = w->count;
    while (first < w->count && w->gone[first])
        first++;
    while (last > first && w->gone[last - 1])
        last--;
    for (int i = is_name ? 0 : 1; i < 2 && first < last; i++) {
        size_t at = i ? last - 1 : first;
        if (strcmp(word(w, at), mark) == 0)
            return w->gone[at] = true;
    }
    return false;
}

static void read_language(struct words *w, bool is_name, char lang[4])
{
    static const struct {
        const char *phrase, *lang;
        bool mark;
    } said[] = {
        {"welsh version", "cy", false},
        {"welsh edition", "cy", false},
        {"in welsh", "cy", false},
        {"yn gymraeg", "cy", false},
        {"fersiwn cymraeg", "cy", false},
        {"cymraeg", "cy", true},
        {"welsh", "cy", true},
        {"cym", "cy", true},
        {"cy", "cy", true},
        {"english version", "en", false},
        {"english edition", "en", false},
        {"in english", "en", false},
        {"yn saesneg", "en", false},
        {"fersiwn saesneg", "en", false},
        {"saesneg", "en", true},
        {"english", "en", true},
        {"eng", "en", true},
        {"en", "en", true},
        {"gb", "en", true},
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        bool is_word = strlen(said[i].phrase) > 3;
        bool found = said[i].mark ? (is_name || is_word) && take_mark(w, said[i].phrase, is_name)
                                  : take(w, said[i].phrase);
        if (found && !*lang)
            strcpy(lang, said[i].lang);
    }
}

/* What kind of paper it is, at the end: 'A briefing', 'full report'. */
static void drop_kind_of_paper(struct words *w)
{
    static const char *const kinds[] = {
        "a",     "the",     "full",  "briefing",   "report", "document", "version", "edition",
        "paper", "final",   "web",   "accessible", "pdf",    "standard", "main",    "adroddiad",
        "llawn", "fersiwn", "papur", "briffio",    "o",      NULL};
    size_t left = 0;
    for (size_t i = 0; i < w->count; i++)
        left += !w->gone[i];
    for (size_t i = w->count; i && left > 1; i--) {
        if (w->gone[i - 1])
            continue;
        if (!str_is_among(word(w, i - 1), kinds))
            return;
        w->gone[i - 1] = true;
        left--;
    }
}

/* Words that tell no work from another. */
static bool is_common(const char *text)
{
    static const char *const common[] = {
        "report",       "briefing",  "document",  "summary",    "introduction", "contents",
        "index",        "untitled",  "leaflet",   "newsletter", "chapter",      "part",
        "section",      "cover",     "page",      "guide",      "annex",        "appendix",
        "presentation", "microsoft", "word",      "a",          "an",           "the",
        "of",           "and",       "to",        "in",         "for",          "on",
        "final",        "draft",     "copy",      "version",    "new",          "scan",
        "file",         "easy",      "read",      "edition",    "annual",       "y",
        "yr",           "ac",        "adroddiad", "cynnwys",    "rhan",         "pennod",
        "factsheet",    "response",  "letter",    "minutes",    "agenda",       "form",
        "information",  NULL};
    return str_is_among(text, common);
}

static char *join(const struct words *w)
{
    struct str work = {0};
    size_t telling = 0, longest = 0;
    for (size_t i = 0; i < w->count; i++) {
        if (w->gone[i])
            continue;
        if (work.length_bytes)
            str_add_char(&work, ' ');
        str_add(&work, word(w, i));
        size_t bytes = strlen(word(w, i));
        if (!is_common(word(w, i)) && bytes > 2 && !fold_is_digit((unsigned char)*word(w, i))) {
            telling++;
            longest = bytes > longest ? bytes : longest;
        }
    }
    if (telling < 1 || (telling == 1 && longest < SINGLE_WORD_LEAST))
        str_clear(&work);
    return work.data ? work.data : mem_copy_string("");
}

size_t edition_key_stem_bytes(const char *name)
{
    const char *ending = strrchr(name, '.');
    return ending && ending > name ? (size_t)(ending - name) : strlen(name);
}

void edition_key_words(const char *text, size_t bytes, struct str *out)
{
    struct words w = {0};
    cut(text, bytes, &w);
    str_add_char(&w.texts, '\0');
    for (size_t i = 0; i < w.count; i++) {
        if (out->length_bytes)
            str_add_char(out, ' ');
        str_add(out, word(&w, i));
    }
    str_free(&w.texts);
}

struct edition_key edition_key_make(const char *text, bool is_name)
{
    static const char *const easy[] = {"easy read edition",
                                       "easy read version",
                                       "an easy read",
                                       "in easy read",
                                       "easy read",
                                       "easyread",
                                       "easy to read",
                                       "easy reading version",
                                       "fersiwn hawdd ei ddeall",
                                       "fersiwn hawdd ei ddarllen",
                                       "hawdd ei ddeall",
                                       "hawdd ei ddarllen",
                                       "darllen hawdd",
                                       NULL};
    static const char *const summaries[] = {
        "executive summary", "a summary",   "in summary",           "summary of", "short summary",
        "summary",           "at a glance", "crynodeb gweithredol", "crynodeb",   NULL};
    static const char *const large[] = {"large print edition",
                                        "large print version",
                                        "in large print",
                                        "large print",
                                        "fersiwn print bras",
                                        "print bras",
                                        NULL};
    struct words w = {0};
    struct edition_key key = {.lang = ""};
    cut(text, is_name ? edition_key_stem_bytes(text) : strlen(text), &w);
    str_add_char(&w.texts, '\0');
    key.is_easy_read = take_any(&w, easy);
    key.is_summary = take_any(&w, summaries);
    key.is_large_print = take_any(&w, large);
    read_language(&w, is_name, key.lang);
    if (is_name) {
        key.is_easy_read |= take_mark(&w, "er", is_name);
        read_language(&w, is_name, key.lang);
    }
    drop_kind_of_paper(&w);
    key.work = join(&w);
    str_free(&w.texts);
    return key;
}

void edition_key_free(struct edition_key *key)
{
    free(key->work);
    *key = (struct edition_key){0};
}
