/* sound.h: how an English word sounds, roughly, for those who spell by ear, and how far one spelling is from another.
 *
 * The key is of the kind of Metaphone (L. Philips, 1990), made anew for British ears: consonants only, and a first vowel as A; th, f
 * and v are one, t and d, k and g, s and z; 'tion', 'shun' and 'cian' are one; silent letters ('kn', 'wr', 'mb', 'ght', 'st' in
 * listen) are silent. Words of other scripts have the key "". Any thread. */
#ifndef LECTERN_LIBRARY_SOUND_H
#define LECTERN_LIBRARY_SOUND_H

#include <stddef.h>

enum { SOUND_MOST = 16 };

/* The key of a term. */
void sound_key(const char *term, char out[SOUND_MOST + 1]);

/* Four for each letter put in, left out, changed or swapped with its neighbour (Damerau; restricted), fewer for what the ear does not
 * tell: a vowel for a vowel, c for k, a doubled letter, an h. `most` + 1 when it is more than `most`. Words over TERM_MOST_BYTES are far from all. */
int sound_distance(const char *a, const char *b, int most);

/* As sound_distance, from `a` to that beginning of `b` which is nearest. */
int sound_distance_to_beginning(const char *a, const char *b, int most);

#endif
