/* stick_rows.h: the list of a stick in the order and the groups in which staff meet it: to choose from, and afterwards.
 *
 * To choose from, documents stand by the folder that they lie in, the stick's own top first; those that can't be added come last.
 * Afterwards they stand by what came of them, first those that were not added: staff may have to do something about these.
 * Any thread. */
#ifndef LECTERN_SCREEN_STICK_ROWS_H
#define LECTERN_SCREEN_STICK_ROWS_H

#include "library/importer.h"

enum { STICK_ROWS_SHOWN = 400 /* of a list at most: each page of it has to come at once */ };

enum stick_group {
    STICK_FOLDER, /* to choose from: `folder` says which */
    STICK_CANNOT, /* it can't be added */
    STICK_REFUSED,
    STICK_STILL,    /* to add: a stop, or the stick's going, came before it */
    STICK_REPLACED, /* it took the place of an earlier version */
    STICK_ADDED,
    STICK_KNOWN,
    STICK_LEFT /* out, by staff */
};

struct stick_row {
    size_t item; /* index in the list */
    enum stick_group group;
    size_t order; /* of its folder */
    char *
        name; /* as people see it: its title, else the file's name; in words where neither is seen */
    char *path;    /* below the stick's top, as people see it: "Papers/report.pdf" */
    char *folder;  /* of that; "" the top */
    char *lang;    /* of its title; NULL: not known */
    bool is_loose; /* in no folder named like a section: it goes where staff say */
    size_t turn; /* once adding has begun: its number among the ticked ones, from 1; 0 not ticked */
};

struct stick_rows {
    struct stick_row *items;
    size_t count, cap;
};

/* The rows of `list`, found below the folder `root` (with a '/' at its end: in the folders of several sticks that lie in it); `sections`
 * as importer_find's. Free with stick_rows_free. */
void stick_rows_to_choose(const struct import_list *list, const char *root,
                          const char *const *sections, struct stick_rows *out);
void stick_rows_results(const struct import_list *list, const char *root, struct stick_rows *out);
void stick_rows_free(struct stick_rows *rows);

/* Numbers the ticked ones in the order of the list, in which they are added. */
void stick_rows_number(const struct import_list *list, struct stick_rows *rows);

/* The name of the one with that number; NULL: there is none. Borrowed. */
const char *stick_rows_at_turn(const struct stick_rows *rows, size_t turn);

/* Is the row the first of its group, or of its folder? */
bool stick_rows_begins(const struct stick_rows *rows, size_t row);

/* May the item be ticked? Not what can't be read, as the first look says. */
bool stick_rows_can(const struct import_item *item);

/* Is it a pack that counts by its documents, as in the importer's totals? */
bool stick_rows_is_by_documents(const struct import_list *list, size_t item);

/* Was it added, and can that be undone? Not with a pack of which a version was here: that one's documents went as the later ones came. */
bool stick_rows_may_undo(const struct import_list *list, size_t item);

/* Why an item was not added, or can't be: what the importer said, else what the look says. */
enum err stick_rows_why(const struct import_item *item);

struct stick_sum {
    size_t count;
    uint64_t bytes;
};
/* What is ticked; or, of all that may be. */
struct stick_sum stick_rows_sum(const struct import_list *list, bool all);

#endif
