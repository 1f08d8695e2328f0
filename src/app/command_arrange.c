/* lectern arrange and boxes: what staff choose for a document, and for a box of them, from the command line. */
#include "app/command.h"
#include "base/str.h"
#include "library/box.h"
#include "library/catalogue.h"
#include "library/choice.h"
#include "screen/box_sign.h"
#include "ui/messages.h"
#include "ui/theme.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char arrange_usage[] =
    "lectern arrange ID [--box NAME] [--place N] [--title TITLE] [--hide | --show] "
    "[--feature | --unfeature]";
static const char boxes_usage[] =
    "lectern boxes [--json] | NAME [--sign SIGN] [--colour COLOUR] [--place N]";

struct wishes {
    const char *box, *title, *sign, *colour;
    long place;        /* -1: none was given */
    int hide, feature; /* 1 yes, 0 no, -1 not asked */
    bool json;
};

static bool read_place(const char *text, long *out)
{
    char *end;
    errno = 0;
    *out = strtol(text, &end, 10);
    return *text && !*end && !errno && *out >= 0 && *out < INT_MAX;
}

/* argv[optind] on are the operands. */
static bool read_options(int argc, char **argv, bool of_box, struct wishes *w)
{
    static const struct option known[] = {{"box", required_argument, NULL, 'b'},
                                          {"place", required_argument, NULL, 'p'},
                                          {"title", required_argument, NULL, 't'},
                                          {"hide", no_argument, NULL, 'h'},
                                          {"show", no_argument, NULL, 's'},
                                          {"feature", no_argument, NULL, 'f'},
                                          {"unfeature", no_argument, NULL, 'u'},
                                          {"sign", required_argument, NULL, 'i'},
                                          {"colour", required_argument, NULL, 'c'},
                                          {"json", no_argument, NULL, 'j'},
                                          {NULL, 0, NULL, 0}};
    *w = (struct wishes){.place = -1, .hide = -1, .feature = -1};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'p' ? !read_place(optarg, &w->place) : strchr("icj", c) ? !of_box : of_box)
            return false;
        w->box = c == 'b' ? optarg : w->box;
        w->title = c == 't' ? optarg : w->title;
        w->sign = c == 'i' ? optarg : w->sign;
        w->colour = c == 'c' ? optarg : w->colour;
        w->hide = c == 'h' ? 1 : c == 's' ? 0 : w->hide;
        w->feature = c == 'f' ? 1 : c == 'u' ? 0 : w->feature;
        w->json |= c == 'j';
    }
    return true;
}

/* The library, for writing, where there is one: opening to write would make it. */
static enum err open_library(const struct config *config, struct catalogue **out)
{
    enum err err = catalogue_open(config->library, false, out);
    if (err != ERR_OK)
        return err;
    catalogue_close(*out);
    *out = NULL;
    return catalogue_open(config->library, true, out);
}

/* --- a document --- */

/* The config's own spelling of a box's name; NULL: it has no such box. */
static const char *find_box(const struct config *config, const char *name)
{
    for (int i = 0; i < config->section_count; i++)
        if (strcasecmp(config->sections[i].name, name) == 0)
            return config->sections[i].name;
    return NULL;
}

static enum err arrange(struct catalogue *c, const char *id, const struct wishes *w)
{
    enum err err = ERR_OK;
    if (w->box)
        err = catalogue_set_section(c, id, w->box);
    if (err == ERR_OK && w->place >= 0)
        err = catalogue_set_place(c, id, (uint32_t)w->place);
    if (err == ERR_OK && w->title)
        err = catalogue_set_title(c, id, w->title);
    if (err == ERR_OK && w->hide >= 0)
        err = catalogue_set_hidden(c, id, w->hide == 1);
    if (err == ERR_OK && w->feature >= 0)
        err = catalogue_set_featured(c, id, w->feature == 1);
    return err;
}

int command_arrange(int argc, char **argv, const struct config *config)
{
    struct wishes w;
    struct catalogue *c = NULL;
    struct document d;
    if (!read_options(argc, argv, false, &w) || optind + 1 != argc ||
        (!w.box && !w.title && w.place < 0 && w.hide < 0 && w.feature < 0))
        return command_misused(arrange_usage);
    const char *id = argv[optind], *asked = w.box;
    if (asked && !(w.box = find_box(config, asked)))
        return command_complain(ERR_NOT_FOUND, asked);
    enum err err = open_library(config, &c);
    if (err == ERR_OK)
        err = catalogue_find(c, id, &d);
    if (err == ERR_OK) {
        err = arrange(c, d.id, &w);
        document_free(&d);
    }
    catalogue_close(c);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, id);
}

/* --- boxes --- */

/* The boxes of the config, in the order in which they stand. */
struct boxes {
    const struct config_section *items[CONFIG_SECTIONS_MOST];
    const char *names[CONFIG_SECTIONS_MOST];
    size_t count;
};

static enum err read_boxes(struct catalogue *c, const struct config *config, struct boxes *out)
{
    const char *names[CONFIG_SECTIONS_MOST];
    size_t order[CONFIG_SECTIONS_MOST];
    out->count = (size_t)config->section_count;
    for (size_t i = 0; i < out->count; i++)
        names[i] = config->sections[order[i] = i].name;
    enum err err = c ? box_order_read(c, names, out->count, order) : ERR_OK;
    for (size_t i = 0; i < out->count; i++) {
        out->items[i] = &config->sections[order[i]];
        out->names[i] = out->items[i]->name;
    }
    return err;
}

static uint32_t documents_in(struct catalogue *c, const char *box, uint32_t *hidden)
{
    struct section_sum sums[64];
    size_t count = 0;
    uint32_t documents = *hidden = 0;
    if (!c || catalogue_sum_sections(c, sums, sizeof sums / sizeof *sums, &count) != ERR_OK)
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(sums[i].section, box) == 0) {
            documents = sums[i].documents;
            *hidden = sums[i].hidden;
        }
        free(sums[i].section);
    }
    return documents;
}

static void tell_box(struct catalogue *c, const struct config_section *box, bool json, bool first)
{
    struct box_look look = {{0}, {0}};
    struct str line = {0};
    uint32_t hidden, documents = documents_in(c, box->name, &hidden);
    if (c && box_read(c, box->name, &look) != ERR_OK)
        look = (struct box_look){{0}, {0}};
    const char *sign = *look.sign ? look.sign : box->icon;
    if (json) {
        str_add(&line, first ? "\n  {\"name\":" : ",\n  {\"name\":");
        str_add_json(&line, box->name, strlen(box->name));
        str_add(&line, ",\"sign\":");
        str_add_json(&line, sign, strlen(sign));
        str_addf(&line, ",\"colour\":\"%s\",\"documents\":%u,\"hidden\":%u}", look.colour,
                 documents, hidden);
    } else {
        str_addf(&line, "%-16s  %5u  %-13s  %s\n", box->name, documents, sign, look.colour);
    }
    fputs(str_text(&line), stdout);
    str_free(&line);
}

static int list_boxes(const struct config *config, bool json)
{
    struct catalogue *c = NULL;
    struct boxes boxes;
    enum err err = catalogue_open(config->library, false, &c);
    if (err == ERR_OK || err == ERR_NOT_FOUND)
        err = read_boxes(c, config, &boxes);
    if (err != ERR_OK) {
        catalogue_close(c);
        return command_complain(err, config->library);
    }
    if (json)
        putchar('[');
    for (size_t i = 0; i < boxes.count; i++)
        tell_box(c, boxes.items[i], json, i == 0);
    if (json)
        puts("]");
    catalogue_close(c);
    return command_finish_output(COMMAND_DONE);
}

/* Box `name` becomes the `place`th, from 1. */
static enum err move_box(struct catalogue *c, const struct config *config, const char *name,
                         size_t place)
{
    struct boxes boxes;
    enum err err = read_boxes(c, config, &boxes);
    const char *names[CONFIG_SECTIONS_MOST];
    size_t to = place < 1 ? 0 : place > boxes.count ? boxes.count - 1 : place - 1;
    for (size_t i = 0, from = 0; i < boxes.count; i++) {
        if (i == to) {
            names[i] = name;
            continue;
        }
        from += strcmp(boxes.names[from], name) == 0;
        names[i] = boxes.names[from++];
    }
    return err == ERR_OK ? box_order_keep(c, names, boxes.count) : err;
}

static bool is_sign(const char *name)
{
    for (int i = 0; i < BOX_SIGNS; i++)
        if (strcmp(box_sign_icon(i), name) == 0)
            return true;
    return false;
}

int command_boxes(int argc, char **argv, const struct config *config)
{
    struct wishes w;
    if (!read_options(argc, argv, true, &w))
        return command_misused(boxes_usage);
    bool wishes = w.sign || w.colour || w.place >= 0;
    if (optind == argc && !wishes)
        return list_boxes(config, w.json);
    if (optind + 1 != argc || !wishes || w.json)
        return command_misused(boxes_usage);
    const char *box = find_box(config, argv[optind]);
    bool no_colour = w.colour && strcmp(w.colour, "none") == 0;
    if (!box)
        return command_complain(ERR_NOT_FOUND, argv[optind]);
    if (w.sign && !is_sign(w.sign))
        return command_complain(ERR_NOT_FOUND, w.sign);
    if (w.colour && !no_colour && !theme_find_sign(w.colour))
        return command_complain(ERR_NOT_FOUND, w.colour);
    struct catalogue *c = NULL;
    enum err err = open_library(config, &c);
    if (err == ERR_OK && w.sign)
        err = box_choose_sign(c, box, w.sign);
    if (err == ERR_OK && w.colour)
        err = box_choose_colour(c, box, no_colour ? NULL : w.colour);
    if (err == ERR_OK && w.place >= 0)
        err = move_box(c, config, box, (size_t)w.place);
    catalogue_close(c);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, config->library);
}
