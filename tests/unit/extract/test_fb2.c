/* Proves: each note of a FictionBook stands once, behind the paragraph that first cites it, whatever else has its name; and those that nothing
 * cites stand at the end. */
#include "book/file.h"
#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_reads(const char *fb2, const char *expected)
{
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book = NULL;
    struct extract_job job = {.fd = memfd_create("fb2", MFD_CLOEXEC), .name = "a.fb2"};
    assert_true(job.fd >= 0);
    assert_int_equal(write(job.fd, fb2, strlen(fb2)), strlen(fb2));
    assert_int_equal(extract_document(&job, b), ERR_OK);
    assert_int_equal(builder_finish(b, &bytes), ERR_OK);
    assert_int_equal(book_from_bytes((const unsigned char *)bytes.data, bytes.length_bytes, &book),
                     ERR_OK);
    struct str text = {0};
    for (uint32_t n = 1; n <= book->word_count; n++) {
        str_add_bytes(&text, book->pool + book->words[n].text, book->words[n].bytes);
        str_add_char(&text, ' ');
    }
    assert_string_equal(str_text(&text), expected);
    str_free(&text);
    book_close(book);
    builder_free(b);
    str_free(&bytes);
    close(job.fd);
}

#define BOOK(body, notes)                                                                          \
    "<?xml version=\"1.0\"?><FictionBook><body>" body "</body><body name=\"notes\">" notes         \
    "</body></FictionBook>"
#define CITE(id) "<a href=\"#" id "\" type=\"note\">*</a>"

static void a_note_stands_once_where_it_is_first_cited(void **state)
{
    (void)state;
    assert_reads(BOOK("<p>One" CITE("b") "</p><p>two" CITE("a") CITE("b") "</p>",
                      "<section id=\"a\"><p>Aye.</p></section>"
                      "<section id=\"b\"><p>Bee.</p></section>"
                      "<section id=\"c\"><p>Sea.</p></section>"),
                 "One * Bee. two ** Aye. Sea. ");
}

static void of_two_with_one_name_the_first_is_meant(void **state)
{
    (void)state;
    assert_reads(BOOK("<p>One" CITE("a") CITE("none") "</p>",
                      "<section id=\"z\"><p>Zed.</p></section>"
                      "<section id=\"a\"><p>First.</p></section>"
                      "<section id=\"a\"><p>Second.</p></section>"),
                 "One ** First. Zed. Second. ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_stands_once_where_it_is_first_cited),
        cmocka_unit_test(of_two_with_one_name_the_first_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
