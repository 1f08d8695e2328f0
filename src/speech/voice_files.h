/* voice_files.h: espeak-ng's data as files on the disk, looked at without starting espeak-ng; private to voice.c and voice_files.c.
 * Any thread. */
#ifndef LECTERN_SPEECH_VOICE_FILES_H
#define LECTERN_SPEECH_VOICE_FILES_H

#include <stdbool.h>

/* The language alone of a tag, in small letters: "en" of "en-GB". */
void voice_primary_subtag(const char *tag, char out[16]);

/* The voice file of a primary language that we know by heart ("gmw/en"); NULL for others. Static. */
const char *voice_known_file(const char *lang);

#endif
