#include "sorry/setup.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == 0;
}

/* A piece of the text, without the blanks around it. */
struct piece {
    const char *at;
    size_t bytes;
};

static struct piece trimmed(const char *from, const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (to > from && is_blank(to[-1]))
        to--;
    return (struct piece){from, (size_t)(to - from)};
}

static bool is_word(struct piece p, const char *word)
{
    return p.bytes == strlen(word) && memcmp(p.at, word, p.bytes) == 0;
}

static bool is_tag(struct piece p)
{
    for (size_t i = 0; i < p.bytes; i++) {
        char c = p.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(i && (c == '-' || (c >= '0' && c <= '9'))))
            return false;
    }
    return p.bytes >= 2;
}

static void take(struct setup *setup, struct piece section, struct piece name, struct piece value)
{
    if (is_word(section, "[kiosk]") && is_word(name, "language") && is_tag(value) &&
        value.bytes < sizeof setup->lang)
        snprintf(setup->lang, sizeof setup->lang, "%.*s", (int)value.bytes, value.at);
    if (is_word(section, "[speech]") && is_word(name, "speaker") &&
        value.bytes < sizeof setup->speaker)
        snprintf(setup->speaker, sizeof setup->speaker, "%.*s", (int)value.bytes, value.at);
    static const char *const turns[] = {"0", "90", "180", "270"};
    for (int i = 0; i < 4; i++) {
        if (is_word(section, "[display]") && is_word(name, "rotate") && is_word(value, turns[i]))
            setup->quarters = i;
    }
}

struct setup setup_from_text(const char *text, size_t bytes)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* some editors begin a file with it */
    struct setup setup = {.lang = "en"};
    struct piece section = {text, 0};
    const char *end = text + bytes;
    if (bytes >= 3 && memcmp(text, mark, 3) == 0)
        text += 3;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop ? stop : end;
        struct piece line = trimmed(text, stop);
        const char *equals = line.bytes ? memchr(line.at, '=', line.bytes) : NULL;
        if (line.bytes && *line.at == '[')
            section = line;
        else if (equals && *line.at != ';')
            take(&setup, section, trimmed(line.at, equals),
                 trimmed(equals + 1, line.at + line.bytes));
        text = stop + (stop < end);
    }
    return setup;
}

struct setup setup_read(const char *path)
{
    char *text = malloc(SETUP_BYTES_MOST);
    int fd = text ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) : -1;
    ssize_t bytes = fd < 0 ? 0 : read(fd, text, SETUP_BYTES_MOST);
    if (fd >= 0)
        close(fd);
    struct setup setup = setup_from_text(text ? text : "", bytes > 0 ? (size_t)bytes : 0);
    free(text);
    return setup;
}
