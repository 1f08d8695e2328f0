#include "library/sound.h"
#include "library/term.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct ear {
    const char *word;
    size_t count, at;
    char *out;
    size_t written;
};

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c) != NULL;
}

static char letter(const struct ear *e, long away)
{
    long i = (long)e->at + away;
    return i >= 0 && i < (long)e->count ? e->word[i] : '\0';
}

static bool follows(const struct ear *e, const char *text)
{
    return strncmp(e->word + e->at, text, strlen(text)) == 0;
}

static bool ends_here(const struct ear *e, const char *text)
{
    return strcmp(e->word + e->at, text) == 0;
}

static void say(struct ear *e, char code)
{
    if (e->written && e->out[e->written - 1] == code)
        return;
    if (e->written < SOUND_MOST)
        e->out[e->written++] = code;
}

/* 'ti', 'si', 'ci' before another vowel: nation, tension, special, patient. */
static bool is_soft_i(const struct ear *e)
{
    return letter(e, 1) == 'i' &&
           (letter(e, 2) == 'o' || letter(e, 2) == 'a' || letter(e, 2) == 'e') && e->at > 0;
}

static bool is_front_vowel(char c)
{
    return c == 'e' || c == 'i' || c == 'y';
}

static size_t hear_c(struct ear *e)
{
    if (follows(e, "ch")) {
        bool hard = letter(e, -1) == 's' || letter(e, 2) == 'r' || letter(e, 2) == 'l';
        say(e, hard ? 'K' : 'X');
        return 2;
    }
    if (is_soft_i(e)) {
        say(e, 'X');
        return 2;
    }
    if (letter(e, 1) == 'c' && is_front_vowel(letter(e, 2))) {
        say(e, 'K');
        say(e, 'S');
        return 2;
    }
    say(e, is_front_vowel(letter(e, 1)) ? 'S' : 'K');
    return letter(e, 1) == 'k' || letter(e, 1) == 'q' ? 2 : 1;
}

/* Whether 'gh' here is the f of 'enough'. */
static bool is_rough(const struct ear *e)
{
    static const char *const words[] = {"enough", "rough", "tough", "cough", "laugh", "trough"};
    size_t before = e->at + 2;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t bytes = strlen(words[i]);
        if (before >= bytes && strncmp(e->word + before - bytes, words[i], bytes) == 0 &&
            (before == bytes || e->word[before - bytes - 1] != 'h'))
            return !(before > bytes && strncmp(e->word, "th", 2) == 0);
    }
    return false;
}

static size_t hear_g(struct ear *e)
{
    if (follows(e, "gh")) {
        if (e->at == 0)
            say(e, 'K');
        else if (is_rough(e))
            say(e, 'F');
        else if (!is_vowel(letter(e, -1)))
            say(e, 'K');
        return 2;
    }
    if (ends_here(e, "gn") || ends_here(e, "gns") || ends_here(e, "gned") ||
        (e->at == 0 && letter(e, 1) == 'n'))
        return 1;
    say(e, is_front_vowel(letter(e, 1)) && letter(e, -1) != 'g' ? 'J' : 'K');
    return letter(e, 1) == 'g' ? 2 : 1;
}

static size_t hear_s(struct ear *e)
{
    if (follows(e, "sh")) {
        say(e, 'X');
        return 2;
    }
    if (follows(e, "sch")) {
        say(e, 'S');
        say(e, 'K');
        return 3;
    }
    if (is_soft_i(e) || (letter(e, 1) == 's' && letter(e, 2) == 'i' && letter(e, 3) == 'o')) {
        say(e, 'X');
        return letter(e, 1) == 's' ? 3 : 2;
    }
    if (e->at == 1 && e->word[0] == 'i' && letter(e, 1) == 'l') /* island */
        return 1;
    say(e, 'S');
    if (letter(e, 1) == 'c' && is_front_vowel(letter(e, 2)))
        return 2;
    if (ends_here(e, "stle") || ends_here(e, "stles") || follows(e, "sten"))
        return 2;
    return 1;
}

static size_t hear_t(struct ear *e)
{
    if (follows(e, "tch"))
        return 1;
    if (follows(e, "th")) {
        say(e, 'F');
        return 2;
    }
    if (is_soft_i(e)) {
        say(e, 'X');
        return 2;
    }
    say(e, follows(e, "ture") && e->at ? 'X' : 'T');
    return 1;
}

static size_t hear_d(struct ear *e)
{
    if (letter(e, 1) == 'j' || (letter(e, 1) == 'g' && is_front_vowel(letter(e, 2)))) {
        say(e, 'J');
        return 2;
    }
    say(e, 'T');
    return 1;
}

static size_t hear_n(struct ear *e)
{
    say(e, 'N');
    return ends_here(e, "ng") ? 2 : 1;
}

/* The rest of the consonants; vowels are heard only at the start. */
static size_t hear_other(struct ear *e, char c)
{
    char next = letter(e, 1);
    switch (c) {
    case 'b':
        if (!(letter(e, -1) == 'm' && (next == '\0' || next == 's')) && next != 't')
            say(e, 'P');
        return 1;
    case 'p':
        say(e, next == 'h' ? 'F' : 'P');
        return next == 'h' ? 2 : 1;
    case 'q':
        say(e, 'K');
        if (next == 'u' && is_vowel(letter(e, 2)))
            say(e, 'W');
        return next == 'u' ? 2 : 1;
    case 'x':
        if (e->at)
            say(e, 'K');
        say(e, 'S');
        return next == 'c' && is_front_vowel(letter(e, 2)) ? 2 : 1;
    case 'l':
        if (next == 'k' && (letter(e, -1) == 'a' || letter(e, -1) == 'o'))
            return 1;
        say(e, 'L');
        return 1;
    case 'm':
        say(e, 'M');
        return ends_here(e, "mn") ? 2 : 1;
    case 'h':
        if (e->at == 0)
            say(e, 'H');
        return 1;
    case 'w':
    case 'y':
        if (is_vowel(next))
            say(e, c == 'w' ? 'W' : 'Y');
        else if (e->at == 0)
            say(e, 'A');
        return c == 'w' && next == 'h' ? 2 : 1;
    default:
        break;
    }
    if (is_vowel(c)) {
        if (e->at == 0)
            say(e, 'A');
        return 1;
    }
    static const char from[] = "fvjkrz", to[] = "FFJKRS";
    const char *found = strchr(from, c);
    if (found)
        say(e, to[found - from]);
    return 1;
}

static size_t hear(struct ear *e)
{
    char c = letter(e, 0);
    switch (c) {
    case 'c':
        return hear_c(e);
    case 'd':
        return hear_d(e);
    case 'g':
        return hear_g(e);
    case 'n':
        return hear_n(e);
    case 's':
        return hear_s(e);
    case 't':
        return hear_t(e);
    default:
        return hear_other(e, c);
    }
}

static size_t silent_beginning(const char *word)
{
    static const char *const pairs[] = {"kn", "pn", "wr", "ps"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strncmp(word, pairs[i], 2) == 0)
            return 1;
    return 0;
}

void sound_key(const char *term, char out[SOUND_MOST + 1])
{
    out[0] = '\0';
    for (const char *c = term; *c; c++)
        if (*c < 'a' || *c > 'z')
            return;
    const char *word = term + silent_beginning(term);
    struct ear e = {.word = word, .count = strlen(word), .out = out};
    if (strncmp(word, "wh", 2) == 0) { /* who, whole; else as w */
        say(&e, word[2] == 'o' ? 'H' : 'W');
        e.at = 2;
    }
    while (e.at < e.count)
        e.at += hear(&e);
    out[e.written] = '\0';
}

enum { LETTER = 4, NEAR_LETTER = 2, VOWEL_LOST = 3 };

static bool sound_alike(char a, char b)
{
    static const char *const alike[] = {"ck", "kq", "cs", "sz", "fv", "gj",
                                        "td", "mn", "bp", "iy", "cq", "uw"};
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if ((alike[i][0] == a && alike[i][1] == b) || (alike[i][0] == b && alike[i][1] == a))
            return true;
    return is_vowel(a) && is_vowel(b);
}

/* What it costs to leave out the letter at `i`. */
static int loss(const char *word, size_t i)
{
    char c = word[i];
    if (c == 'h' || (i && word[i - 1] == c) || (c == 'e' && !word[i + 1]))
        return NEAR_LETTER;
    return is_vowel(c) ? VOWEL_LOST : LETTER;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int distance(const char *a, const char *b, int most, bool to_beginning)
{
    size_t m = strlen(a), n = strlen(b);
    if (m > TERM_MOST_BYTES || n > TERM_MOST_BYTES)
        return most + 1;
    int rows[3][TERM_MOST_BYTES + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    last[0] = 0;
    for (size_t j = 1; j <= n; j++)
        last[j] = last[j - 1] + loss(b, j - 1);
    for (size_t i = 1; i <= m; i++) {
        now[0] = last[0] + loss(a, i - 1);
        int least = now[0];
        for (size_t j = 1; j <= n; j++) {
            char x = a[i - 1], y = b[j - 1];
            int cost = last[j - 1] + (x == y ? 0 : sound_alike(x, y) ? NEAR_LETTER : LETTER);
            cost = smaller(cost, last[j] + loss(a, i - 1));
            cost = smaller(cost, now[j - 1] + loss(b, j - 1));
            if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y)
                cost = smaller(cost, before[j - 2] + LETTER);
            now[j] = cost;
            least = smaller(least, cost);
        }
        if (least > most)
            return most + 1;
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    int result = last[n];
    for (size_t j = 0; to_beginning && j < n; j++)
        result = smaller(result, last[j]);
    return result <= most ? result : most + 1;
}

int sound_distance(const char *a, const char *b, int most)
{
    return distance(a, b, most, false);
}

int sound_distance_to_beginning(const char *a, const char *b, int most)
{
    return distance(a, b, most, true);
}
