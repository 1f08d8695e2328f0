/* Word lists: what is well formed is used, what is not is named by file and line. */
#include "base/file.h"
#include "speech/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct lexicon *open_text(const char *text, char path[64])
{
    snprintf(path, 64, "/tmp/lexicon-test-%d.tsv", (int)getpid());
    assert_int_equal(file_write_atomic(path, text, strlen(text)), ERR_OK);
    struct lexicon *l = NULL;
    assert_int_equal(lexicon_open(path, &l), ERR_OK);
    unlink(path);
    return l;
}

static const char *find(const struct lexicon *l, const char *word)
{
    return lexicon_find(l, word, strlen(word));
}

static void test_words_are_found_by_their_case(void **state)
{
    (void)state;
    char path[64];
    struct lexicon *l =
        open_text("# words\nOFR\tofer\tan office\r\nsiwan\tshoo an\n@note\tNote\n", path);
    assert_null(lexicon_problem_at(l, 0));
    assert_string_equal(find(l, "OFR"), "ofer");
    assert_null(find(l, "ofr"));
    assert_string_equal(find(l, "Siwan"), "shoo an");
    assert_string_equal(find(l, "SIWAN"), "shoo an");
    assert_string_equal(lexicon_explain(l, "OFR", 3), "an office");
    assert_null(lexicon_explain(l, "siwan", 5));
    assert_string_equal(lexicon_phrase(l, "@note", "-"), "Note");
    assert_string_equal(lexicon_phrase(l, "@picture", "Picture"), "Picture");
    assert_null(find(l, "nothing"));
    lexicon_free(l);
}

static void test_a_bad_line_is_named_and_the_rest_is_used(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "no tab at all", "\tspoken", "written\t", "written\t\tmeans", "\xff\xfe\tx",
        "two words\tx",  "x\t[[a",   "x\ta]]b",   "x\ta[b]",          "x\ta\x01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char path[64], text[200], expected[100];
        snprintf(text, sizeof text, "one\twun\n\n%s\ntwo\ttoo", bad[i]);
        struct lexicon *l = open_text(text, path);
        snprintf(expected, sizeof expected, "%s, line 3: ", path);
        assert_memory_equal(lexicon_problem_at(l, 0), expected, strlen(expected));
        assert_string_equal(find(l, "one"), "wun");
        assert_string_equal(find(l, "two"), "too");
        lexicon_free(l);
    }
}

static void test_every_bad_line_is_named(void **state)
{
    (void)state;
    char path[64];
    struct lexicon *l = open_text("a\nb\tx\nc\n", path);
    assert_non_null(strstr(lexicon_problem_at(l, 0), "line 1: "));
    assert_non_null(strstr(lexicon_problem_at(l, 1), "line 3: "));
    assert_null(lexicon_problem_at(l, 2));
    lexicon_free(l);
}

static void test_case_is_folded_beyond_ascii(void **state)
{
    (void)state;
    char path[64];
    struct lexicon *l =
        open_text("\xef\xbb\xbfłukasz\twoo cash\nsiân\tsharn\n#\thash\n# no\tx\n", path);
    assert_string_equal(find(l, "Łukasz"), "woo cash");
    assert_string_equal(find(l, "SIÂN"), "sharn");
    assert_string_equal(find(l, "#"), "hash");
    assert_null(find(l, "no"));
    lexicon_free(l);
}

static void test_an_inflected_word_has_its_words_meaning(void **state)
{
    (void)state;
    char path[64];
    struct lexicon *l = open_text("EHCP\t*\ta plan\n", path);
    static const char *const forms[] = {"EHCP", "EHCPs", "EHCP's", "EHCP\u2019s", "EHCPs'"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_string_equal(lexicon_explain(l, forms[i], strlen(forms[i])), "a plan");
    lexicon_free(l);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(file_write_atomic(path, text, strlen(text)), ERR_OK);
}

static void test_staffs_words_lie_on_ours(void **state)
{
    (void)state;
    char library[] = "/tmp/lexicon-a-XXXXXX", pack[] = "/tmp/lexicon-b-XXXXXX";
    assert_non_null(mkdtemp(library));
    assert_non_null(mkdtemp(pack));
    write_file(library, "lexicon.tsv", "ALLFIE\tfrom the library\n");
    write_file(pack, "lexicon.tsv", "ALLFIE\tfrom the pack\nXQZ\tpacked\n");
    write_file(pack, "lexicon.xx.tsv", "word\tgair\n");
    const char *const folders[] = {library, NULL, pack, "/nowhere"};
    struct lexicon *l = lexicon_load_layered("en-GB", folders, 4);
    assert_string_equal(find(l, "ALLFIE"), "from the library");
    assert_string_equal(find(l, "XQZ"), "packed");
    assert_string_equal(find(l, "DfE"), "D F E"); /* ours, beneath */
    assert_string_equal(lexicon_find_own(l, "XQZ", 3), "packed");
    assert_null(lexicon_find_own(l, "DfE", 3));
    lexicon_free(l);
    l = lexicon_load_layered("xx", folders, 4); /* a language without a file of ours */
    assert_string_equal(lexicon_find_own(l, "word", 4), "gair");
    lexicon_free(l);
    l = lexicon_load_layered("en", NULL, 0);
    assert_null(lexicon_find_own(l, "DfE", 3));
    lexicon_free(l);
    assert_null(lexicon_load_layered("zz", folders, 4));
    static const char *const made[] = {"lexicon.tsv", "lexicon.xx.tsv"};
    for (size_t i = 0; i < 4; i++) {
        char path[96];
        snprintf(path, sizeof path, "%s/%s", i < 2 ? library : pack, made[i % 2]);
        unlink(path);
    }
    rmdir(library);
    rmdir(pack);
}

static void test_of_two_lines_for_a_word_the_later_wins(void **state)
{
    (void)state;
    char path[64];
    struct lexicon *l = open_text("a\tx\na\ty\n", path);
    assert_string_equal(find(l, "a"), "y");
    lexicon_free(l);
}

static void test_our_own_lexicons_are_well_formed(void **state)
{
    (void)state;
    static const char *const langs[] = {"en", "en-GB", "cy"};
    for (size_t i = 0; i < 3; i++) {
        struct lexicon *l = lexicon_load(langs[i]);
        assert_non_null(l);
        assert_null(lexicon_problem_at(l, 0));
        assert_non_null(find(l, "@picture"));
        lexicon_free(l);
    }
    assert_null(lexicon_load("xx"));
    assert_null(lexicon_load("../en"));
    assert_null(lexicon_load(""));
}

static void test_a_missing_file_is_an_error(void **state)
{
    (void)state;
    struct lexicon *l = NULL;
    assert_int_equal(lexicon_open("/nowhere/at/all.tsv", &l), ERR_NOT_FOUND);
    assert_null(lexicon_find(NULL, "a", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_found_by_their_case),
        cmocka_unit_test(test_a_bad_line_is_named_and_the_rest_is_used),
        cmocka_unit_test(test_every_bad_line_is_named),
        cmocka_unit_test(test_case_is_folded_beyond_ascii),
        cmocka_unit_test(test_an_inflected_word_has_its_words_meaning),
        cmocka_unit_test(test_staffs_words_lie_on_ours),
        cmocka_unit_test(test_of_two_lines_for_a_word_the_later_wins),
        cmocka_unit_test(test_our_own_lexicons_are_well_formed),
        cmocka_unit_test(test_a_missing_file_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
