#include "extract/vocabulary.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TOKEN_BYTES = 96 };

struct vocabulary {
    uint64_t *slots; /* 0: free */
    uint32_t count, cap;
    uint32_t breaks_set, breaks_plain; /* lines that end in U+2010 (or U+00AD), in '-' */
    uint32_t inner_set;                /* words with U+2010 inside */
    uint32_t lines;                    /* line ends seen */
};

struct vocabulary *vocabulary_new(void)
{
    struct vocabulary *l = mem_new(1, sizeof *l);
    l->cap = 1u << 12;
    l->slots = mem_new(l->cap, sizeof *l->slots);
    return l;
}

void vocabulary_free(struct vocabulary *l)
{
    if (!l)
        return;
    free(l->slots);
    free(l);
}

static bool insert(uint64_t *slots, uint32_t cap, uint64_t hash)
{
    uint32_t at = (uint32_t)(hash ^ (hash >> 32)) & (cap - 1);
    while (slots[at]) {
        if (slots[at] == hash)
            return false;
        at = (at + 1) & (cap - 1);
    }
    slots[at] = hash;
    return true;
}

static void add_hash(struct vocabulary *l, uint64_t hash)
{
    if (l->count * 2 >= l->cap) {
        uint64_t *slots = mem_new((size_t)l->cap * 2, sizeof *slots);
        for (uint32_t i = 0; i < l->cap; i++)
            if (l->slots[i])
                insert(slots, l->cap * 2, l->slots[i]);
        free(l->slots);
        l->slots = slots;
        l->cap *= 2;
    }
    if (insert(l->slots, l->cap, hash ? hash : 1))
        l->count++;
}

static bool has_hash(const struct vocabulary *l, uint64_t hash)
{
    uint32_t at;
    if (!hash)
        hash = 1;
    at = (uint32_t)(hash ^ (hash >> 32)) & (l->cap - 1);
    while (l->slots[at]) {
        if (l->slots[at] == hash)
            return true;
        at = (at + 1) & (l->cap - 1);
    }
    return false;
}

/* The length of the hyphen at the end of the text: 0 none. */
static size_t hyphen_at_end(const char *text, size_t bytes)
{
    if (bytes >= 1 && text[bytes - 1] == '-')
        return 1;
    if (bytes >= 2 && memcmp(text + bytes - 2, "\xc2\xad", 2) == 0)
        return 2;
    if (bytes >= 3 && (memcmp(text + bytes - 3, "\xe2\x80\x90", 3) == 0 ||
                       memcmp(text + bytes - 3, "\xe2\x80\x91", 3) == 0))
        return 3;
    return 0;
}

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0xc3; /* first byte of an accented letter, or of another script */
}

/* A word without the punctuation around it, in lower case (ASCII), its hyphens all '-'. */
struct token {
    char text[MOST_TOKEN_BYTES];
    size_t bytes;
};

static struct token token_of(const char *text, size_t bytes)
{
    struct token t = {.bytes = 0};
    while (bytes > 0 && !is_letter_byte(text[0])) {
        text++;
        bytes--;
    }
    for (size_t i = 0; i < bytes && t.bytes + 1 < MOST_TOKEN_BYTES; i++) {
        char c = text[i];
        if (i + 2 < bytes && memcmp(text + i, "\xe2\x80\x90", 3) == 0) {
            c = '-';
            i += 2;
        } else if (i + 2 < bytes && (memcmp(text + i, "\xe2\x80\x99", 3) == 0 ||
                                     memcmp(text + i, "\xe2\x80\x98", 3) == 0)) {
            c = '\'';
            i += 2;
        } else if (i + 2 < bytes && (unsigned char)c == 0xe2 &&
                   (unsigned char)text[i + 1] == 0x80) {
            break; /* other general punctuation ends the word */
        } else if ((unsigned char)c < 0x80 && !is_letter_byte(c) && c != '-' && c != '\'') {
            break;
        }
        t.text[t.bytes++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    while (t.bytes > 0 && (t.text[t.bytes - 1] == '-' || t.text[t.bytes - 1] == '\''))
        t.bytes--;
    t.text[t.bytes] = '\0';
    return t;
}

static uint64_t hash_pair(const struct token *a, const char *between, const struct token *b)
{
    uint64_t hash = hash_bytes(HASH_START, a->text, a->bytes);
    hash = hash_bytes(hash, between, strlen(between));
    return hash_bytes(hash, b->text, b->bytes);
}

void vocabulary_add(struct vocabulary *l, const char *text, size_t bytes)
{
    struct token t = token_of(text, bytes);
    if (t.bytes == 0 || hyphen_at_end(text, bytes))
        return;
    add_hash(l, hash_bytes(HASH_START, t.text, t.bytes));
    if (bytes > 3 && memmem(text, bytes, "\xe2\x80\x90", 3))
        l->inner_set++;
    if (t.bytes > 2 && t.bytes + 2 < MOST_TOKEN_BYTES && strcmp(t.text + t.bytes - 2, "'s") == 0)
        add_hash(l, hash_bytes(HASH_START, t.text, t.bytes - 2));
    const char *hyphen = memchr(t.text, '-', t.bytes);
    if (hyphen) /* 'self-' of 'self-esteem': what this document puts a hyphen behind */
        add_hash(l, hash_bytes(HASH_START, t.text, (size_t)(hyphen - t.text) + 1));
}

static bool has_token(const struct vocabulary *l, const char *text, size_t bytes)
{
    return bytes > 0 && has_hash(l, hash_bytes(HASH_START, text, bytes));
}

/* English compounds whose hyphen is their own, as far as the rest of the document bears it out. */
static bool is_usual_compound(const struct vocabulary *l, const struct token *left,
                              const struct token *right)
{
    static const char *const sure[] = {"self", "well", NULL};
    static const char *const firsts[] = {
        "non",   "ex",  "cross", "half", "high", "low", "long", "short", "full", "part", "first",
        "third", "two", "three", "four", "five", "six", "ten",  "post",  "year", "all",  NULL};
    static const char *const lasts[] = {"based",   "term",     "level",   "friendly", "funded",
                                        "related", "specific", "quality", "income",   "making",
                                        "being",   "known",    NULL};
    static const char *const numbers[] = {"one",    "two",    "three", "four", "five",
                                          "six",    "seven",  "eight", "nine", "ten",
                                          "twelve", "twenty", NULL};
    static const char *const units[] = {"year",   "month", "week", "day", "hour",
                                        "minute", "point", "page", NULL};
    if (right->bytes >= 4 && str_is_among(left->text, sure))
        return true;
    for (int i = 0; units[i] && str_is_among(left->text, numbers); i++)
        if (strncmp(right->text, units[i], strlen(units[i])) == 0)
            return true;
    if (right->bytes >= 4 && str_is_among(left->text, firsts) &&
        has_token(l, right->text, right->bytes))
        return true;
    return str_is_among(right->text, lasts) && has_token(l, left->text, left->bytes);
}

bool vocabulary_add_broken(struct vocabulary *l, const char *text, size_t bytes)
{
    size_t hyphen = hyphen_at_end(text, bytes);
    l->lines++;
    if (hyphen == 1)
        l->breaks_plain++;
    else if (hyphen > 1)
        l->breaks_set++;
    return hyphen > 0;
}

/* Where hardly a line (fewer than one in `most`) ends in a hyphen, words are not broken, and the few hyphens are their own. */
static bool hardly_breaks_words(const struct vocabulary *l, uint32_t most)
{
    return l->lines >= 60 && l->breaks_plain * most < l->lines;
}

enum mend vocabulary_mend(const struct vocabulary *l, const char *left, size_t left_bytes,
                          const char *right, size_t right_bytes, size_t *hyphen_bytes)
{
    *hyphen_bytes = hyphen_at_end(left, left_bytes);
    if (*hyphen_bytes == 0 || left_bytes == *hyphen_bytes || right_bytes == 0)
        return MEND_NOTHING;
    bool is_soft = *hyphen_bytes == 2;
    bool is_set = *hyphen_bytes == 3; /* U+2010: set by a typesetter's hyphenation */
    struct token a = token_of(left, left_bytes - *hyphen_bytes), b = token_of(right, right_bytes);
    if (a.bytes == 0 || b.bytes == 0)
        return MEND_NOTHING;
    if (is_soft)
        return MEND_JOIN;
    unsigned char last = (unsigned char)left[left_bytes - *hyphen_bytes - 1];
    if (!is_letter_byte((char)last) && last < 0x80)
        return MEND_NOTHING; /* a dash of its own */
    if (!is_set && l->breaks_set >= 3)
        return MEND_KEEP;
    bool joined = has_hash(l, hash_pair(&a, "", &b)), parted = has_hash(l, hash_pair(&a, "-", &b));
    if (joined != parted)
        return joined ? MEND_JOIN : MEND_KEEP;
    if (joined)
        return is_set ? MEND_JOIN : MEND_KEEP;
    if (is_set && l->inner_set == 0)
        return MEND_JOIN;
    if ((right[0] >= 'A' && right[0] <= 'Z') || (right[0] >= '0' && right[0] <= '9'))
        return MEND_KEEP;
    if (last >= '0' && last <= '9')
        return MEND_KEEP;
    if (a.bytes == 1)
        return MEND_KEEP;
    const char *inner = memrchr(a.text, '-', a.bytes);
    if (inner && has_token(l, inner + 1, strlen(inner + 1)) && has_token(l, b.text, b.bytes))
        return MEND_KEEP; /* 'day-to-' and 'day' */
    if (is_set)
        return MEND_JOIN;
    struct token nothing = {.bytes = 0};
    if (has_hash(l, hash_pair(&a, "-", &nothing)) || is_usual_compound(l, &a, &b))
        return MEND_KEEP;
    if (hardly_breaks_words(l, 80))
        return MEND_KEEP;
    if (hardly_breaks_words(l, 40) &&
        (has_token(l, a.text, a.bytes) || has_token(l, b.text, b.bytes)))
        return MEND_KEEP;
    bool both = a.bytes >= 3 && b.bytes >= 4 && has_token(l, a.text, a.bytes) &&
                has_token(l, b.text, b.bytes);
    return both ? MEND_KEEP : MEND_JOIN;
}
