#include "app/script_line.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One character of a line into the word; $NAME becomes what the environment holds. */
static const char *take_char(const char *p, struct str *word)
{
    if (*p != '$') {
        str_add_char(word, *p);
        return p + 1;
    }
    size_t n = strspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    char *name = mem_copy_bytes(p + 1, n);
    const char *value = n ? getenv(name) : "$";
    str_add(word, value ? value : "");
    free(name);
    return p + 1 + n;
}

const char *script_line_cut(const char *line, char *words[SCRIPT_WORDS_MOST], int *count)
{
    *count = 0;
    for (const char *p = line;;) {
        p += strspn(p, " \t\r");
        if (!*p || *p == '#')
            return NULL;
        if (*count == SCRIPT_WORDS_MOST)
            return "the line has too many words";
        struct str word = {0};
        str_add(&word, "");
        bool quoted = *p == '"';
        p += quoted;
        while (*p && (quoted ? *p != '"' : !strchr(" \t\r", *p)))
            p = take_char(p, &word);
        if (quoted && !*p) {
            str_free(&word);
            return "a quotation mark is missing";
        }
        p += quoted;
        words[(*count)++] = word.data ? word.data : mem_copy_string("");
    }
}
