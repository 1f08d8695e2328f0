/* onset.h: finds where each word of a group begins, when the voice has run the words together.
 *
 * The sounds that were made are laid beside the sounds that each word has when it is spoken alone, at the least edit distance. */
#ifndef LECTERN_SPEECH_ONSET_H
#define LECTERN_SPEECH_ONSET_H

#include <stddef.h>
#include <stdint.h>

enum { ONSET_SOUNDS_MOST = 240 }; /* what lies beyond is shared out evenly */

struct onset_sound { /* a sound that was made */
    char name[9];
    uint64_t sample;
};

/* Fills starts[0] to starts[word_count - 1], rising, the first being the first sound's sample and all below or at `end`. alone[i] is
 * word i's sounds spoken alone, parted by spaces, with stress marks or without. Thread: any. */
void onset_share(const struct onset_sound *sounds, size_t sound_count, uint64_t end,
                 const char *const *alone, size_t word_count, uint64_t *starts);

#endif
