#include "plain.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { WORDS_MOST = 12, SENTENCE_BYTES = 512 };

/* Words that hide what is meant from most people, and that shorter ones say. */
static const char *const jargon[] = {
    "invalid",      "parameter",      "abort",        "aborted",        "malformed",
    "corrupt",      "corrupted",      "exception",    "checksum",       "initialise",
    "initialize",   "directory",      "fatal",        "metadata",       "utilise",
    "utilize",      "facilitate",     "commence",     "terminate",      "regarding",
    "whilst",       "functionality",  "configure",    "configuration",  "database",
    "authenticate", "credentials",    "timeout",      "null",           "unavailable",
    "unsupported",  "unsuccessful",   "via",          "prior",          "hereby",
    "pursuant",     "aforementioned", "thereof",      "henceforth",     "notwithstanding",
    "endeavour",    "ascertain",      "implement",    "implementation", "leverage",
    "stakeholder",  "stakeholders",   "modality",     "click",          "toggle",
    "navigate",     "scroll",         "swipe",        "drag",           "execute",
    "buffer",       "cache",          "syntax",       "parse",          "string",
    "render",       "instantiate",    "deprecated",   "permissions",    "e.g.",
    "i.e.",         "etc.",           "etc",          "approximately",  "additional",
    "additionally", "numerous",       "subsequently", "thereafter",
};

/* The passive voice where it asks, promises or blames without saying who. */
static const char *const passive[] = {
    "is required",       "are required",      "is requested",  "are requested",
    "is not supported",  "is permitted",      "are permitted", "is prohibited",
    "it is advised",     "it is recommended", "in order to",   "due to",
    "in the event",      "with regard to",    "at this time",  "is not available",
    "are not available",
};

/* These are passive where a participle follows: 'must be sent', not 'must be there'. */
static const char *const becoming[] = {
    "must be",  "should be", "shall be", "needs to be", "need to be", "has to be", "have to be",
    "has been", "have been", "had been", "is being",    "are being",  "will be"};

static const char *const participles[] = {"sent", "made", "given", "shown", "kept", "put",
                                          "set",  "paid", "told",  "taken", "read", "held"};

/* One of these joins a second idea; three of them are too many. */
static const char *const joins[] = {"but",   "because",  "so",     "if",    "when",   "which",
                                    "while", "although", "unless", "until", "whether"};

static const char *const asks[] = {"touch", "press", "choose", "hold", "tap",    "slide",
                                   "look",  "use",   "find",   "push", "select", "see"};

static const char *const colours[] = {"red",      "green", "blue",  "yellow", "black",  "white",
                                      "orange",   "grey",  "gray",  "pink",   "purple", "brown",
                                      "coloured", "dark",  "light", "bright"};

static const char *const places[] = {
    "on the left", "on the right",  "to the left", "to the right",  "left corner", "right corner",
    "the left",    "the right one", "at the top",  "at the bottom", "top of",      "bottom of",
    "above",       "below",         "upper",       "the lower",     "underneath",  "beneath",
    "left-hand",   "right-hand",    "the corner",  "left side",     "right side"};

static const char *const negatives[] = {"not", "no", "never", "nothing", "nobody", "none"};

/* Does `text` use that phrase, as whole words? Case does not matter; one that a quotation begins with is only spoken of. */
static const char *find_phrase(const char *text, const char *phrase)
{
    size_t bytes = strlen(phrase);
    for (const char *p = text; (p = strcasestr(p, phrase)); p++) {
        bool begins = p == text || (!isalnum((unsigned char)p[-1]) && !strchr("-'", p[-1]));
        char after = p[bytes];
        if (begins && !isalnum((unsigned char)after) && after != '-' && after != '\'')
            return p;
    }
    return NULL;
}

static const char *first_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (find_phrase(text, list[i]))
            return list[i];
    }
    return NULL;
}

static int count_of(const char *text, const char *const *list, size_t count)
{
    int n = 0;
    for (size_t i = 0; i < count; i++) {
        for (const char *p = text; (p = find_phrase(p, list[i])); p++)
            n++;
    }
    return n;
}

#define FIRST(text, list) first_of(text, list, sizeof(list) / sizeof *(list))
#define COUNT(text, list) count_of(text, list, sizeof(list) / sizeof *(list))

static int words_of(const char *text)
{
    int words = 0;
    bool in_word = false;
    for (; *text; text++) {
        bool space = *text == ' ' || *text == '\n';
        words += !space && !in_word;
        in_word = !space;
    }
    return words;
}

/* An aside in brackets that is more than a name or a number ('2 of 5' is one). */
static bool has_aside(const char *text)
{
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    return open && (!close || (memchr(open, ' ', (size_t)(close - open)) &&
                               !memchr(open, '%', (size_t)(close - open))));
}

static bool has_shouting(const char *text)
{
    int capitals = 0, shouted = 0;
    for (;; text++) {
        if (*text >= 'A' && *text <= 'Z') {
            capitals++;
        } else {
            bool ends = !isalnum((unsigned char)*text);
            shouted += ends && capitals > 1 ? capitals : 0;
            capitals = 0;
        }
        if (!*text)
            return shouted > 8;
    }
}

/* A thing to act on, told apart by its colour or its place and nothing else. */
static const char *sense_alone(const char *text)
{
    static const char *const things[] = {"button", "box",    "key",    "sign",  "one",
                                         "line",   "square", "circle", "light", "corner"};
    bool asks_to = FIRST(text, asks) != NULL;
    for (size_t c = 0; c < sizeof colours / sizeof *colours; c++) {
        const char *at = find_phrase(text, colours[c]);
        for (size_t n = 0; at && n < sizeof things / sizeof *things; n++) {
            const char *thing = at + strlen(colours[c]);
            thing += *thing == ' ';
            size_t bytes = strlen(things[n]);
            if (strncasecmp(thing, things[n], bytes) == 0 && !isalnum((unsigned char)thing[bytes]))
                return colours[c];
        }
    }
    return asks_to ? FIRST(text, places) : NULL;
}

/* The words that make it passive, or NULL. */
static const char *passive_of(const char *text)
{
    const char *found = FIRST(text, passive);
    for (size_t i = 0; !found && i < sizeof becoming / sizeof *becoming; i++) {
        const char *at = find_phrase(text, becoming[i]);
        if (!at)
            continue;
        char next[32];
        snprintf(next, sizeof next, "%.31s", at + strlen(becoming[i]) + 1);
        next[strcspn(next, " .,:?!")] = 0;
        size_t bytes = strlen(next);
        bool is = bytes > 3 && strcmp(next + bytes - 2, "ed") == 0;
        found = is || FIRST(next, participles) ? becoming[i] : NULL;
    }
    return found;
}

static bool sentence_is_plain(const char *s, char *why, size_t bytes)
{
    const char *found = NULL;
    int words = words_of(s);
    if (words > WORDS_MOST)
        snprintf(why, bytes, "%d words in '%s'", words, s);
    else if ((found = FIRST(s, jargon)))
        snprintf(why, bytes, "jargon, '%s', in '%s'", found, s);
    else if ((found = passive_of(s)))
        snprintf(why, bytes, "nobody acts, '%s', in '%s'", found, s);
    else if (COUNT(s, joins) > 2 || strchr(s, ';') || has_aside(s))
        snprintf(why, bytes, "more than one idea in '%s'", s);
    else if (COUNT(s, negatives) > 1)
        snprintf(why, bytes, "two negatives in '%s'", s);
    else if (has_shouting(s))
        snprintf(why, bytes, "capitals in '%s'", s);
    else if ((found = sense_alone(s)))
        snprintf(why, bytes, "'%s' alone tells what is meant in '%s'", found, s);
    else
        return true;
    return false;
}

/* The next sentence of *text into out, without its end; false at the end. */
static bool next_sentence(const char **text, char out[SENTENCE_BYTES])
{
    size_t n = 0;
    const char *p = *text;
    for (; *p == ' ' || *p == '\n'; p++) {
    }
    if (!*p)
        return false;
    for (; *p; p++) {
        bool ends = strchr(".?!:", *p) && (p[1] == ' ' || p[1] == '\n' || !p[1]);
        if (n + 1 < SENTENCE_BYTES)
            out[n++] = *p;
        if (ends) {
            p++;
            break;
        }
    }
    out[n] = 0;
    *text = p;
    return true;
}

bool plain_is(const char *text, char *why, size_t why_bytes)
{
    char sentence[SENTENCE_BYTES];
    while (next_sentence(&text, sentence)) {
        if (!sentence_is_plain(sentence, why, why_bytes))
            return false;
    }
    return true;
}

int plain_longest(const char *text)
{
    char sentence[SENTENCE_BYTES];
    int most = 0;
    while (next_sentence(&text, sentence)) {
        int words = words_of(sentence);
        most = words > most ? words : most;
    }
    return most;
}
