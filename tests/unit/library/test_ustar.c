#include "library/pack_path.h"
#include "library/ustar.h"
#include "signing.h"

enum { BLOCK = 512 };

static int temporary(const char *folder)
{
    int fd = open(scratch_at(folder, "x.tar").text, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    return fd;
}

static void add(int tar, const char *folder, const char *path, const char *text)
{
    scratch_write(folder, "member", text);
    int from = open(scratch_at(folder, "member").text, O_RDONLY | O_CLOEXEC);
    assert_int_equal(ustar_write(tar, path, from, strlen(text)), ERR_OK);
    close(from);
}

static int make_two(const char *folder)
{
    int tar = temporary(folder);
    add(tar, folder, "manifest.ini", "[pack]\n");
    add(tar, folder, "history/one.txt", "One thing.\n");
    assert_int_equal(ustar_write_end(tar), ERR_OK);
    return tar;
}

/* Gives the header at `at` its right sum again. */
static void mend_sum(int tar, off_t at)
{
    unsigned char header[BLOCK];
    char number[9];
    unsigned sum = 0;
    assert_int_equal(pread(tar, header, BLOCK, at), BLOCK);
    memset(header + 148, ' ', 8);
    for (int i = 0; i < BLOCK; i++)
        sum += header[i];
    snprintf(number, sizeof number, "%06o", sum & 0777777);
    memcpy(header + 148, number, 7);
    assert_int_equal(pwrite(tar, header, BLOCK, at), BLOCK);
}

static enum err read_all(int tar, size_t *count)
{
    struct ustar_list list;
    enum err err = ustar_read(tar, &list);
    *count = list.count;
    ustar_list_free(&list);
    return err;
}

/* What ustar_read says of the two members once `bytes` are written over offset `at` of the second header (at 1024). */
static enum err spoiled(const char *folder, off_t at, const void *bytes, size_t count)
{
    int tar = make_two(folder);
    size_t members;
    assert_int_equal(pwrite(tar, bytes, count, 1024 + at), count);
    mend_sum(tar, 1024);
    enum err err = read_all(tar, &members);
    close(tar);
    return err;
}

static void test_what_is_written_is_read(void **state)
{
    int tar = make_two(*state);
    struct ustar_list list;
    char text[16] = "";
    assert_int_equal(ustar_read(tar, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].path, "manifest.ini");
    assert_string_equal(list.items[1].path, "history/one.txt");
    assert_int_equal(list.items[1].bytes, 11);
    assert_int_equal(pread(tar, text, 11, (off_t)list.items[1].offset), 11);
    assert_string_equal(text, "One thing.\n");
    ustar_list_free(&list);
    close(tar);
}

static void test_long_names_are_parted_at_a_folder(void **state)
{
    char path[300], deep[300];
    size_t members;
    memset(path, 'a', sizeof path);
    path[99] = '/';
    path[200] = 0; /* 99 + '/' + 100 */
    int tar = temporary(*state);
    add(tar, *state, path, "x");
    assert_int_equal(ustar_write_end(tar), ERR_OK);
    struct ustar_list list;
    assert_int_equal(ustar_read(tar, &list), ERR_OK);
    assert_string_equal(list.items[0].path, path);
    ustar_list_free(&list);

    /* A name of 255 bytes has no place in ustar; nor has one that is not safe. */
    memset(deep, 'b', 255);
    deep[255] = 0;
    assert_true(pack_path_is_safe(deep));
    assert_int_equal(ustar_write(tar, deep, tar, 0), ERR_PACK);
    assert_int_equal(ustar_write(tar, "../x", tar, 0), ERR_PACK);
    assert_int_equal(read_all(tar, &members), ERR_OK); /* and nothing of it was written */
    close(tar);
}

static void test_paths_that_climb_are_refused(void **state)
{
    static const char *const wrong[] = {"../up.txt", "/etc/passwd", "a/../b",   "a//b", "./a",
                                        "a/.",       "a\\b",        "a\tb",     "",     "a\xff",
                                        "..",        "a/..",        "b\x7f.txt"};
    char name[100];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memset(name, 0, sizeof name);
        memcpy(name, wrong[i], strlen(wrong[i]));
        assert_false(pack_path_is_safe(wrong[i]));
        assert_int_equal(spoiled(*state, 0, name, sizeof name), ERR_PACK);
    }
    memset(name, 0, sizeof name);
    strcpy(name, "Dogfennau/Addysg gynhwysol \xc5\xb5.pdf");
    assert_int_equal(spoiled(*state, 0, name, sizeof name), ERR_OK);
}

static void test_only_files_and_folders(void **state)
{
    for (const char *type = "1234567xgLKSVDN"; *type; type++)
        assert_int_equal(spoiled(*state, 156, type, 1),
                         ERR_PACK);                        /* '5' too: a folder of 11 bytes */
    assert_int_equal(spoiled(*state, 156, "", 1), ERR_OK); /* the oldest form's plain file */
}

static void test_sizes_that_lie(void **state)
{
    assert_int_equal(spoiled(*state, 124, "77777777777", 12), ERR_PACK);
    assert_int_equal(spoiled(*state, 124, "00000002000", 12), ERR_PACK); /* over the end */
    assert_int_equal(spoiled(*state, 124, "00000000000", 12),
                     ERR_PACK); /* what it holds is no header */
    assert_int_equal(spoiled(*state, 124, "-0000000001", 12), ERR_PACK);
    assert_int_equal(spoiled(*state, 124, "\x80\0\0\0\0\0\0\0\0\0\0\x0b", 12), ERR_PACK);
    assert_int_equal(spoiled(*state, 124, "           ", 12), ERR_PACK);
    assert_int_equal(spoiled(*state, 124, "         13 ", 12), ERR_OK);
}

static void test_a_wrong_sum_or_form(void **state)
{
    size_t members;
    int tar = make_two(*state);
    assert_int_equal(pwrite(tar, "z", 1, 1024), 1); /* the name, not its sum */
    assert_int_equal(read_all(tar, &members), ERR_PACK);
    close(tar);
    assert_int_equal(spoiled(*state, 257, "\0\0\0\0\0\0\0\0", 8), ERR_PACK); /* before POSIX */
    assert_int_equal(spoiled(*state, 257, "ustar  ", 8), ERR_OK);            /* GNU, no extension */
    assert_int_equal(spoiled(*state, 257, "ustar\00001", 8), ERR_PACK);
}

static void test_the_end_is_where_it_should_be(void **state)
{
    size_t members;
    static const char zeros[BLOCK];
    int tar = make_two(*state);
    off_t whole = lseek(tar, 0, SEEK_END);
    assert_int_equal(whole, 3072);
    for (off_t cut = 0; cut < whole; cut += 64) {
        tar = make_two(*state);
        assert_int_equal(ftruncate(tar, cut), 0);
        assert_int_equal(read_all(tar, &members), ERR_PACK);
        close(tar);
    }
    tar = make_two(*state);
    for (int i = 0; i < 14; i++)
        assert_int_equal(pwrite(tar, zeros, BLOCK, whole + i * BLOCK), BLOCK);
    assert_int_equal(read_all(tar, &members), ERR_OK); /* as tar fills its record */
    assert_int_equal(members, 2);
    assert_int_equal(pwrite(tar, "x", 1, whole + 100), 1);
    assert_int_equal(read_all(tar, &members), ERR_PACK); /* trailing garbage */
    assert_int_equal(pwrite(tar, "\0", 1, whole + 100), 1);
    assert_int_equal(ftruncate(tar, 1 << 20), 0);
    assert_int_equal(read_all(tar, &members), ERR_PACK); /* a megabyte of zeros */
    close(tar);
}

static void test_nothing_twice_and_not_too_many(void **state)
{
    size_t members;
    int tar = temporary(*state);
    add(tar, *state, "a/Report.pdf", "1");
    add(tar, *state, "b", "2");
    add(tar, *state, "A/report.PDF", "3");
    assert_int_equal(ustar_write_end(tar), ERR_OK);
    assert_int_equal(read_all(tar, &members), ERR_PACK);
    close(tar);
    tar = temporary(*state);
    char name[32];
    for (int i = 0; i <= USTAR_MEMBERS_MOST; i++) {
        snprintf(name, sizeof name, "%d", i);
        assert_int_equal(ustar_write(tar, name, tar, 0), ERR_OK);
    }
    assert_int_equal(ustar_write_end(tar), ERR_OK);
    assert_int_equal(read_all(tar, &members), ERR_TOO_BIG);
    close(tar);
}

static void test_what_the_common_tool_makes(void **state)
{
    char tool[] = "tar", dir[] = "-C", make[] = "-cf", what[] = "pack", posix[] = "--format=ustar",
         pax[] = "--format=pax";
    struct scratch_path tar = scratch_at(*state, "t.tar");
    char folder[256];
    size_t members;
    snprintf(folder, sizeof folder, "%s", (const char *)*state);
    scratch_write(*state, "pack/history/one.txt", "One.");
    scratch_write(*state, "pack/two.txt", "Two.");
    if (SIGNING_RUN(tool, dir, folder, make, tar.text, what) != 0)
        skip();
    int fd = open(tar.text, O_RDONLY | O_CLOEXEC);
    assert_int_equal(read_all(fd, &members), ERR_OK);
    assert_int_equal(members, 2);
    close(fd);
    assert_int_equal(SIGNING_RUN(tool, posix, dir, folder, make, tar.text, what), 0);
    fd = open(tar.text, O_RDONLY | O_CLOEXEC);
    assert_int_equal(read_all(fd, &members), ERR_OK);
    assert_int_equal(members, 2);
    close(fd);
    assert_int_equal(SIGNING_RUN(tool, pax, dir, folder, make, tar.text, what), 0);
    fd = open(tar.text, O_RDONLY | O_CLOEXEC);
    assert_int_equal(read_all(fd, &members), ERR_PACK);
    close(fd);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_written_is_read),
        TEST(test_long_names_are_parted_at_a_folder),
        TEST(test_paths_that_climb_are_refused),
        TEST(test_only_files_and_folders),
        TEST(test_sizes_that_lie),
        TEST(test_a_wrong_sum_or_form),
        TEST(test_the_end_is_where_it_should_be),
        TEST(test_nothing_twice_and_not_too_many),
        TEST(test_what_the_common_tool_makes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
