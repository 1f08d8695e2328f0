/* reading.h: a book as the row of sentences in which it is read aloud.
 *
 * An item is one sentence, or a part of a sentence that is very long or in several languages: its words, what is announced before and
 * after it ('Heading', 'End of quotation'), the pause after it, its language, and the word with which the next item begins. Shared by the narrator and the
 * recital, so that both say the same. Any thread. */
#ifndef LECTERN_SPEECH_READING_H
#define LECTERN_SPEECH_READING_H

#include "speech/narrator.h"
#include "speech/spoken.h"

#include <stdbool.h>
#include <stdint.h>

struct book;
struct lexicon;
struct language_profiles; /* speech/language.h */

enum {
    READING_WORDS_MOST =
        60, /* of one item; longer sentences are cut, at a comma where there is one */
    READING_ANNOUNCEMENT_BYTES = 400,    /* longer ones are cut */
    READING_ANNOUNCEMENT_PAUSE_MS = 120, /* between an announcement and what it is about */
    READING_PIECE_PAUSE_MS = 60          /* inside a sentence, where its language changes */
};

/* What decides how a book is read. All borrowed; profiles may be NULL: then Latin letters are never guessed. */
struct reading {
    const struct book *book;
    const struct narrator_settings *settings;
    const struct language_profiles *profiles;
};

struct reading_item {
    uint32_t first, count; /* words, numbered in a row */
    uint32_t from;         /* the first of them that is to be said */
    uint32_t sentence;
    uint32_t next; /* the word to go on with; 0: that was all */
    uint32_t pause_ms;
    bool is_whole;  /* all words of its block's sentence */
    char label[48]; /* of a list item, said with the words ("2."); "" nothing */
    char lang[16];
    /* In the language of the settings' phrases; "" nothing. */
    char before[READING_ANNOUNCEMENT_BYTES], after[READING_ANNOUNCEMENT_BYTES];
};

/* The item that holds word `word`; false when there is none. Nothing after word `last` (0: the end) belongs to it. */
bool reading_item_at(const struct reading *reading, uint32_t word, uint32_t last,
                     struct reading_item *out);

/* What is said for an item, and the word of the book that each of its words is (0: a word of ours). */
struct reading_spoken {
    struct spoken spoken;
    uint32_t *words; /* spoken.word_count */
};

/* `signs` (NULL is fine) is what signs_load gives for the item's language. Free with reading_spoken_free. */
void reading_item_spoken(const struct reading *reading, const struct reading_item *item,
                         const struct lexicon *lexicon, const struct lexicon *signs,
                         struct reading_spoken *out);
void reading_spoken_free(struct reading_spoken *s);

/* The index of spoken.words with which an item begins that is to be said from item->from on. */
size_t reading_spoken_from(const struct reading_item *item, const struct reading_spoken *s);

/* The sentence as it is written. */
void reading_item_written(const struct book *book, const struct reading_item *item,
                          struct str *out);

/* The following look at nothing but blocks and numbers, and so need no profiles. */

/* Whether words of this block are read, with these settings. */
bool reading_block_is_read(const struct book *book, const struct narrator_settings *settings,
                           uint32_t block);

/* The read block after or before a block (0: none). */
uint32_t reading_block_after(const struct book *book, const struct narrator_settings *settings,
                             uint32_t block);
uint32_t reading_block_before(const struct book *book, const struct narrator_settings *settings,
                              uint32_t block);

/* The first word of a block, or of its description, and the number behind its last. */
uint32_t reading_block_first(const struct book *book, uint32_t block);
uint32_t reading_block_end(const struct book *book, uint32_t block);

/* The sentence in which a word stands: *first and the number behind its last word. */
void reading_sentence_of(const struct book *book, uint32_t word, uint32_t *first, uint32_t *end);

/* The word `step` units on (below 0: back) in the order of reading; 0 when there is none. Sentences, paragraphs and headings give their
 * first word. */
uint32_t reading_step(const struct book *book, const struct narrator_settings *settings,
                      uint32_t word, enum narrator_unit unit, int step);

/* Whether the reading pauses before this word, by settings->stop_after. */
bool reading_stops_before(const struct book *book, const struct narrator_settings *settings,
                          uint32_t word);

#endif
