/* commands.h: every subcommand that is not the kiosk itself: add, list, remove, search, check, text, say, spoken, shot, pack. Each goes through
 * the same modules as the screens, writes errors to stderr as one sentence that says what to do, and returns 0 (done), 1 (refused
 * or failed) or 2 (wrong use). */
#ifndef LECTERN_APP_COMMANDS_H
#define LECTERN_APP_COMMANDS_H

#include "app/config.h"

/* argv[0] is the subcommand's name. Thread: main. */
int commands_run(int argc, char **argv, const struct config *config);

#endif
