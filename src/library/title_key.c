#include "library/title_key.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/fold.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_WORD_MOST_BYTES = 256 };

/* A number sorts by how many digits it has, then by the digits. */
static size_t add_number(struct str *word, const char *text, size_t bytes)
{
    size_t used = 0, zeros = 0;
    while (used < bytes && fold_is_digit((unsigned char)text[used]))
        used++;
    while (zeros + 1 < used && text[zeros] == '0')
        zeros++;
    size_t digits = used - zeros;
    str_add_char(word, (char)('0' + (digits < 60 ? digits : 60)));
    str_add_bytes(word, text + zeros, digits);
    return used;
}

/* The next run of letters and numbers, folded, in `word`; returns the bytes of `text` that it took. */
static size_t next_word(const char *text, size_t bytes, struct str *word)
{
    size_t at = 0;
    str_clear(word);
    while (at < bytes) {
        size_t used;
        uint32_t cp = fold_letter(utf8_decode(text + at, bytes - at, &used));
        if (fold_is_digit(cp)) {
            at += add_number(word, text + at, bytes - at);
            continue;
        }
        if (!fold_is_letter(cp)) {
            bool apostrophe = cp == '\'' || cp == 0x2019;
            at += used;
            if (word->length_bytes && !apostrophe)
                break;
            continue;
        }
        if (word->length_bytes < KEY_WORD_MOST_BYTES)
            str_add_codepoint(word, cp);
        at += used;
    }
    return at;
}

/* The words by which an edition calls itself Easy Read, in English and in Welsh. */
static bool says_easy_read(const char *word)
{
    static const char *const words[] = {"easy", "read",   "easyread", "edition", "version", "hawdd",
                                        "ei",   "ddeall", "darllen",  "fersiwn", "rhifyn",  NULL};
    return str_is_among(word, words);
}

static char *make(const char *title, bool leave_out)
{
    struct str key = {0}, word = {0};
    size_t bytes = strlen(title);
    for (size_t at = 0; at < bytes;) {
        at += next_word(title + at, bytes - at, &word);
        if (!word.length_bytes || (leave_out && says_easy_read(str_text(&word))))
            continue;
        if (key.length_bytes)
            str_add_char(&key, ' ');
        str_add_bytes(&key, word.data, word.length_bytes);
    }
    str_free(&word);
    return key.data ? key.data : mem_copy_string("");
}

/* Sorts after every word, so that an Easy Read edition follows whatever else begins with its title ("... A briefing"). */
static const char after_all[] = " \x7F";

char *title_key_make(const char *title, bool easy_read)
{
    char *key = make(title, easy_read);
    if (!easy_read)
        return key;
    struct str after = {0};
    if (*key) {
        str_add(&after, key);
    } else {
        char *all = make(title, false);
        str_add(&after, all);
        free(all);
    }
    str_add(&after, after_all);
    free(key);
    return after.data;
}
