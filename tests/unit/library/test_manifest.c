#include "library/manifest.h"
#include "scratch.h"

static const char good[] = "# a pack\n"
                           "[pack]\n"
                           "id = example.briefings\n"
                           "version = 12\n"
                           "title = Inclusive education: the law\n"
                           "maker = An Organisation\n"
                           "language = en-GB\n"
                           "expires = 2027-06-30\n"
                           "glossary = words.tsv\n"
                           "glossary.cy = geiriau.tsv\n"
                           "lexicon = say.tsv\n"
                           "logo = pictures/logo.png\n"
                           "\n"
                           "[Briefings]\r\n"
                           "document = send/briefing.pdf\n"
                           "edition = send/easy = read.pdf\n"
                           "document = law.pdf\n"
                           "[History Project]\n"
                           "document = 1981.pdf\n";

static enum err parse(const char *text, struct manifest *out, char problem[128])
{
    struct str why = {0};
    enum err err = manifest_parse(text, strlen(text), out, &why);
    snprintf(problem, 128, "%s", str_text(&why));
    str_free(&why);
    return err;
}

/* The problem that a manifest has; "" none. */
static const char *problem_of(const char *text, char problem[128])
{
    struct manifest m;
    enum err err = parse(text, &m, problem);
    manifest_free(&m);
    assert_int_equal(err, *problem ? ERR_PACK : ERR_OK);
    return problem;
}

/* The good one with one piece of it in place of another. */
static const char *problem_with(const char *old, const char *new, char problem[128])
{
    char text[2048];
    const char *at = strstr(good, old);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, new, at + strlen(old));
    return problem_of(text, problem);
}

static void test_all_of_it_is_read(void **state)
{
    (void)state;
    struct manifest m;
    char problem[128];
    assert_int_equal(parse(good, &m, problem), ERR_OK);
    assert_string_equal(problem, "");
    assert_string_equal(m.id, "example.briefings");
    assert_int_equal(m.version, 12);
    assert_string_equal(m.title, "Inclusive education: the law");
    assert_string_equal(m.maker, "An Organisation");
    assert_string_equal(m.lang, "en-GB");
    assert_int_equal(m.expires_s, 1814400000); /* 2027-07-01T00:00:00Z */
    assert_int_equal(m.glossary_count, 2);
    assert_string_equal(m.glossaries[0].lang, "en-GB");
    assert_string_equal(m.glossaries[0].path, "words.tsv");
    assert_string_equal(m.glossaries[1].lang, "cy");
    assert_int_equal(m.lexicon_count, 1);
    assert_string_equal(m.lexicons[0].path, "say.tsv");
    assert_string_equal(m.logo, "pictures/logo.png");
    assert_int_equal(m.document_count, 4);
    static const struct {
        const char *path, *section;
        uint32_t work;
    } want[] = {{"send/briefing.pdf", "Briefings", 1},
                {"send/easy = read.pdf", "Briefings", 1},
                {"law.pdf", "Briefings", 2},
                {"1981.pdf", "History Project", 3}};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(m.documents[i].path, want[i].path);
        assert_string_equal(m.documents[i].section, want[i].section);
        assert_int_equal(m.documents[i].work, want[i].work);
    }
    manifest_free(&m);
}

static void test_what_must_be_there(void **state)
{
    (void)state;
    char problem[128];
    struct manifest m;
    assert_int_equal(parse("[pack]\nid = a\nversion = 1\ntitle = T\n", &m, problem), ERR_OK);
    assert_string_equal(m.maker, "");
    assert_string_equal(m.lang, "");
    assert_string_equal(m.logo, "");
    assert_int_equal(m.expires_s, 0);
    manifest_free(&m);
    assert_string_equal(problem_of("", problem), "it has no id");
    assert_string_equal(problem_with("id = example.briefings\n", "", problem), "it has no id");
    assert_string_equal(problem_with("version = 12\n", "", problem), "it has no version");
    assert_string_equal(problem_with("title = Inclusive education: the law\n", "", problem),
                        "it has no title");
}

static void test_ids_are_names_of_folders_and_no_more(void **state)
{
    (void)state;
    static const char *const wrong[] = {"..",  ".a", "../x",     "a/b", "A",
                                        "a b", "-a", "\xc3\xa9", "a\\b"};
    char problem[128], line[256];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(line, sizeof line, "id = %s\n", wrong[i]);
        assert_string_equal(problem_with("id = example.briefings\n", line, problem),
                            "line 3: an id has small letters, digits, points and hyphens");
    }
    memset(line, 0, sizeof line);
    memset(line, 'a', 5 + MANIFEST_ID_BYTES_MOST);
    memcpy(line, "id = ", 5);
    assert_string_equal(problem_with("id = example.briefings", line, problem), "");
    line[5 + MANIFEST_ID_BYTES_MOST] = 'a';
    assert_string_not_equal(problem_with("id = example.briefings", line, problem), "");
}

static void test_versions_and_days(void **state)
{
    (void)state;
    static const char *const versions[] = {"0",          "-1",          "1.2", "",
                                           "1000000001", "99999999999", "1 2", "0x10"};
    static const char *const days[] = {"2027-02-29", "2027-13-01", "2027-06-31",  "27-06-30",
                                       "2027-6-30",  "30/06/2027", "2027-06-30x", "",
                                       "1969-01-01", "2027-06-00", "2027--6-30"};
    char problem[128], line[64];
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        snprintf(line, sizeof line, "version = %s\n", versions[i]);
        assert_string_equal(problem_with("version = 12\n", line, problem),
                            "line 4: a version is one whole number, from 1");
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        snprintf(line, sizeof line, "expires = %s\n", days[i]);
        assert_string_equal(problem_with("expires = 2027-06-30\n", line, problem),
                            "line 8: a last day is written like 2027-06-30");
    }
    struct manifest m;
    assert_int_equal(
        parse("[pack]\nid=a\nversion=1000000000\ntitle=T\nexpires=2028-02-29\n", &m, problem),
        ERR_OK);
    assert_int_equal(m.expires_s, 1835481600); /* 2028-03-01T00:00:00Z */
    assert_int_equal(m.version, 1000000000);
    manifest_free(&m);
}

static void test_a_wrong_line_is_named(void **state)
{
    (void)state;
    char problem[128], line[400];
    assert_string_equal(problem_with("logo =", "lgo =", problem),
                        "line 12: a pack has nothing of that name");
    assert_string_equal(problem_with("logo =", "glossaryx =", problem),
                        "line 12: a pack has nothing of that name");
    assert_string_equal(problem_with("logo =", "title =", problem),
                        "line 12: this was said already");
    assert_string_equal(problem_with("document = law.pdf", "file = law.pdf", problem),
                        "line 17: a section has documents and editions only");
    assert_string_equal(problem_with("law.pdf", "send/briefing.pdf", problem),
                        "line 17: this was said already");
    assert_string_equal(problem_with("law.pdf", "../law.pdf", problem),
                        "line 17: this is no name of a file in a pack");
    assert_string_equal(problem_with("document = 1981.pdf", "edition = 1981.pdf", problem),
                        "line 19: an edition follows its document");
    assert_string_equal(problem_with("[pack]\n", "", problem),
                        "line 2: a section in [ ] comes first");
    assert_string_equal(problem_with("document = law.pdf", "law.pdf", problem),
                        "line 17: this line is not understood");
    assert_string_equal(problem_with("language = en-GB", "language = English, please", problem),
                        "line 7: this is no language");
    /* What inih would take for something else without a word. */
    assert_string_equal(problem_with("edition =", "  edition =", problem),
                        "line 16: a line does not begin with a space");
    assert_string_equal(problem_with("maker = An", "maker = A\x01n", problem),
                        "line 6: this line has a control character");
    memset(line, 'a', sizeof line);
    line[MANIFEST_LINE_BYTES_MOST - 1] = 0;
    memcpy(line, "maker = ", 8);
    assert_string_equal(problem_with("maker = An Organisation", line, problem), "");
    strcat(line, "aa");
    assert_string_equal(problem_with("maker = An Organisation", line, problem),
                        "line 6: this line is too long");
    assert_string_equal(problem_with("[History Project]",
                                     "[A section whose name is so long that nobody could read it]",
                                     problem),
                        "line 18: the name of a section is too long");
    assert_string_equal(problem_with("An Org", "An \xff Org", problem),
                        "line 1: this is no UTF-8 text");
}

static void test_too_much_is_refused_at_once(void **state)
{
    (void)state;
    struct manifest m;
    struct str text = {0};
    str_add(&text, "[pack]\nid = a\nversion = 1\ntitle = T\n[Briefings]\n");
    for (int i = 0; i < MANIFEST_DOCUMENTS_MOST; i++)
        str_addf(&text, "document = %d\n", i);
    assert_int_equal(manifest_parse(text.data, text.length_bytes, &m, NULL), ERR_OK);
    assert_int_equal(m.document_count, MANIFEST_DOCUMENTS_MOST);
    manifest_free(&m);
    str_add(&text, "document = one more\n");
    assert_int_equal(manifest_parse(text.data, text.length_bytes, &m, NULL), ERR_PACK);
    manifest_free(&m);
    str_clear(&text);
    str_add(&text, "[pack]\nid = a\nversion = 1\ntitle = T\n[Briefings]\ndocument = a\n");
    for (int i = 1; i < MANIFEST_EDITIONS_MOST; i++)
        str_addf(&text, "edition = %d\n", i);
    assert_int_equal(manifest_parse(text.data, text.length_bytes, &m, NULL), ERR_OK);
    manifest_free(&m);
    str_add(&text, "edition = one more\n");
    assert_int_equal(manifest_parse(text.data, text.length_bytes, &m, NULL), ERR_PACK);
    manifest_free(&m);
    str_free(&text);
    char *long_text = mem_new(1, MANIFEST_BYTES_MOST + 2);
    memset(long_text, '\n', MANIFEST_BYTES_MOST + 1);
    assert_int_equal(manifest_parse(long_text, MANIFEST_BYTES_MOST + 1, &m, NULL), ERR_PACK);
    manifest_free(&m);
    free(long_text);
    assert_int_equal(manifest_parse("[pack]\nid = a\nversion = 1\ntitle = T\n\0", 38, &m, NULL),
                     ERR_PACK);
    manifest_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of_it_is_read),
        cmocka_unit_test(test_what_must_be_there),
        cmocka_unit_test(test_ids_are_names_of_folders_and_no_more),
        cmocka_unit_test(test_versions_and_days),
        cmocka_unit_test(test_a_wrong_line_is_named),
        cmocka_unit_test(test_too_much_is_refused_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
