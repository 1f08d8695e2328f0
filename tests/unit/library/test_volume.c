#include "library/volume.h"
#include "scratch.h"

#include <poll.h>
#include <sched.h>
#include <sys/mount.h>

enum { TIMEOUT_MS = 60000 };

static void wake(void *data)
{
    const int *pipe_ends = data;
    assert_int_equal(write(pipe_ends[1], "", 1), 1);
}

/* Waits until the watch wakes us and the stick is `expected` (NULL: none). */
static void await_stick(struct volumes *v, const int *pipe_ends, const char *expected)
{
    for (;;) {
        const char *stick = volumes_stick(v);
        if (expected ? stick && strcmp(stick, expected) == 0 : !stick)
            return;
        struct pollfd p = {.fd = pipe_ends[0], .events = POLLIN};
        assert_int_equal(poll(&p, 1, TIMEOUT_MS), 1);
        char c;
        assert_int_equal(read(pipe_ends[0], &c, 1), 1);
    }
}

static void a_folder_that_comes_and_goes_is_a_stick(void **state)
{
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    struct volumes *v = NULL;
    assert_int_equal(volumes_new(*state, wake, pipe_ends, &v), ERR_OK);
    assert_null(volumes_stick(v));
    struct scratch_path stick = scratch_at(*state, "usb1");
    assert_int_equal(mkdir(stick.text, 0755), 0);
    await_stick(v, pipe_ends, stick.text);
    scratch_write(*state, "a file", "is no stick");
    assert_int_equal(mkdir(scratch_at(*state, ".hidden").text, 0755), 0);
    assert_int_equal(symlink("/", scratch_at(*state, "link").text), 0);
    assert_string_equal(volumes_stick(v), stick.text);
    assert_int_equal(mkdir(scratch_at(*state, "usb0").text, 0755), 0);
    await_stick(v, pipe_ends, scratch_at(*state, "usb0").text); /* the first by name */
    assert_int_equal(rmdir(scratch_at(*state, "usb0").text), 0);
    await_stick(v, pipe_ends, stick.text);
    assert_int_equal(rmdir(stick.text), 0);
    await_stick(v, pipe_ends, NULL);
    volumes_free(v);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

static void a_script_can_pretend(void **state)
{
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    struct volumes *v = NULL;
    struct scratch_path missing = scratch_at(*state, "no/such/root");
    assert_int_equal(volumes_new(missing.text, wake, pipe_ends, &v), ERR_OK);
    assert_null(volumes_stick(v));
    volumes_pretend(v, "somewhere/else");
    await_stick(v, pipe_ends, "somewhere/else");
    volumes_pretend(v, NULL);
    assert_null(volumes_stick(v));
    volumes_free(v);
    volumes_free(NULL);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

static void a_mount_is_seen_and_comes_before_a_plain_folder(void **state)
{
    struct scratch_path plain = scratch_at(*state, "a"), mounted = scratch_at(*state, "b");
    assert_int_equal(mkdir(plain.text, 0755), 0);
    assert_int_equal(mkdir(mounted.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        print_message("nothing can be mounted here (needs root): not proved\n");
        skip();
    }
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    struct volumes *v = NULL;
    assert_int_equal(volumes_new(*state, wake, pipe_ends, &v), ERR_OK);
    assert_string_equal(volumes_stick(v), plain.text);
    assert_int_equal(mount("stick", mounted.text, "tmpfs", MS_RDONLY, "size=1m"), 0);
    await_stick(v, pipe_ends, mounted.text);
    assert_int_equal(umount(mounted.text), 0);
    await_stick(v, pipe_ends, plain.text);
    volumes_free(v);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_folder_that_comes_and_goes_is_a_stick),
        SCRATCH_TEST(a_script_can_pretend),
        SCRATCH_TEST(a_mount_is_seen_and_comes_before_a_plain_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
