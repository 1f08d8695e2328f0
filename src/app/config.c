#include "app/config.h"

#include "app/config_settings.h"
#include "app/ini_lines.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

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
        .notices = "/run/lectern/notices",
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

/* As much of `text` as fits, cut between letters. */
static void copy_cut(char *out, size_t bytes, const char *text)
{
    size_t length = strlen(text), used, at = 0;
    while (at < length && (utf8_decode(text + at, length - at, &used), at + used < bytes))
        at += used;
    memcpy(out, text, at);
    out[at] = 0;
}

static void add_mistake(struct config_mistakes *all, enum config_fault fault, unsigned line,
                        const char *part, const char *name, const char *value)
{
    if (all->count == CONFIG_MISTAKES_MOST) {
        all->more++;
        return;
    }
    struct config_mistake *m = &all->list[all->count++];
    *m = (struct config_mistake){.line = line, .fault = fault};
    bool is_secret = strcasecmp(name, "pin") == 0; /* a log is read by others */
    copy_cut(m->part, sizeof m->part, part);
    copy_cut(m->name, sizeof m->name, name);
    copy_cut(m->value, sizeof m->value, is_secret && *value ? "..." : value);
}

struct reading {
    struct config *config;
    unsigned logo_line;
    struct config_seen seen;
};

static void take_setting(struct reading *r, const struct ini_line *line)
{
    struct config *config = r->config;
    enum config_fault fault = CONFIG_NO_PART;
    if (line->part) {
        if (!config_part_is_known(line->part))
            return; /* its first line was a mistake, and these are no more */
        fault = config_set(config, &r->seen, line->number, line->part, line->name, line->value);
        bool is_less = line->less && (fault == CONFIG_VALUE || fault == CONFIG_SIGN);
        if (is_less)
            fault = config_set(config, &r->seen, line->number, line->part, line->name, line->less);
    }
    bool is_done = fault == CONFIG_FINE || fault == CONFIG_TWICE;
    if (is_done && strcasecmp(line->part, "kiosk") == 0 && strcasecmp(line->name, "logo") == 0)
        r->logo_line = line->number;
    if (fault != CONFIG_FINE)
        add_mistake(&config->mistakes, fault, line->number, line->part ? line->part : "",
                    line->name, line->value);
}

static void take_line(void *data, const struct ini_line *line)
{
    static const enum config_fault faults[] = {
        [INI_NO_SETTING] = CONFIG_NO_SETTING,
        [INI_NO_END] = CONFIG_NO_END,
        [INI_TOO_LONG] = CONFIG_TOO_LONG,
        [INI_NO_TEXT] = CONFIG_NO_TEXT,
    };
    struct reading *r = data;
    const char *part = line->part ? line->part : "";
    if (line->what == INI_SETTING)
        take_setting(r, line);
    else if (line->what != INI_PART)
        add_mistake(&r->config->mistakes, faults[line->what], line->number, part, "", "");
    bool begins = line->what == INI_PART || line->what == INI_NO_END;
    if (begins && !config_part_is_known(part))
        add_mistake(&r->config->mistakes, CONFIG_PART, line->number, part, "", "");
}

/* At most CONFIG_FILE_MOST_BYTES, on the heap; free with free. */
static enum err read_bytes(const char *path, char **out, size_t *count, bool *is_folder)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_from_errno(errno);
    char *bytes = mem_new(CONFIG_FILE_MOST_BYTES + 1, 1);
    enum err err = fstat(fd, &st) == 0 ? ERR_OK : ERR_IO;
    *is_folder = err == ERR_OK && S_ISDIR(st.st_mode);
    if (err == ERR_OK && !S_ISREG(st.st_mode))
        err = ERR_IO;
    if (err == ERR_OK)
        err = file_read_piece(fd, bytes, CONFIG_FILE_MOST_BYTES + 1, count);
    close(fd);
    if (err == ERR_OK)
        *out = bytes;
    else
        free(bytes);
    return err;
}

/* Where the file is, or would be if `path` is a link that leads nowhere. */
static void add_target(const char *path, struct str *out)
{
    char target[512];
    ssize_t length = readlink(path, target, sizeof target - 1);
    bool is_link = length > 0 && (size_t)length < sizeof target - 1;
    if (is_link)
        target[length] = 0;
    if (is_link && *target != '/')
        str_add_bytes(out, path, (size_t)(file_name(path) - path));
    str_add(out, is_link ? target : path);
}

/* A picture's name alone means the folder of the file that names it. */
static void find_logo(const char *path, struct config *config)
{
    struct str found = {0};
    if (!*config->logo || *config->logo == '/')
        return;
    add_target(path, &found);
    found.length_bytes = (size_t)(file_name(found.data) - found.data);
    str_add(&found, config->logo);
    snprintf(config->logo, sizeof config->logo, "%.*s", (int)sizeof config->logo - 1,
             str_text(&found));
    str_free(&found);
}

/* Puts the path of a picture of nearly the same name into `out`: computers hide the end of a name, and people mistake it. */
static bool find_like(const char *path, struct str *out)
{
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".svg"};
    const char *dot = strrchr(file_name(path), '.');
    size_t whole = strlen(path), stem = dot ? (size_t)(dot - path) : whole;
    size_t count = sizeof ends / sizeof *ends;
    struct stat st;
    for (size_t i = 0; i < 2 * count; i++) {
        out->length_bytes = 0;
        str_add_bytes(out, path, i < count ? whole : stem);
        str_add(out, ends[i % count]);
        if (stat(out->data, &st) == 0 && S_ISREG(st.st_mode))
            return true;
    }
    return false;
}

/* Without its picture the kiosk is as if no line named one. */
static void check_logo(struct config *config, unsigned line)
{
    struct stat st;
    struct str like = {0};
    if (!line || !*config->logo || stat(config->logo, &st) == 0 || errno != ENOENT)
        return;
    bool has_like = find_like(config->logo, &like);
    add_mistake(&config->mistakes, CONFIG_NO_LOGO, line, has_like ? file_name(like.data) : "",
                "logo", file_name(config->logo));
    *config->logo = 0;
    str_free(&like);
}

static void read_text(const char *path, const char *bytes, size_t count, struct config *config)
{
    struct reading r = {.config = config};
    if (ini_lines_is_rich_text(bytes, count)) {
        add_mistake(&config->mistakes, CONFIG_FILE_RICH, 0, "", "", "");
        return;
    }
    if (count > CONFIG_FILE_MOST_BYTES)
        add_mistake(&config->mistakes, CONFIG_FILE_LONG, 0, "", "", "");
    ini_lines_read(bytes, count > CONFIG_FILE_MOST_BYTES ? CONFIG_FILE_MOST_BYTES : count,
                   take_line, &r);
    config->display.is_set |= r.seen.lengths == 7;
    find_logo(path, config);
    check_logo(config, r.logo_line);
}

/* `named`: the file as it should be called; what is read may be another beside it. */
static enum err read_whole(const char *path, const char *named, struct config *config)
{
    char *bytes = NULL;
    size_t count = 0;
    bool is_folder = false;
    enum err err = read_bytes(path, &bytes, &count, &is_folder);
    if (err == ERR_OK)
        read_text(named, bytes, count, config);
    else if (err != ERR_NOT_FOUND)
        add_mistake(&config->mistakes, is_folder ? CONFIG_FILE_FOLDER : CONFIG_FILE_UNREAD, 0, "",
                    "", "");
    free(bytes);
    return err;
}

enum err config_read(const char *path, struct config *config)
{
    struct stat st;
    struct config_mistakes *all = &config->mistakes;
    struct str beside_path = {0};
    add_target(path, &beside_path);
    str_add(&beside_path, ".txt");
    const char *beside = beside_path.data;
    bool has_beside = stat(beside, &st) == 0 && S_ISREG(st.st_mode);
    bool is_gone = stat(path, &st) != 0 && errno == ENOENT;
    copy_cut(all->file, sizeof all->file, file_name(path));
    if (is_gone && (has_beside || lstat(path, &st) == 0))
        add_mistake(all, CONFIG_FILE_GONE, 0, "", has_beside ? file_name(beside) : "", "");
    else if (has_beside)
        add_mistake(all, CONFIG_FILE_BESIDE, 0, "", file_name(beside), "");
    enum err err = read_whole(is_gone && has_beside ? beside : path, path, config);
    str_free(&beside_path);
    return err;
}

struct config_section_names config_section_names(const struct config *config)
{
    struct config_section_names sections = {0};
    for (int i = 0; i < config->section_count; i++)
        sections.names[i] = config->sections[i].name;
    return sections;
}
