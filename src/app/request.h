/* request.h: what the kiosk, which has no rights, may ask of the board's root unit: one thing at a time, by a file in a folder.
 *
 * The folder has two others: asked/ belongs to the kiosk, answered/ to root. A request is asked/request, one line, "NUMBER WORDS\n":
 * the milliseconds since the board was switched on (so each has its own number, and an old one shows its age) and one of
 *
 *     stick writable | stick read-only | restart kiosk | restart board | power off | clock UNIX-SECONDS
 *
 * The root unit takes the file away and writes answered/answer, one line: "NUMBER done", "NUMBER done NAME" (NAME: the folder of the stick
 * that was made writable) or "NUMBER refused WHY" with WHY no-stick, protected, or any other word. board/README.md has root's side.
 * One thread (main). Nothing wakes the loop: whoever has asked calls request_poll now and then (REQUEST_POLL_MS). */
#ifndef LECTERN_APP_REQUEST_H
#define LECTERN_APP_REQUEST_H

#include "base/clock.h"
#include "base/err.h"
#include "base/str.h"

enum {
    REQUEST_POLL_MS = 100,
    REQUEST_PATIENCE_S = 10,   /* so long an answer is waited for */
    REQUEST_WRITE_OUT_S = 180, /* to 'stick read-only': all that was written goes to the stick */
    REQUEST_NAME_BYTES = 256   /* of a stick's folder, NUL included */
};

enum request_kind {
    REQUEST_STICK_WRITABLE,
    REQUEST_STICK_READ_ONLY,
    REQUEST_RESTART_KIOSK,
    REQUEST_RESTART_BOARD,
    REQUEST_POWER_OFF,
    REQUEST_CLOCK /* argument: Unix time in s */
};

enum request_state {
    REQUEST_IDLE,  /* nothing was asked */
    REQUEST_WAITS, /* for its answer */
    REQUEST_DONE,
    REQUEST_NO_STICK,  /* there is none, or it was pulled */
    REQUEST_PROTECTED, /* the stick can't be written to */
    REQUEST_REFUSED,   /* for another reason, which is logged */
    REQUEST_UNANSWERED /* nobody has answered in time; it was taken back */
};

struct request;

/* `folder` ("/run/lectern/requests") need not exist. The clock is borrowed. Free with request_free. */
struct request *request_new(const char *folder, const struct clock *clock);
void request_free(
    struct request
        *r); /* NULL is fine; what still waits is taken back, but not 'stick read-only' */

/* Is there somebody to ask? Where not (a desktop), request_ask fails. */
bool request_is_there(const struct request *r);

/* Asks. ERR_NOT_FOUND: there is nobody to ask. ERR_USAGE: the last one has no answer yet. Errors of writing. */
MUST_USE enum err request_ask(struct request *r, enum request_kind kind, int64_t argument);

/* What waits is not asked any more: the root unit finds nothing, where it has not taken it yet. */
void request_take_back(struct request *r);

/* Looks for the answer. All but REQUEST_WAITS stay until the next request_ask. */
enum request_state request_poll(struct request *r);

/* What the stick's folder is called; "" not told. Good after REQUEST_STICK_WRITABLE was done. Borrowed until the next request_ask. */
const char *request_stick_name(const struct request *r);

/* For scripts and tests: from now on requests are answered so, without any file: "done", "refused no-stick", ... ; "" never;
 * NULL: by files again. What was asked so far is kept, a line each. */
void request_pretend(struct request *r, const char *answer);
const char *request_asked(const struct request *r); /* borrowed until the next request_ask */

#endif
