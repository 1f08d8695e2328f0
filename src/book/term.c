#include "book/term.h"

#include "base/str.h"

#include <string.h>
#include <unicode/uchar.h>

bool term_lang_is_welsh(const char *lang)
{
    return strncmp(lang, "cy", 2) == 0 && (lang[2] == 0 || lang[2] == '-' || lang[2] == '_');
}

static size_t primary_bytes(const char *lang)
{
    return strcspn(lang, "-_");
}

bool term_same_lang(const char *one, const char *other)
{
    one = *one ? one : "en";
    other = *other ? other : "en";
    size_t bytes = primary_bytes(one);
    return bytes == primary_bytes(other) && memcmp(one, other, bytes) == 0;
}

enum letter { LETTER_NONE, LETTER_KEPT, LETTER_APOSTROPHE, LETTER_HYPHEN, LETTER_SLASH };

static enum letter letter_of(uint32_t cp)
{
    if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9'))
        return LETTER_KEPT;
    if (cp == '\'' || cp == 0x2019 || cp == 0x02bc || cp == 0x2018)
        return LETTER_APOSTROPHE;
    if (cp == '-' || (cp >= 0x2010 && cp <= 0x2014))
        return LETTER_HYPHEN;
    if (cp == '/')
        return LETTER_SLASH;
    if (cp < 0x80)
        return LETTER_NONE;
    return u_isalnum((UChar32)cp) || u_charType((UChar32)cp) == U_NON_SPACING_MARK ? LETTER_KEPT
                                                                                   : LETTER_NONE;
}

/* What hangs on a word by an apostrophe: the English possessive; in Welsh the short forms of small words (i'r, a'u). */
static void drop_hanging(struct term_token *token, bool is_welsh)
{
    static const char *const english[] = {"'s", NULL};
    static const char *const welsh[] = {"'r", "'n",  "'i",  "'u", "'w",
                                        "'m", "'ch", "'th", "'s", NULL};
    while (token->bytes && token->text[token->bytes - 1] == '\'')
        token->bytes--;
    for (const char *const *end = is_welsh ? welsh : english; *end; end++) {
        size_t end_bytes = strlen(*end);
        if (token->bytes > end_bytes &&
            memcmp(token->text + token->bytes - end_bytes, *end, end_bytes) == 0) {
            token->bytes = (uint8_t)(token->bytes - end_bytes);
            break;
        }
    }
    token->text[token->bytes] = 0;
}

struct cutter {
    struct term_token *tokens;
    size_t count, most;
    size_t letters;
    bool is_open, is_too_long, is_welsh;
    uint8_t cut; /* the next token follows a cut */
};

static void close_token(struct cutter *cutter, bool is_cut)
{
    if (cutter->is_open) {
        struct term_token *token = &cutter->tokens[cutter->count++];
        if (cutter->is_too_long)
            token->bytes = 0;
        drop_hanging(token, cutter->is_welsh);
        token->precedes_cut = is_cut;
    } else if (is_cut && cutter->count) {
        cutter->tokens[cutter->count - 1].precedes_cut = true;
    }
    cutter->is_open = false;
    cutter->cut |= is_cut;
}

static void add_letter(struct cutter *cutter, uint32_t cp)
{
    struct term_token *token = &cutter->tokens[cutter->count];
    if (!cutter->is_open) {
        *token = (struct term_token){.follows_cut = cutter->cut};
        cutter->is_open = true;
        cutter->is_too_long = false;
        cutter->cut = false;
        cutter->letters = 0;
    }
    char utf8[4];
    uint32_t small =
        cp < 0x80 ? (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp) : (uint32_t)u_tolower((UChar32)cp);
    size_t bytes = utf8_encode(small, utf8);
    if (small != cp && cutter->letters < 32)
        token->capitals |= 1u << cutter->letters;
    cutter->letters++;
    if (token->bytes + bytes > INFLECT_BYTES_MOST) {
        cutter->is_too_long = true;
        return;
    }
    memcpy(token->text + token->bytes, utf8, bytes);
    token->bytes = (uint8_t)(token->bytes + bytes);
}

/* False when there are more tokens than fit. */
static bool cut_word(struct cutter *cutter, const char *word, size_t bytes)
{
    cutter->cut = true;
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = utf8_decode(word + at, bytes - at, &used);
        enum letter letter = letter_of(cp);
        if (letter == LETTER_KEPT || (letter == LETTER_APOSTROPHE && cutter->is_open)) {
            if (cutter->count >= cutter->most)
                return false;
            add_letter(cutter, letter == LETTER_KEPT ? cp : '\'');
        } else if (letter == LETTER_HYPHEN || letter == LETTER_SLASH) {
            close_token(cutter, letter == LETTER_SLASH);
        } else if (cp == '&' && bytes == 1 && cutter->count < cutter->most) {
            add_letter(cutter, 'a');
            add_letter(cutter, 'n');
            add_letter(cutter, 'd');
        }
    }
    close_token(cutter, true);
    return true;
}

size_t term_tokens(const char *word, size_t bytes, bool is_welsh,
                   struct term_token tokens[TERM_WORD_TOKENS_MOST])
{
    struct cutter cutter = {.tokens = tokens, .most = TERM_WORD_TOKENS_MOST, .is_welsh = is_welsh};
    return cut_word(&cutter, word, bytes) ? cutter.count : 0;
}

size_t term_cut(const char *term, size_t bytes, bool is_welsh,
                struct term_token tokens[TERM_TOKENS_MOST])
{
    struct cutter cutter = {.tokens = tokens, .most = TERM_TOKENS_MOST, .is_welsh = is_welsh};
    for (size_t at = 0; at < bytes;) {
        size_t end = at;
        while (end < bytes && term[end] != ' ')
            end++;
        if (!cut_word(&cutter, term + at, end - at))
            return 0;
        at = end + 1;
    }
    return cutter.count;
}
