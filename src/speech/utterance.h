/* utterance.h: one sentence turned into samples, with exactly one mark for every word that is spoken.
 *
 * espeak-ng tells where words begin, but not for all of them: it joins some ('of the'), splits others and at times points to a wrong
 * place. An utterance snaps what it tells to the words of the source, and finds the words inside a joined group by laying the
 * sounds that each has alone beside the sounds that were made (edit distance; Wagner and Fischer 1974). A mark begins at the first
 * sound of its word and ends where the next one, or a pause, begins. Silence before and after the sentence is cut off, so that the
 * pauses between sentences are ours. */
#ifndef LECTERN_SPEECH_UTTERANCE_H
#define LECTERN_SPEECH_UTTERANCE_H

#include "speech/spoken.h"
#include "speech/voice.h"

/* Where an utterance goes. A mark comes before the samples that it marks; marks rise. False from either stops the utterance. */
struct utterance_sink {
    /* Word `index` of spoken->words sounds from `start` to `end`, in samples from the utterance's first. */
    bool (*mark)(void *data, size_t index, uint64_t start, uint64_t end);
    bool (*samples)(void *data, const int16_t *samples, size_t count);
    void *data;
    voice_sink *
        tap; /* gets what the voice gives, before anything is made of it; NULL: nobody asks. Its answer is ignored */
};

/* Speaks words `from` to the last of `spoken` (what stands before word `from` is not spoken, unless `from` is 0). False when the
 * sink stopped it. Thread: the voice's. */
bool utterance_speak(struct voice *voice, const struct spoken *spoken, size_t from,
                     const struct utterance_sink *sink);

#endif
