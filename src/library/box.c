#include "library/box.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Settings: these and the box's name; and the names of all, a line each. */
#define SIGN   "box.sign:"
#define COLOUR "box.colour:"
#define ORDER  "box.order"

static enum err get(struct catalogue *c, const char *prefix, const char *box, char *out,
                    size_t bytes)
{
    struct str key = {0};
    char *value = NULL;
    *out = 0;
    str_addf(&key, "%s%s", prefix, box);
    enum err err = catalogue_get(c, str_text(&key), &value);
    if (value && strlen(value) < bytes)
        snprintf(out, bytes, "%s", value);
    free(value);
    str_free(&key);
    return err;
}

static enum err set(struct catalogue *c, const char *prefix, const char *box, const char *value,
                    size_t bytes)
{
    struct str key = {0};
    if (value && strlen(value) >= bytes)
        return ERR_USAGE;
    str_addf(&key, "%s%s", prefix, box);
    enum err err = catalogue_set(c, str_text(&key), value);
    str_free(&key);
    return err;
}

enum err box_read(struct catalogue *c, const char *box, struct box_look *out)
{
    *out = (struct box_look){{0}, {0}};
    enum err err = get(c, SIGN, box, out->sign, sizeof out->sign);
    return err == ERR_OK ? get(c, COLOUR, box, out->colour, sizeof out->colour) : err;
}

enum err box_choose_sign(struct catalogue *c, const char *box, const char *sign)
{
    return set(c, SIGN, box, sign, BOX_SIGN_BYTES);
}

enum err box_choose_colour(struct catalogue *c, const char *box, const char *colour)
{
    return set(c, COLOUR, box, colour, BOX_COLOUR_BYTES);
}

enum err box_order_read(struct catalogue *c, const char *const *boxes, size_t count, size_t *order)
{
    char *names = NULL;
    size_t placed = 0;
    bool *is_placed = mem_new(count + 1, sizeof *is_placed);
    enum err err = catalogue_get(c, ORDER, &names);
    for (const char *line = names; line && *line;) {
        size_t bytes = strcspn(line, "\n");
        for (size_t i = 0; i < count; i++) {
            if (is_placed[i] || strlen(boxes[i]) != bytes || strncmp(boxes[i], line, bytes) != 0)
                continue;
            is_placed[i] = true;
            order[placed++] = i;
        }
        line += bytes + (line[bytes] == '\n');
    }
    for (size_t i = 0; i < count; i++)
        if (!is_placed[i])
            order[placed++] = i;
    free(is_placed);
    free(names);
    return err;
}

enum err box_order_keep(struct catalogue *c, const char *const *boxes, size_t count)
{
    struct str names = {0};
    for (size_t i = 0; i < count; i++)
        str_addf(&names, "%s\n", boxes[i]);
    enum err err = catalogue_set(c, ORDER, str_text(&names));
    str_free(&names);
    return err;
}
