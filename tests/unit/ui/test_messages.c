/* The interface's language: found in a kiosk's bare locale, changed and changed back, with Welsh plurals and errors. */
#include "base/err.h"
#include "ui/messages.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_english_stands_in_the_code(void **state)
{
    (void)state;
    messages_set_lang("en");
    assert_string_equal(tr("Next"), "Next");
    assert_string_equal(trn("%u page. ", "%u pages. ", 2), "%u pages. ");
    assert_string_equal(tr(""), "");
    char tag[16];
    messages_lang(tag);
    assert_string_equal(tag, "en");
    assert_false(messages_is_rtl());
}

static void test_a_language_is_chosen_and_put_back(void **state)
{
    (void)state;
    char tag[16];
    for (int round = 0; round < 3; round++) { /* gettext keeps what it found: it must forget it */
        messages_set_lang("cy");
        assert_string_equal(tr("Next"), "Nesaf");
        assert_string_equal(tr("Back"), "Yn ôl");
        assert_string_equal(tr("White on black"), "Gwyn ar ddu");
        messages_lang(tag);
        assert_string_equal(tag, "cy");
        messages_set_lang("en-GB");
        assert_string_equal(tr("Next"), "Next");
        assert_string_equal(tr("White on black"), "White on black");
    }
    messages_set_lang("cy-GB");
    assert_string_equal(tr("Next"), "Nesaf");
    messages_set_lang("tlh"); /* nobody has written that one */
    assert_string_equal(tr("Next"), "Next");
    messages_set_lang("en");
}

static void test_the_c_locale_of_a_kiosk_is_enough(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C"));
    messages_set_lang("cy");
    assert_string_equal(tr("Help"), "Cymorth");
    assert_string_equal(setlocale(LC_NUMERIC, NULL), "C"); /* numbers in files stay as they are */
    messages_set_lang("en");
}

static void test_welsh_counts_with_its_own_forms(void **state)
{
    (void)state;
    static const struct {
        unsigned long n;
        const char *pages;
    } counts[] = {{1, "%u dudalen. "},  {2, "%u dudalen. "},  {3, "%u tudalen. "},
                  {5, "%u tudalen. "},  {6, "%u thudalen. "}, {8, "%u tudalen. "},
                  {12, "%u tudalen. "}, {0, "%u tudalen. "}};
    messages_set_lang("cy");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_string_equal(trn("%u page. ", "%u pages. ", counts[i].n), counts[i].pages);
    messages_set_lang("en");
}

static void test_each_error_has_a_sentence_in_welsh(void **state)
{
    (void)state;
    char other[256];
    messages_set_lang("en");
    messages_error(ERR_COUNT, NULL, other, sizeof other); /* what an error without one would get */
    for (int err = ERR_OK; err < ERR_COUNT; err++) {
        char english[256], welsh[256];
        messages_set_lang("en");
        messages_error((enum err)err, NULL, english, sizeof english);
        assert_string_not_equal(english, other);
        messages_set_lang("cy");
        messages_error((enum err)err, NULL, welsh, sizeof welsh);
        if (strcmp(english, welsh) == 0)
            fail_msg("not in Welsh: %s", english);
    }
    messages_set_lang("en");
}

static void test_a_long_message_is_cut_between_letters(void **state)
{
    (void)state;
    char out[12];
    messages_set_lang("en");
    messages_error(ERR_OK, "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", out, sizeof out);
    assert_string_equal(
        out, "\u00e9\u00e9\u00e9\u00e9\u00e9"); /* 10 bytes: the eleventh is half a letter */
    messages_error(ERR_OK, "\u5b66\u6821\U0001f3eb\u5b66", out, sizeof out);
    assert_string_equal(out, "\u5b66\u6821\U0001f3eb");
    messages_error(ERR_OK, "\u00e9\u00e9\u00e9\u00e9", out, sizeof out);
    assert_string_equal(out, "\u00e9\u00e9\u00e9\u00e9: D");
}

static void test_languages_are_listed_with_their_own_names(void **state)
{
    (void)state;
    struct messages_lang langs[MESSAGES_LANGS_MOST];
    messages_set_lang("en");
    size_t count = messages_langs(langs);
    assert_true(count >= 2);
    assert_string_equal(langs[0].tag, "en");
    assert_string_equal(langs[0].name, "English");
    bool has_welsh = false;
    for (size_t i = 1; i < count; i++) {
        has_welsh |= strcmp(langs[i].tag, "cy") == 0 && strcmp(langs[i].name, "Cymraeg") == 0;
        assert_null(strstr(langs[i].tag, "-X"));
    }
    assert_true(has_welsh);
}

static void test_pseudo_locales_are_for_tests(void **state)
{
    (void)state;
    struct messages_lang langs[MESSAGES_LANGS_MOST];
    messages_set_lang("en-XA");
    assert_string_equal(tr("Finish"), "Fïïïnïïsh");
    assert_false(messages_is_rtl());
    messages_set_lang("ar-XB");
    assert_string_equal(tr("Menu"), "مينو");
    assert_true(messages_is_rtl());
    assert_true(messages_langs(langs) >= 4);
    messages_set_lang("en");
    assert_false(messages_is_rtl());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_stands_in_the_code),
        cmocka_unit_test(test_a_language_is_chosen_and_put_back),
        cmocka_unit_test(test_the_c_locale_of_a_kiosk_is_enough),
        cmocka_unit_test(test_welsh_counts_with_its_own_forms),
        cmocka_unit_test(test_each_error_has_a_sentence_in_welsh),
        cmocka_unit_test(test_a_long_message_is_cut_between_letters),
        cmocka_unit_test(test_languages_are_listed_with_their_own_names),
        cmocka_unit_test(test_pseudo_locales_are_for_tests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
