#include "app/staff_settings.h"
#include "library/catalogue.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct number {
    const char *key;
    size_t offset;
    double least, most;
};

static const struct number visits[] = {
    {STAFF_SETTINGS "idle_s", offsetof(struct staff_settings, idle_s), 0, 86400},
    {STAFF_SETTINGS "capital_mdeg", offsetof(struct staff_settings, body_cap_mdeg), 200, 3000},
    {STAFF_SETTINGS "words_per_minute", offsetof(struct staff_settings, words_per_minute), 80, 450},
    {STAFF_SETTINGS "volume_db", offsetof(struct staff_settings, volume_db), -24, 0},
};

enum { VISITS = sizeof visits / sizeof *visits };

/* All three lengths in one row: half of a measure would be a wrong one. */
#define KEY_GLASS GLASS_SETTINGS "size_mm"

/* NULL when unset, or the library can't be read. */
static char *get(struct catalogue *c, const char *key)
{
    char *value = NULL;
    return catalogue_get(c, key, &value) == ERR_OK ? value : NULL;
}

static bool get_number(struct catalogue *c, const struct number *n, double *out)
{
    char *value = get(c, n->key), *end = value;
    double number = value ? strtod(value, &end) : 0;
    bool good = value && end != value && !*end && number >= n->least && number <= n->most;
    free(value);
    *out = number;
    return good;
}

static bool get_text(struct catalogue *c, const char *key, char *out, size_t bytes)
{
    char *value = get(c, key);
    bool good = value && *value && strlen(value) < bytes;
    if (good)
        memcpy(out, value, strlen(value) + 1);
    free(value);
    return good;
}

static bool read_glass(struct catalogue *c, struct staff_settings *out)
{
    char *value = get(c, KEY_GLASS);
    double width, height, viewing;
    bool good = value && sscanf(value, "%lf %lf %lf", &width, &height, &viewing) == 3 &&
                width >= 50 && width <= 3000 && height >= 30 && height <= 3000 && viewing >= 100 &&
                viewing <= 5000;
    free(value);
    if (good) {
        out->width_mm = width;
        out->height_mm = height;
        out->viewing_mm = viewing;
    }
    return good;
}

void staff_settings_read(struct catalogue *catalogue, const struct config *config,
                         struct staff_settings *out)
{
    *out = (struct staff_settings){.idle_s = config->idle_s,
                                   .body_cap_mdeg = config->body_cap_mdeg,
                                   .words_per_minute = config->words_per_minute,
                                   .volume_db = config->volume_db,
                                   .width_mm = config->display.width_mm,
                                   .height_mm = config->display.height_mm,
                                   .viewing_mm = config->display.viewing_mm,
                                   .has_glass = config->display.is_set};
    snprintf(out->scheme, sizeof out->scheme, "%s", config->scheme);
    if (!catalogue)
        return;
    bool is_one = catalogue_begin_reading(catalogue);
    for (size_t i = 0; i < VISITS; i++) {
        double number;
        if (!get_number(catalogue, &visits[i], &number))
            continue;
        *(int *)(void *)((char *)out + visits[i].offset) = (int)number;
        out->is_staffs = true;
    }
    out->is_staffs |= get_text(catalogue, STAFF_SETTINGS "scheme", out->scheme, sizeof out->scheme);
    out->is_staffs |= get_text(catalogue, STAFF_SETTINGS "lang", out->lang, sizeof out->lang);
    out->has_glass |= read_glass(catalogue, out);
    if (is_one)
        catalogue_end_reading(catalogue);
}

bool staff_settings_are_same(const struct staff_settings *a, const struct staff_settings *b)
{
    return a->idle_s == b->idle_s && a->body_cap_mdeg == b->body_cap_mdeg &&
           a->words_per_minute == b->words_per_minute && a->volume_db == b->volume_db &&
           strcmp(a->scheme, b->scheme) == 0 && strcmp(a->lang, b->lang) == 0 &&
           a->width_mm == b->width_mm && a->height_mm == b->height_mm &&
           a->viewing_mm == b->viewing_mm && a->has_glass == b->has_glass &&
           a->is_staffs == b->is_staffs;
}

enum err staff_settings_put(struct catalogue *catalogue, const char *name, const char *value)
{
    char key[64];
    snprintf(key, sizeof key, STAFF_SETTINGS "%s", name);
    return catalogue_set(catalogue, key, value);
}

enum err staff_settings_put_number(struct catalogue *catalogue, const char *name, int value)
{
    char text[32];
    snprintf(text, sizeof text, "%d", value);
    return staff_settings_put(catalogue, name, text);
}

enum err staff_settings_put_glass(struct catalogue *catalogue, double width_mm, double height_mm,
                                  double viewing_mm)
{
    char text[64];
    snprintf(text, sizeof text, "%.1f %.1f %.0f", width_mm, height_mm, viewing_mm);
    return catalogue_set(catalogue, KEY_GLASS, text);
}

enum err staff_settings_forget(struct catalogue *catalogue)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < VISITS && err == ERR_OK; i++)
        err = catalogue_set(catalogue, visits[i].key, NULL);
    if (err == ERR_OK)
        err = catalogue_set(catalogue, STAFF_SETTINGS "scheme", NULL);
    if (err == ERR_OK)
        err = catalogue_set(catalogue, STAFF_SETTINGS "lang", NULL);
    return err;
}
