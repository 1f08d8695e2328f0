/* page_images against a worker that draws, hangs, dies and lies: what is wanted comes, what can't be drawn is told, memory is bounded,
 * and nothing is left behind. */
#include "base/file.h"
#include "base/mem.h"
#include "convert/page_images.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 120000 };

static int count_fds(void)
{
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    int count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

struct bench {
    FILE *document;
    int fds;
    atomic_int wakes;
    struct page_images *images;
};

static void count_wake(void *data)
{
    struct bench *b = data;
    atomic_fetch_add(&b->wakes, 1);
}

static struct bench *begin(const char *mode, uint32_t page_ms)
{
    struct bench *b = mem_new(1, sizeof *b);
    struct convert_limits limits = convert_limits_default();
    limits.page_ms = page_ms;
    atomic_init(&b->wakes, 0);
    b->fds = count_fds();
    b->document = tmpfile();
    assert_non_null(b->document);
    assert_int_equal(
        page_images_new(FAKE_PAGES, fileno(b->document), mode, &limits, count_wake, b, &b->images),
        ERR_OK);
    return b;
}

static void end(struct bench *b)
{
    page_images_free(b->images);
    fclose(b->document);
    assert_int_equal(count_fds(), b->fds);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no process is left */
    assert_int_equal(errno, ECHILD);
    free(b);
}

static struct page_part part_of(uint32_t page)
{
    return (struct page_part){page, 600, 800, {100, 200, 37, 53}};
}

static enum page_state ask(struct bench *b, uint32_t page)
{
    struct page_part part = part_of(page);
    page_images_want(b->images, &part, 1);
    return page_images_wait(b->images, &part, PATIENCE_MS);
}

/* The page is there, in the colour of page `colour`. */
static void assert_colour(struct bench *b, uint32_t page, uint32_t colour)
{
    struct page_part part = part_of(page);
    const uint32_t *pixels = NULL;
    assert_int_equal(page_images_look(b->images, &part, &pixels, NULL), PAGE_READY);
    uint32_t red = colour * 10;
    for (int i = 0; i < part.part.w * part.part.h; i++)
        assert_int_equal(pixels[i], 0xff000000u | red << 16 | (red + 1) << 8 | (red + 2));
}

static void assert_drawn(struct bench *b, uint32_t page)
{
    assert_colour(b, page, page);
}

static void assert_cause(struct bench *b, uint32_t page, enum err expected)
{
    struct page_part part = part_of(page);
    enum err cause = ERR_OK;
    assert_int_equal(page_images_look(b->images, &part, NULL, &cause), PAGE_FAILED);
    assert_int_equal(cause, expected);
}

static void pages_come_as_they_were_drawn(void **state)
{
    (void)state;
    struct bench *b = begin("draw", PATIENCE_MS);
    assert_int_equal(ask(b, 1), PAGE_READY);
    assert_drawn(b, 1);
    assert_int_equal(ask(b, 7), PAGE_READY);
    assert_drawn(b, 7);
    page_images_free(b->images); /* its thread has woken us by then */
    b->images = NULL;
    assert_int_equal(atomic_load(&b->wakes), 2);
    end(b);
}

static void pages_are_made_ahead_in_order(void **state)
{
    (void)state;
    struct bench *b = begin("draw", PATIENCE_MS);
    const struct page_part wanted[] = {part_of(3), part_of(4), part_of(2)};
    page_images_want(b->images, wanted, 3);
    for (int i = 2; i >= 0; i--)
        assert_int_equal(page_images_wait(b->images, &wanted[i], PATIENCE_MS), PAGE_READY);
    page_images_want(b->images, &wanted[1], 1); /* what was made is there at once */
    assert_drawn(b, 4);
    assert_drawn(b, 3); /* and the one before stays while there is room */
    end(b);
}

static void wait_for(struct bench *b, const struct page_part *wanted, int count)
{
    page_images_want(b->images, wanted, count);
    for (int i = 0; i < count; i++)
        assert_int_equal(page_images_wait(b->images, &wanted[i], PATIENCE_MS), PAGE_READY);
}

/* As the page view asks: the page itself, the next one, the one before. */
static void the_page_itself_is_drawn_first_and_what_was_made_ahead_only_once(void **state)
{
    (void)state;
    struct bench *b = begin("count", PATIENCE_MS);
    wait_for(b, (const struct page_part[]){part_of(3), part_of(4), part_of(2)}, 3);
    assert_colour(b, 3, 1);
    assert_colour(b, 4, 2);
    assert_colour(b, 2, 3);
    /* Next: page 4 is there, only page 5 is drawn */
    wait_for(b, (const struct page_part[]){part_of(4), part_of(5), part_of(3)}, 3);
    assert_colour(b, 4, 2);
    assert_colour(b, 5, 4);
    assert_colour(b, 3, 1);
    /* a leap: the page that is wanted, then those around it */
    wait_for(b, (const struct page_part[]){part_of(9), part_of(10), part_of(8)}, 3);
    assert_colour(b, 9, 5);
    assert_colour(b, 10, 6);
    assert_colour(b, 8, 7);
    end(b);
}

static void one_bad_page_costs_that_page(const char *mode, uint32_t page_ms, enum err cause)
{
    struct bench *b = begin(mode, page_ms);
    assert_int_equal(ask(b, 1), PAGE_READY);
    assert_int_equal(ask(b, 2), PAGE_FAILED);
    assert_cause(b, 2, cause);
    assert_int_equal(ask(b, 3), PAGE_READY);
    assert_drawn(b, 3);
    end(b);
}

static void a_page_that_hangs_is_told_and_a_fresh_worker_goes_on(void **state)
{
    (void)state;
    one_bad_page_costs_that_page("hang-2", 2000, ERR_TOO_SLOW);
}

static void a_page_that_kills_its_worker_is_told_and_a_fresh_one_goes_on(void **state)
{
    (void)state;
    one_bad_page_costs_that_page("crash-2", PATIENCE_MS, ERR_DAMAGED);
}

static void a_page_that_needs_too_much_memory_is_told(void **state)
{
    (void)state;
    one_bad_page_costs_that_page("memory-2", PATIENCE_MS, ERR_TOO_BIG);
}

static void a_worker_that_ended_for_its_own_sake_costs_no_page(void **state)
{
    (void)state;
    struct bench *b = begin("once", PATIENCE_MS);
    for (uint32_t page = 1; page < 5; page++) {
        assert_int_equal(ask(b, page), PAGE_READY);
        assert_drawn(b, page);
    }
    end(b);
}

static void whoever_moves_on_does_not_wait_for_a_page_that_hangs(void **state)
{
    (void)state;
    struct bench *b = begin("hang-2", PATIENCE_MS);
    struct page_part bad = part_of(2);
    page_images_want(b->images, &bad, 1);
    assert_int_equal(page_images_wait(b->images, &bad, 1), PAGE_WAITING);
    assert_int_equal(ask(b, 3), PAGE_READY);
    assert_int_equal(page_images_look(b->images, &bad, NULL, NULL), PAGE_NOT_WANTED);
    end(b);
}

static void leaving_waits_for_no_page(void **state)
{
    (void)state;
    struct bench *b = begin("hang-2", PATIENCE_MS);
    struct page_part bad = part_of(2);
    page_images_want(b->images, &bad, 1);
    end(b);
}

static void lies_are_not_believed(void **state)
{
    (void)state;
    static const struct {
        const char *mode;
        enum err cause;
    } lies[] = {
        {"other number", ERR_WORKER}, {"pixels first", ERR_WORKER}, {"a book", ERR_WORKER},
        {"job back", ERR_WORKER},     {"too much", ERR_WORKER},     {"too little", ERR_WORKER},
        {"nonsense", ERR_WORKER},     {"refuses", ERR_DAMAGED},     {"locked", ERR_LOCKED},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct bench *b = begin(lies[i].mode, PATIENCE_MS);
        assert_int_equal(ask(b, 1), PAGE_FAILED);
        assert_cause(b, 1, lies[i].cause);
        end(b);
    }
}

static void sizes_out_of_range_are_never_asked_for(void **state)
{
    (void)state;
    struct bench *b = begin("draw", PATIENCE_MS);
    const struct page_part bad[] = {
        {0, 600, 800, {0, 0, 10, 10}},
        {1, 0, 800, {0, 0, 10, 10}},
        {1, 600, PAGE_SIDE_MOST_PX + 1, {0, 0, 10, 10}},
        {1, 600, 800, {-1, 0, 10, 10}},
        {1, 600, 800, {591, 0, 10, 10}},
        {1, 600, 800, {0, 0, 10, 0}},
        {1, 20000, 20000, {0, 0, 20000, 20000}},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        page_images_want(b->images, &bad[i], 1);
        assert_int_equal(page_images_look(b->images, &bad[i], NULL, NULL), PAGE_NOT_WANTED);
    }
    end(b);
}

static void what_is_kept_is_bounded_and_what_is_wanted_again_stays(void **state)
{
    (void)state;
    struct bench *b = begin("draw", PATIENCE_MS);
    /* of 3,000 x 1,000 pixels three fit, and not a fourth */
    struct page_part parts[] = {{1, 3000, 4000, {0, 0, 3000, 1000}},
                                {2, 3000, 4000, {0, 0, 3000, 1000}},
                                {3, 3000, 4000, {0, 0, 3000, 1000}},
                                {4, 3000, 4000, {0, 0, 3000, 1000}}};
    page_images_want(b->images, parts, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(page_images_wait(b->images, &parts[i], PATIENCE_MS), PAGE_READY);
    const struct page_part next[] = {parts[3], parts[2]};
    page_images_want(b->images, next, 2);
    assert_int_equal(page_images_wait(b->images, &parts[3], PATIENCE_MS), PAGE_READY);
    assert_int_equal(page_images_look(b->images, &parts[2], NULL, NULL), PAGE_READY);
    assert_int_equal(page_images_look(b->images, &parts[0], NULL, NULL), PAGE_NOT_WANTED);
    end(b);
}

static void a_worker_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct convert_limits limits = convert_limits_default();
    struct page_images *images = NULL;
    FILE *document = tmpfile();
    assert_int_equal(page_images_new("/nowhere/lectern-worker", fileno(document), "draw", &limits,
                                     NULL, NULL, &images),
                     ERR_OK);
    struct page_part part = part_of(1);
    enum err cause = ERR_OK;
    page_images_want(images, &part, 1);
    assert_int_equal(page_images_wait(images, &part, PATIENCE_MS), PAGE_FAILED);
    assert_int_equal(page_images_look(images, &part, NULL, &cause), PAGE_FAILED);
    assert_int_equal(cause, ERR_WORKER);
    page_images_free(images);
    fclose(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_come_as_they_were_drawn),
        cmocka_unit_test(pages_are_made_ahead_in_order),
        cmocka_unit_test(the_page_itself_is_drawn_first_and_what_was_made_ahead_only_once),
        cmocka_unit_test(a_page_that_hangs_is_told_and_a_fresh_worker_goes_on),
        cmocka_unit_test(a_page_that_kills_its_worker_is_told_and_a_fresh_one_goes_on),
        cmocka_unit_test(a_page_that_needs_too_much_memory_is_told),
        cmocka_unit_test(a_worker_that_ended_for_its_own_sake_costs_no_page),
        cmocka_unit_test(whoever_moves_on_does_not_wait_for_a_page_that_hangs),
        cmocka_unit_test(leaving_waits_for_no_page),
        cmocka_unit_test(lies_are_not_believed),
        cmocka_unit_test(sizes_out_of_range_are_never_asked_for),
        cmocka_unit_test(what_is_kept_is_bounded_and_what_is_wanted_again_stays),
        cmocka_unit_test(a_worker_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
