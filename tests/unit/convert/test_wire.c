#include "base/clock.h"
#include "convert/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct pair {
    int ours, theirs;
    unsigned char *payload;
};

static int set_up(void **state)
{
    struct pair *p = malloc(sizeof *p);
    int ends[2];
    if (!p || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    *p = (struct pair){ends[0], ends[1], malloc(WIRE_MESSAGE_MOST_BYTES)};
    *state = p;
    return p->payload ? 0 : -1;
}

static int tear_down(void **state)
{
    struct pair *p = *state;
    close(p->ours);
    if (p->theirs >= 0)
        close(p->theirs);
    free(p->payload);
    free(p);
    return 0;
}

static void send_header(struct pair *p, uint32_t kind, uint32_t bytes)
{
    uint32_t header[2] = {kind, bytes};
    assert_int_equal(write(p->theirs, header, sizeof header), sizeof header);
}

static void a_message_arrives_as_it_was_sent(void **state)
{
    struct pair *p = *state;
    struct wire_page page = {3, 41};
    assert_int_equal(wire_send(p->theirs, WIRE_PAGE, &page, sizeof page), ERR_OK);
    assert_int_equal(wire_send(p->theirs, WIRE_STAGE, NULL, 0), ERR_OK);
    enum wire_kind kind;
    size_t bytes;
    assert_int_equal(wire_receive(p->ours, 0, &kind, p->payload, &bytes), ERR_OK);
    assert_int_equal(kind, WIRE_PAGE);
    assert_int_equal(bytes, sizeof page);
    assert_memory_equal(p->payload, &page, sizeof page);
    assert_int_equal(wire_receive(p->ours, 0, &kind, p->payload, &bytes), ERR_OK);
    assert_int_equal(kind, WIRE_STAGE);
    assert_int_equal(bytes, 0);
}

static void a_whole_job_passes(void **state)
{
    struct pair *p = *state;
    struct wire_job *job = calloc(1, sizeof *job);
    assert_non_null(job);
    job->version = WIRE_VERSION;
    job->skip[WIRE_SKIP_MOST - 1] = 7;
    strcpy(job->name, "a.pdf");
    assert_int_equal(wire_send(p->ours, WIRE_JOB, job, sizeof *job), ERR_OK);
    enum wire_kind kind;
    size_t bytes;
    assert_int_equal(wire_receive(p->theirs, 0, &kind, p->payload, &bytes), ERR_OK);
    assert_int_equal(bytes, sizeof *job);
    assert_memory_equal(p->payload, job, sizeof *job);
    free(job);
}

static void what_came_in_part_is_kept_past_a_deadline(void **state)
{
    struct pair *p = *state;
    uint64_t total = 0x1122334455667788;
    uint32_t header[2] = {WIRE_DONE, sizeof total};
    unsigned char message[16];
    memcpy(message, header, 8);
    memcpy(message + 8, &total, 8);
    struct wire_inbox inbox = {0};
    enum wire_kind kind;
    size_t bytes;
    for (size_t i = 0; i < sizeof message; i++) {
        assert_int_equal(wire_take(p->ours, &inbox, 1, &kind, p->payload, &bytes), ERR_TOO_SLOW);
        assert_int_equal(inbox.have_bytes, i);
        assert_int_equal(write(p->theirs, message + i, 1), 1);
    }
    assert_int_equal(wire_take(p->ours, &inbox, 1, &kind, p->payload, &bytes), ERR_OK);
    assert_int_equal(kind, WIRE_DONE);
    assert_memory_equal(p->payload, &total, sizeof total);
    assert_int_equal(inbox.have_bytes, 0);
}

static void a_closed_end_is_told_from_a_broken_protocol(void **state)
{
    struct pair *p = *state;
    struct wire_inbox inbox = {0};
    enum wire_kind kind;
    size_t bytes;
    send_header(p, 77, 0);
    assert_int_equal(wire_take(p->ours, &inbox, 0, &kind, p->payload, &bytes), ERR_WORKER);
    assert_false(inbox.is_gone);
    inbox = (struct wire_inbox){0};
    send_header(p, WIRE_BOOK, 10);
    close(p->theirs);
    p->theirs = -1;
    assert_int_equal(wire_take(p->ours, &inbox, 0, &kind, p->payload, &bytes), ERR_WORKER);
    assert_true(inbox.is_gone);
    assert_int_equal(wire_send(p->ours, WIRE_STAGE, NULL, 0), ERR_WORKER);
}

static void sizes_are_bounded_before_anything_is_read(void **state)
{
    struct pair *p = *state;
    static const uint32_t wrong[][2] = {
        {WIRE_BOOK, 0},          {WIRE_BOOK, WIRE_MESSAGE_MOST_BYTES + 1},
        {WIRE_BOOK, UINT32_MAX}, {WIRE_PAGE, 7},
        {WIRE_PAGE, 12},         {WIRE_STAGE, 1},
        {WIRE_DONE, 4},          {WIRE_FAILED, 8},
        {WIRE_JOB, 12},          {0, 0},
        {WIRE_FAILED + 1, 0},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        enum wire_kind kind;
        size_t bytes;
        send_header(p, wrong[i][0], wrong[i][1]);
        assert_int_equal(wire_receive(p->ours, 0, &kind, p->payload, &bytes), ERR_WORKER);
    }
    assert_int_equal(wire_send(p->ours, WIRE_BOOK, p->payload, (size_t)WIRE_MESSAGE_MOST_BYTES + 1),
                     ERR_WORKER);
}

static void kinds_must_come_in_order(void **state)
{
    (void)state;
    static const char allowed[7][7] = {
        /*            next: 0  J  P  S  B  D  F */
        [0] = {0, 0, 1, 1, 0, 0, 1},
        [WIRE_PAGE] = {0, 0, 1, 1, 0, 0, 1},
        [WIRE_STAGE] = {0, 0, 0, 0, 1, 0, 1},
        [WIRE_BOOK] = {0, 0, 0, 0, 1, 1, 0},
    };
    for (int before = 0; before < 7; before++) {
        for (int next = 0; next < 7; next++)
            assert_int_equal(wire_may_follow((enum wire_kind)before, (enum wire_kind)next),
                             allowed[before][next]);
    }
}

#define IN_PAIR(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PAIR(a_message_arrives_as_it_was_sent),
        IN_PAIR(a_whole_job_passes),
        IN_PAIR(what_came_in_part_is_kept_past_a_deadline),
        IN_PAIR(a_closed_end_is_told_from_a_broken_protocol),
        IN_PAIR(sizes_are_bounded_before_anything_is_read),
        cmocka_unit_test(kinds_must_come_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
