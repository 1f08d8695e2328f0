/* spoken.h: what to say: a written sentence into the text given to the voice, with a map back to the words.
 *
 * The spoken text is plain, with `[[phonemes]]` where our own lexicon wants them; markup in the source is never passed on ('[[' and
 * '<' are taken apart). A sentence is first cut into words without their punctuation (spoken_token.h); then each rule, in a fixed
 * order, looks at a word and its neighbours and writes what is said for it; what no rule wants is said as it is written. */
#ifndef LECTERN_SPEECH_SPOKEN_H
#define LECTERN_SPEECH_SPOKEN_H

#include "base/str.h"

struct lexicon; /* speech/lexicon.h; NULL is fine */

struct spoken_word { /* one word of the source */
    uint32_t start_cp,
        count_cp; /* where its sound stands in the spoken text, in code points from 0; count 0: it is not spoken */
};

struct spoken {
    struct str text;
    struct spoken_word *words; /* as many as the source has; those that are spoken rise */
    size_t word_count;
};

struct spoken_source {
    const char *text; /* of one word, not NUL-terminated */
    size_t bytes;
    bool space_after;
    bool is_raised; /* a note's mark: not spoken */
};

/* Thread: any. Free with spoken_free. */
void spoken_make(const struct lexicon *lexicon, const char *lang, const struct spoken_source *words,
                 size_t count, struct spoken *out);

/* The same for a sentence in one piece, cut at its white space (`lectern spoken`, interface speech). */
void spoken_make_text(const struct lexicon *lexicon, const char *lang, const char *text,
                      struct spoken *out);
void spoken_free(struct spoken *s);

#endif
