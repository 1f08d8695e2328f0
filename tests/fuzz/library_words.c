/* Titles, names and words of strangers, on their way into the library and out of it: each line is all of them. */
#include "strange.h"

#include "library/counts.h"
#include "library/edition_said.h"
#include "library/entry.h"
#include "library/newer.h"
#include "library/pack_path.h"
#include "library/title_key.h"
#include "library/welsh.h"

enum { NAME_BYTES = 100 };

static void check_name(const char *line)
{
    char *name = entry_clean_text(line, NAME_BYTES);
    char *again = entry_clean_text(name, NAME_BYTES);
    must(strlen(name) <= NAME_BYTES && utf8_is_valid(name, strlen(name)));
    must(strcmp(name, again) == 0);
    for (const char *c = name; *c; c++)
        must((unsigned char)*c >= 0x20 && *c != 0x7F);
    free(name);
    free(again);
    char *key = newer_name_key(line);
    must(key != NULL);
    free(key);
}

static void check_title(const char *line)
{
    for (int easy = 0; easy < 2; easy++) {
        char *key = title_key_make(line, easy);
        must(key != NULL);
        free(key);
    }
    struct str cell = {0};
    counts_csv_cell(line, &cell);
    const char *text = str_text(&cell);
    must(!*text || !strchr("=+-@\t\r", *text));
    must(*text != '"' || text[cell.length_bytes - 1] == '"');
    str_free(&cell);
}

static void check_said(const char *text)
{
    struct edition_said said;
    const char *end = text + strlen(text);
    for (const char *at = text, *before = text; edition_said_next(&at, &said); before = at) {
        must(at > before && at <= end && said.kind > 0 && said.kind < MENTION_KIND_COUNT);
        must(said.own < MENTION_KIND_COUNT && memchr(said.key, 0, sizeof said.key));
    }
}

static void check_welsh(const char *line)
{
    char forms[WELSH_MOST_FORMS][WELSH_FORM_BYTES];
    size_t count = welsh_forms(line, forms);
    must(count <= WELSH_MOST_FORMS && welsh_stem_bytes(line) <= strlen(line));
    for (size_t i = 0; i < count; i++)
        must(memchr(forms[i], 0, WELSH_FORM_BYTES) && strcmp(forms[i], line) != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strange_text(data, size), *rest = text;
    check_said(text);
    for (char *line; (line = strange_line(&rest));) {
        check_name(line);
        check_title(line);
        check_welsh(line);
        (void)pack_path_is_safe(line);
    }
    free(text);
    return 0;
}
