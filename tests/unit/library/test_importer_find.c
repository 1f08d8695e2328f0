#include "library/importer.h"
#include "scratch.h"

static const char *const sections[] = {"Briefings", "History", NULL};

static void assert_item(const struct import_item *item, const char *root, const char *name,
                        const char *section)
{
    assert_string_equal(item->path, scratch_at(root, name).text);
    assert_string_equal(item->section, section);
    assert_true(item->picked);
    assert_int_equal(item->outcome, IMPORT_WAITING);
}

static void a_stick_is_searched_in_order(void **state)
{
    scratch_write(*state, "stick/Paper 10.pdf", "x");
    scratch_write(*state, "stick/paper 9.pdf", "xy");
    scratch_write(*state, "stick/BRIEFINGS/2024/a.pdf", "x");
    scratch_write(*state, "stick/BRIEFINGS/history/b.pdf", "x");
    scratch_write(*state, "stick/Else/c", "");
    scratch_write(*state, "stick/.hidden/d.pdf", "x");
    scratch_write(*state, "stick/._Paper 10.pdf", "x");
    scratch_write(*state, "stick/settings.ini", "x");
    scratch_write(*state, "stick/Thumbs.db", "x");
    scratch_write(*state, "stick/System Volume Information/e.pdf", "x");
    assert_int_equal(symlink("Paper 10.pdf", scratch_at(*state, "stick/link.pdf").text), 0);
    assert_int_equal(symlink("..", scratch_at(*state, "stick/loop").text), 0);
    assert_int_equal(mkfifo(scratch_at(*state, "stick/fifo.pdf").text, 0644), 0);
    struct import_list list = {0};
    struct scratch_path stick = scratch_at(*state, "stick");
    assert_int_equal(importer_find(stick.text, sections, "Chosen", &list), ERR_OK);
    assert_int_equal(list.count, 5);
    assert_item(&list.items[0], stick.text, "BRIEFINGS/2024/a.pdf", "Briefings");
    assert_item(&list.items[1], stick.text, "BRIEFINGS/history/b.pdf", "History");
    assert_item(&list.items[2], stick.text, "Else/c", "Chosen");
    assert_item(&list.items[3], stick.text, "paper 9.pdf", "Chosen");
    assert_item(&list.items[4], stick.text, "Paper 10.pdf", "Chosen");
    assert_int_equal(list.items[3].bytes, 2);
    import_list_free(&list);
}

/* What the kiosk itself wrote on the stick is not offered to it again; what a person called so is. */
static void our_own_reports_and_copies_are_no_documents(void **state)
{
    scratch_write(*state, "stick/Lectern report 2026-11-22 1143.txt", "x");
    scratch_write(*state, "stick/Lectern report 2026-11-22 1143 (2).txt", "x");
    scratch_write(*state, "stick/Lectern copy 2026-11-22/Briefings/a.pdf", "x");
    scratch_write(*state, "stick/Lectern copying rules.txt", "x");
    scratch_write(*state, "stick/Lectern report.txt", "x");
    scratch_write(*state, "stick/Lectern report for members.txt", "x");
    struct import_list list = {0};
    struct scratch_path stick = scratch_at(*state, "stick");
    assert_int_equal(importer_find(stick.text, sections, "Chosen", &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_item(&list.items[0], stick.text, "Lectern copying rules.txt", "Chosen");
    assert_item(&list.items[1], stick.text, "Lectern report for members.txt", "Chosen");
    struct scratch_path copy = scratch_at(*state, "stick/Lectern copy 2026-11-22");
    assert_int_equal(importer_find(copy.text, sections, "Chosen", &list), ERR_OK);
    assert_int_equal(list.count, 3); /* one that is named is meant */
    import_list_free(&list);
}

static void the_named_folder_itself_says_the_section(void **state)
{
    scratch_write(*state, "history/a.txt", "x");
    struct scratch_path folder = scratch_at(*state, "history/"), file;
    struct import_list list = {0};
    assert_int_equal(importer_find(folder.text, sections, "Chosen", &list), ERR_OK);
    file = scratch_at(*state, "history/a.txt");
    assert_int_equal(importer_find(file.text, sections, "Chosen", &list), ERR_OK);
    assert_int_equal(importer_find(file.text, NULL, NULL, &list), ERR_OK);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.items[0].section, "History");
    assert_string_equal(list.items[0].path, file.text);
    assert_string_equal(list.items[1].section, "History");
    assert_string_equal(list.items[2].section, "");
    import_list_free(&list);
}

static void odd_names_are_taken_as_they_are(void **state)
{
    scratch_write(*state, "s/-rf", "x");
    scratch_write(*state, "s/bad \xFF name\n.txt", "x");
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "s").text, NULL, "", &list), ERR_OK);
    assert_int_equal(list.count, 2);
    import_list_free(&list);
}

static void what_is_no_file_is_an_error(void **state)
{
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "none").text, NULL, "", &list),
                     ERR_NOT_FOUND);
    assert_int_equal(mkfifo(scratch_at(*state, "fifo").text, 0644), 0);
    assert_int_equal(importer_find(scratch_at(*state, "fifo").text, NULL, "", &list),
                     ERR_NOT_A_KIND);
    assert_int_equal(importer_find("/dev/null", NULL, "", &list), ERR_NOT_A_KIND);
    assert_int_equal(list.count, 0);
    scratch_write(*state, "file.txt", "x");
    assert_int_equal(symlink("file.txt", scratch_at(*state, "link").text), 0);
    assert_int_equal(importer_find(scratch_at(*state, "link").text, NULL, "", &list), ERR_OK);
    assert_int_equal(list.count, 1);
    assert_string_equal(file_name(list.items[0].path), "file.txt");
    import_list_free(&list);
}

static void packs_are_found_in_the_top_folder_only(void **state)
{
    scratch_write(*state, "stick/b.lectern", "x");
    scratch_write(*state, "stick/folder/manifest.ini", "x");
    scratch_write(*state, "stick/deep/c.lectern", "x");
    scratch_write(*state, "stick/a.pdf", "x");
    assert_int_equal(symlink("b.lectern", scratch_at(*state, "stick/link.lectern").text), 0);
    assert_int_equal(symlink("folder", scratch_at(*state, "stick/link").text), 0);
    assert_int_equal(mkfifo(scratch_at(*state, "stick/fifo.lectern").text, 0644), 0);
    struct import_list list = {0};
    const struct scratch_path stick = scratch_at(*state, "stick");
    assert_int_equal(importer_find_packs(stick.text, "Chosen", &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_item(&list.items[0], stick.text, "b.lectern", "Chosen");
    assert_item(&list.items[1], stick.text, "folder", "Chosen");
    assert_true(list.items[0].is_pack && list.items[1].is_pack);
    import_list_free(&list);
    for (int i = 0; i < 30; i++) {
        char name[64];
        snprintf(name, sizeof name, "stick/%d.tar", i);
        scratch_write(*state, name, "x");
    }
    list = (struct import_list){0};
    assert_int_equal(importer_find_packs(stick.text, "", &list), ERR_OK);
    assert_int_equal(list.count, 20);
    import_list_free(&list);
    list = (struct import_list){0};
    assert_int_equal(importer_find_packs(scratch_at(*state, "gone").text, "", &list),
                     ERR_NOT_FOUND);
}

static void depth_and_number_have_an_end(void **state)
{
    char name[256] = "deep";
    for (int i = 1; i <= 9; i++) {
        snprintf(name + strlen(name), sizeof name - strlen(name), "/%d", i);
        char file[300];
        snprintf(file, sizeof file, "%s/f.txt", name);
        scratch_write(*state, file, "x");
    }
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "deep").text, NULL, "", &list), ERR_OK);
    assert_int_equal(list.count, 8);
    import_list_free(&list);
    assert_int_equal(mkdir(scratch_at(*state, "many").text, 0755), 0);
    for (int i = 0; i < 10010; i++) {
        snprintf(name, sizeof name, "many/%d.txt", i);
        assert_int_equal(mknod(scratch_at(*state, name).text, S_IFREG | 0644, 0), 0);
    }
    assert_int_equal(importer_find(scratch_at(*state, "many").text, NULL, "", &list), ERR_OK);
    assert_int_equal(list.count, 10000);
    import_list_free(&list);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_stick_is_searched_in_order),
        SCRATCH_TEST(our_own_reports_and_copies_are_no_documents),
        SCRATCH_TEST(the_named_folder_itself_says_the_section),
        SCRATCH_TEST(odd_names_are_taken_as_they_are),
        SCRATCH_TEST(what_is_no_file_is_an_error),
        SCRATCH_TEST(packs_are_found_in_the_top_folder_only),
        SCRATCH_TEST(depth_and_number_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
