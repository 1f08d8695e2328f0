#include "speech/spoken_amount.h"

#include <string.h>

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

static void add_plain(const char *text, size_t bytes, struct str *out)
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

/* A letter with marks that an English voice does not know (Vietnamese, Romanian) without them. */
static uint32_t base_letter(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
        char letter;
    } spans[] = {{0x1ea0, 0x1eb7, 'a'}, {0x1eb8, 0x1ec7, 'e'}, {0x1ec8, 0x1ecb, 'i'},
                 {0x1ecc, 0x1ee3, 'o'}, {0x1ee4, 0x1ef1, 'u'}, {0x1ef2, 0x1ef9, 'y'},
                 {0x1e80, 0x1e85, 'w'}, {0x1e10, 0x1e13, 'd'}, {0x1e62, 0x1e63, 's'},
                 {0x1e24, 0x1e25, 'h'}, {0x1a0, 0x1a1, 'o'},   {0x1af, 0x1b0, 'u'},
                 {0x218, 0x219, 's'},   {0x21a, 0x21b, 't'},   {0x1cd, 0x1ce, 'a'}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (cp >= spans[i].first && cp <= spans[i].last)
            return (uint32_t)spans[i].letter;
    }
    return cp;
}

/* The word for a voice that reads English: combining marks (U+0300 to U+036F) are dropped too. */
static void add_english_part(const char *text, size_t bytes, struct str *out)
{
    size_t used;
    part(out);
    for (size_t i = 0; i < bytes; i += used) {
        uint32_t cp = utf8_decode(text + i, bytes - i, &used), base = base_letter(cp);
        if (base != cp)
            str_add_codepoint(out, base);
        else if (cp < 0x300 || cp > 0x36f)
            add_plain(text + i, used, out);
    }
}

void spoken_add_part(const char *text, size_t bytes, struct str *out)
{
    part(out);
    add_plain(text, bytes, out);
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
            add_plain(&(char){(char)cp}, 1, out);
        else
            add_plain(text + i, used, out);
    }
}

/* "SENDcrisis": the capitals are a known acronym, and the small letters a word. */
static size_t known_capitals(const struct sentence *s, const char *text, size_t bytes)
{
    size_t capitals = 0, small = 0;
    while (capitals < bytes && spoken_is_upper(text[capitals]))
        capitals++;
    while (capitals + small < bytes && spoken_is_lower(text[capitals + small]))
        small++;
    return capitals > 2 && small > 3 && lexicon_find(s->lexicon, text, capitals) ? capitals : 0;
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
        if ((spoken_is_digit(a) && spoken_is_ascii_letter(b) && !(b == 's' && i + 1 == bytes)) ||
            (spoken_is_ascii_letter(a) && spoken_is_digit(b)))
            return i;
    }
    return bytes;
}

static bool is_name_prefix(const char *text, size_t bytes)
{
    return spoken_one_of(text, bytes, "Mc Mac De Le La Di Du Da Van Fitz") >= 0;
}

/* "A4", "4a", "HepA": a letter; in "#MakeADifference" it is the article. */
static bool is_letter_a(const char *text, size_t bytes, size_t at, size_t length)
{
    bool after_digit = at && spoken_is_digit(text[at - 1]);
    bool is_last = at + length == bytes;
    if (length != 1 || (text[at] != 'A' && !(text[at] == 'a' && after_digit)))
        return false;
    return after_digit || is_last || spoken_is_digit(text[at + 1]);
}

static void add_humps(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t at = 0; at < bytes;) {
        size_t known = known_capitals(s, text + at, bytes - at);
        size_t length = known ? known : next_hump(text + at, bytes - at);
        if (length == bytes) { /* no hump: nothing to take apart */
            spoken_add_part(text, bytes, out);
            return;
        }
        if (is_letter_a(text, bytes, at, length))
            spoken_add_letters(s, text + at, length, out);
        else
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

/* "'SEN'/'special'": the quotes that the sign keeps from the word's ends. */
static const char *without_quotes(const char *text, size_t *bytes)
{
    while (*bytes > 1 && text[*bytes - 1] == '\'')
        --*bytes;
    while (*bytes > 1 && text[0] == '\'') {
        text++;
        --*bytes;
    }
    while (*bytes > 3 && memcmp(text, "\xe2\x80", 2) == 0 && strchr("\x98\x9c", text[2])) {
        text += 3;
        *bytes -= 3;
    }
    while (*bytes > 3 && memcmp(text + *bytes - 3, "\xe2\x80", 2) == 0 &&
           strchr("\x99\x9d", text[*bytes - 1]))
        *bytes -= 3;
    return text;
}

/* The word cut at a sign that joins two, with `between` said there. */
static void add_both(const struct sentence *s, const char *text, size_t bytes, const char *sign,
                     size_t sign_bytes, const char *between, struct str *out)
{
    size_t first = (size_t)(sign - text);
    const char *end = text + bytes;
    text = without_quotes(text, &first);
    if (first == 1 && text[0] == 'A' && sign_bytes == 1) /* "A-level" */
        spoken_add_letters(s, text, 1, out);
    else
        spoken_add_word(s, text, first, out);
    if (between[0] != ' ' && spoken_is_lower(between[0]))
        part(out);
    str_add(out, between);
    size_t rest = (size_t)(end - sign) - sign_bytes;
    const char *second = without_quotes(sign + sign_bytes, &rest);
    spoken_add_word(s, second, rest, out);
}

/* A full stop (or ! or ?) between a small letter and a capital: the space was forgotten. */
static const char *forgotten_space(const char *text, size_t bytes)
{
    for (size_t i = 2; i + 2 < bytes; i++) {
        bool is_stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        if (is_stop && spoken_is_lower(text[i - 1]) && spoken_is_letter(text[i - 2]) &&
            spoken_is_upper(text[i + 1]) && spoken_is_letter(text[i + 2]))
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
    for (size_t sign = 1; at && sign; marks += sign > 0) {
        bool closes = at > 2 && (memcmp(text + at - 3, "\xe2\x80\x99", 3) == 0 ||
                                 memcmp(text + at - 3, "\xe2\x80\x9d", 3) == 0);
        sign = closes ? 3 : strchr(".,;:!?)\"'[", text[at - 1]) ? 1 : 0;
        at -= sign;
    }
    bool has_word =
        at >= 2 && ((spoken_is_letter(text[at - 1]) && spoken_is_letter(text[at - 2])) ||
                    (text[at - 1] == '%' && spoken_is_digit(text[at - 2])));
    bool is_dash = at > 2 && spoken_dash(text + at - 3, 3) == 3;
    return digits && digits <= 5 && marks && has_word && !is_dash ? at : 0;
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

/* "Y7-Y11", "KS1-KS4": the same letters with a number on both sides. */
static bool is_counted_range(const char *text, size_t first, size_t sign, size_t bytes)
{
    size_t letters = 0;
    while (letters < first && spoken_is_upper(text[letters]))
        letters++;
    const char *high = text + first + sign;
    size_t high_bytes = bytes - first - sign;
    return letters && letters < first && high_bytes > letters && memcmp(high, text, letters) == 0 &&
           is_all(text + letters, first - letters, spoken_is_digit) &&
           is_all(high + letters, high_bytes - letters, spoken_is_digit);
}

/* The digits that the text begins with, as a number. */
static size_t leading_digits(const char *text, size_t bytes, unsigned *value)
{
    size_t digits = 0;
    for (*value = 0; digits < bytes && digits < 4 && spoken_is_digit(text[digits]); digits++)
        *value = *value * 10 + (unsigned)(text[digits] - '0');
    return digits;
}

/* "16-19-year-olds", "2016-present", "noon-2pm": a range with more than a number on one side. */
static bool is_worded_range(const char *text, size_t first, size_t sign, size_t bytes)
{
    unsigned low = 0, high = 0;
    const char *right = text + first + sign;
    size_t right_bytes = bytes - first - sign;
    bool is_low = first && leading_digits(text, first, &low) == first;
    size_t digits = leading_digits(right, right_bytes, &high);
    if (is_low && digits)
        return digits + 1 < right_bytes && right[digits] == '-' &&
               spoken_is_letter(right[digits + 1]) && high > low;
    if (digits)
        return spoken_one_of(text, first, "noon midday midnight birth") >= 0;
    return spoken_is_digit(text[0]) &&
           spoken_one_of(right, right_bytes, "present now today date noon midday midnight") >= 0;
}

static bool has_word(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (spoken_is_letter(text[i]) || spoken_is_digit(text[i]))
            return true;
    }
    return false;
}

/* The unit in "15-min", "5-km-long"; one of a single letter but m would be a name ("2-g"). */
static const struct unit *unit_behind(const char *text, size_t first, size_t bytes)
{
    unsigned value = 0;
    size_t length = 0;
    const char *sign = text + first + 1;
    while (first + 1 + length < bytes && sign[length] != '-')
        length++;
    bool is_number = first && leading_digits(text, first, &value) == first;
    bool is_name = (length == 1 && sign[0] != 'm') || spoken_same(sign, length, "in");
    return is_number && !is_name ? spoken_find_measure(sign, length) : NULL;
}

/* "hours/week", "3x/day", "35hrs/wk": so many in a time. */
static bool is_rate(const char *text, size_t first, size_t bytes)
{
    bool is_many = first > 1 && (text[first - 1] == 's' || spoken_is_digit(text[0]));
    return is_many && spoken_one_of(text + first + 1, bytes - first - 1,
                                    "hour day night week month year term hr wk yr") >= 0;
}

/* "CRPD/C/GBR/CO/1": capitals and figures, with two slashes or more. */
static bool is_code(const char *text, size_t bytes)
{
    size_t slashes = 0, digits = 0;
    for (size_t i = 0; i < bytes; i++) {
        slashes += text[i] == '/';
        digits += spoken_is_digit(text[i]);
        if (text[i] != '/' && !spoken_is_digit(text[i]) && !spoken_is_upper(text[i]))
            return false;
    }
    return slashes > 1 && digits && !spoken_is_digit(text[0]);
}

static void add_code(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    for (size_t at = 0, length; at < bytes; at += length + 1) {
        for (length = 0; at + length < bytes && text[at + length] != '/';)
            length++;
        if (at)
            number_add_word(out, lexicon_phrase(s->lexicon, "@path", "slash"));
        if (length < 3 && !spoken_is_digit(text[at]))
            spoken_add_letters(s, text + at, length, out);
        else
            spoken_add_word(s, text + at, length, out);
    }
}

static void add_slashed(const struct sentence *s, const char *text, size_t bytes, const char *sign,
                        struct str *out)
{
    size_t first = (size_t)(sign - text);
    bool joins = has_word(text, first) && has_word(sign + 1, bytes - first - 1);
    const char *between = joins ? lexicon_phrase(s->lexicon, "@slash", ", ") : " ";
    if (s->is_english && is_rate(text, first, bytes))
        between = "a";
    if (is_code(text, bytes))
        add_code(s, text, bytes, out);
    else
        add_both(s, text, bytes, sign, 1, between, out);
}

static bool is_range(const struct sentence *s, const char *text, size_t first, size_t sign,
                     size_t bytes)
{
    return s->is_english && (is_counted_range(text, first, sign, bytes) ||
                             is_worded_range(text, first, sign, bytes));
}

static void add_hyphened(const struct sentence *s, const char *text, size_t bytes, const char *sign,
                         struct str *out)
{
    size_t first = (size_t)(sign - text);
    bool counts = is_range(s, text, first, 1, bytes);
    const struct unit *unit = counts ? NULL : unit_behind(text, first, bytes);
    if (!unit) {
        add_both(s, text, bytes, sign, 1, counts ? "to" : " ", out);
        return;
    }
    size_t end = first + 1 + strlen(unit->sign); /* "a 15-min break" */
    spoken_add_word(s, text, first, out);
    number_add_word(out, unit->one);
    spoken_add_words(s, text + end, bytes - end, '-', out);
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
        add_slashed(s, text, bytes, sign, out);
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
        while (word < bytes && !strchr(".,;:!?", text[word]))
            word++;
        if (word < bytes)
            str_add_char(out, text[word]);
        return true;
    }
    if ((sign = find_bytes(text, bytes, "\xe2\x80\x93")) != NULL) {
        bool counts = is_range(s, text, (size_t)(sign - text), 3, bytes);
        add_both(s, text, bytes, sign, 3, counts ? "to" : " ", out);
        return true;
    }
    if ((sign = memchr(text, '-', bytes)) != NULL && hyphen_matters(s, text, bytes)) {
        add_hyphened(s, text, bytes, sign, out);
        return true;
    }
    return false;
}

/* "21st", as a part of "21st-century" */
static bool add_ordinal(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    struct numeral n = numeral_read(text, bytes);
    if (!s->is_english || !n.bytes || n.fraction[0] || n.bytes + 2 != bytes ||
        spoken_one_of(text + n.bytes, 2, "st nd rd th") < 0)
        return false;
    number_add_ordinal(out, n.whole);
    return true;
}

/* "1990s", as a part of "mid-1990s" */
static bool add_decade(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    struct numeral n = numeral_read(text, bytes);
    if (s->is_english && n.bytes && n.bytes < 4 && n.bytes + 1 == bytes && text[bytes - 1] == 's') {
        number_add_numeral(out, &n); /* "under-5s" */
        number_make_plural(out);
        return true;
    }
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
        spoken_add_capitals(s, text, bytes, out);
    else if (entry)
        spoken_add_entry(s, entry, text, bytes, out);
    else if (spoken_add_inflected(s, text, bytes, out) || add_decade(s, text, bytes, out) ||
             add_ordinal(s, text, bytes, out))
        return;
    else if (is_all(text, bytes, spoken_is_digit))
        add_digits(s, text, bytes, out);
    else if (is_dotted(text, bytes) || is_mixed_acronym(text, bytes))
        spoken_add_letters(s, text, bytes, out);
    else if (add_joined(s, text, bytes, out))
        return;
    else if (next_hump(text, bytes) < bytes && !is_name_prefix(text, next_hump(text, bytes)))
        add_humps(s, text, bytes, out);
    else if (s->is_english)
        add_english_part(text, bytes, out);
    else
        spoken_add_part(text, bytes, out);
}

void spoken_add_words(const struct sentence *s, const char *text, size_t bytes, char sign,
                      struct str *out)
{
    for (size_t at = 0; at < bytes;) {
        size_t length = 0;
        while (at + length < bytes && text[at + length] != sign)
            length++;
        spoken_add_word(s, text + at, length, out);
        at += length + 1;
    }
}
