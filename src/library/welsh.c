#include "library/welsh.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* How each first letter changes: as it is, soft, nasal, aspirate; NULL: not at all. The soft g is no letter. */
static const struct {
    const char *radical, *changed[3];
} mutations[] = {
    {"p", {"b", "mh", "ph"}}, {"t", {"d", "nh", "th"}},  {"c", {"g", "ngh", "ch"}},
    {"b", {"f", "m", NULL}},  {"d", {"dd", "n", NULL}},  {"g", {"", "ng", NULL}},
    {"m", {"f", NULL, NULL}}, {"ll", {"l", NULL, NULL}}, {"rh", {"r", NULL, NULL}},
};

/* Consonants of two letters, which a mutation of the first one alone would tear. */
static const char *first_letter(const char *term)
{
    static const char *const letters[] = {"ngh", "mh", "nh", "ph", "th", "ch", "dd", "ff",
                                          "ng",  "ll", "rh", "p",  "t",  "c",  "b",  "d",
                                          "g",   "m",  "f",  "l",  "r",  "n"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strncmp(term, letters[i], strlen(letters[i])) == 0)
            return letters[i];
    return "";
}

struct forms {
    const char *term;
    char (*out)[WELSH_FORM_BYTES];
    size_t count;
};

static void add(struct forms *f, const char *begin, const char *rest)
{
    char form[WELSH_FORM_BYTES];
    snprintf(form, sizeof form, "%s%.64s", begin, rest);
    if (strlen(form) < 2 || strcmp(form, f->term) == 0 || f->count == WELSH_MOST_FORMS)
        return;
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->out[i], form) == 0)
            return;
    memcpy(f->out[f->count++], form, sizeof form);
}

static void add_mutations(struct forms *f, const char *radical, const char *rest)
{
    add(f, radical, rest);
    for (size_t i = 0; i < sizeof mutations / sizeof *mutations; i++)
        for (size_t k = 0; k < 3 && strcmp(mutations[i].radical, radical) == 0; k++)
            if (mutations[i].changed[k])
                add(f, mutations[i].changed[k], rest);
}

size_t welsh_forms(const char *term, char out[WELSH_MOST_FORMS][WELSH_FORM_BYTES])
{
    struct forms f = {.term = term, .out = out};
    const char *first = first_letter(term), *rest = term + strlen(first);
    bool begins_with_vowel = strchr("aeiouwy", term[0]) != NULL && term[0];
    if (!*first && !begins_with_vowel && term[0] != 'h')
        return 0;
    add_mutations(&f, first, rest);
    for (size_t i = 0; i < sizeof mutations / sizeof *mutations; i++)
        for (size_t k = 0; k < 3; k++)
            if (mutations[i].changed[k] && strcmp(mutations[i].changed[k], first) == 0)
                add_mutations(&f, mutations[i].radical, rest);
    if (begins_with_vowel)
        add(&f, "h", term);
    else if (term[0] == 'h' && term[1] && strchr("aeiouwy", term[1]))
        add(&f, "", term + 1);
    return f.count;
}

size_t welsh_stem_bytes(const char *term)
{
    static const char *const endings[] = {"iaethau", "iadau", "feydd", "iaeth", "wyr", "ydd",
                                          "oedd",    "iau",   "ion",   "iad",   "au",  "yn",
                                          "en",      "io",    "on",    "u",     "o"};
    enum { LEAST = 3 };
    size_t bytes = strlen(term);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t count = strlen(endings[i]);
        if (bytes >= count + LEAST && strcmp(term + bytes - count, endings[i]) == 0)
            return bytes - count;
    }
    return bytes;
}
