/* narrator.h: reads a book aloud, sentence by sentence, says the interface's words, and knows which word sounds now.
 *
 * A narrator turns sentences into samples on its own thread and hands them to an audio sink. Its clock is the count of samples
 * really played, so the lit word never runs ahead of the ear. Interface speech has priority: document speech waits while it
 * sounds, then goes on at the same word. espeak-ng starts on the narrator's thread, at the first thing to say. */
#ifndef LECTERN_SPEECH_NARRATOR_H
#define LECTERN_SPEECH_NARRATOR_H

#include "base/err.h"
#include "speech/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audio; /* speech/audio.h */
struct book;  /* book/model.h; borrowed for as long as the narrator reads it */
struct narrator;

enum narrator_state {
    NARRATOR_SILENT, /* nothing is being read */
    NARRATOR_READING,
    NARRATOR_PAUSED,  /* the place is kept */
    NARRATOR_FINISHED /* the last word was heard; until the next narrator_read or narrator_stop */
};

/* How many signs of the text are said by name ("comma"), in the language of the text: assets/lexicon/signs-<lang>.tsv. */
enum narrator_punctuation {
    NARRATOR_PUNCTUATION_NONE,
    NARRATOR_PUNCTUATION_SOME, /* those that mean something: brackets, quotes, slashes, dashes, signs like '&' */
    NARRATOR_PUNCTUATION_ALL
};

/* What is said about the text, besides its words; bits of narrator_settings.announce. */
enum {
    NARRATOR_SAY_HEADING = 1 << 0,       /* 'Heading' */
    NARRATOR_SAY_HEADING_LEVEL = 1 << 1, /* 'Heading level 2' instead */
    NARRATOR_SAY_LIST = 1 << 2,          /* 'List of 4 items' */
    NARRATOR_SAY_LIST_END = 1 << 3,
    NARRATOR_SAY_PICTURE =
        1 << 4, /* 'Picture:' before a description; 'A picture without a description' */
    NARRATOR_SAY_QUOTATION = 1 << 5, /* at its beginning and end */
    NARRATOR_SAY_NOTE = 1 << 6,      /* 'Note 3' */
    NARRATOR_SAY_CELL = 1 << 7,      /* a cell's headers; 'Empty' */
    NARRATOR_SAY_ROW = 1 << 8,       /* 'Row 2' */
    NARRATOR_SAY_TABLE = 1 << 9,     /* where a table begins, how large it is, and where it ends */
    NARRATOR_SAY_CAPTION = 1 << 10,
    NARRATOR_SAY_LINK = 1 << 11,     /* 'link' before its words, in the language of the text */
    NARRATOR_SAY_LEFT_OUT = 1 << 12, /* '3 notes left out', at the end of their section */
    NARRATOR_SAY_FURNITURE =
        1 << 13, /* at the beginning, that running heads and page numbers are left out */
};

enum narrator_structure {
    NARRATOR_STRUCTURE_NONE,
    NARRATOR_STRUCTURE_SOME,
    NARRATOR_STRUCTURE_ALL
};

/* The NARRATOR_SAY_ bits of a level. NONE keeps LEFT_OUT: nothing is left out silently. Any thread. */
uint32_t narrator_announcements(enum narrator_structure level);

/* Where the reading pauses by itself, to go on at narrator_resume. */
enum narrator_stop_after {
    NARRATOR_STOP_NEVER,
    NARRATOR_STOP_SENTENCE,
    NARRATOR_STOP_PARAGRAPH, /* or a row of a table; a heading goes with what follows it */
    NARRATOR_STOP_SECTION    /* before the next heading */
};

struct narrator_language { /* "th", "Thai" */
    const char *tag, *name;
};

/* The words of announcements, in the interface's language. A %u or %s stands for the number or the words; only the first two of a
 * phrase are filled. Copied by narrator_set; the English defaults come with narrator_settings_default. */
struct narrator_phrases {
    const char *lang;                    /* BCP 47: the voice that says them; "en" */
    const char *heading, *heading_level; /* "Heading", "Heading level %u" */
    const char *list_one, *list_many;    /* "List of one item", "List of %u items" */
    const char *list_end;                /* "End of list" */
    const char *picture;                 /* "Picture" */
    const char *picture_bare,
        *pictures_bare; /* "A picture without a description", "%u pictures without a description" */
    const char *quotation, *quotation_end;      /* "Quotation", "End of quotation" */
    const char *note;                           /* "Note %s" */
    const char *caption;                        /* "Caption" */
    const char *table, *table_end;              /* "Table. Columns: %u. Rows: %u", "End of table" */
    const char *row;                            /* "Row %u" */
    const char *cell_empty, *cells_empty;       /* "Empty", "%u empty cells" */
    const char *notes_out_one, *notes_out_many; /* "One note left out", "%u notes left out" */
    const char *pictures_out_one,
        *pictures_out_many;       /* "One picture left out", "%u pictures left out" */
    const char *furniture_out;    /* "Page numbers and running heads are left out" */
    const char *no_voice;         /* "This part is in %s. There is no voice for it" */
    const char *no_voice_unknown; /* "There is no voice for the language of this part" */
    const char *capital;          /* "Capital %s", when a word is spelled */
    const struct narrator_language *languages; /* names for no_voice; NULL: the English ones */
    size_t language_count;
};

struct narrator_settings {
    struct voice_settings voice;
    int pause_sentence_ms; /* 150 */
    int pause_block_ms;    /* 450, after paragraphs and list items */
    int pause_heading_ms;  /* 700 */
    bool text_only;        /* figures are passed over */
    bool
        read_notes; /* true: in their place; false: passed over, and counted at the end of the section */
    enum narrator_punctuation punctuation; /* NONE */
    uint32_t announce;                     /* NARRATOR_SAY_ bits; those of SOME */
    enum narrator_stop_after stop_after;   /* NEVER */
    struct narrator_phrases phrases;
    /* Where staff's own lexicon.tsv lies (lexicon_load_layered); "" nowhere. */
    char words_folder[512];
    /* Where the lexicons lie that came with the document: asked after staff's, before ours; "" nowhere. */
    char pack_folder[512];
};

struct narrator_settings narrator_settings_default(void);

/* Starts the narrator's thread. `wake(data)` is called from it whenever narrator_word, narrator_state or narrator_is_talking may
 * have changed; it must only wake the main loop. Free with narrator_free. Thread: main. */
struct narrator *narrator_new(struct audio *audio, void (*wake)(void *), void *data);
void narrator_free(struct narrator *n); /* NULL is fine; stops at once */

/* From the next sentence on. Thread: main. */
void narrator_set(struct narrator *n, const struct narrator_settings *settings);

/* Read on from word `first` to `last` (0: the end); what was sounding stops at once. Thread: main. */
void narrator_read(struct narrator *n, const struct book *book, uint32_t first, uint32_t last);

/* Silence within one audio period; the place is kept. Resume begins at the word that was lit. Thread: main. */
void narrator_pause(struct narrator *n);
void narrator_resume(struct narrator *n);

/* The reading ends; the place is forgotten and the book let go of before this returns. Interface speech goes on (narrator_hush stops
 * that). Thread: main. */
void narrator_stop(struct narrator *n);

enum narrator_unit { NARRATOR_WORD, NARRATOR_SENTENCE, NARRATOR_PARAGRAPH, NARRATOR_HEADING };

/* Goes `step` words, sentences, paragraphs or headings on (or back: below 0) from the word that sounds or the place that is kept.
 * While reading, it reads on from there. While paused, the place moves, and the word or sentence there is said, once; then it is
 * paused again (narrator_state says READING as long as it sounds). Paragraphs count lists' items and tables' cells. Interface speech stops. False, and nothing
 * changes, when there is nowhere to go. Thread: main. */
bool narrator_move(struct narrator *n, enum narrator_unit unit, int step);

/* The reading no longer ends at the `last` of narrator_read: the place may move anywhere. Thread: main. */
void narrator_widen(struct narrator *n);

/* Says the sentence that sounds, or that was heard last, once more. While reading, it reads on after it; paused or finished, it is so
 * again afterwards, at the same place. False when nothing was read yet. Thread: main. */
bool narrator_repeat(struct narrator *n);

/* Spells a word of the book as interface speech, letter by letter, then says it. Word 0: the one that sounds or is kept. False when there is
 * none. The book is not kept. Thread: main. */
bool narrator_spell(struct narrator *n, const struct book *book, uint32_t word);

/* While the announcement sounds that a passage has no voice: its first word, and its language; else 0. Thread: main. */
uint32_t narrator_unvoiced(const struct narrator *n, char lang[16]);

enum narrator_state narrator_state(const struct narrator *n);

/* The word that sounds now: the last mark at or before the samples played; 0 when nothing is being read. Paused: the word to go on
 * from. Thread: main. */
uint32_t narrator_word(const struct narrator *n);

/* Microseconds until narrator_word changes (at the pace of the samples), for the main loop's sleep; UINT64_MAX when it will not. */
uint64_t narrator_next_change_us(const struct narrator *n);

/* Says interface words; older interface speech stops. With `after`, it waits for older interface speech instead. `lang` is a BCP 47
 * tag. Copied. Thread: main. */
void narrator_say(struct narrator *n, const char *text, const char *lang, bool after);

/* The same, of a few words: each syllable by itself, with a pause after it, then all as usual. Thread: main. */
void narrator_say_slowly(struct narrator *n, const char *text, const char *lang, bool after);

/* A short tone, then says interface words; older interface speech stops: to try a loudspeaker. Thread: main. */
void narrator_sound_tone(struct narrator *n, const char *text, const char *lang);

/* Stops interface speech (not the reading). Thread: main. */
void narrator_hush(struct narrator *n);

/* Interface speech sounds or waits. */
bool narrator_is_talking(const struct narrator *n);

/* A script's clock: waits until the ring holds `samples` or all there is to say has been made. Thread: main. */
void narrator_wait_made(struct narrator *n, size_t samples);

/* Why nothing can be said: ERR_NO_VOICE, once something was to be said and espeak-ng or its data was missing. Any thread. */
enum err narrator_problem(const struct narrator *n);

enum narrator_event_kind {
    NARRATOR_EVENT_START = 1,
    NARRATOR_EVENT_STOP,
    NARRATOR_EVENT_WORD,
    NARRATOR_EVENT_SKIPPED /* words without a voice for their language: word and the text */
};

struct narrator_event {
    enum narrator_event_kind kind;
    uint64_t
        sample; /* of audio_played at which it begins to sound (STOP: at which it was cut or ended) */
    uint32_t word; /* WORD: its number; START: the first word, 0 for interface speech */
    bool interface;
    bool is_announcement; /* START, STOP: words about the text, not of it */
    char lang[16];
    const char *text; /* START, SKIPPED: the sentence as written; borrowed until the next call */
};

/* The next event whose sample has been played, in order; false when there is none. Events are kept only after
 * narrator_keep_events(n, true). Thread: main. */
void narrator_keep_events(struct narrator *n, bool keep);
bool narrator_next_event(struct narrator *n, struct narrator_event *out);

#endif
