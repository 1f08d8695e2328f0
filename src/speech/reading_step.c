#include "book/model.h"
#include "speech/reading.h"

bool reading_block_is_read(const struct book *book, const struct narrator_settings *settings,
                           uint32_t block)
{
    const struct book_block *b = &book->blocks[block];
    if (b->kind == BLOCK_FIGURE)
        return b->alt_count && !settings->text_only;
    if (b->kind == BLOCK_LEFT_OUT || (b->kind == BLOCK_NOTE && !settings->read_notes))
        return false;
    return b->word_count > 0;
}

uint32_t reading_block_after(const struct book *book, const struct narrator_settings *settings,
                             uint32_t block)
{
    for (uint32_t b = block + 1; b <= book->block_count; b++) {
        if (reading_block_is_read(book, settings, b))
            return b;
    }
    return 0;
}

uint32_t reading_block_before(const struct book *book, const struct narrator_settings *settings,
                              uint32_t block)
{
    for (uint32_t b = block; b > 1; b--) {
        if (reading_block_is_read(book, settings, b - 1))
            return b - 1;
    }
    return 0;
}

uint32_t reading_block_first(const struct book *book, uint32_t block)
{
    const struct book_block *b = &book->blocks[block];
    return b->kind == BLOCK_FIGURE ? b->alt_first : b->first_word;
}

uint32_t reading_block_end(const struct book *book, uint32_t block)
{
    const struct book_block *b = &book->blocks[block];
    return b->kind == BLOCK_FIGURE ? b->alt_first + b->alt_count : b->first_word + b->word_count;
}

/* The next or previous block that is read, a heading if `heading`. */
static uint32_t step_block(const struct book *book, const struct narrator_settings *settings,
                           uint32_t block, bool heading, bool back)
{
    do {
        block = back ? reading_block_before(book, settings, block)
                     : reading_block_after(book, settings, block);
    } while (block && heading && book->blocks[block].kind != BLOCK_HEADING);
    return block;
}

static uint32_t step_once(const struct book *book, const struct narrator_settings *settings,
                          uint32_t word, enum narrator_unit unit, bool back)
{
    uint32_t block = book->words[word].block, first, end;
    uint32_t block_first = reading_block_first(book, block);
    uint32_t block_end = reading_block_end(book, block);
    if (unit == NARRATOR_WORD || unit == NARRATOR_SENTENCE) {
        reading_sentence_of(book, word, &first, &end);
        if (unit == NARRATOR_WORD) {
            first = word;
            end = word + 1;
        }
        if (!back && end < block_end)
            return end;
        if (back && first > block_first && unit == NARRATOR_WORD)
            return first - 1;
        if (back && first > block_first) {
            reading_sentence_of(book, first - 1, &first, &end);
            return first;
        }
    }
    uint32_t next = step_block(book, settings, block, unit == NARRATOR_HEADING, back);
    if (!next)
        return 0;
    if (!back || unit == NARRATOR_PARAGRAPH || unit == NARRATOR_HEADING)
        return reading_block_first(book, next);
    word = reading_block_end(book, next) - 1;
    if (unit == NARRATOR_WORD)
        return word;
    reading_sentence_of(book, word, &first, &end);
    return first;
}

uint32_t reading_step(const struct book *book, const struct narrator_settings *settings,
                      uint32_t word, enum narrator_unit unit, int step)
{
    if (!word || word > book->word_total)
        return 0;
    uint32_t at = word;
    for (int i = 0; i != step && at; i += step > 0 ? 1 : -1)
        at = step_once(book, settings, at, unit, step < 0);
    return at;
}

bool reading_stops_before(const struct book *book, const struct narrator_settings *settings,
                          uint32_t word)
{
    if (settings->stop_after == NARRATOR_STOP_NEVER || !word || word > book->word_total)
        return false;
    uint32_t first, end, block = book->words[word].block;
    reading_sentence_of(book, word, &first, &end);
    if (word != first)
        return false;
    if (settings->stop_after == NARRATOR_STOP_SENTENCE)
        return true;
    const struct book_block *here = &book->blocks[block];
    const struct book_block *before = &book->blocks[reading_block_before(book, settings, block)];
    if (word != reading_block_first(book, block) || before->kind == BLOCK_HEADING)
        return false;
    if (settings->stop_after == NARRATOR_STOP_SECTION)
        return here->kind == BLOCK_HEADING;
    bool is_same_row = here->kind == BLOCK_CELL && before->kind == BLOCK_CELL &&
                       here->group == before->group && here->row == before->row;
    return !is_same_row;
}
