#include "library/manifest.h"
#include "base/mem.h"
#include "library/pack_path.h"

#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECTION_BYTES_MOST = 48, TITLE_BYTES_MOST = 150, LANG_BYTES_MOST = 15 };

struct reading {
    struct manifest *manifest;
    const char *why; /* of the first line that is wrong; NULL: a form that inih does not know */
    bool is_wrong;
    uint32_t works, editions; /* works so far; editions of the last one */
};

static int refuse(struct reading *r, const char *why)
{
    if (!r->is_wrong)
        r->why = why;
    r->is_wrong = true;
    return 0;
}

static bool is_id(const char *text)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    size_t bytes = strlen(text);
    return bytes && bytes <= MANIFEST_ID_BYTES_MOST && strchr(first, text[0]) &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == bytes;
}

static bool is_lang(const char *text)
{
    size_t bytes = strlen(text), letters = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return letters >= 2 && letters <= 3 && bytes <= LANG_BYTES_MOST &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == bytes;
}

static bool read_version(const char *text, int64_t *out)
{
    size_t bytes = strlen(text);
    if (!bytes || bytes > 10 || strspn(text, "0123456789") != bytes)
        return false;
    *out = strtoll(text, NULL, 10);
    return *out >= 1 && *out <= MANIFEST_VERSION_MOST;
}

/* "2027-06-30" is over when the 1st of July begins. */
static bool read_last_day(const char *text, int64_t *out)
{
    struct tm day = {0};
    int end = 0;
    if (strlen(text) != 10 ||
        sscanf(text, "%4d-%2d-%2d%n", &day.tm_year, &day.tm_mon, &day.tm_mday, &end) != 3 ||
        end != 10 || strspn(text, "0123456789-") != 10)
        return false;
    struct tm asked = day;
    day.tm_year -= 1900;
    day.tm_mon -= 1;
    day.tm_mday += 1;
    time_t over = timegm(&day), shown = over - 24 * 60 * 60;
    struct tm back;
    if (over <= 0 || !gmtime_r(&shown, &back))
        return false;
    *out = over;
    return back.tm_year + 1900 == asked.tm_year && back.tm_mon + 1 == asked.tm_mon &&
           back.tm_mday == asked.tm_mday;
}

/* A text that may be given once. */
static int keep_text(struct reading *r, char **field, const char *value)
{
    if (*field)
        return refuse(r, "this was said already");
    *field = mem_copy_string(value);
    return 1;
}

static int keep_words(struct reading *r, struct manifest_words *words, size_t *count,
                      const char *lang, const char *path)
{
    if (!is_lang(lang))
        return refuse(r, "this is no language");
    if (!pack_path_is_safe(path))
        return refuse(r, "this is no name of a file in a pack");
    for (size_t i = 0; i < *count; i++)
        if (strcmp(words[i].lang, lang) == 0)
            return refuse(r, "this was said already");
    if (*count == MANIFEST_WORDS_MOST)
        return refuse(r, "these are too many");
    struct manifest_words *to = &words[(*count)++];
    snprintf(to->lang, sizeof to->lang, "%s", lang);
    to->path = mem_copy_string(path);
    return 1;
}

/* "glossary" or "glossary.cy": its language, "" when none is said; NULL: not that name. */
static const char *lang_of(const char *name, const char *what)
{
    size_t bytes = strlen(what);
    if (strncmp(name, what, bytes) != 0 || (name[bytes] && name[bytes] != '.'))
        return NULL;
    return name[bytes] ? name + bytes + 1 : "";
}

static int take_about(struct reading *r, const char *name, const char *value)
{
    struct manifest *m = r->manifest;
    const char *lang, *usual = m->lang ? m->lang : "en";
    if (strcmp(name, "id") == 0) {
        if (*m->id)
            return refuse(r, "this was said already");
        if (!is_id(value))
            return refuse(r, "an id has small letters, digits, points and hyphens");
        memcpy(m->id, value, strlen(value));
        return 1;
    }
    if (strcmp(name, "version") == 0)
        return !m->version && read_version(value, &m->version)
                   ? 1
                   : refuse(r, "a version is one whole number, from 1");
    if (strcmp(name, "expires") == 0)
        return !m->expires_s && read_last_day(value, &m->expires_s)
                   ? 1
                   : refuse(r, "a last day is written like 2027-06-30");
    if (strcmp(name, "title") == 0)
        return *value ? keep_text(r, &m->title, value) : refuse(r, "this is empty");
    if (strcmp(name, "maker") == 0)
        return keep_text(r, &m->maker, value);
    if (strcmp(name, "language") == 0)
        return is_lang(value) ? keep_text(r, &m->lang, value) : refuse(r, "this is no language");
    if (strcmp(name, "logo") == 0)
        return pack_path_is_safe(value) ? keep_text(r, &m->logo, value)
                                        : refuse(r, "this is no name of a file in a pack");
    if ((lang = lang_of(name, "glossary")))
        return keep_words(r, m->glossaries, &m->glossary_count, *lang ? lang : usual, value);
    if ((lang = lang_of(name, "lexicon")))
        return keep_words(r, m->lexicons, &m->lexicon_count, *lang ? lang : usual, value);
    return refuse(r, "a pack has nothing of that name");
}

static int take_document(struct reading *r, const char *section, bool is_edition, const char *path)
{
    struct manifest *m = r->manifest;
    if (!pack_path_is_safe(path))
        return refuse(r, "this is no name of a file in a pack");
    if (m->document_count == MANIFEST_DOCUMENTS_MOST)
        return refuse(r, "these are too many");
    for (size_t i = 0; i < m->document_count; i++)
        if (strcmp(m->documents[i].path, path) == 0)
            return refuse(r, "this was said already");
    if (!is_edition) {
        r->works++;
        r->editions = 0;
    } else if (!r->works || strcmp(m->documents[m->document_count - 1].section, section) != 0) {
        return refuse(r, "an edition follows its document");
    }
    if (++r->editions > MANIFEST_EDITIONS_MOST)
        return refuse(r, "these are too many");
    MEM_ROOM(m->documents, m->document_count, m->document_cap);
    m->documents[m->document_count++] = (struct manifest_document){
        .path = mem_copy_string(path), .section = mem_copy_string(section), .work = r->works};
    return 1;
}

/* For inih: 0 makes this line wrong. */
static int take_line(void *data, const char *section, const char *name, const char *value)
{
    struct reading *r = data;
    if (r->is_wrong)
        return 0;
    if (strcmp(section, "pack") == 0)
        return take_about(r, name, value);
    if (!*section)
        return refuse(r, "a section in [ ] comes first");
    bool is_edition = strcmp(name, "edition") == 0;
    if (!is_edition && strcmp(name, "document") != 0)
        return refuse(r, "a section has documents and editions only");
    return take_document(r, section, is_edition, value);
}

/* What inih would cut, join or leave out in silence. NULL: nothing. */
static const char *look_at_line(const char *line, size_t bytes)
{
    if (bytes > MANIFEST_LINE_BYTES_MOST)
        return "this line is too long";
    if (bytes && (line[0] == ' ' || line[0] == '\t') && strspn(line, " \t\r\n") < bytes)
        return "a line does not begin with a space";
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)line[i] < 0x20 && line[i] != '\t' &&
            !(line[i] == '\r' && i + 1 == bytes))
            return "this line has a control character";
    const char *close = line[0] == '[' ? memchr(line, ']', bytes) : NULL;
    if (close && close - line > SECTION_BYTES_MOST)
        return "the name of a section is too long";
    return NULL;
}

/* The number of the first line that inih would misread, 0 none. */
static int look_at_lines(const char *text, size_t bytes, const char **why)
{
    int number = 1;
    *why = "this is no UTF-8 text";
    if (!utf8_is_valid(text, bytes) || memchr(text, 0, bytes))
        return 1;
    for (size_t at = 0; at < bytes; number++) {
        const char *end = memchr(text + at, '\n', bytes - at);
        size_t length = end ? (size_t)(end - text) - at : bytes - at;
        *why = look_at_line(text + at, length);
        if (*why)
            return number;
        at += length + 1;
    }
    return 0;
}

static const char *what_lacks(const struct manifest *m)
{
    return !*m->id ? "it has no id" : !m->version ? "it has no version" : "it has no title";
}

static void tell(struct str *problem, int line, const char *why)
{
    if (!problem)
        return;
    if (line)
        str_addf(problem, "line %d: ", line);
    str_add(problem, why);
}

enum err manifest_parse(const char *text, size_t bytes, struct manifest *out, struct str *problem)
{
    *out = (struct manifest){0};
    struct reading r = {.manifest = out};
    if (bytes > MANIFEST_BYTES_MOST) {
        tell(problem, 0, "it is too long");
        return ERR_PACK;
    }
    char *copy = mem_copy_bytes(text, bytes); /* ended by a NUL, as inih and strspn want it */
    int line = look_at_lines(copy, bytes, &r.why);
    if (!line)
        line = ini_parse_string(copy, take_line, &r);
    free(copy);
    if (line) {
        tell(problem, line, r.why ? r.why : "this line is not understood");
        return ERR_PACK;
    }
    if (!*out->id || !out->version || !out->title) {
        tell(problem, 0, what_lacks(out));
        return ERR_PACK;
    }
    if (!out->maker)
        out->maker = mem_copy_string("");
    if (!out->lang)
        out->lang = mem_copy_string("");
    if (!out->logo)
        out->logo = mem_copy_string("");
    return ERR_OK;
}

static void free_words(struct manifest_words *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(words[i].path);
}

void manifest_free(struct manifest *m)
{
    for (size_t i = 0; i < m->document_count; i++) {
        free(m->documents[i].path);
        free(m->documents[i].section);
    }
    free(m->documents);
    free_words(m->glossaries, m->glossary_count);
    free_words(m->lexicons, m->lexicon_count);
    free(m->title);
    free(m->maker);
    free(m->lang);
    free(m->logo);
    *m = (struct manifest){0};
}
