#include "library/lanes.h"

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdbool.h>

enum { THINGS = 200 };

struct count {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    int made[THINGS];
    bool lanes[LANES_MOST];
    size_t finished, ends_at, most_ahead;
    bool is_out_of_order, is_held; /* the first one waits for all that may go before it */
    size_t begun;
};

static struct count counting(void)
{
    return (struct count){
        .lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER, .ends_at = THINGS};
}

static void make(void *data, size_t i, int lane)
{
    struct count *c = data;
    pthread_mutex_lock(&c->lock);
    c->made[i]++;
    c->lanes[lane] = true;
    c->begun++;
    if (i >= c->finished && i - c->finished > c->most_ahead)
        c->most_ahead = i - c->finished;
    pthread_cond_broadcast(&c->moved);
    while (c->is_held && i == 0 && c->begun < LANES_AHEAD)
        pthread_cond_wait(&c->moved, &c->lock);
    pthread_mutex_unlock(&c->lock);
}

static enum err finish(void *data, size_t i)
{
    struct count *c = data;
    pthread_mutex_lock(&c->lock);
    c->is_out_of_order |= i != c->finished || c->made[i] != 1;
    c->finished = i + 1;
    pthread_mutex_unlock(&c->lock);
    return i == c->ends_at ? ERR_IO : ERR_OK;
}

static void all_is_made_once_and_finished_in_order(void **state)
{
    (void)state;
    for (int lanes = 0; lanes <= LANES_MOST + 1; lanes++) {
        struct count c = counting();
        const struct lanes_work work = {THINGS, make, finish, &c};
        assert_int_equal(lanes_run(lanes, &work), ERR_OK);
        assert_int_equal(c.finished, THINGS);
        assert_false(c.is_out_of_order);
        for (size_t i = 0; i < THINGS; i++)
            assert_int_equal(c.made[i], 1);
    }
}

static void one_lane_is_the_calling_thread_thing_by_thing(void **state)
{
    (void)state;
    struct count c = counting();
    const struct lanes_work work = {THINGS, make, finish, &c};
    assert_int_equal(lanes_run(1, &work), ERR_OK);
    assert_int_equal(c.most_ahead, 0);
    assert_false(c.lanes[1]);
}

/* The first one ends only when LANES_AHEAD are begun: none of them may wait for it, and no more may begin. */
static void a_slow_one_holds_up_no_more_than_so_many(void **state)
{
    (void)state;
    struct count c = counting();
    c.is_held = true;
    const struct lanes_work work = {THINGS, make, finish, &c};
    assert_int_equal(lanes_run(2, &work), ERR_OK);
    assert_false(c.is_out_of_order);
    assert_true(c.lanes[0] && c.lanes[1]);
    assert_int_equal(c.most_ahead, LANES_AHEAD - 1);
}

static void an_error_ends_it_and_nothing_is_finished_behind_it(void **state)
{
    (void)state;
    for (int lanes = 1; lanes <= 3; lanes++) {
        struct count c = counting();
        c.ends_at = 20;
        const struct lanes_work work = {THINGS, make, finish, &c};
        assert_int_equal(lanes_run(lanes, &work), ERR_IO);
        assert_int_equal(c.finished, 21);
        assert_true(c.begun <= 21 + LANES_AHEAD);
    }
}

static void nothing_to_do_is_done(void **state)
{
    (void)state;
    const struct lanes_work work = {0, make, finish, NULL};
    assert_int_equal(lanes_run(2, &work), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_made_once_and_finished_in_order),
        cmocka_unit_test(one_lane_is_the_calling_thread_thing_by_thing),
        cmocka_unit_test(a_slow_one_holds_up_no_more_than_so_many),
        cmocka_unit_test(an_error_ends_it_and_nothing_is_finished_behind_it),
        cmocka_unit_test(nothing_to_do_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
