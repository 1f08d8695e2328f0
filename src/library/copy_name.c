#include "library/copy_name.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/fold.h"
#include "library/importer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ENDING_BYTES_MOST = 6, SLOTS_FIRST = 256 };

/* What stands for a code point: itself, another one, ' ', or 0 for nothing. */
static uint32_t allowed(uint32_t cp)
{
    switch (cp) {
    case '/':
    case '\\':
    case ':':
    case '|':
        return '-';
    case '"':
        return '\'';
    case '<':
        return '(';
    case '>':
        return ')';
    case '?':
    case '*':
    case 0xFEFF:
        return 0;
    default:
        break;
    }
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || utf8_is_space(cp))
        return ' ';
    if ((cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
        (cp >= 0x2066 && cp <= 0x2069)) /* signs of direction, and what nobody sees */
        return 0;
    return cp;
}

static bool is_at_edge(char c)
{
    return c == ' ' || c == '.';
}

/* "CON", "nul.txt": a device to Windows, whatever the ending. */
static bool is_device(const char *name)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL"};
    size_t stem = strcspn(name, ".");
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (stem == 3 && strncasecmp(name, devices[i], 3) == 0)
            return true;
    return stem == 4 && isdigit((unsigned char)name[3]) &&
           (strncasecmp(name, "COM", 3) == 0 || strncasecmp(name, "LPT", 3) == 0);
}

char *copy_name_clean(const char *text)
{
    struct str out = {0};
    size_t bytes = strlen(text), used;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = allowed(utf8_decode(text + at, bytes - at, &used));
        char encoded[5] = " -";
        bool is_colon = text[at] == ':' && text[at + 1] == ' '; /* "One: two" as "One - two" */
        size_t more = is_colon ? 2 : cp ? utf8_encode(cp, encoded) : 0;
        if (out.length_bytes + more > COPY_NAME_BYTES_MOST)
            break;
        bool is_second_space =
            cp == ' ' && out.length_bytes && out.data[out.length_bytes - 1] == ' ';
        bool is_first = !out.length_bytes && (cp == ' ' || cp == '.' || cp == '-' || cp == '~');
        if (more && !is_second_space && !is_first)
            str_add_bytes(&out, encoded, more);
    }
    while (out.length_bytes && is_at_edge(out.data[out.length_bytes - 1]))
        out.data[--out.length_bytes] = 0;
    char *name = mem_copy_string(str_text(&out));
    if (*name && (is_device(name) || importer_passes_over(name))) {
        str_clear(&out);
        str_addf(&out, "_%s", name);
        free(name);
        name = mem_copy_string(str_text(&out));
    }
    str_free(&out);
    return name;
}

bool copy_name_is_plain(const char *path)
{
    bool plain = true;
    for (const char *part = path; plain; part++) {
        size_t length = strcspn(part, "/");
        char *name = mem_copy_bytes(part, length);
        for (size_t at = 0, used; at < length && plain; at += used) {
            uint32_t cp = utf8_decode(name + at, length - at, &used);
            plain = allowed(cp) == cp || utf8_is_space(cp);
        }
        plain = plain && length && !is_device(name) && !is_at_edge(name[length - 1]);
        free(name);
        part += length;
        if (!*part)
            break;
    }
    return plain;
}

char *copy_name_ending(const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t length = dot ? strlen(dot) : 0;
    bool is_one = dot && dot != name && length > 1 && length <= ENDING_BYTES_MOST;
    for (size_t i = 1; i < length && is_one; i++)
        is_one = isalnum((unsigned char)dot[i]) != 0;
    return mem_copy_string(is_one ? dot : "");
}

/* --- names that are taken --- */

/* A table of names (open addressing, linear probing), kept at most half full. */
static size_t slot_of(const struct copy_names *names, const char *folded)
{
    size_t at = (size_t)hash_bytes(HASH_START, folded, strlen(folded)) & (names->cap - 1);
    while (names->folded[at] && strcmp(names->folded[at], folded) != 0)
        at = (at + 1) & (names->cap - 1);
    return at;
}

static void grow(struct copy_names *names)
{
    struct copy_names more = {.cap = names->cap ? 2 * names->cap : SLOTS_FIRST,
                              .count = names->count};
    more.folded = mem_new(more.cap, sizeof *more.folded);
    for (size_t i = 0; i < names->cap; i++)
        if (names->folded[i])
            more.folded[slot_of(&more, names->folded[i])] = names->folded[i];
    free(names->folded);
    *names = more;
}

static char *fold(const char *path)
{
    struct str out = {0};
    size_t bytes = strlen(path), used;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(path + at, bytes - at, &used);
        if (!fold_is_silent(cp))
            str_add_codepoint(&out, fold_letter(cp));
    }
    char *folded = mem_copy_string(str_text(&out));
    str_free(&out);
    return folded;
}

/* False: it is taken. */
static bool take(struct copy_names *names, const char *path)
{
    if (2 * names->count >= names->cap)
        grow(names);
    char *folded = fold(path);
    size_t at = slot_of(names, folded);
    if (names->folded[at]) {
        free(folded);
        return false;
    }
    names->folded[at] = folded;
    names->count++;
    return true;
}

char *copy_names_make(struct copy_names *names, const char *folder, const char *name,
                      const char *ending)
{
    struct str path = {0};
    for (unsigned number = 1;; number++) {
        str_clear(&path);
        str_addf(&path, "%s%s%s", folder, *folder ? "/" : "", name);
        if (number > 1)
            str_addf(&path, " (%u)", number);
        str_add(&path, ending);
        if (take(names, str_text(&path)))
            return path.data;
    }
}

void copy_names_free(struct copy_names *names)
{
    for (size_t i = 0; i < names->cap; i++)
        free(names->folded[i]);
    free(names->folded);
    *names = (struct copy_names){0};
}
