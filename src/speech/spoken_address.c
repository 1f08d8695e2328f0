#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

enum { PART_BYTES_MOST = 64 };

static const char *find_bytes(const char *text, size_t bytes, const char *what)
{
    return memmem(text, bytes, what, strlen(what));
}

static bool is_domain_end(const char *text, size_t bytes)
{
    return spoken_one_of(text, bytes,
                         "org com net uk eu gov edu info ac int wales cymru scot ie london tv io "
                         "coop ngo") >= 0;
}

/* "bit.ly", "youtu.be": before a slash any small letters with a stop between are an address; "e.g" is none. */
static bool is_host(const char *text, size_t bytes, size_t last)
{
    for (size_t i = 0; i < bytes; i++) {
        if (spoken_is_upper(text[i]) || (text[i] & 0x80))
            return false;
    }
    return last > 2 && bytes - last >= 2 && bytes - last <= 6;
}

/* "example.org", "www.example.org.uk/path", "https://..." */
static bool is_web_address(const char *text, size_t bytes)
{
    if (find_bytes(text, bytes, "://") || (bytes > 4 && memcmp(text, "www.", 4) == 0))
        return true;
    size_t host = 0, dots = 0, last = 0;
    while (host < bytes && (spoken_is_letter(text[host]) || spoken_is_digit(text[host]) ||
                            text[host] == '-' || text[host] == '.')) {
        if (text[host] == '.') {
            dots++;
            last = host + 1;
        }
        host++;
    }
    bool has_path = host + 1 < bytes && text[host] == '/' && is_host(text, host, last);
    return dots && last > 1 && (host == bytes || text[host] == '/') &&
           (has_path || is_domain_end(text + last, host - last)) && spoken_is_lower(text[host - 1]);
}

static bool is_mail_address(const char *text, size_t bytes)
{
    const char *at = memchr(text, '@', bytes);
    return at && at > text && memchr(at, '.', bytes - (size_t)(at - text)) != NULL;
}

/* A run of letters or digits of an address. */
static void add_address_part(const struct sentence *s, const char *text, size_t bytes,
                             struct str *out)
{
    if (spoken_is_digit(text[0])) {
        struct numeral n = numeral_read(text, bytes);
        if (bytes == 4 && n.whole >= 1900 && n.whole < 2100)
            number_add_year(out, n.whole);
        else
            number_add_digits(out, text, bytes, true);
        return;
    }
    char large[PART_BYTES_MOST];
    bool has_vowel = false;
    for (size_t i = 0; i < bytes && i < sizeof large; i++) {
        large[i] = spoken_is_lower(text[i]) ? (char)(text[i] - 32) : text[i];
        has_vowel = has_vowel || spoken_is_vowel(text[i]) || (text[i] & 0x80) || large[i] == 'Y';
    }
    const char *entry =
        bytes <= sizeof large && bytes > 1 ? lexicon_find(s->lexicon, large, bytes) : NULL;
    if (!has_vowel || bytes == 1 || spoken_one_of(text, bytes, "uk eu ac tv io ie") >= 0)
        spoken_add_letters(s, text, bytes, out);
    else if (entry && bytes <= 8 && !spoken_is_shouted(s, text, bytes))
        spoken_add_entry(s, entry, large, bytes, out);
    else
        spoken_add_word(s, text, bytes, out);
}

static const char *name_of_sign(const struct sentence *s, char sign)
{
    static const struct {
        char sign;
        const char *phrase, *english;
    } signs[] = {{'.', "@dot", "dot"},   {'/', "@path", "slash"},
                 {'-', "@dash", "dash"}, {'_', "@low", "underscore"},
                 {'@', "@at", "at"},     {'?', "@query", "question mark"},
                 {'=', "=", "equals"},   {'&', "&", "and"},
                 {'#', "@hash", "hash"}, {'+', "+", "plus"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign == sign)
            return lexicon_phrase(s->lexicon, signs[i].phrase, signs[i].english);
    }
    return NULL;
}

static void add_whole_address(const struct sentence *s, const char *text, size_t bytes,
                              struct str *out)
{
    const char *scheme = find_bytes(text, bytes, "://");
    size_t at = scheme ? (size_t)(scheme - text) + 3 : 0;
    if (bytes - at > 4 && memcmp(text + at, "www.", 4) == 0)
        at += 4;
    while (bytes > at && text[bytes - 1] == '/')
        bytes--;
    while (at < bytes) {
        size_t length = 0;
        bool digits = spoken_is_digit(text[at]);
        while (at + length < bytes &&
               (digits ? spoken_is_digit(text[at + length]) : spoken_is_letter(text[at + length])))
            length++;
        if (length) {
            add_address_part(s, text + at, length, out);
            at += length;
            continue;
        }
        const char *name = name_of_sign(s, text[at++]);
        if (name)
            number_add_word(out, name);
    }
}

bool spoken_add_address(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    size_t first = 1;
    while (first < bytes && spoken_is_digit(text[first]))
        first++;
    if (first < bytes && (text[0] == '#' || text[0] == '@') && spoken_is_letter(text[first])) {
        number_add_word(out, text[0] == '#' ? lexicon_phrase(s->lexicon, "@hashtag", "hashtag")
                                            : lexicon_phrase(s->lexicon, "@at", "at"));
        spoken_add_words(s, text + 1, bytes - 1, '_', out);
        return true;
    }
    if (!is_mail_address(text, bytes) && !is_web_address(text, bytes))
        return false;
    add_whole_address(s, text, bytes, out);
    return true;
}
