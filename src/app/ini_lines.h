/* ini_lines.h: a settings file as people's editors leave it, taken apart line by line.
 *
 * Known are: UTF-8 with a byte order mark or without, UTF-16 (what an old Notepad calls Unicode), Windows-1252 in a line that is no UTF-8;
 * line ends of every system; capitals where a phone puts them; quotes around a value, curly ones too; a remark after a value.
 * Nothing here knows what a setting means. Any thread. */
#ifndef LECTERN_APP_INI_LINES_H
#define LECTERN_APP_INI_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum { INI_LINE_MOST_BYTES = 1024 }; /* of a line that is no remark, as UTF-8 */

enum ini_what {
    INI_PART,       /* "[display]" */
    INI_SETTING,    /* "width_mm = 217" */
    INI_NO_SETTING, /* neither, nor a remark */
    INI_NO_END,     /* "[display" */
    INI_TOO_LONG,
    INI_NO_TEXT, /* it holds signs that no text has */
};

/* All text is UTF-8 without control signs, without space at its ends. */
struct ini_line {
    unsigned number; /* from 1 */
    enum ini_what what;
    const char *part;  /* the one that it stands in or begins; NULL before the first */
    const char *name;  /* of a setting; NULL */
    const char *value; /* of a setting, without quotes and what follows " ;"; NULL */
    const char
        *less; /* the value without what follows " #", which may be a remark; NULL: there is none */
};

/* Calls `take` for each line that is neither empty nor a remark, in order; what a line points to is good until it returns. */
void ini_lines_read(const char *bytes, size_t count,
                    void (*take)(void *data, const struct ini_line *line), void *data);

/* Is it what a word processor writes (RTF), and no settings at all? */
bool ini_lines_is_rich_text(const char *bytes, size_t count);

#endif
