/* Whole paragraphs are told apart when it is plain, and never wrongly. */
#include "base/file.h"
#include "speech/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *guess(const struct language_profiles *p, const char *text)
{
    return language_guess(p, text, strlen(text));
}

static void test_paragraphs_are_told_apart_by_small_words(void **state)
{
    (void)state;
    struct language_profiles *p = language_load();
    assert_non_null(p);
    assert_string_equal(guess(p, "Disabled people have the right to live in the community and to "
                                 "choose who they live with."),
                        "en");
    assert_string_equal(guess(p, "Mae gan bobl anabl yr hawl i fyw yn y gymuned ac i ddewis gyda "
                                 "phwy y maen nhw'n byw."),
                        "cy");
    assert_string_equal(guess(p, "Les personnes handicapées ont le droit de vivre dans la société "
                                 "et de choisir avec qui elles vivent."),
                        "fr");
    assert_string_equal(guess(p, "Menschen mit Behinderungen haben das Recht, in der Gemeinschaft "
                                 "zu leben und selbst zu entscheiden, mit wem sie wohnen."),
                        "de");
    assert_string_equal(guess(p, "Osoby z niepełnosprawnościami mają prawo do życia w "
                                 "społeczności i do wyboru, z kim chcą mieszkać, tak jak inni."),
                        "pl");
    language_free(p);
}

static void test_what_is_not_plain_is_not_guessed(void **state)
{
    (void)state;
    struct language_profiles *p = language_load();
    assert_string_equal(guess(p, "The end of the day"), "");
    assert_string_equal(guess(p, ""), "");
    assert_string_equal(guess(p, "12 345 67,8 90 11 12 13 14 15 16"), "");
    assert_string_equal(guess(p, "Anna Schmidt, Marie Dubois, Jan Kowalski, Owen Jones, Ben Grant, "
                                 "Ada King, Grace Hill"),
                        "");
    assert_string_equal(guess(p, "Las personas con discapacidad tienen derecho a vivir en la "
                                 "comunidad y a elegir con quién quieren vivir"),
                        ""); /* Spanish: no profile */
    assert_string_equal(guess(NULL, "The people of the town have a right to be in the town."), "");
    language_free(p);
}

static const char *letters(const char *text, const char *known)
{
    return language_of_letters(text, strlen(text), known);
}

static void test_letters_tell_the_language_of_other_scripts(void **state)
{
    (void)state;
    assert_string_equal(letters("مرحبا بالعالم", "en"), "ar");
    assert_string_equal(letters("آپ کیسے ہیں، بڑے", "en"), "ur");
    assert_string_equal(letters("پنجره چوب", "en"), "fa");
    assert_string_equal(letters("مرحبا", "ur-PK"), "ur-PK");
    assert_string_equal(letters("שלום", ""), "he");
    assert_string_equal(letters("Привет", "en"), "ru");
    assert_string_equal(letters("Привіт", "en"), "uk");
    assert_string_equal(letters("Γειά", "en"), "el");
    assert_string_equal(letters("漢字", ""), "zh");
    assert_string_equal(letters("漢字", "ja"), "ja");
    assert_string_equal(letters("漢字かな", ""), "ja");
    assert_string_equal(letters("สวัสดี", "en"), "th");
    assert_string_equal(letters("hello", "ar"), "");
    assert_string_equal(letters("5 %", "ar"), "");
    assert_string_equal(letters("\xff\xfe\x80", "en"), "");
    assert_true(language_is_latin("cy"));
    assert_false(language_is_latin("ur-PK"));
}

static void test_bad_lines_are_left_out(void **state)
{
    (void)state;
    char path[] = "/tmp/lectern-stopwords-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static const char lines[] = "no tab here\n\ttag is missing\nfar-too-long-a-tag\tand or\n"
                                "en\tthe of and to in\n\xff\t\xfe\xff x\nde\t\n";
    assert_int_equal(file_write_atomic(path, lines, sizeof lines - 1), ERR_OK);
    struct language_profiles *p = NULL;
    assert_int_equal(language_open(path, &p), ERR_OK);
    assert_string_equal(guess(p, "the end of the day and the beginning of the night to come"),
                        "en");
    language_free(p);
    remove(path);
    assert_int_not_equal(language_open(path, &p), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs_are_told_apart_by_small_words),
        cmocka_unit_test(test_what_is_not_plain_is_not_guessed),
        cmocka_unit_test(test_letters_tell_the_language_of_other_scripts),
        cmocka_unit_test(test_bad_lines_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
