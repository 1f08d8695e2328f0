#include "speech/spoken_token.h"

#include <string.h>

bool spoken_same(const char *text, size_t bytes, const char *word)
{
    for (size_t i = 0; i < bytes; i++) {
        char a = text[i], b = word[i];
        if (spoken_is_upper(a))
            a = (char)(a + 32);
        if (spoken_is_upper(b))
            b = (char)(b + 32);
        if (a != b || !b)
            return false;
    }
    return word[bytes] == 0;
}

int spoken_one_of(const char *text, size_t bytes, const char *list)
{
    int place = 0;
    while (bytes && *list) {
        size_t length = strcspn(list, " ");
        char word[32];
        if (length == bytes && length < sizeof word) {
            memcpy(word, list, length);
            word[length] = 0;
            if (spoken_same(text, bytes, word))
                return place;
        }
        list += length + (list[length] == ' ');
        place++;
    }
    return -1;
}

const struct token *spoken_at(const struct sentence *s, size_t i)
{
    static const struct token none = {.text = "", .core = ""};
    return i < s->count ? &s->tokens[i] : &none;
}

static bool is_raised_digit(uint32_t cp)
{
    return cp == 0xb9 || cp == 0xb2 || cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079);
}

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == '`' || (cp >= 0x2018 && cp <= 0x201f) || cp == 0xab ||
           cp == 0xbb || cp == 0x2039 || cp == 0x203a;
}

static bool is_wide_dash(uint32_t cp)
{
    return cp >= 0x2012 && cp <= 0x2015;
}

static bool is_bullet(uint32_t cp)
{
    return cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || cp == 0xb7 || cp == 0x2219 ||
           cp == 0x2217 || (cp >= 0x25a0 && cp <= 0x25ff) || (cp >= 0x2610 && cp <= 0x2612) ||
           cp == 0x2605 || cp == 0x2606 || cp == 0x2756 || cp == 0x2794 || cp == 0x27a2 ||
           cp == 0x27a4 || (cp >= 0xe000 && cp <= 0xf8ff);
}

/* Signs that stand before a word and are not said. */
static bool is_lead(uint32_t cp)
{
    return is_quote(cp) || is_wide_dash(cp) || is_bullet(cp) || cp == '(' || cp == '[' ||
           cp == '{' || cp == '<' || cp == '*' || cp == 0x2026 || cp == 0xa1 || cp == 0xbf ||
           cp == 0x2020 || cp == 0x2021 || cp == 0xfeff || cp == 0x200b || cp == '_' || cp == '|';
}

static bool is_trail(uint32_t cp)
{
    return is_quote(cp) || is_wide_dash(cp) || is_raised_digit(cp) || cp == '.' || cp == ',' ||
           cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == ')' || cp == ']' ||
           cp == '}' || cp == '>' || cp == '*' || cp == 0x2026 || cp == 0x2020 || cp == 0x2021 ||
           cp == 0xae || cp == 0x2122 || cp == 0xfeff || cp == 0x200b || cp == '_' || cp == '|' ||
           cp == 0x60c || cp == 0x61b || cp == 0x61f || cp == 0x6d4;
}

/* The stop that a sign stands for, and how strong it is. */
static char stop_of(uint32_t cp)
{
    if (cp == 0x60c)
        return ',';
    if (cp == 0x61b)
        return ';';
    if (cp == 0x61f)
        return '?';
    if (cp == 0x6d4)
        return '.';
    if (cp == 0x2026 || cp == ')' || cp == ']' || is_wide_dash(cp))
        return ',';
    return cp < 0x80 && strchr(",;:.?!", (int)cp) && cp ? (char)cp : 0;
}

static char stronger(char a, char b)
{
    static const char order[] = ",;:.!?";
    if (!a || !b)
        return a ? a : b;
    return strchr(order, a) > strchr(order, b) ? a : b;
}

static bool keeps_lead(uint32_t cp, const char *rest, size_t bytes)
{
    /* '-6' and '<6' keep their sign */
    return (cp == '-' || cp == '<') && bytes && spoken_is_digit(rest[0]);
}

/* "m²", "3km²": the raised figure belongs to the unit. */
static bool is_square_unit(const char *text, size_t bytes)
{
    size_t letters = 0;
    while (letters < bytes && spoken_is_lower(text[bytes - letters - 1]))
        letters++;
    bool is_whole = letters == bytes || spoken_is_digit(text[bytes - letters - 1]);
    return is_whole && spoken_one_of(text + bytes - letters, letters, "m cm mm km ft") >= 0;
}

void spoken_find_core(struct token *t)
{
    size_t used, at = 0, end = t->bytes;
    if (end == 1 && (t->text[0] == '<' || t->text[0] == '>')) {
        t->core = t->text;
        t->core_bytes = 1;
        return;
    }
    while (at < end) {
        uint32_t cp = utf8_decode(t->text + at, end - at, &used);
        bool keeps = keeps_lead(cp, t->text + at + 1, end - at - 1);
        bool lone_dash = cp == '-' && !keeps;
        if (keeps || (!is_lead(cp) && !lone_dash))
            break;
        t->opens = t->opens || cp == '(' || cp == '[' || is_wide_dash(cp) || lone_dash;
        at += used;
    }
    while (end > at) {
        size_t begin = end - 1;
        while (begin > at && (t->text[begin] & 0xc0) == 0x80)
            begin--;
        uint32_t cp = utf8_decode(t->text + begin, end - begin, &used);
        bool closes_inside =
            cp == ')' && end - at > 1 && memchr(t->text + at, '(', end - at - 1) != NULL;
        bool is_power = (cp == 0xb2 || cp == 0xb3) && is_square_unit(t->text + at, begin - at);
        if (!is_trail(cp) || closes_inside || is_power)
            break;
        t->stop = stronger(t->stop, stop_of(cp));
        t->has_dot = cp == '.';
        end = begin;
    }
    t->core = t->text + at;
    t->core_bytes = end - at;
}

char spoken_first(const struct token *t)
{
    return t->core_bytes ? t->core[0] : 0;
}

bool spoken_is_capitalised(const struct token *t)
{
    return t->core_bytes > 1 && spoken_is_upper(t->core[0]) &&
           (spoken_is_lower(t->core[1]) || (t->core[1] & 0x80) || t->core[1] == '\'');
}

void spoken_drop_dot(struct token *t)
{
    char last = t->bytes ? t->text[t->bytes - 1] : 0;
    t->stop = last && strchr(",;:?!", last) ? last : 0;
}

bool spoken_is_dash(const struct token *t)
{
    size_t used;
    if (!t->bytes || t->core_bytes)
        return false;
    uint32_t cp = utf8_decode(t->text, t->bytes, &used);
    return used == t->bytes && (cp == '-' || is_wide_dash(cp));
}

bool spoken_is_one_of(const struct token *t, const char *list)
{
    return spoken_one_of(t->core, t->core_bytes, list) >= 0;
}

size_t spoken_letters(const struct token *t)
{
    size_t n = 0;
    while (n < t->core_bytes && (spoken_is_lower(t->core[n]) || spoken_is_upper(t->core[n])))
        n++;
    return n;
}
