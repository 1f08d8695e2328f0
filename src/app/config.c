#include "app/config.h"

#include "base/file.h"
#include "base/mem.h"
#include "book/address.h"
#include "library/pin.h"
#include "ui/touch_check.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    FILE *file;
    struct config *config;
    int line;         /* being read, from 1 */
    int problem_line; /* 0: none yet */
    char problem[160];
    bool has_sections;    /* the file names sections: they stand in place of the six */
    unsigned lengths_set; /* a bit for each length of the display profile */
};

static void set_default_sections(struct config *config)
{
    static const struct config_section usual[] = {
        {"Campaigns", "campaigns"}, {"Briefings", "briefings"}, {"Resources", "resources"},
        {"History", "history"},     {"Champions", "champions"}, {"Participation", "participation"},
    };
    config->section_count = (int)(sizeof usual / sizeof *usual);
    memcpy(config->sections, usual, sizeof usual);
}

static void set_default_library(struct config *config)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data == '/')
        snprintf(config->library, sizeof config->library, "%s/lectern", data);
    else
        snprintf(config->library, sizeof config->library, "%s/.local/share/lectern",
                 home ? home : "");
}

void config_default(struct config *config)
{
    *config = (struct config){
        .mount_root = "/run/lectern/media",
        .requests = "/run/lectern/requests",
        .name = "Lectern",
        .lang = "en",
        .display =
            {
                .width_px = 1280,
                .height_px = 800,
                .width_mm = 217,
                .height_mm = 136,
                .viewing_mm = 500,
            },
        .limits = convert_limits_default(),
        .input = input_map_usual(),
        .idle_s = 180,
        .body_cap_mdeg = 450,
        .scheme = "default",
        .words_per_minute = 175,
        .volume_db = -6,
    };
    set_default_library(config);
    set_default_sections(config);
}

/* Each setter answers whether the value makes sense. */

static bool set_text(char *out, size_t out_bytes, const char *value)
{
    size_t length = strlen(value);
    if (length >= out_bytes)
        return false;
    memcpy(out, value, length + 1);
    return true;
}

static bool read_number(const char *value, double least, double most, double *out)
{
    char *end;
    errno = 0;
    double number = strtod(value, &end);
    if (end == value || *end || errno || !(number >= least && number <= most))
        return false;
    *out = number;
    return true;
}

static bool set_int(int *out, const char *value, int least, int most)
{
    double number;
    if (!read_number(value, least, most, &number) || number != (int)number)
        return false;
    *out = (int)number;
    return true;
}

static bool set_u32(uint32_t *out, const char *value, int least, int most)
{
    int number;
    if (!set_int(&number, value, least, most))
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool set_mb(uint64_t *out, const char *value)
{
    int mb;
    if (!set_int(&mb, value, 1, 4096))
        return false;
    *out = (uint64_t)mb << 20;
    return true;
}

static bool set_seconds(uint32_t *out_ms, const char *value)
{
    double s;
    if (!read_number(value, 0.1, 3600, &s))
        return false;
    *out_ms = (uint32_t)(s * 1000);
    return true;
}

static bool set_pin(struct config *config, const char *value)
{
    size_t length = strlen(value);
    bool is_pin = length == 0 || (length >= PIN_DIGITS_LEAST && length <= PIN_DIGITS_MOST &&
                                  strspn(value, "0123456789") == length);
    return is_pin && set_text(config->pin, sizeof config->pin, value);
}

static bool set_kiosk(struct config *config, const char *name, const char *value)
{
    if (strcmp(name, "name") == 0)
        return set_text(config->name, sizeof config->name, value);
    if (strcmp(name, "language") == 0)
        return set_text(config->lang, sizeof config->lang, value);
    if (strcmp(name, "pin") == 0)
        return set_pin(config, value);
    if (strcmp(name, "reset_pin") == 0)
        return (!*value || *value == '/') &&
               set_text(config->reset_pin, sizeof config->reset_pin, value);
    if (strcmp(name, "idle_seconds") == 0)
        return set_int(&config->idle_s, value, 0, 86400);
    return false;
}

static bool set_library(struct config *config, const char *name, const char *value)
{
    if (strcmp(name, "folder") == 0)
        return *value && set_text(config->library, sizeof config->library, value);
    if (strcmp(name, "drop") == 0)
        return set_text(config->drop, sizeof config->drop, value);
    if (strcmp(name, "sticks") == 0)
        return set_text(config->mount_root, sizeof config->mount_root, value);
    return false;
}

static bool set_section(struct reading *r, const char *name, const char *icon)
{
    struct config *config = r->config;
    if (!r->has_sections)
        config->section_count = 0;
    r->has_sections = true;
    if (config->section_count == CONFIG_SECTIONS_MOST || strchr(name, '/'))
        return false;
    struct config_section *section = &config->sections[config->section_count];
    if (!set_text(section->name, sizeof section->name, name) ||
        !set_text(section->icon, sizeof section->icon, icon))
        return false;
    config->section_count++;
    return true;
}

static bool set_link(struct config *config, const char *name, const char *uri)
{
    if (config->link_count == CONFIG_LINKS_MOST)
        return false;
    struct config_link *link = &config->links[config->link_count];
    size_t begin, length, bytes = strlen(uri);
    bool is_bare =
        !address_is_for_people(uri) && address_find(uri, bytes, &begin, &length) && length == bytes;
    const char *scheme = !is_bare ? "" : strchr(uri, '@') ? "mailto:" : "https://";
    int written = snprintf(link->uri, sizeof link->uri, "%s%s", scheme, uri);
    if (!set_text(link->name, sizeof link->name, name) || written < 0 ||
        (size_t)written >= sizeof link->uri || !address_is_for_people(link->uri))
        return false;
    config->link_count++;
    return true;
}

static bool set_rotate(int *out, const char *value)
{
    int degrees;
    if (!set_int(&degrees, value, 0, 270) || degrees % 90)
        return false;
    *out = degrees;
    return true;
}

/* "90", "mirrored", "90 mirrored": turned clockwise, after being mirrored. */
static bool set_touch(int *out, const char *value)
{
    char degrees[8] = "0", *space = strchr(value, ' ');
    bool alone = strcmp(value, "mirrored") == 0;
    bool mirrored = alone || (space && strcmp(space + 1, "mirrored") == 0);
    size_t length = space ? (size_t)(space - value) : strlen(value);
    if ((space && !mirrored) || (!alone && length >= sizeof degrees))
        return false;
    if (!alone) {
        memcpy(degrees, value, length);
        degrees[length] = 0;
    }
    int turned;
    if (!set_rotate(&turned, degrees))
        return false;
    *out = turned / 90 + (mirrored ? TOUCH_MIRRORED : 0);
    return true;
}

static bool set_display(struct reading *r, const char *name, const char *value)
{
    struct config_display *d = &r->config->display;
    if (strcmp(name, "width_px") == 0)
        return set_int(&d->width_px, value, 320, 7680);
    if (strcmp(name, "height_px") == 0)
        return set_int(&d->height_px, value, 240, 4320);
    if (strcmp(name, "rotate") == 0)
        return set_rotate(&d->rotate, value);
    if (strcmp(name, "touch") == 0)
        return set_touch(&d->touch, value);
    const struct {
        const char *name;
        double *mm;
        double least, most;
    } lengths[] = {
        {"width_mm", &d->width_mm, 50, 3000},
        {"height_mm", &d->height_mm, 30, 3000},
        {"viewing_mm", &d->viewing_mm, 100, 5000},
    };
    for (unsigned i = 0; i < 3; i++) {
        if (strcmp(name, lengths[i].name) != 0)
            continue;
        r->lengths_set |= 1u << i;
        return read_number(value, lengths[i].least, lengths[i].most, lengths[i].mm);
    }
    return false;
}

static bool set_look(struct config *config, const char *name, const char *value)
{
    if (strcmp(name, "capital_mdeg") == 0)
        return set_int(&config->body_cap_mdeg, value, 200, 3000);
    if (strcmp(name, "scheme") == 0)
        return *value && set_text(config->scheme, sizeof config->scheme, value);
    return false;
}

static bool set_speech(struct config *config, const char *name, const char *value)
{
    if (strcmp(name, "words_per_minute") == 0)
        return set_int(&config->words_per_minute, value, 80, 450);
    if (strcmp(name, "volume_db") == 0)
        return set_int(&config->volume_db, value, -24, 0);
    if (strcmp(name, "speaker") == 0)
        return set_text(config->speaker, sizeof config->speaker, value);
    if (strcmp(name, "headset") == 0)
        return set_text(config->headset, sizeof config->headset, value);
    return false;
}

static bool set_limits(struct convert_limits *limits, const char *name, const char *value)
{
    if (strcmp(name, "page_seconds") == 0)
        return set_seconds(&limits->page_ms, value);
    if (strcmp(name, "document_seconds") == 0)
        return set_seconds(&limits->document_ms, value);
    if (strcmp(name, "memory_mb") == 0)
        return set_u32(&limits->memory_mb, value, 128, 65536);
    if (strcmp(name, "bad_pages_in_row") == 0)
        return set_u32(&limits->bad_pages_in_row, value, 1, 1000);
    if (strcmp(name, "document_mb") == 0)
        return set_mb(&limits->document_bytes, value);
    if (strcmp(name, "book_mb") == 0)
        return set_mb(&limits->book_bytes, value);
    if (strcmp(name, "picture_px") == 0)
        return set_u32(&limits->picture_most_px, value, 64, 7680);
    return false;
}

static bool set_board(struct config *config, const char *name, const char *value)
{
    if (strcmp(name, "requests") == 0)
        return *value == '/' && set_text(config->requests, sizeof config->requests, value);
    return false;
}

static bool set(struct reading *r, const char *section, const char *name, const char *value)
{
    struct config *config = r->config;
    if (strcmp(section, "kiosk") == 0)
        return set_kiosk(config, name, value);
    if (strcmp(section, "library") == 0)
        return set_library(config, name, value);
    if (strcmp(section, "sections") == 0)
        return set_section(r, name, value);
    if (strcmp(section, "links") == 0)
        return set_link(config, name, value);
    if (strcmp(section, "display") == 0)
        return set_display(r, name, value);
    if (strcmp(section, "look") == 0)
        return set_look(config, name, value);
    if (strcmp(section, "speech") == 0)
        return set_speech(config, name, value);
    if (strcmp(section, "keys") == 0)
        return input_map_set_keys(&config->input, name, value);
    if (strcmp(section, "gamepad") == 0)
        return input_map_set_buttons(&config->input, name, value);
    if (strcmp(section, "board") == 0)
        return set_board(config, name, value);
    if (strcmp(section, "limits") == 0)
        return set_limits(&config->limits, name, value);
    return false;
}

static int handle(void *data, const char *section, const char *name, const char *value)
{
    struct reading *r = data;
    if (set(r, section, name, value))
        return 1;
    if (!r->problem_line) {
        r->problem_line = r->line;
        bool is_secret = strcmp(name, "pin") == 0; /* a log is read by others */
        snprintf(r->problem, sizeof r->problem, "'%.40s = %.40s' makes no sense in [%.40s]", name,
                 is_secret ? "..." : value, section);
    }
    return 0;
}

/* fgets for inih, that counts lines. */
static char *read_line(char *out, int bytes, void *stream)
{
    struct reading *r = stream;
    char *line = fgets(out, bytes, r->file);
    if (line)
        r->line++;
    return line;
}

enum err config_read(const char *path, struct config *config)
{
    struct reading r = {.file = fopen(path, "re"), .config = config};
    if (!r.file)
        return err_from_errno(errno);
    int wrong_line = ini_parse_stream(read_line, &r, handle, &r);
    enum err err = ferror(r.file) ? ERR_IO : ERR_OK;
    fclose(r.file);
    if (wrong_line != 0 && !config->problem[0]) {
        const char *why = wrong_line == r.problem_line ? r.problem : "this is no setting";
        snprintf(config->problem, sizeof config->problem, "%.64s, line %d: %s", file_name(path),
                 wrong_line, why);
    }
    config->display.is_set |= r.lengths_set == 7;
    return err;
}

struct config_section_names config_section_names(const struct config *config)
{
    struct config_section_names sections = {0};
    for (int i = 0; i < config->section_count; i++)
        sections.names[i] = config->sections[i].name;
    return sections;
}
