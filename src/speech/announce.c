#include "speech/announce.h"
#include "book/model.h"
#include "speech/phrases.h"

#include <string.h>

enum {
    HEADER_WORDS_MOST = 8, /* of a header cell, said again with each of its cells */
    HEADERS_MOST = 3       /* one above the other */
};

struct speaker {
    const struct book *book;
    const struct narrator_settings *settings;
    const struct narrator_phrases *phrases;
    struct str *out;
};

static bool says(const struct speaker *s, uint32_t what)
{
    return (s->settings->announce & what) != 0;
}

/* A phrase, and the sign that ends it. */
static void say(const struct speaker *s, const char *phrase, const char *words, unsigned a,
                unsigned b, char stop)
{
    const unsigned numbers[] = {a, b};
    if (s->out->length_bytes)
        str_add_char(s->out, ' ');
    phrases_add(s->out, phrase, words, numbers, 2);
    str_add_char(s->out, stop);
}

static void say_count(const struct speaker *s, const char *one, const char *many, unsigned count)
{
    if (count)
        say(s, count == 1 ? one : many, NULL, count, 0, '.');
}

static const struct book_block *block_at(const struct speaker *s, uint32_t block)
{
    return &s->book->blocks[block <= s->book->block_count ? block : 0];
}

/* Blocks that stand inside a list or a table without ending it. */
static bool is_aside(const struct book_block *block)
{
    return block->kind == BLOCK_NOTE || block->kind == BLOCK_LEFT_OUT;
}

/* The block before or after that is no aside; 0: none. */
static uint32_t neighbour(const struct speaker *s, uint32_t block, int step)
{
    uint32_t b = block;
    while (b && b <= s->book->block_count) {
        b = step > 0 ? b + 1 : b - 1;
        if (b && b <= s->book->block_count && !is_aside(block_at(s, b)))
            return b;
    }
    return 0;
}

static bool is_in_list(const struct book_block *item, const struct book_block *other)
{
    return other->kind == BLOCK_LIST_ITEM && other->group == item->group;
}

/* How many items of the same level follow, this one with them. */
static unsigned count_items(const struct speaker *s, uint32_t block)
{
    const struct book_block *first = block_at(s, block);
    unsigned count = 0;
    for (uint32_t b = block; b <= s->book->block_count; b++) {
        const struct book_block *item = block_at(s, b);
        if (is_aside(item))
            continue;
        bool is_inner = item->kind == BLOCK_LIST_ITEM && item->level > first->level;
        if (!is_inner && (!is_in_list(first, item) || item->level < first->level))
            break;
        count += is_in_list(first, item) && item->level == first->level;
    }
    return count;
}

static void begin_item(const struct speaker *s, uint32_t block)
{
    const struct book_block *item = block_at(s, block);
    const struct book_block *before = block_at(s, neighbour(s, block, -1));
    bool is_inside = before->kind == BLOCK_LIST_ITEM && before->level > item->level;
    bool begins = !is_in_list(item, before) || before->level < item->level;
    if (says(s, NARRATOR_SAY_LIST) && begins && !is_inside)
        say_count(s, s->phrases->list_one, s->phrases->list_many, count_items(s, block));
}

static void end_item(const struct speaker *s, uint32_t block)
{
    const struct book_block *after = block_at(s, neighbour(s, block, 1));
    bool goes_on = after->kind == BLOCK_LIST_ITEM &&
                   (after->group == block_at(s, block)->group || after->level > 1);
    if (says(s, NARRATOR_SAY_LIST_END) && !goes_on)
        say(s, s->phrases->list_end, NULL, 0, 0, '.');
}

static bool is_in_table(const struct book_block *cell, const struct book_block *other)
{
    return other->kind == BLOCK_CELL && other->group == cell->group;
}

static bool is_same_cell(const struct book_block *a, const struct book_block *b)
{
    return is_in_table(a, b) && a->row == b->row && a->column == b->column;
}

/* The table's first block. */
static uint32_t table_begin(const struct speaker *s, uint32_t block)
{
    const struct book_block *cell = block_at(s, block);
    uint32_t first = block;
    for (uint32_t b = block; b; b = neighbour(s, b, -1)) {
        if (!is_in_table(cell, block_at(s, b)))
            break;
        first = b;
    }
    return first;
}

static unsigned last_of(uint16_t at, uint16_t span)
{
    return at + (span ? span : 1u) - 1u;
}

static void begin_table(const struct speaker *s, uint32_t block)
{
    unsigned rows = 0, columns = 0;
    const struct book_block *first = block_at(s, block);
    for (uint32_t b = block; b; b = neighbour(s, b, 1)) {
        const struct book_block *cell = block_at(s, b);
        if (!is_in_table(first, cell))
            break;
        unsigned row = last_of(cell->row, cell->row_span);
        unsigned column = last_of(cell->column, cell->column_span);
        rows = row > rows ? row : rows;
        columns = column > columns ? column : columns;
    }
    say(s, s->phrases->table, NULL, columns, rows, '.');
}

static bool is_header_of_column(const struct book_block *header, const struct book_block *cell)
{
    return (header->flags & BLOCK_IS_HEADER) && header->word_count &&
           last_of(header->row, header->row_span) < cell->row && header->column <= cell->column &&
           last_of(header->column, header->column_span) >= cell->column;
}

static bool is_header_of_row(const struct book_block *header, const struct book_block *cell)
{
    return (header->flags & BLOCK_IS_HEADER) && header->word_count &&
           header->column < cell->column && header->row <= cell->row &&
           last_of(header->row, header->row_span) >= cell->row;
}

static void add_words(const struct speaker *s, const struct book_block *block)
{
    uint32_t count = block->word_count < HEADER_WORDS_MOST ? block->word_count : HEADER_WORDS_MOST;
    size_t bytes;
    const char *text =
        book_slice(s->book, block->first_word, block->first_word + count - 1, &bytes);
    while (bytes && strchr(".,;: ", text[bytes - 1]))
        bytes--;
    str_add_bytes(s->out, text, bytes);
}

/* 'Money for schools, 2024:'. The row's header is not said when it was the cell read before. */
static void add_headers(const struct speaker *s, uint32_t block, uint32_t read_before)
{
    const struct book_block *cell = block_at(s, block);
    if (cell->flags & BLOCK_IS_HEADER)
        return;
    uint32_t found[2 * HEADERS_MOST];
    size_t count = 0, rows = 0;
    for (uint32_t b = table_begin(s, block); b < block; b++) {
        const struct book_block *other = block_at(s, b);
        if (!is_in_table(cell, other))
            continue;
        if (is_header_of_row(other, cell) && b != read_before && rows < HEADERS_MOST) {
            memmove(found + 1 + rows, found + rows, (count - rows) * sizeof *found);
            found[rows++] = b;
            count++;
        } else if (is_header_of_column(other, cell) && count - rows < HEADERS_MOST) {
            found[count++] = b;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (i || s->out->length_bytes)
            str_add(s->out, i ? ", " : " ");
        add_words(s, block_at(s, found[i]));
    }
    if (count)
        str_add_char(s->out, ':');
}

static void begin_cell(const struct speaker *s, uint32_t block, uint32_t read_before)
{
    const struct book_block *cell = block_at(s, block);
    const struct book_block *before = block_at(s, read_before);
    if (is_same_cell(cell, block_at(s, neighbour(s, block, -1))))
        return; /* a further paragraph of it */
    if (says(s, NARRATOR_SAY_TABLE) && !is_in_table(cell, before))
        begin_table(s, table_begin(s, block));
    if (says(s, NARRATOR_SAY_ROW) && (!is_in_table(cell, before) || before->row != cell->row))
        say(s, s->phrases->row, NULL, cell->row, 0, '.');
    if (says(s, NARRATOR_SAY_CELL))
        add_headers(s, block, read_before);
}

static void end_cell(const struct speaker *s, uint32_t block)
{
    if (says(s, NARRATOR_SAY_TABLE) &&
        !is_in_table(block_at(s, block), block_at(s, neighbour(s, block, 1))))
        say(s, s->phrases->table_end, NULL, 0, 0, '.');
}

static void end_quote(const struct speaker *s, uint32_t block)
{
    if (says(s, NARRATOR_SAY_QUOTATION) && block_at(s, neighbour(s, block, 1))->kind != BLOCK_QUOTE)
        say(s, s->phrases->quotation_end, NULL, 0, 0, '.');
}

static bool has_letter_or_digit(const char *text)
{
    for (; *text; text++) {
        if ((*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
            (*text >= 'A' && *text <= 'Z') || (*text & 0x80))
            return true;
    }
    return false;
}

static void begin_note(const struct speaker *s, const struct book_block *note)
{
    const char *label = book_string(s->book, note->label);
    if (says(s, NARRATOR_SAY_NOTE))
        say(s, s->phrases->note, has_letter_or_digit(label) ? label : NULL, 0, 0, ':');
}

/* What a block is. `read_before`: the block that was read before it. */
static void begin_block(const struct speaker *s, uint32_t block, uint32_t read_before)
{
    const struct book_block *b = block_at(s, block);
    const struct narrator_phrases *p = s->phrases;
    switch ((enum block_kind)b->kind) {
    case BLOCK_HEADING:
        if (says(s, NARRATOR_SAY_HEADING_LEVEL) && b->level)
            say(s, p->heading_level, NULL, b->level, 0, '.');
        else if (says(s, NARRATOR_SAY_HEADING | NARRATOR_SAY_HEADING_LEVEL))
            say(s, p->heading, NULL, 0, 0, '.');
        break;
    case BLOCK_LIST_ITEM:
        begin_item(s, block);
        break;
    case BLOCK_QUOTE:
        if (says(s, NARRATOR_SAY_QUOTATION) &&
            block_at(s, neighbour(s, block, -1))->kind != BLOCK_QUOTE)
            say(s, p->quotation, NULL, 0, 0, ':');
        break;
    case BLOCK_CELL:
        begin_cell(s, block, read_before);
        break;
    case BLOCK_FIGURE:
        if (says(s, NARRATOR_SAY_PICTURE))
            say(s, p->picture, NULL, 0, 0, ':');
        break;
    case BLOCK_CAPTION:
        if (says(s, NARRATOR_SAY_CAPTION))
            say(s, p->caption, NULL, 0, 0, ':');
        break;
    case BLOCK_NOTE:
        begin_note(s, b);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_LEFT_OUT:
        break;
    }
}

static void end_block(const struct speaker *s, uint32_t block)
{
    switch ((enum block_kind)block_at(s, block)->kind) {
    case BLOCK_LIST_ITEM:
        end_item(s, block);
        break;
    case BLOCK_QUOTE:
        end_quote(s, block);
        break;
    case BLOCK_CELL:
        end_cell(s, block);
        break;
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_FIGURE:
    case BLOCK_CAPTION:
    case BLOCK_NOTE:
    case BLOCK_LEFT_OUT:
        break;
    }
}

/* Most tables with headers on both sides have nothing in the corner between them. */
static bool is_empty_corner(const struct speaker *s, uint32_t block)
{
    const struct book_block *cell = block_at(s, block);
    return cell->row == 1 && cell->column == 1 && table_begin(s, block) == block;
}

/* What is passed over between two read blocks (`first` to `end` - 1): empty cells, pictures that say nothing. */
static void say_passed(const struct speaker *s, uint32_t first, uint32_t end)
{
    unsigned cells = 0, pictures = 0;
    uint32_t cell = 0;
    for (uint32_t b = first; b < end; b++) {
        const struct book_block *block = block_at(s, b);
        if (block->kind == BLOCK_CELL && !block->word_count && !is_empty_corner(s, b)) {
            cells++;
            cell = b;
        }
        pictures += block->kind == BLOCK_FIGURE && !block->alt_count && !s->settings->text_only;
    }
    if (cells && says(s, NARRATOR_SAY_CELL)) {
        if (cells == 1)
            add_headers(s, cell, first - 1);
        say_count(s, s->phrases->cell_empty, s->phrases->cells_empty, cells);
    }
    if (cells)
        end_cell(s, cell);
    if (says(s, NARRATOR_SAY_PICTURE))
        say_count(s, s->phrases->picture_bare, s->phrases->pictures_bare, pictures);
}

/* At the end of a section: its notes and pictures that were passed over. */
static void say_left_out(const struct speaker *s, uint32_t block)
{
    uint32_t first = block, end = block + 1;
    while (first > 1 && block_at(s, first)->kind != BLOCK_HEADING)
        first--;
    while (end <= s->book->block_count && block_at(s, end)->kind != BLOCK_HEADING)
        end++;
    unsigned notes = 0, pictures = 0;
    for (uint32_t b = first; b < end; b++) {
        notes += block_at(s, b)->kind == BLOCK_NOTE && block_at(s, b)->word_count;
        pictures += block_at(s, b)->kind == BLOCK_FIGURE;
    }
    if (!s->settings->read_notes)
        say_count(s, s->phrases->notes_out_one, s->phrases->notes_out_many, notes);
    if (s->settings->text_only)
        say_count(s, s->phrases->pictures_out_one, s->phrases->pictures_out_many, pictures);
}

static bool has_furniture(const struct book *book)
{
    for (uint32_t b = 1; b <= book->block_count; b++) {
        if (book->blocks[b].kind == BLOCK_LEFT_OUT)
            return true;
    }
    return false;
}

static struct speaker speaker_of(const struct reading *reading, struct str *out)
{
    return (struct speaker){reading->book, reading->settings, &reading->settings->phrases, out};
}

void announce_before(const struct reading *reading, uint32_t block, struct str *out)
{
    struct speaker s = speaker_of(reading, out);
    uint32_t before = reading_block_before(reading->book, reading->settings, block);
    if (!before) {
        if (says(&s, NARRATOR_SAY_FURNITURE) && has_furniture(reading->book))
            say(&s, s.phrases->furniture_out, NULL, 0, 0, '.');
        say_passed(&s, 1, block);
    }
    begin_block(&s, block, before);
}

void announce_after(const struct reading *reading, uint32_t block, struct str *out)
{
    struct speaker s = speaker_of(reading, out);
    uint32_t next = reading_block_after(reading->book, reading->settings, block);
    end_block(&s, block);
    say_passed(&s, block + 1, next ? next : reading->book->block_count + 1);
    bool ends_section = !next || reading->book->blocks[next].kind == BLOCK_HEADING;
    if (ends_section && says(&s, NARRATOR_SAY_LEFT_OUT))
        say_left_out(&s, block);
}

void announce_no_voice(const struct narrator_phrases *phrases, const char *lang, struct str *out)
{
    const char *name = phrases_language(phrases, lang);
    phrases_add(out, name ? phrases->no_voice : phrases->no_voice_unknown, name, NULL, 0);
    str_add_char(out, '.');
}
