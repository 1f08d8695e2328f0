/* config.h: what an organiser sets, in lectern.ini: read once at start, then only looked at.
 *
 * What is not understood is kept as a mistake, with its line, and left out; the rest is used. The file may be as any editor leaves it:
 * app/ini_lines.h. */
#ifndef LECTERN_APP_CONFIG_H
#define LECTERN_APP_CONFIG_H

#include "base/err.h"
#include "convert/convert.h"
#include "ui/input_map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CONFIG_SECTIONS_MOST = 12, CONFIG_LINKS_MOST = 6, CONFIG_MISTAKES_MOST = 24 };
enum { CONFIG_FILE_MOST_BYTES = 4 << 20 }; /* what is behind is not read */

/* What can be wrong with a line, or with the file (its line is 0). */
enum config_fault {
    CONFIG_FINE,
    CONFIG_VALUE,      /* the setting can't be that */
    CONFIG_NAME,       /* no such setting in that part */
    CONFIG_PART,       /* no such part */
    CONFIG_NO_PART,    /* a setting before the first part */
    CONFIG_SIGN,       /* of a section: the folder stands in its place */
    CONFIG_FULL,       /* one section or link too many */
    CONFIG_TWICE,      /* it stands twice, and the later one counts: this */
    CONFIG_NO_SETTING, /* no setting, no part, no remark */
    CONFIG_NO_END,     /* of a part's name; it is taken all the same */
    CONFIG_NO_LOGO,    /* no such file; `part`: one with a name like it that is there, or "" */
    CONFIG_TOO_LONG,
    CONFIG_NO_TEXT,
    CONFIG_FILE_GONE,   /* `name` was read in its place; "" nothing was */
    CONFIG_FILE_BESIDE, /* `name` stands beside it, and is not read */
    CONFIG_FILE_FOLDER, /* it is a folder */
    CONFIG_FILE_UNREAD, /* it can't be read */
    CONFIG_FILE_RICH,   /* a word processor's */
    CONFIG_FILE_LONG,   /* larger than CONFIG_FILE_MOST_BYTES */
};

struct config_mistake {
    unsigned line; /* from 1 */
    enum config_fault fault;
    char part[40], name[64], value[64]; /* cut where they are longer; a PIN is never kept */
};

struct config_mistakes {
    struct config_mistake list[CONFIG_MISTAKES_MOST];
    int count, more; /* more: that found no room in the list */
    char file[64];   /* "lectern.ini" */
};

struct config_section {
    char name[64]; /* "Briefings": also the folder's name on a stick */
    char icon[64]; /* a name of the icon font: "file-document" */
};

struct config_link {
    char name[64]; /* "Take part" */
    char uri[256]; /* "https://www.example.org/take-part" */
};

struct config_display {
    bool is_set; /* false: no profile was given (a fault that is shown, A3), the default is used */
    int width_px, height_px; /* of the window when it is not full screen; as people see it */
    int rotate; /* degrees clockwise that the picture is turned on the glass: 0, 90, 180, 270 */
    int touch;  /* by which touches come right: a turn of ui/touch_check.h */
    double width_mm, height_mm, viewing_mm; /* as people see the glass */
};

struct config {
    char library[512];    /* the library's folder */
    char mount_root[256]; /* where sticks appear */
    char drop[512];       /* a folder that a sync engine fills with signed packs; "" none */
    char requests[256];   /* where the board's root unit is asked: app/request.h */
    char notices[256];    /* where the board tells what staff must know: app/notices.h */
    char name[128];       /* of the kiosk: "Reading together: inclusive education" */
    char logo[512];       /* the picture on the first screens; "" none */
    char lang[16];        /* of the interface: "en" */
    char pin[16]; /* a first PIN, set at the first start when the library has none; "" none */
    char reset_pin
        [256]; /* an empty file here takes a forgotten PIN away, at the next start; "" nowhere */
    struct config_section sections[CONFIG_SECTIONS_MOST];
    int section_count;
    struct config_link links[CONFIG_LINKS_MOST]; /* on the home screen, to be taken home */
    int link_count;
    struct config_display display;
    struct convert_limits limits;
    struct input_map input; /* what keys and gamepad buttons mean */
    int idle_s;             /* 180; 0 is off */
    int body_cap_mdeg;      /* the default text size: 450 thousandths of a degree of capital H */
    char scheme[32];        /* "default" */
    int words_per_minute, volume_db;
    char speaker[80]; /* a part of the name of the sound device; "" the default device */
    char headset[80]; /* likewise */
    struct config_mistakes mistakes;
};

/* The defaults: six sections, a 10.1 inch screen of 1280x800 (217 x 136 mm) at 500 mm, ~/.local/share/lectern. */
void config_default(struct config *config);

/* The names of the sections, NULL-terminated, as the importer wants them. Borrowed from the config. */
struct config_section_names {
    const char *names[CONFIG_SECTIONS_MOST + 1];
};
struct config_section_names config_section_names(const struct config *config);

/* Reads a file over what `config` holds. Where `path` leads nowhere, "lectern.ini.txt" beside it is read: Windows hides such an ending.
 * ERR_NOT_FOUND, ERR_DENIED, ERR_IO; mistakes inside are no error, see mistakes, which also say why a file was not read. */
MUST_USE enum err config_read(const char *path, struct config *config);

/* One mistake in words, in the interface's language: "Line 12 of lectern.ini: 'rotate' can't be '45'. Write 0, 90, 180 or 270."
 * Thread: main. */
void config_mistake_words(const struct config_mistakes *all, int at, char *out, size_t bytes);

#endif
