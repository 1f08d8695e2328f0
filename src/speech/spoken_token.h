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
    bool is_english;
    bool is_capitals; /* a heading in capitals: they mean nothing then */
    struct token *tokens;
    size_t count;
};

/* Says what token i stands for, and perhaps the next ones too; false when the rule has nothing to say. */
typedef bool spoken_rule(struct sentence *s, size_t i);

/* The English rules, in groups that end with NULL. */
extern spoken_rule *const spoken_money_rules[];     /* spoken_money.c */
extern spoken_rule *const spoken_number_rules[];    /* spoken_numbers.c */
extern spoken_rule *const spoken_date_rules[];      /* spoken_dates.c */
extern spoken_rule *const spoken_reference_rules[]; /* spoken_references.c */

/* spoken_words.c: any word, in any language; never fails. */
void spoken_add_word(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* An e-mail or web address, hashtag or handle; false when it is none. */
bool spoken_add_address(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* Letter by letter. */
void spoken_add_letters(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* The word as it stands, without signs that a voice would read as markup or aloud. */
void spoken_add_plain(const char *text, size_t bytes, struct str *out);
/* The same, parted from what was said before by a space. */
void spoken_add_part(const char *text, size_t bytes, struct str *out);

/* spoken_numbers.c: "5", "5.1.3", "8-10", "24(2)(a)", "XIV", "B"; false (and nothing said) when it is no such thing. */
bool spoken_add_number(const struct sentence *s, const char *text, size_t bytes, struct str *out);
/* The value of Roman numerals in capitals, or of one kind of letters; 0 when they are none. */
unsigned spoken_roman(const char *text, size_t bytes);
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

/* ASCII letters in any case. */
bool spoken_same(const char *text, size_t bytes, const char *word);
/* Whether the word is one of a list parted by spaces; its place in the list from 0, or -1. In any case. */
int spoken_one_of(const char *text, size_t bytes, const char *list);

/* Token i, or one that is empty when there is none (before the first: i is SIZE_MAX). */
const struct token *spoken_at(const struct sentence *s, size_t i);

#endif
