/* Packs as their makers make them, and that a kiosk takes them. */
#include "library/pack.h"
#include "library/pack_make.h"
#include "packing.h"

#include <signal.h>
#include <sys/resource.h>

static const char manifest[] = "[pack]\nid = example.pack\nversion = 3\ntitle = The pack\n"
                               "glossary = words.tsv\n[Briefings]\ndocument = one.txt\n";

static void write_folder(const char *folder)
{
    scratch_write(folder, "p/manifest.ini", manifest);
    scratch_write(folder, "p/one.txt", "title: One");
    scratch_write(folder, "p/History/two.txt", "title: Two");
    scratch_write(folder, "p/words.tsv", "a\t\tb\n");
    scratch_write(folder, "p/.hidden", "x");
    scratch_write(folder, "p/Thumbs.db", "x");
    scratch_write(folder, "p/old.lectern.minisig", "x");
}

static enum err make(const char *folder, const char *out, char problem[256])
{
    struct minisign_secret secret = signing_secret(1);
    struct scratch_path from = scratch_at(folder, "p"), to = scratch_at(folder, out ? out : "");
    const struct pack_order order = {from.text, out ? to.text : NULL, &secret};
    struct manifest made;
    struct str why = {0};
    size_t files;
    enum err err = pack_make(&order, &made, &files, &why);
    if (err == ERR_OK) {
        assert_int_equal(files, 4);
        assert_string_equal(made.title, "The pack");
    }
    snprintf(problem, 256, "%s", str_text(&why));
    str_free(&why);
    manifest_free(&made);
    return err;
}

static void assert_is_taken(const char *folder, const char *name)
{
    struct import_list list;
    packing_trust(folder, 1);
    packing_add(folder, name, true, &list);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_string_equal(list.items[1].title, "One");
    assert_string_equal(list.items[2].title, "Two");
    assert_string_equal(list.items[2].section, "History");
    import_list_free(&list);
}

static void test_a_tar_file_is_made_and_taken(void **state)
{
    char problem[256];
    write_folder(*state);
    assert_int_equal(make(*state, "p.lectern", problem), ERR_OK);
    assert_string_equal(problem, "");
    assert_false(scratch_has(*state, "p.lectern.part"));
    assert_is_taken(*state, "p.lectern");
}

static void test_a_folder_is_signed_and_taken(void **state)
{
    char problem[256];
    write_folder(*state);
    assert_int_equal(make(*state, NULL, problem), ERR_OK);
    assert_is_taken(*state, "p");
    assert_int_equal(make(*state, NULL, problem),
                     ERR_OK); /* again: its own files are not counted */
}

static void test_the_same_folder_gives_the_same_file(void **state)
{
    char problem[256], *one, *two;
    size_t one_bytes, two_bytes;
    write_folder(*state);
    assert_int_equal(make(*state, "1.lectern", problem), ERR_OK);
    assert_int_equal(chmod(scratch_at(*state, "p/one.txt").text, 0600), 0);
    scratch_write(*state, "p/one.txt", "title: One"); /* another time, another mode */
    assert_int_equal(make(*state, "2.lectern", problem), ERR_OK);
    assert_int_equal(file_read(scratch_at(*state, "1.lectern").text, 1 << 20, &one, &one_bytes), 0);
    assert_int_equal(file_read(scratch_at(*state, "2.lectern").text, 1 << 20, &two, &two_bytes), 0);
    assert_int_equal(one_bytes, two_bytes);
    assert_memory_equal(one, two, one_bytes);
    free(one);
    free(two);
}

static void test_common_tools_know_what_we_make(void **state)
{
    if (!signing_has_tool())
        skip();
    char problem[256], shell[] = "sh", flag[] = "-ec", command[1024];
    struct str key = {0};
    struct minisign_key public = signing_key(1);
    write_folder(*state);
    minisign_add_key(&key, &public);
    scratch_write(*state, "k.pub", str_text(&key));
    str_free(&key);
    assert_int_equal(make(*state, "p.lectern", problem), ERR_OK);
    assert_int_equal(make(*state, NULL, problem), ERR_OK);
    snprintf(
        command, sizeof command,
        "cd '%s'; minisign -HVm p.lectern -p k.pub; minisign -Vm p/SHA256SUMS -p k.pub;"
        "cd p; sha256sum -c SHA256SUMS; test \"$(tar -tf ../p.lectern | head -1)\" = manifest.ini;"
        "mkdir ../x; tar -C ../x -xf ../p.lectern; cmp one.txt ../x/one.txt",
        (const char *)*state);
    assert_int_equal(SIGNING_RUN(shell, flag, command), 0);
}

/* As on a stick with FAT, which takes no file over 4 GB: the write that goes over it answers EFBIG. */
static void test_what_is_too_big_for_the_stick_leaves_nothing(void **state)
{
    char problem[256], text[20000];
    struct rlimit was, small;
    write_folder(*state);
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    scratch_write(*state, "p/one.txt", text);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    small = was;
    small.rlim_cur = 10000;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum err err = make(*state, "p.lectern", problem);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(err, ERR_TOO_BIG);
    assert_string_equal(problem, "");
    assert_false(scratch_has(*state, "p.lectern"));
    assert_false(scratch_has(*state, "p.lectern.part"));
    assert_false(scratch_has(*state, "p.lectern.minisig"));
    assert_int_equal(make(*state, "p.lectern", problem), ERR_OK);
}

static void write_with_logo(const char *folder, const char *logo)
{
    char text[256];
    snprintf(text, sizeof text,
             "[pack]\nid = example.pack\nversion = 3\ntitle = The pack\nlogo = %s\n", logo);
    scratch_write(folder, "p/manifest.ini", text);
}

static void test_what_is_wrong_is_named(void **state)
{
    char problem[256], name[512];
    assert_int_equal(make(*state, "p.lectern", problem), ERR_NOT_FOUND);
    scratch_write(*state, "p/one.txt", "title: One");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "manifest.ini: it is not there");
    write_folder(*state);
    scratch_write(*state, "p/manifest.ini", "[pack]\nid = a\nversion = one\n");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "manifest.ini: line 3: a version is one whole number, from 1");
    scratch_write(*state, "p/manifest.ini", manifest);
    assert_int_equal(unlink(scratch_at(*state, "p/words.tsv").text), 0);
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "words.tsv: the manifest names it, and it is not there");
    scratch_write(*state, "p/words.tsv", "");
    assert_int_equal(symlink("one.txt", scratch_at(*state, "p/link.txt").text), 0);
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "link.txt: a pack has plain files only");
    assert_int_equal(unlink(scratch_at(*state, "p/link.txt").text), 0);
    scratch_write(*state, "p/ONE.txt", "title: One");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "one.txt: another file has this name but for its capitals");
    assert_int_equal(unlink(scratch_at(*state, "p/ONE.txt").text), 0);
    write_with_logo(*state, "logo.png");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "logo.png: the manifest names it, and it is not there");
    scratch_write(*state, "p/logo.png", "");
    assert_int_equal(truncate(scratch_at(*state, "p/logo.png").text, PACK_LOGO_BYTES_MOST + 1), 0);
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "logo.png: a logo has at most 4 MB");
    assert_int_equal(unlink(scratch_at(*state, "p/logo.png").text), 0);
    scratch_write(*state, "p/logo.bmp", "");
    write_with_logo(*state, "logo.bmp");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_string_equal(problem, "logo.bmp: a logo is a PNG, JPEG or SVG");
    scratch_write(*state, "p/manifest.ini", manifest);
    snprintf(name, sizeof name, "p/%0200d.txt", 0);
    scratch_write(*state, name, "title: Long");
    assert_int_equal(make(*state, "p.lectern", problem), ERR_PACK);
    assert_non_null(strstr(problem, "its name is too long for a tar file"));
    assert_false(scratch_has(*state, "p.lectern"));
    assert_false(scratch_has(*state, "p.lectern.part"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_tar_file_is_made_and_taken),
        TEST(test_a_folder_is_signed_and_taken),
        TEST(test_the_same_folder_gives_the_same_file),
        TEST(test_common_tools_know_what_we_make),
        TEST(test_what_is_wrong_is_named),
        TEST(test_what_is_too_big_for_the_stick_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
