#include "base/str.h"
#include "book/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The text with ' | ' after each sentence (and '/' between words that touch); the caller frees. */
static char *show(const char *text, size_t text_bytes, const char *lang)
{
    struct segmenter *s = segmenter_new();
    size_t count;
    struct segment_word *words = segment_text(s, text, text_bytes, lang, &count);
    struct str out = {0};
    for (size_t i = 0; i < count; i++) {
        str_add_bytes(&out, text + words[i].start, words[i].bytes);
        bool last = i + 1 == count;
        if (words[i].ends_sentence && !last)
            str_add(&out, " | ");
        else if (!last)
            str_add(&out, words[i].space_after ? " " : "/");
    }
    free(words);
    segmenter_free(s);
    str_add(&out, "");
    return out.data;
}

struct row {
    const char *lang;
    const char *marked; /* with ' | ' where a sentence ends and another begins */
};

/* Takes the marks out, segments, and expects them back. */
static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str plain = {0};
        for (const char *c = rows[i].marked; *c; c++) {
            if (strncmp(c, " | ", 3) == 0) {
                str_add_char(&plain, ' ');
                c += 2;
            } else {
                str_add_char(&plain, *c);
            }
        }
        char *shown = show(plain.data, plain.length_bytes, rows[i].lang);
        assert_string_equal(shown, rows[i].marked);
        free(shown);
        str_free(&plain);
    }
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void test_plain_sentences(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB", "One. | Two! | Three? | Four"},
        {"en-GB", "She left; he stayed: both were right."},
        {"en-GB", "It cost \xc2\xa3"
                  "5. | Then it cost more."},
        {"en-GB", "In 2014. | The Act"},
        {"en-GB", "See 5.1.3. | The rest"},
        {"en-GB", "It is version 5.1.3 of it. | 12 people came."},
        {"", "No language. | Still two."},
        {"en-GB", "no full stop"},
        {"en-GB", "Really?! | Yes."},
        {"en-GB", "It ends. | - A dash begins"},
        {"en-GB", "It ends. | \xe2\x80\xa2 A bullet begins"},
        {"en-GB", "Wait \xe2\x80\x93 what? | Oh."},
        {"en-GB", "We are on the web. | www.example.org is the place."},
        {"en-GB", "Write to me@example.org. | Thanks."},
        {"en-GB", "Go to https://example.org/a?b=c. | Then read."},
        {"en-GB", "Yahoo! is a firm."},
        {"en-GB", "The node.js thing and 3.5 million."},
    };
    CHECK(rows);
}

static void test_quotes_and_brackets_stay_with_what_they_close(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB",
         "\xe2\x80\x98Yes!\xe2\x80\x99 she said. | \xe2\x80\x98No.\xe2\x80\x99 | He left."},
        {"en-GB", "\"Stop.\" | \"Why?\" she asked."},
        {"en-GB", "(It was late.) | They went."},
        {"en-GB", "It was late (very!). | They went."},
        {"en-GB", "He asked \"Who?\" and left."},
        {"en-GB", "They said so. \" | And more."},
        {"fr", "\xc2\xab Oui ! \xc2\xbb | Il part."},
    };
    CHECK(rows);
}

static void test_abbreviations(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB", "Dr. Smith met Mrs. Jones and Prof. Lee at St. Mary's. | They spoke."},
        {"en-GB", "Many, e.g. Ofsted, i.e. The inspectors, came."},
        {"en-GB",
         "See p. 5 and pp. 6, 7. | Then No. 10, Nos. 3 and 4, para. 6, s. 4, ss. 5, ch. IV, "
         "vol. 2, Fig. B."},
        {"en-GB", "\xe2\x80\x98"
                  "Can I go?\xe2\x80\x99 | No. | You may not."},
        {"en-GB", "Smith v. Jones and A vs. B. | So it was."},
        {"en-GB", "It began c. 1990 and took approx. 5 years. | It ended."},
        {"en-GB", "Schools, colleges, etc. are places. | Nurseries etc. | These are too."},
        {"en-GB", "Smith et al. (2019) and Lee et al. 2020 agree. | So do Roe et al. | We do."},
        {"en-GB", "J. Smith and J. K. Rowling and J.K. Rowling spoke."},
        {"en-GB", "Ms. J. A. Brown and the Rt. Hon. I. Roe M.P. spoke."},
        {"en-GB", "P. Brown, C. Green, S. White and R. Black spoke."},
        {"en-GB", "The U.K. Government acts. | It is in the U.K. | The law says so."},
        {"en-GB", "We chose Plan B. | We like Plan C. | Then came D."},
        {"en-GB", "Acme Ltd. Registered in England. | It is Acme Ltd. | The end."},
        {"en-GB", "Write to 5 High Rd. London."},
        {"en-GB", "It opens at 9 a.m. on weekdays. | It closes at 5 p.m. | Tickets are free."},
        {"en-GB", "It takes 5 ms. | Ms. Lee knows."},
        {"en-GB", "On 5 Jan. 2020 it rained. | It was Jan. | Then came spring."},
        {"cy", "Gweler tt. 5 a 6. | Dyma Dr. Jones."},
        {"fr", "M. Dupont et Mme. Martin. | Ils sont l\xc3\xa0."},
        {"de", "Am 3. Oktober kam Dr. Weber, z.B. Montag. | Es war gut."},
        {"es", "El Sr. Ruiz vive. | Es as\xc3\xad."},
        {"pl", "Zobacz np. Warszaw\xc4\x99. | Dobrze."},
    };
    CHECK(rows);
}

static void test_list_numbers_begin_what_they_number(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB", "1. Make it real"},       {"en-GB", "12. Make it real. | It is."},
        {"en-GB", "5.1.3. The Act"},        {"en-GB", "iv. The fourth"},
        {"en-GB", "(a). The first"},        {"en-GB", "B. The second"},
        {"en-GB", "A line\n2. The second"}, {"en-GB", "It has 2. | The third is lost."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row row = rows[i];
        if (!strchr(row.marked, '\n')) {
            check_rows(&row, 1);
            continue;
        }
        char *shown = show(row.marked, strlen(row.marked), row.lang);
        assert_string_equal(shown, "A line 2. The second");
        free(shown);
    }
}

static void test_ellipses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB", "Well... maybe. | Or not\xe2\x80\xa6 | Who knows?"},
        {"en-GB", "He said . . . nothing."},
        {"en-GB", "One\xe2\x80\xa6 two."},
        {"en-GB", "Contents ........ 8"},
    };
    CHECK(rows);
}

static void test_note_numbers_that_lost_their_raise(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"en-GB", "They want inclusion.12 | The next"},
        {"en-GB", "They want inclusion.\xc2\xb9\xc2\xb2 | The next"},
        {"en-GB", "They want inclusion.[12] | The next[3] is.[4][5] | And so?[6] | On."},
        {"en-GB", "See Fig.12 The next"},
        {"en-GB", "They want inclusion.* | The next"},
    };
    CHECK(rows);
}

static void test_marks_are_looked_through(void **state)
{
    (void)state;
    const char *text = "It ends.3 The next";
    struct segment_word words[] = {
        {.start = 0, .bytes = 2, .space_after = 1},
        {.start = 3, .bytes = 5},
        {.start = 8, .bytes = 1, .space_after = 1, .is_mark = 1},
        {.start = 10, .bytes = 3, .space_after = 1},
        {.start = 14, .bytes = 4},
    };
    segment_sentences(text, words, 5, "en");
    assert_int_equal(words[1].ends_sentence, 0);
    assert_int_equal(words[2].ends_sentence, 1);
    assert_int_equal(words[3].ends_sentence, 0);
    assert_int_equal(words[4].ends_sentence, 1);
}

/* Nothing behind the last byte may be looked at: there need not be a NUL. */
static void test_text_need_not_end_with_nul(void **state)
{
    (void)state;
    static const char *const texts[] = {"See p. iv", "1", "Dr", "It is.3", "a. IV", "iv."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t bytes = strlen(texts[i]);
        char *exact = malloc(bytes);
        assert_non_null(exact);
        memcpy(exact, texts[i], bytes);
        char *shown = show(exact, bytes, "en");
        assert_string_equal(shown, texts[i]);
        free(shown);
        free(exact);
    }
}

static void test_other_scripts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"ur",
         "\xdb\x8c\xdb\x81 \xd8\xa7\xdb\x8c\xda\xa9 \xdb\x81\xdb\x92\xdb\x94 | \xd8\xaf\xd9\x88"},
        {"ar", "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7\xd8\x9f | \xd9\x86\xd8\xb9\xd9\x85"},
        {"hi", "\xe0\xa4\x8f\xe0\xa4\x95\xe0\xa5\xa4 | \xe0\xa4\xa6\xe0\xa5\x8b"},
        {"ru", "\xd0\x94\xd0\xb0. | \xd0\x9d\xd0\xb5\xd1\x82."},
        {"el", "\xce\xa4\xce\xb9; | \xce\x9d\xce\xb1\xce\xb9"},
    };
    CHECK(rows);
    /* a Chinese full stop needs no space: '是。不是。' */
    char *shown = show("\xe6\x98\xaf\xe3\x80\x82\xe4\xb8\x8d\xe6\x98\xaf\xe3\x80\x82", 15, "zh");
    assert_string_equal(shown, "\xe6\x98\xaf\xe3\x80\x82 | \xe4\xb8\x8d\xe6\x98\xaf\xe3\x80\x82");
    free(shown);
    shown = show("\xe6\x88\x91\xe4\xbb\xac\xe5\xad\xa6\xe4\xb9\xa0", 12, "zh");
    assert_string_equal(shown, "\xe6\x88\x91\xe4\xbb\xac/\xe5\xad\xa6\xe4\xb9\xa0");
    free(shown);
}

static void test_no_sentence_is_longer_than_four_hundred_words(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 0; i < 1000; i++)
        str_add(&text, "word, ");
    struct segmenter *s = segmenter_new();
    size_t count;
    struct segment_word *words = segment_text(s, text.data, text.length_bytes, "en", &count);
    assert_int_equal(count, 1000);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(words[i].ends_sentence, i == 399 || i == 799 || i == 999);
    free(words);
    segmenter_free(s);
    str_free(&text);
}

static void test_words_are_what_spaces_part(void **state)
{
    (void)state;
    const char *text = " (p.5,\xc2\xa0p.28)\n\xe2\x80\x9cquoted\xe2\x80\x9d well-being ";
    struct segmenter *s = segmenter_new();
    size_t count;
    struct segment_word *words = segment_text(s, text, strlen(text), "en", &count);
    assert_int_equal(count, 4);
    assert_int_equal(words[0].start, 1);
    assert_int_equal(words[0].bytes, 5);
    assert_int_equal(words[0].space_after, 1);
    assert_int_equal(words[1].space_after, 2);
    assert_int_equal(words[2].bytes, 12);
    assert_int_equal(words[3].bytes, 10);
    free(words);
    words = segment_text(s, "", 0, "en", &count);
    assert_int_equal(count, 0);
    free(words);
    words = segment_text(s, " \n\t", 3, "en", &count);
    assert_int_equal(count, 0);
    free(words);
    segmenter_free(s);
    segmenter_free(NULL);
}

static void test_accents_stay_with_their_letter_where_a_long_run_is_cut(void **state)
{
    (void)state;
    struct str text = {0};
    str_add(&text, "x");
    for (int i = 0; i < 1000; i++)
        str_add(&text, "a\xcc\x81"); /* 3 bytes a letter: 1024 falls within one */
    struct segmenter *s = segmenter_new();
    size_t count;
    struct segment_word *words = segment_text(s, text.data, text.length_bytes, "", &count);
    assert_int_equal(count, 3);
    assert_int_equal(words[0].bytes, 1024 - 0);
    for (size_t i = 1; i < count; i++)
        assert_int_equal(text.data[words[i].start], 'a');
    free(words);
    segmenter_free(s);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_sentences),
        cmocka_unit_test(test_quotes_and_brackets_stay_with_what_they_close),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_list_numbers_begin_what_they_number),
        cmocka_unit_test(test_ellipses),
        cmocka_unit_test(test_note_numbers_that_lost_their_raise),
        cmocka_unit_test(test_marks_are_looked_through),
        cmocka_unit_test(test_text_need_not_end_with_nul),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_no_sentence_is_longer_than_four_hundred_words),
        cmocka_unit_test(test_words_are_what_spaces_part),
        cmocka_unit_test(test_accents_stay_with_their_letter_where_a_long_run_is_cut),
    };
    return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
