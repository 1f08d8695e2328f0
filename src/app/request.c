#include "app/request.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_BYTES_MOST = 512 };

struct request {
    char *asked_folder, *asked, *answered; /* paths */
    const struct clock *clock;
    enum request_kind kind;
    enum request_state state;
    uint64_t number; /* of the last request; 0 none yet */
    uint64_t until_ms;
    char name[REQUEST_NAME_BYTES];
    bool is_pretended;
    char pretended[64];
    struct str log;
};

struct request *request_new(const char *folder, const struct clock *clock)
{
    struct request *r = mem_new(1, sizeof *r);
    r->asked_folder = file_join(folder, "asked");
    r->asked = file_join(r->asked_folder, "request");
    r->answered = file_join(folder, "answered/answer");
    r->clock = clock;
    return r;
}

void request_take_back(struct request *r)
{
    if (r->state != REQUEST_WAITS)
        return;
    if (!r->is_pretended)
        unlink(r->asked);
    r->state = REQUEST_IDLE;
}

void request_free(struct request *r)
{
    if (!r)
        return;
    if (r->kind != REQUEST_STICK_READ_ONLY)
        request_take_back(r);
    free(r->asked_folder);
    free(r->asked);
    free(r->answered);
    str_free(&r->log);
    free(r);
}

bool request_is_there(const struct request *r)
{
    return r->is_pretended || access(r->asked_folder, W_OK | X_OK) == 0;
}

/* Milliseconds since the board was switched on, whatever its clock says; later than the last one. */
static uint64_t next_number(const struct request *r)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_BOOTTIME, &t);
    uint64_t now = (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
    return now > r->number ? now : r->number + 1;
}

static void write_words(enum request_kind kind, int64_t argument, struct str *out)
{
    static const char *const words[] = {
        [REQUEST_STICK_WRITABLE] = "stick writable", [REQUEST_STICK_READ_ONLY] = "stick read-only",
        [REQUEST_RESTART_KIOSK] = "restart kiosk",   [REQUEST_RESTART_BOARD] = "restart board",
        [REQUEST_POWER_OFF] = "power off",           [REQUEST_CLOCK] = "clock",
    };
    str_add(out, words[kind]);
    if (kind == REQUEST_CLOCK)
        str_addf(out, " %" PRId64, argument);
}

enum err request_ask(struct request *r, enum request_kind kind, int64_t argument)
{
    if (r->state == REQUEST_WAITS)
        return ERR_USAGE;
    if (!request_is_there(r))
        return ERR_NOT_FOUND;
    r->kind = kind;
    r->number = next_number(r);
    r->name[0] = 0;
    struct str words = {0}, line = {0};
    write_words(kind, argument, &words);
    str_addf(&line, "%" PRIu64 " %s\n", r->number, str_text(&words));
    enum err err = ERR_OK;
    if (r->is_pretended)
        str_addf(&r->log, "%s\n", str_text(&words));
    else
        err = file_write_atomic(r->asked, line.data, line.length_bytes);
    if (err == ERR_OK) {
        int patience_s = kind == REQUEST_STICK_READ_ONLY ? REQUEST_WRITE_OUT_S : REQUEST_PATIENCE_S;
        r->state = REQUEST_WAITS;
        r->until_ms = clock_ms(r->clock) + (uint64_t)patience_s * 1000;
    }
    str_free(&words);
    str_free(&line);
    return err;
}

/* A name is joined to a path: one folder's, and no way out of it. */
static bool is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/') && strlen(name) < REQUEST_NAME_BYTES;
}

/* "done", "done NAME" or "refused WHY". */
static enum request_state take_answer(struct request *r, const char *answer)
{
    if (strcmp(answer, "done") == 0)
        return REQUEST_DONE;
    if (strncmp(answer, "done ", 5) == 0 && is_name(answer + 5)) {
        snprintf(r->name, sizeof r->name, "%s", answer + 5);
        return REQUEST_DONE;
    }
    log_error("the board's root unit says: %s", answer);
    if (strcmp(answer, "refused no-stick") == 0)
        return REQUEST_NO_STICK;
    return strcmp(answer, "refused protected") == 0 ? REQUEST_PROTECTED : REQUEST_REFUSED;
}

/* The answer to this very request; NULL: there is none yet. */
static char *read_answer(const struct request *r)
{
    char *text, *end, *answer = NULL;
    if (file_read(r->answered, ANSWER_BYTES_MOST, &text, NULL) != ERR_OK)
        return NULL;
    uint64_t number = strtoull(text, &end, 10);
    if (number == r->number && *end == ' ' && strchr(end, '\n'))
        answer = mem_copy_bytes(end + 1, strcspn(end + 1, "\n"));
    free(text);
    return answer;
}

enum request_state request_poll(struct request *r)
{
    if (r->state != REQUEST_WAITS)
        return r->state;
    char *answer = NULL;
    if (!r->is_pretended)
        answer = read_answer(r);
    else if (*r->pretended)
        answer = mem_copy_string(r->pretended);
    if (answer) {
        r->state = take_answer(r, answer);
    } else if (clock_ms(r->clock) >= r->until_ms) {
        request_take_back(r);
        log_error("the board's root unit has not answered");
        r->state = REQUEST_UNANSWERED;
    }
    free(answer);
    return r->state;
}

const char *request_stick_name(const struct request *r)
{
    return r->name;
}

void request_pretend(struct request *r, const char *answer)
{
    request_take_back(r);
    r->is_pretended = answer != NULL;
    snprintf(r->pretended, sizeof r->pretended, "%s", answer ? answer : "");
}

const char *request_asked(const struct request *r)
{
    return str_text(&r->log);
}
