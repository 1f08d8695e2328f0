/* Proves: the kind of a document is told from its bytes before its name, and a cut-off PDF from a whole one. */
#include "base/sniff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum err sniff(const char *bytes, const char *name, enum kind *kind)
{
    return sniff_kind((const unsigned char *)bytes, strlen(bytes), name, kind);
}

static void test_bytes_come_before_the_name(void **state)
{
    enum kind kind = 0;
    (void)state;
    assert_int_equal(sniff("%PDF-1.7\n", "letter.txt", &kind), ERR_OK);
    assert_int_equal(kind, KIND_PDF);
    assert_int_equal(sniff("junk before it %PDF-1.4\n", "a", &kind), ERR_OK);
    assert_int_equal(kind, KIND_PDF);
    assert_int_equal(sniff("<!DOCTYPE html><p>x", "page.txt", &kind), ERR_OK);
    assert_int_equal(kind, KIND_HTML);
    assert_int_equal(sniff("plain words", "letter.txt", &kind), ERR_OK);
    assert_int_equal(kind, KIND_TEXT);
    assert_int_equal(sniff("# words", "letter.md", &kind), ERR_OK);
    assert_int_equal(kind, KIND_MARKDOWN);
}

static void test_what_is_not_read_is_refused_by_cause(void **state)
{
    static const unsigned char zeros[4096];
    enum kind kind = 0;
    (void)state;
    assert_int_equal(sniff("", "empty.pdf", &kind), ERR_EMPTY);
    assert_int_equal(sniff("hello", "letter.pdf", &kind), ERR_DAMAGED);
    assert_int_equal(sniff_kind(zeros, sizeof zeros, "zeros.dat", &kind), ERR_NOT_A_KIND);
    assert_int_equal(sniff("%!PS-Adobe-3.0\n", "old.ps", &kind), ERR_NOT_A_KIND);
}

static void test_a_cut_pdf_is_told_from_one_without_index(void **state)
{
    static const char whole[] = "endobj\nxref\n0 1\ntrailer\nstartxref\n9\n%%EOF\n";
    static const char no_index[] = "1 0 obj\n<<>>\nendobj\n";
    static const char index_begun[] = "endobj\nxref\n0 3\n0000000000 65535 f \n";
    static const char cut[] = "endobj\n7 0 obj\n<</Length 300>>\nstream\nabc";
    (void)state;
#define ENDING(text) sniff_pdf_ending((const unsigned char *)(text), sizeof(text) - 1)
    assert_int_equal(ENDING(whole), ENDING_WHOLE);
    assert_int_equal(ENDING(no_index), ENDING_NO_INDEX);
    assert_int_equal(ENDING(index_begun), ENDING_NO_INDEX);
    assert_int_equal(ENDING(cut), ENDING_CUT);
#undef ENDING
}

static void a_name_alone_promises_a_kind(void **state)
{
    (void)state;
    assert_int_equal(sniff_name("a stick/Letter.PDF"), KIND_PDF);
    assert_int_equal(sniff_name("a.docx"), KIND_DOCX);
    assert_int_equal(sniff_name("a.htm"), KIND_HTML);
    assert_int_equal(sniff_name("a.fb2.zip"), KIND_FB2_ZIP);
    assert_int_equal(sniff_name("notes.txt"), KIND_TEXT);
    assert_int_equal(sniff_name(".pdf"), 0);
    assert_int_equal(sniff_name("pdf"), 0);
    assert_int_equal(sniff_name("holiday.jpg"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_alone_promises_a_kind),
        cmocka_unit_test(test_bytes_come_before_the_name),
        cmocka_unit_test(test_what_is_not_read_is_refused_by_cause),
        cmocka_unit_test(test_a_cut_pdf_is_told_from_one_without_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
