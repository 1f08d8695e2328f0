#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

enum { PART_BYTES_MOST = 64 };

static bool is_vowel(char c)
{
    return c && strchr("AEIOUaeiou", c);
}

static bool is_ascii_letter(char c)
{
    return spoken_is_upper(c) || spoken_is_lower(c);
}

static bool is_letter(char c)
{
    return is_ascii_letter(c) || (c & 0x80);
}

static bool is_all(const char *text, size_t bytes, bool (*is)(char))
{
    for (size_t i = 0; i < bytes; i++) {
        if (!is(text[i]))
            return false;
    }
    return bytes > 0;
}

static const char *find_bytes(const char *text, size_t bytes, const char *what)
{
    return memmem(text, bytes, what, strlen(what));
}

void spoken_add_plain(const char *text, size_t bytes, struct str *out)
{
    size_t used;
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(text + i, bytes - i, &used);
        bool is_markup = cp < 0x80 && cp && strchr("[](){}<>|\\^~`*_\"", (int)cp);
        bool is_hidden = cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0xfffd ||
                         cp == 0x200b || cp == 0x2060 || cp == 0xfeff ||
                         (cp >= 0x200e && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
                         (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0xe000 && cp <= 0xf8ff);
        if (is_markup || is_hidden)
            continue;
        str_add_codepoint(out, cp == 0x2019 ? '\'' : cp == 0x2010 || cp == 0x2011 ? '-' : cp);
    }
}

static void part(struct str *out)
{
    if (out->length_bytes && out->data[out->length_bytes - 1] != ' ')
        str_add_char(out, ' ');
}

void spoken_add_part(const char *text, size_t bytes, struct str *out)
{
    part(out);
    spoken_add_plain(text, bytes, out);
}

void spoken_add_letters(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    size_t used;
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(text + i, bytes - i, &used);
        if (cp == '.' || cp == '-')
            continue;
        part(out);
        if (cp >= 'a' && cp <= 'z')
            cp -= 32;
        if (cp == 'A' && s->is_english)
            str_add(out, "eigh"); /* alone it would be the article */
        else if (cp < 0x80)
            spoken_add_plain(&(char){(char)cp}, 1, out);
        else
            spoken_add_plain(text + i, used, out);
    }
}

static void add_small(const char *text, size_t bytes, struct str *out)
{
    part(out);
    for (size_t i = 0; i < bytes; i++)
        str_add_char(out, spoken_is_upper(text[i]) ? (char)(text[i] + 32) : text[i]);
}

static void add_entry(const struct sentence *s, const char *entry, const char *text, size_t bytes,
                      struct str *out)
{
    if (strcmp(entry, "*") == 0)
        spoken_add_letters(s, text, bytes, out);
    else if (entry[0] != '-' || entry[1]) { /* '-' alone: nothing is said */
        part(out);
        str_add(out, entry);
    }
}

/* Whether a word in capitals could be said as a word: no odd cluster of consonants. */
static bool can_be_said(const char *text, size_t bytes)
{
    static const char begins[] =
        "BL BR CH CL CR DR DW FL FR GL GR KN PH PL PR SC SH SK SL SM SN SP "
        "ST SW TH TR TW WH WR SCH SCR SHR SPL SPR STR THR";
    size_t run = 0, vowels = 0;
    while (run < bytes && !is_vowel(text[run]))
        run++;
    if (run > 1 && spoken_one_of(text, run, begins) < 0)
        return false;
    for (size_t i = 0, consonants = 0, in_row = 0; i < bytes; i++) {
        bool vowel = is_vowel(text[i]) || (text[i] == 'Y' && i);
        vowels += vowel;
        consonants = vowel ? 0 : consonants + 1;
        in_row = vowel ? in_row + 1 : 0;
        bool at_end = i + 1 == bytes;
        if (consonants > 3 || in_row > 2 || (at_end && consonants > 2))
            return false;
        if (!vowel && consonants > 1 && i + 1 == bytes && strchr("BDFGHJMNRVWZ", text[i]) &&
            spoken_one_of(text + i - 1, 2, "CH SH TH GH PH ND RD LD NG RM RN LM LF RF FF") < 0)
            return false;
    }
    return vowels > 0;
}

static bool is_word_in_capitals(const struct sentence *s, const char *text, size_t bytes)
{
    return spoken_one_of(text, bytes, lexicon_phrase(s->lexicon, "@words-in-capitals", "")) >= 0;
}

/* Adds the ending of a plural or possessive, so that it is heard: "C S W's", "senkos". */
static void add_ending(const char *ending, bool is_spelled, struct str *out)
{
    size_t n = out->length_bytes;
    if (n > 2 && strcmp(out->data + n - 2, "]]") == 0) {
        out->length_bytes -= 2;
        str_add(out, "z]]");
    } else {
        str_add(out, is_spelled && strcmp(ending, "s") == 0 ? "'s" : ending);
    }
}

static bool ends_spelled(const struct str *out, size_t from)
{
    size_t n = out->length_bytes;
    return n > from && spoken_is_upper(out->data[n - 1]) &&
           (n - 1 == from || out->data[n - 2] == ' ');
}

/* Two or more capitals. */
static void add_capitals(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    bool is_word = is_word_in_capitals(s, text, bytes);
    const char *entry = lexicon_find(s->lexicon, text, bytes);
    if (entry && !(is_word && s->is_capitals)) {
        add_entry(s, entry, text, bytes, out);
        return;
    }
    if (!is_word && bytes > 2 && text[bytes - 1] == 'S' && s->is_capitals &&
        lexicon_find(s->lexicon, text, bytes - 1) && !is_word_in_capitals(s, text, bytes - 1)) {
        add_entry(s, lexicon_find(s->lexicon, text, bytes - 1), text, bytes - 1, out);
        add_ending("s", ends_spelled(out, 0), out);
        return;
    }
    bool has_vowel = false;
    for (size_t i = 0; i < bytes; i++)
        has_vowel = has_vowel || is_vowel(text[i]) || (s->is_capitals && text[i] == 'Y');
    bool as_word = is_word || (has_vowel && (s->is_capitals || bytes > 3) &&
                               (can_be_said(text, bytes) || (s->is_capitals && bytes > 3)));
    if (as_word)
        add_small(text, bytes, out);
    else
        spoken_add_letters(s, text, bytes, out);
}

/* "MPs", "ALLFIE's", "CSWs’": the word, its ending apart; bytes of the stem, 0 when it has none. */
static size_t stem_of(const char *text, size_t bytes, const char **ending)
{
    static const char *const marks[] = {"'s", "\xe2\x80\x99s"};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(marks[i]);
        if (bytes > length && memcmp(text + bytes - length, marks[i], length) == 0) {
            *ending = "'s";
            return bytes - length;
        }
    }
    if (bytes > 2 && text[bytes - 1] == 's' && spoken_is_upper(text[bytes - 2])) {
        *ending = "s";
        return bytes - 1;
    }
    return 0;
}

static bool add_inflected(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    const char *ending = "";
    size_t stem = stem_of(text, bytes, &ending);
    if (!stem || (!is_all(text, stem, spoken_is_upper) && !lexicon_find(s->lexicon, text, stem)))
        return false;
    size_t from = out->length_bytes;
    spoken_add_word(s, text, stem, out);
    while (from < out->length_bytes && out->data[from] == ' ')
        from++;
    add_ending(ending, ends_spelled(out, from), out);
    return true;
}

/* Where a new word begins inside "WhatsApp", "BSLForAll", "KS2"; bytes when nowhere. */
static size_t next_hump(const char *text, size_t bytes)
{
    for (size_t i = 1; i < bytes; i++) {
        char a = text[i - 1], b = text[i];
        if (spoken_is_lower(a) && spoken_is_upper(b))
            return i;
        if (i + 1 < bytes && spoken_is_upper(a) && spoken_is_upper(b) &&
            spoken_is_lower(text[i + 1]) && !(text[i + 1] == 's' && i + 2 == bytes))
            return i;
        if ((spoken_is_digit(a) && is_ascii_letter(b)) ||
            (is_ascii_letter(a) && spoken_is_digit(b)))
            return i;
    }
    return bytes;
}

static bool is_name_prefix(const char *text, size_t bytes)
{
    return spoken_one_of(text, bytes, "Mc Mac De Le La Di Du Da Van Fitz") >= 0;
}

static void add_humps(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t at = 0; at < bytes;) {
        size_t length = next_hump(text + at, bytes - at);
        if (length == bytes) { /* no hump: nothing to take apart */
            spoken_add_part(text, bytes, out);
            return;
        }
        spoken_add_word(s, text + at, length, out);
        at += length;
    }
}

/* DfT, MoD: a capital at each end, and short. */
static bool is_mixed_acronym(const char *text, size_t bytes)
{
    return bytes >= 3 && bytes <= 4 && spoken_is_upper(text[0]) &&
           spoken_is_upper(text[bytes - 1]) && spoken_is_lower(text[1]);
}

static void add_digits(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    struct numeral n = numeral_read(text, bytes);
    if (s->is_english && n.bytes == bytes && bytes == 4 && n.whole >= 1900 && n.whole < 2100)
        number_add_year(out, n.whole);
    else if (s->is_english && n.bytes == bytes)
        number_add_numeral(out, &n);
    else
        spoken_add_part(text, bytes, out);
}

/* The word cut at a sign that joins two, with `between` said there. */
static void add_both(const struct sentence *s, const char *text, size_t bytes, const char *sign,
                     size_t sign_bytes, const char *between, struct str *out)
{
    size_t first = (size_t)(sign - text);
    spoken_add_word(s, text, first, out);
    if (between[0] != ' ' && spoken_is_lower(between[0]))
        part(out);
    str_add(out, between);
    if (bytes > first + sign_bytes)
        spoken_add_word(s, text + first + sign_bytes, bytes - first - sign_bytes, out);
}

/* A full stop (or ! or ?) between a small letter and a capital: the space was forgotten. */
static const char *forgotten_space(const char *text, size_t bytes)
{
    for (size_t i = 2; i + 2 < bytes; i++) {
        bool is_stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        if (is_stop && spoken_is_lower(text[i - 1]) && is_letter(text[i - 2]) &&
            spoken_is_upper(text[i + 1]) && is_letter(text[i + 2]))
            return text + i;
    }
    return NULL;
}

/* The note's mark glued to a word: "law.8", "law[8]"; bytes of the word, 0 when there is none. */
static size_t before_note_mark(const char *text, size_t bytes)
{
    size_t at = bytes;
    while (at && (spoken_is_digit(text[at - 1]) ||
                  (at < bytes && strchr(",-", text[at - 1]) && spoken_is_digit(text[at]) &&
                   at > 1 && spoken_is_digit(text[at - 2]))))
        at--;
    size_t digits = bytes - at, marks = 0;
    while (at && strchr(".,;:!?)\"'[", text[at - 1])) {
        at--;
        marks++;
    }
    while (at > 2 && (text[at - 1] & 0xc0) == 0x80 && memcmp(text + at - 3, "\xe2\x80", 2) == 0) {
        at -= 3; /* a closing quote */
        marks++;
    }
    bool has_word = at >= 2 && is_letter(text[at - 1]) && is_letter(text[at - 2]);
    return digits && digits <= 5 && marks && has_word ? at : 0;
}

/* A.N. or e.g: single letters with full stops between. */
static bool is_dotted(const char *text, size_t bytes)
{
    if (bytes < 3)
        return false;
    for (size_t i = 0; i < bytes; i++) {
        if (i % 2 ? text[i] != '.' : !(spoken_is_upper(text[i]) || spoken_is_lower(text[i])))
            return false;
    }
    return true;
}

static bool hyphen_matters(const struct sentence *s, const char *text, size_t bytes)
{
    for (size_t at = 0; at < bytes;) {
        const char *sign = memchr(text + at, '-', bytes - at);
        size_t length = sign ? (size_t)(sign - text) - at : bytes - at;
        const char *p = text + at;
        if (length &&
            (spoken_is_digit(p[0]) || (length == 1 && spoken_is_upper(p[0])) ||
             next_hump(p, length) < length || (length > 1 && is_all(p, length, spoken_is_upper)) ||
             lexicon_find(s->lexicon, p, length)))
            return true;
        at += length + 1;
    }
    return false;
}

/* Words joined by a sign that is said or heard. */
static bool add_joined(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    const char *sign;
    if ((sign = find_bytes(text, bytes, "\xe2\x80\x94")) != NULL ||
        (sign = find_bytes(text, bytes, "\xe2\x80\xa6")) != NULL) {
        add_both(s, text, bytes, sign, 3, ", ", out);
        return true;
    }
    if ((sign = memchr(text, '/', bytes)) != NULL) {
        add_both(s, text, bytes, sign, 1, lexicon_phrase(s->lexicon, "@slash", ", "), out);
        return true;
    }
    if ((sign = memchr(text, '&', bytes)) != NULL && bytes > 1) {
        add_both(s, text, bytes, sign, 1, lexicon_phrase(s->lexicon, "&", ", "), out);
        return true;
    }
    if ((sign = forgotten_space(text, bytes)) != NULL) {
        spoken_add_word(s, text, (size_t)(sign - text), out);
        str_add_char(out, *sign);
        spoken_add_word(s, sign + 1, bytes - (size_t)(sign + 1 - text), out);
        return true;
    }
    size_t word = before_note_mark(text, bytes);
    if (word) {
        spoken_add_word(s, text, word, out);
        if (strchr(".,;:!?", text[word]))
            str_add_char(out, text[word]);
        return true;
    }
    if ((sign = find_bytes(text, bytes, "\xe2\x80\x93")) != NULL) {
        add_both(s, text, bytes, sign, 3, " ", out);
        return true;
    }
    if ((sign = memchr(text, '-', bytes)) != NULL && hyphen_matters(s, text, bytes)) {
        add_both(s, text, bytes, sign, 1, " ", out);
        return true;
    }
    return false;
}

/* "1990s", as a part of "mid-1990s" */
static bool add_decade(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    struct numeral n = numeral_read(text, bytes);
    if (!s->is_english || bytes != 5 || n.bytes != 4 || text[4] != 's' || n.whole % 10)
        return false;
    number_add_decade(out, n.whole);
    return true;
}

void spoken_add_word(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    if (!bytes)
        return;
    bool is_upper = bytes > 1 && is_all(text, bytes, spoken_is_upper);
    const char *entry = is_upper ? NULL : lexicon_find(s->lexicon, text, bytes);
    if (is_upper)
        add_capitals(s, text, bytes, out);
    else if (entry)
        add_entry(s, entry, text, bytes, out);
    else if (add_inflected(s, text, bytes, out) || add_decade(s, text, bytes, out))
        return;
    else if (is_all(text, bytes, spoken_is_digit))
        add_digits(s, text, bytes, out);
    else if (is_dotted(text, bytes) || is_mixed_acronym(text, bytes))
        spoken_add_letters(s, text, bytes, out);
    else if (add_joined(s, text, bytes, out))
        return;
    else if (next_hump(text, bytes) < bytes && !is_name_prefix(text, next_hump(text, bytes)))
        add_humps(s, text, bytes, out);
    else
        spoken_add_part(text, bytes, out);
}

static bool is_domain_end(const char *text, size_t bytes)
{
    return spoken_one_of(text, bytes,
                         "org com net uk eu gov edu info ac int wales cymru scot ie london tv io "
                         "coop ngo") >= 0;
}

/* "example.org", "www.example.org.uk/path", "https://..." */
static bool is_web_address(const char *text, size_t bytes)
{
    if (find_bytes(text, bytes, "://") || (bytes > 4 && memcmp(text, "www.", 4) == 0))
        return true;
    size_t host = 0, dots = 0, last = 0;
    while (host < bytes && (is_letter(text[host]) || spoken_is_digit(text[host]) ||
                            text[host] == '-' || text[host] == '.')) {
        if (text[host] == '.') {
            dots++;
            last = host + 1;
        }
        host++;
    }
    return dots && last > 1 && (host == bytes || text[host] == '/') &&
           is_domain_end(text + last, host - last) && spoken_is_lower(text[host - 1]);
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
        has_vowel = has_vowel || is_vowel(text[i]) || (text[i] & 0x80) || large[i] == 'Y';
    }
    const char *entry =
        bytes <= sizeof large && bytes > 1 ? lexicon_find(s->lexicon, large, bytes) : NULL;
    if (!has_vowel || bytes == 1 || spoken_one_of(text, bytes, "uk eu ac tv io ie") >= 0)
        spoken_add_letters(s, text, bytes, out);
    else if (entry && bytes <= 8 && !is_word_in_capitals(s, text, bytes))
        add_entry(s, entry, large, bytes, out);
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
               (digits ? spoken_is_digit(text[at + length]) : is_letter(text[at + length])))
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
    if (first < bytes && (text[0] == '#' || text[0] == '@') && is_letter(text[first])) {
        number_add_word(out, text[0] == '#' ? lexicon_phrase(s->lexicon, "@hashtag", "hashtag")
                                            : lexicon_phrase(s->lexicon, "@at", "at"));
        for (size_t at = 1; at < bytes;) { /* "_" parts words too */
            size_t length = 0;
            while (at + length < bytes && text[at + length] != '_')
                length++;
            if (length)
                spoken_add_word(s, text + at, length, out);
            at += length + 1;
        }
        return true;
    }
    if (!is_mail_address(text, bytes) && !is_web_address(text, bytes))
        return false;
    add_whole_address(s, text, bytes, out);
    return true;
}
