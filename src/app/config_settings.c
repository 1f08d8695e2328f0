#include "app/config_settings.h"

#include "book/address.h"
#include "library/pin.h"
#include "text/icon.h"
#include "ui/messages.h"
#include "ui/touch_check.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum kind {
    TEXT,
    NOT_EMPTY,
    ABSOLUTE,
    PICTURE,
    LANG,
    SCHEME,
    PIN,
    INT,
    U32,
    MB,
    MM,
    SECONDS,
    TURN,
    TOUCH
};

#define AT(field)      offsetof(struct config, field)
#define TEXT_AT(field) AT(field), sizeof(((struct config *)NULL)->field)

static const struct setting {
    const char *part, *name;
    enum kind kind;
    size_t at, bytes; /* bytes: of a text */
    double least, most;
} settings[] = {
    {"kiosk", "name", TEXT, TEXT_AT(name), 0, 0},
    {"kiosk", "logo", PICTURE, TEXT_AT(logo), 0, 0},
    {"kiosk", "language", LANG, TEXT_AT(lang), 0, 0},
    {"kiosk", "pin", PIN, TEXT_AT(pin), PIN_DIGITS_LEAST, PIN_DIGITS_MOST},
    {"kiosk", "reset_pin", ABSOLUTE, TEXT_AT(reset_pin), 0, 0},
    {"kiosk", "idle_seconds", INT, AT(idle_s), 0, 0, 86400},
    {"library", "folder", NOT_EMPTY, TEXT_AT(library), 0, 0},
    {"library", "sticks", TEXT, TEXT_AT(mount_root), 0, 0},
    {"library", "drop", TEXT, TEXT_AT(drop), 0, 0},
    {"board", "requests", ABSOLUTE, TEXT_AT(requests), 1, 0},
    {"board", "notices", ABSOLUTE, TEXT_AT(notices), 0, 0},
    {"display", "width_mm", MM, AT(display.width_mm), 0, 50, 3000},
    {"display", "height_mm", MM, AT(display.height_mm), 0, 30, 3000},
    {"display", "viewing_mm", MM, AT(display.viewing_mm), 0, 100, 5000},
    {"display", "width_px", INT, AT(display.width_px), 0, 320, 7680},
    {"display", "height_px", INT, AT(display.height_px), 0, 240, 4320},
    {"display", "rotate", TURN, AT(display.rotate), 0, 0, 270},
    {"display", "touch", TOUCH, AT(display.touch), 0, 0, 270},
    {"look", "capital_mdeg", INT, AT(body_cap_mdeg), 0, 200, 3000},
    {"look", "scheme", SCHEME, TEXT_AT(scheme), 0, 0},
    {"speech", "words_per_minute", INT, AT(words_per_minute), 0, 80, 450},
    {"speech", "volume_db", INT, AT(volume_db), 0, -24, 0},
    {"speech", "speaker", TEXT, TEXT_AT(speaker), 0, 0},
    {"speech", "headset", TEXT, TEXT_AT(headset), 0, 0},
    {"limits", "page_seconds", SECONDS, AT(limits.page_ms), 0, 0.1, 3600},
    {"limits", "document_seconds", SECONDS, AT(limits.document_ms), 0, 0.1, 3600},
    {"limits", "memory_mb", U32, AT(limits.memory_mb), 0, 128, 65536},
    {"limits", "bad_pages_in_row", U32, AT(limits.bad_pages_in_row), 0, 1, 1000},
    {"limits", "document_mb", MB, AT(limits.document_bytes), 0, 1, 4096},
    {"limits", "book_mb", MB, AT(limits.book_bytes), 0, 1, 4096},
    {"limits", "picture_px", U32, AT(limits.picture_most_px), 0, 64, 7680},
};
enum { SETTINGS = sizeof settings / sizeof *settings };
_Static_assert(SETTINGS <= sizeof((struct config_seen *)NULL)->setting_lines / sizeof(unsigned),
               "each setting has its line");

static const char *const parts[] = {"kiosk", "library", "board",   "sections", "links",  "display",
                                    "look",  "keys",    "gamepad", "speech",   "limits", NULL};

/* As theme.ini and the samples' sections have them; a test compares. */
static const char schemes[] = "default, white-on-black, black-on-yellow, black-on-pink, "
                              "blue-on-blue, cream, yellow-on-black";
static const char signs[] = "campaigns, briefings, resources, history, champions, participation, "
                            "book, people, document, folder, info, place, time";

static const struct setting *find_setting(const char *part, const char *name)
{
    for (int i = 0; part && i < SETTINGS; i++) {
        if (strcasecmp(settings[i].part, part) == 0 && strcasecmp(settings[i].name, name) == 0)
            return &settings[i];
    }
    return NULL;
}

bool config_part_is_known(const char *part)
{
    for (int i = 0; parts[i]; i++) {
        if (strcasecmp(parts[i], part) == 0)
            return true;
    }
    return false;
}

static bool set_text(char *out, size_t out_bytes, const char *value)
{
    size_t length = strlen(value);
    if (length >= out_bytes)
        return false;
    memcpy(out, value, length + 1);
    return true;
}

/* A minus as word processors write it counts too. */
static bool read_number(const char *value, double least, double most, double *out)
{
    static const char *const minus[] = {"\u2212", "\u2013"};
    char plain[40], *end;
    bool is_minus = false;
    for (size_t i = 0; i < sizeof minus / sizeof *minus && !is_minus; i++) {
        is_minus = strncmp(value, minus[i], strlen(minus[i])) == 0;
        value += is_minus ? strlen(minus[i]) : 0;
    }
    int written = snprintf(plain, sizeof plain, "%s%s", is_minus ? "-" : "", value);
    if (written >= (int)sizeof plain || strspn(plain, "+-.0123456789") != (size_t)written)
        return false;
    errno = 0;
    double number = strtod(plain, &end);
    if (end == plain || *end || errno || !(number >= least && number <= most))
        return false;
    *out = number;
    return true;
}

static bool read_int(const char *value, double least, double most, int *out)
{
    double number;
    if (!read_number(value, least, most, &number) || number != (int)number)
        return false;
    *out = (int)number;
    return true;
}

static bool is_pin(const char *value)
{
    size_t length = strlen(value);
    return length == 0 || (length >= PIN_DIGITS_LEAST && length <= PIN_DIGITS_MOST &&
                           strspn(value, "0123456789") == length);
}

/* By its name alone: what is in it is for a worker. */
static bool is_picture(const char *value)
{
    static const char *const kinds[] = {".png", ".jpg", ".jpeg", ".svg"};
    const char *dot = strrchr(value, '.');
    bool is_known = !*value;
    for (size_t i = 0; dot && i < sizeof kinds / sizeof *kinds; i++)
        is_known |= strcasecmp(dot, kinds[i]) == 0;
    return is_known;
}

/* Regions fall back to their language; those with an X are for tests. */
static bool is_lang(const char *value)
{
    struct messages_lang known[MESSAGES_LANGS_MOST];
    size_t count = messages_langs(known), length = strcspn(value, "-");
    if (strncmp(value + length, "-X", 2) == 0)
        return true;
    for (size_t i = 0; i < count; i++) {
        if (strlen(known[i].tag) == length && strncmp(known[i].tag, value, length) == 0)
            return true;
    }
    return false;
}

/* Is it one of the names in `list`, which has ", " between them? */
static bool is_of(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; length && *at;) {
        size_t n = strcspn(at, ",");
        if (n == length && strncmp(at, name, n) == 0)
            return true;
        at += n + strspn(at + n, ", ");
    }
    return false;
}

static bool read_turn(const char *value, int *out)
{
    int degrees;
    if (!read_int(value, 0, 270, &degrees) || degrees % 90)
        return false;
    *out = degrees;
    return true;
}

/* "90", "mirrored", "90 mirrored": turned clockwise, after being mirrored. */
static bool read_touch(const char *value, int *out)
{
    char degrees[8] = "0", *space = strchr(value, ' ');
    bool alone = strcasecmp(value, "mirrored") == 0;
    bool mirrored = alone || (space && strcasecmp(space + 1, "mirrored") == 0);
    size_t length = space ? (size_t)(space - value) : strlen(value);
    if ((space && !mirrored) || (!alone && length >= sizeof degrees))
        return false;
    if (!alone) {
        memcpy(degrees, value, length);
        degrees[length] = 0;
    }
    int turned;
    if (!read_turn(degrees, &turned))
        return false;
    *out = turned / 90 + (mirrored ? TOUCH_MIRRORED : 0);
    return true;
}

static bool set_number(const struct setting *s, void *at, const char *value)
{
    double number;
    int whole;
    switch (s->kind) {
    case MM:
        return read_number(value, s->least, s->most, at);
    case SECONDS:
        if (!read_number(value, s->least, s->most, &number))
            return false;
        *(uint32_t *)at = (uint32_t)(number * 1000);
        return true;
    case TURN:
        return read_turn(value, at);
    case TOUCH:
        return read_touch(value, at);
    default:
        break;
    }
    if (!read_int(value, s->least, s->most, &whole))
        return false;
    if (s->kind == U32)
        *(uint32_t *)at = (uint32_t)whole;
    else if (s->kind == MB)
        *(uint64_t *)at = (uint64_t)whole << 20;
    else
        *(int *)at = whole;
    return true;
}

static bool set_value(const struct setting *s, void *at, const char *value)
{
    char small[32];
    switch (s->kind) {
    case TEXT:
        return set_text(at, s->bytes, value);
    case NOT_EMPTY:
        return *value && set_text(at, s->bytes, value);
    case ABSOLUTE: /* least: may it be empty? */
        return (*value ? *value == '/' : s->least == 0) && set_text(at, s->bytes, value);
    case PICTURE:
        return is_picture(value) && set_text(at, s->bytes, value);
    case PIN:
        return is_pin(value) && set_text(at, s->bytes, value);
    case LANG:
        return is_lang(value) && set_text(at, s->bytes, value);
    case SCHEME:
        if (!set_text(small, sizeof small, value))
            return false;
        for (char *c = small; *c; c++)
            *c = (char)tolower((unsigned char)*c);
        return is_of(schemes, small) && set_text(at, s->bytes, small);
    default:
        return set_number(s, at, value);
    }
}

/* Notes that a thing stands in `line`; was it there before? */
static enum config_fault note(unsigned *line_of, unsigned line)
{
    bool twice = *line_of != 0;
    *line_of = line;
    return twice ? CONFIG_TWICE : CONFIG_FINE;
}

static enum config_fault set_section(struct config *config, struct config_seen *seen, unsigned line,
                                     const char *name, const char *sign)
{
    struct config_section section = {"", ""};
    bool has_sign = is_of(signs, sign) || icon_codepoint(sign);
    if (strchr(name, '/') || *name == '.' || !set_text(section.name, sizeof section.name, name) ||
        !set_text(section.icon, sizeof section.icon, has_sign ? sign : "folder"))
        return CONFIG_VALUE;
    int at = 0, count = seen->has_sections ? config->section_count : 0;
    while (at < count && strcmp(config->sections[at].name, name) != 0)
        at++;
    if (at == CONFIG_SECTIONS_MOST)
        return CONFIG_FULL;
    seen->has_sections = true;
    config->sections[at] = section;
    config->section_count = at == count ? count + 1 : count;
    enum config_fault fault = note(&seen->section_lines[at], line);
    return has_sign ? fault : CONFIG_SIGN;
}

static enum config_fault set_link(struct config *config, struct config_seen *seen, unsigned line,
                                  const char *name, const char *uri)
{
    struct config_link link = {"", ""};
    size_t begin, length, bytes = strlen(uri);
    bool is_bare =
        !address_is_for_people(uri) && address_find(uri, bytes, &begin, &length) && length == bytes;
    const char *scheme = !is_bare ? "" : strchr(uri, '@') ? "mailto:" : "https://";
    int written = snprintf(link.uri, sizeof link.uri, "%s%s", scheme, uri);
    if (!set_text(link.name, sizeof link.name, name) || written < 0 ||
        (size_t)written >= sizeof link.uri || !address_is_for_people(link.uri))
        return CONFIG_VALUE;
    int at = 0;
    while (at < config->link_count && strcmp(config->links[at].name, name) != 0)
        at++;
    if (at == CONFIG_LINKS_MOST)
        return CONFIG_FULL;
    config->links[at] = link;
    config->link_count += at == config->link_count;
    return note(&seen->link_lines[at], line);
}

static enum config_fault set_keys(struct input_map *map, struct config_seen *seen, unsigned line,
                                  bool are_buttons, const char *name, const char *codes)
{
    char small[32] = "";
    if (!set_text(small, sizeof small, name))
        return CONFIG_NAME;
    for (char *c = small; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    enum input_key key = input_map_find(small);
    if (!key)
        return CONFIG_NAME;
    bool done = are_buttons ? input_map_set_buttons(map, small, codes)
                            : input_map_set_keys(map, small, codes);
    if (!done)
        return CONFIG_VALUE;
    return note(are_buttons ? &seen->button_lines[key] : &seen->key_lines[key], line);
}

enum config_fault config_set(struct config *config, struct config_seen *seen, unsigned line,
                             const char *part, const char *name, const char *value)
{
    if (strcasecmp(part, "sections") == 0)
        return set_section(config, seen, line, name, value);
    if (strcasecmp(part, "links") == 0)
        return set_link(config, seen, line, name, value);
    if (strcasecmp(part, "keys") == 0 || strcasecmp(part, "gamepad") == 0)
        return set_keys(&config->input, seen, line, strcasecmp(part, "keys") != 0, name, value);
    const struct setting *s = find_setting(part, name);
    if (!s)
        return CONFIG_NAME;
    if (!set_value(s, (char *)config + s->at, value))
        return CONFIG_VALUE;
    if (s->kind == MM)
        seen->lengths |= s->at == AT(display.width_mm) ? 1 : s->at == AT(display.height_mm) ? 2 : 4;
    return note(&seen->setting_lines[s - settings], line);
}

static void add_langs(struct str *out)
{
    struct messages_lang known[MESSAGES_LANGS_MOST];
    size_t count = messages_langs(known);
    for (size_t i = 0; i < count; i++)
        str_addf(out, "%s%s", i ? ", " : "", known[i].tag);
}

static void add_expected(const struct setting *s, struct str *out)
{
    struct str langs = {0};
    switch (s->kind) {
    case TEXT:
        str_add(out, tr("Write less."));
        break;
    case NOT_EMPTY:
    case ABSOLUTE:
        str_add(out, tr("Write the way to it, beginning with /."));
        break;
    case PICTURE:
        str_add(out, tr("Write the name of a picture, such as logo.png, logo.jpg or logo.svg."));
        break;
    case LANG:
        add_langs(&langs);
        str_addf(out, tr("Write one of these: %s."), str_text(&langs));
        break;
    case SCHEME:
        str_addf(out, tr("Write one of these: %s."), schemes);
        break;
    case PIN:
        str_addf(out, tr("Write %d to %d digits, or nothing."), (int)s->least, (int)s->most);
        break;
    case TURN:
        str_add(out, tr("Write 0, 90, 180 or 270."));
        break;
    case TOUCH:
        str_addf(out, "%s %s", tr("Write 0, 90, 180 or 270."), tr("'mirrored' may follow."));
        break;
    case MM:
    case SECONDS:
        str_addf(out, tr("Write a number from %g to %g."), s->least, s->most);
        break;
    default:
        str_addf(out, tr("Write a whole number from %d to %d."), (int)s->least, (int)s->most);
    }
    str_free(&langs);
}

void config_add_expected(const struct config_mistake *m, struct str *out)
{
    const struct setting *s = find_setting(m->part, m->name);
    if (s)
        add_expected(s, out);
    else if (m->fault == CONFIG_SIGN)
        str_addf(out, tr("Write one of these: %s."), signs);
    else if (strcasecmp(m->part, "sections") == 0)
        str_add(out, tr("A section's name is short, and has no / in it."));
    else if (strcasecmp(m->part, "links") == 0)
        str_add(out, tr("Write a web address, an e-mail address, or tel: and a number."));
    else if (strcasecmp(m->part, "keys") == 0)
        str_add(out, tr("Write names of keys with commas between, such as F5, F6."));
    else
        str_add(out, tr("Write names of buttons with commas between, such as a, dpup."));
}

/* How many letters must be changed, added or left out to make one of the other (Levenshtein 1966, in one row). */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[64], length = (unsigned)strlen(b);
    if (length >= 64)
        return 64;
    for (unsigned j = 0; j <= length; j++)
        row[j] = j;
    for (unsigned i = 0; a[i]; i++) {
        unsigned corner = row[0];
        row[0] = i + 1;
        for (unsigned j = 0; j < length; j++) {
            bool same = tolower((unsigned char)a[i]) == tolower((unsigned char)b[j]);
            unsigned changed = corner + !same, left = row[j] + 1, above = row[j + 1] + 1;
            corner = row[j + 1];
            row[j + 1] = changed < left ? changed : left;
            row[j + 1] = row[j + 1] < above ? row[j + 1] : above;
        }
    }
    return row[length];
}

/* The `at`th name that `part` has (NULL: the `at`th part); NULL: no more. */
static const char *known_name(const char *part, int at)
{
    if (!part)
        return parts[at];
    if (strcasecmp(part, "keys") == 0 || strcasecmp(part, "gamepad") == 0)
        return at + 1 < KEY_CHARACTER ? input_map_name((enum input_key)(at + 1)) : NULL;
    for (int i = 0; i < SETTINGS; i++) {
        if (strcasecmp(settings[i].part, part) == 0 && at-- == 0)
            return settings[i].name;
    }
    return NULL;
}

void config_add_known(const char *part, const char *name, struct str *out)
{
    const char *near = NULL, *known;
    /* a third of its letters may differ, and two that were swapped, but for the shortest */
    unsigned letters = (unsigned)strlen(name), least = letters == 5 ? 3 : letters / 3 + 1;
    struct str all = {0};
    for (int i = 0; (known = known_name(part, i)); i++) {
        unsigned d = distance(name, known);
        if (d < least) {
            least = d;
            near = known;
        }
        str_addf(&all, "%s%s", i ? ", " : "", known);
    }
    if (near)
        str_addf(out, tr("Is it '%s'?"), near);
    else
        str_addf(out, tr("There are: %s."), str_text(&all));
    str_free(&all);
}
