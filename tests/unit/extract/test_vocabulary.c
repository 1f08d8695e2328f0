/* Proves: words broken at line ends are mended by what the document itself writes, and true hyphens stay. */
#include "extract/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void learn(struct vocabulary *l, const char *const *words)
{
    for (; *words; words++)
        vocabulary_add(l, *words, strlen(*words));
}

static enum mend mend(const struct vocabulary *l, const char *left, const char *right)
{
    size_t hyphen;
    return vocabulary_mend(l, left, strlen(left), right, strlen(right), &hyphen);
}

static void test_the_document_is_the_evidence(void **state)
{
    static const char *const words[] = {"co-operation,", "Inclusion", "grassroots", "self-advocacy",
                                        NULL};
    struct vocabulary *l = vocabulary_new();
    (void)state;
    learn(l, words);
    assert_int_equal(mend(l, "co-", "operation"), MEND_KEEP);
    assert_int_equal(mend(l, "(inclu-", "sion."), MEND_JOIN);
    assert_int_equal(mend(l, "grass-", "roots"), MEND_JOIN);
    assert_int_equal(mend(l, "self-", "esteem"), MEND_KEEP);
    vocabulary_free(l);
}

static void test_without_evidence_the_letters_tell(void **state)
{
    struct vocabulary *l = vocabulary_new();
    (void)state;
    assert_int_equal(mend(l, "stream-", "ing"), MEND_JOIN);
    assert_int_equal(mend(l, "non-", "EU"), MEND_KEEP);
    assert_int_equal(mend(l, "2019-", "20"), MEND_KEEP);
    assert_int_equal(mend(l, "e-", "mail"), MEND_KEEP);
    assert_int_equal(mend(l, "six-", "year"), MEND_KEEP);
    assert_int_equal(mend(l, "word", "next"), MEND_NOTHING);
    assert_int_equal(mend(l, "-", "next"), MEND_NOTHING);
    assert_int_equal(mend(l, "soft\xc2\xad", "ware"), MEND_JOIN);
    vocabulary_free(l);
}

static void test_a_typesetter_with_a_hyphen_of_its_own_means_the_others(void **state)
{
    struct vocabulary *l = vocabulary_new();
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(vocabulary_add_broken(l, "in\xe2\x80\x90", 5));
    assert_int_equal(mend(l, "SEN\xe2\x80\x90", "COs"), MEND_JOIN);
    assert_int_equal(mend(l, "grass-", "roots"), MEND_KEEP);
    vocabulary_free(l);
}

static void test_text_that_is_never_hyphenated_keeps_its_hyphens(void **state)
{
    struct vocabulary *l = vocabulary_new();
    (void)state;
    for (int i = 0; i < 100; i++)
        vocabulary_add_broken(l, i == 7 ? "long-" : "word", i == 7 ? 5 : 4);
    assert_int_equal(mend(l, "ring-", "fenced"), MEND_KEEP);
    vocabulary_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_document_is_the_evidence),
        cmocka_unit_test(test_without_evidence_the_letters_tell),
        cmocka_unit_test(test_a_typesetter_with_a_hyphen_of_its_own_means_the_others),
        cmocka_unit_test(test_text_that_is_never_hyphenated_keeps_its_hyphens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
