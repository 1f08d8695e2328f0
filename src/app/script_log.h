/* script_log.h: what a script leaves behind: audio.wav, speech.tsv, highlight.tsv, input.tsv. One thread (main). */
#ifndef LECTERN_APP_SCRIPT_LOG_H
#define LECTERN_APP_SCRIPT_LOG_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct session;
struct script_log;

/* Opens the files in `folder`. ERR_IO and its kin. Free with script_log_free, which completes them. */
MUST_USE enum err script_log_new(const char *folder, struct script_log **out);
void script_log_free(struct script_log *log); /* NULL is fine */

/* Takes the samples that are due at `now_us` of the fake clock from the session's sound, and writes down what began to be said.
 * Returns how many of them were speech. */
size_t script_log_sound(struct script_log *log, struct session *s, uint64_t now_us);

/* Writes down the lit word when it has changed. */
void script_log_light(struct script_log *log, const struct session *s, uint64_t now_us);

/* An input, the milliseconds until its frame was presented, and when it was by the fake clock. */
void script_log_input(struct script_log *log, const char *line, double ms, uint64_t now_us);

/* All that was said since the last call of script_log_forget_said, a line each. Borrowed. */
const char *script_log_said(const struct script_log *log);
void script_log_forget_said(struct script_log *log);

#endif
