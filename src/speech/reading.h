/* reading.h: a book as the row of sentences in which it is read aloud.
 *
 * An item is one sentence, or a part of a very long one: its words, what is said before it ('Picture:', 'Note 3:', '2.'), the pause
 * after it, its language, and the word with which the next item begins. Shared by the narrator and the recital, so that both say
 * the same. Any thread. */
#ifndef LECTERN_SPEECH_READING_H
#define LECTERN_SPEECH_READING_H

#include "speech/spoken.h"

#include <stdbool.h>
#include <stdint.h>

struct book;
struct lexicon;
struct narrator_settings;

enum {
    READING_WORDS_MOST = 60
}; /* of one item; longer sentences are cut, at a comma where there is one */

struct reading_item {
    uint32_t first, count; /* words, numbered in a row */
    uint32_t from;         /* the first of them that is to be said */
    uint32_t sentence;
    uint32_t next; /* the word to go on with; 0: that was all */
    uint32_t pause_ms;
    char lead[64]; /* said before the words; "" nothing */
    char lang[16];
};

/* The item that holds word `word`; false when there is none. Nothing after word `last` (0: the end) belongs to it. */
bool reading_item_at(const struct book *book, const struct narrator_settings *settings,
                     uint32_t word, uint32_t last, struct reading_item *out);

/* What is said for an item. The first *lead_count words of out->words are those of item->lead; the item's own follow. Free `out` with
 * spoken_free. */
void reading_item_spoken(const struct book *book, const struct reading_item *item,
                         const struct lexicon *lexicon, struct spoken *out, size_t *lead_count);

/* The sentence as it is written. */
void reading_item_written(const struct book *book, const struct reading_item *item,
                          struct str *out);

#endif
