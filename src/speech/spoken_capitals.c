#include "speech/number_words.h"
#include "speech/spoken_token.h"

#include <string.h>

enum { PRONOUNCED_BYTES_LEAST = 4 }; /* shorter ones are letters unless they are known */

static void add_small(const char *text, size_t bytes, struct str *out)
{
    if (out->length_bytes && out->data[out->length_bytes - 1] != ' ')
        str_add_char(out, ' ');
    for (size_t i = 0; i < bytes; i++)
        str_add_char(out, spoken_is_upper(text[i]) ? (char)(text[i] + 32) : text[i]);
}

void spoken_add_entry(const struct sentence *s, const char *entry, const char *text, size_t bytes,
                      struct str *out)
{
    if (strcmp(entry, "*") == 0)
        spoken_add_letters(s, text, bytes, out);
    else if (entry[0] != '-' || entry[1]) /* '-' alone: nothing is said */
        number_add_word(out, entry);
}

/* Consonants that an English word may begin with, and those that may stand behind its last vowel, before an S. One consonant may
 * always. */
static const char onsets[] =
    "BL BR CH CL CR DR DW FL FR GH GL GN GR KN PH PL PR PS QU RH SC SCH SCR "
    "SH SHR SK SL SM SN SP SPH SPL SPR SQ ST STR SW TH THR TR TW WH WR";
static const char codas[] =
    "BB BT CH CK CT DD DG DTH FF FT FTH GG GH GHT GN GTH LB LCH LD LF LFTH LG LK LL LM LN LP LPH "
    "LSH LT LTH LV MB MM MN MP MPH MPT ND NG NGTH NK NCH NT NTH NN NX PH PP PT PTH RB RC RCH RD RF "
    "RG RK RL RLD RM RMTH RN RNT RP RPH RR RSH RST RT RTH RV SH SK SM SP SS ST TCH TH TT WD WK WL "
    "WN WTH XT XTH ZZ";

static bool can_begin(const char *text, size_t bytes)
{
    return bytes < 2 || spoken_one_of(text, bytes, onsets) >= 0;
}

static bool can_end(const char *text, size_t bytes)
{
    if (bytes > 1 && text[bytes - 1] == 'S' && text[bytes - 2] != 'S')
        bytes--;
    return bytes < 2 || spoken_one_of(text, bytes, codas) >= 0;
}

/* Between two vowels: an end and a beginning. */
static bool can_join(const char *text, size_t bytes)
{
    for (size_t i = 0; i <= bytes; i++) {
        if (can_end(text, i) && can_begin(text + i, bytes - i))
            return true;
    }
    return false;
}

static bool is_vowel_at(const char *text, size_t i)
{
    return spoken_is_vowel(text[i]) || (text[i] == 'Y' && i);
}

/* The same for Welsh, where W and Y are vowels: no four consonants in a row. */
static bool can_be_said_in_welsh(const char *text, size_t bytes)
{
    size_t vowels = 0, run = 0;
    for (size_t i = 0; i < bytes; i++) {
        bool vowel = spoken_is_vowel(text[i]) || text[i] == 'W' || text[i] == 'Y';
        run = vowel ? 0 : run + 1;
        vowels += vowel;
        if (run > 3)
            return false;
    }
    return vowels > 0;
}

/* Whether capitals could be said as an English word: a vowel, no three in a row, no odd cluster of consonants. */
static bool can_be_said(const char *text, size_t bytes)
{
    size_t vowels = 0;
    for (size_t i = 0; i < bytes;) {
        size_t run = 0;
        bool vowel = is_vowel_at(text, i);
        while (i + run < bytes && is_vowel_at(text, i + run) == vowel)
            run++;
        bool is_last = i + run == bytes;
        if (vowel ? run > 2
            : !i  ? !can_begin(text, run)
                  : !(is_last ? can_end(text + i, run) : can_join(text + i, run)))
            return false;
        vowels += vowel;
        i += run;
    }
    return vowels > 0;
}

bool spoken_is_shouted(const struct sentence *s, const char *text, size_t bytes)
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
    } else if (n > 1 && out->data[n - 1] == 's' && ending[0] == 's') {
        str_add(out, "es");
    } else {
        str_add(out, is_spelled && strcmp(ending, "s") == 0 ? "'s" : ending);
    }
}

static bool ends_spelled(const struct str *out, size_t from)
{
    size_t n = out->length_bytes;
    while (from < n && out->data[from] == ' ')
        from++;
    return n > from && spoken_is_upper(out->data[n - 1]) &&
           (n - 1 == from || out->data[n - 2] == ' ');
}

static bool is_said_as_word(const struct sentence *s, const char *text, size_t bytes)
{
    if (spoken_is_shouted(s, text, bytes))
        return true;
    size_t least = s->is_capitals ? PRONOUNCED_BYTES_LEAST - 1 : PRONOUNCED_BYTES_LEAST;
    bool can = s->is_welsh ? can_be_said_in_welsh(text, bytes) : can_be_said(text, bytes);
    return bytes >= least && can;
}

/* A known acronym and another word without a space: "ALLFIEUK"; bytes of the first, 0 when it is none. */
static size_t known_half(const struct sentence *s, const char *text, size_t bytes)
{
    for (size_t i = bytes - 2; i >= 2; i--) {
        const char *rest = text + i;
        bool knows_rest =
            lexicon_find(s->lexicon, rest, bytes - i) || spoken_is_shouted(s, rest, bytes - i);
        if (knows_rest && lexicon_find(s->lexicon, text, i))
            return i;
    }
    return 0;
}

void spoken_add_capitals(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    bool is_shouted = spoken_is_shouted(s, text, bytes);
    const char *entry = lexicon_find(s->lexicon, text, bytes);
    if (entry && !(is_shouted && s->is_capitals)) {
        spoken_add_entry(s, entry, text, bytes, out);
        return;
    }
    size_t from = out->length_bytes, half;
    if (!is_shouted && bytes > 2 && text[bytes - 1] == 'S' && s->is_capitals &&
        lexicon_find(s->lexicon, text, bytes - 1) && !spoken_is_shouted(s, text, bytes - 1)) {
        spoken_add_entry(s, lexicon_find(s->lexicon, text, bytes - 1), text, bytes - 1, out);
        add_ending("s", ends_spelled(out, from), out);
    } else if (is_said_as_word(s, text, bytes)) {
        add_small(text, bytes, out);
    } else if (bytes > 4 && (half = known_half(s, text, bytes)) != 0) {
        spoken_add_capitals(s, text, half, out);
        spoken_add_capitals(s, text + half, bytes - half, out);
    } else {
        spoken_add_letters(s, text, bytes, out);
    }
}

size_t spoken_stem(const char *text, size_t bytes, const char **ending)
{
    static const char *const marks[] = {"'s", "\xe2\x80\x99s", "'S", "\xe2\x80\x99S"};
    for (size_t i = 0; i < 4; i++) {
        size_t length = strlen(marks[i]);
        if (bytes > length && memcmp(text + bytes - length, marks[i], length) == 0) {
            *ending = "'s";
            return bytes - length;
        }
    }
    bool is_mixed =
        bytes > 4 && spoken_is_upper(text[0]) && spoken_is_upper(text[1]); /* "SENCos" */
    if (bytes > 2 && text[bytes - 1] == 's' && (spoken_is_upper(text[bytes - 2]) || is_mixed)) {
        *ending = "s";
        return bytes - 1;
    }
    return 0;
}

bool spoken_add_inflected(const struct sentence *s, const char *text, size_t bytes, struct str *out)
{
    const char *ending = "";
    size_t stem = spoken_stem(text, bytes, &ending), capitals = 0;
    while (capitals < stem && spoken_is_upper(text[capitals]))
        capitals++;
    if (!stem || (capitals < stem && !lexicon_find(s->lexicon, text, stem)))
        return false;
    size_t from = out->length_bytes;
    if (text[bytes - 1] == 'S' && spoken_is_shouted(s, text, stem)) /* "IT'S" */
        add_small(text, stem, out);
    else
        spoken_add_word(s, text, stem, out);
    add_ending(ending, ends_spelled(out, from), out);
    return true;
}
