#include "base/mem.h"
#include "book/model.h"
#include "speech/audio.h"
#include "speech/language.h"
#include "speech/narrator_state.h"
#include "speech/reading.h"
#include "speech/spelling.h"

#include <string.h>

/* Locked. Where the reading is: the word that sounds, is announced, or is kept. 0: nothing is read. */
static uint32_t place_of(struct narrator *n)
{
    if (!n->book || n->state == NARRATOR_SILENT)
        return 0;
    if (n->state == NARRATOR_PAUSED)
        return n->held_word;
    if (n->is_preview && n->resume_at)
        return n->resume_at;
    const struct timeline_mark *mark = timeline_now(&n->timeline, audio_played(n->audio));
    return mark ? mark->word : n->held_word ? n->held_word : n->run_first;
}

/* Locked. Whether a word belongs to what is being read. */
static bool is_in_reading(const struct narrator *n, uint32_t word)
{
    if (!n->reading_last)
        return true;
    uint32_t block = n->book->words[word].block;
    uint32_t last_block = n->book->words[n->reading_last].block;
    return block < last_block || (block == last_block && word <= n->reading_last);
}

/* Locked. Says a piece; then it is paused at `resume_at`, or finished when that is 0. */
static void preview(struct narrator *n, uint32_t first, uint32_t last, uint32_t resume_at)
{
    narrator_begin_run(n, first, last, first);
    n->is_preview = true;
    n->resume_at = resume_at;
}

bool narrator_move(struct narrator *n, enum narrator_unit unit, int step)
{
    narrator_lock(n);
    narrator_settle(n);
    uint32_t place = place_of(n);
    uint32_t target = place && step ? reading_step(n->book, &n->settings, place, unit, step) : 0;
    bool can = target && is_in_reading(n, target);
    if (can && (n->state == NARRATOR_PAUSED || n->is_preview)) {
        uint32_t first = target, end = target + 1;
        if (unit != NARRATOR_WORD)
            reading_sentence_of(n->book, target, &first, &end);
        preview(n, target, end - 1, target);
    } else if (can) {
        narrator_begin_run(n, target, n->reading_last, target);
    }
    narrator_unlock(n);
    return can;
}

/* Locked. The last word that was heard. */
static uint32_t heard(struct narrator *n)
{
    if (!n->book || n->state == NARRATOR_SILENT)
        return 0;
    if (n->state == NARRATOR_PAUSED)
        return n->heard_word ? n->heard_word : n->held_word;
    const struct timeline_mark *mark = timeline_now(&n->timeline, audio_played(n->audio));
    return mark ? narrator_lit_of(n, mark) : n->held_word;
}

void narrator_widen(struct narrator *n)
{
    narrator_lock(n);
    n->reading_last = 0;
    narrator_unlock(n);
}

bool narrator_repeat(struct narrator *n)
{
    narrator_lock(n);
    narrator_settle(n);
    uint32_t word = heard(n), first, end;
    bool is_paused = n->state == NARRATOR_PAUSED;
    if (word) {
        reading_sentence_of(n->book, word, &first, &end);
        if (is_paused || n->is_preview || narrator_is_finished(n))
            preview(n, first, end - 1, is_paused ? n->held_word : n->resume_at);
        else
            narrator_begin_run(n, first, n->reading_last, first);
    }
    narrator_unlock(n);
    return word != 0;
}

bool narrator_spell(struct narrator *n, const struct book *book, uint32_t word)
{
    if (!word)
        word = narrator_word(n);
    if (!word || word > book->word_total)
        return false;
    const struct book_word *w = &book->words[word];
    size_t begin, bytes;
    spelling_core(book->pool + w->text, w->bytes, &begin, &bytes);
    char *text = mem_copy_bytes(book->pool + w->text + begin, bytes);
    const char *lang = book_word_lang(book, word);
    const char *letters = language_of_letters(text, bytes, lang);
    narrator_add_say(n, text, letters[0] ? letters : lang, SAY_LETTERS, false);
    return true;
}

uint32_t narrator_unvoiced(const struct narrator *narrator, char lang[16])
{
    struct narrator *n = narrator_lock(narrator);
    uint32_t word = 0;
    const struct timeline_mark *mark = timeline_now(&n->timeline, audio_played(n->audio));
    if (mark && n->state == NARRATOR_READING && mark->kind == TIMELINE_UNVOICED &&
        audio_played(n->audio) < mark->end) {
        word = mark->word;
        memcpy(lang, mark->lang, sizeof mark->lang);
    }
    narrator_unlock(n);
    return word;
}
