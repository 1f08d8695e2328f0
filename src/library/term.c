#include "library/term.h"
#include "base/str.h"
#include "library/fold.h"

static bool is_letter_or_digit(uint32_t cp)
{
    return fold_is_letter(cp) || fold_is_digit(cp);
}

/* Runs that are kept, begun as every run of the word. */
static void keep_runs(struct term *t)
{
    if (t->run_count < 2) {
        t->run_count = 0;
        return;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < t->run_count; i++) {
        bool is_one_letter =
            t->runs[i].bytes == 1 && !fold_is_digit((uint8_t)t->text[t->runs[i].at]);
        if (!is_one_letter && t->runs[i].bytes)
            t->runs[kept++] = t->runs[i];
    }
    t->run_count = kept;
}

static void add_letter(struct term *t, uint32_t cp, bool begins_run)
{
    char encoded[4] = {(char)cp};
    size_t bytes = cp < 0x80 ? 1 : utf8_encode(cp, encoded);
    if (t->bytes + bytes > TERM_MOST_BYTES)
        return;
    if (begins_run && t->run_count < TERM_MOST_RUNS) {
        t->runs[t->run_count].at = (uint8_t)t->bytes;
        t->runs[t->run_count++].bytes = 0;
    }
    for (size_t i = 0; i < bytes; i++)
        t->text[t->bytes++] = encoded[i];
    t->runs[t->run_count - 1].bytes = (uint8_t)(t->bytes - t->runs[t->run_count - 1].at);
}

void term_read(const char *word, size_t bytes, struct term *out)
{
    out->bytes = out->run_count = out->first = out->end = 0;
    bool in_run = false;
    for (size_t at = 0, used; at < bytes; at += used) {
        uint32_t cp = (uint8_t)word[at];
        used = 1;
        if (cp >= 0x80)
            cp = utf8_decode(word + at, bytes - at, &used);
        cp = fold_letter(cp);
        if (fold_is_silent(cp))
            continue;
        if (cp == 0xFFFD || !is_letter_or_digit(cp)) {
            in_run = false;
            continue;
        }
        if (!out->bytes)
            out->first = (uint32_t)at;
        add_letter(out, cp, !in_run);
        in_run = true;
        out->end = (uint32_t)(at + used);
    }
    out->text[out->bytes] = '\0';
    keep_runs(out);
}

bool term_next_word(const char *text, size_t bytes, size_t *at, size_t *word, size_t *word_bytes)
{
    size_t used;
    while (*at < bytes && utf8_is_space(utf8_decode(text + *at, bytes - *at, &used)))
        *at += used;
    *word = *at;
    while (*at < bytes && !utf8_is_space(utf8_decode(text + *at, bytes - *at, &used)))
        *at += used;
    *word_bytes = *at - *word;
    return *word_bytes > 0;
}
