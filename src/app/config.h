/* config.h: what an organiser sets, in lectern.ini: read once at start, then only looked at.
 *
 * A line that is not understood is named by file and line (config_problem) and left out; the rest is used. Read with libinih. */
#ifndef LECTERN_APP_CONFIG_H
#define LECTERN_APP_CONFIG_H

#include "base/err.h"
#include "convert/convert.h"
#include "ui/input_map.h"

#include <stdbool.h>
#include <stdint.h>

enum { CONFIG_SECTIONS_MOST = 12, CONFIG_LINKS_MOST = 6 };

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
    char name[128];       /* of the kiosk: "Reading together: inclusive education" */
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
    char problem
        [256]; /* the first line that was not understood: "lectern.ini, line 7: ..."; "" none */
};

/* The defaults: six sections, a 10.1 inch screen of 1280x800 (217 x 136 mm) at 500 mm, ~/.local/share/lectern. */
void config_default(struct config *config);

/* The names of the sections, NULL-terminated, as the importer wants them. Borrowed from the config. */
struct config_section_names {
    const char *names[CONFIG_SECTIONS_MOST + 1];
};
struct config_section_names config_section_names(const struct config *config);

/* Reads a file over what `config` holds. ERR_NOT_FOUND, ERR_IO; mistakes inside are no error, see problem. */
MUST_USE enum err config_read(const char *path, struct config *config);

#endif
