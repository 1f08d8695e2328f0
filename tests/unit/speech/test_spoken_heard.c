/* What a listener hears of spoken.tsv and spoken_cy.tsv: sound is compared by the voice's own phonemes, so spelling does not matter. */
#include "base/file.h"
#include "speech/lexicon.h"
#include "speech/spoken.h"
#include "speech/voice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MOST = 1 << 20 };

/* Pauses are not compared: signs become spaces. */
static void add_bare(struct str *out, const char *text)
{
    for (; *text; text++)
        str_add_char(out, strchr(",;:.?!\"-", *text) ? ' ' : *text);
}

/* Puts one sound for another wherever it stands. */
static void fold(struct str *s, const char *from, const char *to)
{
    struct str out = {0};
    size_t length = strlen(from);
    for (const char *p = str_text(s); *p;) {
        if (strncmp(p, from, length) == 0) {
            str_add(&out, to);
            p += length;
        } else {
            str_add_char(&out, *p++);
        }
    }
    str_free(s);
    *s = out;
}

/* Sounds that are one to a listener but that espeak-ng writes in several ways; stress and pauses are dropped. */
static void add_heard(struct voice *voice, const char *text, struct str *out)
{
    static const char *const folds[][2] = {{"r-", ""},    {"I2", "I"},  {"3:", "\1"}, {"3", "@"},
                                           {"\1", "3:"},  {"o@", "O:"}, {"O@", "O:"}, {"A@", "A:"},
                                           {"aa", "A:"},  {"i:", "i"},  {"DI", "D@"}, {"Di", "D@"},
                                           {"t@5", "tu:"}};
    struct str bare = {0}, phonemes = {0};
    add_bare(&bare, text);
    voice_add_phonemes(voice, str_text(&bare), bare.length_bytes, &phonemes);
    struct str heard = {0};
    for (const char *p = str_text(&phonemes); *p; p++) {
        if (!strchr("' ,%=;|!?._:^\n", *p) || (*p == ':' && p > phonemes.data && p[-1] != '_'))
            str_add_char(&heard, *p);
    }
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        fold(&heard, folds[i][0], folds[i][1]);
    str_add(out, str_text(&heard));
    str_free(&bare);
    str_free(&phonemes);
    str_free(&heard);
}

static bool sounds_like(struct voice *voice, const char *heard, const char *form)
{
    struct str other = {0};
    add_heard(voice, form, &other);
    bool same = strcmp(heard, str_text(&other)) == 0;
    str_free(&other);
    return same;
}

/* "{a|b} c": every choice is tried in turn, the first brace first. */
static bool is_accepted(struct voice *voice, const char *heard, const char *form)
{
    const char *open = strchr(form, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close)
        return sounds_like(voice, heard, form);
    for (const char *choice = open + 1; choice <= close; choice++) {
        size_t length = strcspn(choice, "|}");
        struct str one = {0};
        str_add_bytes(&one, form, (size_t)(open - form));
        str_add_bytes(&one, choice, length);
        str_add(&one, close + 1);
        bool accepted = is_accepted(voice, heard, str_text(&one));
        str_free(&one);
        if (accepted)
            return true;
        choice += length;
    }
    return false;
}

static bool check_line(struct voice *voice, const struct lexicon *lexicon, const char *lang,
                       char *line)
{
    char *rest = line;
    const char *category = strsep(&rest, "\t"), *written = strsep(&rest, "\t"), *form;
    struct spoken spoken;
    struct str heard = {0};
    assert_non_null(rest);
    spoken_make_text(lexicon, lang, written, &spoken);
    add_heard(voice, str_text(&spoken.text), &heard);
    bool accepted = false;
    while (!accepted && (form = strsep(&rest, "\t")) != NULL)
        accepted = is_accepted(voice, str_text(&heard), form);
    if (!accepted)
        print_error("%s: %s\n  is said as: %s\n", category, written, str_text(&spoken.text));
    str_free(&heard);
    spoken_free(&spoken);
    return accepted;
}

static void check_list(const char *path, const char *lang, size_t least)
{
    static const struct voice_settings settings = {"", VOICE_WPM_USUAL, 50};
    struct voice *voice = NULL;
    struct lexicon *lexicon = lexicon_load(lang);
    char *text = NULL;
    size_t bytes = 0, lines = 0, wrong = 0;
    assert_int_equal(voice_new(&voice), ERR_OK);
    assert_true(voice_set(voice, &settings, lang));
    assert_int_equal(file_read(path, FILE_BYTES_MOST, &text, &bytes), ERR_OK);
    text[bytes] = 0;
    for (char *rest = text, *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (!line[0] || line[0] == '#')
            continue;
        lines++;
        wrong += !check_line(voice, lexicon, lang, line);
    }
    assert_int_equal(wrong, 0);
    assert_true(lines >= least);
    free(text);
    lexicon_free(lexicon);
    voice_free(voice);
}

static void test_english_sentences_are_heard_as_expected(void **state)
{
    (void)state;
    check_list("tests/unit/speech/spoken.tsv", "en-GB", 250);
}

static void test_welsh_sentences_are_heard_as_expected(void **state)
{
    (void)state;
    check_list("tests/unit/speech/spoken_cy.tsv", "cy", 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_sentences_are_heard_as_expected),
        cmocka_unit_test(test_welsh_sentences_are_heard_as_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
