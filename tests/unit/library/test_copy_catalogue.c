/* The catalogue of a copy: what is written is read again; what a stranger might write is refused. */
#include "library/copy_catalogue.h"
#include "scratch.h"

#define ONE                "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO                "2222222222222222222222222222222222222222222222222222222222222222"
#define DOCUMENT(id, path) "document\t" id "\t12\t1700000000\town\tBriefings\tname.pdf\t" path "\n"
#define BEGIN              "lectern-copy\t1\nmade\t1700000000\n"

static void assert_parsed(const char *text, enum err expected, const char *where)
{
    struct copy_catalogue c;
    struct str problem = {0};
    assert_int_equal(copy_catalogue_parse(text, strlen(text), &c, &problem), expected);
    assert_string_equal(str_text(&problem), where);
    copy_catalogue_free(&c);
    str_free(&problem);
}

static void free_note(const struct copy_notes *notes)
{
    free(notes->items[0].key);
    free(notes->items[0].value);
    free(notes->items);
}

static void assert_same(const struct copy_catalogue *again)
{
    assert_int_equal(again->made_s, 42);
    assert_int_equal(again->document_count, 2);
    const struct copy_document *one = copy_catalogue_find(again, ONE);
    const struct copy_document *two = copy_catalogue_find(again, TWO);
    assert_non_null(one);
    assert_non_null(two);
    assert_true(one->is_own);
    assert_false(two->is_own);
    assert_string_equal(one->name, "a\\n.txt");
    assert_int_equal(two->bytes, 7);
    assert_int_equal(two->added_s, 5);
    assert_string_equal(again->choices.items[0].value, "Line one\nand \\ two\tthree");
    assert_string_equal(again->settings.items[0].key, "pack.last:maker.pack");
    assert_string_equal(again->parts.items[0].id, TWO);
    assert_string_equal(again->packs[0].maker, "A \\ maker");
    assert_int_equal(again->packs[0].version, 3);
    assert_string_equal(again->paths[0].path, "Lectern data/keys/x.pub");
    assert_string_equal(again->paths[1].name, "lexicon.tsv");
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct copy_document documents[2] = {
        {.id = TWO,
         .bytes = 7,
         .added_s = 5,
         .section = "S\tT",
         .name = "b.txt",
         .path = "S/b.txt"},
        {.id = ONE,
         .bytes = 9,
         .is_own = true,
         .section = "S",
         .name = "a\\n.txt",
         .path = "S/a.txt"},
    };
    struct copy_pack pack = {"maker.pack", "Lectern data/packs/maker.pack.lectern",
                             "0102030405060708", "A \\ maker", 3};
    struct copy_path paths[2] = {{"", "Lectern data/keys/x.pub"}, {"lexicon.tsv", "w/lexicon.tsv"}};
    struct copy_catalogue c = {.made_s = 42,
                               .documents = documents,
                               .document_count = 2,
                               .packs = &pack,
                               .pack_count = 1,
                               .paths = paths,
                               .path_count = 2},
                          again;
    documents[0].section = "S T";
    copy_notes_add(&c.choices, ONE, "title", "Line one\nand \\ two\tthree");
    copy_notes_add(&c.settings, "", "pack.last:maker.pack", "3");
    copy_notes_add(&c.parts, TWO, "maker.pack", "");
    struct str text = {0};
    copy_catalogue_write(&c, &text);
    assert_int_equal(copy_catalogue_parse(text.data, text.length_bytes, &again, NULL), ERR_OK);
    assert_same(&again);
    free_note(&c.choices);
    free_note(&c.settings);
    free_note(&c.parts);
    copy_catalogue_free(&again);
    str_free(&text);
}

static void what_is_not_understood_refuses_all(void **state)
{
    (void)state;
    assert_parsed(BEGIN DOCUMENT(ONE, "a.pdf") "end\t1\n", ERR_OK, "");
    assert_parsed("", ERR_COPY, "line 1");
    assert_parsed("lectern-copy\t2\nmade\t1\nend\t0\n", ERR_COPY, "line 1");
    assert_parsed(BEGIN "end\t0", ERR_COPY, "line 3"); /* cut off */
    assert_parsed(BEGIN, ERR_COPY, "line 2");          /* likewise */
    assert_parsed(BEGIN DOCUMENT(ONE, "a.pdf") "end\t2\n", ERR_COPY, "line 4");
    assert_parsed(BEGIN "end\t0\nend\t0\n", ERR_COPY, "line 4");
    assert_parsed(BEGIN "made\t1\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed("lectern-copy\t1\nend\t0\n", ERR_COPY, "line 2");
    assert_parsed(BEGIN "drop\ttable\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "key\ta\\x.pub\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "setting\tone\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "setting\tone\ttwo\tthree\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "words\tpasswd\ta.tsv\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "words\tlexicon.../x.tsv\ta.tsv\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "setting\tone\t\xFF\nend\t0\n", ERR_COPY, "line 3");
}

static void paths_that_climb_are_refused(void **state)
{
    (void)state;
    assert_parsed(BEGIN DOCUMENT(ONE, "../a.pdf") "end\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN DOCUMENT(ONE, "/etc/passwd") "end\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN DOCUMENT(ONE, "a/./b") "end\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN DOCUMENT(ONE, "a\\\\b") "end\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "key\t../../keys/x.pub\nend\t0\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "pack\tp\t1\tK\tM\t../p\nend\t0\n", ERR_COPY, "line 3");
}

static void what_is_said_twice_or_of_nothing_is_refused(void **state)
{
    (void)state;
    assert_parsed(BEGIN DOCUMENT(ONE, "a.pdf") DOCUMENT(ONE, "b.pdf") "end\t2\n", ERR_COPY,
                  "line 5");
    assert_parsed(BEGIN "choice\t" ONE "\ttitle\tX\nend\t0\n", ERR_COPY, "line 4");
    assert_parsed(BEGIN "part\tp\t" ONE "\nend\t0\n", ERR_COPY, "line 4");
    assert_parsed(BEGIN "document\t" ONE "\t-1\t1\town\tS\tn\tp\nend\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "document\t" ONE "\t99999999999999999999\t1\town\tS\tn\tp\nend\t1\n",
                  ERR_COPY, "line 3");
    assert_parsed(BEGIN "document\tabc\t1\t1\town\tS\tn\tp\nend\t1\n", ERR_COPY, "line 3");
    assert_parsed(BEGIN "document\t" ONE "\t1\t1\tmine\tS\tn\tp\nend\t1\n", ERR_COPY, "line 3");
}

static void only_known_settings_are_carried(void **state)
{
    (void)state;
    assert_true(copy_carries_setting("edition:" ONE ":" TWO, "tied"));
    assert_true(copy_carries_setting("pack.last:maker.pack", "12"));
    assert_false(copy_carries_setting("edition:" ONE ":" TWO, "robbed"));
    assert_false(copy_carries_setting("edition:" ONE, "tied"));
    assert_false(copy_carries_setting("pack.last:../x", "12"));
    assert_false(copy_carries_setting("pack.last:maker.pack", "-3"));
    assert_false(copy_carries_setting("pack.last:maker.pack", "99999999999"));
    assert_true(copy_carries_setting("staff.words_per_minute", "160"));
    assert_true(copy_carries_setting("staff.scheme", "black-on-yellow"));
    assert_true(copy_carries_setting("box.sign:Our box", "history"));
    assert_true(copy_carries_setting("box.colour:Our box", "3"));
    assert_true(copy_carries_setting("box.order", "One\nTwo"));
    assert_false(copy_carries_setting("box.order:x", "One"));
    assert_false(copy_carries_setting("box.sign:Our box", "../../x"));
    assert_false(copy_carries_setting("glass.size_mm", "217 136 500"));
    assert_false(copy_carries_setting("drop.seen:x", "1 0"));
    assert_false(copy_carries_setting("counts.starts", "9"));
    assert_false(copy_carries_setting("pin.hash", ""));
    assert_false(copy_carries_setting("pin.tries", "0"));
    assert_false(copy_carries_setting("anything", "else"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_is_not_understood_refuses_all),
        cmocka_unit_test(paths_that_climb_are_refused),
        cmocka_unit_test(what_is_said_twice_or_of_nothing_is_refused),
        cmocka_unit_test(only_known_settings_are_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
