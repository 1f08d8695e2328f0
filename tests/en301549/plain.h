/* plain.h: is a text plain enough for everybody (A52)? The same for the interface's words and for the meanings of hard words.
 *
 * Sentences of at most twelve words with one idea each; active; without jargon, a double negative or capitals for emphasis; and no
 * control named by its colour or its place alone (WCAG 1.3.3). Pure functions; any thread. */
#ifndef LECTERN_TESTS_PLAIN_H
#define LECTERN_TESTS_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* True when the text is plain; else `why` says what is not, with the words. */
bool plain_is(const char *text, char *why, size_t why_bytes);

/* How many words its longest sentence has. */
int plain_longest(const char *text);

#endif
