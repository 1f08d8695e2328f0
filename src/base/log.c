#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static void put(const char *kind, const char *format, va_list args)
{
    char line[1024];
    vsnprintf(line, sizeof line, format, args);
    for (char *at = line; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f) /* a file's name may hold a line's end */
            *at = '?';
    }
    fprintf(stderr, "lectern: %s%s\n", kind, line);
}

void log_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put("", format, args);
    va_end(args);
}

void log_note(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put("note: ", format, args);
    va_end(args);
}
