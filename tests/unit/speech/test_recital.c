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

static struct book *finish(struct builder *b, struct str *bytes)
{
    assert_int_equal(builder_finish(b, bytes), ERR_OK);
    builder_free(b);
    struct book *book = NULL;
    assert_int_equal(
        book_from_bytes((const unsigned char *)bytes->data, bytes->length_bytes, &book), ERR_OK);
    return book;
}

static void add(struct builder *b, enum block_kind kind, const char *text,
                const struct builder_run *run)
{
    struct builder_block block = {.kind = kind, .level = 1, .page = 1};
    builder_begin(b, &block);
    builder_text(b, text, strlen(text), run);
    builder_end(b);
}

/* Every word of the book has one mark or one reason, and never both. */
static void check_complete(const struct book *book, const struct recital *r)
{
    unsigned char *seen = calloc(book->word_total + 1, 1);
    for (size_t i = 0; i < r->mark_count; i++)
        seen[r->marks[i].word]++;
    for (size_t i = 0; i < r->skip_count; i++) {
        seen[r->skips[i].word]++;
        assert_string_not_equal(recital_reason_name(r->skips[i].reason), "");
    }
    for (uint32_t n = 1; n <= book->word_total; n++)
        assert_int_equal(seen[n], 1);
    free(seen);
}

static enum recital_reason reason_at(const struct recital *r, uint32_t word)
{
    for (size_t i = 0; i < r->skip_count; i++) {
        if (r->skips[i].word == word)
            return r->skips[i].reason;
    }
    return 0;
}

static struct book *make_mixed(struct str *bytes)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en");
    builder_add_page(b, "1", 595, 842);
    add(b, BLOCK_LEFT_OUT, "Page 1", NULL);
    struct builder_block block = {.kind = BLOCK_PARAGRAPH, .page = 1};
    builder_begin(b, &block);
    builder_text(b, "We – all – agree", 20, NULL);                         /* 1-5 */
    builder_text(b, "3", 1, &(struct builder_run){.style = STYLE_RAISED}); /* 6 */
    builder_text(b, " with ", 6, NULL);                                    /* 7 */
    builder_text(b, "la vie", 6, &(struct builder_run){.lang = "fr"});     /* 8-9 */
    builder_text(b, " and ", 5, NULL);                                     /* 10 */
    builder_text(b, "xxx yyy", 7, &(struct builder_run){.lang = "km"});    /* 11-12 */
    builder_text(b, " today.", 7, NULL);                                   /* 13 */
    builder_end(b);
    struct builder_block figure = {.kind = BLOCK_FIGURE, .page = 1};
    builder_add_figure(b, &figure, NULL, 0, 0, 0, "A crowd.", NULL);
    add(b, BLOCK_NOTE, "See there.", NULL); /* 14-15 */
    return finish(b, bytes);
}

static void test_words_that_are_not_spoken_have_a_reason(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct book *book = make_mixed(&bytes);
    assert_int_equal(book->word_count, 15);
    struct narrator_settings settings = narrator_settings_default();
    settings.read_notes = false;
    settings.text_only = true;
    struct recital r;
    assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
    check_complete(book, &r);
    check_marks(&r);
    assert_int_equal(reason_at(&r, 1), 0);
    assert_int_equal(reason_at(&r, 2), RECITAL_SIGN);
    assert_int_equal(reason_at(&r, 6), RECITAL_NOTE_MARK);
    assert_int_equal(reason_at(&r, 8), 0);
    assert_int_equal(reason_at(&r, 11), RECITAL_NO_VOICE);
    assert_int_equal(reason_at(&r, 13), 0);
    assert_int_equal(reason_at(&r, 15), RECITAL_NOTE);
    size_t furniture = 0, pictures = 0;
    for (size_t i = 0; i < r.skip_count; i++) {
        furniture += r.skips[i].reason == RECITAL_FURNITURE;
        pictures += r.skips[i].reason == RECITAL_PICTURE;
    }
    assert_int_equal(furniture, 2);
    assert_int_equal(pictures, 2);
    recital_free(&r);
    settings.text_only = false;
    settings.read_notes = true;
    settings.punctuation = NARRATOR_PUNCTUATION_ALL;
    assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
    check_complete(book, &r);
    assert_int_equal(reason_at(&r, 2), 0); /* the dash is named now */
    assert_int_equal(reason_at(&r, 15), 0);
    recital_free(&r);
    book_close(book);
    str_free(&bytes);
}

static void test_a_part_lists_its_own_skips_only(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct book *book = make_mixed(&bytes);
    struct narrator_settings settings = narrator_settings_default();
    struct recital r;
    assert_int_equal(recital_make(book, 3, 7, &settings, &r), ERR_OK);
    assert_int_equal(r.mark_count, 3);
    assert_int_equal(r.skip_count, 2);
    assert_int_equal(r.skips[0].word, 4);
    assert_int_equal(r.skips[1].word, 6);
    recital_free(&r);
    book_close(book);
    str_free(&bytes);
}

/* Whatever strangers write is read as words or passed over, never as markup, and ends. */
static void test_bad_input_is_read_or_passed_over(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_add_page(b, "1", 595, 842);
    struct str endless = {0};
    for (int i = 0; i < 100000; i++)
        str_add_char(&endless, (char)('a' + i % 26));
    add(b, BLOCK_PARAGRAPH, str_text(&endless), NULL);
    add(b, BLOCK_PARAGRAPH, "\xff\xfe broken \xc3( \xf0\x9f text \xed\xa0\x80", NULL);
    add(b, BLOCK_PARAGRAPH,
        "\xf0\x9f\x98\x80 \xf0\x9f\x8f\xb3\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x8c\x88", NULL);
    add(b, BLOCK_PARAGRAPH, "[[h@'loU]] <speak><break time=\"9s\"/>soon</speak> [[", NULL);
    add(b, BLOCK_PARAGRAPH, "مرحبا بكم في مدينتنا اليوم", NULL);
    add(b, BLOCK_PARAGRAPH, "\xe2\x80\xae backwards \xe2\x80\xac", NULL);
    add(b, BLOCK_PARAGRAPH, "...", NULL);
    struct str bytes = {0};
    struct book *book = finish(b, &bytes);
    struct narrator_settings settings = narrator_settings_default();
    settings.voice.words_per_minute = 450;
    for (int level = 0; level < 3; level++) {
        struct recital r;
        settings.punctuation = (enum narrator_punctuation)level;
        settings.announce = narrator_announcements((enum narrator_structure)level);
        assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
        check_marks(&r);
        check_complete(book, &r);
        recital_free(&r);
    }
    book_close(book);
    str_free(&bytes);
    str_free(&endless);
}

static void test_ten_thousand_notes_are_counted_once(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_lang(b, "en");
    builder_add_page(b, "1", 595, 842);
    add(b, BLOCK_PARAGRAPH, "Words.", NULL);
    for (int i = 0; i < 10000; i++)
        add(b, BLOCK_NOTE, "Note.", NULL);
    add(b, BLOCK_PARAGRAPH, "End.", NULL);
    struct str bytes = {0};
    struct book *book = finish(b, &bytes);
    struct narrator_settings settings = narrator_settings_default();
    settings.read_notes = false;
    struct recital r;
    assert_int_equal(recital_make(book, 1, 0, &settings, &r), ERR_OK);
    assert_int_equal(r.mark_count, 2);
    assert_int_equal(r.skip_count, 10000);
    check_complete(book, &r);
    assert_true(r.sample_count > r.marks[1].end + VOICE_RATE_HZ); /* the count is said */
    recital_free(&r);
    book_close(book);
    str_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_words_are_marked_at_all_speeds),
        cmocka_unit_test(test_a_part_is_only_that_part),
        cmocka_unit_test(test_a_sentence_of_a_thousand_words_is_marked),
        cmocka_unit_test(test_words_that_are_not_spoken_have_a_reason),
        cmocka_unit_test(test_a_part_lists_its_own_skips_only),
        cmocka_unit_test(test_bad_input_is_read_or_passed_over),
        cmocka_unit_test(test_ten_thousand_notes_are_counted_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
