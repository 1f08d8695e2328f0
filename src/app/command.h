/* command.h: what the files of commands share: one function a command, and how a command complains.
 *
 * A command gets its own name as argv[0] and returns the program's exit status. Thread: main. */
#ifndef LECTERN_APP_COMMAND_H
#define LECTERN_APP_COMMAND_H

#include "app/config.h"
#include "base/err.h"

struct import_list; /* library/importer.h */

enum { COMMAND_DONE = 0, COMMAND_REFUSED = 1, COMMAND_MISUSED = 2 };

int command_text(int argc, char **argv, const struct config *config);
int command_say(int argc, char **argv, const struct config *config);
int command_spoken(int argc, char **argv, const struct config *config);
int command_add(int argc, char **argv, const struct config *config);
int command_list(int argc, char **argv, const struct config *config);
int command_remove(int argc, char **argv, const struct config *config);
int command_arrange(int argc, char **argv, const struct config *config);
int command_boxes(int argc, char **argv, const struct config *config);
int command_check(int argc, char **argv, const struct config *config);
int command_search(int argc, char **argv, const struct config *config);
int command_counts(int argc, char **argv, const struct config *config);
int command_pack(int argc, char **argv, const struct config *config);
int command_trust(int argc, char **argv, const struct config *config);
int command_export(int argc, char **argv, const struct config *config);
int command_restore(int argc, char **argv, const struct config *config);
int command_shot(int argc, char **argv, const struct config *config);

/* One sentence to stderr for an error about `subject` (NULL: none); returns COMMAND_REFUSED. */
int command_complain(enum err err, const char *subject);

/* One sentence to stderr that shows how the command is used; returns COMMAND_MISUSED. */
int command_misused(const char *usage);

/* Finds the documents under all of `paths` (NULL-terminated), each with its section: of a folder that is named like one, else
 * `section` (NULL: the first of the config); `in_packs`: also those in the folder of a pack, one by one. Returns COMMAND_REFUSED, and says so, when a path has none; the others are there. */
int command_find(char **paths, const struct config *config, const char *section, bool in_packs,
                 struct import_list *list);

/* Flushes stdout; status, or COMMAND_REFUSED with a sentence when not all could be written. */
int command_finish_output(int status);

#endif
