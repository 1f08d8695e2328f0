#include "library/volume.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>

enum { TIMEOUT_MS = 60000 };

/* ---- mountinfo, as a text */

static const char root[] = "/run/lectern/media";

/* The names of the folders under the root, one after the other. */
static void expect_parsed(const char *text, const char *at, const char *expected)
{
    struct volume found[VOLUMES_MOST];
    struct str names = {0};
    size_t count = volume_parse(text, at, found);
    for (size_t i = 0; i < count; i++) {
        str_addf(&names, "%s=%u;", file_name(found[i].folder), found[i].mount);
        free(found[i].folder);
    }
    assert_string_equal(str_text(&names), expected);
    str_free(&names);
}

#define LINE(mount, where, fs)                                                                     \
    mount " 29 8:17 / " where " ro,nosuid,nodev,noexec,relatime shared:7 - " fs " ro,uid=917\n"

static void mountinfo_tells_what_is_right_under_the_root(void **state)
{
    (void)state;
    expect_parsed("", root, "");
    expect_parsed(LINE("36", "/run/lectern/media/sdb1", "vfat /dev/sdb1"), root, "sdb1=36;");
    expect_parsed("22 1 0:20 / /run/lectern rw shared:5 - tmpfs tmpfs rw\n" /* */
                  LINE("40", "/run/lectern/media/sdb2", "exfat /dev/sdb2")  /* */
                  LINE("41", "/run/lectern/media/sda1", "ext4 /dev/sda1"),
                  root, "sda1=41;sdb2=40;");
    expect_parsed(LINE("36", "/run/lectern/media", "tmpfs none")                   /* */
                  LINE("37", "/run/lectern/mediasdb1", "vfat /dev/sdb1")           /* */
                  LINE("38", "/run/lectern/media/sdb1/inner", "vfat /dev/sdb1")    /* */
                  LINE("39", "/run/lectern/media/sdc1//deleted", "vfat /dev/sdc1") /* */
                  LINE("40", "/mnt/run/lectern/media/sdb1", "vfat /dev/sdb1"),
                  root, "");
    expect_parsed(LINE("36", "/media/a", "vfat /dev/sdb1"), "/media/", "a=36;");
    expect_parsed(LINE("36", "/a", "vfat /dev/sdb1"), "/", "a=36;");
}

static void names_are_unescaped(void **state)
{
    (void)state;
    expect_parsed(LINE("36", "/run/lectern/media/MY\\040STICK", "vfat /dev/sdb1"), root,
                  "MY STICK=36;");
    expect_parsed(LINE("36", "/run/lectern/media/a\\011b\\012c\\134d\\043e", "vfat x"), root,
                  "a\tb\nc\\d#e=36;");
    expect_parsed(LINE("36", "/run/lectern/media/a\\13", "vfat x"), root, "a\\13=36;");
    expect_parsed(LINE("36", "/run/lectern/media/a\\777", "vfat x"), root, "a\\777=36;");
    expect_parsed(LINE("36", "/run/lectern/media/\303\251t\303\251", "vfat x"), root,
                  "\303\251t\303\251=36;");
    /* A root with a space is compared as it is; a slash can't be hidden in a name. */
    expect_parsed(LINE("36", "/my\\040media/a", "vfat x"), "/my media", "a=36;");
    expect_parsed(LINE("36", "/run/lectern/media/a\\057b", "vfat x"), root, "");
}

static void of_two_mounts_on_one_folder_the_last_counts(void **state)
{
    (void)state;
    expect_parsed(LINE("36", "/run/lectern/media/sdb1", "vfat /dev/sdb1") /* */
                  LINE("50", "/run/lectern/media/sdb1", "vfat /dev/sdc1"),
                  root, "sdb1=50;");
}

static void strange_lines_are_passed_over(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "\n",
        "\n\n\n",
        " ",
        "36",
        "36 29 8:17 /",
        "36 29 8:17 / /run/lectern/media/sdb1",
        "x 29 8:17 / /run/lectern/media/sdb1 ro - vfat x ro\n",
        "36 29 8:17 / ",
        "36 29 8:17\n/ /run/lectern/media/sdb1 ro - vfat x ro\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_parsed(lines[i], root, "");
    expect_parsed("what\n" LINE("36", "/run/lectern/media/sdb1", "vfat x") "36 29", root,
                  "sdb1=36;");
}

static void no_more_are_seen_than_there_is_room_for(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 99; i >= 10; i--)
        str_addf(&text, "%d 29 8:17 / %s/sd%d ro - vfat x ro\n", i, root, i);
    struct volume found[VOLUMES_MOST];
    assert_int_equal(volume_parse(str_text(&text), root, found), VOLUMES_MOST);
    for (size_t i = 1; i < VOLUMES_MOST; i++)
        assert_true(strcmp(found[i - 1].folder, found[i].folder) < 0);
    for (size_t i = 0; i < VOLUMES_MOST; i++)
        free(found[i].folder);
    str_free(&text);
}

static void expect_root(const char *one, const char *two, const char *three, const char *expected)
{
    struct volumes_list list = {{one, two, three}, three ? 3 : two ? 2 : 1};
    char *found = volumes_list_root(&list);
    assert_string_equal(found, expected);
    free(found);
}

static void several_lie_in_one_folder(void **state)
{
    (void)state;
    expect_root("/m/a", NULL, NULL, "/m/a");
    expect_root("/m/sdb1", "/m/sdb2", NULL, "/m/");
    expect_root("/m/sdb", "/m/sdb2", "/m/sdc", "/m/");
    expect_root("/m/n/a", "/m/o/a", "/m/n/b", "/m/");
    expect_root("/a", "/b", NULL, "/");
    struct volumes_list list = {{"/m/sdb1", "/m/sdb2"}, 2};
    assert_true(volumes_list_is_below(&list, "/m/"));
    assert_true(volumes_list_is_below(&list, "/"));
    assert_true(volumes_list_is_below(&list, "/m/sdb2"));
    assert_false(volumes_list_is_below(&list, "/m/sdb"));
    assert_false(volumes_list_is_below(&list, "/m/sdb11"));
    list.count = 0;
    assert_false(volumes_list_is_below(&list, "/m"));
}

/* ---- what comes and goes */

static void wake(void *data)
{
    const int *pipe_ends = data;
    assert_int_equal(write(pipe_ends[1], "", 1), 1);
}

struct watch {
    int pipe_ends[2];
    struct volumes *volumes;
};

static void watch_start(struct watch *w, const char *folder)
{
    assert_int_equal(pipe(w->pipe_ends), 0);
    assert_int_equal(volumes_new(folder, wake, w->pipe_ends, &w->volumes), ERR_OK);
}

static void watch_end(struct watch *w)
{
    volumes_free(w->volumes);
    close(w->pipe_ends[0]);
    close(w->pipe_ends[1]);
}

/* Waits until the watch has woken us and so many are in. */
static void await_count(struct watch *w, size_t count)
{
    while (volumes_all(w->volumes).count != count) {
        struct pollfd p = {.fd = w->pipe_ends[0], .events = POLLIN};
        assert_int_equal(poll(&p, 1, TIMEOUT_MS), 1);
        char c;
        assert_int_equal(read(w->pipe_ends[0], &c, 1), 1);
    }
}

static void expect_change(struct volumes *v, size_t came, size_t went, size_t count)
{
    struct volumes_change change = volumes_take_change(v);
    assert_int_equal(change.came.count, came);
    assert_int_equal(change.went, went);
    assert_int_equal(change.count, count);
}

static void a_script_can_pretend(void **state)
{
    struct watch w;
    watch_start(&w, scratch_at(*state, "no/such/root").text);
    assert_null(volumes_stick(w.volumes));
    expect_change(w.volumes, 0, 0, 0);
    volumes_pretend(w.volumes, "somewhere/else");
    await_count(&w, 1);
    assert_string_equal(volumes_stick(w.volumes), "somewhere/else");
    expect_change(w.volumes, 1, 0, 1);
    volumes_pretend(w.volumes, "another");
    assert_string_equal(volumes_stick(w.volumes), "another"); /* the first by name */
    struct volumes_change change = volumes_take_change(w.volumes);
    assert_int_equal(change.came.count, 1);
    assert_string_equal(change.came.folders[0], "another");
    assert_int_equal(change.count, 2);
    struct volumes_list all = volumes_all(w.volumes);
    assert_true(volumes_list_is_below(&all, "somewhere/else"));
    volumes_pretend_out(w.volumes, "somewhere/else");
    all = volumes_all(w.volumes);
    assert_false(volumes_list_is_below(&all, "somewhere/else"));
    volumes_pretend_out(w.volumes, "never in");
    expect_change(w.volumes, 0, 1, 1);
    volumes_pretend(w.volumes, "another"); /* pulled, and in again */
    expect_change(w.volumes, 1, 1, 1);
    volumes_pretend(w.volumes, "third");
    volumes_pretend(w.volumes, NULL);
    assert_null(volumes_stick(w.volumes));
    expect_change(w.volumes, 0, 1, 0); /* what nobody was told of did not go either */
    watch_end(&w);
    volumes_free(NULL);
}

static void mount_stick(const char *folder, const char *name)
{
    struct scratch_path at = scratch_at(folder, name);
    assert_true(mkdir(at.text, 0755) == 0 || errno == EEXIST);
    assert_int_equal(mount("stick", at.text, "tmpfs", MS_RDONLY, "size=1m"), 0);
}

static void unmount_stick(const char *folder, const char *name)
{
    assert_int_equal(umount2(scratch_at(folder, name).text, MNT_DETACH), 0);
}

static bool write_line(const char *path, const char *line)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* A namespace of mounts of our own; in one of users, as its root, where we are not root. */
static bool can_mount(void)
{
    char users[32], groups[32];
    snprintf(users, sizeof users, "0 %u 1", (unsigned)geteuid());
    snprintf(groups, sizeof groups, "0 %u 1", (unsigned)getegid());
    bool own = unshare(CLONE_NEWNS) == 0;
    if (!own)
        own = unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
              write_line("/proc/self/setgroups", "deny") &&
              write_line("/proc/self/uid_map", users) && write_line("/proc/self/gid_map", groups);
    return own && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void only_what_is_mounted_is_a_stick(void **state)
{
    if (!can_mount()) {
        print_message("nothing can be mounted here: not proved\n");
        skip();
    }
    struct watch w;
    assert_int_equal(mkdir(scratch_at(*state, "left over").text, 0755), 0);
    assert_int_equal(symlink("/", scratch_at(*state, "link").text), 0);
    watch_start(&w, *state);
    assert_null(volumes_stick(w.volumes));
    mount_stick(*state, "MY STICK");
    await_count(&w, 1);
    assert_string_equal(volumes_stick(w.volumes), scratch_at(*state, "MY STICK").text);
    mount_stick(*state, "B"); /* its second partition, and one more stick */
    mount_stick(*state, "left over");
    await_count(&w, 3);
    expect_change(w.volumes, 3, 0, 3);
    unmount_stick(*state, "MY STICK");
    await_count(&w, 2);
    expect_change(w.volumes, 0, 1, 2);
    assert_string_equal(volumes_stick(w.volumes), scratch_at(*state, "B").text);
    /* One over another, and one that goes while somebody reads from it. */
    mount_stick(*state, "B");
    int fd = open(scratch_at(*state, "left over").text, O_RDONLY | O_DIRECTORY);
    assert_true(fd >= 0);
    unmount_stick(*state, "left over");
    await_count(&w, 1);
    close(fd);
    unmount_stick(*state, "B");
    expect_change(w.volumes, 1, 2, 1);
    unmount_stick(*state, "B");
    await_count(&w, 0);
    expect_change(w.volumes, 0, 1, 0);
    watch_end(&w);
}

static void what_is_hidden_by_a_mount_over_the_root_is_not_there(void **state)
{
    if (!can_mount()) {
        print_message("nothing can be mounted here: not proved\n");
        skip();
    }
    struct watch w;
    mount_stick(*state, "a");
    watch_start(&w, *state);
    await_count(&w, 1);
    assert_int_equal(mount("over", *state, "tmpfs", 0, "size=1m"), 0);
    await_count(&w, 0);
    mount_stick(*state, "b");
    await_count(&w, 1);
    assert_string_equal(volumes_stick(w.volumes), scratch_at(*state, "b").text);
    watch_end(&w);
    assert_int_equal(umount2(*state, MNT_DETACH), 0);
    unmount_stick(*state, "a");
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mountinfo_tells_what_is_right_under_the_root),
        cmocka_unit_test(names_are_unescaped),
        cmocka_unit_test(of_two_mounts_on_one_folder_the_last_counts),
        cmocka_unit_test(strange_lines_are_passed_over),
        cmocka_unit_test(no_more_are_seen_than_there_is_room_for),
        cmocka_unit_test(several_lie_in_one_folder),
        SCRATCH_TEST(a_script_can_pretend),
        SCRATCH_TEST(only_what_is_mounted_is_a_stick),
        SCRATCH_TEST(what_is_hidden_by_a_mount_over_the_root_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
