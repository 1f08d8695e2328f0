/* notices.h: what the board tells staff, as root's units leave it in a folder: one file for each that has something to tell ("data", "card"), one
 * notice a line: a code of small letters and '-', and perhaps more words. board/README.md has who writes what.
 *
 * What is not of this form is passed over: files that are no plain files or have other names, lines without a code. Of a file
 * NOTICES_FILE_BYTES are read. Any thread. */
#ifndef LECTERN_APP_NOTICES_H
#define LECTERN_APP_NOTICES_H

#include <stdint.h>

enum { NOTICES_MOST = 12, NOTICES_FILE_BYTES = 2048, NOTICE_WORDS_BYTES = 96 };

struct notice {
    char words[NOTICE_WORDS_BYTES]; /* "data made-anew": the file, and its line; printable ASCII */
    int64_t at_s;                   /* when the file was written; 0: the clock was not set */
};

/* Returns how many there are, in the order of the files' names. None where there is no folder. */
int notices_read(const char *folder, struct notice out[NOTICES_MOST]);

#endif
