/* spoken_token.h: the words of a sentence as the rules of spoken.h see them; private to spoken*.c.
 *
 * A token is one word of the source: its core, without the brackets, quotes and stops around it, and what is to be said for it. A rule
 * looks at a token and its neighbours; when it knows what to say it writes `said` and marks each token that it took as done. */
#ifndef LECTERN_SPEECH_SPOKEN_TOKEN_H
#define LECTERN_SPEECH_SPOKEN_TOKEN_H

#include "base/str.h"
#include "speech/lexicon.h"

struct token {
    const char *text; /* as written, cut at 200 letters; borrowed */
    size_t bytes;
    const char *core;
    size_t core_bytes;
    bool opens;   /* a bracket or a dash stands before the core */
    bool has_dot; /* a full stop follows the core at once */
    char stop;    /* a pause after it: one of , ; : . ? ! or 0 */
    bool space_after;
    bool is_raised;
    bool is_done;
    struct str said;
};

struct sentence {
    const struct lexicon *lexicon;
    bool is_english, is_welsh; /* neither: words are said, numbers are left to the voice */
    bool is_capitals;          /* a heading in capitals: they mean nothing then */
    struct token *tokens;
    size_t count;
};

/* Says what token i stands for, and perhaps the next ones too; false when the rule has nothing to say. */
enum { SPOKEN_AROUND = 40 }; /* words that a rule looks at on each side, at most */

typedef bool spoken_rule(struct sentence *s, size_t i);

/* The English rules, in groups that end with NULL; tried in this order. */
extern spoken_rule *const spoken_date_rules[];      /* spoken_dates.c */
extern spoken_rule *const spoken_time_rules[];      /* spoken_times.c */
extern spoken_rule *const spoken_list_rules[];      /* spoken_references.c */
extern spoken_rule *const spoken_code_rules[];      /* spoken_codes.c */
extern spoken_rule *const spoken_reference_rules[]; /* spoken_references.c */
extern spoken_rule *const spoken_name_rules[];      /* spoken_names.c */
extern spoken_rule *const spoken_money_rules[];     /* spoken_money.c */
extern spoken_rule *const spoken_number_rules[];    /* spoken_numbers.c */
/* The Welsh ones. */
extern spoken_rule *const spoken_welsh_rules[]; /* spoken_welsh.c */

/* spoken_words.c: any word, in any language; never fails. */
void spoken_add_word(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* The same of each word that `sign` parts from the next. */
void spoken_add_words(const struct sentence *s, const char *text, size_t bytes, char sign,
                      struct str *out);
/* spoken_address.c: an e-mail or web address, hashtag or handle; false when it is none. */
bool spoken_add_address(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* spoken_capitals.c: two or more letters, all of them ASCII capitals: an acronym, or a word that is shouted. */
void spoken_add_capitals(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* What the lexicon has for a word ('*': letter by letter; '-': nothing). */
void spoken_add_entry(const struct sentence *s, const char *entry, const char *text, size_t bytes,
                      struct str *out);
/* A plural or possessive of an acronym or of a word in the lexicon: "MPs", "ALLFIE's"; false when it is none. */
bool spoken_add_inflected(const struct sentence *s, const char *text, size_t bytes,
                          struct str *out);
/* Bytes of "EHCP" in "EHCPs" or "EHCP's", its ending put into *ending; 0 when it has none. */
size_t spoken_stem(const char *text, size_t bytes, const char **ending);
/* Whether people write the word in capitals though it is no acronym ("NOT", "MUST"). */
bool spoken_is_shouted(const struct sentence *s, const char *text, size_t bytes);
/* Letter by letter. */
void spoken_add_letters(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* The word as it stands, without signs that a voice would read as markup or aloud; parted from what was said before by a space. */
void spoken_add_part(const char *text, size_t bytes, struct str *out);

/* spoken_numbers.c: "5", "5.1.3", "8-10", "24(2)(a)", "XIV", "B"; false (and nothing said) when it is no such thing. */
bool spoken_add_number(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* The value of Roman numerals in capitals, or of one kind of letters; 0 when they are none. */
unsigned spoken_roman(const char *text, size_t bytes);
/* How many letters of A to Z, of either case, the token's core begins with. */
size_t spoken_letters(const struct token *t);
/* How many bytes a dash or hyphen at `text` has; 0: there is none. */
size_t spoken_dash(const char *text, size_t bytes);

static inline bool spoken_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool spoken_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool spoken_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool spoken_is_ascii_letter(char c)
{
    return spoken_is_upper(c) || spoken_is_lower(c);
}

/* A letter of ASCII, or any byte beyond it. */
static inline bool spoken_is_letter(char c)
{
    return spoken_is_ascii_letter(c) || (c & 0x80);
}

static inline bool spoken_is_vowel(char c)
{
    return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U' || c == 'a' || c == 'e' ||
           c == 'i' || c == 'o' || c == 'u';
}

/* spoken_token.c */

/* Finds the core of a token whose text is set. */
void spoken_find_core(struct token *t);
/* The core's first letter, or 0. */
char spoken_first(const struct token *t);
/* "Davies": a capital, then a small letter. */
bool spoken_is_capitalised(const struct token *t);
/* Takes back the stop of a full stop that belongs to an abbreviation; a comma behind it stays. */
void spoken_drop_dot(struct token *t);
/* A dash, or a hyphen, and nothing else. */
bool spoken_is_dash(const struct token *t);
/* Whether the token's core is one of a list parted by spaces, in any case. */
bool spoken_is_one_of(const struct token *t, const char *list);
/* ASCII letters in any case. */
bool spoken_same(const char *text, size_t bytes, const char *word);
/* Whether the word is one of a list parted by spaces; its place in the list from 0, or -1. In any case. */
int spoken_one_of(const char *text, size_t bytes, const char *list);

/* Token i, or one that is empty when there is none (before the first: i is SIZE_MAX). */
const struct token *spoken_at(const struct sentence *s, size_t i);

#endif
