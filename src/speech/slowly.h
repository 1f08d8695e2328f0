/* slowly.h: the sounds of a word, syllable by syllable, for those who want to hear how it is put together.
 *
 * By its sounds, not by its letters: a voice that is given 'tion' says 'tie-on'. Each syllable has one vowel; the consonants between
 * two vowels are shared out so that a syllable begins as a word may begin (maximal onset: Kahn 1976). Any thread. */
#ifndef LECTERN_SPEECH_SLOWLY_H
#define LECTERN_SPEECH_SLOWLY_H

#include "base/str.h"

#include <stdbool.h>

/* Puts the next syllable of `phonemes` (of one word, as voice_add_phonemes gives them: parted by spaces) into `out`, as
 * "[[k'eI]]" for voice_speak. `*at` is 0 at first; false when there are no more. */
bool slowly_next(const char *phonemes, size_t *at, struct str *out);

#endif
