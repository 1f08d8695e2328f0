/* Signs by name, and words letter by letter. */
#include "speech/narrator.h"
#include "speech/signs.h"
#include "speech/spelling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 32 };

struct named {
    struct spoken spoken;
    uint32_t *numbers;
};

static struct named name(const char *text, enum narrator_punctuation level)
{
    struct spoken_source sources[WORDS_MOST];
    size_t n = 0;
    for (const char *p = text; *p; p += strspn(p, " ")) {
        size_t bytes = strcspn(p, " ");
        sources[n++] = (struct spoken_source){p, bytes, true, false};
        p += bytes;
    }
    struct lexicon *lexicon = lexicon_load("en"), *signs = signs_load("en");
    struct named out = {.numbers = calloc(n, sizeof *out.numbers)};
    spoken_make(lexicon, "en", sources, n, &out.spoken);
    for (size_t i = 0; i < n; i++)
        out.numbers[i] = (uint32_t)i + 1;
    struct signs_editor *editor = signs_begin(signs, level, &out.spoken, out.numbers);
    for (size_t i = 0; i < n; i++)
        signs_copy(editor, i, &sources[i]);
    signs_end(editor, &out.spoken, &out.numbers);
    lexicon_free(lexicon);
    lexicon_free(signs);
    return out;
}

static void free_named(struct named *n)
{
    spoken_free(&n->spoken);
    free(n->numbers);
}

static void check(const char *text, enum narrator_punctuation level, const char *expected)
{
    struct named n = name(text, level);
    assert_string_equal(str_text(&n.spoken.text), expected);
    free_named(&n);
}

static void test_signs_are_named_by_level(void **state)
{
    (void)state;
    check("Now, we (all) go.", NARRATOR_PUNCTUATION_NONE, "Now, we, all, go.");
    check("Now, we (all) go.", NARRATOR_PUNCTUATION_SOME,
          "Now, we, open bracket all close bracket, go.");
    check("Now, we (all) go.", NARRATOR_PUNCTUATION_ALL,
          "Now comma, we, open bracket all close bracket, go dot.");
    check("don't e-mail it", NARRATOR_PUNCTUATION_ALL, "don't e-mail it");
    check("it ........ ends", NARRATOR_PUNCTUATION_ALL, "it dot dot dot dot dot dot. ends");
}

/* Each word of the source stays one word, with its own place in the text. */
static void test_words_keep_their_numbers_and_places(void **state)
{
    (void)state;
    struct named n = name("“Why?” – he said (p. 5), twice.", NARRATOR_PUNCTUATION_ALL);
    uint32_t next = 1, last_end = 0;
    size_t length = utf8_count(n.spoken.text.data, n.spoken.text.length_bytes);
    for (size_t i = 0; i < n.spoken.word_count; i++) {
        const struct spoken_word *w = &n.spoken.words[i];
        if (w->count_cp) {
            assert_true(w->start_cp >= last_end);
            last_end = w->start_cp + w->count_cp;
            assert_true(last_end <= length);
        }
        if (n.numbers[i])
            assert_int_equal(n.numbers[i], next++);
    }
    assert_int_equal(next, 8);
    const struct spoken_word *said = NULL;
    for (size_t i = 0; i < n.spoken.word_count; i++)
        said = n.numbers[i] == 4 ? &n.spoken.words[i] : said;
    assert_non_null(said);
    assert_memory_equal(n.spoken.text.data + said->start_cp, "said", 4);
    /* a dash by itself is said for its own word */
    for (size_t i = 0; i < n.spoken.word_count; i++)
        said = n.numbers[i] == 2 ? &n.spoken.words[i] : said;
    assert_memory_equal(n.spoken.text.data + said->start_cp, "dash", said->count_cp);
    free_named(&n);
}

static void test_no_signs_where_there_are_no_names(void **state)
{
    (void)state;
    assert_null(signs_load("xx"));
    assert_null(signs_load("../en"));
    assert_null(signs_load(""));
    assert_null(signs_name(NULL, ",", 1));
}

static void spell(const char *word, const char *lang, struct str *out)
{
    struct lexicon *signs = signs_load(lang);
    size_t begin, bytes, at = 0;
    spelling_core(word, strlen(word), &begin, &bytes);
    struct spelling_letter letter;
    while (spelling_next(word + begin, bytes, &at, &letter)) {
        if (out->length_bytes)
            str_add_char(out, ' ');
        if (letter.is_capital)
            str_add(out, "^");
        spelling_add(&letter, lang, signs, out);
    }
    lexicon_free(signs);
}

static void check_spelling(const char *word, const char *lang, const char *expected)
{
    struct str out = {0};
    spell(word, lang, &out);
    assert_string_equal(str_text(&out), expected);
    str_free(&out);
}

static void test_words_are_spelled(void **state)
{
    (void)state;
    check_spelling("“Area,", "en", "^eigh r e eigh");
    check_spelling("e-mail.", "en", "e hyphen m eigh i l");
    check_spelling("KS2", "en", "^k ^s 2");
    check_spelling("Île", "fr", "^Î l e");
    check_spelling("e\xcc\x81t", "fr", "e\xcc\x81 t");
    check_spelling("...", "en", "dot dot dot");
    check_spelling("bach", "cy", "b a c h");
    check_spelling("\xff\xfe", "en", "");
    check_spelling("", "en", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs_are_named_by_level),
        cmocka_unit_test(test_words_keep_their_numbers_and_places),
        cmocka_unit_test(test_no_signs_where_there_are_no_names),
        cmocka_unit_test(test_words_are_spelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
