/* session_request: what staff do that takes the board's root unit: writing to the stick, starting again, switching off, the clock.
 *
 * The stick is writable only while something is written. It is asked to be read-only again whatever went wrong, and staff are told that
 * it went well only when the root unit has written all of it out. */
#include "app/request.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum step {
    STEP_NONE,
    STEP_OPENING, /* 'stick writable' waits for its answer */
    STEP_OPEN,
    STEP_CLOSING, /* 'stick read-only' does */
    STEP_OTHER    /* restart, power off, clock */
};

struct session_request {
    struct request *request;
    enum step step;
    enum request_kind kind; /* with STEP_OTHER */
    char *folder;           /* of the stick, while it is open or closing */
    enum err (*save)(struct session *s, const char *folder); /* NULL: the caller writes */
    char *done;                                              /* what is told then */
    bool is_asked; /* the root unit made it writable; else it was so anyhow */
    bool failed;   /* of the last use of the stick */
    bool told;     /* staff know why already */
};

void request_start(struct session *s)
{
    s->request = mem_new(1, sizeof *s->request);
    s->request->request = request_new(s->config->requests, s->clock);
}

static void forget_work(struct session_request *r)
{
    free(r->folder);
    free(r->done);
    r->folder = NULL;
    r->done = NULL;
    r->save = NULL;
    r->step = STEP_NONE;
}

void request_stop(struct session *s)
{
    struct session_request *r = s->request;
    if (!r)
        return;
    bool is_writable = r->step == STEP_OPENING || r->step == STEP_OPEN;
    if (is_writable && request_is_there(r->request)) {
        request_take_back(r->request);
        if (request_ask(r->request, REQUEST_STICK_READ_ONLY, 0) != ERR_OK)
            log_error("the stick stays writable");
    }
    forget_work(r);
    request_free(r->request);
    free(r);
    s->request = NULL;
}

static void tell(struct session *s, const char *words)
{
    if (s->visit.staff.is_in)
        staff_say(s, words);
    else
        log_note("%s", words);
}

static const char *why_not(enum request_state state)
{
    switch (state) {
    case REQUEST_NO_STICK:
        return tr("There is no stick. Put one in first.");
    case REQUEST_PROTECTED:
        return tr("This stick can't be written to. Try another one.");
    case REQUEST_UNANSWERED:
        return tr("The machine does not answer. Switch it off and on again.");
    default:
        return tr("The kiosk can't do that now. Try again.");
    }
}

static const char *nobody_to_ask(void)
{
    return tr("This machine does not let the kiosk do that.");
}

/* Asks; staff are told why it can't be. */
static bool ask(struct session *s, enum request_kind kind, int64_t argument)
{
    enum err err = request_ask(s->request->request, kind, argument);
    if (err == ERR_OK)
        return true;
    log_error("nothing can be asked in %s: %s", s->config->requests, err_name(err));
    tell(s, err == ERR_NOT_FOUND ? nobody_to_ask() : why_not(REQUEST_REFUSED));
    return false;
}

/* One thing at a time. */
static bool is_free(struct session *s)
{
    if (s->request->step == STEP_NONE)
        return true;
    tell(s, tr("One moment. The last work is not finished yet."));
    return false;
}

static bool fail(struct session *s, const char *words)
{
    s->request->failed = true;
    s->request->told = true;
    tell(s, words);
    return false;
}

bool request_stick_writable(struct session *s)
{
    struct session_request *r = s->request;
    if (!is_free(s))
        return false;
    const char *stick = s->volumes ? volumes_stick(s->volumes) : NULL;
    r->failed = r->told = false;
    if (!stick)
        return fail(s, why_not(REQUEST_NO_STICK));
    r->is_asked = request_is_there(r->request);
    if (r->is_asked) {
        if (!ask(s, REQUEST_STICK_WRITABLE, 0)) {
            r->failed = r->told = true;
            return false;
        }
        r->step = STEP_OPENING;
        return true;
    }
    if (access(stick, W_OK | X_OK) != 0)
        return fail(s, why_not(REQUEST_PROTECTED));
    r->folder = mem_copy_string(stick);
    r->step = STEP_OPEN;
    return true;
}

enum stick_state request_stick_state(const struct session *s)
{
    switch (s->request->step) {
    case STEP_OPENING:
        return STICK_OPENING;
    case STEP_OPEN:
        return STICK_OPEN;
    case STEP_CLOSING:
        return STICK_CLOSING;
    default:
        return STICK_CLOSED;
    }
}

const char *request_stick_folder(const struct session *s)
{
    return s->request->step == STEP_OPEN ? s->request->folder : NULL;
}

bool request_stick_failed(const struct session *s)
{
    return s->request->failed;
}

/* The stick that nobody but us has made writable is written out by us. */
static enum err write_out(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_from_errno(errno);
    enum err err = syncfs(fd) == 0 ? ERR_OK : err_from_errno(errno);
    close(fd);
    return err;
}

static const char *came_out(void)
{
    return tr("The stick came out too early. Put it in and try again.");
}

/* The stick is read-only again, or is gone, or nobody answers. */
static void finish(struct session *s, enum request_state state)
{
    struct session_request *r = s->request;
    char *done = r->done;
    r->done = NULL;
    forget_work(r);
    s->stale = true;
    if (!r->told && state != REQUEST_DONE)
        fail(s, state == REQUEST_NO_STICK ? came_out() : why_not(state));
    else if (!r->told && done)
        tell(s, done);
    free(done);
}

void request_stick_done(struct session *s)
{
    struct session_request *r = s->request;
    if (r->step != STEP_OPEN)
        return;
    if (!r->is_asked) {
        bool written = write_out(r->folder) == ERR_OK;
        finish(s, written ? REQUEST_DONE : REQUEST_NO_STICK);
        return;
    }
    r->step = STEP_CLOSING;
    if (request_ask(r->request, REQUEST_STICK_READ_ONLY, 0) != ERR_OK)
        finish(s, REQUEST_REFUSED);
}

static void tell_unsaved(struct session *s, enum err err)
{
    char words[512];
    bool is_in = s->volumes && volumes_stick(s->volumes);
    if (!is_in || err == ERR_IO || err == ERR_NOT_FOUND)
        fail(s, came_out());
    else if (err == ERR_DISK_FULL)
        fail(s, tr("The stick is full. Try another one."));
    else if (err == ERR_DENIED)
        fail(s, why_not(REQUEST_PROTECTED));
    else {
        messages_error(err, NULL, words, sizeof words);
        fail(s, words);
    }
    log_error("the stick was not written: %s", err_name(err));
}

static void save_now(struct session *s)
{
    struct session_request *r = s->request;
    enum err err = r->save(s, r->folder);
    if (err != ERR_OK)
        tell_unsaved(s, err);
    request_stick_done(s);
}

void request_save_to_stick(struct session *s,
                           enum err (*save)(struct session *s, const char *folder),
                           const char *done)
{
    struct session_request *r = s->request;
    if (!request_stick_writable(s))
        return;
    r->save = save;
    r->done = mem_copy_string(done);
    if (r->step == STEP_OPEN)
        save_now(s);
    else
        tell(s, tr("I am writing to the stick. Leave it in."));
}

/* The root unit has answered, or has not in time. */
static void opened(struct session *s, enum request_state state)
{
    struct session_request *r = s->request;
    if (state != REQUEST_DONE) {
        fail(s, why_not(state));
        forget_work(r);
        /* It may have been at it all the same. */
        if (state == REQUEST_UNANSWERED &&
            request_ask(r->request, REQUEST_STICK_READ_ONLY, 0) == ERR_OK)
            r->step = STEP_CLOSING;
        return;
    }
    const char *name = request_stick_name(r->request);
    const char *stick = s->volumes ? volumes_stick(s->volumes) : NULL;
    r->folder =
        *name ? file_join(s->config->mount_root, name) : mem_copy_string(stick ? stick : "");
    r->step = STEP_OPEN;
    s->stale = true;
    if (access(r->folder, W_OK | X_OK) != 0) { /* its files have owners of their own */
        fail(s, why_not(REQUEST_PROTECTED));
        request_stick_done(s);
    } else if (r->save) {
        save_now(s);
    }
}

/* What was over comes back, or goes, at once. */
static void clock_was_set(struct session *s)
{
    session_count_sections(s);
    shelf_refresh(s);
    tell(s, tr("The clock is set."));
}

static void answered(struct session *s, enum request_state state)
{
    struct session_request *r = s->request;
    forget_work(r);
    if (state != REQUEST_DONE)
        tell(s, why_not(state));
    else if (r->kind == REQUEST_CLOCK)
        clock_was_set(s);
}

void request_tick(struct session *s)
{
    struct session_request *r = s->request;
    if (!r || r->step == STEP_NONE || r->step == STEP_OPEN)
        return;
    enum request_state state = request_poll(r->request);
    if (state == REQUEST_WAITS)
        return;
    if (r->step == STEP_OPENING)
        opened(s, state);
    else if (r->step == STEP_CLOSING)
        finish(s, state);
    else
        answered(s, state);
}

int64_t request_due_ms(const struct session *s)
{
    return request_waits(s) ? REQUEST_POLL_MS : -1;
}

bool request_waits(const struct session *s)
{
    const struct session_request *r = s->request;
    return r && r->step != STEP_NONE && r->step != STEP_OPEN;
}

bool request_is_possible(const struct session *s)
{
    return request_is_there(s->request->request);
}

static void ask_other(struct session *s, enum request_kind kind, int64_t argument,
                      const char *meanwhile)
{
    struct session_request *r = s->request;
    if (!is_free(s) || !ask(s, kind, argument))
        return;
    r->step = STEP_OTHER;
    r->kind = kind;
    if (meanwhile)
        tell(s, meanwhile);
}

void request_restart(struct session *s, bool board)
{
    ask_other(s, board ? REQUEST_RESTART_BOARD : REQUEST_RESTART_KIOSK, 0,
              tr("The kiosk starts again. One moment."));
}

void request_power_off(struct session *s)
{
    ask_other(s, REQUEST_POWER_OFF, 0, tr("The kiosk switches off. One moment."));
}

void request_set_clock(struct session *s, int64_t unix_s)
{
    ask_other(s, REQUEST_CLOCK, unix_s, NULL);
}

void request_answer_as(struct session *s, const char *answer)
{
    request_pretend(s->request->request, answer);
}

const char *request_all_asked(const struct session *s)
{
    return request_asked(s->request->request);
}
