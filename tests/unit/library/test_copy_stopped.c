/* A copy that is stopped, or has no room, leaves what was there; a restore likewise. */
#include "copying.h"

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mount.h>
#include <sys/resource.h>

/* Asked by all lanes of an import. */
static bool stop_at_once(void *data)
{
    return atomic_fetch_sub((atomic_int *)data, 1) <= 0;
}

/* As on a stick with FAT, which takes no file over 4 GB: the write that goes over it answers EFBIG. */
static void a_file_that_the_stick_does_not_take_is_told_as_that(void **state)
{
    struct export_result result;
    struct import_list list;
    struct rlimit was, small;
    static char text[200000];
    memset(text, 'x', sizeof text - 1);
    fill(*state, true);
    scratch_write(*state, "in/large.txt", text);
    packing_add(*state, "in/large.txt", false, &list);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    small = was;
    small.rlim_cur = sizeof text / 2;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum err err = save(*state, "library", &result);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(err, ERR_TOO_BIG);
    assert_null(result.path);
    export_result_free(&result);
    assert_int_equal(scratch_count(*state, "stick"), 0);
    save_whole(*state, "library");
}

static void a_stopped_copy_leaves_nothing(void **state)
{
    fill(*state, true);
    struct scratch_path from = scratch_at(*state, "library"), to = scratch_at(*state, "stick");
    assert_int_equal(file_make_folders(to.text), ERR_OK);
    for (int after = 0; after < 4; after++) {
        atomic_int left = after;
        const struct copy_watch watch = {.cancelled = stop_at_once, .data = &left};
        const struct export_options options = {
            .library = from.text, .folder = to.text, .date = "2026-11-22"};
        struct export_result result;
        assert_int_equal(export_run(&options, &watch, &result), ERR_CANCELLED);
        assert_null(result.path);
        export_result_free(&result);
        assert_int_equal(scratch_count(*state, "stick"), 0);
    }
}

static void a_stopped_restore_is_completed_by_the_next(void **state)
{
    fill(*state, true);
    choose(*state);
    save_whole(*state, "library");
    struct scratch_path to = scratch_at(*state, "new"), copy = scratch_at(*state, COPY);
    int before = 0;
    for (int after = 2; after < 60; after += 7) {
        atomic_int left = after;
        const struct copy_watch watch = {.cancelled = stop_at_once, .data = &left};
        const struct restore_options options = {
            .path = copy.text, .trusts_keys = true, .importer = packing_options(&to)};
        struct restore_result result;
        enum err err = restore_run(&options, &watch, &result);
        before += err == ERR_CANCELLED;
        restore_result_free(&result);
    }
    assert_true(before > 0);
    struct restore_result result;
    assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
    restore_result_free(&result);
    assert_same(*state, "library", "new");
}

/* --- sticks and cards that are full, or can't be written --- */

/* Puts a small disk at folder/name, for this process alone; skips the test where that is forbidden. */
static struct scratch_path mount_small(const char *folder, const char *name, const char *options)
{
    struct scratch_path path = scratch_at(folder, name);
    assert_int_equal(file_make_folders(path.text), ERR_OK);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", path.text, "tmpfs", 0, options) != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    return path;
}

static void a_stick_without_room_is_left_as_it_was(void **state)
{
    struct export_result result;
    fill(*state, true);
    struct scratch_path stick = mount_small(*state, "stick", "size=256k");
    scratch_write(*state, "stick/holiday.txt", "Sun.");
    assert_int_equal(save(*state, "library", &result), ERR_DISK_FULL);
    export_result_free(&result);
    assert_int_equal(scratch_count(*state, "stick"), 1);
    assert_int_equal(mount("small", stick.text, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=64m"), 0);
    assert_int_equal(save(*state, "library", &result), ERR_DENIED);
    export_result_free(&result);
    assert_int_equal(mount("small", stick.text, "tmpfs", MS_REMOUNT, "size=64m"), 0);
    assert_int_equal(save(*state, "library", &result), ERR_OK);
    export_result_free(&result);
    assert_int_equal(scratch_count(*state, "stick"), 2);
    assert_int_equal(umount(stick.text), 0);
}

static void a_kiosk_without_room_takes_nothing(void **state)
{
    struct restore_result result;
    fill(*state, true);
    save_whole(*state, "library");
    struct scratch_path library = mount_small(*state, "new", "size=20m");
    assert_int_equal(put_back(*state, "new", true, &result), ERR_DISK_FULL);
    restore_result_free(&result);
    assert_int_equal(scratch_count(*state, "new/documents"), 0);
    assert_int_equal(scratch_count(*state, "new/keys"), 0);
    assert_int_equal(umount(library.text), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ON(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)
        ON(a_file_that_the_stick_does_not_take_is_told_as_that),
        ON(a_stopped_copy_leaves_nothing),
        ON(a_stopped_restore_is_completed_by_the_next),
        ON(a_stick_without_room_is_left_as_it_was),
        ON(a_kiosk_without_room_takes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
