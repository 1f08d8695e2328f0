/* config_settings.h: each setting of lectern.ini: where its value goes, and what it can be. Thread: main. */
#ifndef LECTERN_APP_CONFIG_SETTINGS_H
#define LECTERN_APP_CONFIG_SETTINGS_H

#include "app/config.h"
#include "base/str.h"

/* Where each setting stood, to see what stands twice. Zero it to begin. */
struct config_seen {
    unsigned setting_lines[64];
    unsigned section_lines[CONFIG_SECTIONS_MOST], link_lines[CONFIG_LINKS_MOST];
    unsigned key_lines[KEY_CHARACTER], button_lines[KEY_CHARACTER];
    bool has_sections; /* the file names sections: they stand in place of the six */
    unsigned lengths;  /* a bit for each length of the display profile */
};

/* Is it one of the parts of the file? Capitals count for nothing, here and in the names of settings. */
bool config_part_is_known(const char *part);

/* Gives a setting its value. CONFIG_FINE and CONFIG_TWICE: done, CONFIG_SIGN: done as far as could be; else nothing has changed. */
enum config_fault config_set(struct config *config, struct config_seen *seen, unsigned line,
                             const char *part, const char *name, const char *value);

/* What could stand in the place of what is wrong, as a sentence in the interface's language: "Write 0, 90, 180 or 270." */
void config_add_expected(const struct config_mistake *mistake, struct str *out);

/* What `part` has, or, where `part` is NULL, which parts there are: the one that `name` may have been meant to be
 * ("Is it 'idle_seconds'?"), else all of them. */
void config_add_known(const char *part, const char *name, struct str *out);

#endif
