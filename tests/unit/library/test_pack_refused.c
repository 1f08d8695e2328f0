/* Packs that are not taken: what is wrong with each, and that nothing of it stays. */
#include "pack_good.h"

static void test_nobody_is_trusted_at_first(void **state)
{
    packing_tar(*state, "p.lectern", good, 1);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    packing_trust(*state, 2);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    packing_trust(*state, 1);
    assert_int_equal(keyring_distrust(scratch_at(*state, "library").text, "0101010101010101"),
                     ERR_OK);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    assert_int_equal(keyring_distrust(scratch_at(*state, "library").text, "0101010101010101"),
                     ERR_NOT_FOUND);
}

static void test_a_pack_without_or_with_another_signature(void **state)
{
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    scratch_write(*state, "other", "Other.");
    signing_sign(*state, "other", 1);
    assert_int_equal(rename(scratch_at(*state, "other.minisig").text,
                            scratch_at(*state, "p.lectern.minisig").text),
                     0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    assert_int_equal(unlink(scratch_at(*state, "p.lectern.minisig").text), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    assert_int_equal(mkfifo(scratch_at(*state, "p.lectern.minisig").text, 0644), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    packing_folder(*state, "p", good, 1);
    assert_int_equal(unlink(scratch_at(*state, "p/SHA256SUMS.minisig").text), 0);
    assert_refused(*state, "p", ERR_SIGNATURE);
    assert_int_equal(unlink(scratch_at(*state, "p/SHA256SUMS").text), 0);
    assert_refused(*state, "p", ERR_SIGNATURE);
}

/* Cut anywhere, with a byte changed anywhere, or with something behind it, it is another file. */
static void test_a_tar_file_that_was_changed(void **state)
{
    struct scratch_path tar = scratch_at(*state, "p.lectern");
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    int fd = open(tar.text, O_RDWR | O_CLOEXEC);
    off_t whole = lseek(fd, 0, SEEK_END);
    for (off_t at = 0; at < whole; at += 997) {
        char was, now;
        assert_int_equal(pread(fd, &was, 1, at), 1);
        now = (char)(was ^ 1);
        assert_int_equal(pwrite(fd, &now, 1, at), 1);
        assert_refused(*state, "p.lectern", ERR_SIGNATURE);
        assert_int_equal(pwrite(fd, &was, 1, at), 1);
    }
    assert_int_equal(pwrite(fd, "x", 1, whole), 1);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    for (off_t at = whole - 1; at > 0; at -= 1999) {
        assert_int_equal(ftruncate(fd, at), 0);
        assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    }
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    close(fd);
}

/* Signed, but a file in it is not what was signed. */
static void test_a_folder_that_was_changed(void **state)
{
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    scratch_write(*state, "p/b.txt", "title: Bee\nTwo.");
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0); /* pulled in mid-copy */
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(symlink("z.txt", scratch_at(*state, "p/b.txt").text), 0);
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0);
    assert_int_equal(mkfifo(scratch_at(*state, "p/b.txt").text, 0644), 0);
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0);
    scratch_write(*state, "p/b.txt", "");
    assert_refused(*state, "p", ERR_PACK);
    scratch_write(*state, "p/b.txt", "title: Bee\nOne.");
    assert_good_is_added(*state, "p");
}

static void test_sums_that_climb_or_lie(void **state)
{
    static const char zero[] = "0000000000000000000000000000000000000000000000000000000000000000";
    static const char *const names[] = {"../up.txt", "/etc/passwd", "a/../../b", "a\\b", ".", ""};
    char text[256];
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(text, sizeof text, "%s  %s\n", zero, names[i]);
        scratch_write(*state, "p/SHA256SUMS", text);
        signing_sign(*state, "p/SHA256SUMS", 1);
        assert_refused(*state, "p", ERR_PACK);
    }
    snprintf(text, sizeof text, "%s  a\n%s  A\n", zero, zero);
    scratch_write(*state, "p/SHA256SUMS", text);
    signing_sign(*state, "p/SHA256SUMS", 1);
    assert_refused(*state, "p", ERR_PACK);
}

/* A maker whom we trust may still err, or be robbed of the key. */
static void test_a_signed_tar_that_breaks_the_rules(void **state)
{
    packing_trust(*state, 1);
    static const struct {
        const char *bytes;
        off_t at;
        size_t count;
    } wrong[] = {{"../b.txt", 0, 9}, {"/b.txt", 0, 7}, {"2", 156, 1},
                 {"3", 156, 1},      {"6", 156, 1},    {"77777777777", 124, 12}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        packing_tar(*state, "p.lectern", good, 1);
        int fd = open(scratch_at(*state, "p.lectern").text, O_RDWR | O_CLOEXEC);
        unsigned char header[512];
        char number[9];
        unsigned sum = 0;
        assert_int_equal(pread(fd, header, sizeof header, 0), sizeof header);
        memcpy(header + wrong[i].at, wrong[i].bytes, wrong[i].count);
        memset(header + 148, ' ', 8);
        for (size_t k = 0; k < sizeof header; k++)
            sum += header[k];
        snprintf(number, sizeof number, "%06o", sum & 0777777);
        memcpy(header + 148, number, 7);
        assert_int_equal(pwrite(fd, header, sizeof header, 0), sizeof header);
        close(fd);
        signing_sign(*state, "p.lectern", 1);
        assert_refused(*state, "p.lectern", ERR_PACK);
    }
    assert_false(scratch_has(*state, "b.txt"));
}

static void test_manifests_that_are_wrong(void **state)
{
    packing_trust(*state, 1);
    static const char *const wrong[] = {
        "",
        "[pack]\nid = ../../keys\nversion = 1\ntitle = T\n",
        "[pack]\nid = a\nversion = 0\ntitle = T\n",
        MANIFEST("1", "[History]\ndocument = not there.txt\n"),
        MANIFEST("1", "[History]\ndocument = manifest.ini\n"),
        MANIFEST("1", "glossary = not there.tsv\n"),
        MANIFEST("1", "logo = not there.png\n"),
        MANIFEST("1", "glossary = a.txt\n[History]\ndocument = a.txt\n"),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct packing_file files[] = {
            {"manifest.ini", wrong[i]}, {"a.txt", "A."}, {NULL, NULL}};
        packing_folder(*state, "p", files, 1);
        assert_refused(*state, "p", ERR_PACK);
    }
    /* 100 MB of a manifest are never read: a hole, so that the disk does not feel it. */
    static const char id[] = "20492a4d0d84f8beb1767f6616229f85d44c2827b64bdbfb260ee12fa1109e0e";
    char sums[128];
    scratch_write(*state, "p/manifest.ini", "");
    assert_int_equal(truncate(scratch_at(*state, "p/manifest.ini").text, 100 << 20), 0);
    snprintf(sums, sizeof sums, "%s  manifest.ini\n", id);
    scratch_write(*state, "p/SHA256SUMS", sums);
    signing_sign(*state, "p/SHA256SUMS", 1);
    assert_refused(*state, "p", ERR_PACK);
}

static void test_names_of_255_bytes(void **state)
{
    char name[PACK_PATH_BYTES_MOST + 1];
    memset(name, 'n', PACK_PATH_BYTES_MOST);
    memcpy(name + PACK_PATH_BYTES_MOST - 4, ".txt", 5);
    const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "")}, {name, "title: Long"}, {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_add(*state, "p", false, &list);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    assert_string_equal(list.items[1].title, "Long");
    import_list_free(&list);
}

/* --- faults --- */

struct stop_after {
    int left;
};

static bool stop(void *data)
{
    struct stop_after *stop = data;
    return stop->left-- <= 0;
}

/* Stopped at each of the points where it asks: nothing of it is left, and then it goes in. */
static void test_a_pack_that_is_stopped_leaves_nothing(void **state)
{
    struct scratch_path library = scratch_at(*state, "library"), path = scratch_at(*state, "p");
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    for (int calls = 0;; calls++) {
        struct stop_after after = {calls};
        const struct pack_request request = {
            .library = library.text, .path = path.text, .cancelled = stop, .data = &after};
        struct pack *pack = NULL;
        bool ours;
        struct catalogue *c = scratch_open(library.text);
        enum err err = pack_open(&request, &pack, &ours);
        pack_close(pack);
        catalogue_close(c);
        assert_int_equal(scratch_count(library.text, "incoming"), 0);
        if (err == ERR_OK) {
            assert_in_range(calls, 9, 40); /* each file of it asked */
            break;
        }
        assert_int_equal(err, ERR_CANCELLED);
    }
    assert_good_is_added(*state, "p");
}

static void test_a_full_disk_refuses_all_of_it(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    assert_int_equal(mkdir(library.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", library.text, "tmpfs", 0, "size=19m") != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    char *large = mem_new(1, 4 << 20);
    memset(large, 'x', (4 << 20) - 1);
    const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                         {"a small.txt", "title: Small"},
                                         {"b large.txt", large},
                                         {NULL, NULL}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_tar(*state, "p.lectern", files, 1);
    assert_refused(*state, "p", ERR_DISK_FULL);
    assert_refused(*state, "p.lectern", ERR_DISK_FULL);
    free(large);
    assert_int_equal(umount(library.text), 0);
}

/* --- the common tools --- */

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nobody_is_trusted_at_first, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_pack_without_or_with_another_signature,
                                        scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_tar_file_that_was_changed, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_folder_that_was_changed, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_sums_that_climb_or_lie, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_signed_tar_that_breaks_the_rules, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_manifests_that_are_wrong, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_names_of_255_bytes, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_pack_that_is_stopped_leaves_nothing, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_a_full_disk_refuses_all_of_it, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
