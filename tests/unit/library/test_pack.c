/* Packs as they are brought, and what is taken of them. test_pack_refused has what is not. */
#include "pack_good.h"

static void test_a_tar_file_is_added_as_its_manifest_says(void **state)
{
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    assert_good_is_added(*state, "p.lectern");
    assert_good_is_kept(*state);
}

static void test_a_folder_is_added_as_its_manifest_says(void **state)
{
    packing_trust(*state, 1);
    packing_folder(*state, "stick/p", good, 1);
    scratch_write(*state, "stick/p/not signed.txt", "title: Not signed\n");
    assert_good_is_added(*state, "stick/p");
    assert_good_is_kept(*state);
}

static void test_a_pack_is_found_on_a_stick(void **state)
{
    struct import_list list = {0};
    packing_folder(*state, "stick/A folder", good, 1);
    packing_tar(*state, "stick/p.lectern", good, 1);
    scratch_write(*state, "stick/History/loose.txt", "Loose.");
    assert_int_equal(importer_find(scratch_at(*state, "stick").text, NULL, "Briefings", &list),
                     ERR_OK);
    assert_int_equal(list.count, 3); /* not the packs' own files, nor signatures */
    assert_true(list.items[0].is_pack);
    assert_false(list.items[1].is_pack);
    assert_true(list.items[2].is_pack);
    import_list_free(&list);
}

static void test_a_tar_of_one_folder_is_as_good(void **state)
{
    struct packing_file files[9] = {0};
    char names[8][64];
    for (size_t i = 0; good[i].text; i++) {
        snprintf(names[i], sizeof names[i], "pack/%s", good[i].path);
        files[i] = (struct packing_file){names[i], good[i].text};
    }
    packing_trust(*state, 1);
    packing_tar(*state, "p.tar", files, 1);
    assert_good_is_added(*state, "p.tar");
}

static void test_what_the_worker_refuses_does_not_hold_up_the_rest(void **state)
{
    static const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                                {"a.txt", "title: A"},
                                                {"b.txt", "refuse: 9"},
                                                {"c.txt", ""},
                                                {"d.txt", "title: D"},
                                                {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_add(*state, "p", false, &list);
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[2].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[3].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[3].err, ERR_EMPTY);
    assert_int_equal(list.items[4].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_holds(*state, 2, 1);
    packing_add(*state, "p", false, &list); /* again: nothing new */
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_holds(*state, 2, 1);
}

/* --- versions --- */

static void make_version(const char *folder, const char *name, const char *version,
                         const struct packing_file *documents)
{
    struct packing_file files[8] = {0};
    char manifest[256];
    snprintf(manifest, sizeof manifest, "[pack]\nid = example.pack\nversion = %s\ntitle = P\n",
             version);
    files[0] = (struct packing_file){"manifest.ini", manifest};
    for (size_t i = 0; documents[i].text; i++)
        files[i + 1] = documents[i];
    packing_tar(folder, name, files, 1);
}

static void test_versions_go_forward_only(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    static const struct packing_file two[] = {
        {"a.txt", "title: A two"}, {"c.txt", "title: C"}, {NULL, NULL}};
    static const struct packing_file forged[] = {{"a.txt", "title: A forged"}, {NULL, NULL}};
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", two);
    make_version(*state, "again.lectern", "2", forged);
    struct import_list added;
    packing_add(*state, "one.lectern", false, &added);
    assert_int_equal(added.items[0].outcome, IMPORT_ADDED);
    assert_false(added.items[0].was_here);
    import_list_free(&added);
    assert_holds(*state, 2, 1);
    /* What the later version lacks goes. */
    packing_add(*state, "two.lectern", false, &added);
    assert_int_equal(added.items[0].outcome, IMPORT_ADDED);
    assert_true(added.items[0].was_here);
    import_list_free(&added);
    assert_holds(*state, 2, 1);
    /* Replay of the old one; another of the same number. */
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OLDER);
    assert_int_equal(add_again(*state, "again.lectern", false), ERR_OLDER);
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_string_equal(list.items[0].title, "A two");
    assert_string_equal(list.items[1].title, "C");
    document_list_free(&list);
    catalogue_close(c);
    /* Staff say so. */
    assert_int_equal(add_again(*state, "one.lectern", true), ERR_OK);
    assert_holds(*state, 2, 1);
    c = scratch_open(scratch_at(*state, "library").text);
    struct pack_row row;
    assert_int_equal(pack_store_find(c, "example.pack", &row), ERR_OK);
    assert_int_equal(row.version, 1);
    pack_row_free(&row);
    catalogue_close(c);
}

/* By a stick that nobody was asked about. */
static enum import_outcome add_unasked(const char *folder, const char *name)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct importer_options options = packing_options(&library);
    struct import_list list = {0};
    options.packs = PACK_UNASKED;
    assert_int_equal(
        importer_find(scratch_at(folder, name).text, options.sections, "Briefings", &list), ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    enum import_outcome outcome = list.items[0].outcome;
    if (outcome == IMPORT_REFUSED)
        assert_int_equal(list.items[0].err, ERR_OLDER);
    import_list_free(&list);
    return outcome;
}

static void test_what_staff_took_out_does_not_come_back_by_itself(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    struct document_list list;
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", one);
    make_version(*state, "three.lectern", "3", one);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_ADDED);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(catalogue_remove(c, list.items[0].id), ERR_OK);
    document_list_free(&list);
    catalogue_close(c);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_KNOWN);
    assert_holds(*state, 1, 1);
    c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "example.pack"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_REFUSED);
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OLDER);
    assert_holds(*state, 0, 0);
    /* Staff may; and a later one comes by itself. */
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_int_equal(add_again(*state, "one.lectern", true), ERR_OK);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_REFUSED);
    assert_int_equal(add_unasked(*state, "three.lectern"), IMPORT_ADDED);
    assert_holds(*state, 2, 1);
}

static void test_a_document_that_is_refused_this_time_leaves_the_old_one(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    static const struct packing_file two[] = {
        {"a.txt", "refuse: 9"}, {"b.txt", "title: B two"}, {NULL, NULL}};
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", two);
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OK);
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_string_equal(list.items[0].title, "A one");
    assert_string_equal(list.items[1].title, "B two");
    document_list_free(&list);
    catalogue_close(c);
}

/* What was there before a pack, and what another pack has, stays when the pack goes. */
static void test_a_pack_takes_only_its_own_with_it(void **state)
{
    static const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                                {"a.txt", "title: A"},
                                                {"b.txt", "title: B"},
                                                {"c.txt", "title: C"},
                                                {NULL, NULL}};
    static const struct packing_file other[] = {
        {"manifest.ini", "[pack]\nid = other\nversion = 1\ntitle = O\n"},
        {"b.txt", "title: B"},
        {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    scratch_write(*state, "stick/a.txt", "title: A");
    packing_add(*state, "stick", false, &list);
    import_list_free(&list);
    packing_folder(*state, "p", files, 1);
    packing_folder(*state, "o", other, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    assert_int_equal(add_again(*state, "o", false), ERR_OK);
    assert_holds(*state, 3, 2);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "none"), ERR_NOT_FOUND);
    assert_int_equal(pack_store_remove(c, "example.pack"), ERR_OK);
    catalogue_close(c);
    assert_holds(*state, 2, 1); /* A was here before; the other pack has B */
    c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "other"), ERR_OK);
    catalogue_close(c);
    assert_holds(*state, 1, 0);
}

/* --- the last day --- */

static size_t shown_at(const char *folder, int64_t now_s, size_t *all)
{
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    struct document_list list;
    struct section_count counts[4];
    size_t sections, counted = 0;
    catalogue_set_now(c, now_s);
    assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
    *all = list.count;
    document_list_free(&list);
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    size_t shown = list.count;
    document_list_free(&list);
    assert_int_equal(catalogue_count_sections(c, counts, 4, &sections), ERR_OK);
    for (size_t i = 0; i < sections; i++) {
        counted += counts[i].documents;
        free(counts[i].section);
    }
    assert_int_equal(counted, shown);
    catalogue_close(c);
    return shown;
}

static void test_after_the_last_day_it_is_hidden_but_there(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2040-12-31\n")},
        {"a.txt", "title: A"},
        {"b.txt", "title: B"},
        {NULL, NULL}};
    struct import_list list;
    size_t all;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    assert_int_equal(shown_at(*state, over - 1, &all), 2);
    assert_int_equal(shown_at(*state, over, &all), 0);
    assert_int_equal(all, 2);
    assert_int_equal(shown_at(*state, 1, &all), 2); /* a clock before the build says nothing */
    assert_int_equal(shown_at(*state, clock_build_s() - 1, &all), 2);
    assert_int_equal(shown_at(*state, 4070908800, &all), 2); /* nor does one in 2099 */
    /* Staff add one of them by itself: it is theirs. */
    scratch_write(*state, "stick/a.txt", "title: A");
    packing_add(*state, "stick", false, &list);
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_int_equal(shown_at(*state, over, &all), 1);
}

static void remove_pack(const char *folder, const char *id)
{
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    assert_int_equal(pack_store_remove(c, id), ERR_OK);
    catalogue_close(c);
}

/* One document, which the pack brought all the same: it is over with it, and gone with it. */
static void test_a_file_that_lies_in_a_pack_twice_is_the_packs(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2040-12-31\n")},
        {"Briefings/guide.txt", "title: Guide"},
        {"History/guide.txt", "title: Guide"},
        {"History/other.txt", "title: Other"},
        {NULL, NULL}};
    size_t all;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    assert_holds(*state, 2, 1);
    assert_int_equal(shown_at(*state, over - 1, &all), 2);
    assert_int_equal(shown_at(*state, over, &all), 0);
    assert_int_equal(all, 2);
    remove_pack(*state, "example.pack");
    assert_holds(*state, 0, 0);
}

/* --- its logo --- */

/* "MAKER: ENDING" of the logo that the library has at that time; "" none. Borrowed until the next call. */
static const char *logo_at(const char *folder, int64_t now_s)
{
    static char said[128];
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    struct pack_logo logo;
    catalogue_set_now(c, now_s);
    assert_int_equal(pack_store_logo(c, &logo), ERR_OK);
    *said = 0;
    if (logo.path) {
        assert_int_equal(access(logo.path, R_OK), 0);
        snprintf(said, sizeof said, "%s: %s", logo.maker, strrchr(logo.path, '/') + 1);
    }
    pack_logo_free(&logo);
    catalogue_close(c);
    return said;
}

static void add_with_logo(const char *folder, const char *id, const char *maker, const char *logo,
                          const char *bytes)
{
    char manifest[512], text[64];
    snprintf(manifest, sizeof manifest,
             "[pack]\nid = %s\nversion = 1\ntitle = The %s\nmaker = %s\nlogo = %s\n"
             "expires = 2040-12-31\n",
             id, id, maker, logo);
    snprintf(text, sizeof text, "title: Of %s", id);
    const struct packing_file files[] = {
        {"manifest.ini", manifest}, {"a.txt", text}, {logo, bytes}, {NULL, NULL}};
    packing_folder(folder, id, files, 1);
    assert_int_equal(add_again(folder, id, false), ERR_OK);
}

static void test_the_logo_of_one_maker_is_found(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    packing_trust(*state, 1);
    assert_string_equal(logo_at(*state, over - 1), "");
    add_with_logo(*state, "a.pack", "One", "pictures/mark.PNG", "bytes");
    assert_string_equal(logo_at(*state, over - 1), "One: logo.png");
    assert_string_equal(logo_at(*state, over), ""); /* it is over, and its logo with it */
    add_with_logo(*state, "b.pack", "One", "mark.svg", "<svg/>");
    assert_string_equal(logo_at(*state, over - 1), "One: logo.svg");
    add_with_logo(*state, "c.pack", "Other", "mark.jpeg", "bytes");
    assert_string_equal(logo_at(*state, over - 1), ""); /* nobody's stands over the other's */
    remove_pack(*state, "b.pack");
    remove_pack(*state, "a.pack");
    assert_string_equal(logo_at(*state, over - 1), "Other: logo.jpeg");
    remove_pack(*state, "c.pack");
    assert_string_equal(logo_at(*state, over - 1), "");
}

static void test_a_logo_that_is_none_leaves_the_pack_as_it_is(void **state)
{
    char *large = mem_new(1, PACK_LOGO_BYTES_MOST + 2);
    memset(large, 'x', PACK_LOGO_BYTES_MOST + 1);
    packing_trust(*state, 1);
    add_with_logo(*state, "a.pack", "One", "mark.bmp", "bytes");
    add_with_logo(*state, "b.pack", "One", "mark.png", large);
    add_with_logo(*state, "c.pack", "One", "mark.svg", "");
    free(large);
    assert_string_equal(logo_at(*state, clock_build_s()), "");
    assert_holds(*state, 3, 3);
}

/* A board wakes up in 1970, staff set its clock, wrongly at first, and the library stays open. */
static void test_a_clock_that_jumps_is_followed_at_once(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2040-12-31\n")}, {"a.txt", "A."}, {NULL, NULL}};
    static const struct {
        int64_t now_s;
        size_t shown;
    } jumps[] = {{over, 0}, {1, 1}, {over + 5, 0}, {4070908800, 1}, {over - 1, 1}, {over, 0}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        struct document_list list;
        catalogue_set_now(c, jumps[i].now_s);
        assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
        assert_int_equal(list.count, jumps[i].shown);
        document_list_free(&list);
    }
    catalogue_close(c);
}

static void test_what_is_over_already_is_not_added(void **state)
{
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2020-01-01\n")}, {"a.txt", "A."}, {NULL, NULL}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_true(time(NULL) > clock_build_s()); /* else nothing is over */
    assert_refused(*state, "p", ERR_EXPIRED);
}

/* --- what is refused whole --- */

/* Staff with sha256sum, tar and minisign alone make packs that we take. */
static void test_what_common_tools_make(void **state)
{
    if (!signing_has_tool())
        skip();
    const char *folder = *state;
    char shell[] = "sh", flag[] = "-ec", command[2048];
    packing_folder(folder, "p", good, 2); /* its signature is renewed */
    snprintf(command, sizeof command,
             "cd '%s/p'; rm SHA256SUMS*; minisign -GWf -p ../k.pub -s ../k.key;"
             "find . -type f -exec sha256sum {} + >../sums; mv ../sums SHA256SUMS;"
             "minisign -Sm SHA256SUMS -s ../k.key;"
             "rm -rf ../t; mkdir ../t; cp -r . ../t; rm ../t/SHA*; cd ../t; tar -cf ../t.tar *;"
             "minisign -lSm ../t.tar -s ../k.key",
             folder);
    assert_int_equal(SIGNING_RUN(shell, flag, command), 0);
    struct minisign_key key;
    char *text;
    size_t bytes;
    assert_int_equal(file_read(scratch_at(folder, "k.pub").text, 4096, &text, &bytes), ERR_OK);
    assert_int_equal(minisign_read_key(text, bytes, &key), ERR_OK);
    free(text);
    assert_int_equal(keyring_trust(scratch_at(folder, "library").text, &key), ERR_OK);
    assert_good_is_added(folder, "p");
    struct import_list list;
    packing_add(folder, "t.tar", true, &list); /* the same version, in the old form of signature */
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_holds(folder, 4, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_tar_file_is_added_as_its_manifest_says),
        TEST(test_a_folder_is_added_as_its_manifest_says),
        TEST(test_a_pack_is_found_on_a_stick),
        TEST(test_a_tar_of_one_folder_is_as_good),
        TEST(test_what_the_worker_refuses_does_not_hold_up_the_rest),
        TEST(test_versions_go_forward_only),
        TEST(test_what_staff_took_out_does_not_come_back_by_itself),
        TEST(test_a_document_that_is_refused_this_time_leaves_the_old_one),
        TEST(test_a_pack_takes_only_its_own_with_it),
        TEST(test_after_the_last_day_it_is_hidden_but_there),
        TEST(test_a_file_that_lies_in_a_pack_twice_is_the_packs),
        TEST(test_the_logo_of_one_maker_is_found),
        TEST(test_a_logo_that_is_none_leaves_the_pack_as_it_is),
        TEST(test_a_clock_that_jumps_is_followed_at_once),
        TEST(test_what_is_over_already_is_not_added),
        TEST(test_what_common_tools_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
