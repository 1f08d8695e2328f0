#include "base/file.h"
#include "base/str.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int make_folder(void **state)
{
    char *folder = strdup("/tmp/lectern-file-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

static void remove_file(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    (void)remove(path);
    free(path);
}

static int drop_folder(void **state)
{
    static const char *const names[] = {"a", "a.tmp", "deep/er/still", "deep/er", "deep", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_file(*state, names[i]);
    free(*state);
    return 0;
}

static void test_written_and_read_back(void **state)
{
    char *path = file_join(*state, "a"), *text;
    size_t bytes;
    assert_int_equal(file_write_atomic(path, "old\0 text", 9), ERR_OK);
    assert_int_equal(file_read(path, 100, &text, &bytes), ERR_OK);
    assert_int_equal(bytes, 9);
    assert_memory_equal(text, "old\0 text", 10); /* and a NUL behind it */
    free(text);
    assert_int_equal(file_write_atomic(path, "new", 3), ERR_OK);
    assert_int_equal(file_read(path, 3, &text, NULL), ERR_OK);
    assert_string_equal(text, "new");
    free(text);
    assert_int_equal(file_read(path, 2, &text, NULL), ERR_TOO_BIG);
    char *temp = file_join(*state, "a.tmp");
    assert_int_not_equal(access(temp, F_OK), 0);
    free(temp);
    free(path);
}

static void test_large_file_reads_whole(void **state)
{
    char *path = file_join(*state, "a"), *text;
    struct str s = {0};
    for (int i = 0; i < 100000; i++)
        str_addf(&s, "%d\n", i);
    assert_int_equal(file_write_atomic(path, s.data, s.length_bytes), ERR_OK);
    size_t bytes;
    assert_int_equal(file_read(path, s.length_bytes, &text, &bytes), ERR_OK);
    assert_int_equal(bytes, s.length_bytes);
    assert_memory_equal(text, s.data, bytes);
    free(text);
    struct file_map map;
    assert_int_equal(file_open_map(path, &map), ERR_OK);
    assert_int_equal(map.count, s.length_bytes);
    assert_memory_equal(map.bytes, s.data, bytes);
    file_unmap(&map);
    assert_null(map.bytes);
    file_unmap(&map);
    str_free(&s);
    free(path);
}

static void test_empty_and_missing_files(void **state)
{
    char *path = file_join(*state, "a"), *text;
    struct file_map map;
    assert_int_equal(file_write_atomic(path, NULL, 0), ERR_OK);
    assert_int_equal(file_read(path, 0, &text, NULL), ERR_OK);
    assert_string_equal(text, "");
    free(text);
    assert_int_equal(file_open_map(path, &map), ERR_OK);
    assert_null(map.bytes);
    file_unmap(&map);
    unlink(path);
    assert_int_equal(file_read(path, 10, &text, NULL), ERR_NOT_FOUND);
    assert_int_equal(file_open_map(path, &map), ERR_NOT_FOUND);
    assert_int_equal(file_read(*state, 10, &text, NULL), ERR_IO); /* a folder */
    assert_int_equal(file_open_map(*state, &map), ERR_IO);
    free(path);
    path = file_join(*state, "none/a");
    assert_int_equal(file_write_atomic(path, "x", 1), ERR_NOT_FOUND);
    free(path);
}

static void test_a_full_disk_is_told_apart(void **state)
{
    (void)state;
    int fd = open("/dev/full", O_WRONLY);
    if (fd < 0)
        skip();
    assert_int_equal(file_write_all(fd, "x", 1), ERR_DISK_FULL);
    close(fd);
    assert_int_equal(file_write_all(-1, "x", 1), ERR_IO);
}

static void test_folders_are_made_with_those_above(void **state)
{
    char *path = file_join(*state, "deep/er/still/");
    struct stat st;
    assert_int_equal(file_make_folders(path), ERR_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_int_equal(file_make_folders(path), ERR_OK);
    assert_int_equal(file_sync_folder(path), ERR_OK);
    uint64_t bytes;
    assert_int_equal(file_free_bytes(path, &bytes), ERR_OK);
    assert_int_equal(file_free_bytes("/nowhere/at/all", &bytes), ERR_NOT_FOUND);
    free(path);
}

static void test_names_and_paths(void **state)
{
    (void)state;
    char *path = file_join("a/", "b");
    assert_string_equal(path, "a/b");
    free(path);
    path = file_join("a", "b/c");
    assert_string_equal(path, "a/b/c");
    assert_string_equal(file_name(path), "c");
    free(path);
    assert_string_equal(file_name("plain"), "plain");
    assert_string_equal(file_name("folder/"), "");
}

static void test_assets_may_be_elsewhere(void **state)
{
    (void)state;
    setenv("LECTERN_ASSETS", "/some/where", 1);
    char *path = file_asset_path("theme.ini");
    assert_string_equal(path, "/some/where/theme.ini");
    free(path);
    unsetenv("LECTERN_ASSETS");
    path = file_asset_path("no such thing");
    assert_string_equal(file_name(path), "no such thing");
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_written_and_read_back, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(test_large_file_reads_whole, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(test_empty_and_missing_files, make_folder, drop_folder),
        cmocka_unit_test(test_a_full_disk_is_told_apart),
        cmocka_unit_test_setup_teardown(test_folders_are_made_with_those_above, make_folder,
                                        drop_folder),
        cmocka_unit_test(test_names_and_paths),
        cmocka_unit_test(test_assets_may_be_elsewhere),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
