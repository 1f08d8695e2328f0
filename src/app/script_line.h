/* script_line.h: a line of a script, cut into its words: parted by blanks, or in quotation marks; '#' begins a comment; $NAME is what the
 * environment holds, "" where it holds nothing, and $ alone is $. Any thread. */
#ifndef LECTERN_APP_SCRIPT_LINE_H
#define LECTERN_APP_SCRIPT_LINE_H

enum { SCRIPT_WORDS_MOST = 8 };

/* Writes the words and how many they are; each is to be freed with free, also where the line is wrong. NULL, or what is wrong with it:
 * static. */
const char *script_line_cut(const char *line, char *words[SCRIPT_WORDS_MOST], int *count);

#endif
