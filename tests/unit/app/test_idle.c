#include "app/idle.h"

#include "base/file.h"

#include <SDL2/SDL.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
    char folder[64];
    struct idle *idle;
};

static int start(void **state)
{
    static struct place p; /* one a test, one after another */
    snprintf(p.folder, sizeof p.folder, "/tmp/lectern-idle-XXXXXX");
    if (!mkdtemp(p.folder) || SDL_Init(SDL_INIT_EVENTS) != 0)
        return -1;
    *state = &p;
    return 0;
}

static int stop(void **state)
{
    struct place *p = *state;
    idle_free(p->idle);
    p->idle = NULL;
    SDL_Quit();
    static const char *const names[] = {"event0", "event1", "event7", "mouse0"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = file_join(p->folder, names[i]);
        (void)unlink(path);
        free(path);
    }
    return rmdir(p->folder);
}

/* A pipe with a name stands for a device; its writing end. */
static int make_device(const struct place *p, const char *name)
{
    char *path = file_join(p->folder, name);
    assert_int_equal(mkfifo(path, 0600), 0);
    int fd = open(path, O_RDWR | O_NONBLOCK);
    free(path);
    assert_true(fd >= 0);
    return fd;
}

static void assert_wakes_once(struct idle *idle)
{
    assert_true(idle_wait(idle, 0));
    assert_false(idle_wait(idle, 0));
}

static void test_what_a_thread_pushes_wakes(void **state)
{
    struct place *p = *state;
    SDL_Event event = {.type = SDL_USEREVENT};
    assert_int_equal(idle_new(p->folder, &p->idle), ERR_OK);
    assert_false(idle_wait(p->idle, 0));
    assert_int_equal(SDL_PushEvent(&event), 1);
    assert_int_equal(SDL_PushEvent(&event), 1);
    assert_wakes_once(p->idle);
}

static void test_reading_the_queue_does_not_wake(void **state)
{
    struct place *p = *state;
    SDL_Event event;
    assert_int_equal(idle_new(p->folder, &p->idle), ERR_OK);
    while (SDL_PollEvent(&event)) {
    }
    (void)idle_wait(p->idle, 0); /* what SDL had for its start */
    assert_int_equal(SDL_PollEvent(&event), 0);
    assert_false(idle_wait(p->idle, 0));
}

static void test_a_device_wakes_and_other_files_do_not(void **state)
{
    struct place *p = *state;
    int device = make_device(p, "event7"), mouse = make_device(p, "mouse0");
    assert_int_equal(idle_new(p->folder, &p->idle), ERR_OK);
    assert_false(idle_wait(p->idle, 0));
    assert_int_equal(write(mouse, "x", 1), 1);
    assert_false(idle_wait(p->idle, 0));
    assert_int_equal(write(device, "xyz", 3), 3);
    assert_wakes_once(p->idle);
    close(device);
    close(mouse);
}

static void test_a_device_that_comes_and_goes(void **state)
{
    struct place *p = *state;
    assert_int_equal(idle_new(p->folder, &p->idle), ERR_OK);
    int device = make_device(p, "event0");
    assert_wakes_once(p->idle);
    assert_int_equal(write(device, "x", 1), 1);
    assert_wakes_once(p->idle);
    assert_false(idle_has_lost(p->idle));
    close(device); /* the other end is gone */
    assert_wakes_once(p->idle);
    assert_true(idle_has_lost(p->idle)); /* what was held on it is let go of */
    assert_false(idle_has_lost(p->idle));
}

/* It would always be ready to read, and the loop would never sleep. */
static void test_a_file_that_has_ended_is_let_go(void **state)
{
    struct place *p = *state;
    char *path = file_join(p->folder, "event1");
    int fd = open(path, O_CREAT | O_RDWR, 0600);
    free(path);
    assert_true(fd >= 0);
    assert_int_equal(idle_new(p->folder, &p->idle), ERR_OK);
    assert_wakes_once(p->idle);
    close(fd);
}

static void test_no_folder_is_no_device(void **state)
{
    struct place *p = *state;
    char *path = file_join(p->folder, "none");
    assert_int_equal(idle_new(path, &p->idle), ERR_OK);
    free(path);
    assert_false(idle_wait(p->idle, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_a_thread_pushes_wakes, start, stop),
        cmocka_unit_test_setup_teardown(test_reading_the_queue_does_not_wake, start, stop),
        cmocka_unit_test_setup_teardown(test_a_device_wakes_and_other_files_do_not, start, stop),
        cmocka_unit_test_setup_teardown(test_a_device_that_comes_and_goes, start, stop),
        cmocka_unit_test_setup_teardown(test_a_file_that_has_ended_is_let_go, start, stop),
        cmocka_unit_test_setup_teardown(test_no_folder_is_no_device, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
