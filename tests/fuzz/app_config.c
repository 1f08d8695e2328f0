/* Settings from strange bytes: each line is told apart, no text has control signs or is too long, and the same bytes give the same. */
#include "app/config_settings.h"
#include "app/ini_lines.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        abort();
}

struct found {
    struct config config;
    struct config_seen seen;
    unsigned last;
    uint64_t hash;
};

static void check_text(const char *text)
{
    must(utf8_is_valid(text, strlen(text)));
    for (; *text; text++)
        must((unsigned char)*text >= 0x20 && *text != 0x7F);
}

static void take(void *data, const struct ini_line *line)
{
    struct found *f = data;
    must(line->number > f->last);
    f->last = line->number;
    f->hash = hash_bytes(f->hash, &line->number, sizeof line->number);
    if (line->part)
        check_text(line->part);
    if (line->what != INI_SETTING) {
        must(!line->name && !line->value && !line->less);
        return;
    }
    must(*line->name && strlen(line->name) + strlen(line->value) < INI_LINE_MOST_BYTES);
    check_text(line->name);
    check_text(line->value);
    must(!line->less || strlen(line->less) <= strlen(line->value));
    if (!line->part)
        return;
    enum config_fault fault =
        config_set(&f->config, &f->seen, line->number, line->part, line->name, line->value);
    f->hash = hash_bytes(f->hash, &fault, sizeof fault);
    struct config_mistake m = {.line = line->number, .fault = fault};
    struct str words = {0};
    if (fault == CONFIG_NAME)
        config_add_known(line->part, line->name, &words);
    else
        config_add_expected(&m, &words);
    must(words.length_bytes > 0);
    str_free(&words);
}

static uint64_t read_all(const char *bytes, size_t size)
{
    struct found f = {.hash = HASH_START};
    config_default(&f.config);
    ini_lines_read(bytes, size, take, &f);
    must(f.config.section_count >= 1 && f.config.section_count <= CONFIG_SECTIONS_MOST);
    must(f.config.link_count >= 0 && f.config.link_count <= CONFIG_LINKS_MOST);
    must(f.config.display.rotate % 90 == 0 && f.config.idle_s >= 0);
    return f.hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t once = read_all((const char *)data, size);
    uint64_t again = read_all((const char *)data, size);
    must(once == again);
    return 0;
}
