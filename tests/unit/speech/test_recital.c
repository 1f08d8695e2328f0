/* A book spoken to memory: each spoken word once, in order, with its own piece of the samples. */
#include "book/builder.h"
#include "book/file.h"
#include "speech/recital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct book *make_book(const char *const *texts, const enum block_kind *kinds, size_t count,
                              struct str *bytes)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en-GB");
    builder_add_page(b, "1", 595, 842);
    for (size_t i = 0; i < count; i++) {
        struct builder_block block = {.kind = kinds[i], .level = 1, .label = "3", .page = 1};
        builder_begin(b, &block);
        builder_text(b, texts[i], strlen(texts[i]), NULL);
        builder_end(b);
    }
    assert_int_equal(builder_finish(b, bytes), ERR_OK);
    builder_free(b);
    struct book *book = NULL;
    assert_int_equal(
        book_from_bytes((const unsigned char *)bytes->data, bytes->length_bytes, &book), ERR_OK);
    return book;
}

static void check_marks(const struct recital *r)
{
    for (size_t i = 0; i < r->mark_count; i++) {
        assert_true(r->marks[i].start < r->marks[i].end);
        assert_true(r->marks[i].end <= r->sample_count);
        if (!i)
            continue;
        assert_true(r->marks[i].word > r->marks[i - 1].word);
        assert_true(r->marks[i].start >= r->marks[i - 1].end);
    }
}

static void test_all_words_are_marked_at_all_speeds(void **state)
{
    (void)state;
    static const char *const texts[] = {"What we want", "We got £1.5 million in 2014. It is gone.",
                                        "A list item for all of the children;",
                                        "See the report, p. 5."};
    static const enum block_kind kinds[] = {BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST_ITEM,
                                            BLOCK_NOTE};
    struct str bytes = {0};
    struct book *book = make_book(texts, kinds, 4, &bytes);
    static const int speeds[] = {80, 175, 300, 450};
    for (size_t i = 0; i < 4; i++) {
        struct narrator_settings settings = narrator_settings_default();
        settings.voice.words_per_minute = speeds[i];
        struct recital r;
        assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
        check_marks(&r);
        assert_int_equal(r.mark_count, book->word_count);
        recital_free(&r);
    }
    book_close(book);
    str_free(&bytes);
}

static void test_a_part_is_only_that_part(void **state)
{
    (void)state;
    static const char *const texts[] = {"One two three. Four five six.", "Seven eight nine."};
    static const enum block_kind kinds[] = {BLOCK_PARAGRAPH, BLOCK_PARAGRAPH};
    struct str bytes = {0};
    struct book *book = make_book(texts, kinds, 2, &bytes);
    struct narrator_settings settings = narrator_settings_default();
    struct recital r;
    assert_int_equal(recital_make(book, 2, 8, &settings, &r), ERR_OK);
    check_marks(&r);
    assert_int_equal(r.mark_count, 7);
    assert_int_equal(r.marks[0].word, 2);
    assert_int_equal(r.marks[6].word, 8);
    recital_free(&r);
    assert_int_equal(recital_make(book, 100, 0, &settings, &r), ERR_OK);
    assert_int_equal(r.sample_count, 0);
    recital_free(&r);
    book_close(book);
    str_free(&bytes);
}

static void test_a_sentence_of_a_thousand_words_is_marked(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 0; i < 1000; i++)
        str_add(&text, i % 17 ? "of the word " : "and, ");
    const char *const texts[] = {str_text(&text)};
    static const enum block_kind kinds[] = {BLOCK_PARAGRAPH};
    struct str bytes = {0};
    struct book *book = make_book(texts, kinds, 1, &bytes);
    struct narrator_settings settings = narrator_settings_default();
    settings.voice.words_per_minute = 450;
    struct recital r;
    assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
    check_marks(&r);
    assert_int_equal(r.mark_count, book->word_count);
    recital_free(&r);
    book_close(book);
    str_free(&bytes);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_words_are_marked_at_all_speeds),
        cmocka_unit_test(test_a_part_is_only_that_part),
        cmocka_unit_test(test_a_sentence_of_a_thousand_words_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
