#include "book/inflect.h"

#include <string.h>

/* What a guess needs to be one at all: shorter bases are noise ('bus' is no plural of 'bu'). */
enum { BASE_BYTES_LEAST = 2, VERB_BASE_BYTES_LEAST = 3 };

struct bases {
    struct inflect_base *items;
    size_t count;
};

static void add_base(struct bases *bases, const char *stem, size_t stem_bytes, const char *end,
                     enum inflect_kind kind)
{
    size_t end_bytes = strlen(end), bytes = stem_bytes + end_bytes;
    size_t least = kind == INFLECT_VERB ? VERB_BASE_BYTES_LEAST : BASE_BYTES_LEAST;
    if (bases->count >= INFLECT_BASES_MOST || bytes > INFLECT_BYTES_MOST ||
        (bytes < least && bases->count))
        return;
    struct inflect_base *base = &bases->items[bases->count];
    memcpy(base->text, stem, stem_bytes);
    memcpy(base->text + stem_bytes, end, end_bytes + 1);
    for (size_t i = 0; i < bases->count; i++) {
        if (bases->items[i].bytes == bytes && memcmp(bases->items[i].text, base->text, bytes) == 0)
            return;
    }
    base->bytes = (uint8_t)bytes;
    base->kind = (uint8_t)kind;
    bases->count++;
}

static bool ends_with(const char *text, size_t bytes, const char *end)
{
    size_t end_bytes = strlen(end);
    return bytes > end_bytes && memcmp(text + bytes - end_bytes, end, end_bytes) == 0;
}

/* 'stopp' of 'stopped': also 'stop'. */
static void add_verb(struct bases *bases, const char *stem, size_t bytes)
{
    add_base(bases, stem, bytes, "", INFLECT_VERB);
    add_base(bases, stem, bytes, "e", INFLECT_VERB);
    if (bytes > 2 && stem[bytes - 1] == stem[bytes - 2])
        add_base(bases, stem, bytes - 1, "", INFLECT_VERB);
}

static void add_irregular(struct bases *bases, const char *text, size_t bytes)
{
    static const struct {
        char form[12], base[12];
        uint8_t kind;
    } table[] = {
        {"bought", "buy", INFLECT_VERB},         {"broke", "break", INFLECT_VERB},
        {"broken", "break", INFLECT_VERB},       {"brought", "bring", INFLECT_VERB},
        {"built", "build", INFLECT_VERB},        {"children", "child", INFLECT_NOUN},
        {"chose", "choose", INFLECT_VERB},       {"chosen", "choose", INFLECT_VERB},
        {"criteria", "criterion", INFLECT_NOUN}, {"fought", "fight", INFLECT_VERB},
        {"gave", "give", INFLECT_VERB},          {"given", "give", INFLECT_VERB},
        {"held", "hold", INFLECT_VERB},          {"kept", "keep", INFLECT_VERB},
        {"laid", "lay", INFLECT_VERB},           {"led", "lead", INFLECT_VERB},
        {"lost", "lose", INFLECT_VERB},          {"made", "make", INFLECT_VERB},
        {"meant", "mean", INFLECT_VERB},         {"met", "meet", INFLECT_VERB},
        {"paid", "pay", INFLECT_VERB},           {"people", "person", INFLECT_NOUN},
        {"said", "say", INFLECT_VERB},           {"sent", "send", INFLECT_VERB},
        {"sought", "seek", INFLECT_VERB},        {"spent", "spend", INFLECT_VERB},
        {"spoke", "speak", INFLECT_VERB},        {"spoken", "speak", INFLECT_VERB},
        {"taught", "teach", INFLECT_VERB},       {"thought", "think", INFLECT_VERB},
        {"told", "tell", INFLECT_VERB},          {"took", "take", INFLECT_VERB},
        {"withdrew", "withdraw", INFLECT_VERB},  {"withdrawn", "withdraw", INFLECT_VERB},
        {"women", "woman", INFLECT_NOUN},        {"written", "write", INFLECT_VERB},
        {"wrote", "write", INFLECT_VERB},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strlen(table[i].form) == bytes && memcmp(table[i].form, text, bytes) == 0)
            add_base(bases, table[i].base, strlen(table[i].base), "", table[i].kind);
    }
}

/* 'organization' is our 'organisation'. */
static void add_ise(struct bases *bases, const char *text, size_t bytes)
{
    for (size_t i = 1; i + 1 < bytes; i++) {
        if (text[i] != 'z' || (text[i - 1] != 'i' && text[i - 1] != 'y'))
            continue;
        char other[INFLECT_BYTES_MOST + 1];
        memcpy(other, text, bytes);
        other[i] = 's';
        add_base(bases, other, bytes, "", INFLECT_SAME);
    }
}

static void add_english_forms(struct bases *bases, const char *text, size_t n)
{
    if (ends_with(text, n, "ies"))
        add_base(bases, text, n - 3, "y", INFLECT_NOUN);
    if (ends_with(text, n, "ves")) {
        add_base(bases, text, n - 3, "f", INFLECT_NOUN);
        add_base(bases, text, n - 3, "fe", INFLECT_NOUN);
    }
    if (ends_with(text, n, "s") && !ends_with(text, n, "ss") && !ends_with(text, n, "us"))
        add_base(bases, text, n - 1, "", INFLECT_NOUN);
    if (ends_with(text, n, "es"))
        add_base(bases, text, n - 2, "", INFLECT_NOUN);
    if (ends_with(text, n, "men"))
        add_base(bases, text, n - 2, "an", INFLECT_NOUN);
    if (ends_with(text, n, "ied"))
        add_base(bases, text, n - 3, "y", INFLECT_VERB);
    if (ends_with(text, n, "ed"))
        add_verb(bases, text, n - 2);
    if (ends_with(text, n, "ing"))
        add_verb(bases, text, n - 3);
}

static void add_english(struct bases *bases, const char *token, size_t bytes)
{
    add_base(bases, token, bytes, "", INFLECT_SAME);
    add_ise(bases, token, bytes);
    add_irregular(bases, token, bytes);
    for (size_t i = 0, known = bases->count; i < known; i++) {
        struct inflect_base base = bases->items[i];
        if (base.kind == INFLECT_SAME)
            add_english_forms(bases, base.text, base.bytes);
    }
}

static bool is_welsh_vowel(const char *text)
{
    /* the vowels with a circumflex are two bytes: C3 A2 and so on, C5 B5 (w), C5 B7 (y) */
    return *text && (*text == '\xc3' || *text == '\xc5' || strchr("aeiouwy", *text));
}

/* A first letter back into what it was before it mutated. An empty `now` is a g that has gone. */
static void add_radicals(struct bases *bases, const char *token, size_t bytes)
{
    static const struct {
        char now[4], was[3];
    } table[] = {
        {"ngh", "c"}, {"mh", "p"}, {"nh", "t"}, {"ng", "g"}, {"ph", "p"}, {"th", "t"},
        {"ch", "c"},  {"dd", "d"}, {"b", "p"},  {"d", "t"},  {"g", "c"},  {"f", "b"},
        {"f", "m"},   {"m", "b"},  {"n", "d"},  {"l", "ll"}, {"r", "rh"},
    };
    add_base(bases, token, bytes, "", INFLECT_SAME);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t now_bytes = strlen(table[i].now), was_bytes = strlen(table[i].was);
        if (bytes <= now_bytes + 1 || memcmp(token, table[i].now, now_bytes) != 0)
            continue;
        char word[INFLECT_BYTES_MOST + 4];
        memcpy(word, table[i].was, was_bytes);
        memcpy(word + was_bytes, token + now_bytes, bytes - now_bytes);
        add_base(bases, word, was_bytes + bytes - now_bytes, "", INFLECT_SAME);
    }
    if (bytes > 2 && token[0] == 'h' && is_welsh_vowel(token + 1))
        add_base(bases, token + 1, bytes - 1, "", INFLECT_SAME);
    if (bytes > 2 && bytes < INFLECT_BYTES_MOST &&
        (is_welsh_vowel(token) || strchr("lrn", *token))) {
        char word[INFLECT_BYTES_MOST + 1] = "g";
        memcpy(word + 1, token, bytes);
        add_base(bases, word, bytes + 1, "", INFLECT_SAME);
    }
}

/* 'pleidleis' of 'pleidleisiau': also 'pleidlais'. */
static void add_welsh_singular(struct bases *bases, const char *stem, size_t bytes)
{
    add_base(bases, stem, bytes, "", INFLECT_NOUN);
    for (size_t i = bytes; i-- > 1;) {
        if (stem[i] != 'i' || stem[i - 1] != 'e')
            continue;
        char word[INFLECT_BYTES_MOST + 1];
        memcpy(word, stem, bytes);
        word[i - 1] = 'a';
        add_base(bases, word, bytes, "", INFLECT_NOUN);
        return;
    }
}

static void add_welsh(struct bases *bases, const char *token, size_t bytes)
{
    static const char *const ends[] = {"iau",  "au",  "ion", "on", "oedd", "ydd",
                                       "iaid", "aid", "edd", "od", "i"};
    add_radicals(bases, token, bytes);
    for (size_t i = 0, known = bases->count; i < known; i++) {
        struct inflect_base base = bases->items[i];
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            size_t end_bytes = strlen(ends[k]);
            if (ends_with(base.text, base.bytes, ends[k]) && base.bytes > end_bytes + 2)
                add_welsh_singular(bases, base.text, base.bytes - end_bytes);
        }
        if (ends_with(base.text, base.bytes, "wyr"))
            add_base(bases, base.text, base.bytes - 3u, "wr", INFLECT_NOUN);
    }
}

void inflect_bases(const char *token, size_t bytes, bool is_welsh,
                   struct inflect_base bases[INFLECT_BASES_MOST], size_t *count)
{
    struct bases found = {bases, 0};
    if (is_welsh)
        add_welsh(&found, token, bytes);
    else
        add_english(&found, token, bytes);
    *count = found.count;
}
