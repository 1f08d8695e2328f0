/* The lines of a script from strange bytes: they are cut into words as script_line.h says, and words that are put into quotation marks come
 * out again as they were. What lines do is tests/soak's and the trips'. */
#include "strange.h"

#include "app/script_line.h"

static void check_again(char *const *words, int count)
{
    struct str line = {0};
    char *again[SCRIPT_WORDS_MOST];
    int found;
    bool is_plain = true;
    for (int i = 0; i < count; i++) {
        is_plain = is_plain && !strpbrk(words[i], "\"$");
        str_addf(&line, "\"%s\" ", words[i]);
    }
    if (is_plain) {
        must(!script_line_cut(str_text(&line), again, &found) && found == count);
        for (int i = 0; i < count; i++) {
            must(strcmp(again[i], words[i]) == 0);
            free(again[i]);
        }
    }
    str_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strange_text(data, size), *rest = text;
    for (char *line; (line = strange_line(&rest));) {
        char *words[SCRIPT_WORDS_MOST];
        int count;
        const char *wrong = script_line_cut(line, words, &count);
        must(count >= 0 && count <= SCRIPT_WORDS_MOST && (!wrong || *wrong));
        check_again(words, count);
        while (count)
            free(words[--count]);
    }
    free(text);
    return 0;
}
