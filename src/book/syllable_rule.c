#include "book/syllable_rule.h"

#include <stdint.h>
#include <string.h>

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool ends_with(const struct syllable_word *word, const char *end)
{
    size_t bytes = strlen(end);
    return word->count >= bytes && memcmp(word->letters + word->count - bytes, end, bytes) == 0;
}

static bool stands_at(const struct syllable_word *word, size_t at, const char *letters)
{
    size_t bytes = strlen(letters);
    return at + bytes <= word->count && memcmp(word->letters + at, letters, bytes) == 0;
}

static bool is_any_at(const struct syllable_word *word, size_t at, const char *const *list)
{
    for (; *list; list++) {
        if (stands_at(word, at, *list))
            return true;
    }
    return false;
}

/* A 'y' before a vowel is a consonant ('yes', 'lawyer'), as is the 'u' after 'q'. */
static bool is_english_vowel(const struct syllable_word *word, size_t at)
{
    char c = word->letters[at];
    char before = at ? word->letters[at - 1] : 0, next = word->letters[at + 1];
    if (c == 'u' && before == 'q')
        return false;
    bool is_language = at > 1 && word->letters[at - 2] == 'n' && is_one_of(next, "aio");
    if (c == 'u' && before == 'g' && (is_language || (next == 'e' && at + 2 == word->count)))
        return false;
    if (c == 'y' && at + 1 < word->count && is_one_of(word->letters[at + 1], "aeiou"))
        return at != 0 && !is_one_of(word->letters[at - 1], "aeiou");
    return is_one_of(c, "aeiouy");
}

/* The 'e' of 'home', 'homes', 'named', 'homeless': nothing is heard of it. */
static bool is_silent_e(const struct syllable_word *word, size_t at)
{
    static const char *const endings[] = {"less", "ness", "ful",   "ment",   "ly",
                                          "some", "ship", "ships", "work",   "works",
                                          "hood", "time", "guard", "guards", NULL};
    size_t n = word->count;
    char before = at ? word->letters[at - 1] : 0, two = at > 1 ? word->letters[at - 2] : 0;
    if (at < 2 || word->letters[at] != 'e' || is_one_of(before, "aeiouy"))
        return at > 1 && before == 'u' && at + 1 == n && is_one_of(two, "gq");
    bool is_le = before == 'l' && !is_one_of(two, "aeiouyrlw");
    bool is_re = before == 'r' && is_one_of(two, "tbc");
    if (at + 1 == n)
        return !is_le && !is_re && strspn(word->letters, "bcdfghjklmnpqrstvwxz") != at;
    if (at + 2 == n && word->letters[at + 1] == 's')
        return !is_le && !is_re && !is_one_of(before, "szxcg") &&
               !(before == 'h' && is_one_of(two, "cs"));
    if (at + 2 == n && word->letters[at + 1] == 'd')
        return !is_le && !is_re && !is_one_of(before, "td");
    if (!is_le && !is_re && at > 2) {
        for (const char *const *end = endings; *end; end++) {
            bool fits = at + 1 + strlen(*end) == n && ends_with(word, *end);
            if (fits && !(strcmp(*end, "ment") == 0 && is_one_of(before, "lm") && two != 'i'))
                return true;
        }
    }
    return false;
}

/* Two vowels that are heard as one. */
static bool is_english_pair(const struct syllable_word *word, size_t at)
{
    static const char *const pairs[] = {"ai", "au", "ay", "aw", "ea", "ee", "ei", "eu", "ew", "ey",
                                        "ie", "oa", "oi", "oo", "ou", "ow", "oy", "ue", "ui", NULL};
    static const char *const soft[] = {"ion", "ious", "ial", "ian", "ient", "ience", "iar", NULL};
    static const char *const parted[] = {"ience",  "ient", "iet",    "ier",
                                         "ieties", "eity", "uation", NULL};
    static const char *const before_real[] = {"reality", "reali",  "create", "creati",  "idea",
                                              "area",    "museum", "theat",  "reassur", NULL};
    bool is_soft = at && is_one_of(word->letters[at - 1], "tcsgx");
    char one = word->letters[at], two = word->letters[at + 1];
    if (one == 'i' && is_soft && is_any_at(word, at, soft))
        return true;
    for (size_t back = 0; back <= 4 && back <= at; back++) {
        for (const char *const *real = before_real; *real; real++) {
            const char *pair = strstr(*real, "ea");
            pair = pair ? pair : strstr(*real, "eu");
            if (pair && (size_t)(pair - *real) == back && stands_at(word, at - back, *real))
                return false;
        }
    }
    if (is_any_at(word, at, parted) && !(one == 'i' && at && word->letters[at - 1] == 'f'))
        return false;
    if (one == 'u' && two == 'e')
        return at + 2 == word->count || is_one_of(word->letters[at + 2], "s");
    if (one == 'u' && two == 'i')
        return at && !is_one_of(word->letters[at - 1], "nt");
    if (one == 'e' && two == 'i' && at >= 1 && word->letters[at - 1] == 'b') /* being */
        return false;
    if (one == 'e' && two == 'y' && at + 2 < word->count)
        return word->letters[at + 2] == 's';
    for (const char *const *pair = pairs; *pair; pair++) {
        if (one == (*pair)[0] && two == (*pair)[1])
            return true;
    }
    return false;
}

/* A prefix after which a vowel begins a part of its own: 're-act', 'co-operate'. */
static size_t english_prefix(const struct syllable_word *word)
{
    static const char *const prefixes[] = {"reas",  "reen", "coop", "coor", "coed",
                                           "preem", "reex", "reap", "reun", NULL};
    for (const char *const *prefix = prefixes; *prefix; prefix++) {
        if (stands_at(word, 0, *prefix) && !stands_at(word, 0, "reason"))
            return strlen(*prefix) - 2;
    }
    return 0;
}

size_t syllable_nuclei_english(const struct syllable_word *word, unsigned char *nucleus)
{
    size_t count = 0, prefix = english_prefix(word);
    memset(nucleus, 0, word->count);
    for (size_t i = 0; i < word->count; i++) {
        if (!is_english_vowel(word, i) || (count && is_silent_e(word, i)))
            continue;
        nucleus[i] = (unsigned char)++count;
        if (i + 1 == word->count || !is_english_vowel(word, i + 1) || i + 1 == prefix ||
            !is_english_pair(word, i))
            continue;
        nucleus[i + 1] = nucleus[i];
        i++;
        bool is_third = i + 1 < word->count && is_english_vowel(word, i + 1);
        if (is_third && word->letters[i + 1] == 'u' && word->letters[i] == 'o') /* -ious */
            nucleus[++i] = (unsigned char)count;
    }
    return count;
}

/* Consonants with which an English word may begin; two letters for one sound among them. */
static bool is_english_onset(const char *letters, size_t count)
{
    static const char *const onsets[] = {
        "bl", "br", "ch",  "cl",  "cr",  "dr",  "dw",  "fl",  "fr",  "gl",  "gr",  "kn", "ph", "pl",
        "pr", "qu", "sc",  "sh",  "sk",  "sl",  "sm",  "sn",  "sp",  "st",  "sw",  "th", "tr", "tw",
        "wh", "wr", "scr", "shr", "spl", "spr", "str", "thr", "phr", "chr", "squ", NULL};
    if (count < 2)
        return true;
    for (const char *const *onset = onsets; *onset; onset++) {
        if (strlen(*onset) == count && memcmp(*onset, letters, count) == 0)
            return true;
    }
    return false;
}

/* An ending that is a part of its own, whatever stands before it: 'act-ive' is no 'ac-tive', but 'teach-er'. */
static bool is_english_ending(const struct syllable_word *word, size_t to)
{
    static const char *const endings[] = {"ing", "ings", "er", "ers", "ed", "able", "ish", NULL};
    for (const char *const *end = endings; *end; end++) {
        if (to + strlen(*end) == word->count && ends_with(word, *end))
            return true;
    }
    return false;
}

size_t syllable_onset_english(const struct syllable_word *word, size_t from, size_t to)
{
    const char *letters = word->letters;
    size_t count = to - from;
    if (count >= 2 && letters[to - 1] == 'l' && letters[to] == 'e' && to + 2 >= word->count)
        return 2; /* 'lit-tle', 'tem-ple' */
    if (count == 1 && to + 4 == word->count && ends_with(word, "able"))
        return 0; /* 'sus-tain-a-ble' */
    if (count >= 2 && is_english_ending(word, to) && letters[to - 1] != letters[to - 2] &&
        !is_one_of(letters[to - 1], "lr") && letters[to - 1] != 'u') {
        bool stays = letters[to - 1] == 'h' || ends_with(word, "ing"); /* 'teach-er', 'help-ing' */
        return stays ? 0 : 1;
    }
    if (count == 1 && letters[from] == 'x') /* 'ex-it': the x closes */
        return 0;
    if (count == 2 && letters[from] == 'c' && letters[from + 1] == 'k')
        return 0;
    if (count == 2 && letters[from] == 's' && from && is_one_of(letters[from + 1], "tpck"))
        return 1; /* 'sys-tem', 'res-pect' */
    for (size_t onset = count > 3 ? 3 : count; onset > 1; onset--) {
        bool takes_s = letters[to - onset] == 's' && onset == count;
        if (!takes_s && is_english_onset(letters + to - onset, onset))
            return onset;
    }
    return count ? 1 : 0;
}

static bool is_welsh_vowel(char c)
{
    return is_one_of(c, "aeiouwy");
}

/* A 'w' after g before a vowel or l, n, r, and an 'i' before a vowel, are consonants: 'gwlad', 'gwaith', 'iaith'. */
static bool is_welsh_consonant(const struct syllable_word *word, size_t at)
{
    char c = word->letters[at], next = at + 1 < word->count ? word->letters[at + 1] : 0;
    char before = at ? word->letters[at - 1] : 0;
    if (!is_welsh_vowel(c))
        return true;
    if (c == 'i' && is_one_of(next, "aeouwy"))
        return !(before && is_one_of(before, "aeouwy"));
    if (c == 'w' && is_one_of(next, "aeiouy"))
        return !before || is_one_of(before, "gch") || is_one_of(before, "aeiouy");
    return c == 'w' && before == 'g' && at == 1 && is_one_of(next, "lnr");
}

static bool is_welsh_pair(char one, char two)
{
    static const char *const pairs[] = {"ae", "ai", "au", "aw", "ei", "eu", "ew", "ey", "iw",
                                        "oe", "oi", "ou", "ow", "uw", "wy", "yw", NULL};
    for (const char *const *pair = pairs; *pair; pair++) {
        if (one == (*pair)[0] && two == (*pair)[1])
            return true;
    }
    return false;
}

size_t syllable_nuclei_welsh(const struct syllable_word *word, unsigned char *nucleus)
{
    size_t count = 0;
    memset(nucleus, 0, word->count);
    for (size_t i = 0; i < word->count; i++) {
        if (is_welsh_consonant(word, i))
            continue;
        nucleus[i] = (unsigned char)++count;
        if (i + 1 < word->count && !is_welsh_consonant(word, i + 1) &&
            is_welsh_pair(word->letters[i], word->letters[i + 1])) {
            nucleus[i + 1] = nucleus[i];
            i++;
        }
    }
    return count;
}

/* Two letters that are one: a Welsh part is never cut inside. */
static size_t welsh_letter(const struct syllable_word *word, size_t from, size_t to)
{
    static const char *const letters[] = {"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th", NULL};
    for (const char *const *letter = letters; *letter; letter++) {
        if (to - from >= 2 && memcmp(word->letters + to - 2, *letter, 2) == 0)
            return 2;
    }
    return 1;
}

size_t syllable_onset_welsh(const struct syllable_word *word, size_t from, size_t to)
{
    static const char *const onsets[] = {"br", "bl", "cr", "cl", "dr",  "fr",  "fl", "gr",
                                         "gl", "pr", "pl", "tr", "thr", "chw", "gw", NULL};
    size_t count = to - from, onset;
    if (!count)
        return 0;
    /* an 'i' or 'w' before the vowel goes with the consonant that it follows */
    bool glides = is_welsh_vowel(word->letters[to - 1]);
    size_t end = glides ? to - 1 : to;
    if (end == from)
        return count;
    onset = welsh_letter(word, from, end);
    for (const char *const *pair = onsets; *pair; pair++) {
        size_t bytes = strlen(*pair);
        if (end - from > bytes && memcmp(word->letters + end - bytes, *pair, bytes) == 0)
            onset = bytes;
    }
    return onset + (to - end);
}

/* The parts of words that the rules get wrong, parted by spaces. */
static const char english_exceptions[] =
    "a-ble-ism a-ble-ist a-bout a-chieve ad-vo-ca-cy ad-vo-cate a-gain a-gree a-gree-ment "
    "an-oth-er an-xi-e-ty an-y an-y-one an-y-thing ar-e-a be-cause be-fore be-ing be-tween "
    "bod-y brief-ing bu-reauc-ra-cy bus-iness bus-y cab-i-net cam-paign care-ful care-ful-ly "
    "car-er car-ers chil-dren cit-i-zen cli-ent com-mis-sion-er com-mit-tee com-ple-ment "
    "co-op-er-ate cop-y cre-ate dam-age di-ag-no-sis dis-a-bil-i-ty dis-a-ble dis-a-bled "
    "e-lec-tion el-e-ment e-lev-en em-ploy-ee em-ploy-ees em-ploy-er e-qual e-qual-i-ty "
    "eve-ning e-vent ev-er eve-ry eve-ry-one eve-ry-thing ev-i-dence fam-i-lies fam-i-ly "
    "fin-ish friend-ly go-ing gov-ern-ment heal-thy help-ful here i-de-a i-den-ti-ty "
    "im-ple-ment im-ple-men-ta-tion im-ple-ment-ed in-ac-ces-si-ble in-clu-sion in-clu-sive "
    "in-el-i-gi-ble in-e-qual-i-ty i-ron is-sue jus-tice lev-el lib-er-ty lim-it lis-ten "
    "man-age man-y may-or med-i-a min-is-ter min-ute mod-el mon-ey na-tion-al nat-u-ral nev-er "
    "om-buds-man on-ly o-pen oth-er o-ver par-lia-ment peo-ple phys-i-o-ther-a-pist po-em "
    "poe-try pol-i-cies pol-i-cy pov-er-ty pres-i-dent pri-or-i-ty prob-lem pro-fes-sion-al "
    "pro-ject prom-ise prop-er-ty pub-lic qui-et ra-tion-al re-al re-al-ly rea-son-a-ble "
    "rec-om-mend rep-re-sent res-i-dent safe-guard-ing sci-ence seg-re-ga-tion sev-en "
    "so-ci-e-ty sol-i-dar-i-ty some-one some-thing some-times spe-cial-ist stud-y there "
    "there-fore to-geth-er trans-par-ent tri-bu-nal un-i-ted us-u-al us-u-al-ly va-ri-e-ty "
    "vi-o-lence vis-it were where with-in with-out wom-en";

static const char welsh_exceptions[] = "cyf-raith cyf-rei-thiau gwei-thre-du gw-la-dol";

/* Are the bytes of `parts`, its hyphens aside, these letters? */
static bool has_letters(const char *parts, size_t bytes, const char *letters)
{
    for (size_t i = 0; i < bytes; i++) {
        if (parts[i] != '-' && parts[i] != *letters++)
            return false;
    }
    return !*letters;
}

const char *syllable_exception(const char *letters, bool is_welsh, size_t *bytes)
{
    const char *known = is_welsh ? welsh_exceptions : english_exceptions;
    for (; *known; known += *bytes + (known[*bytes] == ' ')) {
        *bytes = strcspn(known, " ");
        if (has_letters(known, *bytes, letters))
            return known;
    }
    return NULL;
}
