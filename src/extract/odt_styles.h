/* odt_styles.h: the styles of an OpenDocument text, with what they inherit already in them. One thread. */
#ifndef LECTERN_EXTRACT_ODT_STYLES_H
#define LECTERN_EXTRACT_ODT_STYLES_H

#include "extract/guard.h"

#include <stdbool.h>

enum { ODT_LEVELS = 10, ODT_TAG_BYTES = 24 };

enum odt_role { ODT_PLAIN, ODT_TITLE, ODT_QUOTE, ODT_CAPTION, ODT_TABLE_HEAD };

/* What text looks like; -1 and "" where nothing is said. */
struct odt_look {
    int bold, italic, hidden;
    char lang[3][ODT_TAG_BYTES]; /* by enum office_script */
};

struct odt_style {
    const char *name, *family, *parent; /* borrowed from the XML */
    enum odt_role role;
    int outline; /* 1 to 10: a heading; 0: none */
    struct odt_look look;
};

struct odt_level {
    char format; /* as in number_label.h; 'b': a bullet; 0: none */
    const char *prefix, *suffix;
    int start, shown_levels;
};

struct odt_list_style {
    const char *name;
    struct odt_level levels[ODT_LEVELS];
};

struct odt_styles {
    struct odt_style *styles;
    size_t count, cap;
    struct odt_list_style *lists;
    size_t list_count, list_cap;
    struct odt_list_style outline; /* numbers of headings */
    struct odt_look look;          /* of text without a style */
};

/* Adds all styles under `root` (a document, or its part styles.xml); what was added first wins. The tree must outlive them. */
void odt_styles_add(struct odt_styles *s, fz_xml *root);

/* Once, when all were added. */
void odt_styles_settle(struct odt_styles *s);
void odt_styles_free(struct odt_styles *s);

const struct odt_style *odt_styles_find(const struct odt_styles *s, const char *family,
                                        const char *name);
const struct odt_list_style *odt_styles_find_list(const struct odt_styles *s, const char *name);

/* Fills what *look leaves unsaid. */
void odt_look_inherit(struct odt_look *look, const struct odt_look *from);

#endif
