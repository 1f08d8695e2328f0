/* staff_settings.h: what staff have set on the screens of the kiosk, over what the config says: kept in the library's settings.
 *
 * Keys that begin with STAFF_SETTINGS are a choice that another kiosk can share (an export carries all of them without knowing each);
 * keys that begin with GLASS_SETTINGS belong to this one glass and go nowhere. What makes no sense is left out. Thread: main. */
#ifndef LECTERN_APP_STAFF_SETTINGS_H
#define LECTERN_APP_STAFF_SETTINGS_H

#include "app/config.h"

#define STAFF_SETTINGS "staff."
#define GLASS_SETTINGS "glass."

struct catalogue;

/* As the kiosk is: the config, and staff's word over it. */
struct staff_settings {
    int idle_s, body_cap_mdeg, words_per_minute, volume_db;
    char scheme[32];                        /* a name in the theme */
    char lang[16];                          /* "" the config's */
    double width_mm, height_mm, viewing_mm; /* of the glass as it stood when it was measured */
    bool has_glass;                         /* staff or the config have said how large it is */
    bool is_staffs;                         /* something of how visits begin is staff's */
};

/* `catalogue` NULL: the config alone. */
void staff_settings_read(struct catalogue *catalogue, const struct config *config,
                         struct staff_settings *out);

bool staff_settings_are_same(const struct staff_settings *a, const struct staff_settings *b);

/* How visits begin: a key without its beginning ("idle_s", "capital_mdeg", "words_per_minute", "volume_db"; "scheme", "lang"). */
MUST_USE enum err staff_settings_put(struct catalogue *catalogue, const char *name,
                                     const char *value);
MUST_USE enum err staff_settings_put_number(struct catalogue *catalogue, const char *name,
                                            int value);

/* The size of the glass as it stands now, in one row. */
MUST_USE enum err staff_settings_put_glass(struct catalogue *catalogue, double width_mm,
                                           double height_mm, double viewing_mm);

/* Forgets how visits begin. */
MUST_USE enum err staff_settings_forget(struct catalogue *catalogue);

#endif
