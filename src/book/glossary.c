#include "book/glossary.h"

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 4, LANG_BYTES_MOST = 8 };

struct glossary {
    char *bytes; /* the file, cut up with NULs */
    char *name, *lang;
    enum glossary_source source;
    struct glossary_term *terms;
    size_t count, cap;
    const char **forms; /* GLOSSARY_FORMS_MOST for each term */
    size_t forms_cap;
    uint32_t *
        slots; /* term + 1 by its hash, so that none stands twice; a power of two, at most half full */
    char *problems[GLOSSARY_PROBLEMS_MOST];
    size_t problem_count;
};

enum { SLOT_COUNT = 8192 };
_Static_assert(SLOT_COUNT >= 2 * GLOSSARY_TERMS_MOST, "half of the slots stay empty");

static void add_problem(struct glossary *glossary, size_t line, const char *what)
{
    struct str text = {0};
    if (glossary->problem_count >= GLOSSARY_PROBLEMS_MOST)
        return;
    str_addf(&text, "%s, line %zu: %s", glossary->name, line, what);
    glossary->problems[glossary->problem_count++] = text.data;
}

static char *trim(char *text)
{
    while (*text == ' ')
        text++;
    size_t bytes = strlen(text);
    while (bytes && text[bytes - 1] == ' ')
        text[--bytes] = 0;
    return text;
}

static bool has_control(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 0x7f)
            return true;
    }
    return false;
}

/* False when the term is there already. */
static bool take_slot(struct glossary *glossary, const char *term)
{
    size_t slot = (size_t)hash_bytes(HASH_START, term, strlen(term)) & (SLOT_COUNT - 1);
    for (; glossary->slots[slot]; slot = (slot + 1) & (SLOT_COUNT - 1)) {
        if (strcmp(glossary->terms[glossary->slots[slot] - 1].term, term) == 0)
            return false;
    }
    glossary->slots[slot] = (uint32_t)glossary->count + 1;
    return true;
}

/* Cuts the forms at their commas. NULL, or what is wrong with them. */
static const char *cut_forms(char *text, const char **forms, size_t *count)
{
    for (char *rest = text; rest;) {
        char *form = strsep(&rest, ",");
        form = trim(form);
        if (!*form)
            continue;
        if (*count >= GLOSSARY_FORMS_MOST)
            return "too many other forms";
        if (strlen(form) > GLOSSARY_TERM_BYTES_MOST)
            return "one of the other forms is too long";
        forms[(*count)++] = form;
    }
    return NULL;
}

static size_t cut_fields(char *line, char *fields[FIELDS_MOST + 1])
{
    size_t count = 0;
    while (line && count <= FIELDS_MOST)
        fields[count++] = trim(strsep(&line, "\t"));
    return count;
}

/* Adds what a line says. NULL, or what is wrong with it. */
static const char *read_line(struct glossary *glossary, char *line, size_t bytes)
{
    char *fields[FIELDS_MOST + 1] = {0};
    const char *forms[GLOSSARY_FORMS_MOST];
    size_t form_count = 0;
    if (memchr(line, 0, bytes) || !utf8_is_valid(line, bytes) || has_control(line, bytes))
        return "not plain text";
    size_t count = cut_fields(line, fields);
    if (count < 3)
        return "no meaning; a line is: term, tab, other forms or nothing, tab, meaning";
    if (count > FIELDS_MOST)
        return "too many tabs";
    if (!*fields[0] || strlen(fields[0]) > GLOSSARY_TERM_BYTES_MOST)
        return *fields[0] ? "the term is too long" : "no term";
    if (!*fields[2] || strlen(fields[2]) > GLOSSARY_MEANING_BYTES_MOST)
        return *fields[2] ? "the meaning is too long" : "no meaning";
    if (fields[3] && strlen(fields[3]) > GLOSSARY_TERM_BYTES_MOST)
        return "the long form is too long";
    const char *problem = cut_forms(fields[1], forms, &form_count);
    if (problem)
        return problem;
    if (glossary->count >= GLOSSARY_TERMS_MOST)
        return "too many terms";
    if (!take_slot(glossary, fields[0]))
        return "the term is there twice";
    MEM_ROOM(glossary->terms, glossary->count, glossary->cap);
    if (glossary->forms_cap < glossary->cap) {
        glossary->forms_cap = glossary->cap;
        glossary->forms = mem_resize(glossary->forms, glossary->forms_cap * GLOSSARY_FORMS_MOST,
                                     sizeof *glossary->forms);
    }
    memcpy(glossary->forms + glossary->count * GLOSSARY_FORMS_MOST, forms,
           form_count * sizeof *forms);
    glossary->terms[glossary->count++] =
        (struct glossary_term){.term = fields[0],
                               .form_count = form_count,
                               .meaning = fields[2],
                               .long_form = fields[3] ? fields[3] : ""};
    return NULL;
}

static void read_lines(struct glossary *glossary, size_t bytes)
{
    char *text = glossary->bytes;
    size_t at = bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (size_t line = 1; at < bytes; line++) {
        char *end = memchr(text + at, '\n', bytes - at);
        size_t next = end ? (size_t)(end - text) + 1 : bytes;
        size_t stop = end ? next - 1 : bytes;
        if (stop > at && text[stop - 1] == '\r')
            stop--;
        text[stop] = 0; /* there is one byte more than the file has */
        if (stop > at && text[at] != '#') {
            const char *problem = read_line(glossary, text + at, stop - at);
            if (problem)
                add_problem(glossary, line, problem);
        }
        at = next;
    }
}

struct glossary *glossary_from_bytes(const char *tsv, size_t bytes, const char *name,
                                     const char *lang, enum glossary_source source)
{
    struct glossary *glossary = mem_new(1, sizeof *glossary);
    glossary->name = mem_copy_string(name);
    glossary->lang = mem_copy_string(lang);
    glossary->source = source;
    glossary->slots = mem_new(SLOT_COUNT, sizeof *glossary->slots);
    if (bytes > GLOSSARY_FILE_BYTES_MOST) {
        add_problem(glossary, 1, "the file is too long");
        return glossary;
    }
    glossary->bytes = mem_copy_bytes(tsv, bytes);
    read_lines(glossary, bytes);
    for (size_t i = 0; i < glossary->count; i++)
        glossary->terms[i].forms = glossary->forms + i * GLOSSARY_FORMS_MOST;
    return glossary;
}

enum err glossary_open(const char *path, const char *lang, enum glossary_source source,
                       struct glossary **out)
{
    char *bytes;
    size_t count;
    *out = NULL;
    enum err err = file_read(path, GLOSSARY_FILE_BYTES_MOST, &bytes, &count);
    if (err)
        return err;
    *out = glossary_from_bytes(bytes, count, file_name(path), lang, source);
    free(bytes);
    return ERR_OK;
}

struct glossary *glossary_load(const char *lang)
{
    struct str name = {0};
    struct glossary *glossary = NULL;
    size_t bytes = strcspn(lang, "-_");
    if (bytes == 0 || bytes > LANG_BYTES_MOST || memchr(lang, '/', bytes) || *lang == '.')
        return NULL;
    char *primary = mem_copy_bytes(lang, bytes);
    str_addf(&name, "glossary/%s.tsv", primary);
    char *path = file_asset_path(str_text(&name));
    if (glossary_open(path, primary, GLOSSARY_KIOSK, &glossary) == ERR_OK) {
        for (size_t i = 0; i < glossary->problem_count; i++)
            log_error("glossary: %s", glossary->problems[i]);
    }
    free(path);
    free(primary);
    str_free(&name);
    return glossary;
}

void glossary_free(struct glossary *glossary)
{
    if (!glossary)
        return;
    for (size_t i = 0; i < glossary->problem_count; i++)
        free(glossary->problems[i]);
    free(glossary->bytes);
    free(glossary->name);
    free(glossary->lang);
    free(glossary->terms);
    free(glossary->forms);
    free(glossary->slots);
    free(glossary);
}

size_t glossary_count(const struct glossary *glossary)
{
    return glossary->count;
}

const struct glossary_term *glossary_term_at(const struct glossary *glossary, size_t at)
{
    return &glossary->terms[at];
}

const char *glossary_lang(const struct glossary *glossary)
{
    return glossary->lang;
}

enum glossary_source glossary_source(const struct glossary *glossary)
{
    return glossary->source;
}

const char *glossary_problem_at(const struct glossary *glossary, size_t at)
{
    return at < glossary->problem_count ? glossary->problems[at] : NULL;
}
