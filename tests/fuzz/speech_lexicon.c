/* How words are said, from strange bytes: up to the first byte 1 they are a lexicon's file; then each line is a word that is looked up in
 * it, and said with it. What is said never has a "[[" without its "]]": the voice would read on as phonemes. */
#include "strange.h"

#include "speech/lexicon.h"
#include "speech/spoken.h"

static void check_phonemes(const char *text)
{
    bool is_open = false;
    for (; *text; text++) {
        if (*text != '[' && *text != ']')
            continue;
        must(text[1] == *text && is_open == (*text == ']'));
        is_open = !is_open;
        text++;
    }
    must(!is_open);
}

static void look_up(const struct lexicon *lexicon, char *text)
{
    for (char *word; (word = strange_line(&text));) {
        const char *said = lexicon_find(lexicon, word, strlen(word));
        const char *meaning = lexicon_explain(lexicon, word, strlen(word));
        must(!said || utf8_is_valid(said, strlen(said)));
        must(!meaning || utf8_is_valid(meaning, strlen(meaning)));
        (void)lexicon_find_own(lexicon, word, strlen(word));
        (void)lexicon_phrase(lexicon, word, "");
        struct spoken spoken;
        spoken_make_text(lexicon, "en-GB", word, &spoken);
        must(utf8_is_valid(str_text(&spoken.text), spoken.text.length_bytes));
        check_phonemes(str_text(&spoken.text));
        spoken_free(&spoken);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, 1, size) : NULL;
    size_t bytes = end ? (size_t)(end - data) : size;
    struct strange_file file = strange_file_of(data, bytes);
    struct lexicon *lexicon = NULL;
    must(lexicon_open(file.path, &lexicon) == ERR_OK);
    for (size_t i = 0; lexicon_problem_at(lexicon, i); i++)
        must(i < 50 && *lexicon_problem_at(lexicon, i));
    char *text = strange_text(end ? end + 1 : data, end ? size - bytes - 1 : size);
    look_up(lexicon, text);
    free(text);
    lexicon_free(lexicon);
    close(file.fd);
    return 0;
}
